"""What a word may begin, by its form alone: a quick look at each word of an article, before the slow ones at a few."""

import functools

from msgspec.structs import replace

from riwaya.statements.cues import attributing_forms
from riwaya.statements.formulas import formula_openers
from riwaya.statements.grammar import load_grammar
from riwaya.statements.introductions import body_openers, post_openers
from riwaya.statements.particles import is_what
from riwaya.statements.sentences import Draught


def mark_words(draught: Draught) -> Draught:
    """Note where the words stand that may begin something. Most words begin nothing."""
    places, marks = draught.places, dict[str, list[int]]()
    for mark, openers in _openers("ar").items():
        marks[mark] = sorted(i for form in openers.intersection(places) for i in places[form])
    what = (i + 1 for form in load_grammar().what.intersection(places) for i in places[form])
    marks["cue"] = sorted({*marks["cue"], *(i for i in what if is_what(draught.forms, i))})
    named = (i - 1 for names in (draught.people, draught.begins) for i in names if i)
    marks["act"] = sorted({*marks["cue"], *named})  # «قال | سامي», «أمهلت | الضفة السفير»
    return replace(draught, marks=marks)


@functools.cache
def _openers(language: str) -> dict[str, frozenset[str]]:
    return {
        "post": post_openers(language),
        "body": body_openers(language),
        "formula": formula_openers(language),
        "cue": attributing_forms(language),
    }
