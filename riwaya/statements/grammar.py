"""The small words of a language, folded, by what they do in a sentence; `cues_grammar.tsv` says what each class is."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.errors import LexiconError
from riwaya.lexicon import load_list, load_table
from riwaya.text import fold

Words = frozenset[str]
NOTS = ("ألا", "بألا")  # أن and لا in one
PRONOUNS = ("ه", "ها", "هم", "هما")  # of «إنها», «إنهم»
_JOINS = (("next", ("", "و", "ف")), ("far", ("", "و")), ("ought", ("",)))  # on to words whose own أن stands so
BARE = "ان"  # «أن», «إن» without a pronoun, folded
_APART = frozenset(("على", *NOTS))  # what folds like another word, as the draught spells it


class _Word(Struct, frozen=True, kw_only=True):
    word: str
    classes: tuple[str, ...]


class _Bound(Struct, frozen=True, kw_only=True):
    word: str
    stands: tuple[Literal["next", "far", "ought"], ...]


class _Phrase(Struct, frozen=True, kw_only=True):
    phrase: str
    after: Literal["mark", "any", "inner"]


class Tail(NamedTuple):
    """A phrase with which the page takes the word back: «في إشارة إلى»; `marked` where only behind a mark.

    `inner` where it is whoever told of the words that takes it back.
    """

    words: tuple[str, ...]
    marked: bool
    inner: bool


class Grammar(Struct, frozen=True, gc=False):
    """Closed classes of words, folded; from `closed` on those that files of their own give."""

    that: Words
    byth: Words
    whose: Words
    before: Words
    negation: Words
    clause: Words
    been: Words
    saying: Words
    part: Words
    kunya: Words
    so: Words
    place: Words
    same: Words
    prayed: Words
    halt: Words
    therein: Words
    turn: Words
    own: Words
    whether: Words
    told: Words
    honour: Words
    named: Words
    found: Words
    meanwhile: Words
    after: Words
    topic: Words
    inside: Words
    remark: Words
    merely: Words
    according: Words
    turning: Words
    setting: Words
    despite: Words
    breaks: Words
    adverse: Words
    what: Words
    namely: Words
    those: Words
    he: Words
    she: Words
    also: Words
    because: Words
    reason: Words
    jussive: Words
    ranked: Words
    unnamed: Words
    within: Words
    behalf: Words
    tongue: Words
    mouth: Words
    highness: Words
    having: Words
    thus: Words
    save: Words
    topicalizer: Words
    mine: Words
    rank: Words
    latter: Words
    above: Words
    asking: Words
    among: Words
    was: Words
    supposed: Words
    himself: Words
    charge: Words
    sent: Words
    being: Words
    purpose: Words
    question: Words
    leading: Words
    asked: Words
    duty: Words
    then: Words
    every: Words
    too: Words
    matter: Words
    channel: Words
    by_it: Words
    in_it: Words
    asks: Words
    ending: Words
    closed: Words  # after these, أن opens nothing that was said
    far: Words  # their own أن stands a few words behind these
    ought: Words  # what is said behind these ought to be said, or may be
    silent: frozenset[tuple[str, ...]]  # the page's own voice
    through: frozenset[tuple[str, ...]]  # what turns to whoever was heard: «نقلا عن»
    divine: Mapping[str, Sequence[tuple[str, ...]]]  # what God is called, by its first word, the longest first: «تعالى»
    blessings: Mapping[str, Sequence[tuple[str, ...]]]  # what is said after the Prophet, by its first word
    tails: Mapping[str, Mapping[str, tuple[Tail, ...]]]  # by their first word and by their second, "" without one
    landmarks: Words  # all that may decide between a cue and its content, beside other cues


def fold_phrase(phrase: str) -> str:
    """Fold a phrase, but keep على apart from the name علي, and ألا from إلا."""
    return " ".join(word if word in _APART else fold(word) for word in phrase.split())


def heads_name(forms: Sequence[str], i: int) -> bool:
    """True where marks at token `i` hold a name: «قناة "..."», «لبرنامج التطعيم "..."»; not «جاء فيه "..."»."""
    words = load_grammar()
    if forms[i - 1] in words.therein:  # «فيه» is spelled like «فئة»
        return False
    far = i > 1 and forms[i - 1] not in words.before and _is_place(forms[i - 2], words.place)
    return far or _is_place(forms[i - 1], words.place)


def width_of_god(forms: Sequence[str], i: int) -> int:
    """How many words at token `i` stand for God's name: «قال | تعالى», «يقول | المولى عز وجل»."""
    return _width(load_grammar().divine, forms, i)


def width_of_blessing(forms: Sequence[str], i: int) -> int:
    """How many words at token `i` bless the Prophet: «قال | عليه الصلاة والسلام», «يقول | صلى الله عليه وسلم»."""
    return _width(load_grammar().blessings, forms, i)


def _width(phrases: Mapping[str, Sequence[tuple[str, ...]]], forms: Sequence[str], i: int) -> int:
    known = phrases.get(forms[i], ())
    return next((len(words) for words in known if tuple(forms[i : i + len(words)]) == words), 0)


def is_thus(form: str) -> bool:
    """True for what points back at words that were quoted: «"لم أنم"، هكذا وصف المزارع ليلته», «بهذه الكلمات»."""
    return form.removeprefix("و") in load_grammar().thus


def _is_place(form: str, place: Words) -> bool:
    owned = form.removesuffix("ها").removesuffix("ه")  # «روايته "..."»
    owned = owned[:-1] + "ه" if owned.endswith("ت") else owned
    return form in place or (form[:1] in ("ل", "ب", "و") and form[1:] in place) or (owned != form and owned in place)


@functools.cache
def load_grammar(language: str = "ar") -> Grammar:
    """Give the small words of a language. Fails on a class that the code does not know."""
    classes: dict[str, set[str]] = defaultdict(set)
    for row in load_table(language, "cues_grammar", _Word, "word"):
        for name in row.classes:
            classes[name].add(fold_phrase(row.word))
    names = Grammar.__struct_fields__[: Grammar.__struct_fields__.index("closed")]
    if unknown := set(classes) - set(names):
        raise LexiconError("cues_grammar.tsv", f"unknown classes {sorted(unknown)}")
    closed, far, ought = (_bound(language, stands, joins) for stands, joins in _JOINS)
    divine, blessings = _spoken_of(language)
    silent, through = (_phrases(language, name) for name in ("cues_silent", "cues_through"))
    deciding = ("that", "byth", "saying", "found", "breaks", "so", "asking")
    landmarks = frozenset((":", fold("إذا"))).union(*(classes[name] for name in deciding))
    return Grammar(
        **{name: frozenset(classes[name]) for name in names},
        closed=closed,
        far=far,
        ought=ought,
        silent=silent,
        through=through,
        divine=divine,
        blessings=blessings,
        tails=_tails(language),
        landmarks=landmarks,
    )


def _bound(language: str, stands: str, joins: Sequence[str]) -> Words:
    """The words whose own أن stands so behind them, with what is written on to their front."""
    rows = load_table(language, "cues_bound", _Bound, "word")
    return frozenset(join + fold(row.word) for row in rows if stands in row.stands for join in joins)


def _phrases(language: str, name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold_phrase(phrase).split()) for phrase in load_list(language, name))


def _spoken_of(language: str) -> tuple[dict[str, list[tuple[str, ...]]], ...]:
    """What God is called, and with what words the Prophet is blessed."""
    return tuple(_by_first(_phrases(language, name)) for name in ("names_divine", "names_blessings"))


def _by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(phrases, key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found


def _tails(language: str) -> dict[str, dict[str, tuple[Tail, ...]]]:
    found: dict[str, dict[str, tuple[Tail, ...]]] = {}
    for row in load_table(language, "cues_tails", _Phrase, "phrase"):
        words = tuple(fold_phrase(row.phrase).split())
        behind, second = found.setdefault(words[0], {}), "".join(words[1:2])
        behind[second] = (*behind.get(second, ()), Tail(words, row.after != "any", row.after == "inner"))
    return found
