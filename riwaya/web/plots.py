"""Two sides over time as a picture: cooperation above a line, conflict below it, averages and changes marked.

It carries its own colours, so that it can stand in a file of its own; on a page the style sheet outweighs them.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from markupsafe import Markup

from riwaya.records import Change, Claimant, Level, Relation
from riwaya.web.pictures import wrap
from riwaya.web.words import Manner

_WIDTH, _HEIGHT, _HEAD, _FOOT, _SIDE = 900, 340, 48, 48, 4  # pixels
_HALF = (_HEIGHT - _HEAD - _FOOT) / 2
_TICKS, _DATE = 8, 76  # days written below, and the pixels that one takes
_BAR = 14  # pixels of a bar at most
_MARK = "\u200f"  # keeps a line that is written from the right together, where numbers stand at its ends
_GROUND = "#fffdf9"  # of a picture that stands by itself
_FONT = "'DejaVu Sans', 'Noto Sans Arabic', sans-serif"
_COLOURS = {"conflict": "#a63a1e", "cooperation": "#2c6a36", "ink": "#1b1b1b", "quiet": "#595959", "line": "#d8d4cc"}

Of = Literal["conflict", "cooperation"]


class _Board(NamedTuple):
    """Where steps and amounts stand; time runs from the side on which a line begins."""

    steps: int
    most: float  # the amount that fills a half: the same for both, so that they can be compared
    mirrored: bool

    @property
    def width(self) -> float:
        return (_WIDTH - _SIDE) / max(self.steps, 1)

    def x(self, step: float) -> float:
        place = _SIDE + step * self.width
        return _WIDTH - place if self.mirrored else place

    def y(self, of: Of, amount: float) -> float:
        height = _HALF * amount / (self.most or 1)
        return _HEAD + _HALF + (height if of == "conflict" else -height)


def draw_relation(relation: Relation, manner: Manner) -> Markup:
    """Draw a relation; nothing where there are no levels. Its text alternative tells the changes."""
    levels = relation.levels
    if not levels:
        return Markup("")
    most: dict[Of, float] = {
        "conflict": max(level.conflict for level in levels),
        "cooperation": max(level.cooperation for level in levels),
    }
    board = _Board(len(levels), max(most.values()), mirrored=manner.direction == "rtl")
    parts = [
        *_draw_axes(board, levels, manner),
        *_draw_bars(board, levels, manner),
        *(part for of in most for part in _draw_averages(board, relation, of)),
        *_draw_title(board, relation, most, manner),
    ]
    return wrap(_WIDTH, _HEIGHT, describe_relation(relation, manner), "plot", parts)


def describe_relation(relation: Relation, manner: Manner) -> str:
    """Say in words what the picture shows: who, when, and each change."""
    changes = [f"{manner.number(one.at.isoformat())} {_write_change(one, manner)}" for one in relation.changes]
    return ". ".join([_write_sides(relation, manner), "; ".join(changes) or manner.say("no_changes")])


def name_side(side: Claimant, manner: Manner) -> str:
    """Name a side: a country in the language of whoever reads."""
    named = manner.country(side.id or "")
    return side.name if named == side.id else named


def _write_sides(relation: Relation, manner: Manner) -> str:
    return f"{name_side(relation.a, manner)} – {name_side(relation.b, manner)}"


def _write_change(change: Change, manner: Manner) -> str:
    key = "harm" if change.of == "conflict" else "help"
    before, after = (manner.number(round(rate, 1)) for rate in (change.before, change.after))
    return f"{manner.say(key)} {before} → {after} {manner.say('per_day')}"


def _draw_axes(board: _Board, levels: Sequence[Level], manner: Manner) -> Iterator[Markup]:
    middle = _HEAD + _HALF
    yield _line(board.x(0), middle, board.x(board.steps), middle, "line")
    every = max(len(levels) // _TICKS, 1)
    for step in range(0, len(levels), every):
        if (len(levels) - step) * board.width < _DATE:
            break
        x = board.x(step)
        yield _line(x, middle - 3, x, middle + 3, "quiet")
        day = manner.number(levels[step].from_.isoformat())
        yield _text(x, _HEIGHT - 8, day, "quiet", "end" if board.mirrored else "start")


def _draw_bars(board: _Board, levels: Sequence[Level], manner: Manner) -> Iterator[Markup]:
    width = max(min(board.width - 1, _BAR), 0.5)
    for step, level in enumerate(levels):
        amounts: dict[Of, float] = {"conflict": level.conflict, "cooperation": level.cooperation}
        for of, amount in amounts.items():
            if amount:
                ends = sorted((board.y(of, 0), board.y(of, amount)))
                x = board.x(step + 0.5) - width / 2
                label = f"{manner.number(level.from_.isoformat())}: {manner.number(round(amount, 1))}"
                yield Markup(
                    '<rect class="%s" fill="%s" opacity=".55" x="%.1f" y="%.1f" width="%.1f" height="%.1f">'
                    "<title>%s</title></rect>"
                ) % (of, _COLOURS[of], x, ends[0], width, ends[1] - ends[0], label)


def _draw_averages(board: _Board, relation: Relation, of: Of) -> Iterator[Markup]:
    """Draw the average between changes, and a dashed line down each change."""
    starts = [level.from_ for level in relation.levels]
    turns = [starts.index(change.at) for change in relation.changes if change.of == of]
    for first, last in itertools.pairwise([0, *turns, board.steps]):
        amounts = [_amount(level, of) for level in relation.levels[first:last]]
        y = board.y(of, sum(amounts) / max(len(amounts), 1))
        yield _line(board.x(first), y, board.x(last), y, of, 2)
    for turn in turns:
        yield _line(board.x(turn), board.y(of, 0), board.x(turn), board.y(of, board.most), of, 1.5, "5 3")


def _amount(level: Level, of: Of) -> float:
    return level.conflict if of == "conflict" else level.cooperation


def _draw_title(board: _Board, relation: Relation, most: dict[Of, float], manner: Manner) -> Iterator[Markup]:
    start, anchor = (_WIDTH - 4, "end") if board.mirrored else (4, "start")
    yield _text(start, 20, _keep(_write_sides(relation, manner), board), "ink", anchor, 17)
    places: tuple[tuple[Of, str, float], ...] = (
        ("cooperation", "help", _HEAD - 8),
        ("conflict", "harm", _HEIGHT - _FOOT + 16),
    )
    for of, key, y in places:
        words = (
            manner.say(key),
            manner.say(f"per_{relation.unit}"),
            manner.say("up_to"),
            manner.number(round(most[of], 1)),
        )
        yield _text(start, y, _keep(" ".join(words), board), of, anchor)


def _keep(text: str, board: _Board) -> str:
    return f"{_MARK}{text}{_MARK}" if board.mirrored else text


def _line(x1: float, y1: float, x2: float, y2: float, kind: str, width: float = 1, dashes: str = "") -> Markup:
    return Markup(
        '<line class="%s" stroke="%s" stroke-width="%s" stroke-dasharray="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>'
    ) % (kind, _COLOURS[kind], width, dashes or "none", x1, y1, x2, y2)


def _text(x: float, y: float, words: object, kind: str, anchor: str, size: int = 12) -> Markup:
    return Markup(
        '<text class="%s" fill="%s" x="%.1f" y="%.1f" text-anchor="%s" font-family="%s" font-size="%s">%s</text>'
    ) % (kind, _COLOURS[kind], x, y, anchor, _FONT, size, words)


def make_image(picture: Markup) -> str:
    """Give a picture as a file of its own: with a size and a ground."""
    head = Markup('<rect width="100%%" height="100%%" fill="%s"/>') % _GROUND
    sized = picture.replace("<svg ", Markup('<svg width="%s" height="%s" ') % (_WIDTH, _HEIGHT), 1)
    return str(sized.replace("</title>", Markup("</title>") + head, 1))
