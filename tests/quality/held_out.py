"""How an estimate is held against texts that it was not fitted on: splits, the baseline, areas and shares."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from mtaudit.likelihood.normalise import normalised
from mtaudit.likelihood.sequences import function_words, ngrams
from training import texts as corpus
from training.examples import Example
from training.likelihood import KINDS, Folds, Sequences, balance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.texts import Text

SEED, SAMPLES = 12345, 1000
HELD = ("native", "ntrex")
#: Masked in the model, words in the baseline.
_MORE_FUNCTION_WORDS = frozenset(
    "until till regarding meanwhile moreover furthermore previously currently likewise then according".split()
)
_TOKEN = re.compile(r"n't|'(?:s|re|m|ve|d|ll)\b|\w+(?:-\w+)*?(?=n't)|\w+(?:-\w+)*|[^\w\s]")

Scorer = "Callable[[Sequence[Example]], np.ndarray]"


def auc(machine: np.ndarray, other: np.ndarray, documents: tuple[list[str], list[str]]) -> np.ndarray:
    """Return the area under the curve, and the ends of its interval with documents drawn anew.

    :param machine: scores of machine translations.
    :param other: scores of what they are held against.
    :param documents: of the scores of each.
    """
    names = [sorted(set(side)) for side in documents]
    at = [np.array([names[i].index(one) for one in side]) for i, side in enumerate(documents)]
    wins = (machine[:, None] > other) + 0.5 * (machine[:, None] == other)
    table = np.zeros((len(names[0]), len(names[1])))
    np.add.at(table, (at[0][:, None], at[1][None, :]), wins)
    sizes = [np.bincount(side, minlength=len(n)).astype(float) for side, n in zip(at, names, strict=True)]
    generator = np.random.default_rng(SEED)
    drawn = []
    for _ in range(SAMPLES):
        one, two = (np.bincount(generator.integers(0, len(n), len(n)), minlength=len(n)) for n in names)
        drawn.append(one @ table @ two / ((one @ sizes[0]) * (two @ sizes[1])))
    return np.array([wins.mean(), *np.percentile(drawn, [2.5, 97.5])])


def held_against(score: Scorer, machine: Sequence[Example], other: Sequence[Example]) -> np.ndarray:
    sides = (machine, other)
    documents = tuple([f"{one.text.source}/{one.text.document}" for one in side] for side in sides)
    return auc(score(machine), score(other), documents)


def share(hits: Sequence[bool], documents: Sequence[str]) -> str:
    """Return a share with its interval, documents drawn anew."""
    names = sorted(set(documents))
    found, sizes = Counter(d for d, hit in zip(documents, hits, strict=True) if hit), Counter(documents)
    counts = np.array([(found[name], sizes[name]) for name in names], float)
    generator = np.random.default_rng(SEED)
    drawn = [counts[generator.integers(0, len(names), len(names))].sum(0) for _ in range(SAMPLES)]
    low, high = np.percentile([a / b for a, b in drawn], [2.5, 97.5])
    return f"{np.mean(hits):.3f} [{low:.3f}, {high:.3f}] ({len(hits)} parts, {len(names)} documents)"


class Baseline(Sequences):
    """What the likelihood is held against: runs of function words, weighed by how rare they are."""

    def __init__(self) -> None:
        super().__init__("baseline", 1.0)

    def weighed(self, counts: np.ndarray, rarity: np.ndarray) -> np.ndarray:
        """Return what runs count for: the logarithm of how often they occur, by their rarity."""
        return (1 + np.log(counts)) * rarity


class Fitted:
    """Kinds of evidence fitted on nothing but some examples, and what each counts for.

    That is fitted to scores of models that saw no version of a document.

    :param given: the examples of each kind.
    """

    def __init__(self, given: Mapping[str, Sequence[Example]]) -> None:
        self._given = given
        self._folds = Folds(given)
        self._fitted = {kind: KINDS[kind]().fit(own) for kind, own in given.items()}

    def scorer(self, kinds: Sequence[str]) -> Scorer:
        """Return what adds up kinds of evidence, fitted where each of them knows enough."""
        # The last kind has the examples that know most.
        judged = self._given[kinds[-1]]
        scores = self._folds.scores(judged, kinds)
        spread = {kind: float(np.std(scores[kind])) for kind in kinds}
        standing = np.column_stack([scores[kind] / spread[kind] for kind in kinds])
        truth = [one.text.is_machine for one in judged]
        added = LogisticRegression(C=10.0, max_iter=5000).fit(standing, truth, sample_weight=balance(judged))
        slopes = dict(zip(kinds, np.maximum(added.coef_[0], 0.0), strict=True))
        return lambda held: sum(slopes[kind] * self._fitted[kind](held) / spread[kind] for kind in kinds)


class Split:
    """Two pairs and the systems that come even in name order against the third pair's odd ones.

    Native documents are parted in name order too: even ones are fitted on, odd ones judged.
    """

    def __init__(self, every: Sequence[Text]) -> None:
        self._place = {}
        for source in {text.source for text in every}:
            own = [text for text in every if text.source == source]
            for names in (
                sorted({text.author for text in own if text.is_machine}),
                sorted({text.document for text in own if text.author == corpus.NATIVE}),
            ):
                self._place |= {(source, name): place for place, name in enumerate(names)}

    def even(self, text: Text) -> bool:
        name = text.author if text.is_machine else text.document
        return self._place[text.source, name] % 2 == 0

    def fitted_on(self, given: Sequence[Example], third: str) -> list[Example]:
        return [
            one
            for one in given
            if one.text.source != third and not one.text.is_human_translation and self.even(one.text)
        ]

    def judged(self, given: Sequence[Example], third: str, words: int) -> dict[str, list[Example]]:
        held = [one for one in given if words <= one.words < 1.5 * words]
        sides = {
            "machine": [
                e for e in held if e.text.source == third and e.text.is_machine and not self.even(e.text)
            ]
        }
        sides |= {name: [e for e in held if e.text.source == name and not self.even(e.text)] for name in HELD}
        sides["human"] = [e for e in held if e.text.source == third and e.text.is_human_translation]
        return sides


def baseline_examples(every: Sequence[Text], words: int, *, plain: bool) -> list[Example]:
    """Return parts as runs of function words and one sign for all others; ``plain`` takes house style out."""
    known = function_words() | _MORE_FUNCTION_WORDS
    found = []
    for text in every:
        part: list[list[str]] = []
        for segment in text.segments:
            tokens = _TOKEN.findall(normalised(segment) if plain else segment)
            signs = [
                word.lower() if word.lower() in known else "X" if word[0].isalnum() else word
                for word in tokens
            ]
            part.append([sign for sign in signs if not plain or sign[0].isalnum() or sign in known])
            count = sum(sign == "X" or sign in known for row in part for sign in row)
            if count >= words:
                found.append(Example(text, count, partial(_baseline, list(chain.from_iterable(part))), {}))
                part = []
    return found


def _baseline(signs: list[str]) -> dict[str, Counter[str]]:
    return {"baseline": ngrams([signs], 3)}


def interval(value: np.ndarray) -> str:
    return f"{value[0]:.3f} [{value[1]:.3f}, {value[2]:.3f}]"
