"""What nobody reads of a page, taken out before the parse, which then has half as much to do."""

import functools
import re
from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from riwaya.lexicon import load_table

_COMMENT = r"!(?=--)[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)"
# A list item that is nothing but a link is a menu's. It is no evidence that anything else misses.
_MENU_ITEM = r"li(?=[ >])[^<>]*+>\s*+<a [^<>]*+>[^<]*+</a>\s*+</li>"
# What stands beside a report. It holds none of its kind and nothing that a report may begin with, and is not the
# report's own: <nav class="article-tools"> may stand between title and author.
_SIDE = r"(?P<side>aside|nav)(?=[ >])(?![^<>]*article)"
_BESIDE = rf"(?P<beside>{_SIDE}[^<]*+(?:<(?!/?(?:aside|nav|article|main|h1)\b)[^<]*+)*+</(?P=side)>)"
_SHARE = 3  # of a page: what takes a third of it may be the report itself


class _Tag(Struct, frozen=True, kw_only=True):
    tag: str
    kind: Literal["block", "foreign", "unread"]


def list_tags(*kinds: str) -> tuple[str, ...]:
    """Give the HTML elements that are one of some kinds to a report: "block", "foreign", "unread"."""
    return tuple(row.tag for row in load_table("markup", "tags", _Tag, "tag") if row.kind in kinds)


def drop_unread(html: str) -> str:
    """Give a page without its scripts, comments and the like, its menus and what stands in an <aside>.

    The first tag that closes an element ends it, as in a browser. What is never closed stays, and so does an <aside>
    or <nav> that may tell of the report.

    >>> drop_unread("<p>قال<!-- <p> --> الوزير<script>if (a < b) {}</script> إن<li><a href=/>الرئيسية</a></li>")
    '<p>قال الوزير إن'
    >>> drop_unread("<nav>الرئيسية</nav><aside class=author>هند مراد</aside><p>قال الوزير إن الجسر مفتوح")
    '<aside class=author>هند مراد</aside><p>قال الوزير إن الجسر مفتوح'
    """
    return _drop(html, list_tags("unread"))


def _drop(html: str, names: Collection[str]) -> str:
    def drop(found: re.Match[str]) -> str:
        if found.lastgroup == "beside" and _may_tell(found["beside"], html):
            return f"<{_drop(found['beside'], names)}"
        if found.lastgroup != "rest":
            return ""
        name, rest = found["name"], found["rest"]
        return f"<{name}{_drop(rest, tuple(other for other in names if other != name.lower()))}"

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
    element = rf"(?P<name>{'|'.join(written)})\b(?:{closed}|(?P<rest>.*))"
    return re.compile(rf"<(?=[!aln{first}])(?:{_COMMENT}|{element}|{_MENU_ITEM}|{_BESIDE})", re.DOTALL)
