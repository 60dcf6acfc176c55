"""What on a page is the site's, by the tags and names of its elements."""

from collections.abc import Collection

from riwaya.extract.kinds import FOREIGN_TAGS
from riwaya.extract.markup import Markup


def find_foreign(
    markup: Markup, title: int | None, cards: Collection[int] = (), *, believes_names: bool = True
) -> list[bool]:
    """Say of each node whether it lies in something foreign.

    A name around the title, or around half of the page's text, is no proof: class="with-sidebar" on everything.
    """
    absolved = set()
    node = markup.blocks[title].node if title is not None else -1
    while node >= 0:
        absolved.add(node)
        node = markup.parents[node]
    half = markup.sizes[0] * 0.5 if markup.sizes else 0
    foreign: list[bool] = []
    for i, (kind, parent) in enumerate(zip(markup.kinds, markup.parents, strict=True)):
        if (parent >= 0 and foreign[parent]) or (i in cards and i not in absolved):
            foreign.append(True)
        elif not kind.is_foreign or i in absolved:
            foreign.append(False)
        else:
            is_believed = markup.sizes[i] <= half and (believes_names or kind.tag in FOREIGN_TAGS)
            foreign.append(kind.is_wall or is_believed)
    return foreign
