"""Whose words «قال فيها» stands for: «تغريدة | للوزير قال فيها إن», «تصريحات | سامي الحداد التي أكد فيها أن»."""

from collections.abc import Sequence

from msgspec.structs import replace

from riwaya.statements.cues import Cue, is_issuing
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    SPEAKERS,
    Head,
    has_pronoun,
    is_first_name,
    is_mute,
    is_ordinary,
    is_preposition,
    may_speak,
    names_person,
    read_head,
    unjoin,
)
from riwaya.statements.objects import cut_object
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, read_gap
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_REACH = 22  # tokens from a verb back to the talk that holds its words
_FEW = 20  # places of a word looked at
_FEW_WORDS = 7  # tokens of whom a relative describes
_FROM = "عن"  # «صدر | عن الديوان بيان»
_IN_ANSWER = ("ردا", "على")  # «أصدر المركز بيانا | ردا على | بيان النادي، جاء فيه»
_QUALITIES = 2  # adjectives between a talk and whose it is: «تصريحات صحفية سابقة لسامي»


def find_author(draught: Draught, floor: int, verb: int, cue: Cue) -> Source | None:
    """Give whoever the nearest talk before a verb is of, where its phrase says so; None for «تصريحاته», «في بيان»."""
    small, end = load_grammar(), verb
    while end > floor and (draught.forms[end - 1] in COMMAS or draught.forms[end - 1] in small.whose | small.been):
        end -= 1
    for i in range(end - 1, max(floor, verb - _REACH) - 1, -1):
        answers = cue.verb.group == "stand" and tuple(draught.forms[i - 2 : i]) == _IN_ANSWER
        if _holds_words(draught.forms[i]) and not answers:
            return None if has_pronoun(draught.span(i, i + 1).text) else _owner(draught, i, end, cue)
    return None


def find_issuer(draught: Draught, floor: int, verb: int) -> Source | None:
    """«ونشرت | الشرطة | أمس تغريدة جاء فيها», «وكان | المركز | أصدر تقريرا عن السد جاء فيه»: whose talk it is."""
    forms = draught.forms
    reach = range(verb - 1, max(floor, verb - _REACH) - 1, -1)
    act = next((i for i in reach if _issues(forms, i)), verb)
    talk = next((i for i in range(act + 1, verb) if _holds_words(forms[i])), None)
    if talk is None or has_pronoun(draught.span(talk, talk + 1).text):
        return None
    first, last = act + 1 + (forms[act + 1] == _FROM), talk
    if forms[floor].removeprefix("و") in load_grammar().was and floor + 1 < act:
        first, last = floor + 1, act - (forms[act - 1] in load_grammar().been)
    elif first == last:
        return _find_described(draught, floor, act)
    dated = (i for i in range(first + 1, last - 1) if forms[i] == "في" and forms[i + 1].isdigit())
    source = read_gap(draught, first, next(dated, last)).source if first < last else None
    if source is None or source.first != first or not may_speak(draught, first) or "من" in forms[source.last : last]:
        return None
    heard = act == floor and talk + 1 < verb and _is_described(draught, source)
    return None if heard else source


def _issues(forms: Sequence[str], i: int) -> bool:
    """«| أصدرت الوزارة بيانا», «وصدر | عن الديوان أمس بيان»."""
    form = forms[i].removeprefix("و")
    return form in load_folded("ar", "cues_issues") or (
        form in load_folded("ar", "cues_put_out") and forms[i + 1] == _FROM
    )


def _find_described(draught: Draught, floor: int, act: int) -> Source | None:
    """«| مكتب الاتصالات الضفاوي الذي أصدر بيانا جاء فيه»: whom a relative before the verb describes."""
    if draught.forms[act - 1] not in load_grammar().whose:
        return None
    near = range(act - 2, max(floor, act - _FEW_WORDS) - 1, -1)
    first = next((i for i in near if (head := read_head(draught.forms[i])) is not None and head.kind in SPEAKERS), None)
    return Source(first, act - 1) if first is not None else None


def find_therein(draught: Draught, floor: int, verb: int, cue: Cue, source: Source | None) -> Source | None:
    """Whose words stand in a talk, by its verb with «فيه»; `source` is who else was found beside the verb.

    «أصدر الاتحاد بيانا جاء فيه أن»: whoever issued it. «رسالة من | الوزير جاء فيها أن». «نشر المركز تقريرا اتهم فيه
    البلدية بأنها»: the noun behind is acted on.
    """
    if cue.verb.group == "stand":
        source = find_author(draught, floor, verb, replace(cue, gender="", number=""))
        return source or find_issuer(draught, floor, verb) or _find_paper(draught, floor, verb)
    head = read_head(draught.forms[source.first]) if source is not None else None
    if source is not None and source.first > verb and "whom" in cue.takes and _agrees(head, cue):
        source = None if _is_acted_on(draught, source) else source
        source = source or find_author(draught, floor, verb, cue)
    if source is not None:
        return source
    issuer = find_issuer(draught, floor, verb)
    return issuer if issuer is not None and _agrees(read_head(draught.forms[issuer.first]), cue) else None


def _is_acted_on(draught: Draught, source: Source) -> bool:
    """«اتهم فيه | البلدية بأنها», not «اتهم فيه المركز | البلدية بأنها»."""
    return cut_object(draught, source) == source


def _find_paper(draught: Draught, floor: int, verb: int) -> Source | None:
    """«سؤال عن | مقال نشر أمس ورد فيه أن», «| الإعلان الذي وقعه القادة، والذي جاء فيه أن»: a paper of nobody's."""
    forms, whose = draught.forms, load_grammar().whose
    reach = range(verb - 1, max(floor, verb - _REACH) - 1, -1)
    talk = next((i for i in reach if is_talk(forms[i])), None)
    if talk is None or talk + 2 > verb or has_pronoun(draught.span(talk, talk + 1).text):
        return None
    told = forms[verb - 1].removeprefix("و") in whose and is_definite(unjoin(forms[talk]))
    put = forms[talk + 1] in load_folded("ar", "cues_put_out")
    return Source(talk, talk + 1) if told or put else None


def _is_described(draught: Draught, source: Source) -> bool:
    """«ونشر | النادي التابع للمدينة | بيانا»: whom the page names, and who is heard as acting."""
    long = source.last - source.first > 1 and is_definite(draught.forms[source.first])
    return long and not any(i in draught.people for i in range(*source[:2]))


def _maker(draught: Draught, first: int, end: int, cue: Cue) -> Source | None:
    """«تصريحات أدلى بها | سامي الحداد أمس، قال فيها», «رسالة نشرها | الحزب»: behind a verb with the talk's pronoun."""
    first += first < end and draught.forms[first] in load_grammar().whose
    made = first + 1 < end and draught.forms[first + 1] in load_grammar().by_it
    start = first + 1 + made
    if start >= end or not (made or has_pronoun(draught.span(first, first + 1).text)):
        return None
    counted = draught.forms[start].isdigit() and cue.number == "many"  # «بعث بها | 47 نائبا | إلى الوزير، حذروا فيها»
    sent = (i for i in range(start, end) if counted and is_preposition(draught.forms[i]))
    source = read_gap(draught, start, next(sent, end)).source
    known = source is not None and source.first == start and (counted or may_speak(draught, start))
    return source if known and _agrees(read_head(draught.forms[start]), cue) else None


def _holds_words(form: str) -> bool:
    """The same also for what somebody issues: «نشرت الشرطة | بيانا»."""
    return is_talk(form) or is_talk(form.removesuffix("ا"))


def is_talk(form: str) -> bool:
    """True for what somebody says or writes, with a particle written on to it or none: «بتصريح», «والتغريدة»."""
    talks = load_folded("ar", "cues_talks")
    bare = unjoin(form)
    plain = (form, form[1:], bare.removeprefix("ال"))
    heads = (read_head(bare), read_head(form[1:]) if form[0] in "وبل" else None)
    return any(word in talks for word in plain) or any(head is not None and head.kind == "document" for head in heads)


def _owner(draught: Draught, talk: int, end: int, cue: Cue) -> Source | None:
    first, forms = talk + 1, draught.forms
    while first < min(talk + 1 + _QUALITIES, end) and _is_quality(draught, first):
        first += 1
    makers = (_maker(draught, i, end, cue) for i in range(talk + 1, first + 1))  # «أدلى» ends as a quality does
    if (maker := next(filter(None, makers), None)) is not None:
        return maker
    issued = first < end and is_issuing(forms[first])
    through = first < end and (issued or forms[first] in ("من", "مع"))
    if through:  # «تصريحات من جانب | الوزير»
        first += 1 + (forms[first + 1] in ("جانب", "قبل", "عن"))
    else:
        first = _behind_verb(forms, first, end) or first
    if first >= end or (not through and first > talk + 1 and forms[first][0] != "ل"):
        return None  # of «تصريح صحفي سابق | الوزير» no one
    to = forms[first][0] == "ل" and read_head(forms[first]) is None and not names_person(draught, first)
    if to and forms[talk].endswith(tuple(load_grammar().sent)):
        return None  # «رسالة | للطلاب قال فيها»: to whom
    form = (unjoin(forms[first]) if forms[first].startswith("لل") else forms[first][1:]) if to else forms[first]
    head = read_head(form)
    side = (head is not None and head.kind == "body") or first in draught.things
    side = side or (issued and through and is_definite(form))  # «بيانا صادرا عن | الفرقة»
    person = (head is not None and head.kind in ("person", "title")) or is_first_name(form)
    person = person or (to and not is_definite(unjoin(forms[talk])) and _is_heard_of(draught, talk + 1))
    if not person and _is_surname(draught, first):
        return Source(first, first + 1, joined=to)
    if not (person or names_person(draught, first) or (side and (issued or not through))) or not _agrees(head, cue):
        return None
    return (read_gap(draught, first, end).source or Source(first, end))._replace(joined=to)


def _is_heard_of(draught: Draught, i: int) -> bool:
    """«تصريحات | لسيمار الحداد»: a name with لـ that no list has, and that the page writes without it."""
    form, behind = draught.forms[i][1:], draught.forms[i + 1]
    common = is_ordinary(form) or is_definite(form) or is_mute(form) or read_head(form) is not None
    return form in draught.places and not common and not is_ordinary(behind) and is_word(behind)


def _is_surname(draught: Draught, i: int) -> bool:
    """«تغريدة | للصباغ», «تصريحات | لترافور», «تغريدة | الصباغ»: the last word of a name of the page."""
    form = draught.forms[i]
    known = draught.places.get(unjoin(form) if form.startswith(("ال", "لل")) else form[1:], ())[:_FEW]
    return any(p in draught.persons and p + 1 not in draught.persons for p in known)


def _agrees(head: Head | None, cue: Cue) -> bool:
    """False for «كلمة للشباب | أكد فيها»."""
    if head is None or head.some:
        return True
    return {head.gender, cue.gender} != {"m", "f"} and (cue.number in ("", head.number) or head.gender == "f")


def _behind_verb(forms: Sequence[str], first: int, end: int) -> int | None:
    """«فيديو سجل سرا | للمدير التنفيذي»: a man with لـ, behind how and when it was made."""
    near = range(first, min(first + _QUALITIES + 1, end))
    heads = ((i, read_head(unjoin(forms[i]))) for i in near if forms[i].startswith("لل"))
    return next((i for i, head in heads if head is not None and head.kind == "person"), None)


def _is_quality(draught: Draught, i: int) -> bool:
    form = draught.forms[i]
    head = read_head(form)  # not «رئيس», but «صحفي»
    plain = head is None or not (head.definite or head.kind == "body")  # not «بيان | وزارة الدفاع»
    plain = plain and not is_first_name(form) and not names_person(draught, i)
    return plain and form.endswith(("ي", "يه", "يا", "ه")) and form[0] not in "بل" and i not in draught.things
