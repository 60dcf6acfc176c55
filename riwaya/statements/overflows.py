"""Words behind the marks that end the clause of a quotation: «قال: "لن نقبل أي تدخل" | في شؤون الضفة»."""

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import has_pronoun, is_finite, is_mute, is_ordinary, read_head
from riwaya.statements.quotes import SAYING, Quote
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import trim
from riwaya.statements.wholes import end_complement
from riwaya.stems import is_definite

_JOINED = ("ب", "ل")  # prepositions that are written on to their noun
_SHORTEST = 4  # letters of a noun with one


def end_clause(draught: Draught, quote: Quote, last: int) -> int:
    """Give where the clause of a quotation ends before token `last`: behind the marks, or where they close.

    «"لن نقبل أي تدخل" | في شؤوننا», «| بحق الضفة», but not «| في بيان», «| من جهته», «| وغادر القاعة».
    """
    behind = quote.last + 1
    if not quote.closed or quote.words < SAYING or behind + 1 >= last or not _goes_on(draught, behind):
        return quote.last
    found = trim(draught, quote.first, end_complement(draught, quote, last))
    return found[1] if found else quote.last


def _goes_on(draught: Draught, i: int) -> bool:
    """True for a preposition that leads to a noun of the clause, not to when, where or by whom it was said."""
    forms, words = draught.forms, load_grammar()
    form, following = forms[i], forms[i + 1]
    if (
        max(draught.quoted[i : i + 2]) >= 0
        or read_adverbial(draught, i) is not None
        or has_pronoun(draught.span(i + 1, i + 2).text)
    ):
        return False  # «"لم أكن أعلم" بين | دموعها», «على | "الجسر"»
    if form in words.ending:
        return following not in words.before | words.turning | words.what | words.that
    noun = form[1:]
    known = is_ordinary(noun) or is_mute(noun) or read_head(noun) is not None or i in draught.begins
    known = known or form.startswith(("لل", "بال"))
    plain = (
        read_cue(form) is None
        and not is_finite(form)
        and not is_finite(noun)
        and form not in words.before | words.because | words.clause
    )
    return form[0] in _JOINED and len(form) >= _SHORTEST and known and plain and not is_definite(form)
