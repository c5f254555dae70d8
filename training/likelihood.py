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
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from mtaudit.likelihood.measures import MEASURES, measures
from mtaudit.likelihood.sequences import RUNS, runs
from mtaudit.likelihood.surprisal import SURPRISAL, surprisal_numbers

from . import surprisal, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mtaudit.engines.base import TokenScore
    from mtaudit.likelihood.words import Sentence

    from .texts import Parsed, Text

PACKAGE = Path(__file__).parents[1] / "mtaudit" / "likelihood" / "data"
SOURCES = ("native", "ntrex", "alt", "wmt")
LENGTHS = (100, 200)
FOLDS = 5
#: Runs in fewer examples are left out.
RAREST = 10
FEWEST_WORDS = 50
#: What is tried for the number of words whose evidence counts half.
HALVES = (0, 25, 50, 100, 200, 400)
#: Lengths of the parts that calibrators are fitted on.
JUDGED = (50, 100, 200)
#: At most this share of native texts of 200 words and more may be called machine-translated.
FALSE_ALARMS = 0.05
#: "Not machine-translated" is said only where the estimate is this sure, and of at most this share of machine
#: translations: languages that it was not fitted on, Indonesian above all, look more native to it.
SURE, MISSES = 0.05, 0.01


@dataclass(frozen=True)
class Example:
    """A part of a text of about the same length as others, and its numbers.

    :param text: where it is from.
    :param words: its length.
    :param counts: runs of signs, by kind.
    :param numbers: of the other kinds of evidence, by kind and name.
    """

    text: Text
    words: int
    counts: dict[str, Counter[str]] = field(repr=False)
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


def examples(
    read: Iterable[Parsed], words: int, scores: Mapping[Text, list[list[TokenScore]]] | None = None
) -> list[Example]:
    """Cut texts into parts and measure them.

    :param read: the texts.
    :param words: of a part.
    :param scores: of the language model; where they are given, only texts and sentences with scores are read.
    """
    return [
        Example(one.text, sum(map(len, part)), runs(part), numbers)
        for one in read
        if scores is None or one.text in scores
        for part in chunks(_within(one, scores), words)
        if (numbers := _numbers(part, scores and scores[one.text])) is not None
    ]


def _within(one: Parsed, scores: Mapping[Text, list[list[TokenScore]]] | None) -> list[Sentence]:
    """The sentences of a text that have scores; all where none are asked for."""
    if scores is None:
        return list(one.sentences)
    return [sentence for sentence in one.sentences if sentence[0].text_index < len(scores[one.text])]


def _numbers(
    part: Sequence[Sentence], scored: list[list[TokenScore]] | None
) -> dict[str, dict[str, float]] | None:
    if scored is None:
        return {"measures": measures(part)}
    found = surprisal_numbers(part, scored)
    return None if found is None else {"measures": measures(part), "surprisal": found}


class Sequences:
    """Logistic regression over runs of symbols."""

    def __init__(self, kind: str, strength: float = 3.0) -> None:
        self.kind, self.strength = kind, strength

    def fit(self, given: Sequence[Example]) -> Sequences:
        frequency = Counter(run for one in given for run in one.counts[self.kind])
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
            known = [
                (self.place[run], count) for run, count in one.counts[self.kind].items() if run in self.place
            ]
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


#: What fits each kind of evidence, and the sets of evidence that have a calibrator.
KINDS: dict[str, Callable[[], Sequences | Linear]] = {
    "sequences": lambda: Sequences("sequences"),
    "structure": lambda: Sequences("structure"),
    "measures": lambda: Linear("measures", list(MEASURES)),
    "surprisal": lambda: Linear("surprisal", list(SURPRISAL)),
}
SETS = {
    "base": ("sequences", "structure", "measures"),
    "with a language model": ("sequences", "structure", "measures", "surprisal"),
}


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


class Folds:
    """Models of each kind that saw no version of the documents of one fold.

    :param given: what each kind is fitted on.
    """

    def __init__(self, given: Mapping[str, Sequence[Example]]) -> None:
        self._fitted = [
            {
                kind: KINDS[kind]().fit([one for one in own if fold(one.text) != number])
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
            places = [place for place, one in enumerate(judged) if fold(one.text) == number]
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
    native = np.array([one.text.author == texts.NATIVE for one in judged]) & (words >= 200)
    machine = truth & (words >= 200)
    print(f"{len(judged)} parts, mean loss {loss / len(judged):.3f} nats")
    return {
        "slopes": [
            [kind, *map(_short, table[kind]), _short(s)] for kind, s in zip(table, slopes, strict=True)
        ],
        "bias": _short(fitted.intercept_[0]),
        "half": half,
        "machine": _short(max(0.5, float(np.quantile(found[native], 1 - FALSE_ALARMS * 0.8)))),
        "native": _short(min(SURE, float(np.quantile(found[machine], MISSES)))),
    }


def _calibrated(
    inputs: np.ndarray, half: int, judged: Sequence[Example]
) -> tuple[float, int, LogisticRegression]:
    """Return the loss of a logistic regression, what was tried, and the regression."""
    truth = np.array([one.text.is_machine for one in judged])
    weights = balance(judged)
    fitted = _logistic(10.0).fit(inputs, truth, sample_weight=weights)
    right = fitted.predict_proba(inputs)[np.arange(len(truth)), truth.astype(int)]
    return float(-(weights * np.log(right)).sum()), half, fitted


def fitted_on(
    read: Sequence[Parsed], scores: Mapping[Text, list[list[TokenScore]]]
) -> dict[str, list[Example]]:
    """Return what each kind of evidence is fitted on: human translations and some systems left out.

    :param read: the texts.
    :param scores: of the language model.
    """
    rest = thinned(one for one in read if not one.text.is_human_translation)
    plain = [one for words in LENGTHS for one in examples(rest, words)]
    machine_or_native = [one for one in read if not one.text.is_human_translation]
    scored = [one for words in LENGTHS for one in examples(machine_or_native, words, scores)]
    return {"sequences": plain, "structure": plain, "measures": plain, "surprisal": scored}


def judged_on(read: Sequence[Parsed], scores: Mapping[Text, list[list[TokenScore]]] | None) -> list[Example]:
    """Return the examples of several lengths that a calibrator is fitted on."""
    rest = [one for one in read if not one.text.is_human_translation]
    rest = thinned(rest) if scores is None else rest
    return [one for words in JUDGED for one in examples(rest, words, scores)]


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


def fit_all(read: Sequence[Parsed], scores: Mapping[Text, list[list[TokenScore]]]) -> dict[str, Any]:
    """Fit everything on these texts and return what the package reads.

    :param read: the texts.
    :param scores: of the language model.
    """
    given = fitted_on(read, scores)
    human = [one for one in read if one.text.is_human_translation]
    folds = Folds(given)
    calibrators = {}
    for name, kinds in SETS.items():
        own = scores if "surprisal" in kinds else None
        judged = judged_on(read, own)
        calibrators[name] = calibrate(judged, folds.scores(judged, kinds))
        translated = examples(human, 200, own)
        found = chances(translated, folds.scores(translated, kinds), calibrators[name])
        calibrators[name]["human_share"] = _short(float(np.mean(found >= calibrators[name]["machine"])))
    fitted = {kind: make().fit(given[kind]) for kind, make in KINDS.items()}
    shares = sorted(
        sum(count for run, count in one.counts["sequences"].items() if run in fitted["sequences"].place)
        / one.counts["sequences"].total()
        for one in given["sequences"]
    )
    return {
        "runs": {kind: one.stored() for kind, one in fitted.items() if kind in RUNS},
        "linear": {kind: one.stored() for kind, one in fitted.items() if kind not in RUNS},
        "calibrators": calibrators,
        "verdict": {"fewest_words": FEWEST_WORDS, "fewest_known": _short(shares[len(shares) // 1000])},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=texts.DATA)
    parser.add_argument("--work", type=Path, default=texts.WORK)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    read = [one for source in SOURCES for one in texts.parsed(source, options.data, options.work)]
    stored = fit_all(read, surprisal.scores([one.text for one in read], options.work))
    stored["data"] = {texts.FILES[s]: texts.file_digest(options.data, s) for s in SOURCES}
    content = json.dumps(stored, separators=(",", ":"), ensure_ascii=False) + "\n"
    print(f"{len(content)} bytes, sha256 {hashlib.sha256(content.encode()).hexdigest()}")
    for name, calibrator in stored["calibrators"].items():
        print(name, calibrator)
    if options.write:
        (PACKAGE / "weights.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
