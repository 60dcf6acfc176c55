"""Positions by the cases of cases/positions.json, and the law that they follow from the set of readings."""

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.claims import find_claims
from riwaya.positions import find_positions
from riwaya.positions.stances import take_stance
from riwaya.records import Article, Published, Reading, Span, Speaker, Statement
from shelves import read_shelves


def make_statement(content: str, cue: str | None = None, polarity: str = "asserted", start: int = 0) -> Statement:
    at = start + len(cue) + 1 if cue else start
    said = Statement(
        id="s1",
        kind="indirect",
        content=(Span(start=at, end=at + len(content), text=content),),
        cue=Span(start=start, end=start + len(cue), text=cue) if cue else None,
        speaker=Speaker(id="haddad", name="سامي الحداد", how="named"),
    )
    return msgspec.structs.replace(said, polarity=polarity)


@pytest.mark.parametrize("case", read_shelves("positions"))
def test_which_stance_is_taken(case: dict[str, Any]) -> None:
    taken = take_stance(make_statement(**case["given"]))
    assert (taken.stance if taken else None) == case["expected"]


SAID = (
    ("2025-01-20", "لن نجلس إلى طاولة المفاوضات", "refuses", None),
    ("2025-02-01", "مستعدون للعودة إلى المفاوضات إذا فتحت بوابتان", "ready if", "refusal to conditional readiness"),
    ("2025-02-06", "مستعدون للعودة إلى المفاوضات", "ready", "condition dropped"),
)


def make_readings() -> list[Reading]:
    return [
        Reading(
            article=Article(
                source=f"p{n}",
                text=content,
                paragraphs=((0, len(content)),),
                published=msgspec.convert({"date": day, "precision": "day", "basis": "text"}, Published),
            ),
            statements=(make_statement(content),),
        )
        for n, (day, content, _, _) in enumerate(SAID)
    ]


@settings(deadline=None)
@given(st.randoms())
def test_a_position_moves_in_order_of_time(chance: random.Random) -> None:
    readings = make_readings()
    chance.shuffle(readings)
    (position,) = find_positions(readings, find_claims(readings))
    assert (position.actor.id, position.issue) == ("haddad", "المفاوضات")
    assert [(s.date.isoformat(), s.stance, s.shift) for s in position.stances if s.date] == [
        (day, stance, shift) for day, _, stance, shift in SAID
    ]
    for stance in position.stances:
        assert all(stance.content[0].text[w.start : w.end] == w.text for w in stance.shows)


def test_another_matter_is_another_position() -> None:
    readings = make_readings()[:1]
    other = make_statement("لن ترفع أسعار الخبز هذا العام")
    article = msgspec.structs.replace(readings[0].article, source="q")
    readings.append(Reading(article=article, statements=(other,)))
    assert find_positions(readings, find_claims(readings)) == ()
