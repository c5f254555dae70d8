"""Workers and who gives them work: every task is finished once, whatever happens to a worker.

A crew has the workers and tells what became of their tasks; the foreman decides what they do next. A task
whose worker died is tried once more while nothing else runs, because two large documents at a time may
need more memory than one; a second death is the task's own fault.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtaudit.readers.corpus import Record

__all__ = ["Crew", "Done", "Event", "Lost", "Task", "Why", "Work", "completed"]


@dataclass(frozen=True, slots=True)
class Task:
    """One document to audit.

    :param index: its place in the corpus, from 0.
    :param record: the document and what belongs to it.
    """

    index: int
    record: Record


@dataclass(frozen=True, slots=True)
class Done:
    """A worker has finished a task.

    :param task: which.
    :param result: what the worker made of it, in plain data.
    """

    task: Task
    result: Any


class Why(Enum):
    """Why a task was not finished."""

    #: Its worker died while working on it.
    DIED = auto()
    #: It took longer than allowed.
    SLOW = auto()
    #: Its worker was lost, through no fault of the task.
    INNOCENT = auto()


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker is gone, and a task with it.

    :param task: which.
    :param why: what happened.
    :param reason: the same for people.
    """

    task: Task
    why: Why
    reason: str


Event = Done | Lost


class Work(Protocol):
    """What a worker does; made once in each worker, where it loads its models."""

    @property
    def signature(self) -> str:
        """Signature of its results."""
        ...

    def __call__(self, task: Task) -> Any:
        """Return what becomes of a task, in plain data."""
        ...


class Crew(Protocol):
    """Workers that take tasks and tell what became of them."""

    def start(self) -> str:
        """Start a worker, wait until it has loaded its models, and return its signature."""
        ...

    def room(self) -> int:
        """Return how many more tasks it takes now."""
        ...

    def give(self, task: Task) -> None:
        """Take a task; there is room."""
        ...

    def events(self) -> Sequence[Event]:
        """Wait until something became of a task, and return all that did."""
        ...

    def close(self) -> None:
        """Stop at once, whatever the workers do."""
        ...


def completed(crew: Crew, tasks: Iterable[Task], *, ahead: int | None = None) -> Iterator[Event]:
    """Yield tasks as they are finished or given up, each once.

    :param crew: has been started.
    :param tasks: read only as fast as they are worked on.
    :param ahead: how far the work may run ahead of the oldest unfinished task; None sets no limit.
    """
    foreman = _Foreman(crew, tasks, ahead)
    while foreman.give():
        for event in crew.events():
            yield from foreman.hear(event)


class _Foreman:
    """Decides which task is next."""

    def __init__(self, crew: Crew, tasks: Iterable[Task], ahead: int | None) -> None:
        self._crew, self._tasks, self._ahead = crew, iter(tasks), ahead
        self._given: dict[int, Task] = {}
        self._again: deque[Task] = deque()
        self._suspects: deque[Task] = deque()
        self._tried: set[int] = set()
        self._newest = 0

    def give(self) -> bool:
        """Give out what there is room for, and tell whether anything is being worked on."""
        if self._suspects:
            if not self._given:
                self._hand(self._suspects.popleft())
            return True
        if self._given and self._tried & self._given.keys():
            return True
        while self._crew.room() > 0 and not self._too_far():
            task = self._again.popleft() if self._again else next(self._tasks, None)
            if task is None:
                break
            self._hand(task)
        return bool(self._given)

    def _hand(self, task: Task) -> None:
        self._given[task.index] = task
        self._newest = max(self._newest, task.index)
        self._crew.give(task)

    def _too_far(self) -> bool:
        return (
            self._ahead is not None and self._newest - min(self._given, default=self._newest) >= self._ahead
        )

    def hear(self, event: Event) -> Iterator[Event]:
        """Note what became of a task, and yield it where that is final."""
        index = event.task.index
        del self._given[index]
        if isinstance(event, Lost) and event.why is Why.INNOCENT:
            (self._suspects if index in self._tried else self._again).append(event.task)
        elif isinstance(event, Lost) and event.why is Why.DIED and index not in self._tried:
            self._tried.add(index)
            self._suspects.append(event.task)
        else:
            self._tried.discard(index)
            yield event
