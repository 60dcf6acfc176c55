"""Whether two numbers may both hold: 27 and “more than 25”, 4.2 and 4.16 billion, about 30 and 31."""

import math

from riwaya.records import Value

_ABOUT = 0.1  # how far from the truth “about” may be
_ROUNDED = 0.05  # how far rounding may be, of the whole
_HALF = 0.5  # of a whole number: ونصف is said, not cut off
_DIGITS = 2  # significant digits from which a round number is one


def bears(a: Value, b: Value) -> bool:
    """Tell whether two numbers may both hold: their bounds overlap, or one is the other rounded.

    >>> from riwaya.records import Span
    >>> def number(low, best, high):
    ...     return Value(value="", low=low, best=best, high=high, article="a", span=Span(start=0, end=0, text=""))
    >>> bears(number(27, 27, 27), number(25, None, None)), bears(number(27, 27, 27), number(31, 31, 31))
    (True, False)
    >>> bears(number(4_160, 4_160, 4_160), number(4_200, 4_200, 4_200))
    True
    """
    low_a, high_a = _bounds(a)
    low_b, high_b = _bounds(b)
    if low_a <= high_b and low_b <= high_a:
        return True
    if a.best is None or b.best is None:
        return False
    return _rounds(a.best, b.best) or _rounds(b.best, a.best) or _is_other_notation(a.best, b.best)


def _is_other_notation(a: float, b: float) -> bool:
    """Tell whether one number has a point where the other has its thousands: 310,272 and 310.272."""
    low, high = sorted((a, b))
    return low != int(low) and round(low * 1000, 6) == high


def _bounds(value: Value) -> tuple[float, float]:
    if value.low is None and value.high is None:
        if value.best is None:
            return -math.inf, math.inf
        return value.best * (1 - _ABOUT), value.best * (1 + _ABOUT)
    low = -math.inf if value.low is None else value.low
    return low, math.inf if value.high is None else value.high


def _rounds(exact: float, rounded: float) -> bool:
    """Tell whether one number is the other rounded, or cut, to the digits that it is written with: 22,790, 22 ألف."""
    if abs(exact - rounded) > _ROUNDED * abs(exact) or (isinstance(rounded, int) and abs(rounded) < 1000):
        return isinstance(exact, float) and rounded == round(exact) and abs(exact - rounded) < _HALF
    digits = f"{rounded:.12g}".replace(".", "").strip("0")
    step = 10.0 ** (math.floor(math.log10(abs(rounded))) - len(digits) + 1) if rounded else 0.0
    return len(digits) >= _DIGITS and -step / 2 <= (exact - rounded) * (1 - 1e-9) < step
