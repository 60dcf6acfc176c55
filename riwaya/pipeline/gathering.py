"""The stages that work across articles: run where a page came, changed or went, over its neighbourhood alone.

Articles go by their ids here: two of them may have one source name.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from riwaya import stories
from riwaya.claims import find_claims
from riwaya.disagreements import find_disagreements
from riwaya.occurrences import find_occurrences
from riwaya.origins import read_accounts, trace_claims, trace_story
from riwaya.pipeline.linking import link_articles, tell_sides_in
from riwaya.pipeline.retelling import find_retellings_in
from riwaya.positions import find_positions
from riwaya.records import Correction, Origins, Problem, Reading, Retelling, Story
from riwaya.store import Card, Filter, Gathered, Store
from riwaya.stories import Component, Sketch, Tied
from riwaya.workers import search_rarely

_MANY = 4  # from one article in so many on, it is cheaper to look at all of them together


def gather(store: Store, corrections: Sequence[Correction] = ()) -> None:
    """Bring what is known across articles up to date with those that came, changed or went, and with corrections.

    All of it or nothing: a process that dies here leaves the case as it was, and the next writer does it again.
    """
    with store.together(), search_rarely():
        store.mark_ungathered(_list_concerned(store, corrections[store.corrected() :]))
        store.note_corrected(len(corrections))
        if fresh := store.ungathered():
            _gather(store, fresh, corrections)


def _list_concerned(store: Store, corrections: Sequence[Correction]) -> list[str]:
    """Give the articles that corrections may change: words of an actor may stand in any."""
    if any(correction.of == "actor" for correction in corrections):
        return store.carded("stories")
    quoted = {quote.article for c in corrections for quote in (*c.members, *c.others)}
    return [name for name, source in store.sources().items() if source in quoted] if quoted else []


def _gather(store: Store, fresh: Collection[str], corrections: Sequence[Correction]) -> None:
    tied = find_retellings_in(store, fresh)
    linked = link_articles(store, fresh, corrections)
    store.rename_actors(linked.renamed)
    sketches = (stories.sketch_article(store.article_of(name), name) for name in fresh)
    is_known = bool(store.cards("stories", fresh))  # what went or changed left its neighbours to be gathered anew
    store.save_cards("stories", map(_file, sketches))
    joined = _list_joined(store, corrections)
    bonds = _bind(store, tied.union(fresh), joined)
    has_grown = not is_known and not _is_loosened(store.bonds(tied.difference(fresh)), bonds)
    store.replace_bonds(tied.union(fresh), bonds)
    stirred = linked.changed.union(fresh, tied)
    former = _remember_components(store)
    known: dict[str, list[tuple[str, float]]] = {}  # bonds, as long as they are needed: a large case has millions
    neighbours = _remember_bonds(store, former, known)
    for component in stories.find_touched(fresh, stirred, neighbours, former, has_grown=has_grown):
        ties = [Tied(a, b, tie) for a in component.articles for b, tie in known.pop(a) if a < b]
        _tell_stories(store, component, ties, stirred, corrections)


# --- stories ------------------------------------------------------------------------------------------------


def _file(sketch: Sketch) -> Card:
    day = int(sketch.day or 0)
    return Card(sketch.article, msgspec.msgpack.encode(sketch), [(key, day) for key in sketch.keys])


def _bind(store: Store, names: Collection[str], joined: Iterable[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Give the ties of articles: to all that share keys, to whole retellings, to those that a person joined to them."""
    found = ((min(a, b), max(a, b), tie) for a, b, tie in _tie(store, frozenset(names)))
    bonds = {(a, b): tie for a, b, tie in found}
    for name in names:
        told = (tied for tied in store.retellings(Filter(article=name)) if tied.retelling.kind != "partial")
        bonds.update(((tied.a, tied.b), stories.CERTAIN) for tied in told)
    bonds.update((pair, 1.0) for pair in joined if not {*pair}.isdisjoint(names))
    return bonds


def _tie(store: Store, names: frozenset[str]) -> Iterator[Tied]:
    """Give the ties between articles and all that share keys with them; of many articles at once, which is faster."""
    if len(names) * _MANY >= store.count("articles"):
        every = stories.pair_sketches(_sketches(store, store.carded("stories")))
        yield from (tied for tied in every if not names.isdisjoint((tied.a, tied.b)))
        return
    for sketch in _sketches(store, names):
        window = None
        if sketch.day is not None:
            window = (int(sketch.day - stories.HORIZON), int(sketch.day + stories.HORIZON))
        others = set(store.sharing("stories", sketch.keys, stories.SHARED, window)) - {sketch.article}
        found = _sketches(store, others)
        for other, tie in zip(found, stories.tie_all(sketch, found), strict=True):
            if tie >= stories.FLOOR:
                yield Tied(sketch.article, other.article, tie)


def _is_loosened(before: Mapping[str, Sequence[tuple[str, float]]], bonds: Mapping[tuple[str, str], float]) -> bool:
    """True where an article lost a tie, or has a weaker one."""
    ties = ((min(a, b), max(a, b), tie) for a, near in before.items() for b, tie in near)
    return any(bonds.get((a, b), 0.0) < tie for a, b, tie in ties)


def _list_joined(store: Store, corrections: Sequence[Correction]) -> list[tuple[str, str]]:
    """Give the pairs of articles that a person said are of one story."""
    if not any(correction.of == "story" for correction in corrections):
        return []
    sketches = _sketches(store, store.carded("stories"))
    return [(min(pair), max(pair)) for pair in stories.read_corrections(corrections, sketches).together]


def _sketches(store: Store, articles: Collection[str]) -> list[Sketch]:
    found = store.cards("stories", articles)
    return [msgspec.msgpack.decode(found[name], type=Sketch) for name in sorted(found)]


def _remember_components(store: Store) -> Callable[[str], Component | None]:
    """Give what finds the component that an article stood in, and reads each component once."""
    known: dict[str, Component] = {}

    def find(name: str) -> Component | None:
        if name not in known and (found := store.component(name)):
            known.update(dict.fromkeys(found[0], Component(*found)))
        return known.get(name)

    return find


def _remember_bonds(
    store: Store, former: Callable[[str], Component | None], known: dict[str, list[tuple[str, float]]]
) -> stories.Neighbours:
    """Give what finds the articles that one is tied to, among the known; a whole component is read at once."""

    def find(name: str) -> list[tuple[str, float]]:
        if name not in known:
            before = former(name)
            known.update(store.bonds({name, *(before.articles if before else ())}))
        return known[name]

    return find


def _tell_stories(
    store: Store,
    component: Component,
    ties: Sequence[Tied],
    fresh: frozenset[str],
    corrections: Sequence[Correction],
) -> None:
    """Group a component anew, and look over the stories that are not just as they were."""
    name = min(component.articles)
    sketches = {sketch.article: sketch for sketch in _sketches(store, component.articles)}
    groups = stories.group_stories(list(sketches.values()), ties, corrections=corrections)
    stood = store.articles_in(set(store.stories_of(component.articles).values()))
    whole = {articles: one for one, articles in stood.items() if fresh.isdisjoint(articles)}
    kept = {group: whole[frozenset(group)] for group in groups if frozenset(group) in whole}
    came = ([sketches[article] for article in group] for group in groups if group not in kept)
    told = [_look_over(store, group, name, component.level) for group in came]
    store.replace_stories(stood.keys() - set(kept.values()), told, component.articles & fresh)
    store.move_stories(kept.values(), name, component.level)


def _look_over(store: Store, group: Sequence[Sketch], component: str, level: float) -> Gathered:
    """Find all that can be known over the articles of a story: its claims, and where they and it come from."""
    ids = [msgspec.structs.replace(sketch, source=sketch.article) for sketch in group]
    readings = [_read(store, sketch.article) for sketch in group]
    ties = _ties_among(store, {sketch.article for sketch in group})
    bare = stories.describe_story(ids, Origins())
    bare = msgspec.structs.replace(bare, id=f"s{bare.id}")  # so that it is not its first article's
    try:
        found = _look_into(bare, readings, ties, Gathered(bare, component, level))
        return found._replace(positions=find_positions(readings, found.claims, tell_sides_in(store, readings)))
    except Exception as error:  # what cannot be known over one story keeps no other from being told
        reason = f"{type(error).__name__}: {error}"
        store.save_problem(bare.articles[0], Problem(stage="stories", subject=bare.title, reason=reason))
        return Gathered(bare, component, level)


def _look_into(bare: Story, readings: Sequence[Reading], ties: Sequence[Retelling], found: Gathered) -> Gathered:
    accounts = read_accounts(readings)
    story = msgspec.structs.replace(bare, origins=trace_story(accounts, ties))
    claims = trace_claims(find_claims(readings, ties, story.id), accounts, ties)
    return found._replace(
        story=story,
        claims=claims,
        disagreements=find_disagreements(readings, claims, story.id),
        occurrences=find_occurrences(readings, ties, story.id),
    )


def _ties_among(store: Store, articles: Collection[str]) -> list[Retelling]:
    """Give the retellings among articles, which they name by their ids."""
    ties = {(t.a, t.b): t for name in articles for t in store.retellings(Filter(article=name))}
    return [
        msgspec.structs.replace(tie.retelling, a=a, b=b)
        for (a, b), tie in sorted(ties.items())
        if a in articles and b in articles
    ]


def _read(store: Store, name: str) -> Reading:
    """Give all that is known of one article, which goes by its id."""
    reading = store.reading(name)
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, source=name))
