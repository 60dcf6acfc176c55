"""What a number says, with its bound, values and span put together."""

from typing import NamedTuple

from riwaya.quantities.bounds import Bound, find_bound_behind
from riwaya.quantities.line import Line

Value = int | float


class Amount(NamedTuple):
    """What a number says: its values and unit, the offsets it stands in, the piece of what it counts."""

    low: Value | None
    best: Value | None
    high: Value | None
    unit: str | None
    start: int
    end: int
    of: tuple[int, int] | None  # the offsets of the head of what is counted
    after: int  # the next piece to be read


def make_amount(
    line: Line,
    bound: Bound | None,
    unit: str | None,
    reach: tuple[int, int],
    of: tuple[int, int] | None,
    low: Value,
    high: Value | None,
) -> Amount:
    """Put bound, values and span together. `reach`: the offset where the number begins, the piece behind it."""
    start, after = reach
    end = line.pieces[after - 1].end
    if line.pieces[after - 1].is_enclosed and line.pieces[after - 1].start == start and bound is None:
        start, end = start + 1, end - 1
    behind = None if bound else find_bound_behind(line, after)
    if behind:
        end = line.pieces[behind.after - 1].end
    elif bound:
        piece = line.pieces[bound.first]
        start = piece.start + len(bound.skipped)
    said = bound or behind
    kind = said.kind if said else "exact"
    best = low if low == high else None
    values: dict[str, tuple[Value | None, Value | None, Value | None]] = {
        "exact": (low, best, high),
        "about": (None, best, None) if best is not None else (low, None, high),
        "least": (low, None, None),
        "most": (None, None, high if high is not None else low),
    }
    return Amount(*values[kind], unit, start, end, of, max(after, behind.after if behind else 0))


def read_half(line: Line, after: int) -> tuple[float, int]:
    """Read ونصف and what may follow it: عامين ونصف, أسبوع ونصف الأسبوع."""
    part = line.counts.get(after)
    if part is None or not part.is_part or not part.front.joins:
        return 0.0, after
    again, said = line.form(part.last).removeprefix("ال"), line.form(after - 1).removeprefix("ال")
    repeats = len(again) > 1 and said.startswith(again)
    return float(part.low), part.last + repeats


def trim(value: Value) -> Value:
    """Give a whole number as one, without the noise of floating point."""
    return int(value) if value == int(value) else float(f"{value:.12g}")
