"""Whether two reports that share some words are one text, most of it told in others.

Wording alone takes a reworded text for a shared passage. Sentence by sentence it still runs on beside its model, from
the lead to the end, where a passage stands in a story of its own.
"""

import msgspec

from riwaya.records import Retelling
from riwaya.retellings.outlines import Outline
from riwaya.retellings.renderings import align_sentences, cover_sentences

_PART = 0.12  # of both reports' words that must be equal
_RUNS_ON = 0.5  # of both reports' words that must stand in aligned sentences, where the leads are aligned
_RUNS_ON_MOVED = 0.75  # where they are not
_LEAD = 1  # sentences before the one that opens a report: its dateline


def may_be_reworded(retelling: Retelling) -> bool:
    """True for a shared passage that is a good part of both reports."""
    return retelling.kind == "partial" and min(retelling.coverage.a, retelling.coverage.b) >= _PART


def judge_rewording(retelling: Retelling, a: Outline, b: Outline) -> Retelling:
    """Give the retelling as edited where the two reports' sentences run side by side, else as it is."""
    found = align_sentences(a, b)
    coverage = cover_sentences(a, b, found.steps)
    leads = any(step.a_start <= _LEAD and step.b_start <= _LEAD for step in found.steps)
    if min(coverage.a, coverage.b) < (_RUNS_ON if leads else _RUNS_ON_MOVED):
        return retelling
    because = ("one text, most of it reworded", *retelling.because[1:])
    return msgspec.structs.replace(retelling, kind="edited", because=because)
