"""When and where an act took place, by the times and places of its sentence."""

import datetime as dt

from riwaya.events.acts import read_word
from riwaya.events.found import Found
from riwaya.events.lines import Line, classes_of
from riwaya.events.phrases import read_phrase
from riwaya.records import Interval, Party, Time

_PLACED, _SPOT = 14, 8
_PRECISE = ("minute", "day", "week", "month", "season", "year")
_AROUND = ("قبل", "بعد", "قبيل", "بعيد", "عقب")  # before «أن»: another act, at another time
_BESIDE = 30  # letters between an act and «منذ ...», which else tells of something longer


def find_date(line: Line, at: int, published: dt.date | None) -> Interval | None:
    """Give the day of the expression nearest to an act, behind it rather than before it."""
    here = line.tokens[at].start
    end = line.tokens[at].end
    dated = [
        t
        for t in line.times
        if t.precision in _PRECISE
        and t.from_
        and (t.to or abs(t.start - end) < _BESIDE or (published and t.from_ > published))  # «ابتداء من الأحد»
    ]
    if not dated:
        return None
    dated = [t for t in dated if not _is_parted(line, at, t)] or [t for t in dated if t.start < here]
    if not dated:
        return None
    best = min(dated, key=lambda t: abs(t.start - here) + (20 if t.start < here else 0))
    return Interval(from_=best.from_, to=best.to, precision=best.precision)


def _is_parted(line: Line, at: int, time: Time) -> bool:
    """True where another verb stands between an act and a time behind it: «رفض اتهامات | وقعت | الأحد»."""
    if time.start < line.tokens[at].start:
        return False
    for i in range(at + 1, len(line.forms)):
        if line.tokens[i].start >= time.start:
            return False
        if line.forms[i].startswith("و") and "that" in classes_of(line.forms[i]):
            return True  # «أن بلاده تتخلى عن الشرط، وأنها | ستفتح المعبر غدا»
        if line.forms[i] == "ان" and line.forms[i - 1] in _AROUND:
            return True  # «قطعت علاقاتها، قبل أن | تحتجز ناقلة السبت»
        if i not in line.mentions and any(r.act and r.form != "noun" and r.skip for r in read_word(line.forms[i])):
            return True
    return False


def find_place(line: Line, one: Found) -> Party | None:
    """Give the place behind «في», «قرب», «مدينة» nearest to an act, that is no party of it."""
    taken = {p.head for p in one.parties if p is not None}
    spots = [first for first, (_, kind, _) in line.mentions.items() if kind == "place" and first not in taken]
    led = [i for i in spots if _is_placed(line, i) and abs(i - one.at) <= _PLACED]
    if not led:
        return _find_nameless(line, one)
    first = min(led, key=lambda i: abs(i - one.at) + (3 if i < one.at else 0))
    span = line.span(first, line.mentions[first][0], line.mentions[first][2])
    return Party(name=span.text, span=span)


def _find_nameless(line: Line, one: Found) -> Party | None:
    """Give a place behind an act by its noun, where nobody knows its name: «حطت | بمطار وادي الزيتون»."""
    for i in range(one.at + 1, min(one.at + _SPOT, len(line.forms))):
        form = line.forms[i]
        if classes_of(form) & {"opens", "that", "whose"} or form in "،؛:.":
            return None
        skip = int(form.startswith("ب") and "place" in classes_of(form[1:]))
        noun = "place" in classes_of(form) and "prep" not in classes_of(form)
        if noun and (skip or line.forms[i - 1] == "في"):
            spot = read_phrase(line, i, skip)
            if spot and spot.last - spot.first > 1 and not any(p and p.head == spot.head for p in one.parties):
                span = line.span(spot.first, spot.last, skip)
                return Party(name=span.text, span=span)
    return None


def _is_placed(line: Line, i: int) -> bool:
    skip = line.mentions[i][2]
    near = [classes_of(form) for form in line.forms[max(0, i - 2) : i] if form != "الي"]
    return any("place" in classes for classes in near) or (skip > 0 and line.forms[i][skip - 1] == "ب")
