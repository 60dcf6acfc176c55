"""Quantities by the cases of cases/quantities.json, and the laws that numbers must obey."""

import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clocks import seconds
from riwaya.numbers import cut_pieces, find_counts
from riwaya.quantities import find_quantities
from riwaya.records import Article, Quantity
from riwaya.times import find_times
from shelves import read_shelves

CASES = json.loads((Path(__file__).parent / "cases" / "quantities.json").read_text("utf-8"))
PUBLISHED = dt.date(2018, 4, 12)
ONES = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", *(f"{stem}مئة" for stem in ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"))]
# fmt: off
WORDS = [
    "20", "1,500", "3", "-", "/", "إلى", "من", "بين", "و40", "نحو",
    "أكثر", "عشرات", "آلاف", "مليون", "ونصف", "نصف", "ربع", "جنديان", "سيارتين", "شخصا",
    "دولار", "في", "المئة", "%", "(", ")", "الأربعة", "واحد", "واحدة", "على",
    "الأقل", "عاما", "2018",
]
# fmt: on


def _find(text: str) -> tuple[Quantity, ...]:
    times = find_times(text, [(0, len(text))], PUBLISHED)
    return find_quantities(Article(source="1", text=text, paragraphs=((0, len(text)),)), times)


@pytest.mark.parametrize("case", read_shelves("quantities"))
def test_cases(case: dict[str, Any]) -> None:
    found = _find(case["given"]["text"])
    assert [[q.text, q.low, q.best, q.high, q.unit, q.of and q.of.text] for q in found] == case["expected"]


def test_the_table_is_long_enough_and_has_negatives() -> None:
    assert sum(len(case["expected"]) for case in CASES) >= 200
    assert sum(case["shelf"] == "negative" for case in CASES) >= 25


def _spell(number: int) -> str:
    """Write a number below a million in words, as a schoolbook does."""
    if number >= 1000:
        head = {1: "ألف", 2: "ألفان"}.get(number // 1000)
        scale = "آلاف" if 3 <= number // 1000 <= 10 else "ألف"
        parts = [head or f"{_spell(number // 1000)} {scale}", _spell(number % 1000)]
    elif number >= 100:
        parts = [HUNDREDS[number // 100], _spell(number % 100)]
    elif number in {11, 12}:
        parts = [{11: "أحد عشر", 12: "اثنا عشر"}[number]]
    elif 13 <= number <= 19:
        parts = [f"{ONES[number - 10]} عشر"]
    else:
        parts = [ONES[number % 10], TENS[number // 10]]
    return " و".join(part for part in parts if part)


@given(st.integers(1, 999_999))
def test_numbers_in_words_are_read_back(number: int) -> None:
    text = f"{_spell(number)} دولار"
    assert [count.low for count in find_counts(cut_pieces(text, 0, len(text))).values()] == [number]


@given(st.integers(3, 999_999), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_numerals_are_read_back(number: int, digits: str) -> None:
    text = f"بلغت {number:,} دولار".translate(str.maketrans("0123456789", digits))
    (found,) = _find(text)
    assert (found.low, found.best, found.high, found.unit) == (number, number, number, "USD")


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_spans_are_words_of_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    last = 0
    for found in _find(text):
        assert last <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert (found.low, found.best, found.high) != (None, None, None)
        assert found.low is None or found.high is None or found.low <= found.high
        assert found.of is None or found.of.text == text[found.of.start : found.of.end]
        last = found.start + 1


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for found in _find(text):
        assert found.text == text[found.start : found.end]


@pytest.mark.parametrize(
    "unit", ["20 ", "و20", "مليون ", "ونصف ", "نحو ", "من 3 إلى ", "3-", "جنديان ", "واحد ", "(5)", "عدد "]
)
def test_long_lines_take_linear_time(unit: str) -> None:
    few, many = (seconds(functools.partial(_find, unit * repeats)) for repeats in (800, 8_000))
    assert many < 40 * max(few, 0.005)
