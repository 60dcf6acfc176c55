"""What nobody reads of a page, taken out before the parse, which then has half as much to do."""

import functools
import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table

_COMMENT = r"!(?=--)[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)"
# A list item that is nothing but a link is a menu's. It is no evidence that anything else misses.
_MENU_ITEM = r"li(?=[ >])[^<>]*+>\s*+<a [^<>]*+>[^<]*+</a>\s*+</li>"
# The rest of a tag, where no attribute holds a `>`. Of a picture it counts only where one stands.
_ATTRIBUTES = r"""[^<>"']*+(?:"[^<>"]*+"[^<>"']*+)*+>"""
_PICTURE = rf"(?P<picture>img ){_ATTRIBUTES}"
_IDLE = rf"(?:input |link (?![^<>]*(?:canonical|itemprop))){_ATTRIBUTES}"
# What stands beside a report. It holds none of its kind and nothing that a report may begin with, and is not the
# report's own: <nav class="article-tools"> may stand between title and author.
_SIDE = r"(?P<side>aside|nav)(?=[ >])(?![^<>]*article)"
_BESIDE = rf"(?P<beside>{_SIDE}[^<]*+(?:<(?!/?(?:aside|nav|article|main|h1)\b)[^<]*+)*+</(?P=side)>)"
_SHARE = 3  # of a page: what takes a third of it may be the report itself
_LINKED_DATA = "application/ld+json"


class _Tag(Struct, frozen=True, kw_only=True):
    tag: str
    kind: Literal["block", "foreign", "unread"]


class Kept(NamedTuple):
    """What is left of a page, and the scripts that tell of its report."""

    html: str
    linked_data: list[str]


@functools.cache
def list_tags(*kinds: str) -> tuple[str, ...]:
    """Give the HTML elements that are one of some kinds to a report: "block", "foreign", "unread"."""
    return tuple(row.tag for row in load_table("markup", "tags", _Tag, "tag") if row.kind in kinds)


def drop_unread(html: str) -> Kept:
    """Give a page without its scripts, comments and the like, its menus and what stands in an <aside>.

    The first tag that closes an element ends it, as in a browser. What is never closed stays, and so does an <aside>
    or <nav> that may tell of the report. A picture stays without its attributes.

    >>> drop_unread("<p>قال<!-- <p> --> الوزير<script>if (a < b) {}</script> إن<li><a href=/>الرئيسية</a></li>").html
    '<p>قال الوزير إن'
    >>> drop_unread("<nav>الرئيسية</nav><aside class=author>هند مراد</aside><p>قال الوزير إن الجسر مفتوح").html
    '<aside class=author>هند مراد</aside><p>قال الوزير إن الجسر مفتوح'
    >>> drop_unread('<p>قال<script type="application/ld+json">{"headline": "فتح الجسر"}</script>').linked_data
    ['{"headline": "فتح الجسر"}']
    """
    linked_data: list[str] = []
    return Kept(_drop(html, list_tags("unread"), linked_data), linked_data)


def _drop(html: str, names: Collection[str], linked_data: list[str]) -> str:
    def drop(found: re.Match[str]) -> str:
        kind = found.lastgroup
        if kind is None:  # most often
            return ""
        if kind == "picture":
            return "<img>"
        if kind == "head" and _LINKED_DATA in found["head"]:
            linked_data.append(html[found.end("head") + 1 : html.rindex("</", 0, found.end())])
        if kind == "beside" and _may_tell(found["beside"], html):
            return f"<{_drop(found['beside'], names, linked_data)}"
        if kind != "rest":
            return ""
        others = tuple(other for other in names if other != found["name"].lower())
        return f"<{found['name']}{found['head']}{_drop(found['rest'], others, linked_data)}"

    return _compile(tuple(names)).sub(drop, html)


def _may_tell(beside: str, html: str) -> bool:
    """True for what stands beside a report, but names its author, or is too long for that: a report in an <aside>."""
    return "auth" in beside or len(beside) * _SHARE > len(html)


@functools.cache
def _compile(names: tuple[str, ...]) -> re.Pattern[str]:
    """Give what finds elements, comments, menus and asides; `rest` is all that follows a tag that is never closed.

    It never goes back over what it has read, so that a page of nothing but open tags takes no longer than another.
    """
    written = (*names, *map(str.upper, names)) or ("(?!)",)
    first = "".join(sorted({name[0] for name in written}))
    closed = r"[^<]*+(?:<(?!/(?i:(?P=name))\b)[^<]*+)*+</[^>]*+>"
    element = rf"(?P<name>{'|'.join(written)})\b(?P<head>[^>]*+)(?:{closed}|(?P<rest>.*))"
    parts = "|".join((_COMMENT, element, _MENU_ITEM, _BESIDE, _PICTURE, _IDLE))
    return re.compile(rf"<(?=[!ailn{first}])(?:{parts})", re.DOTALL)
