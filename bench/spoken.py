"""How well statements are read in a language whose words stand apart, on pages of our own.

usage: spoken.py [PAGES]

PAGES: tests/cases/statements_en.json, pages with the statements that a reader found before any output was seen.
"""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from riwaya.extract import extract_article
from riwaya.records import Given, Page, Statement
from riwaya.statements import find_statements
from riwaya.times import find_times

PAGES = Path(__file__).parents[1] / "tests" / "cases" / "statements_en.json"
PUBLISHED = dt.date(2018, 4, 12)


def read_page(text: str, language: str = "en") -> tuple[Statement, ...]:
    """Give the statements of a text whose lines are its paragraphs."""
    article = extract_article(Page(source="1", kind="text", body=text.encode(), given=Given(language=language)))
    return find_statements(article, (), find_times(text, article.paragraphs, PUBLISHED, language))


def describe(said: Statement) -> tuple[tuple[str, ...], str, str, str, tuple[str, ...]]:
    """Give content, speaker, kind, polarity and carriers of a statement."""
    name = said.speaker.name if said.speaker else ""
    return tuple(s.text for s in said.content), name, said.kind, said.polarity, tuple(c.name for c in said.carriers)


def score(pages: list[dict[str, Any]], *, verbose: bool) -> dict[str, int]:
    """Count statements found, given, with their content, and with the rest of it."""
    counts = dict.fromkeys(("gold", "given", "content", "speaker", "kind", "polarity", "carriers"), 0)
    for page in pages:
        found = {s[0]: s for s in map(describe, read_page(page["text"]))}
        counts["given"] += len(found)
        for names, kind, content, *rest in page["said"]:
            counts["gold"] += 1
            read = found.pop(tuple(content), None)
            if read is None:
                print(f"{page['label']}: missed {names[0]}: {content}") if verbose else None
                continue
            right = {
                "content": True,
                "speaker": read[1] in names,
                "kind": read[2] == kind,
                "polarity": read[3] == (rest[0] if rest else "asserted"),
                "carriers": list(read[4]) == (rest[1] if len(rest) > 1 else []),
            }
            for key, value in right.items():
                counts[key] += value
            if verbose and not all(right.values()):
                print(f"{page['label']}: {names[0]} {kind} read as {read}")
        for extra in found.values() if verbose else ():
            print(f"{page['label']}: extra {extra}")
    return counts


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    counts = score(json.loads(path.read_text("utf-8")), verbose=True)
    gold, given = counts["gold"], counts["given"]
    content, speaker = (2 * counts[key] / (gold + given) for key in ("content", "speaker"))
    print(f"content F1 {content:.3f}, with speaker {speaker:.3f}")
    print({key: f"{counts[key]}/{counts['content']}" for key in ("speaker", "kind", "polarity", "carriers")})
