"""The source that stands before its verb: «الوزير قال إن», «المدير الذي أكد أن», «تصريحات مفادها أن»."""

import functools
from collections.abc import Container

from riwaya.lexicon import load_list
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import Head, has_pronoun, is_definite, is_first_name, names_person, read_head
from riwaya.statements.hits import Scene
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, trim_source
from riwaya.text import fold, is_word

_ADJECTIVE = ("ي", "يه", "العام", "العامه", "السابق", "السابقه", "الاول", "الاعلي", "المركزي")
_FEW = 2  # words before a verb inside other words that may be a name unheard of
_PLACES = 20  # places of a word looked at
_NEAR = 6  # tokens before a verb inside other words that are its subject, not a clause of their own
_VERBAL = ("ي", "و", "ف")  # as present verbs begin
_REACH = 14  # tokens of a subject


def read_subject(scene: Scene, place: int) -> Source | None:
    """Give the noun phrase before the cue number `place` that is its subject, or None."""
    hit, draught = scene.hits[place], scene.draught
    words = load_grammar()
    if hit.cue.verb.group == "gist":
        return _last_head(draught, max(scene.sentence.first, hit.at - 12), hit.at, ("document",))
    if hit.cue.form in ("participle", "noun") or hit.cue.joined:
        return None
    end = hit.at
    apposed = _in_marks(draught, scene.sentence.first, end) or _before_apposition(draught, scene.sentence.first, end)
    if apposed is not None:
        return apposed
    while end > scene.sentence.first and (
        draught.forms[end - 1] in words.been or draught.forms[end - 1] in words.negation
    ):
        end -= 1
    if end > scene.sentence.first and draught.forms[end - 1] in words.whose:
        return _antecedent(draught, scene.sentence.first, end - 1)
    return _in_clause(scene, place, end)


def keep_subject(draught: Draught, cue: Cue, source: Source | None) -> Source | None:
    """Give the noun phrase after a verb where it agrees with it: «اتهموا | الصحيفة», «أبلغ | الوزارة» act on theirs."""
    form = draught.forms[source.first] if source is not None else ""
    addressed = form.startswith("ل") and read_head(form[1:]) is not None and read_head(form) is None
    if form.startswith("لل") or (addressed and not is_first_name(form)):
        return None  # «قال | للجادة إن», «قالت | لإحدى الصحف»
    if source is None or cue.form not in ("past", "present"):
        return source
    if cue.number != "one":
        return None  # a verb before its subject is singular
    head, first = read_head(draught.forms[source.first]), draught.span(source.first, source.first + 1).text
    if head is None or head.some or head.kind not in ("person", "body", "medium"):
        return source
    if head.number != "one":
        thing = head.kind != "person" and "object" in cue.takes
        return None if thing and cue.gender == "m" and head.gender == "f" else source
    after = draught.span(source.first + 1, source.first + 2).text if source.last > source.first + 1 else ""
    united = head.definite and after.startswith("ال") and after.endswith("ة")  # «أبلغ الأمم المتحدة»
    man = head.gender == "m" and not united and "object" in cue.takes and not first.endswith("ات")
    woman = ((head.gender == "f" and first.endswith("ة")) or united) and "object" in cue.takes
    return None if (cue.gender == "m" and woman) or (cue.gender == "f" and man) else source


def cut_object(draught: Draught, source: Source | None) -> Source | None:
    """«وصف السفير | الاتفاق بأنه», «أعرب الوزير | عن استعداده»: the subject without what it acts on."""
    forms = draught.forms
    if source is not None and forms[source.first] in _pointing("ar"):
        return None
    head = read_head(forms[source.first]) if source is not None else None
    if source is None or (head is not None and head.kind == "document"):
        return source
    some = 2 if head is not None and head.some else 0  # «عدد من السكان»
    for i in range(source.first + 1 + some, source.last):
        if _is_acted_on(draught, head, source.first, i):
            return source._replace(last=i)
    return source


def _is_acted_on(draught: Draught, head: Head | None, first: int, i: int) -> bool:
    """True where token `i` no longer belongs to the subject that begins at `first`."""
    forms, before = draught.forms, load_grammar().before
    form, last = forms[i], forms[i - 1]
    if i in draught.things and i - 1 in draught.things:  # «الأمم المتحدة»
        return False
    if form in load_grammar().halt:  # «طالب سامي | جميع الأطراف بأن»
        return True
    if _is_another(draught, first, i):
        return True
    if head is not None and head.kind == "body" and is_definite(last) and not is_definite(form):
        return form[0] not in "وبل" and i not in draught.things  # «رفض حزب النهر | مطلب الوزير»
    if form in before - {"في", "باسم"} or form in _pointing("ar") or has_pronoun(draught.span(i, i + 1).text):
        return True  # «أعرب الوزير | عن», «وصف الوزير | تلك التصريحات»
    if not is_definite(form):
        own = read_head(form)  # «الخارجية السورية | مجلس الأمن»
        follows = (is_definite(last) and i > first + 1) or i - 1 in draught.things  # «إريتريا | مجلس الأمن»
        return own is not None and own.kind == "body" and follows
    if head is not None and head.kind == "body" and not any(map(is_definite, forms[first:i])):
        return False  # «وزارة خارجية البحرين»
    nisba = i > first + 1 and last.endswith(("ي", "يه")) and last not in before
    if i - 1 in draught.persons and i + 1 not in draught.persons and last.endswith("ي"):
        return not form.endswith("ي")  # «الزائرة تهاني العصيمي»
    if not is_definite(last):  # «وصف مصدر دبلوماسي تركي | الاتهامات», but «العمدة سامي الحداد»
        return nisba and not (is_first_name(last) and not forms[i - 2].endswith("ي"))
    plain = head is not None and head.definite and head.kind != "title" and not form.endswith(_ADJECTIVE)
    return plain and (i == first + 1 or nisba)  # «وصف السفير | الاتفاق», «حذر المسؤول الإيراني | الدول»


def _is_another(draught: Draught, first: int, i: int) -> bool:
    """True where token `i` begins the name or the title of a second man."""
    own = read_head(draught.forms[i])
    if own is not None and own.kind == "title" and own.definite and i - 1 in draught.persons:
        return True  # «وصف سامي الحداد | السيد نادر بأنه»
    if i in draught.people and any(draught.people.get(k) == i for k in range(first, i)):
        return True  # «اتهم سامي الحداد | نادر الصباغ بـ»
    # «اتهم الحداد | الصباغ بـ», tagged as one man
    return i == first + 1 and i in draught.persons and _ends_name(draught, first)


def _ends_name(draught: Draught, i: int) -> bool:
    """True where the word at token `i` is the last of a longer name elsewhere: «سامي الحداد»."""
    places, persons = draught.places[draught.forms[i]][:_PLACES], draught.persons
    return any(p != i and p - 1 in persons and p in persons and p + 1 not in persons for p in places)


@functools.cache
def _pointing(language: str) -> frozenset[str]:
    return frozenset(map(fold, load_list(language, "roles_pointing")))


def _in_marks(draught: Draught, floor: int, verb: int) -> Source | None:
    """«وكان "جيش الفتح" المؤلف من فصائل عدة | أعلن»: a name in marks that opens its sentence."""
    words, start = load_grammar(), floor
    while start < verb and draught.forms[start] in words.clause | words.been:
        start += 1
    quote = draught.quote_over(start)
    if quote is None or quote.first != start or quote.words > _NEAR or not quote.last < verb < quote.last + _REACH:
        return None
    finite = (cue for form in draught.forms[quote.last + 1 : verb] if (cue := read_cue(form)) is not None)
    if any(cue.form != "participle" and not cue.suffix for cue in finite):
        return None
    return Source(start, quote.last + quote.closed)


def _before_apposition(draught: Draught, floor: int, verb: int) -> Source | None:
    """«ولكن أمينة بابي، والدة الفتاة، | قالت»: a subject that opens its sentence, with what two commas enclose."""
    forms, words = draught.forms, load_grammar()
    start = next((i + 1 for i in range(floor, min(floor + _NEAR, verb)) if forms[i] in words.that), floor)
    while start < verb and forms[start] in words.clause | words.been:
        start += 1
    comma = next((i for i in range(start, min(start + _REACH, verb - 1)) if forms[i] in COMMAS), None)
    if comma is None or verb - comma > 2 * _REACH or forms[verb - 1] not in COMMAS:
        return None
    if any(forms[i] in COMMAS or read_cue(forms[i]) for i in range(comma + 1, verb - 1)):
        return None
    head = read_head(forms[start])
    speaks = head is not None and head.kind in ("person", "title", "body", "medium") and head.number == "one"
    return trim_source(draught, start, verb) if speaks or names_person(draught, start) else None


def _in_clause(scene: Scene, place: int, end: int) -> Source | None:
    """The subject between the clause's beginning and its verb."""
    draught, words = scene.draught, load_grammar()
    forms, start = draught.forms, end
    opened = (hit.opening.first for hit in scene.hits[max(0, place - 3) : place] if hit.opening)
    floor = max([scene.sentence.first, *opened, end - _REACH])
    while start > floor and not _bounds(forms[start - 1]):
        start -= 1
    while start < end and (forms[start] in words.been or not is_word(forms[start])):
        start += 1
    if start >= end or forms[end - 1] in words.so or _opens_no_subject(forms[start]):
        return None  # «رغم الخلاف فإنه يرى»
    if start == end - _REACH:  # too far to be a subject: «... هجوما على منطقة تقول إنها»
        return None
    if forms[start][0] in "وف" and not _may_open(forms[start]) and not read_head(forms[start][1:]):
        start += 1  # «ونشر النادي بيانا قال فيه»
    find = scene.hits[place].cue.verb.group == "find" or forms[start].lstrip("وف") in _pointing("ar")
    clause = any(form.endswith("ت") and not form.endswith("ات") for form in forms[start + 1 : end])
    far = scene.hits[place].level == "under" and (clause or end - start > _NEAR)
    opens = start < end and (_may_open(forms[start]) or read_head(forms[start][1:]) is not None)
    owned = opens and end - start > 1 and has_pronoun(draught.span(start, start + 1).text)  # «سبقها بتغريدة كتب فيها»
    opens = opens and not (owned and read_head(forms[start]) is None)
    unknown = opens and not (read_head(forms[start]) or is_first_name(forms[start]) or is_definite(forms[start]))
    far = far or (unknown and scene.hits[place].level == "under" and end - start > _FEW)
    if find or far or not opens:
        kinds = ("person", "body", "medium", "document") if find else ("person", "body", "medium")
        return _last_head(draught, max(start, end - 6), end, kinds)
    for i in range(start, end):
        if forms[i] in words.been:  # «وكان ترامب قد وجه لومه فيما وصفه»
            end = i
            break
    head = read_head(forms[start])
    if head is not None and head.kind == "document" and not head.definite and end == start + 1:
        return None  # «وهو قرار قال إنه»
    source = trim_source(draught, start, end)
    return source and source._replace(joined=forms[start][0] == "و" and read_head(forms[start][1:]) is not None)


def _opens_no_subject(form: str) -> bool:
    """«وعن الموسم المقبل قال», «بعدما قالت», «والذي قال»."""
    words = load_grammar()
    return form in words.topic | words.whose or form in words.after - words.before


def _may_open(form: str) -> bool:
    """True where a subject may begin with this word: not a preposition, not a verb before its own subject."""
    if form in load_grammar().before:
        return False
    return read_head(form) is not None or is_first_name(form) or is_definite(form) or not form.startswith(_VERBAL)


def _bounds(form: str) -> bool:
    words = load_grammar()
    return form in COMMAS or form in words.clause or form in words.that or form in ".:"


def _antecedent(draught: Draught, floor: int, end: int) -> Source | None:
    """The noun phrase before a relative: from the farthest word within reach that can head a source."""
    start = max(floor, end - _REACH)
    last = end - (draught.forms[end - 1] in COMMAS)
    named = next((i for i in range(start, end) if draught.people.get(i) == last), None)
    if named is not None:  # «ومنهم سامي الحداد الذي», «تصريحات سامي الحداد، الذي»
        return Source(named, last)
    for i in range(end - 1, start, -1):
        if draught.forms[i] in load_grammar().before and draught.forms[i] not in (
            "في",
            "باسم",
        ):  # «رد من شركة النسيم، التي»
            start = i + 1
            break
        if draught.forms[i] in load_grammar().remark:  # «أجهزة الدولة وهو ما يرفضه السبسي الذي»
            return None
    for i in range(start, end):
        head = read_head(draught.forms[i])
        if (head and head.kind != "evidence") or is_first_name(draught.forms[i]):
            return trim_source(draught, i, end)
    return None


def _last_head(draught: Draught, first: int, last: int, kinds: Container[str]) -> Source | None:
    """«بعد أيام من بيانات رسمية أظهرت»: the last noun that can head a source, with what follows it."""
    for i in range(last - 1, first - 1, -1):
        head = read_head(draught.forms[i])
        if head is not None and head.kind in kinds and draught.forms[i] not in load_grammar().before:
            return trim_source(draught, i, last)  # not «أمام أكوام», which folds to a preacher
    return None
