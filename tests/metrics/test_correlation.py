"""Correlations with human scores, against scipy's."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from mtaudit.metrics.arithmetic import mean_scores
from mtaudit.metrics.correlation import (
    kendall,
    pairwise_accuracy,
    pearson,
    segment_correlations,
    system_correlations,
)
from mtaudit.metrics.measured import measured_values
from mtaudit.metrics.significance import resampled
from mtaudit.model.systems import Measure

SEED = 12345
#: Whole numbers, so that there are ties.
VALUES = arrays(np.float64, st.tuples(st.integers(2, 5), st.integers(3, 9)), elements=st.integers(0, 5))


@given(VALUES, st.randoms(use_true_random=False))
@settings(deadline=None, derandomize=True)
def test_each_row_is_as_scipy_has_it(left, generator) -> None:
    right = np.array([[generator.randrange(5) for _ in row] for row in left], dtype=float)
    for ours, theirs, a, b in zip(pearson(left, right), kendall(left, right), left, right, strict=True):
        if len(set(a)) < 2 or len(set(b)) < 2:
            assert np.isnan(ours)
            assert np.isnan(theirs)
        else:
            assert ours == pytest.approx(stats.pearsonr(a, b).statistic, abs=1e-12)
            assert theirs == pytest.approx(stats.kendalltau(a, b).statistic, abs=1e-12)


def test_pairwise_accuracy_leaves_out_ties_of_people() -> None:
    assert pairwise_accuracy(np.array([3.0, 2.0, 1.0, 1.0]), np.array([9.0, 9.0, 4.0, 6.0])) == 4 / 5


def test_a_missing_score_makes_no_number() -> None:
    left = np.array([[1.0, 2.0, np.nan], [1.0, 2.0, 3.0]])
    for statistic in (pearson, kendall, pairwise_accuracy):
        missing, whole = statistic(left, np.array([[1.0, 2.0, 3.0]] * 2))
        assert np.isnan(missing)
        assert whole == pytest.approx(1.0)


def values(name: str, *, human: bool = False, higher: bool = True, missing: bool = False):
    generator = np.random.default_rng([SEED, *name.encode()])
    rows = generator.integers(0, 6, size=(4, 50)).astype(float) + np.arange(4)[:, None]
    given_ = [
        (system, [None if missing and generator.random() < 0.2 else float(value) for value in row])
        for system, row in zip("abcd", rows, strict=True)
    ]
    return measured_values(Measure(name, higher, "", human), given_, mean_scores)


def test_systems() -> None:
    ours, human = values("metric"), values("people", human=True, missing=True)
    drawn = tuple(resampled([ours, human], 100, SEED))
    found = {one.statistic: one for one in system_correlations(ours, human, drawn)}
    assert found["pearson"].value == pytest.approx(stats.pearsonr(ours.totals, human.totals).statistic)
    assert found["kendall"].value == pytest.approx(stats.kendalltau(ours.totals, human.totals).statistic)
    assert [one.items for one in found.values()] == [4, 4, 6]
    for one in found.values():
        assert one.ci_low <= one.value <= one.ci_high
        assert (one.level, one.measure, one.human) == ("system", "metric", "people")


def test_errors_agree_with_people_where_they_fall() -> None:
    better, worse = values("metric"), values("metric", higher=False)
    human = values("people", human=True)
    for up, down in (
        (system_correlations(better, human, None), system_correlations(worse, human, None)),
        (
            segment_correlations(better, human, (better.values(), human.values()), 0, SEED),
            segment_correlations(worse, human, (worse.values(), human.values()), 0, SEED),
        ),
    ):
        assert [one.value for one in up[:2]] == pytest.approx([-one.value for one in down[:2]])


def test_segments() -> None:
    ours, human = values("metric", missing=True), values("people", human=True, missing=True)
    x, y = ours.values(), human.values()
    found = {one.statistic: one for one in segment_correlations(ours, human, (x, y), 200, SEED)}
    both = np.isfinite(x) & np.isfinite(y)
    assert found["pearson"].value == pytest.approx(stats.pearsonr(x[both], y[both]).statistic)
    assert found["pearson"].items == both.sum()

    # Pairs of translations of one segment, one after another.
    signs = [
        (np.sign(x[i, s] - x[j, s]), np.sign(y[i, s] - y[j, s]))
        for s in range(x.shape[1])
        for i, j in combinations(range(4), 2)
        if both[i, s] and both[j, s]
    ]
    agreeing, opposed = (sum(a * b == sign for a, b in signs) for sign in (1, -1))
    ours_untied, theirs_untied = sum(a != 0 for a, _ in signs), sum(b != 0 for _, b in signs)
    assert found["kendall"].value == pytest.approx(
        (agreeing - opposed) / (ours_untied * theirs_untied) ** 0.5
    )
    assert found["pairwise-accuracy"].value == pytest.approx(agreeing / theirs_untied)
    assert found["pairwise-accuracy"].items == theirs_untied
    for one in found.values():
        assert one.ci_low < one.value < one.ci_high


def test_no_interval_without_resamples_and_nothing_from_two_systems() -> None:
    ours, human = values("metric"), values("people", human=True)
    found = segment_correlations(ours, human, (ours.values(), human.values()), 0, SEED)
    assert {(one.ci_low, one.ci_high) for one in found} == {(None, None)}
    assert system_correlations(ours.pair(0, 1), human, None) == []
