"""Figures about labels and human scores, and the intervals beside them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.stats import kendalltau, mannwhitneyu, pearsonr, spearmanr

from mtaudit.errors import UsageError
from mtaudit.evaluate import EvaluationSettings, evaluate
from mtaudit.model.evaluation import LabelledData, LabelledText, Prediction

if TYPE_CHECKING:
    from mtaudit.model.evaluation import Evaluation, Figure, GroupEvaluation


def data(rows: list[LabelledText], **changes: object) -> LabelledData:
    given = {"labelled": True, "scored": False, "grouped_by": None, "source": "rows"} | changes
    return LabelledData(tuple(rows), **given)  # type: ignore[arg-type]


def held(rows: LabelledData, settings: EvaluationSettings | None = None) -> Evaluation:
    predictions = [Prediction(row.prediction) for row in rows.rows]
    return evaluate(rows, "prediction", predictions, settings or EvaluationSettings(samples=200))


def figures(group: GroupEvaluation) -> dict[str, Figure]:
    return {one.name: one for one in group.figures}


def drawn(count: int, *, per_document: int = 1, seed: int = 5) -> list[LabelledText]:
    """Rows whose predictions go with their labels and against their scores, and documents that agree."""
    chance = random.Random(seed)
    rows = []
    for at in range(count):
        if at % per_document == 0:
            label, shift = chance.random() < 0.5, chance.gauss(0, 0.1)
        value = min(1.0, max(0.0, (0.6 if label else 0.4) + shift + chance.gauss(0, 0.1)))
        score = 90 - 40 * value + chance.gauss(0, 6)
        group = "even" if at // per_document % 2 == 0 else "odd"
        rows.append(LabelledText(str(at), f"d{at // per_document}", None, label, score, value, group))
    return rows


def test_auc_is_the_share_of_pairs_in_the_right_order() -> None:
    rows = drawn(150)
    positive = [row.prediction for row in rows if row.positive]
    negative = [row.prediction for row in rows if not row.positive]
    expected = mannwhitneyu(positive, negative).statistic / (len(positive) * len(negative))
    assert figures(held(data(rows)).total)["auc"].value == pytest.approx(expected)


def test_ties_count_half_in_auc() -> None:
    rows = [LabelledText(str(at), str(at), positive=at % 2 == 0, prediction=0.5) for at in range(60)]
    assert figures(held(data(rows)).total)["auc"].value == 0.5


def test_correlations_are_those_of_scipy_and_turned_for_a_measure_of_faults() -> None:
    rows = data(drawn(80), labelled=False, scored=True)
    ours, human = [row.prediction for row in rows.rows], [row.score for row in rows.rows]
    found = figures(held(rows).total)
    assert found["pearson"].value == pytest.approx(pearsonr(ours, human).statistic)
    assert found["spearman"].value == pytest.approx(spearmanr(ours, human).statistic)
    assert found["kendall"].value == pytest.approx(kendalltau(ours, human).statistic)
    turned = figures(held(rows, EvaluationSettings(samples=200, lower_is_better=True)).total)
    assert turned["pearson"].value == pytest.approx(-found["pearson"].value)
    assert set(found) == {"pearson", "spearman", "kendall"}


def test_what_follows_from_the_threshold() -> None:
    predictions = {True: [0.9, 0.7, 0.5, 0.2], False: [0.8, 0.55, 0.3, 0.1, 0.1]}
    rows = [
        LabelledText(f"{label}{at}", f"{label}{at}", positive=label, prediction=value)
        for label, values in predictions.items()
        for at, value in enumerate(values)
    ]
    plain = figures(held(data(rows)).total)
    assert plain["accuracy"].value == pytest.approx(6 / 9)
    assert plain["detection_rate"].value == pytest.approx(3 / 4)
    assert plain["false_alarm_rate"].value == pytest.approx(2 / 5)
    assert plain["balanced_accuracy"].value == pytest.approx((3 / 4 + 3 / 5) / 2)
    assert plain["undecided"].value == 0
    careful = figures(held(data(rows), EvaluationSettings(samples=200, undecided=(0.4, 0.6))).total)
    assert careful["undecided"].value == pytest.approx(2 / 9)
    assert careful["accuracy"].value == pytest.approx(5 / 7)
    assert careful["detection_rate"].value == pytest.approx(2 / 4)
    assert careful["false_alarm_rate"].value == pytest.approx(1 / 5)


def test_a_threshold_overrules_verdicts_and_bounds_need_one() -> None:
    rows = data([LabelledText(str(at), str(at), positive=at % 2 == 0) for at in range(4)])
    verdicts = [Prediction(0.9, True), Prediction(0.8, None), Prediction(0.3, None), Prediction(0.2, False)]
    own = evaluate(rows, "likelihood", verdicts, EvaluationSettings(samples=100))
    assert figures(own.total)["undecided"].value == 0.5
    told = evaluate(rows, "likelihood", verdicts, EvaluationSettings(threshold=0.5, samples=100))
    assert figures(told.total)["undecided"].value == 0
    assert figures(told.total)["false_alarm_rate"].value == 0.5
    ranks = [Prediction(10.0 * at) for at in range(4)]
    with pytest.raises(UsageError, match="give --threshold"):
        evaluate(rows, "prediction", ranks, EvaluationSettings(undecided=(0.4, 0.6), samples=100))


def test_calibration_is_over_bins_of_equal_width() -> None:
    values, labels = [0.05, 0.05, 0.95, 0.95, 1.0, 0.42], [0, 1, 1, 1, 0, 1]
    rows = [
        LabelledText(str(at), str(at), positive=bool(label), prediction=value)
        for at, (value, label) in enumerate(zip(values, labels, strict=True))
    ]
    found = held(data(rows))
    gaps = abs(0.1 - 1) + abs(2.9 - 2) + abs(0.42 - 1)
    assert figures(found.total)["calibration_error"].value == pytest.approx(gaps / 6)
    squares = 0.05**2 + 0.95**2 + 2 * 0.05**2 + 1 + 0.58**2
    assert figures(found.total)["brier"].value == pytest.approx(squares / 6)
    assert [(one.low, one.rows) for one in found.reliability] == [(0.0, 2), (0.4, 1), (0.9, 3)]


def test_what_is_no_probability_only_ranks_until_a_threshold_is_given() -> None:
    rows = [LabelledText(str(at), str(at), positive=at % 2 == 0, prediction=float(at)) for at in range(50)]
    found = held(data(rows))
    assert set(figures(found.total)) == {"auc"}
    assert "give --threshold" in found.notes[0]
    told = set(figures(held(data(rows), EvaluationSettings(threshold=20, samples=200)).total))
    assert {"accuracy", "false_alarm_rate"} <= told
    assert "brier" not in told


def test_intervals_are_drawn_by_document() -> None:
    together = drawn(480, per_document=8)
    alone = [LabelledText(r.id, r.id, None, r.positive, r.score, r.prediction) for r in together]
    by_document, by_row = (figures(held(data(rows)).total)["auc"] for rows in (together, alone))
    assert by_document.value == by_row.value

    def width(one: Figure) -> float:
        return one.ci_high - one.ci_low

    assert width(by_document) > 1.3 * width(by_row)
    assert by_document.documents < by_row.documents


def test_the_interval_covers_the_true_value_about_as_often_as_it_says() -> None:
    """95 % of 100 samples, give or take three standard errors, for correlated rows of 30 documents."""
    chance = np.random.default_rng(3)
    hits = 0
    for _ in range(100):
        rate = chance.beta(2, 2, 30)
        labels = [[chance.random() < share for _ in range(5)] for share in rate]
        rows = [
            LabelledText(f"{d}-{n}", str(d), positive=True, prediction=float(label))
            for d, own in enumerate(labels)
            for n, label in enumerate(own)
        ]
        rows += [LabelledText(f"n{n}", f"n{n}", positive=False, prediction=0.0) for n in range(20)]
        one = figures(held(data(rows), EvaluationSettings(samples=100)).total)["detection_rate"]
        hits += one.ci_low <= 0.5 <= one.ci_high
    assert 0.88 <= hits / 100 <= 1


def test_too_few_documents_have_no_interval_and_the_notes_say_so() -> None:
    rows = drawn(120, per_document=10)
    found = held(data(rows))
    assert all(one.ci_low is None for one in found.total.figures)
    assert any("fewer than 20 documents" in note for note in found.notes)


def test_a_share_of_zero_claims_no_exactness() -> None:
    rows = [LabelledText(str(at), str(at), positive=at % 2 == 0, prediction=0.1) for at in range(80)]
    found = held(data(rows))
    assert figures(found.total)["false_alarm_rate"].ci_low is None
    assert any("false_alarm_rate is 0" in note and "0.075" in note for note in found.notes)


def test_subgroups_stand_beside_all_even_where_one_class_is_missing() -> None:
    rows = [
        LabelledText(
            r.id, r.document, None, r.positive, None, r.prediction, "native" if not r.positive else "mt"
        )
        for r in drawn(90)
    ]
    found = held(data(rows, grouped_by="origin"))
    assert [group.group for group in found.groups] == ["mt", "native"]
    mt, native = map(figures, found.groups)
    assert "auc" not in mt
    assert "false_alarm_rate" not in mt
    assert native["false_alarm_rate"].value == figures(found.total)["false_alarm_rate"].value


def test_rows_without_prediction_or_score_count_nowhere() -> None:
    rows = drawn(60)
    odd = [LabelledText("x", "x", None, positive=True), *rows]
    kept, more = held(data(rows)), held(data(odd))
    assert figures(kept.total)["auc"] == figures(more.total)["auc"]
    scored = [LabelledText("y", "y", prediction=0.5), *rows]
    left_out = held(data(scored, labelled=False, scored=True))
    assert figures(left_out.total)["pearson"].rows == 60
    assert any("1 of 61 rows have no score" in note for note in left_out.notes)
