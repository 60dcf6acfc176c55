"""The words that attribute in a language whose words stand apart: `cues_verbs.tsv`, `cues_grammar.tsv`, `roles.tsv`."""

import functools
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.text import find_words, fold, load_folded

Group = Literal["say", "deny", "tell", "call", "quote", "cite"]
Kind = Literal["person", "body", "group"]
Phrases = Mapping[str, Sequence[tuple[str, ...]]]  # by first word, the longest first


class Verb(Struct, frozen=True):
    """A row of `cues_verbs.tsv`, which says what its columns mean."""

    verb: str
    forms: tuple[str, ...]
    participle: str
    group: Group
    takes: tuple[str, ...]


class Role(Struct, frozen=True):
    """A row of `roles.tsv`, which says what its columns mean."""

    word: str
    kind: Kind
    gender: Literal["m", "f", ""] = ""


class _Word(Struct, frozen=True):
    word: str
    does: tuple[str, ...]


class Grammar(NamedTuple):
    """All words that attribution goes by, folded."""

    verbs: Mapping[str, Verb]
    participles: Mapping[str, Verb]
    does: Mapping[str, frozenset[str]]
    roles: Mapping[str, Role]
    adjectives: frozenset[str]
    formulas: Phrases
    venues: Phrases
    abbreviations: frozenset[str]
    particles: frozenset[str]  # inside names
    pasts: frozenset[str]  # verbs that their ending does not show

    def is_a(self, form: str, part: str) -> bool:
        """Tell whether a word does something, as `cues_grammar.tsv` names it."""
        return part in self.does.get(form, ())


@functools.cache
def load_grammar(language: str) -> Grammar | None:
    """Give the grammar of a language; None where it has no verbs that attribute."""
    verbs = load_table(language, "cues_verbs", Verb, "verb")
    if not verbs:
        return None
    return Grammar(
        verbs={fold(form): verb for verb in verbs for form in verb.forms},
        participles={fold(verb.participle): verb for verb in verbs},
        does={fold(row.word): frozenset(row.does) for row in load_table(language, "cues_grammar", _Word, "word")},
        roles={fold(row.word): row for row in load_table(language, "roles", Role, "word")},
        adjectives=load_folded(language, "titles_adjectives"),
        formulas=_index(load_list(language, "cues_according")),
        venues=_index(load_list(language, "formulas_venue")),
        abbreviations=load_folded(language, "abbreviations"),
        particles=load_folded(language, "names_particles"),
        pasts=load_folded(language, "verbs_past"),
    )


def _index(phrases: Sequence[str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(find_words(phrase)) for phrase in phrases), key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found


def match(phrases: Phrases, forms: Sequence[str], at: int) -> int:
    """Give the token behind the longest phrase that begins at a token; the token itself where none does."""
    for words in phrases.get(forms[at], ()) if at < len(forms) else ():
        if tuple(forms[at : at + len(words)]) == words:
            return at + len(words)
    return at
