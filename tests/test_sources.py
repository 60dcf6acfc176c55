"""Every form of input gives its pages; every fault is one Problem and ends nothing else."""

import gzip
import io
import json
import os
import tempfile
import tracemalloc
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Given, Page, Problem
from riwaya.sources import SourceLimits, open_pages

HTML = "<html><body><p>خبر قصير عن الجسر</p></body></html>".encode()
TEXT = "خبر قصير\r\nعن الجسر\n".encode()
SMALL = SourceLimits(page_bytes=10_000, whole_bytes=50_000, ratio=50, ratio_from=20_000)


def take(*inputs: str | Path, **options: Any) -> list[Page | Problem]:
    return list(open_pages(map(str, inputs), **options))


def pages(items: list[Page | Problem]) -> list[Page]:
    return [item for item in items if isinstance(item, Page)]


def problems(items: list[Page | Problem]) -> list[Problem]:
    return [item for item in items if isinstance(item, Problem)]


def warc_record(url: str, body: bytes, fields: str = "Content-Type: text/html; charset=utf-8", **options: Any) -> bytes:
    """One WARC record as crawlers write it; with `status=None` a resource record of the type in `fields`."""
    status = options.get("status", "200 OK")
    head = f"HTTP/1.1 {status}\r\n{fields}\r\n\r\n".encode() if status else b""
    kind = "response" if status else "resource"
    media = "Content-Type: application/http; msgtype=response" if status else fields
    lines = [
        "WARC/1.1",
        f"WARC-Type: {options.get('kind', kind)}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2018-04-14T06:30:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        media,
        f"Content-Length: {len(head) + len(body)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + head + body + b"\r\n\r\n"


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return kept.getvalue()


# --- forms ------------------------------------------------------------------------------------------------------

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>صحيفة الضفة</title>
<language>ar-EG</language>
<item><title>الجسر</title><link>https://daffa.example/1</link><guid isPermaLink="false">d-1</guid>
<pubDate>Sat, 14 Apr 2018 09:30:00 +0300</pubDate><description>&lt;p&gt;فتح الجسر&lt;/p&gt;</description></item>
<item><title>السد</title><link>https://daffa.example/2</link><source url="https://nahr.example">وكالة النهر</source>
<description>ارتفع الماء</description></item>
<item><title>بلا نص</title><link>https://daffa.example/3</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Nahr</title><entry><id>urn:1</id><title>Bridge</title>
<link href="https://nahr.example/1"/><updated>2018-04-14T06:30:00Z</updated><author><name>Rima</name></author>
<content type="html">&lt;p&gt;open&lt;/p&gt;</content><summary>short</summary></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Nahr",
    "items": [
        {
            "id": "1",
            "url": "https://nahr.example/1",
            "content_html": "<p>a</p>",
            "date_published": "2018-04-14T06:30:00Z",
        },
        {"id": 2, "content_text": "b", "authors": [{"name": "Rima"}]},
        {"id": "3"},
        {"id": ["4"]},
    ],
}

CHAT = {
    "name": "قناة الجسر",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {"id": 1, "type": "service", "action": "create_channel", "date": "2020-08-24T09:00:00"},
        {"id": 2, "type": "message", "date": "2020-08-24T09:30:00", "date_unixtime": "1598250600", "text": "فتح الجسر"},
        {
            "id": 3,
            "type": "message",
            "date": "2020-08-24T10:00:00",
            "from": "قناة الجسر",
            "forwarded_from": "وكالة النهر",
            "text": ["ارتفع ", {"type": "bold", "text": "الماء"}, "."],
        },
        {"id": 4, "type": "message", "date": "2020-08-24T10:00:00", "photo": "a.jpg", "text": ""},
        {"id": "x", "type": "message", "text": 5},
    ],
}


@pytest.mark.parametrize(("name", "kind", "content"), [
    ("a.html", "html", HTML),
    ("a.HTM", "html", HTML),
    ("a.txt", "text", TEXT),
    ("a.html.gz", "html", HTML),
    ("utf16.html", "html", "<p>خبر</p>".encode("utf-16")),
])  # fmt: skip
def test_a_file_is_one_page_with_its_very_bytes(tmp_path: Path, name: str, kind: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    assert take(path) == [Page(source=str(path), kind=kind, body=content)]  # type: ignore[arg-type]


def test_json_lines_keep_what_was_given_and_name_the_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        '{"id": "n1", "text": "خبر", "title": "عنوان", "outlet": "الضفة", "published": "2018-04-14", "views": 3}',
        '{"html": "<p>خبر</p>", "url": "https://daffa.example/2"}',
        "",
        '{"text": "خبر',
        '{"text": 5}',
        '{"title": "بلا نص"}',
        '{"text": "\\ud800"}',
        '{"id": 8, "text": "آخر", "published": 1523687400}',
        '{"text": "' + "س" * 9_000 + '"}',
        '{"id": "last", "text": "بعد السطر الطويل"}',
    ]
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode())
    items = take(path, limits=SMALL)
    assert [page.source for page in pages(items)] == ["n1", f"{path}:2", "8", "last"]
    assert [problem.subject for problem in problems(items)] == [f"{path}:{n}" for n in (4, 5, 6, 7, 9)]
    given = Given(id="n1", title="عنوان", outlet="الضفة", published="2018-04-14")
    assert items[0] == Page(
        source="n1", container=str(path), kind="text", body="خبر".encode(), charset="utf-8", given=given
    )
    assert pages(items)[1].kind == "html"
    assert pages(items)[2].given == Given(id="8", published="1523687400")


@pytest.mark.parametrize("suffix", [".json", ".json.gz"])
def test_json_is_an_array_or_one_record(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    pack = gzip.compress if suffix.endswith("gz") else bytes
    path.write_bytes(pack(json.dumps([{"id": "1", "text": "x"}, 7, {"text": "y"}]).encode()))
    items = take(path)
    assert [page.source for page in pages(items)] == ["1", f"{path}#3"]
    assert [problem.subject for problem in problems(items)] == [f"{path}#2"]
    path.write_bytes(pack(b'{"text": "x"}'))
    assert take(path) == [Page(source=str(path), kind="text", body=b"x", charset="utf-8")]


def test_json_lines_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"text": "x"}\n{"text": "y"}\n')
    assert [page.source for page in pages(take(path))] == [f"{path}:1", f"{path}:2"]


def test_feeds_name_outlet_date_and_link(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(FEED, "utf-8")
    first, second, third = take(path)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert isinstance(third, Problem)
    assert (first.source, first.container, first.kind, first.body) == (
        "https://daffa.example/1",
        str(path),
        "html",
        "<p>فتح الجسر</p>".encode(),
    )
    assert first.given == Given(
        url="https://daffa.example/1",
        title="الجسر",
        outlet="صحيفة الضفة",
        published="Sat, 14 Apr 2018 09:30:00 +0300",
        language="ar",
    )
    assert second.given.outlet == "وكالة النهر"
    assert third.subject == "https://daffa.example/3"


def test_atom_prefers_content_over_summary(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(ATOM, "utf-8")
    (page,) = pages(take(path))
    assert (page.body, page.given.byline, page.given.published) == (b"<p>open</p>", "Rima", "2018-04-14T06:30:00Z")


def test_a_torn_feed_gives_what_stands_before_the_tear(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(FEED[: FEED.index("<title>السد")], "utf-8")
    items = take(path)
    assert pages(items)[0].source == "https://daffa.example/1"
    assert "damaged" in problems(items)[-1].reason


def test_json_feed(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(JSON_FEED))
    items = take(path)
    assert [(p.source, p.kind, p.given.outlet, p.given.byline) for p in pages(items)] == [
        ("https://nahr.example/1", "html", "Nahr", None),
        ("2", "text", "Nahr", "Rima"),
    ]
    assert len(problems(items)) == 2


@pytest.mark.parametrize("export", [CHAT, {"about": "x", "chats": {"about": "y", "list": [CHAT]}}])
def test_telegram_messages_are_reports_and_forwards_are_credits(tmp_path: Path, export: dict[str, Any]) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(export))
    skipped = Counter[str]()
    items = take(path, skipped=skipped)
    assert [(p.source, p.body.decode(), p.given) for p in pages(items)] == [
        ("2", "فتح الجسر", Given(id="2", outlet="قناة الجسر", published="2020-08-24T09:30:00+03:00")),
        (
            "3",
            "ارتفع الماء.",
            Given(id="3", outlet="قناة الجسر", published="2020-08-24T10:00:00", credit=("وكالة النهر",)),
        ),
    ]
    assert [problem.subject for problem in problems(items)] == [f"{path}#5"]
    assert skipped == {"message without text": 2}


def test_messages_of_several_chats_keep_apart(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    chats = [{"id": n, "name": str(n), "messages": [{"id": 1, "text": "x"}]} for n in (10, 11)]
    path.write_text(json.dumps({"chats": {"list": chats}}))
    assert [page.source for page in pages(take(path))] == ["10/1", "11/1"]


# --- archives ---------------------------------------------------------------------------------------------------

RECORDS = [
    warc_record("https://daffa.example/1", HTML),
    warc_record("https://daffa.example/2", gzip.compress(HTML), "Content-Type: text/html\r\nContent-Encoding: gzip"),
    warc_record(
        "https://daffa.example/3",
        b"%x\r\n%b\r\n0\r\n\r\n" % (len(HTML), HTML),
        "Content-Type: text/html; charset=windows-1256\r\nTransfer-Encoding: chunked",
    ),
    warc_record("https://daffa.example/4", TEXT, "Content-Type: text/plain", status=None),
    warc_record("https://daffa.example/5", HTML, "Content-Type: text/html\r\nContent-Encoding: gzip"),  # undone already
    warc_record("https://daffa.example/6", HTML, "Content-Type: text/html\r\nTransfer-Encoding: chunked"),
]
PASSED_OVER = [
    warc_record("https://daffa.example/a.png", b"\x89PNG", "Content-Type: image/png"),
    warc_record("https://daffa.example/gone", HTML, status="404 Not Found"),
    warc_record("https://daffa.example/robots.txt", b"User-agent: *", "Content-Type: text/plain"),
    warc_record("https://daffa.example/1", b"x", kind="request"),
]
BODIES = [HTML, HTML, HTML, TEXT, HTML, HTML]


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_warc_gives_html_and_text_and_counts_the_rest(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    pack = gzip.compress if suffix.endswith("gz") else bytes
    path.write_bytes(b"".join(pack(record) for record in RECORDS + PASSED_OVER))
    skipped = Counter[str]()
    items = take(path, skipped=skipped)
    assert [(p.source, p.body) for p in pages(items)] == [
        (f"https://daffa.example/{n}", body) for n, body in enumerate(BODIES, 1)
    ]
    assert items[0] == Page(
        source="https://daffa.example/1",
        container=str(path),
        kind="html",
        body=HTML,
        charset="utf-8",
        given=Given(url="https://daffa.example/1", crawled="2018-04-14T06:30:00Z"),
    )
    assert not problems(items)
    assert sum(skipped.values()) == len(PASSED_OVER)


@given(st.data())
def test_a_torn_warc_gives_the_records_before_the_tear(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    pack = data.draw(st.sampled_from([gzip.compress, bytes]))
    packed = [pack(record) for record in RECORDS]
    ends = [sum(map(len, packed[: n + 1])) for n in range(len(packed))]
    cut = data.draw(st.integers(1, ends[-1] - 5))
    path = tmp_path_factory.mktemp("torn") / ("a.warc.gz" if pack is gzip.compress else "a.warc")
    path.write_bytes(b"".join(packed)[:cut])
    items = take(path)
    whole = [body for body, end in zip(BODIES, ends, strict=True) if end <= cut]
    assert [page.body for page in pages(items)][: len(whole)] == whole
    assert len(pages(items)) <= len(whole) + 1  # the four bytes behind a record are no part of its page
    if cut not in ends and len(pages(items)) == len(whole):
        assert len(problems(items)) == 1


def test_damage_in_an_archive_keeps_the_records_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    packed = [gzip.compress(record) for record in RECORDS]
    path.write_bytes(packed[0] + packed[1] + b"damage" + packed[2])
    items = take(path)
    assert [page.body for page in pages(items)] == [HTML, HTML]
    assert len(problems(items)) == 1


def test_a_large_record_is_a_problem_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    large = warc_record("https://daffa.example/large", os.urandom(20_000))
    bomb = warc_record("https://daffa.example/bomb", gzip.compress(b"a" * 9_000_000), "Content-Encoding: gzip")
    path.write_bytes(b"".join(gzip.compress(record) for record in [large, bomb, RECORDS[0]]))
    items = take(path, limits=SMALL)
    assert [page.body for page in pages(items)] == [HTML]
    assert [p.subject for p in problems(items)] == ["https://daffa.example/large", "https://daffa.example/bomb"]


def test_wacz_reads_each_archive_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    whole, torn = gzip.compress(RECORDS[0]), gzip.compress(RECORDS[1])[:-30]
    path.write_bytes(zipped({
        "datapackage.json": b"{}",
        "archive/1.warc.gz": torn,
        "archive/2.warc.gz": whole,
        "archive/3.warc": RECORDS[3],
    }))  # fmt: skip
    items = take(path)
    assert [page.body for page in pages(items)] == [HTML, TEXT]
    assert {page.container for page in pages(items)} == {str(path)}
    assert [problem.subject for problem in problems(items)] == [f"{path}/archive/1.warc.gz"]


def test_a_container_is_one_whichever_way_leads_to_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "خبر"}\n', encoding="utf-8")
    (tmp_path / "under").mkdir()
    assert pages(take(tmp_path / "under" / ".." / "a.jsonl"))[0].container == str(path)


# --- folders ----------------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ["b.html", "a/2.txt", "a/10.txt", "a/.hidden.txt", ".git/x.html", "a/style.css", "c/d/e.htm"]:
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(HTML)
    skipped = Counter[str]()
    for given_as in ("in", "in/", "./in"):
        root = given_as.rstrip("/")
        found = [page.source for page in pages(take(given_as, skipped=skipped))]
        assert found == [f"{root}/{name}" for name in ("a/10.txt", "a/2.txt", "b.html", "c/d/e.htm")]
    assert skipped == {"file of another kind .css": 3}


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere.html").symlink_to(tmp_path / "missing")
    items = take(tmp_path)
    assert len(pages(items)) == 1
    assert [p.reason for p in problems(items)] == ["has been read already under another name", "is not there"]


def test_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_bytes(b"")
    (tmp_path / "2.html.gz").write_bytes(gzip.compress(HTML)[:-4])
    (tmp_path / "3.json").write_bytes(b"{")
    (tmp_path / "4.html").write_bytes(HTML)
    items = take(tmp_path, tmp_path / "missing.html", tmp_path / "4.html")
    assert [page.source for page in pages(items)] == [str(tmp_path / "4.html")] * 2
    assert len(problems(items)) == 4


# --- faults -----------------------------------------------------------------------------------------------------

FAULTS: list[tuple[str, bytes, str]] = [
    ("empty.html", b"", "is empty"),
    ("blank.txt", b" \n\t ", "is empty"),
    ("empty.jsonl", b"", "holds no page"),
    ("empty.json", b"", "is empty"),
    ("empty.xml", b"", "is empty"),
    ("empty.warc", b"", "holds no WARC record"),
    ("empty.wacz", b"", "zip"),
    ("large.html", b"a" * 10_001, "is larger than 10,000 bytes"),
    ("large.json", b"[" + b" " * 50_000 + b"]", "is larger than 50,000 bytes"),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + HTML, "is not text"),
    ("paper.html", b"%PDF-1.4", "is not text"),
    ("zeros.txt", b"abc\0def", "is not text"),
    ("zeros.xml", b"<rss>\0</rss>", "is not text"),
    ("torn.html.gz", gzip.compress(HTML)[:-5], "ends in the middle"),
    ("head.html.gz", gzip.compress(HTML)[:6], "ends in the middle"),
    ("damaged.html.gz", gzip.compress(HTML)[:10] + b"\xff" * 30, "compression is damaged"),
    ("bomb.html.gz", gzip.compress(b"a" * 5_000_000), "inflates to more than 50 times"),
    ("bomb.jsonl.gz", gzip.compress(b" \n" * 5_000_000), "inflates to more than 50 times"),
    ("bomb.warc.gz", gzip.compress(b"WARC/1.1\r\n" + b"a" * 5_000_000), ""),
    ("bomb.wacz", zipped({"archive/a.warc": b"a" * 5_000_000}, zipfile.ZIP_DEFLATED), "inflates to more than"),
    ("other.wacz", zipped({"a.txt": b"a"}), "holds no WARC file"),
    ("broken.wacz", zipped({"archive/a.warc": RECORDS[0]})[:-40], "zip"),
    ("words.json", b"hello", "is not valid JSON"),
    ("torn.json", b'[{"text": "a"}', "is not valid JSON"),
    ("deep.json", b"[" * 20_000, "is not valid JSON"),
    ("number.json", b"7", "is not valid JSON"),
    ("page.xml", b"<html><body>x</body></html>", "is not a feed"),
    ("words.xml", b"hello", "is not a feed"),
    ("words.warc", b"hello", "is damaged"),
    ("a.pdf", b"%PDF", "is of no known form"),
    ("noname", b"x", "is of no known form"),
    ("chat.json", b'{"name": "x", "messages": 5}', "is not valid JSON of its kind"),
    ("chats.json", b'{"chats": [5]}', "is not valid JSON of its kind"),
    ("nothing.json", b"[]", "holds no page"),
    ("silent.json", b'{"name": "x", "messages": []}', "holds no page"),
]


@pytest.mark.parametrize(("name", "content", "reason"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_one_problem_and_the_run_goes_on(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path, good = tmp_path / name, tmp_path / "good.txt"
    path.write_bytes(content)
    good.write_bytes(TEXT)
    first, second = take(path, good, limits=SMALL)
    assert isinstance(first, Problem)
    assert (first.stage, first.subject) == ("sources", str(path))
    assert reason in first.reason
    assert isinstance(second, Page)


def test_what_is_not_there_or_not_a_file_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "empty").mkdir()
    items = take(
        tmp_path / "missing.html", tmp_path / "no" / "folder", "a\0b", "", tmp_path / "pipe.html", tmp_path / "empty"
    )
    assert [p.reason for p in problems(items)] == [
        "is not there",
        "is not there",
        "is not the name of a file",
        "names no file",
        "is not a file",
        "holds no page",
    ]


def test_what_may_not_be_read_is_a_problem() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "a.html").write_bytes(HTML)
        (folder / "a.html").chmod(0)
        (folder / "closed").mkdir(mode=0)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65_534)  # who may read everything sees no fault
        try:
            items = take(folder, folder / "a.html")
        finally:
            os.seteuid(user)
        (folder / "closed").chmod(0o755)
    assert [(p.subject.removeprefix(name), p.reason) for p in problems(items)] == [
        ("/a.html", "may not be read"),
        ("/closed", "may not be read"),
        ("/a.html", "may not be read"),
    ]


def test_a_name_that_is_not_utf8_can_be_written_down(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xc7\xe1.txt"
    Path(os.fsdecode(path)).write_bytes(TEXT)
    (page,) = pages(take(tmp_path))
    assert page.source.encode().endswith("��.txt".encode())


@given(
    st.sampled_from([".html", ".txt", ".json", ".jsonl", ".warc", ".wacz", ".xml", ".warc.gz"]), st.binary(max_size=200)
)
def test_any_bytes_end_in_pages_and_problems(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, body: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_bytes(body)
    assert take(path)


# --- standard input ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"id": "1", "text": "x"}\n{"id": "2", "text": "y"}\n', [("1", "text"), ("2", "text")]),
        (b'[{"id": "1", "text": "x"}]', [("1", "text")]),
        (b'{"id": "1",\n "text": "x"}\n', [("1", "text")]),
        (b'{"id": "1", "text": "x"}', [("1", "text")]),
        (b'{"id": "1", "text": "' + b"x" * 300_000 + b'"}\n{"id": "2", "text": "x"}', [("1", "text"), ("2", "text")]),
        (gzip.compress(b'{"text": "x"}'), [("-:1", "text")]),
        (b"\xef\xbb\xbf \n<!doctype html><p>x", [("-", "html")]),
        (TEXT, [("-", "text")]),
        (RECORDS[0], [("https://daffa.example/1", "html")]),
        (gzip.compress(RECORDS[0]), [("https://daffa.example/1", "html")]),
        (ATOM.encode(), [("https://nahr.example/1", "html")]),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(content: bytes, expected: list[tuple[str, str]]) -> None:
    items = take("-", stdin=io.BytesIO(content))
    assert [(page.source, page.kind) for page in pages(items)] == expected
    assert not problems(items)


def test_inputs_are_opened_only_when_they_are_due(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    found = open_pages([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert isinstance(next(found), Page)
    (tmp_path / "b.txt").write_bytes(TEXT)
    assert isinstance(next(found), Page)


def test_a_large_archive_is_read_with_flat_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    member = gzip.compress(warc_record("https://daffa.example/1", os.urandom(50_000).hex().encode()))
    path.write_bytes(member * 300)
    tracemalloc.start()
    count = sum(1 for _ in open_pages([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 300
    assert peak < 5_000_000
