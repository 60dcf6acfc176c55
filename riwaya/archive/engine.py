"""Daft, embedded or on a Ray cluster: it joins. Ray hands the parts out on a cluster, again where a worker dies.

On one machine the parts go to the processes that read pages for a case too: embedded, Daft waits for ever for a process
that was killed. A part that fails for its own reasons costs that part; the others are done, and the next run does it
again.
"""

import functools
import os
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from riwaya.archive.manifests import Entry
from riwaya.archive.parts import Kernel, Work, do_part
from riwaya.archive.tables import load
from riwaya.errors import InputError, RiwayaError
from riwaya.records import Problem
from riwaya.workers import Failure, Limits, map_limited

_NO_LIMITS = Limits(seconds=1e7, memory_bytes=1 << 44)
_ATTEMPTS = 3
# Both libraries report who runs them unless they are told not to, before they are loaded.
_QUIET = {"DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0"}

# Every file is else a piece of its own, and every piece of every step a task: a tenth of a second or more.
_FEW_PIECES = {"enable_scan_task_split_and_merge": True, "max_sources_per_scan_task": 1000}


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
        _join_cluster(load("ray"), cluster, cpus, _ATTEMPTS if cluster == "local" else 1)
        daft.set_runner_ray(noop_if_initialized=True)
        daft.set_execution_config(**_FEW_PIECES)
        if cluster == "local":  # two hundred pieces of every join, which is the rule, are for many machines
            daft.set_execution_config(shuffle_aggregation_default_partitions=cpus)
    elif daft.get_or_infer_runner_type() != "native":  # as an environment may ask for
        daft.set_runner_native()
    return daft


def _join_cluster(ray: Any, cluster: str, cpus: int | None, attempts: int) -> None:
    """Join a cluster, or start one here.

    On a busy machine that may take a second attempt: Ray 2.60 gives its own agent fifteen seconds to start, which no
    setting changes (ray-project/ray, issue 65983). What it raises then has no class of its own.
    """
    local = {"num_cpus": cpus, "include_dashboard": False, "log_to_driver": False}
    try:
        ray.init(**local if cluster == "local" else {"address": cluster}, ignore_reinit_error=True)
    except Exception as error:
        ray.shutdown()
        if attempts > 1:
            _join_cluster(ray, cluster, cpus, attempts - 1)
            return
        advice = "the logs in /tmp/ray/session_latest say more; it may start once the machine has less to do"
        raise InputError(f"cluster {cluster}", f"Ray says: {error}", advice) from error


def work_out(engine: Engine, frame: Any) -> Any:
    """Give a frame worked out, and in no more pieces than there are to a join.

    On a cluster what comes of a join has more pieces than went in, and each is a task of the next step.
    """
    if engine.cluster:
        settings = engine.daft.context.get_context().daft_execution_config
        frame = frame.into_partitions(settings.shuffle_aggregation_default_partitions)
    return frame.collect()


def run_parts(engine: Engine, works: Sequence[Work], kernels: dict[str, Kernel]) -> Iterator[Entry | Problem]:
    """Do parts, in any order; give the entry of each, or the Problem that kept it from being done."""
    if engine.cluster and works:
        yield from _run_on_cluster(works, kernels)
    elif engine.workers and not any(work.given.get("workers") for work in works):
        yield from _run_here(engine.workers, works, kernels)
    else:
        for work in works:
            yield attempt_part(work, kernels[work.stage])


def _run_on_cluster(works: Sequence[Work], kernels: dict[str, Kernel]) -> Iterator[Entry | Problem]:
    """Do parts as tasks of Ray, which begins a task anew whose worker died."""
    ray = load("ray")
    task = ray.remote(max_retries=_ATTEMPTS - 1)(attempt_part)
    due = {task.remote(work, kernels[work.stage]): work for work in works}
    while due:
        [ready], _ = ray.wait(list(due))
        work = due.pop(ready)
        try:
            yield ray.get(ready)
        except ray.exceptions.RayError as error:
            yield Problem(stage=f"archive {work.stage}", subject=work.part, reason=f"{type(error).__name__}: {error}")


def _run_here(workers: int, works: Sequence[Work], kernels: dict[str, Kernel]) -> Iterator[Entry | Problem]:
    """Do parts in processes of this machine; one whose process dies is begun anew, a few times."""
    due = list(works)
    for attempt in range(_ATTEMPTS):
        lost: list[Work] = []
        for work, found in map_limited(partial(_attempt, kernels), due, workers=workers, limits=_NO_LIMITS):
            if not isinstance(found, Failure):
                yield found
            elif attempt + 1 < _ATTEMPTS:
                lost.append(work)
            else:
                yield Problem(stage=f"archive {work.stage}", subject=work.part, reason=found.reason)
        due = lost


def run_alone(engine: Engine, work: Work, kernel: Kernel) -> Entry | Problem:
    """Do a part in which the engine itself is at work; on a cluster, where it may have lost a worker, a few times."""
    found = attempt_part(work, kernel)
    for _ in range(_ATTEMPTS - 1 if engine.cluster else 0):
        if isinstance(found, Problem):
            found = attempt_part(work, kernel)
    return found


def _attempt(kernels: dict[str, Kernel], work: Work) -> Entry | Problem:
    return attempt_part(work, kernels[work.stage])


def attempt_part(work: Work, kernel: Kernel) -> Entry | Problem:
    """Do a part: the boundary at which whatever goes wrong with one becomes a Problem, and the other parts go on."""
    try:
        return do_part(work, kernel)
    except RiwayaError as error:
        reason = f"{error.subject}: {error.reason}"
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
    return Problem(stage=f"archive {work.stage}", subject=work.part, reason=reason)
