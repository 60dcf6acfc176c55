"""Pictures as SVG, drawn here and not in the browser. Each has a title for those who do not see it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from riwaya.records import Origins

_ROW, _BOX, _WIDTH, _SIDE = 34, 26, 920, 300  # pixels
_LETTERS = 38  # of a label
_CURVE_WIDTH, _CURVE_HEIGHT, _BAR = 120, 24, 10


class Node(NamedTuple):
    """A box of a graph: its words, where a click on it leads, and its class in the style sheet."""

    label: str
    link: str
    kind: str


def draw_origins(origins: Origins, pages: Mapping[str, Node], *, title: str, mirrored: bool) -> Markup:
    """Draw origins on one side, pages on the other, and a line from each origin to every page that rests on it."""
    left = [Node(o.name or "?", f"#origin-{n}", o.basis.replace(" ", "-")) for n, o in enumerate(origins.list, 1)]
    order = list(dict.fromkeys(name for origin in origins.list for name in origin.articles if name in pages))
    places = {name: n for n, name in enumerate(order)}
    height = _ROW * max(len(left), len(order), 1)
    step = height / max(len(left), 1)
    near, far = (_WIDTH - _SIDE, 0) if mirrored else (0, _WIDTH - _SIDE)
    ends = (near, far + _SIDE) if mirrored else (near + _SIDE, far)
    lines, boxes = [], []
    for n, (origin, node) in enumerate(zip(origins.list, left, strict=True)):
        y = step * n + step / 2
        boxes.append(_draw_box(node, near, y))
        led = [places[name] for name in origin.articles if name in places]
        lines += [_draw_line(ends, y, place * _ROW + _ROW / 2, node) for place in led]
    boxes += [_draw_box(pages[name], far, places[name] * _ROW + _ROW / 2) for name in order]
    return _wrap(_WIDTH, height, title, "graph", [*lines, *boxes])


def draw_curve(days: Iterable[dt.date | None], *, title: str) -> Markup:
    """Draw how many pages came out on each day, as bars from the first day to the last."""
    counts = Counter(day for day in days if day)
    if not counts:
        return Markup("")
    first = min(counts)
    span = (max(counts) - first).days + 1
    width, most = min(max(_CURVE_WIDTH / span, 0.5), _BAR), max(counts.values())
    bars = [
        Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            (day - first).days * width, _CURVE_HEIGHT * (1 - n / most), max(width - 1, 0.5), _CURVE_HEIGHT * n / most
        )
        for day, n in sorted(counts.items())
    ]
    return _wrap(_CURVE_WIDTH, _CURVE_HEIGHT, title, "curve", bars)


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


def _wrap(width: float, height: float, title: str, kind: str, parts: Iterable[Markup]) -> Markup:
    head = Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" xmlns="http://www.w3.org/2000/svg"><title>{}</title>')
    return head.format(kind, width, height, escape(title)) + Markup("").join(parts) + Markup("</svg>")
