"""What follows from a case as a whole, worked out once for each of its states and not for each who asks."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from riwaya.query.articles import open_store, tell_state
from riwaya.store import Store

Thing = TypeVar("Thing")


class Memory:
    """Answers to questions about a whole case, of its last state alone: `recall(Store.counts)`.

    It holds one answer to each question. Whoever asks while one is worked out waits for it.
    """

    def __init__(self, case: Path) -> None:
        self._case = case
        self._lock = threading.Lock()
        self._state = ""
        self._found: dict[Callable[[Store], Any], Any] = {}

    def recall(self, question: Callable[[Store], Thing]) -> Thing:
        """Give the answer to a question. The state is told before the case is opened: an answer is never too old."""
        with self._lock:
            now = tell_state(self._case)
            if now != self._state:
                self._state, self._found = now, {}
            if question not in self._found:
                with open_store(self._case) as store:
                    self._found[question] = question(store)
            found: Thing = self._found[question]
            return found
