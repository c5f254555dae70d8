"""The estimate: a linear function of what is measured, on the scale of human scores."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from mtaudit.model.quality import Quality, SegmentQuality
from mtaudit.quality.features import FEWEST_WORDS, Passage, passage_features, with_document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Weights", "estimate", "load_weights"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted to human scores.

    :param names: features.
    :param means: of each feature where it was fitted.
    :param scales: standard deviations there.
    :param weights: what a standard deviation of each adds to z.
    :param intercept: z of a passage that is average in everything.
    :param limit: standard deviations from the mean beyond which a feature counts no further.
    :param segments: percentiles 0 to 100 of the human z of judged segments.
    :param documents: percentiles 0 to 100 of the mean human z of judged documents.
    :param residuals: how far below and above the estimate the mean z of a document lies in 95 of 100 cases.
    :param digest: SHA-256 of the file.
    """

    names: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float
    limit: float
    segments: tuple[float, ...]
    documents: tuple[float, ...]
    residuals: tuple[float, float]
    digest: str

    def z(self, features: Mapping[str, float]) -> float:
        """Return the estimated z.

        :param features: what was measured, by name; others than :attr:`names` may be there.
        """
        total = self.intercept
        for name, mean, scale, weight in zip(self.names, self.means, self.scales, self.weights, strict=True):
            measured = (features[name] - mean) / scale
            total += weight * min(max(measured, -self.limit), self.limit)
        return total


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the weights that ship with the package; ``training/quality.py`` makes them."""
    file = resources.files("mtaudit.quality") / "data" / "weights.json"
    content = file.read_bytes()
    loaded = json.loads(content)
    features = loaded["features"]
    return Weights(
        names=tuple(one["name"] for one in features),
        means=tuple(one["mean"] for one in features),
        scales=tuple(one["scale"] for one in features),
        weights=tuple(one["weight"] for one in features),
        intercept=loaded["intercept"],
        limit=loaded["limit"],
        segments=tuple(loaded["percentiles"]["segments"]),
        documents=tuple(loaded["percentiles"]["documents"]),
        residuals=(loaded["residuals"]["low"], loaded["residuals"]["high"]),
        digest=hashlib.sha256(content).hexdigest(),
    )


def estimate(passages: Sequence[Passage]) -> Quality | None:
    """Estimate how people would judge a document as a translation, and each of its segments.

    :param passages: the segments of one document, in order; those of fewer than three words, or without
        surprisal, are left out.
    :returns: the estimate, or None where no segment is left.
    """
    kept = [one for one in passages if len(one.words) >= FEWEST_WORDS and one.surprisal]
    if not kept:
        return None
    weights = load_weights()
    lengths = [len(one.words) for one in kept]
    features = with_document(list(map(passage_features, kept)), lengths)
    scores = [weights.z(one) for one in features]
    z = sum(score * length for score, length in zip(scores, lengths, strict=True)) / sum(lengths)
    low, high = weights.residuals
    return Quality(
        percentile(z, weights.documents),
        percentile(z + low, weights.documents),
        percentile(z + high, weights.documents),
        tuple(
            SegmentQuality(one.index, percentile(score, weights.segments))
            for one, score in zip(kept, scores, strict=True)
        ),
    )


def percentile(value: float, table: Sequence[float]) -> float:
    """Return where a value stands among percentiles, 0 to 100, between two of them in proportion.

    :param value: a z.
    :param table: percentiles 0, 1, … 100, rising.
    """
    place = bisect_left(table, value)
    if place == 0:
        return 0.0
    if place == len(table):
        return 100.0
    below, above = table[place - 1], table[place]
    return place - 1 + (value - below) / (above - below)
