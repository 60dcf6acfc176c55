"""Where a noun phrase begins and ends: «عشرات من المتظاهرين», «وزير الخارجية الروسي سيرغي لافروف».

Arabic writes no commas between subject and object; an article or a name closes a phrase, and what may stand behind
it is an
adjective with the article, or the name behind its title.
"""

import functools
from typing import Literal, NamedTuple

from riwaya.events.acts import read_word
from riwaya.events.concord import STOPPING, goes_on, is_surname, is_tag, is_told
from riwaya.events.lines import (
    CLOSING,
    OPENING,
    Line,
    bare,
    classes_of,
    is_actor,
    load_actors,
    load_countries,
    load_roles,
    restore_article,
)
from riwaya.events.realms import is_called, is_strange
from riwaya.lexicon import load_list
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

Kind = Literal["person", "organisation", "place", "actor", "crowd", "thing", "other"]
_LONGEST = 12  # tokens
_OF = ("من", "في")
_PARTICLES = ("ب", "ل", "ك")
_OWNERS = ("هم", "ها", "ه")


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
    return _read_common(line, first, head, skip)


def _read_common(line: Line, first: int, head: int, skip: int) -> Phrase | None:
    """Give the phrase whose first noun is no name."""
    form = line.forms[head][skip if head == first else 0 :]
    if skip and head == first and line.forms[head].startswith("لل"):
        form = fold(restore_article(form))  # «للسكان»
    reason = head > first and "against" in classes_of(form)  # «تظاهر آلاف | احتجاجا على»
    if "often" in classes_of(form):
        return None  # «عدة | مرات»
    if not is_word(form) or classes_of(form) & STOPPING or reason:
        return (
            Phrase(first, head, skip, head - 1, "actor") if head > first and not line.forms[first].isdigit() else None
        )
    kind = _kind_of(form)
    if (
        kind == "other"
        and form[:1] in _PARTICLES
        and form not in load_folded("ar", "whole_front")
        and form not in load_folded("ar", "events_own")
        and head == first
        and not skip
        and not classes_of(form) - {"wish", "hand"}
    ):
        return None  # «بضمان», «لمدة»
    if form.startswith(("لل", "بال")) and form not in load_folded("ar", "whole_front") and not skip:
        return None
    verb = _is_present(form) or any(r.form in ("past", "present") for r in read_word(form))
    if form in load_folded("ar", "events_self") or (verb and kind in ("other", "thing")):
        return None  # «فجر | نفسه»
    if kind == "other" and head > first:
        kind = _kind_of_counted(form)
    owned = form in load_folded("ar", "events_own")  # «بلاده | تتخلى»
    last = _extend(line, head + 1, closed=is_definite(form) or owned or form in load_countries())
    if kind == "actor":
        last = _add_name(line, _add_origin(line, _add_matter(line, head, last)))
    if kind == "thing":
        last = _add_owner(line, last)
    return Phrase(first, last, skip, head, kind)


def name_strange(line: Line, phrase: Phrase) -> Phrase:
    """Take a word that the news hardly has for a country: «اتهمت | سيلدافيا | الجيش»."""
    strange = (
        phrase.kind == "other" and phrase.head == phrase.first and is_strange(line.forms[phrase.head][phrase.skip :])
    )
    return phrase._replace(kind="place", last=phrase.head + 1) if strange else phrase


def _kind_of_counted(form: str) -> Kind:
    """Give the kind of whom a number counts: «عشرات | الغاضبين», «ثلاثة من | ضباطها»."""
    owner = next((end for end in _OWNERS if form.endswith(end)), "")
    owned = owner and is_actor(form.removesuffix(owner))
    return "crowd" if form.endswith(("ون", "ين")) else "actor" if owned else "other"


def _is_present(form: str) -> bool:
    """True for «يعمل», «يتوقع»: a word in ي that no table knows is a verb."""
    return form.startswith("ي") and len(form) > 3 and form not in load_folded("ar", "events_ya")


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
    if is_actor(form):
        return "actor"
    return "crowd" if _is_people(form) else "thing" if bare(form) in load_folded("ar", "events_things") else "other"


@functools.lru_cache(maxsize=1 << 16)
def _is_people(form: str) -> bool:
    """True for «المتشددين», «انفصاليون»: a sound plural, with the article in ين; not for «الهجومين», «القانون»."""
    if form.endswith("ون") and form[form[0] in "وف"] in "يت" and not form.endswith("يون"):
        return False  # «يسيطرون»
    if not form.endswith("ون") and (not is_definite(form) or not form.endswith("ين") or form.endswith("تين")):
        return False
    word = bare(form)
    thing = word[:-2] in load_folded("ar", "events_things") or any(r.form == "noun" for r in read_word(word[:-2]))
    return len(word) > 4 and not thing and word not in load_folded("ar", "events_plurals")


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
    if (
        last == head + 1 < len(line.forms)
        and line.forms[last] in OPENING
        and bare(line.forms[head]) in load_roles("body")
    ):
        last = _find_closing(line, last) or last  # «منظمة | "راصد"»
    if last == head + 1 and is_called(line, last):
        last = line.mentions[last][0] if last in line.mentions else last + 1
    while (
        last < len(line.forms)
        and is_definite(line.forms[last])
        and is_told(line.forms[last])
        and last not in line.mentions
    ):
        last += 1
    last = _add_matter(line, head, last) if kind == "organisation" else last
    return Phrase(first, last, skip, head, kind if kind != "other" else "organisation")  # type: ignore[arg-type]


def _extend(line: Line, at: int, *, closed: bool) -> int:
    start, named = at, False
    while at < min(len(line.forms), start + _LONGEST):
        form = line.forms[at]
        if form in OPENING and not closed and (end := _find_closing(line, at)):
            return end
        if form == "#" and not closed and at + 1 < len(line.forms) and is_tag(line, at + 1):
            at, closed = line.mentions[at + 1][0] if at + 1 in line.mentions else at + 2, True
            continue  # «وزير خارجية #كوريا_الشمالية»
        if at in line.timed or not is_word(form):
            break
        mention = line.mentions.get(at)
        if mention and not (named and is_surname(line, at)):
            if mention[2] or named or (closed and mention[1] in ("place", "organisation")):
                break  # «توعدت الحركة | إسرائيل»
            at, closed, named = mention[0], True, mention[1] == "person"
            continue
        if not (is_surname(line, at) if named else goes_on(line, at, closed=closed)):
            break
        closed = closed or is_definite(form)
        at += 1
    return at


def _add_matter(line: Line, head: int, last: int) -> int:
    """Pass «والإسناد» behind «وزارة الدفاع»: one body for two matters, and not «وزير الدفاع والجيش»."""
    if not head + 1 < last < len(line.forms) or bare(line.forms[head]) not in load_folded("ar", "events_offices"):
        return last
    form = line.forms[last]
    second = form.startswith("وال") and not starts_whole(form) and last not in line.mentions and last not in line.timed
    before = line.forms[last - 1]
    plain = is_definite(before) and not before.endswith(("ين", "ون")) and not is_actor(form[1:])
    return _extend(line, last + 1, closed=True) if second and plain else last


def _add_owner(line: Line, at: int) -> int:
    """Pass «للجيش» behind «دورية», «تابعة لخفر السواحل» behind «زوارق»."""
    if at + 1 < len(line.forms) and "owned" in classes_of(line.forms[at]) and line.forms[at + 1].startswith("ل"):
        named = line.mentions.get(at + 1)
        return named[0] if named else _extend(line, at + 2, closed=line.forms[at + 1].startswith("لل"))
    if (
        at >= len(line.forms)
        or is_definite(line.forms[at - 1])
        or at - 1 in line.mentions
        or not line.forms[at].startswith("لل")
    ):
        return at
    return _extend(line, at + 1, closed=True) if bare(line.forms[at]) in load_actors() else at


def _add_name(line: Line, at: int) -> int:
    """Pass «للحزب سليم حداد» behind «الأمين العام», «باسم الجيش سليم حداد» behind «المتحدث»: a title in two parts."""
    if at + 1 >= len(line.forms) or at in line.timed or at - 1 in line.mentions:
        return at
    form = line.forms[at]
    joined = form.startswith("لل") or (at in line.mentions and line.mentions[at][2] > 0)
    if not joined and "titled" not in classes_of(form):
        return at
    first = at if joined else at + 1
    if first in line.mentions:
        last = line.mentions[first][0]
    else:
        last = _extend(line, first + 1, closed=is_definite(line.forms[first]))
    rank = last < len(line.forms) and bare(line.forms[last]) in load_folded("ar", "events_honours")
    named = line.mentions.get(last + 1 if rank else last)  # «المتحدث باسم الجيش | العميد سليم حداد»
    inside = line.mentions.get(last - 1) or next(
        (m for i, m in line.mentions.items() if first < i and m[0] == last), None
    )
    if line.forms[at] == "باسم" or (inside and inside[1] == "person"):
        return last if not (named and named[1] == "person" and not named[2]) else named[0]
    return named[0] if named and named[1] == "person" and not named[2] else at


def _find_closing(line: Line, at: int) -> int | None:
    return next((i + 1 for i in range(at + 2, min(at + 8, len(line.forms))) if line.forms[i] in CLOSING), None)


def starts_whole(form: str) -> bool:
    """True where the first letter of a word is no conjunction: وزير, وكالة, وفدا."""
    return form in load_folded("ar", "whole_front") or form in load_actors()


_BOUNDS = tuple(tuple(fold(phrase).split()) for phrase in load_list("ar", "events_bounds"))
