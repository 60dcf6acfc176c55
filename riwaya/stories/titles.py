"""What a story is called and when it was told: chosen from its articles, never written."""

import datetime as dt
from collections.abc import Sequence

from riwaya.records import Origins, Story
from riwaya.stories.neighbours import in_order
from riwaya.stories.sketches import Sketch
from riwaya.stories.ties import tie_all

_SAMPLE = 200  # articles of a story that its title is chosen among and held against: the first, by day and id
_NEAR = 0.9  # of the most central: among titles so near, the first one told


def title_of(story: Sequence[Sketch]) -> str | None:
    """Give the title of the article that most resembles the others, of several such the earliest; None without any."""
    sample = sorted((sketch for sketch in story if sketch.title), key=in_order)[:_SAMPLE]
    if not sample:
        return None
    central = [sum(tie_all(sketch, sample)) for sketch in sample]
    best = max(central)
    return next(sketch.title for sketch, near in zip(sample, central, strict=True) if near >= best * _NEAR)


def describe_story(story: Sequence[Sketch], origins: Origins) -> Story:
    """Give the record of a story: its id is that of its first article by day and id, its days are the pages' own.

    >>> sketch = Sketch(article="7f", source="a.html", title="سفن القمح", day=737000.5)
    >>> told = describe_story([sketch], Origins(named=0, untraced=1, at_most=1))
    >>> told.id, told.title, told.from_, told.articles, told.outlets
    ('7f', 'سفن القمح', datetime.date(2018, 11, 2), ('a.html',), 0)
    """
    ordered = sorted(story, key=in_order)
    days = [dt.date.fromordinal(int(sketch.day)) for sketch in ordered if sketch.day is not None]
    return Story(
        id=ordered[0].article,
        title=title_of(ordered) or ordered[0].source,
        from_=min(days, default=None),
        to=max(days, default=None),
        articles=tuple(sketch.source for sketch in ordered),
        outlets=len({sketch.outlet for sketch in ordered if sketch.outlet}),
        origins=origins,
    )
