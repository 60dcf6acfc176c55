"""What a source formula names that speaks for nobody: «وفقا للقانون», «حسب رغبتك», «تبعا لدرجاتهم»."""

import functools
from collections.abc import Sequence

from riwaya.lexicon import load_list
from riwaya.statements.adverbials import is_medium
from riwaya.statements.carried import is_relay
from riwaya.statements.extents import opens_sentence
from riwaya.statements.heads import is_mute, is_ordinary, read_joined_head, unjoin
from riwaya.statements.onsets import is_unheard
from riwaya.statements.sentences import MARKS, Draught
from riwaya.stems import is_definite
from riwaya.text import fold, load_folded

_OWNED = ("ها", "هم", "نا", "كم", "ه", "ك")  # whose a measure is
_YOURS = ("كم", "ك")
_MANY = "ات"
_AFTER = "حسب"  # «بحسب», «وحسب»
_CLAUSE = 3  # tokens that make a clause
_NEAR = 4  # tokens in which it is said who handed a paper out


@functools.cache
def _silent(language: str) -> frozenset[str]:
    words = map(fold, load_list(language, "formulas_silent"))
    return frozenset(form for word in words for form in (word, "ال" + word, "ل" + word, "لل" + word))


def is_silent(form: str) -> bool:
    """True for a measure, with or without its article and a لـ: «القانون», «لقانون»."""
    return form in _silent("ar")


def is_measure(draught: Draught, i: int) -> bool:
    """«وفقا للقانون», «وفق برنامجهم المعلن», «بحسب معاييرك»: what speaks for nobody, whosever it is; not «الشرطة»."""
    form, silent = draught.forms[i], _silent("ar")
    if i in draught.begins and i + 1 in draught.titles:  # «برنامج الأغذية العالمي»
        return False
    ending = next((end for end in _OWNED if form.endswith(end)), "")
    owned = ending != "" and not is_definite(form) and not draught.has_ta(i)
    return form in silent or (owned and form.removesuffix(ending) in silent)


def is_yours(near: Sequence[str]) -> bool:
    """«اختر المقعد حسب | رغبتك», «وفقا لـ| "اهتماماتك"»: the page speaks to its reader; not «لبنك», «بحسب فيسبوك»."""
    form = near[-1] if near[0] in MARKS else near[0]
    owner = next((end for end in _YOURS if form.endswith(end)), None)
    stem = form.removeprefix("ل").removesuffix(owner) if owner is not None else ""
    return stem != "" and (is_ordinary(stem) or is_mute(stem) or (stem.endswith(_MANY) and not is_definite(stem)))


def is_told_in(draught: Draught, formula: int, noun: int, last: int) -> bool:
    """«بحسب القرار الاتهامي», «حسب لائحة الاتهام», but «وفقا لقرار المجلس», which is a measure.

    «| وبحسب القانون الجديد، يمكن توقيف المشتبه بهم», but «يعاقب بحسب القانون».
    """
    forms, rulings = draught.forms, load_folded("ar", "formulas_rulings")
    ruling = forms[noun] in rulings or " ".join(forms[noun : noun + 2]) in rulings
    ruling = ruling or (opens_sentence(draught, formula) and forms[noun] in load_folded("ar", "formulas_laws"))
    return (ruling and forms[formula].endswith(_AFTER)) or is_handed_out(forms, noun, last)


def is_handed_out(forms: Sequence[str], noun: int, last: int) -> bool:
    """«بحسب جدول | وزعه الوسطاء», «وفق جدول أعماله الذي | وزعته الخارجية»."""
    return any(is_relay(form) and len(form) > _CLAUSE for form in forms[noun + 1 : min(noun + _NEAR, last)])


def is_mute_measure(draught: Draught, i: int) -> bool:
    """«وفقا | للدرجات», «تبعا | لثروة البلاد»: a common word with the لـ of its formula, not «للفرنسية», an agency."""
    form = draught.forms[i]
    bare = unjoin(form) if form.startswith("لل") else form.removeprefix("ل")
    known = i in draught.things | draught.persons or is_medium(bare) or read_joined_head(form) is not None
    known = known or bare in load_folded("ar", "formulas_told")
    return is_mute(bare) and not known and not is_unheard(draught, i + 1)
