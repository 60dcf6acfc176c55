"""Every fault that a case may meet, planted in real files, and what comes of it: `tests/cases/faults.json`.

Each fault has a function of the name in `given`, which plants it and gives what riwaya says; then the case must be
sound again, by the way that the row names, and give the records that it gave before, byte for byte in `--json`.
`python tests/test_faults.py` writes the rows down as docs/faults.md.
"""

import datetime as dt
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from riwaya.case import database_of, journal_of, lock_case
from riwaya.cli import main
from riwaya.errors import BusyError, CaseError
from riwaya.pipeline import add_pages, check_case, remove_pages
from riwaya.records import Given, Page, Problem
from shelves import read_shelves

ROOT = Path(__file__).parent.parent
NOW = dt.datetime(2025, 2, 10, 12, tzinfo=dt.UTC)
CITIES = ("سندار", "تيمار", "نورين", "ريحان", "لازورد", "بيسان")
QUESTIONS = ("articles", "statements", "retellings", "stories", "claims", "disagreements", "actors", "problems")


def make_pages() -> list[Page | Problem]:
    """Pages of one story that repeat and contradict each other, one that is no report, and one that was never there."""
    pages: list[Page | Problem] = []
    for n, city in enumerate(CITIES):
        text = (
            f"انهيار جسر الوادي القديم في {CITIES[0]}\n\n"
            f"قال محافظ {city} هاشم الراوي إن {n % 3 + 3} أشخاص أصيبوا في انهيار جسر الوادي القديم مساء الأحد.\n\n"
            "وأضاف أن فرق الإنقاذ تواصل البحث تحت الأنقاض وأن الطريق الساحلي سيبقى مغلقا حتى نهاية الأسبوع.\n"
        )
        given = Given(url=f"https://{n}.example/7", outlet=f"صحيفة {city}", published=f"2025-02-{n % 3 + 7:02}")
        pages.append(Page(source=f"{n}.txt", kind="text", body=text.encode() * (n % 2 + 1), given=given))
    empty = Page(source="empty.html", kind="html", body=b"<html><body></body></html>")
    return [*pages, empty, Problem(stage="sources", subject="gone.html", reason="is not there")]


def add(case: Path, pages: list[Page | Problem] | None = None, at: dt.datetime = NOW) -> None:
    for _ in add_pages(case, make_pages() if pages is None else pages, now=lambda: at, workers=0):
        pass


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments], env={"COLUMNS": "300"})


def ask(case: Path) -> dict[str, bytes]:
    """Ask everything, as a program would."""
    return {name: run(name, "--json", "--case", str(case)).stdout_bytes for name in QUESTIONS}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    case = tmp_path / "case"
    add(case)
    for source in ("1.txt", "2.txt"):
        remove_pages(case, [source], reason="asked for by the outlet", purge=False, now=lambda: NOW)
    return case


# --- faults, and what riwaya says to them -----------------------------------------------------------------------


def kill(case: Path) -> str:
    """Take the pages in from nothing, in runs that are killed after so many pages; give nothing, as they do."""
    shutil.rmtree(case / "captures")
    database_of(case).unlink()
    for pages in (0, 1, 3, 5):
        with subprocess.Popen([sys.executable, __file__, "add", str(case)], cwd=ROOT, env=PATHS, stdout=-1) as driver:
            assert driver.stdout is not None
            assert all(driver.stdout.readline() for _ in range(pages))
            driver.kill()
    return ""


def fill(case: Path) -> str:
    """Add a page that finds no room, in a process whose files may not grow beyond what they are."""
    size = max(path.stat().st_size for path in case.rglob("*") if path.is_file())

    def bound() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    big = case.parent / "big.txt"
    big.write_bytes(random.Random(1).randbytes(1_000_000).hex().encode())
    command = [sys.executable, "-m", "riwaya", "add", str(big), "--case", str(case), "--workers", "0"]
    done = subprocess.run(command, cwd=ROOT, env=PATHS, capture_output=True, text=True, preexec_fn=bound, check=False)
    assert done.returncode == 2
    return done.stderr


def lock_folder(case: Path) -> str:
    """Add as a user who owns nothing."""
    reader, writer = os.pipe()
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(case, Path(folder) / "case")
        copy.chmod(0o555)
        Path(folder).chmod(0o755)
        if (child := os.fork()) == 0:
            try:
                if os.getuid() == 0:
                    os.setuid(65534)
                add(copy)
            except CaseError as error:
                os.write(writer, str(error).encode())
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        copy.chmod(0o755)
    os.close(writer)
    with os.fdopen(reader) as said:
        return said.read()


def tear_captures(case: Path) -> str:
    file = next((case / "captures").iterdir())
    with file.open("r+b") as torn:
        torn.truncate(file.stat().st_size - 40)
    return check(case)


def damage_captures(case: Path) -> str:
    file = next((case / "captures").iterdir())
    flip(file, file.stat().st_size // 2)
    return check(case)


def drop_captures(case: Path) -> str:
    next((case / "captures").iterdir()).unlink()
    return check(case)


def damage_database(case: Path) -> str:
    with database_of(case).open("r+b") as file:
        file.seek(database_of(case).stat().st_size // 2 // 4096 * 4096)
        file.write(random.Random(3).randbytes(4096))
    return check(case)


def drop_database(case: Path) -> str:
    database_of(case).unlink()
    return check(case)


def replace_database(case: Path) -> str:
    database_of(case).write_bytes(b"not a database" * 1000)
    return check(case)


def write_twice(case: Path) -> str:
    with lock_case(case), pytest.raises(BusyError) as caught:
        add(case)
    return str(caught.value)


def turn_clock_back(case: Path) -> str:
    add(case, at=NOW - dt.timedelta(days=365))
    return check(case)


def age_database(case: Path) -> str:
    database_of(case).unlink()
    old = sqlite3.connect(database_of(case))
    old.executescript((ROOT / "tests" / "schemas" / "1.sql").read_text("utf-8"))
    old.execute("PRAGMA user_version = 1")
    old.close()
    return check(case)


def foretell_database(case: Path) -> str:
    later = sqlite3.connect(database_of(case))
    later.execute("PRAGMA user_version = 99")
    later.close()
    return check(case)


def drop_line(case: Path) -> str:
    lines = journal_of(case).read_bytes().splitlines(keepends=True)
    journal_of(case).write_bytes(b"".join([lines[0], *lines[2:]]))
    return check(case)


def damage_line(case: Path) -> str:
    flip(journal_of(case), 60)
    return check(case)


def tear_line(case: Path) -> str:
    with journal_of(case).open("ab") as file:
        file.write(b'{"kind":"removal","at":"2025')
    return check(case)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x15
    path.write_bytes(content)


def check(case: Path) -> str:
    """Give what `riwaya check` says; it says something exactly where its exit status does."""
    result = run("check", "--case", str(case))
    assert result.exit_code in {0, 1, 2}
    assert bool(result.stderr) == (result.exit_code > 0)
    return result.stderr


FAULTS: dict[str, Callable[[Path], str]] = {
    function.__name__: function
    for function in (
        kill, fill, lock_folder, tear_captures, damage_captures, drop_captures, damage_database, drop_database,
        replace_database, write_twice, turn_clock_back, age_database, foretell_database, drop_line, damage_line,
        tear_line,
    )
}  # fmt: skip
PATHS = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": os.environ.get("PATH", "")}


# --- and what comes of them -------------------------------------------------------------------------------------


def rebuild(case: Path) -> None:
    assert run("rebuild", "--case", str(case), "--workers", "0").exit_code == 0


def add_anew(case: Path) -> None:
    """Forget what is gone, and take it in again from where it came."""
    rebuild(case)
    add(case)


MENDING: dict[str, Callable[[Path], None]] = {
    "unharmed": lambda _: None,
    "refused": add,
    "repaired": add,
    "rebuilt": rebuild,
    "added anew": add_anew,
    "named": add,
}
LEFT = {"damage_captures": 1, "drop_line": 1, "damage_line": 1}  # what stays named for ever, by the number of problems


@pytest.mark.parametrize("row", read_shelves("faults"))
def test_what_comes_of_a_fault(case: Path, row: dict[str, Any]) -> None:
    before = ask(case)
    says = FAULTS[row["given"]](case)
    assert row["expected"]["says"] in says
    assert bool(row["expected"]["says"]) == bool(says)
    MENDING[row["expected"]["outcome"]](case)
    assert len(check_case(case).problems) == LEFT.get(row["given"], 0)
    assert ask(case) == before


def test_a_case_rebuilt_gives_the_same_bytes(case: Path) -> None:
    before = ask(case)
    assert all(before[name] for name in ("articles", "statements", "stories", "claims", "actors", "problems"))
    rebuild(case)
    assert ask(case) == before


# --- the page of the docs ---------------------------------------------------------------------------------------


def list_hostile() -> Iterator[str]:
    """Give a line for each class of tests/cases/hostile.json, with how many inputs its tests hold."""
    rows = json.loads((ROOT / "tests" / "cases" / "hostile.json").read_text("utf-8"))
    files = sorted({test.partition("::")[0] for row in rows for test in row["given"]})
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-o",
        "addopts=",
        *(f"tests/{file}" for file in files),
    ]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    inputs = Counter(re.sub(r"^tests/|\[.*", "", line) for line in done.stdout.splitlines() if "::" in line)
    sources = {file: (ROOT / "tests" / file).read_text("utf-8") for file in files}
    for row in rows:
        # a test that is gone or has another name is in no file: the page must not tell of it
        bodies = [re.split(rf"\ndef {name}\(", sources[file])[0] for file, name in map(_part, row["given"])]
        assert all(inputs[test] for test in row["given"]), row["label"]
        made_up = any("@given" in body[body.rfind("\n\n\n") :] for body in bodies)
        yield f"| {row['label']} | {row['comment']} | {sum(inputs[test] for test in row['given'])}{' ∞' * made_up} |"


def _part(test: str) -> tuple[str, str]:
    file, _, name = test.partition("::")
    return file, name


def write_table() -> str:
    """Give docs/faults.md."""
    rows = json.loads((ROOT / "tests" / "cases" / "faults.json").read_text("utf-8"))
    forms = json.loads((ROOT / "tests" / "cases" / "ssrf.json").read_text("utf-8"))
    counts: dict[str, list[str]] = {}
    for form in forms:
        counts.setdefault(form["label"].rpartition(" ")[0], []).append(form["comment"])
    lines = [
        "# Faults and hostile input",
        "",
        "Written by `python tests/test_faults.py` from what the tests try; a test fails where it is out of date.",
        "",
        "## Faults of the machine, planted in a real case (`pytest tests/test_faults.py`)",
        "",
        "| fault | outcome | what then |",
        "|---|---|---|",
        *(f"| {row['label']} | {row['expected']['outcome']} | {row['expected']['then']} |" for row in rows),
        "",
        "## Addresses that lead inside (`pytest tests/test_ssrf.py`)",
        "",
        f"{len(forms)} forms, each asked of every client and refused, and each again as where a redirect leads.",
        "No redirect led inside.",
        "",
        "| class | | forms |",
        "|---|---|---|",
        *(f"| {name} | {found[0]} | {len(found)} |" for name, found in counts.items()),
        "",
        "## Hostile input of other kinds",
        "",
        "A count is of inputs written down; one with ∞ also tries what hypothesis makes up, other ones each time.",
        "",
        "| class | what comes of it | inputs |",
        "|---|---|---|",
        *list_hostile(),
    ]
    return "\n".join(lines) + "\n"


def test_the_docs_tell_what_the_tests_do() -> None:
    assert (ROOT / "docs" / "faults.md").read_text("utf-8") == write_table(), "run python tests/test_faults.py"


if __name__ == "__main__":
    if sys.argv[1:2] == ["add"]:
        for step in add_pages(Path(sys.argv[2]), make_pages(), now=lambda: NOW, workers=0):
            sys.stdout.write(f"{step}\n")
            sys.stdout.flush()
    else:
        (ROOT / "docs" / "faults.md").write_text(write_table(), "utf-8")
