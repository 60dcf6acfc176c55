"""An invented story in English, end to end: stories, who said what, origins, claims, disagreements, actors.

The pages and what they should give stand in cases/story_en.json, with what still fails.
"""

import json
from pathlib import Path
from typing import Any

import pytest

import riwaya
from riwaya.origins import read_accounts, trace_story
from riwaya.query import name_sources, open_store
from riwaya.store import Filter

TRUTH: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "story_en.json").read_text("utf-8"))
WRONG: dict[str, str] = TRUTH["known_failures"]


def truths(kind: str) -> list[Any]:
    names = [(f"{kind} {n + 1}", truth) for n, truth in enumerate(TRUTH[kind])]
    return [
        pytest.param(
            truth, id=name, marks=[pytest.mark.xfail(reason=WRONG[name], strict=True)] if name in WRONG else []
        )
        for name, truth in names
    ]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("english")
    pages = folder / "pages.jsonl"
    pages.write_text("".join(json.dumps(page, ensure_ascii=False) + "\n" for page in TRUTH["pages"]), "utf-8")
    assert riwaya.add(str(pages), case=folder / "case") == ()
    return folder / "case"


@pytest.mark.parametrize("truth", truths("stories"))
def test_which_pages_are_one_story(case: Path, truth: list[str]) -> None:
    with open_store(case) as store:
        sources = store.sources()
        stories = [{sources[name] for name in story.articles} for story in store.stories()]
    assert set(truth) in stories


@pytest.mark.parametrize("truth", truths("said"))
def test_who_said_what(case: Path, truth: list[str]) -> None:
    source, speaker, words = truth
    with open_store(case) as store:
        said = [one.statement for one in store.statements(Filter()) if one.source == source]
    found = [s for s in said if words in " ".join(span.text for span in s.content)]
    assert [speaker in s.speaker.name for s in found if s.speaker] == [True]


def test_where_the_story_entered(case: Path) -> None:
    with open_store(case) as store:
        story = max(store.stories(), key=lambda story: len(story.articles))
    assert sorted(origin.name or "" for origin in story.origins.list) == TRUTH["story_origins"]


@pytest.mark.parametrize(("name", "origins"), TRUTH["origins"].items())
def test_where_a_page_entered(case: Path, name: str, origins: list[str]) -> None:
    with open_store(case) as store:
        (reading,) = (store.reading(key) for key, source in store.sources().items() if source == name)
    told = trace_story(read_accounts([reading]))
    assert sorted(origin.name or "" for origin in told.list) == origins


@pytest.mark.parametrize("truth", truths("claims"))
def test_who_tells_one_claim_and_whence(case: Path, truth: dict[str, Any]) -> None:
    with open_store(case) as store:
        claims = [
            claim
            for claim in name_sources(store.claims(), store)
            if any(truth["words"] in " ".join(s["text"] for s in v["content"]) for v in claim["versions"])
        ]
    assert [sorted({v["article"] for v in claim["versions"]}) for claim in claims] == [truth["articles"]]
    assert [origin["name"] for origin in claims[0]["origins"]["list"]] == truth["origins"]


@pytest.mark.parametrize("truth", truths("disagreements"))
def test_where_pages_differ(case: Path, truth: dict[str, Any]) -> None:
    with open_store(case) as store:
        found = [d for d in store.disagreements() if d.slot == truth["slot"] and truth["about"] in d.about]
    assert [sorted({value.low or 0 for value in d.values}) for d in found] == [truth["values"]]


@pytest.mark.parametrize("truth", truths("actors"))
def test_who_is_meant(case: Path, truth: list[str | None]) -> None:
    source, name, actor = truth
    with open_store(case) as store:
        article = next(key for key, known in store.sources().items() if known == source)
        found = {mention.actor for mention in store.reading(article).findings.mentions if mention.text == name}
    assert len(found) == 1
    assert actor is None or found == {actor}
