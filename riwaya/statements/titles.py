"""Names of bodies and media that the table has, marked where an article holds them whole: «برنامج الأغذية العالمي».

The article's mentions come first: a name of the table only makes one of theirs longer, or stands where they have none.
"""

import functools
from collections import defaultdict

from msgspec.structs import replace

from riwaya.gazetteer import load_titles
from riwaya.statements.heads import is_nisba, read_head
from riwaya.statements.sentences import Draught
from riwaya.stems import is_definite
from riwaya.text import load_folded

Range = tuple[int, int]


def mark_titles(draught: Draught) -> Draught:
    """Give the draught with these names among its things."""
    found = _find(draught)
    if not found:
        return draught
    whole = frozenset(i for first, last in found for i in range(first, last))
    firsts = frozenset(first for first, _ in found)
    joined = frozenset(i for i in firsts if draught.forms[i] not in _titles("ar", joined=False))
    begins = (draught.begins - whole) | firsts
    return replace(
        draught,
        things=draught.things | whole,
        begins=begins,
        joined=(draught.joined & begins - firsts) | joined,
        titles=whole - firsts,
        others=draught.others & begins - firsts,
    )


def _find(draught: Draught) -> list[Range]:
    """Where they stand, the longer before the shorter that stand in them."""
    table, forms = _titles("ar", joined=True), draught.forms
    spans: list[Range] = []
    for form in draught.places.keys() & table.keys():
        for first in draught.places[form]:
            known = (*table[form].get(forms[first + 1] if first + 1 < len(forms) else "", ()), *table[form].get("", ()))
            ends = ((words, first + len(words)) for words in known)
            spans += [(first, last) for words, last in ends if tuple(forms[first + 1 : last]) == words[1:]]
    found: list[Range] = []
    for first, last in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        taken = any(a < last and first < b for a, b in found)
        if not taken and _is_whole(draught, first, last):
            found.append((first, last))
    return found


def _is_whole(draught: Draught, first: int, last: int) -> bool:
    """False in a longer name or phrase: «وزارة | الخزانة السندارية», «وكالة الأنباء | السندارية», «بيتر | أوروبا»."""
    if not draught.persons.isdisjoint(range(first, last)) or _goes_on(draught, first) or _goes_on(draught, last):
        return False
    before = draught.forms[first - 1] if first else ""
    head = read_head(before)
    inner = head is not None and head.kind in ("body", "medium") and not head.definite
    held = inner or before in load_folded("ar", "names_states")
    after = draught.forms[last] if last < len(draught.forms) else ""
    described = is_definite(after) and is_nisba(after) and is_definite(draught.forms[last - 1])
    return not held and not described


def _goes_on(draught: Draught, i: int) -> bool:
    """True inside a name that the article's mentions have."""
    return i in draught.things and i not in draught.begins


@functools.cache
def _titles(language: str, *, joined: bool) -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """The names by their first word and by their second, "" without one.

    `joined`: those of bodies also with a particle written on to them, «لحركة», «وحركة». What is told to a medium begins
    with لـ as well: «قالت ليلى لشبكة الجسر».
    """
    found: defaultdict[str, defaultdict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
    for words in load_titles():
        first, head = words[0], read_head(words[0], language)
        body = joined and head is not None and head.kind == "body"
        addressed = "ل" + (first[1:] if is_definite(first) else first)
        for form in (first, *((addressed, "و" + first) if body else ())):
            found[form]["".join(words[1:2])].append(words)
    return {form: dict(rest) for form, rest in found.items()}
