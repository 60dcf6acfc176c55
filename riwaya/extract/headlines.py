"""Headlines of other stories that stand between a report's paragraphs with nothing to mark them.

A page that was turned into text has lost the links by which a reader knew them. What is left to go by is their
length, their syntax, and that the paragraphs under them speak of something else.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from riwaya.text import fold, load_folded

STOPS = (".", "!", "?", "؟", "…", "»", '"', "”", "’", ")", ":", "؛", "،", "]", "}", "۔")
_WORD = re.compile(r"\w+")
PRESENT = re.compile(r"^(?!ت..ي.$)(?:ي|ت|سي|ست)[ء-ي]{2,}$")  # يوقع، تعلن، سيزور, but not the noun تحقيق
_LISTED = re.compile(r"^\W*\d+\W|^[*•–-]")  # 3 - , * : an item of the report's own list
_ARABIC = re.compile("[ء-ي]")
_PERSIAN = re.compile("[پچژگکی]")  # whose nouns look like Arabic verbs: تومان
_JOINED = re.compile(r"^[وف][ء-ي]{3,}$")  # وتحدث، فقال: a sentence that goes on
_NAMED = re.compile(r"^\S+(?:\s+\S+){0,4}\s*(?::|\.\.)\s*\S")  # البنك المركزي: الأسعار مستقرة   بالصور.. الميناء
_PREFIX = re.compile(r"^(?:[وفبكل]?ال|لل|[وفبكل](?=...))")
_LONGEST = 160  # characters of a headline
_LENGTHS = range(6, 26)  # words of one
_SHORTEST = 5  # words of a line in a row of them
_ROW = 4  # lines: a longer row is a poem or a list
_AHEAD = 2  # paragraphs in which a section takes up the words of its own heading
_OWN = 3  # words that only the line has, without which nothing can be said
_SHARE = 0.2  # of them: so many taken up make it a section's heading
_COMMON = 0.25  # of the lines: words that stand in more are the whole report's


def is_prose(text: str) -> bool:
    """True for a line that is a sentence or more, by its length and its end."""
    return (len(text) >= 40 and text.endswith(STOPS)) or len(text) > 140


def find_strange_headlines(lines: Sequence[str], title: str) -> set[int]:
    """Find the places of lines that are headlines of other stories.

    Such a line has a headline's length and no full stop, does not go on from the sentence before (وتحدث), has a noun
    before a verb in the present (الوزير يزور) or a speaker or a
    call before a colon or two points, and the paragraphs after it take up none
    of the words that are its own. A section's heading is shorter, or is taken up. Of lines in a row, half must
    have the syntax.
    """
    rows = [row for row in _find_rows(lines) if sum(_is_headline(lines[i]) for i in row) * 2 >= len(row)]
    if not rows:
        return set()
    words = [_list_stems(line) for line in lines]
    counts = Counter(word for own in words for word in own)
    common = {word for word, count in counts.items() if count > max(2, _COMMON * len(lines))} | _list_stems(title)
    found = set()
    for row in rows:
        after = set().union(*words[row[-1] + 1 : row[-1] + 1 + _AHEAD])
        own = {i: words[i] - common for i in row}
        found |= {i for i in row if len(own[i]) >= _OWN and len(own[i] & after) <= _SHARE * len(own[i])}
    return found


def _find_rows(lines: Sequence[str]) -> Iterator[list[int]]:
    """Give the runs of lines after the first sentence that may be headlines: no full stop, neither short nor long."""
    row: list[int] = []
    has_prose = False
    for i, line in enumerate((*lines, "")):
        if has_prose and _may_be_headline(line):
            row.append(i)
            continue
        if 0 < len(row) <= _ROW:
            yield row
        row = []
        has_prose = has_prose or is_prose(line)


def _may_be_headline(line: str) -> bool:
    is_long = len(line) <= _LONGEST and len(line.split()) >= _SHORTEST
    is_strange = not (line.endswith(STOPS) or _LISTED.match(line) or _PERSIAN.search(line))
    return is_long and is_strange and bool(_ARABIC.search(line))


def _is_headline(line: str) -> bool:
    words = _WORD.findall(fold(line))
    goes_on = words and _JOINED.match(words[0]) and words[0] not in load_folded("ar", "whole_openings")
    if len(words) not in _LENGTHS or goes_on or PRESENT.match(words[0]):
        return False
    return bool(_NAMED.match(line)) or any(
        PRESENT.match(word) and before not in load_folded("ar", "prepositions") for before, word in pairwise(words[:4])
    )


def _list_stems(line: str) -> set[str]:
    """Give a line's words of substance, cut to what inflection leaves alone."""
    return {_PREFIX.sub("", word)[:5] for word in _WORD.findall(fold(line)) if len(word) > 3}
