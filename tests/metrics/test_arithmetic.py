"""Scores of many sums at once, against sacrebleu's score of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mtaudit.metrics.arithmetic import bleu_scores, chrf_scores, mean_scores, ter_scores
from mtaudit.metrics.corpus import corpus_metrics
from mtaudit.metrics.options import MetricOptions

#: Small and with many zeros, where smoothing and empty orders matter.
NUMBERS = st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 10**6))


def sums(width: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.int64, st.tuples(st.integers(1, 20), st.just(width)), elements=NUMBERS)


def assert_close(ours, theirs) -> None:
    assert ours.tolist() == pytest.approx(theirs, abs=1e-9, rel=1e-12)


@given(
    sums(10),
    st.sampled_from([("exp", None), ("none", None), ("floor", None), ("floor", 0.5), ("add-k", None)]),
    st.booleans(),
)
@settings(deadline=None, derandomize=True)
def test_bleu(rows, smoothing, effective_order) -> None:
    method, value = smoothing
    metric = BLEU(smooth_method=method, smooth_value=value, effective_order=effective_order)
    # No text has more matches than n-grams, nor more long n-grams than short ones.
    rows[:, 6:] = np.minimum.accumulate(rows[:, 6:], axis=1)
    rows[:, 2:6] = np.minimum(rows[:, 2:6], rows[:, 6:])
    ours = bleu_scores(rows, smooth_method=method, smooth_value=value, effective_order=effective_order)
    assert_close(ours, [metric._compute_score_from_stats(row.tolist()).score for row in rows])


@given(sums(24), st.integers(1, 3), st.booleans())
@settings(deadline=None, derandomize=True)
def test_chrf_to_the_last_bit(rows, beta, eps_smoothing) -> None:
    """The best of several references is chosen by it."""
    metric = CHRF(word_order=2, beta=beta, eps_smoothing=eps_smoothing)
    rows[:, 2::3] = np.minimum(rows[:, 2::3], np.minimum(rows[:, ::3], rows[:, 1::3]))
    ours = chrf_scores(rows, beta=beta, eps_smoothing=eps_smoothing)
    assert ours.tolist() == [metric._compute_f_score(row.tolist()) for row in rows]


@given(sums(2))
@settings(deadline=None, derandomize=True)
def test_ter(rows) -> None:
    theirs = [TER()._compute_score_from_stats(row.tolist()).score for row in rows]
    assert_close(ter_scores(rows), theirs)


@given(sums(10), st.integers(0, 40))
@settings(deadline=None, derandomize=True)
def test_a_score_does_not_depend_on_its_place(rows, before) -> None:
    """Ties between trials and the two systems as they are would be broken by the last bit."""
    rows[:, 2:6] = np.minimum(rows[:, 2:6], rows[:, 6:])

    def scored(some):
        return bleu_scores(some, smooth_method="exp", smooth_value=None)

    moved = np.concatenate((np.ones((before, 10)), rows))
    assert scored(moved)[before:].tolist() == scored(rows).tolist()
    assert [float(scored(row[None])[0]) for row in rows] == scored(rows).tolist()


def test_the_mean_of_nothing_is_no_number() -> None:
    made = mean_scores([[3.0, 2.0], [0.0, 0.0]], factor=100.0)
    assert made[0] == 150.0
    assert np.isnan(made[1])


SEGMENTS = ["", "pier", "The old pier will close in May.", "Nobody in the harbour office knew why it closed."]


@pytest.mark.parametrize(
    "options",
    [
        MetricOptions(),
        MetricOptions(smooth_method="floor", smooth_value=0.3, beta=3, char_order=3, eps_smoothing=True),
        MetricOptions(smooth_method="add-k", chrf_lowercase=True, word_order=1),
    ],
)
def test_scores_of_segments_are_those_of_sacrebleu(options) -> None:
    """BLEU with its effective order, as `sacrebleu.sentence_bleu` has it."""
    hypotheses = [left for left in SEGMENTS for _ in SEGMENTS]
    references = [SEGMENTS * len(SEGMENTS), SEGMENTS[::-1] * len(SEGMENTS)]
    for one in corpus_metrics(("bleu", "chrf", "chrfpp", "ter"), options):
        statistics = np.array(one.metric._extract_corpus_statistics(hypotheses, references))
        ours = one.segment_scores(statistics)
        if one.name == "bleu":
            one.metric.effective_order = True
        theirs = [
            one.metric.sentence_score(hypothesis, own).score
            for hypothesis, *own in zip(hypotheses, *references, strict=True)
        ]
        assert_close(ours, theirs)
