"""What a number counts, whatever word the page has for it: قتيل, شهيد and لقوا مصرعهم are one class.

The words stand in `facts_classes.tsv`. The noun that is counted decides; else the nearest deed before the number
(أصيب خمسة), else the first behind it (خمسة عناصر قتلوا).
"""

import functools
import itertools
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.disagreements.labels import label_fact
from riwaya.disagreements.sentences import Sentence, Word, look_before, look_behind
from riwaya.lexicon import load_table
from riwaya.records import Quantity
from riwaya.stems import find_root, stem_variants
from riwaya.text import find_words, fold, load_folded

_OF_THEM = ("وا", "هم", "هما")  # end a deed behind those to whom it was done: قتلوا, مصرعهم
_AND = "و"  # written on to a deed that is told beside another
_BEFORE = 14  # words between a deed and its number: لقوا حتفهم في الهجوم على السوق ... 27
_BEHIND = 9  # خمسة عناصر من التنظيم بينهم قيادي قتلوا
_NEXT = 3  # words behind a number that say what became of those: 30 people were injured
_CARRIED = 2  # words between متنها and the passengers' number
_PASSENGERS, _ABOARD = "passengers", "aboard"
_AT_ONCE = "at once"  # behind the kind of those who died first
_PART = 3  # words between بينهم and a number


class Counted(NamedTuple):
    """What a number counts, and how facts of it are sorted."""

    kind: str  # facts of other kinds are never one
    name: str  # as a fact is called
    is_people: bool = False
    is_class: bool = False  # dead, hurt, displaced: one running count of an event
    is_part: bool = False  # of another number
    unit: str | None = None  # of a measure: metres, percent, years

    @property
    def is_measure(self) -> bool:
        """Whether so many metres or years are told, and not so many things."""
        return self.unit is not None


_Place = Literal["counted", "act", "next"]


class _Row(Struct, frozen=True):
    line: str
    kind: str
    place: _Place
    name: str
    words: tuple[str, ...]


class _Class(NamedTuple):
    kind: str
    name: str


_Classes = Mapping[_Place, Mapping[str, _Class]]


def classify(quantity: Quantity, sentence: Sentence, others: Sequence[tuple[int, int]]) -> Counted | None:
    """Give what a quantity of people or things counts, or None where it is not said. `others` are other numbers."""
    words, language = sentence.words, sentence.language
    before, behind = _split(quantity, words, others)
    noun = quantity.of.text.split()[0] if quantity.of else None
    is_sum = noun is not None and fold(noun) in load_folded(language, "facts_totals") and bool(behind)
    if is_sum:  # يرتفع إلى 41 عدد القتلى
        noun, before, behind = behind[0].text, (), behind[1:]
    forms = frozenset(stem_variants(fold(noun), language)) if noun else frozenset[str]()
    table = _load(language)
    found = (
        _find_class(language, forms, before, behind)
        if is_sum or _may_be_people(table, language, quantity, before, behind)
        else None
    )
    partial = (
        quantity.unit == "person"
        and noun is not None
        and (bool(forms & load_folded(language, "facts_partial")) or _is_owned(noun))
    )
    is_part = _is_told_as_part(table, language, before) or _is_share(table, language, behind)
    if found:
        is_part = is_part or (found.kind == "dead" and _is_added(quantity, sentence, others))
        own = [find_root(noun, language)] if partial and noun else []
        own += [_AT_ONCE] if found.kind == "dead" and _are_at_once(language, before, behind) else []
        return Counted(" ".join((found.kind, *own)), found.name, is_people=True, is_class=True, is_part=is_part)
    if noun is None:
        return None
    return Counted(
        find_root(noun, language), noun, is_people=quantity.unit == "person" and not partial, is_part=is_part
    )


def follow(counted: Counted, quantity: Quantity, sentence: Sentence, others: Sequence[tuple[int, int]]) -> Counted:
    """Give what a bare number counts, which is what the one before it does: 90 جريحا بينهم 30 بالرصاص و60 بالغاز."""
    before, _ = _split(quantity, sentence.words, others)
    last = bisect_left(sentence.words, quantity.start, key=lambda word: word.start) - 1
    is_joined = sentence.words[last].end >= quantity.start and sentence.words[last].text.startswith(_AND)
    is_part = _is_told_as_part(_load(sentence.language), sentence.language, before)
    return counted._replace(is_part=is_part or (counted.is_part and is_joined))


def _is_told_as_part(table: _Classes, language: str, before: Sequence[Word]) -> bool:
    """Tell whether a word before a number, nearest first, makes it part of another, and no deed comes between."""
    near = itertools.takewhile(lambda word: _look_up(table, "act", word.stems) is None, before[:_PART])
    return any(word.stems & load_folded(language, "facts_parts") for word in near)


def _may_be_people(
    table: _Classes, language: str, quantity: Quantity, before: Sequence[Word], behind: Sequence[Word]
) -> bool:
    if quantity.unit == "person" or quantity.of is None:
        return True
    is_group = quantity.of.text.startswith("ي") or (
        bool(behind) and behind[0].text in load_folded(language, "facts_of")
    )
    # قتلت أربعة يشتبه بأنهم; قتل أربعة من عصابة
    return is_group and bool(before) and _look_up(table, "act", before[0].stems) is not None


def _is_share(table: _Classes, language: str, behind: Sequence[Word]) -> bool:
    """Tell whether a number is some of a class: ثلاثة من الجرحى, ثلاثة من بين القتلى."""
    if len(behind) < _PART or behind[0].text not in load_folded(language, "facts_of"):
        return False
    return _look_up(table, "counted", behind[1].stems) is not None or (
        behind[1].text == "بين" and _look_up(table, "counted", behind[2].stems) is not None
    )


def _is_added(quantity: Quantity, sentence: Sentence, others: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the first number of a sentence comes on top of those before it: وقتل تسعة مدنيين آخرين."""
    words = sentence.words
    is_first = not any(words[0].start <= start < quantity.start for start, _ in others)
    return is_first and any(
        word.stems & load_folded(sentence.language, "facts_others")
        for word in look_behind(words, quantity.end, _PART - 1)
    )


def _are_at_once(language: str, before: Sequence[Word], behind: Sequence[Word]) -> bool:
    """Tell whether a number is of those who died first, and others later: قتل على الفور اثنان, مقتل خمسة على الفور."""
    near = (*before[:_PART], *itertools.takewhile(lambda word: not _begins_deed(_load(language), word), behind[:_PART]))
    return any(word.stems & load_folded(language, "facts_at_once") for word in near)


def _is_owned(noun: str) -> bool:
    """Tell whether people are counted by whose they are: وأربعة من مرافقيه are not all who died."""
    return noun.endswith(("ه", "ها", "هم", "هما"))


def _split(
    quantity: Quantity, words: Sequence[Word], others: Sequence[tuple[int, int]]
) -> tuple[Sequence[Word], Sequence[Word]]:
    """Give the words before a number, nearest first, and behind it, each up to the next number."""
    floor = max((end for _, end in others if end <= quantity.start), default=0)
    roof = min((start for start, _ in others if start >= quantity.end), default=1 << 60)
    before = [word for word in look_before(words, quantity.start, _BEFORE) if floor <= word.start]
    behind = [word for word in look_behind(words, quantity.end, _BEHIND) if word.start < roof]
    return before[::-1], behind


def _find_class(language: str, noun: frozenset[str], before: Sequence[Word], behind: Sequence[Word]) -> _Class | None:
    table = _load(language)
    if found := _look_up(table, "counted", noun) or _find_next(language, behind):
        carried = _find_carried(table, before) if found.kind == _PASSENGERS else None
        return carried or found
    for n, word in enumerate(before):
        if not word.stems.isdisjoint(load_folded(language, "facts_openers")):
            break
        earlier = before[n + 1 : n + 2]
        may_name = _is_total(language, earlier) or (not noun and not _is_of_body(language, earlier))
        if found := _look_up(table, "act", word.stems) or (
            _look_up(table, "counted", word.stems) if may_name else None
        ):
            return _add_up(language, found, before[n + 1 : n + 2])
    own = itertools.takewhile(lambda word: not _begins_deed(table, word), behind)
    return next((found for word in own if (found := _look_up(table, "act", word.stems))), None)


def _find_carried(table: _Classes, before: Sequence[Word]) -> _Class | None:
    """Give the class of all aboard where passengers are counted as such: على متنها 65 راكبا."""
    deeds = (_look_up(table, "act", word.stems) for word in before[:_CARRIED])
    return next((deed for deed in deeds if deed and deed.kind == _ABOARD), None)


def _begins_deed(table: _Classes, word: Word) -> bool:
    """Tell whether a word begins another deed, which is the next number's: 60 شخصا، وأصيب أكثر من ألف."""
    return word.text.startswith(_AND) and _look_up(table, "act", word.stems) is not None


def _is_total(language: str, before: Sequence[Word]) -> bool:
    """Tell whether the word before those who are counted says that they are: ارتفع عدد المفقودين إلى 19 شخصا."""
    return any(not word.stems.isdisjoint(load_folded(language, "facts_totals")) for word in before)


def _is_of_body(language: str, before: Sequence[Word]) -> bool:
    """Tell whether the word before those who are counted makes them a body that tells: نقابة البحارة."""
    return any(fold(word.text) in load_folded(language, "facts_bodies") for word in before)


def _find_next(language: str, behind: Sequence[Word]) -> _Class | None:
    """Give the class that a word right behind a number makes it, in languages that have such: 30 were injured."""
    near = itertools.takewhile(
        lambda word: word.stems.isdisjoint(load_folded(language, "facts_breaks")), behind[:_NEXT]
    )
    return next((found for word in near if (found := _look_up(_load(language), "next", word.stems))), None)


def _add_up(language: str, found: _Class, before: Sequence[Word]) -> _Class:
    """Give both classes where two deeds share one number: قتل وأصيب 55 مسلحا; not 14 شخصا قتلوا وأصيب 40."""
    other = _look_up(_load(language), "act", before[0].stems) if before else None
    if before and before[0].text.endswith(_OF_THEM):
        return found
    if other is None or _ABOARD in (other.kind, found.kind) or other.kind == found.kind:
        return found
    return _Class(f"{other.kind}+{found.kind}", label_fact(language, "both", other.name, found.name))


def _look_up(table: _Classes, place: _Place, stems: frozenset[str]) -> _Class | None:
    forms = table[place]
    return next((forms[stem] for stem in sorted(stems) if stem in forms), None)


@functools.cache
def _load(language: str) -> _Classes:
    found: dict[_Place, dict[str, _Class]] = {"counted": {}, "act": {}, "next": {}}
    for row in load_table(language, "facts_classes", _Row, "line"):
        forms = (form for entry in row.words for form in find_words(entry))
        found[row.place] |= dict.fromkeys(forms, _Class(row.kind, row.name))
    return found
