"""A pure function over many items in several processes, with a bound on the seconds and the memory of each item.

A page that loops for ever, eats the memory or brings down a library costs that page and no other: its process ends,
the kernel having rung the clock or refused the memory, and a new one goes on with the next item. Items go out in
small batches, so that short work does not drown in messages, and results come back one by one in the order of the
items.
"""

import gc
import itertools
import multiprocessing
import pickle
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct

from riwaya.errors import RiwayaError, WorkerError

T = TypeVar("T")
R = TypeVar("R")

_READY = "ready"
_LARGEST_BATCH = 32
_SHORT = 0.02  # seconds: a batch that takes less is followed by a larger one
_AHEAD = 64  # items that a worker may be ahead of the slowest
_LITTER = 50_000  # things made before Python looks for rings of them, which took a tenth of the time


class Limits(Struct, frozen=True, kw_only=True):
    """What one item may cost."""

    seconds: float = 30.0  # by the clock on the wall
    memory_bytes: int = 1_000_000_000  # address space beyond what a worker has at its start


class Failure(Struct, frozen=True, kw_only=True):
    """An item without a result, and why. `subject` is that of a RiwayaError."""

    kind: Literal["error", "time", "memory", "crash"]
    reason: str
    subject: str | None = None


def map_limited(
    function: Callable[[T], R], items: Iterable[T], *, workers: int, limits: Limits | None = None
) -> Iterator[tuple[T, R | Failure]]:
    """Give each item with its result or its Failure, in order, while at most a few hundred items are in hand.

    `function` must be importable and its results picklable. With `workers=0` all is done in this process, without
    limits. An error of `items` itself is raised where it stood, behind the results of the items before it. Raises
    WorkerError where no worker can be started.

    >>> list(map_limited(int, ["7", "x"], workers=0))[0]
    ('7', 7)
    """
    if workers == 0:
        yield from ((item, _attempt(function, item)) for item in items)
        return
    crew = _Crew(function, limits or Limits(), workers)
    try:
        yield from crew.run(items)
    finally:
        crew.dismiss()


@contextmanager
def search_rarely() -> Iterator[None]:
    """Have Python look seldom for rings of litter in the block: what the stages make holds none."""
    before = gc.get_threshold()
    gc.set_threshold(_LITTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


# --- the parent -------------------------------------------------------------------------------------------------


class _Worker:
    """A process, the line to it, and the numbers of the items that it has in hand."""

    def __init__(self, function: Callable[[Any], Any], limits: Limits) -> None:
        context = multiprocessing.get_context("forkserver")  # a plain fork would copy locks that threads hold
        context.set_forkserver_preload([_home(function), __name__])
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, function, limits), daemon=True)
        try:
            with _hidden_main(function):
                self.process.start()
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            self.line.close()
            raise WorkerError("workers", f"the function cannot be handed to another process: {error}") from error
        finally:
            theirs.close()
        self.hand: deque[int] = deque()
        self.ready = False
        self.size = 1
        self.sent = 0.0

    def give(self, numbers: list[int], items: list[Any]) -> bool:
        """Hand a batch over; False where the worker has died in its idleness."""
        try:
            self.line.send(items)
        except (BrokenPipeError, ConnectionResetError):
            return False
        self.hand.extend(numbers)
        self.sent = monotonic()
        return True

    def take(self) -> int:
        """Give the number whose result has come; fit the next batch to the time that this one took."""
        number = self.hand.popleft()
        if not self.hand:
            is_short = monotonic() - self.sent < _SHORT
            self.size = min(self.size * 2, _LARGEST_BATCH) if is_short else max(self.size // 2, 1)
        return number

    def end(self) -> int | None:
        self.process.kill()
        self.process.join()
        self.line.close()
        return self.process.exitcode


def _home(function: Callable[[Any], Any]) -> str:
    """Name the module that a function, or the function within a partial, comes from."""
    return getattr(getattr(function, "func", function), "__module__", None) or "builtins"


@contextmanager
def _hidden_main(function: Callable[[Any], Any]) -> Iterator[None]:
    """Hide the program that runs, which each new process would else run through as a module before it begins.

    That takes its time, fails where the program came from standard input, and asks of every script to be guarded.
    """
    if _home(function) == "__main__":
        yield
        return
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


class _Crew(Generic[T, R]):
    """The workers, and what stands between the items that come and the results that go."""

    def __init__(self, function: Callable[[T], R], limits: Limits, size: int) -> None:
        self._function, self._limits, self._size = function, limits, size
        self._workers: list[_Worker] = []
        self._items: dict[int, T] = {}  # taken from the source and not yet given back
        self._due: deque[int] = deque()  # of those, the ones that no worker has
        self._done: dict[int, R | Failure] = {}
        self._fault: Exception | None = None

    def run(self, items: Iterable[T]) -> Iterator[tuple[T, R | Failure]]:
        source = enumerate(items)
        for number in itertools.count():
            while number not in self._done:
                self._hand_out(source)
                if not self._items:
                    if self._fault:
                        raise self._fault
                    return
                self._collect()
            yield self._items.pop(number), self._done.pop(number)

    def dismiss(self) -> None:
        for worker in self._workers:
            worker.end()

    def _hand_out(self, source: Iterator[tuple[int, T]]) -> None:
        """Fill every idle worker; start another where there is work for it."""
        for worker in [worker for worker in self._workers if worker.ready and not worker.hand]:
            self._draw(source, worker.size)
            batch = [self._due.popleft() for _ in range(min(worker.size, len(self._due)))]
            if batch and not worker.give(batch, [self._items[number] for number in batch]):
                self._due.extendleft(reversed(batch))
                self._dismiss(worker)
        is_full = all(worker.hand for worker in self._workers)
        if is_full and len(self._workers) < self._size and self._draw(source, 1):
            self._workers.append(_Worker(self._function, self._limits))

    def _draw(self, source: Iterator[tuple[int, T]], size: int) -> bool:
        """Have `size` items due, as far as there are so many; False where there is none."""
        while len(self._due) < size and not self._fault and len(self._items) < self._size * _AHEAD:
            try:
                number, item = next(source)
            except StopIteration:
                break
            except Exception as error:  # raised again once all before it has been given
                self._fault = error
                break
            self._items[number] = item
            self._due.append(number)
        return bool(self._due)

    def _collect(self) -> None:
        """Wait for workers, and take what they have."""
        lines: dict[Any, _Worker] = {w.line: w for w in self._workers if w.hand or not w.ready}
        for line in wait(list(lines)):
            worker = lines[line]
            try:
                result = worker.line.recv()
            except (EOFError, ConnectionResetError):
                self._replace(worker)
                continue
            if worker.ready:
                self._done[worker.take()] = result
            worker.ready = True

    def _replace(self, worker: _Worker) -> None:
        """Blame the item that a dead worker had begun; put the others back in their place."""
        code = self._dismiss(worker)
        if not worker.ready:
            raise WorkerError("workers", "a worker process ends before it begins", "is the function importable?")
        if worker.hand:
            self._done[worker.hand.popleft()] = _explain(code, self._limits)
        self._due.extendleft(reversed(worker.hand))

    def _dismiss(self, worker: _Worker) -> int | None:
        self._workers.remove(worker)
        return worker.end()


def _explain(code: int | None, limits: Limits) -> Failure:
    if code == -signal.SIGALRM:
        return Failure(kind="time", reason=f"takes longer than {limits.seconds:g} seconds")
    how = signal.Signals(-code).name if code and code < 0 else f"status {code}"
    return Failure(kind="crash", reason=f"brought its process down ({how})")


# --- the worker -------------------------------------------------------------------------------------------------


def _serve(line: "Connection[Any, Any]", function: Callable[[Any], Any], limits: Limits) -> None:
    """Answer batches until the line is closed. The clock of an item rings in the kernel, even inside a C library."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _bound_memory(limits.memory_bytes)
    gc.set_threshold(_LITTER)
    try:
        line.send(_READY)
        while True:
            for item in line.recv():
                signal.setitimer(signal.ITIMER_REAL, limits.seconds)
                result = _attempt(function, item)
                signal.setitimer(signal.ITIMER_REAL, 0)
                _answer(line, result)
    except (EOFError, ConnectionError):
        return


def _bound_memory(beyond: int) -> None:
    size = Path("/proc/self/statm")
    if size.exists():  # elsewhere than on Linux this bound cannot be set
        most = int(size.read_text().split()[0]) * resource.getpagesize() + beyond
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _answer(line: "Connection[Any, Any]", result: object) -> None:
    try:
        line.send(result)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        line.send(Failure(kind="error", reason=f"its result cannot be handed over: {error}"))


def _attempt(function: Callable[[T], R], item: T) -> R | Failure:
    """The boundary at which whatever goes wrong with one item becomes its Failure."""
    try:
        return function(item)
    except RiwayaError as error:
        return Failure(kind="error", reason=error.reason, subject=error.subject)
    except MemoryError:
        return Failure(kind="memory", reason="needs more memory than it may have")
    except Exception as error:
        return Failure(kind="error", reason=f"{type(error).__name__}: {error}")
