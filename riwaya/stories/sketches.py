"""What of an article its story is found by: its rare stems, how much weight each has, and the day.

News tells what matters first: the title weighs three times, and beyond the hundred and fiftieth word stands the
background, which many stories share. A review of the papers tells of all the day's stories, its title of one. A stem
weighs by how rare it is in the news at large (inverse document frequency, Spärck Jones 1972) and by the logarithm of
how often it stands here.
"""

import math
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from msgspec import Struct

from riwaya.records import Article, Published
from riwaya.stems import UNSEEN, load_rarities, pick_stem
from riwaya.text import find_words, fold, load_folded

BODY = 150  # words of the text that are read
LEAD = 60  # words that open it
KEYS = 24  # stems by which an article is looked for

TITLE = 3.0  # times that a word of the title counts
PLAIN = 1.6  # a stem that every fifth article has (`UNSEEN` is the other end) tells nothing

BODY_SHARE, LEAD_SHARE = 0.7, 0.3  # of the whole and of title and opening in how alike two articles are

_LONGEST = 20  # characters of a word with what parts it from the next: more than any text has on the average
_FALLBACK = 80  # characters that stand in for a missing title
_OPENING = 80  # characters of the text in which it says that it is a review

_SENTENCES = re.compile(r"(?<=[.!?؟])\s+|\n")


class Sketch(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An article as this stage sees it. The three arrays are parallel, as bytes: `stems` ascending."""

    article: str  # id
    source: str  # by which corrections name it
    title: str | None = None
    outlet: str | None = None
    day: float | None = None  # ordinal of the page's own calendar day, with its clock as a fraction
    stems: bytes = b""  # uint32, the CRC-32 of each
    body: bytes = b""  # float16: weights over title and text, of length 1 together
    lead: bytes = b""  # float16: the same over title and opening words
    keys: tuple[int, ...] = ()  # the heaviest stems


def sketch_article(article: Article, article_id: str | None = None) -> Sketch:
    """Give the sketch of an article, under its id where that is not its source.

    The text is read in `paragraphs`. A language without `stem_weights` gives no stems, and an article without stems
    is a story of its own.

    >>> text = "رست ثلاث سفن محملة بالقمح في ميناء الحديدة"
    >>> sketch = sketch_article(Article(source="a", title="سفن القمح", text=text, paragraphs=((0, len(text)),)))
    >>> zlib.crc32("قمح".encode()) in sketch.keys, sketch.day
    (True, None)
    """
    body, lead = _weigh_words(article, article.language or "ar")
    numbers = {stem: zlib.crc32(stem.encode()) for stem in body}
    order = sorted(body, key=numbers.__getitem__)
    heaviest = sorted(order, key=lambda stem: -(BODY_SHARE * body[stem] + LEAD_SHARE * lead.get(stem, 0.0)))
    return Sketch(
        article=article_id or article.source,
        source=article.source,
        title=article.title or _open_text(article),
        outlet=article.outlet,
        day=_find_day(article.published),
        stems=np.array([numbers[stem] for stem in order], np.uint32).tobytes(),
        body=np.array([body[stem] for stem in order], np.float16).tobytes(),
        lead=np.array([lead.get(stem, 0.0) for stem in order], np.float16).tobytes(),
        keys=tuple(numbers[stem] for stem in heaviest[:KEYS]),
    )


def _weigh_words(article: Article, language: str) -> tuple[dict[str, float], dict[str, float]]:
    """Give the weight of each stem over title and text, and over title and opening words."""
    rarities = load_rarities(language)
    if not rarities:
        return {}, {}
    title = list(_read_stems((article.title or "")[: BODY * _LONGEST], language, rarities))
    pieces = [list(_read_stems(piece, language, rarities)) for piece in _part_review(_read_text(article), language)]
    if any(title) and len(pieces) > 1:
        pieces = [piece for piece in pieces if {*title} & {*piece} - {""}]
    words = [stem for piece in pieces for stem in piece][:BODY]
    return (
        _weigh(((title, TITLE), (words, 1.0)), rarities),
        _weigh(((title, TITLE), (words[:LEAD], 1.0)), rarities),
    )


def _part_review(text: str, language: str) -> list[str]:
    """Give the sentences of a round through the papers or the day, whose text is about many things; others whole."""
    is_review = fold(text[:_OPENING].lstrip()).startswith(tuple(load_folded(language, "reviews")))
    return _SENTENCES.split(text) if is_review else [text]


def _read_text(article: Article) -> str:
    """Give as much of the report's text as `BODY` words can take."""
    pieces: list[str] = []
    left = BODY * _LONGEST
    for start, end in article.paragraphs:
        pieces.append(article.text[start : min(end, start + left)])
        left -= end - start
        if left <= 0:
            break
    return "\n".join(pieces)


def _read_stems(text: str, language: str, rarities: Mapping[str, float]) -> Iterator[str]:
    """Give the stem of each word in order, "" for one that tells nothing. «#البنك_المركزي» is two words."""
    for word in find_words(text.replace("_", " ")):
        stem = pick_stem(word, language)
        yield stem if len(stem) > 1 and rarities.get(stem, UNSEEN) > PLAIN else ""


def _weigh(parts: Iterable[tuple[list[str], float]], rarities: Mapping[str, float]) -> dict[str, float]:
    """Give each stem's weight; all together have length 1."""
    counts: dict[str, float] = {}
    for stems, times in parts:
        for stem in filter(None, stems):
            counts[stem] = counts.get(stem, 0.0) + times
    weights = {stem: math.log1p(count) * rarities.get(stem, UNSEEN) for stem, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {stem: weight / length for stem, weight in weights.items()}


def _find_day(published: Published | None) -> float | None:
    """Give the day with its clock, noon where the page gives none; None for a month or a year.

    A day of capture stands in for that of publication: what is crawled is mostly new, and a crawl without dates would
    otherwise be one long day.
    """
    if published is None or published.precision not in {"minute", "day"}:
        return None
    hours, minutes = (published.time or "12:00")[:5].split(":")
    return published.date.toordinal() + (int(hours) * 60 + int(minutes)) / 1440


def _open_text(article: Article) -> str | None:
    words = article.text[: _FALLBACK + 1].split()
    return " ".join(words[:-1] if len(article.text) > _FALLBACK else words) or None
