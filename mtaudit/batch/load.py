"""What one worker has to do, as the crew sees it from outside."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from mtaudit.batch.crew import Lost, Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtaudit.batch.crew import Task

__all__ = ["DEPTH", "Load", "next_deadline"]

#: Tasks that a worker has at most: one in hand, and one that waits so that it never idles.
DEPTH = 2


class Load:
    """The tasks of one worker, which it does in their order."""

    def __init__(self) -> None:
        self.tasks: deque[Task] = deque()
        self.finished = 0
        #: Whether its models are loaded; only then its death can be a task's fault.
        self.ready = False
        #: When it began with the first task.
        self.since: float | None = None

    def open(self) -> None:
        """Note that the models are loaded."""
        self.ready = True
        self._tick()

    def add(self, task: Task) -> None:
        """Note a task that was given to it."""
        self.tasks.append(task)
        if len(self.tasks) == 1:
            self._tick()

    def finish(self) -> Task:
        """Note that the first task is finished, and return it."""
        task = self.tasks.popleft()
        self.finished += 1
        self._tick()
        return task

    def late(self, timeout: float) -> bool:
        """Tell whether the first task takes longer than so many seconds."""
        return self.since is not None and time.monotonic() - self.since >= timeout

    def losses(self, why: Why, reason: str) -> Iterator[Lost]:
        """Yield what is lost with the worker: only the task in hand can be to blame."""
        for place, task in enumerate(self.tasks):
            yield Lost(task, why if place == 0 and self.ready else Why.INNOCENT, reason)

    def _tick(self) -> None:
        self.since = time.monotonic() if self.ready and self.tasks else None


def next_deadline(loads: Iterable[Load], timeout: float | None) -> float | None:
    """Return the seconds until a task may be late; None where none can be.

    :param loads: of all workers.
    :param timeout: seconds that a task may take.
    """
    clocks = [load.since for load in loads if load.since is not None]
    if timeout is None or not clocks:
        return None
    return max(0.0, min(clocks) + timeout - time.monotonic())
