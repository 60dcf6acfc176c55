"""Years that are an age, not a stretch of time: البالغ 35 عاما, هنري (40 عاما)."""

from collections.abc import Sequence

from riwaya.numbers import Piece, split_fronts
from riwaya.text import load_folded

_NEAR = 3  # pieces: يبلغ من العمر نحو 28 عاما


def is_age(pieces: Sequence[Piece], first: int, after: int, language: str = "ar") -> bool:
    """Tell whether the number of years over pieces `first` up to `after` is somebody's age."""
    before = pieces[max(0, first - _NEAR) : first]
    behind = pieces[after : after + 2]
    if any(says_age(piece, language) for piece in before) or (behind and says_age(behind[-1], language)):
        return True
    left, right = pieces[first - 1].form if first else "", behind[0].form if behind else ""
    return (left, right) in {("(", ")"), ("،", "،"), (",", ","), ("،", "."), ("-", "-"), ("[", "]")}


def says_age(piece: Piece, language: str = "ar") -> bool:
    """Tell whether a word makes a number beside it an age: العمر, البالغ."""
    return piece.kind == "word" and any(
        rest in load_folded(language, "times_ages") and not front.defines
        for front, rest in split_fronts(piece.form)  # الذي is not ذي
    )
