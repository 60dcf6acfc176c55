"""English by data: the cases of its pack, and what holds of every pack."""

import datetime as dt
import itertools
import re
from fnmatch import fnmatch
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clocks import seconds
from riwaya import lexicon
from riwaya.disagreements import find_disagreements
from riwaya.extract import extract_article
from riwaya.lexicon import languages, load_list
from riwaya.mentions import find_mentions
from riwaya.origins.media import find_media
from riwaya.pipeline import read_page
from riwaya.quantities import find_quantities
from riwaya.records import Article, Given, Page, Quantity, Reading, Statement, Time
from riwaya.statements import find_statements
from riwaya.times import find_times
from shelves import read_shelves

PACKS = Path(__file__).parent / "packs"
# fmt: off
WORDS = [
    "said", "that", "adding", '"', "“", "”", ",", ".", "he", "the minister", "Sami Haddad", "according to", "told",
    "AFP", "quoted", "as saying", "citing", "on Monday", "and", "but", "not", ":", "was", "denied", "who", "'s", "Dr.",
    "U.N.", "in", "a statement", "of", "30", "called", "reported", "they",
]
# fmt: on


def _statements(text: str) -> tuple[Statement, ...]:
    article = extract_article(Page(source="1", kind="text", body=text.encode(), given=Given(language="en")))
    return find_statements(article, (), find_times(text, article.paragraphs, dt.date(2018, 4, 12), "en"))


def _article(text: str, language: str = "en") -> Article:
    return Article(source="1", text=text, language=language, paragraphs=((0, len(text)),))


def _times(text: str, published: str | None = "2018-04-12", language: str = "en") -> tuple[Time, ...]:
    return find_times(text, [(0, len(text))], dt.date.fromisoformat(published) if published else None, language)


def _quantities(text: str, published: str = "2018-04-12", language: str = "en") -> tuple[Quantity, ...]:
    return find_quantities(_article(text, language), _times(text, published, language))


@pytest.mark.parametrize("case", read_shelves("expressions_en"))
def test_times(case: dict[str, Any]) -> None:
    found = _times(case["given"]["text"], case["given"]["published"])
    assert [[t.text, t.from_ and str(t.from_), t.to and str(t.to), t.precision] for t in found] == case["expected"]


@pytest.mark.parametrize("case", read_shelves("quantities_en"))
def test_quantities(case: dict[str, Any]) -> None:
    found = _quantities(case["given"]["text"], case["given"]["published"])
    assert [[q.text, q.low, q.best, q.high, q.unit, q.of and q.of.text] for q in found] == case["expected"]


@pytest.mark.parametrize("case", read_shelves("mentions_en"))
def test_mentions(case: dict[str, Any]) -> None:
    assert [[m.text, m.type] for m in find_mentions(_article(case["given"]["text"]))] == case["expected"]


@pytest.mark.parametrize("case", read_shelves("origins_en"))
def test_media(case: dict[str, Any]) -> None:
    found = find_media(Reading(article=_article(case["given"]["text"])))
    assert [[medium.name, medium.told, medium.rests] for medium in found] == case["expected"]


@pytest.mark.parametrize("case", read_shelves("disagreements_en"))
def test_disagreements(case: dict[str, Any]) -> None:
    readings = [_read(name, text) for name, text in case["given"].items()]
    found = find_disagreements(readings)
    assert [[d.slot, [value.value for value in d.values]] for d in found] == case["expected"]


@given(st.lists(st.sampled_from([*WORDS, "Reuters", "the Alden Herald", "President", "Lena Ortiz", "Ortiz", "(", ")"])))
def test_names_and_media_stand_in_their_text(words: list[str]) -> None:
    article = _article(" ".join(words))
    for found in (find_mentions(article), find_media(Reading(article=article))):
        ends = [0]
        for one in found:
            assert ends[-1] <= one.start < one.end <= len(article.text)
            ends.append(one.end)
    assert all(article.text[m.start : m.end] == m.text for m in find_mentions(article))


@pytest.mark.parametrize("text", ["President Lena Ortiz ", "told the Alden Herald ", "Ortiz, ", "The "])
def test_names_and_media_are_found_in_linear_time(text: str) -> None:
    def look(times: int) -> float:
        article = _article(text * times)
        return seconds(lambda: (find_mentions(article), find_media(Reading(article=article))))

    few, many = look(200), look(1600)
    assert many < 40 * few + 0.5


def _read(name: str, text: str) -> Reading:
    given = Given(id=name, language="en", published="2024-05-14")
    return read_page(Page(source=name, kind="text", body=text.encode(), given=given))


def test_without_a_day_times_keep_their_precision() -> None:
    assert [(t.text, t.from_, t.precision) for t in _times("He left on Monday and in 2014.", None)] == [
        ("Monday", None, "day"),
        ("2014", dt.date(2014, 1, 1), "year"),
    ]


@pytest.mark.parametrize("text", ["two and a half ", "the third of the ", "between 3 and ", "on Monday, 14 April "])
def test_reading_is_linear(text: str) -> None:
    few, many = seconds(lambda: _quantities(text * 200)), seconds(lambda: _quantities(text * 1600))
    assert many < 40 * few + 0.5


@pytest.mark.parametrize("case", read_shelves("statements_en"))
def test_statements(case: dict[str, Any]) -> None:
    found = [
        (said.speaker.name if said.speaker else "", said.kind, [span.text for span in said.content], said.polarity)
        for said in _statements(case["text"])
    ]
    names = [name if name in names else names[0] for (names, *_), (name, *_) in zip(case["said"], found, strict=True)]
    wanted = [(kind, content, rest[0] if rest else "asserted") for _, kind, content, *rest in case["said"]]
    assert found == [(name, *rest) for name, rest in zip(names, wanted, strict=True)]


def test_carriers_stand_between_speaker_and_page() -> None:
    found = _statements(
        "The talks failed, Reuters reported, citing a diplomat.\nIt quoted Sami Haddad as saying he left."
    )
    assert [(s.speaker and s.speaker.name, [c.name for c in s.carriers]) for s in found] == [
        ("diplomat", ["Reuters"]),
        ("Sami Haddad", ["Reuters"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The minister declined to comment and did not say when he would leave.",
        "She was told to wait, to say the least of it.",
        'The film "The Long Road" won two prizes in Tunis.',
        "The ministry is said to be empty, and the report was read aloud.",
        "He denied accusations of fraud.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert not _statements(text)


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_spans_lie_in_the_text(text: str) -> None:
    article = _article(text)
    found = find_statements(article, (), _times(text))
    assert len({said.id for said in found}) == len(found)
    for said in found:
        assert said.speaker is not None
        for span in (*said.content, *filter(None, (said.cue, said.source, said.venue))):
            assert span.text == text[span.start : span.end] != ""
        assert all(one.end <= two.start for one, two in itertools.pairwise(said.content))


@pytest.mark.parametrize(
    "text", ["he said that ", '"no," said ', "said, adding, ", "according to X, ", "A B, the C, said "]
)
def test_reading_statements_is_linear(text: str) -> None:
    few, many = seconds(lambda: _statements(text * 100)), seconds(lambda: _statements(text * 800))
    assert many < 40 * few + 0.5


@pytest.mark.parametrize("language", ["fa", "yy"])
def test_a_language_without_a_pack_has_nothing(language: str) -> None:
    text = "ورود 50 هزار نفر در 3 ماه. He said on Monday that 30 people left. وقال الوزير إن السد آمن."
    assert not _times(text, language=language)
    assert not _quantities(text, language=language)
    assert not find_statements(_article(text, language))


def test_a_language_is_a_folder_of_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack in packs/xx, with words of Esperanto, and not a word of code."""
    for folder in (Path(str(resources.files("riwaya"))) / "data", PACKS):
        for pack in folder.iterdir():
            (tmp_path / pack.name).symlink_to(pack)
    monkeypatch.setattr(lexicon, "_DATA", tmp_path)
    text = '"La ponto estas sekura," diris Ana Ruiz hieraŭ. Pli ol 30 homoj foriris. Ŝi aldonis ke la vojo malfermiĝos.'
    times = _times(text, language="xx")
    assert [(time.text, str(time.from_)) for time in times] == [("hieraŭ", "2018-04-11")]
    assert [(q.text, q.low, q.unit) for q in _quantities(text, language="xx")] == [("Pli ol 30", 30, "person")]
    said = find_statements(_article(text, "xx"), (), times)
    assert [(s.speaker and s.speaker.name, s.content[0].text) for s in said] == [
        ("Ana Ruiz", "La ponto estas sekura"),
        ("Ana Ruiz", "la vojo malfermiĝos"),
    ]


def _files() -> list[Path]:
    data = Path(str(resources.files("riwaya"))) / "data"
    return sorted(path for code in languages() for path in (data / code).glob("*.t*"))


@pytest.mark.parametrize("path", _files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_of_a_pack_keeps_the_loader_s_rules(path: Path) -> None:
    """Also those that no test reads: comments that say what it is, no empty cell too many, nothing twice."""
    lines = path.read_text("utf-8").split("\n")
    assert lines[0].startswith("#"), "the first line says what the file holds"
    if path.suffix == ".txt":
        assert load_list(path.parent.name, path.stem)
        return
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    assert len(rows) > 1
    assert all(len(row) <= len(rows[0]) for row in rows)


def test_the_page_on_languages_names_every_file_of_the_english_pack() -> None:
    page = (Path(__file__).parents[1] / "docs" / "languages.md").read_text("utf-8")
    named = re.findall(r"`([\w*]+\.(?:tsv|txt))`", page)
    bare = [p.name for p in _files() if p.parent.name == "en" and not any(fnmatch(p.name, name) for name in named)]
    assert not bare, f"docs/languages.md does not say what {bare} are for"
