"""Whether something rests on a medium where an article names it, and whether it heard that itself."""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from riwaya.origins.roster import Opening, is_kind, strip_clitics
from riwaya.text import Token, load_folded

_LEADS = 3  # words that may say that it was told: «لموفد قناة»
_NEAR = 2  # words between what a medium does and its name: «نقلت عنه قناة»
_FAR = 8  # words between a talk and the medium that it was had with
_REACH = 6  # words between a verb and the medium that is its object
_PASSED = 4  # words from a medium to the one that it has something from: «التي نقلت بدورها عن»
_SENTENCE = 14  # words back to whoever told it something
_ASIDE = 30  # the same where nothing but who he is stands between
_COPY = 4  # words between a medium and the copy that it got: «وصل لوكالة ضفاف العربية نسخة منه»
_TO = "ل"
ENDS = frozenset(".!?؟…")


class Medium(NamedTuple):
    """A medium where an article names it."""

    name: str  # as the roster has it, else as the page writes it; the outlet's own is as the article gives it
    start: int  # of the words that lead to it, «لوكالة ضفاف»
    end: int
    told: bool  # it heard it itself: «قال لوكالة ضفاف»
    rests: bool = True  # something rests on it; else it is only a subject: «مقر قناة الجادة»
    source: str | None = None  # the medium from which it has it: «صحيفة الرابية نقلا عن ضفاف»


class Found(NamedTuple):
    """A name among the words of a paragraph, from word `at` up to word `last`."""

    name: str
    at: int
    last: int
    told: bool


class Words(NamedTuple):
    """The words of a paragraph, in the text of its article."""

    text: str
    tokens: Sequence[Token]
    names: Mapping[int, int]  # where names of bodies begin, and where they end

    def before(self, at: int) -> str:
        """Give the marks between a word and the one before it, «: "»."""
        return self.text[self.tokens[at - 1].end if at else max(self.tokens[0].start - 1, 0) : self.tokens[at].start]

    def behind(self, at: int) -> str:
        """Give the marks between a word and the one behind it."""
        last = self.tokens[at + 1].start if at + 1 < len(self.tokens) else self.tokens[at].end + 2
        return self.text[self.tokens[at].end : last].strip()


def judge_medium(words: Words, one: Found) -> Medium:
    """Say whether a medium was told something, and whether anything rests on it."""
    lead, is_told = _read_lead(words.tokens, one.at)
    is_told = (is_told or one.told or says_told(words.tokens[one.at].form)) and not _is_cited(words.tokens, lead)
    told = (is_told and _is_spoken(words, lead, one.last)) or _is_reached(words, lead, one.last)
    told = told and not _got_copy(words, lead, one.last)
    span = words.tokens[lead].start, words.tokens[one.last - 1].end
    return Medium(one.name, *span, told, told or _rests(words, lead, one))


def passes_on(words: Words, one: Medium, other: Medium) -> bool:
    """Tell whether a medium has something from the one named next: «الرابية نقلا عن ضفاف», «نقلت الرابية عن ضفاف»."""
    own = [n for n, token in enumerate(words.tokens) if one.start <= token.start < one.end]
    near = [n for n, token in enumerate(words.tokens) if one.end <= token.start < other.start]
    passes, source = load_folded("ar", "origins_passes"), load_folded("ar", "origins_from")
    kinds = [n for n in near if strip_kind(words.tokens[n].form)]
    between = near[: kinds[0] - near[0]] if kinds else near
    if not own or not between or len(between) > _PASSED or words.tokens[between[-1]].form not in source:
        return False
    if any(set(words.before(n).strip()) & ENDS for n in (*near, near[-1] + 1)):
        return False
    first = own[0] - 1 if own[0] else 0
    said = [words.tokens[n] for n in between] if len(between) > 1 else words.tokens[first : own[0]]
    return any(_bare(token.form) & passes for token in said)


def _read_lead(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    """Say where the words begin that lead to a medium's name, and whether they say that it heard something itself."""
    first = at
    while first and at - first < _LEADS and not says_told(tokens[first].form):
        if strip_kind(tokens[first - 1].form) is None and not says_told(tokens[first - 1].form):
            break
        first -= 1
    return first, first < at and says_told(tokens[first].form)


def _is_cited(tokens: Sequence[Token], lead: int) -> bool:
    """«وفقا لوكالة ضفاف»: it gives what follows, whoever told it."""
    is_joined = tokens[lead].form.startswith(_TO)
    return is_joined and lead > 0 and bool(_bare(tokens[lead - 1].form) & load_folded("ar", "origins_rests"))


def _is_reached(words: Words, lead: int, last: int) -> bool:
    """Tell whether a medium is whom somebody told what follows: «أبلغ مسؤول رويترز أن السد آمن»."""
    before = _sentence_before(words, lead, _REACH)
    verbs = [n for n, form in enumerate(before) if _bare(form) & load_folded("ar", "origins_reached")]
    that = load_folded("ar", "origins_that")
    if not verbs or not that.isdisjoint(before[verbs[-1] :]):
        return False
    behind = range(last, min(last + _NEAR, len(words.tokens)))
    return any(words.tokens[n].form in that or ":" in words.before(n) for n in behind)


def _got_copy(words: Words, lead: int, last: int) -> bool:
    """«في بيان وصل لوكالة ضفاف نسخة منه»: so did others."""
    near = words.tokens[max(lead - _COPY, 0) : last + _COPY]
    return not load_folded("ar", "cues_copies").isdisjoint(token.form for token in near)


def _is_spoken(words: Words, lead: int, last: int) -> bool:
    back = _sentence_before(words, lead, _SENTENCE)
    if words.tokens[lead].form.startswith(_TO):
        back = _aside_before(words, lead) or back
    near = [token.form for token in words.tokens[lead : min(last + _NEAR, len(words.tokens))]]
    return any(_bare(form) & load_folded("ar", "origins_speech") for form in (*back, *near))


def _aside_before(words: Words, lead: int) -> list[str]:
    """Give the words of a sentence back to who speaks, whatever is told of him: «قال (49 عاما)، وهو عامل، لضفاف»."""
    aside = _sentence_before(words, lead, _ASIDE)
    is_quoted = any(":" in words.before(n) for n in range(lead - len(aside) + 1, lead))
    return [] if is_quoted or not load_folded("ar", "origins_that").isdisjoint(aside) else aside


def _rests(words: Words, lead: int, one: Found) -> bool:
    before = _sentence_before(words, lead, _FAR)
    if before[-1:] and _bare(before[-1]) & load_folded("ar", "origins_subjects"):
        return False
    near = before[-_NEAR - 1 :]
    if load_folded("ar", "origins_that").isdisjoint(near) and any(
        _bare(form) & (load_folded("ar", "origins_tells") | load_folded("ar", "origins_rests")) for form in near
    ):
        return True
    if any(_bare(form) & load_folded("ar", "origins_talks") for form in before):
        return True
    return _is_bracketed(words, one) or _tells_itself(words, one.last)


def _tells_itself(words: Words, last: int) -> bool:
    """«وكانت قناة الجادة قد ذكرت»; a verb with و begins something else."""
    for n in range(last, min(last + _NEAR + 1, len(words.tokens))):
        if set(words.before(n).strip()) & ENDS:
            return False
        if words.tokens[n].form in load_folded("ar", "origins_tells"):
            return True
    return False


def _is_bracketed(words: Words, one: Found) -> bool:
    """«انتهى الاجتماع. (ضفاف)»: nothing but a name in brackets."""
    return words.before(one.at).strip().endswith("(") and words.behind(one.last - 1).startswith(")")


def _sentence_before(words: Words, at: int, most: int) -> list[str]:
    """Give the words of a sentence before one, at most so many."""
    first = at
    while first and at - first < most and not set(words.before(first).strip()) & ENDS:
        first -= 1
    return [token.form for token in words.tokens[first:at]]


@functools.lru_cache(maxsize=1 << 14)
def _bare(form: str) -> frozenset[str]:
    return frozenset({form, form[1:] if form[:1] in "وفب" else form, re.sub("^(?:و?ال|لل)", "", form)})


@functools.lru_cache(maxsize=1 << 14)
def strip_kind(form: str) -> Opening | None:
    """Give the kind of medium that a word is, and whether what is written on to it says that it was told."""
    return next((o for o in strip_clitics(form) if is_kind(o.form)), None)


@functools.lru_cache(maxsize=1 << 14)
def says_told(form: str) -> bool:
    """True for what says that a medium was told: «مع», «لمراسل», «لوكالة»."""
    return form in load_folded("ar", "origins_told") or any(o.told and is_kind(o.form) for o in strip_clitics(form))
