"""What the plots draw: heights, places, labels and intervals, read off the Axes."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

import mtaudit
from mtaudit import plots
from mtaudit.errors import UsageError
from mtaudit.model import COMPARED_ROLES
from mtaudit.plots.canvas import COLOURS, HATCHES, MARKERS

pytest.importorskip("matplotlib", reason="pip install 'mtaudit[plots]'")

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mtaudit import AuditReport, SystemReport


def labels(axis: object) -> list[str]:
    return [label.get_text() for label in axis.get_ticklabels()]


def legend(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.get_legend().get_texts()]


@pytest.fixture(scope="module")
def compared(outputs: dict[str, list[str]]) -> SystemReport:
    systems = {name: outputs[name] for name in ("poor", "good", "near")}
    return mtaudit.compare(
        outputs["reference"], systems, metrics=("bleu", "ter"), paired="bootstrap", samples=200, jobs=1
    )


def test_score_intervals_stand_where_the_report_has_them(compared: SystemReport) -> None:
    axes = plots.score_intervals(compared, "ter")
    scores = {one.system: one for one in compared.scores if one.measure == "ter"}
    shown = [text.partition(" (")[0] for text in labels(axes.yaxis)]
    assert shown == sorted(scores, key=lambda name: scores[name].score)
    assert labels(axes.yaxis)[-1] == f"poor ({scores['poor'].rank})"
    for name, drawn in zip(shown, axes.containers, strict=True):
        point, _, (bar,) = drawn.lines
        one = scores[name]
        assert point.get_xdata()[0] == one.score
        assert bar.get_segments()[0][:, 0] == pytest.approx([one.ci_low, one.ci_high])
    assert axes.get_xlabel() == "TER (edits per 100 words, lower is better), with 95 % interval"


def test_the_best_system_is_on_top_and_ranks_have_markers(compared: SystemReport) -> None:
    axes = plots.score_intervals(compared)
    assert axes.get_xlabel().startswith("BLEU (0 to 100, higher is better)")
    assert labels(axes.yaxis)[-1].startswith("poor")
    assert axes.yaxis_inverted()
    markers = [drawn.lines[0].get_marker() for drawn in axes.containers]
    ranks = sorted(one.rank for one in compared.scores if one.measure == "bleu")
    assert markers == [MARKERS[rank - 1] for rank in ranks]
    tied = replace(compared, scores=tuple(replace(s, rank=1) for s in compared.scores))
    assert {drawn.lines[0].get_marker() for drawn in plots.score_intervals(tied).containers} == {MARKERS[0]}


def test_a_score_without_an_interval_has_no_bar(compared: SystemReport) -> None:
    bare = replace(compared, scores=tuple(replace(s, ci_low=None, rank=None) for s in compared.scores))
    axes = plots.score_intervals(bare)
    assert [drawn.lines[2] for drawn in axes.containers] == [(), (), ()]
    assert axes.get_ylabel() == "system"
    assert labels(axes.yaxis)[-1] == "poor"


def test_an_unknown_measure_is_refused(compared: SystemReport) -> None:
    with pytest.raises(UsageError, match="no measure 'meteor'; choose among bleu, ter"):
        plots.score_intervals(compared, "meteor")


FINDINGS = pd.DataFrame(
    {
        "category": ["Style/Awkward", "Fluency/Grammar", "Style/Awkward", "Style/Awkward"],
        "severity": ["major", "minor", "minor", "neutral"],
        "system": ["one", "one", "two", "two"],
    }
)


def test_findings_by_category_are_counted() -> None:
    axes = plots.findings_by_category(FINDINGS)
    assert labels(axes.yaxis) == ["Style/Awkward", "Fluency/Grammar"]
    assert [bar.get_width() for bar in axes.patches] == [3, 1]
    assert axes.get_xlabel() == "findings"
    assert axes.get_legend() is None


def test_findings_by_category_and_system() -> None:
    axes = plots.findings_by_category(FINDINGS, by="system", words={"one": 500, "two": 1000})
    one, two = axes.containers
    assert [bar.get_width() for bar in one] == [2, 2]
    assert [bar.get_width() for bar in two] == [2, 0]
    assert legend(axes) == ["one", "two"]
    assert one[0].get_hatch() != two[0].get_hatch()
    assert one[0].get_y() + one[0].get_height() == pytest.approx(two[0].get_y())
    assert axes.get_xlabel() == "findings per 1,000 words"


def test_severities_come_mildest_first() -> None:
    assert legend(plots.findings_by_category(FINDINGS, by="severity")) == ["neutral", "minor", "major"]


@pytest.mark.parametrize(
    ("frame", "given", "told"),
    [
        (FINDINGS[["severity"]], {}, "no column 'category'"),
        (FINDINGS[:0], {}, "the frame has no rows"),
        (FINDINGS, {"by": "engine"}, "no column 'engine'"),
        (FINDINGS, {"by": "system", "words": {"one": 5}}, "no words of 'two'"),
        (pd.DataFrame({"category": "a", "document": range(9)}), {"by": "document"}, "document has 9 values"),
    ],
)
def test_findings_that_cannot_be_drawn_are_refused(frame, given, told) -> None:
    with pytest.raises(UsageError, match=told):
        plots.findings_by_category(frame, **given)


SCORES = pd.DataFrame(
    {
        "rule_penalty_per_100_words": pd.array([3.0, 0.5, 1.0, 2.0], dtype="Float64"),
        "rule_penalty_control_per_100_words": pd.array([0.5, 0.5, 2.0, None], dtype="Float64"),
        "words": pd.array([100, 200, 300, 400], dtype="Int64"),
        "findings": pd.array([9, 7, 7, 1], dtype="Int64"),
    }
)


def test_penalties_lie_above_on_and_below_the_line() -> None:
    axes = plots.penalty_against_control(SCORES)
    equal, *points = axes.lines
    assert list(equal.get_xdata()) == list(equal.get_ydata())
    assert [line.get_xydata().tolist() for line in points] == [[[0.5, 3.0]], [[0.5, 0.5]], [[2.0, 1.0]]]
    assert len({line.get_marker() for line in points}) == 3
    assert legend(axes)[1:] == ["document higher (1)", "both the same (1)", "native report higher (1)"]
    assert axes.get_legend().get_title().get_text() == "3 of 4 documents"
    assert "per 100 words" in axes.get_xlabel()
    assert "per 100 words" in axes.get_ylabel()


def test_penalties_without_a_native_report_are_refused() -> None:
    with pytest.raises(UsageError, match="no document has a native report"):
        plots.penalty_against_control(SCORES[3:])


def test_the_calibration_curve_has_a_point_a_bin_with_wilsons_interval() -> None:
    axes = plots.calibration_curve([0, 0, 0, 1] * 5 + [1] * 20, [0.25] * 20 + [0.9] * 20, bins=2)
    (drawn,) = axes.containers
    line, _, (bars,) = drawn.lines
    assert line.get_xydata() == pytest.approx(np.array([[0.25, 0.25], [0.9, 1.0]]))
    # Wilson 1927 for 5 of 20 and 20 of 20: 0.112 to 0.469 and 0.839 to 1 (also statsmodels' figures).
    ends = [segment[:, 1].tolist() for segment in bars.get_segments()]
    assert ends == [pytest.approx([0.1119, 0.4687], abs=1e-4), pytest.approx([0.8389, 1.0], abs=1e-4)]
    assert "2 bins of 20" in legend(axes)
    assert axes.get_legend().get_title().get_text() == "40 predictions"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (([], []), "0 labels and 0 probabilities"),
        (([1], [0.5, 0.6]), "1 labels and 2 probabilities"),
        (([2], [0.5]), "neither 0 nor 1"),
        (([1], [1.5]), "outside 0 to 1"),
        (([1], [float("nan")]), "outside 0 to 1"),
    ],
)
def test_probabilities_that_cannot_be_drawn_are_refused(given, told) -> None:
    with pytest.raises(UsageError, match=told):
        plots.calibration_curve(*given)


def test_a_document_has_its_place_among_native_texts() -> None:
    axes = plots.round_trip_distribution([10, 20, 30, 40], 30, control=45, measure="chrF++ (0 to 100)")
    assert sum(bar.get_height() for bar in axes.patches) == 4
    document, control = axes.lines
    assert (document.get_xdata()[0], control.get_xdata()[0]) == (30, 45)
    assert document.get_linestyle() != control.get_linestyle()
    assert legend(axes) == [
        "4 native texts", "document: 30, above 62 % of them", "native report: 45, above 100 % of them",
    ]  # fmt: skip
    assert axes.get_xlabel() == "chrF++ (0 to 100)"
    with pytest.raises(UsageError, match="the calibration has no values"):
        plots.round_trip_distribution([], 1)
    with pytest.raises(UsageError, match="not finite"):
        plots.round_trip_distribution([1.0], float("nan"))


def test_the_alignment_matrix_has_the_links(ferry_report: AuditReport) -> None:
    axes = plots.alignment_matrix(ferry_report)
    drawn = axes.images[0].get_array()
    links = ferry_report.to_frame("links")
    cells = {(row.segment, row.reference_segment): row.similarity for row in links.itertuples()}
    rows, columns = np.nonzero(~np.ma.getmaskarray(drawn))
    assert {(i, j): drawn[i, j] for i, j in zip(rows, columns, strict=True)} == cells
    reference = ferry_report.references[0].text
    assert drawn.shape == (len(ferry_report.document.segments), len(reference.segments))
    hatched = [patch for patch in axes.patches if patch.get_hatch()]
    texts = (*ferry_report.document.segments, *reference.segments)
    assert len(hatched) == sum(segment.role not in COMPARED_ROLES for segment in texts) > 0
    with pytest.raises(UsageError, match="no native report 1: the report has 1"):
        plots.alignment_matrix(ferry_report, 1)


def test_correlations_are_pandas_own_and_written_with_their_sign() -> None:
    axes = plots.score_correlations(SCORES, ["words", "findings", "rule_penalty_per_100_words"])
    assert labels(axes.xaxis) == ["words", "findings"]
    assert labels(axes.yaxis) == ["findings", "rule penalty per 100 words"]
    # Ranks 1 2 3 4 against 4 2.5 2.5 1, and both against 4 1 2 3, by hand.
    assert [text.get_text() for text in axes.texts] == ["\u22120.95", "\u22120.20", "+0.32"]
    assert np.ma.getmaskarray(axes.images[0].get_array()).tolist() == [[False, True], [False, False]]


def test_columns_of_every_kind_of_score_are_taken_and_constant_ones_left() -> None:
    frame = SCORES.assign(likelihood_probability=0.5)
    axes = plots.score_correlations(frame)
    assert labels(axes.yaxis)[-1] == "rule penalty per 100 words"
    for columns, told in (
        (["likelihood_probability", "words"], "likelihood_probability has fewer than three values"),
        (["words"], "no two columns that vary"),
        (["words", "nothing"], "no column 'nothing'"),
    ):
        with pytest.raises(UsageError, match=told):
            plots.score_correlations(frame, columns)
    with pytest.raises(UsageError, match="holds no numbers"):
        plots.score_correlations(frame.assign(words=list("abcd")), ["words", "findings"])


DRAWN = {
    "intervals": (plots.score_intervals, lambda _, systems: (systems,)),
    "findings": (plots.findings_by_category, lambda report, _: (report.to_frame("findings"),)),
    "penalty": (plots.penalty_against_control, lambda report, _: (report.to_frame("scores"),)),
    "calibration": (plots.calibration_curve, lambda *_: ([0, 1], [0.2, 0.8])),
    "round trip": (plots.round_trip_distribution, lambda *_: ([1, 2], 1)),
    "alignment": (plots.alignment_matrix, lambda report, _: (report,)),
    "correlations": (plots.score_correlations, lambda *_: (SCORES,)),
}


@pytest.mark.parametrize(("draw", "given"), DRAWN.values(), ids=DRAWN)
def test_each_draws_where_it_is_told_and_touches_nothing_global(draw, given, ferry_report, compared) -> None:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    before = dict(mpl.rcParams)
    ax = Figure().add_subplot()
    arguments = given(ferry_report, compared)
    assert draw(*arguments, ax=ax) is ax
    own = draw(*arguments)
    assert own.get_xlabel() or labels(own.xaxis)
    for figure in (ax.figure, own.figure):
        figure.savefig(held := io.BytesIO(), format="png")
        assert len(held.getvalue()) > 3000
    assert dict(mpl.rcParams) == before


def test_what_a_colour_tells_a_hatch_or_its_lightness_tells_too() -> None:
    from matplotlib.colors import to_rgb

    grey = [float(np.dot(to_rgb(colour), (0.299, 0.587, 0.114))) for colour in COLOURS]
    alike = [
        (COLOURS[i], COLOURS[j])
        for i in range(len(COLOURS))
        for j in range(i)
        if abs(grey[i] - grey[j]) < 0.15 and HATCHES[i] == HATCHES[j]
    ]
    assert alike == []
    assert len(set(COLOURS)) == len(HATCHES) == len(set(MARKERS)) == 8
