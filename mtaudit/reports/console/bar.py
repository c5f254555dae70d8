"""A bar on standard error for each stage of what takes long."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Draw", "stage_bar"]


class Draw(Protocol):
    """Draws how far the stages are."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Draw that ``done`` of ``total`` steps of a stage are finished; 0 in all where it is not known."""
        ...


@contextmanager
def stage_bar() -> Iterator[Draw]:
    """Yield what draws a bar for each stage."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def draw(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(escape(stage), total=total or None)
            bar.update(tasks[stage], completed=done, total=total or None)  # type: ignore[arg-type]

        yield draw
