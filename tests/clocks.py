"""How long work takes, as far as a machine that does other things can tell."""

import gc
from collections.abc import Callable
from time import process_time


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Give the least CPU time of a few runs; the garbage of other tests is not collected meanwhile."""
    gc.disable()
    try:
        return min(_once(work) for _ in range(times))
    finally:
        gc.enable()


def _once(work: Callable[[], object]) -> float:
    begin = process_time()
    work()
    return process_time() - begin
