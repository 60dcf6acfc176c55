"""Whether an act happened: asserted, claimed, denied, still to come, or not spoken of as an act at all."""

import datetime as dt
import itertools
from collections.abc import Sequence

from riwaya.events.acts import Reading
from riwaya.events.lines import Line, classes_of
from riwaya.records import EventStatus, Interval, Statement
from riwaya.text import is_word

_NEAR = 3
_DECIDED = frozenset({"AGREE", "REJECT", "SANCTION", "CONCEDE", "REQUEST", "RETREAT", "SUPPORT", "AID", "MOBILIZE"})
_HELPFUL = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_VERBAL = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN"})


def judge_status(
    line: Line, at: int, reading: Reading, date: Interval | None, published: dt.date | None
) -> EventStatus | None:
    """Give asserted, denied or future by the words before an act; None where it is only wished or supposed."""
    before = _look_back(line, at)
    classes = [classes_of(form) for form in before]
    near = classes[-_NEAR:]
    if any("deny" in c for c in classes[-5:]) and _reaches(before, reading):
        return "denied"
    if any("if" in c for c in classes[-4:]):
        return None
    if reading.form == "noun":
        status = _judge_noun(before, classes, reading)
        late = (
            reading.act and reading.act.of != "subject" and date and date.from_ and published and date.from_ > published
        )
        return "future" if status == "asserted" and late else status
    if any("not" in c for c in near[-1:]) and not (before[-1] == "ما" and reading.form == "past"):
        return "denied"
    coming = reading.coming or any("coming" in c for c in classes[-5:])
    if coming:
        return "future"
    if reading.form == "present" and before and before[-1] == "قد":
        return "future"
    if reading.form == "present" and classes and "so" in classes[-1]:
        return None
    if reading.wished or (
        reading.form == "present" and before[-1:] == ["ان"] and not any("when" in c for c in classes[-2:])
    ):
        return None
    if reading.form == "present" and date and date.from_ and published and date.from_ > published:
        return "future"
    return "asserted"


def _judge_noun(before: list[str], classes: list[frozenset[str]], reading: Reading) -> EventStatus | None:
    last = before[-1] if before else ""
    if classes and ("wish" in classes[-1] or "not" in classes[-1]):
        return None
    if len(classes) > 1 and "wish" in classes[-2] and "prep" in classes[-1]:
        return None
    if reading.front in ("ل", "لل"):
        return None
    if any("coming" in c for c in classes[-5:]) or (last.startswith("س") and last[1:2] in ("ي", "ت") and len(last) > 4):
        return "future"
    if any(one == "قد" and after[:1] in ("ي", "ت") for one, after in itertools.pairwise(before)):
        return "future"  # «قد يعقد فيها اللقاء»
    if any("owns" in c for c in classes):
        return "claimed"  # «تبنت الجماعة هجوما»
    tells = reading.act is not None and reading.act.type not in _DECIDED and any("tells" in c for c in classes)
    return "claimed" if tells else "asserted"


def _look_back(line: Line, at: int) -> list[str]:
    words: list[str] = []
    for i in range(at - 1, max(-1, at - 9), -1):
        if not is_word(line.forms[i]):
            if line.forms[i] in "،؛:.":
                break
            continue
        words.insert(0, line.forms[i])
    return words


def _reaches(before: list[str], reading: Reading) -> bool:
    return reading.form == "noun" or "ان" in before or before[-1:] != []


def claim_of(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """Give the innermost statement whose content holds these characters."""
    holding = [s for s in statements for c in s.content if c.start <= start and end <= c.end]
    return min(holding, key=lambda s: sum(c.end - c.start for c in s.content)) if holding else None


def settle_claim(status: EventStatus, kind: str, statement: Statement | None, *, own: bool) -> EventStatus:
    """Give the status inside a statement: a claim, except where an authority tells its own decision (`own`)."""
    if statement is None or status == "future":
        return status
    if statement.polarity == "denied" and status == "asserted":
        return "denied"
    if status == "asserted" and not (own and kind in _DECIDED):
        return "claimed"
    return status


def settle_type(kind: str, status: EventStatus) -> tuple[str, EventStatus]:
    """Meetings and help to come are agreements; threats are of what is to come."""
    if kind in _HELPFUL and status == "future":
        return "AGREE", status
    return kind, "future" if kind == "THREATEN" and status in ("asserted", "claimed") else status


def absorbs(kind: str) -> bool:
    """True for acts of speech whose object is no act of its own: «دعا إلى وقف», «هدد بقصف»."""
    return kind in _VERBAL
