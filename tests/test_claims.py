"""Claims by the cases of cases/claims.json, and the laws that every set of readings must obey."""

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.claims import find_claims
from riwaya.quantities import find_quantities
from riwaya.records import (
    Article,
    Coverage,
    Extent,
    Findings,
    Mention,
    Passage,
    Published,
    Reading,
    Retelling,
    Span,
    Statement,
)
from shelves import read_shelves


def make_reading(source: str, *said: dict[str, Any]) -> Reading:
    text = "".join(f"{one['content']}\n" for one in said)
    statements = []
    for number, one in enumerate(said, 1):
        start = text.index(one["content"])
        speaker = {"name": one["speaker"], "how": one.get("how", "named"), "id": one.get("actor")}
        span = Span(start=start, end=start + len(one["content"]), text=one["content"])
        fields = {
            "id": f"s{number}",
            "kind": one.get("kind", "indirect"),
            "speaker": speaker,
            "polarity": one.get("polarity", "asserted"),
        }
        statements.append(
            msgspec.structs.replace(msgspec.convert({**fields, "content": []}, Statement), content=(span,))
        )
    day = max((one["day"] for one in said if "day" in one), default=None)
    published = msgspec.convert({"date": day, "precision": "day", "basis": "text"}, Published) if day else None
    language = said[0].get("language")
    article = Article(source=source, text=text, paragraphs=((0, len(text)),), published=published, language=language)
    people = {one["speaker"] for one in said if one.get("is_person")}
    mentions = tuple(Mention(start=0, end=len(name), text=name, type="person") for name in sorted(people))
    findings = Findings(quantities=find_quantities(article, ()), mentions=mentions)
    return Reading(article=article, statements=tuple(statements), findings=findings)


@pytest.mark.parametrize("case", read_shelves("claims"))
def test_what_is_one_claim(case: dict[str, Any]) -> None:
    one, other = case["given"]["a"], case["given"]["b"]
    if case["given"].get("same_article"):
        twice = make_reading("a", one)
        again = msgspec.structs.replace(twice.statements[0], id="s2")
        readings = [msgspec.structs.replace(twice, statements=(*twice.statements, again))]
    else:
        both, of_a, of_b = (case["given"].get(key, ()) for key in ("both", "beside_a", "beside"))
        readings = [make_reading("a", *both, one, *of_a), make_reading("b", *both, other, *of_b)]
    assert len(find_claims(readings)) == case["expected"]


def test_a_passage_joins_what_two_translations_say_in_other_words() -> None:
    one = {"content": "شيّدنا هذا الجدار بأيدينا وبأموال متقاعدينا", "speaker": "ميهاي ستروغان"}
    other = {"content": "بأيدينا نحن بنينا هذا الجدار من أموال أهلنا", "speaker": "الرئيس"}
    readings = [make_reading("a", one), make_reading("b", other)]
    whole = Passage(a=Extent(start=0, end=40), b=Extent(start=0, end=40))
    tie = Retelling(a="a", b="b", kind="translation", coverage=Coverage(a=1, b=1), passages=(whole,))
    assert len(find_claims(readings)) == 2
    assert len(find_claims(readings, [tie])) == 1


@pytest.mark.parametrize(
    ("speakers", "headed"),
    [
        ((("مصدر أمني", "anonymous"), ("صحيفة «الرابية»", "named")), "مصدر أمني"),
        ((("مسؤول", "role"), ("سامي الحداد", "named")), "سامي الحداد"),
        ((("صحيفة «الرابية»", "named"), ("الحداد", "unresolved")), "صحيفة «الرابية»"),
        ((("مصدر أمني", "anonymous"), ("مصادر", "anonymous")), "مصدر أمني"),
    ],
)
def test_whom_a_claim_is_headed_by(speakers: tuple[tuple[str, str], ...], headed: str) -> None:
    words = "الشرطة اعتقلت ثلاثة أشخاص قرب الجسر الجديد"
    readings = [
        make_reading(str(n), {"content": words, "speaker": s, "how": how}) for n, (s, how) in enumerate(speakers)
    ]
    (claim,) = find_claims(readings)
    assert claim.speaker is not None
    assert claim.speaker.name == headed


def test_the_very_words_under_another_name_do_not_part_the_others() -> None:
    words = "روسيا تتعهد بإسقاط كل الصواريخ التي ستطلق على الجسر فلتستعد لأنها قادمة وستكون جديدة وذكية"
    other = "تعهدت روسيا بضرب الصواريخ الموجهة إلى الجسر فلتستعد لأنها قادمة وستكون جميلة وذكية"
    haddad = {"speaker": "الحداد", "how": "role", "actor": "haddad", "kind": "direct", "day": "2024-05-10"}
    mistaken = {**haddad, "speaker": "الزين", "actor": "zein"}
    said = ({"content": words, **haddad}, {"content": words, **mistaken}, {"content": other, **haddad})
    readings = [make_reading(str(n), one) for n, one in enumerate(said)]
    assert [len(claim.versions) for claim in find_claims(readings)] == [3]
    assert [len(claim.versions) for claim in find_claims(readings[1:])] == [1, 1]


def test_three_versions_are_no_claim_where_two_of_them_contradict() -> None:
    said = (
        "القصف أدى إلى مقتل 31 شخصا في السوق",
        "القصف أدى إلى مقتل أشخاص في السوق",
        "القصف أدى إلى مقتل 27 شخصا في السوق",
    )
    readings = [make_reading(str(n), {"content": text, "speaker": "الوالي"}) for n, text in enumerate(said)]
    assert sorted(len(claim.versions) for claim in find_claims(readings)) == [1, 2]


SAID = [case.values[0]["given"][side] for case in read_shelves("claims") for side in "ab"]


@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=9), st.randoms())
def test_claims_are_a_function_of_the_set(said: list[dict[str, Any]], chance: random.Random) -> None:
    readings = [make_reading(f"{n:02}", one) for n, one in enumerate(said)]
    shuffled = chance.sample(readings, len(readings))
    claims = find_claims(readings)
    assert find_claims(shuffled) == claims
    versions = [(v.article, v.statement) for claim in claims for v in claim.versions]
    assert sorted(versions) == [(r.article.source, s.id) for r in readings for s in r.statements]
    assert all(len({v.article for v in claim.versions}) == len(claim.versions) for claim in claims)


@pytest.mark.parametrize(
    ("speaker", "number", "claims"), [("Helena Brandt", 40, 1), ("Helena Brandt", 50, 2), ("Anton Reyes", 40, 2)]
)
def test_a_sentence_and_its_translation_are_one_claim(speaker: str, number: int, claims: int) -> None:
    """By the speaker, as the name sounds, and by the number: words say nothing across languages."""
    one = {"content": "العبارة كانت تقل 40 عاملا حين شب الحريق", "speaker": "هيلينا براندت"}
    words = f"the ferry was carrying {number} workers when the fire began"
    readings = [make_reading("a", one), make_reading("b", {"content": words, "speaker": speaker, "language": "en"})]
    passage = Passage(a=Extent(start=0, end=39), b=Extent(start=0, end=59))
    tie = Retelling(a="a", b="b", kind="translation", coverage=Coverage(a=1, b=1), passages=(passage,))
    assert len(find_claims(readings, [tie])) == claims
    assert len(find_claims(readings)) == 2


def test_what_one_page_announces_another_tells_in_a_clause() -> None:
    army = {"speaker": "الجيش", "actor": "army"}
    told = make_reading("a", {"content": "أربعة جنود قتلوا في انهيار ثلجي قرب معبر الجبل", **army})
    alone = make_reading("b", {"content": "مقتل أربعة جنود في انهيار ثلجي قرب معبر الجبل", **army})
    said = msgspec.structs.replace(alone.statements[0], id="a1")
    findings = msgspec.structs.replace(alone.findings, announcements=(said,))
    announced = msgspec.structs.replace(alone, statements=(), findings=findings)
    (claim,) = find_claims([told, announced])
    assert [version.statement for version in claim.versions] == ["s1", "a1"]
    assert find_claims([announced]) == ()  # of one page it is an event


def test_what_only_one_page_tells_twice_stays_as_it_stands() -> None:
    lead = {"content": "المحطة الشمالية ستعود إلى العمل قبل موسم الري", "speaker": "سامي الحداد", "actor": "haddad"}
    body = {**lead, "content": "المحطة الشمالية ستعود قبل موسم الري إلى العمل كما كانت"}
    assert len(find_claims([make_reading("a", lead, body)])) == 2
    assert len(find_claims([make_reading("a", lead, body), make_reading("b", lead)])) == 1
