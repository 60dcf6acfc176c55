"""Stories: how well articles are grouped, how time grows, and what one more page costs.

usage: python bench/stories.py [--limit N] [--gold GOLD... --] [ARTICLES.jsonl.gz...]

A line of GOLD is an article of JSON Lines with `story` beside it; the figures are B-cubed, over all articles and
without those of the largest story. Of ARTICLES (`id`, `title`, `text`, `published`) a quarter, a half and all are
grouped, in CPU seconds a part; then a hundred of them, in chance order, each as if it had come last.
"""

import argparse
import gzip
import json
import math
import random
import resource
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import process_time

from riwaya.extract import extract_article
from riwaya.records import Article, Page, Published
from riwaya.sources import SourceLimits, open_pages
from riwaya.stories import (
    Component,
    Sketch,
    Tied,
    find_touched,
    group_stories,
    pair_sketches,
    sketch_article,
    split_components,
    tie_all,
)


def read_lines(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def score(gold: Mapping[str, str], given: Mapping[str, int]) -> str:
    """Give B-cubed precision, recall and F1 (Bagga and Baldwin 1998)."""
    theirs, ours = Counter(gold.values()), Counter(given[name] for name in gold)
    both = Counter((gold[name], given[name]) for name in gold)
    precision = sum(both[gold[name], given[name]] / ours[given[name]] for name in gold) / len(gold)
    recall = sum(both[gold[name], given[name]] / theirs[gold[name]] for name in gold) / len(gold)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


def score_window(path: Path) -> None:
    gold = {line["id"]: line["story"] for line in read_lines(path)}
    pages = (page for page in open_pages([str(path)], limits=SourceLimits()) if isinstance(page, Page))
    sketches = [sketch_article(extract_article(page)) for page in pages]
    stories = group_stories(sketches, pair_sketches(sketches))
    given = {name: n for n, story in enumerate(stories) for name in story}
    largest = Counter(gold.values()).most_common(1)[0][0]
    rest = {name: story for name, story in gold.items() if story != largest}
    print(f"{path.name}: {len(gold)} articles, {len(set(gold.values()))} stories, {len(stories)} given")
    print(f"  {score(gold, given)}; without the largest {score(rest, given)}")


def read_articles(paths: Iterable[Path]) -> Iterator[Article]:
    for path in paths:
        for line in read_lines(path):
            told = parsedate_to_datetime(line["published"])
            yield Article(
                source=line["id"],
                title=line["title"],
                outlet=line["outlet"],
                text=line["text"],
                paragraphs=((0, len(line["text"])),),
                language="ar",
                published=Published(
                    date=told.date(), time=told.strftime("%H:%M"), precision="minute", basis="metadata"
                ),
            )


def time_part(articles: Sequence[Article]) -> float:
    begin = process_time()
    sketches = [sketch_article(article) for article in articles]
    sketched = process_time()
    ties = list(pair_sketches(sketches))
    tied = process_time()
    stories = group_stories(sketches, ties)
    end = process_time()
    parts = f"sketches {sketched - begin:.2f}, ties {tied - sketched:.2f}, groups {end - tied:.2f}"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(articles):>7} articles {len(stories):>7} stories {end - begin:>7.2f} s ({parts}) {memory} MiB")
    return end - begin


def time_one_more(articles: Sequence[Article], count: int) -> None:
    """Print what a page costs that comes last: its sketch, its ties, the components it touches, their stories."""
    sketches = {article.source: sketch_article(article) for article in articles}
    neighbours: dict[str, dict[str, float]] = defaultdict(dict)
    ties = list(pair_sketches(list(sketches.values())))
    for a, b, tie in ties:
        neighbours[a][b] = neighbours[b][a] = tie
    former = {name: part for part in split_components(list(sketches), ties) for name in part.articles}
    spent = []
    for article in random.Random(0).sample(list(articles), min(count, len(articles))):
        begin = process_time()
        sketch = sketch_article(article)
        tie_all(sketch, [sketches[name] for name in neighbours[article.source]])
        regroup(article.source, sketches, lambda name: neighbours[name].items(), former.get)
        spent.append((process_time() - begin) * 1000)
    late = statistics.quantiles(spent, n=20)[-1]
    middle, mean = statistics.median(spent), statistics.mean(spent)
    print(f"one more page into {len(articles)}: median {middle:.1f} ms, mean {mean:.1f}, 95 % {late:.1f}")


def regroup(
    name: str,
    sketches: Mapping[str, Sketch],
    neighbours: Callable[[str], Iterable[tuple[str, float]]],
    former: Callable[[str], Component | None],
) -> None:
    for part in find_touched([name], [], neighbours, former):
        inside = [Tied(a, b, tie) for a in part.articles for b, tie in neighbours(a) if a < b and b in part.articles]
        group_stories([sketches[article] for article in part.articles], inside)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--gold", nargs="+", type=Path, default=[])
    parser.add_argument("--limit", type=int)
    chosen = parser.parse_args()
    for path in chosen.gold:
        score_window(path)
    articles = list(read_articles(chosen.articles))[: chosen.limit]
    if not articles:
        return
    articles.sort(key=lambda article: article.published.date.isoformat() if article.published else "")
    time_part(articles[:100])  # tables that are built once
    quarter, _, whole = (time_part(articles[: len(articles) // part]) for part in (4, 2, 1))
    print(f"from a quarter to all, time grows with exponent {math.log(whole / quarter, 4):.2f}")
    time_one_more(articles, 100)


if __name__ == "__main__":
    main()
