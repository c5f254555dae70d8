"""Fit the quality estimate to human scores of WMT21's translations into English.

    python -m training.quality --evidence DIR [--data DIR] [--write]

``DIR`` is what ``training/quality_evidence.py`` filled. ``--write`` puts the weights into
``mtaudit/quality/data/weights.json``. Fitted is a ridge regression of the standardised human score z; its
strength is chosen by leaving out documents of what it is fitted on.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.quality.features import FEWEST_WORDS, Passage, document_features
from mtaudit.quality.words import Word
from training.quality_evidence import DATA, SEGMENTS, SYSTEMS, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    Floats = np.ndarray[Any, np.dtype[np.float64]]

WEIGHTS = Path(__file__).parents[1] / "mtaudit/quality/data/weights.json"
PAIRS = ("is-en", "ja-en", "ru-en")
#: One system goes by two names.
NAMES = {"Nemo": "NVIDIA-NeMo"}
STRENGTHS = (10.0, 100.0, 1000.0, 10_000.0)
FOLDS = 5


@dataclass(frozen=True)
class Row:
    """A judged segment of a system's output."""

    pair: str
    document: str
    system: str
    segment: int
    z: float
    features: dict[str, float]


def human_scores(data: Path = DATA) -> dict[tuple[str, str, str, int], float]:
    """Return the mean z of each judged segment by pair, document, system and place in the document.

    Segment numbers of the human scores count over the documents sorted by id.
    """
    places: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    with gzip.open(data / "documents.jsonl.gz", "rt", encoding="utf-8") as lines:
        for entry in sorted(map(json.loads, lines), key=lambda entry: entry["doc"]):
            places[entry["lp"]] += [(entry["doc"], at) for at in range(len(entry["segment_ids"]))]
    held: defaultdict[tuple[str, str, str, int], list[float]] = defaultdict(list)
    with gzip.open(data / "human-scores.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            system = re.sub(r"\.\d+$", "", row["system"])
            document, at = places[row["lp"]][int(row["segment_id"]) - 1]
            held[row["lp"], document, NAMES.get(system, system), at].append(float(row["z"]))
    return {key: fmean(values) for key, values in held.items()}


def _read(path: Path) -> dict[str, dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return {entry["name"]: entry for entry in map(json.loads, lines)}


def rows(evidence: Path, data: Path = DATA) -> list[Row]:
    """Return every judged segment whose words and surprisal are there."""
    human = human_scores(data)
    words, surprisal = _read(evidence / "words.jsonl"), _read(evidence / "surprisal.jsonl")
    found = []
    for name, segments in texts(data, SYSTEMS, SEGMENTS):
        if "words" not in words.get(name, {}) or name not in surprisal:
            continue
        pair, rest = name.split("/", 1)
        document, system = rest.rsplit("/", 1)
        passages = _passages(words[name], surprisal[name]["surprisal"][: len(segments)])
        for passage, features in zip(passages, document_features(passages), strict=True):
            key = (pair, document, system, passage.index)
            if key in human:
                found.append(Row(*key, human[key], features))
    return found


def _passages(words: dict[str, Any], surprisal: list[list[float]]) -> list[Passage]:
    made = [
        Passage(at, [Word(*word) for word in own], [tuple(one) for one in findings], values)
        for at, (own, findings, values) in enumerate(
            zip(words["words"], words["findings"], surprisal, strict=False)
        )
    ]
    return [passage for passage in made if passage.surprisal and passage.length >= FEWEST_WORDS]


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
        measured = (_matrix(rows, self.names) - self.means) / self.scales
        return np.asarray(np.clip(measured, -LIMIT, LIMIT) @ self.weights + self.intercept)


#: Standard deviations from the mean beyond which a feature counts no further.
LIMIT = 4.0
#: Human scores beyond these are given for a slip of the rater as often as for a bad segment.
BOUNDS = (-3.0, 2.0)


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> Floats:
    return np.array([[row.features[name] for name in names] for row in rows], dtype=float)


def fit(rows: Sequence[Row], names: Sequence[str], strength: float | None = None) -> Fit:
    """Fit the ridge regression.

    :param rows: what it is fitted on.
    :param names: features.
    :param strength: of the penalty; None chooses it by leaving out documents.
    """
    if strength is None:
        strength = min(STRENGTHS, key=lambda one: _loss(rows, names, one))
    matrix = _matrix(rows, names)
    means, scales = matrix.mean(axis=0), np.maximum(matrix.std(axis=0), 1e-9)
    measured = np.clip((matrix - means) / scales, -LIMIT, LIMIT)
    target = np.clip([row.z for row in rows], *BOUNDS)
    # A pair's raters are their own scale: what differs between pairs is no quality.
    pairs = np.array([row.pair for row in rows])
    for pair in set(pairs):
        target[pairs == pair] -= target[pairs == pair].mean()
    centre = measured.mean(axis=0)
    inner = (measured - centre).T @ (measured - centre) + strength * np.eye(len(names))
    weights = np.linalg.solve(inner, (measured - centre).T @ target)
    return Fit(tuple(names), means, scales, weights, float(-centre @ weights), strength)


def _loss(rows: Sequence[Row], names: Sequence[str], strength: float) -> float:
    """Return the squared error on left-out documents."""
    folds = [hashlib.sha256(row.document.encode()).digest()[0] % FOLDS for row in rows]
    total = 0.0
    for fold in range(FOLDS):
        kept = [row for row, own in zip(rows, folds, strict=True) if own != fold]
        held = [row for row, own in zip(rows, folds, strict=True) if own == fold]
        error = fit(kept, names, strength)(held) - np.clip([row.z for row in held], *BOUNDS)
        total += float(error @ error)
    return total
