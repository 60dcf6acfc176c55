"""Occurrences: which events are one act, on made-up readings, and that the order of pages is nothing."""

import datetime as dt
import functools
import itertools
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.occurrences import find_occurrences
from riwaya.records import (
    Article,
    Coverage,
    Event,
    EventStatus,
    Extent,
    Findings,
    Interval,
    Party,
    Passage,
    Published,
    Reading,
    Retelling,
    Span,
)
from shelves import CASES
from test_demo import TRUTH
from test_events import demo_readings

DAY = dt.date(2018, 3, 14)
KNOWN = {case["label"] for case in json.loads((CASES / "occurrences_demo.json").read_text("utf-8"))}


def event(
    kind: str = "ASSAULT",
    trigger: str = "قصف",
    actor: str | None = None,
    recipient: str | None = None,
    day: int | None = None,
    status: EventStatus = "asserted",
) -> Event:
    date = DAY + dt.timedelta(day) if day is not None else None
    return Event(
        id="e1",
        type=kind,
        trigger=Span(start=0, end=len(trigger), text=trigger),
        actor=Party(name=actor) if actor else None,
        recipient=Party(name=recipient) if recipient else None,
        date=Interval(from_=date, to=date, precision="day") if date else None,
        status=status,
    )


def told(source: str, one: Event, day: int = 0) -> Reading:
    published = Published(date=DAY + dt.timedelta(day), precision="day", basis="given")
    return Reading(article=Article(source=source, text="قصف", published=published), findings=Findings(events=(one,)))


def count(*readings: Reading) -> int:
    return len(find_occurrences(readings))


def test_one_act_told_twice_is_one_with_two_reports() -> None:
    one = told("a", event(actor="الجيش السوري", recipient="دوما", day=-1))
    other = told("b", event(trigger="غارات", actor="الجيش", recipient="مدينة دوما", status="claimed"), day=1)
    (found,) = find_occurrences([other, one])
    assert found.id == "a:e1"
    assert [report.article for report in found.reports] == ["a", "b"]
    assert found.status == "asserted"
    assert found.date
    assert found.date.from_ == DAY - dt.timedelta(1)


def test_what_differs_parts_two_acts() -> None:
    one = told("a", event(actor="الجيش", recipient="دوما", day=0))
    assert count(one, told("b", event(actor="الحركة", recipient="دوما", day=0))) == 2
    assert count(one, told("b", event(actor="الجيش", recipient="إدلب", day=0))) == 2
    assert count(one, told("b", event(actor="الجيش", recipient="دوما", day=3))) == 2
    assert count(one, told("b", event(kind="ACCUSE", actor="الجيش", recipient="دوما", day=0))) == 2
    assert count(one, told("b", event(actor="الجيش", recipient="دوما", day=0, status="future"))) == 2
    assert count(one, told("b", event(actor="الجيش", recipient="دوما"), day=30)) == 2


def test_type_and_day_alone_join_nothing_but_a_shared_passage_does() -> None:
    one, other = told("a", event(trigger="غارة")), told("b", event(trigger="قصف"))
    assert count(one, other) == 2
    whole = Extent(start=0, end=10)
    shared = Retelling(a="a", b="b", kind="copy", coverage=Coverage(a=1, b=1), passages=(Passage(a=whole, b=whole),))
    assert len(find_occurrences([one, other], [shared])) == 1


def test_a_deal_agreed_and_a_deal_signed_are_one() -> None:
    one = told("a", event("AGREE", "اتفق", "روسيا", "تركيا", 0))
    assert count(one, told("b", event("SUPPORT", "وقعت", "روسيا", "تركيا", 0))) == 1


_NAMES = st.sampled_from([None, "الجيش", "الحركة", "دوما"])


@given(st.lists(st.tuples(_NAMES, _NAMES, st.sampled_from([None, 0, 1])), min_size=1, max_size=4))
def test_the_order_of_readings_is_nothing(rows: list[tuple[str | None, str | None, int | None]]) -> None:
    readings = [told(f"p{n}", event(actor=a, recipient=r, day=d)) for n, (a, r, d) in enumerate(rows)]
    results = {find_occurrences(order) for order in itertools.permutations(readings)}
    assert len(results) == 1
    reports = [report for one in results.pop() for report in one.reports]
    assert len(reports) == len(set(reports)) == len(readings)


@functools.cache
def demo_occurrences() -> dict[tuple[str, str], str]:
    """Give the occurrence of each event of the demo, by article and event; the pages' own retellings left aside."""
    found = find_occurrences(tuple(demo_readings().values()))
    return {(report.article, report.event): one.id for one in found for report in one.reports}


def found_in(event_id: str) -> str | None:
    """Give the occurrence that holds an event of the truth; None where the event was not found."""
    told = next(e for e in TRUTH["events"] if e["id"] == event_id)
    reading = next(r for source, r in demo_readings().items() if source.endswith(told["article"]))
    start, end = reading.article.paragraphs[told["paragraph"]]
    for one in reading.findings.events:
        if start <= one.trigger.start < end and one.type == told["type"] and one.trigger.text in told["trigger"]:
            return demo_occurrences()[reading.article.source, one.id]
    return None


def _demo_cases() -> list[Any]:
    failure = pytest.mark.xfail(reason="known failure", strict=True)
    return [pytest.param(o, id=o["id"], marks=[failure] if o["id"] in KNOWN else []) for o in TRUTH["occurrences"]]


@pytest.mark.parametrize("truth", _demo_cases())
def test_demo_events_of_one_act_are_one_occurrence_and_no_others(truth: dict[str, Any]) -> None:
    mine = [found_in(event) for event in truth["events"]]
    others = {found_in(event) for other in TRUTH["occurrences"] if other is not truth for event in other["events"]}
    assert None not in mine
    assert len(set(mine)) == 1
    assert not set(mine) & others
