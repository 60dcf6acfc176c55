"""Count in how many articles each stem stands, and write `riwaya/data/ar/stem_weights.tsv`.

usage: python bench/train_stems.py ARTICLES.jsonl.gz [MORE...]

Each line of a file is an object with `title` and `text`. Learned once, on all articles of the corpora that SOURCES.md
names, and shipped: a weight never depends on the case that it is used on.
"""

import argparse
import gzip
import json
import math
from collections import Counter
from importlib import resources
from pathlib import Path

from riwaya.stems import pick_stem
from riwaya.text import find_words

LEAST = 3  # articles: a stem of fewer is as rare as one never seen

HEAD = """\
# How rare a stem is in Arabic news: the natural logarithm of (articles in all / articles in which it stands), over
# {articles} articles of 2015 and 2018. Made by bench/train_stems.py; stems of fewer than {least} articles are left out.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    counts: Counter[str] = Counter()
    total = 0
    for path in parser.parse_args().articles:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                given = json.loads(line)
                words = find_words(f"{given['title']}\n{given['text']}".replace("_", " "))
                counts.update({stem for stem in map(pick_stem, words) if len(stem) > 1})
                total += 1
    rows = sorted((stem, count) for stem, count in counts.items() if count >= LEAST)
    text = HEAD.format(articles=total, least=LEAST) + "stem\trarity\n"
    text += "".join(f"{stem}\t{math.log(total / count):.2f}\n" for stem, count in rows)
    Path(str(resources.files("riwaya") / "data" / "ar" / "stem_weights.tsv")).write_text(text, "utf-8")
    print(f"{len(rows)} stems of {len(counts)}, {total} articles, {len(text.encode()) // 1024} KiB")


if __name__ == "__main__":
    main()
