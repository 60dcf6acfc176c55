"""How many of the conflicts between two reports are found, and how many found ones are none.

usage: disagreements.py PAIRS ARTICLES

PAIRS: JSON, [{"a", "b", "conflicts": [{"what", "a", "b"}, ...]}, ...], the words of each side as they stand there.
ARTICLES: JSON Lines, plain or gzipped, as `riwaya read` takes them, each with "id".
Each pair is read as a story of two. What is found counts where its values share a word with both sides of a conflict.
"""

import gzip
import json
import sys
from pathlib import Path
from time import process_time
from typing import Any

from riwaya.disagreements import find_disagreements
from riwaya.pipeline import read_page
from riwaya.records import Disagreement, Given, Page, Reading
from riwaya.text import find_words

_GIVEN = ("url", "title", "outlet", "published", "crawled", "byline")


def main(pairs: Path, articles: Path) -> None:
    body = gzip.decompress(articles.read_bytes()) if articles.suffix == ".gz" else articles.read_bytes()
    records = {record["id"]: record for record in map(json.loads, body.splitlines())}
    judged = json.loads(pairs.read_text("utf-8"))
    readings = {name: read(records[name]) for name in sorted({pair[side] for pair in judged for side in ("a", "b")})}
    gold = true = false = 0
    seconds = 0.0
    for pair in judged:
        begin = process_time()
        found = find_disagreements([readings[pair["a"]], readings[pair["b"]]])
        seconds += process_time() - begin
        wanted = pair.get("conflicts") or []
        gold += len(wanted)
        met = [conflict for conflict in wanted if any(is_same(conflict, pair, one) for one in found)]
        wrong = [one for one in found if not any(is_same(conflict, pair, one) for conflict in wanted)]
        true, false = true + len(met), false + len(wrong)
        for conflict in wanted:
            print("found " if conflict in met else "missed", pair["a"], pair["b"], conflict["what"])
        for one in wrong:
            print("false ", pair["a"], pair["b"], one.kind, one.slot, " | ".join(value.value for value in one.values))
    print(f"{len(judged)} pairs, {gold} conflicts: {true} found, {gold - true} missed, {false} false")
    print(f"{seconds / max(len(judged), 1) * 1000:.1f} ms a pair")


def read(record: dict[str, Any]) -> Reading:
    given = {key: record[key] for key in _GIVEN if record.get(key)}
    page = Page(source=record["id"], kind="text", body=record["text"].encode(), given=Given(id=record["id"], **given))
    return read_page(page)


def is_same(conflict: dict[str, str], pair: dict[str, Any], found: Disagreement) -> bool:
    """Tell whether a disagreement's values share a word with both sides of a conflict."""
    sides = {pair[side]: set(find_words(conflict[side])) for side in ("a", "b")}
    return all(
        any(value.article == article and words & set(find_words(value.value)) for value in found.values)
        for article, words in sides.items()
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2])) if len(sys.argv) == 3 else sys.exit(__doc__)
