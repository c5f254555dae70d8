"""The fitted model: a small file of numbers in the package, with its digest."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from mtaudit.errors import MtauditError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Calibrator", "LinearScore", "SequenceScore", "Weights", "load_weights", "read_weights"]

_FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class SequenceScore:
    """A linear score over the roots of how often runs of symbols occur, by how rare they are, at length 1.

    :param table: run of symbols to its rarity, its weight, and what it adds to the score in the mean.
    :param bias: the score of a text with none of them.
    """

    table: Mapping[str, tuple[float, float, float]]
    bias: float

    def parts(self, counts: Mapping[str, int]) -> dict[str, float]:
        """Return what each run of symbols of a text adds to the score.

        :param counts: how often each occurs.
        """
        known = {
            run: math.sqrt(count * self.table[run][0]) for run, count in counts.items() if run in self.table
        }
        length = math.sqrt(sum(value * value for value in known.values())) or 1.0
        return {run: value / length * self.table[run][1] for run, value in known.items()}

    def unusual(self, parts: Mapping[str, float]) -> dict[str, float]:
        """Return what runs of symbols add beside what they add in the mean of the texts that were fitted on.

        :param parts: what they add, as :meth:`parts` returns it.
        """
        return {run: value - self.table[run][2] for run, value in parts.items()}

    def known_share(self, counts: Mapping[str, int]) -> float:
        """Return the share of a text's runs that the table holds."""
        total = sum(counts.values())
        return sum(count for run, count in counts.items() if run in self.table) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class LinearScore:
    """A linear score over a few numbers.

    :param table: name to mean, standard deviation and weight.
    :param bias: the score of the mean text.
    """

    table: Mapping[str, tuple[float, float, float]]
    bias: float

    def parts(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return what each number adds to the score; none counts for more than three deviations.

        :param values: every number of the table.
        """
        return {
            name: max(-3.0, min(3.0, (values[name] - mean) / deviation)) * weight
            for name, (mean, deviation, weight) in self.table.items()
        }

    def farthest(self, values: Mapping[str, float]) -> float:
        """Return how many standard deviations the oddest number is from its mean.

        :param values: every number of the table.
        """
        return max(abs(values[name] - mean) / deviation for name, (mean, deviation, _) in self.table.items())


@dataclass(frozen=True, slots=True)
class Calibrator:
    """From the scores of one set of evidence to the logarithm of the likelihood ratio.

    :param slopes: name of a score to its mean, standard deviation and slope.
    :param bias: where scores are at their means.
    :param half: words of a text whose evidence counts half of a long one's.
    :param machine: the fewest words of a text, rising, each with the probability at an even prior from which
        a text of that length is called machine-translated.
    :param native: probability up to which it is called not machine-translated.
    :param human_share: share of human translations that are called machine-translated.
    """

    slopes: Mapping[str, tuple[float, float, float]]
    bias: float
    half: float
    machine: tuple[tuple[int, float], ...]
    native: float
    human_share: float

    def trust(self, words: int) -> float:
        """Return how much the evidence of a text of so many words counts, 0 to 1."""
        return words / (words + self.half)

    def threshold(self, words: int) -> float:
        """Return the probability from which a text of so many words is called machine-translated."""
        return next(
            (limit for fewest, limit in reversed(self.machine) if words >= fewest), self.machine[0][1]
        )

    def standing(self, name: str, score: float) -> float:
        """Return where a score stands, in standard deviations."""
        mean, deviation, _ = self.slopes[name]
        return (score - mean) / deviation


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that was fitted.

    :param runs: over runs of signs, by the kind of evidence.
    :param linear: over the numbers of each other kind of evidence, by its name.
    :param rules: codes of the rules whose findings count.
    :param calibrators: one for each set of evidence, by its name.
    :param fewest_words: below this nothing is decided.
    :param fewest_known: share of known runs of symbols below which a text is unlike anything seen.
    :param digest: SHA-256 of the file.
    """

    runs: Mapping[str, SequenceScore]
    linear: Mapping[str, LinearScore]
    rules: frozenset[str]
    calibrators: Mapping[str, Calibrator]
    fewest_words: int
    fewest_known: float
    digest: str

    def calibrator(self, kinds: frozenset[str]) -> Calibrator:
        """Return the calibrator of the largest set of evidence that is there.

        :param kinds: the evidence that was gathered.
        """
        fitting = [one for one in self.calibrators.values() if kinds >= set(one.slopes)]
        return max(fitting, key=lambda one: len(one.slopes))


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Load the weights that come with the package.

    :raises MtauditError: where the file is damaged.
    """
    content = (resources.files("mtaudit.likelihood") / "data" / _FILE).read_bytes()
    try:
        return read_weights(json.loads(content), hashlib.sha256(content).hexdigest())
    except (KeyError, TypeError, ValueError) as error:
        raise MtauditError(
            f"{_FILE} of mtaudit.likelihood is damaged ({error})", mend="install mtaudit again"
        ) from error


def read_weights(stored: dict[str, Any], digest: str) -> Weights:
    """Read weights from plain containers.

    :param stored: what the training script wrote.
    :param digest: of the file.
    :raises KeyError: for a part that is missing.
    """
    verdict = stored["verdict"]
    return Weights(
        {
            kind: SequenceScore({run: (r, w, m) for run, r, w, m in score["table"]}, score["bias"])
            for kind, score in stored["runs"].items()
        },
        {
            kind: LinearScore({name: (m, d, w) for name, m, d, w in score["table"]}, score["bias"])
            for kind, score in stored["linear"].items()
        },
        frozenset(stored["rules"]),
        {
            name: Calibrator(
                {kind: (m, d, s) for kind, m, d, s in one["slopes"]},
                one["bias"],
                one["half"],
                tuple((fewest, limit) for fewest, limit in one["machine"]),
                one["native"],
                one["human_share"],
            )
            for name, one in stored["calibrators"].items()
        },
        verdict["fewest_words"],
        verdict["fewest_known"],
        digest,
    )
