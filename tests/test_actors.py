"""Who is meant: names of invented pages against their labels; laws of gathering and of corrections; the demo's cast."""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya import demo
from riwaya.actors import Actors, gather_actors, link_actors, name_actors
from riwaya.actors.describe import describe_actor
from riwaya.pipeline import read_page
from riwaya.records import (
    Article,
    Cast,
    Correction,
    CorrectionKind,
    Findings,
    Mention,
    Page,
    Published,
    Quoted,
    Reading,
)
from tests.shelves import CASES, read_shelves

_MARKED = re.compile(r"\{([^|}]*)\|(\w+)\}")


def write_reading(page: dict[str, str]) -> Reading:
    """Give a page whose names are marked, «قال {بوتين|person}», as the single stages would hand it on."""
    text, mentions = "", []
    at = 0
    for match in _MARKED.finditer(page["text"]):
        text += page["text"][at : match.start()]
        span = {"start": len(text), "end": len(text) + len(match[1]), "text": match[1], "type": match[2]}
        mentions.append(msgspec.convert(span, Mention))
        text += match[1]
        at = match.end()
    text += page["text"][at:]
    published = Published(date=dt.date.fromisoformat(page["date"]), precision="day", basis="given")
    article = Article(source=page["id"], language="ar", published=published, text=text, paragraphs=((0, len(text)),))
    return Reading(article=article, findings=Findings(mentions=tuple(mentions)))


def link_all(pages: Sequence[dict[str, str]]) -> list[Cast]:
    return [link_actors(page["id"], write_reading(page)) for page in pages]


def label_mentions(casts: Sequence[Cast], actors: Actors) -> list[str | None]:
    return [None if place is None else actors.ids[cast.article, place] for cast in casts for place in cast.mentions]
