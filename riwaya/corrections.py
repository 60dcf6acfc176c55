"""Which of a person's corrections stand: every stage that takes corrections asks here."""

from collections.abc import Sequence

from riwaya.records import Correction


def find_in_force(corrections: Sequence[Correction]) -> list[Correction]:
    """Give the corrections that no correction in force undoes, in their order. What undid is not among them.

    An undoing may itself be undone; it may only speak of corrections before it.
    """
    undone: set[str] = set()
    kept: list[Correction] = []
    for correction in reversed(corrections):
        if correction.id in undone:
            continue
        if correction.kind == "undo":
            undone.add(correction.undoes or "")
        else:
            kept.append(correction)
    return kept[::-1]
