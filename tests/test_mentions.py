"""Names by the cases of cases/mentions.json, and the laws that every text must obey."""

import importlib.util
import itertools
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clocks import seconds
from riwaya.errors import InputError
from riwaya.mentions import find_mentions, pretrained
from riwaya.mentions.memory import ALONE, NO_NAME, remember
from riwaya.mentions.properties import line_up
from riwaya.mentions.tagger import tag_sentences
from riwaya.mentions.viterbi import find_best
from riwaya.mentions.weights import load_weights
from riwaya.mentions.words import normalize, part
from riwaya.records import Article
from shelves import read_shelves

WORDS = ["قال", "وقال", "الرئيس", "محمد", "بن", "علي", "في", "بالقاهرة", "و", "«", "»", ".", "2018", "رويترز", "", "x"]


def make_article(text: str, language: str | None = "ar") -> Article:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    return Article(source="made up", text=text, paragraphs=tuple(paragraphs), language=language)


@pytest.mark.parametrize("case", read_shelves("mentions"))
def test_cases(case: dict[str, Any]) -> None:
    found = find_mentions(make_article(case["given"]))
    assert [[m.text, m.type] for m in found] == case["expected"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40).map(" ".join))
def test_spans_stand_in_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for mention in find_mentions(make_article(text)):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.text == mention.text.strip()
        end = mention.end


@given(st.lists(st.lists(st.sampled_from([w for w in WORDS if w]), max_size=8), max_size=6))
def test_labels_are_bio(sentences: list[list[str]]) -> None:
    labels = tag_sentences(sentences, "ar")
    assert list(map(len, labels)) == list(map(len, sentences))
    for row in labels:
        for before, label in zip(["O", *row], row, strict=False):
            assert label[0] != "I" or before[1:] == label[1:]


@given(st.lists(st.lists(st.integers(-5, 5), min_size=9, max_size=9), min_size=1, max_size=3), st.integers(0, 2))
def test_the_best_row_of_labels_is_found(scores: list[list[int]], before: int) -> None:
    """Viterbi's answer beside other sentences scores as high as the best of all rows of labels."""
    weights = load_weights("ar")

    def total(labels: tuple[int, ...]) -> float:
        steps = sum(float(weights.moves[a, b]) for a, b in itertools.pairwise(labels))
        return float(weights.starts[labels[0]]) + steps + sum(row[x] for row, x in zip(scores, labels, strict=True))

    beside = [[0] * 9] * (5 * before)
    lengths = [5] * before + [len(scores)]
    found = find_best(np.array(beside + scores, np.float32), lengths, weights).tolist()[len(beside) :]
    best = max(map(total, itertools.product(range(9), repeat=len(scores))))
    assert total(tuple(found)) == pytest.approx(best, abs=1e-3)


def test_sentences_do_not_see_each_other_but_through_memory() -> None:
    one, other = ["وصل", "سامر", "الحلبي", "أمس", "."], ["ارتفع", "سعر", "القمح", "."]
    assert tag_sentences([one, other], "ar") == tag_sentences([one], "ar") + tag_sentences([other], "ar")


def test_memory_counts_the_other_occurrences() -> None:
    row = line_up([["الحلبي", "قال", "الحلبي", "الحلبي"]], "ar")
    seen = remember(row, np.array([3, 0, 3, 0]), 9)[row.places].tolist()
    assert seen[0] == seen[2] < seen[3]  # one of two others is a name, both are
    assert seen[1] == ALONE
    assert remember(row, np.array([0, 0, 0, 0]), 9)[row.places].tolist() == [NO_NAME, ALONE, NO_NAME, NO_NAME]


@pytest.mark.parametrize(
    ("written", "clitics", "stem"),
    [("وباريس", "و", "باريس"), ("بباريس", "ب", "باريس"), ("باريس", "", "باريس"), ("للقاهرة", "ل", "القاهره"),
     ("وليد", "", "وليد"), ("لبنان", "", "لبنان"), ("وبالرياض", "وب", "الرياض"), ("كندا", "", "كندا")],
)  # fmt: skip
def test_clitics_part_from_known_words(written: str, clitics: str, stem: str) -> None:
    assert part(normalize(written), load_weights("ar")) == (clitics, stem)


def test_no_weights_no_mentions() -> None:
    assert find_mentions(make_article("قال محمد علي", language="xx")) == ()


def test_headings_outside_paragraphs_are_left_alone() -> None:
    text = "القاهرة\nوصل الوزير إلى بيروت."
    article = Article(source="made up", text=text, paragraphs=((8, len(text)),), language="ar")
    assert [m.text for m in find_mentions(article)] == ["بيروت"]


def test_weights_are_small_and_load_fast() -> None:
    path = Path(pretrained.__file__).parents[1] / "data" / "ar" / "tagger.npz"
    assert path.stat().st_size < 5_000_000
    load_weights.cache_clear()
    begin = time.process_time()
    load_weights("ar")
    assert time.process_time() - begin < 0.4  # 0.1 s on a free core


@pytest.mark.parametrize("unit", ["محمد ", "و", "وقال الرئيس ", "«", ". "])
def test_long_lines_take_linear_time(unit: str) -> None:
    def spent(repeats: int) -> float:
        return seconds(lambda: find_mentions(make_article(unit * repeats)), times=2)

    spent(100)
    assert spent(10_000) < 40 * max(spent(1_000), 0.01)


def test_another_tagger_takes_the_place_of_the_shipped_one() -> None:
    def tag(sentences: Any, language: str) -> list[list[str]]:
        assert language == "xx"
        return [["B-LOC" if word == "كذا" else "O" for word in sentence] for sentence in sentences]

    found = find_mentions(make_article("بلدة كذا في القاهرة", language="xx"), tag)
    assert [(m.text, m.type) for m in found] == [("كذا", "place")]


# --- a checkpoint of Hugging Face -----------------------------------------------------------------------------

needs_models = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("torch", "transformers")),
    reason="the extra `models` is absent",
)


def make_checkpoint(folder: Path) -> str:
    """Write a BERT without layers that labels by the word alone: سامر B-PER, الحلبي I-PER, بيروت B-GPE, أمس B-DATE."""
    import torch
    from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast

    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "وصل", "سامر", "الحلبي", "بيروت", "امس", "##ون", "الى"]
    (folder / "vocab.txt").write_text("\n".join(pieces), "utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt"), vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    labels = ["O", "B-PER", "I-PER", "B-GPE", "B-DATE"]
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=16, num_hidden_layers=0, num_attention_heads=1, intermediate_size=4,
        id2label=dict(enumerate(labels)), label2id={label: i for i, label in enumerate(labels)},
    )  # fmt: skip
    model = BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        model.bert.embeddings.LayerNorm.weight.fill_(1)
        model.bert.embeddings.word_embeddings.weight.copy_(torch.eye(16)[: len(pieces)] * 10)
        model.classifier.bias[0] = 1
        for piece, label in (("سامر", 1), ("الحلبي", 2), ("بيروت", 3), ("امس", 4)):
            model.classifier.weight[label, pieces.index(piece)] = 5
    model.save_pretrained(folder)
    return str(folder)


@needs_models
@pytest.mark.filterwarnings("ignore")
def test_a_checkpoint_takes_the_place_of_the_shipped_tagger(tmp_path: Path) -> None:
    tag = pretrained.load_tagger(make_checkpoint(tmp_path))
    words = ["وصل", "سامر", "الحلبي", "الى", "بيروت", "امس"]
    assert tag([words, [], ["سامرون"]], "ar") == [["O", "B-PERS", "I-PERS", "O", "B-LOC", "O"], [], ["B-PERS"]]
    assert tag([words * 60], "ar") == [["O", "B-PERS", "I-PERS", "O", "B-LOC", "O"] * 60]
    found = find_mentions(make_article("وصل سامر الحلبي الى بيروت امس"), tag)
    assert [(m.text, m.type) for m in found] == [("سامر الحلبي", "person"), ("بيروت", "place")]


@needs_models
@pytest.mark.filterwarnings("ignore")
def test_a_folder_without_checkpoint_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        pretrained.load_tagger(str(tmp_path))


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="the extra `models` is there")
def test_a_missing_extra_is_an_input_error() -> None:
    with pytest.raises(InputError, match="models"):
        pretrained.load_tagger("somewhere")
