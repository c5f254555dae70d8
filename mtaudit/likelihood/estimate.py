"""The estimate: evidence is scored kind by kind, weighed by a calibrator, told in words."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from mtaudit.likelihood.findings import finding_numbers
from mtaudit.likelihood.measures import measures
from mtaudit.likelihood.sequences import runs
from mtaudit.likelihood.surprisal import surprisal_numbers
from mtaudit.likelihood.weights import load_weights
from mtaudit.likelihood.wording import told
from mtaudit.model import Evidence, Likelihood, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mtaudit.likelihood.findings import Found
    from mtaudit.likelihood.surprisal import Token
    from mtaudit.likelihood.weights import Weights
    from mtaudit.likelihood.words import Sentence

__all__ = ["Gathered", "estimate", "gather", "pieces"]

#: Words of the parts that a text is scored in, as those were that the weights were fitted on.
PIECE = 200
#: Two kinds of evidence contradict each other where each counts for at least this much, the other way.
_CONFLICT = 1.0
#: Standard deviations beyond which a score counts no more, and beyond which a number is unlike any seen.
_FARTHEST, _STRANGE = 3.0, 6.0
#: Logarithm of the largest likelihood ratio that is told: the texts it was fitted on support no more.
_MOST = math.log(100)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is known of a text, in numbers.

    :param words: its length.
    :param scores: the score of each kind of evidence.
    :param parts: what adds to each score beside what it adds in the mean, by name.
    :param known: share of its runs of symbols that the weights know.
    :param farthest: standard deviations of the number that is oddest.
    """

    words: int
    scores: Mapping[str, float]
    parts: Mapping[str, Mapping[str, float]]
    known: float
    farthest: float


def pieces(sentences: Sequence[Sentence], words: int = PIECE) -> list[list[Sentence]]:
    """Cut a text into parts of whole sentences and about the same length, near to so many words.

    :param sentences: of the text.
    :param words: the length that is wanted.
    """
    total = sum(map(len, sentences))
    count = max(1, round(total / words))
    parts: list[list[Sentence]] = [[] for _ in range(count)]
    before = 0
    for sentence in sentences:
        parts[min(count - 1, (before + len(sentence) // 2) * count // max(total, 1))].append(sentence)
        before += len(sentence)
    return [part for part in parts if part]


def gather(
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]] | None = None,
    found: Found | None = None,
    weights: Weights | None = None,
) -> Gathered:
    """Score a text by each kind of evidence.

    :param sentences: at least one.
    :param tokens: of a language model, for each text that the sentences were read from; None without one.
    :param found: what the rules found; it counts where every rule ran that the weights were fitted with.
    :param weights: None takes those of the package.
    """
    weights = weights or load_weights()
    parts, words = pieces(sentences), sum(map(len, sentences))
    counts = [runs(part) for part in parts]
    added: dict[str, Mapping[str, float]] = {
        kind: _mean([score.parts(one[kind]) for one in counts]) for kind, score in weights.runs.items()
    }
    numbers = {"measures": _mean([measures(part) for part in parts])}
    if found is not None and weights.rules <= found.ran:
        numbers["findings"] = finding_numbers(sum(code in weights.rules for code in found.codes), words)
    if tokens is not None:
        measured = [one for part in parts if (one := surprisal_numbers(part, tokens)) is not None]
        numbers |= {"surprisal": _mean(measured)} if measured else {}
    added |= {kind: weights.linear[kind].parts(values) for kind, values in numbers.items()}
    biases = {kind: one.bias for kind, one in weights.runs.items()}
    biases |= {kind: one.bias for kind, one in weights.linear.items()}
    unusual = {kind: score.unusual(added[kind]) for kind, score in weights.runs.items()}
    return Gathered(
        words,
        {kind: biases[kind] + sum(parts.values()) for kind, parts in added.items()},
        added | unusual,
        fmean(weights.runs["sequences"].known_share(one["sequences"]) for one in counts),
        max(weights.linear[kind].farthest(numbers[kind]) for kind in numbers if kind != "findings"),
    )


def _mean(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Add up rows name by name and divide by their number."""
    sums: defaultdict[str, float] = defaultdict(float)
    for row in rows:
        for name, value in row.items():
            sums[name] += value / len(rows)
    return dict(sums)


def estimate(gathered: Gathered, *, prior: float = 0.5, weights: Weights | None = None) -> Likelihood:
    """Return how likely it is that a text was machine-translated.

    :param gathered: its evidence.
    :param prior: probability before the text was read, above 0 and below 1.
    :param weights: None takes those of the package.
    """
    weights = weights or load_weights()
    calibrator = weights.calibrator(frozenset(gathered.scores))
    trust = calibrator.trust(gathered.words)
    evidence = []
    for kind, (_, _, slope) in calibrator.slopes.items():
        value = calibrator.standing(kind, gathered.scores[kind])
        contribution = trust * slope * max(-_FARTHEST, min(_FARTHEST, value))
        evidence.append(Evidence(kind, value, contribution, told(kind, contribution, gathered.parts[kind])))
    log_ratio = calibrator.bias + sum(one.contribution for one in evidence)
    log_ratio = max(-_MOST, min(_MOST, log_ratio))
    probability = _probability(log_ratio + math.log(prior / (1 - prior)))
    reason = _reason(gathered, evidence, weights)
    limits = calibrator.native, calibrator.threshold(gathered.words)
    verdict = Verdict.UNDECIDED if reason else _verdict(probability, *limits)
    if verdict is Verdict.UNDECIDED and reason is None:
        reason = "it lies between {:.2f} and {:.2f}, too weak for a verdict".format(*limits)
    return Likelihood(
        probability, prior, math.exp(log_ratio), verdict, tuple(evidence), reason, calibrator.human_share
    )


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def _verdict(probability: float, native: float, machine: float) -> Verdict:
    if probability >= machine:
        return Verdict.MACHINE
    return Verdict.NOT_MACHINE if probability <= native else Verdict.UNDECIDED


def _reason(gathered: Gathered, evidence: Sequence[Evidence], weights: Weights) -> str | None:
    if gathered.words < weights.fewest_words:
        return f"fewer than {weights.fewest_words} words of body text"
    if gathered.known < weights.fewest_known or gathered.farthest > _STRANGE:
        return "the text is unlike anything that the estimate was fitted on"
    strongest = max(one.contribution for one in evidence), min(one.contribution for one in evidence)
    if strongest[0] >= _CONFLICT and strongest[1] <= -_CONFLICT:
        return "the kinds of evidence contradict each other"
    return None
