"""Who passes words on: «ذكرت الوكالة نقلا عن | مسؤول أن», «ذكر المنشور على لسان | الحداد أنه», «نقلت المصادر أن»."""

from collections.abc import Sequence

from riwaya.statements.adverbials import is_medium
from riwaya.statements.authors import is_talk
from riwaya.statements.carried import choose_carriers, read_relays
from riwaya.statements.cues import Cue
from riwaya.statements.formulas import match_formula
from riwaya.statements.frames import Opening
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import is_mute, is_ordinary, read_head
from riwaya.statements.quotes import SAYING
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source, read_gap
from riwaya.stems import is_definite

Range = tuple[int, int]


def read_carriers(draught: Draught, gap: Range) -> tuple[tuple[Source, ...], Range]:
    """Who passed the words on, and what of the gap is left: «ذكرت الوكالة نقلا عن | مسؤول أن»."""
    carriers = read_relays(draught, gap)
    first, last = gap
    through = _through(draught, first, last)
    if through is not None:
        carrier = read_gap(draught, first, through).source
        carriers = (*carriers, carrier) if carrier else carriers
        first = through + 2
    for i in draught.marked("formula", first, last):  # «وقال، بحسب ما نقلت عنه الوكالة:»
        formula = match_formula(draught, i, last, ())
        if formula is not None and formula.source is not None:
            # «بينت الشركة على لسان مديرها أن»: he carries nothing
            tongue = draught.forms[formula.noun - 1] in load_grammar().tongue
            named = () if tongue else choose_carriers(draught, formula.source, formula.carriers)
            return tuple(dict.fromkeys((*carriers, *named))), (first, i)
    return carriers, (first, last)


def _through(draught: Draught, first: int, last: int) -> int | None:
    forms, through = draught.forms, load_grammar().through
    return next((i for i in range(first, last - 1) if tuple(forms[i : i + 2]) in through), None)


def on_tongue(draught: Draught, gap: Range, source: Source | None) -> tuple[Source | None, tuple[Source, ...]]:
    """«وكان المنشور قد ذكر على لسان | الحداد أنه»: he speaks, through it; not «وبينت الشركة على لسان مديرها»."""
    at = next((i for i in range(*gap) if draught.forms[i] in load_grammar().tongue), None)
    speaker = read_gap(draught, at + 1, gap[1]).source if at is not None else None
    if source is None or speaker is None:
        return source, ()
    head = read_head(draught.forms[source.first])
    paper = is_talk(draught.forms[source.first]) or (head is not None and head.kind == "medium")
    return (speaker, (source,)) if paper else (source, ())


def tells_itself(forms: Sequence[str], cue: Cue, opening: Opening) -> bool:
    """«نقلت صحيفة الجسر أن», «نقلت المصادر أن»: whoever carries it names nobody behind."""
    first, last = opening.gap
    # «ونسب الموقع | إلى مصادر أن»
    behind = any(form in ("عن", "عنه", "عنها", "عنهم") or form in cue.asks for form in forms[first:last])
    # «نقل شهود عيان ومصدر أمني أن», not «تنقل الركاب؛ ومن العادة أن»
    near = last - first <= SAYING or cue.form == "past"
    head = read_head(forms[first]) if first < last and near else None
    medium = first < last and is_medium(forms[first]) and forms[first] not in load_grammar().that
    told = head is not None or medium
    if opening.kind != "that":  # «ونقلت وكالة الجسر: "..."», not «ونقلت وكالة الجسر أقوال سامي: "..."»
        told = medium and not any(map(_is_passed_on, forms[first + 1 : last]))
    return opening.saying is None and told and not behind


def _is_passed_on(form: str) -> bool:
    """«أقوال», «تصريحا», «على لسان», «أن»: what a medium passes on, so that somebody else said it."""
    common = (is_ordinary(form) or is_mute(form)) and not is_definite(form)
    return common or form in load_grammar().before | load_grammar().that
