"""Everybody in an article who speaks or may speak, and how later mentions find them again."""

import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.statements.cues import Cue
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import Head, is_first_name, is_one_post, read_definite_head, read_head, unjoin
from riwaya.statements.inflections import Gender, Number
from riwaya.statements.nouns import Phrase
from riwaya.statements.sentences import Draught
from riwaya.stems import is_definite
from riwaya.text import fold, is_word, load_folded

Range = tuple[int, int]
_ENDINGS = ("يه", "يا", "ي", "ه", "ا")
_STRETCH = "ـ"  # of «لـCNN»
_QUOTES = '«»“”"'
_PEOPLE, _SHORTEST = "يون", 6  # letters of «عسكريون»
_AGE = re.compile(r"(?<=\w) ?\([0-9٠-٩]+ [^()]+\)$")  # «سائق حافلة | (41 عاما)»
_DAUGHTER = "بنت "  # «مناهل بنت سالم»


class Party(NamedTuple):
    """Somebody who speaks or may speak."""

    name: str
    words: frozenset[str]  # folded words of the name; of the whole phrase where it has no name
    post: frozenset[str]  # folded words of the post, without article
    head: Head | None
    gender: Gender
    number: Number
    is_named: bool

    def serves(self, head: Head) -> bool:
        """True where the page says whom the post serves: «المتحدث باسم اللجنة سامي», not «المتحدث سامي»."""
        return bool(self.post - bare_words(self.words) - {head.base})

    def holds(self, head: Head) -> bool:
        """True where a post of this kind is known of the party, so that another of the kind is somebody else's."""
        return head.base in self.post

    @property
    def is_anonymous(self) -> bool:
        """True where the page gives neither a name nor a definite post: «مصدر أمني», «أحد السكان»."""
        head = self.head
        return (
            not self.is_named and head is not None and head.kind == "person" and (head.some != "" or not head.definite)
        )


def make_party(draught: Draught, phrase: Phrase, gender: Gender, *, joined: bool) -> Party:
    """Make the party that a phrase names, by its name or else by all of its words."""
    span = phrase.name or (phrase.first, phrase.last)
    forms = [f for f in draught.forms[span[0] : span[1]] if is_word(f)]
    head = phrase.head
    if head is not None and is_one_post(draught.forms, phrase.first, phrase.last, head):
        head = head._replace(definite=True)
    title = read_head(draught.forms[phrase.first])  # «الدكتورة كارا بيكارو، قائد الفريق»
    own: Gender = "f" if title is not None and (title.kind, title.gender) == ("title", "f") else ""
    described = gender or own or (head.gender if head and head.kind != "title" else "")
    if not gender and described == "f" and draught.span(phrase.first, phrase.first + 1).text.endswith("ه"):
        described = ""  # «زميله سامي», which folds to زميلة
    if not described and head is None and len(forms) == 1 and span[0] not in draught.persons:
        described = "f" if is_definite(forms[0]) and forms[0].endswith("ه") else ""  # «وفقا للألمانية»
    counted: Number = "one" if phrase.name else "" if head is None else head.number
    if head is not None and head.some and not phrase.name:
        counted = "many" if head.some == "many" else ""  # «كثيرون», but «أحد السكان» and «إحدى الشركات»
    counted = "many" if head is None and span[0] not in draught.persons and _is_of_many(forms) else counted
    name = spell(draught, span, joined=joined and span[0] == phrase.first)
    name = _AGE.sub("", name) if name.endswith(")") else name
    sources = head is not None and head.number == "many" and head.base in load_folded("ar", "roles_sources")
    if sources or (phrase.name and _name_gender(name) == "f"):
        described = "f"  # «عن مصادر ... وأضافت», «ليلى الصباغ، نائب المدير»
    return Party(
        name=name,
        words=find_name_words(draught, phrase.name) if phrase.name else bare_words(forms),
        post=bare_words(draught.forms[phrase.first : phrase.last]) if phrase.post else frozenset(),
        head=head,
        gender=described,
        number=counted,
        is_named=phrase.name is not None,
    )


def find_name_words(draught: Draught, name: Range) -> frozenset[str]:
    """The words of a name in the text, without the و written on to it: «ونادر الصباغ»."""
    first, *rest = draught.forms[name[0] : name[1]]
    return name_words([first[1:] if name[0] in draught.beside else first, *rest])


def _is_of_many(forms: Sequence[str]) -> bool:
    """«عسكريون», «البرلمانيون»: people in the nominative that no list has, not «ليون»."""
    return len(forms) == 1 and len(forms[0]) >= _SHORTEST and forms[0].endswith(_PEOPLE) and not is_first_name(forms[0])


def name_words(forms: Iterable[str]) -> frozenset[str]:
    """The words of a name."""
    return frozenset(filter(is_word, forms))


@functools.lru_cache(maxsize=1 << 12)
def _name_gender(name: str) -> Gender:
    """The gender that a name tells; "" where it tells none, or where the lists do not know it."""
    first, _, rest = fold(name).partition(" ")
    women, either = _genders("ar")
    if first in women or rest.startswith(_DAUGHTER):
        return "f"
    return "m" if is_first_name(first) and first not in either else ""


@functools.cache
def _genders(language: str) -> tuple[frozenset[str], frozenset[str]]:
    women, either = (load_folded(language, name) for name in ("names_women", "names_either"))
    return women, either


def merge_parties(old: Party, new: Party, gender: Gender) -> Party:
    """Put two mentions of one party together: the longer name, both posts; `gender` is that of the new one's verb."""
    longer = new if len(new.words) > len(old.words) else old
    woman = gender == "f" and new.is_named and _name_gender(longer.name) != "m"  # «أكدت مناهل الصباغ، نائب المدير»
    return old._replace(
        name=longer.name,
        words=old.words | new.words,
        post=old.post | new.post,
        head=old.head if old.head and old.head.kind != "title" else new.head or old.head,
        gender="f" if woman else old.gender or new.gender,
    )


def fits_post(party: Party, head: Head, words: frozenset[str]) -> bool:
    """True where a phrase such as «الوزير الفرنسي» may mean this party."""
    if party.head is None or party.head.kind == "title":
        return False
    if party.number and head.number and party.number != head.number:
        return False
    if party.head.some == "one" and head.number == "many":
        return False  # «المسؤولون» are not «أحد المسؤولين»
    if head.gender == "f" and party.gender == "m" and party.is_named and head.kind == "person":
        return False  # «الوزيرة» is not the one who was «الوزير»
    if head.kind == "person" and not head.definite and party.is_anonymous and {head.gender, party.gender} == {"m", "f"}:
        return False  # «وقالت متحدثة» is not «متحدث»
    described = party.post if party.is_named else party.post | party.words
    joined = {word[1:] + end for word in described if word[:1] in ("ب", "ل") for end in ("", "ه")}  # «لكرة القدم»
    fits = words - {head.base} <= described | joined
    if head.definite:
        return fits
    return words == described or (len(words) > 1 and fits and head.base in described and party.is_named)


def agrees(party: Party, cue: Cue | None) -> bool:
    """True where a verb's gender and number may mean this party."""
    if cue is None:
        return True
    if cue.number == "many":  # «مصادر ... وتابعوا», «المحاميان ... معربين», «فريق من المحامين ... مؤكدين»
        return party.number != "one" or is_body(party)
    if cue.number == "two" and party.is_named and party.number == "one" and not is_body(party):
        return False  # «كما اتفقا على أن»
    named = _name_gender(party.name) if party.is_named else ""
    gender = named if named == "f" else party.gender or named  # «حنان الكيلاني، عضو المجلس»
    if cue.gender and gender and cue.gender != gender and cue.number != "two":
        return False
    if cue.number == "one" and party.number == "many":
        return party.gender == "f" and cue.gender == "f"
    return True


def is_body(party: Party) -> bool:
    """True for a ministry, an agency, a newspaper."""
    return party.head is not None and party.head.kind in ("body", "medium")


def is_medium(party: Party) -> bool:
    """True for a newspaper, an agency of news, a channel."""
    return party.head is not None and party.head.kind == "medium"


def bare_words(forms: Iterable[str]) -> frozenset[str]:
    """Words of a post without article, particle and pronoun, so that «الرئيس الروسي» fits «رئيس روسي»."""
    small = load_grammar()
    bare = set()
    for form in forms:
        if not is_word(form) or form in small.before or form in small.same:
            continue
        word = _bare_word(form)
        bare.add(_offices("ar").get(word, word))
    return frozenset(bare)


@functools.lru_cache(maxsize=1 << 14)
def _bare_word(form: str) -> str:
    head = read_definite_head(form) or (read_head(form[1:]) if form[0] in "وبل" else None)
    return head.base if head is not None else _stem(unjoin(form).removeprefix("ال"))


class _Office(Struct, frozen=True, kw_only=True):
    word: str
    office: str


@functools.cache
def _offices(language: str) -> dict[str, str]:
    rows = load_table(language, "roles_synonyms", _Office, "word")
    return {_bare_word(fold(row.word)): _bare_word(fold(row.office)) for row in rows}


def _stem(word: str) -> str:
    """A word without the ending that makes it an adjective or a country: «روسيا» and «الروسية» give روس."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word


def spell(draught: Draught, span: Range, *, joined: bool = False) -> str:
    """The words at a range in one line, without marks around them and without a لـ written on to them."""
    text = " ".join(draught.span(*span).text.split())
    if joined:
        first, _, rest = text.partition(" ")
        text = f"{unjoin(first) if first.startswith('لل') else first[1:].lstrip(_STRETCH)} {rest}"
    text = text.replace("_", " ").replace("#", "").strip(" ،")  # «#سامي_الحداد», «سامي #الحداد»
    return text if any(mark in text[1:-1] for mark in _QUOTES) else text.strip(_QUOTES + " ")
