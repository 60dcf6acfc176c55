"""The acts that a written word may name: verbs in all their forms, verbal nouns and other nouns, from the tables."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.text import fold, is_spelled, load_folded

Form = Literal["past", "present", "participle", "noun"]
_OBJECTS = ("ه", "ها", "هم", "هما", "هن", "ني", "نا", "ك")
_OWNERS = ("ه", "ها", "هم", "هما", "هن", "نا")
PRONOUNS = ("", "ه", "ها", "هم")  # behind a preposition
_WEAK = ("ى", "ا", "ي", "و")
_JOINED = ("", "و", "ف")
# what may stand between a conjunction and a noun
_FRONTS = ("", "ال", "ب", "بال", "ل", "لل", "ك", "كال")


class _Verb(Struct, frozen=True, kw_only=True):
    """A row of `events_verbs.tsv`, which says what its columns mean."""

    act: str
    present: str = ""
    short: str = ""
    passive: str = ""
    participle: str = ""
    noun: tuple[str, ...] = ()
    type: str
    mode: str = ""
    cameo: str
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()


class _Noun(Struct, frozen=True, kw_only=True):
    """A row of `events_nouns.tsv`."""

    noun: tuple[str, ...]
    type: str
    mode: str = ""
    cameo: str
    of: Literal["actor", "recipient", "subject", "same"] = "actor"
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()


class Act(NamedTuple):
    """One meaning of a verb or noun: its place in PLOVER, and where its recipient stands."""

    name: str
    type: str
    mode: str
    cameo: str
    takes: tuple[str, ...]
    needs: frozenset[str]
    bars: frozenset[str]
    of: Literal["actor", "recipient", "subject", "same"]
    passive: bool  # its past may be read as a passive: «اعتقل ناشط»


class Reading(NamedTuple):
    """One way to read a written word. `skip`: letters of a conjunction and particle before it."""

    act: Act | None  # None: a verb that only carries the noun of an act
    form: Form
    gender: Literal["m", "f", ""] = ""
    number: Literal["one", "many", ""] = ""
    suffix: str = ""
    skip: int = 0
    front: str = ""  # the particle or article: ال, ب, لل
    coming: bool = False  # «سيزور»
    wished: bool = False  # «ليزور»
    hollow: bool = False  # a passive by its letters: «أصيب»
    written: str = ""  # the word as its table writes it, with its hamza


def read_word(form: str) -> tuple[Reading, ...]:
    """Give what acts a folded word may name, a verb before a noun.

    >>> [(r.act.type, r.form, r.coming) for r in read_word("وسيزور") if r.act]
    [('CONSULT', 'present', True)]
    """
    readings = read_letters(form)
    return () if readings and _find_false(form) else readings


def read_token(form: str, text: str) -> tuple[Reading, ...]:
    """Give what acts a folded word may name as it is written: «هنأ» congratulates, «هنا» is here.

    >>> [bool(read_token("هنا", text)) for text in ("هنأ", "هنا")]
    [True, False]
    """
    readings = read_letters(form)
    false = _find_false(form) if readings else None
    if false and is_spelled(text, false):
        return ()
    return tuple(reading for reading in readings if is_spelled(text, reading.written))


def _find_false(form: str) -> str | None:
    """Give the word that a folded form is, with a conjunction or not, where it is one that names no act."""
    joined = form[:1] in _JOINED and form not in load_folded("ar", "whole_front")
    return _load_false().get(form) or (_load_false().get(form[1:]) if joined else None)


@functools.cache
def _load_false() -> dict[str, str]:
    return {fold(word): word for word in load_list("ar", "events_false")}


@functools.lru_cache(maxsize=1 << 17)
def read_letters(form: str) -> tuple[Reading, ...]:
    """Give what acts the letters of a folded word may name, false ones too."""
    verbs, nouns = _forms()
    found: list[Reading] = []
    for joined in _JOINED if form not in load_folded("ar", "whole_front") else ("",):
        if not form.startswith(joined) or len(form) - len(joined) < 2:
            continue
        word = form[len(joined) :]
        found += [reading._replace(skip=len(joined)) for reading in verbs.get(word, ())]
        for front in _FRONTS:
            if word.startswith(front) and (bare := word[len(front) :]) in nouns:
                skip = len(joined) + (len(front) if front in ("ب", "ل", "ك") else max(0, len(front) - 2))
                found += [
                    r._replace(skip=skip, front=front)
                    for r in nouns[bare]
                    if not (front[-1:] == "ل" and r.suffix and len(front) > 1)
                ]
        if found:
            break
    return tuple(found)


@functools.cache
def _forms() -> tuple[dict[str, list[Reading]], dict[str, list[Reading]]]:
    verbs: dict[str, list[Reading]] = defaultdict(list)
    nouns: dict[str, list[Reading]] = defaultdict(list)
    for row in load_table("ar", "events_verbs", _Verb, "act"):
        act = _make_act(row)
        for written, reading in _inflect(row.act.split()[0], row, act):
            if len(fold(written)) > 2 or written == row.act:
                verbs[fold(written)].append(reading._replace(written=written))
        for noun in row.noun:
            _add_noun(nouns, noun, act._replace(of=_owner(row)))
    for other in load_table("ar", "events_nouns", _Noun, "noun"):
        act = _make_act(other)
        for noun in other.noun:
            _add_noun(nouns, noun.split()[0], act)
    for line in load_list("ar", "events_light"):
        past, present = line.split()
        light = _Verb(act=past, present=present, type="", cameo="")
        for written, reading in _inflect(past, light, None):
            verbs.setdefault(fold(written), []).append(reading._replace(written=written))
    return dict(verbs), dict(nouns)


def _owner(row: _Verb) -> Literal["actor", "recipient"]:
    """Who stands in the genitive after a verbal noun: «اغتيال الوزير» he undergoes, «زيارة الوزير» he does."""
    undergoes = {"object", "passive"} & set(row.takes) and row.act not in load_list("ar", "events_by")
    return "recipient" if undergoes else "actor"


def _make_act(row: _Verb | _Noun) -> Act:
    return Act(
        name=row.act if isinstance(row, _Verb) else row.noun[0],
        type=row.type,
        mode=row.mode,
        cameo=row.cameo,
        takes=tuple(map(fold, row.takes)),
        needs=frozenset(form for word in row.needs for form in _decline(fold(word))),
        bars=frozenset(map(fold, row.bars)),
        of="actor" if isinstance(row, _Verb) else row.of,
        passive=isinstance(row, _Verb) and bool(row.passive),
    )


def _decline(word: str) -> tuple[str, ...]:
    """Give a noun as it is written with a pronoun and in the dual: قوات, قواته; طائره, طائرته, طائرتين."""
    if word in load_folded("ar", "prepositions"):
        return tuple(word + end for end in PRONOUNS)  # «معا» is not «مع»
    stem = word[:-1] + "ت" if word.endswith("ه") else word
    if word.endswith("ون"):
        return word, word[:-2] + "ين"
    owned = () if word.startswith("ال") else ("ه", "ها", "هم", "ي")
    return (word, word + "ا", *(stem + end for end in ("ين", "ان", *owned)))


def _add_noun(nouns: dict[str, list[Reading]], noun: str, act: Act) -> None:
    for written, owner in _write_noun(noun):
        nouns[fold(written)].append(Reading(act, "noun", suffix=owner, written=written))


def _write_noun(noun: str) -> Iterator[tuple[str, str]]:
    """Give a noun in its forms, each with the pronoun that is written on to it."""
    yield noun, ""
    stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
    if not noun.endswith(("ة", "ات")):
        yield noun + "ا", ""
    if not noun.endswith("ات"):
        yield from ((stem + dual, "") for dual in ("ين", "ان"))
    yield from ((stem + owner, owner) for owner in _OWNERS)


def _inflect(past: str, row: _Verb, act: Act | None) -> Iterator[tuple[str, Reading]]:
    owned = _OBJECTS if act is None or {"object", "passive", "thing"} & set(row.takes) else ()
    yield from _pasts(past, Reading(act, "past"), owned)
    if row.passive and fold(row.passive) != fold(past):
        yield from _pasts(row.passive, Reading(act, "past", hollow=True), owned)
    for stem in filter(None, (row.present.split(" ")[0][1:], row.short[1:])):
        yield from _presents(stem, Reading(act, "present"), owned)
    if row.participle:
        root = row.participle + ("ي" if row.present.endswith(_WEAK) and not row.participle.endswith("ي") else "")
        word = Reading(act, "participle")
        yield root + "ا", word._replace(gender="m", number="one")
        yield root + "ة", word._replace(gender="f", number="one")
        yield row.participle + "ين", word._replace(gender="m", number="many")


def _persons(word: Reading) -> tuple[Reading, Reading, Reading]:
    """Give the word for him, her and them."""
    him = word._replace(gender="m", number="one")
    return him, him._replace(gender="f"), him._replace(number="many")


def _pasts(stem: str, word: Reading, owned: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    """Give the past tense; with a pronoun as its object only where the act has one: «استقالته» is a noun."""
    bare = stem[:-1] if stem.endswith(("ى", "ا")) else stem
    one, she, many = _persons(word)
    yield stem, one
    yield bare + "ت", she
    yield bare + "وا", many
    yield bare + ("يا" if stem.endswith("ى") else "ا"), many
    yield bare + "تا", she._replace(number="many")
    for suffix in owned:
        yield stem.replace("ى", "ا") + suffix, one._replace(suffix=suffix)
        yield bare + "ت" + suffix, she._replace(suffix=suffix)
        yield bare + "و" + suffix, many._replace(suffix=suffix)


def _presents(stem: str, word: Reading, owned: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    plural = stem[:-1] if stem.endswith(_WEAK) else stem
    one, she, many = _persons(word)
    bare = [("ي" + stem, one), ("ت" + stem, she), ("ن" + stem, word)]
    bare += [("ي" + plural + "ون", many), ("ي" + plural + "وا", many), ("ي" + stem + "ان", many)]
    bare += [("ي" + stem.replace("ى", "ا") + s, one._replace(suffix=s)) for s in owned]
    bare += [("ت" + stem.replace("ى", "ا") + s, she._replace(suffix=s)) for s in owned]
    for written, reading in bare:
        yield written, reading
        yield "س" + written, reading._replace(coming=True)
        yield "ل" + written, reading._replace(wished=True)
