"""Two statements laid side by side: the words they share, and what keeps them apart."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from riwaya.claims.speakers import (
    are_of_two_countries,
    is_vaguer_label,
    is_voice_of_medium,
    may_be_one_speaker,
    share_consonants,
    share_noun,
)
from riwaya.claims.words import Word, count_negations, cut_words, read_roots, read_words, tells_clock
from riwaya.gazetteer import STATE
from riwaya.records import Quantity, Reading, Speaker, Statement

_ENDS = frozenset(".!?؟…")
_CLOCKS = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])")
_HOUR = "of the clock"
COUNTS = 2  # numbers in common, by which a toll is known
_CLOCK = "minute"  # which is no number of its own in «الرابعة والدقيقة الأربعين»


class Wording(NamedTuple):
    """A statement made ready for comparing."""

    place: int  # of its article, in order of publication
    article: str
    language: str
    day: int | None
    statement: Statement
    words: tuple[Word, ...]
    places: Mapping[str, int]  # the words that have a stem, by their places, as the bits of a number
    numerals: int  # those that are numbers, as bits
    weight: float  # of all its words
    roots: tuple[Word, ...]  # of a quotation, a person's words or a toll: with their roots
    stems: frozenset[str]  # of all its words
    keys: frozenset[str]  # the same with roots: by which it is looked for
    negations: int
    plain: str  # its words, folded and parted by blanks
    in_title: bool  # the headline says it: the report itself says it again, more fully
    numbers: frozenset[tuple[str, float]]  # with their units
    bounds: frozenset[tuple[str, float]]  # the same with those of “at least two”
    actor: str | None  # who speaks
    is_body: bool  # its speaker is a body or a country, for which somebody spoke
    is_person: bool  # its speaker is a person whom the page names


class Overlap(NamedTuple):
    """The words that two statements share, and the shares of all their words that these are."""

    in_a: int  # the places of the first one's words, as bits
    in_b: int
    shared: int  # words; a number counts twice
    of_shorter: float  # 0 to 1, rare words before common ones
    of_both: float  # 0 to 1, the same
    is_cut: bool  # the words of one stand in the other as they are


class Comparison(NamedTuple):
    """How two statements stand to each other: what keeps them apart, and the shares of their words in common."""

    differs: bool  # in numbers, in negation, or one denies what the other asserts
    one_speaker: bool
    same_actor: bool  # both pages name one actor
    may_speak: bool  # one may have spoken for the other: a body and its spokesman, an office and a name
    by_medium: bool  # a paper or an agency is named as the speaker of one
    may_be_called: bool  # both may be two names of one: of a body by a noun in common, of a person by the consonants
    of_shorter: float  # 0 to 1, rare words before common ones
    of_both: float  # 0 to 1, the same
    shared: int  # words; a number counts twice
    is_cut: bool  # the words of one stand in the other as they are
    numbers: int  # in common, with their units


def read_wording(reading: Reading, statement: Statement, place: int) -> Wording:
    """Make a statement ready for comparing."""
    published = reading.article.published
    inside = [q for q in reading.findings.quantities if _stands_in(q, statement)]
    language = reading.article.language or "ar"
    cut = [(span, cut_words(span)) for span in statement.content]
    words = tuple(word for span, tokens in cut for word in read_words(span, tokens, inside, language))
    forms = [[token.form for token in tokens] for _, tokens in cut]
    clock = _CLOCK if tells_clock(forms, language) else None
    numbers = frozenset((q.unit or "", float(q.best)) for q in inside if q.best is not None and q.unit != clock)
    bounds = frozenset((q.unit or "", float(bound)) for q in inside if (bound := _bound_of(q)) is not None)
    is_person = _is_person(reading, statement.speaker)
    is_rooted = is_person or statement.kind == "direct" or len(numbers | bounds) >= COUNTS
    roots = read_roots(words, language) if is_rooted else words
    places = _place(words)
    return Wording(
        place=place,
        article=reading.article.source,
        language=language,
        day=published.date.toordinal() if published else None,
        statement=statement,
        words=words,
        places=places,
        numerals=sum(1 << n for n, word in enumerate(words) if word.is_number),
        weight=_weigh(words),
        roots=roots,
        keys=frozenset(key for word in roots for key in word.stems),
        negations=count_negations(forms, language),
        stems=frozenset(places),
        plain=f" {' '.join(form for its in forms for form in its)} ",
        in_title=_stands_in_headline(reading, statement),
        numbers=numbers | (clocks := _read_clocks(statement)),
        bounds=numbers | clocks | bounds,
        # a country that speaks is its government: «واشنطن», «الولايات المتحدة»
        actor=statement.speaker.id.removeprefix(STATE) if statement.speaker and statement.speaker.id else None,
        is_body=_is_body(reading, statement),
        is_person=is_person,
    )


def may_share(a: Wording, b: Wording, least: float) -> bool:
    """Tell whether so much of the words of both may be shared, by those of the first alone: half of `overlap`."""
    _, of_a = _find(a, a.stems & b.stems)
    return of_a + b.weight >= least * (a.weight + b.weight)


def overlap(a: Wording, b: Wording) -> Overlap:
    """Give the words that two statements share: all that most pairs of a story need be asked."""
    stems = a.stems & b.stems
    in_a, of_a = _find(a, stems)
    in_b, of_b = _find(b, stems)
    return Overlap(
        in_a,
        in_b,
        shared=min(_count(a, in_a), _count(b, in_b)),
        of_shorter=max(of_a / (a.weight or 1), of_b / (b.weight or 1)),
        of_both=(of_a + of_b) / ((a.weight + b.weight) or 1),
        is_cut=a.plain in b.plain or b.plain in a.plain,
    )


def _place(words: Sequence[Word]) -> dict[str, int]:
    places: dict[str, int] = {}
    for n, word in enumerate(words):
        for stem in word.stems:
            places[stem] = places.get(stem, 0) | 1 << n
    return places


def _find(wording: Wording, stems: Iterable[str]) -> tuple[int, float]:
    """Give the places of the words that have one of these stems, as bits, and how much they weigh together."""
    found = 0
    for stem in stems:
        found |= wording.places[stem]
    return found, _weigh(_pick(wording, found)) if found else 0.0


def _pick(wording: Wording, places: int) -> list[Word]:
    """Give the words at these places, in order."""
    found = []
    while places:
        last = places & -places
        found.append(wording.words[last.bit_length() - 1])
        places ^= last
    return found


def compare(a: Wording, b: Wording, common: Overlap) -> Comparison:
    """Lay two statements side by side, with the words that they share."""
    is_turned = a.negations != b.negations and _contradict(_pick(a, common.in_a), _pick(b, common.in_b))
    one_speaker = may_be_one_speaker(a.statement.speaker, b.statement.speaker, a.language)
    are_two = are_of_two_countries(a.statement.speaker, b.statement.speaker)
    return Comparison(
        differs=is_turned or a.statement.polarity != b.statement.polarity or not _agree_in_numbers(a, b) or are_two,
        one_speaker=one_speaker,
        same_actor=is_same_actor(a, b),
        may_speak=one_speaker or _may_speak(a, b),
        by_medium=any(is_voice_of_medium(w.statement.speaker) for w in (a, b) if w.statement.speaker),
        may_be_called=one_speaker or _may_be_called(a, b),
        of_shorter=common.of_shorter,
        of_both=common.of_both,
        shared=common.shared,
        is_cut=common.is_cut,
        numbers=share_numbers(a, b),
    )


def share_numbers(a: Wording, b: Wording) -> int:
    """Give how many numbers, with their units, two statements have in common."""
    return len(a.bounds & b.bounds)


def is_same_actor(a: Wording, b: Wording) -> bool:
    """Tell whether both pages name one actor as the speaker."""
    return a.actor is not None and a.actor == b.actor


def share_roots(a: Wording, b: Wording) -> float:
    """Give the share of the words of both that have a root in common, 0 to 1, rare words before common ones."""
    in_a = [word for word in a.roots if not word.stems.isdisjoint(b.keys)]
    in_b = [word for word in b.roots if not word.stems.isdisjoint(a.keys)]
    common = _weigh(in_a) + _weigh(in_b)
    return common / ((_weigh(a.roots) + _weigh(b.roots)) or 1)


def _may_speak(a: Wording, b: Wording) -> bool:
    """«الجيش» and its general, «رئيس الحكومة» and her name, «الشرطة» and «شرطة الثغر»; two persons by name are two."""
    hows = {w.statement.speaker.how for w in (a, b) if w.statement.speaker}
    return a.is_body != b.is_body or hows == {"role", "named"} or (a.is_body and _fits(a, b))


def _may_be_called(a: Wording, b: Wording) -> bool:
    one, other = a.statement.speaker, b.statement.speaker
    if a.is_body and b.is_body:
        return share_noun(one, other, a.language)
    return a.is_person and b.is_person and share_consonants(one, other)


def _fits(a: Wording, b: Wording) -> bool:
    one, other = (w.statement.speaker.name if w.statement.speaker else "" for w in (a, b))
    return is_vaguer_label(one, other, a.language)


def _is_body(reading: Reading, statement: Statement) -> bool:
    """Tell whether a speaker is no person by name: «الشرطة», «الخارجية المرسانية»."""
    speaker = statement.speaker
    return speaker is not None and speaker.how == "named" and not _is_person(reading, speaker)


def _is_person(reading: Reading, speaker: Speaker | None) -> bool:
    names = (m.text for m in reading.findings.mentions if m.type == "person")
    return speaker is not None and any(name in speaker.name for name in names)


def _weigh(words: Sequence[Word]) -> float:
    return sum([word.weight for word in words])


def _count(wording: Wording, places: int) -> int:
    return places.bit_count() + (places & wording.numerals).bit_count()


def _agree_in_numbers(a: Wording, b: Wording) -> bool:
    """Tell whether no number of one contradicts the other's: each unit that both count in has a number in common."""
    units = {unit for unit, _ in a.numbers} & {unit for unit, _ in b.numbers}
    return all(any(unit == own for unit, _ in a.numbers & b.numbers) for own in units)


def _contradict(in_a: Sequence[Word], in_b: Sequence[Word]) -> bool:
    """Tell whether one only denies what the other only asserts: of a long quotation each page has other parts.

    What both deny turns no other word: «لن تسعى | للسلاح», «لن تسعى الضفة | للسلاح».
    """
    both = _gather(in_a, is_denied=True) & _gather(in_b, is_denied=True)
    denied_a, plain_a = _gather(in_a, is_denied=True, but=both), _gather(in_a, is_denied=False)
    denied_b, plain_b = _gather(in_b, is_denied=True, but=both), _gather(in_b, is_denied=False)
    return bool((denied_a - plain_a) & (plain_b - denied_b) or (denied_b - plain_b) & (plain_a - denied_a))


def _gather(words: Sequence[Word], *, is_denied: bool, but: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the stems of words that are denied, or of those that are not, but for what is denied with these words."""
    alike = (word for word in words if word.is_denied == is_denied and word.turned.isdisjoint(but))
    return frozenset(stem for word in alike for stem in word.stems)


def _read_clocks(statement: Statement) -> frozenset[tuple[str, float]]:
    """Give the hours that a statement has in figures, in minutes of the day: launches at 11:29 and 18:42 are two."""
    found = (clock for span in statement.content for clock in _CLOCKS.findall(span.text))
    return frozenset((_HOUR, 60.0 * int(hour) + int(minute)) for hour, minute in found)


def _bound_of(quantity: Quantity) -> float | None:
    """Give the one bound of “at least two”, which contradicts no number, but which two accounts may share."""
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    return bounds[0] if quantity.best is None and len(bounds) == 1 else None


def _stands_in(quantity: Quantity, statement: Statement) -> bool:
    return any(span.start <= quantity.start < span.end for span in statement.content)


def _stands_in_headline(reading: Reading, statement: Statement) -> bool:
    """Tell whether the first line of a report says this: a line that no mark ends, «بوتين: مستعدون للتفاوض»."""
    start, end = next(iter(reading.article.paragraphs), (0, 0))
    first = reading.article.text[start:end].rstrip()
    return all(span.end <= end for span in statement.content) and first[-1:] not in _ENDS
