"""Learn when a sentence reports an act as its news, from sentences that coders judged alike.

usage: learn_events.py SENTENCES TABLE

SENTENCES: as bench/events.py reads them. TABLE: where the weights go (riwaya/data/ar/events_telling.tsv). Prints the
F1 that nested eight-fold cross-validation gives for each type: the bar of a fold comes from an inner cross-validation
on the other seven. Logistic regression with a ridge, by Newton's method; traits bear more weight than stems.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from riwaya.events.finding import name_acts
from riwaya.events.lines import cut_lines
from riwaya.events.telling import list_traits
from riwaya.mentions import find_mentions
from riwaya.records import Article
from riwaya.times import find_times

RIDGE, STEM_RIDGE = 4.0, 20.0
SEEN, STEM_SEEN = 3, 6  # examples that a trait or a stem stands in
FOLDS, INNER = 8, 4
SHARE = 0.9  # of the sentences to be found that a bar lets through
Example = tuple[frozenset[str], float]  # traits, and the share of coders who said yes
Weights = dict[str, float]


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
            found = name_acts(line, None)
            if any(one.act.type == kind and one.status in ("asserted", "claimed") for one in found):
                examples.append((list_traits(line, found, kind), row["accept"] / row["total"]))
                break
    return examples, wanted


def learn(examples: list[Example]) -> Weights:
    """Give the weight of each trait."""
    counts = Counter(trait for traits, _ in examples for trait in traits)
    kept = sorted(t for t, seen in counts.items() if seen >= (SEEN if t.startswith("*") else STEM_SEEN))
    place = {trait: n for n, trait in enumerate(kept)}
    ridge = np.array([RIDGE if trait.startswith("*") else STEM_RIDGE for trait in kept])
    rows = np.zeros((len(examples), len(place)))
    for n, (traits, _) in enumerate(examples):
        rows[n, [place[trait] for trait in traits if trait in place]] = 1
    labels = np.array([label for _, label in examples], float)
    weights = np.zeros(len(place))
    for _ in range(12):
        given = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (given - labels) + ridge * weights
        bend = (rows * (given * (1 - given))[:, None]).T @ rows + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return {trait: float(weights[n]) for trait, n in place.items()}


def score(examples: list[Example], folds: int, seed: int) -> list[float]:
    """Give each example's score by the weights of the folds that it is not in."""
    fold_of = np.random.RandomState(seed).randint(0, folds, len(examples))
    scores = [0.0] * len(examples)
    for fold in range(folds):
        weights = learn([example for n, example in enumerate(examples) if fold_of[n] != fold])
        for n in np.flatnonzero(fold_of == fold):
            scores[n] = weigh(examples[n], weights)
    return scores


def weigh(example: Example, weights: Weights) -> float:
    """Give the sum of an example's weights."""
    return sum(weights.get(trait, 0.0) for trait in example[0])


def set_bar(examples: list[Example], wanted: int, seed: int = 1) -> float:
    """Give the score that nine tenths as many unanimous sentences pass as there are to be found."""
    scores = score(examples, INNER, seed)
    firm = sorted((s for s, (_, share) in zip(scores, examples, strict=True) if share in (0, 1)), reverse=True)
    return firm[min(len(firm), max(1, int(SHARE * wanted))) - 1]


def cross_validate(examples: list[Example], wanted: int, seed: int = 0) -> float:
    """Give the F1 of weights and bars that have not seen what they judge."""
    fold_of = np.random.RandomState(seed).randint(0, FOLDS, len(examples))
    right = given = 0
    for fold in range(FOLDS):
        seen = [example for n, example in enumerate(examples) if fold_of[n] != fold]
        weights, bar = learn(seen), set_bar(seen, wanted * (FOLDS - 1) // FOLDS, seed)
        judged = [examples[n] for n in np.flatnonzero(fold_of == fold) if examples[n][1] in (0, 1)]
        passed = [share for example in judged for share in (example[1],) if weigh(example, weights) >= bar]
        right, given = right + sum(share == 1 for share in passed), given + len(passed)
    return 2 * right / (given + wanted)


def main(sentences: Path, table: Path) -> None:
    """Write the weights of both types, the bar taken off what always holds."""
    lines = [
        "# Learned by bench/learn_events.py; telling.py says what a trait is. Above 0 in sum: the act is reported.",
        "trait\tweight",
    ]
    for kind in ("ASSAULT", "PROTEST"):
        examples, wanted = read_examples(sentences, kind)
        weights = learn(examples)
        weights["*always"] -= set_bar(examples, wanted)
        rated = ", ".join(f"{cross_validate(examples, wanted, seed):.3f}" for seed in range(2))
        print(f"{kind}: {len(examples)} sentences with one, F1 in nested cross-validation, two draws: {rated}")
        lines += [f"{kind} {trait}\t{weight:.2f}" for trait, weight in sorted(weights.items()) if abs(weight) >= 0.05]
    table.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2])) if len(sys.argv) == 3 else sys.exit(__doc__)
