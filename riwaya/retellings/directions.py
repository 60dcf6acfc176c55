"""Which of two reports came out of the other, where the pages say so."""

import calendar
import datetime as dt
import functools

from riwaya.gazetteer import list_agencies
from riwaya.lexicon import languages
from riwaya.records import Article, Coverage, Direction, Published, RetellingKind
from riwaya.text import find_words, fold

_OPENING = 400  # characters in which a report says whose story it tells
_WHOLE, _CUT = 0.9, 0.65  # the share of a text that stands in the other, where the other is the fuller


def find_direction(a: Article, b: Article, kind: RetellingKind, coverage: Coverage) -> tuple[Direction | None, str]:
    """Give the direction and why, or None and why not. A credit outweighs a date, a date the fuller text."""
    direction, reason = compare_credits(a, b)
    if reason:
        return direction, reason
    if credited := sorted({**find_credits(a), **find_credits(b)}.values()):
        return None, f"one credits {credited[0]}: both may have it from there"
    return (
        _compare_dates(a.published, b.published)
        or _compare_sizes(kind, coverage)
        or (None, "nothing says which was first")
    )


def compare_credits(a: Article, b: Article) -> tuple[Direction | None, str]:
    """Give the direction that the credits show, and why; no reason where they show nothing."""
    credits_a, credits_b = find_credits(a), find_credits(b)
    if b.outlet and fold(b.outlet) in credits_a:
        return "b->a", f"a credits {b.outlet}"
    if a.outlet and fold(a.outlet) in credits_b:
        return "a->b", f"b credits {a.outlet}"
    if common := sorted(credits_a.keys() & credits_b.keys()):
        return None, f"both credit {credits_a[common[0]]}"
    return None, ""


def find_credits(article: Article) -> dict[str, str]:
    """Give the media that a report credits, by their folded names."""
    return {fold(name): name for name in article.credit}


def name_one_source(a: Article, b: Article) -> bool:
    """Tell whether both tell one paper's story: one credits it, the other names it where it opens.

    An agency is none: two reports from one may be of two receptions on one day.
    """
    outlets = {fold(article.outlet) for article in (a, b) if article.outlet}
    return any(
        f" {' '.join(find_words(name))} " in f" {' '.join(find_words(other.text[:_OPENING]))} "
        for one, other in ((a, b), (b, a))
        for key, name in find_credits(one).items()
        if key not in outlets | _agencies()
    )


@functools.cache
def _agencies() -> frozenset[str]:
    rows = (row for code in languages() for row in list_agencies(code))
    return frozenset(fold(form) for row in rows for form in (row.name, *row.forms))


def _compare_dates(a: Published | None, b: Published | None) -> tuple[Direction, str] | None:
    """Tell who was first. A capture only says that a page was there by then, so it dates nothing."""
    if a is None or b is None or "capture" in (a.basis, b.basis):
        return None
    (a_from, a_to), (b_from, b_to) = _bounds(a, b), _bounds(b, a)
    if a_to < b_from:
        return "a->b", "a was published earlier"
    if b_to < a_from:
        return "b->a", "b was published earlier"
    return None


def _bounds(one: Published, other: Published) -> tuple[dt.datetime, dt.datetime]:
    """Give the first and last instant of a date: the minute where both clocks name their zone, else whole days."""
    instant, against = _instant(one), _instant(other)
    if instant and against:
        return instant, instant
    last = one.date
    if one.precision == "year":
        last = last.replace(month=12, day=31)
    elif one.precision == "month":
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return (
        dt.datetime.combine(one.date, dt.time.min, dt.UTC),
        dt.datetime.combine(last, dt.time.max, dt.UTC),
    )


def _instant(published: Published) -> dt.datetime | None:
    if published.time is None:
        return None
    moment = dt.datetime.combine(published.date, dt.time.fromisoformat(published.time))
    return moment if moment.tzinfo else None


def _compare_sizes(kind: RetellingKind, coverage: Coverage) -> tuple[Direction, str] | None:
    """Take a text that stands whole in a fuller one, lead to lead, for the one that was cut."""
    if kind == "partial":
        return None
    if coverage.a <= _CUT and coverage.b >= _WHOLE:
        return "a->b", "a has the fuller text"
    if coverage.b <= _CUT and coverage.a >= _WHOLE:
        return "b->a", "b has the fuller text"
    return None
