"""Noun phrases that name a source: where they end, which part is the name, which the post.

«وزير الخارجية الهولندي بيتر يانسن، متحدثا في لاهاي» is a person named بيتر يانسن whose post is وزير الخارجية
الهولندي. Names are told from posts by where definite words stop, by titles, and by a list of first names.
"""

import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.statements.cues import Gender, Number
from riwaya.statements.grammar import load_grammar
from riwaya.statements.sentences import COMMAS, MARKS, Draught
from riwaya.text import fold, is_word

Kind = Literal["person", "title", "body", "document", "medium", "evidence"]


class Noun(Struct, frozen=True, kw_only=True):
    """One line of `roles.tsv`; its first lines say what the columns mean."""

    word: str
    plural: str = ""
    kind: Kind
    generic: Literal["yes", ""] = ""


class Head(NamedTuple):
    """A form of such a noun. `base` is the folded masculine singular, the same for الوزيرة and وزراء."""

    base: str
    kind: Kind
    gender: Gender
    number: Number
    definite: bool
    generic: bool


class Phrase(NamedTuple):
    """A source's noun phrase as token indices: all of it, the name in it, and the post."""

    first: int
    last: int
    name: tuple[int, int] | None
    post: tuple[int, int] | None
    head: Head | None


@functools.cache
def _heads(language: str) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for noun in load_table(language, "roles", Noun, "word"):
        for form, gender, number in _noun_forms(noun):
            base = fold(noun.word)
            plain = Head(base, noun.kind, gender, number, form.startswith("ال"), bool(noun.generic))
            heads.setdefault(fold(form), plain)
            if noun.kind != "title" and not form.startswith("ال"):
                heads.setdefault(fold("ال" + form), plain._replace(definite=True))
    return heads


def _noun_forms(noun: Noun) -> list[tuple[str, Gender, Number]]:
    word = noun.word
    feminine = word.endswith("ة")
    forms: list[tuple[str, Gender, Number]] = [(word, "f" if feminine else "m", "one")]
    if noun.kind == "person" and not feminine:
        stem = word
        forms += [(stem + "ة", "f", "one"), (stem + "ون", "m", "many"), (stem + "ين", "m", "many")]
        forms += [(stem + "و", "m", "many"), (stem + "ان", "m", "two"), (stem + "ات", "f", "many")]
    if feminine:
        forms.append((word[:-1] + "ات", "f", "many"))
    if noun.kind in ("person", "body"):  # زوجته, شقيقها, مكتبه
        stems = [(word[:-1] + "ت", "f")] if feminine else [(word, "m"), (word + "ت", "f")]
        forms += [(stem + suffix, gender, "one") for stem, gender in stems for suffix in ("ه", "ها", "هم")]
    if noun.plural:
        forms.append((noun.plural, "" if noun.kind == "person" else "f", "many"))
    return forms


def read_head(form: str, language: str = "ar") -> Head | None:
    """Give what a folded form heads as a source noun, or None.

    >>> head = read_head("المسوولون")
    >>> head.base, head.number, head.definite
    ('مسوول', 'many', True)
    """
    return _heads(language).get(form)


@functools.cache
def _first_names(language: str) -> frozenset[str]:
    return frozenset(map(fold, load_list(language, "names_given")))


def is_first_name(form: str, language: str = "ar") -> bool:
    """True where a folded form is a first name that news uses."""
    return form in _first_names(language)


def unjoin(form: str) -> str:
    """Take و، ب، ل off a definite word: «للرئيس», «والوزير» give الرئيس, الوزير."""
    if form.startswith("لل"):
        return "ا" + form
    return form[1:] if form.startswith(("بال", "وال", "فال", "كال")) else form


def find_owner(draught: Draught, phrase: Phrase) -> tuple[tuple[int, int], bool] | None:
    """Who issued a document, and whether لـ is written on to it: «بيان للوزارة», «تقرير أعدته اللجنة»."""
    forms, issued = draught.forms, _issued("ar")
    i = phrase.first + 1
    while i < phrase.last:
        form = forms[i]
        if form in issued:
            start = i + 1
            while start < phrase.last and is_preposition(forms[start]):
                start += 1
            return ((start, phrase.last), False) if start < phrase.last else None
        if form.startswith("ل") and len(form) > 3 and (form.startswith("لل") or read_head(form[1:])):
            return (i, phrase.last), True
        head = read_head(form)
        if head is not None and head.kind in ("person", "body", "medium"):
            return (i, phrase.last), False
        if is_preposition(form):
            return None
        i += 1
    return None


@functools.cache
def _issued(language: str) -> frozenset[str]:
    return frozenset(map(fold, load_list(language, "cues_issued")))


def is_definite(form: str) -> bool:
    """True for الوزير, للوزارة, بالوزارة."""
    return len(form) > 3 and form.startswith(("ال", "لل", "بال", "وال"))


def is_preposition(form: str) -> bool:
    """True for a preposition that stands by itself."""
    return form in load_grammar().before


def read_phrase(draught: Draught, first: int, last: int) -> Phrase:
    """Tell the name from the post in the noun phrase `tokens[first:last]`."""
    name: tuple[int, int] | None = None
    post: tuple[int, int] | None = None
    head = _head_at(draught.forms, first, last)
    for a, b in _segments(draught.forms, first, last):
        found = _name_in(draught.forms, a, b)
        if found and name is None:
            name = found
            if found[0] > a:
                post = (a, found[0])
        elif found is None and post is None:
            post = (a, b)
    if post and (name is None or head is None or head.kind == "title"):
        head = _head_at(draught.forms, post[0], post[1]) or head
    return Phrase(first, last, name, post, head)


def _head_at(forms: Sequence[str], first: int, last: int) -> Head | None:
    i = first
    while i < last and (not is_word(forms[i]) or (h := read_head(forms[i])) and h.kind == "title" and i + 1 < last):
        i += 1
    return read_head(forms[i]) if i < last else None


def _segments(forms: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """Cut at commas and before parentheses: «رئيس المنظمة، سامي الحداد (52 عاما)»."""
    parts: list[tuple[int, int]] = []
    start, depth = first, 0
    for i in range(first, last):
        form = forms[i]
        if form in COMMAS or form in "()[]-–—" or form in MARKS and i == start:
            if not depth and i > start:
                parts.append((start, i))
            depth += {"(": 1, ")": -1}.get(form, 0)
            start = i + 1
        elif depth > 0:
            start = i + 1
    if start < last:
        parts.append((start, last))
    return parts


def _name_in(forms: Sequence[str], first: int, last: int) -> tuple[int, int] | None:
    while last > first and not is_word(forms[last - 1]):
        last -= 1
    if last <= first:
        return None
    start = _after_title(forms, first, last)
    if start is None:
        start = _after_post(forms, first, last)
    if start is None:
        return None
    end, definite, parts = start, 0, load_grammar().part
    while end < last and end - start < 7 and _continues(forms, end, start):
        definite += end > start and is_definite(forms[end]) and forms[end] not in parts
        if definite > 1:  # «محمد الناصر | التصويت»
            break
        end += 1
    return (start, end) if end > start else None


def _continues(forms: Sequence[str], i: int, start: int) -> bool:
    form = forms[i]
    if i > start and form in load_grammar().halt:
        return False
    if is_first_name(form):
        return True
    if not is_word(form) or is_preposition(form) or form[0].isdigit():
        return form in "-." and i > start
    head = read_head(form)
    if i > start and head and not is_first_name(form) and (head.kind != "title" or not head.definite):
        return False
    return True


def _after_title(forms: Sequence[str], first: int, last: int) -> int | None:
    """Where titles stand before a name: «العميد الركن فؤاد», «سمو الأمير ناصر»."""
    if is_first_name(forms[first]) and forms[first + 1 : first + 2] not in ([], ["ال"]):
        return None
    for i in range(last - 2, first - 1, -1):
        head = read_head(forms[i])
        if head is None or head.kind != "title":
            continue
        following = i + 1
        if following < last and forms[following] in ".\\/":
            following += 1
        if following >= last:
            continue
        form = forms[following]
        if is_definite(form) or is_preposition(form) or form.startswith("لل"):
            return None
        if read_head(form) and not is_first_name(form):
            return None
        return following
    return None


def _after_post(forms: Sequence[str], first: int, last: int) -> int | None:
    """The first word that no post goes on with: indefinite after a definite one, or a first name."""
    opening = read_head(forms[first])
    bare = opening is None and not is_definite(forms[first]) and not is_preposition(forms[first])
    if bare or is_first_name(forms[first]):
        return first if last - first <= 6 else None
    if opening is None and last - first == 1:
        return first  # العبادي
    for i in range(first + 1, last):
        form, before = forms[i], forms[i - 1]
        if not is_word(form) or is_definite(form) or form in load_grammar().halt:
            continue
        named = is_first_name(form)
        if (is_preposition(form) or read_head(form)) and not named or is_preposition(before):
            continue
        if named:
            return i
        if is_definite(before) and opening and opening.kind == "person" and not form.startswith(("ب", "ل", "و", "ك")):
            return i
    return None
