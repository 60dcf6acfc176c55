"""Pull quotes: words of a report that its page sets once more, larger, in a box among the paragraphs."""

import re
from collections.abc import Iterable, Sequence

from riwaya.extract.keys import key_words
from riwaya.extract.markup import Markup

_NAMES = re.compile(r"quote|pull|citat|highlight")
_LONGEST = 300  # characters of a pull quote
_WORDS = 4  # fewer may be a heading
_MOST = 8  # pull quotes in a report
_PARAGRAPH = 5000  # characters of one, at most
_SHARE = 0.9  # of its words that stand in one paragraph, in order


def find_pull_quotes(markup: Markup, chosen: Sequence[int]) -> set[int]:
    """Give the places of the pull quotes among a report's blocks; a quotation told nowhere else is the report's."""
    blocks, kinds = markup.blocks, markup.kinds
    quoted = [i for i in chosen if len(blocks[i].text) <= _LONGEST and _NAMES.search(kinds[blocks[i].node].names)]
    if not 0 < len(quoted) <= _MOST:
        return set()
    told = (blocks[i].text for i in chosen if i not in quoted)
    texts = [key_words(text).split() for text in told if len(text) <= _PARAGRAPH]
    return {i for i in quoted if _is_told(key_words(blocks[i].text).split(), texts)}


def _is_told(words: Sequence[str], texts: Iterable[Sequence[str]]) -> bool:
    return len(words) >= _WORDS and any(_count_in_order(words, text) >= _SHARE * len(words) for text in texts)


def _count_in_order(words: Sequence[str], text: Sequence[str]) -> int:
    """Count the words that a text has one after the other, with whatever between them: «...»، يقول الرجل، «...»."""
    count = at = 0
    for word in words:
        place = next((i for i in range(at, len(text)) if text[i] == word), None)
        if place is not None:
            at, count = place + 1, count + 1
    return count
