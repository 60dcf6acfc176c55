"""Stories by the cases of cases/stories.json, and the laws that every set of articles must obey."""

import datetime as dt
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.demo import demo_pages
from riwaya.extract import extract_article
from riwaya.records import Article, Correction, Origins, Page, Published, Span
from riwaya.stories import (
    FLOOR,
    HORIZON,
    SHARED,
    Component,
    Sketch,
    Tied,
    describe_story,
    find_touched,
    gather_component,
    group_stories,
    pair_sketches,
    sketch_article,
    split_components,
    tie,
    tie_all,
)
from shelves import read_shelves

NOTHING = Origins(named=0, untraced=0, at_most=0)
TRUTH = Path(__file__).parent.parent / "riwaya" / "demo" / "truth.json"


def _article(source: str, title: str | None, text: str, published: str | None = None, **more: Any) -> Article:
    given_day = (published or "").split("T")
    dateline = more.get("dateline")
    return Article(
        source=source,
        title=title,
        text=text,
        paragraphs=((0, len(text)),) if text else (),
        outlet=more.get("outlet"),
        language=more.get("language", "ar"),
        dateline=Span(start=0, end=len(dateline), text=dateline) if dateline else None,
        published=Published(
            date=dt.date.fromisoformat(given_day[0] if len(given_day[0]) == 10 else f"{given_day[0]}-01"),
            time=given_day[1] if len(given_day) > 1 else None,
            precision=more.get("precision", "minute" if len(given_day) > 1 else "day"),
            basis="metadata",
        )
        if published
        else None,
    )


@pytest.mark.parametrize("case", read_shelves("stories"))
def test_cases(case: dict[str, Any]) -> None:
    articles = case["given"]["articles"]
    sketches = [sketch_article(_article(**article)) for article in articles]
    known = [(a, b) for a, b in case["given"]["known"]]
    corrections = msgspec.convert(case["given"]["corrections"], tuple[Correction, ...])
    found = group_stories(sketches, pair_sketches(sketches), known, corrections)
    assert sorted(map(sorted, found)) == case["expected"]


# --- laws ---------------------------------------------------------------------------------------------------

WORDS = [f"كلمة{a}{b}" for a in "بتثجح" for b in "خدذرز"]


@st.composite
def reports(draw: st.DrawFn) -> list[Sketch]:
    """Sketches of articles on a few made-up subjects within three weeks, some of them without a day."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    subjects = [chance.sample(WORDS, 8) for _ in range(draw(st.integers(1, 4)))]
    made = []
    for n in range(draw(st.integers(1, 14))):
        words = chance.choices(chance.choice(subjects), k=12) + chance.choices(WORDS, k=4)
        day = f"2024-03-{chance.randint(1, 21):02}" if chance.random() > 0.2 else None
        made.append(sketch_article(_article(f"s{n}", " ".join(words[:3]), " ".join(words), day)))
    return made


@given(reports(), st.randoms())
def test_order_does_not_matter(sketches: list[Sketch], chance: random.Random) -> None:
    ties = list(pair_sketches(sketches))
    shuffled = chance.sample(sketches, len(sketches))
    assert group_stories(shuffled, pair_sketches(shuffled)) == group_stories(sketches, ties)
    turned = [Tied(b, a, t) for a, b, t in chance.sample(ties, len(ties))]
    assert group_stories(shuffled, turned) == group_stories(sketches, ties)


@given(reports())
def test_every_article_is_in_one_story(sketches: list[Sketch]) -> None:
    stories = group_stories(sketches, pair_sketches(sketches))
    assert sorted(name for story in stories for name in story) == sorted(s.article for s in sketches)


@given(reports())
def test_components_apart_give_what_all_together_give(sketches: list[Sketch]) -> None:
    ties = list(pair_sketches(sketches))
    parts = split_components([sketch.article for sketch in sketches], ties)
    apart = [
        story
        for part in parts
        for story in group_stories([s for s in sketches if s.article in part.articles], _inside(ties, part.articles))
    ]
    assert sorted(apart) == sorted(group_stories(sketches, ties))


@given(reports(), st.data())
def test_what_a_person_says_holds(sketches: list[Sketch], data: st.DataObject) -> None:
    names = st.sampled_from([sketch.article for sketch in sketches])
    kinds = st.sampled_from(["merge", "split"])
    told = data.draw(st.lists(st.tuples(kinds, names, names).filter(lambda t: t[1] != t[2]), max_size=4))
    corrections = [
        msgspec.convert(
            {
                "id": f"c{n}",
                "kind": kind,
                "of": "story",
                "members": [{"article": a, "text": ""}],
                "others": [{"article": b, "text": ""}],
                "by": "test",
            },
            Correction,
        )
        for n, (kind, a, b) in enumerate(told)
        if kind == "split" or all(other == "merge" for other, _, _ in told)
    ]
    place = {
        name: n for n, s in enumerate(group_stories(sketches, pair_sketches(sketches), (), corrections)) for name in s
    }
    for correction in corrections:
        a, b = correction.members[0].article, correction.others[0].article
        assert (place[a or ""] == place[b or ""]) == (correction.kind == "merge")


@given(reports())
def test_ties_are_even_and_bounded(sketches: list[Sketch]) -> None:
    for a in sketches:
        assert tie_all(a, sketches) == [tie(b, a) for b in sketches]
        assert all(0 <= t <= 1 for t in tie_all(a, sketches))
        assert tie(a, a) == pytest.approx(1, abs=1e-2)


@given(reports())
def test_pairs_are_those_that_keys_and_days_allow(sketches: list[Sketch]) -> None:
    by_id = {sketch.article: sketch for sketch in sketches}
    found = {(min(a, b), max(a, b)): t for a, b, t in pair_sketches(sketches)}
    for a in by_id:
        for b in (name for name in by_id if name > a):
            one, two = by_id[a], by_id[b]
            met = len(set(one.keys) & set(two.keys)) >= SHARED
            far = one.day is not None and two.day is not None and abs(one.day - two.day) >= HORIZON
            expected = tie(one, two) if met and not far else 0.0
            assert found.get((a, b), 0.0) == (expected if expected >= FLOOR else 0.0)


@given(reports(), st.data())
def test_a_sketch_survives_storage(sketches: list[Sketch], data: st.DataObject) -> None:
    sketch = data.draw(st.sampled_from(sketches))
    assert msgspec.json.decode(msgspec.json.encode(sketch), type=Sketch) == sketch


# --- components, while articles come and go -----------------------------------------------------------------

Edges = dict[str, dict[str, float]]


@st.composite
def nets(draw: st.DrawFn) -> list[Tied]:
    names = [f"a{n}" for n in range(draw(st.integers(2, 14)))]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda p: p[0] < p[1])
    strength = st.sampled_from([0.12, 0.16, 0.25, 0.33, 0.5, 0.9])
    drawn = draw(st.dictionaries(pairs, strength, max_size=40))
    return [Tied(a, b, t) for (a, b), t in drawn.items()]


def _neighbours(ties: Iterable[Tied], present: Iterable[str]) -> Edges:
    edges: Edges = defaultdict(dict)
    inside = set(present)
    for a, b, t in ties:
        if {a, b} <= inside:
            edges[a][b] = edges[b][a] = t
    return edges


@given(nets(), st.integers(1, 6))
def test_walking_and_splitting_agree(ties: list[Tied], most: int) -> None:
    names = sorted({name for a, b, _ in ties for name in (a, b)})
    edges = _neighbours(ties, names)
    walked = {gather_component(name, lambda n: edges[n].items(), most) for name in names}
    assert walked == set(split_components(names, ties, most))


@given(nets(), st.integers(1, 6), st.randoms())
def test_what_is_not_touched_stays(ties: list[Tied], most: int, chance: random.Random) -> None:
    """Articles come and go one at a time; what is kept from before and looked at again is what a fresh look gives."""
    names = sorted({name for a, b, _ in ties for name in (a, b)})
    present: list[str] = []
    kept: dict[str, Component] = {}
    for name in [chance.choice(names) for _ in range(2 * len(names))]:
        before = _neighbours(ties, present)
        came = [] if name in present else [name]
        present = [*present, name] if came else [other for other in present if other != name]
        edges = _neighbours(ties, present)
        loosened = set() if came else set(before[name]) | set(kept.pop(name).articles) - {name}
        kept = {n: Component(c.articles - {name}, c.level) for n, c in kept.items()}
        has_grown = bool(came) and chance.random() < 0.5
        for part in find_touched(came, loosened, _lookup(edges), kept.get, most, has_grown=has_grown):
            kept.update(dict.fromkeys(part.articles, part))
        assert set(kept.values()) == set(split_components(present, _inside(ties, present), most))


@given(nets(), st.integers(1, 6), st.randoms())
def test_lots_that_come_one_after_the_other_give_what_all_at_once_give(
    ties: list[Tied], most: int, chance: random.Random
) -> None:
    names = sorted({name for a, b, _ in ties for name in (a, b)})
    chance.shuffle(names)
    kept: dict[str, Component] = {}
    last = 0
    while last < len(names):
        first, last = last, last + chance.randint(1, 4)
        edges = _neighbours(ties, names[:last])
        for part in find_touched(names[first:last], [], _lookup(edges), kept.get, most, has_grown=True):
            kept.update(dict.fromkeys(part.articles, part))
    assert set(kept.values()) == set(split_components(names, ties, most))


def _lookup(edges: Edges) -> Any:
    return lambda name: edges[name].items()


def _inside(ties: Iterable[Tied], present: Container[str]) -> list[Tied]:
    return [t for t in ties if t.a in present and t.b in present]


# --- what a story is called ---------------------------------------------------------------------------------


def test_a_story_is_named_after_its_most_central_article() -> None:
    bridge = "انهار جسر السرو في وادي بنان بعد السيول"
    told = [
        _article("late", "جسر السرو ينهار", bridge, "2024-03-06", outlet="ب"),
        _article("early", "انهيار جسر السرو بعد السيول", bridge, "2024-03-05", outlet="أ"),
        _article("aside", "مروحيات تنقل الخبز", "تنقل مروحيات الخبز إلى قرى وادي بنان", outlet="أ"),
    ]
    story = describe_story([sketch_article(article) for article in told], NOTHING)
    assert (story.id, story.title, story.outlets) == ("early", "انهيار جسر السرو بعد السيول", 2)
    assert (story.from_, story.to) == (dt.date(2024, 3, 5), dt.date(2024, 3, 6))
    assert story.articles == ("early", "late", "aside")


# --- the demo, and the window of the scorer -----------------------------------------------------------------


def test_the_demo() -> None:
    truth = {a: story["id"] for story in json.loads(TRUTH.read_text("utf-8"))["stories"] for a in story["articles"]}
    articles = [extract_article(page) for page in demo_pages() if isinstance(page, Page)]
    sketches = [sketch_article(article, f"{n:02}") for n, article in enumerate(articles)]
    sources = {sketch.article: Path(sketch.source).name for sketch in sketches}
    found = [
        Counter(truth.get(sources[name]) for name in story)
        for story in group_stories(sketches, pair_sketches(sketches))
    ]
    assert all(len(set(story) - {None}) <= 1 for story in found)
    assert max(story["s1"] for story in found) >= 30
    assert {2, 1} == {max(story[one] for story in found) for one in ("s2", "s3", "s4")}


def test_the_scorers_window(shared: Path) -> None:
    with gzip.open(shared / "gold" / "stories" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    sketches = [
        sketch_article(
            _article(g["id"], g["title"], g["text"], f"{parsedate_to_datetime(g['published']):%Y-%m-%dT%H:%M}")
        )
        for g in gold
    ]
    stories = group_stories(sketches, pair_sketches(sketches))
    assert _score({g["id"]: g["story"] for g in gold}, stories) > 0.88


def _score(gold: Mapping[str, str], stories: Iterable[Sequence[str]]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998)."""
    given_to = {name: n for n, story in enumerate(stories) for name in story}
    theirs, ours = Counter(gold.values()), Counter(given_to.values())
    both = Counter((gold[name], given_to[name]) for name in gold)
    precision = sum(both[gold[name], given_to[name]] / ours[given_to[name]] for name in gold)
    recall = sum(both[gold[name], given_to[name]] / theirs[gold[name]] for name in gold)
    return 2 * precision * recall / (precision + recall) / len(gold)
