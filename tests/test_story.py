"""The demo story against the truth beside it: the report on each page, who said what, who repeats whom.

What riwaya still gets wrong stands in cases/story.json, and must be taken out of there once it is right.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from riwaya import demo
from riwaya.origins.counting import is_same_name
from riwaya.pipeline import read_page
from riwaya.query import name_sources, open_store
from riwaya.records import Page, Reading, Statement, Story
from riwaya.text import tokenize

TRUTH: dict[str, Any] = json.loads((Path(demo.__file__).parent / "truth.json").read_text("utf-8"))
WRONG: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "story.json").read_text("utf-8"))
ARTICLES = {article["id"]: article for article in TRUTH["articles"]}
SUPERSEDED = {name for group in TRUTH["same_article"] for name in group["articles"][:-1]}  # by a later capture
TRACED = ("copy", "edited", "partial", "translation")


def known(kind: str, subject: str) -> list[pytest.MarkDecorator]:
    reason = WRONG.get(kind, {}).get(subject)
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


# --- over the whole case ------------------------------------------------------------------------------------


def truths(kind: str) -> list[Any]:
    return [pytest.param(truth, id=truth["id"], marks=known(kind, truth["id"])) for truth in TRUTH[kind]]


class Told(NamedTuple):
    """What the demo's case says over all its pages, articles by their sources."""

    stories: list[Story]
    claims: list[dict[str, Any]]


@pytest.fixture(scope="module")
def told(demo_case: Path) -> Told:
    with open_store(demo_case) as store:
        sources = store.sources()
        stories = [msgspec.structs.replace(s, articles=tuple(map(sources.get, s.articles))) for s in store.stories()]
        return Told(stories, list(name_sources(store.claims(), store)))


@pytest.mark.parametrize("truth", truths("stories"))
def test_which_pages_are_one_story(told: Told, truth: dict[str, Any]) -> None:
    either = set(truth["either"])
    assert later(truth["articles"]) - either in [set(story.articles) - either for story in told.stories]


@pytest.mark.parametrize("truth", truths("claims"))
def test_who_tells_one_claim(told: Told, truth: dict[str, Any]) -> None:
    wanted = {m["article"] for m in truth["members"]} - SUPERSEDED
    may_be = wanted | {m["article"] for m in truth["also"]}
    found = [{v["article"] for v in claim["versions"]} for claim in told.claims if holds(claim, truth)]
    assert any(wanted <= articles <= may_be for articles in found)


@pytest.mark.parametrize(
    "truth", [pytest.param(t, id=t["id"], marks=known("origins", t["id"])) for t in TRUTH["claims"]]
)
def test_where_a_claim_entered(told: Told, truth: dict[str, Any]) -> None:
    best = max((c for c in told.claims if holds(c, truth)), key=lambda c: len(c["versions"]), default=None)
    assert best is not None
    origins, wanted = best["origins"], truth["origins"]
    assert (origins["named"], origins["untraced"]) == (wanted["named"], wanted["untraced"])
    pairs = zip(
        sorted(o["name"] or "" for o in origins["list"]), sorted(o["name"] or "" for o in wanted["list"]), strict=True
    )
    assert all(is_named(a, {b, *(speakers_of(truth) if b else ())}) for a, b in pairs)


def is_named(name: str, names: Iterable[str]) -> bool:
    """Tell whether an origin goes by one of the names that the truth accepts for it."""
    return any(is_same_name(name, other) for other in names)


def speakers_of(truth: dict[str, Any]) -> set[str]:
    """Give the names that the truth accepts for the speaker of a claim whose public words are its origin."""
    if {origin["basis"] for origin in truth["origins"]["list"]} != {"quotation"}:
        return set()
    members = [(m["article"], m["statement"]) for m in truth["members"]]
    said = [s for article, name in members for s in TRUTH["statements"][article] if s["id"] == name]
    return {name for s in said for name in s["speaker"] or ()}


def later(articles: Iterable[str]) -> set[str]:
    """Give articles by the versions that count: of a page that was captured twice, the later."""
    newer = {group["articles"][0]: group["articles"][-1] for group in TRUTH["same_article"]}
    return {newer.get(name, name) for name in articles}


def holds(claim: dict[str, Any], truth: dict[str, Any]) -> bool:
    """Tell whether one of a claim's versions is one of those that the truth names."""
    wanted = [(m["article"], said_by(m["article"], m["statement"])) for m in truth["members"]]
    return any(
        article == version["article"] and 2 * len(content & own) >= len(content | own)
        for version in claim["versions"]
        for own in [words(" ".join(span["text"] for span in version["content"]))]
        for article, content in wanted
    )


def said_by(article: str, statement: str) -> set[str]:
    (found,) = (s for s in TRUTH["statements"][article] if s["id"] == statement)
    return words(" ".join(found["content"]))
