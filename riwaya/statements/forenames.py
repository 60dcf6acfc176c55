"""Where a name begins: «العميد الركن | فؤاد», «مزارع يدعى | نادر», «وزير خارجية الفلبين | آلان بيتر كايتانو»."""

import functools
from collections.abc import Sequence

from riwaya.lexicon import load_list
from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    has_pronoun,
    is_eponym,
    is_first_name,
    is_nisba,
    is_ordinary,
    is_preposition,
    names_person,
    read_head,
    read_joined_head,
)
from riwaya.statements.onsets import is_unheard
from riwaya.statements.posts import is_joined, may_close, small_words
from riwaya.statements.sentences import MARKS, Draught
from riwaya.stems import is_definite
from riwaya.text import is_word, load_folded

_TO = ("لإ", "لأ")  # a preposition, and no name
_FATHERS = (["ابو"], ["ابي"])
_FEW = 20  # places of a word looked at
_VERB = 3  # letters of a bare verb


def is_forename_after_post(draught: Draught, first: int, i: int, *, apposed: bool) -> bool:
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


def after_rank(forms: Sequence[str], i: int, last: int) -> int:
    """«العميد بحري | سامي الحداد», «الفريق أول ركن | سامي»: what a rank goes on with."""
    while i + 1 < last and forms[i] in load_grammar().rank:
        i += 1
    return i


def _is_plain(draught: Draught, i: int) -> bool:
    """True for a word that may be an unlisted first name."""
    form = draught.forms[i]
    known = is_definite(form) or read_joined_head(form) is not None or form in small_words("ar") or is_preposition(form)
    return is_word(form) and not known and form[0] not in "وب" and not has_pronoun(draught.span(i, i + 1).text)


def is_genitive(draught: Draught, first: int, i: int) -> bool:
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


def after_calling(draught: Draught, first: int, last: int) -> int | None:
    """«مزارع يدعى | نادر», «حارس اسمه | سالم»."""
    forms = draught.forms
    for i in range(first + 1, last - 1):
        if forms[i] in load_grammar().named and (read_cue(forms[i]) is not None or names_person(draught, i + 1)):
            return i + 1
    return None


def after_title(draught: Draught, first: int, last: int) -> int | None:
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
        following = after_rank(forms, following, last)
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
        or any(place in draught.persons and not is_national(draught, place) for place in draught.places[form][:_FEW])
    )


def is_national(draught: Draught, i: int) -> bool:
    """«الفنان | السويدي», tagged as a man: a nationality that stands in no longer name."""
    form = draught.forms[i] if i < len(draught.forms) else ""
    longer = any(place - 1 in draught.persons for place in draught.places[form][:_FEW])
    return is_definite(form) and form[2:] in load_folded("ar", "persons") and not longer
