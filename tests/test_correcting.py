"""A person's word holds: at once, over adding, over rebuilding, until it is undone."""

from pathlib import Path

import pytest

from conftest import NOW
from riwaya.case import journal_of
from riwaya.errors import InputError
from riwaya.journal import append_entries, enter_correction, read_corrections
from riwaya.pipeline import add_pages, check_case, correct, rebuild_case
from riwaya.query import open_store
from riwaya.records import Correction, CorrectionKind, Given, Page, Quoted

TEXTS = {
    "ships": "رست ثلاث سفن محملة بالقمح في ميناء الحديدة الجديد بعد انتظار طويل",
    "wheat": "وصول سفن القمح الثلاث إلى ميناء الحديدة الجديد بعد انتظار طويل",
    "match": "انتهت مباراة القناديل والصواري بالتعادل السلبي في نهائي الكأس",
    "elena": "قالت المتحدثة إيلينا كوفاتش إن الجسر مغلق. وأضافت كوفاتش أن العمل بدأ.",
    "other": "قال الوزير سامي الحداد إن الجسر آمن. وأكد الحداد أن الترميم انتهى.",
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    pages = [
        Page(
            source=name,
            kind="text",
            body=text.encode(),
            given=Given(published="2025-02-01", url=f"https://{name}.example/1"),
        )
        for name, text in TEXTS.items()
    ]
    list(add_pages(tmp_path / "case", pages, now=lambda: NOW, workers=0))
    return tmp_path / "case"


def say(case: Path, kind: CorrectionKind, *subjects: str, name: str | None = None) -> Correction:
    return correct(case, kind, subjects, by="ليلى", now=lambda: NOW, name=name)


def stories(case: Path) -> list[list[str]]:
    with open_store(case) as store:
        sources = store.sources()
        return sorted(sorted(sources[name] for name in story.articles) for story in store.stories())


def people(case: Path) -> list[tuple[str, tuple[str, ...]]]:
    with open_store(case) as store:
        return sorted((actor.name, tuple(sorted(actor.forms))) for actor, _ in store.actors() if actor.kind == "person")


def test_stories_are_merged_and_parted_again(case: Path) -> None:
    before = stories(case)
    assert before == [["elena"], ["match"], ["other"], ["ships", "wheat"]]
    made = say(case, "merge", "ships", "match")
    assert stories(case) == [["elena"], ["match", "ships", "wheat"], ["other"]]
    say(case, "undo", made.id)
    assert stories(case) == before
    say(case, "split", "ships", "wheat")
    assert stories(case) == [["elena"], ["match"], ["other"], ["ships"], ["wheat"]]


def test_actors_are_merged_renamed_and_parted_again(case: Path) -> None:
    before = people(case)
    made = say(case, "merge", "إيلينا كوفاتش", "سامي الحداد")
    assert len(people(case)) == len(before) - 1
    say(case, "undo", made.id)
    assert people(case) == before
    say(case, "rename", "سامي الحداد", name="الوزير الحداد")
    assert "الوزير الحداد" in [name for name, _ in people(case)]


def test_a_correction_outlives_a_rebuild_and_new_pages(case: Path) -> None:
    say(case, "merge", "ships", "match")
    say(case, "merge", "إيلينا كوفاتش", "سامي الحداد")
    told = stories(case), people(case)
    (case / "case.db").unlink()
    list(rebuild_case(case, workers=0))
    assert (stories(case), people(case)) == told
    late = Page(source="late", kind="text", body="أعلن اتحاد المزارعين مقاطعة سوق الخضر المركزي".encode())
    list(add_pages(case, [late], now=lambda: NOW, workers=0))
    assert stories(case) == sorted([*told[0], ["late"]])
    assert set(told[1]) <= set(people(case))
    assert check_case(case).problems == ()


def test_a_correction_quotes_and_says_who(case: Path) -> None:
    say(case, "merge", "ships", "match")
    (made,) = read_corrections(journal_of(case))
    assert (made.of, made.by, [q.article for q in made.members]) == ("story", "ليلى", ["ships"])


@pytest.mark.parametrize(
    ("kind", "subjects"),
    [
        ("merge", ("ships", "nobody")),
        ("merge", ("ships", "سامي الحداد")),
        ("merge", ("a", "b")),  # letters of many names, and the name of nobody
        ("merge", ("سامي الحداد", "الحد")),
        ("split", ("سامي الحداد", "سامي الحداد")),
        ("rename", ("",)),
        ("undo", ("c9",)),
    ],
)
def test_what_the_case_does_not_know_changes_nothing(
    case: Path, kind: CorrectionKind, subjects: tuple[str, ...]
) -> None:
    before = stories(case)
    with pytest.raises(InputError):
        say(case, kind, *subjects)
    assert (stories(case), read_corrections(journal_of(case))) == (before, [])


def test_a_correction_that_nobody_lived_to_apply_is_applied_by_the_next(case: Path) -> None:
    quoted = [Quoted(article=name, text=name) for name in ("ships", "match")]
    made = Correction(id="c1", kind="merge", of="story", members=(quoted[0],), others=(quoted[1],), by="ليلى")
    append_entries(journal_of(case), [enter_correction(made, NOW)])
    list(add_pages(case, [], now=lambda: NOW, workers=0))
    assert stories(case) == [["elena"], ["match", "ships", "wheat"], ["other"]]
