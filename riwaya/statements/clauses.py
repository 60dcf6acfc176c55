"""The subject between the beginning of a clause and its verb: «ونقلت الوكالة بأن | الوزير ذكر إن»."""

from collections.abc import Container

from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    has_pronoun,
    is_auxiliary,
    is_finite,
    is_first_name,
    is_ordinary,
    is_pointing,
    names_person,
    read_head,
    read_subject_head,
)
from riwaya.statements.hits import Scene
from riwaya.statements.onsets import is_nobody
from riwaya.statements.particles import is_that
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, trim_source
from riwaya.stems import is_definite
from riwaya.text import is_word

_FEW = 2  # words before a verb inside other words that may be a name unheard of
_NEAR = 6  # tokens before a verb inside other words that are its subject, not a clause of their own
_SHORTEST = 6  # letters of a definite noun with a conjunction
_VERBAL = ("ي", "و", "ف")  # as present verbs begin
_REACH = 14  # tokens of a subject


def read_clause_subject(scene: Scene, place: int, end: int) -> Source | None:
    """The subject between the clause's beginning and its verb."""
    draught, words = scene.draught, load_grammar()
    forms, start = draught.forms, end
    opened = [hit.opening.first for hit in scene.hits[max(0, place - 3) : place] if hit.opening]
    floor = max([scene.sentence.first, *(first for first in opened if first < end), end - _REACH])
    while start > floor and not bounds_clause(draught, start - 1):
        start -= 1
    was = (i + 2 for i in range(start, end - 2) if forms[i] in words.whose and forms[i + 1] in words.been)
    start = next((i for i in was if _is_known_party(draught, i)), start)
    clause = start
    while start < end and (
        is_auxiliary(forms[start]) or forms[start] in words.topicalizer or not is_word(forms[start])
    ):
        start += 1  # «أما | رئيس البعثة أكد أن»
    begun = any(form.removeprefix("و") in words.was for form in forms[clause:start]) and _is_plain(
        draught, start, scene.hits[place].at
    )
    pronoun = forms[end - 1][0] in "وف" and forms[end - 1] in words.himself
    none = start >= end or forms[end - 1] in words.so or pronoun
    if none or _opens_no_subject(forms[start]) or _opens_no_subject(forms[end - 1]):
        return None  # «رغم الخلاف فإنه يرى», «يرفض الأهالي الخطة فهم يرون», «وأثنى اللاعب على منافسه عندما قال»
    if start == end - _REACH:  # too far to be a subject: «... هجوما على منطقة تقول إنها»
        return None
    joined = _is_joined_subject(draught, start)
    named = start in draught.begins and start not in draught.joined  # «واشنطن»
    if forms[start][0] in "وف" and not may_open_subject(forms[start]) and not joined and not named:
        start += 1  # «ونشر النادي بيانا قال فيه»
    start += _is_verb_of_many(draught, start, end)
    find = scene.hits[place].cue.verb.group == "find" or is_pointing(forms[start].lstrip("وف"))
    acted = any(form.endswith("ت") and not form.endswith("ات") for form in forms[start + 1 : end])
    far = scene.hits[place].level == "under" and (acted or end - start > _NEAR) and not begun
    opens = start < end and (may_open_subject(forms[start]) or named or _is_joined_subject(draught, start))
    owned = opens and end - start > 1 and has_pronoun(draught.span(start, start + 1).text)  # «سبقها بتغريدة كتب فيها»
    opens = opens and not (owned and read_head(forms[start]) is None)
    opens = opens and not is_nobody(draught, start)
    unknown = opens and not (
        named or read_subject_head(forms, start) or is_first_name(forms[start]) or is_definite(forms[start])
    )
    far = far or (unknown and scene.hits[place].level == "under" and end - start > _FEW and not begun)
    far = far or (unknown and may_act(draught, start))  # «وحين رأت ذلك ظنت أن»
    if find or far or not opens:
        kinds = ("person", "body", "medium", "document") if find else ("person", "body", "medium")
        return find_last_head(draught, max(start, end - 6), end, kinds)
    for i in range(start, end):
        if forms[i] in words.been:  # «وكان ترامب قد وجه لومه فيما وصفه», «امرأة كانت والدتها قد قالت»
            start, end = (i + 1, end) if i + 1 < end and read_head(forms[i + 1]) is not None else (start, i)
            break
    head = read_head(forms[start])
    remark = start > 0 and forms[start - 1] in words.remark and end == start + 1 and is_ordinary(forms[start])
    if remark or (head is not None and head.kind == "document" and not head.definite and end == start + 1):
        return None  # «وهو قرار قال إنه», «وهي سلع قال إنها»
    source = trim_source(draught, start, end)
    return source and source._replace(joined=source.first == start and _is_joined_subject(draught, start))


def _is_joined_subject(draught: Draught, i: int) -> bool:
    """«والوزير يرى أن», «فالسنداريون يعتبرون أن»: a noun with a conjunction written on to it."""
    form = draught.forms[i]
    named = is_first_name(form) or i in draught.people or (i in draught.begins and i not in draught.joined)
    definite = len(form) > _SHORTEST and is_definite(form[1:])  # not «والده»
    definite = definite and not named and read_head(form) is None
    return form[0] in "وف" and (definite or read_head(form[1:]) is not None)


def _is_plain(draught: Draught, first: int, verb: int) -> bool:
    """«وكان | المتحدث باسم التحالف في السهل قد قال إن»: one noun phrase and no clause between كان and its verb."""
    forms, words = draught.forms, load_grammar()
    already = forms[verb - 1] == "قد"
    head = read_head(forms[first]) if first < verb else None
    known = head is not None or (first < verb and names_person(draught, first)) or already
    between = range(first + 1, verb - already)
    return known and not any(
        forms[i] in words.whose or forms[i] in words.that or (not already and may_act(draught, i)) for i in between
    )


def may_act(draught: Draught, i: int) -> bool:
    """True for a word that may be another verb before a cue: «وكانت الوزارة | فرضت عقوبات على شركات قالت إنها»."""
    form = draught.forms[i]
    cue = read_cue(form)
    finite = cue is not None and cue.form in ("past", "present") and read_head(form) is None
    finite = finite or (form.endswith("ت") and not form.endswith("ات"))
    return finite and i not in draught.persons and i not in draught.things and not is_first_name(form)


def _is_known_party(draught: Draught, i: int) -> bool:
    """«إدارة الرئيس الذي كان | الحداد يأمل أن»."""
    return read_head(draught.forms[i]) is not None or i in draught.people or i in draught.begins


def _is_verb_of_many(draught: Draught, i: int, end: int) -> bool:
    """«نشر | ناشطون تسجيلا قالوا إنه»: a plural in the nominative behind a bare word."""
    form = draught.forms[i]
    following = read_head(draught.forms[i + 1]) if i + 1 < end else None
    bare = read_head(form) is None and not is_definite(form) and not names_person(draught, i)
    many = following is not None and following.kind == "person" and draught.forms[i + 1].endswith("ون")
    return bare and many and form not in load_grammar().before


def _opens_no_subject(form: str) -> bool:
    """«وعن الموسم المقبل قال», «بعدما قالت», «والذي قال», «وفي التفاصيل أكد»."""
    words = load_grammar()
    joined = form[0] == "و" and form[1:] in words.before
    return joined or form in words.topic | words.whose or form in words.after - words.before


def may_open_subject(form: str) -> bool:
    """True where a subject may begin with this word: not a preposition, not a verb before its own subject."""
    if form in load_grammar().before or form.startswith("لل"):
        return False  # «رفعت سلمى دعوى، | للحصول على تعويض عن أضرار قالت إنها»
    return read_head(form) is not None or is_first_name(form) or is_definite(form) or not form.startswith(_VERBAL)


def bounds_clause(draught: Draught, i: int) -> bool:
    """True for what a clause begins or ends with: a conjunction, a comma, an أن; not inside «إي.دي.إف»."""
    form, words = draught.forms[i], load_grammar()
    if form == "." and draught.is_hyphened(i - 1):  # «شركة المرافق (إي.دي.إف) قالت»
        return False
    clause = any(form in group for group in (words.clause, words.because, words.so))
    return clause or form in COMMAS or form in ".:" or is_that(draught, i)  # «ونقلت الوكالة بأن | الوزير ذكر إن»


def _end_before_act(draught: Draught, first: int, last: int) -> int:
    """«الوزارة السندارية | بعثت بمذكرة تقترح أن», but «الدراسة التي نشرت»."""
    forms, whose = draught.forms, load_grammar().whose
    acts = (k for k in range(first + 2, last) if forms[k].endswith("ت") and is_finite(forms[k]))
    return next((k for k in acts if forms[k - 1] not in whose), last)


def find_last_head(draught: Draught, first: int, last: int, kinds: Container[str]) -> Source | None:
    """«بعد أيام من بيانات رسمية أظهرت»: the last noun that can head a source, with what follows it."""
    for i in range(last - 1, first - 1, -1):
        head = read_head(draught.forms[i])
        if head is not None and head.kind in kinds and draught.forms[i] not in load_grammar().before:
            # not «أمام أكوام», which folds to a preacher
            return trim_source(draught, i, _end_before_act(draught, i, last))
    return None
