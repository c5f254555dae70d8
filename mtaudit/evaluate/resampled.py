"""A statistic with its interval: documents are drawn, each with all of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.metrics.resampling import bootstrap_counts, interval, products

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Places = np.ndarray[Any, np.dtype[np.int64]]

__all__ = ["FEWEST_DOCUMENTS", "Resampler"]

#: With fewer documents of any class that a figure is about, it has no interval.
FEWEST_DOCUMENTS = 20


@dataclass(frozen=True)
class Resampler:
    """Draws documents.

    :param samples: resamples.
    :param seed: of the draws.
    """

    samples: int
    seed: int

    def of_sums(
        self, rows: Floats, documents: Sequence[str], statistic: Callable[[Floats], Floats]
    ) -> tuple[float, float | None, float | None]:
        """Return a statistic of column sums, and the ends of its interval.

        :param rows: of shape ``(rows, columns)``.
        :param documents: the document of each row.
        :param statistic: from sums of shape ``(resamples, columns)``, NaN where it is not defined.
        """
        places, count = _numbered(documents)
        by_document = np.zeros((count, rows.shape[1]))
        np.add.at(by_document, places, rows)
        value = float(statistic(by_document.sum(axis=0)[None])[0])
        draws = bootstrap_counts(count, self.samples, self.seed)
        drawn = [statistic(products(some, by_document[None])[0]) for some in draws]
        return value, *_ends(np.concatenate(drawn))

    def of_rows(
        self, count: int, documents: Sequence[str], statistic: Callable[[Places], float]
    ) -> tuple[float, float | None, float | None]:
        """Return a statistic of rows, and the ends of its interval.

        :param count: how many rows there are.
        :param documents: the document of each row.
        :param statistic: from places of rows, some of them more than once; NaN where it is not defined.
        """
        value = statistic(np.arange(count))
        drawn = [statistic(rows) for rows in self._drawn_rows(documents)]
        return value, *_ends(np.array(drawn))

    def _drawn_rows(self, documents: Sequence[str]) -> Iterator[Places]:
        places, count = _numbered(documents)
        for some in bootstrap_counts(count, self.samples, self.seed):
            for times in some.astype(np.int64):
                yield np.repeat(np.arange(len(places)), times[places])


def _numbered(documents: Sequence[str]) -> tuple[Places, int]:
    known: dict[str, int] = {}
    places = np.array([known.setdefault(name, len(known)) for name in documents], dtype=np.int64)
    return places, len(known)


def _ends(drawn: Floats) -> tuple[float | None, float | None]:
    """Return no interval where resampling cannot vary the figure: it would claim to be exact."""
    if not np.isfinite(drawn).any():
        return None, None
    low, high = interval(drawn)
    return (low, high) if low < high else (None, None)
