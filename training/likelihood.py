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
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from mtaudit.likelihood.findings import FINDINGS
from mtaudit.likelihood.measures import MEASURES
from mtaudit.likelihood.surprisal import SURPRISAL

from . import findings, surprisal, texts
from .examples import Example, More, examples, named_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .texts import Parsed, Text

PACKAGE = Path(__file__).parents[1] / "mtaudit" / "likelihood" / "data"
LENGTHS = (100, 200)
FOLDS = len(texts.PAIRS)
#: Runs in fewer examples are left out.
RAREST = 10
FEWEST_WORDS = 50
#: What is tried for the number of words whose evidence counts half.
HALVES = (0, 25, 50, 100, 200, 400)
#: Lengths of the parts that calibrators are fitted on.
JUDGED = (50, 100, 200)
#: At most this share of native texts may be called machine-translated, of each length of JUDGED.
FALSE_ALARMS = 0.05
#: "Not machine-translated" is said only where the estimate is this sure, and of at most this share of machine
#: translations from a language that was not fitted on: those look more native.
SURE, MISSES = 0.05, 0.01


class Sequences:
    """Logistic regression over the roots of how often runs of signs occur, weighed by how rare they are."""

    def __init__(self, kind: str, strength: float = 5.0) -> None:
        self.kind, self.strength = kind, strength

    def fit(self, given: Sequence[Example]) -> Sequences:
        frequency = np.bincount(np.concatenate([one.rows[self.kind][0] for one in given]))
        self.runs = np.flatnonzero(frequency >= RAREST)
        self.rarity = 1 + np.log((1 + len(given)) / (1 + frequency[self.runs]))
        matrix = self.matrix(given)
        fitted = _logistic(self.strength).fit(
            matrix, [one.text.is_machine for one in given], sample_weight=balance(given)
        )
        self.weights, self.bias = fitted.coef_[0], float(fitted.intercept_[0])
        self.usual = np.asarray(matrix.mean(axis=0)).ravel() * self.weights
        return self

    def matrix(self, given: Sequence[Example]) -> csr_matrix:
        columns, values, ends = [], [], [0]
        for one in given:
            runs, counts = one.rows[self.kind]
            places = np.searchsorted(self.runs, runs)
            known = self.runs[np.minimum(places, len(self.runs) - 1)] == runs
            weighed = self.weighed(counts[known], self.rarity[places[known]])
            columns.append(places[known])
            values.append(weighed / (np.linalg.norm(weighed) or 1))
            ends.append(ends[-1] + len(weighed))
        return csr_matrix(
            (np.concatenate(values), np.concatenate(columns), ends), shape=(len(given), len(self.runs))
        )

    def weighed(self, counts: np.ndarray, rarity: np.ndarray) -> np.ndarray:
        """Return what runs count for: the root keeps one that comes often from deciding alone."""
        return np.asarray(np.sqrt(counts * rarity))

    def known_share(self, one: Example) -> float:
        runs, counts = one.rows[self.kind]
        return float(counts[np.isin(runs, self.runs)].sum() / counts.sum())

    def __call__(self, given: Sequence[Example]) -> np.ndarray:
        return np.asarray(self.matrix(given) @ self.weights + self.bias)

    def stored(self) -> dict[str, Any]:
        names = named_runs(self.kind)
        rows = sorted(
            (names[run], _short(rarity), _short(weight), float(f"{usual:.2g}"))
            for run, rarity, weight, usual in zip(
                self.runs, self.rarity, self.weights, self.usual, strict=True
            )
        )
        return {"bias": _short(self.bias), "table": rows}


class Linear:
    """Logistic regression over a few numbers."""

    def __init__(self, kind: str, names: Sequence[str]) -> None:
        self.kind, self.names = kind, list(names)

    def fit(self, given: Sequence[Example]) -> Linear:
        values = self.values(given)
        self.mean, self.deviation = values.mean(0), values.std(0) + 1e-9
        fitted = _logistic(0.1).fit(
            self.standard(values), [one.text.is_machine for one in given], sample_weight=balance(given)
        )
        self.weights, self.bias = fitted.coef_[0], float(fitted.intercept_[0])
        return self

    def values(self, given: Sequence[Example]) -> np.ndarray:
        return np.array([[one.numbers[self.kind][name] for name in self.names] for one in given])

    def standard(self, values: np.ndarray) -> np.ndarray:
        return np.asarray(np.clip((values - self.mean) / self.deviation, -3, 3))

    def __call__(self, given: Sequence[Example]) -> np.ndarray:
        return np.asarray(self.standard(self.values(given)) @ self.weights + self.bias)

    def stored(self) -> dict[str, Any]:
        rows = zip(self.names, self.mean, self.deviation, self.weights, strict=True)
        return {"bias": _short(self.bias), "table": [[n, *map(_short, row)] for n, *row in rows]}


def _logistic(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=5000, tol=1e-5)


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


#: What fits each kind of evidence, and the sets of evidence that have a calibrator.
_RUNS: dict[str, Callable[[], Sequences]] = {
    "sequences": lambda: Sequences("sequences"),
    "structure": lambda: Sequences("structure"),
}
_LINEAR: dict[str, Callable[[], Linear]] = {
    "measures": lambda: Linear("measures", list(MEASURES)),
    "findings": lambda: Linear("findings", list(FINDINGS)),
    "surprisal": lambda: Linear("surprisal", list(SURPRISAL)),
}
KINDS: dict[str, Callable[[], Sequences | Linear]] = {**_RUNS, **_LINEAR}
_TEXT = tuple(_RUNS)
#: Measures are no evidence: on pairs that were left out sums were worse with them. They tell what is strange.
SETS = {
    "base": (*_TEXT, "findings"),
    "rules left out": _TEXT,
    "with a language model": (*_TEXT, "findings", "surprisal"),
    "with a language model, rules left out": (*_TEXT, "surprisal"),
}


def fold(text: Text) -> int:
    """Return which fold a document is in: a language pair each, and native documents by name.

    Whoever asks brings a language that nothing was fitted on; how far scores can be trusted, and where a
    verdict changes, is therefore fitted to models that saw neither a translation's pair nor the document.
    """
    return texts.PAIRS.index(text.source) if text.source in texts.PAIRS else by_document(text)


def by_document(text: Text) -> int:
    """Return which fold a document is in where pairs are mixed; all its versions are in the same."""
    return texts.drawn(f"{text.source}/{text.document}") % FOLDS


def thinned(read: Iterable[Parsed]) -> list[Parsed]:
    """Keep of each translated document the versions of about a third of the systems, of native ones all."""
    return [one for one in read if texts.is_drawn(one.text)]


class Folds:
    """Models of each kind that saw nothing of one fold.

    :param given: what each kind is fitted on.
    :param part: tells the fold of a text.
    """

    def __init__(self, given: Mapping[str, Sequence[Example]], part: Callable[[Text], int] = fold) -> None:
        self._part = part
        self._fitted = [
            {
                kind: KINDS[kind]().fit([one for one in own if part(one.text) != number])
                for kind, own in given.items()
            }
            for number in range(FOLDS)
        ]

    def scores(self, judged: Sequence[Example], kinds: Iterable[str]) -> dict[str, np.ndarray]:
        """Return scores of each kind from the models that did not see a document.

        :param judged: what is scored.
        :param kinds: out of those that were fitted.
        """
        scores = {kind: np.zeros(len(judged)) for kind in kinds}
        for number, fitted in enumerate(self._fitted):
            places = [place for place, one in enumerate(judged) if self._part(one.text) == number]
            for kind, into in scores.items():
                if places:
                    into[places] = fitted[kind]([judged[place] for place in places])
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
    standing = np.clip(standing, -3, 3)
    loss, half, fitted = min(
        (_calibrated(standing * (words / (words + half))[:, None], half, judged) for half in HALVES),
        key=lambda one: one[0],
    )
    slopes = np.maximum(fitted.coef_[0], 0.0)
    logits = (standing * (words / (words + half))[:, None]) @ slopes + fitted.intercept_[0]
    found = 1 / (1 + np.exp(-logits))
    machine = truth & (words >= 200)
    print(f"{len(judged)} parts, mean loss {loss / len(judged):.3f} nats")
    return {
        "slopes": [
            [kind, *map(_short, table[kind]), _short(s)] for kind, s in zip(table, slopes, strict=True)
        ],
        "bias": _short(fitted.intercept_[0]),
        "half": half,
        "machine": alarm(judged, found),
        "native": _short(min(SURE, float(np.quantile(found[machine], MISSES)))),
    }


#: The fewest words of a text, rising, each with the probability from which it is called machine-translated.
Limits = list[tuple[int, float]]


def alarm(judged: Sequence[Example], found: np.ndarray) -> Limits:
    """Return, length by length, the probability that few enough native texts lie above.

    :param judged: the examples.
    :param found: their probabilities.
    """
    words = np.array([one.words for one in judged])
    native = np.array([one.text.author == texts.NATIVE for one in judged])
    limits = []
    for fewest, more in zip(JUDGED, (*JUDGED[1:], math.inf), strict=True):
        own = found[native & (fewest <= words) & (words < more)]
        limits.append((fewest, _short(max(0.5, float(np.quantile(own, 1 - FALSE_ALARMS * 0.8))))))
    return limits


def stricter(one: Limits, other: Limits) -> Limits:
    """Return the higher limit of two for each length."""
    return [(fewest, max(a, b)) for (fewest, a), (_, b) in zip(one, other, strict=True)]


def called(judged: Sequence[Example], found: np.ndarray, calibrator: Mapping[str, Any]) -> np.ndarray:
    """Tell which examples the package would call machine-translated.

    :param judged: the examples, of 50 words or more.
    :param found: their probabilities.
    :param calibrator: what was fitted.
    """
    fewest, limits = np.array(calibrator["machine"]).T
    places = np.searchsorted(fewest, [one.words for one in judged], side="right") - 1
    return np.asarray(found >= limits[places])


def _calibrated(
    inputs: np.ndarray, half: int, judged: Sequence[Example]
) -> tuple[float, int, LogisticRegression]:
    """Return the loss of a logistic regression, what was tried, and the regression."""
    truth = np.array([one.text.is_machine for one in judged])
    weights = balance(judged)
    fitted = _logistic(10.0).fit(inputs, truth, sample_weight=weights)
    right = fitted.predict_proba(inputs)[np.arange(len(truth)), truth.astype(int)]
    return float(-(weights * np.log(right)).sum()), half, fitted


def fitted_on(read: Sequence[Parsed], more: More) -> dict[str, list[Example]]:
    """Return what each kind of evidence is fitted on.

    :param read: the texts; human translations are left out.
    :param more: the scores and findings of some.
    """
    rest = [one for one in thinned(read) if not one.text.is_human_translation]
    plain = _of_lengths(LENGTHS, rest, More(codes=more.codes))
    scored = _of_lengths(LENGTHS, rest, more)
    return {**dict.fromkeys((*_TEXT, "measures", "findings"), plain), "surprisal": scored}


def judged_on(read: Sequence[Parsed], kinds: Iterable[str], more: More) -> list[Example]:
    """Return the examples of several lengths that the calibrator of a set of evidence is fitted on."""
    rest = [one for one in thinned(read) if not one.text.is_human_translation]
    return _of_lengths(JUDGED, rest, needed(kinds, more))


def needed(kinds: Iterable[str], more: More) -> More:
    """Return what a set of evidence needs beside the words."""
    kinds = set(kinds)
    return More(more.scores if "surprisal" in kinds else None, more.codes if "findings" in kinds else None)


def _of_lengths(lengths: Iterable[int], read: Sequence[Parsed], more: More) -> list[Example]:
    return [one for words in lengths for one in examples(read, words, more)]


def chances(
    judged: Sequence[Example], scores: dict[str, np.ndarray], calibrator: dict[str, Any]
) -> np.ndarray:
    """Return probabilities at an even prior, as the package would."""
    words = np.array([one.words for one in judged])
    standing = sum(
        slope * np.clip((scores[kind] - mean) / sd, -3, 3) for kind, mean, sd, slope in calibrator["slopes"]
    )
    return np.asarray(
        1 / (1 + np.exp(-(calibrator["bias"] + words / (words + calibrator["half"]) * standing)))
    )


def fit_all(read: Sequence[Parsed], more: More) -> dict[str, Any]:
    """Fit everything on these texts and return what the package reads.

    :param read: the texts.
    :param more: the scores and findings of some.
    """
    given = fitted_on(read, more)
    human = [one for one in read if one.text.is_human_translation]
    folds, mixed = Folds(given), Folds(given, by_document)
    calibrators = {}
    for name, kinds in SETS.items():
        judged = judged_on(read, kinds, more)
        own = calibrators[name] = calibrate(judged, folds.scores(judged, kinds))
        # Whatever the language of the translations that a model knows, native texts are native texts.
        seen = chances(judged, mixed.scores(judged, kinds), own)
        own["machine"] = stricter(own["machine"], alarm(judged, seen))
        # From a language that was fitted on: the worse case.
        translated = examples(human, 200, needed(kinds, more))
        found = chances(translated, mixed.scores(translated, kinds), own)
        own["human_share"] = _short(float(np.mean(called(translated, found, own))))
    runs = {kind: make().fit(given[kind]) for kind, make in _RUNS.items()}
    linear = {kind: make().fit(given[kind]) for kind, make in _LINEAR.items()}
    shares = sorted(map(runs["sequences"].known_share, given["sequences"]))
    return {
        "runs": {kind: one.stored() for kind, one in runs.items()},
        "linear": {kind: one.stored() for kind, one in linear.items()},
        "rules": findings.counted(),
        "calibrators": calibrators,
        "verdict": {"fewest_words": FEWEST_WORDS, "fewest_known": _short(shares[len(shares) // 1000])},
    }


def gathered(data: Path, work: Path) -> tuple[list[Parsed], More]:
    """Return the texts with everything that is known of them, out of the work folder where it is there."""
    read = [one for source in texts.SOURCES for one in texts.parsed(source, data, work)]
    every = [one.text for one in read]
    return read, More(surprisal.scores(every, work), findings.findings(findings.wanted(every), work))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=texts.DATA)
    parser.add_argument("--work", type=Path, default=texts.WORK)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    stored = fit_all(*gathered(options.data, options.work))
    stored["data"] = {texts.FILES[s]: texts.file_digest(options.data, s) for s in texts.SOURCES}
    content = json.dumps(stored, separators=(",", ":"), ensure_ascii=False) + "\n"
    print(f"{len(content)} bytes, sha256 {hashlib.sha256(content.encode()).hexdigest()}")
    for name, calibrator in stored["calibrators"].items():
        print(name, calibrator)
    if options.write:
        (PACKAGE / "weights.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
