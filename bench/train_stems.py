"""Count in how many articles each stem stands, and write `riwaya/data/<language>/stem_weights.tsv`.

usage: python bench/train_stems.py [--language CODE] ARTICLES [MORE...]

Each line of a `.jsonl.gz` is an object with `title` and `text`; a `.json` is one object of pages with `articleBody`.
Learned once, on all articles of the corpora that SOURCES.md names, and shipped: a weight never depends on the case
that it is used on.
"""

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from riwaya.stems import pick_stem
from riwaya.text import find_words

LEAST = 3  # articles: a stem of fewer is as rare as one never seen

HEAD = """\
# How rare a stem is in the news: the natural logarithm of (articles in all / articles in which it stands), over
# {articles} articles. Made by bench/train_stems.py; stems of fewer than {least} articles are left out.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--language", default="ar")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    total = 0
    for text in (text for path in given.articles for text in read_texts(path)):
        words = find_words(text.replace("_", " "))
        counts.update({stem for stem in (pick_stem(word, given.language) for word in words) if len(stem) > 1})
        total += 1
    rows = sorted((stem, count) for stem, count in counts.items() if count >= LEAST)
    text = HEAD.format(articles=total, least=LEAST) + "stem\trarity\n"
    text += "".join(f"{stem}\t{math.log(total / count):.2f}\n" for stem, count in rows)
    Path(str(resources.files("riwaya") / "data" / given.language / "stem_weights.tsv")).write_text(text, "utf-8")
    print(f"{len(rows)} stems of {len(counts)}, {total} articles, {len(text.encode()) // 1024} KiB")


def read_texts(path: Path) -> Iterator[str]:
    """Give the titles and texts of a file, one an article."""
    if path.suffix == ".json":
        yield from (page["articleBody"] for page in json.loads(path.read_text("utf-8")).values())
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{record['title']}\n{record['text']}"


if __name__ == "__main__":
    main()
