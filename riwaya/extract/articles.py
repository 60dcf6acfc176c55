"""From a page to the report on it: clean title and text, date, byline, credit; nothing of the site around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from riwaya.errors import ExtractionError
from riwaya.extract.blocks import find_body, find_report
from riwaya.extract.bylines import NAMES, Near, choose_byline
from riwaya.extract.credits import Told, find_credits, find_dateline
from riwaya.extract.dates import choose_date
from riwaya.extract.encoding import decode_page
from riwaya.extract.headlines import STOPS, find_strange_headlines, is_prose
from riwaya.extract.languages import name_language
from riwaya.extract.lines import Line, judge_lines, read_sources
from riwaya.extract.markup import Block, Markup, has_picture, read_pieces, scan_markup
from riwaya.extract.metadata import Metadata, read_metadata
from riwaya.extract.outlets import name_outlet
from riwaya.extract.plain import Parts, divide_text
from riwaya.extract.titles import choose_title
from riwaya.records import Article, Page
from riwaya.times import find_dates

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKED = _HEADINGS | {"li"}  # what a page marks as its own heading or item is no stranger
_DATED = re.compile(r"date|time|publish|created|posted|meta|info|stamp")
_BESIDE = 12  # blocks after the title among which its date stands
_TOP = 600  # characters of a text
_UNDER = 4  # blocks right under the title are its own, whatever their names say
_BEFORE = 6
_NEAR = 3  # floors
_OPENING = 2  # paragraphs
_CAPTION = 100  # characters of a caption that no element marks
_ROW = 200  # characters of a row of author, date and section


def extract_article(page: Page) -> Article:
    """Give the report on a page.

    For HTML, `text` is the report's paragraphs with a blank line between each two. For text, it is the input
    character for character, and `paragraphs` names the parts that are the report.

    Raises:
        ExtractionError: the page holds no report.

    >>> from riwaya.records import Page
    >>> body = "<title>فتح الجسر - النهر</title><h1>فتح الجسر</h1><p>أعلن الوزير فتح الجسر أمام السيارات.</p>"
    >>> article = extract_article(Page(source="a.html", kind="html", body=body.encode()))
    >>> article.title, article.text, article.language
    ('فتح الجسر', 'أعلن الوزير فتح الجسر أمام السيارات.', 'ar')
    """
    article = _extract_text(page) if page.kind == "text" else _extract_markup(page)
    if not article.paragraphs:
        raise ExtractionError(page.source, "no report on this page", "look at the page: is it an article?")
    return article


def _extract_text(page: Page) -> Article:
    given = page.given
    text = decode_page(page.body, page.charset)
    parts = divide_text(text, _clean(given.title), given.outlet)
    top = [(line.strip(),) for line in text[:_TOP].split("\n") if line.strip()][:_UNDER]
    return _finish(page, text, parts, said=Metadata(address=given.url), shown=top, byline=None)


def _extract_markup(page: Page) -> Article:
    given = page.given
    markup = scan_markup(decode_page(page.body, page.charset))
    blocks = markup.blocks
    said = read_metadata(markup, given.url)
    sites = [name for name in (said.site, given.outlet) if name]
    found = choose_title(blocks, said.titles, markup.title, sites)
    chosen, foreign = find_report(markup, found.place)
    body = find_body(markup, chosen)
    near = _find_near(markup, foreign, found.place, body)
    around = _find_around(markup, found.place, chosen)
    byline = choose_byline(near, around, said.signed, said.authors, " ".join(sites))
    title = _clean(given.title) or found.text
    shown = [
        i
        for i in chosen
        if not (_is_caption(markup, blocks[i], above=i < body) or (i < body and _is_signing(blocks[i].text, byline)))
    ]
    judged = judge_lines(_line_up(blocks, shown), known=[title, *sites], byline=[byline, *said.signed])
    under = range(chosen[-1] + 1, min(chosen[-1] + 1 + _UNDER, len(blocks))) if chosen else ()
    sources = [*judged.sources, *read_sources(_line_up(blocks, under))]
    marked = {i for i in judged.kept if blocks[i].tag in _MARKED}
    strange = find_strange_headlines([blocks[i].text for i in judged.kept], title or "")
    kept = [i for place, i in enumerate(judged.kept) if place not in strange or i in marked]
    if found.place is None and not any(is_prose(blocks[i].text) for i in kept):  # a notice: Checking your browser
        kept = []
    text, paragraphs = _join([blocks[i].text for i in kept])
    parts = Parts(title, paragraphs, sources)
    return _finish(
        page, text, parts, said=said, shown=_find_shown(markup, foreign, found.place, chosen, body), byline=byline
    )


def _is_caption(markup: Markup, block: Block, *, above: bool) -> bool:
    """True for a few words beside a picture in one element, or under it above the text: <p><img><br>في السوق</p>."""
    is_label = len(block.text) <= _CAPTION and (block.text.endswith(")") or not block.text.endswith(STOPS))
    return is_label and block.tag not in _HEADINGS and has_picture(markup, block, above=above)


def _is_signing(text: str, byline: str | None) -> bool:
    """True for a line with author and date: By Jane Doe, John Roe on Monday, November 18th, 2019."""
    return byline is not None and byline in text and len(text) <= _ROW and bool(find_dates(text))


def _line_up(blocks: Sequence[Block], places: Iterable[int]) -> list[Line]:
    return [Line(i, b.text, b.linked, b.tag in _HEADINGS, b.tag == "li") for i in places for b in (blocks[i],)]


def _finish(
    page: Page, text: str, parts: Parts, *, said: Metadata, shown: Iterable[tuple[str, ...]], byline: str | None
) -> Article:
    given, paragraphs = page.given, parts.paragraphs
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else ((0, 0), (0, 0))
    opening = "\n".join(text[start:end] for start, end in paragraphs[:_OPENING])
    dateline = find_dateline(text, first[0]) if paragraphs else None
    byline = _clean(given.byline) or byline
    outlet = given.outlet or name_outlet(said.address, said.site)
    return Article(
        source=page.source,
        url=said.address,
        outlet=outlet,
        title=parts.title,
        language=given.language or name_language(text[first[0] :], said.language),
        published=choose_date(
            given=given.published, said=said.published, shown=shown, address=said.address, captured=given.crawled
        ),
        byline=byline,
        credit=given.credit
        or find_credits(
            Told(dateline, byline, opening, text[last[0] : last[1]], (*parts.sources, *said.partners)), outlet
        ),
        dateline=dateline,
        text=text,
        paragraphs=tuple(paragraphs),
    )


def _clean(value: str | None) -> str | None:
    return " ".join(unescape(value).split()) or None if value else None


def _join(texts: list[str]) -> tuple[str, list[tuple[int, int]]]:
    paragraphs, at = [], 0
    for text in texts:
        paragraphs.append((at, at + len(text)))
        at += len(text) + 2
    return "\n\n".join(texts), paragraphs


def _find_near(markup: Markup, foreign: list[bool], place: int | None, body: int) -> list[Near]:
    """Give the lines between the title and the report's first sentence, at the place `body`."""
    blocks = markup.blocks
    start = place + 1 if place is not None else max(body - _UNDER, 0)
    near, outer = [], _list_outer(markup, place)
    for i in range(start, min(start + _BESIDE, body)):
        line = _describe(markup, i, outer)
        if not foreign[blocks[i].node] or "author" in line.names:
            near.append(line)
    return near


def _find_around(markup: Markup, place: int | None, chosen: list[int]) -> Iterator[Near]:
    """Give the lines above the title in its box, and those right under the report."""
    blocks = markup.blocks
    after = chosen[-1] + 1 if chosen else len(blocks)
    above = range(max((place or 0) - _BEFORE, 0), place or 0)
    for i in (*above, *range(after, min(after + _UNDER, len(blocks)))):
        is_marked = any(map(NAMES.search, markup.tags[blocks[i].first : blocks[i].last]))
        if is_marked and (i >= after or _shares_box(markup, blocks[i].node, blocks[place or 0].node)):
            yield Near(blocks[i].text, "", read_pieces(markup, blocks[i]))


def _describe(markup: Markup, i: int, outer: set[int]) -> Near:
    """Give a line with what the elements around it are called, as far as they do not hold the title too."""
    block = markup.blocks[i]
    names: list[str] = []
    node = block.node
    while node >= 0 and node not in outer and len(names) <= _NEAR:
        names.append(markup.kinds[node].names)
        node = markup.parents[node]
    return Near(block.text, " ".join(names), read_pieces(markup, block))


def _list_outer(markup: Markup, title: int | None) -> set[int]:
    """Give the elements around the title."""
    outer: set[int] = set()
    node = markup.blocks[title].node if title is not None else -1
    while node >= 0:
        outer.add(node)
        node = markup.parents[node]
    return outer


def _find_shown(
    markup: Markup, foreign: list[bool], place: int | None, chosen: list[int], body: int
) -> Iterator[tuple[str, ...]]:
    """Give the lines in which a page may show its report's date: after the title, then before it, then at the end.

    Each is followed by its pieces, where it has several.
    """
    blocks = markup.blocks
    start = place if place is not None else (chosen[0] if chosen else 0)
    first = body if chosen else start + _UNDER
    for i in range(start + 1, min(first + 1, start + _BESIDE, len(blocks))):
        is_own = i - start <= _UNDER or not foreign[blocks[i].node]
        if is_own or _DATED.search(markup.kinds[blocks[i].node].names):
            yield _take_apart(markup, blocks[i])
    for i in range(start - 1, max(start - _BEFORE, -1), -1):  # above it the header shows the day of the visit
        if not foreign[blocks[i].node] and _shares_box(markup, blocks[i].node, blocks[start].node):
            yield _take_apart(markup, blocks[i])
    if chosen:
        last = blocks[chosen[-1]].node
        under = blocks[chosen[-1] + 1 : chosen[-1] + 1 + _UNDER]
        yield from ((block.text,) for block in under if not block.linked and _shares_box(markup, block.node, last))


def _take_apart(markup: Markup, block: Block) -> tuple[str, ...]:
    pieces = [piece.text for piece in read_pieces(markup, block)] if len(block.text) < _ROW else []
    return (" ".join(pieces), *pieces) if len(pieces) > 1 else (block.text,)


def _shares_box(markup: Markup, node: int, title: int) -> bool:
    """True where a block stands in the box of the title: the element around its element, or that one's."""
    parents = markup.parents
    boxes = {parents[title], parents[parents[title]]}
    for _ in range(_NEAR):
        node = parents[node]
        if node < 0:
            return False
        if node in boxes:
            return markup.kinds[node].tag not in {"body", "html"}
    return False
