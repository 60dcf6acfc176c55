"""A story in one file to send to an editor: its pages whole, its evidence a click away, nothing loaded."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from riwaya import query
from riwaya.records import Extent
from riwaya.store import Store
from riwaya.web.rendering import fill
from riwaya.web.tellings import MOST_DRAWN, Web, draw_tellings, name_pages
from riwaya.web.words import Manner, Tongue

_STYLE = Path(__file__).parent / "static" / "riwaya.css"


class _Inside(NamedTuple):
    """Where the things of a story stand within the file; actors have no place in it."""

    def article(self, name: str) -> str:
        return f"#{name}"

    def statement(self, article: str, name: str) -> str:
        return f"#{article}-{name}"

    def words(self, article: str, start: int, end: int) -> str:
        return f"#{article}-{start}-{end}"

    def actor(self, _: str | None) -> None:
        return None

    def pair(self, a: str, b: str) -> str:
        return f"#{a}-{b}"


def write_dossier(store: Store, key: str, tongue: Tongue = "ar") -> str:
    """Give a story, by its id or the beginning of it, as one HTML file in a language. Raises InputError."""
    manner, links = Manner(tongue), _Inside()
    whole = query.give_story(store, key)
    rested = _list_evidence(whole)
    reports = {}
    for name in whole.story.articles:
        reading = store.reading(name)
        paragraphs = list(query.cut_report(reading, rested[name]))
        numbers = {s.id: n for n, s in enumerate(reading.told, 1)}
        reports[name] = {"article": reading.article, "paragraphs": paragraphs, "numbers": numbers}
    given = {
        "whole": whole,
        "graph": _draw(whole, links, manner),
        "marked": {claim.id: query.mark_differences(claim) for claim in whole.claims},
        "reports": reports,
        "link": links,
        "style": _STYLE.read_text("utf-8"),
    }
    return fill("dossier.html", manner, **given)


def _list_evidence(whole: query.Whole) -> Mapping[str, list[tuple[Extent, str]]]:
    """Give for each page the stretches of its text that something rests on, by the name that leads to them."""
    rested: dict[str, dict[tuple[int, int], None]] = defaultdict(dict)
    for origin in whole.story.origins.list:
        for piece in origin.evidence:
            if piece.field == "text":
                rested[piece.article][piece.start, piece.end] = None
    for disagreement in whole.disagreements:
        for value in disagreement.values:
            rested[value.article][value.span.start, value.span.end] = None
    return defaultdict(
        list,
        {
            name: [(Extent(start=start, end=end), f"at-{start}-{end}") for start, end in places]
            for name, places in rested.items()
        },
    )


def _draw(whole: query.Whole, links: _Inside, manner: Manner) -> str:
    if len(whole.rows) > MOST_DRAWN:
        return ""
    pages = name_pages({name: row.article for name, row in whole.rows.items()}, links.article)
    web = Web(whole.story, whole.ties, whole.families)
    return draw_tellings(web, pages, links.pair, title=manner.say("origins"), manner=manner)
