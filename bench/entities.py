"""Tag a file of tokens and print the figures of CoNLL: exact span and type, micro-averaged.

usage: entities.py GOLD.conll [--out PREDICTED.conll]

GOLD: a token and its BIO tag a line, sentences parted by blank lines. LOC and GPE, PERS and PER are one type. Where an
article begins is guessed from the words, since such files do not say.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from riwaya.mentions.tagger import tag_sentences
from riwaya.mentions.words import normalize

Sentence = list[tuple[str, str]]
Document = list[Sentence]
Spans = set[tuple[int, int, str]]
SAME = {"PERS": "PER", "GPE": "LOC", "MIS": "MISC", **{f"MIS{n}": "MISC" for n in range(4)}}


def read_sentences(path: Path) -> list[Sentence]:
    sentences: list[Sentence] = [[]]
    for line in path.read_text("utf-8").split("\n"):
        if cells := line.split():
            sentences[-1].append((" ".join(cells[:-1]), cells[-1]))
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def cut_articles(sentences: list[Sentence], width: int = 4) -> list[Document]:
    """Part sentences where those before share next to no words with those after (after Hearst's TextTiling, 1997)."""
    bags = [{normalize(word).removeprefix("و").removeprefix("ال") for word, _ in s if len(word) > 3} for s in sentences]
    known = Counter(word for bag in bags for word in bag)
    worth = {word: math.log(len(bags) / count) ** 2 for word, count in known.items() if count > 1}
    ties = [1.0] + [_tie(bags[max(0, i - width) : i], bags[i : i + width], worth) for i in range(1, len(bags))]
    starts = [0]
    for i, tie in enumerate(ties):
        lowest = tie == min(ties[max(0, i - 3) : i + 4])
        if i - starts[-1] >= 3 and (tie < 0.03 or (tie < 0.06 and lowest)):
            starts.append(i)
    return [sentences[a:b] for a, b in zip(starts, [*starts[1:], len(sentences)], strict=True)]


def _tie(before: Sequence[set[str]], after: Sequence[set[str]], worth: dict[str, float]) -> float:
    """Cosine of the weighted words of two stretches."""
    one, other = set().union(*before), set().union(*after)
    sizes = [sum(worth.get(word, 0) for word in words) for words in (one, other)]
    return sum(worth.get(word, 0) for word in one & other) / math.sqrt(sizes[0] * sizes[1] + 1e-9)


def tag(documents: list[Document]) -> list[list[list[str]]]:
    return [tag_sentences([[word for word, _ in sentence] for sentence in document], "ar") for document in documents]


def find_spans(labels: Sequence[str]) -> Spans:
    found: Spans = set()
    start, kind = -1, ""
    for i, label in enumerate([*labels, "O"]):
        head, _, name = label.partition("-")
        name = SAME.get(name, name)
        if start >= 0 and (head != "I" or name != kind):
            found.add((start, i, kind))
            start = -1
        if head == "B" or (head == "I" and start < 0):
            start, kind = i, name
    return found


def score(documents: list[Document], labels: list[list[list[str]]]) -> dict[str, dict[str, float]]:
    right, given, true = Counter[str](), Counter[str](), Counter[str]()
    for document, row in zip(documents, labels, strict=True):
        for sentence, found in zip(document, row, strict=True):
            gold, guess = find_spans([label for _, label in sentence]), find_spans(found)
            true.update(kind for *_, kind in gold)
            given.update(kind for *_, kind in guess)
            right.update(kind for *_, kind in gold & guess)
    kinds = sorted(true | given)
    return {name: _figures(some, right, given, true) for name, some in [("all", kinds), *((k, [k]) for k in kinds)]}


def _figures(kinds: list[str], right: Counter[str], given: Counter[str], true: Counter[str]) -> dict[str, float]:
    hits, guesses, gold = (sum(counter[kind] for kind in kinds) for counter in (right, given, true))
    return {
        "precision": round(hits / guesses if guesses else 0, 4),
        "recall": round(hits / gold if gold else 0, 4),
        "f1": round(2 * hits / (guesses + gold) if hits else 0, 4),
        "gold": gold,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, help="where to write the tokens with the tags found")
    options = parser.parse_args()
    documents = cut_articles(read_sentences(options.gold))
    tag_sentences([["كلمة"]], "ar")  # load the weights
    begin = process_time()
    labels = tag(documents)
    seconds = process_time() - begin
    if options.out:
        rows = [
            zip(s, found, strict=True)
            for d, r in zip(documents, labels, strict=True)
            for s, found in zip(d, r, strict=True)
        ]
        lines = ["".join(f"{word} {label}\n" for (word, _), label in row) for row in rows]
        options.out.write_text("\n".join(lines), "utf-8")
    print(json.dumps(score(documents, labels), indent=1))
    print(f"{sum(len(s) for d in documents for s in d) / seconds:.0f} words a CPU-second")


if __name__ == "__main__":
    main()
