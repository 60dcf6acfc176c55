"""Whom a relative tells of: «تصريحات | سامي الحداد، الذي أكد أن», «مزاعم | الجمهوريين الذين يدعون أن»."""

from riwaya.statements.actors import end_thing
from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import PRONOUNS, load_grammar
from riwaya.statements.heads import is_first_name, is_ordinary, names_person, read_head
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.statements.sources import Source, trim_source
from riwaya.stems import is_definite

_NEAR = 6  # tokens from a post back to its name
_MARKED = 4  # words in marks that may be a name
_TOLD = 9  # tokens behind a relative and its verb in which أن follows
_REACH = 14  # tokens of a subject


def read_antecedent(draught: Draught, floor: int, end: int) -> Source | None:
    """The noun phrase before a relative: from the farthest word within reach that can head a source."""
    grammar = load_grammar()
    start = max(floor, end - _REACH)
    last = end - (draught.forms[end - 1] in COMMAS)
    named = next((i for i in range(start, end) if draught.people.get(i) == last), None)
    if named is None and draught.forms[end] in grammar.he | grammar.she:
        named = _posted(draught, start, last)
    if named is not None:  # «ومنهم سامي الحداد الذي», «تصريحات سامي الحداد، الذي»
        return Source(named, last, joined=named not in draught.people)
    for i in range(end - 1, start, -1):
        if draught.forms[i] in grammar.before and draught.forms[i] not in grammar.within:  # «رد من شركة النسيم، التي»
            start = i + 1
            break
        if read_adverbial(draught, i) == "time":  # «أقرت الهيئة | الخميس | نتائج الدراسة التي»
            start = i + 1
            break
        if draught.forms[i] in grammar.remark:  # «أجهزة الدولة وهو ما يرفضه السبسي الذي»
            return None
    if draught.forms[end] == "الذين" and is_definite(draught.forms[end - 1]):  # «مزاعم الجمهوريين الذين يدعون أن»
        near = (i for i in range(end - 2, start - 1, -1) if _are_people(draught.forms[i]))
        first = next(near, end - 1)  # «اجتماع | وزراء الخارجية العرب الذين»
        return Source(first, end, joined=draught.forms[first].startswith("بال"))
    for i in range(start, end):
        head = read_head(draught.forms[i])
        if (head and head.kind != "evidence") or is_first_name(draught.forms[i]):
            return trim_source(draught, _met(draught, i, end), end)
    return _marked_before(draught, start, end) or _land_before(draught, start, end)


def _marked_before(draught: Draught, floor: int, relative: int) -> Source | None:
    """«دعم القضاء موقف | "النسيم" التي تؤكد أن الشكل فريد»; of «لعبة "النسيم" التي قالت إنها آمنة» another says it."""
    forms, that = draught.forms, load_grammar().that
    last = relative - (forms[relative - 1] in COMMAS)
    quote = draught.quote_over(last - 1)
    if quote is None or not quote.closed or quote.last != last - 1 or quote.first < floor or quote.words > _MARKED:
        return None
    told = next((form for form in forms[relative + 1 : relative + _TOLD] if form in that), "")
    name = forms[quote.first + 1]  # not «يذكر "بالاتفاق" الذي ينص على أن»
    plain = name.startswith("بال") or is_ordinary(name.removeprefix("ال"))
    return Source(quote.first, last) if told and not (plain or told.endswith(PRONOUNS)) else None


def _land_before(draught: Draught, floor: int, relative: int) -> Source | None:
    """«بالتعاون مع | الضفة التي تنفي أن لها دورا»; of «الضفة التي قالت إنها آمنة» somebody else may have said it."""
    forms, that = draught.forms, load_grammar().that
    last = relative - (forms[relative - 1] in COMMAS)
    first = next((i for i in range(last - 1, floor - 1, -1) if i in draught.begins), last)
    whole = first < last and end_thing(draught, first) == last and forms[relative] in load_grammar().she
    returns = any(form in that and form.endswith(PRONOUNS) for form in forms[relative + 2 : relative + 4])
    return Source(first, last, first in draught.joined) if whole and not returns else None


def _are_people(form: str) -> bool:
    head = read_head(form)
    return head is not None and (head.kind, head.number) == ("person", "many")


def _met(draught: Draught, first: int, end: int) -> int:
    """«والتقى الوفد | الرئيس سامي الحداد الذي أكد أن»: behind a body a definite post is another."""
    head = read_head(draught.forms[first])
    if head is None or head.kind != "body" or not head.definite:
        return first
    own = read_head(draught.forms[first + 1]) if first + 2 < end else None
    person = own is not None and own.kind in ("person", "title") and own.definite  # not «الحزب الحاكم الذي»
    return first + (person and names_person(draught, first + 2))


def _posted(draught: Draught, first: int, last: int) -> int | None:
    """«اتصالا | بسامي الحداد مدير الميناء الذي أكد أن»: where a name begins that stands before its post."""
    forms = draught.forms
    for i in range(last - 1, first, -1):
        head = read_head(forms[i])
        if forms[i] in COMMAS or forms[i] in load_grammar().before or read_cue(forms[i]) is not None:
            return None
        if head is not None and head.kind == "person" and head.number == "one" and not head.definite:
            near = range(i - 1, max(first, i - _NEAR), -1)
            start = next((k for k in near if k in draught.people or _is_joined(draught, k)), None)
            whole = start is not None and draught.people.get(start, i) == i
            return start if whole else None
    return None


def _is_joined(draught: Draught, i: int) -> bool:
    """True for a first name with a preposition written on to it: «بسامي», «لسامي»."""
    form = draught.forms[i]
    return form[0] in "بل" and is_first_name(form[1:]) and not is_first_name(form)
