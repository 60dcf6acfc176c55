"""The verbs of the package and what they give: records, pictures of them, data frames, files."""

import csv
import datetime as dt
import inspect
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec import Struct

import riwaya
from riwaya import query, records
from riwaya.drawing import draw_record, draw_rows
from riwaya.errors import CaseError, InputError
from riwaya.notebook import Answer, Case
from riwaya.records import Article, Reading, Span

LISTS = ("articles", "statements", "retellings", "stories", "claims", "disagreements", "events", "occurrences")
LISTS += ("positions", "actors")


@pytest.fixture
def case(demo_case: Path) -> Case:
    return riwaya.open_case(demo_case)


class Balance(HTMLParser):
    """Which elements are open, and which there were."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


# --- the verbs ----------------------------------------------------------------------------------------------------


def test_every_verb_is_documented_with_an_example_or_a_sibling_that_has_one() -> None:
    for name in riwaya.__all__:
        verb = getattr(riwaya, name)
        assert inspect.getdoc(verb)
        assert all(p.annotation is not inspect.Parameter.empty for p in inspect.signature(verb).parameters.values())
    assert {name for name in riwaya.__all__ if ">>>" in (getattr(riwaya, name).__doc__ or "")} >= {
        "open_case",
        "read",
        "read_text",
    }


def test_pages_are_added_and_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال وزير النقل هاشم الراوي إن المعبر سيعمل غدا من الصباح حتى الغروب.", "utf-8")
    [reading, problem] = riwaya.read(str(tmp_path / "a.txt"), str(tmp_path / "none.txt"))
    assert reading.statements  # type: ignore[union-attr]
    assert problem.subject == str(tmp_path / "none.txt")  # type: ignore[union-attr]
    problems = riwaya.add(str(tmp_path / "a.txt"), str(tmp_path / "none.txt"), case=tmp_path / "case")
    assert [problem.subject for problem in problems] == [str(tmp_path / "none.txt")]
    with riwaya.open_case(tmp_path / "case") as case:
        assert [said.statement.speaker.name for said in case.statements()] == ["هاشم الراوي"]  # type: ignore[union-attr]
        assert [problem.subject for problem in case.problems()] == [str(tmp_path / "none.txt")]
        assert case.article("a.txt" if case.store.article("a.txt") else str(tmp_path / "a.txt")).statements


def test_a_path_is_an_input_and_a_list_of_paths_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال وزير النقل هاشم الراوي إن المعبر سيعمل غدا من الصباح حتى الغروب.", "utf-8")
    [reading] = riwaya.read(tmp_path / "a.txt")
    assert reading.statements  # type: ignore[union-attr]
    for given in ([tmp_path / "a.txt"], None, 5, b"a.txt"):
        with pytest.raises(InputError, match="give each by itself"):
            list(riwaya.read(given))  # type: ignore[arg-type]
        with pytest.raises(InputError):
            riwaya.add(given, case=tmp_path / "case")  # type: ignore[arg-type]


def test_a_case_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        riwaya.open_case(tmp_path / "none")


# --- answers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_an_answer_can_be_walked_twice(case: Case, name: str) -> None:
    answer = getattr(case, name)()
    assert isinstance(answer, Answer)
    assert list(answer) == list(answer) != []


@pytest.mark.parametrize("name", [*LISTS, "problems"])
def test_an_answer_shows_itself(case: Case, name: str) -> None:
    answer = getattr(case, name)()
    page = Balance(answer._repr_html_())
    assert not page.open
    assert page.seen >= {"table", "th"}
    assert name == "problems" or "td" in page.seen
    assert repr(answer).startswith("<Answer: ")


def test_a_case_and_what_it_holds_show_themselves(case: Case) -> None:
    story = next(iter(case.stories()))
    for shown in (case, case.story(story.id), case.article(story.articles[0]), case.actor("ستروغان")):
        assert not Balance(shown._repr_html_()).open
    assert story.title in case._repr_html_()
    assert "39 articles" in repr(case)


def test_a_question_is_about_the_articles_that_are_wanted(case: Case) -> None:
    articles = list(case.articles())
    outlet = "الميناء اليوم"
    assert [k.id for k in case.articles(outlet=outlet)] == [k.id for k in articles if k.article.outlet == outlet] != []
    day = dt.date(2025, 2, 1)
    late = {k.id for k in articles if k.article.published and k.article.published.date >= day}
    assert {said.article for said in case.statements(since="2025-02-01")} <= late
    assert list(case.statements(since=day)) == list(case.statements(since="2025-02-01"))
    named = {k.id for k in case.articles(actor="ستروغان")}
    assert named == set(case.store.articles_with(case.actor("ستروغان").id)) != set()
    story = next(iter(case.stories())).id
    assert {claim.story for claim in case.claims(story=story)} == {story}
    assert {p.actor.name for p in case.positions(of="سندار")} <= {p.actor.name for p in case.positions()}


def test_search_gives_hits(case: Case) -> None:
    found = case.search("للتفاوض")
    assert {hit.article for hit in found} == {hit.article for hit in case.store.search("للتفاوض")} != set()
    assert not Balance(found._repr_html_()).open
    assert list(case.search("للتفاوض", since="2031-01-01")) == []


def test_what_is_no_day_and_what_is_not_there_are_errors(case: Case) -> None:
    with pytest.raises(InputError, match="no day"):
        case.articles(since="yesterday")
    for asked in (lambda: case.articles(article="none"), lambda: case.story("none"), lambda: case.actor("nobody")):
        with pytest.raises(InputError):
            asked()


# --- frames and files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_holds_the_rows_of_the_table(case: Case, library: str) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    for name in (*LISTS, "problems"):
        answer = getattr(case, name)()
        frame = getattr(answer, f"to_{library}")()
        assert list(frame.columns) == list(answer.columns)
        assert len(frame) == sum(1 for _ in answer) or name in {"claims", "disagreements", "positions"}


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_says_what_it_needs(case: Case, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)  # as where it is not installed
    with pytest.raises(InputError, match=f"pip install {library}"):
        getattr(case.stories(), f"to_{library}")()


def test_a_case_is_written_out_in_part(case: Case, tmp_path: Path) -> None:
    case.export("csv", tmp_path / "sheets", outlet="الميناء اليوم")
    with (tmp_path / "sheets" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert {row["outlet"] for row in csv.DictReader(file)} == {"الميناء اليوم"}


# --- pictures -----------------------------------------------------------------------------------------------------


def test_words_of_a_page_are_never_markup() -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    reading = Reading(article=Article(source=hostile, title=hostile, text=hostile, credit=(hostile,)))
    page = reading._repr_html_()
    assert not {"script", "img"} & Balance(page).seen
    assert "&lt;script&gt;" in page
    assert not {"script", "img"} & Balance(draw_rows(["a"], [Span(start=0, end=1, text=hostile)], 5)).seen


def test_a_long_answer_is_cut_and_says_so() -> None:
    rows = [Span(start=n, end=n, text=str(n)) for n in range(30)]
    assert draw_rows(["start", "end", "text"], rows, 20).count("<tr>") == 21
    assert "there are more" in draw_rows(["start", "end", "text"], rows, 20)
    assert "there are more" not in draw_rows(["start", "end", "text"], rows[:20], 20)
    assert "… 20 more" in draw_record(Article(source="x", credit=tuple(map(str, range(30)))))


def test_every_record_shows_itself() -> None:
    kinds = [kind for kind in vars(records).values() if inspect.isclass(kind) and issubclass(kind, Struct)]
    assert len(kinds) > 40
    assert [kind.__name__ for kind in kinds if not hasattr(kind, "_repr_html_")] == ["Struct"]


def test_a_span_shows_where_it_stands(case: Case) -> None:
    said = next(iter(case.statements(speaker="ستروغان")))
    span = said.statement.content[0]
    assert f'title="{span.start}–{span.end}"' in said._repr_html_()
    assert query.find_kept(case.store, said.article).article.text[span.start : span.end] == span.text
