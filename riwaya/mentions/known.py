"""Persons whom everybody knows, where the tagger missed them or saw but a part: «زوار الرئيس تمام سلام».

Full names of the table of actors, word for word. What is called after a man is not he, «مطار رفيق الحريري», and a name
inside a longer one stays as it was found.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from riwaya.gazetteer import list_persons
from riwaya.records import Mention
from riwaya.text import Token, fold, load_folded

Name = tuple[str, ...]


def add_known(text: str, tokens: Sequence[Token], mentions: Iterable[Mention]) -> list[Mention]:
    """Give the mentions with those of known persons put in, in text order; `tokens` are all words of the text."""
    found = sorted(mentions, key=lambda mention: mention.start)
    for start, end in _find(tokens):
        near = [m for m in found if m.start < end and start < m.end]
        whole = any(m.start <= start and end <= m.end for m in near)
        if whole or any(m.start < start or end < m.end for m in near):
            continue
        found = [m for m in found if m not in near]
        found.append(Mention(start=start, end=end, text=text[start:end], type="person"))
    return sorted(found, key=lambda mention: mention.start)


def _find(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where known names begin and end, without a particle written on to them: «لتمام سلام»."""
    names = _names()
    for i, token in enumerate(tokens):
        if i and tokens[i - 1].form.lstrip("بلو") in load_folded("ar", "roles_eponyms"):
            continue  # «مطار | رفيق الحريري»
        for cut in (0, 1) if token.form[:1] in ("و", "ف", "ب", "ل", "ك") else (0,):
            for rest in names.get(token.form[cut:], ()):
                if tuple(other.form for other in tokens[i + 1 : i + 1 + len(rest)]) == rest:
                    yield token.start + cut, tokens[i + len(rest)].end
                    break


@functools.cache
def _names() -> Mapping[str, tuple[Name, ...]]:
    """What may follow the first word of a full name, the longest first. Forms with a title in front are left out."""
    names: dict[str, set[Name]] = {}
    for person in list_persons():
        first = fold(person.arabic).split()[0]
        for form in (person.arabic, *person.forms):
            word, *rest = fold(form).split()
            if rest and word == first and not word.startswith("ال"):
                names.setdefault(word, set()).add(tuple(rest))
    return {word: tuple(sorted(rests, key=len, reverse=True)) for word, rests in names.items()}
