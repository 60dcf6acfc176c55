"""The words that attribute, in every form: looked up folded and without و، ف before them."""

import functools
from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from riwaya.lexicon import load_list, load_table
from riwaya.statements.grammar import fold_phrase, load_grammar
from riwaya.statements.inflections import Form, Gender, Number, Verb, bare_nouns, inflect
from riwaya.text import fold, load_folded

_ORDER: tuple[Form, ...] = ("past", "participle", "noun", "present")  # «ونقل» is he carried, not we say


class Cue(Struct, frozen=True, gc=False):
    """A form of an attributing word, as it agrees with whoever speaks."""

    verb: Verb
    form: Form
    gender: Gender
    number: Number
    person: int  # 3, or 1 where the speaker speaks of himself
    suffix: str  # the pronoun joined to it: قوله, وصفها
    joined: str  # the conjunction written before it: و, ف or nothing
    takes: frozenset[str]  # what may stand before its complementiser; "" is nothing

    @property
    def asks(self) -> frozenset[str]:
        """The words by themselves that may stand before its complementiser: «عن», «إلى»; not the ب of «وكالة د ب أ»."""
        return _asked(self.takes)

    def is_listed(self, name: str) -> bool:
        """True for a cue of a verb that the list `name` has in its past: «كتب» of `cues_texts`."""
        return _is_listed(self.verb.past, name)

    def is_like(self, other: "Cue") -> bool:
        """True for two verbs that one person may be the subject of: «قال», «أضاف», not «قال», «تضيف»."""
        return self.form == other.form and self.gender == other.gender and self.number == other.number


class Announcing(Struct, frozen=True):
    """A verb that tells by a noun; `cues_announced.tsv` says what its columns mean."""

    past: str
    takes: tuple[str, ...]
    hangs: Literal["yes", ""] = ""


def read_announcing(cue: Cue, language: str = "ar") -> Announcing | None:
    """Give how the verb of an attributing word tells by a noun, or None where it does not."""
    return _announcing(language).get(cue.verb.past)


@functools.lru_cache(maxsize=1 << 15)  # a few thousand words make up most of the news
def read_cue(form: str, language: str = "ar") -> Cue | None:
    """Give the attributing word that a folded form is, or None.

    >>> cue = read_cue("واضافت")
    >>> cue.verb.past, cue.form, cue.gender, cue.joined
    ('أضاف', 'past', 'f', 'و')
    """
    forms = _forms(language)
    if cue := forms.get(form):
        return cue
    if form[:1] in ("و", "ف") and form not in load_folded(language, "cues_unread") and (cue := forms.get(form[1:])):
        return replace(cue, joined=form[0])
    return None


def read_ahead(form: str, language: str = "ar") -> Cue | None:
    """Give the attributing word that a form is only where it opens a sentence: «وبين أن», not «وبين المدينتين»."""
    ahead = _ahead(language)
    if form in ahead:
        return ahead[form]
    cue = ahead.get(form[1:]) if form[:1] in ("و", "ف") else None
    return cue and replace(cue, joined=form[0])


def read_noun(form: str, language: str = "ar") -> Cue | None:
    """Give the verbal noun that a form is where its speaker follows: «بعد إعلان الجيش أن»."""
    return _bare(language).get(form)


def read_after_what(form: str, language: str = "ar") -> Cue | None:
    """Give the attributing word that a form is after «حسب ما», where nothing else can stand: «حسب ما نشرت»."""
    return read_cue(form, language) or _all_forms(language).get(form)


def is_issuing(form: str, language: str = "ar") -> bool:
    """True for the verb between a document and who issued it: «بيان أصدرته الوزارة»."""
    return form in load_folded(language, "cues_issued")


def is_issuing_at(forms: Sequence[str], i: int) -> bool:
    """The same also for two words: «دراسة | قام بها المركز», «إفادات | أدلى بها الركاب»."""
    done = forms[i] in load_folded("ar", "cues_issued_by") and not load_grammar().by_it.isdisjoint(forms[i + 1 : i + 2])
    return done or is_issuing(forms[i])


@functools.cache
def attributing_forms(language: str = "ar") -> frozenset[str]:
    """Give all forms that are written like an attributing word: for a quick look before the slow one."""
    known = (*_forms(language), *_ahead(language), *_bare(language))
    joined = (particle + form for form in known for particle in ("", "و", "ف"))
    governed = (particle + form for form in _bare(language) for particle in ("ال", "بال"))  # «ختم بالتأكيد على أن»
    return load_grammar(language).saying.union(joined, governed)


@functools.cache
def _announcing(language: str) -> dict[str, Announcing]:
    table = load_table(language, "cues_announced", Announcing, "past")
    return {row.past: msgspec.structs.replace(row, takes=tuple(map(fold_phrase, row.takes))) for row in table}


@functools.cache
def _taken(takes: tuple[str, ...]) -> frozenset[str]:
    return frozenset("" if t == "0" else fold_phrase(t) for t in takes)


@functools.cache
def _asked(takes: frozenset[str]) -> frozenset[str]:
    return frozenset(form for form in takes if len(form) > 1)


@functools.cache
def _is_listed(past: str, name: str) -> bool:
    return fold(past) in load_folded("ar", name)


@functools.cache
def _forms(language: str) -> dict[str, Cue]:
    return {form: cue for form, cue in _all_forms(language).items() if form not in load_folded(language, "cues_unread")}


@functools.cache
def _ahead(language: str) -> dict[str, Cue]:
    forms = _all_forms(language)
    return {form: forms[form] for form in map(fold, load_list(language, "cues_ahead"))}


@functools.cache
def _bare(language: str) -> dict[str, Cue]:
    verbs = load_table(language, "cues_verbs", Verb, "past")
    found = {fold(noun): verb for verb in reversed(verbs) for noun in bare_nouns(verb)}
    return {
        form: Cue(verb, "noun", "", "", 3, "", "", _taken(verb.takes))
        for form, verb in found.items()
        if form not in load_folded(language, "cues_unread")
    }


@functools.cache
def _all_forms(language: str) -> dict[str, Cue]:
    forms: dict[str, Cue] = {}
    verbs = load_table(language, "cues_verbs", Verb, "past")
    found = [(verb, one) for verb in verbs for one in inflect(verb)]
    for form in _ORDER:
        for verb, one in found:
            if one.form == form:
                forms.setdefault(fold(one.written), Cue(verb, *one[1:], joined="", takes=_taken(verb.takes)))
    return forms
