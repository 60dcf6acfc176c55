"""What of a text survives translation into another language: what its words mean, how its names sound, its numbers."""

import numpy as np

from riwaya.retellings.anchors import Anchors, load_weights, weigh
from riwaya.retellings.concepts import find_senses
from riwaya.retellings.spellings import find_names, hear_names
from riwaya.retellings.words import Hashes, Places, Weights, Words

UNKNOWN = 0.5  # of what it says in its own language that a word without a known sense is worth in another
_NAME = 4.0  # nats that a name in other letters says at most


def read_bridges(words: Words, own: Anchors) -> Anchors:
    """Give what a text anchors in a text of another language: an entry a word and sense, a name or a number.

    `own` is what it anchors in its own.
    """
    heard, said = _hear(words, own)
    senses = find_senses(own.stems)
    unknown = said > 0
    unknown[senses.places] = False
    alone = np.flatnonzero(unknown)
    order = np.argsort(np.concatenate((senses.places, alone)), kind="stable")
    places = np.concatenate((senses.places, alone))[order]
    weights = np.concatenate((senses.weights, said.take(alone)))[order]
    return Anchors(
        stems=np.concatenate((senses.concepts, own.stems.take(alone)))[order],
        skeletons=heard.take(places),
        weights=weights,
        likenesses=np.minimum(weights, said.take(places)),
        numbers=own.numbers.take(places),
        places=places,
        words=own.stems.take(places),
        holds=_hold(places, weights),
    )


def _hear(words: Words, own: Anchors) -> tuple[Hashes, Weights]:
    """Give how each word sounds, and what that says: all that is left of it where nobody knows what it means."""
    names = find_names(words)
    heard = own.skeletons.copy()
    heard[names] = hear_names(words, names)
    said = own.likenesses * np.float32(UNKNOWN)
    said[names] = np.minimum(weigh(heard.take(names), load_weights()), np.float32(_NAME))
    said[own.numbers] = own.weights[own.numbers]
    return heard, said


def _hold(places: Places, weights: Weights) -> Weights:
    """Give for the first entry of each word the least of what its entries say, 0 for the others."""
    holds = np.zeros(len(places), np.float32)
    first = np.flatnonzero(np.diff(places, prepend=-1))
    if len(first):
        holds[first] = np.minimum.reduceat(weights, first)
    return holds
