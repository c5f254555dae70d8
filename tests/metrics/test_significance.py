"""Paired tests, against sacrebleu's in the same process."""

from __future__ import annotations

import random

import numpy as np
import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from mtaudit.metrics.arithmetic import mean_scores
from mtaudit.metrics.corpus import block_statistics, corpus_metrics
from mtaudit.metrics.measured import Measured, measured_values
from mtaudit.metrics.options import SYSTEM_METRICS, MetricOptions
from mtaudit.metrics.resampling import interval
from mtaudit.metrics.significance import (
    adjusted,
    contrasts,
    paired_bootstrap,
    paired_randomisation,
    resampled,
)
from mtaudit.model.systems import Correction, Measure

SEED = 12345
SACREBLEU = {
    "bleu": BLEU,
    "chrf": CHRF,
    "chrfpp": lambda: CHRF(word_order=2),
    "ter": TER,
}


def measures(names, systems, references) -> list[Measured]:
    metrics = corpus_metrics(names, MetricOptions())
    counted = block_statistics(metrics, list(systems.values()), references)
    return [
        Measured(
            Measure(one.name, one.higher_is_better, ""),
            tuple(systems),
            counted[one.name],
            one.scores,
            tuple(one.score(own) for own in counted[one.name]),
        )
        for one in metrics
    ]


def assert_as_sacrebleu(names, systems, references, kind: str, trials: int) -> None:
    """Compare with the first system as the baseline: scores, half-widths and p-values."""
    test = PairedTest(
        list(systems.items()), {name: SACREBLEU[name]() for name in names}, references, kind, trials
    )
    wanted = [column for name, column in test()[1].items() if name != "System"]
    made = measures(names, systems, references)
    drawn = resampled(made, trials, SEED)
    for one, scores, theirs in zip(made, drawn, wanted, strict=True):
        pairs = contrasts(one, one.systems[0])
        if kind == "bs":
            p_values = [paired_bootstrap(pair, scores) for pair in pairs]
            # sacrebleu's resampled scores have the seven digits of 32-bit floats.
            for own, result in zip(scores, theirs, strict=True):
                low, high = interval(own)
                assert (high - low) / 2 == pytest.approx(result.ci, abs=1e-4)
        else:
            p_values = paired_randomisation(pairs, trials, SEED)
        assert list(one.totals) == [result.score for result in theirs]
        assert p_values == [result.p_value for result in theirs[1:]]


WORDS = "the old pier will close in May because nobody in the harbour office wants to mend it again".split()


def synthetic() -> tuple[dict[str, list[str]], list[list[str]]]:
    """Sixty segments; three systems that replace more and more of their words."""
    generator = random.Random(SEED)
    reference = [" ".join(generator.sample(WORDS, k=generator.randrange(3, 12))) + "." for _ in range(60)]

    def worse(share: float) -> list[str]:
        return [
            " ".join(generator.choice(WORDS) if generator.random() < share else word for word in text.split())
            for text in reference
        ]

    return {"first": worse(0.3), "second": worse(0.33), "third": worse(0.5)}, [reference, worse(0.2)]


@pytest.mark.parametrize(("kind", "trials"), [("bs", 200), ("ar", 300)])
def test_scores_widths_and_p_values_are_those_of_sacrebleu(kind: str, trials: int) -> None:
    systems, references = synthetic()
    assert_as_sacrebleu(SYSTEM_METRICS, systems, references, kind, trials)
    assert_as_sacrebleu(SYSTEM_METRICS, systems, references[:1], kind, trials)


def test_equal_systems_are_not_told_apart() -> None:
    """sacrebleu gives the least p-value there is, since no trial is further apart than nothing."""
    systems, references = synthetic()
    systems["second"] = list(systems["first"])
    (one,) = measures(["chrf"], systems, references)
    pair = contrasts(one, None)[0]
    (scores,) = resampled([one], 100, SEED)
    assert paired_bootstrap(pair, scores) == 1.0
    assert paired_randomisation([pair], 100, SEED) == [1.0]


def test_every_pair_or_all_against_a_baseline() -> None:
    systems, references = synthetic()
    (one,) = measures(["bleu"], systems, references)

    def named(pairs):
        return [(pair.measured.systems[pair.system], pair.measured.systems[pair.baseline]) for pair in pairs]

    assert named(contrasts(one, None)) == [("second", "first"), ("third", "first"), ("third", "second")]
    assert named(contrasts(one, "second")) == [("first", "second"), ("third", "second")]
    assert contrasts(one, "nobody") == []


def test_pairs_rest_on_the_segments_that_both_have() -> None:
    given = [
        ("a", [1.0, 2.0, 3.0, None]),
        ("b", [None, 4.0, 6.0, 8.0]),
        ("c", [None, 1.0, 1.0, 1.0]),
        ("d", [None, None, None, 1.0]),
    ]
    one = measured_values(Measure("comet", True, ""), given, mean_scores)
    assert one.totals == (2.0, 6.0, 1.0, 1.0)
    assert [one.scored(i) for i in range(4)] == [3, 3, 3, 1]
    pairs = {
        (pair.measured.systems[pair.system], pair.measured.systems[pair.baseline]): pair
        for pair in contrasts(one, None)
    }
    left = pairs["a", "b"] if ("a", "b") in pairs else pairs["b", "a"]
    assert abs(left.difference) == 2.5
    assert left.measured.scored(0) == left.measured.scored(1) == 2
    # Nothing in common: nothing to hold against each other.
    assert ("d", "a") not in pairs
    assert ("a", "d") not in pairs


def test_holm() -> None:
    """Worked by hand: sorted, times 4, 3, 2, 1, never falling."""
    assert adjusted([0.01, 0.04, 0.03, 0.005], Correction.HOLM) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert adjusted([0.6, 0.7], Correction.HOLM) == [1.0, 1.0]


def test_benjamini_hochberg_and_none() -> None:
    p_values = [0.01, 0.04, 0.03, 0.005]
    assert adjusted(p_values, Correction.BENJAMINI_HOCHBERG) == pytest.approx([0.02, 0.04, 0.04, 0.02])
    assert adjusted(p_values, Correction.NONE) == p_values
    assert [adjusted([], correction) for correction in Correction] == [[], [], []]


@pytest.mark.shared_data
def test_bootstrap_of_system_outputs(some_outputs) -> None:
    references = list(some_outputs.references.values())
    assert_as_sacrebleu(("bleu", "chrfpp"), some_outputs.systems, references, "bs", 200)


@pytest.mark.slow
@pytest.mark.shared_data
@pytest.mark.parametrize(("kind", "trials"), [("bs", 1000), ("ar", 10_000)])
def test_all_system_outputs(all_outputs, kind: str, trials: int) -> None:
    for name, references in all_outputs.references.items():
        assert name
        names = ("bleu", "chrf", "chrfpp")
        assert_as_sacrebleu(names, all_outputs.systems, [references], kind, trials)


@pytest.mark.full
@pytest.mark.shared_data
@pytest.mark.parametrize(("kind", "trials"), [("bs", 1000), ("ar", 10_000)])
def test_all_system_outputs_by_ter(all_outputs, kind: str, trials: int) -> None:
    for references in all_outputs.references.values():
        assert_as_sacrebleu(("ter",), all_outputs.systems, [references], kind, trials)


def test_resamples_are_finite_where_values_are_rare() -> None:
    given = [("a", [1.0] + [None] * 9), ("b", [2.0] + [None] * 9)]
    one = measured_values(Measure("human", True, ""), given, mean_scores)
    (scores,) = resampled([one], 50, SEED)
    assert np.isnan(scores).any()
    assert paired_bootstrap(contrasts(one, None)[0], scores) <= 1.0
