-- case.db: what follows from captures/ and journal.jsonl, arranged for asking. Deleting it loses nothing.
-- Version 3. A change here needs a new version and a step in store/opening.py that leads to it.

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

-- What one capture says. Spans point into the text of their version. A row is many pages long: the key is kept apart
-- from it, and what lists read comes first.
CREATE TABLE versions (
    capture TEXT PRIMARY KEY REFERENCES captures,
    article INTEGER NOT NULL REFERENCES articles,
    record  BLOB NOT NULL,               -- records.Article as JSON, its text left out
    text    TEXT NOT NULL,
    findings BLOB NOT NULL               -- records.Findings as JSON
);
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

-- One row: how many of the journal's corrections what is gathered has been told of.
CREATE TABLE corrected (corrections INTEGER NOT NULL);
INSERT INTO corrected VALUES (0);

-- Views for people, who may open the database in Datasette or in any SQLite shell.

-- What a person opens in Datasette: the same answers as the commands of these names, in columns.
CREATE VIEW reports AS
    SELECT articles.id, articles.day AS published, articles.outlet,
        json_extract(CAST(versions.record AS TEXT), '$.title') AS title,
        json_extract(CAST(versions.record AS TEXT), '$.credit') AS credit,
        articles.url, articles.source, story_articles.story, versions.text
    FROM articles JOIN versions ON versions.capture = articles.current
    LEFT JOIN story_articles ON story_articles.article = articles.id;
CREATE VIEW who_said_what AS
    SELECT articles.id AS article, articles.day AS published, articles.outlet, statements.id AS statement,
        json_extract(CAST(statements.record AS TEXT), '$.speaker.name') AS speaker,
        replace(statements.carriers, char(10), ' → ') AS through, statements.kind, statements.polarity,
        (SELECT group_concat(json_extract(value, '$.text'), ' … ')
         FROM json_each(CAST(statements.record AS TEXT), '$.content')) AS words
    FROM articles JOIN statements ON statements.capture = articles.current;
CREATE VIEW who_repeats_whom AS
    SELECT retellings.kind, one.outlet AS outlet_a, other.outlet AS outlet_b,
        json_extract(CAST(retellings.record AS TEXT), '$.direction') AS direction,
        json_extract(CAST(retellings.record AS TEXT), '$.coverage.a') AS share_of_a,
        json_extract(CAST(retellings.record AS TEXT), '$.coverage.b') AS share_of_b,
        retellings.a, retellings.b
    FROM retellings JOIN articles AS one ON one.id = a JOIN articles AS other ON other.id = b;
CREATE VIEW how_many_origins AS
    SELECT id AS story, json_extract(CAST(record AS TEXT), '$.title') AS title,
        json_extract(CAST(record AS TEXT), '$.from') AS first_day, last AS last_day,
        json_array_length(CAST(record AS TEXT), '$.articles') AS pages,
        json_extract(CAST(record AS TEXT), '$.outlets') AS outlets,
        json_extract(CAST(record AS TEXT), '$.origins.named') AS named,
        json_extract(CAST(record AS TEXT), '$.origins.untraced') AS untraced,
        json_extract(CAST(record AS TEXT), '$.origins.at_most') AS at_most
    FROM stories;
CREATE VIEW where_they_differ AS
    SELECT gathered.story, gathered.id AS fact, json_extract(CAST(record AS TEXT), '$.about') AS about,
        json_extract(CAST(record AS TEXT), '$.slot') AS slot, json_extract(CAST(record AS TEXT), '$.kind') AS kind,
        json_extract(value, '$.value') AS value, json_extract(value, '$.low') AS low,
        json_extract(value, '$.best') AS best, json_extract(value, '$.high') AS high,
        json_extract(value, '$.unit') AS unit, json_extract(value, '$.speaker') AS speaker,
        json_extract(value, '$.when') AS as_of, json_extract(value, '$.article') AS article
    FROM gathered, json_each(CAST(gathered.record AS TEXT), '$.values') WHERE gathered.kind = 'disagreement';
CREATE VIEW what_happened AS
    SELECT articles.id AS article, articles.day AS published, articles.outlet,
        json_extract(value, '$.type') AS type, json_extract(value, '$.status') AS status,
        json_extract(value, '$.actor.name') AS actor, json_extract(value, '$.trigger.text') AS act,
        json_extract(value, '$.recipient.name') AS recipient, json_extract(value, '$.place.name') AS place,
        json_extract(value, '$.date.from') AS first_day, json_extract(value, '$.date.to') AS last_day
    FROM articles JOIN versions ON versions.capture = articles.current,
        json_each(CAST(versions.findings AS TEXT), '$.events');
CREATE VIEW who_is_meant AS
    SELECT actors.id AS actor, json_extract(CAST(record AS TEXT), '$.name') AS name,
        json_extract(CAST(record AS TEXT), '$.kind') AS kind, json_extract(CAST(record AS TEXT), '$.country') AS country,
        count(DISTINCT figures.article) AS pages
    FROM actors JOIN figures ON figures.actor = actors.id GROUP BY actors.id;

-- Since version 3 (store/opening.py runs what follows over a database of version 2).

-- So that one page more does not read the whole case: a story that goes is looked for among all that is known over
-- stories, and captures of other stages among all captures.
CREATE INDEX gathered_by_story ON gathered (story);
CREATE INDEX captures_by_stages ON captures (stages) WHERE NOT removed;

-- So that a sheet of a list reads its own rows alone: stories in their order, who says what, who is written how.
CREATE INDEX stories_in_order ON stories (last IS NULL, last DESC, id);
CREATE INDEX statements_by_actor ON statements (json_extract(CAST(record AS TEXT), '$.speaker.id'))
    WHERE json_extract(CAST(record AS TEXT), '$.speaker.id') IS NOT NULL;
CREATE INDEX articles_by_current ON articles (current);
CREATE INDEX figures_by_forms ON figures (actor, forms);
