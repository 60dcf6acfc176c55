"""Carriers over the statements of one sentence: «نقلت الوكالة عن الوزير قوله إن ...، مشيرا إلى أن»."""

from collections.abc import Sequence

import msgspec

from riwaya.records import Carrier, Statement
from riwaya.statements.adverbials import is_medium
from riwaya.statements.attributions import Draft
from riwaya.statements.heads import read_head
from riwaya.text import fold

_NEAR = 3  # statements back to the medium that goes on


def chain(drafts: Sequence[Draft], told: Sequence[Statement], before: Sequence[Statement]) -> list[Statement]:
    """Give the statements of a sentence with the carriers that it names for others of them.

    `drafts` are what they were made of, one for each; `before` are the statements of the sentences before.
    """
    chained = list(told)
    for k, draft in enumerate(drafts):
        if "carrier dropped" in draft.because:  # «أكدت الصحيفة أن ...، ونقلت عن خبراء قولهم»
            chained[k] = _carry(chained[k], _last_medium([*before[-_NEAR:], *chained[:k]]))
        elif "paper dropped" in draft.because:  # «وقال التقرير إن ... ونقل عن خبراء قولهم»
            chained[k] = _carry(chained[k], _last_paper([*before[-1:], *chained[:k]][-1:]))
        elif "carrier speaks" in draft.because:  # «قال الاتحاد إن ...، ناقلا عن الطبيب قوله»
            chained[k] = _carry(chained[k], _whoever_spoke(chained[:k][-1:]))
        elif k and _goes_on(draft, chained[k - 1], chained[k]) and _is_passed_on(chained[k - 1]):
            chained[k] = _carry(chained[k], chained[k - 1].carriers)
    for k in range(len(drafts) - 1, 0, -1):
        closed = "formula carries" in chained[k].because and _is_passed_on(chained[k])
        if closed and _goes_on(drafts[k], chained[k - 1], chained[k]):
            chained[k - 1] = _carry(chained[k - 1], chained[k].carriers)  # «قال إن ...، مشيرا إلى أن ...، وفق الوكالة»
    return chained


def _carry(statement: Statement, carriers: tuple[Carrier, ...]) -> Statement:
    return statement if statement.carriers else msgspec.structs.replace(statement, carriers=carriers)


def _goes_on(draft: Draft, before: Statement, statement: Statement) -> bool:
    """«..., مشيرا إلى أن», «..., وتابع أن», «..., لكنه أضاف أن»: the same speaker's next words in one sentence."""
    if draft.word is None or draft.source is not None:
        return False
    said = statement.speaker
    return said is not None and before.speaker is not None and said.name == before.speaker.name


def _is_passed_on(statement: Statement) -> bool:
    return statement.because[0].startswith("carry") or any(_is_medium(c.name) for c in statement.carriers)


def _is_medium(name: str) -> bool:
    return is_medium(fold(name).partition(" ")[0].strip('"«“'))  # a lone tatweel folds to nothing


def _whoever_spoke(told: Sequence[Statement]) -> tuple[Carrier, ...]:
    """The speaker of the statement right before, where the page names one there, as a carrier."""
    for statement in told:
        said = statement.speaker
        if said is not None and said.name and statement.source is not None:
            return (Carrier(name=said.name, span=statement.source),)
    return ()


def _last_medium(told: Sequence[Statement]) -> tuple[Carrier, ...]:
    """The medium that spoke or carried last, as a carrier."""
    for statement in reversed(told):
        if statement.carriers and _is_medium(statement.carriers[-1].name):
            return statement.carriers[-1:]
        said = statement.speaker
        if said is not None and said.name and _is_medium(said.name) and statement.source is not None:
            return (Carrier(name=said.name, span=statement.source),)
    return ()


def _last_paper(told: Sequence[Statement]) -> tuple[Carrier, ...]:
    """«التقرير», «التلفزيون»: a document or a medium that spoke right before, as a carrier; else «نقل» is passive."""
    for statement in told:
        head = read_head(fold(statement.source.text).split(maxsplit=1)[0]) if statement.source else None
        paper = head is not None and head.kind in ("document", "medium") and (head.gender, head.number) == ("m", "one")
        if paper and statement.source is not None and statement.speaker is not None and statement.speaker.name:
            return (Carrier(name=statement.speaker.name, span=statement.source),)
    return ()
