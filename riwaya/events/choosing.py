"""Which meaning of a word the words around it allow: «أطلق سراح», «أطلق النار», «رفض الوزير», «بعد رفض الوزير»."""

import functools
from collections.abc import Sequence

from riwaya.events.acts import PRONOUNS, Act, Reading, read_word
from riwaya.events.lines import OPENING, Line, bare, classes_of, is_actor
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

_AHEAD, _BEHIND, _BARRED = 11, 6, 8  # words within which `needs` and `bars` look
_SHORTEST = 3  # letters of a verb
_OBJECT = 5  # words between a verb and its object
_FAR, _OPENING = 16, 2  # words between «أن» and its verb, and those that open its clause
_PHRASE = 2  # words of a name that all stand in the text where there are more


def choose_reading(line: Line, at: int, readings: Sequence[Reading]) -> Reading | None:
    """Give the meaning that the words around allow, one that needs company before one that does not."""
    ahead = _list_ahead(line, at) if any(r.act is not None and r.act.needs for r in readings) else []
    fitting = [r for r in readings if r.act is not None and _fits(line, at, r, ahead) and _stands(line, at, r)]
    with_needs = [r for r in fitting if r.act and r.act.needs]
    return (with_needs or fitting or [None])[0]  # type: ignore[list-item]


def _fits(line: Line, at: int, reading: Reading, ahead: Sequence[str]) -> bool:
    act = reading.act
    if act is None:
        return False
    if reading.suffix == "ه" and line.text[line.tokens[at].end - 1] == "ة":
        return False  # ضربة is no ضرب with a pronoun
    words = _cut_name(act.name)
    named = reading.form == "noun" and line.forms[at].endswith(words[0])
    if named and len(words) > _PHRASE and list(line.forms[at : at + len(words)])[1:] != words[1:]:
        return False  # «وقف | التجارب» is no «وقف إطلاق النار»
    if _is_barred(line, at, reading, act):
        return False
    if not act.needs:
        return True
    if act.of == "same":
        return any(_has(act.needs, form) for form in line.forms[max(0, at - _AHEAD) : at])
    if act.needs <= _list_prepositions():
        return any(_has(act.needs, form) for form in ahead)  # «دافع الوزير | عن قراره»
    behind = _BEHIND if reading.form == "noun" or reading.hollow or reading.suffix else _BEHIND // 2
    if line.forms[at][:1] == "و" and reading.skip and not reading.hollow:
        behind = 0  # «وقف إطلاق النار | وفتح المعابر»
    if any(_has(act.needs, form) for form in (*ahead, *line.forms[max(0, at - behind) : at])):
        return True
    return reading.form == "past" and any(_has(act.needs, form) for form in _list_topic(line, at))


def _is_barred(line: Line, at: int, reading: Reading, act: Act) -> bool:
    """True where a word beside an act makes it another matter, or the one that names it is missing."""
    near = line.forms[max(0, at - 1) : at + 1 + _BARRED]
    barred = bool(act.bars) and any(_has(act.bars, form) for form in near)
    return barred or (reading.form == "noun" and not _leads(line, at, act, _cut_name(act.name)))


def _leads(line: Line, at: int, act: Act, words: Sequence[str]) -> bool:
    """False for «القضاء | العسكري», which is no «القضاء على مسلحين»: the preposition that names an act follows."""
    led = len(words) == _PHRASE and words[1] in load_folded("ar", "prepositions")
    return not led or act.needs <= _list_prepositions() or words[1] in line.forms[at + 1 : at + 2]


@functools.cache
def _cut_name(name: str) -> Sequence[str]:
    return fold(name).split()


def _list_topic(line: Line, at: int) -> Sequence[str]:
    """Give the words that open the clause of a verb far behind them: «أن | سيارة مفخخة | كانت أمام المبنى انفجرت»."""
    start = next((i for i in range(at - 1, max(-1, at - _FAR), -1) if "that" in classes_of(line.forms[i])), None)
    return [form for form in line.forms[start + 1 : at] if is_word(form)][:_OPENING] if start is not None else ()


@functools.cache
def _list_prepositions() -> frozenset[str]:
    return frozenset(word + end for word in load_folded("ar", "prepositions") for end in PRONOUNS)


def _list_ahead(line: Line, at: int) -> list[str]:
    """Give the words behind an act that belong to it: a name counts as one, what commas put aside as none.

    What stands behind another verb is that one's: «أغلقت السلطات الطريق | ودعت السكان».
    """
    words: list[str] = []
    i, left = at + 1, _AHEAD
    while i < len(line.forms) and left > 0 and not (i > at + 1 and _goes_on(line, i)):
        behind = line.mentions[i][0] if i in line.mentions else i + 1
        words += line.forms[i:behind]
        comma = line.forms[i] == "،" and _find_comma(line, i + 1)  # «أدرج الوزراء، المجتمعون اليوم، ثلاثة ضباط»
        i, left = (comma + 1 if comma else behind), left - 1
    return words


def _goes_on(line: Line, i: int) -> bool:
    """True for «| ودعت»: another verb, joined to the one before it."""
    if line.forms[i][:1] not in ("و", "ف") or i in line.mentions:
        return False
    return any(r.skip and r.form in ("past", "present") for r in read_word(line.forms[i]))


def _find_comma(line: Line, start: int) -> int | None:
    return next((i for i in range(start, min(start + _AHEAD, len(line.forms))) if line.forms[i] == "،"), None)


def _has(words: frozenset[str], form: str) -> bool:
    return form in words or (form[:1] in ("و", "ف", "ب", "ل") and form[1:] in words) or bare(form) in words


def _stands(line: Line, at: int, reading: Reading) -> bool:
    """True where a verb stands as verbs do, and a noun as nouns do: «رفض الوزير», «بعد رفض الوزير»."""
    marked = at > 1 and line.forms[at - 1] in OPENING
    before = line.forms[at - 2] if marked else line.forms[at - 1] if at else ""
    classes = classes_of(before)
    led = bool(classes & {"prep", "wish", "some"})
    if reading.form == "noun":
        return True
    if reading.form == "participle":
        noun = reading.gender == "f" and any(r.form == "noun" for r in read_word(line.forms[at]))
        if noun and is_word(before) and not reading.skip:
            return False  # «أكد القائد | محاصرة المسلحين»
        counted = before.isdigit() or "some" in classes  # «62 | متهما»
        return (
            not led
            and not counted
            and not (reading.number == "many" and reading.act is not None and reading.act.type == "PROTEST")
        )
    if line.forms[at + 1 : at + 2] and line.forms[at + 1] in load_folded("ar", "events_self"):
        return True  # «يقود شاحنة مفخخة | فجر نفسه»
    if reading.form == "past" and _is_object(line, at, reading):
        return False
    led = led or (reading.form == "past" and "was" in classes)  # «كان | قصف إسرائيلي قد استهدف»
    if led or (reading.form == "past" and _is_in_genitive(line, at, reading)):
        return False
    # «رفضت | طلب السفير»; «في لندن | توجه» has a name before it
    verb = any(r.form in ("past", "present") for r in read_word(before)) and at - 1 not in line.mentions
    return not (reading.form == "past" and not reading.skip and verb)


def _is_object(line: Line, at: int, reading: Reading) -> bool:
    """True for «رفضت بيونغ يانغ | عرضا»: an object written like a verb of two."""
    form = line.forms[at]
    planned = any("coming" in classes_of(word) and word[0] in "يت" for word in line.forms[max(0, at - _BEHIND) : at])
    if planned and not reading.skip:
        return True  # «تعتزم الحكومة | فرض رسوم»
    if not reading.skip and reading.number == "one" and _is_announced(line, at):
        return True  # «أعلنت لاتفيا وكندا | طرد دبلوماسيين»
    if reading.number != "many" or reading.skip or not form.endswith("ا") or form.endswith(("وا", "تا")):
        return False
    before = line.forms[max(0, at - _OBJECT) : at]
    return not any(word.endswith(("ان", "ين")) for word in before) and any(
        r.form in ("past", "present") for word in before for r in read_word(word)
    )


def _is_announced(line: Line, at: int) -> bool:
    """True for a verbal noun written like its verb, behind who announces it, with no «أن» and no mark between."""
    if not any(r.form == "noun" for r in read_word(line.forms[at])):
        return False
    for i in range(at - 2, max(-1, at - _BEHIND - 1), -1):
        if not is_word(line.forms[i + 1]) or classes_of(line.forms[i + 1]) & {"that", "whose", "opens"}:
            return False
        if "tells" in classes_of(line.forms[i]):
            return at - 1 not in line.timed and not classes_of(line.forms[at - 1])
    return False


def _is_in_genitive(line: Line, at: int, reading: Reading) -> bool:
    """True for «معاهدة | حظر», «بوقف | دعم»: a verbal noun written like its verb, behind a noun without an article."""
    before = line.forms[at - 1] if at else ""
    if reading.skip or reading.gender != "m" or reading.number != "one" or at in line.mentions or at - 1 in line.timed:
        return False
    if "wish" in classes_of(before[1:]):
        return True
    # a verb of three letters is written as its noun: «تحالف دعم الشرعية»
    noun = len(line.forms[at]) == _SHORTEST or any(r.form == "noun" for r in read_word(line.forms[at]))
    ends = {first_last for first_last, _, _ in line.mentions.values()}
    plain = is_word(before) and not classes_of(before) and not is_definite(before) and at not in ends
    return noun and plain and not is_actor(before) and not any(r.form != "noun" for r in read_word(before))
