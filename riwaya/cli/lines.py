"""Lines of a terminal that each stand on their own.

A page's words stand in an English line between two marks (Unicode TR 9, FSI and PDI). Where such a stretch is broken
over lines or cut off, a terminal that lays out line by line meets one mark without the other, and mixes up the columns
beside it. So each line, and each line of a cell, closes what it opens and opens again what goes on.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.containers import Lines
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Span, Text

OPEN, CLOSE = "\u2068", "\u2069"
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WORD = 12  # cells that a column has for its longest word, at most
_ISOLATED = Style()  # paints nothing: where it lies is known by its being this very one


def clean(text: str) -> str:
    r"""Give a page's text with nothing that could command the terminal or reorder the line around it.

    >>> clean("ok\x1b[2J\u202e!\u2066")
    'ok[2J!'
    """
    return "".join(
        c for c in text if c == "\n" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in _DIRECTIONS)
    )


def isolate(text: str | None) -> str:
    """Give a page's words fit for standing inside a line of another direction; a dash for unknown."""
    return f"{OPEN}{clean(text)}{CLOSE}" if text else "–"


class Screen(Console):
    """Prints lines of which each closes the isolates that it opens, and cuts no line that will not become narrower."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Turn anything that can be shown into segments, texts line by line."""
        if isinstance(renderable, str):
            chosen = options or self.options
            renderable = self.render_str(renderable, highlight=chosen.highlight, markup=chosen.markup)
        if isinstance(renderable, Text) and OPEN in renderable.plain:
            renderable = _mark_isolates(renderable)
        return super().render(renderable, options)

    def print(self, *objects: Any, **how: Any) -> None:
        """Print; a line that is too long goes on in the next, as the terminal does it, rather than being cut off."""
        super().print(*objects, **{"crop": False, **how})


class _Lined(Text):
    """A text that is broken into lines that each close what they open."""

    __slots__ = ()

    def wrap(self, *arguments: Any, **how: Any) -> Lines:
        """Break the text into lines as rich does."""
        return Lines(map(_close_line, super().wrap(*arguments, **how)))


def _mark_isolates(text: Text) -> _Lined:
    """Lay a style over each isolate: what breaks and cuts texts keeps styles in their places."""
    marked = _Lined(
        text.plain,
        style=text.style,
        justify=text.justify,
        overflow=text.overflow,
        no_wrap=text.no_wrap,
        end=text.end,
        tab_size=text.tab_size,
        spans=[*text.spans],
    )
    begun: list[int] = []
    for at, letter in enumerate(marked.plain):
        if letter == OPEN:
            begun.append(at)
        elif letter == CLOSE and begun:
            marked.spans.append(Span(begun.pop(), at + 1, _ISOLATED))
    return marked


def _close_line(line: Text) -> Text:
    """Give a line with a mark at either end of each isolate, also of one that the line has only a part of."""
    pieces: list[tuple[int, str]] = []
    for start, end, style in line.spans:
        if style is not _ISOLATED:
            continue
        stretch = line.plain[start:end].rstrip()  # a blank at its end would push the words inwards
        if stretch and not stretch.startswith(OPEN):
            pieces.append((start, OPEN))
        if stretch and not stretch.endswith(CLOSE):
            pieces.append((start + len(stretch), CLOSE))
    if not pieces:
        return line
    closed = line.blank_copy()
    parts = iter(line.divide([at for at, _ in sorted(pieces)]))
    closed.append_text(next(parts))
    for (_, mark), part in zip(sorted(pieces), parts, strict=True):
        closed.append(mark).append_text(part)
    return closed


def keep_whole(table: Table, *headers: str) -> Table:
    """Give a table whose columns of these names are as wide as what stands in them: half a number is another number.

    The others keep room for a word, and what is longer goes on below rather than being cut off.
    """
    for column in table.columns:
        cells = [str(cell) for cell in (column.header, *column.cells)]
        if column.header in headers:
            column.no_wrap = True
            column.min_width = max(map(cell_len, cells))
        else:
            column.overflow = "fold"
            column.min_width = min(_WORD, max(cell_len(word) for cell in cells for word in cell.split() or [""]))
    return table
