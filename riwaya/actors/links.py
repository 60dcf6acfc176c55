"""Who is meant by the names of one article: asked of the article first, then of the table and the day."""

import datetime as dt
import functools
from collections.abc import Iterable

from msgspec import Struct

from riwaya.actors.bodies import find_thing, stem_place
from riwaya.actors.contexts import Context, read_context
from riwaya.actors.describe import kind_of
from riwaya.actors.figures import draw_figures
from riwaya.actors.namings import Naming, name_mentions, name_party, name_speaker
from riwaya.actors.posts import find_post
from riwaya.actors.roll import Roll
from riwaya.actors.written import bare_words, cut_name
from riwaya.lexicon import load_list, load_table
from riwaya.records import ActorKind, Article, Cast, Event, Reading
from riwaya.text import find_words

_LOOKS = 3  # places of a person's name whose surroundings are read
_NOTHING = Context()
_CLUB = "نادي"


class _Namesake(Struct, frozen=True):
    word: str
    choices: tuple[str, ...]


def link_actors(article: str, reading: Reading) -> Cast:
    """Give the figures of one article and which of its names means which.

    `article` is its id. Nothing outside the page is looked at but the shipped table: who is meant by a last name or
    a post depends on the day of publication. What neither page nor day settles is left to `gather_actors`.
    """
    page = _Page(reading)
    mentions, sorts = name_mentions(reading.findings.mentions)
    speakers = [name_speaker(s, sorts, page.places) for s in reading.statements]
    carriers = [[name_party(c.name, c.span, sorts, page.places) for c in s.carriers] for s in reading.statements]
    parties = [_name_parties(event, sorts, page) for event in reading.findings.events]
    page.place_all([*mentions, *speakers, *(n for row in carriers for n in row), *(n for row in parties for n in row)])
    return Cast(
        article=article,
        source=reading.article.source,
        published=page.roll.day,
        figures=draw_figures(page.roll),
        mentions=tuple(map(page.find, mentions)),
        speakers=tuple(map(page.find, speakers)),
        carriers=tuple(tuple(map(page.find, row)) for row in carriers),
        parties=tuple((page.find(a), page.find(b), page.find(c)) for a, b, c in parties),
    )
