"""An HTML page as a flat list of blocks, each a run of text between two block tags, with the tree above them.

The tree is built and put right by resiliparse, then written out again and cut at its block tags: after that every tag
is closed and every `>` in an attribute is escaped, so that one regular expression and a stack read it without error. A
walk over the nodes would cost two microseconds for each, which is more than all the rest of the extraction together;
and it has no recursion to overflow. What stands between two block tags is most often nothing, and is looked into only
where it has tags.
"""

import functools
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple

from msgspec import Struct
from resiliparse.parse.html import HTMLTree

from riwaya.extract.kinds import Kind, is_unseen, judge_head, read_names
from riwaya.extract.noted import Notes, read_notes
from riwaya.extract.unread import drop_unread, list_tags

# A block element, or <bsp-story>, which only its page knows. The commonest tags are looked at first; of one that closes
# nothing is kept.
_BLOCK = rf"(?:{'|'.join(list_tags('block', 'foreign'))}|br|[^\s>-]++-[^\s>]*+)(?=[ >])"
_INLINE = "(?:a|i|b|span|img|strong|em|input|link|meta)[ >]"
_BLOCK_TAG = re.compile(rf"<(?:/div|(?!/?{_INLINE})(?:/{_BLOCK}|({_BLOCK}[^>]*+)))>\s*+")
_BREAKS = frozenset({"br", "br "})
_TAG = re.compile(r"<([^>]*+)>")
# Most of what has tags is one link, or has no text at all.
_PLAIN = re.compile(r"<a [^>]*+>\s*+([^<]++)</a>\s*+|(?:<[^>]*+>\s*+)*+")
_VOID = frozenset({"img", "br", "wbr", "input", "source", "meta", "link", "hr", "col", "embed"})
_SHOWN = _VOID | {"time", "a"}  # whatever their names say
_TITLES = frozenset({"title", "head"})
_LANGUAGE = re.compile(r'\blang="([^"]*)"')
# Pieces that a style sheet holds apart: <span class="by">سامي</span><span class="on">منذ ساعتين</span>
_LEFT = frozenset({"/span", "/a", "/time", "/i"})
_RIGHT = ("a ", "time", "span class")


class Block(Struct, frozen=True, gc=False):
    """A run of text between two block tags or line breaks, its spaces made single."""

    text: str
    linked: int  # how many of its characters stand in links
    tag: str  # the innermost block element around it
    node: int  # the same, as an index into the lists of `Markup`
    at: int  # where its markup stands in `Markup.runs`


class Piece(NamedTuple):
    """A run of text between two tags of any kind."""

    text: str
    names: str  # what the inline elements around it are called


@dataclass(slots=True)
class Markup:
    """A scanned page. `kinds`, `parents` and `sizes` tell of one block element each, a parent before its children."""

    heads: list[str | None] = field(default_factory=list)  # of block tags and breaks: 'p class="lead"'; None closes
    runs: list[str] = field(default_factory=list)  # the inline markup after each, less leading blanks
    blocks: list[Block] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)  # -1 for the root
    sizes: list[int] = field(default_factory=list)  # characters of text in it, outside links
    notes: Notes = field(default_factory=lambda: Notes({}, {}))
    linked_data: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""


def scan_markup(html: str) -> Markup:
    """Give the blocks, the tree above them and the metadata of a page, in one pass over it."""
    _hold_memory()
    kept = drop_unread(html)
    written = str(HTMLTree.parse(kept.html).document)
    parts = _BLOCK_TAG.split(written)
    markup = Markup(heads=parts[1::2], runs=parts[2::2], notes=read_notes(written), linked_data=kept.linked_data)
    _scan(markup)
    language = _LANGUAGE.search(markup.heads[0] or "") if markup.heads else None
    markup.language = language[1] if language else ""
    markup.sizes = sizes = [0] * len(markup.kinds)
    for block in markup.blocks:
        sizes[block.node] += len(block.text) - block.linked
    parents = markup.parents
    for node in range(len(sizes) - 1, 0, -1):
        sizes[parents[node]] += sizes[node]
    return markup


@functools.cache
def _hold_memory() -> None:
    """Free one large block: from then on glibc keeps the memory of a page for the next.

    It would hand it back after each page, and the next would fault it in again: a tenth of all the time. See
    M_MMAP_THRESHOLD, "dynamic", in mallopt(3).
    """
    bytes(1 << 22)


def read_pieces(markup: Markup, block: Block) -> list[Piece]:
    """Take a block apart at its inline tags: <span class="by">سامي</span> <time>9:30</time> has two pieces."""
    first, *tags = markup.runs[block.at].split("<")
    pieces = [Piece(text, "")] if (text := clean_text(first)) else []
    names: list[str] = []
    for tag in tags:
        head, _, text = tag.partition(">")
        if head.startswith("/"):
            del names[-1:]
        elif head.partition(" ")[0] not in _VOID:
            names.append(read_names(head))
        if text := clean_text(text):
            pieces.append(Piece(text, " ".join(names)))
    return pieces


def has_picture(markup: Markup, block: Block, *, above: bool = False) -> bool:
    """True where a picture stands in the element of a block; `above`: or right before the element."""
    heads, runs, at = markup.heads, markup.runs, block.at
    if "<img" in runs[at]:
        return True
    back = int(above)
    if heads[at] == "br":  # <img><br><br>في السوق
        back += 2 if heads[at - 1] == "br" and not runs[at - 1] else 1
    near = range(max(at - 3, 0), at)
    before = "".join(f"<{heads[i]}>{runs[i]}" for i in near).rsplit("<", back)[1:]
    return any(tag.startswith("img") for tag in before)


def clean_text(written: str) -> str:
    """Give the text that some characters between two tags stand for, its spaces made single."""
    text = (unescape(written) if "&" in written else written).strip()
    is_clean = text.isprintable() and "  " not in text  # of all spaces only " " is printable
    return text if is_clean else " ".join(text.split())


def _scan(markup: Markup) -> None:
    """Fill in blocks and tree; an element gets its place in the tree with the first text that stands in it."""
    around: list[Any] = []  # the open elements: the head of one, or its node from its first text on
    links = 0  # that are open
    for at, (head, run) in enumerate(zip(markup.heads, markup.runs, strict=True)):
        if head is None:
            if around:
                around.pop()
        elif head[:3] not in _BREAKS:
            around.append(head)
        if not run:
            continue
        if "<" in run:
            text, linked, links = _read_run(run, links)
        else:
            text, linked = run, len(run) if links > 0 else 0
        if text and around:
            node = around[-1]
            _flush(markup, node if type(node) is int else _enter(markup, around), text, linked, at)


def _enter(markup: Markup, around: list[Any]) -> int:
    """Give the innermost of the open elements its place in the tree, after those around it that have none."""
    kinds, new = markup.kinds, len(around) - 1
    while new and isinstance(around[new - 1], str):
        new -= 1
    first = len(kinds)
    kinds += map(judge_head, around[new:])
    markup.parents += (around[new - 1] if new else -1, *range(first, len(kinds) - 1))
    around[new:] = range(first, len(kinds))
    return len(kinds) - 1


def _read_run(run: str, links: int) -> tuple[str, int, int]:
    """Give the text of a run, how many of its characters stand in links, and how many links are open after it."""
    plain = _PLAIN.fullmatch(run)
    if plain is None:
        return _read_tags(run, links)
    if link := plain[1]:
        return link, len(link), links
    if links > 0 or "<a" in run:
        links += run.count("<a ") + run.count("<a>") - run.count("</a>")
    return "", 0, links


def _read_tags(run: str, links: int) -> tuple[str, int, int]:
    parts = _TAG.split(run)
    texts, heads = parts[::2], parts[1::2]
    linked = len(clean_text(texts[0])) if links > 0 else 0
    for i, head in enumerate(heads, 1):
        text = texts[i]
        if head == "/a":
            links -= 1
        elif head == "a" or head[:2] == "a ":
            links += 1
        if not text:
            if head in _LEFT and i < len(heads) and heads[i].startswith(_RIGHT):
                texts[i] = " "
        elif " " in head and head.partition(" ")[0] not in _SHOWN and is_unseen(head):
            texts[i] = ""
        elif links > 0:
            linked += len(clean_text(text))
    return "".join(texts), linked, links


def _flush(markup: Markup, node: int, raw: str, linked: int, at: int) -> None:
    text = clean_text(raw)
    kind = markup.kinds[node]
    if kind.tag in _TITLES:
        markup.title = markup.title or text
    elif text:
        in_links = linked if linked < len(text) else len(text)
        for line in filter(None, map(clean_text, raw.split("\n"))) if kind.keeps_lines else (text,):
            markup.blocks.append(Block(line, in_links, kind.tag, node, at))
