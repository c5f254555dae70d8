"""A crew of processes on this machine, each with its own models; one that dies or hangs is replaced.

Processes are spawned: a fork would take over locks of the parent's threads. A thread of its own takes a
process's tasks from the pipe, because a parent and a child that both write would wait for each other.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import queue
import signal
import threading
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, NamedTuple

from mtaudit.batch.crew import Done, Why
from mtaudit.batch.load import DEPTH, Load, next_deadline
from mtaudit.errors import MtauditError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from mtaudit.batch.crew import Event, Task, Work

__all__ = ["LIFETIME", "Processes"]

#: Exit code of a worker that ran out of memory and says so.
_NO_MEMORY = 77
#: Workers that may die one after the other while they load their models.
_PATIENCE = 2
#: Tasks after which a process is replaced: caches of the parser grow by 1 to 4 KB with every short document.
LIFETIME = 20_000
#: Seconds for a killed process to be gone.
_GONE = 2.0


class _Ready(NamedTuple):
    signature: str


class _Refused(NamedTuple):
    """The work could not be made; trying again will not help."""

    error: MtauditError


class _Result(NamedTuple):
    value: Any


class Processes:
    """A crew of processes.

    :param make: makes the work, in each process; is pickled.
    :param jobs: processes at most; they are started as there is work for them.
    :param timeout: seconds that a task may take before its process is killed; None for ever.
    :param lifetime: tasks after which a process is replaced.
    """

    def __init__(
        self,
        make: Callable[[], Work],
        jobs: int,
        timeout: float | None = None,
        *,
        lifetime: int = LIFETIME,
    ) -> None:
        self._make, self._jobs, self._timeout, self._lifetime = make, jobs, timeout, lifetime
        self._workers: list[_Process] = []
        self._signature: str | None = None
        self._stillborn = 0

    def start(self) -> str:
        """Start the first process and return its signature.

        :raises MtauditError: where the models cannot be loaded.
        """
        self._workers.append(_Process(self._make))
        while self._signature is None:
            for _ in self._hear_all():
                pass
            if not self._workers:
                self._workers.append(_Process(self._make))
        return self._signature

    def room(self) -> int:
        """Return how many more tasks the processes take."""
        unstarted = self._jobs - len(self._workers)
        return DEPTH * unstarted + sum(DEPTH - len(worker.load.tasks) for worker in self._fit())

    def _fit(self) -> list[_Process]:
        """Return the processes that still take tasks."""
        return [worker for worker in self._workers if worker.load.finished < self._lifetime]

    def give(self, task: Task) -> None:
        """Send a task to the process with the least to do; start one where all are busy."""
        idlest = min(self._fit(), key=lambda worker: len(worker.load.tasks), default=None)
        if idlest is None or (idlest.load.tasks and len(self._workers) < self._jobs):
            idlest = _Process(self._make)
            self._workers.append(idlest)
        idlest.give(task)

    def events(self) -> Sequence[Event]:
        """Wait until a task is finished or lost.

        :raises MtauditError: where processes die again and again before they have done anything.
        """
        happened: list[Event] = []
        while not happened:
            happened += self._hear_all()
            happened += self._kill_slow()
        return happened

    def close(self) -> None:
        """Kill the processes."""
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _hear_all(self) -> Iterator[Event]:
        ready = wait([worker.pipe for worker in self._workers], self._wait())
        for worker in [worker for worker in self._workers if worker.pipe in ready]:
            yield from self._hear(worker)

    def _wait(self) -> float | None:
        return next_deadline((worker.load for worker in self._workers), self._timeout)

    def _hear(self, worker: _Process) -> Iterator[Event]:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            yield from self._bury(worker)
            return
        match message:
            case _Ready(signature):
                self._stillborn = 0
                worker.load.open()
                self._check(signature)
            case _Refused(error):
                raise error
            case _Result(value):
                yield Done(worker.load.finish(), value)
                self._retire(worker)

    def _retire(self, worker: _Process) -> None:
        if worker.load.finished >= self._lifetime and not worker.load.tasks:
            worker.end()
            self._workers.remove(worker)

    def _check(self, signature: str) -> None:
        if self._signature not in (None, signature):
            raise MtauditError(
                "two workers would give different results: their versions or models differ",
                mend="do not install anything while a run goes on",
            )
        self._signature = signature

    def _bury(self, worker: _Process) -> Iterator[Event]:
        # Its pipe has ended, and it will in a moment.
        how = worker.end(_GONE)
        self._workers.remove(worker)
        if not worker.load.ready:
            self._stillborn += 1
            if self._stillborn >= _PATIENCE:
                raise MtauditError(
                    f"a worker {how} while it loaded its models",
                    mend="free some memory, or give fewer --jobs",
                )
        yield from worker.load.losses(Why.DIED, f"its worker {how}, and did so again with nothing beside it")

    def _kill_slow(self) -> Iterator[Event]:
        """Kill what has worked for too long; what was finished in time has been heard before."""
        if self._timeout is None:
            return
        for worker in [worker for worker in self._workers if worker.load.late(self._timeout)]:
            if worker.pipe.poll():
                continue
            worker.end()
            self._workers.remove(worker)
            yield from worker.load.losses(Why.SLOW, f"it took longer than {self._timeout:g} s")


class _Process:
    """One process, as its parent sees it."""

    def __init__(self, make: Callable[[], Work]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(make, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self.load = Load()

    def give(self, task: Task) -> None:
        self.load.add(task)
        try:
            self.pipe.send(task)
        except OSError:
            # It is dead; hearing it will tell.
            return

    def kill(self) -> None:
        """Kill the process without waiting."""
        self._process.kill()

    def end(self, patience: float = 0.0) -> str:
        """See the process to its end and tell how it ended.

        :param patience: seconds that it may take to end by itself.
        """
        self._process.join(patience)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join(_GONE)
        self.pipe.close()
        return _ending(self._process.exitcode)


def _ending(code: int | None) -> str:
    if code == _NO_MEMORY:
        return "ran out of memory"
    if code == -signal.SIGKILL:
        return "was killed, perhaps for want of memory"
    if code is not None and code < 0:
        return f"was ended by signal {-code} ({signal.strsignal(-code)})"
    return f"ended with exit code {code}"


def _work(make: Callable[[], Work], pipe: Connection) -> None:
    """Work in a process of its own until the parent closes the pipe or is gone."""
    # Ctrl-C reaches the whole group; the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(pipe, tasks), daemon=True).start()
    try:
        work = make()
    except MtauditError as error:
        pipe.send(_Refused(error))
        return
    except MemoryError:
        os._exit(_NO_MEMORY)
    pipe.send(_Ready(work.signature))
    while True:
        task = tasks.get()
        try:
            pipe.send(_Result(work(task)))
        except MemoryError:
            os._exit(_NO_MEMORY)


def _take(pipe: Connection, tasks: queue.SimpleQueue[Task]) -> None:
    """Take tasks as they come; without a parent there is nobody to work for."""
    try:
        while True:
            tasks.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(1)
