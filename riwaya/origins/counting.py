"""Traces put together: one origin for each name in its spellings, one for each untraced family."""

import functools
from collections import defaultdict
from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from riwaya.lexicon import load_list
from riwaya.origins.roster import media_kinds, sounds_alike
from riwaya.records import Evidence, Origin, OriginBasis, Origins
from riwaya.text import find_words, fold

_ARTICLE = 2  # letters of the article of a foreign name
_FIRST = ("own reporting", "credit", "translation", "quotation", "retelling")  # the plainest basis names the origin


class Near(IntEnum):
    """How near an origin stands to the words, as a page has it."""

    FAR = 0  # the page as a whole credits it
    CARRIED = 1  # a medium gives them: «نقلت ضفاف عن الوزير»
    PUBLISHED = 2  # the speaker gave them out: «قال الوزير في بيان»
    TOLD = 3  # a medium was told them: «قال الوزير لضفاف»


HEARD = frozenset({Near.CARRIED, Near.TOLD})


class Trace(NamedTuple):
    """One origin that one article leads to."""

    name: str
    basis: OriginBasis
    evidence: tuple[Evidence, ...] = ()
    near: Near = Near.FAR

    @property
    def is_heard(self) -> bool:
        """True where the page says that this medium has the very words."""
        return self.near in HEARD


def count_origins(traces: Mapping[str, list[Trace]], families: Mapping[str, str]) -> Origins:
    """Count the origins that articles lead to, most articles first; what leads nowhere counts once a family."""
    named: dict[str, list[tuple[str, Trace]]] = {}
    for article, found in sorted(traces.items()):
        for trace in found:
            named.setdefault(_find_name(trace.name, named), []).append((article, trace))
    lost: defaultdict[str, list[str]] = defaultdict(list)
    for article, found in sorted(traces.items()):
        if not found:
            lost[families[article]].append(article)
    origins = [_make_origin(name, led) for name, led in named.items()]
    origins.sort(key=lambda origin: (-len(origin.articles), origin.name or ""))
    unknown = [Origin(name=None, basis="unknown", articles=tuple(articles)) for _, articles in sorted(lost.items())]
    return Origins(
        named=len(origins),
        untraced=len(unknown),
        at_most=len(origins) + len(unknown),
        list=(*origins, *unknown),
    )


def _make_origin(name: str, led: list[tuple[str, Trace]]) -> Origin:
    bases = {trace.basis for _, trace in led}
    evidence = dict.fromkeys(piece for _, trace in led for piece in trace.evidence)
    return Origin(
        name=name,
        basis=next(basis for basis in _FIRST if basis in bases),
        articles=tuple(dict.fromkeys(article for article, _ in led)),
        evidence=tuple(evidence),
    )


def _find_name(name: str, known: Mapping[str, object]) -> str:
    """Give the name under which an origin is known already, whatever its spelling; else its own."""
    return next((other for other in known if is_same_name(name, other)), name)


def is_same_name(a: str, b: str) -> bool:
    """Tell whether two names of media or speakers are one, word by word.

    >>> is_same_name("قناة الجادة", "الجادة"), is_same_name("ستروغان", "ستروجان"), is_same_name("سانا", "واس")
    (True, True, False)
    >>> is_same_name("وكالة ضفاف", "و ض أ")
    True
    """
    if a == b:
        return True
    one, other = _bare(a), _bare(b)
    if _are_initials(find_words(a), other) or _are_initials(find_words(b), one):
        return True
    if "".join(one) == "".join(other):  # «الضفة2»
        return True
    return len(one) == len(other) and all(map(sounds_alike, one, other))


def _are_initials(letters: list[str], words: list[str]) -> bool:
    """Tell whether single letters stand for an agency's name with وكالة before it and أنباء behind: «و ض أ», «ضفاف»."""
    middle = [word[0] for word in words]
    return letters == [_ends()[0], *middle, _ends()[1]]


@functools.cache
def _ends() -> tuple[str, str]:
    first, last = (fold(word)[0] for word in load_list("ar", "origins_initials"))
    return first, last


def _bare(name: str) -> list[str]:
    words = find_words(name)
    has_article = (
        len(words) > 1 and len(words[0]) == _ARTICLE and len(words[1]) > _ARTICLE + 1
    )  # «لو جورنال», «ذا فيرج»
    return words[1:] if len(words) > 1 and (has_article or words[0] in media_kinds()) else words
