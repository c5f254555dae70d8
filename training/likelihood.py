"""Fit the weights that the likelihood comes with.

    python -m training.likelihood [--data DIR] [--work DIR] [--write]

Deterministic: no step draws at random. ``--write`` puts the weights, with the digests of the data, into the
package. What they are worth is measured by ``python -m tests.quality.likelihood``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from mtaudit.likelihood.measures import MEASURES, measures
from mtaudit.likelihood.sequences import ngrams

from . import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mtaudit.likelihood.words import Sentence

    from .texts import Parsed, Text

PACKAGE = Path(__file__).parents[1] / "mtaudit" / "likelihood" / "data"
SOURCES = ("native", "ntrex", "alt", "wmt")
LENGTHS = (100, 200)
FOLDS = 5
#: Runs in fewer examples are left out.
RAREST = 10
FEWEST_WORDS = 50
#: At most this share of native texts of 200 words and more may be called machine-translated.
FALSE_ALARMS = 0.05
#: At most this share of machine translations may be called not machine-translated.
MISSES = 0.05


@dataclass(frozen=True)
class Example:
    """A part of a text of about the same length as others, and its numbers.

    :param text: where it is from.
    :param words: its length.
    :param counts: runs of symbols.
    :param numbers: of the other kinds of evidence, by kind and name.
    """

    text: Text
    words: int
    counts: Counter[str] = field(repr=False)
    numbers: dict[str, dict[str, float]] = field(repr=False)


def chunks(sentences: Sequence[Sentence], words: int) -> list[list[Sentence]]:
    """Cut a text into parts of at least so many words, in whole sentences; the rest is left out."""
    parts: list[list[Sentence]] = []
    part: list[Sentence] = []
    for sentence in sentences:
        part.append(sentence)
        if sum(map(len, part)) >= words:
            parts.append(part)
            part = []
    return parts


def examples(read: Iterable[Parsed], words: int) -> list[Example]:
    return [
        Example(
            one.text,
            sum(map(len, part)),
            ngrams(part),
            {"measures": measures(part)},
        )
        for one in read
        for part in chunks(one.sentences, words)
    ]


class Sequences:
    """Logistic regression over runs of symbols."""

    def __init__(self, strength: float = 3.0) -> None:
        self.strength = strength

    def fit(self, given: Sequence[Example]) -> Sequences:
        frequency = Counter(run for one in given for run in one.counts)
        self.runs = sorted(run for run, count in frequency.items() if count >= RAREST)
        self.place = {run: index for index, run in enumerate(self.runs)}
        self.rarity = np.array([1 + math.log((1 + len(given)) / (1 + frequency[r])) for r in self.runs])
        fitted = _logistic(self.strength).fit(
            self.matrix(given), [one.text.is_machine for one in given], sample_weight=balance(given)
        )
        self.weights, self.bias = fitted.coef_[0], float(fitted.intercept_[0])
        return self

    def matrix(self, given: Sequence[Example]) -> csr_matrix:
        rows, columns, values = [], [], []
        for row, one in enumerate(given):
            known = [(self.place[run], count) for run, count in one.counts.items() if run in self.place]
            weighed = np.array([(1 + math.log(count)) * self.rarity[at] for at, count in known])
            rows += [row] * len(known)
            columns += [at for at, _ in known]
            values += list(weighed / (np.linalg.norm(weighed) or 1))
        return csr_matrix((values, (rows, columns)), shape=(len(given), len(self.runs)))

    def __call__(self, given: Sequence[Example]) -> np.ndarray:
        return np.asarray(self.matrix(given) @ self.weights + self.bias)

    def stored(self) -> dict[str, Any]:
        rows = zip(self.runs, self.rarity, self.weights, strict=True)
        return {"bias": _short(self.bias), "table": [[run, _short(r), _short(w)] for run, r, w in rows]}


class Linear:
    """Logistic regression over a few numbers."""

    def __init__(self, kind: str, names: Sequence[str], strength: float = 0.1) -> None:
        self.kind, self.names, self.strength = kind, list(names), strength

    def fit(self, given: Sequence[Example]) -> Linear:
        values = self.values(given)
        self.mean, self.deviation = values.mean(0), values.std(0) + 1e-9
        fitted = _logistic(self.strength).fit(
            self.standard(values), [one.text.is_machine for one in given], sample_weight=balance(given)
        )
        self.weights, self.bias = fitted.coef_[0], float(fitted.intercept_[0])
        return self

    def values(self, given: Sequence[Example]) -> np.ndarray:
        return np.array([[one.numbers[self.kind][name] for name in self.names] for one in given])

    def standard(self, values: np.ndarray) -> np.ndarray:
        return np.clip((values - self.mean) / self.deviation, -3, 3)

    def __call__(self, given: Sequence[Example]) -> np.ndarray:
        return np.asarray(self.standard(self.values(given)) @ self.weights + self.bias)

    def stored(self) -> dict[str, Any]:
        rows = zip(self.names, self.mean, self.deviation, self.weights, strict=True)
        return {"bias": _short(self.bias), "table": [[n, *map(_short, row)] for n, *row in rows]}


def _logistic(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=5000, tol=1e-6)


def _short(value: float) -> float:
    return float(f"{value:.5g}")


def balance(given: Sequence[Example]) -> np.ndarray:
    """Weigh examples: both classes alike, and sources by the root of their size."""
    groups = [(one.text.is_machine, one.text.source) for one in given]
    sizes = Counter(groups)
    weights = np.array([1 / math.sqrt(sizes[group]) for group in groups])
    machine = np.array([group[0] for group in groups])
    for side in (machine, ~machine):
        weights[side] *= len(given) / 2 / weights[side].sum()
    return weights


def kinds() -> dict[str, Callable[[], Sequences | Linear]]:
    """Return what fits each kind of evidence of the base set."""
    return {"sequences": Sequences, "measures": lambda: Linear("measures", list(MEASURES))}


def fold(text: Text) -> int:
    """Return which fold a document is in; all versions of one document are in the same."""
    return _drawn(f"{text.source}/{text.document}") % FOLDS


def thinned(read: Iterable[Parsed]) -> list[Parsed]:
    """Keep of each translated document the versions of about a third of the systems, of native ones all."""
    return [
        one
        for one in read
        if not one.text.is_machine
        or _drawn(f"{one.text.source}/{one.text.document}/{one.text.author}") % 3 == 0
    ]


def _drawn(name: str) -> int:
    """A number that a name always draws."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)


def out_of_fold(given: Sequence[Example], judged: Sequence[Example]) -> dict[str, np.ndarray]:
    """Return scores of each kind from models that saw no version of the same document."""
    scores = {kind: np.zeros(len(judged)) for kind in kinds()}
    for number in range(FOLDS):
        train = [one for one in given if fold(one.text) != number]
        places = [place for place, one in enumerate(judged) if fold(one.text) == number]
        for kind, make in kinds().items():
            scores[kind][places] = make().fit(train)([judged[place] for place in places])
    return scores


def calibrate(judged: Sequence[Example], scores: dict[str, np.ndarray]) -> dict[str, Any]:
    """Fit how scores become a likelihood ratio, and where the verdict changes.

    :param judged: examples of several lengths.
    :param scores: of each kind, out of fold.
    """
    truth = np.array([one.text.is_machine for one in judged])
    words = np.array([one.words for one in judged])
    table = {kind: (float(s.mean()), float(s.std())) for kind, s in scores.items()}
    standing = np.column_stack([(scores[kind] - mean) / sd for kind, (mean, sd) in table.items()])
    best: tuple[float, float, LogisticRegression] | None = None
    for half in (0, 25, 50, 100, 200, 400):
        inputs = standing * (words / (words + half))[:, None]
        fitted = _logistic(10.0).fit(inputs, truth, sample_weight=balance(judged))
        chances = fitted.predict_proba(inputs)[:, 1]
        right = np.where(truth, chances, 1 - chances)
        loss = float(-(balance(judged) * np.log(right)).sum())
        if best is None or loss < best[0]:
            best = loss, half, fitted
    _, half, fitted = best
    slopes = np.maximum(fitted.coef_[0], 0.0)
    logits = (standing * (words / (words + half))[:, None]) @ slopes + fitted.intercept_[0]
    chances = 1 / (1 + np.exp(-logits))
    native = np.array([one.text.author == texts.NATIVE for one in judged]) & (words >= 200)
    machine = truth & (words >= 200)
    return {
        "slopes": [
            [kind, *map(_short, table[kind]), _short(s)] for kind, s in zip(table, slopes, strict=True)
        ],
        "bias": _short(fitted.intercept_[0]),
        "half": half,
        "machine": _short(max(0.5, float(np.quantile(chances[native], 1 - FALSE_ALARMS * 0.8)))),
        "native": _short(min(0.5, float(np.quantile(chances[machine], MISSES)))),
        "chances": chances,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=texts.DATA)
    parser.add_argument("--work", type=Path, default=texts.WORK)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    read = [one for source in SOURCES for one in texts.parsed(source, options.data, options.work)]
    stored = fit_all(read)
    stored["data"] = {texts.FILES[s]: texts.file_digest(options.data, s) for s in SOURCES}
    content = json.dumps(stored, indent=None, separators=(",", ":"), ensure_ascii=False) + "\n"
    print(f"{len(content)} bytes, sha256 {hashlib.sha256(content.encode()).hexdigest()}")
    if options.write:
        (PACKAGE / "weights.json").write_text(content, encoding="utf-8")


def fit_all(read: Sequence[Parsed]) -> dict[str, Any]:
    """Fit everything on these texts and return what the package reads."""
    human = [one for one in read if one.text.is_human_translation]
    rest = thinned(one for one in read if not one.text.is_human_translation)
    given = [one for words in LENGTHS for one in examples(rest, words)]
    judged = [one for words in (50, 100, 200) for one in examples(rest, words)]
    calibrated = calibrate(judged, out_of_fold(given, judged))
    chances = calibrated.pop("chances")
    for words in (50, 100, 200):
        for source in ("native", "ntrex", "alt", *texts.PAIRS):
            own = [
                c
                for c, one in zip(chances, judged, strict=True)
                if one.text.source == source and words <= one.words < 2 * words
            ]
            called = fmean(c >= calibrated["machine"] for c in own) if own else float("nan")
            print(f"{words} words, {source}: {len(own)} parts, {called:.2f} called machine-translated")
    fitted = {kind: make().fit(given) for kind, make in kinds().items()}
    calibrated["human_share"] = _human_share(human, calibrated, given)
    known = sorted(
        sum(c for run, c in one.counts.items() if run in fitted["sequences"].place) / one.counts.total()
        for one in judged
    )
    return {
        "sequences": fitted["sequences"].stored(),
        "linear": {kind: one.stored() for kind, one in fitted.items() if kind != "sequences"},
        "calibrators": {"base": calibrated},
        "verdict": {
            "fewest_words": FEWEST_WORDS,
            "fewest_known": _short(known[len(known) // 1000]),
        },
    }


def _human_share(human: Sequence[Parsed], calibrated: dict[str, Any], given: Sequence[Example]) -> float:
    """Return the share of human translations of 200 words and more that are called machine-translated."""
    judged = examples(human, 200)
    scores = out_of_fold(given, judged)
    words = np.array([one.words for one in judged])
    logits = calibrated["bias"] + words / (words + calibrated["half"]) * sum(
        slope * (scores[kind] - mean) / sd for kind, mean, sd, slope in calibrated["slopes"]
    )
    return _short(float(np.mean(1 / (1 + np.exp(-logits)) >= calibrated["machine"])))


if __name__ == "__main__":
    main()
