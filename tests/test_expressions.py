"""Temporal expressions by the cases of cases/expressions.json, and the laws that every text must obey."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clocks import seconds
from riwaya.records import Time
from riwaya.times import find_times
from shelves import read_shelves

CASES = json.loads((Path(__file__).parent / "cases" / "expressions.json").read_text("utf-8"))
PUBLISHED = dt.date(2018, 4, 12)
# fmt: off
WORDS = [
    "منذ", "قبل", "بعد", "حتى", "من", "إلى", "بين", "و", "في", "عام",
    "2018", "2015", "شهر", "مارس/آذار", "ثلاثة", "3", "أيام", "أسبوعين", "الخميس", "أمس",
    "مساء", "الساعة", "9:30", "الماضي", "(", ")", "،", "نصف", "نهاية", "هـ",
    "1436", "رمضان", "ذلك", "هذا", "اليوم", "التالي", "الربع", "الأول",
]
# fmt: on


def _find(text: str, published: dt.date | None = PUBLISHED) -> tuple[Time, ...]:
    return find_times(text, [(0, len(text))], published)


@pytest.mark.parametrize("case", read_shelves("expressions"))
def test_cases(case: dict[str, Any]) -> None:
    published = case["given"]["published"]
    found = _find(case["given"]["text"], dt.date.fromisoformat(published) if published else None)
    read = [[t.text, t.from_ and str(t.from_), t.to and str(t.to), t.precision] for t in found]
    assert read == case["expected"]


def test_the_table_is_long_enough_and_has_negatives() -> None:
    assert sum(len(case["expected"]) for case in CASES) >= 250
    assert sum(case["shelf"] == "negative" for case in CASES) >= 25


def test_nothing_outside_of_the_paragraphs() -> None:
    text = "نشر أمس\nوصل الوفد قبل عامين.\nتابعونا غدا"
    (found,) = find_times(text, [(8, 28)], PUBLISHED)
    assert found.text == "قبل عامين"


@given(
    st.lists(st.sampled_from(WORDS), max_size=14),
    st.one_of(st.none(), st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))),
)
def test_spans_are_words_of_the_text_in_order(words: list[str], published: dt.date | None) -> None:
    text = " ".join(words)
    end = 0
    for found in _find(text, published):
        assert end <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert found.from_ is None or found.to is None or found.from_ <= found.to
        assert found.precision not in {"vague", "duration"} or found.from_ is found.to is None
        end = found.end


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for found in _find(text):
        assert found.text == text[found.start : found.end]


@given(
    st.integers(1, 60),
    st.sampled_from(["يوما", "أسبوعا", "شهرا", "عاما"]),
    st.dates(dt.date(1995, 1, 1), dt.date(2035, 1, 1)),
)
def test_what_was_longer_ago_was_earlier(count: int, unit: str, published: dt.date) -> None:
    (one,), (other,) = (_find(f"غادر قبل {n} {unit}.", published) for n in (count + 10, count + 11))
    assert one.from_
    assert other.to
    assert other.to < one.from_


@pytest.mark.parametrize(
    "unit", ["1/1/2020 ", "منذ ", "قبل بعد ", "الخميس ", "من 3 إلى ", "مارس/", "2018-", "الساعة 9:", "و", "(", "نهاية "]
)
def test_long_lines_take_linear_time(unit: str) -> None:
    def spent(repeats: int) -> float:
        return seconds(lambda: _find(unit * repeats))

    spent(100)
    assert spent(8_000) < 40 * max(spent(800), 0.005)
