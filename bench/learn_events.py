"""Learn when a sentence reports an act as its news, from sentences that coders judged alike.

usage: learn_events.py SENTENCES TABLE

SENTENCES: as bench/events.py reads them. TABLE: where the weights go (riwaya/data/ar/events_telling.tsv). Prints the
F1 that
eight-fold cross-validation gives for each type. Logistic regression with a ridge, by Newton's method.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from riwaya.events.finding import find_acts
from riwaya.events.lines import cut_lines
from riwaya.events.telling import list_traits
from riwaya.mentions import find_mentions
from riwaya.records import Article
from riwaya.times import find_times

RIDGE, SEEN, FOLDS = 5.0, 3, 8
Example = tuple[frozenset[str], float]  # traits, and the share of coders who said yes


def read_examples(path: Path, kind: str) -> tuple[list[Example], int]:
    """Give the sentences with an act of the type and the share of coders who said yes, and how many all did."""
    examples, wanted = [], 0
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        if row["type"] != kind:
            continue
        wanted += row["label"] == "yes"
        article = Article(source="s", text=row["text"], language="ar", paragraphs=((0, len(row["text"])),))
        times = find_times(article.text, article.paragraphs, None)
        for line in cut_lines(article, find_mentions(article), times):
            found = find_acts(line, None)
            if any(one.act.type == kind and one.status in ("asserted", "claimed") for one in found):
                examples.append((list_traits(line, found, kind), row["accept"] / row["total"]))
                break
    return examples, wanted


def learn(examples: list[Example]) -> dict[str, float]:
    """Give the weight of each trait."""
    counts = Counter(trait for traits, _ in examples for trait in traits)
    place = {trait: n for n, trait in enumerate(sorted(t for t, seen in counts.items() if seen >= SEEN))}
    rows = np.zeros((len(examples), len(place)))
    for n, (traits, _) in enumerate(examples):
        rows[n, [place[trait] for trait in traits if trait in place]] = 1
    labels = np.array([label for _, label in examples], float)
    weights = np.zeros(len(place))
    for _ in range(12):
        given = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (given - labels) + RIDGE * weights
        bend = (rows * (given * (1 - given))[:, None]).T @ rows + RIDGE * np.eye(len(place))
        weights -= np.linalg.solve(bend, slope)
    return {trait: float(weights[n]) for trait, n in place.items()}


def cross_validate(examples: list[Example], wanted: int) -> tuple[float, float]:
    """Give the bar that is best for F1, and that F1."""
    folds = np.random.RandomState(1).randint(0, FOLDS, len(examples))
    scores = np.zeros(len(examples))
    for fold in range(FOLDS):
        weights = learn([example for n, example in enumerate(examples) if folds[n] != fold])
        for n in np.flatnonzero(folds == fold):
            scores[n] = sum(weights.get(trait, 0.0) for trait in examples[n][0])
    shares = np.array([share for _, share in examples])
    labels, scores = shares[(shares == 0) | (shares == 1)] == 1, scores[(shares == 0) | (shares == 1)]
    bars = np.arange(-2.0, 1.0, 0.1)
    rated = [(2 * (labels & (scores > bar)).sum() / ((scores > bar).sum() + wanted), bar) for bar in bars]
    best = max(rated)
    return float(best[1]), float(best[0])


def main(sentences: Path, table: Path) -> None:
    """Write the weights of both types, the bar taken off what always holds."""
    lines = [
        "# Learned by bench/learn_events.py; telling.py says what a trait is. Above 0 in sum: the act is reported.",
        "trait\tweight",
    ]
    for kind in ("ASSAULT", "PROTEST"):
        examples, wanted = read_examples(sentences, kind)
        bar, f1 = cross_validate(examples, wanted)
        weights = learn(examples)
        weights["*always"] -= bar
        print(f"{kind}: {len(examples)} sentences with one, F1 {f1:.3f} in cross-validation")
        lines += [f"{kind} {trait}\t{weight:.2f}" for trait, weight in sorted(weights.items()) if abs(weight) >= 0.05]
    table.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2])) if len(sys.argv) == 3 else sys.exit(__doc__)
