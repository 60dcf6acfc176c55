"""Positions by the cases of cases/positions.json, and the law that they follow from the set of readings."""

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import NOW
from riwaya.actors import find_side, read_side
from riwaya.claims import find_claims
from riwaya.pipeline import add_pages
from riwaya.positions import find_positions, join_positions
from riwaya.positions.issues import list_issues
from riwaya.positions.shifts import name_shift
from riwaya.positions.stances import take_stance
from riwaya.query import Moment, list_moments, list_positions, open_store
from riwaya.records import (
    Actor,
    Article,
    Claim,
    Claimant,
    Correction,
    Mention,
    Position,
    Published,
    Quoted,
    Reading,
    Span,
    Speaker,
    Stance,
    Statement,
    Version,
)
from riwaya.sources import open_pages
from riwaya.text import find_words
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
    assert join_positions(find_positions(readings, find_claims(readings))) == ()


@pytest.mark.parametrize(
    ("first", "then", "is_one"),
    [
        ("لن أعود إلى الزمهرير", "مستعد للذهاب إلى الزمهرير", True),  # nobody names talks, but where they are
        ("لن أعود إلى الزمهرير", "مستعد للذهاب إلى القرية", False),
        ("لن أعود إلا ومعي الضمان", "الضمان الذي أقسمت ألا أعود من دونه صار في يدي", True),
        ("لن أعود إلا ومعي الضمان", "الختم الذي أقسمت ألا أعود من دونه صار في يدي", False),
    ],
)
def test_a_goal_or_a_condition_makes_one_matter_of_two_stances(first: str, then: str, *, is_one: bool) -> None:
    days = zip(make_readings(), (first, then), strict=False)
    readings = [
        Reading(article=msgspec.structs.replace(r.article, text=said), statements=(make_statement(said),))
        for r, said in days
    ]
    found = join_positions(find_positions(readings, find_claims(readings)))
    assert [len(position.stances) for position in found] == ([2] if is_one else [])


def test_talks_are_known_by_their_verbs() -> None:
    assert list_issues(["بلاده لن تتفاوض تحت التهديد"]) == list_issues(["نحن جاهزون للجلوس غدا"]) == {"المفاوضات"}


# --- whose ------------------------------------------------------------------------------------------------------


def test_who_speaks_for_a_country_speaks_in_its_position_and_in_his_own() -> None:
    readings = make_readings()
    found = find_positions(readings, find_claims(readings), {"haddad": Claimant(id="RUS", name="روسيا")})
    assert [(p.actor.id, [s.speaker.id if s.speaker else None for s in p.stances]) for p in found] == [
        ("RUS", ["haddad"] * 3),
        ("haddad", [None] * 3),
    ]


def test_another_countrys_refusal_is_not_the_speakers() -> None:
    text = "قال سامي الحداد إن أوكرانيا ترفض المفاوضات"
    at = text.index("أوكرانيا")
    said = Statement(
        id="s1",
        kind="indirect",
        content=(Span(start=at, end=len(text), text=text[at:]),),
        speaker=Speaker(id="haddad", name="سامي الحداد", how="named"),
    )
    name = Mention(start=at, end=at + 8, text="أوكرانيا", type="place", actor="UKR")
    reading = Reading(article=Article(source="p", text=text, paragraphs=((0, len(text)),)), statements=(said,))
    told = msgspec.structs.replace(reading, findings=msgspec.structs.replace(reading.findings, mentions=(name,)))
    sides = {"haddad": Claimant(id="RUS", name="روسيا")}
    assert find_positions([told], find_claims([told]), sides) == ()
    own = {"haddad": Claimant(id="UKR", name="أوكرانيا")}
    assert {p.stances[0].stance for p in find_positions([told], find_claims([told]), own)} == {"refuses"}


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("القوات الإسرائيلية", "ISR"),
        ("مصدر في الخارجية الروسية", "RUS"),
        ("وزير خارجية فرنسا", "FRA"),
        ("المبعوث الأممي إلى سوريا", None),
        ("المنتخب الألماني", None),
        ("شركة أمن أمريكية", None),
    ],
)
def test_a_title_tells_its_country(name: str, side: str | None) -> None:
    assert read_side(name) == side


def test_a_rebel_is_not_his_country() -> None:
    rebel = Actor(id="x", name="سمير", kind="person", country="SYR", roles=("REB",))
    assert find_side(rebel) is None
    assert find_side(msgspec.structs.replace(rebel, roles=("MIL",))) == "SYR"


def test_half_a_name_is_whose_another_page_says() -> None:
    (first, *_) = make_readings()
    half = msgspec.structs.replace(first.statements[0], speaker=Speaker(name="الحداد", how="named"))
    known = Version(article="q", statement="s1", content=first.statements[0].content)
    pages = [
        msgspec.structs.replace(first, statements=(half,)),
        msgspec.structs.replace(first, article=msgspec.structs.replace(first.article, source="q")),
    ]
    unknown = msgspec.structs.replace(known, article="p0")
    claim = Claim(id="c", speaker=Claimant(name="الحداد"), versions=(unknown, known))
    (own, country) = find_positions(pages, [claim], {"haddad": Claimant(id="RUS", name="روسيا")})[::-1]
    assert (own.actor.id, country.actor.id) == ("haddad", "RUS")
    assert find_positions(pages[:1], [msgspec.structs.replace(claim, versions=(unknown,))]) == ()


def test_what_two_pages_tell_of_one_day_is_said_once() -> None:
    whole = msgspec.structs.replace(take("refuses"), content=(cut("لن نعود إلى الطاولة قبل وقف القصف"),))
    again = msgspec.structs.replace(whole, article="q", content=(cut("لن نعود إلى الطاولة"),))
    later = msgspec.structs.replace(again, article="r", date=dt.date(2025, 1, 22))
    (joined,) = join_positions([hold("المفاوضات", whole, again, later)])
    assert [s.article for s in joined.stances] == ["p", "r"]
    assert join_positions([hold("المفاوضات", whole, again)]) == ()


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("وقف إطلاق النار", {"وقف إطلاق النار"}),
        ("إطلاق الصواريخ على البلدة", set()),
        ("عقد قمة طارئة", {"القمة الطارئة"}),
        ("القمة بين الزعيمين", {"المفاوضات"}),
    ],
)
def test_a_phrase_names_an_issue_before_its_word(text: str, issues: set[str]) -> None:
    assert list_issues([text]) == issues


# --- what changed, over stories ---------------------------------------------------------------------------------


def take(kind: str, condition: str | None = None, article: str = "p", day: str = "2025-01-20") -> Stance:
    content = Span(start=0, end=7, text="محادثات")
    said = Span(start=0, end=len(condition), text=condition) if condition else None
    given = {"article": article, "statement": "s1", "date": day, "content": [], "stance": kind}
    return msgspec.structs.replace(msgspec.convert(given, Stance), content=(content,), condition=said)


@pytest.mark.parametrize(
    ("before", "after", "shift"),
    [
        (take("ready"), take("wavers"), "readiness in doubt"),
        (take("ready if", "إذا فتحت البوابات"), take("ready if", "إذا فتح المعبر"), "condition changed"),
        (take("ready if", "إذا فتحت البوابات"), take("ready if", "بشرط فتح البوابات كلها"), None),
        (take("ready if", "إذا فتحت البوابات"), take("refuses"), "readiness withdrawn"),
        (take("refuses"), take("demands"), None),
    ],
)
def test_what_changed(before: Stance, after: Stance, shift: str | None) -> None:
    assert name_shift(before, after) == shift


def cut(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


def hold(issue: str, *stances: Stance, actor: str = "haddad") -> Position:
    who = Claimant(id=actor, name="سامي الحداد")
    return Position(id=f"{issue}:{stances[0].article}", actor=who, issue=issue, stances=stances)


def test_what_two_stories_have_on_one_issue_is_one_position() -> None:
    early, late = hold("المفاوضات", take("refuses")), hold("المفاوضات", take("ready", article="q", day="2025-02-01"))
    for order in ([early, late], [late, early]):
        (joined,) = join_positions(order)
        assert [(s.stance, s.shift) for s in joined.stances] == [("refuses", None), ("ready", "refusal to readiness")]
    assert join_positions([early]) == ()


def test_a_demand_between_two_stances_hides_no_shift() -> None:
    stances = [
        take("refuses"),
        take("demands", article="q", day="2025-01-21"),
        take("ready", article="r", day="2025-01-22"),
    ]
    (joined,) = join_positions([hold("المفاوضات", *stances)])
    assert [s.shift for s in joined.stances] == [None, None, "refusal to readiness"]


def test_people_name_and_merge_issues() -> None:
    talks, table = hold("المفاوضات", take("refuses")), hold("الوساطة", take("ready", article="q", day="2025-02-01"))
    assert join_positions([talks, table]) == ()
    merge = Correction(
        id="c1",
        kind="merge",
        of="issue",
        members=(Quoted(text="المفاوضات"),),
        others=(Quoted(text="الوساطة"),),
        by="me",
    )
    rename = Correction(id="c2", kind="rename", of="issue", members=merge.members, name="محادثات السد", by="me")
    (joined,) = join_positions([talks, table], [merge, rename])
    assert (joined.issue, len(joined.stances)) == ("محادثات السد", 2)
    undo = Correction(id="c3", kind="undo", of="issue", members=merge.members, undoes="c1", by="me")
    assert join_positions([talks, table], [merge, rename, undo]) == ()


FIRST, NEXT = "2025-01-20", "2025-02-01"


@pytest.mark.parametrize(
    ("former", "later", "day", "shift"),
    [
        ("لن نجلس إلى طاولة الحوار", "مستعدون للحوار مع الجميع", NEXT, "refusal to readiness"),
        ("لن نجلس إلى طاولة الحوار", "مستعدون للحوار مع الجميع", FIRST, None),  # on one day
        ("لن نجلس إلى طاولة الحوار", "مستعدون لاستئناف ضخ الغاز", NEXT, None),  # another matter
        ("مستعدون للحوار مع الجيران", "لن نجري حوارا مع المتمردين", NEXT, None),  # with others
        ("مستعدون للحوار إذا رفع الطوق عن المرفأ", "مستعدون للحوار حول الصيد", NEXT, None),  # perhaps still if
        ("مستعدون للحوار إذا رفع الطوق عن المرفأ", "مستعدون للحوار دون شروط", NEXT, "condition dropped"),
        ("مستعدون لتوقيع الهدنة", "لن نوقع الهدنة مع القراصنة", NEXT, "readiness withdrawn"),
    ],
)
def test_a_shift_is_on_one_matter_and_on_another_day(former: str, later: str, day: str, shift: str | None) -> None:
    readings = [
        Reading(
            article=Article(
                source=source,
                text=content,
                paragraphs=((0, len(content)),),
                published=msgspec.convert({"date": when, "precision": "day", "basis": "text"}, Published),
            ),
            statements=(make_statement(content),),
        )
        for source, content, when in (("p1", former, FIRST), ("p2", later, day))
    ]
    found = find_positions(readings, find_claims(readings))
    assert [s.shift for position in found for s in position.stances if s.shift] == ([shift] if shift else [])


def nobody(start: int, end: int) -> bool:
    """Nobody of the speaker's own side is named beside these words."""
    return start > end


def test_who_is_ready_is_the_speaker() -> None:
    text = "قال سامي الحداد إن الوالي بدا مستعدا للمفاوضات"
    at = text.index("الوالي")
    said = msgspec.structs.replace(
        make_statement("x"), content=(Span(start=at, end=len(text), text=text[at:]),), cue=None
    )
    assert take_stance(said, is_own=nobody) is None


# --- the demo, and the seeds ------------------------------------------------------------------------------------

TRUTH = json.loads((Path(__file__).parent.parent / "riwaya" / "demo" / "truth.json").read_text("utf-8"))
KINDS = {
    "refuses": "refuses",
    "refuses unless": "refuses unless",
    "only with": "refuses unless",
    "ready if": "ready if",
    "ready without": "ready",
    "talks without": "ready",
    "has the": "ready",
    "will lodge": "ready",
    "may go back": "wavers",
    "neither withdraws": "refuses",
}


def _list_truth() -> list[Any]:
    cases = []
    for position in TRUTH["positions"]:
        for step in position["statements"]:
            label = f"{position['actor']} {step['date']}" + (" complaint" if "الشكوى" in position["issue"] else "")
            cases.append(pytest.param(position["actor"], step, id=label))
    return cases


@pytest.mark.parametrize(("actor", "step"), _list_truth())
def test_the_demo_has_the_stances_of_its_truth(demo_case: Path, actor: str, step: dict[str, str]) -> None:
    said = next(s for s in TRUTH["statements"][step["article"]] if s["id"] == step["statement"])
    wanted = set(find_words(" ".join(said["content"])))
    kind = KINDS[max((name for name in KINDS if step["stance"].startswith(name)), key=len)]
    with open_store(demo_case) as store:
        held = [p for p in list_positions(demo_case, store) if p.actor.name == actor]
    assert any(
        (stance.stance, str(stance.date)[: len(step["date"])]) == (kind, step["date"])
        and 2 * len(wanted & set(find_words(" ".join(span.text for span in stance.content)))) >= len(wanted)
        for position in held
        for stance in position.stances
    )


def test_the_demos_readiness_grows_as_its_truth_says(demo_case: Path) -> None:
    with open_store(demo_case) as store:
        (sandar,) = (p for p in list_positions(demo_case, store, actor="سندار") if p.issue == "المفاوضات")
    shifts = [s.shift for s in sandar.stances if s.shift]
    assert shifts == ["refusal to conditional readiness", "condition dropped"]


def test_a_timeline_runs_in_the_order_in_which_things_happened(demo_case: Path) -> None:
    with open_store(demo_case) as store:
        told = {story.id: list_moments(store, story.id) for story in store.stories()}
        sources = store.sources()
        published = store.published()
    moments: list[Moment] = [moment for found in told.values() for moment in found]
    for found in told.values():
        days = [moment.date for moment in found if moment.date]
        assert days == sorted(days)
    assert any(m.date and m.date < published[m.article] for m in moments)
    assert all(m.date is None or m.occurrence or m.date <= published[m.article] for m in moments)
    missed = {
        step["text"]
        for step in TRUTH["timeline"]
        if not any(str(m.date) == step["date"] and sources[m.article] in step["articles"] for m in moments)
    }
    assert not missed


SEED_DAYS = {"000": "2024-05-15", "001": "2024-05-16", "002": "2025-04-22", "004": "2025-01-21"}


def test_the_seeds_show_readiness_conditions_and_demands(shared: Path, tmp_path: Path) -> None:
    lines = []
    for file in sorted((shared / "seeds").glob("*.txt")):
        record = {"id": file.name, "text": file.read_text("utf-8"), "published": SEED_DAYS.get(file.name[:3])}
        lines.append(json.dumps({key: value for key, value in record.items() if value}, ensure_ascii=False))
    (tmp_path / "seeds.jsonl").write_text("\n".join(lines), "utf-8")
    case = tmp_path / "case"
    for _ in add_pages(case, open_pages([str(tmp_path / "seeds.jsonl")]), now=lambda: NOW, workers=0):
        pass
    with open_store(case) as store:
        held = list(list_positions(case, store))
    russia = next(p for p in held if (p.actor.id, p.issue) == ("RUS", "المفاوضات"))
    ukraine = [s for p in held for s in p.stances if (p.actor.id, p.issue) == ("UKR", "المفاوضات")]
    taken = [(str(s.date), s.stance) for s in russia.stances]
    assert ("2024-05-15", "ready") in taken
    assert ("2024-05-15", "ready if") in taken
    assert ("2025-01-21", "ready if") in taken
    assert ("2025-01-21", "ready") in taken
    assert {s.speaker.id for s in russia.stances if s.speaker} >= {"vladimir-putin", "yury-ushakov"}
    assert {(str(s.date), s.stance) for s in ukraine} >= {
        ("2024-05-15", "demands"),
        ("2025-04-22", "ready"),
        ("2025-04-22", "ready if"),
    }
