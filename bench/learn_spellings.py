"""Learn what a change of sound costs between two spellings of one name, and write the table that riwaya ships.

usage: learn_spellings.py NAMES.tsv > riwaya/data/ar/names_costs.tsv

NAMES: a Latin name, its Arabic spelling in letters parted by spaces, and a count a line (Wikidata, CC0). The pairs are
aligned with the cheapest changes, the changes are counted, and the counts give the costs of the next round, after
Ristad and Yianilos (1998). The pairs from the 12,000th on, shuffled, are left for tests/test_names.py.
"""

import math
import random
import sys
from collections import Counter
from pathlib import Path

from riwaya.names import hear_sounds

ROUNDS = 3
LEARNED = 12_000
UNLIKE = 0.34  # a translation (azra, عذراء) is no spelling
SEEN = 8  # times, or a change is chance
SCALE = 6.0
START = dict.fromkeys("aeiou", 0.3) | {"h": 0.4}
HEAD = """\
# What a change of sound costs between two spellings of one name: one sound that comes and goes, or one for another in
# either direction. Minus the logarithm of how often it is seen where Wikidata's names (CC0) are aligned in both
# scripts, over 6; a change that is not here costs 1. Written by bench/learn_spellings.py.
sounds\tcost"""

Change = tuple[str, str]  # a sound for another; empty for none


def align(one: str, other: str, costs: dict[str, float]) -> tuple[float, list[Change]]:
    """Give the cost of turning one row of sounds into another, and the changes that it takes."""
    best: list[list[tuple[float, list[Change]]]] = [[(0.0, [])]]
    for i in range(len(one) + 1):
        row = best[0] if i == 0 else []
        for j in range(len(other) + 1):
            ways = []
            if i and j:
                ways.append((best[i - 1][j - 1], (one[i - 1], other[j - 1])))
            if i:
                ways.append((best[i - 1][j], (one[i - 1], "")))
            if j:
                ways.append((row[j - 1], ("", other[j - 1])))
            if ways:
                row.append(min((cost + price(c, costs), [*done, c]) for (cost, done), c in ways))
        if i:
            best.append(row)
    return best[-1][-1]


def price(change: Change, costs: dict[str, float]) -> float:
    return 0.0 if change[0] == change[1] else costs.get("".join(sorted(change)), 1.0)


def learn_costs(pairs: list[tuple[str, str]]) -> dict[str, float]:
    costs = dict(START)
    for _ in range(ROUNDS):
        changes: Counter[str] = Counter()
        sounds: Counter[str] = Counter()
        for one, other in pairs:
            cost, done = align(one, other, costs)
            if cost / max(len(one), len(other)) > UNLIKE:
                continue
            for change in done:
                sounds.update({*change} - {""})
                if change[0] != change[1]:
                    changes["".join(sorted(change))] += 1
        odds = {c: n / min(sounds[sound] for sound in c) for c, n in changes.items() if n >= SEEN}
        costs = {c: max(0.02, round(-math.log(p) / SCALE, 2)) for c, p in odds.items()}
        costs = {change: cost for change, cost in costs.items() if cost < 0.95}
    return costs


def main() -> None:
    pairs = [line.split("\t")[:2] for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    random.Random(7).shuffle(pairs)
    heard = [(hear_sounds(latin), hear_sounds(arabic.replace(" ", ""))) for latin, arabic in pairs[:LEARNED]]
    costs = learn_costs([(one, other) for one, other in heard if one and other])
    print(HEAD)
    for change in sorted(costs, key=lambda c: (len(c), c)):
        print(f"{change}\t{costs[change]}")


if __name__ == "__main__":
    main()
