"""From the sentences of an article to its events: one act, one event."""

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.events.acts import Act, Reading, read_letters, read_token, read_word
from riwaya.events.choosing import choose_reading
from riwaya.events.found import Found
from riwaya.events.joining import add_act
from riwaya.events.lines import Line, bare, classes_of, cut_lines, is_actor, load_topics, restore_article
from riwaya.events.nouns import read_noun
from riwaya.events.parties import Parties, read_object, read_verb
from riwaya.events.phrases import Phrase
from riwaya.events.realms import is_realm
from riwaya.events.setting import find_date, find_place
from riwaya.events.standing import absorbs, claim_of, judge_status, settle_claim, settle_type
from riwaya.events.subjects import acts
from riwaya.events.targets import find_opposed, find_struck, find_threatened
from riwaya.events.telling import find_told
from riwaya.events.wholeness import is_in_name, is_whole
from riwaya.gazetteer import load_demonyms
from riwaya.lexicon import load_table
from riwaya.records import Article, Event, EventStatus, Mention, Party, Span, Statement, Time
from riwaya.text import fold, load_folded

_SPORTING = 4  # words of sport that make a report one of sport
_LONG, _POLITICAL = 80, 0.015  # tokens of a report that tells what it is about; the share of words of politics it needs
_JOINED, _BREAKS = ("و", "ب", "ل"), frozenset("؛:.")
_DIRECT = 4  # tokens between an act of speech and its object: «رفضت الحكومة الاتهامات»
_WANTED = 15  # words between an act of speech and the noun that it is about
_OBJECT = 6  # tokens between a verb and the noun that is its meaning
_BLAMED = 8  # words between «اتهم» and what it lays at someone's door
_QUALITIES = 3  # words between the noun of an attack and the verb of which it is the subject
_VIOLENT = frozenset({"ASSAULT", "PROTEST"})
_SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_DEMANDING = frozenset({"REQUEST", "ACCUSE", "REJECT"})


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
    """True for a report of sport, and for a long one with hardly a word of politics."""
    topics, politics = load_topics(), load_folded("ar", "events_politics")
    sporting = sum(1 for line in lines for form in line.forms if form in topics and topics[form][0] == "sport")
    words = sum(len(line.forms) for line in lines)
    political = sum(1 for line in lines for form in line.forms if form in politics or form[1:] in politics)
    return sporting >= _SPORTING or (words > _LONG and political < _POLITICAL * words)


def _read_line(line: Line, statements: Sequence[Statement], published: dt.date | None) -> Iterator[Event]:
    named = name_acts(line, published)
    told = find_told(line, named)
    found: list[Found] = []
    for one in named:
        add_act(found, one)
    for one in found:
        yield _make_event(line, one, statements, told)


def name_acts(line: Line, published: dt.date | None) -> list[Found]:
    """Give every word of a sentence that names an act, in order; several may name one act."""
    topics = load_topics()
    barred = frozenset(kind for form in line.forms if form in topics for kind in topics[form][1])
    return [] if "all" in barred else [one for one in _read_acts(line, published) if one.act.type not in barred]


def _read_acts(line: Line, published: dt.date | None) -> Iterator[Found]:
    memory = _Memory()
    for at, form in enumerate(line.forms):
        if not read_letters(form) or at in line.timed or is_in_name(line, at):
            continue  # most words name no act
        reading = choose_reading(line, at, read_token(form, line.text[line.tokens[at].start : line.tokens[at].end]))
        if reading is None or reading.act is None:
            continue
        if _is_wanted(line, memory, at, reading) or _is_needed(line, memory.act, at, reading):
            continue
        parties = _find_parties(line, at, reading, reading.act, memory)
        if not is_whole(line, at, reading, reading.act, parties):
            continue  # «القمة», «اللقاء»: nobody in sight
        date = find_date(line, at, published)
        planned = parties.actor is None and _is_planned(line, at, reading)  # «خطة لقصف المدينة», of nobody
        status = None if planned else judge_status(line, at, reading, date, published)
        if status is not None:
            if status in ("asserted", "claimed") and date and date.from_ and published and date.from_ > published:
                date = None  # «هي مستعدة لإرسال وفد | غدا»: of what is still to come
            status = _follow(line, at, reading, memory, parties, status)
            memory = _remember(memory, at, reading, reading.act, parties)._replace(status=status)
            yield Found(at, reading, reading.act, parties, date, status)


def _follow(
    line: Line, at: int, reading: Reading, memory: "_Memory", parties: Parties, status: EventStatus
) -> EventStatus:
    """Give the status of an act after what its sentence has told so far."""
    if _goes_on_to_tell(line, at, reading, memory.act):
        return memory.status
    if status == "asserted" and _goes_on_to_come(line, reading, memory, parties):
        return "future"
    return "claimed" if status == "asserted" and _is_blamed(memory, at, reading) else status


class _Memory(NamedTuple):
    """What a sentence has told so far: who acted last, the last act of speech, who was blamed, by token."""

    subject: Phrase | None = None
    speech: int | None = None
    blamed: tuple[int, Phrase] | None = None
    act: tuple[int, Act] | None = None
    parties: Parties = Parties()
    status: EventStatus = "asserted"


def _remember(memory: _Memory, at: int, reading: Reading, act: Act, parties: Parties) -> _Memory:
    memory = memory._replace(act=(at, act), parties=parties)
    if absorbs(act.type):
        memory = memory._replace(speech=at)
    if act.mode == "allege" and parties.recipient and acts(parties.recipient):
        memory = memory._replace(blamed=(at, parties.recipient))
    return memory._replace(subject=parties.actor or memory.subject) if reading.form != "noun" else memory


def _is_needed(line: Line, last: tuple[int, Act] | None, at: int, reading: Reading) -> bool:
    """True for what only says what the act before it is, or why: «ألغى زيارته», «استقال احتجاجا على»."""
    if last is None or reading.act is None or reading.act.of == "same":
        return False
    if reading.form == "participle" and last[1].type == "PROTEST":
        return reading.act.type in _DEMANDING  # «تظاهروا مطالبين بالوظائف»: a demand is part of its protest
    if reading.form != "noun":
        return False
    why = reading.act.type == "PROTEST" and last[1].type not in _VIOLENT and line.forms[at].endswith("ا")
    return why or (at - last[0] <= _OBJECT and line.forms[at] in last[1].needs)


def _find_parties(line: Line, at: int, reading: Reading, act: Act, memory: _Memory) -> Parties:
    if act.of == "same":
        return memory.parties  # «حكمت المحكمة عليه بالسجن»
    if _goes_on_to_tell(line, at, reading, memory.act):
        return Parties(memory.parties.actor, read_object(line, at + 1) or memory.parties.recipient)
    parties = (read_noun if reading.form == "noun" else read_verb)(line, at, reading, memory.subject)
    if act.type == "PROTEST" and parties.recipient is None:
        return Parties(parties.actor, find_opposed(line, at, parties.actor))
    if act.type == "THREATEN" and parties.recipient is None:
        return Parties(parties.actor, find_threatened(line, at))
    if act.type == "ASSAULT" and parties.recipient is None:
        return Parties(parties.actor, find_struck(line, at, act.mode))
    if memory.blamed and _is_blamed(memory, at, reading):
        return Parties(parties.actor or memory.blamed[1], parties.recipient)
    return parties


def _is_blamed(memory: _Memory, at: int, reading: Reading) -> bool:
    """True for «اتهم إسرائيل | بقصف»: what an accusation is about."""
    return reading.form == "noun" and memory.blamed is not None and at - memory.blamed[0] <= _BLAMED


def _goes_on_to_tell(line: Line, at: int, reading: Reading, last: tuple[int, Act] | None) -> bool:
    """True for «تفجيرا | استهدف», «الغارة التي | دمرت»: a verb whose subject is the noun of the same act before it."""
    if reading.form not in ("past", "present") or reading.skip or reading.suffix or last is None:
        return False
    between = line.forms[last[0] + 1 : at]
    attack = last[1].type == "ASSAULT" and reading.act is not None and reading.act.type == "ASSAULT"
    verbs = any(r.form != "noun" for r in read_word(line.forms[last[0]]))
    return attack and not verbs and len(between) <= _QUALITIES and all(map(_is_quality, between))


def _goes_on_to_come(line: Line, reading: Reading, memory: _Memory, parties: Parties) -> bool:
    """True for «سيلتقي الرئيس، | ويجتمع أيضا»: a verb joined to one in the future, of the same who acts."""
    joined = reading.form == "present" and reading.skip > 0 and memory.status == "future" and memory.act is not None
    if not joined or memory.act is None or parties.actor not in (None, memory.subject):
        return False
    return any(r.coming for r in read_word(line.forms[memory.act[0]]))


def _is_quality(form: str) -> bool:
    return "whose" in classes_of(form) or form.endswith(("ي", "يه"))


def _is_wanted(line: Line, memory: _Memory, noun: int, reading: Reading) -> bool:
    """True for «دعا إلى وقف القصف», «هدد بالانسحاب»: a noun that its verb leads to, with no new clause between."""
    verb = memory.speech
    if reading.form != "noun" or verb is None or noun - verb > _WANTED or _has_happened(line, memory, noun, reading):
        return False
    near = [classes_of(form) for form in line.forms[max(verb + 1, noun - 3) : noun]]
    if near and "when" in near[-1]:
        return False  # «طالب بتحقيق بعد | مقتل ثلاثة»
    led = line.forms[noun].startswith(_JOINED) or noun - verb <= _DIRECT or any("prep" in c for c in near)
    between = line.forms[verb + 1 : noun]
    return led and not any(form in _BREAKS or classes_of(form) & {"opens", "whose"} for form in between)


def _has_happened(line: Line, memory: _Memory, noun: int, reading: Reading) -> bool:
    """True for «توعد بالانتقام لمقتله | في غارة», «نفذ | تهديداتها», «تعزيز حظر | فرضه»: what no speech calls for."""
    if reading.act is None or memory.act is None:
        return False
    behind = line.forms[noun + 1] if noun + 1 < len(line.forms) else ""
    owned = behind and line.text[line.tokens[noun + 1].end - 1] != "ة"  # not «قادة»
    borne = owned and any(r.suffix and r.form == "past" for r in read_word(behind))
    said = bool(reading.suffix) and reading.act.type in _SPEECH
    later = memory.act[0] != memory.speech  # another act has been told since
    looked_into = load_folded("ar", "events_inquiries")
    # «طالب بالتحقيق في | القصف»
    asked = any(bare(form) in looked_into for form in line.forms[memory.speech or 0 : noun])
    # «رفضت وارسو | اتهامات نتنياهو»
    known = noun + 1 in line.mentions or is_actor(behind)
    refused = memory.act[1].type == "REJECT" and reading.act.type in _SPEECH and known
    return bool(borne) or said or later or asked or refused or reading.act.name in load_folded("ar", "events_done")


def _is_planned(line: Line, at: int, reading: Reading) -> bool:
    joined = line.forms[at][0] == "و" and reading.skip > 0  # «أحبطت مخططات إرهابية | واعتقلت»
    return not joined and any("plan" in classes_of(form) for form in line.forms[max(0, at - 2) : at])


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
        place=find_place(line, one), date=one.date, status=status,
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
    if bare(fold(actor.span.text.split()[0])) in load_folded("ar", "events_own"):
        return True  # «أعلن الرئيس أن بلاده تتخلى»
    return source.start < actor.span.end and actor.span.start < source.end


def _make_party(line: Line, phrase: Phrase | None) -> Party | None:
    if phrase is None or phrase.last <= phrase.first:
        return None
    span = line.span(phrase.first, phrase.last, phrase.skip)
    people = [i for i in range(phrase.first, phrase.last) if i in line.mentions and line.mentions[i][1] == "person"]
    people = [i for i in people if bare(line.forms[i]) not in load_demonyms()]  # «وفد | كوري»
    named = people or [i for i in (phrase.head,) if i in line.mentions and not is_realm(line, i)]
    first, skip, name = phrase.first, phrase.skip, span.text
    if named:
        first = named[-1]
        last, _, skip = line.mentions[first]
        name = line.span(first, last, skip).text
    if skip and line.forms[first].startswith("لل"):
        word, _, rest = name.partition(" ")
        name = f"{restore_article(word)} {rest}".strip()  # «للبيت الأبيض»
    return Party(name=name, span=span) if span.text else None


@functools.cache
def _load_cameo() -> dict[str, _Cameo]:
    return {row.cameo: row for row in load_table("plover", "cameo", _Cameo, "cameo")}
