"""Fit the quality estimate to human scores of WMT21's translations into English.

    python -m training.quality [--data DIR]

reads ``training/quality.csv.gz`` and writes ``mtaudit/quality/data/weights.json``. Fitted is a ridge
regression of the human score z; its features and its strength are chosen by leaving out documents of what it
is fitted on. The interval is conformal: each pair is estimated by what was fitted on the two others, and what
those estimates are off by, document by document, is what the interval allows for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np

from training.quality_evidence import DATA
from training.quality_table import TABLE, Row, digest, human_scores, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    Floats = np.ndarray[Any, np.dtype[np.float64]]

WEIGHTS = Path(__file__).parents[1] / "mtaudit/quality/data/weights.json"
PAIRS = ("is-en", "ja-en", "ru-en")
#: Sets of features to choose from, the fewest first.
CANDIDATES: tuple[tuple[str, ...], ...] = (
    ("strain",),
    ("strain", "worst"),
    ("strain", "worst", "document.strain", "document.worst"),
    ("strain", "worst", "document.strain", "document.worst", "grammar", "document.grammar"),
)
STRENGTHS = (10.0, 100.0, 1000.0, 10_000.0)
FOLDS = 5
#: Standard deviations from the mean beyond which a feature counts no further.
LIMIT = 4.0
#: Human scores beyond these count as these: one slip of a rater outweighs dozens of judgements otherwise.
BOUNDS = (-3.0, 2.0)
#: A document of fewer judged segments has no mean worth the name.
FEWEST_JUDGED = 4
LEVEL = 0.95


@dataclass(frozen=True)
class Fit:
    """A linear estimate of z."""

    names: tuple[str, ...]
    means: Floats
    scales: Floats
    weights: Floats
    intercept: float
    strength: float

    def __call__(self, rows: Sequence[Row]) -> Floats:
        """Return the estimated z of each row."""
        return self.of(_matrix(rows, self.names))

    def of(self, matrix: Floats) -> Floats:
        """Return the estimated z of each row of features."""
        measured = np.clip((matrix - self.means) / self.scales, -LIMIT, LIMIT)
        return np.asarray(measured @ self.weights + self.intercept)


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> Floats:
    return np.array([[row.features[name] for name in names] for row in rows], dtype=float)


def choose(rows: Sequence[Row], candidates: Sequence[Sequence[str]] = CANDIDATES) -> Fit:
    """Fit with the features and the strength that do best on documents left out of the rows."""
    names, strength = min(product(candidates, STRENGTHS), key=lambda chosen: _loss(rows, *chosen))
    return _fit(names, _matrix(rows, names), _targets(rows), strength)


def _fit(names: Sequence[str], matrix: Floats, target: Floats, strength: float) -> Fit:
    """Fit the ridge regression of a target on standardised features."""
    means, scales = matrix.mean(axis=0), np.maximum(matrix.std(axis=0), 1e-9)
    measured = np.clip((matrix - means) / scales, -LIMIT, LIMIT)
    centre = measured.mean(axis=0)
    inner = (measured - centre).T @ (measured - centre) + strength * np.eye(len(names))
    weights = np.linalg.solve(inner, (measured - centre).T @ target)
    return Fit(tuple(names), means, scales, weights, float(target.mean() - centre @ weights), strength)


def _targets(rows: Sequence[Row]) -> Floats:
    """Return z less the mean of its pair: what differs between the raters of pairs is no quality."""
    target = np.clip([row.z for row in rows], *BOUNDS)
    pairs = np.array([row.pair for row in rows])
    for pair in set(pairs):
        target[pairs == pair] -= target[pairs == pair].mean()
    return target


def _loss(rows: Sequence[Row], names: Sequence[str], strength: float) -> float:
    """Return the squared error on documents that were left out."""
    folds = np.array([hashlib.sha256(row.document.encode()).digest()[0] % FOLDS for row in rows])
    matrix, target = _matrix(rows, names), _targets(rows)
    total = 0.0
    for fold in range(FOLDS):
        kept = folds != fold
        error = _fit(names, matrix[kept], target[kept], strength).of(matrix[~kept]) - target[~kept]
        total += float(error @ error)
    return total


def unseen(
    rows: Sequence[Row], candidates: Sequence[Sequence[str]] = CANDIDATES
) -> dict[str, tuple[Fit, list[Row], Floats]]:
    """Estimate each pair by what was fitted on the others.

    :returns: by pair the fit, the pair's rows and their estimates.
    """
    found = {}
    for pair in PAIRS:
        own = [row for row in rows if row.pair == pair]
        fitted = choose([row for row in rows if row.pair != pair], candidates)
        found[pair] = (fitted, own, fitted(own))
    return found


def _residuals(rows: Sequence[Row]) -> tuple[float, float, int]:
    """Return how far below and above its estimate the mean z of a document lies, and how many were held.

    The estimate of a document is the mean of its segments' by words; split conformal, as in Lei et al. 2018.
    """
    errors = []
    for _, own, estimates in unseen(rows).values():
        held: defaultdict[tuple[str, str], list[tuple[Row, float]]] = defaultdict(list)
        for row, estimate in zip(own, estimates, strict=True):
            held[row.document, row.system].append((row, float(estimate)))
        for judged in held.values():
            if len(judged) >= FEWEST_JUDGED:
                words = sum(row.words for row, _ in judged)
                estimated = sum(row.words * estimate for row, estimate in judged) / words
                errors.append(fmean(row.z for row, _ in judged) - estimated)
    errors.sort()
    tail = int((len(errors) + 1) * (1 - LEVEL) / 2) - 1
    return errors[tail], errors[-tail - 1], len(errors)


def _percentiles(values: Sequence[float]) -> list[float]:
    return [round(float(value), 4) for value in np.percentile(values, range(101))]


def weights(data: Path = DATA) -> dict[str, Any]:
    """Return what ships: the fit on all pairs, the scale, the interval, and digests of the data."""
    rows = read_table(data)
    fitted = choose(rows)
    human = {key: z for key, z in human_scores(data).items() if key[2] != "HUMAN"}
    documents: defaultdict[tuple[str, ...], list[float]] = defaultdict(list)
    for key, z in human.items():
        documents[key[:3]].append(z)
    low, high, count = _residuals(rows)
    return {
        "fitted_on": {
            "rows": len(rows),
            "documents": len({(row.pair, row.document) for row in rows}),
            "pairs": list(PAIRS),
            "digests": {
                **{name: digest(data / name) for name in ("documents.jsonl.gz", "human-scores.tsv.gz")},
                TABLE.name: digest(TABLE),
            },
        },
        "features": [
            {"name": name, "mean": round(mean, 6), "scale": round(scale, 6), "weight": round(weight, 6)}
            for name, mean, scale, weight in zip(
                fitted.names,
                fitted.means.tolist(),
                fitted.scales.tolist(),
                fitted.weights.tolist(),
                strict=True,
            )
        ],
        "intercept": round(fitted.intercept, 6),
        "limit": LIMIT,
        "strength": fitted.strength,
        "residuals": {"low": round(low, 4), "high": round(high, 4), "level": LEVEL, "documents": count},
        "percentiles": {
            "segments": _percentiles(list(human.values())),
            "documents": _percentiles(
                [fmean(values) for values in documents.values() if len(values) >= FEWEST_JUDGED]
            ),
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    made = weights(parser.parse_args().data)
    WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: made[name] for name in ("fitted_on", "features", "residuals")}, indent=1))


if __name__ == "__main__":
    main()
