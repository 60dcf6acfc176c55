"""From one line of `cues_verbs.tsv` to every form that news writes.

Verbs are known by their past and present, so hollow, defective and doubled verbs need no theory here: endings are
put on what the table gives.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

Group = Literal["say", "deny", "carry", "stand", "call", "ask", "hold", "find", "act", "gist"]
Form = Literal["past", "present", "participle", "noun"]
Gender = Literal["m", "f", ""]
Number = Literal["one", "two", "many", ""]


class Verb(Struct, frozen=True, kw_only=True):
    """One line of the table; its first lines say what the columns mean."""

    past: str
    present: str
    short: str = ""
    participle: str = ""
    noun: str = ""
    takes: tuple[str, ...]
    group: Group


class Inflected(NamedTuple):
    """A written form and how it agrees. `suffix` is the pronoun joined to it: قوله, وصفها."""

    written: str
    form: Form
    gender: Gender
    number: Number
    person: int = 3  # or 1, where the speaker speaks of himself
    suffix: str = ""


_OBJECTS = ("ه", "ها", "هم", "هما", "هن", "ني")
_OWNERS: tuple[tuple[str, Gender, Number], ...] = (
    ("ه", "m", "one"), ("ها", "f", "one"), ("هم", "m", "many"), ("هما", "", "two"), ("هن", "f", "many"),
)  # fmt: skip
_WEAK = ("ى", "ا", "ي", "و")


def inflect(verb: Verb) -> Iterator[Inflected]:
    """Give the forms of a verb: past, participle, verbal noun, present, in this order."""
    if verb.group != "gist":
        yield from _past(verb)
        yield from _participle(verb)
    if verb.group != "act":
        yield from _noun(verb)
    if verb.group != "gist":
        yield from _present(verb)


def _past(verb: Verb) -> Iterator[Inflected]:
    stem = verb.past
    weak = stem.endswith(("ى", "ا"))
    bare = stem[:-1] if weak else stem
    dual = bare + ("ي" if stem.endswith("ى") else "و" if weak else "")
    before_object = stem.replace("ى", "ا")
    yield Inflected(stem, "past", "m", "one")
    yield Inflected(bare + "ت", "past", "f", "one")
    yield Inflected(bare + "وا", "past", "m", "many")
    yield Inflected(dual + "ا", "past", "m", "two")
    yield Inflected(bare + "تا", "past", "f", "two")
    yield Inflected(dual + "ن", "past", "f", "many")
    for suffix in _OBJECTS:
        yield Inflected(before_object + suffix, "past", "m", "one", suffix=suffix)
        yield Inflected(bare + "ت" + suffix, "past", "f", "one", suffix=suffix)
        yield Inflected(bare + "و" + suffix, "past", "m", "many", suffix=suffix)


def _present(verb: Verb) -> Iterator[Inflected]:
    for stem in filter(None, (verb.present[1:], verb.short[1:])):
        for plain in _persons(stem):
            yield plain
            if stem == verb.present[1:]:  # «حادث سير» is no future
                yield plain._replace(written="س" + plain.written)
            if plain.person == 3:
                yield plain._replace(written="ل" + plain.written)  # «ليؤكد أن»
    stem = verb.present[1:].replace("ى", "ا")
    for suffix in _OBJECTS:
        yield Inflected("ي" + stem + suffix, "present", "m", "one", suffix=suffix)
        yield Inflected("ت" + stem + suffix, "present", "f", "one", suffix=suffix)


def _persons(stem: str) -> Iterator[Inflected]:
    plural = stem[:-1] if stem.endswith(_WEAK) else stem
    dual = stem.replace("ى", "ي") + "ان"
    yield Inflected("ي" + stem, "present", "m", "one")
    yield Inflected("ت" + stem, "present", "f", "one")
    yield Inflected("ن" + stem, "present", "", "many", 1)
    yield Inflected("أ" + stem, "present", "", "one", 1)
    yield Inflected("ي" + plural + "ون", "present", "m", "many")
    yield Inflected("ي" + plural + "وا", "present", "m", "many")
    yield Inflected("ي" + dual, "present", "m", "two")
    yield Inflected("ت" + dual, "present", "f", "two")


def _participle(verb: Verb) -> Iterator[Inflected]:
    """Only as an adverbial: «مضيفا أن», never the noun «المتحدث»; «لافتات», «مذكرات» are nouns wherever they stand."""
    stem = verb.participle
    if not stem:
        return
    weak = verb.present.endswith(_WEAK) and len(stem) > 2 and not stem.endswith("ي")
    root = stem + "ي" if weak else stem
    yield Inflected(root + "ا", "participle", "m", "one")
    yield Inflected(root + "ة", "participle", "f", "one")
    yield Inflected(stem + "ين", "participle", "m", "many")
    yield Inflected(root + "تين", "participle", "f", "two")


def bare_nouns(verb: Verb) -> Iterator[str]:
    """Give the verbal noun as it stands before its speaker: «إعلان الجيش أن», «تحذيرات الخبراء من أن»."""
    if verb.noun and verb.group in ("say", "deny"):
        for noun in (verb.noun, verb.noun.removesuffix("ة") + "ات"):
            yield from (noun, "ب" + noun, "ل" + noun)


def _noun(verb: Verb) -> Iterator[Inflected]:
    """With the speaker's pronoun: «قوله إن», «وتأكيدها أن», «بقوله»."""
    stem = verb.noun[:-1] + "ت" if verb.noun.endswith("ة") else verb.noun
    stems = (stem, stem[:-1] + "ئ", stem[:-1] + "ؤ") if stem.endswith("اء") else (stem,)  # «ادعائها»
    for one in filter(None, stems):
        for before in ("", "ب"):
            for suffix, gender, number in _OWNERS:
                yield Inflected(before + one + suffix, "noun", gender, number, suffix=suffix)
