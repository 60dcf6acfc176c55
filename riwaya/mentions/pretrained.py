"""A token-classification checkpoint of Hugging Face in the place of the shipped tagger.

In: the folder or name of a checkpoint. Out: a function that labels sentences as `tag_sentences` does, to be given to
`find_mentions`. Needs the extra `models`. Types that we do not have (dates, numbers, nationalities) become O.

`$RIWAYA_TAGGER` chooses a checkpoint for everything that reads pages, worker processes included. Nothing is fetched: a
checkpoint that goes by its name on the hub must be on the disk already.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from riwaya.checkpoints import load_checkpoint, name_checkpoint, number_checkpoint

Tagger = Callable[[Sequence[Sequence[str]], str], list[list[str]]]

_VARIABLE = "RIWAYA_TAGGER"
_KINDS = {"PER": "PERS", "PERSON": "PERS", "GPE": "LOC", "LOCATION": "LOC", "ORGANIZATION": "ORG", "MIS": "MISC"}
_OURS = frozenset({"PERS", "LOC", "ORG", "MISC"})
_WORDS = 120  # words of a sentence read at once; a word is seldom more than four pieces, and 512 pieces are the limit
_BATCH = 16


def choose_tagger() -> Tagger | None:
    """Give the tagger of the checkpoint that `$RIWAYA_TAGGER` names; None, for the shipped one, where it names none."""
    checkpoint = name_checkpoint(_VARIABLE)
    return load_tagger(checkpoint) if checkpoint else None


def is_chosen() -> bool:
    """True where a pretrained tagger reads the pages."""
    return name_checkpoint(_VARIABLE) is not None


def number_tagger() -> int:
    """Give a number that is another for every choice of tagger, 0 for the shipped one: readings are kept with it."""
    return number_checkpoint(_VARIABLE)


@functools.lru_cache(maxsize=1)
def load_tagger(checkpoint: str) -> Tagger:
    """Give a tagger that runs the checkpoint, which must come with a fast tokenizer and BIO labels.

    Raises:
        InputError: the extra is not installed, or the checkpoint is not on the disk or cannot be loaded.
    """
    tokenizer, model = load_checkpoint(checkpoint, "AutoModelForTokenClassification", "models")
    import torch

    names = [_our_label(model.config.id2label[i]) for i in range(model.config.num_labels)]

    def tag(sentences: Sequence[Sequence[str]], language: str) -> list[list[str]]:
        """Label the words of each sentence. The checkpoint knows its languages itself."""
        del language
        pieces = [list(piece) for sentence in sentences for piece in _cut(sentence)]
        labels: list[list[str]] = []
        with torch.no_grad():
            for start in range(0, len(pieces), _BATCH):
                labels += _label(pieces[start : start + _BATCH], tokenizer, model, names)
        flat = iter([label for row in labels for label in row])
        return [[next(flat) for _ in sentence] for sentence in sentences]

    return tag


def _our_label(label: str) -> str:
    head, _, kind = label.partition("-")
    kind = _KINDS.get(kind.upper(), kind.upper())
    return f"{head}-{kind}" if kind in _OURS else "O"


def _cut(sentence: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(sentence), _WORDS):
        yield sentence[start : start + _WORDS]


def _label(pieces: list[list[str]], tokenizer: Any, model: Any, names: list[str]) -> list[list[str]]:
    """Label each word as its first piece is labelled; a word that the tokenizer drops is O."""
    given = tokenizer(pieces, is_split_into_words=True, truncation=True, padding=True, return_tensors="pt")
    best = model(**given).logits.argmax(-1).tolist()
    labels = [["O"] * len(piece) for piece in pieces]
    for i, row in enumerate(best):
        seen: set[int] = set()
        for word, label in zip(given.word_ids(i), row, strict=True):
            if word is not None and word not in seen:
                seen.add(word)
                labels[i][word] = names[label]
    return labels
