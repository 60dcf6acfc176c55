"""Where a noun phrase begins and ends: «عشرات من المتظاهرين», «وزير الخارجية الروسي سيرغي لافروف».

Arabic writes no commas between subject and object; an article or a name closes a phrase, and what may stand behind
it is an
adjective with the article, or the name behind its title.
"""

import functools
from typing import Literal, NamedTuple

from riwaya.events.acts import read_word
from riwaya.events.lines import (
    CLOSING,
    OPENING,
    Line,
    bare,
    classes_of,
    is_actor,
    is_definite,
    load_actors,
    load_countries,
    load_demonyms,
    load_men,
    load_things,
)
from riwaya.lexicon import load_list
from riwaya.text import fold, is_word

Kind = Literal["person", "organisation", "place", "actor", "crowd", "thing", "other"]
_LONGEST = 12  # tokens
_OF = ("من", "في")
_STOPPING = frozenset({"prep", "that", "opens", "whose", "not", "coming", "been", "time", "if"})
_ADJECTIVE = ("ي", "يه", "يين", "يون", "يتين")
_MARKED = ("ي", "ه", "ين", "ون", "ات", "يا")
_PARTICLES = ("ب", "ل", "ك")
_PLURAL = ("ون", "ان")


class Phrase(NamedTuple):
    """Tokens `first` up to, not including, `last`, without `skip` letters at the front. `head`: its first noun."""

    first: int
    last: int
    skip: int
    head: int
    kind: Kind


def read_phrase(line: Line, first: int, skip: int = 0) -> Phrase | None:
    """Give the noun phrase that begins at a token, or None where none does."""
    head = _pass_counts(line, first)
    if head >= len(line.forms) or head in line.timed:
        return Phrase(first, head, skip, head - 1, "actor") if head > first else None
    if named := line.mentions.get(head):
        if named[2] > skip and line.forms[head][named[2] - 1] in _PARTICLES:
            return None
        skip = max(skip, named[2]) if head == first else skip
        return _close_name(line, first, head, skip)
    form = line.forms[head][skip if head == first else 0 :]
    if not is_word(form) or classes_of(form) & _STOPPING:
        return (
            Phrase(first, head, skip, head - 1, "actor") if head > first and not line.forms[first].isdigit() else None
        )
    kind = _kind_of(form)
    if (
        kind == "other"
        and form[:1] in _PARTICLES
        and form not in _whole()
        and head == first
        and not skip
        and not classes_of(form)
    ):
        return None  # «بضمان», «لمدة»
    if form.startswith(("لل", "بال")) and form not in _whole() and not skip:
        return None
    if kind == "other" and any(r.form in ("past", "present") for r in read_word(form)):
        return None
    if kind == "other" and head > first and form.endswith(("ون", "ين")):
        kind = "crowd"  # «عشرات الغاضبين»
    last = _extend(line, head + 1, closed=is_definite(form) or form in load_countries())
    return Phrase(first, _add_origin(line, last) if kind == "actor" else last, skip, head, kind)


def _add_origin(line: Line, at: int) -> int:
    """Pass «من القبائل» behind «مسلحون», and «في كتائب ...» behind «ناشط»: whose people they are."""
    if at + 1 >= len(line.forms) or at + 1 in line.timed or line.forms[at] not in _OF:
        return _add_owner(line, at)
    if line.forms[at + 1] in OPENING:
        return _find_closing(line, at + 1) or at
    following = line.forms[at + 1]
    whose = (
        line.mentions[at + 1][1] == "organisation"
        if at + 1 in line.mentions
        else is_actor(following) and _kind_of(following) == "actor"
    )
    open_ = not is_definite(line.forms[at - 1]) and at - 1 not in line.mentions
    if not whose or not (open_ or line.forms[at] == "من"):
        return at
    return line.mentions[at + 1][0] if at + 1 in line.mentions else _extend(line, at + 2, closed=is_definite(following))


def _kind_of(form: str) -> Kind:
    if form in load_countries():
        return "place"
    return "actor" if is_actor(form) else "thing" if bare(form) in load_things() else "other"


def _pass_counts(line: Line, at: int) -> int:
    """Pass «عشرات من», «نحو 300», «أكثر من أربعة»."""
    start = at
    at = _pass_bound(line, at)
    while at < len(line.forms):
        form = line.forms[at]
        counts = "some" in classes_of(form) and (at == start or not form.startswith("و"))
        if not (form.isdigit() or counts or (at > start and form == "من" and not line.forms[at - 1].isdigit())):
            break
        if at in line.timed and not counts:
            break
        at += 1
    return at - 1 if at > start + 1 and line.forms[at - 1] == "من" and at >= len(line.forms) else at


def _pass_bound(line: Line, at: int) -> int:
    """Pass «ما لا يقل عن», «ما يقرب من», «ما مجموعه»."""
    for words in _BOUNDS:
        if tuple(line.forms[at : at + len(words)]) == words:
            return at + len(words)
    return at


def _close_name(line: Line, first: int, head: int, skip: int) -> Phrase:
    last, kind, _ = line.mentions[head]
    while (
        last < len(line.forms)
        and is_definite(line.forms[last])
        and bare(line.forms[last]) in load_demonyms()
        and last not in line.mentions
    ):
        last += 1
    return Phrase(first, last, skip, head, kind if kind != "other" else "organisation")  # type: ignore[arg-type]


def _extend(line: Line, at: int, *, closed: bool) -> int:
    start, named = at, False
    while at < min(len(line.forms), start + _LONGEST):
        form = line.forms[at]
        if form in OPENING and not closed and (end := _find_closing(line, at)):
            return end
        if at in line.timed or not is_word(form):
            break
        mention = line.mentions.get(at)
        if mention:
            if mention[2] or named:
                break
            at, closed, named = mention[0], True, mention[1] == "person"
            continue
        if named or not _goes_on(line, at, closed=closed):
            break
        closed = closed or is_definite(form)
        at += 1
    return at


def _add_owner(line: Line, at: int) -> int:
    """Pass «للجيش» behind «دورية»."""
    if (
        at >= len(line.forms)
        or is_definite(line.forms[at - 1])
        or at - 1 in line.mentions
        or not line.forms[at].startswith("لل")
    ):
        return at
    return _extend(line, at + 1, closed=True) if bare(line.forms[at]) in load_actors() else at


@functools.cache
def _adjectives() -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", "events_adjectives")))


def _concords(noun: str, adjective: str) -> bool:
    """False for «المتظاهرون | الطرق», «الشرطة | المحتج»: a plural in ون and a noun in ة have adjectives like them."""
    if not adjective.endswith(_MARKED) and bare(adjective) not in _adjectives():
        return False  # «السكان | الالتزام»
    if bare(noun) in load_men() and adjective.endswith("ه"):
        return False  # «الوزير | الصحافة»
    if noun.endswith("ون"):
        return adjective.endswith("ون")
    return not (noun.endswith("ه") and is_definite(noun)) or adjective.endswith(("ه", "ي"))


def _find_closing(line: Line, at: int) -> int | None:
    return next((i + 1 for i in range(at + 2, min(at + 8, len(line.forms))) if line.forms[i] in CLOSING), None)


def _goes_on(line: Line, at: int, *, closed: bool) -> bool:
    """True where the word still belongs to the phrase before it."""
    form, before = line.forms[at], line.forms[at - 1]
    if classes_of(form) & _STOPPING or (form.startswith("و") and form not in _whole()):
        return False
    if form.startswith(("لل", "بال")):
        return False
    if closed:
        # «استقبل الرئيس | الوزير»
        new = bare(form) not in load_demonyms() and is_actor(form) and is_definite(before)
        return is_definite(form) and not new and _concords(before, form)
    if is_definite(form):
        return not before.endswith(_PLURAL)
    if bare(form) in load_demonyms() or (form.endswith(_ADJECTIVE) and not is_actor(form)):
        return True
    if form.endswith("ا") or before.endswith(_PLURAL) or any(r.form in ("past", "present") for r in read_word(form)):
        return form.endswith(("ون", "ين")) and before.endswith(_PLURAL)
    after = line.forms[at + 1] if at + 1 < len(line.forms) else ""
    return is_actor(form) or is_definite(after) or at + 1 in line.mentions


def starts_whole(form: str) -> bool:
    """True where the first letter of a word is no conjunction: وزير, وكالة."""
    return form in _whole()


_BOUNDS = tuple(tuple(fold(phrase).split()) for phrase in load_list("ar", "events_bounds"))


@functools.cache
def _whole() -> frozenset[str]:
    """Words whose first letter is no conjunction: وزير, وكالة."""
    return frozenset(map(fold, load_list("ar", "whole_front")))
