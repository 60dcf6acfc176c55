"""Extraction by a contract: each page of pages/ with the exact report on it.

The pages are invented; their markup follows how Arabic news sites are built. What each entry of pages/truth.json says:
`paragraphs`, all of the report and nothing else, in order; `title` without the site; `date` and, where the page
shows it, `time`; `byline` and `credit`, where there is one right answer. `may` names what an honest reader may
also give. `error` is the error that a page without a report must raise. `known_failure` says why a page fails today.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import ExtractionError
from riwaya.extract import extract_article
from riwaya.records import Given, Page

PAGES = Path(__file__).parent / "pages"
TRUTH: list[dict[str, Any]] = json.loads((PAGES / "truth.json").read_text("utf-8"))


def _page(about: dict[str, Any]) -> Page:
    name = f"{about['page']}.html"
    return Page(source=name, kind="html", body=(PAGES / name).read_bytes(), given=Given(url=about.get("url")))


def _params() -> list[Any]:
    return [
        pytest.param(
            about,
            id=about["page"],
            marks=[pytest.mark.xfail(reason=about["known_failure"])] if "known_failure" in about else [],
        )
        for about in TRUTH
    ]


def _folded(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _is_byline(given: str | None, want: str | None) -> bool:
    """True for the name as the page writes it, with or without words such as كتب before it."""
    if given is None or want is None:
        return given is want
    return want in given and len(given.split()) - len(want.split()) <= 2


def check_page(about: dict[str, Any]) -> list[str]:
    """Give what is wrong with the reading of a page: an empty list where it honours its contract."""
    if "error" in about:
        try:
            extract_article(_page(about))
        except ExtractionError:
            return []
        return ["a report was given where there is none"]
    try:
        article = extract_article(_page(about))
    except ExtractionError as error:
        return [str(error)]
    may = about.get("may", {})
    given = [_folded(article.text[start:end]) for start, end in article.paragraphs]
    given = [paragraph for paragraph in given if paragraph not in may.get("paragraphs", [])]
    faults = [f"lost: {paragraph}" for paragraph in about["paragraphs"] if paragraph not in given]
    faults += [f"foreign: {paragraph}" for paragraph in given if paragraph not in about["paragraphs"]]
    if not faults and given != about["paragraphs"]:
        faults.append(f"order: {given}")
    if _folded(article.title) != about["title"]:
        faults.append(f"title: {article.title} for {about['title']}")
    published = article.published
    if (published and str(published.date)) != about["date"]:
        faults.append(f"date: {published and published.date} ({published and published.basis}) for {about['date']}")
    clock = (published and published.time or "")[:5]
    if "time" in about and clock != about["time"]:
        faults.append(f"time: {clock} for {about['time']}")
    if "byline" in about and not any(_is_byline(article.byline, b) for b in (about["byline"], *may.get("byline", []))):
        faults.append(f"byline: {article.byline} for {about['byline']}")
    if "credit" in about and set(article.credit) - set(may.get("credit", [])) != set(about["credit"]):
        faults.append(f"credit: {article.credit} for {about['credit']}")
    if "canonical" in about and article.url != about["canonical"]:
        faults.append(f"address: {article.url} for {about['canonical']}")
    return faults


@pytest.mark.parametrize("about", _params())
def test_page_is_read_as_its_truth_says(about: dict[str, Any]) -> None:
    assert check_page(about) == []


def test_every_page_has_a_truth() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == {about["page"] for about in TRUTH}
