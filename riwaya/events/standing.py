"""Whether an act happened: asserted, claimed, denied, still to come, or not spoken of as an act at all."""

import datetime as dt
import itertools
from collections.abc import Sequence

from riwaya.events.acts import Reading
from riwaya.events.lines import Line, bare, classes_of
from riwaya.records import EventStatus, Interval, Statement
from riwaya.stems import is_definite
from riwaya.text import find_words, fold, is_word, load_folded

_NEAR = 3
_SHORT = 4  # letters of a word that may be a noun in س: «سيطر»
_DECIDED = frozenset({"AGREE", "REJECT", "SANCTION", "CONCEDE", "REQUEST", "RETREAT", "SUPPORT", "AID", "MOBILIZE"})
_LATER = {**dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE"), "RETREAT": "CONCEDE"}
_SCHEDULED = fold("على أن").split()
_REASONS = frozenset({"ACCUSE", "REJECT", "RETREAT", "SUPPORT", "THREATEN"})  # «لرفضه», «لانسحابها»; not «لزيارته»
_VERBAL = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN"})


def judge_status(
    line: Line, at: int, reading: Reading, date: Interval | None, published: dt.date | None
) -> EventStatus | None:
    """Give asserted, denied or future by the words before an act; None where it is only wished or supposed."""
    before = _look_back(line, at)
    classes = [classes_of(form) for form in before]
    if any("deny" in c for c in classes[-5:]) and _reaches(before, reading):
        return "denied"
    if any("if" in c for c in classes[-4:]):
        return None
    if reading.form == "noun":
        status = _judge_noun(before, classes, reading)
        if status in ("asserted", "claimed") and any("ahead" in classes_of(form) for form in _look_on(line, at)):
            status = "future"  # «القمة | المرتقبة»
        late = (
            reading.act and reading.act.of != "subject" and date and date.from_ and published and date.from_ > published
        )
        if status == "future" and date and date.to and published and date.to < published:
            return "asserted"  # «التعهدات المزمعة عقب محادثات أجريت الأسبوع الماضي»
        late = late and not (classes and "when" in classes[-1])  # «غداة دعوة إلى انتخابات في يونيو»
        return "future" if status in ("asserted", "claimed") and late else status  # «أعلن مشاورات الأسبوع المقبل»
    return _judge_verb(
        before, classes, reading, late=bool(date and date.from_ and published and date.from_ > published)
    )


def _judge_verb(
    before: list[str], classes: list[frozenset[str]], reading: Reading, *, late: bool
) -> EventStatus | None:
    near = classes[-_NEAR:]
    if before[-1:] == ["ان"] and any("never" in c for c in near):
        return "denied"  # «لم يسبق له أن التقى»
    if any("not" in c for c in near[-1:]) and not (before[-1] == "ما" and reading.form == "past"):
        return "denied"
    if before == _SCHEDULED and reading.form == "present":
        return "future"  # «وصل إلى العاصمة، على أن | ينتقل غدا»
    coming = reading.coming or any("coming" in c for c in classes[-5:]) or any(map(_is_coming, before[-_NEAR:]))
    if coming:
        return "future"
    if reading.form != "present":
        return "asserted"
    wanted = before[-1:] in (["ان"], ["بان"]) and not any("when" in c for c in classes[-2:])
    if reading.wished or wanted or (classes and "so" in classes[-1]):
        return None
    return "future" if late or before[-1:] == ["قد"] else "asserted"


def _judge_noun(before: list[str], classes: list[frozenset[str]], reading: Reading) -> EventStatus | None:
    last = before[-1] if before else ""
    joined = reading.skip > (reading.front == "ل")  # «أحبطت مخططات إرهابية | واعتقلت»
    if any("plan" in c for c in classes[-2:]) and reading.front in ("", "ل") and not joined:
        return "future"  # «أعلنت الحكومة خططا | لطرد السفير»
    tried = reading.act is not None and reading.act.type == "ASSAULT" and last in load_folded("ar", "events_attempts")
    if classes and not tried and ("wish" in classes[-1] or "not" in classes[-1]):
        return None
    if len(classes) > 1 and "wish" in classes[-2] and "prep" in classes[-1]:
        return None
    if reading.front in ("ل", "لل") and not _has_led(classes, reading):
        return None
    if any("coming" in c for c in classes[-5:]) or _is_coming(last):
        return "future"
    if any(one == "قد" and after[:1] in ("ي", "ت") for one, after in itertools.pairwise(before)):
        return "future"  # «قد يعقد فيها اللقاء»
    if any("owns" in c for c in classes):
        return "claimed"  # «تبنت الجماعة هجوما»
    unnamed = any(bare(form) in load_folded("ar", "events_unnamed") for form in before)  # «أكد مصدر عسكري انسحاب»
    decided = reading.act is not None and reading.act.type in _DECIDED and not unnamed
    tells = not decided and any("tells" in c for c in classes)
    return "claimed" if tells else "asserted"


def _has_led(classes: Sequence[frozenset[str]], reading: Reading) -> bool:
    """True for «أدى | لمقتل خمسة», «أدين | لرفضه»: the act before has befallen or caused it, and does not aim at it."""
    act = reading.act
    if act is None:
        return False
    caused = any("under" in c for c in classes[-2:]) or act.name in load_folded("ar", "events_done")
    return caused or (bool(reading.suffix) and act.of == "actor" and act.type in _REASONS)


def _is_coming(form: str) -> bool:
    """True for «سيصبح», «ستكون»: a verb in the future."""
    return form.startswith(("سي", "ست")) and len(form) > _SHORT and form not in load_folded("ar", "events_whole")


def _look_back(line: Line, at: int) -> list[str]:
    words: list[str] = []
    for i in range(at - 1, max(-1, at - 9), -1):
        if not is_word(line.forms[i]):
            if line.forms[i] in "،؛:.":
                break
            continue
        words.insert(0, line.forms[i])
    return words


def _look_on(line: Line, at: int) -> Sequence[str]:
    """Give the adjectives behind a noun, of no time: «القمة | الثلاثية المرتقبة»."""
    last = at + 2 if at + 1 < len(line.forms) and is_definite(line.forms[at + 1]) else at + 1
    return [line.forms[i] for i in range(at + 1, min(last + 1, len(line.forms))) if i not in line.timed]


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
    formula = statement.because[:1] == ("formula",)  # «..., حسبما أفاد المحافظ»: the page's own voice
    told = kind == "AGREE" or (formula and not _is_side(statement))
    if status == "asserted" and not told and not (own and kind in _DECIDED):
        return "claimed"
    return status


def _is_side(statement: Statement) -> bool:
    """True for «بحسب مصدر عسكري»: who tells it is of one of the sides, and claims it."""
    words = find_words(statement.source.text) if statement.source else []
    return any(bare(word) in load_folded("ar", "events_sides") for word in words)


def settle_type(kind: str, status: EventStatus) -> tuple[str, EventStatus]:
    """Meetings and help to come are agreements, retreats to come concessions; threats are of what is to come."""
    if status == "future" and kind in _LATER:
        return _LATER[kind], status
    return kind, "future" if kind == "THREATEN" and status in ("asserted", "claimed") else status


def absorbs(kind: str) -> bool:
    """True for acts of speech whose object is no act of its own: «دعا إلى وقف», «هدد بقصف»."""
    return kind in _VERBAL
