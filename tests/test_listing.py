"""What sheets of lists read from the database: the same as the whole lists hold, and no more rows than they show."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import NOW
from riwaya.case import database_of
from riwaya.pipeline import add_pages
from riwaya.query import Memory, open_store
from riwaya.records import Given, Page
from riwaya.store import Filter, Gist, Part, Store

ROOT = Path(__file__).parent


@pytest.fixture(scope="module")
def store(demo_case: Path) -> Iterator[Store]:
    with open_store(demo_case) as opened:
        yield opened


def test_what_an_actor_says_comes_in_parts_and_is_counted_by_days(store: Store) -> None:
    said = [s for s in store.statements() if s.statement.speaker and s.statement.speaker.id]
    speakers = Counter(s.statement.speaker.id for s in said if s.statement.speaker)
    ((most_heard, times), *_) = speakers.most_common(1)
    own = [s for s in said if s.statement.speaker and s.statement.speaker.id == most_heard]
    parts = [s for at in range(0, times, 4) for s in store.said_by(most_heard or "", Part(limit=4, offset=at))]
    days = Counter(s.published.date if s.published else None for s in own)
    assert times > 4
    assert parts == own == list(store.said_by(most_heard or ""))
    assert store.count_said_by(most_heard or "") == days


def test_actors_are_ranked_and_written_as_in_their_list(store: Store) -> None:
    listed = list(store.actors())
    assert [(actor.id, articles) for actor, articles in listed] == store.ranks()
    assert {actor.id: actor.forms for actor, _ in listed} == store.forms(actor.id for actor, _ in listed)


def test_what_a_story_shows_is_what_is_known_of_it(store: Store) -> None:
    story = max(store.stories(), key=lambda story: len(story.articles))
    claims = list(store.claims(story=story.id))
    said = list(store.statements(Filter(story=story.id)))
    assert {s.article for s in said} <= set(story.articles)
    assert list(store.told_claims(story.id)) == [claim for claim in claims if len(claim.versions) > 1]
    assert [*store.gists(story.id)] == [Gist(id=c.id, versions=c.versions, speaker=c.speaker) for c in claims]
    assert store.times_said(story.id) == {
        (s.article, s.statement.id): s.statement.said for s in said if s.statement.said
    }
    for name in story.articles:
        assert store.triggers(name) == {event.id: event.trigger for event in store.findings(name).events}


def test_deeds_are_the_occurrences_that_somebody_does(store: Store) -> None:
    done = [one for one in store.occurrences() if one.actor]
    assert done
    assert list(store.deeds()) == sorted(done, key=lambda one: (one.story or "", one.id))


def test_lists_of_stories_and_articles_know_what_they_count(store: Store) -> None:
    stories = list(store.stories())
    published, differing = store.published(), Counter(fact.story for fact in store.disagreements())
    days = store.days(story.id for story in stories)
    assert store.count_disagreements(story.id for story in stories) == differing
    for story in stories:
        known = sorted(published[name].isoformat() for name in story.articles if name in published)
        assert days.get(story.id, []) == known
    articles = list(store.articles())
    speakers = store.speakers(kept.id for kept in articles)
    assert store.articles_by(kept.id for kept in articles) == {kept.id: kept for kept in articles}
    for kept in articles:
        found = (said.statement.speaker for said in store.statements(Filter(article=kept.id)))
        assert speakers.get(kept.id, []) == [speaker.name if speaker else None for speaker in found]


@pytest.mark.parametrize(
    ("question", "index"),
    [
        ("SELECT record FROM stories ORDER BY last IS NULL, last DESC, id LIMIT 9", "stories_in_order"),
        ("SELECT forms, count(*) FROM figures WHERE actor = 'a' GROUP BY forms", "figures_by_forms"),
        (
            "SELECT row FROM statements WHERE json_extract(CAST(record AS TEXT), '$.speaker.id') = 'a'",
            "statements_by_actor",
        ),
    ],
)
def test_a_sheet_reads_no_more_than_it_shows(demo_case: Path, question: str, index: str) -> None:
    db = sqlite3.connect(database_of(demo_case))
    plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {question}"))
    db.close()
    assert index in plan
    assert "TEMP B-TREE" not in plan


def test_hits_of_one_rank_come_by_day_however_many_they_are(tmp_path: Path) -> None:
    text = "قال الوزير هاشم الراوي إن المعبر سيفتح غدا."
    pages = [
        Page(
            source=f"{n:03}",
            kind="text",
            body=f"{text} {n:03}".encode(),
            given=Given(published=f"2025-01-{n % 28 + 1:02}", outlet=f"o{n % 2}"),
        )
        for n in range(230)
    ]
    list(add_pages(tmp_path, pages, now=lambda: NOW, workers=0))
    with open_store(tmp_path) as opened:
        days = opened.published()
        for wanted, count in ((Filter(), 230), (Filter(outlet="o1"), 115)):
            hits = [hit for hit in opened.search("المعبر", 300, wanted) if hit.statement is None]
            assert len(hits) == count
            assert [(days[hit.article], hit.article) for hit in hits] == sorted(
                (days[hit.article], hit.article) for hit in hits
            )


def test_what_a_version_says_survives_the_move_to_another_table(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "case.db")
    old.executescript((ROOT / "schemas" / "2.sql").read_text("utf-8"))
    old.execute("INSERT INTO captures VALUES ('c', 's', 'f', 0, 1, '2025-01-01T00:00:00.000000+00:00', 'a', '{}', 0)")
    old.execute("INSERT INTO articles (row, id, identity, current) VALUES (1, '12ab', 'id:a', 'c')")
    old.execute("INSERT INTO versions VALUES ('c', 1, 'نص', CAST('{\"source\":\"a\"}' AS BLOB), CAST('{}' AS BLOB))")
    old.execute("PRAGMA user_version = 2")
    old.commit()
    old.close()
    Store(tmp_path / "case.db", write=True).close()
    with Store(tmp_path / "case.db") as opened:
        (kept,) = opened.articles()
    assert (kept.article.text, kept.article.source, kept.versions) == ("نص", "a", 1)


def test_what_follows_from_a_whole_case_is_worked_out_once_for_each_state(tmp_path: Path) -> None:
    def add(number: int) -> None:
        body = f"قال الوزير هاشم الراوي إن المعبر رقم {number} سيفتح غدا صباحا أمام المسافرين."
        list(
            add_pages(tmp_path, [Page(source=f"{number}", kind="text", body=body.encode())], now=lambda: NOW, workers=0)
        )

    asked = []

    def count(opened: Store) -> int:
        asked.append(opened)
        return opened.counts()["articles"]

    add(1)
    memory = Memory(tmp_path)
    assert (memory.recall(count), memory.recall(count), len(asked)) == (1, 1, 1)
    add(2)
    assert (memory.recall(count), memory.recall(count), len(asked)) == (2, 2, 2)
