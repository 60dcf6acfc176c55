"""The name inside a noun phrase: «وزير الخارجية الهولندي | بيتر يانسن», «محامي فاسيل | رادو ميلين».

An article's mentions tell it first. Without them a name is told from a post by where definite words stop, by titles,
and by a list of first names. A name that makes another noun definite is not the speaker's: «مدير مطار الملك خالد».
"""

import functools
import re
from collections.abc import Sequence

from riwaya.gazetteer import load_sides
from riwaya.lexicon import load_list
from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    has_pronoun,
    is_eponym,
    is_finite,
    is_first_name,
    is_mute,
    is_nisba,
    is_ordinary,
    is_preposition,
    names_person,
    read_definite_head,
    read_head,
    read_joined_head,
)
from riwaya.statements.mentioned import is_governed
from riwaya.statements.onsets import is_unheard
from riwaya.statements.posts import find_after_post, is_joined, may_close, small_words
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

Range = tuple[int, int]
_TO = ("لإ", "لأ")  # a preposition, and no name
_DEED = re.compile("ا.ت.ا.|ات.ا.|ان..ا.|است..ا.")  # «اعتذار», «اتهام», «انسحاب», «استقبال»
_THINGS = re.compile("...+ات")  # «تشريعات», «مقتطفات», as no name ends
_SONS = ("بن", "ابن", "بنت")
_FATHERS = (["ابو"], ["ابي"])
_WHOSE = ("و", "ي")  # of many, before whose they are: «معدو», «معدي»
_FEW = 20  # places of a word looked at
_VERB = 3  # letters of a bare verb
_FULL, _NAMED = 2, 5  # words of a name in full; tokens before which a post stands behind one
_NAME_REACH = 7  # tokens in a name with بن and آل


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
    start = _after_calling(draught, first, last) or _after_title(draught, first, last)
    if start is None:
        start = find_after_post(draught, first, last, alone=alone)
    if start is None or _is_common(draught, start, last) or (start > first and _is_land(draught, start, last)):
        return None
    if start > first and forms[start - 1][1:] in load_grammar().kunya:
        return None  # «بائع عرف عن نفسه بأبي | حسن»: without it the name is another's
    start -= start > first and forms[start - 1] in load_grammar().kunya  # «المواطنة | أم عبدالله»
    if alone and _are_many(forms, first) and any(_is_one(form) for form in forms[first + 1 : start]):
        return None  # «مسؤولون بإدارة الرئيس | سامي الحداد»
    end = _cut_post(draught, start, _name_end(draught, start, last), last)
    end += end == start + 1 and _is_family_post(draught, end, last)
    return None if end == start + 1 < last and _is_noun(draught, start) else (start, end)


def _is_family_post(draught: Draught, i: int, last: int) -> bool:
    """«أمين المنطقة صالح | القاضي»: a family name that is also a post, of nothing, and ends its phrase."""
    forms = draught.forms
    if i + 1 != last or not is_first_name(forms[i - 1]) or (last < len(forms) and is_preposition(forms[last])):
        return False
    head = read_head(forms[i])
    person = head is not None and head.kind in ("person", "title") and head.number == "one"
    return person and not (last < len(forms) and is_definite(forms[last]))


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
            and (_is_national(draught, i) or (is_definite(forms[i]) and forms[i].endswith("يه")))
        ):
            continue  # «الممثلة | الأمريكية، روز ماكنيل»: no woman's name ends so; «الفنان | السويدي»
        sired = i + 1 < last and forms[i + 1] in words.part  # «الوليد | بن سامي»
        post = draught.has_article(i) and not (is_first_name(forms[i]) or sired)
        ranked = read_head(forms[i]) is not None and not _is_national(draught, i + 1)  # «الشيخ | الحداد»
        if post and end > i + 1 and (ranked or is_first_name(forms[i + 1]) or not is_definite(forms[i + 1])):
            start = i + 1 + (ranked and end > i + 2 and forms[i + 1].endswith("ي"))  # «الفرنسي | جان بيار»
        elif i > first and _is_forename(draught, first, i - 1, apposed=apposed):
            start = i - 1  # «هونج | ليو سيفيرت», «وزير خارجية الفلبين آلان | بيتر كايتانو»
        elif _is_owned(draught, first, i):
            continue
        elif i > first and is_first_name(forms[i - 1]) and read_head(forms[i - 1]) is None:
            start = _after_rank(forms, i - 1, end)
        if start > first:
            start = _after_rank(forms, start, end) - (forms[start - 1] in words.kunya)  # «أم | عبدالله»
        end = _cut_post(draught, start, _mention_end(draught, start, end, last), last)
        dangles = end > start + 1 and is_preposition(forms[end - 1]) and not is_first_name(forms[end - 1])
        return start, end - dangles  # «شمس الدين | من الهند»
    return None


def _cut_post(draught: Draught, start: int, end: int, last: int) -> int:
    """«سامي عبد الرحمن | مدير الميناء», «ليلى الحداد | المتحدثة باسم الوزارة»: without a post tagged with it."""
    while end - start > _FULL and end < last and draught.forms[end - 2] not in _SONS:  # «سامي بن | طالب المستشار»
        if draught.forms[end - 1] != "-" and not _is_post(draught, end - 1):
            break
        end -= 1  # «سامي الحداد | -مدير الميناء»
    return end


def _before_post(draught: Draught, first: int, last: int) -> Range | None:
    """«لابيب باسكوم | المتحدث باسم المجلس», «سماح الحداد | مديرة المعهد»: a name that nobody tagged, before a post."""
    if last - first <= _FULL + 1 or read_head(draught.forms[first]) is not None:
        return None
    end = next((i for i in range(first + 1, min(first + _NAMED, last - 1)) if _is_post(draught, i)), 0)
    whole = end - first >= _FULL and not (is_definite(draught.forms[first]) and is_definite(draught.forms[first + 1]))
    return (first, end) if whole and all(_may_be_called(draught, i) for i in range(first, end)) else None


def _is_post(draught: Draught, i: int) -> bool:
    """True for a post with what it is of: «مدير | الميناء», «المتحدث | باسم», not for the name «أمين»."""
    form, following = draught.forms[i], draught.forms[i + 1]
    head = read_head(form)
    if head is None or head.kind != "person" or head.number != "one" or not is_word(following):
        return False
    if i + 1 in draught.things or is_definite(following):
        return True
    if head.definite:
        return is_preposition(following)
    # «مدير | عام الميناء», «مديرة | أعمال سلمى», but «أمين | عبد الله»
    chain = is_ordinary(following) and not is_first_name(following) and i + 2 < len(draught.forms)
    whose = chain and (is_definite(draught.forms[i + 2]) or i + 2 in draught.people or i + 2 in draught.things)
    return read_head(following) is not None or whose


def _may_be_called(draught: Draught, i: int) -> bool:
    form = draught.forms[i]
    family = is_definite(form) and not is_ordinary(form) and not is_ordinary(form[2:]) and read_head(form) is None
    return is_first_name(form) or is_unheard(draught, i) or family


def _is_forename(draught: Draught, first: int, i: int, *, apposed: bool) -> bool:
    """True where a post ends before token `i`, a word unheard of or one that is also a first name: «أكبر | حسين»."""
    if apposed and i == first and _is_plain(draught, first):
        return True  # «الرئيسة المشتركة للمجلس، إلهام | أحمد»
    title = read_head(draught.forms[i - 1]) if i > first else None
    closed = i == first or may_close(draught, i - 1) or i - 1 in draught.things
    if not closed and (title is None or title.kind != "title"):
        return False
    if draught.span(i, i + 1).text in _doubtful("ar"):
        return True
    place = i in draught.things and i > first  # «الأستاذ بجامعة كولورادو | مايكل»
    form = draught.forms[i]
    if len(form) < _VERB or form in load_grammar().so or read_adverbial(draught, i) is not None:
        return False  # «هو سامي الحداد», «فإن | الحداد», «آنذاك | سامي الحداد»
    verb = len(form) <= _VERB and draught.people[i + 1] == i + 2  # «ويوم الأحد حث | الحداد»
    plain = _is_plain(draught, i) and not (place or verb or form.endswith("ه") or form.startswith("ل"))
    return plain and is_unheard(draught, i)


@functools.cache
def _doubtful(language: str) -> frozenset[str]:
    return frozenset(load_list(language, "names_doubtful"))


def _after_rank(forms: Sequence[str], i: int, last: int) -> int:
    """«العميد بحري | سامي الحداد», «الفريق أول ركن | سامي»: what a rank goes on with."""
    while i + 1 < last and forms[i] in load_grammar().rank:
        i += 1
    return i


def _is_plain(draught: Draught, i: int) -> bool:
    """True for a word that may be an unlisted first name."""
    form = draught.forms[i]
    known = is_definite(form) or read_joined_head(form) is not None or form in small_words("ar") or is_preposition(form)
    return is_word(form) and not known and form[0] not in "وب" and not has_pronoun(draught.span(i, i + 1).text)


def _mention_end(draught: Draught, start: int, end: int, last: int) -> int:
    """A mention never cuts what the lists and the sentence tell to be one name."""
    forms, words = draught.forms, load_grammar()
    if end == start + 2 and forms[start] == "عبد" and end < last and is_definite(forms[end]):
        end += read_head(forms[end]) is None  # «عبد الملك | الحوثي»
    while end + 1 < last and forms[end] in "-–" and draught.is_hyphened(end + 1):
        end = min(last, draught.people.get(end + 1, end + 2))  # «سون هيونغ-مين», «كارل-هاينز رومينيغه»
    title = read_head(forms[start - 1]) if start else None  # «العقيد سامي | دويد المتحدث الرسمي»
    titled = title is not None and title.kind == "title" and title.definite
    if (end > start + 1 or titled) and _is_last_name(draught, end, last):
        end += 1  # «سارة ليا | ويتسن مديرة القسم»
    goes_on = words.kunya | words.part  # «بدر آل | زيدان»
    kin = load_folded("ar", "roles_kin")  # «عبد الرحمن | شقيق الشهيد»
    while end < last and (is_first_name(forms[end]) or forms[end] in words.part or forms[end - 1] in goes_on):
        if forms[end] in kin:
            break
        end += 1
    if end < last and _is_family(forms, end):  # «عبدالحكيم بن عبدالله | الخريجي»
        end += 1
    if end == start + 1 and is_first_name(forms[start]):  # «الوزير سامي» of «الوزير سامي الحداد»
        end = _name_end(draught, start, last)
        end += end + 1 == last and end == start + 1 and not is_preposition(forms[end])  # «محمد | كونتيه»
    elif end == start + 1 and end + 1 == last and is_definite(forms[end]) and forms[end].endswith("ي"):
        end += read_head(forms[end]) is None  # «تهاني | العصيمي»
    return end


def _is_last_name(draught: Draught, i: int, last: int) -> bool:
    """True for a word unheard of behind a name, where a post follows or nothing."""
    if i >= last or i in draught.things or not is_unheard(draught, i) or is_joined(draught.forms[i]):
        return False
    if len(draught.forms[i]) == 1 or draught.span(i - 1, i).text.startswith("ال"):
        return False  # a lone tatweel, «عبدالله المطلق | بجواز الصرف», but «ماري إليزابيث | أنغر»
    future = draught.forms[i][0] == "س" and is_mute(draught.forms[i][1:])  # «سينتقل»
    if future or has_pronoun(draught.span(i, i + 1).text) or draught.forms[i] in small_words("ar"):
        return False
    after = read_head(draught.forms[i + 1]) if i + 1 < last else None
    if after is not None and after.definite and _DEED.fullmatch(draught.forms[i]):
        return False  # «رفض الوزير سامي الحداد | اعتذار الرئيس»
    return i + 1 == last or (after is not None and after.kind == "person")


def _is_family(forms: Sequence[str], i: int) -> bool:
    """True for a definite word after a first name that is neither a post nor an adverb: «بن عبدالله | الخريجي»."""
    parted = forms[i - 2] in load_grammar().part
    named = is_first_name(forms[i - 1]) and (is_first_name(forms[i - 2]) or parted)
    ends = (
        i + 1 >= len(forms) or forms[i + 1] in COMMAS or forms[i + 1] in load_grammar().that
    )  # «محمد سامي الربيعة، إن»
    return (
        named and is_definite(forms[i]) and (parted or forms[i].endswith("ي") or ends) and read_head(forms[i]) is None
    )


def _is_owned(draught: Draught, first: int, i: int) -> bool:
    """True for a name that makes the noun before it definite, or stands after a preposition."""
    forms = draught.forms
    own = read_head(forms[i]) if forms[i] not in load_grammar().kunya else None
    if own is not None and own.kind == "title" and not is_first_name(forms[i]):
        return True  # «آية الله | علي», which the title tells
    if is_eponym(forms, first, i) or (i > first and draught.text[draught.tokens[i].start :][:2] in _TO):
        return True  # «الرئيس التنفيذي لإنجي»
    if i > first and forms[i - 1] in load_grammar().kunya:  # «أم | عبدالله»
        return False
    if own is not None and own.kind == "person" and not (own.definite or is_first_name(forms[i])):
        if forms[i + 1 : i + 2] in _FATHERS:
            return False  # «أمين أبي الصباغ»
        return not (i > first and _is_rank(forms[i - 1]))  # «محامي فاسيل» is tagged whole
    if i == first or is_preposition(forms[i - 1]) or i - 1 in draught.things:
        return i > first and is_preposition(forms[i - 1])
    form = forms[i - 1]
    country = i - first == 2 and read_joined_head(form) is None and not is_ordinary(form)  # «رئيس ترافينيا | ميخاي»
    known = country or may_close(draught, i - 1) or is_first_name(form) or not is_word(form)
    known = known or form in load_grammar().therein  # «محامي الدفاع عنها | عادل»
    known = known or read_adverbial(draught, i - 1) is not None  # «رئيس الوزراء آنذاك | سامي»
    known = known or form in load_folded("ar", "roles_honorifics")  # «بروفيسور | سامي»
    return not known and form not in load_grammar().named


def _is_rank(form: str) -> bool:
    """«اللفتنانت | جنرال جادي», «العميد | أمين الصباغ», «العميد الركن | أمين الصباغ»: what stands before a name."""
    head = read_head(form)
    ranked = form.removeprefix("ال") in load_grammar().rank
    return ranked or (head is not None and (head.kind == "title" or (head.kind == "person" and head.definite)))


def _name_end(draught: Draught, start: int, last: int) -> int:
    """A name goes on until a post, a second definite word, or the word by which the page names it elsewhere."""
    forms, parts = draught.forms, load_grammar().part
    end, definite = start, 0
    while end < min(last, start + _NAME_REACH) and _continues(draught, end, start):
        definite += end > start and is_definite(forms[end]) and forms[end] not in parts
        if definite > 1:  # «محمد الناصر | التصويت»
            break
        end += 1
    for i in range(start + 1, end - 2):  # «دونالد ترامب | روسيا الداعمة», where ترامب stands alone elsewhere
        if forms[i] not in parts and any(
            p > 0 and forms[p - 1] != forms[i - 1] for p in draught.places[forms[i]][:_FEW]
        ):
            return end if is_first_name(forms[i]) else i + 1
    beside = (i for i in range(start + 1, end) if is_governed(forms[i]) or read_adverbial(draught, i) == "time")
    return next(beside, max(end, start + 1))  # «تيتي | لخوض المباراة», «سامي | أمس»


def _continues(draught: Draught, i: int, start: int) -> bool:
    forms, words = draught.forms, load_grammar()
    form = forms[i]
    if is_first_name(form) or {i, start} <= draught.things:
        return True
    if i > start and forms[i - 1] in words.kunya:  # «موفق أبو | طالب»
        return True
    if i > start and (form in words.halt | words.remark | words.whose or has_pronoun(draught.span(i, i + 1).text)):
        return False  # «محمد حسن | وهو أحد الناشطين»
    if i > start + 1 and form.startswith("ف") and is_definite(forms[i - 1]) and not is_unheard(draught, i):
        return False
    if any(form in group for group in (words.been, words.clause, words.negation, words.byth, words.himself)):
        return False
    cue = read_cue(form) if i > start else None
    if cue is not None and cue.form in ("past", "present"):  # «سامي الحداد | علق»
        return False
    if i > start + 1 and form.startswith(("وال", "وب", "ول")):
        return False  # «إيهاب حسن | وبشراكة»
    if i > start and form.startswith("ل") and (form.startswith("لل") or read_head(form[1:]) or is_first_name(form[1:])):
        return False  # «مارك شولتس | للسيناتور»
    if not is_word(form) or is_preposition(form) or form[0].isdigit():
        return form in "-." and i > start
    head = read_head(form)
    family = i <= start + 2 and not is_definite(forms[start])  # «سامي رقيب», «عبد الله رقيب»
    alone = forms[start] != "عبد" and (is_first_name(forms[start]) or start in draught.things)
    family = family and not (i == start + 2 and alone)  # «عبدالرقيب فتح | بدء الإعمار»
    plain = head is None and (family or not is_ordinary(form))  # «الحداد | انزعاج التجار»
    return i == start or plain or (head is not None and head.kind == "title" and head.definite)


def _after_calling(draught: Draught, first: int, last: int) -> int | None:
    """«مزارع يدعى | نادر», «حارس اسمه | سالم»."""
    forms = draught.forms
    for i in range(first + 1, last - 1):
        if forms[i] in load_grammar().named and (read_cue(forms[i]) is not None or names_person(draught, i + 1)):
            return i + 1
    return None


def _after_title(draught: Draught, first: int, last: int) -> int | None:
    """Where titles stand before a name: «العميد الركن فؤاد», «سمو الأمير ناصر»."""
    forms = draught.forms
    if is_first_name(forms[first]):
        return None
    for i in range(last - 2, first - 1, -1):
        head = read_head(forms[i])
        if head is None or head.kind != "title" or is_eponym(forms, first, i):
            continue
        if i > first and is_preposition(forms[i - 1]):
            continue  # «دبلوماسي من | دولة متحفظة»
        # «د. سامي», «الدكتور "الحداد"», «آية الله علي»
        following = i + 1 + (forms[i + 1] in ".\\/" or forms[i + 1] in MARKS or forms[i + 1] in load_grammar().prayed)
        following = _after_rank(forms, following, last)
        if following >= last:
            continue
        form = forms[following]
        if following + 1 == last and is_definite(form) and read_head(form) is None:
            # «الدكتور الغامدي», but «الفنان السويدي» where the page has no such name
            return following if _is_surname(draught, form) else None
        post = is_definite(form) or is_preposition(form) or read_head(form) or is_joined(form)
        return None if post and not is_first_name(form) else following
    return None


def _is_surname(draught: Draught, form: str) -> bool:
    """False for what may be a nationality and stands in no name that mentions know."""
    return form not in load_grammar().rank and (
        not draught.persons
        or not is_nisba(form)
        or any(place in draught.persons and not _is_national(draught, place) for place in draught.places[form][:_FEW])
    )


def _is_national(draught: Draught, i: int) -> bool:
    """«الفنان | السويدي», tagged as a man: a nationality that stands in no longer name."""
    form = draught.forms[i] if i < len(draught.forms) else ""
    longer = any(place - 1 in draught.persons for place in draught.places[form][:_FEW])
    return is_definite(form) and form[2:] in load_folded("ar", "persons") and not longer
