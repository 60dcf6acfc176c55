"""What one account charges somebody with and another has denied, as facts.

«اتهمت لوران السندار بتسميم الحداد», «نفت السندار ضلوعها في تسميم الحداد». Which of them is right is not asked.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence

from riwaya.disagreements.classes import Counted
from riwaya.disagreements.facts import Fact, find_when, make_value
from riwaya.disagreements.labels import label_fact
from riwaya.disagreements.sentences import Sentence, Telling, Word, add_root, tell
from riwaya.records import Reading
from riwaya.text import fold, load_folded

DENIAL, CHARGE = "denial", "charge"  # kinds of these facts
_LONGEST = 15  # words of a denial or a charge behind its first
_CLAUSE = 3.0  # what a clause tells at least before a comma ends it
_SHARED = (1.3, 2.0)  # words that a denial and a charge have in common: where it is short, and wherever
_ALIKE = 0.5  # of the words of a short denial
_SHORT = 2.5  # as which a still shorter one is weighed
_DENIED, _CHARGES = "facts_denied", "facts_charges"


def read_denials(reading: Reading, place: int, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Give the denials and the charges of a reading as facts, in text order, at most one a sentence."""
    when = find_when(reading)
    for sentence in sentences:
        if sentence.telling.stems.isdisjoint(_cues(sentence.language)):
            continue
        found = _find_denial(reading.article.text, sentence) or _find_charge(reading.article.text, sentence)
        if found is None:
            continue
        kind, clause = found
        context = _read_context(clause[1:], sentence.language)
        if context.weight >= _SHARED[0]:
            yield Fact(
                place=place,
                when=when,
                slot="denial",
                counted=Counted(kind, label_fact(sentence.language, "denial")),
                sentence=sentence,
                value=make_value(reading, clause[0].start, clause[-1].end),
                context=context,
            )


@functools.cache
def _cues(language: str) -> frozenset[str]:
    """Give the words of which every denial and charge has one: most sentences have none, and need not be read."""
    return load_folded(language, "facts_denies") | load_folded(language, _CHARGES)


def is_of_charge(denial: Fact, shared: float) -> bool:
    """Tell whether a denial is of a charge with which it has so many words in common."""
    return shared >= min(max(_SHARED[0], _ALIKE * max(denial.context.weight, _SHORT)), _SHARED[1])


def _find_denial(text: str, sentence: Sentence) -> tuple[str, Sequence[Word]] | None:
    """Give what a sentence denies, where that is somebody's part in a deed: نفت ضلوعها, but not لا تنفي ضلوعها."""
    at, language = _find(sentence, "facts_denies"), sentence.language
    if at is None or (at and _is_in(sentence.words[at - 1], language, "negations")):
        return None
    denied = _cut_clause(text, sentence, at, least=0.0)[1:]  # not نفت إصابته، وأكدت ضلوع السندار
    is_part = any(_is_in(word, language, _DENIED) for word in denied)
    return (DENIAL, _cut_clause(text, sentence, at)) if is_part else None


def _find_charge(text: str, sentence: Sentence) -> tuple[str, Sequence[Word]] | None:
    """Give what a sentence charges somebody with; one that denies anything charges nobody for sure."""
    at = _find(sentence, _CHARGES)
    is_plain = _find(sentence, "facts_denies") is None and _find(sentence, "negations") is None
    return (CHARGE, _cut_clause(text, sentence, at)) if at is not None and is_plain else None


def _find(sentence: Sentence, name: str) -> int | None:
    """Give the place of the first word of a list in a sentence."""
    return next((n for n, word in enumerate(sentence.words) if _is_in(word, sentence.language, name)), None)


def _is_in(word: Word, language: str, name: str) -> bool:
    return not word.stems.isdisjoint(load_folded(language, name))


def _cut_clause(text: str, sentence: Sentence, at: int, least: float = _CLAUSE) -> Sequence[Word]:
    """Give the words of a sentence from a place on, up to a relative clause or a comma behind so many of weight."""
    clause, weight = [sentence.words[at]], 0.0
    for word in sentence.words[at + 1 : at + 1 + _LONGEST]:
        is_ended = weight >= least and "،" in text[clause[-1].end : word.start]
        if is_ended or fold(word.text) in load_folded(sentence.language, "relatives"):
            break
        clause.append(word)
        weight += word.weight
    return clause


def _read_context(words: Iterable[Word], language: str) -> Telling:
    """Give the telling words by their roots, without those that are of every denial or charge."""
    own = (word for word in words if not any(_is_in(word, language, name) for name in (_DENIED, _CHARGES)))
    return tell(add_root(word, language) for word in own)
