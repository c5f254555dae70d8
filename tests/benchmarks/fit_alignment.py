"""Fits the score of the alignment and shows what limits do: ``python -m tests.benchmarks.fit_alignment``.

Fitted on pieces of TED talks in two translations (as they are, and harder), on eleven invented events that we
told twice (tests/comparison/comparable_pairs.yaml), and on unrelated texts: those events against each
other, and ALT newswire. Neither WMT21 documents nor any gold of corpora/ or of the article pair is in it. The
eleven events are measured by leaving each out of the fit in turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, permutations, product
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from mtaudit.comparison.alignment import MOST, TOLL
from mtaudit.comparison.alignment.assignment import assign, grouped
from mtaudit.comparison.alignment.evidence import FEATURES, Described, Describer, measure
from mtaudit.comparison.alignment.score import beside
from tests.quality.comparable import Pair, Side, newsroom_pairs, newswire, talks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

#: Weights that may be negative: the others are evidence for a link and stay at 0 or more.
FREE = frozenset({"distinct", "parallel", "unrelated"})
#: How much the cells of each set weigh beside the newsroom pairs.
SHARES = {"newsroom": 1.0, "talks": 1.0, "hard talks": 0.3, "unrelated": 0.4}
RIDGE = 0.3


@dataclass(frozen=True)
class Measured:
    """A pair with its evidence."""

    one: Described
    other: Described
    evidence: NDArray[np.float64]
    gold: NDArray[np.bool_]
    clear: NDArray[np.bool_]


def measured(pair: Pair, describe: Describer) -> Measured:
    """Measure a pair; what is unclear in its gold is no part of the fit."""
    one, other = describe(pair.one.document), describe(pair.other.document)
    return Measured(one, other, measure(one, other), pair.gold, ~pair.unclear)


def sets() -> dict[str, list[Measured]]:
    """Build and measure everything."""
    describe = Describer()
    newsroom = [made for _, made in newsroom_pairs()]
    wire = list(newswire())
    unrelated = [Pair(a.one, b.other) for a, b in permutations(newsroom, 2)]
    unrelated += [Pair(a, b) for a, b in pairwise(wire)]
    made = {
        "newsroom": newsroom,
        "talks": list(talks(60, seed=7)),
        "hard talks": list(talks(60, seed=11, hard=True)),
        "unrelated": [Pair(_untold(p.one), _untold(p.other)) for p in unrelated],
    }
    return {name: [measured(pair, describe) for pair in pairs] for name, pairs in made.items()}


def _untold(side: Side) -> Side:
    return Side(side.document, tuple(frozenset() for _ in side.told))


def logistic(
    cells: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_], float]], free: Sequence[bool]
) -> NDArray[np.float64]:
    """Fit weights and constant by penalised maximum likelihood.

    :param cells: for each set the evidence, the gold and the weight of all its cells together.
    :param free: whether each weight may be negative.
    """
    x = np.concatenate([evidence for evidence, _, _ in cells])
    sign = np.where(np.concatenate([gold for _, gold, _ in cells]), 1.0, -1.0)
    weight = np.concatenate([np.full(len(gold), 1000 * share / len(gold)) for _, gold, share in cells])

    def loss(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = -sign * (x @ theta[:-1] + theta[-1])
        slope = -weight * sign / (1 + np.exp(-margin))
        value = (weight * np.logaddexp(0, margin)).sum() + RIDGE / 2 * (theta[:-1] ** 2).sum()
        return float(value), np.append(x.T @ slope + RIDGE * theta[:-1], slope.sum())

    bounds = [(None if may else 0, None) for may in free] + [(None, None)]
    start = np.zeros(len(free) + 1)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


@dataclass(frozen=True)
class Fitted:
    """Weights of the evidence and of what stands beside, each with the constant last."""

    evidence: NDArray[np.float64]
    near: NDArray[np.float64]

    def odds(self, one: Measured) -> NDArray[np.float64]:
        """Log-odds of a pair's cells."""
        alone = one.evidence @ self.evidence[:-1] + self.evidence[-1]
        return np.asarray(_with_near(alone, one) @ self.near[:-1] + self.near[-1])


def _with_near(alone: NDArray[np.float64], one: Measured) -> NDArray[np.float64]:
    near = beside(alone, one.one.paragraphs, one.other.paragraphs)
    return np.concatenate([alone[:, :, None], near], axis=2)


def fit(data: dict[str, list[Measured]]) -> Fitted:
    """Fit the evidence first, then what stands beside, with the evidence taken as one number."""
    first = logistic(
        [
            (np.concatenate([m.evidence[m.clear] for m in found]), _golds(found), SHARES[name])
            for name, found in data.items()
        ],
        [name in FREE for name in FEATURES],
    )
    second = logistic(
        [
            (
                np.concatenate([_with_near(m.evidence @ first[:-1] + first[-1], m)[m.clear] for m in found]),
                _golds(found),
                SHARES[name],
            )
            for name, found in data.items()
        ],
        [False] * 3,
    )
    return Fitted(first, second)


def _golds(found: Iterable[Measured]) -> NDArray[np.bool_]:
    return np.concatenate([m.gold[m.clear] for m in found])


def links(odds: NDArray[np.float64], one: Measured, limit: float, rise: float) -> set[tuple[int, int]]:
    """Return the linked cells."""
    gains = odds - limit - rise * one.evidence[:, :, FEATURES.index("parallel")]
    groups = grouped(assign(gains, TOLL, MOST), odds.shape)
    return {(i, j) for rows, columns in groups for i in rows for j in columns}


def scored(odds: list[NDArray[np.float64]], found: list[Measured], limit: float, rise: float) -> str:
    """Return precision, recall and F1 of the links, as text."""
    right = total = expected = 0
    for one, z in zip(found, odds, strict=True):
        got = links(z, one, limit, rise)
        right += sum(bool(one.gold[cell]) for cell in got if one.clear[cell])
        total += sum(bool(one.clear[cell]) for cell in got)
        expected += int((one.gold & one.clear).sum())
    return f"{right / max(total, 1):.3f} {right / expected:.3f} {2 * right / (total + expected):.3f}"


def strays(odds: list[NDArray[np.float64]], found: list[Measured], limit: float, rise: float) -> float:
    """Return the share of segments of the first texts that are linked."""
    linked = sum(len({i for i, _ in links(z, one, limit, rise)}) for one, z in zip(found, odds, strict=True))
    return linked / sum(len(z) for z in odds)


def main() -> None:
    """Fit, print the weights, and the figures at several limits."""
    data = sets()
    fitted = fit(data)
    for name, weight in zip((*FEATURES, "constant"), fitted.evidence, strict=True):
        print(f"{name:12} {weight:6.2f}")
    for name, weight in zip(("evidence", "neighbour", "both", "constant"), fitted.near, strict=True):
        print(f"{name:12} {weight:6.2f}")
    newsroom = data["newsroom"]
    left_out = [
        fit({**data, "newsroom": [m for m in newsroom if m is not one]}).odds(one) for one in newsroom
    ]
    odds = {name: [fitted.odds(one) for one in found] for name, found in data.items()}
    print("limit rise | newsroom P R F1, each pair left out | talks | hard talks | unrelated linked")
    for limit, rise in product((-2.25, -2.0, -1.75, -1.5, -1.0), (0.0, 2.0, 4.0)):
        figures = [scored(left_out, newsroom, limit, rise)]
        figures += [scored(odds[name], data[name], limit, rise) for name in ("talks", "hard talks")]
        linked = strays(odds["unrelated"], data["unrelated"], limit, rise)
        print(limit, rise, "|", " | ".join(figures), f"| {linked:.3f}")


if __name__ == "__main__":
    main()
