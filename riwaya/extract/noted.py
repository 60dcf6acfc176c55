"""What a page notes of its report in its tags: <meta>, <link>, <time> and microdata."""

import re
from html import unescape
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table

_ATTRIBUTE = re.compile(r' ([^\s=]++)="([^"]*+)"')
_META = re.compile(r"<((?:meta|link|time) [^>]*+)>")
_ITEM = " itemprop="
_KEYS = frozenset({"property", "name", "itemprop"})


class Noted(Struct, frozen=True, kw_only=True):
    """A row of `noted.tsv`: what a page's metadata may call something, and what that tells of the report."""

    name: str
    tells: Literal["title", "site", "address", "language", "author", "date"]


NOTED = load_table("markup", "noted", Noted, "name")
_TELLING = re.compile(rf' (?:property|name|itemprop|rel)="(?:{"|".join(re.escape(row.name) for row in NOTED)})"')


class Notes(NamedTuple):
    """What the tags of a page note."""

    meta: dict[str, str]  # the first value of each name, property or itemprop, which stand in small letters
    links: dict[str, str]  # rel to href


def read_notes(written: str) -> Notes:
    """Give what the tags of a page note, of all that `noted.tsv` names. Every attribute must stand in double quotes.

    >>> read_notes('<meta property="og:title" content="فتح الجسر"><meta name="viewport" content="width=device-width">')
    Notes(meta={'og:title': 'فتح الجسر'}, links={})
    """
    notes = Notes({}, {})
    for head in filter(_TELLING.search, _list_heads(written)):
        given = {key: unescape(value).strip() for key, value in _ATTRIBUTE.findall(head)}
        if head.startswith("link "):
            for rel in given.get("rel", "").lower().split():
                notes.links.setdefault(rel, given.get("href", ""))
        elif value := given.get("content") or given.get("datetime") or given.get("title"):
            for key in _KEYS & given.keys():
                notes.meta.setdefault(given[key].lower(), value)
    return notes


def _list_heads(written: str) -> list[str]:
    heads: list[str] = _META.findall(written)
    at = written.find(_ITEM)
    while at >= 0:  # <span itemprop="datePublished" content="2020-04-24">
        end = written.find(">", at)
        heads.append(written[written.rfind("<", 0, at) + 1 : end])
        at = written.find(_ITEM, end)
    return heads
