"""Kill a process that adds pages, again and again, and see that the case holds all that it said it had.

`python tests/test_case_faults.py 100` kills it a hundred times.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from riwaya.captures import Captures
from riwaya.case import database_of, journal_of, lock_case
from riwaya.journal import read_entries, verify_journal
from riwaya.store import Store

sys.path.append(str(Path(__file__).parent))
from add_under_fire import STAGES, catch_up, read_page

ROOT = Path(__file__).parent.parent
ROUNDS = 15


def test_what_was_reported_as_added_outlives_being_killed(tmp_path: Path) -> None:
    fire(tmp_path / "case", ROUNDS, random.Random(20180414))


def fire(case: Path, rounds: int, chance: random.Random) -> tuple[int, int]:
    """Kill the driver so many times over one case; give the numbers of captures reported and of ends torn."""
    reported: list[str] = []
    torn = 0
    for seed in range(rounds):
        reported += add_and_kill(case, seed, chance)
        tear(case, chance)
        torn += stands_whole(case, reported)
    assert len(reported) > rounds
    assert torn
    assert asked(case) == rebuilt(case)
    return len(reported), torn


def add_and_kill(case: Path, seed: int, chance: random.Random) -> list[str]:
    command = [sys.executable, "tests/add_under_fire.py", str(case), str(seed)]
    path = {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=path) as driver:
        assert driver.stdout is not None
        assert driver.stdout.readline() == "ready\n"
        lines = [driver.stdout.readline() for _ in range(chance.randint(0, 12))]
        time.sleep(chance.random() * 0.03)
        driver.kill()
        lines += driver.stdout.readlines()
    whole = [line for line in lines if line.endswith("\n")]  # the last line may itself have been cut
    return [name for line in whole for name in line.split()]


def tear(case: Path, chance: random.Random) -> None:
    """Lose what a power cut may lose: any part of the newest file that no fsync had ended for."""
    with Store(database_of(case)) as reader:
        reached = reader.reached() or ("", 0)
    newest = max((case / "captures").iterdir())
    safe = reached[1] if newest.name == reached[0] else 0
    with newest.open("r+b") as file:
        file.truncate(chance.randint(safe, newest.stat().st_size))


def stands_whole(case: Path, reported: list[str]) -> bool:
    """Assert that everything reported is there before anything is mended, then after; tell whether an end was torn."""
    assert set(reported) <= {capture.id for capture, _ in Captures(case).iterate()}
    assert set(reported) <= {entry.kind for entry in read_entries(journal_of(case))}
    assert list(verify_journal(journal_of(case))) == []
    with Store(database_of(case)) as reader:
        assert reader.known(reported) == set(reported)
        assert list(reader.verify()) == []
    with lock_case(case):
        captures = Captures(case, write=True)
        assert list(captures.verify()) == []
        with Store(database_of(case), write=True) as store:
            catch_up(captures, store)
            assert {c.id for c in store.captures()} == {c.id for c, _ in captures.iterate()}
    return captures.torn is not None


def asked(case: Path) -> list[Any]:
    with Store(database_of(case)) as store:
        kept = list(store.articles())
        versions = [list(store.versions(one.id)) for one in kept]
        rows = [kept, versions, list(store.statements()), list(store.problems()), list(store.captures())]
        return [*rows, store.counts(), store.search("الخبر", 1000)]


def rebuilt(case: Path) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        with Store(database_of(Path(folder)), write=True) as store:
            found = list(Captures(case).iterate())
            for n in range(0, len(found), 7):
                store.save_readings([(c, p, read_page(p)) for c, p in found[n : n + 7]], STAGES)
        return asked(Path(folder))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        counts = fire(Path(place) / "case", int(sys.argv[1]), random.Random(int(sys.argv[1])))
    sys.stdout.write("{} captures reported, all there; {} torn ends cut off\n".format(*counts))
