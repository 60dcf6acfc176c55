"""Quantities in languages whose words stand alone: bound, number, unit or noun, in this order or with a sign before.

`Line` and the readers beside this file are for languages that write particles on to their words; this one reads any
pack that has numbers, units and bounds, and asks for nothing else: "more than $1.2 million", "30 Turkish soldiers",
"a third of voters", "35-year-old", "killing at least 14".
"""

import functools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.numbers import Count, Phrases, Piece, cut_pieces, find_counts, index_phrases, match_phrase
from riwaya.quantities.amounts import Value, trim
from riwaya.quantities.rows import RateRow, SpellRow, UnitRow
from riwaya.records import Quantity, Span, Time
from riwaya.text import fold, load_folded

_HYPHENS = frozenset("-–‐‑")
_LONGEST_BOUND = 4  # words: in excess of; no fewer than
_REACH = 4  # words from a number to the head of what it counts: 30 heavily armed Turkish soldiers
_LONGEST_DIGITS = 6  # without a sign between them; more are a telephone or the number of a file
_AGES = range(1, 111)


class _Bound(Struct, frozen=True):
    phrase: str
    bound: Literal["about", "least", "most"]
    side: Literal["before", "both", "behind"]


class _Role(Struct, frozen=True):
    word: str
    role: str


class _Letter(Struct, frozen=True):
    letter: str
    value: int


class _Lexicon(NamedTuple):
    bounds: Phrases[_Bound]
    units: Phrases[tuple[str, str]]  # name, sort
    rates: dict[str, Phrases[str]]
    letters: dict[str, int]
    roles: dict[str, str]
    persons: frozenset[str]
    stops: frozenset[str]
    labels: frozenset[str]
    ages: frozenset[str]
    determiners: frozenset[str]


class _Line(NamedTuple):
    text: str
    pieces: list[Piece]
    counts: dict[int, Count]
    times: Sequence[Time]
    words: _Lexicon

    def form(self, place: int) -> str:
        return self.pieces[place].form if 0 <= place < len(self.pieces) else ""

    def tied(self, place: int) -> bool:
        """Tell whether nothing stands between a piece and the one before it."""
        return 0 < place < len(self.pieces) and self.pieces[place - 1].end == self.pieces[place].start

    def time_at(self, place: int) -> Time | None:
        start = self.pieces[place].start
        before = bisect_right(self.times, start, key=lambda time: time.start)
        return self.times[before - 1] if before and start < self.times[before - 1].end else None


class _Number(NamedTuple):
    """A number or range over pieces `first` up to `after`; `money` where a sign stood before it."""

    first: int
    after: int
    low: Value
    high: Value | None
    money: str | None


def find_spaced_quantities(
    text: str, paragraph: tuple[int, int], times: Sequence[Time], language: str
) -> Iterator[Quantity]:
    """Give the quantities of a paragraph in order."""
    pieces = cut_pieces(text, *paragraph)
    counts = find_counts(pieces, language)
    line = _Line(text, pieces, counts, times, _load(language))
    done = 0
    for place, count in counts.items():
        if place >= done and not count.is_ordinal and not _is_name(line, count):
            found = _read(line, count)
            if found:
                done, quantity = found
                yield quantity


def _is_name(line: _Line, count: Count) -> bool:
    """Tell F-35, G20, 4G, Article 5, No. 10."""
    first = count.first
    before = line.form(first - 1 - (line.form(first - 1) == "."))
    if line.words.roles.get(before) == "naming" or before in line.words.labels:
        return True
    if not count.is_numeral:
        return False
    if line.tied(first) and (line.pieces[first - 1].kind == "word" or line.form(first - 1) in {"#", "/", ":", "@"}):
        return not match_phrase(line.words.units, line.pieces, first - 1)  # Rs300
    tied_twice = line.tied(first) and line.form(first - 1) in _HYPHENS and line.tied(first - 1)
    is_model = tied_twice and line.form(first - 2).isalpha()
    return is_model or (len(line.form(first)) > _LONGEST_DIGITS and line.form(first).isdigit())


def _read(line: _Line, count: Count) -> tuple[int, Quantity] | None:
    number = _read_number(line, count)
    if number is None:
        return None
    unit, after = _read_unit(line, number)
    if _is_dated(line, count, unit, after):
        return None
    bound, opener = _bound_before(line, number.first)
    of = None if unit and unit[1] != "share" else _find_head(line, count, after)
    name = unit[0] if unit else None
    if name in {"year", "month"} and _says_age(line, number.first, after):
        name = f"{name}-age"
    if unit is None:
        name = _name_counted(line, count, of, opener)
        if of is None and name is None and (bound is None or count.is_part):
            return None
    if bound is None and (behind := _bound_behind(line, after, of)):
        bound, after = behind
    return max(after, count.last), _make(line, number, bound, (opener, after), name, of)


def _name_counted(line: _Line, count: Count, of: int | None, opener: int) -> str | None:
    """Tell people and ages: 30 soldiers; killing 14; Sami Haddad, 35, said."""
    if of is not None:
        return "person" if line.form(of) in line.words.persons else None
    if _is_age(line, count):
        return "year-age"
    harmed = line.words.roles.get(line.form(opener - 1)) == "harm"
    return "person" if harmed and not count.is_part else None


def _make(
    line: _Line, number: _Number, bound: str | None, reach: tuple[int, int], name: str | None, of: int | None
) -> Quantity:
    low, high = number.low, number.high
    best = low if low == high else None
    values: dict[str | None, tuple[Value | None, Value | None, Value | None]] = {
        None: (low, best, high),
        "about": (None, best, None) if best is not None else (low, None, high),
        "least": (low, None, None),
        "most": (None, None, high if high is not None else low),
    }
    start, end = line.pieces[reach[0]].start, line.pieces[reach[1] - 1].end
    head = None if of is None else line.pieces[of]
    low_, best_, high_ = values[bound]
    return Quantity(
        start=start,
        end=end,
        text=line.text[start:end],
        low=low_,
        best=best_,
        high=high_,
        unit=name,
        of=head and Span(start=head.start, end=head.end, text=line.text[head.start : head.end]),
    )


def _read_number(line: _Line, count: Count) -> _Number | None:
    """Read the number with its sign, the letter tied to it, and the upper end of a range."""
    first, money = _sign_before(line, count.first)
    value, after = _multiply(line, count, money)
    tied = count.is_numeral and after == count.last and line.tied(after) and line.pieces[after].kind == "word"
    if tied and not match_phrase(line.words.units, line.pieces, after):
        return None  # 4G
    high = value if count.high is not None and count.low == count.high else count.high
    top = _find_top(line, count, first, after)
    if top is None:
        return _Number(first, after, value, high, money)
    over, behind = _multiply(line, top, money)
    if top.scale and not count.scale and value < top.scale:
        value = trim(value * top.scale)  # between 3 and 5 million
    if over <= value:
        return _Number(first, after, value, high, money)
    opened = line.words.roles.get(line.form(first - 1)) == "range"
    return _Number(first - opened, behind, value, over, money)


def _sign_before(line: _Line, first: int) -> tuple[int, str | None]:
    """Give where $20, US$20 or Rs 300 begins, and whose money it is."""
    unit = match_phrase(line.words.units, line.pieces, first - 1) if first else None
    if unit is None or unit[1] != first or unit[0][1] != "money":
        return first, None
    if line.pieces[first - 1].kind == "word" and line.words.roles.get(line.form(first - 1)) != "sign":
        return first, None
    longer = match_phrase(line.words.units, line.pieces, first - 2) if first > 1 else None  # US$20
    return (first - 2, longer[0][0]) if longer and longer[1] == first else (first - 1, unit[0][0])


def _multiply(line: _Line, count: Count, money: str | None) -> tuple[Value, int]:
    letter = line.words.letters.get(line.form(count.last)) if money and line.tied(count.last) else None
    return (trim(count.low * letter), count.last + 1) if letter else (count.low, count.last)


def _find_top(line: _Line, count: Count, first: int, after: int) -> Count | None:
    joint = line.form(after)
    place = after + 1
    if line.pieces[place : place + 1] and line.pieces[place].kind == "sign" and place not in line.counts:
        place += 1  # $3 to $5
    top = line.counts.get(place)
    if top is None or top.is_ordinal or top.is_part or top.high is None or count.is_part:
        return None
    opened = line.words.roles.get(line.form(first - 1)) == "range"
    if joint in _HYPHENS:
        return top
    is_change = line.words.roles.get(line.form(first - 1)) == "change"  # from 3 to 5 percent
    role = line.words.roles.get(joint)
    return top if role == ("closing" if opened else "joint") and not is_change else None


def _read_unit(line: _Line, number: _Number) -> tuple[tuple[str, str] | None, int]:
    """Give name and sort of the unit, and the place behind it."""
    if number.money:
        return (number.money, "money"), number.after
    place = number.after + (line.form(number.after) in _HYPHENS and line.tied(number.after))
    known = match_phrase(line.words.units, line.pieces, place) if place < len(line.pieces) else None
    if known is None or (known[0][0] == "m" and number.after != place and not line.tied(place)):
        return None, number.after
    (name, sort), after = known
    rate = match_phrase(line.words.rates.get(name, {}), line.pieces, after) if after < len(line.pieces) else None
    return ((rate[0], sort), rate[1]) if rate else ((name, sort), after)


def _is_dated(line: _Line, count: Count, unit: tuple[str, str] | None, after: int) -> bool:
    """Tell whether a number belongs to a date: on 14 April, but not two years ago."""
    time = line.time_at(count.first)
    return time is not None and (unit is None or unit[1] != "time" or line.time_at(after - 1) is not time)


def _bound_before(line: _Line, first: int) -> tuple[str | None, int]:
    for start in range(max(0, first - _LONGEST_BOUND), first):
        found = match_phrase(line.words.bounds, line.pieces, start)
        if found and found[1] == first and found[0].side != "behind":
            return found[0].bound, start
    return None, first


def _bound_behind(line: _Line, after: int, of: int | None) -> tuple[str, int] | None:
    place = after if of is None else of + 1
    found = match_phrase(line.words.bounds, line.pieces, place) if place < len(line.pieces) else None
    return (found[0].bound, found[1]) if found and found[0].side != "before" else None


def _find_head(line: _Line, count: Count, after: int) -> int | None:
    """Give the place of the head of what is counted: the person nearest behind, else the first plural."""
    place = after
    if line.words.roles.get(line.form(place)) == "part":
        place += 1 + (line.form(place + 1) in line.words.determiners)
        if count.low == 1 and not count.is_numeral:
            return None  # one of the best
    run: list[int] = []
    while len(run) < _REACH and place < len(line.pieces) and _is_thing(line, place):
        run.append(place)
        place += 1
    heads = [p for p in run if line.form(p) in line.words.persons]
    heads = heads or [p for p in run if line.form(p).endswith("s") and not line.form(p).endswith("ss")]
    if heads:
        return heads[0]
    return run[0] if run and count.low == 1 and not count.is_numeral and len(run) == 1 else None


def _is_thing(line: _Line, place: int) -> bool:
    piece = line.pieces[place]
    return piece.kind == "word" and piece.form not in line.words.stops and place not in line.counts


def _says_age(line: _Line, first: int, after: int) -> bool:
    """Tell 35 years old, 35-year-old, aged 35 years."""
    behind = after + (line.form(after) in _HYPHENS)
    return line.form(behind) in line.words.ages or line.form(first - 1) in line.words.ages


def _is_age(line: _Line, count: Count) -> bool:
    """Tell the age of «Sami Haddad, 35, said» and «aged 35»."""
    first = count.first
    if not count.is_numeral or count.low not in _AGES:
        return False
    if line.form(first - 1) in line.words.ages:
        return True
    named = first > 1 and line.text[line.pieces[first - 2].start].isupper()
    around = (line.form(first - 1), line.form(count.last))
    return named and (around == (",", ",") or around == ("(", ")"))


@functools.cache
def _load(language: str) -> _Lexicon:
    units = [(w, (row.unit, row.sort)) for row in load_table(language, "units", UnitRow, "unit") for w in row.words]
    times = load_table(language, "times", SpellRow, "word")
    units += [(t.word, (_SEASON.get(t.unit, t.unit), "time")) for t in times if t.kind in {"unit", "units"}]
    rates: dict[str, list[tuple[str, str]]] = {}
    for row in load_table(language, "units_rates", RateRow, "becomes"):
        rates.setdefault(row.unit, []).extend((words, row.becomes) for words in row.words)

    return _Lexicon(
        bounds=index_phrases((row.phrase, row) for row in load_table(language, "bounds", _Bound, "phrase")),
        units=index_phrases(units),
        rates={unit: index_phrases(entries) for unit, entries in rates.items()},
        letters={row.letter: row.value for row in load_table(language, "numbers_attached", _Letter, "letter")},
        roles={fold(row.word): row.role for row in load_table(language, "quantities", _Role, "word")},
        persons=load_folded(language, "persons"),
        stops=load_folded(language, "counted_stops"),
        labels=load_folded(language, "labels"),
        ages=load_folded(language, "times_ages"),
        determiners=load_folded(language, "counted_determiners"),
    )


_SEASON = {"sport": "season"}
