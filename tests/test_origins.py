"""Origins by the cases of cases/origins.json: read as pages are, then traced."""

from typing import Any

import msgspec
import pytest

from riwaya.mentions import find_mentions
from riwaya.origins import join_families, read_accounts, trace_claims, trace_story
from riwaya.records import (
    Article,
    Claim,
    Claimant,
    Coverage,
    Extent,
    Findings,
    Passage,
    Reading,
    Retelling,
    Statement,
    Version,
)
from riwaya.statements import find_statements
from shelves import read_shelves


def make_reading(source: str, text: str, **more: Any) -> Reading:
    article = Article(source=source, text=text, paragraphs=((0, len(text)),), language="ar", **more)
    mentions = find_mentions(article)
    return Reading(article=article, statements=find_statements(article, mentions), findings=Findings(mentions=mentions))


def make_tie(a: int, b: int, kind: Any) -> Retelling:
    return Retelling(a=f"p{a}", b=f"p{b}", kind=kind, coverage=Coverage(a=1, b=1), passages=())


@pytest.mark.parametrize("case", read_shelves("origins"))
def test_where_a_story_comes_from(case: dict[str, Any]) -> None:
    pages = [{**page, "credit": tuple(page.get("credit", ()))} for page in case["given"]["pages"]]
    readings = [make_reading(f"p{n}", **page) for n, page in enumerate(pages)]
    found = trace_story(read_accounts(readings), [make_tie(*tie) for tie in case["given"]["retellings"]])
    assert {origin.name: origin.basis for origin in found.list if origin.name} == case["expected"]["origins"]
    assert (found.named, found.untraced) == (len(case["expected"]["origins"]), case["expected"]["untraced"])
    assert found.at_most == found.named + found.untraced == len(found.list)


def test_evidence_is_the_text_at_its_offsets() -> None:
    text = "قال عامل في المحطة لوكالة رويترز إن المضخات توقفت ظهر الأحد."
    reading = make_reading("a", text, outlet="صدى", byline="موفد صدى سعيد الغافري", credit=("رويترز",))
    fields = {"text": text, "byline": "موفد صدى سعيد الغافري"}
    found = [e for origin in trace_story(read_accounts([reading])).list for e in origin.evidence]
    assert {e.field for e in found} == {"text", "byline"}
    assert all(fields[e.field][e.start : e.end] == e.text for e in found)


def make_claim(*readings: Reading, of: str = "") -> Claim:
    """Join the first statement of each reading that says these words."""
    told = [(r.article.source, next(s for s in r.statements if says(s, of))) for r in readings]
    versions = tuple(Version(article=name, statement=s.id, content=s.content) for name, s in told)
    first = told[0][1].speaker
    speaker = Claimant(name=first.name) if first else None
    return Claim(id="c", versions=versions, speaker=speaker)


def says(statement: Statement, words: str) -> bool:
    return any(words in span.text for span in statement.content)


@pytest.mark.parametrize("case", read_shelves("claim_origins"))
def test_whose_a_claim_is(case: dict[str, Any]) -> None:
    pages = [{**page, "credit": tuple(page.get("credit", ()))} for page in case["given"]["pages"]]
    readings = [make_reading(f"p{n}", **page) for n, page in enumerate(pages)]
    claim = make_claim(*readings, of=case["given"]["claim"])
    found = trace_claims([claim], read_accounts(readings))[0].origins
    assert [origin.name for origin in found.list] == case["expected"]


@pytest.mark.parametrize(
    ("texts", "credit", "expected"),
    [
        (("قال الوزير عاصم البيطار لوكالة ضفاف إن السد آمن.", "قال الوزير عاصم البيطار إن السد آمن."), "ضفاف", "ضفاف"),
        (("قال الوزير عاصم البيطار في مؤتمر صحفي إن السد آمن.",) * 2, "ضفاف", "عاصم البيطار"),
        (("قال مزارع يدعى صبحي إن الماء عاد.",) * 2, "ضفاف", "ضفاف"),
    ],
    ids=["who-heard-it-first-hand", "public-words", "a-witness-was-told-to-somebody"],
)
def test_where_a_claim_comes_from(texts: tuple[str, str], credit: str, expected: str) -> None:
    readings = [make_reading(f"p{n}", text, outlet=f"صدى{n}", credit=(credit,)) for n, text in enumerate(texts)]
    found = trace_claims([make_claim(*readings)], read_accounts(readings))[0].origins
    assert [origin.name for origin in found.list] == [expected]


def test_a_byline_over_the_text_of_an_agency() -> None:
    text = "قال مزارع يدعى صبحي إن الماء عاد."
    wire = make_reading("p0", text, outlet="صدى", credit=("ضفاف",))
    paper = make_reading("p1", text, outlet="نبض", byline="تبوك - سامي الحداد")
    claim, accounts = make_claim(wire, paper), read_accounts([wire, paper])
    (found,) = trace_claims([claim], accounts, [make_tie(0, 1, "copy")])[0].origins.list
    assert (found.name, set(found.articles)) == ("ضفاف", {"p0", "p1"})
    alone = trace_claims([claim], accounts)[0].origins
    assert {origin.name for origin in alone.list} == {"ضفاف", "نبض"}


@pytest.mark.parametrize(
    ("text", "credit", "expected"),
    [
        ("أعلنت وكالة الأنباء الإيرانية الرسمية ذلك.\nوقالت الوكالة إن السد آمن.", (), "إرنا"),
        ("قال الوزير عاصم البيطار ذلك.\nوأضاف أن السد آمن.", (), "عاصم البيطار"),
    ],
    ids=["an-agency-by-its-kind", "the-verb-alone"],
)
def test_whoever_was_named_before(text: str, credit: tuple[str, ...], expected: str) -> None:
    reading = make_reading("p0", text, outlet="صدى", credit=credit)
    found = trace_claims([make_claim(reading)], read_accounts([reading]))[0].origins
    assert [origin.name for origin in found.list] == [expected]


def test_two_outlets_that_heard_two_unnamed_officials_are_two() -> None:
    texts = ("قال مسؤول لـ«الرابية» إن السد آمن.", "قال مسؤول لـ«النهر» إن السد آمن.")
    readings = [
        make_reading(f"p{n}", text, outlet=o)
        for n, (text, o) in enumerate(zip(texts, ("الرابية", "النهر"), strict=True))
    ]
    found = trace_claims([make_claim(*readings)], read_accounts(readings))[0].origins
    assert (found.named, found.untraced) == (2, 0)


@pytest.mark.parametrize(("end", "untraced"), [(40, 1), (10, 2)], ids=["in-the-passage", "beside-it"])
def test_a_passage_that_holds_the_claim_makes_its_articles_one_family(end: int, untraced: int) -> None:
    readings = [make_reading(f"p{n}", "قال سكان محليون إن السد آمن.", outlet=f"صدى{n}") for n in range(2)]
    passage = Passage(a=Extent(start=0, end=end), b=Extent(start=0, end=end))
    tie = msgspec.structs.replace(make_tie(0, 1, "partial"), passages=(passage,))
    found = trace_claims([make_claim(*readings)], read_accounts(readings), [tie])[0].origins
    assert (found.named, found.untraced) == (0, untraced)


def test_families_join_on_whole_retellings_only() -> None:
    ties = [make_tie(0, 1, "copy"), make_tie(1, 2, "partial"), make_tie(2, 3, "translation")]
    assert join_families(["p3", "p0", "p2", "p1"], ties) == {"p0": "p0", "p1": "p0", "p2": "p2", "p3": "p2"}


def test_a_page_on_which_one_speaker_goes_on_and_on_is_traced() -> None:
    added = " ".join(f"وأضاف أن البوابة رقم {n} مغلقة منذ أمس." for n in range(1100))
    reading = make_reading("p0", f"قال سامي الحداد في بيان إن السد آمن. {added}")
    assert len(reading.statements) > 1000
    assert [origin.name for origin in trace_story(read_accounts([reading]), []).list] == ["سامي الحداد"]
