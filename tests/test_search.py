import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya.captures import Captures
from riwaya.records import Article, Given, Hit, Page, Reading, Span, Speaker, Statement
from riwaya.stems import stem_variants
from riwaya.store import Store
from riwaya.text import find_words

CASES = json.loads((Path(__file__).parent / "cases" / "search.json").read_text("utf-8"))
NOW = dt.datetime(2018, 4, 14, 9, 30, tzinfo=dt.UTC)


def keep(case: Path, *readings: Reading) -> Store:
    """Keep readings under the names of their sources."""
    pages = [
        Page(source=r.article.source, container="x", kind="text", body=b"", given=Given(id=r.article.source))
        for r in readings
    ]
    captures = Captures(case, write=True).append(pages, NOW)
    store = Store(case / "case.db", write=True)
    store.save_readings(list(zip(captures, pages, readings, strict=True)), {})
    return store


def shown(hit: Hit, text: str) -> list[str]:
    return [text[match.start : match.end] for match in hit.matches]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["shelf"] == "known-failure" else []
        )
        for case in CASES
    ],
)
def test_words_are_found_however_written(case: dict[str, Any], tmp_path: Path) -> None:
    text, query = case["given"]["text"], case["given"]["query"]
    with keep(tmp_path, Reading(article=Article(source="a", text=text))) as store:
        hits = store.search(query)
    assert [word for hit in hits for word in shown(hit, text)] == case["expected"]


def test_title_weighs_more_than_text_and_speakers_are_found(tmp_path: Path) -> None:
    said = Statement(
        id="1",
        kind="indirect",
        content=(Span(start=14, end=24, text="الجسر مغلق"),),
        speaker=Speaker(name="سالم الحربي", how="named"),
    )
    below = Reading(article=Article(source="b", title="خبر آخر", text="قال الحربي إن الجسر مغلق"), statements=(said,))
    above = Reading(article=Article(source="a", title="الجسر مغلق", text="لا جديد في الأمر"))
    with keep(tmp_path, below, above) as store:
        articles = [(hit.source, hit.field) for hit in store.search("جسر") if hit.statement is None]
        statements = [(hit.source, hit.field, hit.snippet.text) for hit in store.search("جسر") if hit.statement]
        speakers = [(hit.field, hit.snippet.text) for hit in store.search("سالم") if hit.statement]
    assert articles == [("a", "title"), ("b", "text")]
    assert statements == [("b", "content", "الجسر مغلق")]
    assert speakers == [("speaker", "سالم الحربي")]


def test_snippet_shows_where_most_terms_stand_together(tmp_path: Path) -> None:
    text = "الجسر قديم. " + "وبقي الحال كما كان. " * 30 + "زار الوزير الجسر مساء. " + "ثم عاد إلى بيته. " * 30
    with keep(tmp_path, Reading(article=Article(source="a", text=text))) as store:
        (hit,) = store.search("وزير جسر")
    assert shown(hit, text) == ["الوزير", "الجسر"]
    assert hit.snippet.text == text[hit.snippet.start : hit.snippet.end]
    assert len(hit.snippet.text) <= 160


def test_words_are_made_anew_when_the_affixes_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, Reading(article=Article(source="a", text="قال كلمته"))).close()
    monkeypatch.setattr("riwaya.store.saving.checksum_affixes", lambda: "another")
    with Store(tmp_path / "case.db", write=True) as store:
        assert len(store.search("قال")) == 1


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"*()^:+-{}«» ﷺﷲ½ANDORNEAR'))))
def test_no_query_raises(tmp_path: Path, query: str) -> None:
    store = Store(tmp_path / "case.db", write=True)
    with store:
        assert store.search(query) == []


@given(st.text(alphabet="ابتوفلكسيهنمةأؤ", min_size=1, max_size=12))
def test_every_form_of_a_word_stands_in_it(word: str) -> None:
    """What is looked into first rests on this: affixes are only ever taken off."""
    for form in find_words(word):
        assert all(variant in form for variant in stem_variants(form))


@given(st.text(alphabet="ابتوفلكسيهنمةأؤ", min_size=1, max_size=12))
def test_every_word_meets_itself_with_the_article(word: str) -> None:
    (form,) = find_words(word)
    variants = stem_variants(form)
    assert variants[0] == form
    assert all(variant and len(variant) <= len(form) + 1 for variant in variants)
    if len(form) >= 3:
        assert form in stem_variants("ال" + form) or ("ال" + form) in stem_variants("ال" + form)
