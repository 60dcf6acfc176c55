"""A person's corrections, applied to figures: by the words that they quote and the articles that those stand in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from riwaya.actors.families import Member, Place
from riwaya.actors.written import trim_name
from riwaya.corrections import find_in_force
from riwaya.records import Correction, Quoted
from riwaya.text import fold


class Orders(NamedTuple):
    """What corrections ask for."""

    wards: Mapping[Place, str]  # figures set apart: only those of one ward may be joined
    merges: Sequence[Sequence[Place]]  # figures that are one
    names: Mapping[Place, str]


def apply_corrections(members: Iterable[Member], corrections: Sequence[Correction]) -> Orders:
    """Give what corrections ask for, those undone left out; of two that disagree, the later.

    A quotation means every figure that is written so: in the article that it names, else in all.
    """
    wanted = [c for c in find_in_force(corrections) if c.of == "actor"]
    written = _index(members) if wanted else {}
    wards: dict[Place, str] = {}
    merges: list[list[Place]] = []
    names: dict[Place, str] = {}
    for correction in wanted:
        ones = _find_all(correction.members, written)
        match correction.kind:
            case "merge":
                together = [*ones, *_find_all(correction.others, written)]
                for place in together:
                    wards.pop(place, None)
                merges.append(together)
            case "split" | "is-not":
                merges = [[place for place in merged if place not in ones] for merged in merges]
                wards.update((p, correction.id if correction.kind == "split" else f"{correction.id} {p}") for p in ones)
            case "rename":
                names.update((place, correction.name) for place in ones if correction.name)
    return Orders(wards, merges, names)


def _index(members: Iterable[Member]) -> dict[str, list[Member]]:
    written: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        for form in {fold(form) for form in (member.figure.name, *member.figure.forms)}:
            written[form].append(member)
    return written


def _find_all(quoted: Iterable[Quoted], written: Mapping[str, Sequence[Member]]) -> list[Place]:
    found = (
        member for quote in quoted for member in _find_written(quote.text, written) if _is_in(member, quote.article)
    )
    return list(dict.fromkeys(member.place for member in found))


def _find_written(text: str, written: Mapping[str, Sequence[Member]]) -> Sequence[Member]:
    """«الرئيس ستروغان» quotes whoever is written «ستروغان» where nobody's form has the title."""
    return written.get(fold(text)) or written.get(fold(trim_name(text)), ())


def _is_in(member: Member, article: str | None) -> bool:
    return article is None or article in (member.source, member.place[0])
