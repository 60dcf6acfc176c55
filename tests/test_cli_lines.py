"""Lines of the terminal: each closes what it opens, and no number is cut, however narrow the terminal is."""

import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from riwaya.cli import main
from riwaya.cli.lines import CLOSE, OPEN, Screen, isolate
from riwaya.cli.paint import table_of_values
from riwaya.records import Disagreement, Span, Value

ASKED = ("actors", "events", "statements", "articles", "stories", "claims", "disagreements", "positions", "retellings")
NAMES = st.text("ابتثق ة،\n\tab1\u2066\u2069\u202e漢", min_size=1, max_size=40)


def is_balanced(line: str) -> bool:
    depth = 0
    for letter in line:
        depth += (letter == OPEN) - (letter == CLOSE)
        if depth not in {0, 1}:
            return False
    return depth == 0


def show(case: Path, width: int, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--case", str(case)], env={"COLUMNS": str(width)})
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("width", [40, 57, 80, 131])
@pytest.mark.parametrize("asked", ASKED)
def test_every_line_closes_what_it_opens(demo_case: Path, asked: str, width: int) -> None:
    lines = show(demo_case, width, asked).splitlines()
    assert [line for line in lines if not is_balanced(line)] == []
    assert any(OPEN in line for line in lines)


@given(st.lists(NAMES, min_size=1, max_size=4), st.integers(8, 90))
def test_words_in_any_frame_stay_balanced_at_any_width(names: list[str], width: int) -> None:
    written = io.StringIO()
    screen = Screen(file=written, width=width, highlight=False)
    line = " → ".join(map(isolate, names))
    table = Table("one", "two", title=line)
    table.add_row(line, "1")
    tree = Tree(Text(line))
    tree.add(Text("1 ").append(line, style="bold"))
    for shown in (line, Text(line, style="dim"), Padding(Text(line), (0, 0, 0, 4)), table, tree):
        screen.print(shown, markup=False)
    assert [line for line in written.getvalue().splitlines() if not is_balanced(line)] == []


@pytest.mark.parametrize("width", [40, 60, 80])
def test_numbers_and_days_are_never_cut(demo_case: Path, width: int) -> None:
    shown = show(demo_case, width, "disagreements")
    told = [json.loads(line) for line in show(demo_case, width, "disagreements", "--json").splitlines()]
    values = [value for one in told for value in one["values"]]
    wanted = [f"{value['best']:,}" for value in values if value["best"] is not None]
    wanted += [value["when"] for value in values if value["when"]]
    assert wanted
    assert [number for number in wanted if number not in shown] == []
    assert not re.search(r"\d…", shown)


def _value(low: int | None, best: int | None, high: int | None) -> Value:
    day = dt.date(2025, 1, 1).isoformat()
    return Value(value="١", low=low, best=best, high=high, article="a", span=Span(start=0, end=1, text="١"), when=day)


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        ([(3, 3, 3), (5, 5, 5)], ["best"]),
        ([(3, 3, 3), (5, None, None)], ["low", "best", "high"]),
        ([(None, None, None)], []),
    ],
)
def test_a_table_has_the_numbers_that_say_something(
    values: list[tuple[int | None, int | None, int | None]], numbers: list[str]
) -> None:
    fact = Disagreement(about="x", slot="count", kind="conflict", values=tuple(_value(*row) for row in values))
    headers = [column.header for column in table_of_values(fact, {}).columns]
    assert headers == ["value", *numbers, "says", "when"]
