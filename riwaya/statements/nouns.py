"""Noun phrases that name a source: which part is the name, which the post, who issued a document.

«وزير الخارجية الهولندي بيتر يانسن» is a person named بيتر يانسن whose post is وزير الخارجية الهولندي.
"""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.statements.adverbials import is_medium
from riwaya.statements.carried import is_relay
from riwaya.statements.cues import is_issuing, is_issuing_at
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    Head,
    ends_name,
    is_first_name,
    is_nisba,
    is_ordinary,
    is_preposition,
    names_person,
    read_head,
    read_joined_head,
    read_subject_head,
    unjoin,
)
from riwaya.statements.names import find_name
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

Range = tuple[int, int]
_NAME_MOST = 3  # words of a name between commas; of a post before «باسم»


class Phrase(NamedTuple):
    """A source's noun phrase as token indices: all of it, the name in it, and the post."""

    first: int
    last: int
    name: Range | None
    post: Range | None
    head: Head | None


def read_phrase(draught: Draught, first: int, last: int) -> Phrase:
    """Tell the name from the post in the noun phrase `tokens[first:last]`."""
    marked, title = _name_in_marks(draught, first, last), _title_alone(draught, first, last)
    if marked is not None or title is not None:
        return Phrase(first, last, marked, (first, last) if title else None, title)
    name: Range | None = None
    post: Range | None = None
    head = _head_at(draught.forms, first, last)
    kind = head.kind if head is not None else "person"
    thing = kind in ("body", "medium", "evidence")  # «مكتب الرئيس سامي الحداد» is no man
    last = _before_rank(draught, first, last) if thing else last
    segments = _segments(draught, first, last)
    apposed = head is None and any(a in draught.people for a, _ in segments[1:])
    for a, b in segments:
        # «دعت الناطقة باسم الجيش، الضفة إلى أن»
        titled = a + 1 in draught.people and read_head(draught.forms[a]) is not None  # «الكولونيل | سامي الحداد»
        acted = post is not None and a in draught.things and not (titled or _is_whole_name(draught, a, b))
        owned = (a == first or _is_any(draught, first, head)) and is_principal(draught, first, b)
        owned = owned or _is_kin(draught, a, b) or _is_friend(draught.forms, a, b)
        found = None if name or thing or acted or owned else find_name(draught, a, b, alone=a == first)
        many = head is not None and head.number == "many" and a > first  # «مصادر محلية، تعارض القرار»
        if found and (kind == "document" or many) and not names_person(draught, found[0]):  # «دراسة، أجريت هناك»
            found = None
        if apposed and found and not names_person(draught, found[0]):  # «مدرب الصقور، | وليد الكيلاني»
            found = None
        other = found is not None and (_is_origin(draught, found) or _is_within(draught, a, found))
        if other and any(names_person(draught, c) for c, _ in segments if c > a):
            found = None
        if found:
            name = found
            titled = (title := _head_at(draught.forms, a, found[0])) is None or title.kind == "title"
            after = _post_after(draught, found[1], b) if titled else None  # «الشيخ سامي الحداد وزير المياه»
            post = post or after or ((a, found[0]) if found[0] > a else None)
        elif post is None:
            post = (a, b)
    if name is None and kind == "person":
        name = _name_in_brackets(draught, first, last)
    if post and (name is None or head is None or head.kind == "title"):
        head = _head_at(draught.forms, *post) or head
    return Phrase(first, last, name, post, head)


def _title_alone(draught: Draught, i: int, last: int) -> Head | None:
    """«البابا غريغور ... وقال | البابا»: a post that a person's name opens by elsewhere, tagged as one by itself."""
    head = read_head(draught.forms[i])
    title = head is not None and head.kind == "person" and head.definite and draught.people.get(i) == i + 1 == last
    named = title and any(draught.people.get(k, k) > k + 1 for k in draught.places.get(draught.forms[i], ()))
    return head if named else None


def _name_in_marks(draught: Draught, first: int, last: int) -> Range | None:
    """«وأضافت | "سي إن بي سي" أن»: a name that has a particle in it, and marks around it."""
    quote = draught.quote_over(first)
    if quote is None or (quote.first, quote.last + 1) != (first, last):
        return None
    inside = draught.forms[first + 1 : quote.last]
    return None if load_grammar().that.isdisjoint(inside) else (first + 1, quote.last)


def _name_in_brackets(draught: Draught, first: int, last: int) -> Range | None:
    """«الكاتب الساخر (سامي الحداد)»: a name of two words or more, alone in its brackets."""
    forms, people = draught.forms, draught.people
    opened = (i + 1 for i in range(first + 1, last) if forms[i] == "(" and i + 1 in people)
    alone = (i for i in opened if forms[people[i] : people[i] + 1] == [")"] and people[i] > i + 1)
    return next(((i, people[i]) for i in alone), None)


def _is_whole_name(draught: Draught, first: int, last: int) -> bool:
    """«وزير المخابرات، | إسرائيل كاتس، إن»: two or three words between commas that no place or body is called by."""
    forms = draught.forms
    plain = (
        is_word(forms[i]) and not (is_definite(forms[i]) or is_ordinary(forms[i]) or is_preposition(forms[i]))
        for i in range(first, last)
    )
    others = any(i in draught.begins or read_head(forms[i]) is not None for i in range(first + 1, last))
    return 1 < last - first <= _NAME_MOST and read_head(forms[first]) is None and not others and all(plain)


def _is_any(draught: Draught, first: int, head: Head | None) -> bool:
    """«متحدث باسم الرئيس», but not «نائب المتحدث باسم الرئيس»."""
    return not (head and head.definite) and not is_definite(draught.forms[first + 1])


def is_principal(draught: Draught, first: int, last: int) -> bool:
    """«المتحدث باسم | الرئيس الأفغاني سامي الحداد»: the name is whose behalf he speaks on."""
    forms, words = draught.forms, load_grammar()
    place = next((i for i in range(first + 1, min(first + _NAME_MOST, last - 1)) if forms[i] in words.behalf), None)
    head = read_head(forms[place + 1]) if place is not None else None
    return head is not None and head.kind in ("person", "title") and head.number == "one"


def _before_rank(draught: Draught, first: int, last: int) -> int:
    """«نادي الضفة | بطل الدوري المحلي»: a body's name ends where a noun says what it is."""
    forms, things = draught.forms, draught.things
    for i in range(first + 2, last - 1):
        own = read_head(forms[i]) if i - 1 in things and is_definite(forms[i + 1]) else None
        if own is not None and own.kind == "person" and own.number == "one" and not own.definite:
            return i
    return last


def _is_kin(draught: Draught, first: int, last: int) -> bool:
    """«والدة الشهيد | سامي الحداد», «محامي الناشط | سامي الحداد», «نجل | الحداد»: whose kin or counsel speaks.

    The name is his where it fits him, and a title before it is the speaker's: «والد الطالبة العميد سامي الحداد».
    """
    forms = draught.forms
    kin, counsel = forms[first] in load_folded("ar", "roles_kin"), forms[first] in load_folded("ar", "roles_counsel")
    if not (kin or counsel) or first + 1 >= last:
        return False
    if first + 2 == last:
        return names_person(draught, first + 1) or ends_name(draught, first + 1)
    named = next((forms[i] for i in range(first + 1, last) if is_first_name(forms[i])), "")
    female = named in load_folded("ar", "names_women")
    male = named != "" and not female and named not in load_folded("ar", "names_either")
    woman, whose = (draught.span(i, i + 1).text.endswith("ة") for i in (first, first + 1))
    fits = not (male if whose else female)
    if kin and forms[first + 1] in load_folded("ar", "roles_mourned"):
        return fits  # «والد الطفلة سامي الحداد» is Sami
    if kin and woman and male:
        return True  # not «والده سامي»
    owner = read_head(forms[first + 1])
    person = owner is not None and owner.kind in ("person", "title") and owner.number == "one" and owner.definite
    begins = (i for i in range(first + 2, last) if names_person(draught, i))
    title = read_head(forms[next(begins, first + 2) - 1])
    return person and fits and (title is None or title.kind != "title")


def _is_friend(forms: Sequence[str], first: int, last: int) -> bool:
    """«صديق للملكة | ليلى», «محام للوزير | سامي»: somebody of hers, whom nobody names."""
    head, whose = read_head(forms[first]), forms[first + 1] if first + 1 < last else ""
    any_ = head is not None and head.kind == "person" and not head.definite and whose.startswith("لل")
    owner = read_head(unjoin(whose)) if any_ else None
    return owner is not None and owner.kind in ("person", "title") and owner.number == "one"


def _is_within(draught: Draught, first: int, name: Range) -> bool:
    """«مدير المكتب في مقاطعة | موريس، سامي الحداد»: a name right behind what stands behind a preposition."""
    forms, i = draught.forms, name[0]
    return i > first + 1 and is_preposition(forms[i - 2]) and not is_definite(forms[i - 1])


def _is_origin(draught: Draught, name: Range) -> bool:
    """«الإعلامي السنداري، | بدر الكيلاني»: what may be a family's name is where he comes from, if a name follows."""
    form = draught.forms[name[0]]
    return name[1] - name[0] == 1 and is_definite(form) and is_nisba(form)


def _post_after(draught: Draught, first: int, last: int) -> Range | None:
    """«سالم العمري | مدير الميناء», «"العمري" مدير الميناء»: the post after a name, with no comma between."""
    first += first < last and draught.forms[first] in MARKS
    head = read_head(draught.forms[first]) if first < last else None
    return (first, last) if head is not None and head.kind == "person" else None


def find_owner(draught: Draught, phrase: Phrase) -> tuple[Range, bool] | None:
    """Who issued a document, and whether لـ is written on to it: «بيان للوزارة», «تقرير أعدته اللجنة»."""
    forms = draught.forms
    for i in range(phrase.first + 1, phrase.last):
        form = forms[i]
        whole = i == phrase.first + 1 and is_definite(forms[phrase.first])
        accused = whole and (is_definite(form) or (form[0] != "ل" and (read_head(form) or i in draught.things)))
        told = form in load_grammar().that or form in load_grammar().byth  # «كشفت تسريبات | أن جهاز الجسر»
        if accused or told or (is_relay(form) and not is_issuing(form)):
            return None  # «ويتهم البحث | الحكومة بأنها», «واعتبر البيان | مدينة», «في بيان حصلت الجسر على نسخة منه»
        if form in COMMAS and i + 1 < phrase.last and not is_issuing(forms[i + 1]):
            return None  # «في بيان أمس، تصدر المملكة»
        if is_issuing_at(forms, i):
            return _behind_issuing(draught, i, phrase.last)
        if form == "ل" and i + 2 < phrase.last and forms[i + 1] in MARKS:  # «تقرير لـ"الجسر"»
            return (i + 1, phrase.last), False
        near = i == phrase.first + 1 and form[1:] in draught.places
        near = near or form[1:2].isascii()  # «تقرير لـCNN»
        known = read_head(unjoin(form)) or read_head(form[1:]) or i in draught.things or near
        if len(form) > 3 and form[0] == "ل" and known:  # «بيان للوزارة», «بيان لريفالدي»
            whole = i in draught.begins and i not in draught.joined  # «تحقيقات لندن»
            return (i, phrase.last), read_head(form) is None and not whole
        if i in draught.things:  # «بيان موانئ الضفة»
            return (i, phrase.last), False
        head = read_head(form)
        adjective = is_nisba(form) and not is_definite(form)  # «تقرير اقتصادي» has no economist
        adjective = adjective or (
            i == phrase.first + 1 and form.endswith("ه") and not is_definite(form) and _is_many(phrase)
        )
        adjective = adjective or (head is not None and head.some != "" and i + 1 == phrase.last)  # «تقارير | عدة»
        last = forms[i - 1]  # «تقرير اقتصادي | متخصص», «دراسة سنوية | مستقلة»
        plain = is_nisba(last) and i - 1 > phrase.first and not (is_definite(last) or is_definite(form))
        adjective = adjective or (plain and i + 1 == phrase.last and head is not None and head.number == "one")
        if head is not None and head.kind in ("person", "body", "medium") and not adjective:
            return (i, phrase.last), False
        if is_preposition(form) and not (form == "من" and read_head(forms[i + 1])):  # «بيانات من إدارة الميناء»
            return None
    return None


def _behind_issuing(draught: Draught, verb: int, last: int) -> tuple[Range, bool] | None:
    """«بيان أصدرته | الوزارة», «بيان صادر عن | الوزارة»; «بيان صادر في ختام اللقاء» is nobody's."""
    forms, start = draught.forms, verb + 1
    if start < last and forms[start] == "في":
        start = next((i for i in range(start, last) if forms[i] == "عن"), last)
    while start < last and (is_preposition(forms[start]) or forms[start] in load_grammar().therein):
        start += 1 + (forms[start] == "على")  # «بيان نشره على تويتر | المتحدث»
    passed = start < last and is_relay(forms[verb]) and is_medium(forms[start])  # «بيان نشرته وكالة الجسر»
    return None if start >= last or passed else ((start, last), False)


def _is_many(phrase: Phrase) -> bool:
    """«دراسات | متخصصة»: of things, of which an adjective is feminine, and no woman."""
    return phrase.head is not None and phrase.head.number == "many"


def _head_at(forms: Sequence[str], first: int, last: int) -> Head | None:
    """The first noun that is no title: «السيد الوزير» is headed by الوزير."""
    for i in range(first, last):
        head = (read_joined_head(forms[i]) or read_subject_head(forms, i)) if i == first else read_head(forms[i])
        title = (head is not None and head.kind == "title") or _is_highness(forms, first, i, last)
        if is_word(forms[i]) and (not title or i + 1 == last):
            return head
    return None


def _is_highness(forms: Sequence[str], first: int, i: int, last: int) -> bool:
    """True in «صاحب السمو الملكي» | الأمير."""
    words = load_grammar().highness
    royal = i > first and forms[i - 1] in words and forms[i].endswith("ي")
    return royal or not words.isdisjoint(forms[i : min(i + 2, last)])


def _segments(draught: Draught, first: int, last: int) -> list[Range]:
    """Cut at commas and parentheses: «رئيس المنظمة، سامي الحداد (52 عاما)»."""
    forms = draught.forms
    parts: list[Range] = []
    start, depth = first, 0
    for i in range(first, last):
        form = forms[i]
        if (
            form in "-–"
            and i + 1 < last
            and draught.is_hyphened(i + 1)
            and draught.tokens[i - 1].end == draught.tokens[i].start
        ):
            continue
        depth = max(0, depth + (form == "(") - (form == ")"))
        if form in COMMAS or form in "()[]-–—" or (form in MARKS and i == start):
            if i > start:
                parts.append((start, i))
            start = i + 1
        elif depth:
            start = i + 1
    if start < last:
        parts.append((start, last))
    return parts
