"""Where a post ends and a name that no list has may begin: «مدير الشركة بالضفة | نادر», «زوجته | ليلى»."""

import functools
from collections.abc import Sequence

from riwaya.lexicon import load_table
from riwaya.numbers.words import Row
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import (
    begins_name,
    has_pronoun,
    is_eponym,
    is_finite,
    is_first_name,
    is_mute,
    is_nisba,
    is_ordinary,
    is_pointing,
    is_preposition,
    names_person,
    read_head,
    read_joined_head,
    read_subject_head,
    unjoin,
)
from riwaya.statements.onsets import is_unheard
from riwaya.statements.sentences import Draught
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

_JOINED = ("ب", "ل", "و", "ك")  # how a phrase goes on that is no name: «الناطق بقيادة»
_PARTICLES = "وفبلك"  # written on to «بوزارة», «وأخرى»
_THINGS = ("document", "evidence")
_SHORT = 6  # words of a phrase that may all be a name
_FEW = 20  # places of a word looked at


def find_after_post(draught: Draught, first: int, last: int, *, alone: bool) -> int | None:
    """Give the first word that no post goes on with: indefinite after a definite one, or a first name."""
    forms = draught.forms
    opening = read_joined_head(forms[first]) or read_subject_head(forms, first)
    if is_first_name(forms[first]):
        return first
    if opening is None and _opens_name(draught, first, last, alone=alone):
        return first
    person = opening is not None and opening.kind == "person" and opening.number == "one" and not opening.some
    after = forms[first + 1] if first + 1 < last else ""
    person = person and not (after[:1] in ("ب", "ل") and is_definite(after[1:]))  # «خبير بالهواتف | طريقة»
    owned = first  # the token after the name that an institution is called after
    for i in range(first + 1, last):
        form = forms[i]
        named = any(draught.people.get(p - 1) == p + 1 for p in draught.places[form][:_FEW])
        if person and i == first + 1 and is_definite(form) and named:
            return i  # «العميد | الحداد», where سامي الحداد is known
        small = not is_word(form) or form[0].isdigit() or form in small_words("ar") or form in load_grammar().rank
        if is_eponym(forms, first, i):
            owned = draught.people.get(i, i + 1)  # «ممثل مؤسسة سامي بن نادر آل الحداد، فؤاد»
        if i < owned or small or is_definite(form) or _is_inner(forms, i):
            continue
        if begins_name(forms, i) and not _describes(forms, i):
            return i
        if is_ordinary(form):
            continue  # «نفى زوج المعلمة | زيارة المدير»
        joined = form.startswith(_JOINED) and (not form.startswith("وو") or form.startswith("ووا"))  # «وولتر»
        unlisted = i + 1 < last and names_person(draught, i + 1) and not is_joined(form)  # «لاشين إبراهيم»
        joined = joined and not (unlisted and form[0] != "ب")  # but «المدير بجدة | سامي الحداد»
        foreign = i + 2 == last and _is_foreign(draught, i)
        joined = joined and not foreign  # «الوزير الأمريكي | ويلبور روس»
        plain = not is_preposition(form) and read_head(form) is None and not joined
        placed = i - 1 in draught.things and i not in draught.things
        if person and plain and (placed or may_close(draught, i - 1)):
            return i  # «مدير الشركة بالضفة | نادر»
    return None


def _is_foreign(draught: Draught, i: int) -> bool:
    """True for two words unheard of, of which the first only looks as if it had و or ب written on to it."""
    form = draught.forms[i]
    told = form[0] == "ل" or has_pronoun(draught.span(i, i + 1).text)  # «ومقره واشنطن»
    told = told or (is_joined(form) and not (form[0] == "ب" and is_first_name(form[1:])))  # but «بليندا»
    return not told and is_unheard(draught, i) and is_unheard(draught, i + 1)


def may_close(draught: Draught, i: int) -> bool:
    """True for a word with which a noun phrase may be complete: «المتحدث الرسمي للمركز | رأفت», «زوجته | ليلى»."""
    return is_definite(unjoin(draught.forms[i])) or has_pronoun(draught.span(i, i + 1).text)


def begins_noun(draught: Draught, i: int) -> bool:
    """True for a common noun or a verb without an article, behind a definite word."""
    forms, words = draught.forms, load_grammar()
    form, head = forms[i], read_head(forms[i])
    last = forms[i - 1]
    if not is_definite(last) or is_pointing(last) or i - 1 in draught.persons or last[-1].isdigit():
        return False
    written = draught.span(i, i + 1).text
    if is_definite(form) or i in draught.persons | draught.things or is_first_name(form) or has_pronoun(written):
        return False
    small = any(
        form in group for group in (words.before, words.same, words.rank, words.therein, words.part, words.named)
    )
    small = small or form in load_folded("ar", "roles_beside") or form.endswith("يا")
    joined = form[0] in _PARTICLES and (is_mute(form[1:]) or is_ordinary(form[1:]) or read_head(form[1:]) is not None)
    if small or joined or (head is not None and head.kind not in _THINGS):
        return False
    following = forms[i + 1] if i + 1 < len(forms) else ""
    if is_nisba(form) and not (is_mute(following) or is_ordinary(following.removeprefix("ال"))):
        return False  # «النائب | ديني هيك», but «المجموعة | عملية التفتيش»
    named = is_first_name(following) or is_unheard(draught, i + 1)
    return is_ordinary(form) or ((is_finite(form) or is_mute(form)) and not named)


def _describes(forms: Sequence[str], i: int) -> bool:
    """«مصدر دبلوماسي | تركي», which is a first name elsewhere."""
    before = read_head(forms[i - 1])
    indefinite = forms[i - 1].endswith("ي") and forms[i - 1] not in load_grammar().rank
    indefinite = indefinite or (before is not None and before.kind == "person")
    return forms[i].endswith("ي") and forms[i] != "علي" and indefinite and not is_definite(forms[i - 1])


@functools.cache
def _numbers(language: str) -> frozenset[str]:
    """The words that count a few: «ثلاثة», «أربع»."""
    rows = load_table(language, "numbers", Row, "word")
    return frozenset(fold(row.word) for row in rows if row.kind == "one" and row.value > 1)


def _opens_name(draught: Draught, first: int, last: int, *, alone: bool) -> bool:
    """True where a phrase that no noun of the table heads is a name from its first word."""
    forms = draught.forms
    form = forms[first]
    if any(is_first_name(forms[i]) and is_definite(forms[i - 1]) for i in range(first + 2, last)):
        return False  # «بائع الخضر منير»
    if (
        form.startswith(("لل", "بال") if alone else _JOINED)
        or form[0].isdigit()
        or (last - first > 1 and (form in _numbers("ar") or _is_share(form, forms[first + 1])))  # «ثلاثة مسؤولين»
        or form in load_folded("ar", "roles_shares")
        or form in small_words("ar")
        or is_preposition(form)
    ):
        return False  # «رحب المسؤول، بقرار»
    following = draught.span(first + 1, first + 2).text if last - first > 1 else ""
    ends = is_preposition(forms[first + 1]) if following else True
    if following and not alone and (ends or _is_governed(forms[first + 1])):
        return False  # «اللاعبة، الحاصلة على الميدالية», «مصدر، معني بملف السد»
    single = ends or has_pronoun(following)  # «العبادي»
    return single or (not is_definite(form) and last - first <= _SHORT)


def _is_share(form: str, following: str) -> bool:
    """«ثلث | المشاركين», «أكثر | من نصف السكان», «آخر | الإحصاءات»: a common word that takes part of another."""
    noun = following.removeprefix("ال")
    known = following == "من" or is_ordinary(noun) or is_ordinary(following) or read_head(following) is not None
    return is_ordinary(form) and known and not is_first_name(following)


def _is_governed(form: str) -> bool:
    """«معني | بملف السد», «خبير | للأمن»: what a common word before it governs."""
    return form[0] in "بل" and (is_ordinary(form[1:]) or read_joined_head(form) is not None or form.startswith("لل"))


def _is_inner(forms: Sequence[str], i: int) -> bool:
    """True for a word that belongs to the one before: «في محمد», «جامعة محمد بن سعود»."""
    head = read_head(forms[i - 1])
    return is_preposition(forms[i - 1]) or (head is not None and head.kind == "body" and not head.definite)


@functools.cache
def small_words(language: str) -> frozenset[str]:
    """Words that stand in no name and in no post: «قد», «أن», «نفسه»."""
    words = load_grammar(language)
    return words.halt.union(words.been, words.clause, words.negation, words.same, words.that, words.own, words.therein)


def is_joined(form: str) -> bool:
    """True for a particle with a word that the news knows: «الأستاذ | بجامعة», but «المستشار | لاشين»."""
    known = is_ordinary(form) or is_ordinary(form[1:]) or read_joined_head(form) is not None or is_first_name(form[1:])
    known = known or form[1:] in load_folded("ar", "bodies_aims")  # «المركز الإعلامي | لحقوق الإنسان»
    return form.startswith(_JOINED) and (known or form[1:3] == "ال" or form.startswith("لل"))
