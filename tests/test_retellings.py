"""Retellings by the cases of cases/retellings.json, and the laws that every set of articles must obey."""

import random
from pathlib import Path
from time import process_time
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Article, Published
from riwaya.retellings import Fingerprint, align, find_retellings, fingerprint, pair_candidates
from riwaya.retellings.alignment import align_pairs
from riwaya.retellings.candidates import Issue
from riwaya.retellings.wordings import read_wordings
from riwaya.retellings.words import cut_words
from riwaya.text import is_word, tokenize
from shelves import read_shelves

WORDS = [f"كلمة{n}" for n in range(400)]
DECORATION = "\u064b\u0651\u0640\u200f"


def _article(
    source: str, paragraphs: list[str], published: dict[str, Any] | None = None, outside: str = "", **given: Any
) -> Article:
    text, extents = "", []
    for paragraph in paragraphs:
        extents.append((len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Article(
        source=source,
        text=text + outside,
        paragraphs=tuple(extents),
        published=msgspec.convert(published, Published) if published else None,
        outlet=given.get("outlet"),
        credit=tuple(given.get("credit", ())),
    )


@pytest.mark.parametrize("case", read_shelves("retellings"))
def test_cases(case: dict[str, Any]) -> None:
    found = find_retellings([_article(**article) for article in case["given"]])
    assert [{"a": r.a, "b": r.b, "kind": r.kind, "direction": r.direction} for r in found] == case["expected"]
    assert all(r.because for r in found)


@st.composite
def families(draw: st.DrawFn) -> list[Article]:
    """Articles of several paragraphs that are pieces of two long texts, in chance order, some with words replaced."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    stems = [[chance.choice(WORDS) for _ in range(120)] for _ in range(2)]
    articles = []
    for n in range(draw(st.integers(2, 5))):
        paragraphs = []
        for _ in range(draw(st.integers(1, 3))):
            start = draw(st.integers(0, 100))
            piece = chance.choice(stems)[start : start + draw(st.integers(1, 120))]
            paragraphs.append(" ".join(w if chance.random() > 0.05 else chance.choice(WORDS) for w in piece))
        articles.append(_article(f"s{n}", paragraphs, outside="خارج التقرير"))
    return articles


@given(families(), st.randoms())
def test_order_of_articles_does_not_matter(articles: list[Article], chance: random.Random) -> None:
    shuffled = chance.sample(articles, len(articles))
    assert find_retellings(shuffled) == find_retellings(articles)


@given(families())
def test_passages_share_words_and_stay_in_one_paragraph(articles: list[Article]) -> None:
    by_source = {article.source: article for article in articles}
    for found in find_retellings(articles):
        assert found.a < found.b
        assert 0 < found.coverage.a <= 1
        assert 0 < found.coverage.b <= 1
        assert found.passages
        for passage in found.passages:
            a, b = by_source[found.a], by_source[found.b]
            for article, extent in ((a, passage.a), (b, passage.b)):
                assert any(start <= extent.start < extent.end <= end for start, end in article.paragraphs)
            assert set(a.text[passage.a.start : passage.a.end].split()) & set(
                b.text[passage.b.start : passage.b.end].split()
            )


@given(st.lists(st.sampled_from(WORDS), min_size=20, max_size=200))
def test_same_text_is_a_copy(words: list[str]) -> None:
    if len(set(words)) < 20:
        return
    found = find_retellings([_article(source, [" ".join(words)]) for source in "ab"])
    assert [(r.kind, r.coverage.a, r.coverage.b) for r in found] == [("copy", 1.0, 1.0)]


@given(families())
def test_batch_changes_nothing(articles: list[Article]) -> None:
    wordings = list(read_wordings(articles))
    pairs = [(a, b) for a in wordings for b in wordings]
    assert list(align_pairs(pairs)) == [align(a, b) for a, b in pairs]
    alone = [next(read_wordings([article])) for article in articles]
    assert [w.words.tolist() for w in wordings] == [w.words.tolist() for w in alone]


@given(
    st.lists(st.sampled_from(WORDS), min_size=9, max_size=9),
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.lists(st.sampled_from(WORDS), max_size=30),
)
def test_nine_common_words_are_noticed(common: list[str], before: list[str], after: list[str]) -> None:
    one = fingerprint(_article("a", [" ".join(before + common + after)]))
    other = fingerprint(_article("b", [" ".join(after + common + before)]))
    assert set(one.hashes.tolist()) & set(other.hashes.tolist())


@given(st.text(st.sampled_from("ابجأةىؤ١٢3٣ab.،؛ \n\u064b\u0651\u0640\u200f«»-😀"), max_size=80))
def test_words_are_those_of_the_tokenizer(text: str) -> None:
    tokens = [token for token in tokenize(text) if is_word(token.form)]
    cut = cut_words(text)
    written = [text[start:end].strip(DECORATION) for start, end in zip(cut.starts, cut.ends, strict=True)]
    assert written == [text[token.start : token.end].strip(DECORATION) for token in tokens]
    assert all(token.start <= start < token.end for token, start in zip(tokens, cut.starts, strict=True))
    assert cut.numbers.tolist() == [token.form[0].isdigit() for token in tokens]
    hashes = dict(zip((token.form for token in tokens), cut.hashes.tolist(), strict=True))
    assert [hashes[token.form] for token in tokens] == cut.hashes.tolist()
    assert len(set(hashes.values())) == len(hashes)


def test_fingerprint_is_the_same_as_bytes() -> None:
    given = fingerprint(_article("a", [" ".join(WORDS)]))
    back = Fingerprint.from_bytes(given.to_bytes())
    assert np.array_equal(back.hashes, given.hashes)
    assert np.array_equal(back.places, given.places)


def test_template_of_an_outlet_pairs_nobody() -> None:
    line = " ".join(WORDS[:12])
    prints = [fingerprint(_article(str(n), [f"{line} {WORDS[20 + n]}"])) for n in range(5)]
    assert len(pair_candidates(prints)) == 10
    assert pair_candidates(prints, [Issue("النهر", day) for day in range(5)]) == []
    assert len(pair_candidates(prints, [Issue("النهر", day // 3) for day in range(5)])) == 10


def test_one_run_in_many_articles_pairs_only_neighbours() -> None:
    prints = [fingerprint(_article(str(n), [" ".join(WORDS[:40])])) for n in range(200)]
    pairs = pair_candidates(prints)
    assert {b - a for a, b in pairs} == set(range(1, 33))


def test_work_grows_with_length_and_no_faster() -> None:
    def spent(length: int) -> float:
        chance = random.Random(3)
        articles = [_article(s, [" ".join(chance.choices(WORDS[:8], k=length))]) for s in "ab"]
        began = process_time()
        find_retellings(articles)
        return process_time() - began

    spent(1000)
    assert spent(40_000) < 20 * max(spent(10_000), 0.02)


def test_seeds_share_passages_and_nothing_else(shared: Path) -> None:
    """The seeds tell one story in different words; two of them are separate translations, which have their own name."""
    texts = [(path.stem, path.read_text("utf-8")) for path in sorted((shared / "seeds").glob("*.txt"))]
    found = find_retellings([_article(source, text.splitlines()) for source, text in texts])
    assert [r for r in found if r.kind in ("copy", "edited")] == []
