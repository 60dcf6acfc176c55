"""Words and phrases looked for among pieces, the longest first."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from riwaya.numbers.pieces import Piece, cut_pieces

Meaning = TypeVar("Meaning")
Phrases = dict[str, list[tuple[tuple[str, ...], Meaning]]]  # by first word


def index_phrases(entries: Iterable[tuple[str, Meaning]]) -> Phrases[Meaning]:
    """Give phrases by their first word, the longest first. A later entry of the same words outweighs an earlier one."""
    phrases: Phrases[Meaning] = {}
    for words, meaning in {_fold_phrase(phrase): meaning for phrase, meaning in entries}.items():
        phrases.setdefault(words[0], []).append((words, meaning))
    for alike in phrases.values():
        alike.sort(key=lambda entry: -len(entry[0]))
    return phrases


def _fold_phrase(phrase: str) -> tuple[str, ...]:
    return tuple(piece.form for piece in cut_pieces(phrase, 0, len(phrase)))


def match_phrase(
    phrases: Phrases[Meaning], pieces: Sequence[Piece], place: int, first: str | None = None
) -> tuple[Meaning, int] | None:
    """Give the meaning of the longest phrase at a place, and the place behind it.

    `first` is the form of the first word where it differs from the piece's: without what is written on to it.
    """
    form = pieces[place].form if first is None else first
    for words, meaning in phrases.get(form, ()):
        after = place + len(words)
        if [piece.form for piece in pieces[place + 1 : after]] == list(words[1:]):
            return meaning, after
    return None
