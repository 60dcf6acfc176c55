"""Written numerals as values: 1,500 and 1.500 and ١٬٥٠٠, 2.5 and 2,5, and the wire's 5ر2."""

import re

_GROUPED = re.compile(r"\d{1,3}(?:([.,،٬'’])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"(\d+)[.,،٫](\d+)")
_GROUPED_DECIMAL = re.compile(r"(\d{1,3}(?:([,،٬'’])\d{3})+)[.٫](\d+)")
# Agencies that set their lines from left to right write the fraction first: 5ر2 is 2.5, 000ر22 is 22,000.
_TURNED = re.compile(r"(\d+)ر(\d+)")
_SEPARATOR = re.compile(r"[.,،٬'’]")


def read_numeral(form: str, *, measured: bool = False) -> int | float | None:
    """Give the value of a numeral in folded spelling, or None where it is none (a version, a list, a date).

    `measured`: a scale, a percent sign or money follows, where a point before three digits is a decimal point
    (20.243 مليار), while it parts thousands before people and things (1.244 منطقة).

    >>> read_numeral("1,500"), read_numeral("2ر5"), read_numeral("20.243", measured=True), read_numeral("5.1.1")
    (1500, 5.2, 20.243, None)
    """
    if form.isdecimal():
        return int(form) if len(form) < 16 else None
    if turned := _TURNED.fullmatch(form):
        fraction, whole = turned.groups()
        return int(whole + fraction) if fraction == "000" else float(f"{whole}.{fraction}")
    if (
        (grouped := _GROUPED.fullmatch(form))
        and not form.startswith("0")
        and not (measured and grouped[1] == "." and form.count(".") == 1)
    ):
        return int(_SEPARATOR.sub("", form))
    if both := _GROUPED_DECIMAL.fullmatch(form):
        return float(f"{_SEPARATOR.sub('', both[1])}.{both[3]}")
    if slip := _read_slip(form):
        return slip
    decimal = _DECIMAL.fullmatch(form)
    return float(f"{decimal[1]}.{decimal[2]}") if decimal else None


def _read_slip(form: str) -> int | None:
    """Read thousands that were parted with a slip: 6,040117."""
    parts = _SEPARATOR.split(form)
    is_slip = len(parts) == 2 and len(parts[1]) == 6 and len(parts[0]) <= 3 and form[len(parts[0])] in ",،"
    return int("".join(parts)) if is_slip else None
