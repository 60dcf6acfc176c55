"""Whether a word that may name an act does so, by who is in sight and what stands beside it."""

from riwaya.events.acts import Act, Reading, read_word
from riwaya.events.lines import Line, classes_of, is_actor
from riwaya.events.parties import Parties
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_NEAR = 4  # tokens between a verb that carries a noun and the noun: «سيعقد سلسلة مباحثات»
_JOINED = ("و", "ب", "ل")
_VIOLENT = frozenset({"ASSAULT", "PROTEST"})
_LOUD = frozenset({"heavy-weapons", "explosives"})  # attacks that everybody knows of: «ضحايا القصف»
_GOVERNING = frozenset({"object", "thing"})
_DEMANDING = frozenset({"REQUEST", "ACCUSE", "REJECT"})


def is_whole(line: Line, at: int, reading: Reading, act: Act, parties: Parties) -> bool:
    """Tell whether a word names an act; not where nobody is in sight who must be: «القمة», «تهدد البيئة»."""
    return _has_parties(line, at, reading, act, parties) or _is_done(line, at, reading, act)


def _has_parties(line: Line, at: int, reading: Reading, act: Act, parties: Parties) -> bool:
    if reading.form == "noun":
        spot = line.forms[at + 1 : at + 2]  # «قصف | بلدة الرستن»
        there = act.type == "ASSAULT" and any(classes_of(form) == {"place"} for form in spot)
        return any(parties) or there or _stands_alone(act, reading) or bool(reading.suffix) or _is_carried(line, at)
    if act.type == "THREATEN":
        return parties.actor is not None
    if reading.form == "present" and act.type in _DEMANDING and _is_of_thing(line, at):
        return False
    if not any(parties) and not act.needs and act.type not in _VIOLENT and at > 1:
        return _has_matter(
            line, at, act, told=reading.form != "present" or not reading.gender
        )  # not «... التي تحظر وتمنع»
    return reading.form != "participle" or "object" not in act.takes or parties.recipient is not None


def _has_matter(line: Line, at: int, act: Act, *, told: bool) -> bool:
    """True for «واعتذر عما حدث», «رفضت العودة»: what the act is about stands right behind it."""
    form = line.forms[at + 1] if at + 1 < len(line.forms) else ""
    if told and _GOVERNING & set(act.takes) and form.startswith("ال"):
        return True
    return any(form.startswith(take) for take in act.takes) and bool(classes_of(form) or form[:1] in _JOINED)


def _is_of_thing(line: Line, at: int) -> bool:
    """True for «مشروع قرار | يدعو إلى»: what a thing says that is itself only spoken of."""
    form = line.forms[at - 1] if at else ""
    own = form in load_folded("ar", "events_own")  # «إن بلاده | ترفض»
    named = at - 1 in line.timed or is_in_name(line, at - 1) or classes_of(form) or is_definite(form) or is_actor(form)
    named = named or own
    return is_word(form) and not named and not any(r.form != "noun" for r in read_word(form))


def _is_done(line: Line, at: int, reading: Reading, act: Act) -> bool:
    """True for «تم اغتصابها», «اثنان من التفجيرات وقعا»: violence that a verb beside it says took place."""
    near = (*line.forms[max(0, at - 2) : at], *line.forms[at + 1 : at + 3])
    return act.type in _VIOLENT and reading.form == "noun" and any("happens" in classes_of(form) for form in near)


def _is_carried(line: Line, at: int) -> bool:
    """True for «سيعقد سلسلة | مباحثات»: a verb right before says that it takes place, whoever does."""
    near = range(max(0, at - _NEAR + 1), at)
    return any(r.act is None and r.form != "noun" for i in near for r in read_word(line.forms[i]))


def _stands_alone(act: Act, reading: Reading) -> bool:
    """True for «القصف», «المظاهرات», «الهدنة»; not for «القتل», «مقاطعة»."""
    if act.mode in _LOUD and reading.front.endswith("ال"):
        return True
    return act.of == "actor" and (act.mode == "ceasefire" or (act.type in _VIOLENT and act.mode != "boycott"))


def is_in_name(line: Line, at: int) -> bool:
    """Tell whether a token is part of a name."""
    return any(
        first <= at < line.mentions[first][0] for first in range(max(0, at - 6), at + 1) if first in line.mentions
    )
