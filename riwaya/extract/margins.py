"""What stands around a report: the lines in which its page names the author and the day."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.extract.blocks import Column
from riwaya.extract.markup import Block, Markup, Piece, read_pieces
from riwaya.lexicon import languages, load_list

# What elements are called that hold an author's name.
NAMES = re.compile(
    r"aut(?:hor|eur|or\b)|auth\b(?<![^\W_]auth)|aut\b(?<![^\W_]aut)|"
    r"created-?by|byline|writer|writeb|writtenb|reporter|journalist|creator"
)
_DATED = re.compile(r"date|time|publish|created|posted|meta|info|stamp")
_DIGIT = re.compile(r"\d")
_TAG = re.compile(r"<[^>]*>")
_STAMP = re.compile(r'<time [^>]*?datetime="([^"]+)"')
_ISSUE = 100  # characters of the line with an issue's number and day
_BESIDE = 12  # blocks after the title among which its date stands
_UNDER = 4  # blocks right under the title, or the text, are its own, whatever their names say
_BEFORE = 6
_FLOORS = 3
_ROW = 200  # characters of a row of author, date and section


class Near(NamedTuple):
    """A line beside the report's title or end."""

    text: str
    names: str  # of the block elements around it
    pieces: Sequence[Piece]


def find_near(column: Column) -> Iterator[Near]:
    """Give the lines between the title and the body, but for what is not the report's and names no author."""
    title, outer = column.title, _list_outer(column)
    start = title + 1 if title is not None else max(column.body - _UNDER, 0)
    blocks, foreign = column.markup.blocks, column.foreign
    under = range(start, min(start + _BESIDE, column.body))
    above = [i for i in range(under.stop, column.body) if not foreign[blocks[i].node]][-_BEFORE:]  # a poll between them
    for i in (*under, *above):
        line = _describe(column.markup, i, outer)
        if not foreign[blocks[i].node] or "author" in line.names:
            yield line


def find_around(column: Column) -> Iterator[Near]:
    """Give the lines that have an element called author, above the title in its box and right under the text."""
    blocks, title = column.markup.blocks, column.title or 0
    for i in (*range(max(title - _BEFORE, 0), title), *list_under(column)):
        block = blocks[i]
        own, run = column.markup.heads[block.at] or "", column.markup.runs[block.at]
        is_marked = NAMES.search(own) or (NAMES.search(run) and any(map(NAMES.search, _TAG.findall(run))))
        if is_marked and (i > title or _shares_box(column.markup, block.node, blocks[title].node)):
            is_own = NAMES.search(own)  # <dd class="createdby">: the whole line is the author's
            yield Near(block.text, "", [Piece(block.text, own)] if is_own else read_pieces(column.markup, block))


def find_shown(column: Column) -> Iterator[tuple[str, ...]]:
    """Give the lines in which a page may show its report's date: after the title, then before it, then at the end.

    Each is followed by its pieces, where it has several, and by what its `<time>` stands for: 5 سبتمبر has no year.
    """
    markup, blocks, foreign = column.markup, column.markup.blocks, column.foreign
    if not column.chosen:
        return
    title = column.title if column.title is not None else column.chosen[0]
    for i in range(title + 1, min(column.body + 1, title + _BESIDE, len(blocks))):
        is_own = i - title <= _UNDER or not foreign[blocks[i].node]
        if is_own or _DATED.search(markup.kinds[blocks[i].node].names):
            yield _take_apart(markup, blocks[i])
    for i in range(title - 1, max(title - _BEFORE, -1), -1):  # above it the header shows the day of the visit
        if not foreign[blocks[i].node] and _shares_box(markup, blocks[i].node, blocks[title].node):
            yield _take_apart(markup, blocks[i])
    yield from ((b.text,) for b in blocks[:title] if len(b.text) <= _ISSUE and _names_issue(b.text))
    last = blocks[column.chosen[-1]].node
    under = (blocks[i] for i in list_under(column))
    yield from ((b.text,) for b in under if not b.linked and _shares_box(markup, b.node, last))


def _names_issue(text: str) -> bool:
    """True for the line of an edition, whose day is not the day of the visit: الأحد 1 نوفمبر 2009 - العدد 15105."""
    return bool(_DIGIT.search(text)) and any(word in text for word in _load_issue())


@functools.cache
def _load_issue() -> tuple[str, ...]:
    return tuple(word for code in languages() for word in load_list(code, "issue"))


def list_under(column: Column) -> range:
    """Give the places of the few blocks right under the report."""
    after = column.chosen[-1] + 1 if column.chosen else 0
    return range(after, min(after + _UNDER, len(column.markup.blocks)) if after else 0)


def _describe(markup: Markup, i: int, outer: set[int]) -> Near:
    """Give a line with what the elements around it are called, as far as they do not hold the title too."""
    block = markup.blocks[i]
    names: list[str] = []
    node = block.node
    while node >= 0 and node not in outer and len(names) <= _FLOORS:
        names.append(markup.kinds[node].names)
        node = markup.parents[node]
    return Near(block.text, " ".join(names), read_pieces(markup, block))


def _list_outer(column: Column) -> set[int]:
    """Give the elements around the title."""
    outer: set[int] = set()
    node = column.markup.blocks[column.title].node if column.title is not None else -1
    while node >= 0:
        outer.add(node)
        node = column.markup.parents[node]
    return outer


def _take_apart(markup: Markup, block: Block) -> tuple[str, ...]:
    pieces = [piece.text for piece in read_pieces(markup, block)] if len(block.text) < _ROW else []
    stamps = _STAMP.findall(markup.runs[block.at])
    return (" ".join(pieces), *pieces, *stamps) if len(pieces) > 1 else (block.text, *stamps)


def _shares_box(markup: Markup, node: int, title: int) -> bool:
    """True where a block stands in the box of the title: the element around its element, or that one's."""
    parents = markup.parents
    boxes = {parents[title], parents[parents[title]]}
    for _ in range(_FLOORS):
        node = parents[node]
        if node < 0:
            return False
        if node in boxes:
            return markup.kinds[node].tag not in {"body", "html"}
    return False
