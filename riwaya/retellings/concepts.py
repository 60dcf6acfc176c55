"""What words of several languages mean alike: "strike", "raid" and غارة stand under one concept.

The concepts are `data/<language>/concepts.tsv`. A word may stand under several (strike is a raid and a walk-out), and
so may the stem that spelling leaves of it (كرة, فكرة); which one is meant, the sentence beside it tells.
"""

import functools
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from riwaya.lexicon import languages, load_table
from riwaya.retellings.anchors import clip, count_rarity, hash_anchors, load_weights
from riwaya.retellings.words import Counts, Hashes, Places, Weights, cut_words, mix

_BITS = 20  # stems are looked up by the top bits of their hash
_NEVER = np.uint64(0xFFFFFFFFFFFFFFFF)


class Senses(NamedTuple):
    """What the words of a text may mean, as parallel arrays: one entry a word and concept, in the order of words."""

    places: Places
    concepts: Hashes
    weights: Weights  # nats


class Concept(Struct, frozen=True):
    """A row of `concepts.tsv`, which says what its columns mean."""

    concept: str
    words: tuple[str, ...]


class _Ending(Struct, frozen=True):
    ending: str
    instead: str = ""
    doubles: bool = False


class _Beginning(Struct, frozen=True):
    beginning: str
    instead: str


class _Known(NamedTuple):
    """Stems in the order of their hashes; those of each have the entries from `firsts` on, so `many`."""

    stems: Hashes
    firsts: Places
    many: Places
    concepts: Hashes
    weights: Weights
    buckets: Counts  # by the top bits of a hash: where the stems that have them begin
    crowd: int  # stems, at most, that have the same


@functools.cache
def list_languages() -> frozenset[str]:
    """Give the languages whose words stand under concepts, and whose meaning can be compared for that."""
    return frozenset(code for code in languages() if load_table(code, "concepts", Concept, "concept"))


def find_senses(stems: Hashes) -> Senses:
    """Give the concepts under which words stand that have these stems."""
    known = _load()
    at = known.buckets.take((stems >> np.uint64(64 - _BITS)).view(np.int64))
    for _ in range(known.crowd):
        at += known.stems.take(at) < stems
    places = np.flatnonzero(known.stems.take(at) == stems)
    at = at.take(places)
    many = known.many.take(at)
    entries = np.repeat(known.firsts.take(at) - np.cumsum(many) + many, many) + np.arange(many.sum())
    return Senses(np.repeat(places, many), known.concepts.take(entries), known.weights.take(entries))


@functools.cache
def _load() -> _Known:
    stems, keys = _list_entries()
    weights = _weigh(stems, keys)
    stems, firsts, many = np.unique(stems, return_index=True, return_counts=True)
    buckets = np.arange(1 << _BITS, dtype=np.uint64) << np.uint64(64 - _BITS)
    starts = stems.searchsorted(buckets).astype(np.int32)
    crowd = int(np.diff(starts, append=len(stems)).max())
    # No word has the last hash: a search ends there.
    return _Known(np.append(stems, _NEVER), firsts, many, mix(keys), weights, starts, crowd)


def _list_entries() -> tuple[Hashes, Hashes]:
    """Give the stems of all words that are known, with the numbers of their concepts, in the order of both."""
    listed = list(_list_words())
    stems = hash_anchors(cut_words("\n".join(word for _, words in listed for word in words)))[0]
    keys = np.repeat(np.array([number for number, _ in listed], np.uint64), [len(words) for _, words in listed])
    order = np.lexsort((keys, stems))
    stems, keys = stems[order], keys[order]
    fresh = (np.diff(stems, prepend=_NEVER) != 0) | (np.diff(keys, prepend=_NEVER) != 0)
    return stems[fresh], keys[fresh]


def _list_words() -> Iterator[tuple[int, list[str]]]:
    """Give each concept's number, and its words in one language in all their forms."""
    for language in languages():
        beginnings = load_table(language, "beginnings", _Beginning, "beginning")
        endings = load_table(language, "endings", _Ending, "ending")
        for row in load_table(language, "concepts", Concept, "concept"):
            words = [begun for word in row.words for begun in _begin(word, beginnings)]
            yield zlib.crc32(row.concept.encode()), [form for word in words for form in _end(word, endings)]


def _begin(word: str, beginnings: tuple[_Beginning, ...]) -> Iterator[str]:
    yield word
    for row in beginnings:
        if word.startswith(row.instead):
            yield row.beginning + word[len(row.instead) :]


def _end(word: str, endings: tuple[_Ending, ...]) -> Iterator[str]:
    yield word
    for row in endings:
        yield word + row.ending
        if row.instead and word.endswith(row.instead):
            yield word.removesuffix(row.instead) + row.ending
        if row.doubles:
            yield word + word[-1] + row.ending


def _weigh(stems: Hashes, keys: Hashes) -> Weights:
    """Give what each entry's concept says: it stands at most where any of its Arabic words stands.

    Stems that the corpus does not know, as those in other letters, make a concept no commoner.
    """
    share = np.exp(-count_rarity(stems, load_weights()).astype(np.float64))
    numbers, at = np.unique(keys, return_inverse=True)
    together = np.bincount(at, share, len(numbers))
    return clip(-np.log(together).astype(np.float32)).take(at)
