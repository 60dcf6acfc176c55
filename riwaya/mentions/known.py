"""Persons whom everybody knows, where the tagger missed them or saw but a part: «صورة لتمام سلام».

Full names of the table of actors, word for word. What is called after a man is not he, «مطار رفيق الحريري», and a name
inside a longer one stays as it was found.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from riwaya.gazetteer import bears_name, list_persons
from riwaya.records import Mention
from riwaya.text import Token, fold, skip_letters

PARTICLES = frozenset("وفبلك")  # that are written on to a name


def add_known(text: str, tokens: Sequence[Token], mentions: Iterable[Mention]) -> list[Mention]:
    """Give the mentions with those of known persons put in, in text order; `tokens` are all words of the text."""
    tagged = sorted(mentions, key=lambda mention: mention.start)
    found: list[Mention] = []
    at = 0
    for start, end in _find(text, tokens):
        while at < len(tagged) and tagged[at].end <= start:
            found.append(tagged[at])
            at += 1
        last = at
        while last < len(tagged) and tagged[last].start < end:
            last += 1
        whole = any(m.start < start or m.end > end or m.end - m.start == end - start for m in tagged[at:last])
        if not whole and (not found or found[-1].end <= start):
            found.append(Mention(start=start, end=end, text=text[start:end], type="person"))
            at = last
    return [*found, *tagged[at:]]


def _find(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where known names begin and end, without a particle written on to them: «لتمام سلام»."""
    names, firsts = _names(), _firsts()
    for i, token in enumerate(tokens[:-1]):
        cut = token.form not in firsts and token.form[:1] in PARTICLES
        if token.form[cut:] not in firsts:
            continue
        for rest in names.get((token.form[cut:], tokens[i + 1].form), ()):
            behind = tuple(other.form for other in tokens[i + 2 : i + 2 + len(rest)])
            if behind == rest and not (i and bears_name(tokens[i - 1].form)):
                yield skip_letters(text, token.start, cut), tokens[i + 1 + len(rest)].end
                break


@functools.cache
def _firsts() -> frozenset[str]:
    return frozenset(first for first, _ in _names())


@functools.cache
def _names() -> Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]:
    """What may follow the first two words of a full name, the longest first; forms with a title in front left out."""
    names: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for person in list_persons():
        first = fold(person.arabic).split()[0]
        for form in (person.arabic, *person.forms):
            word, *rest = fold(form).split()
            if rest and word == first and not word.startswith("ال"):
                names.setdefault((word, rest[0]), set()).add(tuple(rest[1:]))
    return {words: tuple(sorted(rests, key=len, reverse=True)) for words, rests in names.items()}
