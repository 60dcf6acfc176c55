"""Quantities in running text: from an article and its times to numbers with unit and bounds, and what they count.

Digits and words, ranges, approximations, fractions, duals by form (جنديان is 2), money, measures, percentages, ages.
No quantities: ordinals, dates, scores, telephones, labels (المادة 5), models (إف-35), minutes of a match. A number
inside a duration or a distance in time (قبل 18 شهرا) is one. It does not convert units, nor add numbers up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from riwaya.numbers import has_fronts
from riwaya.quantities.amounts import Amount
from riwaya.quantities.counts import read_counted
from riwaya.quantities.line import Line, lay_line
from riwaya.quantities.spaced import find_spaced_quantities
from riwaya.quantities.twos import read_bare_range, read_dual
from riwaya.records import Article, Quantity, Span, Time

__all__ = ["find_quantities"]


def find_quantities(article: Article, times: Sequence[Time]) -> tuple[Quantity, ...]:
    """Give the quantities of an article in text order; `times` are its temporal expressions, in text order.

    Exact numbers have low = best = high. نحو gives best alone, أكثر من low alone, أقل من high alone, a range low and
    high, عشرات low 20. `unit` is named in English, "person" for people, "year-age" for an age, None for other things;
    `of` is the head of what is counted. The span holds bound, number and unit of measure, not the noun that is counted.

    >>> text = "قتل جنديان وأصيب ما لا يقل عن 25 مدنيا، وبلغت الخسائر نحو 1.5 مليون دولار."
    >>> for found in find_quantities(Article(source="1", text=text, paragraphs=((0, len(text)),)), ()):
    ...     print(found.text, found.low, found.best, found.high, found.unit, found.of and found.of.text)
    جنديان 2 2 2 person جنديان
    ما لا يقل عن 25 25 None None person مدنيا
    نحو 1.5 مليون دولار None 1500000 None USD None
    """
    language = article.language or "ar"
    if not has_fronts(language):
        return tuple(q for p in article.paragraphs for q in find_spaced_quantities(article.text, p, times, language))
    return tuple(quantity for paragraph in article.paragraphs for quantity in _read(article.text, paragraph, times))


def _read(text: str, paragraph: tuple[int, int], times: Sequence[Time]) -> Iterator[Quantity]:
    start, end = paragraph
    first = bisect_right(times, start, key=lambda time: time.end)
    last = bisect_left(times, end, key=lambda time: time.start)
    line = lay_line(text, start, end, times[first:last])
    place = 0
    while place < len(line.pieces):
        amount = _read_amount(line, place)
        if amount:
            yield _make_quantity(line, amount)
            place = max(amount.after, place + 1)
        else:
            place = line.counts[place].last if place in line.counts else place + 1


def _read_amount(line: Line, place: int) -> Amount | None:
    count = line.counts.get(place)
    if risen := read_bare_range(line, place):
        return risen
    if count is not None:
        return None if count.is_ordinal else read_counted(line, count)
    return read_dual(line, place) if line.is_word(place) else None


def _make_quantity(line: Line, amount: Amount) -> Quantity:
    return Quantity(
        start=amount.start,
        end=amount.end,
        text=line.text[amount.start : amount.end],
        low=amount.low,
        best=amount.best,
        high=amount.high,
        unit=amount.unit,
        of=None if amount.of is None else _make_span(line.text, *amount.of),
    )


def _make_span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])
