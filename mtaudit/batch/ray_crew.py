"""A crew of actors on a Ray cluster; the one wrapper of Ray.

A Ray cluster is a trusted place: who reaches it can run any code there, and so can what runs there on this
machine. Its usage statistics are off. Tasks and results travel through Ray; the journal and the tables
stay with the process that was started.
"""

from __future__ import annotations

import os
import socket
import time
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mtaudit.batch.crew import Done, Why
from mtaudit.batch.load import DEPTH, Load, next_deadline
from mtaudit.errors import MissingExtraError, MtauditError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mtaudit.batch.crew import Event, Task, Work

__all__ = ["LOCAL", "RayCrew"]

#: Starts Ray on this machine for one run.
LOCAL = "local"
#: Seconds in which the port of a cluster has to answer.
_KNOCK = 10.0
#: Seconds for the first worker to be placed and to load its models.
_PATIENCE = 300.0
#: Workers that may die while they load their models.
_MOST_STILLBORN = 3
#: Seconds between looks at whether a lost worker can be replaced.
_LOOK = 5.0
#: Variables that change where the program and its models are found, and its numbers.
_PASSED_ON = ("PYTHONPATH", "MTAUDIT_CACHE_DIR", "OMP_NUM_THREADS")


class RayCrew:
    """Actors on a cluster, each with one processor and its own models.

    :param make: makes the work, in each actor; is pickled.
    :param address: of a cluster, or ``local``.
    :param jobs: actors at most; None is one for each processor that is free.
    :param timeout: seconds that a task may take before its actor is killed; None for ever.
    :raises MissingExtraError: where Ray is not installed.
    """

    def __init__(
        self, make: Callable[[], Work], address: str, jobs: int | None, timeout: float | None
    ) -> None:
        # Before Ray is imported: it reads them then.
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        try:
            import ray
        except ImportError as error:
            raise MissingExtraError("Ray", "scale") from error
        self._ray: Any = ray
        self._make, self._address, self._jobs, self._timeout = make, address, jobs, timeout
        self._actors: list[_Actor] = []
        self._signature: str | None = None
        self._stillborn = 0
        self._own = not ray.is_initialized()

    def start(self) -> str:
        """Join the cluster, start an actor on every free processor, and return the signature.

        :raises MtauditError: where there is no cluster, no processor is free, or the models cannot be loaded.
        """
        if self._own:
            self._join()
        self._fill()
        limit = time.monotonic() + _PATIENCE
        while self._signature is None:
            if not self._actors or time.monotonic() > limit:
                raise self._too_few()
            for _ in self._hear():
                pass
            self._fill()
        return self._signature

    def room(self) -> int:
        """Return how many more tasks the actors take."""
        return sum(DEPTH - len(actor.load.tasks) for actor in self._actors)

    def give(self, task: Task) -> None:
        """Send a task to the actor with the least to do, one that has its models before others."""
        idlest = min(self._actors, key=lambda actor: (len(actor.load.tasks), not actor.load.ready))
        idlest.load.add(task)
        idlest.results.append(idlest.handle.work.remote(task))

    def events(self) -> Sequence[Event]:
        """Wait until a task is finished or lost.

        :raises MtauditError: where no actor is left and none can be started.
        """
        happened: list[Event] = []
        while not happened:
            happened += self._hear()
            happened += self._kill_slow()
            self._fill()
            if not self._actors:
                raise self._too_few()
        return happened

    def close(self) -> None:
        """Kill the actors, and leave the cluster."""
        for actor in self._actors:
            self._ray.kill(actor.handle)
        self._actors.clear()
        if self._own and self._ray.is_initialized():
            self._ray.shutdown()

    def _join(self) -> None:
        here = self._address == LOCAL
        try:
            _knock(self._address)
            self._ray.init(
                address=LOCAL if here else self._address,
                num_cpus=self._jobs if here else None,
                include_dashboard=False if here else None,
                configure_logging=False,
                log_to_driver=False,
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise MtauditError(
                f"there is no Ray cluster at {self._address}: {_first_line(error)}",
                mend="start one with `ray start --head`; set RAY_AUTH_MODE=token if it wants a token",
            ) from error

    def _fill(self) -> None:
        """Start as many actors as are wanted and can be placed now."""
        free = int(self._ray.available_resources().get("CPU", 0))
        unplaced = sum(not actor.load.ready for actor in self._actors)
        wanted = (
            free - unplaced if self._jobs is None else min(free - unplaced, self._jobs - len(self._actors))
        )
        for _ in range(wanted):
            self._actors.append(_Actor(self._ray, self._make))

    def _hear(self) -> Iterator[Event]:
        waited = {actor.next: actor for actor in self._actors if actor.next is not None}
        ready, _ = self._ray.wait(list(waited), timeout=self._wait())
        for reference in ready:
            yield from self._hear_one(waited[reference], reference)

    def _wait(self) -> float:
        deadline = next_deadline((actor.load for actor in self._actors), self._timeout)
        return _LOOK if deadline is None else min(_LOOK, deadline)

    def _hear_one(self, actor: _Actor, reference: Any) -> Iterator[Event]:
        try:
            value = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            yield from self._bury(actor, error)
            return
        if not actor.load.ready:
            self._open(actor, value)
        elif value is None:
            self._dismiss(actor)
            yield from actor.load.losses(Why.DIED, _twice("ran out of memory"))
        else:
            actor.results.popleft()
            yield Done(actor.load.finish(), value)

    def _open(self, actor: _Actor, value: tuple[str, str] | MtauditError) -> None:
        if isinstance(value, MtauditError):
            raise value
        signature, actor.node = value
        if self._signature not in (None, signature):
            raise MtauditError(
                "two workers would give different results: the machines have other versions or models",
                mend="install the same of everything on each",
            )
        self._signature = signature
        actor.load.open()

    def _bury(self, actor: _Actor, error: Exception) -> Iterator[Event]:
        self._dismiss(actor)
        alive = {node["NodeID"] for node in self._ray.nodes() if node["Alive"]}
        if not actor.load.ready and actor.node is None and alive:
            self._stillborn += 1
            if self._stillborn >= _MOST_STILLBORN:
                raise MtauditError(
                    f"workers die while they load their models: {_first_line(error)}",
                    mend="see to memory and to the installation on the cluster's machines",
                ) from error
        # A task is not to blame for its machine.
        why = Why.DIED if actor.node in alive else Why.INNOCENT
        yield from actor.load.losses(why, _twice("died on the cluster"))

    def _dismiss(self, actor: _Actor) -> None:
        self._ray.kill(actor.handle)
        self._actors.remove(actor)

    def _kill_slow(self) -> Iterator[Event]:
        if self._timeout is None:
            return
        for actor in [actor for actor in self._actors if actor.load.late(self._timeout)]:
            if self._ray.wait([actor.next], timeout=0)[0]:
                continue
            self._dismiss(actor)
            yield from actor.load.losses(Why.SLOW, f"it took longer than {self._timeout:g} s")

    def _too_few(self) -> MtauditError:
        there = self._ray.cluster_resources().get("CPU", 0)
        free = self._ray.available_resources().get("CPU", 0)
        return MtauditError(
            f"no worker can be placed on the Ray cluster at {self._address}: of its {there:g} processors "
            f"{free:g} are free, and a worker needs one",
            mend="add a node or stop what runs there, and go on with --resume",
        )


class _Actor:
    """One actor, as this process sees it."""

    def __init__(self, ray: Any, make: Callable[[], Work]) -> None:
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        kind = ray.remote(
            num_cpus=1, max_restarts=0, scheduling_strategy="SPREAD", runtime_env={"env_vars": passed_on}
        )(_Worker)
        self.handle: Any = kind.remote(make)
        self.load = Load()
        #: The machine that it is on, once it is there.
        self.node: str | None = None
        self.results: deque[Any] = deque()
        self._opened = self.handle.open.remote()

    @property
    def next(self) -> Any:
        """What it is to give next, or None."""
        if not self.load.ready:
            return self._opened
        return self.results[0] if self.results else None


class _Worker:
    """What lives on the cluster."""

    def __init__(self, make: Callable[[], Work]) -> None:
        self._make = make

    def open(self) -> tuple[str, str] | MtauditError:
        """Load the models, and return the signature and the machine, or why it cannot work."""
        import ray

        try:
            self._work = self._make()
        except MtauditError as error:
            return error
        return self._work.signature, ray.get_runtime_context().get_node_id()

    def work(self, task: Task) -> Any:
        """Return what becomes of a task; None where there was too little memory."""
        try:
            return self._work(task)
        except MemoryError:
            return None


def _twice(how: str) -> str:
    return f"its worker {how}, and did so again with nothing beside it"


def _knock(address: str) -> None:
    """Try the port of an address, since Ray itself goes on trying for minutes.

    :raises OSError: where nothing answers.
    :raises ValueError: for a port that is none.
    """
    parts = urlsplit(address if "://" in address else f"//{address}")
    if parts.hostname and parts.port:
        socket.create_connection((parts.hostname, parts.port), timeout=_KNOCK).close()


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
