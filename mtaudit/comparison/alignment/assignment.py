"""The best many-to-many assignment of the segments of two texts.

It maximises the sum of the gains of the chosen pairs, less a toll for every segment beyond the first that a
segment is paired with. Each pair is chosen once at most; pairs without gain are left out, so that segments
may stay alone. As a flow from the one text to the other this is a linear programme whose matrix is totally
unimodular: the corners of its solutions are whole numbers, and the simplex method ends in a corner, so that
the answer is the optimum itself and no rounding of it (Ahuja, Magnanti and Orlin 1993, chapter 11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["assign", "grouped"]

#: Candidates of a row or column. Texts that repeat one sentence would else have millions of them.
_CANDIDATES = 30
#: Far below any difference that evidence makes.
_TIE = 1e-6


def assign(gains: NDArray[np.float64], toll: float, most: int) -> list[tuple[int, int]]:
    """Choose the pairs of rows and columns.

    :param gains: what each pair adds; the best positive ones of each row and column are candidates.
    :param toll: what each further partner of a row or column costs, 0 or more.
    :param most: most partners of a row or column.
    :returns: pairs in ascending order.
    """
    rows, columns = np.nonzero(_candidates(gains))
    if not len(rows):
        return []
    height, width = gains.shape
    pairs, nodes = len(rows), height + width
    # Unknowns: every candidate pair, then the further partners of every row and of every column.
    costs = np.concatenate(
        [-gains[rows, columns] - _in_step(rows, columns, gains.shape), np.full(nodes, toll)]
    )
    ones = np.ones(pairs)
    matrix = coo_array(
        (
            np.concatenate([ones, ones, np.full(nodes, -1.0)]),
            (
                np.concatenate([rows, height + columns, np.arange(nodes)]),
                np.concatenate([np.arange(pairs), np.arange(pairs), pairs + np.arange(nodes)]),
            ),
        ),
        shape=(nodes, pairs + nodes),
    ).tocsr()
    upper = np.concatenate([ones, np.full(nodes, most - 1.0)])
    solved = linprog(
        costs,
        A_ub=matrix,
        b_ub=np.ones(nodes),
        bounds=np.stack([np.zeros_like(upper), upper], 1),
        method="highs-ds",
    )
    chosen = solved.x[:pairs] > 0.5
    return [(int(i), int(j)) for i, j in zip(rows[chosen], columns[chosen], strict=True)]


def _candidates(gains: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell the positive gains that are among the greatest of their row or of their column."""
    height, width = gains.shape
    ranked = gains + _in_step(np.arange(height)[:, None], np.arange(width)[None, :], gains.shape)
    kept = np.zeros(gains.shape, dtype=bool)
    for axis, size in enumerate(gains.shape):
        if size <= _CANDIDATES:
            return gains > 0
        best = np.argpartition(-ranked, _CANDIDATES, axis=axis).take(range(_CANDIDATES), axis=axis)
        np.put_along_axis(kept, best, values=True, axis=axis)
    return kept & (gains > 0)


def _in_step(
    rows: NDArray[np.intp], columns: NDArray[np.intp], shape: tuple[int, ...]
) -> NDArray[np.float64]:
    """Return next to nothing, more for pairs at like places of both texts: what breaks ties."""
    return _TIE * (1 - np.abs(rows / shape[0] - columns / shape[1]))


def grouped(pairs: list[tuple[int, int]], shape: tuple[int, int]) -> list[tuple[list[int], list[int]]]:
    """Return the rows and the columns of each connected group of pairs."""
    if not pairs:
        return []
    rows, columns = np.array(pairs).T
    nodes = sum(shape)
    graph = coo_array((np.ones(len(pairs)), (rows, shape[0] + columns)), shape=(nodes, nodes))
    _, labels = connected_components(graph, directed=False)
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for i in sorted(set(rows.tolist())):
        groups.setdefault(int(labels[i]), ([], []))[0].append(i)
    for j in sorted(set(columns.tolist())):
        groups[int(labels[shape[0] + j])][1].append(j)
    return list(groups.values())
