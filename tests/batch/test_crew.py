"""Whatever happens to a worker, every task is finished or given up exactly once, with a reason."""

from __future__ import annotations

import os
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest
from work import Accident, tasks

from mtaudit.batch.crew import Done, Lost, Why, completed
from mtaudit.batch.here import Here
from mtaudit.batch.processes import Processes
from mtaudit.errors import MissingExtraError, MtauditError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mtaudit.batch.crew import Event

AGAIN = "and did so again with nothing beside it"
FATE = {
    "killed": f"its worker was killed, perhaps for want of memory, {AGAIN}",
    "crashes": f"its worker was ended by signal 11 (Segmentation fault), {AGAIN}",
    "greedy": f"its worker ran out of memory, {AGAIN}",
    "slow": "it took longer than 1.5 s",
}
WORDS = ["", "killed", "", "killed once a", "slow", "greedy", "", "crashes", ""]


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    """What two processes make of documents of which half go wrong."""
    make = partial(Accident, tmp_path_factory.mktemp("marks"))
    with closing(Processes(make, 2, timeout=1.5)) as crew:
        assert crew.start() == "accident"
        return list(completed(crew, tasks(WORDS)))


def test_every_task_comes_to_an_end_once(events: list[Event]) -> None:
    assert sorted(event.task.index for event in events) == list(range(len(WORDS)))


def test_what_works_and_what_works_at_the_second_try_is_done(events: list[Event]) -> None:
    done = {event.task.index for event in events if isinstance(event, Done)}
    assert done == {at for at, word in enumerate(WORDS) if word not in FATE}


def test_what_never_works_is_given_up_with_its_reason(events: list[Event]) -> None:
    lost = {event.task.record.document.text: event.reason for event in events if isinstance(event, Lost)}
    assert lost == FATE


@pytest.mark.parametrize(
    ("birth", "kind", "told"),
    [
        ("missing", MissingExtraError, r"the engine x is not installed; pip install 'mtaudit\[models\]'"),
        (
            "killed",
            MtauditError,
            "a worker was killed, perhaps for want of memory while it loaded its models",
        ),
    ],
)
def test_workers_that_cannot_begin_end_the_run(
    tmp_path: Path, birth: str, kind: type[MtauditError], told: str
) -> None:
    with (
        closing(Processes(partial(Accident, tmp_path, birth), 2)) as crew,
        pytest.raises(kind, match=told) as caught,
    ):
        crew.start()
    assert type(caught.value) is kind


def test_large_tasks_and_results_do_not_lock_up_the_pipe(tmp_path: Path) -> None:
    words = [f"{at} " + "long " * 200_000 for at in range(6)]
    with closing(Processes(partial(Echo, tmp_path), 1)) as crew:
        crew.start()
        found = {event.task.index: event.result for event in completed(crew, tasks(words))}
    assert found == dict(enumerate(words))


class Echo(Accident):
    def __call__(self, task):
        return task.record.document.text


def test_processes_are_gone_after_closing(tmp_path: Path) -> None:
    with closing(Processes(partial(Accident, tmp_path), 1)) as crew:
        crew.start()
        (event,) = completed(crew, tasks([""]))
        pid = int(event.result.split()[-1])
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_process_is_replaced_after_its_lifetime(tmp_path: Path) -> None:
    with closing(Processes(partial(Accident, tmp_path), 1, lifetime=3)) as crew:
        crew.start()
        done = {event.task.index: event.result.split()[-1] for event in completed(crew, tasks([""] * 9))}
    assert sorted(done) == list(range(9))
    # One that waits in the pipe when the third is finished is finished too.
    assert 2 <= len(set(done.values())) <= 3


class Scripted(Here):
    """A crew of three that finishes its latest task first, and loses what it is told to."""

    def __init__(self, lose: Callable[[int], Why | None] = lambda _: None) -> None:
        self.held, self.lose, self.most = [], lose, 0

    def room(self) -> int:
        return 3 - len(self.held)

    def give(self, task) -> None:
        self.held.append(task)
        self.most = max(self.most, len(self.held))

    def events(self):
        task = self.held.pop()
        why = self.lose(task.index)
        return [Done(task, len(self.held)) if why is None else Lost(task, why, "lost")]


def test_work_runs_no_further_ahead_than_allowed() -> None:
    crew, given = Scripted(), []
    for event in completed(crew, (given.append(task) or task for task in tasks([""] * 30)), ahead=5):
        unfinished = min((task.index for task in crew.held), default=event.task.index)
        assert len(given) - 1 - unfinished <= 5


def test_a_suspect_is_tried_with_nothing_beside_it() -> None:
    fates = {2: iter([Why.DIED]), 4: iter([Why.INNOCENT, Why.DIED])}
    crew = Scripted(lambda index: next(fates.get(index, iter(())), None))
    done = {event.task.index: event.result for event in completed(crew, tasks([""] * 8))}
    assert sorted(done) == list(range(8))
    assert (done[2], done[4]) == (0, 0)


def test_no_more_is_read_than_is_worked_on(tmp_path: Path) -> None:
    read = 0

    def counted():
        nonlocal read
        for task in tasks([""] * 500):
            read += 1
            yield task

    with closing(Processes(partial(Accident, tmp_path), 1)) as crew:
        crew.start()
        stream = completed(crew, counted())
        next(stream)
        time.sleep(0.2)
        assert read <= 4
