"""Cards of other stories: boxes of one make, each a linked headline with the first sentence of its story."""

import re
from collections import defaultdict
from collections.abc import Iterable

from riwaya.extract.markup import Markup

_MAKES = frozenset({"article", "div", "section", "td", "tr"})
_ROW = 3  # cards: fewer may be a report that opens two paragraphs with a link
_HEADLINE = 20  # characters of a link that may be a headline
_SENTENCE = 40  # characters beside it or under it
_LINK = re.compile(r"\s*+(?:<(?!a[ >])[^>]*+>\s*+)*+<a[ >]")  # before all text


def find_cards(markup: Markup) -> set[int]:
    """Give the nodes of cards, of which three of one make stand in one box.

    >>> from riwaya.extract.markup import scan_markup
    >>> story = "<a href=/1>تأجيل افتتاح الجسر القديم</a><p>أجلت البلدية افتتاح الجسر القديم إلى الخريف المقبل.</p>"
    >>> markup = scan_markup(f"<div>{f'<div class=c>{story}</div>' * 3}</div>")
    >>> [markup.kinds[node].names for node in sorted(find_cards(markup))]
    ['c', 'c', 'c']
    """
    rows: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for node in _find_opened_by_links(markup):
        kind = markup.kinds[node]
        rows[markup.parents[node], kind.tag, kind.names].append(node)
    return {node for row in rows.values() if len(row) >= _ROW for node in row}


def _find_opened_by_links(markup: Markup) -> Iterable[int]:
    """Give the boxes that open with a linked headline and go on with a sentence."""
    blocks, kinds, last = markup.blocks, markup.kinds, -1
    for i, block in enumerate(blocks):
        if block.node <= last:
            continue
        last = block.node
        if block.linked < _HEADLINE or kinds[last].tag not in _MAKES:
            continue
        rest = len(block.text) - block.linked
        if rest < _SENTENCE:
            under = blocks[i + 1] if i + 1 < len(blocks) else block
            is_own = under.node == block.node or markup.parents[under.node] == block.node
            rest = len(under.text) - under.linked if is_own and rest * 4 < len(block.text) else 0
        if rest >= _SENTENCE and _LINK.match(markup.runs[block.at]):
            yield block.node
