"""Pages into a case: kept first, analysed after, the same whatever the order, nothing lost."""

import datetime as dt
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import NOW
from riwaya.captures import Captures
from riwaya.case import database_of, journal_of
from riwaya.demo import demo_pages
from riwaya.errors import CaseError
from riwaya.journal import read_entries
from riwaya.pipeline import STAGES, Added, add_pages, check_case, read_page, rebuild_case
from riwaya.pipeline.gathering import gather
from riwaya.query import list_problems, open_store
from riwaya.records import Findings, Given, Page, Problem
from riwaya.sources import open_pages
from riwaya.store import Store

REPORT = (
    "أعلن وزير الري السنداري عاصم البيطار أن منسوب النهر سيعود إلى طبيعته خلال أسبوع.\n\n"
    "وأضاف أن فرق الصيانة تعمل ليل نهار في محطات الضخ الثلاث، وأن السكان سيُعوَّضون عن خسائرهم.\n"
)


def page(name: str, text: str = REPORT, **given: str) -> Page:
    return Page(source=name, kind="text", body=text.encode(), given=Given(**given))


def add(case: Path, pages: Sequence[Page | Problem], at: dt.datetime = NOW) -> list[Added | Problem]:
    return list(add_pages(case, pages, now=lambda: at, workers=0))


def everything(case: Path) -> bytes:
    with open_store(case) as store:
        rows = [*store.articles(), *store.statements(), *store.retellings(), *list_problems(case, store)]
        rows += [*store.stories(), *store.claims(), *store.disagreements(), *store.occurrences(), *store.positions()]
    return b"\n".join(map(msgspec.json.encode, rows))


def test_the_same_page_twice_changes_nothing(tmp_path: Path) -> None:
    first = add(tmp_path, [page("a.txt")])
    before = everything(tmp_path), sorted((tmp_path / "captures").iterdir())[0].read_bytes()
    again = add(tmp_path, [page("a.txt")], NOW + dt.timedelta(days=1))
    assert (first, again) == ([Added("a.txt", is_new=True)], [Added("a.txt", is_new=False)])
    assert before == (everything(tmp_path), sorted((tmp_path / "captures").iterdir())[0].read_bytes())


def test_the_same_page_under_another_path_is_the_same_page(tmp_path: Path) -> None:
    add(tmp_path, [page("a.txt")])
    assert add(tmp_path, [page("../elsewhere/a.txt")]) == [Added("../elsewhere/a.txt", is_new=False)]


def test_new_content_at_an_address_is_a_new_version_of_one_article(tmp_path: Path) -> None:
    url = "https://outlet.example/news/17"
    add(tmp_path, [page(url, url=url, crawled="2025-02-01T08:00:00Z")])
    changed = REPORT.replace("أسبوع", "أسبوعين")
    add(tmp_path, [page(url, changed, url=url, crawled="2025-02-01T09:00:00Z")])
    with open_store(tmp_path) as store:
        (kept,) = store.articles()
    assert kept.versions == 2
    assert "أسبوعين" in kept.article.text


def test_the_later_capture_counts_whichever_came_first(tmp_path: Path) -> None:
    url = "https://outlet.example/news/17"
    early = page(url, url=url, crawled="2025-02-01T08:00:00Z")
    late = page(url, REPORT.replace("أسبوع", "أسبوعين"), url=url, crawled="2025-02-01T09:00:00Z")
    add(tmp_path / "one", [early, late])
    add(tmp_path / "other", [late, early])
    assert everything(tmp_path / "one") == everything(tmp_path / "other")


@pytest.mark.parametrize("facts", [("outlet", "صدى", "نبض"), ("url", "https://a.example/1", "https://b.example/1")])
def test_two_outlets_identical_texts_are_two_articles(tmp_path: Path, facts: tuple[str, str, str]) -> None:
    name, one, other = facts
    add(tmp_path, [page("1", **{name: one}), page("2", **{name: other})])
    with open_store(tmp_path) as store:
        assert store.counts()["articles"] == 2
        (tie,) = store.retellings()
    assert tie.retelling.kind == "copy"


def test_a_page_without_a_report_is_kept_and_is_a_problem(tmp_path: Path) -> None:
    (problem,) = add(tmp_path, [Page(source="bare.html", kind="html", body=b"<html><body></body></html>")])
    assert isinstance(problem, Problem)
    assert check_case(tmp_path).captures == 1
    with open_store(tmp_path) as store:
        assert list_problems(tmp_path, store) == (problem,)


def test_what_cannot_be_opened_is_written_down_until_it_can(tmp_path: Path) -> None:
    missing = tmp_path / "later.txt"
    case = tmp_path / "case"
    add(case, list(open_pages([str(missing)])))
    add(case, list(open_pages([str(missing)])))
    assert sum(e.kind == "problem" for e in read_entries(journal_of(case))) == 1
    with open_store(case) as store:
        assert [p.subject for p in list_problems(case, store)] == [str(missing)]
    missing.write_text(REPORT, "utf-8")
    add(case, list(open_pages([str(missing)])))
    with open_store(case) as store:
        assert list_problems(case, store) == ()


def test_one_bad_page_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"<p>" + REPORT.encode())[:40])
    (tmp_path / "c.jsonl").write_text('{"text": 7}\n' + json.dumps({"id": "x", "text": REPORT}) + "\n", "utf-8")
    (tmp_path / "d.html").write_bytes(b"")
    steps = add(tmp_path / "case", list(open_pages([str(tmp_path)])))
    assert [step.source for step in steps if isinstance(step, Added)] == [str(tmp_path / "a.txt"), "x"]
    assert len([step for step in steps if isinstance(step, Problem)]) == 3


def test_a_rebuilt_case_says_the_same(demo_case: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    for _ in add_pages(case, demo_pages(), now=lambda: NOW, workers=0):
        pass
    assert everything(case) == everything(demo_case)
    (case / "case.db").unlink()
    assert len(list(rebuild_case(case, workers=0))) == check_case(case).captures
    assert everything(case) == everything(demo_case)


def test_what_was_kept_and_not_analysed_is_analysed_next_time(tmp_path: Path) -> None:
    add(tmp_path, [page("a.txt", url="https://outlet.example/1")])
    (tmp_path / "case.db").unlink()
    add(tmp_path, [page("b.txt", REPORT.replace("عاصم", "هاشم"), url="https://outlet.example/2")])
    with open_store(tmp_path) as store:
        assert store.counts()["articles"] == 2
    assert check_case(tmp_path).problems == ()


def test_a_case_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="riwaya add"):
        check_case(tmp_path / "none")


STORY = [p for p in demo_pages() if isinstance(p, Page)][:14]


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    case = tmp_path_factory.mktemp("ordered")
    add(case, STORY)
    return everything(case)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(STORY))), cut=st.integers(0, len(STORY)))
def test_a_case_is_a_function_of_the_set_of_pages(
    tmp_path_factory: pytest.TempPathFactory, in_order: bytes, order: list[int], cut: int
) -> None:
    case = tmp_path_factory.mktemp("shuffled")
    pages = [STORY[n] for n in order]
    add(case, pages[:cut])
    add(case, pages[cut:], NOW + dt.timedelta(hours=1))
    assert everything(case) == in_order


def test_an_earlier_page_gives_an_actor_his_id_in_stories_that_it_is_not_of(tmp_path: Path) -> None:
    later = [page(name, published="2025-02-08") for name in ("a", "b")]
    earlier = page("c", "افتتح المهندس عاصم البيطار معرض الزهور في حديقة البلدة صباحا.", published="2025-01-02")
    add(tmp_path / "one", [*later, earlier])
    add(tmp_path / "other", later)
    with open_store(tmp_path / "other") as store:
        first = {claim.speaker.id for claim in store.claims() if claim.speaker and claim.speaker.id}
    add(tmp_path / "other", [earlier])
    assert everything(tmp_path / "other") == everything(tmp_path / "one")
    with open_store(tmp_path / "other") as store:
        then = {claim.speaker.id for claim in store.claims() if claim.speaker and claim.speaker.id}
        (opened,) = (kept.id for kept in store.articles() if kept.article.source == "c")
    assert len(first) == len(then) == 1
    assert {name.partition(".")[0] for name in then} == {opened}


def test_a_language_without_data_is_extracted_and_not_misread() -> None:
    text = "وزیر نیرو گفت: سد تا پایان ماه پر می‌شود و کشاورزان نگران آب نیستند. وی افزود گزارش فنی آماده است."
    reading = read_page(page("fa.txt", f"{text}\n\n{text}", language="fa"))
    assert reading.article.language == "fa"
    assert (reading.statements, reading.findings) == ((), Findings())


@pytest.mark.parametrize(
    "step",
    [
        "save_postings",
        "save_retellings",
        "save_cards",
        "save_figures",
        "save_names",
        "replace_bonds",
        "replace_stories",
    ],
)
def test_gathering_that_dies_is_done_whole_by_the_next(tmp_path: Path, in_order: bytes, step: str) -> None:
    case = tmp_path / "case"
    add(case, STORY[:13])
    before = everything(case)
    with Store(database_of(case), write=True) as store:
        rows = [(Captures(case, write=True).append([STORY[13]], NOW)[0], STORY[13], read_page(STORY[13]))]
        store.save_readings(rows, STAGES)
    with DyingStore(database_of(case), write=True) as dying:
        dying.dies_in = step
        with pytest.raises(KeyboardInterrupt):
            gather(dying)
    with open_store(case) as store:
        assert b"\n".join(map(msgspec.json.encode, store.stories())) in before  # nothing of the half
    add(case, [])
    assert everything(case) == in_order


class DyingStore(Store):
    """A store whose process is killed as soon as one step is done."""

    dies_in = ""

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name != super().__getattribute__("dies_in"):
            return found

        def die(*arguments: Any, **more: Any) -> None:
            found(*arguments, **more)
            raise KeyboardInterrupt

        return die
