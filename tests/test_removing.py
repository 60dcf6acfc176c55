"""What a person takes out stays out: of every answer, over adding again, rebuilding and a death half way."""

import datetime as dt
import gzip
from pathlib import Path

import msgspec
import pytest

from conftest import NOW
from riwaya.case import journal_of
from riwaya.errors import CaseError, InputError
from riwaya.journal import append_entries, read_entries
from riwaya.pipeline import Added, add_pages, back_up_case, check_case, rebuild_case, remove_pages
from riwaya.query import open_store
from riwaya.records import Entry, Given, Page, Removal

ADDRESS = "https://outlet.example/news/17"
TEXT = "أعلن وزير الري السنداري عاصم البيطار أن منسوب النهر سيعود إلى طبيعته خلال أسبوع."
PAGES = [
    Page(source="a", kind="text", body=TEXT.encode(), given=Given(url=ADDRESS)),
    Page(source="b", kind="text", body=TEXT.encode(), given=Given(url="https://other.example/news/3")),
]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    list(add_pages(tmp_path / "case", PAGES, now=lambda: NOW, workers=0))
    return tmp_path / "case"


def remove(case: Path, *sources: str, purge: bool = False) -> tuple[Removal, ...]:
    return remove_pages(case, sources, reason="a source is at risk", purge=purge, now=lambda: NOW)


def answers(case: Path) -> tuple[list[str], int, int]:
    with open_store(case) as store:
        return (
            sorted(k.article.source for k in store.articles()),
            len(list(store.retellings())),
            len(store.search("منسوب")),
        )


def kept_bytes(case: Path) -> bytes:
    return b"".join(gzip.decompress(p.read_bytes()) for p in sorted((case / "captures").glob("*.gz")))


@pytest.mark.parametrize("name", ["a", ADDRESS])
def test_a_removed_page_leaves_every_answer_and_does_not_come_back(case: Path, name: str) -> None:
    assert answers(case) == (["a", "b"], 1, 4)
    remove(case, name)
    assert answers(case) == (["b"], 0, 2)
    assert list(add_pages(case, PAGES[:1], now=lambda: NOW, workers=0)) == [Added("a", is_new=False)]
    assert answers(case) == (["b"], 0, 2)
    assert check_case(case).problems == ()


@pytest.mark.parametrize("purge", [False, True])
def test_a_rebuilt_case_leaves_out_what_was_removed(case: Path, *, purge: bool) -> None:
    remove(case, "a", purge=purge)
    (case / "case.db").unlink()
    list(rebuild_case(case, workers=0))
    assert answers(case) == (["b"], 0, 2)
    assert list(add_pages(case, PAGES[:1], now=lambda: NOW, workers=0)) == [Added("a", is_new=False)]
    assert check_case(case).problems == ()


def test_a_purged_page_is_overwritten_and_its_hash_time_and_reason_stay(case: Path) -> None:
    (removal,) = remove(case, "a", purge=True)
    assert b"outlet.example/news/17" not in kept_bytes(case)
    assert b"other.example/news/3" in kept_bytes(case)
    (entry,) = read_entries(journal_of(case))
    assert (entry.kind, entry.at, msgspec.json.decode(entry.body, type=Removal)) == ("removal", NOW, removal)
    assert len(removal.capture.sha256) == 64


def test_what_was_removed_can_still_be_purged(case: Path) -> None:
    remove(case, "a")
    remove(case, "a", purge=True)
    assert b"outlet.example/news/17" not in kept_bytes(case)


def test_a_removal_that_died_after_the_journal_is_done_by_the_next_writer(case: Path) -> None:
    with open_store(case) as store:
        (capture,) = store.captures_of("a")
    body = msgspec.json.encode(Removal(capture=capture, source="a", reason="takedown", purged=False))
    append_entries(journal_of(case), [Entry(kind="removal", at=NOW, body=msgspec.Raw(body))])
    list(add_pages(case, [], now=lambda: NOW, workers=0))
    assert answers(case) == (["b"], 0, 2)


def test_a_purge_that_died_after_the_journal_is_done_by_the_next_writer(case: Path) -> None:
    with open_store(case) as store:
        (capture,) = store.captures_of("a")
    body = msgspec.json.encode(Removal(capture=capture, source="a", reason="takedown", purged=True))
    append_entries(journal_of(case), [Entry(kind="removal", at=NOW, body=msgspec.Raw(body))])
    list(add_pages(case, [], now=lambda: NOW, workers=0))
    assert b"outlet.example/news/17" not in kept_bytes(case)
    assert check_case(case).problems == ()


def test_an_unknown_source_changes_nothing(case: Path) -> None:
    with pytest.raises(InputError, match="riwaya articles"):
        remove(case, "b", "elsewhere")
    assert answers(case)[0] == ["a", "b"]


def test_a_copy_answers_as_the_case_did_and_goes_on(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy"
    back_up_case(case, out)
    assert answers(out) == answers(case)
    later = [Page(source="c", kind="text", body=TEXT.replace("أسبوع", "شهر").encode())]
    list(add_pages(out, later, now=lambda: NOW + dt.timedelta(hours=1), workers=0))
    assert len(answers(out)[0]) == 3
    assert check_case(out).problems == ()
    with pytest.raises(CaseError, match="already"):
        back_up_case(case, out)
