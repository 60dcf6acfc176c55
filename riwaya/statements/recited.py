"""Whose words are recited: God's, or the Prophet's, for whom a blessing may stand."""

import functools
from bisect import bisect_left

from riwaya.lexicon import load_list
from riwaya.records import Speaker
from riwaya.statements.cues import Cue
from riwaya.statements.frames import Opening
from riwaya.statements.grammar import fold_phrase, width_of_blessing, width_of_god
from riwaya.statements.parties import spell
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source
from riwaya.text import is_word

_GOD = "الله"


def read_recited(draught: Draught, first: int) -> Speaker | None:
    """Give who is named by a set phrase at a token, None where it is none: «قال تعالى», «قال | عليه الصلاة والسلام»."""
    if width_of_god(draught.forms, first):
        return Speaker(name=_GOD, how="named")
    if width_of_blessing(draught.forms, first):
        prophet = _find_prophet(draught, first)
        return Speaker(name=prophet, how="pronoun" if prophet else "unresolved")
    return None


def read_god(draught: Draught, cue: Cue, opening: Opening, first: int) -> Source | None:
    """«في قوله | سبحانه: ...», «قال | الله تعالى: ...», but «دعا الله تعالى أن»: the pronoun is nobody heard before.

    Nor is he whom a blessing stands for.
    """
    told = cue.verb.group == "say" and opening.kind != "that" and first < opening.gap[1]
    width = width_of_god(draught.forms, first) if told else 0
    start = next((i for i in range(*opening.gap) if is_word(draught.forms[i])), first)
    blessed = width_of_blessing(draught.forms, start) if cue.verb.group == "say" else 0
    if blessed and start + blessed <= opening.gap[1]:  # «قال | عليه الصلاة والسلام: ...»
        return Source(start, start + blessed)
    return Source(first, first + width) if width else None


def _find_prophet(draught: Draught, before: int) -> str:
    """«رسول الله ... قال | عليه الصلاة والسلام»: as the page called him last before, "" where it did not."""
    found: dict[int, int] = {}  # where, and how many words; the list has the long ones first
    for words in _called_prophet("ar"):
        places = draught.places.get(words[0], ())
        for i in places[: bisect_left(places, before)]:
            if tuple(draught.forms[i : i + len(words)]) == words:
                found.setdefault(i, len(words))
    return spell(draught, (max(found), max(found) + found[max(found)])) if found else ""


@functools.cache
def _called_prophet(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold_phrase(name).split()) for name in load_list(language, "names_prophet"))
