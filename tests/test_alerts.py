"""Alerts of what runs over time: a position that shifts, a relation that changes; each once and in one order."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from riwaya.cli.watching import paint_alert
from riwaya.records import Change, Claimant, Position, Relation, Span, Stance
from riwaya.watching.alerts import Alert, look_at_positions, look_at_relations, raise_alerts

NOON = dt.datetime(2025, 3, 2, 12, tzinfo=dt.UTC)
SANDAR, TRAVINIA = Claimant(id="sandar", name="سندار"), Claimant(id="travinia", name="ترافينيا")


def take(article: str, stance: str, shift: str | None = None, words: str = "نعم") -> Stance:
    given = {"article": article, "statement": "s1", "content": [], "stance": stance, "shift": shift}
    span = Span(start=0, end=len(words), text=words)
    return msgspec.structs.replace(msgspec.convert(given, Stance), content=(span,), shows=(span,))


def hold(actor: Claimant, *stances: Stance) -> Position:
    return Position(id=f"{actor.id}:p", actor=actor, issue="المفاوضات", stances=stances)


REFUSED = take("p", "refuses")
TURNED = take("q", "ready", "refusal to readiness")


def shifts(positions: Sequence[Position], articles: set[str], known: set[str]) -> tuple[Alert, ...]:
    raised = raise_alerts(look_at_positions(positions, articles, NOON), known)
    known.update(raised.marks)
    return raised.alerts


def test_a_shift_is_told_once() -> None:
    known: set[str] = set()
    moved = [hold(SANDAR, REFUSED, TURNED)]
    (alert,) = shifts(moved, {"q"}, known)
    assert (alert.kind, alert.articles, alert.title) == ("shift", ("q",), "المفاوضات")
    assert alert.position
    assert alert.position.stances[-1] == TURNED
    assert shifts(moved, {"q"}, known) == ()


def test_a_ministers_shift_is_his_countrys_and_told_once() -> None:
    minister = Claimant(id="minister", name="سامي الحداد")
    both = [hold(SANDAR, REFUSED, TURNED), hold(minister, REFUSED, TURNED)]
    assert len(shifts(both, {"q"}, set())) == 1


def test_what_comes_whole_is_no_news_and_what_stood_before_is_none() -> None:
    moved = [hold(SANDAR, REFUSED, TURNED)]
    assert shifts(moved, {"p", "q"}, set()) == ()
    assert shifts(moved, {"r"}, set()) == ()


def relate(*changes: Change, a: Claimant = SANDAR, b: Claimant = TRAVINIA) -> Relation:
    return Relation(a=a, b=b, unit="day", levels=(), changes=changes)


def change(day: int, after: float = 9.0) -> Change:
    return Change(at=dt.date(2025, 3, day), of="conflict", before=1.0, after=after, chance=0.005, acts=("p:e1",))


def changes(relations: Sequence[Relation], known: set[str]) -> tuple[Alert, ...]:
    raised = raise_alerts(look_at_relations(relations, NOON), known)
    known.update(raised.marks)
    return raised.alerts


def test_a_change_that_moves_by_days_as_pages_come_is_told_once() -> None:
    known: set[str] = set()
    (alert,) = changes([relate(change(10))], known)
    assert alert.relation
    assert alert.relation.changes == (change(10),)
    assert changes([relate(change(12))], known) == ()
    assert changes([relate(change(10), a=TRAVINIA, b=SANDAR)], known) == ()
    assert len(changes([relate(change(12, after=0.0))], known)) == 1  # less, and not more
    assert len(changes([relate(change(28))], known)) == 1


def test_alerts_have_one_order_and_lines_for_a_person() -> None:
    relations = [relate(change(1), change(20)), relate(change(5), b=Claimant(id="marsana", name="مرسانة"))]
    told = changes(relations, set())
    assert told == changes(relations, set())
    assert len({alert.id for alert in told}) == 3
    assert "1.00 → 9.00" in paint_alert(told[0]).plain
    (shift,) = shifts([hold(SANDAR, REFUSED, TURNED)], {"q"}, set())
    assert "refusal to readiness" in paint_alert(shift).plain
    decoded = msgspec.json.decode(msgspec.json.encode(shift), type=Alert)
    assert decoded == shift
