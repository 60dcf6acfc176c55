"""The words of an article that may name somebody, and of what sort each is: mentions, speakers, carriers, parties."""

import functools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from riwaya.actors.bodies import is_ambiguous, is_loose, name_medium, name_thing
from riwaya.actors.describe import kind_of
from riwaya.actors.described import name_described
from riwaya.actors.lands import read_nationality, stem_adjective
from riwaya.actors.people import is_full_name
from riwaya.actors.posts import find_post
from riwaya.actors.written import bare, heads_body, is_document, read_words, trim_name
from riwaya.lexicon import load_list
from riwaya.records import Mention, Span, Statement
from riwaya.text import fold, load_folded

Sort = Literal[
    "thing", "person", "organisation", "place", "other", "post", "short", "word"
]  # short: a person's; word: of nobody knows whom
_FEW = 4  # words of a person's name
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u00ad\ufeff"))


class Naming(NamedTuple):
    """Words that name somebody, and where they stand if they do."""

    text: str
    sort: Sort
    start: int = -1
    end: int = -1
    rules: bool = False  # who speaks or acts: a capital is its government


def name_mentions(article: str, mentions: Sequence[Mention]) -> tuple[list[Naming], dict[str, Sort]]:
    """Give the namings of mentions, and the sort of each text: what the tagger says of it most often on this page."""
    votes: dict[str, Counter[str]] = {}
    texts = [_write_article(article, mention) for mention in mentions]
    for text, mention in zip(texts, mentions, strict=True):
        votes.setdefault(text, Counter())[mention.type] += 1
    sorts: dict[str, Sort] = {text: _sort_mention(text, vote) for text, vote in votes.items()}
    places = {text for text, sort in sorts.items() if sort == "place"}
    namings = [Naming(t, sorts[t], m.start, m.end) for t, m in zip(texts, mentions, strict=True)]
    return [_trim(naming, places, sorts) for naming in namings], sorts


def _trim(naming: Naming, places: Collection[str] = (), known: Collection[str] = ()) -> Naming:
    """Leave off what the tagger took along before a person's name: a title, an adjective, the place of his post.

    `places` and `known` are the places and all names of the page.
    """
    if naming.sort not in ("person", "short") or " " not in naming.text:
        return naming
    text = trim_name(naming.text)
    first, _, rest = text.partition(" ")
    if first.startswith("ال") and read_nationality(fold(first)):
        text = rest  # «السوداني عمر البشير»
    elif " " in rest and (first in places or (rest in known and not is_given(first))):
        text = rest  # «مجلس دول حوض أرماس تاج الدين البرقاوي», «رئيس ترافينيا ميهاي ستروغان»
    cut = len(naming.text) - len(text)
    whole, _, last = text.rpartition(" ")
    if is_full_name(whole) and not last.startswith(("ال", "آل", "بن")) and not is_full_name(text):
        text = whole  # «محمد بن سلمان وليا»
    if not read_words(text):
        return naming
    start = naming.start + cut if naming.start >= 0 else naming.start
    return naming._replace(text=text, start=start, sort=naming.sort if " " in text else "short")


def _write_article(article: str, mention: Mention) -> str:
    """«للأمم المتحدة» mentions لأمم المتحدة, whose name is الأمم المتحدة."""
    swallowed = mention.text.startswith("ل") and article[mention.start - 1 : mention.start] == "ل"
    text = mention.text.replace("ـ", "")
    text = text if text.isprintable() else text.translate(_UNSEEN)
    return "ا" + text if swallowed else text


def _sort_mention(text: str, votes: Counter[str]) -> Sort:
    kind = min(votes, key=lambda kind: (-votes[kind], kind))
    key = name_thing(text) or name_described(text)
    if key and not (kind == "place" and _is_unlike_place(text, key)) and not _is_doubtful(text, key, kind):
        return "thing"
    if kind == "person" or (kind == "organisation" and _looks_person(text)):
        if bare(read_words(text)[0]) in _others():
            return "other"  # «محامي ترامب»
        return "person" if len(read_words(text)) > 1 else "short"
    return "organisation" if kind == "organisation" else "place" if kind == "place" else "other"


def _looks_person(text: str) -> bool:
    """«لبنى القصار» is a person, whatever the tagger takes her for."""
    first, _, last = text.partition(" ")
    is_name = last.startswith("ال") and " " not in last and fold(last) not in load_list("ar", "names_tails")
    return is_name and is_given(first)  # «صلاح الدين» may be a province or a brigade


def _is_unlike_place(text: str, key: str) -> bool:
    """«القدس» where it is a place is no newspaper, «دوما» no Duma."""
    return kind_of(key) == "outlet" or (is_loose(text) and kind_of(key) not in ("country", "place"))


def _is_doubtful(text: str, key: str, kind: str) -> bool:
    """«الاتحاد» by itself may be a newspaper or a club, «صحيفة الاتحاد» is not; nor is فتح as the name of a body."""
    if not is_ambiguous(read_words(text)) or kind_of(key) in ("country", "place"):
        return False
    return kind != "organisation" or kind_of(key) != "group"


def name_speaker(statement: Statement, sorts: Mapping[str, Sort], places: Collection[str]) -> Naming | None:
    """Give the naming of a statement's speaker; None for one who is anonymous or unresolved."""
    speaker = statement.speaker
    if speaker is None or not speaker.name or speaker.how in ("anonymous", "unresolved"):
        return None
    return name_party(speaker.name, _stand(speaker.name, statement.source), sorts, places)


def name_party(
    text: str,
    span: Span | None,
    sorts: Mapping[str, Sort],
    places: Collection[str],
    *,
    rules: bool = True,
    is_credit: bool = False,
) -> Naming | None:
    """Give the naming of words that no tagger sorted: speakers, carriers, parties of events.

    In a credit «الوطن» is the newspaper; elsewhere its kind must stand before it.
    """
    start, end = (span.start, span.end) if span is not None else (-1, -1)
    if sort := sorts.get(text):
        return _trim(Naming(text, sort, start, end, rules), known=sorts)
    if text.startswith("ل") and name_medium(text[1:]):
        text = text[1:]  # «لفرانس24»
    words = read_words(text)
    if not words or is_document(words[0]) or words[0].isdecimal():
        return None  # «27 شخصا» are nobody
    key = name_thing(text) or name_medium(text) or name_described(text)
    if key is not None:
        is_vague = not is_credit and is_ambiguous(words) and kind_of(key) not in ("country", "place")
        return Naming(text, "organisation" if is_vague else "thing", start, end, rules)
    if text[:1].islower():
        return None  # “the coastguard”, “transport minister”: nobody says whose
    post = find_post(words, places)
    if post is not None and post.start == 0:
        if post.of is None and bare(words[0]) in _others():
            return None  # «متحدث باسم ماي» is not she
        words = words[post.end :]
        if not words:
            return Naming(text, "post", start, end)
        if heads_body(words[0]) or all(map(stem_adjective, words)):
            return None  # «رئيس جمعية المزارعين» is not the association
        text = " ".join(words)
    sort = _sort_words(words)
    return _trim(Naming(text, sort, start, end), known=sorts) if sort != "person" or len(words) <= _FEW else None


def is_given(word: str) -> bool:
    """Tell whether a word is a first name that we know."""
    return fold(word) in load_folded("ar", "names_given")


@functools.cache
def _others() -> frozenset[str]:
    return frozenset(load_list("ar", "names_of_others"))


def _sort_words(words: Sequence[str]) -> Sort:
    if heads_body(words[0]):
        return "organisation"
    if len(words) == 1:
        return "word"
    return "person"


def _stand(name: str, source: Span | None) -> Span | None:
    """Give where a speaker's name stands in the words that introduce him."""
    if source is None:
        return None
    at = source.text.find(name)
    if at < 0:
        return None
    return Span(start=source.start + at, end=source.start + at + len(name), text=name)
