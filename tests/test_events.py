"""Events by the cases of cases/events.json, by the demo's truth, and the laws that every text must obey."""

import datetime as dt
import functools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clocks import seconds
from riwaya.demo import demo_pages
from riwaya.events import find_events, read_score
from riwaya.events.acts import _Noun, _Verb
from riwaya.events.finding import _Cameo
from riwaya.lexicon import load_table
from riwaya.mentions import find_mentions
from riwaya.pipeline.reading import read_page
from riwaya.records import Article, Event, Page, Party, Published, Reading
from riwaya.statements import find_statements
from riwaya.times import find_times
from shelves import read_shelves
from test_demo import TRUTH

DAY = dt.date(2018, 3, 14)  # a Wednesday


def read(text: str) -> tuple[Event, ...]:
    published = Published(date=DAY, precision="day", basis="given")
    article = Article(source="a", text=text, language="ar", published=published, paragraphs=((0, len(text)),))
    mentions = find_mentions(article)
    times = find_times(text, article.paragraphs, DAY)
    return find_events(article, find_statements(article, mentions), mentions, times)


def words(party: Party | None) -> str | None:
    return party.span.text if party and party.span else None


def show(event: Event) -> list[str | None]:
    day = str(event.date.from_) if event.date else None
    parties = [words(party) for party in (event.actor, event.recipient, event.place)]
    return [event.type, event.trigger.text, *parties, day, event.status]


@pytest.mark.parametrize("case", read_shelves("events"))
def test_cases(case: dict[str, Any]) -> None:
    assert [show(event) for event in read(case["given"]["text"])] == case["expected"]


@functools.cache
def demo_readings() -> dict[str, Reading]:
    return {page.source: read_page(page) for page in demo_pages() if isinstance(page, Page)}


@pytest.mark.parametrize("event", TRUTH["events"], ids=lambda event: event["id"])
def test_demo_events_are_found_with_their_type_and_status(event: dict[str, Any]) -> None:
    reading = next(r for source, r in demo_readings().items() if source.endswith(event["article"]))
    first = reading.article.paragraphs[event["paragraph"]][0] if reading.article.paragraphs else 0
    found = {
        (e.type, e.status)
        for e in reading.findings.events or events_of(reading)
        if e.trigger.text in event["trigger"] or event["trigger"] in e.trigger.text
        if abs(e.trigger.start - first) < 2000
    }
    assert (event["type"], event["status"]) in found


def events_of(reading: Reading) -> tuple[Event, ...]:
    return find_events(reading.article, reading.statements, reading.findings.mentions, reading.findings.times)


def test_a_name_behind_a_particle_has_its_article_whole() -> None:
    (event,) = read("قدمت الوزارة مساعدات غذائية للأمم المتحدة.")
    assert event.recipient is not None
    assert (event.recipient.name, words(event.recipient)) == ("الأمم المتحدة", "لأمم المتحدة")


@pytest.mark.parametrize(
    ("written", "name"), [("للجنة الدولية", "اللجنة الدولية"), ("للبنان", "لبنان"), ("للحكومة", "الحكومة")]
)
def test_a_name_behind_a_particle_is_written_as_it_stands_alone(written: str, name: str) -> None:
    (event,) = read(f"قدمت الوزارة مساعدات غذائية {written}.")
    assert event.recipient is not None
    assert event.recipient.name == name


def test_codes_and_modes_are_of_the_code_book() -> None:
    codes = {row.cameo: row for row in load_table("plover", "cameo", _Cameo, "cameo")}
    rows = [*load_table("ar", "events_verbs", _Verb, "act"), *load_table("ar", "events_nouns", _Noun, "noun")]
    assert rows
    for row in rows:
        assert row.cameo in codes, row
        assert read_score(row.type) is not None, row


def test_accuse_is_read_as_harm() -> None:
    assert read_score("ACCUSE") == -3
    assert read_score("NOTHING") is None


_WORDS = [
    "قصفت",
    "الجيش",
    "المدينة",
    "وقال",
    "إن",
    "«",
    "»",
    "متظاهرون",
    "ضد",
    "أمس",
    "لم",
    "هدد",
    "ـ",
    "#",
    "12",
    "من",
    "التي",
    "سيزور",
    "،",
    ".",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)))
def test_spans_are_the_text_at_their_offsets(text: str) -> None:
    for event in read(text):
        spans = [event.trigger, *(p.span for p in (event.actor, event.recipient, event.place) if p and p.span)]
        for span in spans:
            assert span.text
            assert span.text == text[span.start : span.end]


@pytest.mark.parametrize("unit", ["قصف ", "من ", "«", "متظاهرون ضد ", "12 ", "الجيش الذي ", "ما لا يقل عن ", "و"])
def test_long_lines_take_linear_time(unit: str) -> None:
    def spent(repeats: int) -> float:
        text = unit * repeats
        article = Article(source="a", text=text, language="ar", paragraphs=((0, len(text)),))
        return seconds(lambda: find_events(article))

    spent(100)
    assert spent(8_000) < 40 * max(spent(800), 0.01)


def test_other_languages_have_none() -> None:
    text = "قصفت الطائرات المدينة."
    assert find_events(Article(source="a", text=text, language="fa", paragraphs=((0, len(text)),))) == ()
    assert find_events(Article(source="a", text=text, language="ar", paragraphs=())) == ()
