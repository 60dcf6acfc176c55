"""When, where and to whom somebody spoke, as it stands between a verb and its source: «أمس», «في بيان», «لرويترز»."""

import functools
import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.statements.grammar import fold_phrase, load_grammar
from riwaya.statements.heads import (
    has_pronoun,
    is_finite,
    is_first_name,
    is_nisba,
    is_ordinary,
    is_preposition,
    read_head,
    unjoin,
)
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.stems import is_definite
from riwaya.text import fold, is_word

Adverbial = Literal["venue", "time", "aside", "part", "year", "month", "short", "city"]
_UPON = ("على", "عبر")  # before the place of a talk: «في بيان | على موقعه»
_BEFORE = fold("أمام")
_AROUND, _BESIDE = 24, 8  # tokens to look at for a venue around a source, and right before a verb
_YEAR = re.compile("(19|20)[0-9]{2}")
_BRACKETED = 6  # tokens of a medium in brackets with its لـ
_FOREIGN = re.compile("ل([a-z].*|[^0-9]+[0-9]+)")  # as media are called: «لـCNN», «لفرانس24»


class _Row(Struct, frozen=True, kw_only=True):
    phrase: str
    kind: Adverbial


@functools.cache
def _adverbials(language: str) -> dict[str, dict[str, list[tuple[tuple[str, ...], Adverbial]]]]:
    """The phrases by their first word and by their second, "" where they have none: many begin with «في»."""
    table: dict[str, dict[str, list[tuple[tuple[str, ...], Adverbial]]]] = {}
    for row in load_table(language, "formulas_venue", _Row, "phrase"):
        words = tuple(fold_phrase(row.phrase).split())
        table.setdefault(words[0], {}).setdefault("".join(words[1:2]), []).append((words, row.kind))
    return table


@functools.cache
def _media(language: str) -> dict[str, list[tuple[str, ...]]]:
    names: dict[str, list[tuple[str, ...]]] = {}
    for name in load_list(language, "media"):
        words = tuple(fold(name).split())
        names.setdefault(words[0], []).append(words)
    return names


def read_adverbial(draught: Draught, i: int) -> Adverbial | None:
    """Tell whether token `i` begins a venue, a time or an aside: «في بيان», «أمس», «لرويترز», «ردا على»."""
    return _adverbial_at(draught, i)[0]


def _adverbial_at(draught: Draught, i: int) -> tuple[Adverbial | None, int]:
    """The adverbial that begins at token `i`, and how many words of it are known."""
    forms = draught.forms
    form = forms[i]
    known = _adverbials("ar").get(form)
    if (known is None and form[0] != "ل") or i in draught.people:
        return None, 0  # «وقال رئيس الوزراء، | لي جيان، إن»
    following = forms[i + 1] if i + 1 < len(forms) else ""
    for words, kind in (*known.get(following, ()), *known.get("", ())) if known else ():
        if len(words) < 3 or tuple(forms[i : i + len(words)]) == words:
            if _is_else(draught, i, kind):
                continue
            if kind == "year":
                if not _YEAR.fullmatch("".join(forms[i + 1 : i + 2])):
                    continue  # «في 2014», not «خبير في 3 شركات»
                return "time", 2
            if kind == "month":
                if following not in _months("ar"):
                    continue  # «مطلع نيسان», not «مصدر مطلع»
                return "time", 2
            return "short" if kind == "city" else kind, len(words)
    width = 1 if _is_told_to(draught, i) else _bracketed_width(forms, i)
    return ("venue", width) if width else (None, 0)


def _bracketed_width(forms: Sequence[str], i: int) -> int:
    """«لـ(الجسر)», «لـ(عين الجسر)»: the tokens up to the closing bracket, behind لـ alone; 0 for «لـ(18) عاما»."""
    if forms[i] != "ل" or i + 2 >= len(forms) or forms[i + 1] != "(" or not forms[i + 2].isalpha():
        return 0
    return next((k + 1 - i for k in range(i + 3, min(i + _BRACKETED, len(forms))) if forms[k] == ")"), 0)


def _is_else(draught: Draught, i: int, kind: Adverbial) -> bool:
    """«صباح الأحد», but not the man صباح; «وتؤكد الضفة دوما أن», but not «أحد سكان دوما»."""
    return (kind == "part" and not _is_timed(draught, i + 1)) or (kind == "city" and i > 0 and _is_place(draught, i))


def _is_place(draught: Draught, i: int) -> bool:
    """True behind a preposition or an indefinite noun."""
    before = draught.forms[i - 1]
    noun = (is_ordinary(before) or read_head(before) is not None) and not is_finite(before)
    known = is_definite(before) or i - 1 in draught.things | draught.persons
    return is_preposition(before) or (noun and not known)


def _is_told_to(draught: Draught, i: int) -> bool:
    """«لرويترز», «لـCNN», «لـ "الجسر"», «لـ CNN»: to a medium, with لـ written on to it or beside it."""
    forms, form = draught.forms, draught.forms[i]
    if form == "ل" and i + 1 < len(forms):
        quote, following = draught.quote_over(i + 1), forms[i + 1][:1]
        return (quote is not None and quote.first == i + 1) or (following.isascii() and following.isalpha())
    return form.startswith("ل") and (_FOREIGN.fullmatch(form) is not None or _addresses_medium(forms, i))


def _is_timed(draught: Draught, i: int) -> bool:
    """«صباح | الأحد», «مساء | في الخطاب»."""
    form = draught.forms[i] if i < len(draught.forms) else ""
    return form == "في" or form[:1].isdigit() or (bool(form) and read_adverbial(draught, i) is not None)


class _Month(Struct, frozen=True, kw_only=True):
    name: str
    calendar: str
    number: int


@functools.cache
def _months(language: str) -> frozenset[str]:
    return frozenset(fold(month.name) for month in load_table(language, "months", _Month, "name"))


def short_width(draught: Draught, i: int) -> int:
    """How many words of an aside such as «من جانبه», «بدوره» stand at token `i`."""
    kind, known = _adverbial_at(draught, i)
    return known if kind == "short" else 0


def is_medium(form: str) -> bool:
    """True for a word that begins the name of a news medium, or says what kind of medium follows."""
    head = read_head(form)
    return form in _media("ar") or (head is not None and head.kind == "medium")


def _addresses_medium(forms: Sequence[str], i: int) -> bool:
    """«لرويترز», «للعربية», «لصحيفة»: said to a medium."""
    form = unjoin(forms[i]) if forms[i].startswith("لل") else forms[i][1:]
    head = read_head(form)
    if head is not None and head.kind == "medium":
        return True
    return any((form, *forms[i + 1 : i + len(words)]) == words for words in _media("ar").get(form, ()))


def skip_adverbials(draught: Draught, first: int, last: int) -> tuple[int, tuple[int, int] | None]:
    """«وقال في مؤتمر صحفي ببرلين، الوزير»: begin at الوزير."""
    venue: tuple[int, int] | None = None
    i = first
    while i < last:
        nothing = not is_word(draught.forms[i]) and draught.quote_over(i) is None
        form, small = draught.forms[i], load_grammar()
        to_me = form in small.mine and form[0] == "ل" and i not in draught.persons  # «قال لي الوزير»
        if nothing or form in small.therein or to_me:  # «قال فيه الوزير»
            i += 1
            continue
        kind = read_adverbial(draught, i)
        if kind is None:
            break
        end = end_adverbial(draught, i, last)
        if kind == "venue" and venue is None:
            venue = (i, end)
        elif venue is not None and venue[1] == i and _goes_on(draught, i):
            venue = (venue[0], end)
        i = end
    return i, venue


def end_venue(draught: Draught, i: int, last: int) -> int:
    """«في حديث | لقناة الجسر», «في حوارها | على موقع "الجسر"»: a venue ends with the one right behind it."""
    end = end_adverbial(draught, i, last)
    while end < last and _goes_on(draught, end):
        end = end_adverbial(draught, end, last)
    return end


def _goes_on(draught: Draught, i: int) -> bool:
    """True for a venue that tells more of the one before it: «لقناة الجسر», «على حسابه», not «في مؤتمر»."""
    form = draught.forms[i]
    return (form[0] == "ل" or form in _UPON) and read_adverbial(draught, i) == "venue"


def find_venue(draught: Draught, first: int, last: int) -> tuple[int, int] | None:
    """«الوزير، | في حديث مع الصحفيين، الثلاثاء، إن»: the venue behind a source, outside clauses about it."""
    small, forms = load_grammar(), draught.forms
    last = min(last, first + _AROUND)
    venues = (i for i in range(first, last) if draught.quoted[i] < 0 and read_adverbial(draught, i) == "venue")
    # «أمام الصحفيين», not «قال سامي بعد فوزه | أمام فريق السهل»
    at = next((i for i in venues if forms[i] != _BEFORE or i == first or is_definite(forms[i + 1])), last)
    between = forms[first:at]
    # of «الوزير الذي نشر خطته | في بيان» it is another's, of «مصدر طلب عدم كشف اسمه | في اتصال» his
    inside = not small.whose.isdisjoint(between) and small.unnamed.isdisjoint(between)
    return None if at == last or inside else (at, end_venue(draught, at, last))


def find_fronted(draught: Draught, first: int, verb: int) -> tuple[int, int] | None:
    """«| وفي تصريح لصحيفة الجسر، أوضح الوزير أن»: the venue that opens a sentence, before its first verb."""
    forms = draught.forms
    if not first + 1 < verb <= first + _AROUND:
        return None
    known = _adverbials("ar").get(forms[first].removeprefix("و"), {}).get(forms[first + 1], ())
    told = any(kind == "venue" and len(words) == len(forms[first : first + 2]) for words, kind in known)
    end = next((i for i in range(first + 2, verb) if forms[i] in COMMAS and draught.quoted[i] < 0), verb)
    end -= end == verb and forms[end - 1] in load_grammar().been
    return (first, end) if told and first + 1 < end else None


def find_beside(draught: Draught, first: int, verb: int) -> tuple[int, int] | None:
    """«أشاد الوزير | في تغريدة | قائلا»: the venue right before «قائلا», behind another verb."""
    near = (i for i in range(max(first, verb - _BESIDE), verb) if draught.quoted[i] < 0)
    at = next((i for i in near if read_adverbial(draught, i) == "venue"), verb)
    return (at, verb) if at < verb and end_venue(draught, at, verb) == verb else None


def skip_times(draught: Draught, i: int, last: int) -> int:
    """«أعلن مساء الأحد | فرض حظر»: behind the known words of times, where a noun that the verb governs may begin."""
    while i < last and _adverbial_at(draught, i)[0] in ("time", "part", "year", "short"):
        i += max(_adverbial_at(draught, i)[1], 1)
    return i


def end_adverbial(draught: Draught, i: int, last: int) -> int:
    """An adverbial ends at a comma, or where somebody who may speak is named: «للصحافيين الناطق باسم ...»."""
    forms = draught.forms
    kind, known = _adverbial_at(draught, i)
    end = i + max(known, 1)
    while kind != "short" and end < last and forms[end] not in COMMAS:
        quote = draught.quote_over(end)
        whole = kind == "venue" and known == 1 and forms[i].startswith("لل")
        begun = end > i + 1 or kind == "time"  # «نقلت أمس | وكالة الجسر»
        beside = read_head(forms[end - 2])
        apposed = beside is not None and beside.kind == "person"  # «في مؤتمر مع نظيره المصري | نادر الصباغ على أن»
        if forms[i] == "ل" and end > i + 1 and (end in draught.people or is_first_name(forms[end])):
            break  # «قال لـ"الجسر" | سامي، شقيق الضحية، إن»
        if whole and end == i + 1 and end in draught.people:
            break  # «وقال للصحيفة | سامي الحداد إن»
        if kind == "venue" and end in draught.people and is_nisba(forms[end - 1]) and not apposed:
            break  # «وقال في المؤتمر الصحفي | سامي الحداد إن»
        if kind == "venue" and end in draught.people and forms[end - 1] in MARKS and draught.quoted[end] < 0:
            break  # «وقال لـ"الجسر" | سامي الحداد إن»
        if kind == "time" and not apposed and (end in draught.people or _is_named_with_al(draught, end)):
            break  # «قال يوم الجمعة | سامي الحداد محامي الدفاع إن»
        speaks = _may_speak(forms, end, kind) and not _is_governed(draught, i + known, end)
        speaks = speaks and forms[i] not in load_grammar().remark  # «وأضافت وهي تحمل | طفلها أنها»
        if quote is None and whole and speaks and not is_nisba(forms[end]):
            break  # «قال للصحيفة | مصدر أمني إن», not «للصفحة الرئيسية»
        if quote is None and begun and (speaks or read_adverbial(draught, end)):
            break
        end = end + 1 if quote is None else min(last, quote.last + 1)
    return end


def _is_governed(draught: Draught, known: int, i: int) -> bool:
    """«في رده على أسئلة | الطلاب», «أمام مجلس | النواب», but «في بيان | الوزير», «على صفحته | الوزير»."""
    form, small = draught.forms[i - 1], load_grammar()
    inside = i - 2 >= known and draught.forms[i - 2] in small.before and form not in small.before
    plain = inside and is_word(form) and not is_definite(form) and not is_nisba(form)
    body = read_head(form)
    if body is not None and body.kind == "body" and not body.definite and i - 1 > known:
        return True  # «خلال جلسة مجلس | الوزراء»
    return plain and i - 1 not in draught.things and not has_pronoun(draught.span(i - 1, i).text)


def _is_named_with_al(draught: Draught, i: int) -> bool:
    """«الحبيب» حاجي, which the tagger may leave out."""
    return is_definite(draught.forms[i]) and is_first_name(draught.forms[i]) and i + 1 in draught.people


def _may_speak(forms: Sequence[str], i: int, kind: Adverbial | None) -> bool:
    head = read_head(forms[i])
    if head is None or forms[i - 1] in load_grammar().before:
        return False
    if kind == "venue" and is_definite(forms[i - 1]) and is_definite(forms[i]) and forms[i].endswith("ي"):
        return False  # «في المؤتمر الصحافي | عقب المباراة»
    if head.kind in ("person", "title"):
        return head.definite or not head.base.endswith("ي")  # «في مؤتمر صحفي» names nobody
    return kind == "time" and head.kind in ("body", "medium", "document")
