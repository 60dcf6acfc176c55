"""Speech behind a colon without marks that goes on over the next sentences: «وقال: كنا أفضل. | وعلينا أن نواصل»."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from riwaya.statements.attributions import Draft
from riwaya.statements.heads import is_finite, is_first_name, is_ordinary
from riwaya.statements.sentences import Draught, Sentence
from riwaya.statements.sources import trim
from riwaya.text import is_word, load_folded

_GAP = 3  # sentences to the next in which the speaker says "I" or "we"
_LONG = 60  # tokens; whoever has said as much without a stop is quoted in a column or a sermon
_SHORT = 4  # letters of the shortest verb or noun that tells who speaks by its form
_OUR = "نا"


class Reading(NamedTuple):
    """What a sentence tells; `behind` where its words say whose the sentence before was."""

    sentence: Sentence
    drafts: Sequence[Draft]
    behind: bool


def run_on(draught: Draught, readings: Sequence[Reading]) -> Sequence[Reading]:
    """Give the readings with what a speaker goes on to say, in the first person or before he goes further, as his.

    A page that says "I" and "we" itself is a column, and nobody knows whose its next sentence is.
    """
    ends = {place: end for place in range(len(readings)) if (end := _end_run(draught, readings, place)) > place}
    if not ends or _speaks_itself(draught, readings):
        return readings
    found: list[Reading] = []
    after = 0
    for place, reading in enumerate(readings):
        if place >= after:
            end = ends.get(place, place)
            found.append(_reach(draught, reading, readings[end].sentence.last) if end > place else reading)
            after = end + 1
    return found


def _end_run(draught: Draught, readings: Sequence[Reading], place: int) -> int:
    """The number of the last reading that belongs to the speech of reading `place`; its own where none does."""
    sentence, drafts, _ = readings[place]
    if not _is_open(draught, sentence, drafts):
        return place
    last = place
    for number in range(place + 1, len(readings)):
        following, told, _ = readings[number]
        if following.paragraph != sentence.paragraph or number - last > _GAP + bool(told):
            break
        if told:
            return number - 1 if _goes_further(following, told[0]) else last
        if _tells(draught, following):
            break
        last = number if _is_first(draught, following) else last
    return last


def _goes_further(sentence: Sentence, draft: Draft) -> bool:
    """«وقال: كنا أفضل. الحكم ظلمهم. | وأضاف: سنواصل»: whoever only goes on has not been interrupted."""
    if draft.source is not None or draft.cue is None or draft.cue[0] != sentence.first:
        return False
    further = draft.word is not None and draft.word.is_listed("cues_further")
    return further and draft.because[0] in ("say:colon", "say:quote")


def _is_open(draught: Draught, sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """True for words behind a colon, in no marks, that end with their sentence."""
    if not drafts or not drafts[-1].because[0].endswith(":colon"):
        return False
    first, end = drafts[-1].content[-1]
    apart = draught.quoted[end - 1] < 0 and not any(map(is_word, draught.forms[end : sentence.last]))
    return apart and end - first < _LONG


def _speaks_itself(draught: Draught, readings: Sequence[Reading]) -> bool:
    """True where a sentence of nobody's, in a paragraph in which nobody has spoken yet, is in the first person."""
    spoken = -1
    for sentence, drafts, _ in readings:
        spoken = sentence.paragraph if drafts else spoken
        if sentence.paragraph != spoken and _is_first(draught, sentence) and not _tells(draught, sentence):
            return True
    return False


def _tells(draught: Draught, sentence: Sentence) -> bool:
    """«سامي الحداد: علينا أن نواصل»: somebody may speak behind a colon that was not read."""
    return ":" in draught.forms[sentence.first : sentence.last]


def _is_first(draught: Draught, sentence: Sentence) -> bool:
    inside = range(sentence.first, sentence.last)
    return any(draught.quoted[i] < 0 and is_first_person(draught.forms[i]) for i in inside)


@functools.lru_cache(maxsize=1 << 14)
def is_first_person(form: str) -> bool:
    """True for a folded word in which the speaker speaks of himself or of his own: «علينا», «سنواصل», «فريقنا».

    >>> [is_first_person(form) for form in ("وعلينا", "سنواصل", "ملعبنا", "ثمنا", "نصيب")]
    [True, True, True, False, False]
    """
    return any(map(_is_mine, {form, form[1:] if form[:1] in ("و", "ف") else form}))


def _is_mine(form: str) -> bool:
    if form in load_folded("ar", "words_first"):
        return True
    if len(form) < _SHORT or is_first_name(form) or form in load_folded("ar", "stances_own"):
        return False  # «بلادنا» is written of the page's own land
    verb = form[1:] if form[0] in "سل" else form
    if verb.startswith("ن") and len(verb) >= _SHORT and is_finite(f"ي{verb[1:]}"):
        return not is_ordinary(form) and not is_finite(form)
    stem = form.removesuffix(_OUR)
    ours = is_ordinary(stem) or is_finite(stem) or (stem.endswith("ت") and is_ordinary(f"{stem[:-1]}ه"))
    return stem != form and ours and not is_ordinary(form[:-1])  # not «ثمنا»


def _reach(draught: Draught, reading: Reading, last: int) -> Reading:
    draft = reading.drafts[-1]
    content = trim(draught, draft.content[-1][0], last) or draft.content[-1]
    draft = draft._replace(content=(*draft.content[:-1], content), because=(*draft.because, "runs on"))
    return reading._replace(drafts=(*reading.drafts[:-1], draft))
