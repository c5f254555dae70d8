"""Progress bars on standard error, where that is a terminal."""

from __future__ import annotations

import logging
import sys
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mtaudit.batch import BatchProgress
    from mtaudit.pipeline import Progress

__all__ = ["Pace", "batch_bar", "progress_bar"]

#: Seconds over which a rate is taken, and between two lines of a log.
_WINDOW, _EVERY = 60.0, 300.0


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress | None]:
    """Yield what draws a bar for each stage; None where nobody would see it."""
    if quiet:
        yield None
        return
    _show_log()
    if not sys.stderr.isatty():
        yield None
        return
    from mtaudit.reports.console.bar import stage_bar

    with stage_bar() as draw:
        yield draw


@contextmanager
def batch_bar(*, quiet: bool) -> Iterator[BatchProgress | None]:
    """Yield what draws documents, their rate and the time that is left; None where nobody would see it.

    Where standard error is no terminal, a log has a line every few minutes.
    """
    if quiet:
        yield None
        return
    _show_log()
    pace = Pace()
    if not sys.stderr.isatty():
        yield _Lines(pace)
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("left"),
        TimeRemainingColumn(elapsed_when_finished=False),
    )  # fmt: skip
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=None)

        def draw(done: int, share: float | None) -> None:
            told = pace.told(done)
            if share is None:
                bar.update(task, description=told)
            else:
                bar.update(task, description=told, completed=share, total=1.0)

        yield draw


class Pace:
    """How fast documents are finished: over the last minute, for what a run resumes is told at once.

    :param clock: seconds, of any beginning.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()

    def told(self, done: int) -> str:
        """Return the documents and their rate in words.

        :param done: documents finished so far.
        """
        now = self._clock()
        if not self._seen or now - self._seen[-1][0] >= 1:
            self._seen.append((now, done))
        while now - self._seen[0][0] > _WINDOW and len(self._seen) > 1:
            self._seen.popleft()
        since, before = self._seen[0]
        if now == since:
            return f"{done:,} documents"
        rate = (done - before) / (now - since)
        told = f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.0f} a minute"
        return f"{done:,} documents, {told}"


class _Lines:
    """Logs how far a run is, now and then."""

    def __init__(self, pace: Pace) -> None:
        self._pace, self._last = pace, time.monotonic()

    def __call__(self, done: int, share: float | None) -> None:
        told = self._pace.told(done)
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            read = f", {share:.0%} of the sources read" if share is not None else ""
            logging.getLogger("mtaudit").info("%s%s", told, read)


def _show_log() -> None:
    """Show what the package logs, such as that weights are unpacked, which takes a minute once."""
    log = logging.getLogger("mtaudit")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("mtaudit: %(message)s"))
        log.addHandler(handler)
    log.setLevel(logging.INFO)
