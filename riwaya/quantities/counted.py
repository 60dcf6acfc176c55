"""What a number counts: the noun behind it, or before it, and whether it is people."""

import functools

from riwaya.numbers import Count, split_fronts
from riwaya.quantities.line import Line, role_of, stands_in
from riwaya.text import load_folded

_REACH = 14  # pieces: بلغ عدد القتلى في الغارات ... 157


def find_counted(line: Line, count: Count, after: int) -> int | None:
    """Give the place of the head of what is counted, looking behind the number first; None where it is not said.

    Behind: ثلاثة جنود, عشرات الجنود, ثلاثة من المتهمين. Before: الدول الأربع, زملاءهم الستة; عدد القتلى ... 157.
    """
    if line.form(after) == "من" and _is_thing(line, after + 1, definite=True):
        return after + 1
    if count.front.defines and not count.is_numeral and _has_article(line, count.first - 1):
        return _skip_adjective(line, count.first - 1)  # العناصر الثمانية
    if count.low == 2 and not count.is_numeral and line.form(count.first - 1).endswith(("ين", "ان")):
        return count.first - 1  # مشتبهين اثنين
    is_open = count.high is None or count.is_part or count.scale > 0
    if _is_thing(line, after, definite=is_open):
        return after
    if count.front.defines and _has_article(line, count.first - 1):
        return _skip_adjective(line, count.first - 1)
    return _find_tally(line, count.first)


def _skip_adjective(line: Line, place: int) -> int:
    """Go from the adjective to its noun: السفن الأجنبية الـ12."""
    return place - (is_defined(line.form(place)) and is_defined(line.form(place - 1)))


def find_single(line: Line, place: int) -> int | None:
    """Give the place of a noun that is one by the واحد behind it: جولة واحدة."""
    feminine = line.form(place + 1).endswith("ه")
    if not _is_thing(line, place, definite=False) or line.form(place).endswith("ه") != feminine:
        return None
    is_adjective = line.form(place).endswith("يه") and line.form(place - 1).endswith("ه")  # بارجة حربية واحدة
    return place - 1 if is_adjective and _is_thing(line, place - 1, definite=False) else place


def _is_thing(line: Line, place: int, *, definite: bool) -> bool:
    """Tell whether a piece may be a counted noun: no function word or verb, nothing written on to it."""
    if not line.is_word(place) or place in line.counts:
        return False
    form = line.form(place)
    if len(form) < 2 or stands_in(form, "counted_stops") or not "ء" <= form[0] <= "ي":
        return False
    if form.startswith("ال"):
        return definite
    if form[0] in "وفبل":
        is_case = form[0] in "بل" and form.endswith(("ا", "ات"))  # 20 لحنا, ثلاث بدلات
        return is_case or stands_in(form, "counted_joined")
    return not _is_verb(form)


def _is_verb(form: str) -> bool:
    is_plural = form.startswith("ي") and form.endswith("ون")  # ثلاثة يعيشون
    return is_plural or stands_in(form, "times_past") or stands_in(form, "times_future")


def _has_article(line: Line, place: int) -> bool:
    """Tell whether the word before a number with the article agrees with it: الدول الأربع, طاقمها الأربعة."""
    form = line.form(place)
    return line.is_word(place) and (is_defined(form) or form.endswith(("ها", "هم", "هما", "نا", "ه")))


@functools.lru_cache(maxsize=1 << 14)
def is_defined(form: str) -> bool:
    """Tell whether a word has the article."""
    return len(form) > 4 and (form.startswith(("ال", "لل")) or (form[1:3] == "ال" and form[0] in "وبفك"))


def _find_tally(line: Line, first: int) -> int | None:
    for place in range(first - 1, max(-1, first - _REACH), -1):
        form = line.form(place)
        if form in {".", "؛"} or place in line.counts:
            return None
        if role_of(form) == "tally" and line.is_word(place + 1) and place + 1 < first:
            return place + 1
    return None


def is_harmed(line: Line, first: int) -> bool:
    """Tell whether the words at a place, up to a bare number, stand where only people can: مقتل 14 وإصابة نحو 30."""
    return role_of(line.form(first - 1)) == "harm" or _tells_toll(line, first)


def _tells_toll(line: Line, first: int) -> bool:
    """Tell whether a number is what a toll has reached: الإصابات وصلت إلى 16, بلغت الوفيات 12."""
    before = first - 2 if line.form(first - 1) == "الي" else first - 1
    return {role_of(line.form(place)) for place in (before, before - 1)} in ({"toll", "reach"}, {"toll", "change"})


@functools.lru_cache(maxsize=1 << 14)
def is_person(form: str) -> bool:
    """Tell whether a counted noun is people: in the list, under an ending, or a nationality by its form."""
    if stands_in(form, "persons_false"):
        return False
    stems = {form, *(rest for front, rest in split_fronts(form) if front.defines and not front.joins)}
    return any(_is_person_stem(stem) for stem in stems)


def _is_person_stem(form: str) -> bool:
    if form.endswith("يا") and len(form) > 4 and form not in load_folded("ar", "persons"):
        return not form.endswith("ايا")  # فلسطينيا, but not قضايا
    if form.endswith(("يين", "يون")) and len(form) > 5:
        return True  # مدنيين
    return any(stem in load_folded("ar", "persons") for stem in _strip_endings(form))


# Case, dual, sound plurals, feminine, construct (مسلحي المعارضة), owners (أفرادها), and what is put back.
_ENDINGS = (
    *(("ا", ""), ("ين", ""), ("ون", ""), ("ان", ""), ("ات", "ه"), ("ات", ""), ("تين", "ه"), ("تان", "ه")),
    *(("ه", ""), ("ي", ""), ("هم", ""), ("ها", ""), ("نا", "")),
)


def _strip_endings(form: str) -> list[str]:
    cut = [(form[: -len(ending)], put) for ending, put in _ENDINGS if form.endswith(ending)]
    return [form, *(stem + put for stem, put in cut if len(stem) >= 3)]
