"""Which figures of different articles are one, among those that share a key: by spelling and what speaks for it."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from riwaya.actors.written import Written, bare_words, cut_name, is_alike
from riwaya.names import is_settled, measure_spellings, skeleton, spelled_alike
from riwaya.records import Figure

Place = tuple[str, int]  # an article's id, and the place of a figure in its cast

_APART = {"sport", "arts"}  # fields whose people are not those of another field
_NEAR = 2  # figures that two must both stand with, where nothing else speaks for a spelling
_CLOSE = 0.05
_NEARLY = 0.18  # between two spellings of a name that a post vouches for
_LONG = 4  # consonants of a place whose name may be spelled in two ways
_MOST = 64  # spellings of one key that are held against each other


class Member(NamedTuple):
    """A figure of one article among those of others."""

    place: Place
    rank: tuple[dt.date, str, int]
    source: str
    figure: Figure


class Unions:
    """Sets of figures that grow together; each is found by its smallest place."""

    def __init__(self) -> None:
        self._above: dict[Place, Place] = {}

    def find(self, place: Place) -> Place:
        """Give the smallest place of the set that a place is in."""
        above = self._above
        while (up := above.get(place, place)) != place:
            above[place] = above.get(up, up)
            place = up
        return place

    def join_all(self, places: Iterable[Place]) -> None:
        """Make one set of all sets that these places are in."""
        roots = sorted({self.find(place) for place in places})
        for root in roots[1:]:
            self._above[root] = roots[0]


def join_named(bucket: Sequence[Member], unions: Unions) -> None:
    """Join figures of one name: spelled the same if nothing speaks against it, alike if something speaks for it."""
    spellings: dict[tuple[str, ...], list[Member]] = defaultdict(list)
    for member in bucket:
        spellings[_words(member.figure)].append(member)
    groups = {words: _part_namesakes(members) for words, members in sorted(spellings.items())}
    for parted in groups.values():
        for group in parted:
            unions.join_all(member.place for member in group)
    names = list(groups)[:_MOST]
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            if _is_spelling(groups[one][0][0].figure, one, other):
                _join_evident(groups[one], groups[other], unions, is_sure=_is_patronymic(one, other))


def _is_spelling(figure: Figure, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names may be spellings of one; names of bodies and places must be nearly the same."""
    if figure.kind == "person":
        return is_alike(_write(one), _write(other))
    return len(one) == len(other) and all(
        len(skeleton(a)) >= _LONG and measure_spellings(a, b) <= _CLOSE
        for a, b in zip(one, other, strict=True)
        if a != b
    )


def _part_namesakes(members: Sequence[Member]) -> list[list[Member]]:
    """Part things of one name where one is a club, else people of one name."""
    if members[0].figure.kind == "person":
        return _part_people(members)
    clubs = [m for m in members if m.figure.field or m.figure.kind == "organisation"]
    if any(member.figure.field for member in clubs) and len(clubs) < len(members):
        return [clubs, [member for member in members if member not in clubs]]
    return [list(members)]


def _part_people(members: Sequence[Member]) -> list[list[Member]]:
    """Part people by country, then by field. Whoever has neither goes with the rest where the rest are one."""
    groups: dict[tuple[str, str], list[Member]] = defaultdict(list)
    unsure: list[Member] = []
    for member in members:
        field = _part_field(member.figure)
        country = member.figure.country or ""
        if field in _APART:
            groups["", field].append(member)
        else:
            (groups[country, field] if country and field else unsure).append(member)
    parted = [group for _, group in sorted(groups.items())]
    homes = [_find_home(member.figure, parted) for member in unsure]
    homeless: dict[str, list[Member]] = defaultdict(list)
    for member, home in zip(unsure, homes, strict=True):
        field = _part_field(member.figure)
        own = homeless["" if not parted else field or str(member.place)]
        (own if home is None else parted[home]).append(member)
    return [group for group in (*parted, *homeless.values()) if group]


def _find_home(figure: Figure, groups: list[list[Member]]) -> int | None:
    """Give the one group that nothing speaks against; of several the one with his country, or his company; or None."""
    homes = [i for i, group in enumerate(groups) if not _conflict(figure, group[0].figure)]
    if len(homes) == 1:
        return homes[0]
    for read, least in ((_countries, 1), (_near, _NEAR)):
        own = set(read(figure))
        shared = [i for i in homes if len(own & {v for m in groups[i] for v in read(m.figure)}) >= least]
        if len(shared) == 1:
            return shared[0]
    return None


def _part_field(figure: Figure) -> str:
    """Give the field as far as it parts people: an officer may become a minister, a singer hardly a goalkeeper."""
    return figure.field if figure.field in _APART else "public" if figure.field else ""


def _conflict(a: Figure, b: Figure) -> bool:
    """Tell whether two figures cannot be one: of two fields far apart, or with public posts in two countries.

    An adjective without a post may be anything's: «نجم برشلونة الإسباني».
    """
    one, other = _part_field(a), _part_field(b)
    if not one or not other:
        return False
    return one != other or bool(one not in _APART and a.country and b.country and a.country != b.country)


def _is_patronymic(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """«هلال بن غانم السدراني» is «هلال السدراني» in full."""
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and tuple(w for w in long if w in short or not w.startswith("بن")) == short != long


def _join_evident(ones: list[list[Member]], others: list[list[Member]], unions: Unions, *, is_sure: bool) -> None:
    for one, other in itertools.product(ones, others):
        apart = any(_conflict(a.figure, b.figure) for a in one[:_MOST] for b in other[:_MOST])
        if not apart and (is_sure or _agree(one, other)):
            unions.join_all((one[0].place, other[0].place))


def _agree(one: list[Member], other: list[Member]) -> bool:
    """Tell whether two groups share a post, a country, or company: if they are of one field, a single one will do."""
    shared = [
        {value for m in one for value in read(m.figure)} & {value for m in other for value in read(m.figure)}
        for read in (_posts, _countries, _near)
    ]
    fields = {_part_field(m.figure) for m in one} & {_part_field(m.figure) for m in other} - {""}
    return bool(shared[0] or shared[1]) or len(shared[2]) >= (1 if fields else _NEAR)


def _posts(figure: Figure) -> Sequence[str]:
    return figure.posts


def _countries(figure: Figure) -> Sequence[str]:
    return (figure.country,) if figure.country else ()


def _near(figure: Figure) -> Sequence[str]:
    return figure.near


def join_holders(bucket: Sequence[Member], unions: Unions) -> None:
    """Join full names, spelled alike, of people with one post: «ميهاي ستروغان» and «ميخاي ستروجان», president both."""
    named: dict[tuple[str, ...], Member] = {}
    for member in bucket:
        if _is_full(member.figure):
            named.setdefault(_words(member.figure), member)
    names = sorted(named)[:_MOST]
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            settled = named[one].figure.key and named[other].figure.key
            if not settled and (is_alike(_write(one), _write(other)) or _is_nearly(one, other)):
                unions.join_all((named[one].place, named[other].place))


def _is_nearly(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Of one post, «إيلينا كوفاتش» and «هيلينا كوفاكس» are one, though neither sound nor letters of كوفاكس say so."""
    if len(one) != len(other):
        return False
    far = [(a, b) for a, b in zip(one, other, strict=True) if not spelled_alike(a, b)]
    return len(far) == 1 and not any(map(is_settled, far[0])) and measure_spellings(*far[0]) <= _NEARLY


def join_short(bucket: Sequence[Member], unions: Unions) -> None:
    """Join to the one person with a full name and this post the last names alone, and the office itself."""
    full: dict[Place, set[str]] = defaultdict(set)
    for member in bucket:
        if _is_full(member.figure):
            full[unions.find(member.place)] |= set(_words(member.figure)[1:])
    for member in bucket:
        figure = member.figure
        if _is_full(figure):
            continue
        if figure.kind != "person":
            found = list(full)
        else:
            found = [p for p, words in sorted(full.items()) if any(spelled_alike(_words(figure)[-1], w) for w in words)]
        if len(found) == 1:
            unions.join_all((found[0], member.place))
    _join_same([m for m in bucket if m.figure.kind == "person" and not _is_full(m.figure)], unions, is_named=bool(full))


def _join_same(short: Sequence[Member], unions: Unions, *, is_named: bool) -> None:
    """Where nobody with this post has a full name, one last name with one post is one person."""
    lasts: dict[str, list[Place]] = defaultdict(list)
    for member in short:
        lasts[skeleton(_words(member.figure)[-1])].append(member.place)
    for places in lasts.values() if not is_named else ():
        unions.join_all(places)


def _is_full(figure: Figure) -> bool:
    return figure.kind == "person" and (figure.key is not None or len(_words(figure)) > 1)


def _words(figure: Figure) -> tuple[str, ...]:
    return cut_name(figure.name).words if figure.kind == "person" else bare_words(figure.name)


def _write(words: tuple[str, ...]) -> Written:
    return Written(words, tuple(map(skeleton, words)))
