"""Dates by the cases of cases/times.json, and the laws that every text must obey."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clocks import seconds
from riwaya import times
from riwaya.lexicon import languages, load_table
from riwaya.text import fold
from riwaya.times.calendars import to_day
from riwaya.times.marks import _Month, _Weekday, _Word
from shelves import read_shelves

CAPTURED = dt.datetime(2020, 8, 24, 12, tzinfo=dt.UTC)


def _read(function: str, text: str, captured: str | None = None) -> list[list[str | None]]:
    if function == "find_dates":
        found = times.find_dates(text, captured=dt.datetime.fromisoformat(captured) if captured else None)
    else:
        one = times.parse_timestamp(text) if function == "parse_timestamp" else times.find_address_date(text)
        found = [one] if one else []
    return [[str(date.date), date.time, date.precision] for date in found]


@pytest.mark.parametrize("case", read_shelves("times"))
def test_cases(case: dict[str, Any]) -> None:
    assert _read(**case["given"]) == case["expected"]


def test_span_covers_weekday_date_and_clock() -> None:
    text = "نشر: الاثنين، 24 آب/أغسطس 2020 - 09:22 مساءً بقلم فلان"
    (found,) = times.find_dates(text)
    assert text[found.start : found.end] == "الاثنين، 24 آب/أغسطس 2020 - 09:22 مساءً"


@given(st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31)), st.sampled_from(["يناير", "آب"]))
def test_iso_dates_are_read_back(day: dt.date, other: str) -> None:
    found = times.find_dates(f"{other}: {day.isoformat()}.")
    assert [f.date for f in found] == [day]


@given(st.integers(1411, 1460), st.integers(1, 12), st.integers(1, 29))
def test_islamic_days_follow_each_other(year: int, month: int, day: int) -> None:
    one, other = to_day("hijri", year, month, day), to_day("hijri", year, month, day + 1)
    assert one
    assert other
    assert other - one == dt.timedelta(days=1)


@given(st.text(alphabet="0123456789٠١٢/-.:، ()مصهـآبأغسطسT+Z\nAug", max_size=80))
def test_spans_are_in_order_and_days_are_of_the_web(text: str) -> None:
    end = 0
    for found in times.find_dates(text, captured=CAPTURED):
        assert end <= found.start < found.end <= len(text)
        assert 1990 <= found.date.year <= 2021
        end = found.end


@given(st.text(max_size=40))
def test_any_text_is_a_timestamp_or_none(text: str) -> None:
    found = times.parse_timestamp(text)
    assert found is None or found.date.year >= 1990
    assert times.find_address_date(text) is None or "/" in text


@pytest.mark.parametrize("unit", ["1/1/2020 ", "24 أغسطس ", "09:30 ", "1.1.", "a.", "كانون ", "الاثنين (", "ـ"])
def test_long_lines_take_linear_time(unit: str) -> None:
    def spent(repeats: int) -> float:
        return seconds(lambda: times.find_dates(unit * repeats, captured=CAPTURED))

    spent(100)
    assert spent(16_000) < 40 * max(spent(1_600), 0.005)


def test_no_word_of_dates_means_two_things() -> None:
    meanings: dict[str, tuple[object, ...]] = {}
    for language in languages():
        entries: list[tuple[str, tuple[object, ...]]] = [
            *((m.name, ("month", m.calendar, m.number)) for m in load_table(language, "months", _Month, "name")),
            *((d.name, ("weekday", d.number)) for d in load_table(language, "weekdays", _Weekday, "name")),
            *((w.word, (w.kind, w.value)) for w in load_table(language, "dates", _Word, "word")),
        ]
        for entry, meaning in entries:
            assert meanings.setdefault(fold(entry), meaning) == meaning, entry
