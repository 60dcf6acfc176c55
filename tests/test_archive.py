"""An archive answers as a case that holds the same pages; what breaks off resumes; a slice is a case."""

import datetime as dt
import importlib.util
import json
import random
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya import stories
from riwaya.archive import (
    Engine,
    Entry,
    open_engine,
    read_archive,
    report_archive,
    retell_archive,
    tell_archive,
)
from riwaya.archive.articles import give_articles
from riwaya.archive.engine import _join_cluster
from riwaya.archive.families import find_components
from riwaya.archive.manifests import list_made, read_entries
from riwaya.archive.pairing import lay_meetings, pair_far, pair_near
from riwaya.archive.tying import grow_forest
from riwaya.archive.weeks import number_weeks
from riwaya.captures import Captures
from riwaya.cli import main
from riwaya.demo import demo_pages
from riwaya.errors import InputError
from riwaya.origins.families import join_families
from riwaya.records import Article, Page, Problem
from riwaya.retellings import UNDATED, Rows, find_retellings, pair_candidates
from riwaya.retellings.candidates import find_meetings
from riwaya.store import name_number
from riwaya.stories import Tied

HAS_ARROW = importlib.util.find_spec("pyarrow") is not None
HAS_ENGINE = HAS_ARROW and importlib.util.find_spec("daft") is not None
needs_arrow = pytest.mark.skipif(not HAS_ARROW, reason="pyarrow is not installed (the extra `archive`)")
needs_engine = pytest.mark.skipif(not HAS_ENGINE, reason="Daft is not installed (the extra `archive`)")
WORDS = [a + b + c for a in "بتجدرسع" for b in "فقكلمنه" for c in "اويةى"]
NOW = dt.datetime(2025, 2, 10, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def engine() -> Engine:
    pytest.importorskip("daft", reason="Daft is not installed (the extra `archive`)")
    return open_engine(workers=0)


# --- pages --------------------------------------------------------------------------------------------------


def write_demo(folder: Path) -> list[str]:
    """Write pages of the demo as JSON lines, and some of them once more as a WARC, crawled later."""
    pages = [page for page in demo_pages() if isinstance(page, Page) and page.given.url][:24]
    lines = [msgspec.to_builtins(page.given) | {page.kind: page.body.decode("utf-8", "replace")} for page in pages[:20]]
    rows = (json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / "demo.jsonl").write_text("\n".join(rows), "utf-8")
    later = [msgspec.structs.replace(p, given=msgspec.structs.replace(p.given, crawled=None)) for p in pages[16:]]
    Captures(folder, write=True).append(later, NOW)
    return [str(folder / "demo.jsonl"), *map(str, sorted((folder / "captures").iterdir()))]


def write_made_up(path: Path, size: int = 150) -> str:
    """Write articles of invented words: a third of them copies, cut or with a new opening, days or years later."""
    chance = random.Random(11)
    texts: list[str] = []
    lines = []
    for number in range(size):
        words = chance.choices(WORDS, k=chance.randint(60, 140))
        if texts and chance.random() < 0.35:
            words = [*words[:12], *chance.choice(texts).split()[chance.randint(0, 9) :]]
        texts.append(" ".join(words))
        day = dt.date(2018, 4, 1) + dt.timedelta(days=chance.choice((0, 1, 2, 5, 8, 13, 30, 400, 1200)))
        when = chance.choice((day.isoformat(), day.isoformat(), day.isoformat(), None))
        line = {
            "id": f"m{number}",
            "text": texts[-1],
            "published": when,
            "outlet": chance.choice((None, "أ", "ب", "ج")),
        }
        lines.append(json.dumps({k: v for k, v in line.items() if v}, ensure_ascii=False))
    path.write_text("\n".join([*lines, '{"id": "bad", "text": ""}']), "utf-8")
    return str(path)


def finish(steps: Iterator[Entry | Problem]) -> list[Entry]:
    found = list(steps)
    assert not [step for step in found if isinstance(step, Problem)]
    return [step for step in found if isinstance(step, Entry)]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("inputs")
    return [*write_demo(folder), write_made_up(folder / "made-up.jsonl")]


@pytest.fixture(scope="module")
def built(engine: Engine, inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "whole"
    finish(read_archive(engine, folder, inputs))
    finish(retell_archive(engine, folder))
    finish(tell_archive(engine, folder))
    return folder


def rows_of(folder: Path, stage: Sequence[str], under: str) -> list[dict[str, Any]]:
    from pyarrow import parquet

    entries = [entry for name in stage for entry in read_entries(folder, name).values()]
    return [row for file in list_made(entries, under) for row in parquet.read_table(folder / file).to_pylist()]


def current(folder: Path) -> dict[str, Article]:
    from riwaya.archive.articles import ARTICLES
    from riwaya.archive.tables import read_files

    files = list_made(read_entries(folder, "read").values(), "articles")
    old = {(row["id"], row["capture"]) for row in rows_of(folder, ["versions"], "versions")}
    table = read_files([folder / file for file in files], ARTICLES)
    kept = zip(table.column("capture").to_pylist(), give_articles(table), strict=True)
    return {name: article for capture, (name, article) in kept if (name, capture) not in old}


# --- as a case ----------------------------------------------------------------------------------------------


def test_retellings_are_those_of_a_case(built: Path) -> None:
    articles = current(built)
    named = [msgspec.structs.replace(article, source=name) for name, article in articles.items()]
    wanted = {
        (r.a, r.b): msgspec.structs.replace(r, a=articles[r.a].source, b=articles[r.b].source)
        for r in find_retellings(named)
    }
    found = {(r["a"], r["b"]): r["record"] for r in rows_of(built, ["judge-near", "judge-far"], "retellings")}
    assert found == {pair: msgspec.json.encode(r).decode() for pair, r in wanted.items()}
    assert rows_of(built, ["judge-far"], "retellings")
    assert len(found) > 40


def test_families_are_connected_by_copies(built: Path) -> None:
    articles = current(built)
    named = [msgspec.structs.replace(article, source=name) for name, article in articles.items()]
    copies = [r for r in find_retellings(named) if r.kind in {"copy", "edited"}]
    families: dict[str, set[str]] = {}
    for name, family in join_families({n for r in copies for n in (r.a, r.b)}, copies).items():
        families.setdefault(family, set()).add(name)
    found: dict[str, set[str]] = {}
    for row in rows_of(built, ["families"], "families"):
        found.setdefault(row["family"], set()).add(row["article"])
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, families.values()))
    for first, members in found.items():
        days = {n: p.date.toordinal() if (p := articles[n].published) else UNDATED for n in members}
        assert first == min(members, key=lambda n: (days[n], n))


def test_stories_are_those_of_a_case(built: Path) -> None:
    articles = current(built)
    named = [msgspec.structs.replace(article, source=name) for name, article in articles.items()]
    whole = {(r.a, r.b) for r in find_retellings(named) if r.kind != "partial"}
    sketches = [stories.sketch_article(article, name) for name, article in articles.items()]
    ties = {(min(t.a, t.b), max(t.a, t.b)): t.tie for t in stories.pair_sketches(sketches)}
    ties |= {(min(pair), max(pair)): stories.CERTAIN for pair in whole}
    wanted = stories.group_stories(sketches, [Tied(a, b, tie) for (a, b), tie in ties.items()])
    found = {tuple(row["articles"].split()) for row in rows_of(built, ["group"], "stories")}
    assert found == set(wanted)
    assert max(map(len, found)) > 10


def test_a_page_crawled_twice_is_one_article(built: Path) -> None:
    old = rows_of(built, ["versions"], "versions")
    rows = rows_of(built, ["read"], "articles")
    assert len({row["id"] for row in rows}) == len(current(built)) < len(rows)
    assert {row["id"] for row in old} <= {row["id"] for row in rows}


def ask(*arguments: str) -> list[str]:
    found = CliRunner().invoke(main, list(arguments))
    assert found.exit_code == 0, found.output
    return found.stdout.splitlines()


@needs_engine
def test_a_slice_answers_as_a_case_of_its_pages(built: Path, inputs: list[str], tmp_path: Path) -> None:
    case = str(tmp_path / "case")
    loaded, added = str(tmp_path / "loaded"), case
    ask("archive", "load", loaded, str(built), "--workers", "0", "--from", "2019-01-01")
    ask("add", *inputs[:2], "--case", added, "--workers", "0")
    CliRunner().invoke(main, ["add", inputs[2], "--case", added, "--workers", "0"])  # its empty page is a Problem
    names = {json.loads(line)["source"] for line in ask("articles", "--json", "--case", loaded)}
    others = [line for line in ask("articles", "--json", "--case", added) if json.loads(line)["source"] not in names]
    ask("remove", *[json.loads(line)["source"] for line in others], "--reason", "test", "--case", added)
    assert 20 < len(names) < 150
    for question in ("articles", "statements", "retellings", "stories", "claims", "disagreements", "actors", "events"):
        assert ask(question, "--json", "--case", loaded) == ask(question, "--json", "--case", added)


# --- addresses ----------------------------------------------------------------------------------------------


class Bucket(ThreadingHTTPServer):
    """As much of S3 as a reader asks for: one bucket, a listing, whole objects and ranges of them."""

    def __init__(self, objects: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Reply)
        self.objects = objects


class Reply(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, Bucket)
        path, _, query = self.path.removeprefix("/crawl").partition("?")
        body = self.server.objects.get(path.strip("/"))
        if "list-type=2" in query:
            self.reply(200, self.list_objects(self.server.objects).encode())
        elif body is None:
            self.reply(404, b"")
        elif asked := self.headers.get("Range"):
            first, last = asked.removeprefix("bytes=").split("-")
            part = body[int(first) : int(last) + 1]
            self.reply(206, part, f"bytes {first}-{int(first) + len(part) - 1}/{len(body)}")
        else:
            self.reply(200, body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def list_objects(self, objects: dict[str, bytes]) -> str:
        rows = (f"<Contents><Key>{name}</Key><Size>{len(body)}</Size></Contents>" for name, body in objects.items())
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{''.join(rows)}</ListBucketResult>"

    def reply(self, status: int, body: bytes, place: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", "Sat, 14 Apr 2018 09:30:00 GMT")
        if place:
            self.send_header("Content-Range", place)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def bucket(inputs: list[str]) -> Iterator[Bucket]:
    """Serve the inputs. One for all tests: the engine remembers where S3 was."""
    named = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "AWS_REGION": "us-east-1"}
    with (
        Bucket({"2018/" + Path(name).name: Path(name).read_bytes() for name in inputs}) as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, value in (named | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}"}).items():
            patch.setenv(name, value)
        yield server
        server.shutdown()


@pytest.mark.usefixtures("bucket")
def test_addresses_are_read_as_files_are(engine: Engine, inputs: list[str], built: Path, tmp_path: Path) -> None:
    done = finish(read_archive(engine, tmp_path / "a", ["s3://crawl/2018/*.jsonl", "s3://crawl/2018/*.warc.gz"]))
    assert len(done) == len(inputs)
    told = [[row["reading"] for row in rows_of(folder, ["read"], "articles")] for folder in (tmp_path / "a", built)]
    assert sorted(told[0]) == sorted(told[1])


@pytest.mark.usefixtures("bucket")
def test_an_address_that_is_not_there_is_a_problem(engine: Engine, tmp_path: Path) -> None:
    [found] = read_archive(engine, tmp_path, ["s3://crawl/2018/none.warc.gz"])
    assert isinstance(found, Problem)
    assert "none.warc.gz" in found.reason


# --- breaking off and going on ------------------------------------------------------------------------------


def test_what_is_done_is_not_done_again(engine: Engine, built: Path, inputs: list[str]) -> None:
    again = [read_archive(engine, built, inputs), retell_archive(engine, built)]
    assert [finish(steps) for steps in again] == [[], []]


def test_a_lost_part_costs_that_part(engine: Engine, built: Path) -> None:
    before = {entry.part: entry for entry in read_entries(built, "index").values()}
    lost = max(before.values(), key=lambda entry: entry.outputs[0].rows if entry.outputs else 0)
    (built / lost.outputs[0].file).write_bytes(b"torn")
    done = finish(retell_archive(engine, built))
    assert [(entry.stage, entry.part) for entry in done] == [("index", lost.part)]
    assert done[0].outputs == lost.outputs
    assert not list((built / "unfinished").iterdir())


def test_an_archive_that_grows_does_only_what_is_new(engine: Engine, inputs: list[str], tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    finish(read_archive(engine, one, inputs[1:], bare=True))
    first = finish(retell_archive(engine, one))
    finish(read_archive(engine, one, inputs[:2], bare=True))
    more = finish(retell_archive(engine, one))
    finish(read_archive(engine, two, inputs, bare=True))
    finish(retell_archive(engine, two))
    assert {entry.stage for entry in more} <= {entry.stage for entry in first}
    stages = ["judge-near", "judge-far"]
    assert rows_of(one, stages, "retellings") == rows_of(two, stages, "retellings")


def test_the_report_counts_problems_by_reason(built: Path) -> None:
    lines = {line.stage: line for line in report_archive(built)}
    assert lines["read"].problems == {"sources: is empty": 1}
    assert lines["read"].counts["articles"] == len(rows_of(built, ["read"], "articles"))


def test_a_part_that_cannot_be_done_is_named(engine: Engine, inputs: list[str], tmp_path: Path) -> None:
    finish(read_archive(engine, tmp_path, inputs[:1], bare=True))
    file = next(iter(list_made(read_entries(tmp_path, "read").values(), "articles")))
    (tmp_path / file).unlink()
    (tmp_path / file).mkdir()  # the entry stands, the file does not
    found = [step for step in retell_archive(engine, tmp_path) if isinstance(step, Problem)]
    assert found


@pytest.mark.skipif(HAS_ENGINE, reason="the engine is here")
def test_it_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="archive"):
        open_engine()
    found = CliRunner().invoke(main, ["archive", "read", "x.jsonl", "--out", str(tmp_path / "a")])
    assert found.exit_code == 2


class Ray:
    """As much of Ray as starts: after some attempts that end as on a busy machine."""

    def __init__(self, failures: int) -> None:
        self.failures, self.running = failures, False

    def init(self, **_: object) -> None:
        self.failures -= 1
        if self.failures >= 0:
            raise RuntimeError("the node timed out during startup")
        self.running = True

    def shutdown(self) -> None:
        self.running = False


def test_a_cluster_is_started_again() -> None:
    ray = Ray(failures=2)
    _join_cluster(ray, "local", 2, attempts=3)
    assert ray.running
    with pytest.raises(InputError, match="timed out during startup"):
        _join_cluster(Ray(failures=3), "local", 2, attempts=3)


# --- laws ---------------------------------------------------------------------------------------------------

DAYS = st.one_of(st.integers(736_700, 736_730), st.sampled_from([737_200, 737_203, UNDATED]))


@st.composite
def postings(draw: st.DrawFn) -> Rows:
    """Draw the postings of some articles, each on a day of its own, with hashes that many have."""
    days = draw(st.lists(DAYS, min_size=2, max_size=40))
    chance = draw(st.randoms(use_true_random=False))
    rows = set()
    for article, day in enumerate(days):
        start = chance.randrange(12)
        for place in range(chance.randrange(10)):
            rows.add((chance.randrange(12), day, article, start + place))
            rows.add(((1 << 63) + chance.randrange(12), day, article, chance.randrange(5)))
    once = {(h, article): (h, day, article, place) for h, day, article, place in sorted(rows)}
    columns = list(zip(*sorted(once.values()), strict=True)) or [(), (), (), ()]
    return Rows(np.array(columns[0], np.uint64), *(np.array(column, np.int64) for column in columns[1:])).order()


@needs_arrow
@settings(max_examples=60, deadline=None)
@given(postings(), st.integers(1, 4), st.sampled_from([10, 1000]))
def test_near_and_far_pairs_are_all_pairs(rows: Rows, ranges: int, most: int) -> None:
    wanted = pair_candidates(rows)
    weeks = number_weeks(rows.days)
    found = [pair_near(rows.keep(weeks == week), rows.keep(weeks == week + 1), most) for week in np.unique(weeks)]
    bounds = [number * 24 // ranges for number in range(ranges + 1)]
    low = rows.hashes & np.uint64((1 << 63) - 1)
    parts = [rows.keep((low >= first) & (low < last)) for first, last in pairwise(bounds)]
    found.append(pair_far(concat([meet(part) for part in parts])))
    told = {
        kind: {(row["a"], row["b"]) for table in found for row in table.to_pylist() if row[kind]}
        for kind in ("worded", "meant")
    }
    for kind in ("worded", "meant"):
        assert told[kind] == {(name_number(a), name_number(b)) for a, b in getattr(wanted, kind)}


def meet(rows: Rows) -> Any:
    from riwaya.archive.pairing import _are_far, _are_undated
    from riwaya.retellings.fingerprints import MEANING

    worded, told = rows.keep(rows.hashes < MEANING), rows.keep(rows.hashes >= MEANING)
    return lay_meetings(find_meetings(worded, _are_far(worded)), find_meetings(told, _are_undated(told)), 1)


def concat(tables: list[Any]) -> Any:
    from riwaya.archive.tables import arrow

    return arrow().concat_tables(tables)


NAMES = [f"{number:02}" for number in range(30)]
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=60)


def components(edges: Sequence[tuple[str, str]]) -> dict[str, str]:
    above = {name: name for edge in edges for name in edge}
    for _ in above:
        for a, b in edges:
            above[a] = above[b] = min(above[a], above[b])
    return above


@given(EDGES, st.floats(0.1, 0.9))
def test_a_forest_connects_what_its_ties_do(edges: list[tuple[str, str]], level: float) -> None:
    chance = random.Random(len(edges))
    ties = [Tied(min(a, b), max(a, b), chance.random()) for a, b in edges if a != b]
    forest = grow_forest(ties)
    kept = components([(t.a, t.b) for t in forest if t.tie >= level])
    assert kept == components([(t.a, t.b) for t in ties if t.tie >= level])
    assert len(forest) < max(len({name for t in ties for name in (t.a, t.b)}), 1)


@pytest.mark.parametrize("at_once", [0, 10_000])
@pytest.mark.parametrize("shape", ["path", "star", "random", "none"])
def test_components_settle(engine: Engine, shape: str, at_once: int) -> None:
    chance = random.Random(5)
    names = [f"{number:03}" for number in range(200)]
    chance.shuffle(names)
    edges = {
        "path": list(pairwise(names)),
        "star": [(names[0], name) for name in names[1:]],
        "random": [(chance.choice(names), chance.choice(names)) for _ in range(150)],
        "none": [],
    }[shape]
    frame = engine.daft.from_pydict({"u": [a for a, _ in edges] + ["x"], "v": [b for _, b in edges] + ["x"]})
    joined, rounds = find_components(engine, frame, at_once)
    found = joined.to_pydict()
    wanted = components([edge for edge in edges if edge[0] != edge[1]])
    assert dict(zip(found["u"], found["v"], strict=True)) == wanted
    assert rounds < (15 if at_once == 0 else 1)


def test_edges_are_read_whole(engine: Engine, tmp_path: Path) -> None:
    """Two columns of a file with one least and one greatest value: an engine must not take them for equal."""
    from riwaya.archive.tables import lay_rows, write_file

    file = tmp_path / "edges.parquet"
    write_file(file, lay_rows((("u", "string"), ("v", "string")), [("1", "2"), ("9", "8"), ("2", "1"), ("8", "9")]))
    joined, _ = find_components(engine, engine.daft.read_parquet(str(file)))
    assert sorted(zip(*joined.to_pydict().values(), strict=True)) == [("1", "1"), ("2", "1"), ("8", "8"), ("9", "8")]
