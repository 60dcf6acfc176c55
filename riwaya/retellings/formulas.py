"""The set phrases of the trade, which two reports share without one repeating the other.

«صاحب السمو الملكي الأمير ... ولي العهد نائب رئيس مجلس الوزراء» is fourteen words and no evidence. The phrases are
`data/<language>/formulas.txt`; those of all languages are looked for at once.
"""

import functools

import numpy as np

from riwaya.lexicon import languages, load_list
from riwaya.retellings.words import Hashes, Marks, Places, cut_words

LONGEST = 6  # words of a phrase

_TOP = np.uint64(
    64 - 22
)  # a phrase is known by the top 22 bits of its hash: of 10,000 other runs one passes for a phrase
_STEP = np.uint64(0xC2B2AE3D27D4EB4F)


def find_formulas(words: Hashes, owners: Places) -> Marks:
    """Mark the words that stand in a set phrase. `owners` says which report each word is of: no phrase spans two."""
    marks = np.zeros(len(words), np.bool_)
    runs = np.zeros(len(words), np.uint64)
    for more in range(min(LONGEST, len(words))):
        runs = runs[: len(words) - more] * _STEP + words[more:]
        found = np.flatnonzero(_known()[more][_key(runs)])
        found = found[owners[found] == owners[found + more]]
        for step in range(more + 1):
            marks[found + step] = True
    return marks


@functools.cache
def _known() -> tuple[Marks, ...]:
    """Give, for phrases of one word, of two and so on, a table that tells a known key."""
    tables = tuple(np.zeros(1 << 22, np.bool_) for _ in range(LONGEST))
    for phrase in (p for language in languages() for p in load_list(language, "formulas")):
        words = cut_words(phrase).hashes
        run = np.zeros(1, np.uint64)
        for word in words:
            run = run * _STEP + word
        tables[len(words) - 1][_key(run)] = True
    return tables


def _key(runs: Hashes) -> Places:
    return ((runs * _STEP) >> _TOP).astype(np.int64)
