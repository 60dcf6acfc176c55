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

_TAG = re.compile(r"<(/?[a-z0-9-]+)([^<>]*)>([^<]*)")
_ATTRIBUTE = re.compile(r'([^\s=]+)="([^"]*)"')
_NAMES = re.compile(r'\b(?:class|id|itemprop|role)="([^"]*)"')
_WORD = re.compile(r"[a-z]+")
_HIDDEN = re.compile(r'\shidden=""|display:\s*none|\saria-hidden="true"')


class _Tag(Struct, frozen=True, kw_only=True):
    tag: str
    kind: Literal["block", "foreign", "unread"]


_TAGS = load_table("markup", "tags", _Tag, "tag")
_UNREAD_TAGS = [row.tag for row in _TAGS if row.kind == "unread"]
_FOREIGN_TAGS = frozenset(row.tag for row in _TAGS if row.kind == "foreign")
# What is unread goes before the parse, which then has a third less to do; the first tag that closes it ends it, as in
# a browser.
_UNREAD_NAMES = "|".join((*_UNREAD_TAGS, *(tag.upper() for tag in _UNREAD_TAGS)))
_UNREAD = re.compile(
    rf"<(?=[!{''.join(sorted({name[0] for name in _UNREAD_NAMES.split('|')}))}])(?:!--|({_UNREAD_NAMES})\b)"
)
# What the metadata of a report are called; pages carry forty more that nobody here asks for.
_TELLING = re.compile(r"title|site_name|:url|canonical|locale|anguage|ubli|date|Date|created|author|headline|byl|-name")
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
_LINKED_DATA = re.compile(
    r"""<script[^>]{0,300}?application/ld\+json[^>]{0,300}>(.*?)</script""", re.DOTALL | re.IGNORECASE
)
# A list item that is nothing but a link is a menu's. It is no evidence that anything else misses.
_MENU_ITEM = re.compile(r"<li[^<>]*>\s*<a [^<>]*>[^<]*</a>\s*</li>")
# Pieces that a style sheet holds apart: <span class="by">سامي</span><span class="on">منذ ساعتين</span>
_TOUCHING = re.compile(r"(</(?:span|a|time|i)>)<(?=(?:a|time|span class)\b)")


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


class Kind(NamedTuple):
    """What a block element says of itself."""

    tag: str
    names: str  # its class, id and itemprop
    is_foreign: bool  # by its tag or its names it holds the site, not the report
    is_report: bool  # by its names it holds the report


@dataclass(slots=True)
class Markup:
    """A scanned page. `kinds`, `parents` and `sizes` tell of one block element each, a parent before its children."""

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
    markup = Markup(linked_data=_LINKED_DATA.findall(html) if "ld+json" in html else [])
    written = str(HTMLTree.parse(_drop_unread(html)).document)
    _scan(_TOUCHING.sub(r"\1 <", _MENU_ITEM.sub("", written)), markup)
    language = _LANGUAGE.search(markup.kinds[0].names) if markup.kinds else None
    markup.language = language[1] if language else ""
    sizes, parents = markup.sizes, markup.parents
    for node in range(len(sizes) - 1, 0, -1):
        sizes[parents[node]] += sizes[node]
    return markup


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


def _scan(written: str, markup: Markup) -> None:  # noqa: C901 (one flat loop: a call for each tag would double its cost)
    kinds, parents, sizes = markup.kinds, markup.parents, markup.sizes
    stack = [-1]
    pieces: list[str] = []
    linked = anchors = 0

    for tag, attributes, text in _TAG.findall(written):
        effect = _EFFECTS.get(tag)
        if effect is None:  # <bsp-story>, which only its page knows, is a block
            effect = _INLINE if "-" not in tag else _CLOSE if tag[0] == "/" else _OPEN
        if effect <= _BREAK:
            if pieces:
                _flush(markup, stack[-1], pieces, linked)
                pieces, linked = [], 0
            if effect == _OPEN:
                parents.append(stack[-1])
                stack.append(len(kinds))
                kinds.append(_judge(tag, attributes))
                sizes.append(0)
            elif effect == _CLOSE and len(stack) > 1:
                stack.pop()
        elif effect == _LINK:
            anchors += 1 if tag == "a" else -1
        elif attributes and (effect == _NOTED or "itemprop=" in attributes) and _TELLING.search(attributes):
            _note(markup, tag, attributes)
        if text:
            if not text.isspace():
                pieces.append(text)
                if anchors > 0:
                    linked += len(text)
            elif pieces:
                pieces.append(" ")
    if pieces:
        _flush(markup, stack[-1], pieces, linked)


def _flush(markup: Markup, node: int, pieces: list[str], linked: int) -> None:
    raw = pieces[0] if len(pieces) == 1 else "".join(pieces)
    text = " ".join((unescape(raw) if "&" in raw else raw).split())
    tag = markup.kinds[node].tag if node >= 0 else ""
    if tag in {"title", "head"}:
        markup.title = markup.title or text
    elif text and tag:
        in_links = len(text) * linked // len(raw) if linked else 0
        markup.sizes[node] += len(text) - in_links
        markup.blocks.append(Block(text, in_links, tag, node))


def _note(markup: Markup, name: str, attributes: str) -> None:
    given = {key: unescape(value).strip() for key, value in _ATTRIBUTE.findall(attributes)}
    if name == "link":
        for rel in given.get("rel", "").lower().split():
            markup.links.setdefault(rel, given.get("href", ""))
        return
    value = given.get("content") or given.get("datetime") or ""
    for key in ("property", "name", "itemprop"):
        if key in given and value:
            markup.meta.setdefault(given[key].lower(), value)


@functools.lru_cache(maxsize=1 << 14)
def _judge(name: str, attributes: str) -> Kind:
    if not attributes:
        return Kind(name, "", name in _FOREIGN_TAGS, is_report=False)
    names = " ".join(_NAMES.findall(attributes)).lower()
    if name in {"html", "body"}:
        return Kind(name, attributes, is_foreign=False, is_report=False)
    foreign, report = _load_hints()
    words = set(_WORD.findall(names))
    joined = {"".join(_WORD.findall(part)) for part in names.split()}
    is_report = not report.isdisjoint(joined)
    is_foreign = name in _FOREIGN_TAGS or not foreign.isdisjoint(words | joined) or bool(_HIDDEN.search(attributes))
    return Kind(name, names, is_foreign and not is_report, is_report)


@functools.cache
def _load_hints() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(load_list("markup", "foreign")), frozenset(load_list("markup", "report"))
