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
from typing import NamedTuple

from resiliparse.parse.html import HTMLTree

from riwaya.lexicon import load_list

_TAG = re.compile(r"<(/?[a-z0-9-]+)([^>]*)>([^<]*)")
_ATTRIBUTE = re.compile(r'([^\s=]+)="([^"]*)"')
_NAMES = re.compile(r'\b(?:class|id|itemprop|role)="([^"]*)"')
_WORD = re.compile(r"[a-z]+")
_HIDDEN = re.compile(r'\shidden=""|display:\s*none|\saria-hidden="true"')
# What a reader never sees as text. It goes before the parse, which then has a third less to do; each is ended by the
# first tag that closes it, as in a browser.
_UNREAD_TAGS = "script style svg noscript template select textarea button iframe object video audio canvas math".split()
_INITIALS = sorted({tag[0] for tag in _UNREAD_TAGS} | {tag[0].upper() for tag in _UNREAD_TAGS})
_UNREAD = re.compile(rf"<(?=[!{''.join(_INITIALS)}])(?:!--|({'|'.join(_UNREAD_TAGS)}|{'|'.join(_UNREAD_TAGS).upper()})\b)")
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
_LINKED_DATA = re.compile(r"""<script[^>]*type=["']?application/ld\+json[^>]*>(.*?)</script""", re.DOTALL | re.I)
# A list item that is nothing but a link is a menu's. It is no evidence that anything else misses.
_MENU_ITEM = re.compile(r"<li[^>]*>\s*<a [^>]*>[^<]*</a>\s*</li>")


# Pieces that a style sheet holds apart: <span class="by">سامي</span><span class="on">منذ ساعتين</span>
_TOUCHING = re.compile(r"(</(?:span|a|time)>)<(?=(?:a|time|span class)\b)")


@functools.cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b[^>]*>" if name else "-->", re.I)


# What a tag does to the text around it.
_OPEN, _CLOSE, _BREAK, _INLINE, _LINK, _UNLINK, _BOLD, _UNBOLD, _NOTED = range(9)
_BLOCK_TAGS = (
    "html head title body div p section article main header footer nav aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table "
    "thead tbody tfoot tr td th caption blockquote pre figure figcaption form fieldset legend address center details "
    "summary hgroup dir menu label picture search"
).split()
_EFFECTS = {
    **dict.fromkeys(_BLOCK_TAGS, _OPEN),
    **{f"/{tag}": _CLOSE for tag in _BLOCK_TAGS},
    **dict.fromkeys(("meta", "link", "time"), _NOTED),
    **dict.fromkeys(("b", "strong"), _BOLD),
    **dict.fromkeys(("/b", "/strong"), _UNBOLD),
    **{"br": _BREAK, "a": _LINK, "/a": _UNLINK},
}
_FOREIGN_TAGS = frozenset({"nav", "aside", "footer", "figcaption", "label", "legend", "address", "dialog", "search"})


class Block(NamedTuple):
    """A run of text between two block tags or line breaks, its spaces made single."""

    text: str
    linked: int  # how many of its characters stand in links
    tag: str  # the innermost block element around it
    node: int  # the same, as an index into the lists of `Markup`
    strong: bool  # all of it in bold


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
    for match in _UNREAD.finditer(html):
        start = match.start()
        if start >= kept and (end := _closing((match[1] or "").lower()).search(html, start + 2)):
            parts.append(html[kept:start])
            kept = end.end()
    parts.append(html[kept:])
    return "".join(parts)


def _scan(written: str, markup: Markup) -> None:  # noqa: C901 (one flat loop: a call for each tag would double its cost)
    kinds, parents, sizes = markup.kinds, markup.parents, markup.sizes
    stack = [-1]
    pieces: list[str] = []
    linked = anchors = bolds = bold = 0

    for tag, attributes, text in _TAG.findall(written):
        effect = _EFFECTS.get(tag, _INLINE)
        if effect <= _BREAK:
            if pieces:
                _flush(markup, stack[-1], pieces, linked, bold)
                pieces, linked, bold = [], 0, 0
            if effect == _OPEN:
                parents.append(stack[-1])
                stack.append(len(kinds))
                kinds.append(_judge(tag, attributes))
                sizes.append(0)
            elif effect == _CLOSE:
                stack.pop()
        elif effect == _LINK:
            anchors += 1
        elif effect == _UNLINK:
            anchors -= 1
        elif effect == _BOLD:
            bolds += 1
        elif effect == _UNBOLD:
            bolds -= 1
        elif attributes and (effect == _NOTED or "itemprop=" in attributes):
            _note(markup, tag, attributes)
        if text:
            if not text.isspace():
                pieces.append(text)
                if anchors:
                    linked += len(text)
                if bolds:
                    bold += len(text)
            elif pieces:
                pieces.append(" ")
    if pieces:
        _flush(markup, stack[-1], pieces, linked, bold)


def _flush(markup: Markup, node: int, pieces: list[str], linked: int, bold: int) -> None:
    raw = pieces[0] if len(pieces) == 1 else "".join(pieces)
    text = " ".join((unescape(raw) if "&" in raw else raw).split())
    tag = markup.kinds[node].tag
    if tag in {"title", "head"}:
        markup.title = markup.title or text
    elif text:
        size = len(raw)
        in_links = len(text) * linked // size if linked else 0
        markup.sizes[node] += len(text) - in_links
        markup.blocks.append(Block(text, in_links, tag, node, bold * 10 >= size * 9))


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
