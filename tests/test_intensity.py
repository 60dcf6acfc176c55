"""Intensity: what counts and on which day, changes that are found and those that are none, the picture."""

import datetime as dt
import random
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from riwaya.events import read_score
from riwaya.intensity import Act, find_changes, measure_relation, weigh_acts
from riwaya.intensity.measuring import list_levels
from riwaya.records import Claimant, EventStatus, Interval, Occurrence, Relation, Report
from riwaya.web.plots import draw_relation, make_image
from riwaya.web.words import Manner, Tongue

DAY = dt.date(2025, 3, 2)  # a Sunday
TOLD = {"p": DAY, "q": DAY + dt.timedelta(1)}
SANDAR, TRAVINIA = Claimant(id="sandar", name="سندار"), Claimant(id="travinia", name="ترافينيا")


def act(
    kind: str = "ASSAULT",
    day: dt.date | None = DAY,
    status: EventStatus = "asserted",
    article: str = "p",
    story: str = "s1",
    days: int = 1,
    mode: str | None = None,
) -> Occurrence:
    return Occurrence(
        id=f"{article}:e1",
        story=story,
        type=kind,
        mode=mode,
        actor=TRAVINIA,
        recipient=SANDAR,
        date=Interval(from_=day, to=day + dt.timedelta(days - 1), precision="day") if day else None,
        status=status,
        reports=(Report(article=article, event="e1"),),
    )


def weigh(*occurrences: Occurrence) -> list[tuple[dt.date, float]]:
    return [(one.day, one.score) for one in weigh_acts(occurrences, TOLD, read_score)]


def test_the_mode_of_an_act_decides_its_score() -> None:
    assert weigh(act(mode="aerial")) == [(DAY, -9.5)]
    assert weigh(act("CONSULT", mode="visit")) == [(DAY, 4.0)]
    assert weigh(act("ACCUSE")) == [(DAY, -3.0)]


def test_claims_count_and_denials_do_not() -> None:
    (counted,) = weigh_acts([act(status="claimed"), act(status="denied")], TOLD, read_score)
    assert counted.is_claimed


def test_what_is_to_come_counts_only_as_the_promise_or_threat_of_it() -> None:
    later = DAY + dt.timedelta(20)
    assert weigh(act("ASSAULT", later, "future")) == []
    assert weigh(act("THREATEN", later, "future"), act("AGREE", later, "future")) == [(DAY, -3.5), (DAY, 2.5)]


def test_an_act_without_a_day_has_that_of_its_first_page_and_an_age_has_none() -> None:
    assert weigh(act(day=None, article="q")) == [(DAY + dt.timedelta(1), -9.0)]
    assert weigh(act(days=6)) == [(DAY, -9.0)]
    assert weigh(act(days=365)) == []


def test_one_act_in_two_stories_counts_once_and_two_in_one_story_twice() -> None:
    assert len(weigh(act(), act(article="q", story="s2"))) == 1
    assert len(weigh(act(), act(article="q"))) == 2


def test_levels_run_over_the_days_on_which_pages_came_out() -> None:
    pages = {DAY: 3, DAY + dt.timedelta(9): 2}
    acts = [
        Act("a", DAY + dt.timedelta(n), score, is_claimed=False, reports=2)
        for n, score in ((-300, -9.0), (1, -9.0), (1, 4.0))
    ]
    unit, levels = list_levels(acts, pages)
    assert (unit, len(levels), levels[0].pages, levels[9].pages) == ("day", 10, 3, 2)
    assert [(level.conflict, level.cooperation, level.acts, level.reports) for level in levels if level.acts] == [
        (9.0, 4.0, 2, 4)
    ]
    unit, levels = list_levels(acts, {DAY + dt.timedelta(3): 1, DAY + dt.timedelta(300): 1})
    assert (unit, levels[0].from_, levels[0].to) == ("week", DAY, DAY + dt.timedelta(6))
    assert list_levels(acts, {}) == ("day", [])


def make_days(seed: int, rate: float = 0.5, days: int = 100) -> list[float]:
    chance = random.Random(seed)
    return [9.0 * sum(chance.random() < rate / 4 for _ in range(4)) for _ in range(days)]


def test_days_without_order_show_a_change_in_about_one_series_of_twenty() -> None:
    alarms = sum(bool(find_changes(make_days(seed), [10.0] * 100)) for seed in range(120))
    assert alarms <= 12  # of 120 at .05 each: more come with a chance of 1 in 100


def test_a_week_of_war_is_found_with_its_two_ends_and_little_else() -> None:
    false = 0
    for seed in range(30):
        days = make_days(seed)
        days[60:67] = [amount + 30 for amount in days[60:67]]
        found = [turn.at for turn in find_changes(days, [10.0] * 100)]
        assert any(abs(at - 60) < 2 for at in found)
        assert any(abs(at - 67) < 2 for at in found)
        false += len(found) > 2
    assert false <= 5  # of 30 at .05: more come with a chance of 1 in 200


def test_more_pages_are_no_change() -> None:
    days, pages = make_days(4) + [3 * amount for amount in make_days(6)], [10.0] * 100 + [30.0] * 100
    assert find_changes(days, pages) == []
    assert [turn.at for turn in find_changes(days, [10.0] * 200)]


def test_one_bad_day_is_no_new_rate_where_such_days_come_again_and_again() -> None:
    days = [0.0] * 90
    days[5::9] = [45.0] * 10
    assert find_changes(days, [10.0] * 90) == []


def test_few_acts_say_nothing() -> None:
    assert find_changes([0.0] * 50 + [90.0] * 4, [10.0] * 54) == []
    assert find_changes([], []) == []


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from([0.0, 0.0, 2.5, 9.0, 30.0]), max_size=40), st.floats(0.1, 10))
@example([0.0, 0.0, 2.5, 2.5, 9.0, 9.0, 30.0, 30.0], 0.1)
def test_the_unit_of_scores_is_nothing_and_rates_are_means(days: list[float], unit: float) -> None:
    turns = find_changes(days, [5.0] * len(days))
    scaled = find_changes([amount * unit for amount in days], [5.0] * len(days))
    assert [turn.at for turn in turns] == [turn.at for turn in scaled]
    edges = [0, *(turn.at for turn in turns), len(days)]
    for turn, first, end in zip(turns, edges[1:], edges[2:], strict=False):
        assert turn.after == pytest.approx(sum(days[first:end]) / (end - first))


def measure(name: str = "سندار") -> Relation:
    pages = {DAY + dt.timedelta(n): 10 for n in range(60)}
    acts = [Act(f"p{n}:e1", DAY + dt.timedelta(n), -9.0, is_claimed=n % 2 == 0, reports=2) for n in range(30, 40)]
    acts += [Act("q:e1", DAY + dt.timedelta(50), 4.0, is_claimed=False, reports=1)]
    return measure_relation(Claimant(id="sandar", name=name), TRAVINIA, acts, pages)


def test_a_change_names_the_acts_behind_it() -> None:
    rise, fall = measure().changes
    assert (rise.at, rise.of, rise.before, rise.after) == (DAY + dt.timedelta(30), "conflict", 0.0, 9.0)
    assert (fall.at, fall.after) == (DAY + dt.timedelta(40), 0.0)
    assert set(rise.acts) | set(fall.acts) <= {f"p{n}:e1" for n in range(30, 40)}
    assert len(rise.acts) == 5


@pytest.mark.parametrize("tongue", ["ar", "en", "ar-u-nu-arab"])
def test_the_picture_stands_alone_and_says_in_words_what_it_shows(tongue: Tongue) -> None:
    image = make_image(draw_relation(measure("<script>&"), Manner(tongue)))
    root = ET.fromstring(image)  # noqa: S314 - we wrote it
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text is not None
    assert root.get("role") == "img"
    assert Manner(tongue).number((DAY + dt.timedelta(30)).isoformat()) in title.text
    assert "<script>" in title.text
    assert not re.search(r"<script|href|url\(", image)
    sides = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]
    right_to_left = [text for text in sides if "ترافينيا" in text]
    assert all(text.startswith("\u200f") == (tongue != "en") for text in right_to_left)


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_relation(measure_relation(SANDAR, TRAVINIA, [], {}), Manner("ar")) == ""
