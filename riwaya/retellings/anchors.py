"""What of a text survives translation: the stems of its words, the consonants of its names, its numbers.

Two translators of one report spell a name in two ways (برنستون, بيرناستون) and inflect a word differently; its *stem*
is what is left when everything written on to it is gone, and its *skeleton* the consonants of that, as
`names_sounds.tsv` hears them. Both are cruder than `riwaya.stems` and `riwaya.names`: they make the same of one word
wherever it stands, and mistakes cost little where a sentence has twenty words. So they can be read at NumPy's speed.

How much a word says is what bench/learn_weights.py has counted in a corpus and shipped, never what a case counts.
"""

import functools
from importlib import resources
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from riwaya.lexicon import languages, load_table
from riwaya.retellings.numerals import read_numbers
from riwaya.retellings.vocabulary import Entries, Vocabulary, pick_words, put
from riwaya.retellings.words import Hashes, Marks, Places, Weights, Words, fold_letters, hash_slices, mix, value_letters
from riwaya.text import fold

BITS = 21  # a word is weighed with those that have the same top bits of their hash: one in twenty-five does

STEPS = 24  # a stored weight is so many times the logarithm
_IDLE = 1.0  # the weight that a word must exceed to say anything: it stands in every third report
_MOST = 9.0
_CONSONANTS = 3  # that a skeleton must have
_ROUNDS_FRONT, _ROUNDS_END = 4, 2
_SALT = np.uint64(0x9E3779B97F4A7C15)

_VOCABULARY = Vocabulary()

_Letters = NDArray[np.uint32]
_Bytes = NDArray[np.uint8]


class Anchors(NamedTuple):
    """What the words of a text anchor, as parallel arrays: an entry a word, or one for each thing that it may mean."""

    stems: Hashes
    skeletons: Hashes  # 0 where there are fewer than three consonants
    weights: Weights  # of the stem, in nats; 0 where the word says nothing
    likenesses: Weights  # of the skeleton, at most the weight
    numbers: Marks
    places: Places  # of each entry's word
    words: Hashes  # the same for the entries of one word, wherever it stands
    holds: Weights  # what the word says, in the first of its entries; 0 in the others


class _Affix(Struct, frozen=True, kw_only=True):
    affix: str
    place: str
    keeps: int
    before: tuple[str, ...] = ()
    also: str = ""


class _Sound(Struct, frozen=True):
    letters: str
    sound: str
    key: str = ""


class _Ends(NamedTuple):
    """By the classes of two letters: how many of them are an affix, and how many letters it must leave."""

    cut: Places
    keeps: Places


def read_anchors(words: Words, shipped: _Bytes | None = None) -> Anchors:
    """Give the anchors of a text's words. `shipped` are the weights, those of the package if not given."""
    stems, skeletons, weights, likenesses = _recall(words) if shipped is None else _weigh_words(words, shipped)
    told = read_numbers(words)
    stems[told.places] = told.hashes
    skeletons[told.places] = 0
    likenesses[told.places] = 0
    weights[told.places] = weigh(told.hashes, load_weights() if shipped is None else shipped)
    weights[told.swallowed] = 0
    numbers = np.zeros(len(stems), np.bool_)
    numbers[told.places] = True
    likenesses[weights == 0] = 0
    return Anchors(stems, skeletons, weights, likenesses, numbers, np.arange(len(stems)), stems, weights)


def _recall(words: Words) -> Entries:
    """Give what each word anchors by itself: most were met before."""
    entries, missing = _VOCABULARY.recall(words)
    if len(missing):
        fresh = pick_words(words, missing)
        found = _weigh_words(fresh, load_weights())
        _VOCABULARY.keep(fresh.hashes, found)
        put(entries, missing, found)
    return entries


def _weigh_words(words: Words, table: _Bytes) -> Entries:
    """Give what each word anchors, by its folded letters alone: one that was met before is known by their hash."""
    words = words._replace(letters=fold_letters(words.letters))
    stems, skeletons = hash_anchors(words)
    weights, likenesses = weigh(stems, table), weigh(skeletons, table)
    weights[~_is_ours(words.letters.take(words.firsts))] = 0
    return Entries(stems, skeletons, weights, np.minimum(weights, likenesses))


def hash_anchors(words: Words) -> tuple[Hashes, Hashes]:
    """Give for each word the hash of its stem, and of its skeleton, 0 where that is too short."""
    letters = np.append(words.letters, np.zeros(2, np.uint32))
    first, last = _strip(letters, words.firsts, words.lasts)
    stems = hash_slices(value_letters(words.letters), first, last)
    key = _sounds().take(words.letters)
    heard = np.flatnonzero(key)
    before = np.append(0, np.cumsum(key != 0))
    first, last = before.take(first), before.take(last)
    skeletons = mix(hash_slices(key.take(heard).astype(np.uint64), first, last) ^ _SALT)
    skeletons[last - first < _CONSONANTS] = 0
    return stems, skeletons


def _strip(letters: _Letters, first: Places, last: Places) -> tuple[Places, Places]:
    """Take off what is written on to each word, front and end, as often as enough of it is left.

    A word loses the و of وزير as well as that of ووزير: it must only lose the same wherever it stands.
    """
    classes, fronts, ends = _affixes()
    kind = classes.take(letters).astype(np.int64)
    width = np.int64(classes.max() + 1)
    for _ in range(_ROUNDS_FRONT):
        pair = kind.take(first) * width + kind.take(first + 1)
        cut = fronts.cut.take(pair)
        first = first + np.where(last - first - cut >= fronts.keeps.take(pair), cut, 0)
    for _ in range(_ROUNDS_END):
        pair = kind.take(last - 2) * width + kind.take(last - 1)
        cut = ends.cut.take(pair)
        last = last - np.where(last - first - cut >= ends.keeps.take(pair), cut, 0)
    return first, last


def weigh(hashes: Hashes, table: _Bytes) -> Weights:
    """Give what each hash says, in nats; 0 for one that is 0."""
    weights = clip(count_rarity(hashes, table))
    weights[hashes == 0] = 0
    return weights


def count_rarity(hashes: Hashes, table: _Bytes) -> Weights:
    """Give the logarithm of how few reports hold each hash, in nats."""
    steps = table.take((hashes >> np.uint64(64 - BITS)).view(np.int64))
    return steps.astype(np.float32) / np.float32(STEPS)


def clip(rarities: Weights) -> Weights:
    """Give what is said by anchors that are so rare: nothing below a bound, and no more than another."""
    weights: Weights = np.clip(rarities - np.float32(_IDLE), 0, _MOST - _IDLE)
    return weights


def _is_ours(letters: _Letters) -> Marks:
    """True for Arabic letters: of words in others nobody has counted how common they are."""
    ours: Marks = (letters >= 0x0621) & (letters <= 0x06FF)
    return ours


@functools.cache
def load_weights() -> _Bytes:
    """Give the shipped weights: a table by the top bits of a hash, in steps of a 24th of a nat."""
    with (resources.files("riwaya") / "data" / "ar" / "stem_weights.npz").open("rb") as file:
        weights: _Bytes = np.load(file)["weights"]
    return weights


@functools.cache
def _affixes() -> tuple[_Bytes, _Ends, _Ends]:
    """Give the class of each character, and what the fronts and the ends of words may lose, by two classes."""
    rows = [r for r in load_table("ar", "affixes", _Affix, "affix") if len(r.affix) <= 2]
    known = sorted({letter for row in rows for letter in row.affix + "".join(row.before)})
    classes = np.zeros(1 << 16, np.uint8)
    for code in range(0x0600, 0x0700):
        folded = fold(chr(code))
        classes[code] = known.index(folded) + 1 if folded in known else 0
    fronts = [r for r in rows if r.place in {"conjunction", "particle", "article"}]
    ends = [r for r in rows if r not in fronts]
    return classes, _tabulate(fronts, known, at_front=True), _tabulate(ends, known, at_front=False)


def _tabulate(rows: list[_Affix], known: list[str], *, at_front: bool) -> _Ends:
    """Enter the affixes of one letter for every letter beside it, then those of two over them."""
    width = len(known) + 1
    found = _Ends(np.zeros((width, width), np.int64), np.zeros((width, width), np.int64))
    for row in sorted(rows, key=lambda r: len(r.affix)):
        places = [known.index(letter) + 1 for letter in row.affix]
        beside = [known.index(letter) + 1 for letter in row.before] or slice(None)
        at = tuple(places) if len(places) == 2 else (places[0], beside) if at_front else (beside, places[0])
        found.cut[at], found.keeps[at] = len(row.affix), row.keeps
    return _Ends(found.cut.ravel(), found.keeps.ravel())


@functools.cache
def _sounds() -> _Bytes:
    """Give for every character the consonant that it is heard as, 0 for none: Trump and ترامب have four."""
    rows = [r for lang in languages() for r in load_table(lang, "names_sounds", _Sound, "letters")]
    keys = {row.letters: row.key[:1] for row in rows if len(row.letters) == 1}
    heard = np.zeros(1 << 16, np.uint8)
    for code in (*range(0x0041, 0x0250), *range(0x0600, 0x0700)):
        heard[code] = ord(keys.get(fold(chr(code)), "") or "\0")
    return heard
