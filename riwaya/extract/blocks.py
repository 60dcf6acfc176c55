"""Which blocks of a page are the report.

Each block is worth the characters of it that stand outside links; a container is worth what stands in it directly,
and half of what stands one floor deeper. The best container is the report's, widened while its parent adds more
prose than links. What stands inside it under foreign names, and all before the title, is left out.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from riwaya.extract.boilerplate import find_cue
from riwaya.extract.cards import find_cards
from riwaya.extract.foreign import find_foreign
from riwaya.extract.headlines import is_prose
from riwaya.extract.markup import Block, Markup

_DEPTH = 3  # a paragraph counts for so many containers above it, each time half as much
_FAVOUR = 1.6  # for a container whose name says that it holds the report
_TAGS = {"article": 1.25, "main": 1.1, "section": 1.05, "ul": 0.5, "ol": 0.5, "table": 0.8, "td": 1.0, "li": 0.5}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENDS = (".", "!", "?", "؟", "…", "»", '"', "”", ":", "،", ")")
_SHORT = 40  # characters: less than that without a full stop is a label
_STANDFIRST = 50  # what prose between the title and the body has at least
_STANDFIRST_WORDS = 5  # and what a heading there has whose name says that it is one
_LEAD = re.compile(r"sub-?(?:title|head)|standfirst|summary|\bintro|chapo|sous-?titre|sapo")
_LINKED = 60  # characters of a link that count against the element around it
_TEASER = 300  # and what a teaser has at most
_LITTLE = 200  # characters that may be a report without a single full stop
_ALIKE = 3  # paragraphs that show of which make a report is
_BOXES = frozenset({"div", "td", "section", "center", "table"})
_MORE = 0.12  # of the prose that a container holds: what its parent must add


class Column(NamedTuple):
    """A report on its page. All numbers are places in `markup.blocks`."""

    markup: Markup
    foreign: list[bool]  # of each node, whether it lies in something foreign
    title: int | None  # the report's heading
    chosen: list[int]  # the report's blocks, in order
    body: int  # the first sentence of the make of most: what stands above it may be a lead or a caption


def find_report(markup: Markup, title: int | None) -> Column:
    """Find the report on a page.

    `title` is the place of the report's heading. Where what the names leave has no sentence, the names lie
    (class="gallery-text" around a gallery's story) and are not believed, but for those of a wall before the page.
    """
    cards = find_cards(markup)
    foreign = find_foreign(markup, title, cards)
    chosen = choose_blocks(markup, foreign, title, cards)
    texts = [markup.blocks[i].text for i in chosen]
    if any(map(is_prose, texts)) or sum(map(len, texts)) > _LITTLE:
        return Column(markup, foreign, title, chosen, _find_body(markup, chosen))
    foreign = find_foreign(markup, title, believes_names=False)
    chosen = choose_blocks(markup, foreign, title)
    return Column(markup, foreign, title, chosen, _find_body(markup, chosen))


def choose_blocks(markup: Markup, foreign: list[bool], title: int | None, cards: Collection[int] = ()) -> list[int]:
    """Give the places of the report's blocks, in order; `foreign` is what `find_foreign` says of each node."""
    stop = _find_next_story(markup, title)
    blocks = markup.blocks
    worth = [0 if foreign[b.node] else w for b, w in zip(blocks, _weigh(blocks), strict=True)]
    for i, block in enumerate(blocks if cards else ()):
        if block.node in cards:
            worth[i] = -_LINKED // 2
    worth[stop:] = [0] * (len(worth) - stop)
    if title is not None and sum(w for w in worth[title:] if w > 0) > _LITTLE:  # what stands above it are teasers
        worth[:title] = [0] * title
    best = _widen(markup, worth, _find_best(markup, worth))
    if best < 0:
        return []
    end = _find_end(markup, best)
    chosen = [i for i, b in enumerate(blocks[:stop]) if best <= b.node < end and not foreign[b.node]]
    if title is None or not chosen or title > chosen[-1]:
        return _drop_guests(markup, _drop_teasers(markup, chosen))
    first = chosen[0]
    chosen = [i for i in chosen if i > title]  # what stands above it tells nothing of the report's make
    chosen = _drop_guests(markup, _drop_teasers(markup, chosen))
    return _find_leads(markup, foreign, title, first) + chosen if chosen else []


def _find_next_story(markup: Markup, title: int | None) -> int:
    """Give the place of the next story on a page that loads one after the other.

    It has a title of the make of the first, after prose, and under it a line of the make of the line under the first.
    """
    blocks, kinds = markup.blocks, markup.kinds
    if title is None or title + 2 > len(blocks):
        return len(blocks)
    makes = [kinds[block.node] for block in blocks[title : title + 2]]
    if not makes[1].names or is_prose(blocks[title + 1].text):
        return len(blocks)
    has_prose = False
    for i in range(title + 1, len(blocks) - 1):
        has_prose = has_prose or is_prose(blocks[i].text)
        may_be_title = has_prose and blocks[i].tag in _HEADINGS and not blocks[i].linked
        if may_be_title and [kinds[block.node] for block in blocks[i : i + 2]] == makes:
            return i
    return len(blocks)


def _find_body(markup: Markup, chosen: list[int]) -> int:
    prose = [i for i in chosen if is_prose(markup.blocks[i].text)]
    home = _find_commonest(_make(markup, i) for i in prose)
    return next((i for i in prose if _make(markup, i) == home), chosen[0] if chosen else len(markup.blocks))


def _find_leads(markup: Markup, foreign: list[bool], title: int, first: int) -> list[int]:
    """Give what stands between the title and the body and is the report's: a lead of some length, a standfirst."""
    blocks, leads = markup.blocks, []
    for i in range(title + 1, first):
        block = blocks[i]
        if foreign[block.node] or block.linked * 2 > len(block.text):
            continue
        above = blocks[i - 1]
        is_teaser = (
            above.linked * 2 > len(above.text)
            and len(block.text) < _TEASER
            and not find_cue(above.text, is_linked=True)
        )
        is_lead = len(block.text) >= _STANDFIRST and block.text.endswith(_ENDS) and not is_teaser
        is_standfirst = block.tag in _HEADINGS and _LEAD.search(markup.kinds[block.node].names)
        if is_lead or (is_standfirst and len(block.text.split()) >= _STANDFIRST_WORDS):
            leads.append(i)
    return leads


def _weigh(blocks: list[Block]) -> list[int]:
    """Say what each block is worth: a teaser, which is prose under a linked headline, is worth a fifth."""
    worth: list[int] = []
    after_link = -2
    for i, block in enumerate(blocks):
        size = len(block.text)
        if block.linked * 2 > size:
            worth.append(-min(block.linked, _LINKED) // 2)
            after_link = i
        elif size < _SHORT and not block.text.endswith(_ENDS):
            worth.append(0 if block.tag in _HEADINGS else -8)
        else:
            prose = size - 2 * block.linked
            worth.append(prose // 5 if after_link == i - 1 and size < _TEASER else prose)
    return worth


def _find_best(markup: Markup, worth: list[int]) -> int:
    kinds, parents = markup.kinds, markup.parents
    scores = [0.0] * len(kinds)
    for block, value in zip(markup.blocks, worth, strict=True):
        if not value:
            continue
        node, share = block.node, float(value)
        for _ in range(_DEPTH):
            scores[node] += share
            if parents[node] < 0:
                break
            share *= 1.0 if kinds[node].tag == "p" else 0.5
            node = parents[node]
    best, top = -1, 0.0
    for i, score in enumerate(scores):
        if score > 0:
            kind = kinds[i]
            weighed = score * _TAGS.get(kind.tag, 1.0) * (_FAVOUR if kind.is_report else 1.0)
            if weighed > top:
                best, top = i, weighed
    return best


def _widen(markup: Markup, worth: list[int], best: int) -> int:
    """Climb while the parent brings more prose, and few links: a report cut into sections by its advertisements."""
    kinds, parents = markup.kinds, markup.parents
    if best < 0 or kinds[best].is_report:
        return best
    prose, links = [0] * len(kinds), [0] * len(kinds)
    for block, value in zip(markup.blocks, worth, strict=True):
        (prose if value > 0 else links)[block.node] += abs(value)
    for i in range(len(kinds) - 1, 0, -1):
        prose[parents[i]] += prose[i]
        links[parents[i]] += links[i]
    while (parent := parents[best]) >= 0 and kinds[parent].tag not in {"body", "html"}:
        more, noise = prose[parent] - prose[best], links[parent] - links[best]
        if kinds[best].is_report or (more and (more < _MORE * prose[best] or noise * 3 > more)):
            break
        best = parent
    return best


def _find_end(markup: Markup, root: int) -> int:
    """Give the first node that stands after everything inside `root`."""
    parents = markup.parents
    return next((i for i in range(root + 1, len(parents)) if parents[i] < root), len(parents))


def _drop_teasers(markup: Markup, chosen: list[int]) -> list[int]:
    """Leave out prose right under a linked headline, where it does not stand among the report's own paragraphs."""
    blocks, parents = markup.blocks, markup.parents
    under = dict(_find_under_links(blocks, chosen))
    if not under:
        return chosen
    prose = [i for i in chosen if len(blocks[i].text) > _STANDFIRST]
    if _is_front(markup, [i for i in prose if blocks[i].linked * 2 < len(blocks[i].text)], under):
        return []
    home = _find_commonest(parents[blocks[i].node] for i in prose)
    make = _find_commonest(_make(markup, i) for i in prose if i not in under)
    teasers = {
        i
        for i, link in under.items()
        if home not in (blocks[i].node, parents[blocks[i].node], parents[blocks[link].node])
        and make != _make(markup, i)
    }
    return [i for i in chosen if i not in teasers]


def _find_under_links(blocks: list[Block], chosen: list[int]) -> Iterator[tuple[int, int]]:
    """Give the blocks right under a linked headline, or with no more than its date between, and that headline."""
    link = dated = -1
    for i in chosen:
        block = blocks[i]
        if block.linked * 5 > len(block.text) * 4:
            link, dated = i, -1
        elif link >= 0:
            if dated < 0 or block.tag not in _HEADINGS:
                yield i, link
            is_date = dated < 0 and block.tag not in _HEADINGS and len(block.text) < _SHORT // 2
            link, dated = (link, i) if is_date else (-1, -1)


def _is_front(markup: Markup, prose: list[int], under: dict[int, int]) -> bool:
    """True for the front of a section: all its prose stands under linked headlines, one in each box."""
    blocks, parents = markup.blocks, markup.parents
    boxes = Counter(parents[blocks[i].node] for i in prose)
    alone = [
        i for i in prose if i in under and blocks[under[i]].tag in _HEADINGS and boxes[parents[blocks[i].node]] == 1
    ]
    return len(alone) > _ALIKE and len(alone) == len(prose)


def _find_commonest(values: Iterable[object]) -> object:
    counts: dict[object, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return max(counts, key=counts.__getitem__, default=None)


def _make(markup: Markup, i: int) -> tuple[object, ...]:
    """Give what tells one template's paragraphs from another's: their names, else the element around them."""
    node = markup.blocks[i].node
    parent = markup.parents[node]
    own, around = markup.kinds[node], markup.kinds[parent]
    return (own.tag, own.names, around.names) if own.names else (parent,)


def _drop_guests(markup: Markup, chosen: list[int]) -> list[int]:
    """Leave out a headline in a box of its own among paragraphs of one make.

    Old templates set other stories so, without a link: <br> runs of text and between them <div>headline</div>.
    """
    blocks, parents = markup.blocks, markup.parents

    guests = {i for i in chosen if _is_guest(blocks[i])}
    if not guests:
        return chosen

    def make(i: int) -> tuple[int, str]:
        block = blocks[i]
        return (parents[block.node], "p") if block.tag == "p" else (block.node, "")

    prose = Counter(make(i) for i in chosen if len(blocks[i].text) > _STANDFIRST and blocks[i].text.endswith(_ENDS))
    home, count = prose.most_common(1)[0] if prose else ((-1, ""), 0)
    if count < _ALIKE or count * 4 < prose.total() * 3:
        return chosen
    return [i for i in chosen if i not in guests or make(i) == home]


def _is_guest(block: Block) -> bool:
    return block.tag in _BOXES and len(block.text) < _TEASER // 2 and not block.text.endswith(_ENDS)
