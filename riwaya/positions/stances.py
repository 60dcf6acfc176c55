"""The stance that a statement takes, by the words that show it.

A table of words and phrases says what shows readiness, refusal, a demand, a proposal, and what opens a condition. A
negation turns readiness into refusal and back. What is said of somebody else in between is not the speaker's stance:
«إن أوكرانيا ترفض التفاوض» says nothing of who says it.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from riwaya.lexicon import load_list
from riwaya.positions.entries import Row, Word, cut_words, match_entry
from riwaya.records import Span, Statement
from riwaya.stems import stem_variants
from riwaya.text import fold, is_spelled, load_folded

Kind = Literal["ready", "ready if", "refuses", "refuses unless", "wavers", "demands", "proposes"]
Firm = Literal["wavers", "refuses", "ready", "proposes", "demands"]
_FIRMNESS: tuple[Firm, ...] = ("wavers", "refuses", "ready", "proposes", "demands")
_OPPOSITES: dict[str, str] = {"ready": "refuses", "refuses": "ready"}
_CONDITIONAL: dict[str, Kind] = {"ready": "ready if", "refuses": "refuses unless"}
_SWORN = frozenset({"refuses", "never", "not"})
_REACH = 2  # words that a negation may stand before what it turns
_ORDER, _BARGAIN = 4, 7  # letters of an imperative in وا; words between it and what is offered for it
_SENTENCE = frozenset(".!?؟؛\n")
_BACK = 3  # words between who is ready and that he is: «الحكومة لا تزال مستعدة»
_FIRST = 2  # words from the start of what is said
_HIDING = {"whether": 8, "hides": 6, "if": 4}  # words behind «إذا كانت», «ما إذا», «إذا» that are said of a case only
_ENDING = 3  # letters that may follow the stem of a verb: نسحب، نسحبها

IsSaidOf = Callable[[int, int], bool]  # whether the words from one offset to another are said of somebody


class Taken(NamedTuple):
    """A stance, the words that show it, and those that make it conditional."""

    stance: Kind
    shows: tuple[Span, ...]
    condition: Span | None
    met: Span | None = None  # a condition of which it says that it is met


class _Found(NamedTuple):
    stance: str
    words: Span
    part: int


def take_stance(
    statement: Statement, is_foreign: IsSaidOf | None = None, is_own: IsSaidOf | None = None
) -> Taken | None:
    """Give the stance of a statement, None where no word of the table shows one. Denied readiness is refusal.

    >>> words = "لن نجلس إلى طاولة والماء مقطوع"
    >>> said = Statement(id="s1", kind="direct", content=(Span(start=0, end=len(words), text=words),))
    >>> take_stance(said).stance, take_stance(said).shows[0].text
    ('refuses', 'لن نجلس')
    """
    parts = (statement.cue, *statement.content)
    if met := _find_met(parts):
        return met
    found = list(_read_words(parts, is_foreign, is_own))
    firm = next((one for kind in _FIRMNESS for one in found if one.stance == kind), None)
    waives = next((one for one in found if one.stance == "waives"), None)
    free = waives or next((one for one in found if one.stance == "free"), None)
    bargain = _find_bargain(parts)
    if bargain and (firm is None or firm.stance == "ready"):
        return bargain
    if firm is None:
        return Taken("ready", (free.words,), None) if free and (waives or _is_announced(parts)) else None
    stance: Kind = firm.stance  # type: ignore[assignment]  # one of _FIRMNESS
    if stance == "ready" and statement.polarity == "denied":
        stance = "refuses"
    firm, opening = (firm, None) if free else _find_opening(parts, found, firm, stance)
    if opening is None:
        return Taken(stance, (firm.words, *((free.words,) if free else ())), None)
    condition = _cut_condition(parts, opening)
    return Taken(_CONDITIONAL.get(stance, stance), (firm.words, opening.words), condition)


def _find_bargain(parts: Sequence[Span | None]) -> Taken | None:
    """Give what is offered for what is ordered: «أخرجوا دباباتكم اليوم | نجلس معكم غدا»."""
    words = list(cut_words(parts))
    for at, order in enumerate(words):
        if not (order.part and order.form.startswith("ا") and order.form.endswith("وا") and len(order.form) > _ORDER):
            continue
        for other in words[at + 1 : at + _BARGAIN]:
            if other.part == order.part and other.form[0] == "ن" and _names_act(other.form):
                part = parts[order.part]
                text = part.text[order.start - part.start : other.start - part.start].rstrip() if part else ""
                condition = Span(start=order.start, end=order.start + len(text), text=text)
                return Taken("ready if", (_cut(parts, other, other),), condition)
    return None


def _find_met(parts: Sequence[Span | None]) -> Taken | None:
    """Give what somebody would not go without, once he has it: «الختم الذي أقسمت ألا أعود من دونه | صار معي»."""
    words = list(cut_words(parts))
    without = next((n for n, word in enumerate(words) if word.form in load_folded("ar", "stances_without")), None)
    become = range(without + 1, min(without + 1 + _REACH, len(words))) if without else ()
    has = next((words[n] for n in become if words[n].form in load_folded("ar", "stances_become")), None)
    if without is None or has is None:
        return None
    relatives = load_folded("ar", "relatives")
    start = next((n for n in range(1, without) if not relatives.isdisjoint(stem_variants(words[n].form))), None)
    sworn = start and any((row := match_entry(words, n)[0]) and row.stance in _SWORN for n in range(start, without))
    if start is None or not sworn:
        return None
    wanted = words[start - 1]
    return Taken("ready", (_cut(parts, has, has),), None, _cut(parts, wanted, wanted))


def waives(shows: Sequence[Span]) -> bool:
    """Tell whether words say that there is no condition, or none any more: «دون شروط», «تخلت عن شرطها»."""
    found = [match_entry(list(cut_words((span,))), 0)[0] for span in shows if span.text.strip()]
    return any(row is not None and row.stance in ("free", "waives") for row in found)


def _is_announced(parts: Sequence[Span | None]) -> bool:
    """Tell whether something is to be done: «وفدنا سيتوجه دون شروط»."""
    return any(word.form[0] == "س" and word.form[1:2] in set("يتن") for word in cut_words(parts))


def _find_opening(
    parts: Sequence[Span | None], found: Sequence[_Found], firm: _Found, stance: str
) -> tuple[_Found, _Found | None]:
    """Give what opens a condition, in the sentence of a word that shows the stance; and that word.

    A demand behind readiness is one: «نحن منفتحون على الحوار، لكن يجب أن ...».
    """
    wanted = {"ready": ("if", "whether"), "refuses": ("if", "whether", "unless")}.get(stance, ())
    for one in found:
        if one.stance == firm.stance:
            near = [other for other in found if _is_one_sentence(parts, one, other)]
            opening = next((other for other in near if other.stance in wanted), None)
            demands = (other for other in near if other.stance == "demands" and other.words.start > one.words.start)
            opening = opening or (next(demands, None) if stance == "ready" else None)
            if opening:
                return one, opening
    return firm, None


def _is_one_sentence(parts: Sequence[Span | None], one: _Found, other: _Found) -> bool:
    if one.part != other.part:
        return one.part == 0 and other.part == 1  # the cue and what it introduces
    part = parts[one.part]
    first, last = sorted((one.words, other.words), key=lambda words: words.start)
    return part is not None and _SENTENCE.isdisjoint(part.text[first.end - part.start : last.start - part.start])


def _read_words(parts: Sequence[Span | None], is_foreign: IsSaidOf | None, is_own: IsSaidOf | None) -> Iterator[_Found]:
    """Give the words that show a stance. After a negation they show its opposite; what a relative says is another's."""
    words = list(cut_words(parts))
    last, hidden = -1, -1
    for at, word in enumerate(words):
        row, length = match_entry(words, at)
        lately = [one.form for one in words[max(at - _REACH, last + 1) : at]]
        if (
            row is None
            or at <= last
            or any(not load_folded("ar", "relatives").isdisjoint(stem_variants(form)) for form in lately[-1:])
        ):
            continue
        stance: str | None = row.stance
        if stance in ("never", "not"):
            is_own_act = _is_own_act(words[at + 1 : at + 2], is_firm=stance == "never") and (
                stance == "never" or words[at + 1].form[0] not in "يت" or _is_own(words, at, is_own)
            )
            stance, length = ("refuses", 2) if is_own_act else (None, 1)
        elif stance in _OPPOSITES and _is_negated(lately):
            stance = _OPPOSITES[stance]
        if not _is_meant(_cut(parts, word, word).text, row.word.split()[0]):
            continue  # «ألا» is “that not” and «إلا» “unless”; only the hamza tells
        if word.part and not _may_be_own(row, words, at, is_own):
            continue
        hidden = max(hidden, at + _HIDING.get(stance or "", 0))
        if at < hidden and stance in _FIRMNESS:
            continue
        end = words[at + length - 1]
        start = next(
            one for one in words[at : at + length] if one.part == end.part
        )  # «أقسم» the cue, «ألا» the content
        if stance is None:
            continue
        if stance in _FIRMNESS and end.part and is_foreign is not None and is_foreign(start.start, end.end):
            continue
        last = at + length - 1
        yield _Found(stance, _cut(parts, start, end), end.part)


def _is_meant(text: str, first: str) -> bool:
    return not fold(text).endswith(fold(first)) or is_spelled(text, first)


def _is_negated(lately: Sequence[str]) -> bool:
    if not load_folded("ar", "negations_still").isdisjoint(lately):
        return False
    return any(not load_folded("ar", "negations").isdisjoint(stem_variants(form)) for form in lately)


def _cut(parts: Sequence[Span | None], first: Word, last: Word) -> Span:
    part = parts[last.part]
    text = part.text[first.start - part.start : last.end - part.start] if part else ""
    return Span(start=first.start, end=last.end, text=text)


def _may_be_own(row: Row, words: Sequence[Word], at: int, is_own: IsSaidOf | None) -> bool:
    """Tell whether the speaker may be the subject of a word: he must be of a verb, and of «مستعد» unless nobody is."""
    if row.third != "if known":
        return not row.third or _is_own(words, at, is_own)
    begin = at
    while (
        begin > max(at - _BACK, 0)
        and words[begin - 1].form in load_folded("ar", "stances_links")
        and words[begin - 1].part == words[at].part
    ):
        begin -= 1
    first = sum(word.part == words[at].part for word in words[:begin]) < _FIRST
    own = begin > 0 and _is_first_person(words[begin - 1].form)
    return is_own is None or first or own or _is_own(words, begin, is_own)


def _is_first_person(form: str) -> bool:
    """Tell whether a word names the speaker himself: «نحن مستعدون», «وإننا لا نزال مستعدين»."""
    return not {form, form.lstrip("وف")}.isdisjoint(load_folded("ar", "words_first"))


def _is_own(words: Sequence[Word], at: int, is_own: IsSaidOf | None) -> bool:
    """Tell whether the speaker or his country is the subject of a verb in the third person."""
    before = words[max(at - 1, 0) : at]
    if any(
        word.form in load_folded("ar", "stances_own") or word.form[1:] in load_folded("ar", "stances_own")
        for word in before
    ):
        return True
    return is_own is not None and is_own(words[at].start, words[at].end)


def _is_own_act(following: Sequence[Word], *, is_firm: bool) -> bool:
    """Tell «لن نجلس» and «لن تقبل», which refuse, from «لن تنتهي الأزمة» and «لا نعرف», which do not."""
    if not following:
        return False
    form = following[0].form
    if is_firm and form[0] == "ن" and len(form) > 2:
        return True
    return form[0] in "يتنا" and _names_act(form)


def _names_act(form: str) -> bool:
    return any(form[1:].startswith(act) and len(form) - len(act) - 1 <= _ENDING for act in _acts())


def _cut_condition(parts: Sequence[Span | None], opening: _Found) -> Span | None:
    part = parts[opening.part]
    if part is None:
        return None
    return Span(start=opening.words.start, end=part.end, text=part.text[opening.words.start - part.start :])


@functools.cache
def _acts() -> tuple[str, ...]:
    return tuple(fold(act)[1:] for act in load_list("ar", "stances_acts"))
