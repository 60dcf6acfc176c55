"""Which articles of an archive to lay side by side: the candidates of a case that held them all.

*Near* pairs stand in one week or in two that follow each other; those two weeks hold every meeting of the two, so that
a week is one part and nothing travels. *Far* pairs have only words in common (renderings of one text are three days
apart at most), and are found by ranges of hashes over all weeks: first where they meet, then, by pairs, whether often.
An article without a date stands after all others, in a week of its own.
"""

from pathlib import Path

import numpy as np

from riwaya.archive.indexing import have_twin, read_rows
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import Table, make_table, read_files, take_columns
from riwaya.archive.weeks import UNDATED_WEEK, number_weeks, week_after
from riwaya.retellings import UNDATED
from riwaya.retellings.candidates import MEETINGS as OFTEN
from riwaya.retellings.candidates import (
    Candidates,
    Chosen,
    Column,
    Meetings,
    Rows,
    are_near,
    choose_meant,
    choose_worded,
    find_meetings,
)
from riwaya.retellings.fingerprints import MEANING
from riwaya.retellings.words import Marks
from riwaya.store import name_number

PAIRS = (("a", "string"), ("b", "string"), ("worded", "bool"), ("meant", "bool"))  # the earlier article first
MEETINGS = (
    *(("lot", "int32"), ("meant", "bool"), ("a", "int64"), ("b", "int64")),
    *(("place", "int32"), ("other", "int32"), ("turn", "int8")),
)

_MOST = 1 << 23  # rows whose meetings are held at once, near pairs
_ODD = np.uint64(0x9E3779B97F4A7C15)


# --- near ---------------------------------------------------------------------------------------------------


def pair_week(work: Work, draft: Draft) -> None:
    """Write the candidates whose earlier article is of a week, and whose later one is of it or of the next."""
    files = {path.stem: path for path in work.files("index")}
    own = read_rows([files[work.part]])
    ahead = read_rows([files[week] for week in [week_after(work.part)] if week in files])
    draft.write(f"near/{work.part}.parquet", pair_near(own, ahead))


def pair_near(own: Rows, ahead: Rows, most: int = _MOST) -> Table:
    """Give the candidates among the postings of a week, and between them and those of the week after.

    Where there are more than `most` rows, the earlier articles are taken in several turns, so that memory is bounded.
    """
    rows = Rows(*(np.concatenate(both) for both in zip(own, ahead, strict=True)))
    order = np.argsort(rows.hashes, kind="stable")
    order = order[have_twin(rows.hashes[order])]
    rows, mine = rows.keep(order), order < len(own.hashes)
    count = len(order) // most + 1
    found = [_pair_some(rows, mine & (rows.articles % count == number)) for number in range(count)]
    return make_pairs(Candidates([p for f in found for p in f.worded], [p for f in found for p in f.meant]))


def _pair_some(rows: Rows, mine: Marks) -> Candidates:
    """Give the candidates whose earlier article stands in marked rows."""
    at = int(np.searchsorted(rows.hashes, MEANING))
    worded, told = rows.keep(slice(at)), rows.keep(slice(at, None))
    of_worded, of_told, near = mine[:at], mine[at:], are_near(told)
    in_words = find_meetings(worded, lambda left, _: of_worded[left])
    return choose_pairs(in_words, find_meetings(told, lambda left, right: of_told[left] & near(left, right)))


def choose_pairs(worded: Meetings, meant: Meetings) -> Candidates:
    """Give the candidates among meetings."""
    return Candidates(choose_worded(_drop_rare(worded, 2)), choose_meant(_drop_rare(meant, OFTEN)))


def _drop_rare(met: Meetings, least: int) -> Meetings:
    """Drop meetings of pairs that meet less often: nearly all. Counted by short hashes, so that a few of them stay."""
    bits = len(met.firsts).bit_length() + 1
    slot = (met.firsts.view(np.uint64) * _ODD + met.seconds.view(np.uint64)) * _ODD >> np.uint64(64 - bits)
    often = np.bincount(slot.astype(np.int64), minlength=1 << bits) >= least
    kept = often[slot]
    return Meetings(*(column[kept] for column in met))


def make_pairs(found: Candidates) -> Table:
    """Give candidates as a table, each pair once, sorted."""
    worded, meant = set(found.worded), set(found.meant)
    pairs = sorted(worded | meant)
    firsts, seconds = ([name_number(pair[side]) for pair in pairs] for side in (0, 1))
    return make_table(PAIRS, (firsts, seconds, [p in worded for p in pairs], [p in meant for p in pairs]))


# --- far ----------------------------------------------------------------------------------------------------


def meet_range(work: Work, draft: Draft) -> None:
    """Write where far articles meet under the hashes of one range, sorted by the lot that each pair falls into."""
    first, last, lots = (int(str(work.given[name])) for name in ("first", "last", "lots"))
    files = work.files("index")
    rows = read_rows(files, first, min(last, int(MEANING) - 1), lonely=False)
    met = find_meetings(rows, _are_far(rows))
    told = _read_told([file for file in files if file.stem == UNDATED_WEEK], files, first, last)
    draft.counts["meetings"] = len(met.firsts)
    draft.write(f"meetings/{work.part}.parquet", lay_meetings(met, find_meetings(told, _are_undated(told)), lots))


def _read_told(undated: list[Path], files: list[Path], first: int, last: int) -> Rows:
    """Give what stands under the hashes of meaning that articles without a date have; of others all pairs are near."""
    known = read_rows(undated, max(first, int(MEANING)), last)
    if not len(known.hashes):
        return known
    rows = read_rows(files, max(first, int(MEANING)), last)
    return rows.keep(np.isin(rows.hashes, known.hashes))


def _are_far(rows: Rows) -> Chosen:
    weeks = number_weeks(rows.days)

    def choose(left: Column, right: Column) -> Marks:
        far: Marks = weeks[right] - weeks[left] > 1
        return far

    return choose


def _are_undated(rows: Rows) -> Chosen:
    """Choose the meetings of an article that has a date with one that has none."""

    def choose(left: Column, right: Column) -> Marks:
        chosen: Marks = (rows.days[left] != UNDATED) & (rows.days[right] == UNDATED)
        return chosen

    return choose


def lay_meetings(worded: Meetings, meant: Meetings, lots: int) -> Table:
    """Give meetings as a table. All meetings of a pair fall into one lot, whatever range they were found in."""
    columns = [np.concatenate(both) for both in zip(worded, meant, strict=True)]
    firsts, seconds, *_ = columns
    kinds = np.repeat([False, True], [len(worded.firsts), len(meant.firsts)])
    one, other = firsts.view(np.uint64), seconds.view(np.uint64)
    lot = ((one ^ (other * _ODD)) >> np.uint64(33)) % np.uint64(lots)
    # By lots, and there by what packs well: one sort of plain numbers, in which the meetings of a pair stay in order.
    order = np.argsort((lot << np.uint64(40)) | (one >> np.uint64(24)), kind="stable")
    return make_table(MEETINGS, [column[order] for column in (lot, kinds, *columns)])


def pair_lot(work: Work, draft: Draft) -> None:
    """Write the candidates among the pairs of one lot."""
    lot = int(str(work.given["lot"]))
    met = read_files(work.files("meetings"), MEETINGS, ("lot", lot, lot))
    draft.write(f"far/{work.part}.parquet", pair_far(met))


def pair_far(met: Table) -> Table:
    """Give the candidates among meetings from all ranges of hashes, in the order of these."""
    _, kinds, *columns = take_columns(met)
    order = np.argsort(columns[-1], kind="stable")  # by turns, as if they had been found at once
    columns, kinds = [column[order].astype(np.int64) for column in columns], kinds[order]
    worded, meant = (Meetings(*(column[kinds == kind] for column in columns)) for kind in (False, True))
    return make_pairs(choose_pairs(worded, meant))
