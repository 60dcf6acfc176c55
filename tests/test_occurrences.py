"""Occurrences: which events are one act, on made-up readings, and that the order of pages is nothing."""

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.occurrences import find_occurrences
from riwaya.query import open_store
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
    Speaker,
    Statement,
)
from test_demo import TRUTH

DAY = dt.date(2018, 3, 14)


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


def test_a_country_and_whoever_acts_for_it_are_no_contraries() -> None:
    one = told("a", event(trigger="قصفت", actor="سيلدافيا", recipient="دوما"))
    assert count(one, told("b", event(actor="القوات السيلدافية", recipient="دوما"), day=1)) == 1
    assert count(one, told("b", event(actor="القوات البوردورية", recipient="دوما"), day=1)) == 2


def test_an_act_that_names_nobody_is_the_only_one_of_its_day_or_its_own() -> None:
    one = told("a", event(actor="الجيش", recipient="دوما", day=0))
    bare = told("b", event(trigger="القصف", day=0))
    assert count(one, bare) == 1
    assert count(one, told("c", event(actor="الحركة", recipient="حلب", day=0)), bare) == 3
    assert count(one, told("b", event(trigger="القصف", day=1))) == 2


def test_one_page_tells_an_act_twice_in_words_that_leave_no_doubt() -> None:
    first, again = event(actor="الجيش", recipient="دوما", day=0), event(actor="الجيش", recipient="دوما")
    both = told("a", first)
    both = msgspec.structs.replace(both, findings=Findings(events=(first, msgspec.structs.replace(again, id="e2"))))
    assert count(both) == 1
    vague = msgspec.structs.replace(event(actor="الجيش"), id="e2")
    assert count(msgspec.structs.replace(both, findings=Findings(events=(first, vague)))) == 2


def test_what_a_speaker_says_of_his_own_country_he_does() -> None:
    own = msgspec.structs.replace(event("CONCEDE", "تتخلى", "بلاده"), statement="s1")
    speaker = Speaker(id="haddad", name="سامي الحداد", how="named")
    said = Statement(id="s1", kind="indirect", content=(Span(start=0, end=3, text="قصف"),), speaker=speaker)
    page = msgspec.structs.replace(told("a", own), statements=(said,))
    other = event("CONCEDE", "تخلى", "سامي الحداد", day=0)
    (found,) = find_occurrences([page, told("b", msgspec.structs.replace(other, because=("past: تتخلى",)), day=1)])
    assert found.actor
    assert found.actor.id == "haddad"


_NAMES = st.sampled_from([None, "الجيش", "الحركة", "دوما"])


@given(st.lists(st.tuples(_NAMES, _NAMES, st.sampled_from([None, 0, 1])), min_size=1, max_size=4))
def test_the_order_of_readings_is_nothing(rows: list[tuple[str | None, str | None, int | None]]) -> None:
    readings = [told(f"p{n}", event(actor=a, recipient=r, day=d)) for n, (a, r, d) in enumerate(rows)]
    results = {find_occurrences(order) for order in itertools.permutations(readings)}
    assert len(results) == 1
    reports = [report for one in results.pop() for report in one.reports]
    assert len(reports) == len(set(reports)) == len(readings)


@pytest.fixture(scope="module")
def found_in(demo_case: Path) -> dict[str, str | None]:
    """Give the occurrence of each event of the truth; None where it was not found, nothing of a version that went."""
    with open_store(demo_case) as store:
        homes = {(r.article, r.event): one.id for one in store.occurrences() for r in one.reports}
        sources = {name: article for article, name in store.sources().items()}
        found: dict[str, str | None] = {}
        for told in TRUTH["events"]:
            article = next((a for name, a in sources.items() if name.endswith(told["article"])), None)
            if article is not None:
                start, end = store.article_of(article).paragraphs[told["paragraph"]]
                alike = (
                    one.id
                    for one in store.findings(article).events
                    if start <= one.trigger.start < end
                    if one.type == told["type"] and one.trigger.text in told["trigger"]
                )
                found[told["id"]] = homes.get((article, next(alike, "")))
    return found


@pytest.mark.parametrize("truth", TRUTH["occurrences"], ids=lambda truth: truth["id"])
def test_demo_events_of_one_act_are_one_occurrence_and_no_others(
    truth: dict[str, Any], found_in: dict[str, str | None]
) -> None:
    mine = {found_in[event] for event in truth["events"] if event in found_in}
    others = {found_in.get(event) for other in TRUTH["occurrences"] if other is not truth for event in other["events"]}
    assert None not in mine
    assert len(mine) == 1
    assert not mine & others
