"""Disagreements by the cases of cases/disagreements.json, by the demo's truth, and by laws that every set obeys."""

import json
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya import demo
from riwaya.disagreements import find_disagreements
from riwaya.disagreements.bearing import bears
from riwaya.disagreements.facts import STORY
from riwaya.disagreements.hours import find_clocks
from riwaya.disagreements.names import may_be_one_person
from riwaya.disagreements.sentences import cut_sentences
from riwaya.pipeline import read_page
from riwaya.quantities import find_quantities
from riwaya.records import Article, Disagreement, Given, Page, Reading, Span, Value
from shelves import read_shelves

TRUTH: dict[str, Any] = json.loads((Path(demo.__file__).parent / "truth.json").read_text("utf-8"))
LAST = {"sada-20250124-qasf.html": "sada-20250124-qasf-2.html"}  # the page that was changed without a word
RETRACTED = {("sada-20250124-qasf-2.html", 31), ("sada-20250124-qasf-2.html", 54)}  # what it said before
EARLIER = {*LAST, "jadda-20250125-suq-amp.html"}  # which is the twin of a page
NOT_FOUND = {  # what the demo's truth has and the single stages do not yet give
    "يوم بدء إغلاق بوابات سد كورفا": "two days set against each other in one account, of which another account has one",
}


def read(record: dict[str, str]) -> Reading:
    facts = Given(id=record["source"], published=record["published"], language="ar")
    return read_page(Page(source=record["source"], kind="text", body=record["text"].encode(), given=facts))


@pytest.mark.parametrize("case", read_shelves("disagreements"))
def test_cases(case: dict[str, Any]) -> None:
    found = find_disagreements([read(record) for record in case["given"]])
    assert [{"kind": d.kind, "slot": d.slot, "values": [value.value for value in d.values]} for d in found] == case[
        "expected"
    ]


@pytest.mark.parametrize("label", ["a number that stands alone in each account", "a charge, and its denial"])
def test_what_stands_alone_is_compared_in_small_stories_only(label: str) -> None:
    case = next(param.values[0] for param in read_shelves("disagreements") if param.values[0]["label"] == label)
    two = [read(record) for record in case["given"]]
    filler = {"published": case["given"][0]["published"], "text": "عاد سبعة صيادين إلى المرفأ قبل غروب الشمس."}
    more = [read({"source": f"filler-{n}", **filler}) for n in range(STORY - len(two) + 1)]
    assert find_disagreements([*two, *more[1:]]) == find_disagreements(two) != ()
    assert find_disagreements([*two, *more]) == ()


@pytest.mark.parametrize("case", read_shelves("headings"))
def test_what_a_disagreement_is_called(case: dict[str, Any]) -> None:
    found = find_disagreements([read(record) for record in case["given"]])
    assert [d.about for d in found] == case["expected"]


@cache
def demo_readings() -> tuple[Reading, ...]:
    """The main story, each article once, in its last version."""
    story = next(story for story in TRUTH["stories"] if story["id"] == "s1")
    pages = [page for page in demo.demo_pages() if isinstance(page, Page)]
    return tuple(read_page(p) for p in pages if p.source in story["articles"] and p.source not in EARLIER)


@cache
def demo_disagreements() -> tuple[Disagreement, ...]:
    return find_disagreements(demo_readings())


def told() -> list[Any]:
    known = {about: [pytest.mark.xfail(reason=reason, strict=True)] for about, reason in NOT_FOUND.items()}
    return [
        pytest.param(truth, id=f"{truth['kind']} {truth['about']}", marks=known.get(truth["about"], []))
        for truth in TRUTH["disagreements"]
    ]


@pytest.mark.parametrize("truth", told())
def test_the_demo_differs_where_its_truth_says(truth: dict[str, Any]) -> None:
    wanted = {(LAST.get(v["article"], v["article"]), v["best"]) for v in truth["values"]} - RETRACTED
    alike = [d for d in demo_disagreements() if (d.kind, d.slot) == (truth["kind"], truth["slot"])]
    assert wanted in [{(v.article, v.best) for v in d.values} for d in alike]


def test_the_demo_differs_nowhere_else() -> None:
    known = {(truth["kind"], truth["slot"], _bests(truth["values"])) for truth in TRUTH["disagreements"]}
    found = {(d.kind, d.slot, _bests([msgspec.to_builtins(v) for v in d.values])) for d in demo_disagreements()}
    assert found <= known


def _bests(values: Sequence[dict[str, Any]]) -> tuple[float, ...]:
    return tuple(sorted({value["best"] for value in values if value["best"] is not None}))


def test_values_stand_in_their_articles() -> None:
    texts = {reading.article.source: reading.article.text for reading in demo_readings()}
    values = [value for found in demo_disagreements() for value in found.values]
    assert values
    for value in values:
        assert texts[value.article][value.span.start : value.span.end] == value.span.text == value.value


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_readings_does_not_matter(dice: random.Random) -> None:
    readings = list(demo_readings())
    dice.shuffle(readings)
    assert find_disagreements(readings) == demo_disagreements()


def test_a_page_beside_its_copy_says_nothing_new() -> None:
    reading = demo_readings()[0]
    copy = msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, source="copy"))
    assert find_disagreements([reading, copy]) == ()
    assert find_disagreements([]) == ()


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_bounds_bear_either_way_round(a: int, b: int) -> None:
    exact, least, about = number(a, a, a), number(b, None, None), number(None, b, None)
    assert bears(exact, exact)
    assert bears(exact, least) == bears(least, exact) == (b <= a)
    assert bears(exact, about) == bears(about, exact)


def number(low: int | None, best: int | None, high: int | None) -> Value:
    return Value(value="", low=low, best=best, high=high, article="a", span=Span(start=0, end=0, text=""))


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("قبل الخامسة فجرا بعشرين دقيقة", (280, 280)),
        ("عند الرابعة والدقيقة الأربعين فجرا", (280, 280)),
        ("قرابة الخامسة والنصف من فجر الجمعة", (315, 345)),
        ("الثامنة إلا ربعا مساء", (1185, 1185)),
        ("الثانية عشرة والربع ليلا", (15, 15)),
        ("الثانية ظهرا", (840, 840)),
        ("العاشرة والثلث ظهر الجمعة", (620, 620)),
        ("4:40 مساء", (1000, 1000)),
        ("للمرة الخامسة هذا العام", None),
        ("انتهت المباراة 2:1 في الشوط الثاني", None),
    ],
)
def test_hours_of_the_clock(text: str, clock: tuple[int, int] | None) -> None:
    article = Article(source="a", text=text, paragraphs=((0, len(text)),))
    minutes = [quantity for quantity in find_quantities(article, ()) if quantity.unit == "minute"]
    found = [c.minutes for sentence in cut_sentences(article) for c in find_clocks(text, sentence, minutes)]
    assert found == ([clock] if clock else [])


@pytest.mark.parametrize(
    ("a", "b", "differ_in"),
    [
        ("كريم السلال", "كريم السلامي", "surname"),
        ("ابو احمد السالم", "أحمد السالم", "kunya"),
        ("كريم السلال", "سامي السلال", None),
        ("كريم السلال", "كريم محمد السلال", None),
    ],
)
def test_names_of_one_person(a: str, b: str, differ_in: str | None) -> None:
    assert may_be_one_person(a, b) == may_be_one_person(b, a) == differ_in


def test_a_story_of_a_hundred_articles_takes_a_second() -> None:
    readings = demo_readings()
    many = [
        msgspec.structs.replace(r, article=msgspec.structs.replace(r.article, source=f"{n}-{r.article.source}"))
        for n in range(3)
        for r in readings
    ]
    begin = process_time()
    find_disagreements(many)
    assert process_time() - begin < 3  # a third of it on a machine at rest
