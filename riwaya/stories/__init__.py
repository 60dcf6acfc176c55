"""Which articles tell of one real-world event, or of one unfolding sequence.

In: articles, one at a time, as sketches. Out: groups of articles, of which each is a story. It reads rare words, where
they stand, and days; it does not know what an event is, so two matches of one club within a day may come out as one,
and a reaction that names nothing of what it reacts to stays alone.

How a case keeps its stories while pages come and go:

1. `sketch_article` once for every article, kept with it. Its `keys` go into an index.
2. `tie_all` between a new sketch and those that share `SHARED` keys with it within `HORIZON` days; ties of at least
   `FLOOR` are kept. A tie is decided by its two sketches alone. A retelling other than a shared passage is a tie of
   `CERTAIN`, and a correction one of 1.
3. `find_touched` gives the components to look at again when articles come or go. Keep each with its articles.
4. `group_stories` over each component, and `describe_story` over each group. What lies outside is as it was.

Grouping all articles at once gives the same stories.
"""

from riwaya.stories.components import Component, Neighbours, find_touched, gather_component, split_components
from riwaya.stories.corrections import read_corrections
from riwaya.stories.groups import group_stories
from riwaya.stories.neighbours import pair_sketches
from riwaya.stories.sketches import Sketch, sketch_article
from riwaya.stories.ties import CERTAIN, FLOOR, HORIZON, SHARED, Tied, tie, tie_all
from riwaya.stories.titles import describe_story, title_of

__all__ = [
    "CERTAIN",
    "FLOOR",
    "HORIZON",
    "SHARED",
    "Component",
    "Neighbours",
    "Sketch",
    "Tied",
    "describe_story",
    "find_touched",
    "gather_component",
    "group_stories",
    "pair_sketches",
    "read_corrections",
    "sketch_article",
    "split_components",
    "tie",
    "tie_all",
    "title_of",
]
