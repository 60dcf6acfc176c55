"""The words that attribute, inflected: from one line of `cues_verbs.tsv` to every form that news writes.

A form is looked up folded and without و، ف، س before it. Verbs are known by their past and present, so hollow,
defective and doubled verbs need no theory here: endings are put on what the table gives.
"""

import functools
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.statements.grammar import fold_phrase
from riwaya.text import fold

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


class Cue(NamedTuple):
    """A form of an attributing word, as it agrees with whoever speaks."""

    verb: Verb
    form: Form
    gender: Gender
    number: Number
    person: int  # 3, or 1 where the speaker speaks of himself
    suffix: str  # the pronoun joined to it: قوله, وصفها
    joined: str  # the conjunction written before it: و, ف or nothing

    @property
    def takes(self) -> frozenset[str]:
        """What may stand before its complementiser; "" is nothing."""
        return _taken(self.verb.takes)


_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "ني", "ي", "كم", "ك")
_OF_SPEAKER: dict[str, tuple[Gender, Number]] = {
    "ه": ("m", "one"), "ها": ("f", "one"), "هم": ("m", "many"), "هما": ("", "two"), "هن": ("f", "many"),
}  # fmt: skip


@functools.cache
def _taken(takes: tuple[str, ...]) -> frozenset[str]:
    return frozenset("" if t == "0" else fold_phrase(t) for t in takes)


def read_cue(form: str, language: str = "ar") -> Cue | None:
    """Give the attributing word that a folded form is, or None.

    >>> cue = read_cue("واضافت")
    >>> cue.verb.past, cue.form, cue.gender, cue.joined
    ('أضاف', 'past', 'f', 'و')
    """
    forms = _forms(language)
    if cue := forms.get(form):
        return cue
    if form[:1] in ("و", "ف") and (cue := forms.get(form[1:])):
        return cue._replace(joined=form[0])
    return None


@functools.cache
def _forms(language: str) -> dict[str, Cue]:
    forms: dict[str, Cue] = {}
    verbs = load_table(language, "cues_verbs", Verb, "past")
    for inflect in (_past, _participle, _noun, _present):  # «ونقل» is he carried, not we say
        for verb in verbs:
            for written, cue in inflect(verb):
                forms.setdefault(fold(written), cue)
    for form in load_list(language, "cues_unread"):
        forms.pop(fold(form), None)
    return forms


def _cue(verb: Verb, form: Form, gender: Gender, number: Number, suffix: str = "", person: int = 3) -> Cue:
    return Cue(verb, form, gender, number, person, suffix, "")


def _past(verb: Verb) -> list[tuple[str, Cue]]:
    if verb.group == "gist":
        return []
    stem = verb.past
    weak = stem.endswith(("ى", "ا"))
    bare = stem[:-1] if weak else stem
    if not weak and stem.endswith("ي"):  # خشي
        bare = stem[:-1] + "ي"
    dual = bare + ("ي" if stem.endswith("ى") else "و" if weak else "")
    forms: list[tuple[str, Gender, Number]] = [
        (stem, "m", "one"), (bare + "ت", "f", "one"), (bare + "وا", "m", "many"),
        (dual + "ا", "m", "two"), (bare + "تا", "f", "two"), (dual + "ن", "f", "many"),
    ]  # fmt: skip
    plain = [(w, _cue(verb, "past", g, n)) for w, g, n in forms]
    joined = [(w.removesuffix("ا") if n == "many" and g == "m" else w.replace("ى", "ا"), g, n) for w, g, n in forms[:3]]
    return plain + [(w + s, _cue(verb, "past", g, n, s)) for w, g, n in joined for s in _PRONOUNS if s != "ي"]


def _present(verb: Verb) -> list[tuple[str, Cue]]:
    if verb.group == "gist":
        return []
    stem = verb.present
    weak = stem.endswith(("ى", "ي", "و"))
    bare = stem[:-1] if weak else stem
    forms: list[tuple[str, Gender, Number, int]] = []
    for stem_, bare_ in ((stem[1:], bare[1:]), (verb.short[1:], verb.short[1:])):
        if not stem_:
            continue
        forms += [
            ("ي" + stem_, "m", "one", 3), ("ت" + stem_, "f", "one", 3), ("ن" + stem_, "", "many", 1), ("أ" + stem_, "", "one", 1),
        ]  # fmt: skip
        if stem_ == stem[1:]:
            forms += [
                ("ي" + bare_ + "ون", "m", "many", 3), ("ي" + bare_ + "وا", "m", "many", 3),
                ("ي" + stem_.replace("ى", "ي") + "ان", "m", "two", 3), ("ت" + stem_.replace("ى", "ي") + "ان", "f", "two", 3),
            ]  # fmt: skip
    plain = [(w, _cue(verb, "present", g, n, "", p)) for w, g, n, p in forms]
    future = [("س" + w, cue) for w, cue in plain] + [("ل" + w, cue) for w, cue in plain if cue.person == 3]
    joined = [(w.replace("ى", "ا") + s, cue._replace(suffix=s)) for w, cue in plain[:2] for s in _PRONOUNS if s != "ي"]
    return plain + future + joined


def _participle(verb: Verb) -> list[tuple[str, Cue]]:
    """Only as an adverbial: «مضيفا أن», never the noun «المتحدث»."""
    stem = verb.participle
    if not stem or verb.group == "gist":
        return []
    bare = stem if stem.endswith(("ء", "ي")) else stem
    weak = len(stem) > 2 and verb.present.endswith(("ي", "ى", "و")) and not stem.endswith("ي")
    root = stem + "ي" if weak else bare
    forms: list[tuple[str, Gender, Number]] = [
        (root + "ا", "m", "one"), (root + "ة", "f", "one"), (stem + "ين", "m", "many"),
        (root + "ين", "m", "two"), (root + "تين", "f", "two"), (root + "ات", "f", "many"),
    ]  # fmt: skip
    return [(w, _cue(verb, "participle", g, n)) for w, g, n in forms]


def _noun(verb: Verb) -> list[tuple[str, Cue]]:
    """With the speaker's pronoun: «قوله إن», «وتأكيدها أن», «بقوله»."""
    if not verb.noun or verb.group == "act":
        return []
    stem = verb.noun
    base = stem[:-1] + "ت" if stem.endswith("ة") else stem
    return [
        (before + base + s, _cue(verb, "noun", g, n, s)) for before in ("", "ب") for s, (g, n) in _OF_SPEAKER.items()
    ]
