"""A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) at work on an article.

In: the sentences of an article as written words. Out: a BIO label a word. The score of a label is the sum over the
properties of the word, and of each label for the next; viterbi.py finds the best row of labels.
"""

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from riwaya.mentions.memory import forget, remember
from riwaya.mentions.properties import BLANK, DISTANCES, REACH, Numbers, Row, find_memories, find_pairs, line_up, spread
from riwaya.mentions.viterbi import Scores, find_best
from riwaya.mentions.weights import SHIFT, Weights, load_weights
from riwaya.mentions.words import describe_word

READINGS = 3  # the first without memory; a fourth changes next to nothing; a third comes back to a third of the text
_STORED = 1 << 16  # words


def tag_sentences(sentences: Sequence[Sequence[str]], language: str) -> list[list[str]]:
    """Give the labels of the words of each sentence: O, or B- and I- with PERS, LOC, ORG, MISC.

    >>> tag_sentences([["زار", "الرئيس", "الفرنسي", "إيمانويل", "ماكرون", "مدينة", "بيروت", "."]], "ar")
    [['O', 'O', 'O', 'B-PERS', 'I-PERS', 'O', 'B-LOC', 'O']]
    """
    lengths = [len(sentence) for sentence in sentences]
    if not any(lengths):
        return [[] for _ in lengths]
    weights = load_weights(language)
    row = line_up(sentences, language)
    always = _score_words(row, language) + _score(find_pairs(row)[row.places], weights)
    owners = np.repeat(np.arange(len(lengths)), lengths)  # the sentence of each word
    read = find_memories(row, forget(row))[row.places]
    labels = find_best(always + _score(read, weights), lengths, weights)
    for _ in range(READINGS - 1):
        before, read = read, find_memories(row, remember(row, labels, len(weights.labels)))[row.places]
        is_new = np.zeros(len(lengths), np.bool_)
        is_new[owners[(read != before).any(1)]] = True
        again = is_new[owners]
        if not again.any():
            break
        some = [length for length, is_so in zip(lengths, is_new.tolist(), strict=True) if is_so]
        labels[again] = find_best(always[again] + _score(read[again], weights), some, weights)
    named = iter([weights.labels[label] for label in labels.tolist()])
    return [[next(named) for _ in range(length)] for length in lengths]


def _score_words(row: Row, language: str) -> Scores:
    """Add up, for every word, what it and its neighbours show one by one."""
    store = scored_words(language)
    scored = {written: scores for written in {*row.written} if (scores := store.get(written)) is not None}
    if new := [written for written in dict.fromkeys(row.written) if written not in scored]:
        scored |= zip(new, score_each(new, language), strict=True)
        if len(store) + len(new) > _STORED:
            store.clear()
        store |= scored
    each = [scored[written] for written in row.written]
    shown = np.concatenate(each).reshape(len(each), *each[0].shape)
    total: Scores = sum(shown[row.places + distance, distance + REACH] for distance in DISTANCES)
    return total


@functools.cache
def scored_words(language: str) -> dict[str, Scores]:
    """Give the words of a language that were scored before. A page has one in ten that no page before it had."""
    del language
    return {}


def score_each(words: Sequence[str], language: str) -> Scores:
    """Give what each word does for the labels around it: row `REACH + d` for the word `d` places before it.

    All at once, since a step of NumPy costs the same for one word and for fifty.
    """
    weights = load_weights(language)
    described = [describe_word(written, language) if written else BLANK for written in words]
    shown = spread([number for word in described for number in word.shown])
    scores = _add_up(shown, [len(word.shown) for word in described], weights).swapaxes(0, 1)
    own = np.array([number for word in described for number in word.own], np.uint32)
    scores[:, REACH] += _add_up(own, [len(word.own) for word in described], weights)
    return scores


def _add_up(properties: Numbers, sizes: Sequence[int], weights: Weights) -> Scores:
    """Add up the scores of so many properties after each other along the last axis, none of them nothing."""
    starts = np.cumsum([0, *sizes[:-1]])
    total: Scores = np.add.reduceat(weights.scores[_look_up(properties, weights)], starts, axis=-2)
    return total


def _score(properties: Numbers, weights: Weights) -> Scores:
    """Add up the scores of the properties along the last axis."""
    total: Scores = np.add.reduce(weights.scores[_look_up(properties, weights).T])
    return total


def _look_up(properties: Numbers, weights: Weights) -> NDArray[np.intp]:
    """Give the rows of properties in `weights.scores`; the last row, of zeros, for those that were never learned.

    A bisection would take three times as long: it waits for memory at every step.
    """
    first, unknown = weights.firsts[properties >> SHIFT], len(weights.properties)
    rows = np.full(properties.shape, unknown, np.intp)
    for step in range(weights.fullest):
        place = np.minimum(first + step, unknown - 1)
        rows = np.where(weights.properties[place] == properties, place, rows)
    return rows


def list_properties(row: Row, memory: Numbers) -> list[list[int]]:
    """Give all properties of each word that is not a blank, for training."""
    together = np.concatenate([find_pairs(row), find_memories(row, memory)], axis=1).tolist()
    seen = [spread(word.shown).tolist() for word in row.words]
    return [
        [p for d in DISTANCES for p in seen[place + d][d + REACH]] + [*row.words[place].own] + together[place]
        for place in row.places.tolist()
    ]
