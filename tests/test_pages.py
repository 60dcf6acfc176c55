"""Extraction by a contract: each page of pages/ and pages2/ with the exact report on it.

The pages are invented; their markup follows how news sites are built, and those of pages2/ have their size, too: menus,
tickers, sidebars and comments longer than the report. What an entry of a truth.json says:
`paragraphs`, the whole report in order and nothing else; `title` without the site; `date`, the local day, and `time`
where the page shows it; `byline`, `credit` and `canonical` where there is one right answer. `may` names what an honest
reader may give besides, and `error` the error that a page without a report must raise. `known_failure` maps an aspect
of the page that is misread today, or a dress in which it is, to the reason: mend the extractor, and this test asks
for its removal. A credit is a medium's own name, without وكالة; agencies that are not named (وكالات) are none.
"""

import functools
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import ExtractionError
from riwaya.extract import extract_article
from riwaya.records import Article, Given, Page

PAGES = Path(__file__).parent / "pages"
FOLDERS = (PAGES, PAGES.with_name("pages2"))
TRUTH: dict[str, dict[str, Any]] = {
    about["page"]: about for folder in FOLDERS for about in json.loads((folder / "truth.json").read_text("utf-8"))
}
FILES = {path.stem: path for folder in FOLDERS for path in folder.glob("*.html")}
ASPECTS = ("paragraphs", "title", "date", "time", "byline", "credit", "canonical")


@functools.cache
def _read(name: str) -> Article | None:
    return _extract(name, FILES[name].read_bytes())


def _extract(name: str, body: bytes) -> Article | None:
    given = Given(url=TRUTH[name].get("url"), crawled=TRUTH[name].get("crawled"))
    page = Page(source=name, kind="html", body=body, given=given)
    try:
        return extract_article(page)
    except ExtractionError:
        return None


def _markup(name: str) -> str:
    body = FILES[name].read_bytes()
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1256")


def _folded(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _is_byline(given: str | None, want: str | None) -> bool:
    """True for the name as the page writes it, with or without words such as كتب before it."""
    if given is None or want is None:
        return given is want
    return want in given and len(given.split()) - len(want.split()) <= 2


def _compare_paragraphs(article: Article, about: dict[str, Any]) -> list[str]:
    want, may = about["paragraphs"], about.get("may", {}).get("paragraphs", [])
    spans = (_folded(article.text[start:end]) for start, end in article.paragraphs)
    given = [paragraph for paragraph in spans if paragraph not in may]
    faults = [f"lost: {p}" for p in want if p not in given] + [f"foreign: {p}" for p in given if p not in want]
    return faults or ([] if given == want else [f"order: {given}"])


def find_faults(name: str, aspect: str) -> list[str]:
    """Give what is wrong with one aspect of the reading of a page: an empty list where it honours its contract."""
    about, article = TRUTH[name], _read(name)
    if article is None:
        return ["no report found"]
    may, published = about.get("may", {}).get(aspect, []), article.published
    if aspect == "paragraphs":
        return _compare_paragraphs(article, about)
    if aspect == "byline":
        wants = (about["byline"], *may)
        return [] if any(_is_byline(article.byline, w) for w in wants) else [f"{article.byline!r} for {wants}"]
    if aspect == "credit":
        return [] if set(article.credit) - set(may) == set(about["credit"]) else [f"{article.credit}"]
    given = {
        "title": _folded(article.title),
        "date": str(published.date) if published else None,
        "time": (published.time or "")[:5] if published else None,
        "canonical": article.url,
    }[aspect]
    return [] if given in (about[aspect], *may) else [f"{given!r} for {about[aspect]!r}"]


def _params() -> list[Any]:
    return [
        pytest.param(
            name,
            aspect,
            id=f"{name}-{aspect}",
            marks=[pytest.mark.xfail(reason=reason)] if (reason := about.get("known_failure", {}).get(aspect)) else [],
        )
        for name, about in TRUTH.items()
        for aspect in ASPECTS
        if aspect in about
    ]


@pytest.mark.parametrize(("name", "aspect"), _params())
def test_page_is_read_as_its_truth_says(name: str, aspect: str) -> None:
    assert find_faults(name, aspect) == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.xfail(reason=reason)] if (reason := about.get("known_failure")) else [])
        for name, about in TRUTH.items()
        if "error" in about
    ],
)
def test_page_without_a_report_is_an_error(name: str) -> None:
    assert _read(name) is None


_CHARSET = re.compile(r'charset=("?)[\w-]+', re.IGNORECASE)
_BLANK = re.compile(r">\s+<(?!/?(?:span|a|b|strong|em|i)\b)")
_OPEN = re.compile(r"(<(?:div|p|article|section|ul|li|h\d|td|tr)\b[^>]*>)")


def _declare(markup: str, charset: str) -> str:
    return _CHARSET.sub(rf"charset=\1{charset}", markup)


# How one page may come as other bytes and still be read as the same report.
DRESSES: dict[str, Callable[[str], bytes]] = {
    "UTF-8 with a mark": lambda markup: b"\xef\xbb\xbf" + _declare(markup, "utf-8").encode(),
    "UTF-16": lambda markup: _declare(markup, "utf-16").encode("utf-16"),
    "UTF-8 called windows-1256": lambda markup: _declare(markup, "windows-1256").encode(),
    "windows-1256 called UTF-8": lambda markup: _declare(markup, "utf-8").encode("cp1256", "xmlcharrefreplace"),
    "windows-1256, unnamed": lambda markup: _CHARSET.sub(r"lang=\1ar", markup).encode("cp1256", "xmlcharrefreplace"),
    "line ends of Windows": lambda markup: _declare(markup, "utf-8").replace("\n", "\r\n").encode(),
    "minified": lambda markup: _BLANK.sub("><", _declare(markup, "utf-8")).encode(),
    "indented": lambda markup: _OPEN.sub("\n\t\t\\1\n\t\t\t", _declare(markup, "utf-8")).encode(),
    "one broken byte": lambda markup: _declare(markup, "utf-8").encode() + b"<!-- \xff -->",
}
BREAKING_SPACE = {"pre-line"}  # pages whose line breaks mean something


@pytest.mark.parametrize("dress", DRESSES)
def test_the_same_report_in_any_dress(dress: str) -> None:
    names = sorted(set(TRUTH) - BREAKING_SPACE)
    other = [name for name in names if _extract(name, DRESSES[dress](_markup(name))) != _read(name)]
    assert other == [name for name in sorted(TRUTH) if dress in TRUTH[name].get("known_failure", ())]


_UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|em|font|i|o:p|span|strong)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


@pytest.mark.parametrize("name", [name for name, about in TRUTH.items() if "error" not in about])
def test_truth_stands_on_its_page_in_order(name: str) -> None:
    seen = unescape(_TAG.sub(" ", _INLINE.sub("", _UNSEEN.sub(" ", _markup(name)))))
    text, at = " ".join(seen.split()), 0
    assert TRUTH[name]["title"] in text
    for paragraph in TRUTH[name]["paragraphs"]:
        at = text.index(paragraph, at) + len(paragraph)


def test_every_page_has_a_truth() -> None:
    assert sorted(path.stem for folder in FOLDERS for path in folder.glob("*.html")) == sorted(TRUTH)


@pytest.mark.parametrize("name", [name for name, about in TRUTH.items() if "error" not in about])
def test_truth_names_failures_of_aspects_it_has(name: str) -> None:
    assert set(TRUTH[name].get("known_failure", {})) <= set(ASPECTS) & set(TRUTH[name]) | set(DRESSES)
