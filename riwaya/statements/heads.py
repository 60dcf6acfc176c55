"""Nouns that can head a source, in all their forms: وزير, الوزيرة, وزراء, زوجته; and first names."""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.gazetteer import bears_name
from riwaya.lexicon import load_table
from riwaya.statements.grammar import load_grammar
from riwaya.statements.inflections import Gender, Number
from riwaya.statements.sentences import ANN, PREACHER, Draught
from riwaya.stems import is_definite
from riwaya.text import fold, load_folded

Kind = Literal["person", "title", "body", "document", "medium", "evidence"]
SPEAKERS: tuple[Kind, ...] = ("person", "title", "body", "medium")  # who may say something
_PRONOUNS = ("ه", "ها", "هم")
_FEW = 20  # places of a word looked at
_NISBA = ("ي", "يه")
# What stands before a definite noun, and how many of its letters it takes: «والوزير», «للرئيس», «للجنة» of اللجنة.
_JOINED = (*((particle, 0) for particle in "بوفك"), ("ل", 1), ("", 1))
_SHORT = 3  # letters of «ولي», which is no adjective
_PARTICIPLE, _CONSTRUCT = "م", "ي"  # of «مهندسي الوفد», but not «والدي», «رئيسي»


class Noun(Struct, frozen=True, kw_only=True):
    """One line of `roles.tsv`; its first lines say what the columns mean."""

    word: str
    plural: str = ""
    kind: Kind
    generic: Literal["yes", "one", "many", ""] = ""


class Head(NamedTuple):
    """A form of such a noun. `base` is the folded masculine singular, the same for الوزيرة and وزراء."""

    base: str
    kind: Kind
    gender: Gender
    number: Number
    definite: bool
    generic: bool
    some: Literal["one", "many", ""]


def read_head(form: str, language: str = "ar") -> Head | None:
    """Give what a folded form heads as a source noun, or None.

    >>> head = read_head("المسوولون")
    >>> head.base, head.number, head.definite
    ('مسوول', 'many', True)
    """
    return _heads(language).get(form)


def read_definite_head(form: str) -> Head | None:
    """The same for a form that may have a particle written on to its article: «للرئيس», «والوزير»."""
    return _definite_heads("ar").get(form)


def read_joined_head(form: str) -> Head | None:
    """The same for a form with و or لـ written on to it: «لوزارة», «ودائرة», «للرئيس»."""
    return read_definite_head(form) or (read_head(form[1:]) if form[0] in "ول" else None)


def read_subject_head(forms: Sequence[str], i: int) -> Head | None:
    """The same for what may be a subject in the accusative: «لكن | مصدرا في الوزارة قال»."""
    words, head = load_grammar(), read_head(forms[i])
    turned = i > 0 and (forms[i - 1] in words.that or forms[i - 1] in words.breaks)
    return read_head(forms[i][:-1]) if head is None and turned and forms[i].endswith("ا") else head


def is_one_post(forms: Sequence[str], first: int, last: int, head: Head) -> bool:
    """True for «الوزير», «وزير العدل», «رئيس شركة», «ولي ولي العهد»: one man's, not «مسؤول أميركي», «مصدر صحفي»."""
    after = forms[first + 1] if first + 1 < last else ""
    own = read_head(after)
    quality = own is not None and (own.kind, own.number) == ("person", "one")  # not «كبير مهندسي الوفد»
    quality = quality and is_nisba(after) and len(after) > _SHORT
    held = is_definite(after) or (own is not None and not quality)
    return head.definite or (held and not is_preposition(after))


def is_title(form: str, language: str = "ar") -> bool:
    """True for a word that a name follows, also where it may be a post by itself: «العقيد», «الأمير», «الشيخ»."""
    return form in _titles(language)


def is_first_name(form: str, language: str = "ar") -> bool:
    """True where a folded form is a first name that news uses; of «آن», which folds like أن, the draught's own form."""
    return form in load_folded(language, "names_given") or form == ANN


def is_nisba(form: str) -> bool:
    """True for what ends as the adjective of a land, a body or a field does, folded: «سنداري», «صحفيه»."""
    return form.endswith(_NISBA)


def is_ordinary(form: str, language: str = "ar") -> bool:
    """True for a word that the news uses in no name, with or without the ending of an object: «الوزير | زيارة»."""
    known = load_folded(language, "words_ordinary")
    return form in known or (form.endswith("ا") and form[:-1] in known)


@functools.lru_cache(maxsize=1 << 15)
def is_mute(form: str, language: str = "ar") -> bool:
    """True for a common word that nobody who speaks goes by: «لخص | الموضوع قائلا», «هدد | بإعادة العقوبات»."""
    if form in load_folded(language, "words_al"):
        return True
    return form in load_folded(language, "words_mute") and form not in load_folded(language, "words_speaking")


@functools.lru_cache(maxsize=1 << 15)
def is_finite(form: str, language: str = "ar") -> bool:
    """True for a common verb in the past, the present or the future: «باتت», «تصدر», «ستفرض»."""
    if form in load_folded(language, "words_al"):
        return True
    known = load_folded(language, "words_finite")
    later = form[1:] if form.startswith(("ست", "سي")) else form
    return later in known or (form is not later and ("ي" if later[0] == "ت" else "ت") + later[1:] in known)


def is_auxiliary(form: str) -> bool:
    """«كان | الوزير يرى أن», «بات | المجتمع يدرك أن»: a verb before another's subject, or before the other verb."""
    return form in load_grammar().been or form in load_folded("ar", "cues_auxiliary")


def has_pronoun(written: str) -> bool:
    """True for a word that a pronoun makes definite: زوجته, أعمالها."""
    return len(written) > 4 and written.endswith(("ه", "ها", "هم", "هما")) and not written.endswith("الله")


def is_owned(written: str) -> bool:
    """True for a common noun with somebody's pronoun, also a short one: ثقته, رفضها."""
    form = fold(written)
    stem = form if written.endswith("ة") else drop_pronoun(form)
    return stem != form and (is_ordinary(stem) or (stem.endswith("ت") and is_ordinary(stem[:-1] + "ه")))


def drop_pronoun(form: str) -> str:
    """Take off a folded noun whose it is: «أملها» gives امل, «قلقهم» gives قلق."""
    return form.removesuffix("ها").removesuffix("هم").removesuffix("ه")


def is_pointing(form: str) -> bool:
    """True for a word that points at what is spoken of: «تلك», «هذا»."""
    return form in load_folded("ar", "roles_pointing")


def is_preposition(form: str) -> bool:
    """True for a preposition that stands by itself."""
    return form in load_grammar().before


def unjoin(form: str) -> str:
    """Take و، ب، ل off a definite word: «للرئيس», «والوزير» give الرئيس, الوزير; «للجنة» gives اللجنة."""
    if form.startswith("لل"):
        return "ا" + (form if fold(form[1:]) in _heads("ar") else form[1:])
    return form[1:] if form.startswith(("بال", "وال", "فال", "كال")) else form


def joined_forms(fits: Callable[[Head], bool], language: str) -> Iterator[str]:
    """Give every form of the nouns that fit, also with a particle: what `unjoin` takes off, put on."""
    for form in (form for form, head in _heads(language).items() if fits(head)):
        yield from (form, f"و{form}", f"ل{form}", f"ب{form}")
        if form.startswith("ال"):  # «بالوزير», «للوزير», «للجنة»
            yield from (f"ف{form}", f"ك{form}", f"ل{form[1:]}", form[1:])


def begins_name(forms: Sequence[str], i: int) -> bool:
    """True where token `i` begins a person's name: a first name, «عبد الكريم», «تاج الدين»."""
    following = forms[i + 1] if i + 1 < len(forms) else ""
    return is_first_name(forms[i]) or forms[i] == "عبد" or (following == "الدين" and not is_definite(forms[i]))


def ends_name(draught: Draught, i: int) -> bool:
    """True where the word at token `i` is the last of a longer name elsewhere: «سامي الحداد»."""
    places, persons = draught.places[draught.forms[i]][:_FEW], draught.persons
    return any(p != i and p - 1 in persons and p in persons and p + 1 not in persons for p in places)


def names_person(draught: Draught, i: int) -> bool:
    """True where token `i` begins a person's name, by the lists or by the article's mentions."""
    return i in draught.people or begins_name(draught.forms, i)


def may_speak(draught: Draught, i: int) -> bool:
    """True where somebody who may speak begins at token `i`: a name, a post, a body, a medium, a land."""
    head = read_head(draught.forms[i]) if i < len(draught.forms) else None
    return (head is not None and head.kind in SPEAKERS) or i in draught.begins or names_person(draught, i)


def is_eponym(forms: Sequence[str], first: int, i: int) -> bool:
    """«مطار الملك | خالد», «جامعة | محمد»: what is called after the name at token `i`."""
    while i > first + 1 and (head := read_head(forms[i - 1])) is not None and head.definite:
        i -= 1
    called = i > first and not is_definite(unjoin(forms[i - 1]))  # not «المتحدث الرسمي للمركز | سامي»
    return called and bears_name(forms[i - 1])


@functools.cache
def _titles(language: str) -> frozenset[str]:
    return frozenset(fold(noun.word) for noun in load_table(language, "roles", Noun, "word") if noun.kind == "title")


@functools.cache
def _definite_heads(language: str) -> dict[str, Head]:
    """Every form of `_heads`, and what `unjoin` makes one of them: made once, since each word is asked for."""
    heads = _heads(language)
    joined = (particle + form[cut:] for form in heads if form.startswith("ال") for particle, cut in _JOINED)
    forms = (form for form in joined if form not in heads and unjoin(form) in heads)
    return {**{form: heads[unjoin(form)] for form in forms}, **heads}


@functools.cache
def _heads(language: str) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    nouns = load_table(language, "roles", Noun, "word")
    titles = {noun.word for noun in nouns if noun.kind == "title"}
    for exact in (True, False):  # «منظمة» is a body before it is a woman who organises
        for noun in nouns:
            either = noun.kind == "title" and noun.word[:-1] not in titles  # «سماحة», «الداعية», not «السيدة»
            for form, head in _noun_forms(noun, either=either or noun.kind == "person"):
                if exact != (form == noun.word):
                    continue
                heads.setdefault(form if form.startswith(PREACHER) else fold(form), head)
                construct = form == noun.word + _CONSTRUCT  # not «المالكي»
                if noun.kind != "title" and not head.definite and not construct:
                    heads.setdefault(fold("ال" + form), head._replace(definite=True))
    return heads


def _noun_forms(noun: Noun, *, either: bool) -> Iterator[tuple[str, Head]]:
    """Its forms; `either` where a feminine ending may be a man's: «قال الداعية», «قالت الضحية»."""
    word, person = noun.word, noun.kind == "person"
    feminine = word.endswith("ة")
    gender: Gender = ("" if either else "f") if feminine else "m"
    gender = "f" if fold(word) in load_folded("ar", "roles_women") else gender
    some: Literal["one", "many", ""] = "" if noun.generic == "yes" else noun.generic
    head = Head(fold(word), noun.kind, gender, "one", word.startswith("ال"), noun.generic == "yes", some)
    yield word, head
    if noun.plural:
        yield noun.plural, head._replace(number="many", gender="" if person else "f")
    if feminine:
        yield word[:-1] + "ات", head._replace(number="many")
        duals = ("تا", "تي") if noun.kind == "medium" else ("تا",)  # «لقناتي "الأفق" و"النهر"», but «علي ولايتي»
        yield from ((word[:-1] + ending, head._replace(number="two")) for ending in duals)
    elif person:
        yield word + "ة", head._replace(gender="f")
        yield word + "ات", head._replace(gender="f", number="many")
        yield word + "ان", head._replace(number="two")
        for ending in ("ون", "ين", "و"):
            yield word + ending, head._replace(number="many")
        if word.startswith(_PARTICIPLE) and not noun.plural and not word.endswith("ي"):
            yield word + _CONSTRUCT, head._replace(number="many")
    if noun.kind in ("person", "body", "document", "medium"):
        stem = word[:-1] + "ت" if feminine else word
        for pronoun in _PRONOUNS:
            yield stem + pronoun, head._replace(definite=True)
    for stem, owned in _owned(noun, head) if person else ():
        for pronoun in _PRONOUNS:
            yield stem + pronoun, owned


def _owned(noun: Noun, head: Head) -> Iterator[tuple[str, Head]]:
    """«شريكته السابقة», not «مشاركته»; then the plurals."""
    if not noun.word.startswith(_PARTICIPLE) and not noun.word.endswith("ة"):
        yield noun.word + "ت", head._replace(definite=True, gender="f")
    for stem in _owned_plurals(noun):
        yield stem, head._replace(definite=True, number="many")


def _owned_plurals(noun: Noun) -> Iterator[str]:
    """What pronouns are written on to: «أبناؤه», «أبنائه», «طلبته», «ممثلوها», «منتقديه»."""
    if noun.plural.endswith("ء"):
        yield from (noun.plural[:-1] + seat for seat in "ؤئ")
    elif noun.plural:
        yield noun.plural[:-1] + "ت" if noun.plural.endswith("ة") else noun.plural
    if not noun.word.endswith("ة"):
        yield noun.word + "و"
    if not noun.plural and not noun.word.endswith(("ة", "ي")):  # «ولكن منتقديه يقولون», but «رئيسية»
        yield noun.word + "ي"
