"""Cues found in a sentence outside quotation marks, each with what it opens and its level in the sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.statements.adverbials import read_adverbial
from riwaya.statements.breaks import is_future
from riwaya.statements.cues import Cue, read_cue
from riwaya.statements.formulas import Formula
from riwaya.statements.frames import Opening, find_opening
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import is_finite, names_person, read_head
from riwaya.statements.levels import Level, find_level
from riwaya.statements.lookalikes import cue_at
from riwaya.statements.sentences import COMMAS, Draught, Sentence
from riwaya.statements.sources import read_gap
from riwaya.stems import is_definite
from riwaya.text import load_folded

_AND_THAT = "وان"
_STOPS = frozenset(":؛()")
_SOURCE, _SECOND = 12, 40  # tokens from a verb to its preposition, and to the second thing that it tells
_SHORT = 3  # words of a source that is named shortly, and of speech behind it; letters of «بيت», which is no verb


class Hit(NamedTuple):
    """A cue, the content it opens, its level, and the token at which it would end the content before it."""

    at: int
    cue: Cue
    opening: Opening | None
    level: Level
    cut: int | None


class Scene(NamedTuple):
    """One sentence with all that its drafts are made from."""

    draught: Draught
    sentence: Sentence
    hits: Sequence[Hit]
    formulas: Sequence[Formula]


def find_hits(draught: Draught, sentence: Sentence) -> list[Hit]:
    """Give the cues of a sentence in order."""
    found: list[Hit] = []
    for i in draught.marked("cue", sentence.first, sentence.last):
        hidden = draught.quoted[i] >= 0 or draught.misleads(i)
        cue = None if hidden else cue_at(draught, sentence, i)
        if cue is not None:
            opening = None if cue.verb.group == "act" else _open(draught, sentence, i, cue)
            level = find_level(draught, sentence.first, i, cue)
            opening = opening or _open_bare(draught, sentence, i, cue) or _open_second(draught, sentence, i, cue)
            if opening is not None and is_of_thing(draught, i, level.level) and _is_of_main(draught, opening, found):
                opening = None
            found.append(Hit(i, cue, opening, *level))
    return found


def _is_of_main(draught: Draught, opening: Opening, before: Sequence[Hit]) -> bool:
    """«شكك الوزير في الأرقام التي أعلنتها البلدية، | قائلا إن»: behind a comma it goes with the main verb."""
    apart = opening.saying is not None and draught.forms[opening.saying - 1] in COMMAS
    return apart and any(hit.level != "which" and hit.opening is None for hit in before)


def is_of_thing(draught: Draught, verb: int, level: Level) -> bool:
    """«الأرقام التي | أعلنتها البلدية», in a clause that is of no man and of nothing that was told before.

    Not «حضره سامي الحداد الذي | رحب بالضيوف», «الأمر الذي | نفته الوزارة».
    """
    forms, last = draught.forms, verb - 2
    last -= level == "which" and forms[last] in COMMAS
    return level == "which" and last not in draught.persons and forms[last] not in load_grammar().matter


def _open(draught: Draught, sentence: Sentence, i: int, cue: Cue) -> Opening | None:
    """What a cue opens; the comma of «وأضاف، | واصلت الفرق العمل» stands for a colon."""
    first, forms = i + 2, draught.forms
    goes_on = i == sentence.first and cue.joined != "" and cue.is_listed("cues_comma")
    if not goes_on or first + _SHORT >= sentence.last or forms[i + 1] not in COMMAS:
        return find_opening(draught, cue, i, sentence.last)
    comma = Opening("colon", first, (i + 1, i + 1), None)
    if _is_verb(forms[first]):
        return comma
    opening = find_opening(draught, cue, i, sentence.last)
    set_apart = not is_definite(forms[first]) or forms[first] in load_grammar().before | load_grammar().whose
    set_apart = set_apart or read_head(forms[first]) is not None or names_person(draught, first)
    return opening or (None if set_apart or read_adverbial(draught, first) else comma)


def _open_bare(draught: Draught, sentence: Sentence, i: int, cue: Cue) -> Opening | None:
    """«وقال المدير في تصريح للجسر | سنعود»: words without a mark, known by the verb or the particle they begin with."""
    forms, words = draught.forms, load_grammar()
    said = cue.form in ("past", "present") and not cue.suffix and cue.is_listed("cues_bare")
    opens = said and (i == sentence.first or forms[i - 1] in words.turning or forms[sentence.first] in words.topic)
    opens = opens or (said and cue.joined == "و" and forms[i - 1] in COMMAS)
    # «أما سامي الحداد فيقول | لا بد من العمل»
    opens = opens or (said and cue.joined == "ف" and forms[sentence.first] in words.topicalizer)
    if not opens or i + _SHORT >= sentence.last or forms[i + 1] in words.clause:
        return None
    if _begins_speech(draught, i + 1):
        return Opening("colon", i + 1, (i + 1, i + 1), None)
    source, venue = read_gap(draught, i + 1, sentence.last)
    if venue is not None:  # «في تصريح للجسر | سنعود»
        venue = (venue[0], next((k for k in range(venue[0] + 2, venue[1]) if _begins_speech(draught, k)), venue[1]))
    end = max(i + 1, source.last if source else 0, venue[1] if venue else 0)
    first = end + (forms[end : end + 1] != [] and forms[end] in COMMAS)
    if first + _SHORT >= sentence.last or draught.quoted[first] >= 0 or first in draught.persons:
        return None
    # «يقول الفيلسوف "سامي" المرء | لا يستحم مرتين»: more than who said it stands before
    whole = source is None or first > source.last or source.last - source.first <= _SHORT
    whole = whole or source is None or source.last - 1 in draught.persons
    known = source is None or names_person(draught, source.first) or is_definite(forms[source.first])
    verb = known and is_finite(forms[first]) and read_cue(forms[first]) is None
    return Opening("colon", first, (i + 1, end), None) if whole and (verb or _begins_speech(draught, first)) else None


def _open_second(draught: Draught, sentence: Sentence, i: int, cue: Cue) -> Opening | None:
    """«تحدثت مصادر عن معارك في السهل، | وأن الطريق مغلق»: what only the second of two complements tells.

    Not «شدد على العمل، خاصة وأن», «الذي سبق له وأن», «وإن كانت», «وأن يلهمنا».
    """
    forms, words = draught.forms, load_grammar()
    if cue.verb.group != "say" or cue.form == "noun" or cue.suffix or forms[i - 1] in words.whose:
        return None
    end = i + 1  # of whoever speaks; a verb has its preposition behind him
    if cue.form != "participle":
        near = range(i + 2, min(i + _SOURCE, sentence.last))
        end = next((k for k in near if forms[k] in cue.asks), sentence.last)
    apart = words.that | words.byth | words.whose | words.saying | words.clause | words.breaks
    for j in range(end + 1, min(i + _SECOND, sentence.last - 2)):
        form, following = forms[j], forms[j + 1]
        if form[0] == "و" and form[1:] in words.that:
            bare = form == _AND_THAT
            plain = not bare or not (following[0] in "يتن" or is_finite(following) or following in words.been)
            plain = plain and following not in words.jussive | words.before and forms[j - 1] not in words.closed
            return Opening("that", j + bare, (i + 1, end), None) if plain and j > end + _SHORT else None
        if form in apart or draught.quoted[j] >= 0 or form in _STOPS or read_cue(form) is not None:
            return None
    return None


def _begins_speech(draught: Draught, i: int) -> bool:
    """«سنعود», «أعتقد», «لن نغادر», «هناك نقص»: what no relative clause begins with."""
    form = draught.forms[i]
    cue = read_cue(form)
    verb = is_future(form) if cue is None else cue.person == 1 and not cue.joined
    verb = verb and i not in draught.persons  # «وقال | ساري إن»
    return draught.quoted[i] < 0 and (verb or form in load_folded("ar", "cues_bare_openers"))


def _is_verb(form: str) -> bool:
    """«وأضاف، | نتشرف بأن نكون», «، | واصلت الفرق», not «، | وكان يرد على سؤال»."""
    cue = read_cue(form)
    woman = len(form) > _SHORT and form.endswith("ت") and not form.endswith("ات")
    joined = form in load_grammar().been or (cue is not None and cue.joined != "")
    return (woman or is_finite(form)) and not joined
