"""Extraction, by its cases, and the laws that hold for every page."""

import datetime as dt
import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import riwaya
from riwaya.demo import demo_pages
from riwaya.errors import ExtractionError
from riwaya.extract import extract_article
from riwaya.extract.boilerplate import find_cue
from riwaya.extract.credits import _shorten
from riwaya.extract.encoding import decode_page
from riwaya.extract.markup import scan_markup
from riwaya.records import Article, Given, Page

HERE = Path(__file__).parent
ROOT = Path(riwaya.__file__).parent
SHARED = HERE.parent.parent / "shared"
CASES = json.loads((HERE / "cases" / "extract.json").read_text("utf-8"))
SENTENCE = "أعلن الوزير فتح الجسر القديم أمام السيارات بعد إغلاق دام أسبوعين كاملين. "


def read_page(case: dict[str, Any]) -> Page:
    body = case["body"].encode(case.get("encoding", "utf-8"), "replace")
    return Page(source="page", kind=case["kind"], body=body, charset=case.get("charset"), given=Given(**case["given"]))


def describe(article: Article) -> dict[str, Any]:
    """The fields of an article in the form in which cases write them."""
    published, paragraphs = article.published, [article.text[start:end] for start, end in article.paragraphs]
    return {
        "title": article.title,
        "paragraphs": paragraphs,
        "first": paragraphs[0],
        "date": str(published.date) if published else None,
        "time": published.time if published else None,
        "basis": published.basis if published else None,
        "byline": article.byline,
        "credit": list(article.credit),
        "dateline": article.dateline.text if article.dateline else None,
        "outlet": article.outlet,
        "language": article.language,
        "url": article.url,
    }


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True)] if case["shelf"] == "known-failure" else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    page, expected = read_page(case["given"]), case["expected"]
    if "error" in expected:
        with pytest.raises(ExtractionError, match=expected["error"]):
            extract_article(page)
        return
    found = describe(extract_article(page))
    assert {key: found[key] for key in expected} == expected


def extract_or_none(page: Page) -> Article | None:
    try:
        return extract_article(page)
    except ExtractionError:
        return None


LINES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [SENTENCE * 2, "اقرأ أيضا: خبر آخر", "شاركها.", "• نقطة أولى", "موسكو (أ ف ب) – قال", "#a #b #c", ""]
    ),
)


@given(st.lists(LINES, max_size=8).map("\n".join))
@settings(max_examples=150, deadline=None)
def test_text_is_kept_character_for_character(text: str) -> None:
    body = text.encode("utf-8", "replace")
    article = extract_or_none(Page(source="t", kind="text", body=body))
    if article is None:
        return
    assert article.text == decode_page(body)
    assert list(article.paragraphs) == sorted(set(article.paragraphs))
    ends = 0
    for start, end in article.paragraphs:
        assert ends <= start < end <= len(article.text)
        assert article.text[start:end] == article.text[start:end].strip()
        ends = end
    if article.dateline:
        assert article.text[article.dateline.start : article.dateline.end] == article.dateline.text


TAGS = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<br>",
        "<a href=x>",
        "</a>",
        "<script>",
        "</script>",
        "<!--",
        "<li>",
        "<table>",
        "<td>",
        "<x-y>",
    ]
)


@given(st.lists(st.one_of(TAGS, st.text(max_size=20), st.just(SENTENCE)), max_size=30).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_markup_breaks_the_reading(html: str) -> None:
    article = extract_or_none(Page(source="h", kind="html", body=html.encode("utf-8", "replace")))
    if article:
        assert article.text == "\n\n".join(article.text[start:end] for start, end in article.paragraphs)


@given(st.binary(max_size=300))
def test_every_byte_string_decodes(body: bytes) -> None:
    assert isinstance(decode_page(body), str)


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،.", min_size=40, max_size=300))
def test_utf8_survives_a_broken_byte_and_a_wrong_declaration(text: str) -> None:
    text += SENTENCE * 4
    body = text.encode() + b"\xd9"
    assert decode_page(body, "windows-1256").rstrip("\ufffd") == text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000,
        "<a><div>" * 15_000,
        "<script>" * 50_000,
        "<!--" * 100_000,
        "<" * 300_000,
        "<p class='" + "a " * 200_000,
    ],
    ids=["deep", "deep in links", "scripts", "comments", "angles", "attribute"],
)
def test_hostile_markup_is_read_in_time(html: str) -> None:
    start = time.process_time()
    scan_markup(f"<p>{SENTENCE}</p>{html}")
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "html",
    [
        "كلمة قصيرة<br>" * 20_000,
        "<p><img src=a>نص قصير</p>" * 10_000,
        f"<h2><a href=x>خبر آخر من المدينة</a></h2><p>{SENTENCE}</p>" * 6_000,
        f"<h1 class=a>خبر آخر من المدينة</h1><div class=b>سامي</div><p>{SENTENCE}</p>" * 6_000,
        "<div class=author>" + "<span class=author>x</span>" * 20_000 + "</div>",
        "<p>" + "نقلت وكالة " * 40_000 + "</p>",
    ],
    ids=["lines", "pictures", "teasers", "stories", "authors", "agencies"],
)
def test_hostile_columns_are_read_in_time(html: str) -> None:
    start = time.process_time()
    body = (
        f"<title>خبر آخر من المدينة</title><h1 class=a>خبر آخر من المدينة</h1><p>{SENTENCE}</p>{html}<p>{SENTENCE}</p>"
    )
    extract_or_none(Page(source="h", kind="html", body=body.encode()))
    assert time.process_time() - start < 2


@pytest.mark.parametrize("line", ["#وسم " * 80, "(" * 300, "- " * 150, "ا: " * 100, "اقرأ " * 60, "1 " * 150])
def test_hostile_lines_are_read_in_time(line: str) -> None:
    start = time.process_time()
    extract_or_none(Page(source="t", kind="text", body="\n".join([SENTENCE * 2, line, SENTENCE * 3]).encode()))
    find_cue(line)
    assert time.process_time() - start < 1


def test_extraction_is_a_function_of_the_page() -> None:
    page = read_page(CASES[0]["given"])
    assert extract_article(page) == extract_article(page)


def test_captured_today_reads_hours_ago() -> None:
    html = f"<title>فتح الجسر</title><h1>فتح الجسر</h1><div>منذ ساعتين</div><p>{SENTENCE}</p><p>{SENTENCE}وعاد.</p>"
    page = Page(source="h", kind="html", body=html.encode(), given=Given(crawled="2025-01-30T12:00:00+03:00"))
    published = extract_article(page).published
    assert published
    assert published.date == dt.date(2025, 1, 30)


def test_demo_pages_keep_every_paragraph_title_and_day() -> None:
    truth = {t["id"]: t for t in json.loads((ROOT / "demo" / "truth.json").read_text("utf-8"))["articles"]}
    foreign = 0
    for page in demo_pages():
        assert isinstance(page, Page)
        if page.source not in truth:
            continue
        told, found = truth[page.source], describe(extract_article(page))
        assert (found["title"], found["date"]) == (told["title"], told["date"])
        assert set(told["paragraphs"]) <= set(found["paragraphs"]), page.source
        foreign += len(set(found["paragraphs"]) - set(told["paragraphs"]))
    assert foreign <= 1  # a headline in noun style that nothing marks


seeds = sorted((SHARED / "seeds").glob("*.txt"))
KEPT = {"000": (20, 3), "001": (24, 5), "002": (18, 7), "003": (18, 7), "004": (22, 1)}  # paragraphs, first line


@pytest.mark.skipif(not seeds, reason="../shared/seeds is not here")
@pytest.mark.parametrize("path", seeds, ids=lambda p: p.name[:3])
def test_seed(path: Path) -> None:
    article = extract_article(Page(source=path.name, kind="text", body=path.read_bytes()))
    first = article.text.count("\n", 0, article.paragraphs[0][0]) + 1
    assert (len(article.paragraphs), first) == KEPT[path.name[:3]]


pages = SHARED / "pages" / "gold-ar.json"


@pytest.mark.parametrize(
    ("written", "name"), [("وكالة ضفاف", "ضفاف"), ("وكالة\x1bé", "وكالة\x1bé"), ("ضفاف للأنباء", "ضفاف للأنباء")]
)
def test_an_agency_is_named_without_the_word_for_it(written: str, name: str) -> None:
    assert _shorten(written) == name


@pytest.mark.skipif(not pages.is_file(), reason="../shared/pages is not here")
def test_arabic_pages_give_title_day_and_paragraphs() -> None:
    for gold in json.loads(pages.read_text("utf-8")).values():
        path = pages.parent / gold["file"]
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        article = extract_article(Page(source=gold["file"], kind="html", body=body))
        assert article.published
        assert str(article.published.date) == gold["date"]
        assert (article.title or "").split() == gold["title"].split()
        kept = {" ".join(p.split()) for p in gold["paragraphs"]} & {
            " ".join(p.split()) for p in article.text.split("\n\n")
        }
        assert len(kept) >= 0.8 * len(gold["paragraphs"]) - 1  # one may be a bare credit: --(بترا)
