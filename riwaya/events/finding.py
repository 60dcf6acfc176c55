"""From the sentences of an article to its events: one act, one event."""

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.events.acts import Act, Reading, read_word
from riwaya.events.choosing import choose_reading
from riwaya.events.found import Found
from riwaya.events.lines import Line, classes_of, cut_lines, load_topics
from riwaya.events.nouns import read_noun
from riwaya.events.parties import Parties, acts, find_opposed, read_verb
from riwaya.events.phrases import Phrase
from riwaya.events.standing import absorbs, claim_of, judge_status, settle_claim, settle_type
from riwaya.events.telling import find_told
from riwaya.lexicon import load_table
from riwaya.records import Article, Event, Interval, Mention, Party, Span, Statement, Time
from riwaya.text import fold

_SPORTING = 4  # words of sport that make a report one of sport
_DATED = 30  # tokens between an act and its date
_PLACED = 14
_PRECISE = ("minute", "day", "week", "month", "season", "year")
_BESIDE = 30  # letters between an act and «منذ ...», which else tells of something longer
_JOINED, _BREAKS = ("و", "ب", "ل"), frozenset("؛:.")
_SAME = 25  # tokens between two words for one act
_DIRECT = 4  # tokens between an act of speech and its object: «رفضت الحكومة الاتهامات»
_WANTED = 15  # words between an act of speech and the noun that it is about
_BLAMED = 8  # words between «اتهم» and what it lays at someone's door
_VIOLENT = frozenset({"ASSAULT", "PROTEST"})


class _Cameo(Struct, frozen=True, kw_only=True):
    cameo: str
    type: str
    mode: str = ""
    context: tuple[str, ...] = ()


def find_events(
    article: Article,
    statements: Sequence[Statement] = (),
    mentions: Sequence[Mention] = (),
    times: Sequence[Time] = (),
) -> tuple[Event, ...]:
    """Give the events of an article in text order, inside its paragraphs; none in a language without tables.

    `statements`, `mentions` and `times` are what the other stages found in the same article; without them, actors are
    found by common nouns alone, nothing is claimed and nothing is dated. Types, modes and CAMEO codes are those of
    PLOVER
    (code book, draft 0.8, and its crosswalk of 2021). A status is one of asserted, claimed, denied, future.

    >>> text = "قصفت طائرات التحالف مواقع المتمردين شمال المدينة، وهددت الحكومة بالرد."
    >>> for event in find_events(Article(source="a", text=text, paragraphs=((0, len(text)),))):
    ...     print(event.type, event.trigger.text, event.actor.name, event.status)
    ASSAULT قصفت طائرات التحالف asserted
    THREATEN هددت الحكومة future
    """
    if article.language not in (None, "ar"):
        return ()
    lines = list(cut_lines(article, mentions, times))
    if _is_barred_whole(lines):
        return ()
    published = (
        article.published.date if article.published and article.published.precision in ("day", "minute") else None
    )
    events = (event for line in lines for event in _read_line(line, statements, published))
    return tuple(_number(event, n) for n, event in enumerate(events, 1))


def _number(event: Event, n: int) -> Event:
    return Event(**{**{f: getattr(event, f) for f in event.__struct_fields__}, "id": f"e{n}"})


def _is_barred_whole(lines: Sequence[Line]) -> bool:
    """True for a report of sport."""
    topics = load_topics()
    counted = sum(1 for line in lines for form in line.forms if form in topics and topics[form][0] == "sport")
    return counted >= _SPORTING


def _read_line(line: Line, statements: Sequence[Statement], published: dt.date | None) -> Iterator[Event]:
    found = find_acts(line, published)
    told = find_told(line, found)
    for one in found:
        yield _make_event(line, one, statements, told)


def find_acts(line: Line, published: dt.date | None) -> list[Found]:
    """Give the acts of a sentence in order, one for each."""
    topics = load_topics()
    barred = frozenset(kind for form in line.forms if form in topics for kind in topics[form][1])
    found: list[Found] = []
    for one in () if "all" in barred else _read_acts(line, published):
        if one.act.type not in barred:
            _merge(found, one)
    return found


def _read_acts(line: Line, published: dt.date | None) -> Iterator[Found]:
    memory = _Memory()
    for at, form in enumerate(line.forms):
        readings = read_word(form) if len(form) > 2 else ()
        if not readings or at in line.timed or _in_name(line, at):
            continue
        reading = choose_reading(line, at, readings)
        if reading is None or reading.act is None or _is_wanted(line, memory.speech, at, reading):
            continue
        parties = _find_parties(line, at, reading, reading.act, memory)
        if not _is_whole(reading, reading.act, parties):
            continue  # «القمة», «اللقاء»: nobody in sight
        date = _find_date(line, at)
        status = judge_status(line, at, reading, date, published)
        if status is not None:
            memory = _remember(memory, at, reading, reading.act, parties)
            yield Found(at, reading, reading.act, parties, date, status)


def _is_whole(reading: Reading, act: Act, parties: Parties) -> bool:
    """False where nobody is in sight who must be: «القمة», «تهدد البيئة», «جهة مانحة»."""
    if reading.form == "noun":
        return any(parties) or _stands_alone(act)
    if act.type == "THREATEN":
        return parties.actor is not None
    return reading.form != "participle" or "object" not in act.takes or parties.recipient is not None


def _stands_alone(act: Act) -> bool:
    """True for «القصف», «المظاهرات»; not for «القتل», «مقاطعة»."""
    return act.type in _VIOLENT and act.of == "actor" and act.mode != "boycott"


class _Memory(NamedTuple):
    """What a sentence has told so far: who acted last, the last act of speech, who was blamed, by token."""

    subject: Phrase | None = None
    speech: int | None = None
    blamed: tuple[int, Phrase] | None = None


def _remember(memory: _Memory, at: int, reading: Reading, act: Act, parties: Parties) -> _Memory:
    if absorbs(act.type):
        memory = memory._replace(speech=at)
    if act.type == "ACCUSE" and parties.recipient and acts(parties.recipient):
        memory = memory._replace(blamed=(at, parties.recipient))
    return memory._replace(subject=parties.actor or memory.subject) if reading.form != "noun" else memory


def _find_parties(line: Line, at: int, reading: Reading, act: Act, memory: _Memory) -> Parties:
    parties = (read_noun if reading.form == "noun" else read_verb)(line, at, reading, memory.subject)
    if act.type == "PROTEST" and parties.recipient is None:
        return Parties(parties.actor, find_opposed(line, at))
    if reading.form == "noun" and memory.blamed and at - memory.blamed[0] <= _BLAMED:
        return Parties(parties.actor or memory.blamed[1], parties.recipient)  # «اتهم إسرائيل بقصف»
    return parties


def _in_name(line: Line, at: int) -> bool:
    return any(
        first <= at < line.mentions[first][0] for first in range(max(0, at - 6), at + 1) if first in line.mentions
    )


def _is_wanted(line: Line, verb: int | None, noun: int, reading: Reading) -> bool:
    """True for «دعا إلى وقف القصف», «هدد بالانسحاب»: a noun that its verb leads to, with no new clause between."""
    if reading.form != "noun" or verb is None or noun - verb > _WANTED:
        return False
    near = [classes_of(form) for form in line.forms[max(verb + 1, noun - 3) : noun]]
    led = line.forms[noun].startswith(_JOINED) or noun - verb <= _DIRECT or any("prep" in c for c in near)
    between = line.forms[verb + 1 : noun]
    return led and not any(form in _BREAKS or classes_of(form) & {"opens", "whose"} for form in between)


def _merge(found: list[Found], one: Found) -> None:
    """Join an act to one of the same type in its sentence where their parties do not differ: «قتل ... في هجوم»."""
    for n, other in enumerate(found):
        if other.act.type != one.act.type or other.status != one.status:
            continue
        if other.reading.form != "noun" and one.reading.form not in ("noun",) and one.act.type != "ASSAULT":
            continue
        far = one.at - other.at > (_SAME if one.act.type in _VIOLENT else _SAME // 2)
        harm = _tells_harm(one) or _tells_harm(other)
        apart = _differ(other.parties.actor, one.parties.actor) or (
            not harm and _differ(other.parties.recipient, one.parties.recipient)
        )
        if far or apart:
            continue
        parties = Parties(
            other.parties.actor or one.parties.actor, _join_recipients(other.parties.recipient, one.parties.recipient)
        )
        found[n] = other._replace(parties=parties, date=other.date or one.date)
        return
    found.append(one)


def _tells_harm(one: Found) -> bool:
    """True for «مقتل», «أصيب», «قتل عشرة»: what an attack did to people, and no second attack."""
    return one.act.type == "ASSAULT" and one.parties.actor is None and ("passive" in one.act.takes or one.act.passive)


def _join_recipients(a: Phrase | None, b: Phrase | None) -> Phrase | None:
    """People before places and things."""
    if a is None or b is None:
        return a or b
    return b if a.kind in ("thing", "place", "other") and b.kind not in ("thing", "place") else a


def _differ(a: Phrase | None, b: Phrase | None) -> bool:
    return a is not None and b is not None and a.head != b.head


def _find_date(line: Line, at: int) -> Interval | None:
    """Give the day of the expression nearest to an act, behind it rather than before it."""
    here = line.tokens[at].start
    end = line.tokens[at].end
    dated = [t for t in line.times if t.precision in _PRECISE and t.from_ and (t.to or abs(t.start - end) < _BESIDE)]
    if not dated:
        return None
    best = min(dated, key=lambda t: abs(t.start - here) + (20 if t.start < here else 0))
    return Interval(from_=best.from_, to=best.to, precision=best.precision)


def _find_place(line: Line, one: Found) -> Party | None:
    """Give the place behind «في», «قرب», «مدينة» nearest to an act, that is no party of it."""
    taken = {p.head for p in one.parties if p is not None}
    spots = [first for first, (_, kind, _) in line.mentions.items() if kind == "place" and first not in taken]
    led = [i for i in spots if _is_placed(line, i) and abs(i - one.at) <= _PLACED]
    if not led:
        return None
    first = min(led, key=lambda i: abs(i - one.at) + (3 if i < one.at else 0))
    span = line.span(first, line.mentions[first][0], line.mentions[first][2])
    return Party(name=span.text, span=span)


def _is_placed(line: Line, i: int) -> bool:
    skip = line.mentions[i][2]
    near = [classes_of(form) for form in line.forms[max(0, i - 2) : i]]
    return any("place" in classes for classes in near) or (skip > 0 and line.forms[i][skip - 1] == "ب")


def _make_event(line: Line, one: Found, statements: Sequence[Statement], told: frozenset[str]) -> Event:
    trigger = _trigger(line, one)
    actor, recipient = (_make_party(line, p) for p in one.parties)
    statement = claim_of(statements, trigger.start, trigger.end)
    status = settle_claim(one.status, one.act.type, statement, own=_is_own(statement, actor))
    kind, status = settle_type(one.act.type, status)
    mode = one.act.mode or None
    cameo = _load_cameo().get(one.act.cameo)
    return Event(
        id="", type=kind, mode=mode if kind == one.act.type else None,
        context=cameo.context if cameo else (), cameo=one.act.cameo if kind == one.act.type else "036",
        statement=statement.id if statement else None, trigger=trigger, actor=actor, recipient=recipient,
        place=_find_place(line, one), date=one.date, status=status,
        because=(f"{one.reading.form}: {one.act.name}", *(("told",) if one.act.type in told else ())),
    )  # fmt: skip


def _trigger(line: Line, one: Found) -> Span:
    more = fold(one.act.name).split()[1:] if one.reading.form == "noun" else []
    last = one.at + 1 + (len(more) if line.forms[one.at + 1 : one.at + 1 + len(more)] == more else 0)
    return line.span(one.at, last, one.reading.skip)


def _is_own(statement: Statement | None, actor: Party | None) -> bool:
    if statement is None or statement.source is None or actor is None or actor.span is None:
        return False
    source = statement.source
    return source.start < actor.span.end and actor.span.start < source.end


def _make_party(line: Line, phrase: Phrase | None) -> Party | None:
    if phrase is None or phrase.last <= phrase.first:
        return None
    span = line.span(phrase.first, phrase.last, phrase.skip)
    people = [i for i in range(phrase.first, phrase.last) if i in line.mentions and line.mentions[i][1] == "person"]
    named = people or [i for i in (phrase.head,) if i in line.mentions]
    name = line.span(named[-1], line.mentions[named[-1]][0], line.mentions[named[-1]][2]).text if named else span.text
    return Party(name=name, span=span) if span.text else None


@functools.cache
def _load_cameo() -> dict[str, _Cameo]:
    return {row.cameo: row for row in load_table("plover", "cameo", _Cameo, "cameo")}
