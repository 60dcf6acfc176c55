"""A story as a graph: where its reports entered, its pages by family, and who told whom, the evidence a click away."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from riwaya.query import Whole
from riwaya.records import Origin, Tie
from riwaya.web.pictures import wrap
from riwaya.web.words import Manner

_ROW, _BOX, _WIDTH, _SIDE, _GAP = 34, 26, 1060, 300, 12  # pixels; a gap parts two families
_MIDDLE = 320  # between origins and pages
_ARCS = 100  # how far the arc of a telling reaches out at most
_LETTERS = 38  # of a label
MOST_DRAWN = 90  # pages of a story beyond which a drawing helps nobody


Pair = Callable[[str, str], str]


class Node(NamedTuple):
    """A box of a graph: its words, where a click on it leads, and its class in the style sheet."""

    label: str
    link: str
    kind: str


class _Board(NamedTuple):
    """Where things stand: pages by the middle of their rows, and x turned about where a line begins on the right."""

    rows: Mapping[str, float]
    height: float
    mirrored: bool

    def x(self, place: float, width: float = 0) -> float:
        return _WIDTH - place - width if self.mirrored else place


def draw_tellings(whole: Whole, pages: Mapping[str, Node], pair: Pair, *, title: str, manner: Manner) -> Markup:
    """Draw origins on one side, pages by family beside them, and arcs from each page to those that repeat it.

    A page hangs on one other: of those that it shares passages with, the one that it owes most of its words. `pair`
    says where two pages are shown side by side.
    """
    board = _place(whole, mirrored=manner.direction == "rtl")
    parts = [
        *_draw_origins(whole, board, manner),
        *_draw_families(whole, board),
        *(_draw_arc(tie, board, pages, pair, manner) for tie in choose_ties(whole)),
        *(_draw_box(pages[name], board.x(_SIDE + _MIDDLE, _SIDE), y) for name, y in board.rows.items()),
    ]
    return wrap(_WIDTH, board.height, title, "graph", parts)


def name_pages(whole: Whole, lead: Callable[[str], str]) -> dict[str, Node]:
    """Give the boxes of a story's pages; `lead` says where a page is shown."""
    return {
        name: Node(f"{row.article.outlet or '–'}: {row.article.title or row.article.source}", lead(name), "page")
        for name, row in whole.rows.items()
    }


def choose_ties(whole: Whole) -> list[Tie]:
    """Give for each page the tie to the page that it owes most to, where it owes anything to any."""
    best: dict[str, tuple[float, Tie]] = {}
    order = {name: n for n, name in enumerate(whole.story.articles)}
    for tie in whole.ties:
        teller, told = _turn(tie, order)
        share = tie.retelling.coverage.b if told == tie.b else tie.retelling.coverage.a
        if told not in best or (-share, order[teller]) < (-best[told][0], order[_turn(best[told][1], order)[0]]):
            best[told] = share, tie
    return [tie for _, tie in best.values()]


def _turn(tie: Tie, order: Mapping[str, int]) -> tuple[str, str]:
    """Give whoever told and whoever was told; the earlier page told where the evidence does not say."""
    if tie.retelling.direction:
        return (tie.a, tie.b) if tie.retelling.direction == "a->b" else (tie.b, tie.a)
    return (tie.a, tie.b) if order[tie.a] <= order[tie.b] else (tie.b, tie.a)


def _place(whole: Whole, *, mirrored: bool) -> _Board:
    rows: dict[str, float] = {}
    y = 0.0
    for family in whole.families:
        for name in family:
            rows[name] = y + _ROW / 2
            y += _ROW
        y += _GAP
    return _Board(rows, max(y, _ROW * len(whole.story.origins.list), _ROW), mirrored)


def _draw_origins(whole: Whole, board: _Board, manner: Manner) -> Iterator[Markup]:
    origins = list(enumerate(whole.story.origins.list, 1))
    step = board.height / max(len(origins), 1)
    lines, boxes = [], []
    for place, (n, origin) in enumerate(sorted(origins, key=lambda item: _find_middle(item[1], board))):
        y = step * place + step / 2
        node = Node(origin.name or manner.say("nobody"), f"#origin-{n}", origin.basis.replace(" ", "-"))
        boxes.append(_draw_box(node, board.x(0, _SIDE), y))
        ends = board.x(_SIDE), board.x(_SIDE + _MIDDLE)
        lines += [_draw_line(ends, y, board.rows[name], node) for name in origin.articles if name in board.rows]
    return itertools.chain(lines, boxes)


def _find_middle(origin: Origin, board: _Board) -> float:
    """Give the height around which an origin's pages stand, so that fewer lines cross."""
    return sum(board.rows.get(name, 0) for name in origin.articles) / max(len(origin.articles), 1)


def _draw_families(whole: Whole, board: _Board) -> Iterator[Markup]:
    """Bracket the pages of one family."""
    near, far = board.x(2 * _SIDE + _MIDDLE + 4), board.x(2 * _SIDE + _MIDDLE + 10)
    for family in whole.families:
        if len(family) > 1:
            top, end = board.rows[family[0]] - _BOX / 2, board.rows[family[-1]] + _BOX / 2
            yield Markup('<path class="family" d="M{} {:.0f}H{}V{:.0f}H{}"/>').format(near, top, far, end, near)


def _draw_arc(tie: Tie, board: _Board, pages: Mapping[str, Node], pair: Pair, manner: Manner) -> Markup:
    teller, told = _turn(tie, {name: n for n, name in enumerate(board.rows)})
    start, end = board.rows[teller], board.rows[told]
    reach = min(_ARCS, 24 + abs(end - start) / 3)
    base = 2 * _SIDE + _MIDDLE + 12
    x, out = board.x(base), board.x(base + reach)
    curve = Markup("M{} {:.0f}C{:.0f} {:.0f} {:.0f} {:.0f} {} {:.0f}").format(x, start, out, start, out, end, x, end)
    tip = _draw_tip(board, base, end) if tie.retelling.direction else Markup("")
    label = f"{manner.say(tie.retelling.kind)}: {pages[teller].label} → {pages[told].label}"
    because = "; ".join(tie.retelling.because)
    return Markup(
        '<a href="{}" class="telling {}"><title>{}\n{}</title><path class="hit" d="{}"/><path d="{}"/>{}</a>'
    ).format(pair(tie.a, tie.b), tie.retelling.kind, label, because, curve, curve, tip)


def _draw_tip(board: _Board, base: float, y: float) -> Markup:
    points = [(board.x(base), y), (board.x(base + 9), y - 5), (board.x(base + 9), y + 5)]
    return Markup('<polygon points="{}"/>').format(" ".join(f"{x:.0f},{at:.0f}" for x, at in points))


def _draw_box(node: Node, x: float, y: float) -> Markup:
    label = node.label if len(node.label) <= _LETTERS else f"{node.label[: _LETTERS - 1]}…"
    return Markup(
        '<a href="{}" class="{}"><title>{}</title><rect x="{}" y="{:.1f}" width="{}" height="{}" rx="4"/>'
        '<text x="{}" y="{:.1f}">{}</text></a>'
    ).format(node.link, node.kind, node.label, x, y - _BOX / 2, _SIDE, _BOX, x + _SIDE / 2, y + 5, label)


def _draw_line(ends: Sequence[float], start: float, end: float, node: Node) -> Markup:
    middle = (ends[0] + ends[1]) / 2
    return Markup('<path class="{}" d="M{} {:.1f}C{} {:.1f} {} {:.1f} {} {:.1f}"><title>{}</title></path>').format(
        node.kind, ends[0], start, middle, start, middle, end, ends[1], end, node.label
    )
