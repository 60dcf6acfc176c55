"""A story as a graph: where its reports entered, its pages by family, and who told whom, the evidence a click away."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from riwaya.records import Article, Origin, Story, Tie
from riwaya.web.pictures import wrap
from riwaya.web.words import Manner

_ROW, _BOX, _WIDTH, _SIDE, _GAP = 34, 26, 1060, 300, 12  # pixels; a gap parts two families
_MIDDLE = 320  # between origins and pages
_ARCS = 100  # how far the arc of a telling reaches out at most
_LETTERS = 38  # of a label
MOST_DRAWN = 90  # pages of a story beyond which a drawing helps nobody


Pair = Callable[[str, str], str]


class Web(NamedTuple):
    """What is drawn of a story: itself, who repeats whom, and its pages by family."""

    story: Story
    ties: Sequence[Tie]
    families: Sequence[Sequence[str]]


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


def draw_tellings(web: Web, pages: Mapping[str, Node], pair: Pair, *, title: str, manner: Manner) -> Markup:
    """Draw origins on one side, pages by family beside them, and arcs from each page to those that repeat it.

    A page hangs on one other: of those that it shares passages with, the one that it owes most of its words. `pair`
    says where two pages are shown side by side.
    """
    board = _place(web, mirrored=manner.direction == "rtl")
    order = _number(board.rows)
    parts = [
        *_draw_origins(web, board, manner),
        *_draw_families(web, board),
        *(_draw_arc(tie, _turn(tie, order), board, pages, pair, manner) for tie in choose_ties(web)),
        *(_draw_box(pages[name], board.x(_SIDE + _MIDDLE, _SIDE), y) for name, y in board.rows.items()),
    ]
    return wrap(_WIDTH, board.height, title, "graph", parts)


def name_pages(articles: Mapping[str, Article], lead: Callable[[str], str]) -> dict[str, Node]:
    """Give the boxes of pages; `lead` says where one is shown."""
    return {
        name: Node(f"{article.outlet or '–'}: {article.title or article.source}", lead(name), "page")
        for name, article in articles.items()
    }


def choose_ties(web: Web) -> list[Tie]:
    """Give for each page the tie to the page that it owes most to, where it owes anything to any."""
    best: dict[str, tuple[float, Tie]] = {}
    order = _number(web.story.articles)
    for tie in web.ties:
        teller, told = _turn(tie, order)
        share = tie.retelling.coverage.b if told == tie.b else tie.retelling.coverage.a
        if told not in best or (-share, order[teller]) < (-best[told][0], order[_turn(best[told][1], order)[0]]):
            best[told] = share, tie
    return [tie for _, tie in best.values()]


def _number(names: Iterable[str]) -> dict[str, int]:
    return {name: n for n, name in enumerate(names)}


def _turn(tie: Tie, order: Mapping[str, int]) -> tuple[str, str]:
    """Give whoever told and whoever was told; the earlier page told where the evidence does not say."""
    if tie.retelling.direction:
        return (tie.a, tie.b) if tie.retelling.direction == "a->b" else (tie.b, tie.a)
    return (tie.a, tie.b) if order[tie.a] <= order[tie.b] else (tie.b, tie.a)


def _place(web: Web, *, mirrored: bool) -> _Board:
    rows: dict[str, float] = {}
    y = 0.0
    for family in web.families:
        for name in family:
            rows[name] = y + _ROW / 2
            y += _ROW
        y += _GAP
    return _Board(rows, max(y, _ROW * len(web.story.origins.list), _ROW), mirrored)


def _draw_origins(web: Web, board: _Board, manner: Manner) -> Iterator[Markup]:
    origins = list(enumerate(web.story.origins.list, 1))
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


def _draw_families(web: Web, board: _Board) -> Iterator[Markup]:
    """Bracket the pages of one family."""
    near, far = board.x(2 * _SIDE + _MIDDLE + 4), board.x(2 * _SIDE + _MIDDLE + 10)
    for family in web.families:
        if len(family) > 1:
            top, end = board.rows[family[0]] - _BOX / 2, board.rows[family[-1]] + _BOX / 2
            yield Markup('<path class="family" d="M%s %.0fH%sV%.0fH%s"/>') % (near, top, far, end, near)


def _draw_arc(
    tie: Tie, ends: tuple[str, str], board: _Board, pages: Mapping[str, Node], pair: Pair, manner: Manner
) -> Markup:
    teller, told = ends
    start, end = board.rows[teller], board.rows[told]
    reach = min(_ARCS, 24 + abs(end - start) / 3)
    base = 2 * _SIDE + _MIDDLE + 12
    x, out = board.x(base), board.x(base + reach)
    curve = Markup("M%s %.0fC%.0f %.0f %.0f %.0f %s %.0f") % (x, start, out, start, out, end, x, end)
    tip = _draw_tip(board, base, end) if tie.retelling.direction else Markup("")
    label = f"{manner.say(tie.retelling.kind)}: {pages[teller].label} → {pages[told].label}"
    because = "; ".join(tie.retelling.because)
    return Markup(
        '<a href="%s" class="telling %s"><title>%s\n%s</title><path class="hit" d="%s"/><path d="%s"/>%s</a>'
    ) % (pair(tie.a, tie.b), tie.retelling.kind, label, because, curve, curve, tip)


def _draw_tip(board: _Board, base: float, y: float) -> Markup:
    points = [(board.x(base), y), (board.x(base + 9), y - 5), (board.x(base + 9), y + 5)]
    return Markup('<polygon points="%s"/>') % " ".join(f"{x:.0f},{at:.0f}" for x, at in points)


def _draw_box(node: Node, x: float, y: float) -> Markup:
    label = node.label if len(node.label) <= _LETTERS else f"{node.label[: _LETTERS - 1]}…"
    return Markup(
        '<a href="%s" class="%s"><title>%s</title><rect x="%s" y="%.1f" width="%s" height="%s" rx="4"/>'
        '<text x="%s" y="%.1f">%s</text></a>'
    ) % (node.link, node.kind, node.label, x, y - _BOX / 2, _SIDE, _BOX, x + _SIDE / 2, y + 5, label)


def _draw_line(ends: Sequence[float], start: float, end: float, node: Node) -> Markup:
    middle = (ends[0] + ends[1]) / 2
    return Markup('<path class="%s" d="M%s %.1fC%s %.1f %s %.1f %s %.1f"><title>%s</title></path>') % (
        node.kind,
        ends[0],
        start,
        middle,
        start,
        middle,
        end,
        ends[1],
        end,
        node.label,
    )
