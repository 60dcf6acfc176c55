"""Which words of a sentence name one act: «قتل ثلاثة جنود في هجوم»."""

from riwaya.events.found import Found
from riwaya.events.parties import Parties
from riwaya.events.phrases import Phrase
from riwaya.text import load_folded

_SAME = 25  # tokens between two words for one act
_TOLD = frozenset({"asserted", "claimed"})
_VIOLENT = frozenset({"ASSAULT", "PROTEST"})


def add_act(found: list[Found], one: Found) -> None:
    """Join an act to one of the same type in its sentence where their parties do not differ: «قتل ... في هجوم»."""
    for n, other in enumerate(found):
        harm = _tells_harm(one) or _tells_harm(other)
        alike = other.status == one.status or (harm and {one.status, other.status} <= _TOLD)
        if other.act.type != one.act.type or not alike:
            continue
        if other.reading.form != "noun" and one.reading.form not in ("noun",) and one.act.type != "ASSAULT":
            continue
        far = one.at - other.at > (_SAME if one.act.type in _VIOLENT else _SAME // 2)
        apart = _differ(other.parties.actor, one.parties.actor) or (
            not harm and _differ(other.parties.recipient, one.parties.recipient)
        )
        taken = "abduct" in (one.act.mode, other.act.mode) and one.act.mode != other.act.mode  # «مقتل من كانوا خطفوا»
        if far or apart or taken:
            continue
        parties = Parties(
            other.parties.actor or (one.parties.actor if not (harm and all(one.parties)) else None),
            _join_recipients(other.parties.recipient, one.parties.recipient),
        )
        firm = one if _is_slight(other, one) else other
        found[n] = firm._replace(parties=parties, date=other.date or one.date)
        return
    found.append(one)


def _is_slight(one: Found, other: Found) -> bool:
    """True where the later word names the act: «حملوا لافتات في أكبر تظاهرة», «في زيارة مفاجئة وصل الوزير»."""
    verb = one.reading.form == "noun" and other.reading.form in ("past", "present")
    return one.act.name in load_folded("ar", "events_beside") or (verb and one.act.type not in _VIOLENT)


def _tells_harm(one: Found) -> bool:
    """True for «مقتل», «أصيب», «قتل عشرة»: what an attack did to people, and no second attack."""
    return one.act.type == "ASSAULT" and one.parties.actor is None and ("passive" in one.act.takes or one.act.passive)


def _join_recipients(a: Phrase | None, b: Phrase | None) -> Phrase | None:
    """People before places and things."""
    if a is None or b is None:
        return a or b
    return b if a.kind in ("thing", "place", "other") and b.kind not in ("thing", "place") else a


def _differ(a: Phrase | None, b: Phrase | None) -> bool:
    return a is not None and b is not None and a.head != b.head
