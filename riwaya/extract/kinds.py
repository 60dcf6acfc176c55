"""What the elements of a page say of themselves by their tags and names: the report, the site, a wall before both."""

import functools
import re
from typing import NamedTuple

from riwaya.extract.unread import list_tags
from riwaya.lexicon import load_list

FOREIGN_TAGS = frozenset(list_tags("foreign"))
_NAMED = re.compile(r'\b(?:class|id|itemprop|rel|role|data-component)="([^"]*)"')
_WORD = re.compile(r"[a-z]+")
_CONCEALED = re.compile(r'\bhidden=""|display:\s*none|aria-hidden="true"')
_LINES = re.compile(r"white-space:\s*pre")


class Kind(NamedTuple):
    """What a block element says of itself."""

    tag: str
    names: str  # its class, id and itemprop
    is_foreign: bool  # by its tag or its names it holds the site, not the report
    is_report: bool  # by its names it holds the report
    is_wall: bool  # by its names it stands before the page: a question about cookies
    keeps_lines: bool = False  # its line breaks are shown


@functools.lru_cache(maxsize=1 << 14)
def judge_head(head: str) -> Kind:
    """Give what a block tag says, as `name attribute="value"`."""
    name, _, attributes = head.partition(" ")
    if not attributes:
        return Kind(name, "", _is_foreign_tag(name), is_report=False, is_wall=False)
    if name in {"html", "body"}:
        return Kind(name, attributes, is_foreign=False, is_report=False, is_wall=False)
    names = read_names(attributes)
    hints = _load_hints()
    joined = {"".join(_WORD.findall(part)) for part in names.split()}
    words = joined.union(_WORD.findall(names))
    is_report = not hints.report.isdisjoint(joined)
    is_hidden = is_unseen(attributes) and hints.folded.isdisjoint(words)
    is_foreign = _is_foreign_tag(name) or not hints.foreign.isdisjoint(words) or is_hidden
    is_wall = not hints.walls.isdisjoint(words)
    keeps_lines = bool(_LINES.search(attributes))
    return Kind(name, names, (is_foreign or is_wall) and not is_report, is_report, is_wall, keeps_lines)


def _is_foreign_tag(name: str) -> bool:
    """True for <footer>, and for an element of a page's own that its name marks: <app-poll>."""
    return name in FOREIGN_TAGS or ("-" in name and not _load_hints().foreign.isdisjoint(name.split("-")))


@functools.lru_cache(maxsize=1 << 14)
def is_unseen(attributes: str) -> bool:
    """True for an element that nobody sees: class="visually-hidden", but not class="field-label-hidden"."""
    names = read_names(attributes).split()
    return not _load_hints().hidden.isdisjoint(names) or bool(_CONCEALED.search(attributes))


def read_names(attributes: str) -> str:
    """Give what an element is called: its class, id and the like, in small letters.

    >>> read_names('id="Main" style="top:0" class="News body"')
    'main news body'
    """
    return " ".join(_NAMED.findall(attributes)).lower()


class _Hints(NamedTuple):
    foreign: frozenset[str]
    report: frozenset[str]
    walls: frozenset[str]
    hidden: frozenset[str]
    folded: frozenset[str]


@functools.cache
def _load_hints() -> _Hints:
    return _Hints(*(frozenset(load_list("markup", name)) for name in _Hints._fields))
