"""What things are: the records that every stage takes and gives. Read from top to bottom as a glossary.

All are immutable, keyword-only and closed: a field that is not named here cannot be set, and decoding checks
types. Unknown is None. The same records serve the database, `--json` and the page.
"""

import datetime as dt
import itertools
from typing import Literal

import msgspec
from msgspec import Struct

from riwaya.drawing import draw_record


# Made of finished parts, no record can lead back to itself: Python's search for rings passes them by.
class Record(Struct, frozen=True, kw_only=True, gc=False):
    """What all of them are: closed, and able to show itself in a notebook."""

    _repr_html_ = draw_record


# --- places in a text ---------------------------------------------------------------------------------------


class Span(Record, frozen=True, kw_only=True):
    """Words of an article and where they stand: `text == article.text[start:end]`."""

    start: int
    end: int
    text: str


class Extent(Record, frozen=True, kw_only=True):
    """A stretch of an article too long to repeat: from `start` up to, not including, `end`."""

    start: int
    end: int


# --- what comes in ------------------------------------------------------------------------------------------

PageKind = Literal["html", "text"]


class Given(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What whoever handed a page over said about it. Outweighs what the page says of itself."""

    id: str | None = None  # its name within the file that held it
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None  # ISO 8601 or RFC 2822, as given
    crawled: str | None = None  # the same; bounds `published` from above
    byline: str | None = None
    language: str | None = None
    credit: tuple[str, ...] = ()  # media that the page is known to rest on, such as a forwarded channel


class Page(Record, frozen=True, kw_only=True):
    """What was fetched or given: bytes, address, time. Kept for ever, in WARC."""

    source: str  # what its owner knows it by: the given id, else the path or address as given
    container: str | None = None  # the file that held it among others, where there is one
    kind: PageKind
    body: bytes
    charset: str | None = None  # declared by the transport, not by the page
    given: Given = Given()


# --- the report on a page -----------------------------------------------------------------------------------

DatePrecision = Literal["minute", "day", "month", "year"]
DateBasis = Literal["metadata", "text", "address", "given", "capture"]


class Published(Record, frozen=True, kw_only=True):
    """When a report came out, as the page's own calendar day says: never moved to another zone."""

    date: dt.date  # the first day of the month or year where `precision` is coarser than a day
    time: str | None = None  # local clock with its offset, "09:30+03:00"; "09:30" where the zone is unknown
    precision: DatePrecision
    basis: DateBasis  # `capture`: published then or before


class Article(Record, frozen=True, kw_only=True):
    """The report on a page, without the site around it. `text` never changes: a new text is a new version."""

    source: str
    url: str | None = None  # canonical
    outlet: str | None = None
    title: str | None = None
    language: str | None = None  # ISO 639-1
    published: Published | None = None
    byline: str | None = None
    credit: tuple[str, ...] = ()  # media that the page credits, as it writes them
    dateline: Span | None = None
    text: str = ""
    paragraphs: tuple[tuple[int, int], ...] = ()  # the parts of `text` that are the report


# --- who said what, through whom ----------------------------------------------------------------------------

StatementKind = Literal["direct", "indirect", "mixed"]
SpeakerHow = Literal["named", "role", "pronoun", "anonymous", "unresolved"]
Polarity = Literal["asserted", "denied"]


class Speaker(Record, frozen=True, kw_only=True):
    """Whoever a statement is attributed to, and how the page named them."""

    id: str | None = None  # the actor, once actors are gathered
    name: str
    how: SpeakerHow


class Carrier(Record, frozen=True, kw_only=True):
    """Who passed a statement on between its speaker and the page."""

    id: str | None = None
    name: str
    span: Span


TimePrecision = Literal["minute", "day", "week", "month", "season", "year", "decade", "century", "vague", "duration"]


class Interval(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """First and last day, both included; an open side is None."""

    from_: dt.date | None = None
    to: dt.date | None = None
    precision: TimePrecision


class Time(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Words that name a day or a stretch of time, and its first and last day, both included; an open side is None."""

    start: int
    end: int
    text: str
    from_: dt.date | None = None
    to: dt.date | None = None
    precision: TimePrecision


class Quantity(Record, frozen=True, kw_only=True):
    """A number with its unit and what it counts. Exact: low = best = high; a side that is not known is None."""

    start: int
    end: int
    text: str
    low: int | float | None = None
    best: int | float | None = None
    high: int | float | None = None
    unit: str | None = None  # named in English: person, USD, km, percent, year, year-age
    of: Span | None = None


class Statement(Record, frozen=True, kw_only=True):
    """A proposition that a page attributes to a source."""

    id: str
    kind: StatementKind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: Speaker | None = None  # None only where the page gives no source
    carriers: tuple[Carrier, ...] = ()  # from the speaker outwards
    venue: Span | None = None
    said: Interval | None = None
    polarity: Polarity = "asserted"
    because: tuple[str, ...] = ()  # the rules that fired

    @property
    def is_announced(self) -> bool:
        """Tell whether it is told by a noun: announcements are `a1`, `a2`, ..., statements `s1`, `s2`, ..."""
        return self.id.startswith("a")


# --- names in text ------------------------------------------------------------------------------------------

MentionType = Literal["person", "organisation", "place", "other"]


class Mention(Record, frozen=True, kw_only=True):
    """A name as it stands in an article: without the و or ب written on to it, with its article."""

    start: int
    end: int
    text: str
    type: MentionType
    actor: str | None = None  # the id of who is meant, once actors are gathered


# --- what happened ------------------------------------------------------------------------------------------

EventStatus = Literal["asserted", "claimed", "denied", "future"]


class Party(Record, frozen=True, kw_only=True):
    """Who acts in an event, who undergoes it, or where: a name, and its words where the sentence has them."""

    id: str | None = None  # the actor, once actors are gathered
    name: str
    span: Span | None = None


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom, when and where, in the types of PLOVER."""

    id: str
    type: str  # of PLOVER, "AGREE"
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    statement: str | None = None  # the id of the statement that it stands in
    trigger: Span
    actor: Party | None = None
    recipient: Party | None = None
    place: Party | None = None
    date: Interval | None = None
    status: EventStatus = "asserted"
    because: tuple[str, ...] = ()


# --- who repeats whom ---------------------------------------------------------------------------------------

RetellingKind = Literal["copy", "edited", "partial", "translation"]
Direction = Literal["a->b", "b->a"]


class Passage(Record, frozen=True, kw_only=True):
    """Aligned stretches of two articles that share text or render one text."""

    a: Extent
    b: Extent


class Coverage(Record, frozen=True, kw_only=True):
    """The share of each report's words that stand in passages, 0 to 1."""

    a: float
    b: float


class Retelling(Record, frozen=True, kw_only=True):
    """How one article stands to another. `a` and `b` are sources, `a` the smaller."""

    a: str
    b: str
    kind: RetellingKind
    direction: Direction | None = None
    coverage: Coverage
    passages: tuple[Passage, ...]
    because: tuple[str, ...] = ()


# --- who is meant -------------------------------------------------------------------------------------------

ActorKind = Literal["person", "organisation", "place", "country", "group", "agency", "outlet", "other"]


class Office(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A post that a person held, `of` a country (ISO 3166 alpha-3) or a body, from a day to a day, both included."""

    name: str  # "president", "foreign-minister"
    of: str | None = None
    from_: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD, as well as it is known
    to: str | None = None


class Actor(Record, frozen=True, kw_only=True):
    """A person, body or country that statements and events are about, with all its written forms."""

    id: str
    name: str
    latin: str | None = None
    kind: ActorKind
    country: str | None = None  # ISO 3166 alpha-3
    roles: tuple[str, ...] = ()  # of PLOVER: GOV, MIL, OPP
    forms: tuple[str, ...] = ()  # as the pages write it
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None


class Figure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Whoever one article means by a group of its names, before articles are laid side by side."""

    key: str | None = None  # of the table of actors, where the page and its date settle who is meant
    kind: ActorKind
    name: str  # the fullest that the article writes
    forms: tuple[str, ...] = ()  # as the article writes it, the first first
    country: str | None = None  # ISO 3166 alpha-3, or the folded name of a country that the table does not know
    field: str | None = None  # of work: "politics", "sport"
    posts: tuple[str, ...] = ()  # "president RUS"
    near: tuple[str, ...] = ()  # keys of the figures that it stands with
    seeks: tuple[str, ...] = ()  # figures of other articles may be the same only where they share one of these


class Cast(Record, frozen=True, kw_only=True):
    """The figures of one article, and which of its names means which: a place in `figures`; None: nobody can tell."""

    article: str  # id
    source: str
    published: dt.date | None = None
    figures: tuple[Figure, ...] = ()
    mentions: tuple[int | None, ...] = ()  # in the order of the mentions
    speakers: tuple[int | None, ...] = ()  # in the order of all that is told
    carriers: tuple[tuple[int | None, ...], ...] = ()
    parties: tuple[tuple[int | None, int | None, int | None], ...] = ()  # of events: actor, recipient, place


# --- stories, origins, claims, disagreements ----------------------------------------------------------------

OriginBasis = Literal["credit", "quotation", "retelling", "translation", "own reporting", "unknown"]
EvidenceField = Literal["text", "title", "byline", "credit"]


class Evidence(Record, frozen=True, kw_only=True):
    """Words of an article that something rests on. Offsets point into the field that is named."""

    article: str
    field: EvidenceField
    start: int
    end: int
    text: str


class Origin(Record, frozen=True, kw_only=True):
    """Where a report entered: an agency, a document, a broadcast, an outlet's own reporting, or nobody can tell."""

    name: str | None  # None where untraced
    basis: OriginBasis
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


class Origins(Record, frozen=True, kw_only=True):
    """How many independent origins may stand behind something. Wherever one count is shown, all three are."""

    named: int = 0  # distinct origins that the pages name
    untraced: int = 0  # families with no traceable origin, which confirm nothing but may each be one
    at_most: int = 0  # their sum
    list: tuple[Origin, ...] = ()


class Story(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Articles about one real-world event or one unfolding sequence."""

    id: str
    title: str  # chosen from its articles
    from_: dt.date | None = None
    to: dt.date | None = None
    articles: tuple[str, ...]
    outlets: int
    origins: Origins


class Version(Record, frozen=True, kw_only=True):
    """A claim as one article has it."""

    article: str
    statement: str  # id
    content: tuple[Span, ...]
    carriers: tuple[Carrier, ...] = ()


class Claimant(Record, frozen=True, kw_only=True):
    """Whose claim it is, over all its versions."""

    id: str | None = None
    name: str


class Claim(Record, frozen=True, kw_only=True):
    """One statement across outlets, wordings and translations."""

    id: str
    story: str | None = None
    speaker: Claimant | None = None
    versions: tuple[Version, ...]
    origins: Origins = Origins()


Slot = Literal["count", "age", "money", "date", "time", "place", "name", "quotation"]


class Value(Record, frozen=True, kw_only=True):
    """What one account gives for a fact: the page's words, and the number where it is one."""

    value: str
    low: int | float | None = None
    best: int | float | None = None
    high: int | float | None = None
    unit: str | None = None
    article: str
    span: Span
    statement: str | None = None  # the id of the statement that it stands in
    speaker: str | None = None
    carriers: tuple[str, ...] = ()
    when: str | None = None  # the day that the account is of, else of publication


class Disagreement(Record, frozen=True, kw_only=True):
    """One fact with values that cannot all hold, or that were revised."""

    story: str | None = None
    about: str
    slot: Slot
    kind: Literal["conflict", "update"]
    values: tuple[Value, ...]


# --- over time ----------------------------------------------------------------------------------------------


class Report(Record, frozen=True, kw_only=True):
    """An event as one article has it."""

    article: str
    event: str  # id


class Occurrence(Record, frozen=True, kw_only=True):
    """One event over all the reports of it."""

    id: str
    story: str | None = None
    type: str
    mode: str | None = None
    actor: Claimant | None = None
    recipient: Claimant | None = None
    place: Claimant | None = None
    date: Interval | None = None
    status: EventStatus
    reports: tuple[Report, ...]


class Level(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What passed between two sides in a day, week or month: scores of the PLOVER code book, added up."""

    from_: dt.date
    to: dt.date  # included
    conflict: float  # of acts that harm, without their sign
    cooperation: float
    acts: int  # each once, however many pages tell it
    claimed: int  # of them: no page says so in its own voice
    reports: int  # what a count of reports would give
    pages: int  # on any matter that came out then: how much could be seen


class Change(Record, frozen=True, kw_only=True):
    """A day from which on there was more conflict or cooperation than before, or less."""

    at: dt.date
    of: Literal["conflict", "cooperation"]
    before: float  # a day, on average
    after: float
    chance: float  # that shuffled time shows one as strong
    acts: tuple[str, ...]  # ids of the weightiest occurrences behind it


class Relation(Record, frozen=True, kw_only=True):
    """How much two sides helped and harmed each other over time. `a` is the side that was asked for first."""

    a: Claimant
    b: Claimant
    unit: Literal["day", "week", "month"]
    levels: tuple[Level, ...]
    changes: tuple[Change, ...] = ()


class Stance(Record, frozen=True, kw_only=True):
    """One statement of a position, and what changed since the one before it."""

    article: str
    statement: str
    speaker: Claimant | None = None  # who said it, where somebody speaks for a country
    date: dt.date | None = None
    content: tuple[Span, ...]
    stance: Literal["ready", "ready if", "refuses", "refuses unless", "wavers", "demands", "proposes"]
    condition: Span | None = None  # from the word that opens it on
    shift: str | None = None  # "condition added", "refusal to readiness"
    shows: tuple[Span, ...] = ()  # the words that show it


class Position(Record, frozen=True, kw_only=True):
    """The statements of an actor, or of whoever speaks for a country, on one issue in order of time."""

    id: str
    actor: Claimant
    issue: str
    toward: tuple[Claimant, ...] = ()  # the other countries that it is about
    stances: tuple[Stance, ...]


# --- a person's word ----------------------------------------------------------------------------------------


class Quoted(Record, frozen=True, kw_only=True):
    """A member that a correction names: the words as they stand, and the article that they stand in."""

    article: str | None = None  # source
    text: str


CorrectionKind = Literal["merge", "split", "rename", "is-not", "undo"]


class Correction(Record, frozen=True, kw_only=True):
    """A person's merge, split or fix. It names members and quoted words, never a cluster's id, and outlives re-runs."""

    id: str
    kind: CorrectionKind
    of: Literal["actor", "story", "issue"] = "actor"
    members: tuple[Quoted, ...]  # of the first thing
    others: tuple[Quoted, ...] = ()  # of the second
    name: str | None = None  # for a rename
    undoes: str | None = None
    by: str


# --- what could not be done ---------------------------------------------------------------------------------


class Problem(Record, frozen=True, kw_only=True):
    """What could not be done: stored and counted, never swallowed."""

    stage: str
    subject: str  # the page, file or address concerned
    reason: str


class Findings(Record, frozen=True, kw_only=True):
    """What stands in an article beside its statements, each in text order.

    `announcements` are told by a noun: «أعلن الجيش | استعادة المدينة». Of one page that is an event; beside another
    page that tells the same with أن it is a version of one claim.
    """

    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    announcements: tuple[Statement, ...] = ()


class Reading(Record, frozen=True, kw_only=True):
    """All that single stages found on one page."""

    article: Article
    statements: tuple[Statement, ...] = ()
    findings: Findings = Findings()
    problems: tuple[Problem, ...] = ()

    @property
    def told(self) -> tuple[Statement, ...]:
        """All that the page has from somebody, in text order: its statements and its announcements."""
        said = (*self.statements, *self.findings.announcements)
        return tuple(sorted(said, key=lambda one: one.content[0].start if one.content else 0))

    def find_told(self, id_: str) -> Statement:
        """Give the statement or announcement that goes by an id."""
        return next(s for s in itertools.chain(self.statements, self.findings.announcements) if s.id == id_)

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Where the page stands among others: by its day, those without one last, then by its name."""
        published = self.article.published
        return published is None, published.date.isoformat() if published else "", self.article.source


# --- what a case keeps --------------------------------------------------------------------------------------


class Capture(Record, frozen=True, kw_only=True):
    """Where a page is kept in `captures/`, and how it is recognised."""

    id: str  # of bytes, address and time together: the same page handed over twice has the same id
    sha256: str  # of the page's bytes, hexadecimal
    file: str  # name within `captures/`
    offset: int  # of its record in the file, compressed bytes
    length: int
    at: dt.datetime  # UTC: when it was crawled where that is known, else when it was taken in


class Entry(Record, frozen=True, kw_only=True):
    """One line of a case's journal. What `body` holds is settled by `kind`; decode it with that kind's record."""

    kind: str
    at: dt.datetime  # UTC
    body: msgspec.Raw = msgspec.Raw(b"{}")


class Removal(Record, frozen=True, kw_only=True):
    """A capture that a person took out of every answer, and why. `purged`: its bytes were overwritten too."""

    capture: Capture
    source: str
    reason: str
    purged: bool


class Kept(Record, frozen=True, kw_only=True):
    """An article as a case keeps it: its current version, and how many there are."""

    id: str  # first 16 hexadecimal digits of the SHA-256 of its identity
    capture: str  # the capture whose reading this is; spans point into this version
    versions: int
    article: Article


class Said(Record, frozen=True, kw_only=True):
    """A statement with what is needed to show it without its article."""

    article: str  # id
    source: str
    outlet: str | None = None
    published: Published | None = None
    statement: Statement


class Tie(Record, frozen=True, kw_only=True):
    """A retelling with the ids of its two articles, `a` and `b` in the order of `retelling`."""

    a: str
    b: str
    retelling: Retelling


FoundIn = Literal["title", "text", "content", "speaker"]


class Hit(Record, frozen=True, kw_only=True):
    """A place that answers a search. Offsets point into the title, the text, or the speaker's name."""

    article: str  # id
    source: str
    statement: str | None = None  # its id, where a statement was found
    field: FoundIn
    snippet: Span
    matches: tuple[Extent, ...]  # the words that were asked for, inside the snippet


# --- what is followed ---------------------------------------------------------------------------------------


class Link(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A page that a feed names, and what the feed says of it."""

    url: str  # as the feed writes it, made whole
    outlet: str | None = None  # the publisher, where the feed names one beside itself
    published: str | None = None  # ISO 8601 or RFC 2822, as given
    updated: str | None = None  # the same; another one than before is a reason to look again


class Feed(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a feed answered: the links that were new, and what to ask it with, so that it answers only with news."""

    url: str
    etag: str | None = None
    modified: str | None = None
    links: tuple[Link, ...] = ()


FetchOutcome = Literal["kept", "same", "failed", "refused"]


class Fetch(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What came of asking for a page that a feed names."""

    link: Link
    outcome: FetchOutcome  # `same`: nothing that is not kept already; `refused`: never to be asked for again
    final: str | None = None  # where redirects led, where that is another page's address
    etag: str | None = None
    modified: str | None = None
    times: int = 0  # that it was answered
    tries: int = 0  # that it failed since it was last answered
    due: dt.datetime | None = None  # UTC; None: not to be asked for again unless a feed says that it changed
