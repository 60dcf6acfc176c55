"""Numbers that count nothing: scores, telephones, labels (المادة 5), models (إف-35), minutes of a match, years."""

import re

from riwaya.numbers import Count, match_phrase, split_fronts
from riwaya.quantities.counted import is_defined, is_person
from riwaya.quantities.line import Line, is_listed, load_phrases, role_of
from riwaya.quantities.units import Unit

_LATIN = re.compile(r"[A-Za-z]")
_YEARS = range(1900, 2051)
_LONG = 7  # digits without a sign between them: a telephone or the number of a file


def is_dated(line: Line, count: Count, unit: Unit | None) -> bool:
    """Tell whether a number belongs to a date: عام 2018 يوم الاثنين, but not قبل 18 شهرا."""
    time = line.dated.get(count.first)
    return time is not None and (unit is None or unit.sort != "time" or line.dated.get(unit.first) != time)


def is_barred(line: Line, count: Count, *, has_unit: bool, has_noun: bool) -> bool:
    """Tell whether a number is a name, a mark or an idiom rather than a count."""
    if _is_idle(line, count) or _is_model(line, count) or _is_number_of(line, count):
        return True
    if has_unit:
        return False
    if _is_score(line, count) or _is_alone(line, count, has_noun=has_noun):
        return True
    return _is_label(line, count) if not has_noun else _is_hard_label(line, count)


def _is_hard_label(line: Line, count: Count) -> bool:
    """Tell الفرقة 30 تلت from شاركت في البطولة 12 دولة: nothing behind the number has the form of what is counted."""
    form = line.form(count.last)
    if not count.is_numeral or form.endswith(("ا", "ه", "ات")) or is_person(form) or count.low <= 10:
        return False
    return is_listed(line.form(count.first - 1), "labels")


def _is_idle(line: Line, count: Count) -> bool:
    phrases = load_phrases("numbers_idle")
    return any(
        match_phrase(phrases, line.pieces, place, rest)
        for place in (count.first - 1, count.first)
        if place >= 0
        for _, rest in split_fronts(line.form(place))
    )


def _is_model(line: Line, count: Count) -> bool:
    """Tell إف-35, A8, 4G, Galaxy 8."""
    start, end = line.pieces[count.first].start, line.pieces[count.last - 1].end
    if not count.is_numeral:
        return False
    tied, text = line.text[max(0, start - 2) : start], line.text
    if len(tied) == 2 and tied[1] in "-‑_–" and (tied[0].isalnum() or tied[0] in ')»"'):
        return not (tied[0].isdigit())
    if tied[-1:] == "#" or (tied[-1:].isalpha() and _LATIN.match(tied[-1:])):
        return True
    return bool(_LATIN.match(text[end : end + 1]) or _LATIN.match(line.form(count.first - 1)))


def _is_number_of(line: Line, count: Count) -> bool:
    """Tell a telephone or file by its digits, and what follows رقم."""
    form = line.form(count.first)
    if count.is_numeral and (len(form) >= _LONG or (form.startswith("0") and len(form) > 1 and form.isdigit())):
        return form.isdigit()
    before = line.form(count.first - 1)
    return before in {"+", "#", "№"} or role_of(before) == "naming"


def _is_score(line: Line, count: Count) -> bool:
    """Tell 2-1 and 3/1 and 2-صفر: two numerals with a stroke between them, and nothing that they count."""
    if not count.is_numeral:
        return False
    strokes = {"-", "–", "/", ":"}
    left, right = line.form(count.first - 1), line.form(count.last)
    if left in strokes and (line.form(count.first - 2).isdigit() or line.form(count.first - 2) == "صفر"):
        return True
    return right in strokes and (line.form(count.last + 1).isdigit() or line.form(count.last + 1) == "صفر")


def _is_alone(line: Line, count: Count, *, has_noun: bool) -> bool:
    """Tell واحدة من أهم, الفريق الواحد, ربع without what it is of: no count."""
    if count.low == 1 and not count.is_numeral:
        return True  # read with the noun before it, or not at all
    is_whole_said = line.form(count.last).startswith("ال") or line.form(count.last + 1).startswith("ال")
    return count.is_part and (count.front.defines or not has_noun or not is_whole_said)  # ربع مالي


def _is_label(line: Line, count: Count) -> bool:
    """Tell a number with nothing behind it that names what stands before it."""
    before = count.first - 1
    form = line.form(before)
    if role_of(form) in {"harm", "toll"} or count.high is None or count.scale:
        return False
    if is_listed(form, "labels") or (count.front.defines and is_listed(line.form(before - 1), "labels")):
        return True
    if count.is_numeral and _is_like_year(line.form(count.first)):
        return True
    if before < 0 or line.pieces[before].kind == "sign":
        return (
            before < 0 or form in {"(", "-", "–", "/", "*", "•", '"', "«", "["} or line.pieces[count.first].is_enclosed
        )
    if line.pieces[count.first].is_enclosed:
        return not is_listed(form, "quantity_leads")
    if count.front.defines:
        return not (is_defined(form) or form.endswith(("ها", "هم", "ه", "نا")))
    is_named = is_defined(form) and not count.front.joins  # مقتل 65 في شمال البلاد و35 في غربها
    return count.is_numeral and (is_named or before in line.counts or _follows_label(line, count))


def _follows_label(line: Line, count: Count) -> bool:
    """Tell the second of الدقيقتين 11 و62."""
    before = count.first - 1
    return count.front.joins and before in line.counts and is_listed(line.form(before - 1), "labels")


def _is_like_year(form: str) -> bool:
    return len(form) == 4 and form.isdigit() and int(form) in _YEARS
