"""The report's title: its own words, without the site's name before or behind them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from riwaya.extract.blocks import Column
from riwaya.extract.headlines import STOPS
from riwaya.extract.keys import key_words
from riwaya.extract.markup import Block

_SEPARATOR = re.compile(r"\s+[|\-–—:»«·•/]+\s+|\s*[|»«•]\s*|\s*::\s*|\s+[-–—]|[-–—]\s+")
_SHORTEST = 7  # characters of a title
_LONGEST = 300
_WORDS = range(3, 25)  # in a title that only its class betrays
_SITE_WORDS = 4  # in the name of a site or a section
_ABOVE = 12  # blocks above the text
_NAMED = re.compile(r"title|titre|headline|heading|\bhdl|\bhed\b|onvan")
_OTHER = re.compile(r"sub|sec|site|block|page|above|shoulder|kicker")


class Found(NamedTuple):
    """A title, and the block that is its heading where there is one."""

    text: str | None
    place: int | None = None


def choose_title(blocks: Sequence[Block], metadata: Sequence[str], page_title: str, sites: Sequence[str]) -> Found:
    """Find the report's title.

    `metadata` is what OpenGraph, linked data and Twitter cards say, `page_title` is <title>, `sites` the names of
    the site. A heading that metadata or <title> repeat is the title; then any block that is one of their parts (old
    templates set it in a <td>); without either the metadata say it, less the name of the site.
    """
    said = [t for t in (*metadata, page_title) if t and len(t) <= _LONGEST]
    keys = [key_words(t) for t in said]
    headings = [(b.tag, i) for i, b in enumerate(blocks) if b.tag in {"h1", "h2"}]
    found = [i for _, i in headings if _is_title(key_words(blocks[i].text), keys)]
    exact = {key_words(t) for t in metadata}
    found += [i for i, b in enumerate(blocks) if b.tag in {"h3", "h4"} and not b.linked and key_words(b.text) in exact]
    if found:  # the longest that they repeat, since the site's own name may stand in an h1 too
        place = max(found, key=lambda i: (key_words(blocks[i].text) in keys, len(blocks[i].text), -i))
        return Found(blocks[place].text, place)
    parts = {key_words(part) for title in said for part in (title, *_cut(title))} - {key_words(site) for site in sites}
    likely = [
        i
        for i, block in enumerate(blocks)
        if _SHORTEST < len(block.text) < _LONGEST and block.linked == 0 and key_words(block.text) in parts
    ]
    if likely:
        place = max(likely, key=lambda i: (key_words(blocks[i].text) in exact, -i))
        return Found(blocks[place].text, place)
    stripped = (strip_site(title, sites, said) for title in said)
    first = min(headings, default=None)
    if (title := next(filter(None, stripped), None)) or first is None:
        return Found(title)
    return Found(blocks[first[1]].text, first[1])


def find_named_title(column: Column, page_title: str) -> Found | None:
    """Find the title of a page whose <title> has no more than the names of site and section, by its element's class.

    It is the nearest line above the text that is called a title: <td class="hdl">.
    """
    if max(len(part.split()) for part in _SEPARATOR.split(page_title)) > _SITE_WORDS:
        return None
    blocks, kinds = column.markup.blocks, column.markup.kinds
    for i in range(column.body - 1, max(column.body - _ABOVE, 0) - 1, -1):
        block = blocks[i]
        is_line = len(block.text.split()) in _WORDS and not block.linked and not block.text.endswith(STOPS)
        names = kinds[block.node].names
        if is_line and not column.foreign[block.node] and _NAMED.search(names) and not _OTHER.search(names):
            return Found(block.text, i)
    return None


def _cut(title: str) -> list[str]:
    """Give what stands before and behind each separator of a title."""
    cuts = list(_SEPARATOR.finditer(title))
    return [part for cut in cuts for part in (title[: cut.start()], title[cut.end() :])]


def strip_site(title: str, sites: Sequence[str], others: Sequence[str]) -> str:
    """Cut the name of the site from the front or the back of a title.

    What to cut is known by the site's own name, or by another title of the same page that lacks it.

    >>> strip_site("افتتاح الجسر الجديد - صحيفة النهر", ["صحيفة النهر"], [])
    'افتتاح الجسر الجديد'
    >>> strip_site("صحيفة النهر :: افتتاح الجسر الجديد", [], ["افتتاح الجسر الجديد"])
    'افتتاح الجسر الجديد'
    """
    known = {key_words(other) for other in others}
    own = [key_words(site) for site in sites]
    for cut in _SEPARATOR.finditer(title):
        front, back = title[: cut.start()].strip(), title[cut.end() :].strip()
        if back and (key_words(back) in known or any(_names_site(key_words(front), site) for site in own)):
            return strip_site(back, sites, [])
        if front and (key_words(front) in known or any(_names_site(key_words(back), site) for site in own)):
            return front
    return title.strip()


def _names_site(part: str, own: str) -> bool:
    return bool(part) and (
        part == own or (len(part) > 3 and (part in own or own in part) and len(part) < 2 * len(own) + 8)
    )


def _is_title(heading: str, titles: Sequence[str]) -> bool:
    """True where a title that the page states holds the heading, or the heading holds a cut title."""
    return len(heading) > _SHORTEST and any(
        heading in title or (len(title) * 2 > len(heading) and title in heading) for title in titles
    )
