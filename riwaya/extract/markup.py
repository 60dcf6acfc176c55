"""An HTML page as a flat list of blocks, each a run of text between two block tags, with the tree above them.

The tree is built and put right by resiliparse, then written out again and scanned once: after that every tag is
closed and every `>` in an attribute is escaped, so that one regular expression and a stack read it without error. A
walk over the nodes would cost two microseconds for each, which is more than all the rest of the extraction together;
and it has no recursion to overflow.
"""

import functools
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Literal, NamedTuple

from msgspec import Struct
from resiliparse.parse.html import HTMLTree

from riwaya.lexicon import load_list, load_table

_ATTRIBUTE = re.compile(r'([^\s=]+)="([^"]*)"')
_NAMES = re.compile(r'\b(?:class|id|itemprop|rel|role|data-component)="([^"]*)"')
_WORD = re.compile(r"[a-z]+")
_CONCEALED = re.compile(r'\bhidden=""|display:\s*none|aria-hidden="true"')
_INDENT = re.compile(r"\n\s+")
_LINES = re.compile(r"white-space:\s*pre")
_VOID = frozenset({"img", "br", "wbr", "input", "source", "meta", "link", "hr", "col", "embed"})


class _Tag(Struct, frozen=True, kw_only=True):
    tag: str
    kind: Literal["block", "foreign", "unread"]


_TAGS = load_table("markup", "tags", _Tag, "tag")
_UNREAD_TAGS = [row.tag for row in _TAGS if row.kind == "unread"]
FOREIGN_TAGS = frozenset(row.tag for row in _TAGS if row.kind == "foreign")
# What is unread goes before the parse, which then has a third less to do; the first tag that closes it ends it, as in
# a browser.
_UNREAD_NAMES = "|".join((*_UNREAD_TAGS, *(tag.upper() for tag in _UNREAD_TAGS)))
_UNREAD = re.compile(
    rf"<(?=[!{''.join(sorted({name[0] for name in _UNREAD_NAMES.split('|')}))}])(?:!--|({_UNREAD_NAMES})\b)"
)
# What the metadata of a report are called; pages carry forty more that nobody here asks for.
_TELLING = re.compile(r"title|site_name|:url|canonical|locale|anguage|ubli|date|Date|created|author|headline|byl|-name")
_LANGUAGE = re.compile(r'\blang="([^"]*)"')
_LINKED_DATA = "application/ld+json"
# A list item that is nothing but a link is a menu's. It is no evidence that anything else misses.
_MENU_ITEM = re.compile(r"<li[^<>]*>\s*<a [^<>]*>[^<]*</a>\s*</li>")
# Pieces that a style sheet holds apart: <span class="by">سامي</span><span class="on">منذ ساعتين</span>
_LEFT = frozenset({"/span>", "/a>", "/time>", "/i>"})
_RIGHT = ("a ", "a>", "time ", "time>", "span class")


@functools.cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b[^>]*>" if name else "-->", re.IGNORECASE)


# What a tag does to the text around it.
_OPEN, _CLOSE, _BREAK, _INLINE, _LINK, _NOTED = range(6)
_EFFECTS = {
    **{row.tag: _OPEN for row in _TAGS if row.kind != "unread"},
    **{f"/{row.tag}": _CLOSE for row in _TAGS if row.kind != "unread"},
    **dict.fromkeys(("a", "/a"), _LINK),
    **dict.fromkeys(("meta", "link", "time"), _NOTED),
    "br": _BREAK,
}


class Block(NamedTuple):
    """A run of text between two block tags or line breaks, its spaces made single."""

    text: str
    linked: int  # how many of its characters stand in links
    tag: str  # the innermost block element around it
    node: int  # the same, as an index into the lists of `Markup`
    first: int  # its tags, from this index of `Markup.tags`
    last: int  # up to, not including, this one


class Piece(NamedTuple):
    """A run of text between two tags of any kind."""

    text: str
    names: str  # what the inline elements around it are called


class Kind(NamedTuple):
    """What a block element says of itself."""

    tag: str
    names: str  # its class, id and itemprop
    is_foreign: bool  # by its tag or its names it holds the site, not the report
    is_report: bool  # by its names it holds the report
    is_wall: bool  # by its names it stands before the page: a question about cookies
    keeps_lines: bool = False  # its line breaks are shown


@dataclass(slots=True)
class Markup:
    """A scanned page. `kinds`, `parents` and `sizes` tell of one block element each, a parent before its children."""

    tags: list[str] = field(default_factory=list)  # each with the text after it: 'p class="lead">وقال'
    blocks: list[Block] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)  # -1 for the root
    sizes: list[int] = field(default_factory=list)  # characters of text in it, outside links
    meta: dict[str, str] = field(default_factory=dict)  # the first value of each name, property or itemprop
    links: dict[str, str] = field(default_factory=dict)  # rel to href
    linked_data: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""


def scan_markup(html: str) -> Markup:
    """Give the blocks, the tree above them and the metadata of a page, in one pass over it."""
    read = _INDENT.sub("\n", _MENU_ITEM.sub("", _drop_unread(html)))
    written = str(HTMLTree.parse(read).document)
    markup = Markup(tags=written.split("<"), linked_data=_find_linked_data(html))
    _scan(markup)
    language = _LANGUAGE.search(markup.kinds[0].names) if markup.kinds else None
    markup.language = language[1] if language else ""
    sizes, parents = markup.sizes, markup.parents
    for node in range(len(sizes) - 1, 0, -1):
        sizes[parents[node]] += sizes[node]
    return markup


def read_pieces(markup: Markup, block: Block) -> list[Piece]:
    """Take a block apart at its inline tags: <span class="by">سامي</span> <time>9:30</time> has two pieces."""
    pieces: list[Piece] = []
    names: list[str] = []
    for i in range(block.first, block.last):
        head, _, text = markup.tags[i].partition(">")
        if head.startswith("/"):
            del names[-1:]
        elif i > block.first and head.partition(" ")[0] not in _VOID:
            names.append(" ".join(_NAMES.findall(head)).lower())
        if text := _clean(text):
            pieces.append(Piece(text, " ".join(names)))
    return pieces


def has_picture(markup: Markup, block: Block, *, above: bool = False) -> bool:
    """True where a picture stands in the element of a block; `above`: or right before the element."""
    first = block.first
    if markup.tags[first].startswith("br>"):
        first -= 1 if markup.tags[first - 1] != "br>" else 2
    return any(tag.startswith("img ") for tag in markup.tags[max(first - above, 0) : block.last])


def _clean(text: str) -> str:
    return " ".join((unescape(text) if "&" in text else text).split())


def _find_linked_data(html: str) -> list[str]:
    """Give what stands in the scripts of linked data."""
    found: list[str] = []
    at = html.find(_LINKED_DATA)
    while at >= 0 and 0 <= (start := html.find(">", at)) < (end := html.find("</script", at)):
        found.append(html[start + 1 : end])
        at = html.find(_LINKED_DATA, end)
    return found


def _drop_unread(html: str) -> str:
    parts, kept = [], 0
    unclosed = set()
    for match in _UNREAD.finditer(html):
        start, name = match.start(), (match[1] or "").lower()
        if start < kept or name in unclosed:
            continue
        if end := _closing(name).search(html, start + 2):
            parts.append(html[kept:start])
            kept = end.end()
        else:
            unclosed.add(name)
    parts.append(html[kept:])
    return "".join(parts)


def _scan(markup: Markup) -> None:  # noqa: C901 (one flat loop: a call for each tag would double its cost)
    tags, kinds, parents, sizes = markup.tags, markup.kinds, markup.parents, markup.sizes
    stack = [-1]
    pieces: list[str] = []
    linked = anchors = first = 0

    for at, tag in enumerate(tags):
        head, _, text = tag.partition(">")
        effect = _EFFECTS.get(head)
        if effect is None:
            name = head.partition(" ")[0]
            effect = _EFFECTS.get(name)
            if effect is None:  # <bsp-story>, which only its page knows, is a block
                effect = _INLINE if "-" not in name else _CLOSE if name[0] == "/" else _OPEN
        if effect <= _BREAK:
            if pieces:
                _flush(markup, stack[-1], pieces, linked, first, at)
                pieces, linked = [], 0
            first = at
            if effect == _OPEN:
                parents.append(stack[-1])
                stack.append(len(kinds))
                kinds.append(_judge(head))
                sizes.append(0)
            elif effect == _CLOSE and len(stack) > 1:
                stack.pop()
        elif effect == _LINK:
            anchors += 1 if tag[0] == "a" else -1
        elif (effect == _NOTED or (" " in head and "itemprop=" in head)) and _TELLING.search(head):
            _note(markup, head)
        if not text:
            if pieces and tag in _LEFT and tags[at + 1].startswith(_RIGHT):
                pieces.append(" ")
        elif text.isspace():
            if pieces:
                pieces.append(" ")
        elif effect != _INLINE or " " not in head or not _is_unseen(head):
            pieces.append(text)
            if anchors > 0:
                linked += len(text)
    if pieces:
        _flush(markup, stack[-1], pieces, linked, first, len(tags))


def _flush(markup: Markup, node: int, pieces: list[str], linked: int, first: int, last: int) -> None:
    raw = pieces[0] if len(pieces) == 1 else "".join(pieces)
    text = _clean(raw)
    tag = markup.kinds[node].tag if node >= 0 else ""
    if tag in {"title", "head"}:
        markup.title = markup.title or text
    elif text and tag:
        in_links = len(text) * linked // len(raw) if linked else 0
        markup.sizes[node] += len(text) - in_links
        texts = filter(None, map(_clean, raw.split("\n"))) if markup.kinds[node].keeps_lines else (text,)
        for line in texts:
            markup.blocks.append(Block(line, in_links, tag, node, first, last))


def _note(markup: Markup, head: str) -> None:
    name, _, attributes = head.partition(" ")
    given = {key: unescape(value).strip() for key, value in _ATTRIBUTE.findall(attributes)}
    if name == "link":
        for rel in given.get("rel", "").lower().split():
            markup.links.setdefault(rel, given.get("href", ""))
        return
    value = given.get("content") or given.get("datetime") or given.get("title") or ""
    for key in ("property", "name", "itemprop"):
        if key in given and value:
            markup.meta.setdefault(given[key].lower(), value)


@functools.lru_cache(maxsize=1 << 14)
def _judge(head: str) -> Kind:
    name, _, attributes = head.partition(" ")
    if not attributes:
        return Kind(name, "", name in FOREIGN_TAGS, is_report=False, is_wall=False)
    if name in {"html", "body"}:
        return Kind(name, attributes, is_foreign=False, is_report=False, is_wall=False)
    names = " ".join(_NAMES.findall(attributes)).lower()
    hints = _load_hints()
    joined = {"".join(_WORD.findall(part)) for part in names.split()}
    words = joined.union(_WORD.findall(names))
    is_report = not hints.report.isdisjoint(joined)
    is_unseen = _is_unseen(attributes) and hints.folded.isdisjoint(words)
    is_foreign = name in FOREIGN_TAGS or not hints.foreign.isdisjoint(words) or is_unseen
    is_wall = not hints.walls.isdisjoint(words)
    keeps_lines = bool(_LINES.search(attributes))
    return Kind(name, names, (is_foreign or is_wall) and not is_report, is_report, is_wall, keeps_lines)


@functools.lru_cache(maxsize=1 << 14)
def _is_unseen(attributes: str) -> bool:
    """True for an element that nobody sees: class="visually-hidden", but not class="field-label-hidden"."""
    names = " ".join(_NAMES.findall(attributes)).lower().split()
    return not _load_hints().hidden.isdisjoint(names) or bool(_CONCEALED.search(attributes))


class _Hints(NamedTuple):
    foreign: frozenset[str]
    report: frozenset[str]
    walls: frozenset[str]
    hidden: frozenset[str]
    folded: frozenset[str]


@functools.cache
def _load_hints() -> _Hints:
    return _Hints(*(frozenset(load_list("markup", name)) for name in _Hints._fields))
