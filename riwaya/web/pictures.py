"""Pictures as SVG, drawn here and not in the browser. Each has a title for those who do not see it."""

import datetime as dt
from collections.abc import Iterable, Mapping

from markupsafe import Markup

_CURVE_WIDTH, _CURVE_HEIGHT, _BAR = 120, 24, 10  # pixels


def draw_curve(counts: Mapping[dt.date, int], *, title: str) -> Markup:
    """Draw how much came out on each day, as bars from the first day to the last."""
    if not counts:
        return Markup("")
    first = min(counts)
    span = (max(counts) - first).days + 1
    width, most = min(max(_CURVE_WIDTH / span, 0.5), _BAR), max(counts.values())
    bars = [
        Markup('<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>')
        % ((day - first).days * width, _CURVE_HEIGHT * (1 - n / most), max(width - 1, 0.5), _CURVE_HEIGHT * n / most)
        for day, n in sorted(counts.items())
    ]
    return wrap(_CURVE_WIDTH, _CURVE_HEIGHT, title, "curve", bars)


def wrap(width: float, height: float, title: str, kind: str, parts: Iterable[Markup]) -> Markup:
    """Make a picture of its parts. Links in it can be reached by keyboard, so it is a group and not one image."""
    role = "group" if kind == "graph" else "img"
    head = Markup(
        '<svg class="%s" viewBox="0 0 %s %s" role="%s" aria-label="%s" xmlns="http://www.w3.org/2000/svg"><title>%s</title>'
    )
    return head % (kind, width, height, role, title, title) + Markup("").join(parts) + Markup("</svg>")
