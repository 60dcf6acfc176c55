"""The command line as its user meets it: shapes, exit statuses, sentences instead of tracebacks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from riwaya.cli import main

REPORT = (
    "سندار تعيد فتح معبر الجبل\n\n"
    "قال وزير النقل السنداري هاشم الراوي إن المعبر سيعمل من السادسة صباحا حتى الغروب.\n\n"
    "وأضاف أن الرسوم ستُلغى حتى نهاية الشهر، وأن الحافلات ستمر قبل الشاحنات.\n"
)


def run(*arguments: str, columns: int = 100) -> Result:
    return CliRunner().invoke(main, [*arguments], env={"COLUMNS": str(columns)})


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


NONE = click.Context(main)
COMMANDS = {name: command for name in main.list_commands(NONE) if (command := main.get_command(NONE, name))}


@pytest.mark.parametrize("name", main.list_commands(NONE))
def test_every_command_says_what_it_does(name: str) -> None:
    assert COMMANDS[name].name == name
    assert (COMMANDS[name].help or "").strip().endswith(".")
    assert run(name, "--help").exit_code == 0


def test_only_the_command_that_is_asked_for_is_loaded() -> None:
    """The page's framework alone takes longer to load than most answers take."""
    program = "import sys; from riwaya.cli import main; main(['problems', '--help'], standalone_mode=False);"
    program += "print('litestar' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "False"


def test_a_command_that_is_not_there_is_said() -> None:
    result = run("clames")
    assert result.exit_code == 2
    assert "No such command 'clames'. Did you mean 'claims'?" in result.output
    assert "Did you mean" not in run("xyzzy").output


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{name} {option.opts[0]}"
        for name, command in COMMANDS.items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help and not isinstance(option.type, click.Choice)
    ]
    assert silent == ["serve --port"]


def test_read_gives_the_shape_that_programs_read(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(REPORT, "utf-8")
    result = run("read", str(page), "--json", "--workers", "0")
    (row,) = rows(result)
    assert result.exit_code == 0
    assert set(row) == {
        *("source", "url", "outlet", "title", "language", "published", "byline", "credit", "dateline", "text"),
        *("paragraphs", "statements", "mentions", "times", "quantities", "events", "announcements", "problems"),
    }
    assert (row["source"], row["text"], row["title"]) == (str(page), REPORT, "سندار تعيد فتح معبر الجبل")
    assert [REPORT[start:end][:4] for start, end in row["paragraphs"]] == ["قال ", "وأضا"]  # type: ignore[attr-defined]
    first = row["statements"][0]  # type: ignore[index]
    assert set(first) == {
        *("id", "kind", "content", "cue", "source", "speaker", "carriers", "venue", "said", "polarity", "because"),
    }
    assert first["speaker"]["name"].endswith("هاشم الراوي")
    for span in first["content"]:
        assert REPORT[span["start"] : span["end"]] == span["text"]


def test_what_cannot_be_read_is_listed_and_the_status_says_so(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(REPORT, "utf-8")
    result = run("read", str(tmp_path), str(tmp_path / "none.txt"), "--json", "--workers", "0")
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    good, bad = rows(result)
    assert good["problems"] == []
    assert bad["problems"][0]["subject"] == str(tmp_path / "none.txt")  # type: ignore[index]


@pytest.mark.parametrize(
    "arguments", [["show"], ["articles"], ["search", "سد"], ["check"], ["problems"], ["serve"], ["rebuild"]]
)
def test_a_missing_case_is_a_sentence_with_advice(arguments: list[str], tmp_path: Path) -> None:
    result = run(*arguments, "--case", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "riwaya add" in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "none").exists()


def test_an_unknown_article_is_a_sentence_with_advice(demo_case: Path) -> None:
    result = run("show", "nothing-like-it", "--case", str(demo_case))
    assert result.exit_code == 2
    assert all(f"riwaya {things}" in result.stderr for things in ("stories", "articles", "actors"))


def test_a_name_of_no_page_leaves_no_case_behind(tmp_path: Path) -> None:
    case = tmp_path / "new"
    result = run("add", str(tmp_path / "missing.html"), "--case", str(case), "--workers", "0")
    assert (result.exit_code, "is not there" in result.stderr, case.exists()) == (1, True, False)


def test_a_folder_that_is_not_there_is_not_made_by_an_export(demo_case: Path, tmp_path: Path) -> None:
    out = tmp_path / "none" / "case.json"
    result = run("export", "--case", str(demo_case), "--format", "jsonld", "--out", str(out))
    assert (result.exit_code, str(out.parent) in result.stderr, out.parent.exists()) == (2, True, False)


def test_the_ids_of_actors_are_shown_whole(demo_case: Path) -> None:
    ids = [str(row["id"]) for row in rows(run("actors", "--case", str(demo_case), "--json"))]
    shown = CliRunner().invoke(main, ["actors", "--case", str(demo_case)], env={"COLUMNS": "70"}).stdout
    assert [name for name in ids if name not in shown] == []


def test_acts_are_asked_for_by_their_type(demo_case: Path) -> None:
    case = ("--case", str(demo_case))
    assert run("events", "--type", "protest", *case).stdout == run("events", "--type", "PROTEST", *case).stdout
    assert "PROTEST" in run("events", "--type", "RIOT", *case).stderr


def test_a_case_from_pages_to_answers(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(REPORT, "utf-8")
    case = ("--case", str(tmp_path / "case"))
    assert "1 page added, 0 known" in run("add", str(tmp_path / "page.txt"), *case).stdout
    assert "0 pages added, 1 known" in run("add", str(tmp_path / "page.txt"), *case).stdout
    assert "معبر الجبل" in run("show", *case).stdout
    (article,) = rows(run("articles", *case, "--json"))
    name = str(article["id"])
    assert "هاشم الراوي" in run("show", name[:8], *case).stdout
    assert run("show", "page.txt", *case).stdout == run("show", name, *case).stdout
    assert run("show", "age.txt", *case).exit_code == 2
    (shown,) = rows(run("show", name, *case, "--json"))
    assert shown["text"] == REPORT
    assert len(rows(run("statements", *case, "--json", "--speaker", "الراوي"))) == 2
    assert rows(run("statements", *case, "--json", "--speaker", "البيطار")) == []
    assert rows(run("search", "للحافلات", *case, "--json"))
    assert rows(run("retellings", *case, "--json")) == []
    assert run("check", *case).exit_code == 0
    assert run("rebuild", *case).exit_code == 0
    assert [str(row["id"]) for row in rows(run("articles", *case, "--json"))] == [name]


EMPTY = {
    "articles": "no article\n",
    "statements": "no statement\n",
    "retellings": "no retelling\n",
    "stories": "no story\n",
    "claims": "no claim that more than one page tells; --all lists the others\n",
    "disagreements": "no disagreement\n",
    "events": "no event\n",
    "positions": "no position\n",
}


@pytest.mark.parametrize(("name", "said"), EMPTY.items())
def test_a_list_without_results_says_so(demo_case: Path, name: str, said: str) -> None:
    case = (name, "--case", str(demo_case), "--outlet", "صحيفة لا وجود لها")
    result = run(*case)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(said)
    assert "الرابية" in result.stderr  # the outlets that there are
    assert run(*case, "--json").stdout == ""


@pytest.mark.parametrize(("shell", "words"), [("bash", "complete "), ("zsh", "compdef "), ("fish", "complete ")])
def test_completion_is_a_script_of_the_shell(shell: str, words: str) -> None:
    result = run("completion", shell)
    assert (result.exit_code, "_RIWAYA_COMPLETE" in result.stdout, words in result.stdout) == (0, True, True)


def test_the_windows_of_a_filter(demo_case: Path) -> None:
    case = ("--case", str(demo_case), "--json")
    everything = rows(run("articles", *case))
    assert len(rows(run("articles", *case, "--until", "2025-01-25"))) < len(everything)
    early = [str(r["published"]["date"]) for r in rows(run("articles", *case, "--until", "2025-01-25"))]  # type: ignore[index]
    assert max(early) <= "2025-01-25"
    assert {r["outlet"] for r in rows(run("articles", *case, "--outlet", "الرابية"))} == {"الرابية"}


def test_passages_are_shown_side_by_side(demo_case: Path) -> None:
    ties = rows(run("retellings", "--case", str(demo_case), "--json"))
    assert {"a", "b", "kind", "direction", "coverage", "passages", "because"} == set(ties[0])
    shown = run("retellings", "--case", str(demo_case), "--article", str(ties[0]["a"]))
    assert shown.exit_code == 0
    assert str(ties[0]["b"]) in shown.stdout


def test_a_page_cannot_command_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(REPORT.replace("هاشم", "\x1b]0;x\x07\u202eهاشم [red]"), "utf-8")
    result = run("read", str(tmp_path / "page.txt"), "--workers", "0")
    assert "[red]" in result.stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout)


@pytest.mark.parametrize("asked", ["statements", "claims"])
def test_a_speaker_whom_nobody_quotes_is_said(demo_case: Path, asked: str) -> None:
    result = run(asked, "--case", str(demo_case), "--speaker", "لا أحد")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nobody of the name \u2068لا أحد\u2069" in result.stderr
    silent = run(asked, "--case", str(demo_case), "--speaker", "فوريل", "--until", "2020-01-01")
    assert "nobody" not in silent.stderr


NESTED = (
    "قال وزير النقل السنداري هاشم الراوي إن مدير المعبر أعلن أن الرسوم ستُلغى حتى نهاية الشهر، "
    "وإن الحافلات ستمر قبل الشاحنات.\n\n"
    "وقال الراوي: «أكد السائقون أن الطريق آمن» وأعلن فتح المعبر.\n"
)
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def test_every_number_below_a_paragraph_stands_in_it(tmp_path: Path, demo_case: Path) -> None:
    (tmp_path / "page.txt").write_text(NESTED, "utf-8")
    shown = [run("read", str(tmp_path / "page.txt"), "--workers", "0").stdout]
    shown += [
        run("show", str(row["id"]), "--case", str(demo_case)).stdout
        for row in rows(run("articles", "--json", "--case", str(demo_case)))
    ]
    for page in shown:
        listed = re.findall(rf"^    ([{RAISED}]+) ", page, re.MULTILINE)
        text = re.sub(rf"^    [{RAISED}]+ .*$", "", page, flags=re.MULTILINE)
        assert [number for number in listed if not re.search(rf"(?<![{RAISED}]){number}(?![{RAISED}])", text)] == []
    assert len(re.findall(rf"^    [{RAISED}]+ ", shown[0], re.MULTILINE)) > 2


def test_a_page_has_as_many_statements_in_a_list_as_by_itself(demo_case: Path) -> None:
    case = ("--case", str(demo_case))
    listed = run("articles", *case, columns=300).stdout
    counts = []
    for row in rows(run("articles", *case, "--json")):
        page = run("show", str(row["id"]), *case, columns=300).stdout
        (told,) = re.findall(r" · (\d+ statements?(?:, \d+ announced)?)$", page, re.MULTILINE) or [""]
        (line,) = re.findall(rf"{str(row['id'])[:8]}\n.*\n(?:  (\d+ statements?(?:, \d+ announced)?))?", listed) or [""]
        numbered = re.findall(rf"^    [{RAISED}]+ ", page, re.MULTILINE)
        assert (told, len(numbered)) == (line, sum(map(int, re.findall(r"\d+", told))))
        counts.append(told)
    assert any("announced" in told for told in counts)


def test_a_date_that_is_none_is_a_problem(tmp_path: Path) -> None:
    pages = [{"id": "a", "text": REPORT, "published": "soon"}, {"id": "b", "text": REPORT, "published": "2025-01-19"}]
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, pages)), "utf-8")
    case = ("--case", str(tmp_path / "case"))
    for asked in (("read", "--workers", "0"), ("add", "--workers", "0", *case)):
        result = run(*asked, str(tmp_path / "pages.jsonl"))
        assert (result.exit_code, result.stderr.count("published is no date: 'soon'")) == (1, 1)
    assert [(p["subject"], p["stage"]) for p in rows(run("problems", "--json", *case))] == [("a", "extract")]


def test_files_of_no_known_form_are_counted_by_their_endings(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("page.txt", "a.csv", "b.CSV", "c.dat", "README"):
        (tmp_path / "in" / name).write_text(REPORT, "utf-8")
    for asked in (("read",), ("add", "--case", str(tmp_path / "case"))):
        result = run(*asked, str(tmp_path / "in"), "--workers", "0")
        assert result.exit_code == 0
        assert "passed over 4 files of no known form: 1 without an ending, 2 .csv, 1 .dat" in result.stderr


def test_an_export_to_where_nothing_can_be_written_says_so(demo_case: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    long = tmp_path / ("x" * 300)
    for out in (tmp_path / "pipe", long):
        result = run("export", "--case", str(demo_case), "--format", "quotes", "--out", str(out))
        assert (result.exit_code, str(out) in result.stderr, "name another path" in result.stderr) == (2, True, True)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
    assert (tmp_path / "pipe").is_fifo()


def test_a_claim_names_its_origins_and_leads_to_its_pages(demo_case: Path) -> None:
    case = ("--case", str(demo_case), "--speaker", "النعسان")
    told: list[Any] = [claim for claim in rows(run("claims", *case, "--json")) if len(claim["versions"]) > 1]  # type: ignore[arg-type]
    shown = run("claims", *case, columns=400).stdout
    assert told
    for claim in told:
        for origin in claim["origins"]["list"]:
            assert f"from \u2068{origin['name']}\u2069  {origin['basis']}" in shown
    pages = re.findall(r"^[├└]── (\d{4}-\d\d-\d\d)  ([0-9a-f]{8})  ", shown, re.MULTILINE)
    assert len(pages) == sum(len(claim["versions"]) for claim in told)
    for day, name in pages:
        assert day in run("show", name, "--case", str(demo_case)).stdout


def find_long_story(case: Path) -> Any:
    """The demo's story of many pages."""
    told: list[Any] = rows(run("stories", "--case", str(case), "--json"))
    return next(story for story in told if len(story["articles"]) > 9)


def test_an_origin_is_shown_by_the_words_around_its_name(demo_case: Path) -> None:
    told: list[Any] = rows(run("stories", "--case", str(demo_case), "--json"))
    origins = [origin for story in told for origin in story["origins"]["list"]]
    words = [e["text"] for origin in origins for e in origin["evidence"] if e["field"] == "text"]
    stories = run("stories", "--case", str(demo_case), columns=400).stdout
    shown = re.findall(r"\u2068([^\u2068]*)\u2069  \(text\)", stories)
    assert shown
    assert [clause for clause in shown if not any(word in clause for word in words)] == []
    assert any(clause not in words for clause in shown)


def test_the_parts_of_a_story_have_headings(demo_case: Path) -> None:
    story = find_long_story(demo_case)
    shown = run("show", str(story["id"]), "--case", str(demo_case)).stdout
    headings = re.findall(r"^([A-Z][a-z, ]+) \((\d+)\)$", shown, re.MULTILINE)
    assert [name for name, _ in headings] == [
        "Pages",
        "Where they differ",
        "Claims that more than one page makes",
        "What happened and was said, in that order",
        "Positions",
    ]
    assert headings[0] == ("Pages", str(len(story["articles"])))


def test_stories_of_a_day_begin_with_the_most_told_and_single_pages_are_counted(tmp_path: Path) -> None:
    cup = "فاز نادي الضفة بكأس البطولة بعد مباراة طويلة في ملعب العاصمة أمس، وسجل الهداف سليم الناصر هدفين."
    pages = [
        {"id": "a", "outlet": "one", "text": "رفع المصرف المركزي سعر الفائدة نصف نقطة في اجتماع استثنائي مساء أمس."},
        {"id": "b", "outlet": "two", "text": cup},
        {"id": "c", "outlet": "three", "text": cup},
    ]
    given = "\n".join(json.dumps({**page, "published": "2025-01-19"}) for page in pages)
    (tmp_path / "pages.jsonl").write_text(given, "utf-8")
    case = ("--case", str(tmp_path / "case"))
    run("add", "--workers", "0", *case, str(tmp_path / "pages.jsonl"))
    shown = run("stories", *case).stdout
    assert re.findall(r"^(\d) pages?,", shown, re.MULTILINE) == ["2", "1"]
    assert shown.endswith("2 stories, 1 of them of a single page\n")
