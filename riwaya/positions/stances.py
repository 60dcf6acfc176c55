"""The stance that a statement takes, by the words that show it, and what changed from one to the next."""

import functools
from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.records import Span, Statement
from riwaya.stems import stem_variants
from riwaya.text import fold, tokenize

Kind = Literal["ready", "ready if", "refuses", "refuses unless", "demands", "proposes", "other"]
_FIRMNESS: tuple[Literal["refuses", "ready", "proposes", "demands"], ...] = ("refuses", "ready", "proposes", "demands")
_SHIFTS = {
    ("refuses", "ready"): "refusal to readiness",
    ("refuses", "ready if"): "refusal to conditional readiness",
    ("refuses", "refuses unless"): "condition added",
    ("refuses unless", "ready"): "condition dropped",
    ("refuses unless", "ready if"): "refusal to conditional readiness",
    ("refuses unless", "refuses"): "condition dropped",
    ("ready if", "ready"): "condition dropped",
    ("ready", "ready if"): "condition added",
    ("ready", "refuses"): "readiness to refusal",
    ("ready", "refuses unless"): "readiness to refusal",
    ("ready if", "refuses"): "readiness to refusal",
    ("ready if", "refuses unless"): "readiness to refusal",
}


_OPPOSITES = {"ready": "refuses", "refuses": "ready"}
_REACH = 2  # words that a negation may stand before what it turns


class Taken(NamedTuple):
    """A stance, the words that show it, and those that make it conditional."""

    stance: Kind
    shows: tuple[Span, ...]
    condition: str | None


class _Row(Struct, frozen=True, kw_only=True):
    word: str
    stance: Literal["ready", "refuses", "demands", "proposes", "if", "unless"]


def take_stance(statement: Statement) -> Taken | None:
    """Give the stance of a statement, None where no word of the table shows one. Denied readiness is refusal.

    >>> words = "لن نجلس إلى طاولة والماء مقطوع"
    >>> said = Statement(id="s1", kind="direct", content=(Span(start=0, end=len(words), text=words),))
    >>> take_stance(said).stance
    'refuses'
    """
    found: dict[str, list[Span]] = {}
    for span in (*((statement.cue,) if statement.cue else ()), *statement.content):
        for stance, word in _read_words(span):
            found.setdefault(stance, []).append(word)
    firm = next((stance for stance in _FIRMNESS if stance in found), None)
    if firm is None:
        return None
    bounds = [*found.get("if", []), *(found.get("unless", []) if firm == "refuses" else [])]
    condition = _read_condition(statement, bounds[0]) if bounds else None
    kind: Kind = "refuses" if firm == "ready" and statement.polarity == "denied" else firm
    if condition and kind == "ready":
        kind = "ready if"
    elif condition and kind == "refuses":
        kind = "refuses unless"
    return Taken(kind, tuple(found[firm][:1] + bounds[:1]), condition)


def _read_words(span: Span) -> Iterator[tuple[str, Span]]:
    """Give the words that show a stance. After a negation they show its opposite; what a relative says is another's."""
    before: list[str] = []
    for token in tokenize(span.text):
        forms = stem_variants(token.form)
        stance = next((found for form in forms if (found := _table().get(form))), None)
        lately = before[-_REACH:]
        before.append(token.form)
        if stance is None or not _relatives().isdisjoint(lately[-1:]):
            continue
        if stance in _OPPOSITES and any(not _negations().isdisjoint(stem_variants(form)) for form in lately):
            stance = _OPPOSITES[stance]
        yield stance, _cut(span, token.start, token.end)


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(start=span.start + start, end=span.start + end, text=span.text[start:end])


def name_shift(before: Taken, after: Taken) -> str | None:
    """Say what changed between two stances, None where nothing did.

    >>> name_shift(Taken("refuses", (), None), Taken("ready if", (), "if"))
    'refusal to conditional readiness'
    """
    if (before.stance, after.stance) in _SHIFTS:
        return _SHIFTS[before.stance, after.stance]
    if before.stance == after.stance:
        return "condition changed" if before.condition != after.condition else None
    return f"{before.stance} to {after.stance}"


def _read_condition(statement: Statement, word: Span) -> str:
    inside = next((span for span in statement.content if span.start <= word.start < span.end), None)
    return fold(inside.text[word.start - inside.start :]) if inside else fold(word.text)


@functools.cache
def _negations() -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", "negations"))) - {fold("لن")}  # «لن» is itself a stance


@functools.cache
def _relatives() -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", "relatives")))


@functools.cache
def _table() -> dict[str, str]:
    return {fold(row.word): row.stance for row in load_table("ar", "stances", _Row, "word")}
