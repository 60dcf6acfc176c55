"""From a page to the report on it: clean title and text, date, byline, credit; nothing of the site around it."""

from collections.abc import Iterable, Sequence
from html import unescape

from riwaya.errors import ExtractionError
from riwaya.extract.blocks import Column, find_report
from riwaya.extract.bylines import choose_byline
from riwaya.extract.credits import Told, find_credits, find_dateline
from riwaya.extract.dates import choose_date, read_dates
from riwaya.extract.encoding import decode_page
from riwaya.extract.headlines import STOPS, find_strange_headlines, is_prose
from riwaya.extract.languages import name_language
from riwaya.extract.lines import Line, judge_lines, read_sources
from riwaya.extract.margins import find_around, find_near, find_shown, list_under
from riwaya.extract.markup import Block, Markup, has_picture, scan_markup
from riwaya.extract.metadata import Metadata, read_metadata
from riwaya.extract.outlets import name_outlet
from riwaya.extract.plain import Parts, divide_text
from riwaya.extract.quotes import find_pull_quotes
from riwaya.extract.titles import choose_title, find_named_title
from riwaya.records import Article, Page

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKED = _HEADINGS | {"li"}  # what a page marks as its own heading or item is no stranger
_TOP = 600  # characters of a text
_HEAD = 4  # of its lines
_CAPTION = 100  # characters of a caption that no element marks
_DATE = 40  # characters at the beginning of a line in which a date that it opens with has its end
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
    top = [(line.strip(),) for line in text[:_TOP].split("\n") if line.strip()][:_HEAD]
    return _finish(page, text, parts, Metadata(address=given.url), top, byline=None)


def _extract_markup(page: Page) -> Article:
    given = page.given
    markup = scan_markup(decode_page(page.body, page.charset))
    blocks = markup.blocks
    said = read_metadata(markup, given.url)
    sites = [name for name in (said.site, given.outlet) if name]
    found = choose_title(blocks, said.titles, markup.title, sites)
    column = find_report(markup, found.place)
    if found.place is None and not said.titles and (named := find_named_title(column, markup.title)):
        found = named
        column = find_report(markup, found.place)
    byline = choose_byline(find_near(column), find_around(column), said.signed, said.authors, " ".join(sites))
    title = _clean(given.title) or found.text
    judged = judge_lines(_line_up(blocks, _drop_labels(column, byline)), [title, *sites], [byline, *said.signed])
    marked = {i for i in judged.kept if blocks[i].tag in _MARKED}
    strange = find_strange_headlines([blocks[i].text for i in judged.kept], title or "")
    kept = [i for place, i in enumerate(judged.kept) if place not in strange or i in marked]
    if found.place is None and not any(is_prose(blocks[i].text) for i in kept):  # a notice: Checking your browser
        kept = []
    text, paragraphs = _join([blocks[i].text for i in kept])
    sources = [*judged.sources, *read_sources(_line_up(blocks, list_under(column))), *said.partners]
    return _finish(page, text, Parts(title, paragraphs, sources), said, find_shown(column), byline)


def _drop_labels(column: Column, byline: str | None) -> list[int]:
    """Give the report's blocks without captions, pull quotes and the row of author and date."""
    blocks = column.markup.blocks
    captions = {i for i in column.chosen if _is_caption(column.markup, blocks[i], above=i < column.body)}
    rows = {i for i in column.chosen if i < column.body and _is_signing(blocks[i].text, byline)}
    pulled = find_pull_quotes(column.markup, column.chosen)
    return [i for i in column.chosen if i not in captions | rows | pulled]


def _is_caption(markup: Markup, block: Block, *, above: bool) -> bool:
    """True for a few words beside a picture in one element, or under it above the text: <p><img><br>في السوق</p>."""
    is_label = len(block.text) <= _CAPTION and (block.text.endswith(")") or not block.text.endswith(STOPS))
    return is_label and block.tag not in _HEADINGS and has_picture(markup, block, above=above)


def _is_signing(text: str, byline: str | None) -> bool:
    """True for a line with author and date: By Jane Doe, John Roe on Monday, November 18th, 2019.

    So is one that opens with its date and is no sentence: الأحد 14 تموز 2015 الساعة 07 مساء / الجسر نت - خاص.
    """
    if len(text) > _ROW:
        return False
    if byline is not None and byline in text:
        return bool(read_dates(text))
    return text[:_DATE].count(" ") > 1 and not is_prose(text) and any(d.end < _DATE for d in read_dates(text))


def _line_up(blocks: Sequence[Block], places: Iterable[int]) -> list[Line]:
    return [Line(i, b.text, b.linked, b.tag in _HEADINGS, b.tag == "li") for i in places for b in (blocks[i],)]


def _finish(
    page: Page, text: str, parts: Parts, said: Metadata, shown: Iterable[tuple[str, ...]], byline: str | None
) -> Article:
    given, paragraphs = page.given, parts.paragraphs
    start = paragraphs[0][0] if paragraphs else 0
    byline = _clean(given.byline) or byline
    outlet = given.outlet or name_outlet(said.address, said.site)
    told = Told(
        dateline=find_dateline(text, start) if paragraphs else None,
        byline=byline,
        paragraphs=[text[a:b] for a, b in paragraphs],
        sources=parts.sources,
    )
    return Article(
        source=page.source,
        url=said.address,
        outlet=outlet,
        title=parts.title,
        language=given.language or name_language(text[start:], said.language),
        published=choose_date(
            given=given.published, said=said.published, shown=shown, address=said.address, captured=given.crawled
        ),
        byline=byline,
        credit=given.credit or find_credits(told, outlet),
        dateline=told.dateline,
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
