"""Daft, embedded or on a Ray cluster. It joins; on a cluster it also hands out the parts, again where a worker dies.

On one machine the parts go to the processes that read pages for a case too: embedded, Daft waits for ever for a process
that was killed. A part that fails for its own reasons costs that part; the others are done, and the next run does it
again.
"""

import functools
import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from riwaya.archive.manifests import Entry
from riwaya.archive.parts import Kernel, Work, do_part, encode_work
from riwaya.archive.tables import load
from riwaya.errors import RiwayaError
from riwaya.records import Problem
from riwaya.workers import Failure, Limits, map_limited

_NO_LIMITS = Limits(seconds=1e7, memory_bytes=1 << 44)
_ATTEMPTS = 3
# Both libraries report who runs them unless they are told not to, before they are loaded.
_QUIET = {"DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0"}


class Engine(NamedTuple):
    """Daft as it was opened."""

    daft: Any
    workers: int  # processes; 0 does all in this one
    cluster: str | None


def open_engine(*, workers: int = 0, cluster: str | None = None) -> Engine:
    """Start Daft: in this process, or on the Ray cluster at an address. “local” starts one on this machine.

    Raises InputError where the extra is not installed.
    """
    return Engine(_start(cluster, workers or None if cluster else None), workers, cluster)


@functools.cache  # a process has one runner for good
def _start(cluster: str | None, cpus: int | None) -> Any:
    os.environ.update({name: os.environ.get(name, value) for name, value in _QUIET.items()})
    daft = load("daft")
    if cluster is not None:
        local = {"num_cpus": cpus, "include_dashboard": False, "log_to_driver": False}
        load("ray").init(**local if cluster == "local" else {"address": cluster}, ignore_reinit_error=True)
        daft.set_runner_ray(noop_if_initialized=True)
        if cluster == "local":  # two hundred pieces of every join, which is the rule, are for many machines
            daft.set_execution_config(shuffle_aggregation_default_partitions=cpus)
    elif daft.get_or_infer_runner_type() != "native":  # as an environment may ask for
        daft.set_runner_native()
    return daft


def run_parts(engine: Engine, works: Sequence[Work], kernels: dict[str, Kernel]) -> Iterator[Entry | Problem]:
    """Do parts, in any order; give the entry of each, or the Problem that kept it from being done."""
    if engine.cluster and works:
        yield from _run_on_cluster(engine, works, kernels)
    elif engine.workers and not any(work.given.get("workers") for work in works):
        yield from _run_here(engine.workers, works, kernels)
    else:
        for work in works:
            yield attempt_part(work, kernels[work.stage])


def _run_on_cluster(engine: Engine, works: Sequence[Work], kernels: dict[str, Kernel]) -> Iterator[Entry | Problem]:
    daft = engine.daft
    column = daft.from_pydict({"work": [encode_work(work) for work in works]}).into_partitions(len(works))
    worker = daft.cls(_Worker, max_concurrency=max(engine.workers, 1), use_process=True)(kernels)
    for row in column.select(worker(daft.col("work")).alias("done")).iter_rows():
        done = msgspec.json.decode(row["done"], type=_Done)
        yield from filter(None, (done.entry, done.problem))


def _run_here(workers: int, works: Sequence[Work], kernels: dict[str, Kernel]) -> Iterator[Entry | Problem]:
    """Do parts in processes of this machine; one whose process dies is begun anew, a few times."""
    due = list(works)
    for attempt in range(_ATTEMPTS):
        lost: list[Work] = []
        for work, found in map_limited(_Worker(kernels).do, due, workers=workers, limits=_NO_LIMITS):
            if not isinstance(found, Failure):
                yield found
            elif attempt + 1 < _ATTEMPTS:
                lost.append(work)
            else:
                yield Problem(stage=f"archive {work.stage}", subject=work.part, reason=found.reason)
        due = lost


class _Done(msgspec.Struct, frozen=True, kw_only=True):
    """What travels back: one of the two."""

    entry: Entry | None = None
    problem: Problem | None = None


class _Worker:
    """What runs in a worker process: JSON in, JSON out."""

    def __init__(self, kernels: dict[str, Kernel]) -> None:
        self.kernels = kernels

    def do(self, work: Work) -> Entry | Problem:
        return attempt_part(work, self.kernels[work.stage])

    def __call__(self, work: str) -> str:
        found = self.do(msgspec.json.decode(work, type=Work))
        done = _Done(entry=found) if isinstance(found, Entry) else _Done(problem=found)
        return msgspec.json.encode(done).decode()


def attempt_part(work: Work, kernel: Kernel) -> Entry | Problem:
    """Do a part: the boundary at which whatever goes wrong with one becomes a Problem, and the other parts go on."""
    try:
        return do_part(work, kernel)
    except RiwayaError as error:
        reason = f"{error.subject}: {error.reason}"
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
    return Problem(stage=f"archive {work.stage}", subject=work.part, reason=reason)
