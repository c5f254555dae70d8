"""How long the stages of an audit take."""

from __future__ import annotations

import time

__all__ = ["Stopwatch"]


class Stopwatch:
    """Adds the time since it was last asked, or made, to a stage.

    :param seconds: takes the times by stage; None takes none.
    """

    def __init__(self, seconds: dict[str, float] | None) -> None:
        self._seconds, self._last = seconds, time.perf_counter()

    def __call__(self, stage: str) -> None:
        """Say that a stage is over.

        :param stage: its name.
        """
        now = time.perf_counter()
        if self._seconds is not None:
            self._seconds[stage] = self._seconds.get(stage, 0.0) + now - self._last
        self._last = now
