"""Learn the weights of `riwaya/data/ar/tagger.npz`. Half an hour on one core, three gigabytes of memory.

usage: train_names.py SHARED [--work DIR] [--hold-out N]

SHARED: the folder with corpora/entities, corpora/names and corpora/news. Needs gensim and python-crfsuite. DIR keeps
the word vectors between runs. Overwrites the weights in the package. With --hold-out every block of five articles
whose number is N (0 to 9) modulo ten is left out, and the figures on it are printed: do that in a copy of the project.
"""

import argparse
import csv
import gzip
import itertools
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import gensim
import numpy as np
import pycrfsuite

import entities
from riwaya.lexicon import load_list
from riwaya.mentions import memory, properties, tagger, weights, words
from riwaya.text import fold, tokenize

DATA = Path(weights.__file__).parents[1] / "data" / "ar" / "tagger.npz"
SIZES = (64, 256, 1024)  # how many groups of like words, at three sizes
FOLDS = 4
LEAN = 0.5  # what is taken off O, so that names the field is unsure of are found in news it did not learn from
HABITS = (0.02, 0.1, 0.3, 0.6, 0.85)  # the shares of a word's uses that part one step from the next
TOLERANCE = {"c1": 0.1, "c2": 0.1, "max_iterations": 80, "feature.possible_transitions": True}
# Buckwalter's letters for Arabic ones, as CAMeL Morph writes them; vowel marks are left out.
LETTERS = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيا", strict=True))

Sentence = list[tuple[str, str]]
Document = list[Sentence]


# --- words of the news --------------------------------------------------------------------------------------


def read_news(shared: Path) -> Iterator[list[str]]:
    for path in sorted((shared / "corpora/news").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                for part in f"{record.get('title') or ''}\n{record['text'] or ''}".split("\n"):
                    # a token of vowel marks alone has no form
                    if found := [form for token in tokenize(part) if (form := words.normalize(token.form))]:
                        yield found
    for path in sorted((shared / "corpora/entities").glob("*train.txt")):
        for sentence in entities.read_sentences(path):
            yield [form for word, _ in sentence if (form := words.normalize(word))]


class Parter:
    """Parts clitics from stems by how often the news writes the one and the other; names are left whole."""

    def __init__(self, counts: Counter[str], names: dict[str, int]) -> None:
        self.counts, self.names, self.known = counts, names, {}
        self.whole = frozenset(load_list("ar", "whole_front"))

    def part(self, form: str) -> list[str]:
        """Give the clitics of a word, as و_, and its stem."""
        if form not in self.known:
            rest = self._cut(form, "وف", 0.5)
            stem = self._cut(rest, "بلك", 1.0)
            fronts = [form[0] + "_"] * (rest != form) + [rest[0] + "_"] * (stem != rest)
            self.known[form] = [*fronts, stem]
        return self.known[form]

    def _cut(self, form: str, letters: str, ratio: float) -> str:
        if len(form) <= 3 or form[0] not in letters or form in self.whole:
            return form
        rest = "ال" + form[2:] if form.startswith("لل") and len(form) > 4 else form[1:]
        count, other = self.counts[form], self.counts[rest]
        if rest.startswith("ال") and len(rest) > 4:
            return rest if other >= 3 else form
        if form in self.names:
            # كيري stays whole though يرى is a common word; وأنا does not
            stays = other < 2 * count or (
                rest not in self.names and (other < 8 * count or (letters == "بلك" and self.names[form] & 6))
            )
            if stays:
                return form
        return rest if other >= max(5, ratio * count) else form


def learn_vectors(lines: Iterable[list[str]], names: dict[str, int]) -> dict[str, np.ndarray]:
    lines = list(lines)
    parter = Parter(Counter(word for line in lines for word in line), names)
    parted = [[piece for word in line for piece in parter.part(word)] for line in lines]
    model = gensim.models.Word2Vec(
        parted, vector_size=64, window=3, min_count=5, sg=1, negative=8, workers=2, epochs=6, sample=1e-4, seed=1
    )
    return {word: model.wv[word] for word in model.wv.index_to_key if not word.endswith("_")}


def group_words(vectors: np.ndarray, count: int) -> np.ndarray:
    """Spherical k-means; the vectors come in order of frequency, and the first centres are frequent words."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    centres = unit[np.random.default_rng(0).choice(min(20_000, len(unit)), count, replace=False)]
    for _ in range(12):
        near = np.concatenate([(unit[i : i + 8192] @ centres.T).argmax(1) for i in range(0, len(unit), 8192)])
        sums = np.zeros_like(centres)
        np.add.at(sums, near, unit)
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return near


def find_vectors(kept: Path, shared: Path, names: dict[str, int]) -> tuple[list[str], np.ndarray]:
    """Give the words of the news and their vectors, learned anew where no file keeps them."""
    if not kept.exists():
        vectors = learn_vectors(read_news(shared), names)
        np.savez(kept, words=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
    arrays = np.load(kept)
    return arrays["words"].tolist(), arrays["vectors"]


def group_all(known: list[str], vectors: np.ndarray) -> dict[str, np.ndarray]:
    """Give the groups of every word at each size, counted from 1."""
    levels = np.stack([group_words(vectors, size) for size in SIZES], axis=1)
    return {word: level + 1 for word, level in zip(known, levels, strict=True)}


# --- lists of names -----------------------------------------------------------------------------------------


def read_names(shared: Path) -> dict[str, int]:
    """Give the marks of each folded name: 2 a person's, 4 a place's (CAMeL Morph), 8 foreign (Wikidata), 16 given."""
    marks: Counter[str] = Counter()
    with (shared / "corpora/names/camel-morph-MSA-Noun-Prop-LEX.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for column in ("FORM", "LEMMA"):
                name = fold("".join(LETTERS.get(letter, "") for letter in row[column]))
                marks[name] |= 2 if "rat:r" in row["FEAT"] else 4
    for line in (shared / "corpora/names/wikidata-names-en-ar.tsv").read_text("utf-8").splitlines():
        marks[fold(line.split("\t")[1].replace(" ", ""))] |= 8
    for name in load_list("ar", "names_given"):
        marks[fold(name)] |= 16
    return {name: mark for name, mark in marks.items() if len(name) > 1}


# --- the file -----------------------------------------------------------------------------------------------


def write_weights(
    path: Path,
    groups: dict[str, np.ndarray],
    names: dict[str, int],
    habits: dict[int, np.ndarray],
    state: dict,
    moves: dict,
) -> None:
    table = {words.number(w): w for w in [*names, *groups]}
    keys = sorted(table)
    labels = ["O", *(f"{head}-{kind}" for kind in ("PERS", "LOC", "ORG", "MISC") for head in "BI")]
    known = sorted({int(key) for key, _ in state})
    place = {key: i for i, key in enumerate(known)}
    scores = np.zeros((len(known), len(labels)), np.float32)
    for (key, label), score in state.items():
        scores[place[int(key)], labels.index(label)] = score
    step = np.float32(np.abs(scores).max(initial=1e-6) / 32767)
    between = np.zeros((len(labels), len(labels)), np.float32)
    for (before, after), score in moves.items():
        between[labels.index(before), labels.index(after)] = score
    between[:, 0] -= LEAN
    np.savez_compressed(
        path,
        words=np.array(keys, np.uint32),
        marks=np.array([names.get(table[k], 0) | (weights.KNOWN if table[k] in groups else 0) for k in keys], np.uint8),
        groups=np.array([groups.get(table[k], (0, 0, 0)) for k in keys], np.uint16),
        habits=np.array([habits.get(k, np.zeros(len(labels) - 1)) for k in keys], np.uint8),
        labels=np.array(labels),
        properties=np.array(known or [0], np.uint32),
        scores=np.round(scores / step).astype(np.int16) if known else np.zeros((1, len(labels)), np.int16),
        steps=step,
        moves=between,
    )
    weights.load_weights.cache_clear()
    words.describe_word.cache_clear()
    tagger.scored_words.cache_clear()


# --- the random field ---------------------------------------------------------------------------------------


def list_properties(
    document: Document, labels: list[list[str]] | None, *, blind: bool = False
) -> list[list[list[str]]]:
    """Give the properties of each word; `labels` are those that the article's memory rests on.

    Where `blind`, without those that say which word it is.
    """
    row = properties.line_up([[word for word, _ in sentence] for sentence in document], "ar")
    names = weights.load_weights("ar").labels
    memories = memory.forget(row)
    if labels is not None:
        memories = memory.remember(row, np.array([names.index(x) for s in labels for x in s], np.intp), len(names))
    flat = iter(tagger.list_properties(row, memories))
    if blind:
        pairs = properties.find_pairs(row)[:, 4:6].tolist()  # the word with the one before, and with the one after
        itself = [properties.spread(word.shown[:1])[properties.REACH].tolist() for word in row.words]
        same = [{*own, *pair} for own, pair in zip(itself, pairs, strict=True)]
        flat = iter([[p for p in seen if p not in same[i]] for seen, i in zip(flat, row.places.tolist(), strict=True)])
    return [[list(map(str, next(flat))) for _ in sentence] for sentence in document]


def train(examples: Iterable[tuple[list[list[str]], list[str]]]) -> pycrfsuite.Tagger:
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, labels in examples:
        trainer.append(rows, labels)
    trainer.set_params(TOLERANCE)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        model = pycrfsuite.Tagger()
        model.open(f"{folder}/model")
        return model


def examples(document: Document, seen: list[list[list[str]]]) -> Iterator[tuple[list[list[str]], list[str]]]:
    for rows, sentence in zip(seen, document, strict=True):
        yield rows, [label for _, label in sentence]


def train_twice(documents: list[Document], *, blind: bool = False) -> pycrfsuite.Tagger:
    """Learn from each article as it is read first, and as it is read with the memory of the first reading.

    That memory comes from a field that has not seen the article.
    """
    bare = [list_properties(document, None, blind=blind) for document in documents]
    full = []
    for fold_ in range(FOLDS):
        others = [e for i, d in enumerate(documents) if i // 5 % FOLDS != fold_ for e in examples(d, bare[i])]
        model = train(others)
        full += [
            (document, list_properties(document, [model.tag(rows) for rows in bare[i]], blind=blind))
            for i, document in enumerate(documents)
            if i // 5 % FOLDS == fold_
        ]
    pairs = [*zip(documents, bare, strict=True), *full]
    return train(example for document, seen in pairs for example in examples(document, seen))


def learn_habits(
    path: Path, groups: dict, names: dict, documents: list[Document], shared: Path
) -> dict[int, np.ndarray]:
    """Tell from the news how each word is used, by a field that knows only its letters and its surroundings."""
    info = train_twice(documents, blind=True).info()
    write_weights(path, groups, names, {}, info.state_features, info.transitions)
    labels = weights.load_weights("ar").labels
    seen: dict[int, np.ndarray] = {}
    for sentences in read_articles(shared):
        row = properties.line_up(sentences, "ar")
        found = [label for tags in tagger.tag_sentences(sentences, "ar") for label in tags]
        for stem, label in zip(row.stems[row.places].tolist(), found, strict=True):
            seen.setdefault(stem, np.zeros(len(labels), np.int64))[labels.index(label)] += 1
    known = {words.number(word) for word in groups}
    return {
        stem: np.searchsorted(HABITS, counts[1:] / counts.sum(), side="right")
        for stem, counts in seen.items()
        if stem in known and counts.sum() >= 4 and counts[1:].any()
    }


def read_articles(shared: Path) -> Iterator[list[list[str]]]:
    """Give every third article of the news as sentences."""
    for path in sorted((shared / "corpora/news").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in itertools.islice(lines, 0, None, 3):
                yield [s for part in json.loads(line)["text"].split("\n") for s in cut_sentences(part)]


def cut_sentences(line: str) -> list[list[str]]:
    sentences: list[list[str]] = [[]]
    for token in tokenize(line):
        sentences[-1].append(token.form)
        if token.form in ".؟!":
            sentences.append([])
    return [s for s in sentences if s]


def hold_out(documents: list[Document], number: int) -> tuple[list[Document], list[Document]]:
    """Part the articles. The corpus has some articles twice: no sentence stands in both parts, however it is cut."""
    held = [document for i, document in enumerate(documents) if i // 5 % 10 == number]
    seen = {_letters(sentence) for document in held for sentence in document}
    rest = [
        [sentence for sentence in document if len(sentence) < 6 or _letters(sentence) not in seen]
        for i, document in enumerate(documents)
        if i // 5 % 10 != number
    ]
    return [document for document in rest if document], held


def _letters(sentence: Sentence) -> str:
    """Give the first letters of a sentence, without spaces and marks."""
    return "".join(letter for word, _ in sentence for letter in fold(word) if letter.isalnum())[:40]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--hold-out", type=int)
    options = parser.parse_args()
    names = read_names(options.shared)
    groups = group_all(*find_vectors(options.work / "riwaya-vectors.npz", options.shared, names))
    write_weights(DATA, groups, names, {}, {}, {})
    documents = entities.cut_articles(entities.read_sentences(options.shared / "corpora/entities/anercorp-train.txt"))
    held: list[Document] = []
    if options.hold_out is not None:
        documents, held = hold_out(documents, options.hold_out)
    habits = learn_habits(DATA, groups, names, documents, options.shared)
    write_weights(DATA, groups, names, habits, {}, {})
    info = train_twice(documents).info()
    write_weights(DATA, groups, names, habits, info.state_features, info.transitions)
    print(f"{len(info.state_features)} scores, {DATA.stat().st_size} bytes")
    if held:
        print(json.dumps(entities.score(held, entities.tag(held)), indent=1))


if __name__ == "__main__":
    main()
