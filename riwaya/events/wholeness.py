"""Whether a word that may name an act does so, by who is in sight and what stands beside it."""

from riwaya.events.acts import Act, Reading, read_word
from riwaya.events.lines import Line, bare, classes_of, is_actor, load_roles
from riwaya.events.parties import Parties
from riwaya.events.subjects import is_led
from riwaya.lexicon import load_list
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

_NEAR = 4  # tokens between a verb that carries a noun and the noun: «سيعقد سلسلة مباحثات»
_JOINED = ("و", "ب", "ل")
_VIOLENT = frozenset({"ASSAULT", "PROTEST"})
_LOUD = frozenset({"heavy-weapons", "explosives"})  # attacks that everybody knows of: «ضحايا القصف»
_GOVERNING = frozenset({"object", "thing"})
_DEMANDING = frozenset({"REQUEST", "ACCUSE", "REJECT"})
_PLACED = frozenset({"ASSAULT", "COERCE"})  # «قصف بلدة», «تحرير مدينة»
_PLANNED = 3  # tokens between «من المقرر» and its verb
_ON = fold("على")
_TOWARDS = tuple(map(fold, ("إلى", "على", "إياه", "إياها", "إياهم")))
_LOOSE = ("ما", "ذلك", "مما")  # «ما | يدعو إلى القلق»


def is_whole(line: Line, at: int, reading: Reading, act: Act, parties: Parties) -> bool:
    """Tell whether a word names an act; not where nobody is in sight who must be: «القمة», «تهدد البيئة»."""
    return _has_parties(line, at, reading, act, parties) or _is_done(line, at, reading, act)


def _has_parties(line: Line, at: int, reading: Reading, act: Act, parties: Parties) -> bool:
    if reading.form == "noun":
        spot = line.forms[at + 1 : at + 2]  # «قصف | بلدة الرستن»
        there = act.type in _PLACED and any(classes_of(form) == {"place"} for form in spot)
        there = there or any(form in load_folded("ar", "events_own") for form in spot)  # «انسحاب | بلاده»
        there = there or any("ahead" in classes_of(form) for form in spot)  # «القمة | المرتقبة»
        told = there or _stands_alone(act, reading) or _is_carried(line, at) or _is_past(line, at)
        return any(parties) or told or bool(reading.suffix)
    if act.name in load_list("ar", "events_travels"):
        return _is_visit(line, parties)
    if act.type == "THREATEN":
        if act.name in load_list("ar", "events_both"):
            return all(parties)  # «حذر الرئيس الحزب»; not «حذر الخبراء من عاصفة»
        return parties.actor is not None or reading.form == "past"  # «وحذر من "العواقب"»; not «خطر يهدد»
    if reading.form == "present" and act.type in _DEMANDING and _is_of_thing(line, at, reading):
        return False
    if not any(parties) and not act.needs and act.type not in _VIOLENT and at > 1:
        told = reading.form != "present" or not reading.gender
        return _is_verb(line, at, reading) or _has_matter(line, at, act, told=told)  # not «... التي تحظر وتمنع»
    if reading.form != "participle" or "object" not in act.takes or parties.recipient is not None:
        return True
    return act.type in _DEMANDING and reading.number == "one" and parties.actor is not None and _adds(line, at)


def _is_past(line: Line, at: int) -> bool:
    """True for «بعد | طرد الدبلوماسيين», «ردا على | القصف»; not for «من خلال | توافق»."""
    before = line.forms[at - 1] if at else ""
    led = line.forms[at - 2] if at > 1 else ""
    replies = before == _ON and led in load_folded("ar", "events_replies")
    return replies or ("when" in classes_of(before) and led != "من")


def _is_visit(line: Line, parties: Parties) -> bool:
    """True for «وصل تيلرسون إلى بيروت», «وصل السفير إلى بيروت»; not for «وصل المتظاهرون», «وصل العدد إلى ألف»."""
    who, where = parties
    if who is None or where is None or where.kind != "place":
        return False
    named = any(i in line.mentions and line.mentions[i][1] == "person" for i in range(who.first, who.last))
    return named or bare(line.forms[who.head]) in load_folded("ar", "events_visitors")


def _is_verb(line: Line, at: int, reading: Reading) -> bool:
    """True for «استقالوا», «من المقرر أن | يجتمع», «تدعو | إلى»: no noun that is written like a verb, and no aim."""
    form = line.forms[at]
    if reading.form == "past":
        dual = form.endswith("ا") and not form.endswith(("وا", "تا"))  # «تنازلا»
        return not dual and not any(r.form == "noun" for r in read_word(form))
    if reading.form != "present" or reading.act is None or is_led(line, at):
        return False
    planned = any("coming" in classes_of(word) for word in line.forms[max(0, at - _PLANNED) : at])
    return planned or (reading.act.type in _DEMANDING and line.forms[at - 1] not in _LOOSE and _adds(line, at))


def _adds(line: Line, at: int) -> bool:
    """True for «، داعيا | إلى ضبط النفس», «النص يطالب | بتعليق»: what it is about follows."""
    behind = line.forms[at + 1] if at + 1 < len(line.forms) else ""
    plain = line.forms[at].endswith("ه") and is_word(line.forms[at - 1])  # «مؤسسة | متهمة بغسل الأموال»
    return not plain and (behind in _TOWARDS or (behind.startswith("ب") and not classes_of(behind) & {"wish"}))


def _has_matter(line: Line, at: int, act: Act, *, told: bool) -> bool:
    """True for «واعتذر عما حدث», «رفضت العودة»: what the act is about stands right behind it."""
    form = line.forms[at + 1] if at + 1 < len(line.forms) else ""
    if told and _GOVERNING & set(act.takes) and form.startswith("ال"):
        return True
    return any(form.startswith(take) for take in act.takes) and bool(classes_of(form) or form[:1] in _JOINED)


def _is_of_thing(line: Line, at: int, reading: Reading) -> bool:
    """True for «سياسة | تدعو إلى»: what a thing says that is no document."""
    form = line.forms[at - 1] if at else ""
    written = bool({bare(form), form.removesuffix("ا")} & load_roles("document", "medium"))
    any_ = at > 1 and "wish" in classes_of(line.forms[at - 2])
    if not reading.gender or (written and not any_):
        return False  # «| ندعو», «بيان | يدعو إلى»; not «أي قرار | يدين»
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
