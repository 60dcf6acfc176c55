"""Who acts and who undergoes in a verb's frame: behind it, before it, behind its preposition."""

from collections.abc import Iterator
from typing import NamedTuple

from riwaya.events.acts import Act, Reading, read_word
from riwaya.events.lines import OPENING, Line, bare, classes_of, is_definite, load_actors, load_men
from riwaya.events.phrases import Phrase, read_phrase, starts_whole
from riwaya.text import is_word

_REACH = 16  # tokens between an act and what belongs to it
_NEAR = 7
_DEEP = 3  # nouns between a preposition and the party: «بقرار المحكمة»
_JOINED = ("ل", "ب")
_MUTUAL = frozenset({"مع", "بين"})
_BREAKS = frozenset("؛:.")


class Parties(NamedTuple):
    """Who acts and who undergoes, as phrases."""

    actor: Phrase | None = None
    recipient: Phrase | None = None


def read_verb(line: Line, at: int, reading: Reading, subject: Phrase | None) -> Parties:
    """Give the parties of a verb at a token. `subject`: whoever acted last in the sentence, for a verb without one."""
    act = reading.act
    if act is None:
        return Parties()
    after = None if reading.form == "participle" else find_after(line, at, reading)
    if "passive" in act.takes or reading.hollow:
        return Parties(find_hand(line, at), after or find_before(line, at, reading) or _find_topic(line, at))
    before = find_before(line, at, reading)
    if after is None:
        return _read_alone(line, at, reading, act, before or _agreeing(line, subject, reading))
    if reading.suffix:
        return Parties(after, before if before and before.last >= at - 1 else None)
    object_ = read_object(line, after.last)
    if object_ is None and "object" in act.takes and not act.passive:
        object_ = _read_past_comma(line, after.last)
    if not (acts(after) or (before is None and act.type == "PROTEST")):
        return _read_thing(line, at, act, after, before, object_)
    return _read_doer(line, at, reading, act, after, before, object_)


def _read_alone(line: Line, at: int, reading: Reading, act: Act, doer: Phrase | None) -> Parties:
    """A verb with no subject behind it: «الجيش قصف», «وطالبت بـ», «متهما إسرائيل», and «إن ستين شخصا قتلوا»."""
    object_ = None if reading.suffix else read_object(line, at + 1)
    named = object_ if object_ and (object_.kind != "other" or object_.head > object_.first) else None
    main = find_main(line, at, reading)
    if named is None and (doer or main) and _may_be_passive(reading, act) and not reading.suffix:
        return Parties(find_hand(line, at), doer or _find_topic(line, at))
    return Parties(doer or main, find_recipient(line, at + 1, act.takes, named))


def _may_be_passive(reading: Reading, act: Act) -> bool:
    return act.passive and "object" in act.takes and reading.form == "past"


def _read_thing(line: Line, at: int, act: Act, after: Phrase, before: Phrase | None, object_: Phrase | None) -> Parties:
    """What follows the verb is no doer: «استهدف قصف التحالف مواقع», «القذيفة التي دمرت منزلا»."""
    if any(r.form == "noun" and r.act for r in read_word(line.forms[after.head])):
        return Parties(_deepen(line, after), object_)
    moved = (object_ or after) if "object" in act.takes else None
    return Parties(before or find_hand(line, at), find_recipient(line, after.last, act.takes, moved))


def _read_doer(
    line: Line, at: int, reading: Reading, act: Act, after: Phrase, before: Phrase | None, object_: Phrase | None
) -> Parties:
    """What follows the verb may do it, or, with nobody behind it, undergo it: «قتل الجيش ثلاثة», «قتل ثلاثة»."""
    if "object" in act.takes and object_ is None:
        accusative = line.forms[after.head].endswith("ين")
        if before and (act.passive or accusative or _is_led(line, at) or before.last == at):
            return Parties(before, after)
        if _may_be_passive(reading, act):
            return Parties(find_hand(line, at), after)
    recipient = find_recipient(line, after.last, act.takes, object_)
    return Parties(after, recipient or (_read_other(line, after.last) if set(act.takes) & _MUTUAL else None))


def _read_past_comma(line: Line, at: int) -> Phrase | None:
    """Give the object behind a stray comma: «استدعت روسيا، السفراء»; an apposition has a second comma."""
    if at + 1 >= len(line.forms) or line.forms[at] != "،":
        return None
    phrase = read_object(line, at + 1)
    apposed = phrase is None or (phrase.last < len(line.forms) and line.forms[phrase.last] == "،")
    return phrase if acts(phrase) and not apposed else None


def _find_topic(line: Line, at: int) -> Phrase | None:
    """Give what follows إن/أن in the clause of a passive, whatever it is: «أن 55 سفينة على الأقل تعرضت»."""
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if "that" in classes_of(line.forms[i]):
            return read_phrase(line, i + 1)
    return None


def _is_led(line: Line, at: int) -> bool:
    return at > 0 and "whose" in classes_of(line.forms[at - 1])


def _read_other(line: Line, at: int) -> Phrase | None:
    """Give the second of two who meet: «اتفق الوزير | والسفير»."""
    if at < len(line.forms) and line.forms[at].startswith("و"):
        phrase = read_phrase(line, at, 1)
        return phrase if acts(phrase) else None
    return None


def find_after(line: Line, at: int, reading: Reading) -> Phrase | None:
    """Give the subject behind a verb, past adverbs and two phrases with a preposition: «تظاهر في المدينة آلاف»."""
    if reading.number == "many":
        return None
    i, passed = pass_adverbs(line, at + 1), 0
    while i < len(line.forms) and "prep" in classes_of(line.forms[i]) and "some" not in classes_of(line.forms[i]):
        behind = read_phrase(line, i + 1)
        if behind is None or passed == 2:
            return None
        i, passed = pass_adverbs(line, behind.last), passed + 1
    if i < len(line.forms) and any(r.skip and r.form == "past" for r in read_word(line.forms[i])):
        i += 1  # «قتل وجرح سبعة»
    phrase = read_phrase(line, i)
    if (
        phrase is None
        or not _agrees(line, phrase, reading)
        or (passed and not acts(phrase) and phrase.head == phrase.first)
    ):
        return None
    joined = line.forms[i].startswith(("و", "ف")) and phrase.kind == "other"
    return None if joined else phrase


def find_before(line: Line, at: int, reading: Reading) -> Phrase | None:
    """Give the subject in the clause before a verb: «الجيش قصف», «إن الوزير رفض», «الحركة التي تبنت»."""
    if _is_led(line, at):
        return _antecedent(line, at - 1, reading)
    if _opens_quotation(line, at - 1):
        return None  # what stands before a quotation is no part of its first clause
    start = at
    while start > 0 and at - start < _REACH and _goes_back(line, start - 1):
        start -= 1
    for phrase in _walk(line, start, at):
        led = phrase.first > 0 and classes_of(line.forms[phrase.first - 1]) & {"prep"}
        # «إن تلاميذ المدرسة احتجزوا»: between أن and its verb stands a subject, whatever it is
        told = phrase.last == at and phrase.first > 0 and _is_that(line, phrase.first)
        if not led and (acts(phrase) or told) and _agrees(line, phrase, reading, before=True):
            return phrase
    return None


def _is_that(line: Line, i: int) -> bool:
    before = [form for form in line.forms[max(0, i - 2) : i] if is_word(form)]
    return bool(before) and "that" in classes_of(before[-1])


def _goes_back(line: Line, i: int) -> bool:
    return (is_word(line.forms[i]) or line.forms[i] in '"()«»“”') and not classes_of(line.forms[i]) & {"that", "opens"}


def find_main(line: Line, at: int, reading: Reading) -> Phrase | None:
    """Give whoever the sentence is about, for «متوعدا», «استعدادها», «أنها رفضت»: its first party that agrees."""
    for phrase in _walk(line, 0, at):
        led = phrase.first > 0 and "prep" in classes_of(line.forms[phrase.first - 1])
        if not led and acts(phrase) and _agrees(line, phrase, reading, before=True):
            return phrase
    return None


def _opens_quotation(line: Line, i: int) -> bool:
    return i >= 0 and (line.forms[i] in ("«", "“") or (i > 0 and line.forms[i] in OPENING and line.forms[i - 1] == ":"))


def _antecedent(line: Line, end: int, reading: Reading) -> Phrase | None:
    found = None
    for i in range(end - 1, max(-1, end - _NEAR), -1):
        skip = 1 if line.forms[i][:1] in ("ل", "ب") and bare(line.forms[i][1:]) in load_actors() else 0
        phrase = read_phrase(line, i, skip)
        if acts(phrase) and phrase and phrase.last == end:
            found = phrase
        if not is_word(line.forms[i]) or "prep" in classes_of(line.forms[i]):
            break
    return found if found and _agrees(line, found, reading, before=True) else None


def _walk(line: Line, start: int, end: int) -> Iterator[Phrase]:
    i = start
    while i < end:
        phrase = read_phrase(line, i) if i not in line.timed else None
        if phrase and phrase.last <= end:
            yield phrase
            i = max(phrase.last, i + 1)
        else:
            i += 1


def find_hand(line: Line, at: int) -> Phrase | None:
    """Give who did what is told in the passive: «على يد مسلحين», «برصاص الجيش», «من قبل»."""
    for i in range(at + 1, min(at + _REACH, len(line.forms) - 1)):
        if "hand" in classes_of(line.forms[i]) and (line.forms[i] != "قبل" or line.forms[i - 1] == "من"):
            phrase = read_phrase(line, i + 1)
            if acts(phrase):
                return phrase
    return None


def find_recipient(line: Line, start: int, takes: tuple[str, ...], object_: Phrase | None) -> Phrase | None:
    """Give who undergoes: the object, or whoever stands behind a preposition that the act takes."""
    if "object" in takes and object_ is not None:
        return object_ if acts(object_) or object_.kind == "thing" else _deepen(line, object_) or object_
    wanted = set(takes)
    for i in range(start, min(start + _REACH, len(line.forms))):
        form = line.forms[i]
        if form in _BREAKS or classes_of(form) & {"opens", "that", "whose"}:
            return None
        skip = 1 if form[:1] in _JOINED and form[:1] in wanted and form not in wanted else 0
        first = i if skip else i + 1
        if (
            not (skip or form in wanted)
            or first >= len(line.forms)
            or first in line.timed
            or "been" in classes_of(form)
            or (skip and "place" in classes_of(form))  # «اجتمعوا بمدينة ...»
        ):
            continue
        phrase = read_phrase(line, first, skip)
        if phrase and skip and form.startswith("ب") and phrase.kind == "place":
            continue
        if phrase and (acts(phrase) or phrase.kind == "thing"):
            return phrase
        deep = _deepen(line, phrase) if phrase else None
        if deep is not None:
            return deep
    return None


def find_opposed(line: Line, at: int) -> Phrase | None:
    """Give whom a protest is against: behind «ضد», «احتجاجا على», «للتنديد بـ», else before whose house it stands."""
    for i in range(at + 1, min(at + 2 * _REACH, len(line.forms) - 1)):
        classes = classes_of(line.forms[i])
        if "against" not in classes:
            continue
        first = i + 2 if i + 2 < len(line.forms) and line.forms[i + 1] in ("علي", "من") else i + 1
        skip = 1 if line.forms[first][:1] in _JOINED and first == i + 1 and "prep" not in classes else 0
        phrase = read_phrase(line, first, skip)
        if phrase and (acts(phrase) or (deep := _deepen(line, phrase))):
            return phrase if acts(phrase) else deep
    for i in range(at + 1, min(at + _REACH, len(line.forms) - 1)):
        if "before" in classes_of(line.forms[i]) and acts(phrase := read_phrase(line, i + 1)):
            return phrase
    return None


def _deepen(line: Line, phrase: Phrase) -> Phrase | None:
    """Give the party inside «بقرار المحكمة», «رواتب العمال»."""
    for i in range(phrase.head + 1, min(phrase.head + 1 + _DEEP, phrase.last)):
        inner = read_phrase(line, i)
        if acts(inner):
            return inner
    return None


def read_object(line: Line, at: int) -> Phrase | None:
    """Give the phrase that follows without a preposition, past adverbs and times: «اتهمت الوزارة، الاثنين، الشركة»."""
    i = pass_adverbs(line, at)
    if (
        i + 1 < len(line.forms)
        and line.forms[i] == "في"
        and (spot := read_phrase(line, i + 1))
        and spot.kind == "place"
    ):
        i = pass_adverbs(line, spot.last)
    if i >= len(line.forms) or not is_word(line.forms[i]):
        return None
    joined = (
        line.mentions[i][2] > 0
        if i in line.mentions
        else line.forms[i].startswith("و") and not starts_whole(line.forms[i])
    )
    if joined:
        return None
    return read_phrase(line, i)


def pass_adverbs(line: Line, i: int) -> int:
    """Give the first token that is neither an adverb nor a time, nor a mark beside one."""
    while i < len(line.forms):
        timed = i in line.timed or "been" in classes_of(line.forms[i])
        beside = line.forms[i] in "،-" and (i + 1 in line.timed or i - 1 in line.timed)
        if not (timed or beside or line.forms[i] == "#"):
            break
        i += 1
    return i


def acts(phrase: Phrase | None) -> bool:
    """True for a phrase that may be a party by its head: a name, a role, a body, a crowd, a country."""
    return phrase is not None and phrase.kind in ("person", "organisation", "place", "actor", "crowd")


def _agreeing(line: Line, phrase: Phrase | None, reading: Reading) -> Phrase | None:
    return phrase if phrase and _agrees(line, phrase, reading, before=True) else None


def _agrees(line: Line, phrase: Phrase, reading: Reading, *, before: bool = False) -> bool:
    """True where gender, and before a verb number, let the phrase be its subject."""
    form = line.forms[phrase.head]
    counted = phrase.head > phrase.first
    if counted and reading.gender == "f" and reading.form == "past" and form.endswith("ا") and not before:
        return False  # «صواريخ قتلت | 32 متمردا»
    if phrase.kind in ("person", "organisation") or counted or not reading.gender:
        return True
    if reading.number == "many":
        return phrase.kind != "place"
    if reading.gender == "m":
        if phrase.kind == "place":
            return not before or is_definite(form)
        return not (form.endswith("ه") and len(form) > 3)
    return phrase.kind == "place" or not (form.endswith(("ون", "ين")) or bare(form) in load_men())
