import datetime as dt
import resource
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import msgspec
import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.captures import Captures, fingerprint
from riwaya.case import lock_case
from riwaya.errors import CaseError
from riwaya.records import Given, Page

NOW = dt.datetime(2018, 4, 14, 9, 30, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)

TEXTS = st.text(max_size=40)
MAYBE = st.none() | TEXTS
PAGES = st.builds(
    Page,
    source=TEXTS,
    container=MAYBE,
    kind=st.sampled_from(("html", "text")),
    body=st.binary(max_size=300),
    charset=MAYBE,
    given=st.builds(Given, id=MAYBE, url=MAYBE, title=MAYBE, crawled=MAYBE, credit=st.tuples(TEXTS)),
)


def make_page(name: str, body: str = "قال الوزير إن الجسر آمن", **more: str) -> Page:
    return Page(source=name, kind="html", body=body.encode(), given=Given(**more))


def only_file(case: Path) -> Path:
    (file,) = (case / "captures").iterdir()
    return file


def kept(case: Path) -> list[str]:
    return [page.source for _, page in Captures(case).iterate()]


@settings(deadline=None, max_examples=60)
@given(st.lists(PAGES, max_size=6))
def test_pages_come_back_as_they_were_given(pages: list[Page]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        captures = Captures(Path(folder), write=True)
        places = captures.append(pages, NOW)
        assert [captures.read(place) for place in places] == pages
        assert list(captures.iterate()) == list(zip(places, pages, strict=True))
        assert list(captures.verify()) == []


@given(PAGES, PAGES)
def test_equal_pages_alone_share_a_fingerprint(one: Page, other: Page) -> None:
    # under whatever path they came
    here, there = (msgspec.structs.replace(page, source="") for page in (one, other))
    assert (fingerprint(one) == fingerprint(other)) == (here == there)


def test_other_tools_read_the_file_and_agree_on_its_digests(tmp_path: Path) -> None:
    page = make_page("a.html", url="https://example.com/خبر?id=7")
    (capture,) = Captures(tmp_path, write=True).append([page], NOW)
    opening, record = [
        (r.headers["WARC-Type"], r.stream_pos, r.verify_block_digest(), dict(r.headers), r.reader.read())
        for r in ArchiveIterator(str(only_file(tmp_path)))
    ]
    assert opening[0] == "warcinfo"
    assert record[:3] == ("resource", capture.offset, True)
    assert record[3]["WARC-Target-URI"] == "https://example.com/%D8%AE%D8%A8%D8%B1?id=7"
    assert record[3]["WARC-Date"] == "2018-04-14T09:30:00Z"
    assert record[4] == page.body


def test_warcio_reads_the_file(tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio.archiveiterator")
    page = make_page("a.html")
    Captures(tmp_path, write=True).append([page], NOW)
    with only_file(tmp_path).open("rb") as file:
        found = [(r.rec_type, r.content_stream().read()) for r in warcio.ArchiveIterator(file, check_digests="raise")]
    assert found[1] == ("resource", page.body)


@pytest.mark.parametrize(
    ("crawled", "at"),
    [
        ("2018-03-01T12:00:00+03:00", "2018-03-01T09:00:00+00:00"),
        ("Thu, 01 Mar 2018 12:00:00 +0300", "2018-03-01T09:00:00+00:00"),
        ("2018-03-01", "2018-03-01T00:00:00+00:00"),
        ("2099-01-01", NOW.isoformat()),  # not believed
        ("أمس", NOW.isoformat()),
        ("0001-01-01T00:00:00+14:00", NOW.isoformat()),  # before the first day there is
    ],
)
def test_time_is_that_of_crawling_where_it_can_be_read(tmp_path: Path, crawled: str, at: str) -> None:
    (capture,) = Captures(tmp_path, write=True).append([make_page("a", crawled=crawled)], NOW)
    assert capture.at.isoformat() == at
    assert next(Captures(tmp_path).iterate())[0] == capture


def test_files_are_rolled_and_walked_in_order(tmp_path: Path) -> None:
    captures = Captures(tmp_path, write=True, roll=1000)
    places = [captures.append([make_page(f"{n:02}")], NOW)[0] for n in range(12)]
    assert len({place.file for place in places}) > 2
    assert kept(tmp_path) == [f"{n:02}" for n in range(12)]
    after = [page.source for _, page in captures.iterate((places[6].file, places[6].offset + places[6].length))]
    assert after == [f"{n:02}" for n in range(7, 12)]


def test_torn_end_is_cut_off_by_the_next_writer_wherever_it_was_torn(tmp_path: Path) -> None:
    first, last = Captures(tmp_path, write=True).append([make_page("a"), make_page("b")], NOW)
    file = only_file(tmp_path)
    whole = file.read_bytes()
    for length in range(last.offset + 1, len(whole)):
        file.write_bytes(whole[:length])
        assert kept(tmp_path) == ["a"]
        torn = Captures(tmp_path, write=True)
        assert torn.torn is not None
        assert torn.torn.subject == f"{file.name}:{last.offset}"
        assert file.stat().st_size == last.offset
        assert torn.append([make_page("c")], LATER)[0].offset == last.offset
        assert kept(tmp_path) == ["a", "c"]
        assert list(torn.verify()) == []
    assert first.offset + first.length == last.offset


@pytest.mark.parametrize("rest", [b"\0" * 5000, b"\x1f\x8b", b"\x1f\x8b\x08\0\0\0\0\0"])
def test_what_a_crash_leaves_behind_the_last_record_is_cut_off(tmp_path: Path, rest: bytes) -> None:
    Captures(tmp_path, write=True).append([make_page("a")], NOW)
    file = only_file(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole + rest)
    assert Captures(tmp_path, write=True).torn is not None
    assert file.read_bytes() == whole


def test_file_torn_in_its_first_record_begins_anew(tmp_path: Path) -> None:
    Captures(tmp_path, write=True).append([make_page("a")], NOW)
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes()[:20])
    Captures(tmp_path, write=True).append([make_page("b")], NOW)
    assert kept(tmp_path) == ["b"]
    assert [r.headers["WARC-Type"] for r in ArchiveIterator(str(file))] == ["warcinfo", "resource"]


def test_damage_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    captures = Captures(tmp_path, write=True)
    places = captures.append([make_page(name) for name in "abc"], NOW)
    file = only_file(tmp_path)
    whole = file.read_bytes()
    hurt = places[1]
    for offset in range(hurt.offset, hurt.offset + hurt.length):
        file.write_bytes(whole[:offset] + bytes([whole[offset] ^ 0x55]) + whole[offset + 1 :])
        again = Captures(tmp_path, write=True)
        assert again.torn is None
        if (names := kept(tmp_path)) != ["a", "b", "c"]:  # a few bits of a gzip header mean nothing
            assert names == ["a", "c"]
            assert [problem.subject for problem in again.verify()] == [f"{file.name}:{hurt.offset}"]
            with pytest.raises(CaseError, match="riwaya check"):
                again.read(hurt)


def test_record_with_other_bytes_than_its_digest_is_damage(tmp_path: Path) -> None:
    captures = Captures(tmp_path, write=True)
    (place,) = captures.append([make_page("a", body="آمن")], NOW)
    file = only_file(tmp_path)
    record = zlib.decompress(file.read_bytes()[place.offset :], 31).replace("آمن".encode(), "خطر".encode())
    squeeze = zlib.compressobj(wbits=31)
    file.write_bytes(file.read_bytes()[: place.offset] + squeeze.compress(record) + squeeze.flush())
    assert [problem.reason for problem in captures.verify()] == ["its bytes are not those of its digest"]


def test_purged_page_is_gone_and_the_others_stand_where_they_stood(tmp_path: Path) -> None:
    captures = Captures(tmp_path, write=True)
    places = captures.append([make_page("a"), make_page("b", body=""), make_page("c")], NOW)
    for _ in range(2):  # the second time nothing changes
        captures.purge(places[1])
        assert list(captures.iterate()) == [(places[n], captures.read(places[n])) for n in (0, 2)]
        assert list(captures.verify()) == []
    types = [r.headers["WARC-Type"] for r in ArchiveIterator(str(only_file(tmp_path)))]
    assert types == ["warcinfo", "resource", "metadata", "resource"]
    with pytest.raises(CaseError):
        captures.read(places[1])
    with pytest.raises(CaseError, match="another record"):
        captures.purge(msgspec.structs.replace(places[1], offset=places[0].offset, length=places[0].length))
    with pytest.raises(CaseError, match="another record"):
        captures.purge(msgspec.structs.replace(places[1], offset=1 << 20))
    assert Captures(tmp_path, write=True).append([make_page("d")], NOW)[0].offset == places[2].offset + places[2].length


def test_damaged_page_can_be_purged(tmp_path: Path) -> None:
    captures = Captures(tmp_path, write=True)
    places = captures.append([make_page("a"), make_page("b")], NOW)
    file = only_file(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: places[0].offset + 30] + b"purged?" + whole[places[0].offset + 37 :])
    captures.purge(places[0])
    assert (kept(tmp_path), list(captures.verify())) == (["b"], [])


def test_missing_file_is_a_case_error(tmp_path: Path) -> None:
    captures = Captures(tmp_path, write=True)
    (place,) = captures.append([make_page("a")], NOW)
    only_file(tmp_path).unlink()
    with pytest.raises(CaseError):
        captures.read(place)


def test_disk_that_takes_no_more_leaves_nothing_half_written(tmp_path: Path) -> None:
    script = (
        "import datetime as dt, pathlib, random, resource, sys\n"
        "from riwaya.captures import Captures\n"
        "from riwaya.errors import CaseError\n"
        "from riwaya.records import Page\n"
        "captures, now = Captures(pathlib.Path(sys.argv[1]), write=True), dt.datetime.now(dt.UTC)\n"
        "big = Page(source='big', kind='text', body=random.Random(1).randbytes(60000))\n"
        "captures.append([Page(source='a', kind='text', body=b'x')], now)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (2000, {resource.RLIM_INFINITY}))\n"
        "try: captures.append([Page(source='b', kind='text', body=b'y'), big], now)\n"
        "except CaseError as error: print(error.advice)\n"
        "captures.append([Page(source='c', kind='text', body=b'z')], now)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    assert "make room" in done.stdout
    assert kept(tmp_path) == ["a", "c"]
    assert list(Captures(tmp_path).verify()) == []


def test_folder_that_cannot_be_made_is_a_case_error(tmp_path: Path) -> None:
    (tmp_path / "captures").write_text("a file in the way")
    with pytest.raises(CaseError):
        Captures(tmp_path, write=True)


def test_second_writer_is_told_who_is_first(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys\n"
        "from riwaya.case import lock_case\n"
        "with lock_case(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    root = Path(__file__).parent.parent
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(CaseError, match=f"process {first.pid} is writing"), lock_case(tmp_path):
            pass
        first.kill()
    with lock_case(tmp_path):
        pass
