import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.errors import CaseError
from riwaya.journal import append_entries, read_entries, verify_journal
from riwaya.records import Entry

NOW = dt.datetime(2018, 4, 14, 9, 30, tzinfo=dt.UTC)
BODIES = st.dictionaries(st.text(max_size=8), st.text(max_size=20) | st.integers() | st.none(), max_size=4)
ENTRIES = st.builds(
    Entry,
    kind=st.text(max_size=10),
    at=st.just(NOW),
    body=BODIES.map(lambda body: msgspec.Raw(msgspec.json.encode(body))),
)


def make_entry(reason: str) -> Entry:
    return Entry(kind="removal", at=NOW, body=msgspec.Raw(msgspec.json.encode({"reason": reason})))


def reasons(path: Path) -> list[str]:
    return [msgspec.json.decode(entry.body)["reason"] for entry in read_entries(path)]


@settings(deadline=None)
@given(st.lists(st.lists(ENTRIES, max_size=3), max_size=4))
def test_entries_come_back_in_the_order_of_writing(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Entry]]
) -> None:
    path = tmp_path_factory.mktemp("case") / "journal.jsonl"
    for batch in batches:
        append_entries(path, batch)
    given_entries = [entry for batch in batches for entry in batch]
    assert [(e.kind, e.at, bytes(e.body)) for e in read_entries(path)] == [
        (e.kind, e.at, bytes(e.body)) for e in given_entries
    ]
    assert list(verify_journal(path)) == []
    for kind in {entry.kind for entry in given_entries}:
        assert list(read_entries(path, kind)) == [entry for entry in read_entries(path) if entry.kind == kind]


def test_lines_are_json_that_other_tools_read(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    append_entries(path, [make_entry("طلب الناشر")])
    line = msgspec.json.decode(path.read_bytes())
    assert (line["kind"], line["body"], len(line["check"])) == ("removal", {"reason": "طلب الناشر"}, 8)


def test_torn_last_line_is_dropped_wherever_it_was_torn(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    append_entries(path, [make_entry("أ"), make_entry("ب")])
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for length in range(first, len(whole)):
        path.write_bytes(whole[:length])
        assert reasons(path) == ["أ"]
        append_entries(path, [make_entry("ج")])
        assert reasons(path) == ["أ", "ج"]
        assert list(verify_journal(path)) == []


def test_damage_in_the_middle_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    append_entries(path, [make_entry("أ"), make_entry("ب"), make_entry("ج")])
    whole = path.read_bytes()
    first, second = whole.index(b"\n") + 1, whole.index(b"\n", whole.index(b"\n") + 1)
    for place in range(first, second):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        assert reasons(path) == ["أ", "ج"]
        assert next(problem.subject for problem in verify_journal(path)) == "journal.jsonl:2"


def test_no_journal_is_an_empty_one_and_no_entries_make_none(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    append_entries(path, [])
    assert reasons(path) == []
    assert not path.exists()


def test_body_of_two_lines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="one line"):
        append_entries(tmp_path / "journal.jsonl", [Entry(kind="x", at=NOW, body=msgspec.Raw(b'{\n"a":1}'))])


def test_journal_that_cannot_be_written_is_a_case_error(tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").mkdir()
    with pytest.raises(CaseError):
        append_entries(tmp_path / "journal.jsonl", [make_entry("أ")])
