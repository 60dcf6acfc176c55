"""Who stands as the subject of a verb: behind it, before it, behind «أن», or named earlier in the sentence."""

from collections.abc import Iterator

from riwaya.events.acts import Reading, read_word
from riwaya.events.lines import OPENING, Line, bare, classes_of, is_actor, load_actors
from riwaya.events.phrases import Phrase, name_strange, read_phrase
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_REACH = 16  # tokens between an act and what belongs to it
_NEAR = 7
_CLAUSE = 12  # tokens between «أن» and the verb of its clause
_ASIDE = 10  # tokens between the commas around a name
_TO = ("ل", "ب")
_JOINED = ("ل", "ب", "و")
_THAT = ("ذلك",)
_FEMALE = ("ا", "ه")  # endings of countries and towns that are she


def find_after(line: Line, at: int, reading: Reading) -> Phrase | None:
    """Give the subject behind a verb, past adverbs and two phrases with a preposition: «تظاهر في المدينة آلاف»."""
    if reading.number == "many":
        return None
    i, passed = pass_adverbs(line, at + 1), 0
    while i < len(line.forms) and (joined := _leads(line, i)) is not None:
        behind = read_phrase(line, i, 1) if joined else read_phrase(line, i + 1)
        if behind is None or passed == 2:
            return None
        i, passed = pass_adverbs(line, _pass_qualities(line, behind.last)), passed + 1
    if i < len(line.forms) and not _has_topic(line, at) and any(_joins(reading, r) for r in read_word(line.forms[i])):
        i += 1  # «قتل وجرح سبعة»; not «إن جنديا قتل | وأصيب آخر»
    phrase = read_phrase(line, i)
    if phrase is not None and not passed and reading.gender == "f":
        phrase = name_strange(line, phrase)
    if (
        phrase is None
        or not _agrees(line, phrase, reading)
        or (passed and not acts(phrase) and phrase.head == phrase.first)
    ):
        return None
    joined = line.forms[i].startswith(("و", "ف")) and phrase.kind == "other"
    return None if joined else phrase


def _pass_qualities(line: Line, i: int) -> int:
    """Pass «الدولي», «العسكري» behind «في مطار المدينة»."""
    while i < len(line.forms) and is_definite(line.forms[i]) and line.forms[i].endswith(("ي", "يه")):
        if i in line.mentions:
            break
        i += 1
    return i


def _leads(line: Line, i: int) -> bool | None:
    """Tell how a phrase with a preposition begins: True for «بمطار», False for «في | المطار», None where none does."""
    form = line.forms[i]
    if "prep" in classes_of(form) and "some" not in classes_of(form):
        return False
    joined = form.startswith("ب") and "place" in classes_of(form[1:]) and i not in line.mentions
    return True if joined else None


def _joins(reading: Reading, other: Reading) -> bool:
    return other.skip > 0 and other.form == reading.form == "past" and other.gender == reading.gender


def _has_topic(line: Line, at: int) -> bool:
    """True where a noun stands before the verb, and no time or preposition: «إن جنديا | قتل»."""
    before = line.forms[at - 1] if at else ""
    return is_word(before) and not classes_of(before) and at - 1 not in line.timed


def find_before(line: Line, at: int, reading: Reading) -> Phrase | None:
    """Give the subject in the clause before a verb: «الجيش قصف», «إن الوزير رفض», «الحركة التي تبنت»."""
    if is_led(line, at):
        found = find_antecedent(line, at)
        return found if found and _agrees(line, found, reading, before=True) else None
    if _opens_quotation(line, at - 1):
        return None  # what stands before a quotation is no part of its first clause
    start = at
    while start > 0 and at - start < _REACH:
        back = start - 1 if _goes_back(line, start - 1) else _pass_aside(line, start - 1)
        if back is None:
            break
        start = back
    for phrase in _walk(line, start, at):
        led = phrase.first > 0 and classes_of(line.forms[phrase.first - 1]) & {"prep"}
        # «إن تلاميذ المدرسة احتجزوا»: between أن and its verb stands a subject, whatever it is
        told = phrase.last == at and (_opens(line, phrase) or _is_that(line, phrase.first))
        if not led and (acts(phrase) or told) and _agrees(line, phrase, reading, before=True):
            return phrase
    return None


def _opens(line: Line, phrase: Phrase) -> bool:
    """True for «الصحف | تدعو»: a definite noun at the head of its sentence."""
    return _may_act(line, phrase) and (phrase.first == 0 or not is_word(line.forms[phrase.first - 1]))


def _may_act(line: Line, phrase: Phrase) -> bool:
    """True for a party, and for a definite noun that names no act itself: not for «الغارات | قتلت»."""
    form = line.forms[phrase.head]
    names_act = any(r.form == "noun" and r.act and not r.act.needs for r in read_word(form))
    own = form in load_folded("ar", "events_own")  # «أن بلاده | تتخلى»
    return acts(phrase) or own or (is_definite(form) and not names_act)


def _is_that(line: Line, i: int) -> bool:
    before = [form for form in line.forms[max(0, i - 2) : i] if is_word(form)]
    return bool(before) and "that" in classes_of(before[-1])


def _pass_aside(line: Line, i: int) -> int | None:
    """Give the comma that opens what a comma at `i` closes: «رئيسة الوزراء، سلمى حداد، قد قتلت»."""
    if line.forms[i] != "،" or i + 1 >= len(line.forms):
        return None
    for opened in range(i - 1, max(0, i - _ASIDE), -1):
        if line.forms[opened] == "،":
            form = line.forms[opened + 1]
            named = opened + 1 in line.mentions or is_actor(form) or "among" in classes_of(form)
            return opened if named and opened + 1 not in line.timed else None
        if classes_of(line.forms[opened]) & {"opens", "that"}:
            return None
    return None


def _goes_back(line: Line, i: int) -> bool:
    return (is_word(line.forms[i]) or line.forms[i] in '"()«»“”') and not classes_of(line.forms[i]) & {"that", "opens"}


def _opens_quotation(line: Line, i: int) -> bool:
    return i >= 0 and (line.forms[i] in ("«", "“") or (i > 0 and line.forms[i] in OPENING and line.forms[i - 1] == ":"))


def find_subject(line: Line, at: int, reading: Reading) -> Phrase | None:
    """Give what stands behind «إن», «أن», «كان» as the subject of the verb: «إن القوات الموالية للحكومة | استعادت»."""
    for i in range(at - 1, max(-1, at - _CLAUSE), -1):
        form = line.forms[i]
        if classes_of(form) & {"that", "was"}:
            phrase = read_phrase(line, i + 1) if i + 1 < at and i + 1 not in line.timed else None
            fits = phrase is not None and phrase.last <= at and _may_act(line, phrase)
            agrees = phrase is not None and (phrase.kind == "place" or _agrees(line, phrase, reading, before=True))
            return phrase if fits and agrees else None
        if not (is_word(form) or form in OPENING) or classes_of(form) & {"opens", "whose"}:
            return None
        if any(r.form in ("past", "present") for r in read_word(form)) and i not in line.mentions:
            return None
    return None


def is_led(line: Line, at: int) -> bool:
    """True for a verb right behind a relative: «الذين | تظاهروا»."""
    return at > 0 and "whose" in classes_of(line.forms[at - 1])


def is_resumed(line: Line, at: int) -> bool:
    """True for «المناطق التي | سيطروا عليها»: what the relative tells of is a pronoun behind it, no subject."""
    behind = line.forms[at + 1] if at + 1 < len(line.forms) else ""
    return "back" in classes_of(behind)


def find_antecedent(line: Line, at: int) -> Phrase | None:
    """Give the party that a relative before a verb tells of: «الحركة | التي تبنت»."""
    found = None
    end = at - 1
    end -= end > 0 and line.forms[end - 1] == "،"  # «عن الوزير، الذي يزور»
    for i in range(end - 1, max(-1, end - _NEAR), -1):
        form = line.forms[i]
        noun = form if form.startswith("لل") else form[1:]
        joined = form[:1] in _JOINED and bare(noun) in load_actors()
        skip = line.mentions[i][2] if i in line.mentions else int(joined)
        phrase = read_phrase(line, i, skip)
        if acts(phrase) and phrase and phrase.last == end:
            found = phrase
        if not is_word(line.forms[i]) or "prep" in classes_of(line.forms[i]):
            break
    return None if found and _is_quality(line, found) else found


def _is_quality(line: Line, phrase: Phrase) -> bool:
    """True for «الأراضي | السورية»: an adjective of what is no party."""
    form = line.forms[phrase.first][phrase.skip :]
    alone = phrase.last == phrase.first + 1 and phrase.first not in line.mentions
    before = line.forms[phrase.first - 1] if phrase.first else ""
    return alone and is_definite(form) and form.endswith(("ي", "يه")) and is_definite(before)


def find_main(line: Line, at: int, reading: Reading) -> Phrase | None:
    """Give whoever the sentence is about, for «متوعدا», «استعدادها», «أنها رفضت»: its first party that agrees."""
    for phrase in _walk(line, 0, at):
        led = phrase.first > 0 and "prep" in classes_of(line.forms[phrase.first - 1])
        if not led and acts(phrase) and _agrees(line, phrase, reading, before=True):
            return phrase
    return None


def find_topic(line: Line, at: int) -> Phrase | None:
    """Give what follows إن/أن in the clause of a passive, whatever it is: «أن 55 سفينة على الأقل تعرضت»."""
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if "that" in classes_of(line.forms[i]):
            return read_phrase(line, i + 1)
    return None


def find_hand(line: Line, at: int) -> Phrase | None:
    """Give who did what is told in the passive: «على يد مسلحين», «برصاص الجيش», «من قبل»."""
    accused = any(r.act and r.act.type == "ACCUSE" for r in read_word(line.forms[at]))  # «اتهم الجيش | بقصف المدينة»
    for i in range(at + 1, min(at + _REACH, len(line.forms) - 1)):
        if line.forms[i] in "؛:." or classes_of(line.forms[i]) & {"opens", "that"}:
            return None
        if accused and line.forms[i].startswith("ب"):
            continue
        if "hand" in classes_of(line.forms[i]) and (line.forms[i] != "قبل" or line.forms[i - 1] == "من"):
            phrase = read_phrase(line, i + 1)
            if acts(phrase):
                return phrase
    return None


def find_agreeing(line: Line, phrase: Phrase | None, reading: Reading) -> Phrase | None:
    """Give a phrase that gender and number let be the subject of a verb, or None."""
    return phrase if phrase and _agrees(line, phrase, reading, before=True) else None


def _walk(line: Line, start: int, end: int) -> Iterator[Phrase]:
    i = start + 1 if start < end and _opens_with_verb(line, start) else start
    while i < end:
        phrase = read_phrase(line, i) if i not in line.timed else None
        joined = read_phrase(line, i, 1) if phrase is None and _is_led_to(line, i) else None
        if joined and joined.last <= end:
            if joined.last == end:
                yield joined  # «بيان لمجلس الأمن | طالب»
            i = max(joined.last, i + 1)
        elif phrase and phrase.last <= end:
            yield phrase
            i = max(phrase.last, i + 1)
        else:
            i += 1


def _is_led_to(line: Line, i: int) -> bool:
    form = line.forms[i]
    if not form.startswith(_TO):
        return False
    if i in line.mentions:
        return line.mentions[i][2] == 1
    return not form.startswith(("لل", "بال")) and form[1:] in load_actors() and form not in load_actors()


def _opens_with_verb(line: Line, i: int) -> bool:
    """True for «قالت الوزيرة»: an indefinite word that opens a sentence is a verb, and no noun with a genitive."""
    opens = i == 0 or line.forms[i - 1] in "،:«"
    phrase = read_phrase(line, i) if opens and i not in line.timed else None
    return phrase is not None and phrase.kind == "other" and phrase.head == i and not is_definite(line.forms[i])


def pass_adverbs(line: Line, i: int) -> int:
    """Give the first token that is neither an adverb nor a time, nor a mark beside one."""
    while i < len(line.forms):
        timed = i in line.timed or "been" in classes_of(line.forms[i])
        beside = line.forms[i] in "،-" and (i + 1 in line.timed or i - 1 in line.timed)
        if i + 1 < len(line.forms) and line.forms[i + 1] in _THAT and "prep" in classes_of(line.forms[i]):
            i += 2  # «بعد ذلك»
            continue
        if not (timed or beside or line.forms[i] == "#"):
            break
        i += 1
    return i


def acts(phrase: Phrase | None) -> bool:
    """True for a phrase that may be a party by its head: a name, a role, a body, a crowd, a country."""
    return phrase is not None and phrase.kind in ("person", "organisation", "place", "actor", "crowd")


def _agrees(line: Line, phrase: Phrase, reading: Reading, *, before: bool = False) -> bool:
    """True where gender, and before a verb number, let the phrase be its subject."""
    form = line.forms[phrase.head]
    counted = phrase.head > phrase.first
    if counted and reading.gender == "f" and reading.form == "past" and form.endswith("ا") and not before:
        return False  # «صواريخ قتلت | 32 متمردا»
    if not before and not counted and form.endswith("ين") and form[:-2] + "ون" in load_actors():
        return False  # «التقى | مسؤولين»: the accusative is no subject
    if phrase.kind in ("person", "organisation") or counted or not reading.gender:
        return True
    if reading.number == "many":
        one = form.endswith("ه") and reading.form == "past"  # «اقتحموا | الجامعة»
        return phrase.kind != "place" and not one
    if reading.gender == "m":
        if phrase.kind == "place":
            return (not before or is_definite(form)) and not form.endswith(_FEMALE)  # «توعد فيها | روسيا»
        return not (form.endswith("ه") and len(form) > 3)
    return phrase.kind == "place" or not (form.endswith(("ون", "ين")) or bare(form) in load_folded("ar", "events_men"))
