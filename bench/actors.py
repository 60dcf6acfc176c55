"""Measure who is meant: B-cubed on labelled pages; or list the actors that a corpus names most, with their forms.

usage: actors.py [CASES.json] [--corpus NEWS.jsonl.gz] [--every N] [--top N]

CASES: a list of objects with `given` (pages {"id", "date", "text"} whose names are marked, «قال {بوتين|person}», or who
speaks, «{الرئيس الروسي|role}») and `expected` (a label for each name in order; a key of the table must be met, any
other label only groups; null: nobody can tell). CORPUS: an object a line with id, text, published.
"""

import argparse
import datetime as dt
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import msgspec

from riwaya.actors import gather_actors, link_actors, name_actors
from riwaya.actors.describe import describe_actor
from riwaya.errors import ExtractionError
from riwaya.pipeline import read_page
from riwaya.records import (
    Article,
    Cast,
    Findings,
    Given,
    Mention,
    Page,
    Published,
    Reading,
    Span,
    Speaker,
    Statement,
)

_MARKED = re.compile(r"\{([^|}]*)\|(\w+)\}")


def read_marked(page: dict[str, str]) -> Reading:
    """Give a page whose names are marked, as the single stages would hand it on; a `role` is who says something."""
    text, at = "", 0
    mentions: list[Mention] = []
    statements: list[Statement] = []
    for match in _MARKED.finditer(page["text"]):
        text += page["text"][at : match.start()]
        span = Span(start=len(text), end=len(text) + len(match[1]), text=match[1])
        if match[2] == "role":
            statements.append(_say(span))
        else:
            mentions.append(msgspec.convert({**msgspec.structs.asdict(span), "type": match[2]}, Mention))
        text += match[1]
        at = match.end()
    text += page["text"][at:]
    published = Published(date=dt.date.fromisoformat(page["date"]), precision="day", basis="given")
    article = Article(source=page["id"], language="ar", published=published, text=text, paragraphs=((0, len(text)),))
    return Reading(article=article, findings=Findings(mentions=tuple(mentions)), statements=tuple(statements))


def _say(source: Span) -> Statement:
    speaker = Speaker(name=source.text, how="role")
    return Statement(id=f"s{source.start}", kind="indirect", content=(), source=source, speaker=speaker)


def link_pages(pages: Sequence[dict[str, str]]) -> list[Cast]:
    """Give the casts of marked pages."""
    return [link_actors(page["id"], read_marked(page)) for page in pages]


def label_names(pages: Sequence[dict[str, str]]) -> list[str | None]:
    """Give the actor of every marked name in order."""
    casts = link_pages(pages)
    ids = gather_actors(casts).ids
    named = [name_actors(read_marked(page), cast, ids) for page, cast in zip(pages, casts, strict=True)]
    return [actor for reading in named for _, actor in sorted(_list_named(reading))]


def _list_named(reading: Reading) -> Iterator[tuple[int, str | None]]:
    yield from ((mention.start, mention.actor) for mention in reading.findings.mentions)
    yield from ((s.source.start, s.speaker.id) for s in reading.statements if s.source and s.speaker)


def canonize(labels: Sequence[str | None]) -> list[str | None]:
    """Give labels in which keys of the table stay and all others are numbered: equal partitions become the same."""
    numbers: dict[str, str] = {}
    return [
        label if label is None or is_key(label) else numbers.setdefault(label, f"#{len(numbers)}") for label in labels
    ]


def is_key(label: str) -> bool:
    """Tell whether a label is a key of the table, or one that it implies."""
    return describe_actor(label) is not None or "-of-" in label or label == "tripoli-lebanon"


def measure_b_cubed(cases: Sequence[dict[str, Any]]) -> tuple[float, float, int]:
    """Give B-cubed precision and recall over all names (Bagga and Baldwin 1998), and how many there are."""
    precision = recall = total = 0.0
    for case in cases:
        wanted, found = canonize(case["expected"]), canonize(label_names(case["given"]))
        for at in range(len(wanted)):
            true, given = _find_mates(wanted, at), _find_mates(found, at)
            precision += len(true & given) / len(given)
            recall += len(true & given) / len(true)
            total += 1
    return precision / total, recall / total, int(total)


def _find_mates(labels: Sequence[str | None], at: int) -> set[int]:
    """Whoever is nobody stands alone."""
    return {at} if labels[at] is None else {i for i, label in enumerate(labels) if label == labels[at]}


def read_corpus(path: Path, every: int) -> Iterator[Reading]:
    """Read every n-th article of a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every:
                continue
            row = json.loads(line)
            given = Given(id=row["id"], published=row.get("published"), language="ar")
            try:
                yield read_page(Page(source=row["id"], kind="text", body=row["text"].encode(), given=given))
            except ExtractionError:
                continue


def list_actors(path: Path, every: int, top: int) -> None:
    """Print the most mentioned actors with their forms, and the speed of both steps."""
    readings = list(read_corpus(path, every))
    started = process_time()
    casts = [link_actors(reading.article.source, reading) for reading in readings]
    linked = process_time()
    actors = gather_actors(casts)
    gathered = process_time()
    named = {actor.id: actor for actor in actors.actors}
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for reading, cast in zip(readings, casts, strict=True):
        for mention, place in zip(reading.findings.mentions, cast.mentions, strict=True):
            if place is not None:
                forms[actors.ids[cast.article, place]][mention.text] += 1
    count = len(readings)
    print(f"{count} articles, {len(named)} actors: link {count / (linked - started):.0f}/s, ", end="")
    print(f"gather {count / (gathered - linked):.0f}/s")
    for key in sorted(forms, key=lambda key: (-forms[key].total(), key))[:top]:
        written = ", ".join(f"{form} {n}" for form, n in forms[key].most_common(8))
        print(f"{forms[key].total()}\t{key}\t{named[key].name}\t{written}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--top", type=int, default=50)
    options = parser.parse_args()
    if options.cases:
        cases = json.loads(options.cases.read_text("utf-8"))
        precision, recall, names = measure_b_cubed(cases)
        groups = sum(len(set(case["expected"]) - {None}) for case in cases)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{names} names, {groups} groups: B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    if options.corpus:
        list_actors(options.corpus, options.every, options.top)


if __name__ == "__main__":
    main()
