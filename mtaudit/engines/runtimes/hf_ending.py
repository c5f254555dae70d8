"""When a row of a batch is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
import transformers

from mtaudit.engines.completeness.status import Stop, is_periodic_tail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Ending"]

#: A row ends early when its last tokens repeat a unit of at most LOOP_PERIOD tokens at least
#: LOOP_REPEATS times and over at least LOOP_COVER tokens: such a loop does not end by itself, and
#: the whole batch would wait for its limit.
LOOP_PERIOD, LOOP_REPEATS, LOOP_COVER = 16, 4, 24


class Ending(transformers.StoppingCriteria):
    """Ends a row at its end, at its own limit, or in a loop; remembers why.

    :param start: place of the first token that is written.
    :param limits: tokens of each row, at most.
    :param ends: tokens that end a row.
    :param lines: the tokenizer where a line end ends a row too, else None.
    """

    def __init__(self, start: int, limits: Sequence[int], ends: Iterable[int], lines: Any = None) -> None:
        self.start, self.limits, self.tokenizer = start, limits, lines
        self.stops: list[Stop | None] = [None] * len(limits)
        self.ends = {*ends}
        self.inner: set[int] = set()

    def __call__(self, input_ids: torch.Tensor, *_: object, **__: object) -> torch.Tensor:
        """Tell which rows are finished."""
        for row, stop in enumerate(self.stops):
            if stop is None:
                self.stops[row] = self._judge(input_ids[row, self.start :].tolist(), row)
        return torch.tensor([stop is not None for stop in self.stops])

    def _judge(self, written: list[int], row: int) -> Stop | None:
        if self._ends(written[-1]):
            return Stop.END
        if len(written) >= self.limits[row]:
            return Stop.LIMIT
        looping = is_periodic_tail(written, period=LOOP_PERIOD, cover=LOOP_COVER, repeats=LOOP_REPEATS)
        return Stop.LOOP if looping else None

    def _ends(self, token: int) -> bool:
        if token in self.ends:
            return True
        if self.tokenizer is None or token in self.inner:
            return False
        found = "\n" in self.tokenizer.decode([token])
        (self.ends if found else self.inner).add(token)
        return found
