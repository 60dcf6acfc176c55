"""Work divided among processes: order, bounds, and one bad item that costs itself alone."""

import functools
import gc
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.errors import InputError, WorkerError
from riwaya.workers import Failure, Limits, map_limited, search_rarely

TIGHT = Limits(seconds=0.5, memory_bytes=200_000_000)


def work(item: str) -> object:
    """Do what the item says: `sleep 0.1`, `hoard`, `abort`, `raise`, `page`, `exit`, `lambda`, or give it back."""
    order, _, number = item.partition(" ")
    match order:
        case "sleep":
            time.sleep(float(number))
        case "hoard":
            return len(bytearray(1 << 40)) if number else len([bytes(1_000_000) for _ in range(100_000)])
        case "abort":
            os.abort()
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            sys.exit(3)
        case "raise":
            raise ValueError(number)
        case "page":
            raise InputError("a.html", "is empty")
        case "lambda":
            return lambda: None
        case "name":
            return os.getpid()
    return item.upper()


def results(*items: str, workers: int = 2, limits: Limits = TIGHT) -> list[object]:
    found = list(map_limited(work, items, workers=workers, limits=limits))
    assert [item for item, _ in found] == list(items)
    return [result for _, result in found]


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    items = ["sleep 0.2", *(str(n) for n in range(500)), "sleep 0.01", "z"]
    assert results(*items, workers=workers) == [item.upper() for item in items]
    assert results(workers=workers) == []


@pytest.mark.parametrize("workers", [0, 2])
def test_an_error_is_the_failure_of_its_item(workers: int) -> None:
    assert results("a", "raise seven", "page", "b", workers=workers) == [
        "A",
        Failure(kind="error", reason="ValueError: seven"),
        Failure(kind="error", reason="is empty", subject="a.html"),
        "B",
    ]


BAD = {
    "sleep 60": ("time", "takes longer than 0.5 seconds"),
    "hoard": ("memory", "needs more memory"),
    "hoard 1": ("memory", "needs more memory"),
    "abort": ("crash", "SIGABRT"),
    "kill": ("crash", "SIGKILL"),
    "exit": ("crash", "status 3"),
    "lambda": ("error", "cannot be handed over"),
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("workers", [1, 2])
def test_one_bad_item_costs_itself_alone(bad: str, workers: int) -> None:
    items = [str(n) for n in range(100)]
    items[50:50] = [bad]  # by then batches are large
    found = results(*items, workers=workers)
    failure = found.pop(50)
    assert isinstance(failure, Failure)
    assert failure.kind == BAD[bad][0]
    assert BAD[bad][1] in failure.reason
    assert found == [str(n) for n in range(100)]


def test_bad_items_in_a_row() -> None:
    found = results("abort", "sleep 60", "abort", "exit", "a", "sleep 60", "b", limits=Limits(seconds=0.2))
    kinds = [result.kind if isinstance(result, Failure) else result for result in found]
    assert kinds == ["crash", "time", "crash", "crash", "A", "time", "B"]


def test_items_are_drawn_as_they_are_needed() -> None:
    drawn = itertools.count()
    source = (str(next(drawn)) for _ in itertools.count())  # without end
    found = map_limited(work, source, workers=2)
    assert next(drawn) == 0
    assert list(itertools.islice(found, 5)) == [(str(n), str(n)) for n in range(1, 6)]
    assert next(drawn) < 300
    found.close()  # type: ignore[attr-defined]


def test_a_slow_item_does_not_let_the_others_run_away() -> None:
    drawn = 0

    def source() -> Iterator[str]:
        nonlocal drawn
        for item in itertools.chain(["sleep 0.4"], map(str, range(10_000))):
            drawn += 1
            yield item

    found = map_limited(work, source(), workers=2)
    next(found)
    assert drawn <= 2 * 64 + 1
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [0, 2])
def test_an_error_of_the_source_follows_what_came_before_it(workers: int) -> None:
    def source() -> Iterator[str]:
        yield from map(str, range(50))
        raise OSError("the disk is gone")

    found = map_limited(work, source(), workers=workers)
    assert [result for _, result in itertools.islice(found, 50)] == [str(n) for n in range(50)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(found)


def test_workers_end_with_the_loop() -> None:
    found = map_limited(work, itertools.repeat("name"), workers=2)
    alive = {result for _, result in itertools.islice(found, 200)}
    found.close()  # type: ignore[attr-defined]
    for process in alive:
        assert isinstance(process, int)
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_large_items_and_results_do_not_lock_each_other_out() -> None:
    items = ["x" * 3_000_000] * 8
    assert results(*items, limits=Limits()) == [item.upper() for item in items]


def test_a_partial_function_is_a_function() -> None:
    found = list(map_limited(functools.partial(int, base=2), ["101", "11"], workers=1))
    assert found == [("101", 5), ("11", 3)]


def test_a_function_that_cannot_be_imported_is_said_at_once() -> None:
    with pytest.raises(WorkerError, match="cannot be handed"):
        list(map_limited(lambda item: item, ["a"], workers=1))


def test_a_program_without_a_guard_is_not_run_again(tmp_path: Path) -> None:
    program = "from riwaya.workers import map_limited\nprint(list(map_limited(int, ['7', '8'], workers=2)))\n"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    (tmp_path / "program.py").write_text(program)
    for given in ([str(tmp_path / "program.py")], ["-"], ["-c", program]):
        ran = subprocess.run(
            [sys.executable, *given], input=program, env=environment, capture_output=True, text=True, check=True
        )
        assert ran.stdout == "[('7', 7), ('8', 8)]\n"


PROGRAM = """
import itertools, signal, time
from riwaya.workers import map_limited
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job begins with it ignored
    for _ in map_limited(time.sleep, itertools.chain([0, 0], itertools.repeat(20)), workers=2):
        print("begun", flush=True)
"""


def test_an_interrupt_ends_the_children_quietly(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    root = Path(__file__).parent.parent
    running = subprocess.Popen(
        [sys.executable, str(tmp_path / "program.py")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
        start_new_session=True,
        text=True,
    )
    assert running.stdout
    assert running.stderr
    assert running.stdout.readline() == "begun\n"
    assert running.stdout.readline() == "begun\n"
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the parent and the children
    errors = running.stderr.read()  # ends when the last process that holds it has ended
    running.stdout.close()
    running.stderr.close()
    assert running.wait(5) != 0
    assert errors.count("Traceback") == 1  # the parent's own
    assert "KeyboardInterrupt" in errors


def test_starting_is_quick() -> None:
    begin = time.monotonic()
    assert results("a", workers=1) == ["A"]
    assert time.monotonic() - begin < 2  # 0.1 s on an idle machine


def test_the_search_for_litter_is_as_before_once_the_work_is_done() -> None:
    before = gc.get_threshold()
    with search_rarely():
        assert gc.get_threshold() > before
    assert gc.get_threshold() == before
