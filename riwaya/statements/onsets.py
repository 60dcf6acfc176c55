"""Where a source may begin: «أعلن | سامي الحداد», not «أعلن | عفوه عن الحارس», «وصفت | ما جرى بأنه»."""

import re

from riwaya.statements.adverbials import is_medium
from riwaya.statements.cues import read_cue
from riwaya.statements.grammar import load_grammar, width_of_god
from riwaya.statements.heads import (
    drop_pronoun,
    has_pronoun,
    is_finite,
    is_first_name,
    is_mute,
    is_ordinary,
    read_head,
    read_joined_head,
)
from riwaya.statements.particles import is_that
from riwaya.statements.sentences import Draught
from riwaya.stems import is_definite
from riwaya.text import is_word

ADVERB = re.compile("م(?:ت....?|ست...|.ت..|ن...)ا|ان..ا.ا|ا.ت.ا.ا|است..ا.ا|ت..ي.ا")  # «متحدثا», «انفتاحا», «استعدادا»
MASDAR = re.compile("إ..ا.ا")  # as written: «إيمانا منها بأن»
_PARTICLES = ("بال", "لل", "كال")  # written apart from words in marks
_FRENCH = "يه"  # as French names in -er and -ier end
_SHORT_OWN = 4  # letters of a short noun with its pronoun
_SHORTEST = 5  # letters of «بالنفي» and the like


def may_open(draught: Draught, i: int) -> bool:
    """False where no source begins: «وصفت ما جرى بأنه», «الذي أقيم», «بالنفي», «موضحا», «أبدى انفتاحا»."""
    form, small = draught.forms[i], load_grammar()
    if i in draught.people or width_of_god(draught.forms, i):  # «علي محسن», however it is spelt; «سبحانه»
        return True
    if i in draught.begins and i + 1 in draught.titles:  # «سي إن إن», «أنصار الشريعة»
        return True
    if is_that(draught, i) or any(
        form in group for group in (small.been, small.before, small.whose, small.adverse, small.therein)
    ):
        return False  # of «ومن يقول غير ذلك» the last
    if is_first_name(form) or read_head(form) is not None or is_medium(form):
        return form != "الداعيه" or draught.forms[i + 1 : i + 2] != ["الي"]  # «الداعية إلى الاستيطان»
    cue = read_cue(form)
    if cue is not None and cue.joined and cue.form in ("past", "present"):
        return False  # «ليعلق فقال»
    if is_nobody(draught, i):
        return False
    adverb = cue is not None and cue.form == "participle" and not is_definite(form)
    adverb = adverb or form in small.asking
    verb = has_pronoun(draught.span(i, i + 1).text) and not is_definite(form)  # «، تخللته هتافات»
    verb = verb and not _is_french(draught, i)
    verb = verb or form in _PARTICLES  # «بالـ"كارثي"»
    plain = is_ordinary(form[1:]) and i not in draught.things  # «الذي يقول | بوضوح إن»
    manner = form[0] == "ب" and len(form) > _SHORTEST and (plain or form.startswith("بال"))
    return not (adverb or _is_accusative(draught, i) or verb or manner or _is_his(draught, i))


def _is_french(draught: Draught, i: int) -> bool:
    """«أوضح | روفييه أن»: a name that ends as if it were somebody's, right behind its verb, not «معاليه», «يعنيه»."""
    form = draught.forms[i]
    owned = drop_pronoun(form)
    common = is_ordinary(owned) or is_mute(owned) or is_finite(owned) or read_joined_head(owned) is not None
    said = i > 0 and read_cue(draught.forms[i - 1]) is not None
    return form.endswith(_FRENCH) and said and not (common or form[0] in "يتبل")


def _is_his(draught: Draught, i: int) -> bool:
    """«أعلن | عفوه عن الحارس», «تابع | مدحه»: a noun of three letters with somebody's pronoun, and no name."""
    form, named = draught.forms[i], i in draught.things or i in draught.persons
    own = len(form) == _SHORT_OWN and draught.span(i, i + 1).text.endswith("ه")
    return own and not named and not is_definite(form) and form not in load_grammar().honour


def is_nobody(draught: Draught, i: int) -> bool:
    """True for a common word that begins no source: «لخص | الموضوع قائلا», not «أعلن | أولي كوفيتش»."""
    form = draught.forms[i]
    noun = form[:-1] if form.endswith("ا") and not is_finite(form[:-1]) else form  # «سرد | قصصا من حياته قائلا»
    common = is_mute(form) or is_mute(noun)
    return common and i not in draught.things | draught.persons and not is_unheard(draught, i + 1)


def is_unheard(draught: Draught, i: int) -> bool:
    """True for a word that makes a name of a common one before it: «أعلن أولي | كوفيتش»."""
    form, small = draught.forms[i] if i < len(draught.forms) else ".", load_grammar()
    common = is_mute(form) or is_ordinary(form) or form in small.before | small.that | small.whose
    common = common or form[:1].isdigit()  # «أقر ميزانية 2018»
    return is_word(form) and not common and not is_definite(form) and read_head(form) is None and read_cue(form) is None


def _is_accusative(draught: Draught, i: int) -> bool:
    """True for an adverb as it is written: «شكراً», «متحدثا», «إيمانا منها بأن»."""
    text = draught.span(i, i + 1).text
    pattern = ADVERB.fullmatch(draught.forms[i]) or MASDAR.fullmatch(text)
    return draught.has_tanwin(i) or pattern is not None
