"""How often days without order show a change in intensity, and what a case shows of the pairs that most passes between.

usage: intensity.py CASE [--pairs N] [--shuffles N] [--show N]

CASE is one that `riwaya add` made. For each of the pairs with most acts, conflict and cooperation apart, the days are
shuffled, with their pages, and looked at for changes.
"""

import argparse
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from riwaya.intensity import Options, count_pages, find_changes
from riwaya.query import list_pairs, measure_pair, open_store, read_dealings
from riwaya.records import Relation

Series = tuple[list[float], list[float]]  # amounts, pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--shuffles", type=int, default=10)
    parser.add_argument("--show", type=int, default=12)
    asked = parser.parse_args()
    begin = time.process_time()
    with open_store(asked.case) as store:
        occurrences = list(store.occurrences())
        dealings = read_dealings(store)
    reports = sum(len(one.reports) for one in occurrences)
    print(
        f"{len(occurrences)} acts of {reports} reports: a count of reports would claim {reports / len(occurrences):.2f}"
    )
    print(f"read in {time.process_time() - begin:.1f} s")
    pairs = list(itertools.islice(list_pairs(dealings, 5), asked.pairs))
    begin = time.process_time()
    relations = [measure_pair(dealings, *pair) for pair in pairs]
    print(f"{len(pairs)} pairs measured, {(time.process_time() - begin) / len(pairs) * 1000:.0f} ms each\n")
    series = [one for relation in relations for one in list_series(relation)]
    for chance in (0.05, 0.01):
        options = Options(chance=chance)
        real = share(find_changes(*one, options) for one in series)
        shuffled = [shuffle(one, seed) for one in series for seed in range(asked.shuffles)]
        rate = share(find_changes(*one, options) for one in shuffled)
        print(f"at {chance}: changes in {real:.2f} of {len(series)} series, in {rate:.3f} of {len(shuffled)} shuffled")
    for relation in relations[: asked.show]:
        show(relation)


def list_series(relation: Relation) -> Iterator[Series]:
    pages = count_pages(relation.levels)
    for amounts in ([o.conflict for o in relation.levels], [o.cooperation for o in relation.levels]):
        if sum(amount > 0 for amount in amounts) >= Options().least:
            yield amounts, pages


def shuffle(series: Series, seed: int) -> Series:
    """Give a series with its days in another order, each with its pages."""
    steps = list(zip(*series, strict=True))
    random.Random(seed).shuffle(steps)
    amounts, pages = zip(*steps, strict=True)
    return list(amounts), list(pages)


def share(found: Iterator[Sequence[object]]) -> float:
    flags = [bool(one) for one in found]
    return sum(flags) / max(len(flags), 1)


def show(relation: Relation) -> None:
    acts, reports = (sum(getattr(level, of) for level in relation.levels) for of in ("acts", "reports"))
    conflict, cooperation = (sum(getattr(o, of) for o in relation.levels) for of in ("conflict", "cooperation"))
    print(
        f"\n{relation.a.name} – {relation.b.name}: {acts} acts, {reports} reports, {conflict:.0f} to {cooperation:.0f}"
    )
    for one in relation.changes:
        print(f"  {one.at} {one.of:11} {one.before:6.2f} → {one.after:6.2f} a day, chance {one.chance:.3f}")


if __name__ == "__main__":
    main()
