"""Where the page goes on with a speaker in its own words, inside the sentence in which he spoke.

«أكد سامي الحداد أن السد آمن، | ويعتبر الحداد نفسه محظوظا», «قال إنه لم يسمع بذلك | ورفض التعليق».
"""

from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import is_auxiliary, is_finite, read_head
from riwaya.statements.hits import Hit, Scene
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import load_folded

_EXCEPT = "الا"
_REFUSED = ("رفض", "امتنع")
_AND_REFUSED = tuple(f"و{past}" for past in _REFUSED)
_NEAR = 5  # tokens from a refusal to what was refused
_SHORTEST = 4  # tokens of a comma, a verb, a name and what follows
_KINDS = ("person", "title", "document", "medium")  # whose noun stands for whoever spoke; a body may also be spoken of


def keeps_back(draught: Draught, hit: Hit, i: int) -> bool:
    """«لم يسمع بالأخبار | ورفض التعليق», «، | إلا أنها رفضت كشف موعده»: what the speaker would not say."""
    forms, words = draught.forms, load_grammar()
    led = forms[i] == _EXCEPT and not words.that.isdisjoint(forms[i + 1 : i + 2])
    if not (led and i + 2 < len(forms)) and not forms[i].startswith(_AND_REFUSED):
        return False
    cue = read_cue(forms[i + 2 * led])
    refused = cue is not None and cue.verb.past in _REFUSED and cue.form == "past" and not cue.suffix
    if cue is None or not refused or (cue.gender, cue.number) != (hit.cue.gender, hit.cue.number):
        return False
    behind = forms[i + 2 * led + 1 : i + 2 * led + _NEAR]
    return any(form in load_folded("ar", "cues_withheld") for form in behind)


def names_again(scene: Scene, place: int, comma: int) -> bool:
    """«أكد سامي الحداد أن السد آمن، | وكان الحداد قد زاره», «وذكرت دراسة أن ...، | وشملت الدراسة»: told by name.

    In his own words he would be a pronoun.
    """
    draught, words = scene.draught, load_grammar()
    forms = draught.forms
    if forms[comma] not in COMMAS or comma + _SHORTEST > len(forms):
        return False
    clause = forms[comma + 1] in words.clause
    verb = comma + 1 + clause
    form = forms[verb] if clause else forms[verb].removeprefix("و")
    told = clause or form != forms[verb]
    if not told or not (is_finite(form) or is_auxiliary(form) or read_cue(form) is not None):
        return False
    source = _find_source(scene, place)
    return source is not None and _is_of(draught, source, verb + 1)


def _find_source(scene: Scene, place: int) -> range | None:
    """The words that name whoever speaks: behind the verb, or behind the one that a participle goes with."""
    for hit in reversed(scene.hits[: place + 1]):
        first, last = hit.opening.gap if hit.opening is not None else (hit.at + 1, hit.at + 1)
        if first < last:
            return range(first, last)
        if hit.cue.form != "participle":
            return None
    return None


def _is_of(draught: Draught, source: range, who: int) -> bool:
    """True where the name or the noun at token `who` is that of a source: «سامي | الحداد», «دراسة»: «الدراسة»."""
    forms = draught.forms
    names = {forms[draught.people[i] - 1] for i in source if i in draught.people and draught.people[i] - 1 in source}
    names |= {forms[i] for i in source[:1] if i in draught.begins and i + 1 not in draught.things}
    if forms[who] in names:
        return who + 1 not in draught.things
    head, again = read_head(forms[source[0]]), read_head(forms[who])
    if head is None and forms[who] == forms[source[0]] and is_definite(forms[who]):
        return True  # «وشدد الصباغ على أن السد آمن، | وضرب الصباغ أمثلة»
    same = head is not None and again is not None and head.base == again.base and head.kind in _KINDS
    return same and is_definite(forms[who]) and not is_definite(forms[who + 1]) and who + 1 not in draught.people
