#!/usr/bin/env python3
"""Read statements from articles on one core; print articles a second and what was found.

usage: statements.py FILES...

FILES are `.jsonl` or `.jsonl.gz` of records with `text`, or `.txt` articles. Every line that is not blank is taken for
a paragraph, so that the figures are those of the stage alone, after extraction.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from riwaya.records import Article
from riwaya.statements import find_statements


def read_texts(path: Path) -> Iterator[str]:
    if path.suffix == ".txt":
        yield path.read_text("utf-8")
        return
    packed = path.read_bytes()
    for line in (gzip.decompress(packed) if path.suffix == ".gz" else packed).splitlines():
        yield json.loads(line)["text"]


def make_article(source: str, text: str) -> Article:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return Article(source=source, text=text, paragraphs=tuple(spans), language="ar")


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    find_statements(make_article("warm", "قال."))
    count: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    spent = 0.0
    for path in map(Path, sys.argv[1:]):
        for number, text in enumerate(read_texts(path)):
            article = make_article(f"{path.name}#{number}", text)
            start = process_time()
            found = find_statements(article)
            spent += process_time() - start
            count.update(articles=1, characters=len(text), statements=len(found))
            for statement in found:
                rules[statement.because[0]] += 1
                rules[statement.speaker.how if statement.speaker else "no speaker"] += 1
    count["articles a second"] = round(count["articles"] / spent) if spent else 0
    count["characters a second"] = round(count["characters"] / spent) if spent else 0
    print(json.dumps({**count, "of which": dict(rules.most_common())}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
