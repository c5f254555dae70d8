"""The score of a pair of segments: a logistic of its evidence and of what stands beside it.

docs/alignment.md says how it was fitted and on what; ``python -m tests.benchmarks.fit_alignment`` fits it
again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mtaudit.comparison.alignment.evidence import FEATURES

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BESIDE", "BESIDE_BIAS", "BIAS", "LIMIT", "RISE", "WEIGHTS", "beside", "log_odds", "reasons"]

#: Weight of each kind of evidence in the log-odds that two segments say the same, and the constant. The fit
#: gives ``unrelated`` -1.79; raised by hand: of the segments of unrelated texts, every fifth WMT21 document,
#: 3.5 % are linked at -1.79 and 0.7 % at -12, and the links of related texts stay the same.
WEIGHTS = {
    "meaning": 0.29, "parts": 3.35, "distinct": 8.15, "parallel": -4.45, "unrelated": -12.0, "words": 1.32,
    "rare words": 1.33, "numbers": 3.77, "names": 1.33, "dates": 1.45, "quotes": 1.56,
}  # fmt: skip
BIAS = -3.44
#: Weights of these log-odds, of a neighbour that is linked with the same segment, of neighbours that are
#: linked with each other, and the constant.
BESIDE = {"evidence": 1.20, "neighbour": 1.76, "both neighbours": 2.21}
BESIDE_BIAS = -0.03
#: Smallest log-odds of a link, and how much it rises with the evidence ``parallel``. Segments compete for
#: each other, so that a pair that both ends prefer is likelier than its own evidence says. On the newsroom
#: pairs, each left out of the fit, F1 is about 0.90 anywhere from -2.25 to -1.5 and 0.87 at -1. Translations
#: of one text leave less doubt: on pieces of talks F1 is 0.938 without the rise and 0.944 with it.
LIMIT, RISE = -1.75, 2.0
#: Evidence that speaks of two texts as wholes is no reason for a link.
_OF_THE_TEXTS = frozenset({"parallel", "unrelated"})
#: What evidence adds to the log-odds before it is named as a reason.
_WEIGHS = 0.3


def log_odds(
    measured: NDArray[np.float64], paragraphs: NDArray[np.intp], reference_paragraphs: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return the log-odds, above the limit, that the segments of each pair say the same.

    :param measured: evidence, shape (segments, reference segments, features).
    :param paragraphs: block of each segment.
    :param reference_paragraphs: block of each segment of the native report.
    """
    alone = measured @ np.array([WEIGHTS[name] for name in FEATURES]) + BIAS
    near = beside(alone, paragraphs, reference_paragraphs)
    weights = np.array(list(BESIDE.values()))
    limit = LIMIT + RISE * measured[:, :, FEATURES.index("parallel")]
    return np.asarray(weights[0] * alone + near @ weights[1:] + BESIDE_BIAS - limit)


def beside(
    alone: NDArray[np.float64], paragraphs: NDArray[np.intp], reference_paragraphs: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return the scores of what stands beside each pair in the same paragraphs.

    The first is the best score, 0 to 1, of a neighbour of one segment with the other segment: a sentence that
    is told in two pieces. The second is the best of a neighbour of the one with a neighbour of the other: two
    stories that go on side by side.

    :param alone: log-odds of each pair by its own evidence.
    :param paragraphs: block of each segment.
    :param reference_paragraphs: block of each segment of the native report.
    :returns: an array of shape (segments, reference segments, 2).
    """
    scores = 1 / (1 + np.exp(-alone))
    rows = [_shifted(scores, paragraphs, step) for step in (1, -1)]
    columns = [_shifted(scores.T, reference_paragraphs, step).T for step in (1, -1)]
    both = [_shifted(shifted.T, reference_paragraphs, step).T for shifted in rows for step in (1, -1)]
    return np.stack([np.maximum.reduce([*rows, *columns]), np.maximum.reduce(both)], axis=2)


def _shifted(scores: NDArray[np.float64], paragraphs: NDArray[np.intp], step: int) -> NDArray[np.float64]:
    """Return for each row the scores of the row beside it, 0 where that is in another paragraph."""
    moved = np.zeros_like(scores)
    here, there = (slice(None, -1), slice(1, None)) if step > 0 else (slice(1, None), slice(None, -1))
    same = paragraphs[here] == paragraphs[there]
    moved[here] = np.where(same[:, None], scores[there], 0.0)
    return moved


def reasons(measured: NDArray[np.float64]) -> tuple[str, ...]:
    """Name the evidence that weighs, strongest first, with its values.

    :param measured: evidence of one pair.
    """
    values = dict(zip(FEATURES, map(float, measured), strict=True))
    weighing = {
        name: WEIGHTS[name] * value
        for name, value in values.items()
        if name not in _OF_THE_TEXTS and WEIGHTS[name] * value > _WEIGHS
    }
    return tuple(f"{name} {values[name]:.2f}" for name in sorted(weighing, key=lambda name: -weighing[name]))
