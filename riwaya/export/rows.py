"""One flat record for each table that a spreadsheet or a data frame gets: its fields are the columns, in order.

Cells hold text, numbers or nothing. A cell that is a list parts its items by ` | `. `article` is an article's id, as in
the table of articles; offsets are those of Python strings into its `text`, end exclusive.
"""

from msgspec import Struct


class ArticleRow(Struct, frozen=True, kw_only=True):
    """An article in its current version."""

    id: str
    source: str
    url: str | None
    outlet: str | None
    title: str | None
    language: str | None
    published: str | None  # first day, where only month or year is known
    time: str | None
    precision: str | None
    basis: str | None  # `capture`: published then or before
    byline: str | None
    credit: str | None
    story: str | None
    text: str


class StatementRow(Struct, frozen=True, kw_only=True):
    """Who said what, through whom."""

    article: str
    statement: str
    kind: str
    polarity: str
    speaker: str | None
    speaker_id: str | None
    how: str | None
    carriers: str | None  # from the speaker outwards
    cue: str | None
    content: str  # its stretches parted by ` … `
    start: int  # of the first stretch
    end: int  # of the last
    venue: str | None
    said_from: str | None
    said_to: str | None


class MentionRow(Struct, frozen=True, kw_only=True):
    """A name as it stands in an article."""

    article: str
    start: int
    end: int
    text: str
    type: str
    actor: str | None


class TimeRow(Struct, frozen=True, kw_only=True):
    """Words for a day or a stretch of time."""

    article: str
    start: int
    end: int
    text: str
    first: str | None
    last: str | None
    precision: str


class QuantityRow(Struct, frozen=True, kw_only=True):
    """A number with what it counts."""

    article: str
    start: int
    end: int
    text: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    of: str | None


class EventRow(Struct, frozen=True, kw_only=True):
    """Who did what to whom, in the types of PLOVER."""

    article: str
    event: str
    type: str
    mode: str | None
    context: str | None
    cameo: str | None
    status: str
    statement: str | None
    trigger: str
    start: int
    end: int
    actor: str | None
    actor_id: str | None
    recipient: str | None
    recipient_id: str | None
    place: str | None
    place_id: str | None
    first: str | None
    last: str | None


class OccurrenceRow(Struct, frozen=True, kw_only=True):
    """One act over all the reports of it."""

    id: str
    story: str | None
    type: str
    mode: str | None
    status: str
    actor: str | None
    actor_id: str | None
    recipient: str | None
    recipient_id: str | None
    place: str | None
    place_id: str | None
    first: str | None
    last: str | None
    reports: int
    articles: str | None
    events: str | None  # each as `article:event`, by the ids of the table of events


class RetellingRow(Struct, frozen=True, kw_only=True):
    """Two articles, by their ids, and how one stands to the other."""

    a: str
    b: str
    kind: str
    direction: str | None
    coverage_a: float
    coverage_b: float
    passages: int
    because: str | None


class StoryRow(Struct, frozen=True, kw_only=True):
    """Articles about one event; the three counts of origins stand together."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: int
    outlets: int
    named: int
    untraced: int
    at_most: int


class OriginRow(Struct, frozen=True, kw_only=True):
    """Where a report of a story entered; without a name nobody can tell."""

    story: str
    name: str | None
    basis: str
    articles: str


class ClaimRow(Struct, frozen=True, kw_only=True):
    """One version of a claim: versions of one claim share its id."""

    claim: str
    story: str | None
    speaker: str | None
    speaker_id: str | None
    article: str
    statement: str
    content: str
    carriers: str | None
    named: int
    untraced: int
    at_most: int


class ValueRow(Struct, frozen=True, kw_only=True):
    """One value of a disagreement: values of one fact share `fact`, which numbers the facts of this export."""

    fact: int
    story: str | None
    about: str
    slot: str
    kind: str
    value: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    article: str
    start: int
    end: int
    speaker: str | None
    carriers: str | None
    when: str | None


class StanceRow(Struct, frozen=True, kw_only=True):
    """One statement of a position: stances of one position share its id and stand in order of time."""

    position: str
    actor: str
    actor_id: str | None
    issue: str
    toward: str | None
    date: str | None
    speaker: str | None  # who said it, where somebody speaks for a country
    stance: str
    condition: str | None
    shift: str | None
    content: str
    article: str
    statement: str


class ActorRow(Struct, frozen=True, kw_only=True):
    """A person, body or country with all its written forms."""

    id: str
    name: str
    latin: str | None
    kind: str
    country: str | None  # ISO 3166 alpha-3
    roles: str | None
    forms: str | None
    wikidata: str | None
    articles: int


class HitRow(Struct, frozen=True, kw_only=True):
    """A place that answers a search; offsets point into the field that is named."""

    article: str
    source: str
    statement: str | None
    field: str
    start: int
    end: int
    text: str


class ProblemRow(Struct, frozen=True, kw_only=True):
    """What could not be done. Problems are of the whole case, whatever an export is narrowed to."""

    stage: str
    subject: str
    reason: str
