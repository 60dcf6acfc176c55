"""The demo story against the truth beside it: the report on each page, who said what, who repeats whom.

What riwaya still gets wrong stands in cases/story.json, and must be taken out of there once it is right.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from riwaya import demo
from riwaya.pipeline import read_page
from riwaya.query import open_store
from riwaya.records import Page, Reading, Statement
from riwaya.text import tokenize

TRUTH: dict[str, Any] = json.loads((Path(demo.__file__).parent / "truth.json").read_text("utf-8"))
WRONG: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "story.json").read_text("utf-8"))
ARTICLES = {article["id"]: article for article in TRUTH["articles"]}
TRACED = ("copy", "edited", "partial", "translation")


def known(kind: str, subject: str) -> list[pytest.MarkDecorator]:
    reason = WRONG[kind].get(subject)
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {page.source: read_page(page) for page in demo.demo_pages() if isinstance(page, Page)}


def cases(kind: str) -> list[Any]:
    return [pytest.param(name, id=name, marks=known(kind, name)) for name in ARTICLES]


@pytest.mark.parametrize("name", cases("report"))
def test_the_report_on_each_page(readings: dict[str, Reading], name: str) -> None:
    article, truth = readings[name].article, ARTICLES[name]
    paragraphs = [" ".join(article.text[start:end].split()) for start, end in article.paragraphs]
    published = article.published
    assert paragraphs == [" ".join(p.split()) for p in truth["paragraphs"]]
    assert (article.title, article.outlet, article.language) == (truth["title"], truth["outlet"], truth["language"])
    assert published is not None
    assert (published.date.isoformat(), published.basis) == (truth["date"], truth["basis"])


@pytest.mark.parametrize("name", cases("credit"))
def test_whom_each_page_credits(readings: dict[str, Reading], name: str) -> None:
    assert sorted(readings[name].article.credit) == sorted(ARTICLES[name]["credit"])


def sayings() -> list[Any]:
    wanted = [
        (f"{name}#{saying['id']}", name, saying)
        for name, said in TRUTH["statements"].items()
        for saying in said
        if not saying["optional"] and saying["in"] == "text"
    ]
    return [pytest.param(name, saying, id=key, marks=known("statements", key)) for key, name, saying in wanted]


@pytest.mark.parametrize(("name", "wanted"), sayings())
def test_who_said_what(readings: dict[str, Reading], name: str, wanted: dict[str, Any]) -> None:
    assert any(is_same(wanted, found) for found in readings[name].statements)


def is_same(wanted: dict[str, Any], found: Statement) -> bool:
    """Tell whether half of the words are the same, and the speaker is one of those accepted."""
    one = words(" ".join(wanted["content"]))
    other = words(" ".join(span.text for span in found.content))
    if 2 * len(one & other) < len(one | other):
        return False
    if not wanted["speaker"]:
        return found.speaker is None
    return found.speaker is not None and any(words(found.speaker.name) >= words(w) for w in wanted["speaker"])


def words(text: str) -> set[str]:
    return {token.form for token in tokenize(text)}


def pairs() -> list[Any]:
    names = [(f"{tie['a']} {tie['b']}", tie) for tie in TRUTH["retellings"]]
    return [pytest.param(tie, id=name, marks=known("retellings", name)) for name, tie in names]


@pytest.fixture(scope="module")
def ties(demo_case: Path) -> dict[frozenset[str], str]:
    with open_store(demo_case) as store:
        return {frozenset((t.retelling.a, t.retelling.b)): t.retelling.kind for t in store.retellings()}


@pytest.mark.parametrize("truth", pairs())
def test_who_repeats_whom(ties: dict[frozenset[str], str], truth: dict[str, Any]) -> None:
    wanted = truth["kind"] if truth["kind"] in TRACED else None
    assert ties.get(current(truth)) == wanted


def test_nobody_repeats_anybody_else(ties: dict[frozenset[str], str]) -> None:
    told = {current(truth) for truth in TRUTH["retellings"]}
    assert set(ties) - told == set()


def current(truth: dict[str, Any]) -> frozenset[str]:
    """Name a pair by the versions that count: of a page that was captured twice, the later."""
    later = {group["articles"][0]: group["articles"][-1] for group in TRUTH["same_article"]}
    return frozenset(later.get(truth[side], truth[side]) for side in ("a", "b"))
