import datetime as dt
import hashlib
import itertools
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.errors import CaseError, InputError
from riwaya.records import (
    Actor,
    Article,
    Capture,
    Carrier,
    Claim,
    Claimant,
    Coverage,
    Given,
    Origins,
    Page,
    Position,
    Problem,
    Published,
    Reading,
    Retelling,
    Span,
    Speaker,
    Statement,
    Story,
)
from riwaya.store import Filter, Gathered, Store, identify, name_article
from riwaya.store.opening import VERSION, migrate

NOW = dt.datetime(2018, 4, 14, 9, 30, tzinfo=dt.UTC)
STAGES = {"extract": 1, "statements": 1}
ROOT = Path(__file__).parent.parent
Row = tuple[Capture, Page, Reading | Problem]


def make_row(name: str, text: str = "قال الوزير إن الجسر آمن", hour: int = 0, **more: Any) -> Row:
    """A page called `name`, as captured so many hours later, and what was read on it."""
    body = text.encode()
    page = Page(source=name, container="feed.jsonl", kind="text", body=body, given=Given(id=name))
    sha256 = hashlib.sha256(body).hexdigest()
    capture = Capture(
        id=f"{name}-{hour}-{sha256[:8]}",
        sha256=sha256,
        file="captures-00001.warc.gz",
        offset=hour,
        length=len(body),
        at=NOW + dt.timedelta(hours=hour),
    )
    said = make_statement(text)
    return capture, page, Reading(article=Article(source=name, text=text, **more), statements=(said,))


def make_statement(text: str, **more: Any) -> Statement:
    span = Span(start=0, end=len(text), text=text)
    speaker = Speaker(name="الوزير", how="role")
    return Statement(id="s1", kind="indirect", content=(span,), **{"speaker": speaker, **more})


def on(day: str, **more: Any) -> Published:
    return Published(**{"date": dt.date.fromisoformat(day), "precision": "day", "basis": "metadata", **more})


def tie(a: str, b: str) -> Retelling:
    return Retelling(a=a, b=b, kind="copy", coverage=Coverage(a=1.0, b=1.0), passages=())


def dump(store: Store) -> list[Any]:
    """All that can be asked of a store."""
    kept = list(store.articles())
    versions = [list(store.versions(k.id)) for k in kept]
    found = [store.search(word) for word in ("جسر", "الخبر", "وزير")]
    return [kept, versions, list(store.statements()), list(store.problems()), store.counts(), found]


def sources(store: Store, **wanted: Any) -> list[str]:
    return [kept.article.source for kept in store.articles(Filter(**wanted))]


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store(tmp_path / "case.db", write=True) as store:
        yield store


# --- the same pages, the same case --------------------------------------------------------------------------

POOL = [
    make_row("a", hour=0),
    make_row("a", "الخبر الثاني", hour=1),
    make_row("a", "الخبر الثالث", hour=1),
    make_row("a", hour=2),
    make_row("b", hour=0, published=on("2018-04-13")),
    make_row("b", "الخبر", hour=3, published=on("2018-04-12"), title="الجسر"),
    (*make_row("c", hour=4)[:2], Problem(stage="extract", subject="c", reason="no report on it")),
]


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(len(POOL))), st.lists(st.integers(1, 3), min_size=8, max_size=8))
def test_order_and_batches_of_adding_do_not_matter(order: list[int], sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Store(Path(folder) / "one.db", write=True) as one:
            one.save_readings(POOL, STAGES)
            expected = dump(one)
        with Store(Path(folder) / "other.db", write=True) as other:
            rows = iter([POOL[n] for n in order])
            for size in sizes:
                other.save_readings(list(itertools.islice(rows, size)), STAGES)
            other.save_readings(POOL[:2], STAGES)  # once more
            assert dump(other) == expected
            assert list(other.verify()) == []


def test_reading_comes_back_whole(store: Store) -> None:
    row = make_row("a", title="عنوان", url="https://example.com/7", published=on("2018-04-13", time="09:30"))
    reading = row[2]
    assert isinstance(reading, Reading)
    store.save_readings([row], STAGES)
    (kept,) = store.articles()
    assert (kept.article, kept.capture, kept.versions) == (reading.article, row[0].id, 1)
    assert [said.statement for said in store.statements()] == list(reading.statements)
    assert next(store.versions(kept.id)) == (row[0], reading.article)
    assert list(store.captures()) == [row[0]]


def test_current_version_is_the_latest_captured_not_the_last_added(store: Store) -> None:
    store.save_readings([make_row("a", "الخبر الجديد", hour=5)], STAGES)
    store.save_readings([make_row("a", "الخبر القديم", hour=1)], STAGES)
    (kept,) = store.articles()
    assert (kept.article.text, kept.versions) == ("الخبر الجديد", 2)
    assert [article.text for _, article in store.versions(kept.id)] == ["الخبر القديم", "الخبر الجديد"]
    assert store.search("القديم") == []


def test_same_text_of_two_outlets_is_two_articles(store: Store) -> None:
    store.save_readings([make_row("a", outlet="أ"), make_row("b", outlet="ب")], STAGES)
    assert store.counts()["articles"] == 2


PAGE = Page(source="x.html", kind="html", body=b"<p>")


@pytest.mark.parametrize(
    ("page", "url", "identity"),
    [
        (
            msgspec.structs.replace(PAGE, container="f", given=Given(id="7", url="https://example.com/7")),
            None,
            "id:f\n7",
        ),
        (msgspec.structs.replace(PAGE, given=Given(id="7")), "http://m.example.com/7", "url:https://example.com/7"),
        (msgspec.structs.replace(PAGE, given=Given(url="https://example.com/7")), None, "url:https://example.com/7"),
        (msgspec.structs.replace(PAGE, source="https://example.com/7#x"), None, "url:https://example.com/7"),
        # a careless page calls the site its address
        (
            msgspec.structs.replace(PAGE, source="https://example.com/7"),
            "https://example.com/",
            "url:https://example.com/7",
        ),
        (PAGE, "https://example.com/", "sha256:57dcee746d6e19299efbb6c48fb8b8dd9682f6d25e140e7f3c0e4f6aca8bc6fd"),
    ],
)
def test_identity_is_the_given_id_then_the_address_then_the_bytes(page: Page, url: str | None, identity: str) -> None:
    assert identify(page, Article(source=page.source, url=url)) == identity
    assert len(name_article(identity)) == 16


# --- asking -------------------------------------------------------------------------------------------------


def test_order_is_by_day_then_id_and_unknown_days_come_last(store: Store) -> None:
    rows = [make_row("a"), make_row("b", published=on("2018-04-13")), make_row("c", published=on("2018-04-01"))]
    store.save_readings(rows, STAGES)
    assert sources(store) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("published", "wanted", "passes"),
    [
        (on("2018-04-13"), {"since": dt.date(2018, 4, 13), "until": dt.date(2018, 4, 13)}, True),
        (on("2018-04-13"), {"since": dt.date(2018, 4, 14)}, False),
        (on("2018-04-13"), {"until": dt.date(2018, 4, 12)}, False),
        (None, {"since": dt.date(2018, 4, 14), "until": dt.date(2018, 4, 14)}, True),
        (on("2018-04-01", precision="month"), {"since": dt.date(2018, 4, 30)}, True),
        (on("2018-04-01", precision="month"), {"since": dt.date(2018, 5, 1)}, False),
        (on("2018-01-01", precision="year"), {"since": dt.date(2018, 12, 31)}, True),
        (on("2018-04-13", basis="capture"), {"until": dt.date(2018, 4, 1)}, True),  # published then or before
        (on("2018-04-13", basis="capture"), {"since": dt.date(2018, 4, 14)}, False),
        (None, {"outlet": "أ"}, True),
        (None, {"outlet": "ب"}, False),
        (None, {"language": "ar", "outlet": "أ"}, True),
        (None, {"language": "fa"}, False),
    ],
)
def test_windows(store: Store, published: Published | None, wanted: dict[str, Any], passes: bool) -> None:  # noqa: FBT001 - a column of the table above
    store.save_readings([make_row("a", published=published, outlet="أ", language="ar")], STAGES)
    assert sources(store, **wanted) == ["a"] * passes
    assert [said.source for said in store.statements(Filter(**wanted))] == ["a"] * passes


def test_unknown_outlet_is_no_other(store: Store) -> None:
    store.save_readings([make_row("a")], STAGES)
    assert sources(store, outlet="أ") == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"speaker": "الوزيره"}, ["s2"]),
        ({"speaker": "سالمة"}, ["s2"]),
        ({"carrier": "رويترز"}, ["s2"]),
        ({"kind": "indirect"}, ["s1"]),
        ({"polarity": "denied"}, ["s2"]),
        ({"polarity": "denied", "kind": "indirect"}, []),
        ({"speaker": "%"}, []),
    ],
)
def test_statements_by_their_words_and_kinds(store: Store, wanted: dict[str, str], found: list[str]) -> None:
    capture, page, reading = make_row("a")
    assert isinstance(reading, Reading)
    other = make_statement(
        "لا خطر",
        speaker=Speaker(name="الوزيرة سالمة", how="named"),
        carriers=(Carrier(name="رويترز", span=Span(start=0, end=1, text="ر")),),
        polarity="denied",
    )
    other = msgspec.structs.replace(other, id="s2", kind="direct")
    reading = msgspec.structs.replace(reading, statements=(*reading.statements, other))
    store.save_readings([(capture, page, reading)], STAGES)
    assert [said.statement.id for said in store.statements(**wanted)] == found


def test_article_is_found_by_id_source_address_and_beginning(store: Store) -> None:
    store.save_readings([make_row("a", url="https://example.com/7"), make_row("b")], STAGES)
    name = name_article("id:feed.jsonl\na")
    for key in (name, name[:4], "a", "http://www.example.com/7?utm_source=x"):
        found = store.article(key)
        assert found is not None
        assert found.id == name
    assert store.article("zzzz") is None
    assert store.article(name[:3]) is None
    assert store.article("") is None


def test_article_is_found_by_any_spelling_of_its_address(tmp_path: Path) -> None:
    page = Page(source="page.html", kind="html", body=b"x")
    article = Article(source="page.html", url="https://www.example.com/7", text="x")
    capture = make_row("x")[0]
    with Store(tmp_path / "case.db", write=True) as store:
        store.save_readings([(capture, page, Reading(article=article))], STAGES)
        for key in ("https://www.example.com/7", "http://example.com/7?utm_source=x", "https://example.com/7"):
            assert store.article(key) is not None, key


def test_source_of_two_articles_is_an_error_that_names_both(store: Store) -> None:
    capture, page, reading = make_row("a")
    other = msgspec.structs.replace(page, container="other.jsonl")
    store.save_readings([(capture, page, reading)], STAGES)
    store.save_readings([(msgspec.structs.replace(capture, id="x"), other, reading)], STAGES)
    with pytest.raises(InputError, match=name_article("id:other.jsonl\na")):
        store.article("a")


def test_what_could_not_be_read_is_known_and_stays_a_problem_until_it_can(store: Store) -> None:
    capture, page, reading = make_row("a")
    problem = Problem(stage="extract", subject="a", reason="no report on it")
    store.save_readings([(capture, page, problem)], STAGES)
    assert (list(store.problems()), store.counts()["articles"]) == ([problem], 0)
    assert store.known([capture.id, "another"]) == {capture.id}
    assert store.knows_source("a")
    store.save_readings([(capture, page, reading)], STAGES)
    assert (list(store.problems()), store.counts()["articles"]) == ([], 1)


def test_half_characters_become_a_problem(store: Store) -> None:
    capture, page, reading = make_row("a", title="\ud800")
    bad = (capture, msgspec.structs.replace(page, source="a\udce9"), reading)
    store.save_readings([bad, make_row("b")], STAGES)
    assert sources(store) == ["b"]
    assert [problem.subject for problem in store.problems()] == ["a\\udce9"]


def test_stale_captures_are_those_of_other_stages(store: Store) -> None:
    old, new = make_row("a", hour=1), make_row("b", hour=2)
    assert store.reached() is None
    store.save_readings([old], {"extract": 1})
    store.save_readings([new], {"extract": 2})
    assert list(store.stale({"extract": 2})) == [old[0]]
    assert store.reached() == (new[0].file, new[0].offset + new[0].length)


def test_new_reading_of_a_capture_takes_the_place_of_the_old(store: Store) -> None:
    capture, page, _ = make_row("a")
    store.save_readings([make_row("a")], {"extract": 1})
    again = Reading(article=Article(source="a", text="قرئ ثانية"))
    assert store.save_readings([(capture, page, again)], {"extract": 2}) == (name_article("id:feed.jsonl\na"),)
    assert [kept.article.text for kept in store.articles()] == ["قرئ ثانية"]
    assert (list(store.statements()), store.search("الجسر"), len(store.search("قرئ"))) == ([], [], 1)


# --- retellings and removals --------------------------------------------------------------------------------


def test_retellings_are_replaced_where_they_concern(store: Store) -> None:
    store.save_readings([make_row("a"), make_row("b"), make_row("c")], STAGES)
    a, b, c = (name_article(f"id:feed.jsonl\n{name}") for name in "abc")
    store.save_retellings([(a, b, tie("a", "b")), (b, c, tie("b", "c"))])
    store.save_retellings([(a, c, tie("a", "c"))], [(a, b, ("copy", "edited")), (b, c, ("translation",))])
    assert {(t.retelling.a, t.retelling.b) for t in store.retellings()} == {("b", "c"), ("a", "c")}
    assert [t.retelling.a for t in store.retellings(Filter(article=a))] == ["a"]
    assert list(store.retellings(kind="partial")) == []
    store.save_readings([make_row("a", "الخبر", hour=9)], STAGES)  # another text has to be judged anew
    assert [(t.retelling.a, t.retelling.b) for t in store.retellings()] == [("b", "c")]


def test_removed_capture_leaves_every_answer_and_stays_known(store: Store) -> None:
    old, new, other = make_row("a", hour=1), make_row("a", "الخبر", hour=2), make_row("b", "سر")
    store.save_readings([old, new, other], STAGES)
    a = name_article("id:feed.jsonl\na")
    assert store.remove_captures([new[0]]) == (a,)
    assert [kept.article.text for kept in store.articles(Filter(article=a))] == ["قال الوزير إن الجسر آمن"]
    assert store.remove_captures([old[0]]) == (a,)
    assert (sources(store), store.search("الخبر"), store.search("الجسر")) == (["b"], [], [])
    assert store.known([old[0].id, new[0].id]) == {old[0].id, new[0].id}
    assert (store.knows_source("a"), list(store.captures()), list(store.verify())) == (False, [other[0]], [])
    assert store.remove_captures([old[0]]) == ()


def test_actors_go_by_other_ids_in_what_is_known_over_their_stories(store: Store) -> None:
    store.save_readings([make_row("a")], STAGES)
    (name,) = (kept.id for kept in store.articles())
    one, two, three = (f"{name}.{n}" for n in range(3))
    store.replace_stories([], [gathered(name, one, two)], [name])
    store.save_actors([Actor(id=two, name="سامي", kind="person"), Actor(id=three, name="ليلى", kind="person")])
    store.save_figures({name: [(0, two, ("سامي",)), (1, three, ("ليلى",))]})
    store.rename_actors({one: two, two: three})  # all at once: one's old id may be another's new one
    expected = gathered(name, two, three)
    assert (tuple(store.claims()), tuple(store.positions())) == (expected.claims, expected.positions)


def gathered(article: str, said: str, stood: str) -> Gathered:
    """A story with a claim of one actor, that is worded as an id is, and a position of another."""
    story = Story(id="s1", title=f"{article}.1", articles=(article,), outlets=1, origins=Origins())
    claim = Claim(id=f"{article}:s1", speaker=Claimant(id=said, name=f"«{said[:16]}»"), versions=())
    position = Position(id=f"{stood}:{article}:s1", actor=Claimant(id=stood, name="ليلى"), issue="السد", stances=())
    return Gathered(story, article, 0.5, claims=(claim,), positions=(position,))


# --- readers, writers, faults -------------------------------------------------------------------------------


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_database_of_every_earlier_version_is_brought_up_to_date(version: int, tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "old.db")
    old.executescript((ROOT / "tests" / "schemas" / f"{version}.sql").read_text("utf-8"))
    old.execute(f"PRAGMA user_version = {version}")
    old.close()
    Store(tmp_path / "old.db", write=True).close()
    Store(tmp_path / "new.db", write=True).close()
    assert shape_of(tmp_path / "old.db") == shape_of(tmp_path / "new.db")


def shape_of(path: Path) -> list[tuple[str, list[str]]]:
    """What a database is made of: its tables and indexes, and their columns."""
    db = sqlite3.connect(path)
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")]
    return [(n, [f"{c[1:]}" for c in db.execute("SELECT * FROM pragma_table_xinfo(?)", (n,))]) for n in names]


def test_reader_sees_one_moment_while_a_writer_writes(store: Store) -> None:
    store.save_readings([make_row("a")], STAGES)
    with Store(store.path) as reader:
        assert reader.counts()["articles"] == 1
        store.save_readings([make_row("b")], STAGES)
        assert (reader.counts()["articles"], len(list(reader.statements())), sources(reader)) == (1, 1, ["a"])
    with Store(store.path) as reader:
        assert sorted(sources(reader)) == ["a", "b"]


def test_failed_batch_leaves_nothing(store: Store) -> None:
    with pytest.raises(AttributeError):
        store.save_readings([make_row("a"), (*make_row("b")[:2], None)], STAGES)  # type: ignore[list-item]
    assert store.counts()["captures"] == 0
    store.save_readings([make_row("a")], STAGES)


def test_reader_cannot_write(store: Store) -> None:
    with Store(store.path) as reader, pytest.raises(CaseError):
        reader.save_readings([make_row("a")], STAGES)


def test_missing_case_is_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="riwaya rebuild"):
        Store(tmp_path / "case.db")
    with pytest.raises(CaseError):
        Store(tmp_path / "nowhere" / "case.db", write=True)


@pytest.mark.parametrize("write", [True, False])
def test_damaged_file_is_an_error_with_advice(tmp_path: Path, write: bool) -> None:  # noqa: FBT001 - both ways of opening
    path = tmp_path / "case.db"
    path.write_bytes(b"no database at all" * 500)
    with pytest.raises(CaseError, match="riwaya rebuild"):
        Store(path, write=write)


def test_damaged_pages_are_errors_with_advice_or_named(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with Store(path, write=True) as store:
        store.save_readings([make_row(f"{n}", "الخبر رقم " * 200, hour=n) for n in range(30)], STAGES)
    whole = path.read_bytes()
    met = 0
    for page in range(1, len(whole) // 4096):
        path.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        met += is_damage_met(path)
    assert met > 20


def is_damage_met(path: Path) -> bool:
    """Ask everything; nothing but a CaseError may come of it."""
    try:
        with Store(path) as reader:
            dump(reader)
            return list(reader.verify()) != []
    except CaseError as error:
        return "riwaya rebuild" in error.advice


def test_schema_of_a_later_version_is_refused(store: Store) -> None:
    store.close()
    with sqlite3.connect(store.path) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    for write in (True, False):
        with pytest.raises(CaseError, match="later riwaya"):
            Store(store.path, write=write)


def test_migration_takes_all_steps_or_none(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    steps = {1: "CREATE TABLE one (a);", 2: "ALTER TABLE one ADD COLUMN b;", 3: "ALTER TABLE none ADD COLUMN c;"}
    db.execute("PRAGMA user_version = 1")
    with pytest.raises(sqlite3.Error):
        migrate(db, 1, 4, steps, tmp_path)
    assert db.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    migrate(db, 1, 3, steps, tmp_path)
    assert db.execute("PRAGMA user_version").fetchone() == (3,)
    assert db.execute("SELECT a, b FROM one").fetchall() == []
    with pytest.raises(CaseError, match="riwaya rebuild"):
        migrate(db, 4, 5, steps, tmp_path)
    db.close()


def test_disk_that_takes_no_more_is_an_error_and_nothing_is_torn(tmp_path: Path) -> None:
    script = (
        "import pathlib, resource, sys\n"
        "sys.path[:0] = ['.', 'tests']\n"
        "from test_store import STAGES, make_row, sources\n"
        "from riwaya.errors import CaseError\n"
        "from riwaya.store import Store\n"
        "store = Store(pathlib.Path(sys.argv[1]), write=True)\n"
        "store.save_readings([make_row('a')], STAGES)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, {-1}))\n"
        "try: store.save_readings([make_row(f'{n}', f'{n} ' * 9000) for n in range(60)], STAGES)\n"
        "except CaseError as error: print(error.advice)\n"
        "print(sources(store), list(store.verify()))\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "case.db")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines() == ["make room on the disk, then do it again: nothing is half written", "['a'] []"]


def test_finished_case_is_readable_where_nothing_may_be_written() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        with Store(path, write=True) as store:
            store.save_readings([make_row("a")], STAGES)

        def look() -> None:
            with Store(path) as reader:
                assert sources(reader) == ["a"]
            with pytest.raises(CaseError):
                Store(path, write=True).save_readings([make_row("b")], STAGES)

        Path(folder).chmod(0o555)
        assert is_done_without_rights(look)
        Path(folder).chmod(0o755)


def is_done_without_rights(act: Callable[[], None]) -> bool:
    """Act as a user who owns nothing, where we are one who owns all; tell whether it went well."""
    if (child := os.fork()) == 0:
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            act()
        except BaseException:  # the child tells its parent, and must not go on as a second pytest
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0
