"""Work spread over processes, in order."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import warnings
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

from mtaudit.errors import MtauditError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.context import BaseContext

__all__ = ["default_jobs", "in_processes"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def default_jobs() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_processes(
    function: Callable[[_Task], _Result],
    tasks: Iterable[_Task],
    jobs: int,
    *,
    start: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Iterator[_Result]:
    """Yield a function's results in the order of its tasks.

    :param function: a function of a module; tasks and results are pickled.
    :param tasks: what it is called with, one after another.
    :param jobs: processes.
    :param start: called once in each process before any task.
    :param arguments: what it is called with.
    :raises MtauditError: when a process dies.
    """
    pool = ProcessPoolExecutor(jobs, _context(), start, arguments)
    try:
        with warnings.catch_warnings():
            # Python 3.12 counts the threads of numpy's BLAS, which is prepared for a fork.
            warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
            results = pool.map(function, tasks)
        yield from results
    except BrokenProcessPool as error:
        raise MtauditError("a process died, perhaps for want of memory", mend="give --jobs 1") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """Choose how processes start: by fork where that is safe, else as fresh interpreters.

    A fork starts at once and asks for no guard in the user's script; beside other threads it could lock up.
    """
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")
