"""Progress bars on standard error, where that is a terminal."""

from __future__ import annotations

import logging
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.batch import BatchProgress
    from mtaudit.pipeline import Progress

__all__ = ["batch_bar", "progress_bar"]


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
    """Yield what draws documents, their rate and the time that is left; None where nobody would see it."""
    if quiet:
        yield None
        return
    _show_log()
    if not sys.stderr.isatty():
        yield None
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
        began = time.monotonic()

        def draw(done: int, share: float | None) -> None:
            rate = done / max(time.monotonic() - began, 0.001)
            told = f"{done:,} documents, {rate:.1f} a second"
            if share is None:
                bar.update(task, description=told)
            else:
                bar.update(task, description=told, completed=share, total=1.0)

        yield draw


def _show_log() -> None:
    """Show what the package logs, such as that weights are unpacked, which takes a minute once."""
    log = logging.getLogger("mtaudit")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("mtaudit: %(message)s"))
        log.addHandler(handler)
    log.setLevel(logging.INFO)
