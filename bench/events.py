"""How well protests and assaults are found in single sentences, and who acts and who undergoes.

usage: events.py [--sentences FILE] [--spans FILE]

Sentences: one JSON object a line, {"type", "text", "label"}; those that all coders accepted ("yes") and all refused
("easy no")
count, and one is found where it has an event of its type that happened and is its news (`told` in `because`). Spans:
{"type", "text", "spans"},
a row for each coder with "source_actor" and "target_actor" as lists of words. A sentence counts for a party where at
least
half of its coders give one; the party is found where an event's span holds half of the words of one coder's, a
conjunction or particle written on to a word aside.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from riwaya.events import find_events
from riwaya.mentions import find_mentions
from riwaya.records import Article, Event
from riwaya.statements import find_statements
from riwaya.stems import stem_variants
from riwaya.text import find_words
from riwaya.times import find_times


def read_events(text: str) -> tuple[Event, ...]:
    """Give the events of a sentence that stands alone, as the pipeline finds them."""
    article = Article(source="sentence", text=text, language="ar", paragraphs=((0, len(text)),))
    mentions = find_mentions(article)
    times = find_times(text, article.paragraphs, None)
    return find_events(article, find_statements(article, mentions), mentions, times)


def score_sentences(path: Path) -> None:
    """Print precision, recall and F1 of each type over the unanimous sentences."""
    counts: dict[str, Counter[str]] = {}
    for row in _rows(path):
        if row["label"] not in ("yes", "easy no"):
            continue
        found = any(e.type == row["type"] and "told" in e.because for e in read_events(row["text"]))
        right = row["label"] == "yes"
        key = "hit" if found and right else "miss" if right else "false" if found else "none"
        counts.setdefault(row["type"], Counter())[key] += 1
    for kind, c in sorted(counts.items()):
        given, wanted = c["hit"] + c["false"], c["hit"] + c["miss"]
        precision, recall = c["hit"] / max(given, 1), c["hit"] / max(wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{kind}: {wanted} of {c.total()} sentences; precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


def score_spans(path: Path) -> None:
    """Print the share of actors and targets found by half their words."""
    found, wanted = Counter[str](), Counter[str]()
    for row in _rows(path):
        events = read_events(row["text"])
        for side, ours in (("source_actor", "actor"), ("target_actor", "recipient")):
            gold = [_words(" ".join(coder[side])) for coder in row["spans"] if coder[side]]
            if 2 * len(gold) < len(row["spans"]) or not gold:
                continue
            wanted[side] += 1
            spans = [party.span.text for e in events if (party := getattr(e, ours)) and party.span]
            found[side] += any(2 * _shared(words, _words(span)) >= len(words) for words in gold for span in spans)
    for side, total in sorted(wanted.items()):
        print(f"{side}: {found[side]} of {total} found, {found[side] / total:.3f}")


def _shared(words: list[str], others: list[str]) -> int:
    variants = {variant for word in others for variant in stem_variants(word)}
    return sum(1 for word in words if variants & set(stem_variants(word)))


def _words(text: str) -> list[str]:
    return find_words(text)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def main() -> None:
    """Print the figures for the files that are given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--spans", type=Path)
    given = parser.parse_args()
    begin = process_time()
    if given.sentences:
        score_sentences(given.sentences)
    if given.spans:
        score_spans(given.spans)
    print(f"{process_time() - begin:.1f} CPU-seconds")


if __name__ == "__main__":
    main()
