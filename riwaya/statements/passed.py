"""Who passed on what a sentence tells later: «جاء ذلك وفقا لما نقلته الجسر، حيث قال», «نشرت الجسر مقالا قال فيه»."""

from riwaya.statements.adverbials import is_medium
from riwaya.statements.authors import is_talk
from riwaya.statements.carried import is_relay, names_medium, read_relays
from riwaya.statements.cues import read_cue
from riwaya.statements.formulas import match_formula
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import is_pointing, read_head
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.sentences import MARKS, Draught
from riwaya.statements.sources import Source, read_gap
from riwaya.text import load_folded

_OBJECT = "ه"  # of «نقلته»
_WHERE = ("خلال", "على")
_STATED = "بيان"
_WHAT = "ما"


def read_where(draught: Draught, first: int, last: int) -> tuple[Source, ...]:
    """«جاء ذلك | وفقا لما نقلته وكالة الجسر», «جاء ذلك في بيان | نشرته وكالة الجسر»: the media that passed it on."""
    cue = read_cue(draught.forms[first]) if first + 2 < last else None
    if cue is None or cue.verb.group != "stand" or cue.form != "past" or not is_pointing(draught.forms[first + 1]):
        return ()
    # not «وجاءت هذه الغارات بعد هدنة، وفق قناة الجسر», «جاء ذلك بعد تقرير بثته القناة»
    where = draught.forms[first + 2] in load_grammar().inside or draught.forms[first + 2] in _WHERE
    if not where and not draught.marked("formula", first + 2, first + 3):
        return ()
    for i in draught.marked("formula", first + 2, last):
        formula = match_formula(draught, i, last, ())
        if formula is not None and formula.source is not None:
            named = formula.carriers or (formula.source,)
            return tuple(source for source in named if names_medium(draught, source))
    denied = (i for i in range(first + 2, last) if draught.forms[i] == _WHAT)  # «نفى خلاله | ما نشرته وكالة الجسر»
    return read_relays(draught, (first + 2, next(denied, last)))


def read_passed_talk(scene: Scene, hit: Hit) -> tuple[Source, ...]:
    """«ونقلت | وكالة الجسر | تصريحات للوزير قال فيها إن», «نشرت | الجسر | مقالا للكاتب سامي الحداد، الذي يرى أن»."""
    draught, forms, words = scene.draught, scene.draught.forms, load_grammar()
    verb = scene.sentence.first + (forms[scene.sentence.first] in words.also)
    if verb + 2 >= hit.at or not is_relay(forms[verb].removeprefix("و") + _OBJECT):
        return ()
    behind = hit.at + 1 < len(forms) and forms[hit.at + 1] in words.therein
    if not behind and forms[hit.at - 1].removeprefix("و") not in words.whose:
        return ()
    talks = (k for k in range(verb + 2, hit.at) if _is_passed_talk(forms[k]) and draught.quoted[k] < 0)
    talk = next((k for k in talks if not _is_kind_of_medium(forms[k - 1])), None)
    medium = read_gap(draught, verb + 1, talk).source if talk is not None else None
    named = medium is not None and (is_medium(forms[medium.first]) or forms[medium.first] in MARKS)
    return (medium,) if medium is not None and named else ()


def _is_kind_of_medium(form: str) -> bool:
    """«وكالة | أنباء الجسر»: what it deals in is part of its name; but «الوكالة | بيان المجلس»."""
    head = read_head(form)
    return head is not None and head.kind == "medium" and not head.definite


def _is_passed_talk(form: str) -> bool:
    """«تصريحات», «بيانا», «مقالا», «مقتطفات»: what a medium passes on."""
    bare = form.removesuffix("ا")
    head = read_head(form) or read_head(bare)
    if head is not None and head.base != _STATED and head.base in load_folded("ar", "roles_reports"):
        return False  # «نشرت الصحيفة تقريرا جاء فيه»: her own
    own = bare in load_folded("ar", "cues_own") or form in load_folded("ar", "cues_excerpts")
    return own or is_talk(form) or is_talk(bare)
