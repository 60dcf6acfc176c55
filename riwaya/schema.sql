-- case.db: what follows from captures/ and journal.jsonl, arranged for asking. Deleting it loses nothing.
-- Version 2. A change here needs a new version and a step in store/opening.py that leads to it.

-- Every page that has been looked at, whether or not a report was found on it.
CREATE TABLE captures (
    id      TEXT PRIMARY KEY,
    sha256  TEXT NOT NULL,               -- of the page's bytes
    file    TEXT NOT NULL,               -- in captures/
    offset  INTEGER NOT NULL,
    length  INTEGER NOT NULL,
    at      TEXT NOT NULL,               -- UTC, always with microseconds, so that text order is time order
    source  TEXT NOT NULL,               -- what the page's owner knows it by
    stages  TEXT NOT NULL,               -- versions of the stages that read it, JSON with sorted keys
    removed INTEGER NOT NULL DEFAULT 0   -- 1: a person took it out; it stays known, and leaves every answer
) WITHOUT ROWID;
CREATE INDEX captures_by_place ON captures (file, offset);
CREATE INDEX captures_by_source ON captures (source, sha256);

-- A report, however often it was captured. The columns beside the id repeat its current version, to filter by.
CREATE TABLE articles (
    row      INTEGER PRIMARY KEY,        -- never shown; ties the article to its words
    id       TEXT NOT NULL UNIQUE,       -- 16 hexadecimal digits of the SHA-256 of the identity
    identity TEXT NOT NULL,
    current  TEXT REFERENCES captures,   -- the version with the latest (at, sha256), in whatever order they came
    source   TEXT,
    url      TEXT,                       -- canonical
    outlet   TEXT,
    language TEXT,
    day      TEXT,                       -- published, to order by; NULL comes last
    first    TEXT,                       -- published on this day at the earliest and
    last     TEXT,                       -- on this one at the latest; NULL where that side is open
    gathered INTEGER NOT NULL DEFAULT 0  -- 1: the stages that work across articles have seen its current version
);
CREATE INDEX articles_to_gather ON articles (row) WHERE NOT gathered;
CREATE INDEX articles_in_order ON articles (day IS NULL, day, id);
CREATE INDEX articles_by_source ON articles (source);
CREATE INDEX articles_by_url ON articles (url);

-- What one capture says. Spans point into the text of their version.
CREATE TABLE versions (
    capture TEXT PRIMARY KEY REFERENCES captures,
    article INTEGER NOT NULL REFERENCES articles,
    text    TEXT NOT NULL,
    record  BLOB NOT NULL,               -- records.Article as JSON, its text left out
    findings BLOB NOT NULL               -- records.Findings as JSON
) WITHOUT ROWID;
CREATE INDEX versions_by_article ON versions (article);

CREATE TABLE statements (
    row      INTEGER PRIMARY KEY,
    capture  TEXT NOT NULL REFERENCES captures,
    id       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    polarity TEXT NOT NULL,
    speaker  TEXT,                       -- the name, folded
    carriers TEXT NOT NULL,              -- their names, folded, one a line
    record   BLOB NOT NULL               -- records.Statement as JSON
);
CREATE INDEX statements_by_capture ON statements (capture);

-- Two articles by their ids, as they stand to each other in their current versions.
CREATE TABLE retellings (
    a      TEXT NOT NULL,
    b      TEXT NOT NULL,
    kind   TEXT NOT NULL,
    record BLOB NOT NULL,                -- records.Retelling as JSON
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX retellings_by_b ON retellings (b);

CREATE TABLE problems (
    row     INTEGER PRIMARY KEY,
    capture TEXT NOT NULL REFERENCES captures,
    stage   TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason  TEXT NOT NULL
);
CREATE INDEX problems_by_capture ON problems (capture);

-- The words of current versions, under every form that they may be looked for by (stems.py). Words arrive cut,
-- folded and parted by blanks; the tokenizer has nothing left to decide. Without a copy of the text.
CREATE VIRTUAL TABLE article_words USING fts5 (title, text, content = '', tokenize = "ascii tokenchars '_'");
CREATE VIRTUAL TABLE statement_words USING fts5 (content, speaker, content = '', tokenize = "ascii tokenchars '_'");

-- One row: the checksum of the language data that the words were made with. Words are made anew where it changed.
CREATE TABLE words_made_with (stems TEXT NOT NULL);

-- Since version 2 (store/opening.py runs what follows over a database of version 1).

-- What the stages across articles keep of each to find its likes: a sketch, and the keys that lead to it.
CREATE TABLE sketches (
    article TEXT NOT NULL,
    stage   TEXT NOT NULL,
    record  BLOB NOT NULL,
    PRIMARY KEY (article, stage)
) WITHOUT ROWID;
CREATE TABLE keys (
    stage   TEXT NOT NULL,
    key     NOT NULL,                    -- a number or a word
    place   INTEGER NOT NULL,            -- where it stands in the article, or the article's day; 0 where unknown
    article TEXT NOT NULL,
    PRIMARY KEY (stage, key, place, article)
) WITHOUT ROWID;
CREATE INDEX keys_by_article ON keys (article, stage);

-- How near two articles are to being of one story.
CREATE TABLE bonds (
    a      TEXT NOT NULL,
    b      TEXT NOT NULL,
    weight REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX bonds_by_b ON bonds (b);

-- Stories, and what is known over all their articles. Records name articles by their ids.
CREATE TABLE stories (
    id     TEXT PRIMARY KEY,
    last   TEXT,                         -- the day of its latest article
    record BLOB NOT NULL                 -- records.Story as JSON
) WITHOUT ROWID;
CREATE TABLE story_articles (
    article   TEXT PRIMARY KEY,
    story     TEXT NOT NULL REFERENCES stories,
    component TEXT NOT NULL,             -- the least of the articles that can be in one story with it
    level     REAL NOT NULL              -- the weakest ties that count among these
) WITHOUT ROWID;
CREATE INDEX story_articles_by_story ON story_articles (story);
CREATE INDEX story_articles_by_component ON story_articles (component);
CREATE TABLE gathered (
    kind    TEXT NOT NULL,               -- claim, disagreement, occurrence, position
    id      TEXT NOT NULL,
    story   TEXT NOT NULL REFERENCES stories,
    record  BLOB NOT NULL,
    PRIMARY KEY (kind, story, id)
) WITHOUT ROWID;

-- Who is meant by the figures of each article's cast (which is its card of the stage `actors`), and how it writes them.
CREATE TABLE figures (
    article TEXT NOT NULL,
    place   INTEGER NOT NULL,            -- in the cast
    actor   TEXT NOT NULL REFERENCES actors,
    forms   TEXT NOT NULL,               -- one a line
    PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE INDEX figures_by_actor ON figures (actor);
CREATE TABLE actors (
    id     TEXT PRIMARY KEY,
    name   TEXT NOT NULL,                -- folded
    record BLOB NOT NULL                 -- records.Actor as JSON, its forms left out
) WITHOUT ROWID;

-- Fingerprints turned about: under each hash the articles that have it, in the order of time. `departed` holds those of
-- articles that went or changed until the pairs that their going concerns have been judged anew.
CREATE TABLE postings (
    hash    INTEGER NOT NULL,            -- of a run of words or of two words, read as a signed number
    day     INTEGER NOT NULL,
    article INTEGER NOT NULL,            -- its id, read as a signed number
    place   INTEGER NOT NULL,
    PRIMARY KEY (hash, day, article, place)
) WITHOUT ROWID;
CREATE INDEX postings_by_article ON postings (article);
CREATE TABLE departed (
    hash    INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    article INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    PRIMARY KEY (hash, day, article, place)
) WITHOUT ROWID;
