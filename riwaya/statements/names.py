"""The name inside a noun phrase: «وزير الخارجية الهولندي | بيتر يانسن», «محامي فاسيل | رادو ميلين».

An article's mentions tell it first. Without them a name is told from a post by where definite words stop, by titles,
and by a list of first names. A name that makes another noun definite is not the speaker's: «مدير مطار الملك خالد».
"""

import functools
from collections.abc import Sequence

from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    begins_name,
    has_pronoun,
    is_eponym,
    is_first_name,
    is_ordinary,
    is_preposition,
    names_person,
    read_head,
    read_joined_head,
    read_subject_head,
    unjoin,
)
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

Range = tuple[int, int]
_JOINED = ("ب", "ل", "و", "ك")  # how a phrase goes on that is no name: «الناطق بقيادة»
_TO = ("لإ", "لأ")  # a preposition, and no name
_SHORT = 6  # words of a phrase that may all be a name
_FEW = 20  # places of a word looked at
_NAME_REACH = 7  # tokens in a name with بن and آل


def find_name(draught: Draught, first: int, last: int, *, alone: bool) -> Range | None:
    """Give where the name stands in a stretch without commas, or None; `alone` where no other stretch came before."""
    forms = draught.forms
    while last > first and not is_word(forms[last - 1]):
        last -= 1
    if last <= first:
        return None
    mentioned = _mentioned(draught, first, last, apposed=not alone)
    if mentioned is not None:
        return mentioned
    start = _after_calling(draught, first, last) or _after_title(draught, first, last)
    if start is None:
        start = _after_post(draught, first, last, alone=alone)
    return None if start is None else (start, _name_end(draught, start, last))


def _mentioned(draught: Draught, first: int, last: int, *, apposed: bool) -> Range | None:
    """The first person that mentions name, unless somebody else is his: «محامي ترامب», «عائلة المغني سلمان»."""
    forms = draught.forms
    head = read_joined_head(forms[first])
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
        post = is_definite(forms[i]) and not is_first_name(forms[i])
        if post and end > i + 1 and (is_first_name(forms[i + 1]) or not is_definite(forms[i + 1])):
            start = i + 1  # «الفرنسي | جان بيار»
        elif _is_owned(draught, first, i):
            continue
        elif i > first and is_first_name(forms[i - 1]) and read_head(forms[i - 1]) is None:
            start = i - 1
        elif i == first + 1 and apposed and _is_plain(draught, first):
            start = first  # «الرئيسة المشتركة للمجلس، إلهام | أحمد»
        if start > first and forms[start - 1] in load_grammar().kunya:  # «أم | عبدالله»
            start -= 1
        return start, _mention_end(draught, start, end, last)
    return None


def _is_plain(draught: Draught, i: int) -> bool:
    """True for a word that may be an unlisted first name."""
    form = draught.forms[i]
    known = is_definite(form) or read_joined_head(form) is not None or form in _small("ar") or is_preposition(form)
    return is_word(form) and not known and form[0] not in "وب" and not has_pronoun(draught.span(i, i + 1).text)


def _mention_end(draught: Draught, start: int, end: int, last: int) -> int:
    """A mention never cuts what the lists and the sentence tell to be one name."""
    forms, words = draught.forms, load_grammar()
    if end == start + 2 and forms[start] == "عبد" and end < last and is_definite(forms[end]):
        end += read_head(forms[end]) is None  # «عبد الملك | الحوثي»
    while end < last and (is_first_name(forms[end]) or forms[end] in words.part or forms[end - 1] in words.kunya):
        end += 1
    if end < last and _is_family(forms, end):  # «عبدالحكيم بن عبدالله | الخريجي»
        end += 1
    if end == start + 1 and is_first_name(forms[start]):  # «الوزير سامي» of «الوزير سامي الحداد»
        end = _name_end(draught, start, last)
        end += end + 1 == last and end == start + 1 and not is_preposition(forms[end])  # «محمد | كونتيه»
    elif end == start + 1 and end + 1 == last and is_definite(forms[end]) and forms[end].endswith("ي"):
        end += read_head(forms[end]) is None  # «تهاني | العصيمي»
    return end


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
    own = read_head(forms[i])
    if own is not None and own.kind == "title" and not is_first_name(forms[i]):
        return True  # «آية الله | علي», which the title tells
    if is_eponym(forms, first, i) or (i > first and draught.text[draught.tokens[i].start :][:2] in _TO):
        return True  # «الرئيس التنفيذي لإنجي»
    if i > first and forms[i - 1] in load_grammar().kunya:  # «أم | عبدالله»
        return False
    if own is not None and own.kind == "person" and not (own.definite or is_first_name(forms[i])):
        title = read_head(forms[i - 1]) if i > first else None
        return title is None or title.kind != "title"  # «محامي فاسيل» is tagged whole; «اللفتنانت جنرال جادي» is he
    if i == first or is_preposition(forms[i - 1]) or i - 1 in draught.things:
        return i > first and is_preposition(forms[i - 1])
    form = forms[i - 1]
    country = i - first == 2 and read_joined_head(form) is None and not is_ordinary(form)  # «رئيس ترافينيا | ميخاي»
    known = country or _closes(draught, i - 1) or is_first_name(form) or not is_word(form)
    return not known and form not in load_grammar().named


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
    return max(end, start + 1)


def _continues(draught: Draught, i: int, start: int) -> bool:
    forms, words = draught.forms, load_grammar()
    form = forms[i]
    if is_first_name(form) or {i, start} <= draught.things:
        return True
    if i > start and forms[i - 1] in words.kunya:  # «موفق أبو | طالب»
        return True
    if i > start and (form in words.halt or has_pronoun(draught.span(i, i + 1).text)):
        return False
    if form in words.been or form in words.clause or form in words.negation:
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
        if following >= last:
            continue
        form = forms[following]
        if following + 1 == last and is_definite(form) and read_head(form) is None:
            # «الدكتور الغامدي», but «الفنان السويدي» where the page has no such name
            return following if _is_surname(draught, form) else None
        post = is_definite(form) or is_preposition(form) or read_head(form) or _is_joined(form)
        return None if post and not is_first_name(form) else following
    return None


def _is_joined(form: str) -> bool:
    """True for a particle with a word that the news knows: «الأستاذ | بجامعة», but «المستشار | لاشين»."""
    known = is_ordinary(form) or is_ordinary(form[1:]) or read_joined_head(form) is not None or is_first_name(form[1:])
    return form.startswith(_JOINED) and (known or form[1:3] == "ال" or form.startswith("لل"))


def _is_surname(draught: Draught, form: str) -> bool:
    """False for what may be a nationality and stands in no name that mentions know."""
    return (
        not draught.persons
        or not form.endswith(("ي", "يه"))
        or any(place in draught.persons and not _is_national(draught, place) for place in draught.places[form][:_FEW])
    )


def _is_national(draught: Draught, i: int) -> bool:
    """«الفنان | السويدي», tagged as a man: a nationality that stands in no longer name."""
    form = draught.forms[i]
    longer = any(place - 1 in draught.persons for place in draught.places[form][:_FEW])
    return is_definite(form) and form[2:] in load_folded("ar", "persons") and not longer


def _after_post(draught: Draught, first: int, last: int, *, alone: bool) -> int | None:
    """The first word that no post goes on with: indefinite after a definite one, or a first name."""
    forms = draught.forms
    opening = read_joined_head(forms[first]) or read_subject_head(forms, first)
    if is_first_name(forms[first]):
        return first
    if opening is None and _opens_name(draught, first, last, alone=alone):
        return first
    person = opening is not None and opening.kind == "person" and opening.number == "one" and not opening.some
    after = forms[first + 1] if first + 1 < last else ""
    person = person and not (after[:1] in ("ب", "ل") and is_definite(after[1:]))  # «خبير بالهواتف | طريقة»
    for i in range(first + 1, last):
        form = forms[i]
        named = any(draught.people.get(p - 1) == p + 1 for p in draught.places[form][:_FEW])
        if person and i == first + 1 and is_definite(form) and named:
            return i  # «العميد | الحداد», where سامي الحداد is known
        if not is_word(form) or form[0].isdigit() or is_definite(form) or form in _small("ar") or _is_inner(forms, i):
            continue
        if is_eponym(forms, first, i):
            continue
        if begins_name(forms, i) and not _is_nisba(forms, i):
            return i
        if is_ordinary(form):
            continue  # «نفى زوج المعلمة | زيارة المدير»
        joined = form.startswith(_JOINED) and (not form.startswith("وو") or form.startswith("ووا"))  # «وولتر»
        joined = joined and not (
            i + 1 < last and names_person(draught, i + 1) and not _is_joined(form)
        )  # «لاشين إبراهيم»
        plain = not is_preposition(form) and read_head(form) is None and not joined
        placed = i - 1 in draught.things and i not in draught.things
        if person and plain and (placed or _closes(draught, i - 1)):
            return i  # «مدير الشركة بالضفة | نادر»
    return None


def _closes(draught: Draught, i: int) -> bool:
    """True for a word with which a noun phrase may be complete: «المتحدث الرسمي للمركز | رأفت», «زوجته | ليلى»."""
    return is_definite(unjoin(draught.forms[i])) or has_pronoun(draught.span(i, i + 1).text)


def _is_nisba(forms: Sequence[str], i: int) -> bool:
    """«مصدر دبلوماسي | تركي», which is a first name elsewhere."""
    before = read_head(forms[i - 1])
    indefinite = forms[i - 1].endswith("ي") or (before is not None and before.kind == "person")
    return forms[i].endswith("ي") and forms[i] != "علي" and indefinite and not is_definite(forms[i - 1])


def _opens_name(draught: Draught, first: int, last: int, *, alone: bool) -> bool:
    """True where a phrase that no noun of the table heads is a name from its first word."""
    forms = draught.forms
    form = forms[first]
    if any(is_first_name(forms[i]) and is_definite(forms[i - 1]) for i in range(first + 2, last)):
        return False  # «بائع الخضر منير»
    if (
        form.startswith(("لل", "بال") if alone else _JOINED)
        or form[0].isdigit()
        or form in _small("ar")
        or is_preposition(form)
    ):
        return False  # «رحب المسؤول، بقرار»
    following = draught.span(first + 1, first + 2).text if last - first > 1 else ""
    ends = is_preposition(forms[first + 1]) if following else True
    if ends and following and is_definite(form) and not alone:
        return False  # «اللاعبة، الحاصلة على الميدالية»
    single = ends or has_pronoun(following)  # «العبادي»
    return single or (not is_definite(form) and last - first <= _SHORT)


def _is_inner(forms: Sequence[str], i: int) -> bool:
    """True for a word that belongs to the one before: «في محمد», «جامعة محمد بن سعود»."""
    head = read_head(forms[i - 1])
    return is_preposition(forms[i - 1]) or (head is not None and head.kind == "body" and not head.definite)


@functools.cache
def _small(language: str) -> frozenset[str]:
    words = load_grammar(language)
    return words.halt.union(words.been, words.clause, words.negation, words.same, words.that, words.own, words.therein)
