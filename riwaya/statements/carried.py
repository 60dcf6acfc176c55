"""Who carried what whom said: «ونقلت الوكالة عن الوزير قوله», «ونقلت عنه الوكالة», «ونقل عن الوزير»."""

import functools
from typing import NamedTuple

from riwaya.lexicon import load_list
from riwaya.statements.cues import Cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.sentences import Draught
from riwaya.statements.sources import Source, is_medium, read_gap
from riwaya.text import fold

Range = tuple[int, int]


class Carried(NamedTuple):
    """The speaker, None where a pronoun stands for him, and who carried his words."""

    speaker: Source | None
    carriers: tuple[Source, ...]


def read_carried(draught: Draught, cue: Cue, gap: Range) -> Carried | None:
    """Read the words between a verb of carrying and the content it carries."""
    forms = draught.forms
    first, last = gap
    for i in range(first, last):
        if forms[i] in cue.takes:
            carrier = read_gap(draught, first, i).source if i > first else None
            speaker = read_gap(draught, i + 1, last).source
            return Carried(speaker, (carrier,) if carrier else ()) if speaker else None
        if forms[i] in ("عنه", "عنها", "عنهم", "اليه", "اليها", "اليهم"):
            carrier = read_gap(draught, i + 1, last).source or (
                read_gap(draught, first, i).source if i > first else None
            )
            return Carried(None, (carrier,) if carrier else ())
    return None


@functools.cache
def _relays(language: str) -> frozenset[str]:
    return frozenset(map(fold, load_list(language, "cues_relays")))


def read_relays(draught: Draught, gap: Range) -> tuple[Source, ...]:
    """Find who passed a venue on: «في بيان نشره موقع الحكومة», «في مذكرة اطلعت عليها الوكالة»."""
    forms = draught.forms
    for i in range(gap[0], gap[1] - 1):
        if forms[i] not in _relays("ar"):
            continue
        start = i + 1
        while start < gap[1] and forms[start] in load_grammar().before | load_grammar().therein:
            start += 1
        source = read_gap(draught, start, gap[1]).source
        if source is not None and is_medium(forms[source[0]]):
            return (source,)
    return ()
