"""Hostile input: whatever is read, the answer is records or one of our errors, what it points at is there, and in time.

Texts are made of the pieces that rules look for, so that rules fire on what no reporter would write.
"""

import gzip
import io
import json
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya.addresses import canonical
from riwaya.cli.paint import clean
from riwaya.errors import ExtractionError, InputError
from riwaya.pipeline import read_page
from riwaya.records import Given, Mention, Page, Problem, Quantity, Reading, Span, Time
from riwaya.sources import open_pages
from riwaya.sources.listings import is_web, list_feeds, list_links
from riwaya.sources.robots import read_rules
from riwaya.text import fold
from riwaya.times import find_times
from riwaya.warc import pack_record

CALM = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

MARKS = ("«", "»", '"', "“", "”", "(", ")", "[", "،", ":", "؛", ".", "…", "!", "-", "–", "ـ", "\n", " ", "\t", "\u00a0")
TRICKS = ("\u202e", "\u200f", "\u2066", "\u2069", "\u200b", "\ufeff", "\u0000", "\u064e", "e\u0301", "ﷺ", "ﻻ", "𝟛", "²")
SPEECH = (
    "قال",
    "وقال",
    "إن",
    "أن",
    "وأضاف",
    "نفى",
    "بحسب",
    "وفق",
    "نقلا عن",
    "وكالة",
    "رويترز",
    "الوزير",
    "هاشم الراوي",
    "عنه",
    "ما",
)
COUNTS = (
    "ثلاثة",
    "مئة",
    "ألف",
    "و",
    "12",
    "١٢",
    "1,000",
    "3.5",
    "%",
    "قتيلا",
    "دولار",
    "بين",
    "من",
    "إلى",
    "نحو",
    "أكثر من",
    "-",
)
DAYS = (
    "الأحد",
    "أمس",
    "10/2/2025",
    "2025-02-10",
    "فبراير",
    "شباط/فبراير",
    "1446 هـ",
    "الساعة",
    "9:30",
    "منذ",
    "الماضي",
    "القرن",
    "عام",
)
TAGS = (
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<h1>",
    "<article>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<a href='",
    "'>",
    "<br>",
    "<svg>",
    "<![CDATA[",
    "&#x202e;",
    "&amp;",
    "<meta charset=",
    "<time datetime='",
    "<table><tr><td>",
    "\x00",
)

PIECES = st.sampled_from((*MARKS, *TRICKS, *SPEECH, *COUNTS, *DAYS)) | st.text(max_size=3)
TEXTS = st.lists(PIECES, max_size=60).map(" ".join)
PAGES = st.lists(PIECES | st.sampled_from(TAGS), max_size=80).map("".join)


def read(text: str, kind: str = "text", **given_: str) -> Reading | None:
    body = text.encode("utf-8", "surrogatepass")
    try:
        return read_page(Page(source="x", kind="html" if kind == "html" else "text", body=body, given=Given(**given_)))
    except ExtractionError:
        return None


def list_spans(reading: Reading) -> Iterator[Span | Mention | Time | Quantity]:
    for statement in reading.statements:
        yield from statement.content
        yield from (span for span in (statement.cue, statement.source, statement.venue) if span)
        yield from (carrier.span for carrier in statement.carriers)
    yield from reading.findings.mentions
    yield from reading.findings.times
    yield from reading.findings.quantities
    yield from (event.trigger for event in reading.findings.events)


def stands(reading: Reading | None) -> None:
    """Assert that everything found on a page is where it says, in one of the paragraphs."""
    if reading is None:
        return
    text, paragraphs = reading.article.text, reading.article.paragraphs
    assert all(0 <= start < end <= len(text) for start, end in paragraphs)
    for span in list_spans(reading):
        assert text[span.start : span.end] == span.text
        assert any(start <= span.start < span.end <= end for start, end in paragraphs)


@CALM
@given(TEXTS)
def test_texts(text: str) -> None:
    stands(read(text))


@CALM
@given(PAGES)
def test_pages(page: str) -> None:
    stands(read(page, "html"))


@CALM
@given(TEXTS, st.text(max_size=30), st.text(max_size=30))
def test_what_is_said_about_a_page(text: str, published: str, crawled: str) -> None:
    stands(read(text, published=published, crawled=crawled))


@CALM
@given(st.lists(st.sampled_from((*DAYS, *MARKS, *COUNTS)), max_size=30).map(" ".join))
def test_dates(text: str) -> None:
    for found in find_times(text, ((0, len(text)),), None):
        assert text[found.start : found.end] == found.text
        assert found.from_ is None or found.to is None or found.from_ <= found.to


# --- readers of files -------------------------------------------------------------------------------------------

RECORD = pack_record(
    [("WARC-Type", "resource"), ("WARC-Target-URI", "https://nahr.example/7"), ("Content-Type", "text/html")],
    b"<p>x</p>",
)
FEED = b"<rss version='2.0'><channel><title>x</title><item><link>https://a.example/7</link><description>x</description></item></channel></rss>"
SITEMAP = b"<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/7</loc><n:news/></url></urlset>"
CHAT = json.dumps(
    {
        "name": "x",
        "type": "public_channel",
        "id": 1,
        "messages": [
            {
                "id": 1,
                "type": "message",
                "date": "2025-02-10T10:00:00",
                "date_unixtime": "1739181600",
                "text": ["a", {"text": "b"}],
            }
        ],
    }
).encode()
LINE = b'{"id": "7", "text": "x", "published": "2025-02-10"}\n'
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/7"}]}'
LISTS = b"<opml><body><outline xmlUrl='https://a.example/rss'/></body></opml>"


@st.composite
def damaged(draw: st.DrawFn, *whole: bytes) -> bytes:
    """Give one of several sound inputs, cut, doubled, or with bytes of another kind in it."""
    content = draw(st.sampled_from(whole))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 30)))
        put = draw(
            st.binary(max_size=8) | st.sampled_from((b"", content[start:end] * 3, b"&#0;", b"\xff\xfe", b"[[[[", b"{}"))
        )
        content = content[:start] + put + content[end:]
    return content


@CALM
@given(damaged(gzip.decompress(RECORD), RECORD, FEED, CHAT, LINE, JSON_FEED, gzip.compress(LINE)))
def test_files(content: bytes) -> None:
    items = list(open_pages(["-"], stdin=io.BytesIO(content)))
    assert items
    assert all(isinstance(item, Page | Problem) for item in items)


@CALM
@given(damaged(FEED, SITEMAP, JSON_FEED, SITEMAP.replace(b"urlset", b"sitemapindex").replace(b"url>", b"sitemap>")))
def test_feeds_name_web_addresses_only(content: bytes) -> None:
    try:
        found = list_links(content, "https://nahr.example/rss")
    except InputError:
        return
    assert all(is_web(address) and address.isprintable() for address in (*found.feeds, *(x.url for x in found.links)))


@CALM
@given(damaged(LISTS, b"https://a.example/rss\n# x\nhttp://b.example/\n"))
def test_lists_of_feeds_name_web_addresses_only(content: bytes) -> None:
    try:
        assert all(map(is_web, list_feeds(content, "feeds")))
    except InputError:
        return


@CALM
@given(damaged(b"User-agent: *\nDisallow: /*a*b*$\nAllow: /a\nCrawl-delay: 5\n"), st.text(max_size=30))
def test_robots(content: bytes, path: str) -> None:
    rules = read_rules(content, "riwaya")
    assert rules.allows(f"/{path}") in {True, False}
    assert rules.delay is None or 0 <= rules.delay <= 60


# --- time -------------------------------------------------------------------------------------------------------

LEAD = "<p>قال وزير الري إن الجسر آمن. "
REPEATED = (
    "(", "«", '"', "» ", "« ", "قال إن ", "وأضاف أن «", "بحسب ", "نقلا عن ", "(رويترز) ", "ثلاثة و", "مئة ألف ", "12",
    "1,", "1 2 ", "10/", "2020-", "شباط/", "الساعة 10:", "عبد ", "بن ", "ال", "و", "ـ", " ", "\n", "…", "قال: ",
    "\u202e", "\u064e", "&#x", "&amp;", "<p>", "<div>", "</p>", "<!--", "<a href=", "<script>", "<",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_with_the_length_and_not_faster(piece: str) -> None:
    """Twice as long may take twice as long and some more; what is quadratic takes sixteen times as long here."""
    short, long = (LEAD + piece * (size // len(piece)) for size in (2_000, 8_000))
    kind = "html" if piece[0] in "<&" else "text"
    read(short, kind)
    assert measure(lambda: read(long, kind)) < 9 * measure(lambda: read(short, kind)) + 0.2


def test_robots_patterns_do_not_explode() -> None:
    rules = read_rules(b"User-agent: *\nDisallow: /" + b"*a" * 200 + b"b$", "riwaya")
    assert measure(lambda: rules.allows("/" + "a" * 5000)) < 0.5


def measure(work: Callable[[], object]) -> float:
    """Give the processor's seconds, the fewer of two tries."""
    found = []
    for _ in range(2):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


# --- disguises --------------------------------------------------------------------------------------------------

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200e\u200f\u061c\ufeff\u00ad"


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_character_makes_no_other_name(control: str) -> None:
    assert fold(f"ها{control}شم الراوي") == fold("هاشم الراوي")


@pytest.mark.parametrize("control", "\u202a\u202b\u202d\u202e\x1b\x07")
def test_a_control_character_does_not_reach_the_terminal(control: str) -> None:
    assert control not in clean(f"هاشم{control} الراوي")


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_character_hides_no_address(control: str) -> None:
    plain = canonical("https://nahr.example/7")
    assert canonical(f"https://na{control}hr.example/7") in {None, plain}
    written = canonical(f"https://nahr.example/7{control}") or ""
    assert written.isascii()
    with pytest.raises(InputError):
        list_feeds(f"{control}https://nahr.example/rss".encode(), "x") if control != "\ufeff" else list_feeds(b"", "x")
    rss = f"<rss version='2.0'><channel><item><link>https://na{control}hr.example/7</link></item></channel></rss>"
    assert list_links(rss.encode(), "https://nahr.example/rss").links == ()


@pytest.mark.parametrize("host", ["nаhr.example", "nahг.example", "ոahr.example", "nahr․example", "nąhr.example"])
def test_a_look_alike_is_another_host_and_shows_it(host: str) -> None:
    written = canonical(f"https://{host}/7") or ""
    assert written.isascii()
    assert written != "https://nahr.example/7" or "․" in host  # NFKC: that dot is a dot, and browsers read it as one


@pytest.mark.parametrize("name", ["ｎａｈｒ.example", "nahr。example", "NAHR.example", "nahr.example."])
def test_another_spelling_of_a_host_is_the_same_host(name: str) -> None:
    assert canonical(f"https://{name}/7") == "https://nahr.example/7"
