"""A sentence as the search for events sees it: its words, the small ones by what they do, names and times in it."""

import bisect
import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.events.acts import read_word
from riwaya.gazetteer import list_countries, load_demonyms
from riwaya.lexicon import load_list, load_table
from riwaya.records import Article, Mention, Span, Time
from riwaya.stems import is_definite
from riwaya.text import Token, fold, load_folded, open_hashtags

_STOPS = frozenset(".؟!?؛…")
_LONGEST = 150  # tokens: a list without a stop is cut
OPENING, CLOSING = frozenset("«“\"'("), frozenset("»”\"')")


class _Word(Struct, frozen=True, kw_only=True):
    word: str
    classes: tuple[str, ...]


class _Topic(Struct, frozen=True, kw_only=True):
    word: str
    topic: str
    barred: tuple[str, ...]


class _Role(Struct, frozen=True, kw_only=True):
    word: str
    plural: str = ""
    kind: Literal["person", "title", "body", "document", "medium", "evidence"]
    generic: str = ""


class Line(NamedTuple):
    """One sentence: its tokens with offsets into the article, and the mentions and times by their first token."""

    text: str  # of the article
    tokens: Sequence[Token]
    forms: Sequence[str]
    mentions: dict[int, tuple[int, str, int]]  # first token: token after the last, type, letters before the name
    times: Sequence[Time]
    timed: frozenset[int]  # tokens inside a time

    def span(self, first: int, last: int, skip: int = 0) -> Span:
        """Give tokens from `first` up to, not including, `last`, without `skip` letters at the front."""
        start, end = self.tokens[first].start + skip, self.tokens[last - 1].end
        return Span(start=start, end=end, text=self.text[start:end])


def cut_lines(article: Article, mentions: Sequence[Mention], times: Sequence[Time]) -> Iterator[Line]:
    """Give the sentences of an article in text order, inside its paragraphs."""
    starts, clocks = [m.start for m in mentions], [t.start for t in times]
    for start, end in article.paragraphs:
        for tokens in _cut(article.text, start, end):
            first, last = tokens[0].start, tokens[-1].end
            named = mentions[bisect.bisect_left(starts, first) : bisect.bisect_left(starts, last)]
            timed = times[bisect.bisect_left(clocks, first) : bisect.bisect_left(clocks, last)]
            yield _lay(article.text, tokens, named, timed)


def _cut(text: str, start: int, end: int) -> Iterator[list[Token]]:
    row: list[Token] = []
    for token in open_hashtags(text, start, end):
        row.append(token)
        if (token.form in _STOPS and not text[row[-1].end : row[-1].end + 1].strip()) or len(row) == _LONGEST:
            yield row
            row = []
    if row:
        yield row


def _lay(text: str, tokens: list[Token], mentions: Sequence[Mention], times: Sequence[Time]) -> Line:
    starts = [token.start for token in tokens]
    at: dict[int, tuple[int, str, int]] = {}
    for mention in mentions:
        first, last = bisect.bisect_right(starts, mention.start) - 1, bisect.bisect_left(starts, mention.end)
        if last - first > 1 and any(r.form != "noun" and r.skip for r in read_word(tokens[first].form)):
            first += 1  # «وطالب | شيشر»
        verb = next((i for i in range(first + 1, last) if _is_coming(tokens[i].form)), last)
        if verb < last:  # «سليم حداد | سيلتقي | سامي الخوري»
            at.update({verb + 1: (last, mention.type, 0)} if verb + 1 < last else {})
            last = verb
        if _is_followed(tokens, first, last):
            last -= 1
            at[last] = (last + 1, "place", 0)
        at[first] = (last, mention.type, max(0, mention.start - starts[first]))
    forms = [token.form for token in tokens]
    if not _load_leaders().keys().isdisjoint(forms):
        at.update(_find_leaders(forms, at))
    inside = {
        i for time in times for i in range(bisect.bisect_left(starts, time.start), bisect.bisect_left(starts, time.end))
    }
    return Line(text, tokens, forms, at, times, frozenset(inside))


def _find_leaders(forms: Sequence[str], at: dict[int, tuple[int, str, int]]) -> dict[int, tuple[int, str, int]]:
    """Give the last names that need no first name before them, where no name found in the article holds them."""
    leaders = _load_leaders()
    held = {i for first, (last, _, _) in at.items() for i in range(first, last + 1)}
    return {i: (i + 1, "person", leaders[form]) for i, form in enumerate(forms) if form in leaders and i not in held}


@functools.cache
def _load_leaders() -> dict[str, int]:
    """Give the last names of those who lead a state, folded, with the letters before each: ترامب, وترامب."""
    names = load_folded("ar", "events_leaders")
    return {join + name: len(join) for name in names for join in ("و", "ل", "ب", "")}


def _is_coming(form: str) -> bool:
    return "س" in form[:2] and any(reading.coming for reading in read_word(form))


def _is_followed(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True for «البنتاغون | موسكو»: a noun with the article owns nothing, so the country behind it is another party."""
    if last - first < 2:
        return False
    country = tokens[last - 1].form
    owner = tokens[last - 2].form
    return country in load_countries() and country not in load_demonyms() and is_definite(owner)


@functools.cache
def load_classes() -> dict[str, frozenset[str]]:
    """Give the classes of each small word, folded."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in load_table("ar", "events_grammar", _Word, "word"):
        for join in ("", "و", "ف", "ب", "ل") if "wish" in row.classes else ("", "و", "ف"):
            found[join + fold(row.word)].update(row.classes)
    return {word: frozenset(classes) for word, classes in found.items()}


_NONE: frozenset[str] = frozenset()


def classes_of(form: str) -> frozenset[str]:
    """Give what a folded small word does; empty for any other word."""
    return load_classes().get(form, _NONE)


@functools.cache
def load_topics() -> dict[str, tuple[str, frozenset[str]]]:
    """Give the words of other matters than politics, folded: topic, and the types that they bar."""
    return {
        fold(row.word): (row.topic, frozenset(row.barred)) for row in load_table("ar", "events_topics", _Topic, "word")
    }


@functools.cache
def load_actors() -> frozenset[str]:
    """Give the nouns that may head a party, folded, without the article."""
    words = set(load_list("ar", "events_actors"))
    for row in load_table("ar", "roles", _Role, "word"):
        if row.kind in ("person", "body", "title"):
            words |= {
                row.word,
                row.plural or row.word,
                row.word + "ون",
                row.word + "ات" if not row.word.endswith("ة") else row.word,
            }
    words |= {word[:-2] + "ين" for word in words if word.endswith("ون")}
    words |= {word[:-1] for word in words if word.endswith("ون")}
    words |= {word[:-2] + "ي" for word in words if word.endswith("ون")}
    words |= {word + "ا" for word in words if not word.endswith(("ة", "ا", "ات", "ون", "ين"))}
    words |= {word + end for word in words if not word.endswith(("ة", "ا", "ات", "ون", "ين")) for end in ("ان", "ين")}
    return frozenset(fold(word) for word in words if len(word) > 2)


@functools.cache
def load_roles(*kinds: str) -> frozenset[str]:
    """Give the nouns of some kinds of the table of roles, one and many, folded, without the article.

    >>> "وزاره" in load_roles("body"), "السفير" in load_roles("title"), "بيان" in load_roles("document", "medium")
    (True, True, True)
    """
    rows = (row for row in load_table("ar", "roles", _Role, "word") if row.kind in kinds)
    return frozenset(fold(word) for row in rows for word in (row.word, row.plural) if word)


@functools.cache
def load_countries() -> frozenset[str]:
    """Give the names of countries and capitals, folded."""
    rows = list_countries()
    return frozenset(fold(name) for row in rows for name in (*row.arabic, *row.capitals))


@functools.cache
def load_lands() -> frozenset[str]:
    """Give the names of countries, folded: who acts, and not only where something happened."""
    return frozenset(fold(name) for row in list_countries() for name in row.arabic)


@functools.lru_cache(maxsize=1 << 16)
def bare(form: str) -> str:
    """Take the article off a folded word, with a preposition before it."""
    for front in ("ال", "لل", "بال", "وال"):
        if form.startswith(front) and len(form) > len(front) + 1:
            return form[len(front) :]
    return form


def restore_article(word: str) -> str:
    """Give a word as it stands without the ل before it, where it had «لل»: of «للسكان» what is left is «لسكان».

    >>> [restore_article(word) for word in ("لسكان", "لجنة", "لبنان")]
    ['السكان', 'اللجنة', 'لبنان']
    """
    form = fold(word)
    if form in load_countries():
        return word
    return f"ال{word}" if form in load_actors() else f"ا{word}"


@functools.lru_cache(maxsize=1 << 16)
def is_actor(form: str) -> bool:
    """True for a word that may head a party: a role, a body, a crowd, a demonym."""
    word = bare(form)
    return word in load_actors() or word in load_demonyms()
