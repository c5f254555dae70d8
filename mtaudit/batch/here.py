"""A crew of one that works in this process: for notebooks, debuggers and small corpora."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.batch.crew import Done

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.batch.crew import Event, Task, Work

__all__ = ["Here"]


class Here:
    """Does the work itself, one task after the other; nothing guards it from a document that kills it.

    :param make: makes the work.
    """

    def __init__(self, make: Callable[[], Work]) -> None:
        self._make = make
        self._task: Task | None = None

    def start(self) -> str:
        """Load the models and return the signature."""
        self._work = self._make()
        return self._work.signature

    def room(self) -> int:
        """Return 1 where nothing waits."""
        return int(self._task is None)

    def give(self, task: Task) -> None:
        """Take a task."""
        self._task = task

    def events(self) -> Sequence[Event]:
        """Work on what waits."""
        task, self._task = self._task, None
        return [Done(task, self._work(task))] if task is not None else []

    def close(self) -> None:
        """Nothing is left to stop."""
