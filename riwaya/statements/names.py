"""The name inside a noun phrase: «وزير الخارجية الهولندي | بيتر يانسن», «محامي فاسيل | رادو ميلين».

An article's mentions tell it first. Without them a name is told from a post by where definite words stop, by titles,
and by a list of first names. A name that makes another noun definite is not the speaker's: «مدير مطار الملك خالد».
"""

import re
from collections.abc import Sequence

from riwaya.gazetteer import load_sides
from riwaya.statements.forenames import (
    after_calling,
    after_rank,
    after_title,
    is_forename_after_post,
    is_genitive,
    is_national,
)
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    is_finite,
    is_first_name,
    is_mute,
    is_ordinary,
    is_preposition,
    read_definite_head,
    read_head,
    read_joined_head,
)
from riwaya.statements.onsets import is_unheard
from riwaya.statements.posts import find_after_post
from riwaya.statements.sentences import Draught
from riwaya.statements.surnames import cut_post, end_mention, end_name, is_family_post, is_post
from riwaya.stems import is_definite
from riwaya.text import is_word

Range = tuple[int, int]
_THINGS = re.compile("...+ات")  # «تشريعات», «مقتطفات», as no name ends
_WHOSE = ("و", "ي")  # of many, before whose they are: «معدو», «معدي»
_FULL = 2  # words of a name in full
_NAMED = 5  # tokens before which a post stands behind one


def find_name(draught: Draught, first: int, last: int, *, alone: bool) -> Range | None:
    """Give where the name stands in a stretch without commas, or None; `alone` where no other stretch came before."""
    forms = draught.forms
    while last > first and not is_word(forms[last - 1]):
        last -= 1
    if last <= first:
        return None
    mentioned = _mentioned(draught, first, last, apposed=not alone)
    named = mentioned or (_before_post(draught, first, last) if alone else None)
    if named is not None:
        return named
    start = after_calling(draught, first, last) or after_title(draught, first, last)
    if start is None:
        start = find_after_post(draught, first, last, alone=alone)
    if start is None or _is_common(draught, start, last) or (start > first and _is_land(draught, start, last)):
        return None
    if start > first and forms[start - 1][1:] in load_grammar().kunya:
        return None  # «بائع عرف عن نفسه بأبي | حسن»: without it the name is another's
    start -= start > first and forms[start - 1] in load_grammar().kunya  # «المواطنة | أم عبدالله»
    if alone and _are_many(forms, first) and any(_is_one(form) for form in forms[first + 1 : start]):
        return None  # «مسؤولون بإدارة الرئيس | سامي الحداد»
    end = cut_post(draught, start, end_name(draught, start, last), last)
    end += end == start + 1 and is_family_post(draught, end, last)
    return None if end == start + 1 < last and _is_noun(draught, start) else (start, end)


def _is_common(draught: Draught, i: int, last: int) -> bool:
    """«قائد فريق الإنقاذ | هناك», «أكد المدير | مقتل أربعة», «متحدث باسم الوزارة، | رافق الحداد», «| جنوب البلاد»."""
    form, following = draught.forms[i], draught.forms[i + 1] if i + 1 < last else ""
    plain = not following or is_mute(following) or is_ordinary(following.removeprefix("ال"))
    return is_mute(form) and i not in draught.people and (plain or (is_finite(form) and is_definite(following)))


def _is_noun(draught: Draught, i: int) -> bool:
    """«أوراق | الدعوى», «معدو | البحث», «القائمون | على المعرض»: a common noun with what it is of, and no name."""
    form = draught.forms[i]
    if i in draught.persons or i in draught.things or is_first_name(form):
        return False
    if is_definite(form):
        return form.endswith("ون")
    paper = read_head(draught.forms[i + 1])  # behind it a paper is no object: «معدو البحث»
    whose = form[:-1] if form.endswith(_WHOSE) else form
    common = is_ordinary(form) or is_mute(form) or is_ordinary(whose) or is_mute(whose)
    common = common or _THINGS.fullmatch(form) is not None
    return common or (paper is not None and paper.kind == "document" and paper.definite)


def _is_land(draught: Draught, i: int, last: int) -> bool:
    """«أنذر الرئيس السنداري | إيران»: no man goes by it; but «وزير المياه | هولندا فيلد»."""
    names = load_sides().get(draught.forms[i], ()) if i not in draught.persons else ()
    return tuple(draught.forms[i:last]) in names


def _are_many(forms: Sequence[str], i: int) -> bool:
    """True for people of whom none is named: «مسؤولون», «مستشاري»."""
    head = read_joined_head(forms[i])
    many = head is not None and head.kind == "person" and head.number == "many" and not head.definite
    return many and forms[i] not in load_grammar().kunya  # «أبو | عبدالله»


def _is_one(form: str) -> bool:
    head = read_definite_head(form)
    return head is not None and head.kind == "person" and head.number == "one"


def _mentioned(draught: Draught, first: int, last: int, *, apposed: bool) -> Range | None:
    """The first person that mentions name, unless somebody else is his: «محامي ترامب», «عائلة المغني سلمان»."""
    forms, words = draught.forms, load_grammar()
    head = read_joined_head(forms[first]) if forms[first] not in words.kunya else None  # «أبو الطيب الصباغ»
    if head is not None and (head.kind not in ("person", "title") or (head.number == "many" and not head.definite)):
        return None
    for i in range(first, last):
        if i not in draught.people or i + 1 in draught.people:
            continue  # of «البريطاني | جوناثان» the second
        start, end = i, min(last, draught.people[i])
        if (
            end == i + 1
            and i > first
            and (is_national(draught, i) or (is_definite(forms[i]) and forms[i].endswith("يه")))
        ):
            continue  # «الممثلة | الأمريكية، روز ماكنيل»: no woman's name ends so; «الفنان | السويدي»
        sired = i + 1 < last and forms[i + 1] in words.part  # «الوليد | بن سامي»
        post = draught.has_article(i) and not (is_first_name(forms[i]) or sired)
        ranked = read_head(forms[i]) is not None and not is_national(draught, i + 1)  # «الشيخ | الحداد»
        if post and end > i + 1 and (ranked or is_first_name(forms[i + 1]) or not is_definite(forms[i + 1])):
            start = i + 1 + (ranked and end > i + 2 and forms[i + 1].endswith("ي"))  # «الفرنسي | جان بيار»
        elif i > first and is_forename_after_post(draught, first, i - 1, apposed=apposed):
            start = i - 1  # «هونج | ليو سيفيرت», «وزير خارجية الفلبين آلان | بيتر كايتانو»
        elif is_genitive(draught, first, i):
            continue
        elif i > first and is_first_name(forms[i - 1]) and read_head(forms[i - 1]) is None:
            start = after_rank(forms, i - 1, end)
        if start > first:
            start = after_rank(forms, start, end) - (forms[start - 1] in words.kunya)  # «أم | عبدالله»
        end = cut_post(draught, start, end_mention(draught, start, end, last), last)
        dangles = end > start + 1 and is_preposition(forms[end - 1]) and not is_first_name(forms[end - 1])
        return start, end - dangles  # «شمس الدين | من الهند»
    return None


def _before_post(draught: Draught, first: int, last: int) -> Range | None:
    """«لابيب باسكوم | المتحدث باسم المجلس», «سماح الحداد | مديرة المعهد»: a name that nobody tagged, before a post."""
    if last - first <= _FULL + 1 or read_head(draught.forms[first]) is not None:
        return None
    end = next((i for i in range(first + 1, min(first + _NAMED, last - 1)) if is_post(draught, i)), 0)
    whole = end - first >= _FULL and not (is_definite(draught.forms[first]) and is_definite(draught.forms[first + 1]))
    return (first, end) if whole and all(_may_be_called(draught, i) for i in range(first, end)) else None


def _may_be_called(draught: Draught, i: int) -> bool:
    form = draught.forms[i]
    family = is_definite(form) and not is_ordinary(form) and not is_ordinary(form[2:]) and read_head(form) is None
    return is_first_name(form) or is_unheard(draught, i) or family
