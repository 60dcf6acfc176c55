"""An encoder of sentences as evidence for translations: hand-made ones, and a tiny checkpoint made here."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from riwaya.errors import InputError
from riwaya.records import Article
from riwaya.retellings import encoders, find_retellings, translations
from riwaya.retellings.encoders import count_nearest

HAS_MODELS = importlib.util.find_spec("torch") is not None
needs_models = pytest.mark.skipif(not HAS_MODELS, reason="the extra `embeddings` is not installed")

# One foreign report rendered twice: names and numbers in one order, hardly a word in common.
ONE = (
    "قال رئيس بلدية كورفاندا يانكو بيلاريف إن 412 عائلة غادرت ضفة نهر سيلفا منذ الثلاثاء.",
    "وذكر أن مياه السيول جرفت جسرين قرب قرية دارنوفا وأغرقت 37 منزلا.",
    "ووصلت بعثة من مدينة تيرميش تضم 60 منقذا وأربعة زوارق يقودها ستيفان موراك.",
    "ويتوقع خبراء الأرصاد في أوستاغا أن يبلغ منسوب سيلفا 7.4 أمتار فجر الجمعة.",
)
OTHER = (
    "اضطرت 412 أسرة إلى ترك بيوتها على ضفاف سيلفا ابتداء من الثلاثاء بحسب عمدة كورفاندا يانكو بيلاريف.",
    "ودمر الفيضان معبرين بجوار دارنوفا فيما غمر الماء 37 بيتا، على حد قوله.",
    "وأوفدت تيرميش فريقا قوامه 60 مسعفا ومعهم أربعة قوارب بقيادة ستيفان موراك.",
    "ورجح راصدو الطقس بأوستاغا وصول النهر سيلفا إلى 7.4 أمتار مع فجر الجمعة.",
)


def write_report(source: str, sentences: Sequence[str]) -> Article:
    return Article(source=source, text="\n".join(sentences), paragraphs=_cut(sentences), language="ar")


def _cut(sentences: Sequence[str]) -> tuple[tuple[int, int], ...]:
    ends = np.cumsum([len(sentence) + 1 for sentence in sentences])
    return tuple((int(end) - len(sentence) - 1, int(end) - 1) for sentence, end in zip(sentences, ends, strict=True))


def understand(texts: Sequence[str]) -> NDArray[np.float32]:
    """Encode a sentence by its place in the report: one that understands both renderings."""
    return np.eye(len(texts), dtype=np.float32)


def misread(texts: Sequence[str]) -> NDArray[np.float32]:
    """Encode each sentence by the place of another: none is nearest to what it renders."""
    turn = 1 if ONE[0].startswith(texts[0]) else 2
    return np.roll(np.eye(len(texts), dtype=np.float32), turn, axis=0)


@pytest.mark.parametrize(
    ("shift", "encode", "kinds"),
    [
        (0.0, None, ["translation"]),
        (0.02, None, []),
        (0.02, understand, ["translation"]),
        (-0.02, None, ["translation"]),
        (-0.02, misread, []),
        (-0.06, misread, ["translation"]),
        (0.06, understand, []),
    ],
    ids=["as shipped", "just short", "lifted", "just enough", "lowered", "beyond doubt", "beyond help"],
)
def test_an_encoder_decides_where_the_alignment_leaves_it_open(
    shift: float, encode: encoders.Encoder | None, kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [write_report("a", ONE), write_report("b", OTHER)]
    bar = measure_share(reports, monkeypatch)
    monkeypatch.setattr(translations, "ENOUGH", bar + shift)
    found = find_retellings(reports, encode=encode)
    assert [r.kind for r in found] == kinds
    assert all(any("sentence encoder" in why for why in r.because) == (encode is understand) for r in found)


def measure_share(reports: Sequence[Article], monkeypatch: pytest.MonkeyPatch) -> float:
    """Give the largest bar, in hundredths, at which the two are still a translation."""
    for bar in range(99, 0, -1):
        monkeypatch.setattr(translations, "ENOUGH", bar / 100)
        if find_retellings(reports):
            return bar / 100
    raise AssertionError("the reports are no translation at any bar")


def test_sentences_are_nearest_only_both_ways() -> None:
    rows = {"x": (1, 0), "y": (0.8, 0.6), "z": (0, 1)}

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([rows[text] for text in texts], np.float32)

    assert count_nearest(encode, ["x", "z"], ["x", "y", "z"], [(0, 0), (1, 2)]) == 2
    assert count_nearest(encode, ["x", "z"], ["y"], [(0, 0), (1, 0)]) == 1


def make_checkpoint(folder: Path) -> str:
    """Write a BERT without layers that encodes a sentence by its words alone."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "وصل", "river", "نهر", "came"]
    (folder / "vocab.txt").write_text("\n".join(pieces), "utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt"), vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=16, num_hidden_layers=0, num_attention_heads=1, intermediate_size=4
    )
    model = BertModel(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        model.embeddings.LayerNorm.weight.fill_(1)
        meaning = torch.eye(16)[: len(pieces)] * 10
        meaning[7], meaning[8] = meaning[6], meaning[5]  # each word means its translation
        model.embeddings.word_embeddings.weight.copy_(meaning)
    model.save_pretrained(folder)
    return str(folder)


@needs_models
@pytest.mark.filterwarnings("ignore")
def test_a_checkpoint_encodes_sentences_of_two_languages(tmp_path: Path) -> None:
    encode = encoders.load_encoder(make_checkpoint(tmp_path))
    rows = encode(["وصل", "came", "نهر"] * 20)
    assert rows.shape == (60, 16)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > 0.999 > rows[0] @ rows[2]
    assert count_nearest(encode, ["وصل", "نهر"], ["river", "came"], [(0, 1), (1, 0)]) == 2


@needs_models
@pytest.mark.filterwarnings("ignore")
def test_a_folder_without_checkpoint_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        encoders.load_encoder(str(tmp_path))


@pytest.mark.skipif(HAS_MODELS, reason="the extra `embeddings` is there")
def test_a_choice_without_the_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIWAYA_ENCODER", "somewhere")
    with pytest.raises(InputError, match="embeddings"):
        encoders.choose_encoder()


def test_without_a_choice_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RIWAYA_ENCODER", raising=False)
    assert encoders.choose_encoder() is None
    assert encoders.number_encoder() == 0
    monkeypatch.setenv("RIWAYA_ENCODER", "one")
    assert encoders.number_encoder() != 0
