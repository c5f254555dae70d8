"""A comparison of systems as text, JSON, tables, LaTeX and score files, from hand-made figures."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from mtaudit.errors import UsageError
from mtaudit.model.systems import (
    Correlation,
    Difference,
    Measure,
    PairedMethod,
    ScoreTable,
    SystemComparison,
    SystemScore,
)
from mtaudit.reports import SystemReport
from mtaudit.reports.systems.json import comparison_schema
from mtaudit.reports.systems.latex import escape_latex
from mtaudit.reports.systems.rows import COMPARISON_COLUMNS, write_tables
from mtaudit.reports.systems.text import render_comparison
from mtaudit.reports.systems.wmt import write_mt_metrics_eval, write_wmt
from mtaudit.reports.tables import unguard

if TYPE_CHECKING:
    from pathlib import Path

VALIDATOR = Draft202012Validator(comparison_schema())
EVIL = "=1+1 & 50%_{x}\x1b[31m\u202e\\input|--"


def comparison(*names: str, paired: bool = True, segments: bool = True) -> SystemComparison:
    """Systems that lie one point apart, the first the best."""
    measures = (Measure("bleu", True, "tok:13a|version:2"), Measure("ter", False, "tok:tercom"))
    scores, differences = [], []
    for measure in measures:
        sign = 1 if measure.higher_is_better else -1
        values = {name: 40 - sign * at for at, name in enumerate(names)}
        for at, (name, value) in enumerate(values.items()):
            rank = (1 if at < 2 else at) if paired else None
            scores.append(
                SystemScore(measure.name, name, value + 0.123456789, value - 2, value + 2.5, rank, 2)
            )
        for at, one in enumerate(names if paired else ()):
            for other in names[at + 1 :]:
                gap = values[one] - values[other]
                p = 0.2 if abs(gap) < 2 else 0.03 if abs(gap) < 3 else 0.001
                differences.append(Difference(measure.name, one, other, gap, gap - 1, gap + 1, p / 2, p))
    table = tuple(ScoreTable(m.name, tuple((name, (1.5, None)) for name in names)) for m in measures)
    documents = tuple(ScoreTable(m.name, tuple((name, (1.5,)) for name in names)) for m in measures)
    return SystemComparison(
        "mtaudit|v:1|seed:12345",
        ("refA", "refB"),
        tuple(names),
        2,
        ("d1", "d1"),
        measures,
        tuple(scores),
        PairedMethod.BOOTSTRAP if paired else None,
        None,
        tuple(differences),
        (Correlation("bleu", "mqm", "system", "pearson", 0.81, None, 0.9, len(names)),),
        table if segments else (),
        documents if segments else (),
        ("a and b are the same text.",),
    )


def errors(laid_out: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(laid_out)]


@pytest.mark.parametrize(
    "held",
    [comparison("a", "b", "c"), comparison("a", paired=False, segments=False), comparison(EVIL, "b")],
    ids=["full", "bare", "hostile"],
)
def test_json_fits_its_schema(held: SystemComparison) -> None:
    Draft202012Validator.check_schema(comparison_schema())
    written = SystemReport.of(held).to_json()
    assert errors(json.loads(written)) == []
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert json.loads(written)["systems"] == list(held.systems)


def test_json_has_six_digits_and_plain_numbers() -> None:
    held = comparison("a")
    score = replace(
        held.scores[0], score=np.float32(12.3456789), ci_low=np.float64(1 / 3), segments=np.int64(2)
    )
    laid_out = SystemReport.of(replace(held, scores=(score,))).to_dict()
    assert json.loads(json.dumps(laid_out))["scores"] == [
        {"measure": "bleu", "system": "a", "score": 12.3457, "ci_low": 0.333333, "ci_high": 42.5, "rank": 1,
         "segments": 2}
    ]  # fmt: skip
    assert (
        " ".join(SystemReport.of(comparison("a", "b")).to_dict()["differences"][0])
        == "measure system baseline difference ci_low ci_high p_value adjusted_p_value"
    )
    with pytest.raises(ValueError, match=r"comparison\.scores\[0\]\.score: nan is not a finite number"):
        SystemReport.of(replace(held, scores=(replace(score, score=float("nan")),))).to_dict()


def test_frames_have_the_same_types_whatever_is_in_them() -> None:
    full, bare = (
        SystemReport.of(comparison("a", "b")),
        SystemReport.of(comparison("a", paired=False, segments=False)),
    )
    for table, columns in COMPARISON_COLUMNS.items():
        assert list(full.to_frame(table).columns) == list(columns)
        assert full.to_frame(table).dtypes.to_dict() == bare.to_frame(table).dtypes.to_dict()
    scores = full.to_frame()
    assert (scores.shape, scores["rank"].tolist(), scores["better"].tolist()) == (
        (4, 9),
        [1, 1, 1, 1],
        ["higher", "higher", "lower", "lower"],
    )
    segments = full.to_frame("segments")
    assert segments["segment"].tolist()[:2] == [1, 2]
    assert segments["score"].isna().sum() == 4
    assert full.to_frame("documents")["document"].tolist() == ["d1"] * 4
    with pytest.raises(UsageError, match="there is no table 'pairs'"):
        full.to_frame("pairs")  # type: ignore[arg-type]


def test_csv_cells_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    for raw in (False, True):
        paths = write_tables(comparison(EVIL, "b"), tmp_path / "out", raw=raw)
        assert [path.name for path in paths] == [f"{table}.csv" for table in COMPARISON_COLUMNS]
        with paths[0].open(encoding="utf-8", newline="") as file:
            cell = next(csv.DictReader(file))["system"]
        assert cell == (EVIL if raw else f"'{EVIL}")
        assert unguard(cell) == EVIL


def test_the_text_report() -> None:
    text = render_comparison(comparison("one", "two", "three"))
    assert text.startswith("3 systems, 2 segments in 1 document, against refA, refB\n")
    assert "  one       40.1   [38.0, 42.5]     1   40.1   [38.0, 42.5]     1\n" in text
    rows = [line.split() for line in text.splitlines()]
    assert ["one", "two", "+1.0", "[0.0,", "2.0]", "0.1000", "0.2000"] in rows
    assert ["one", "three", "-2.0", "[-3.0,", "-1.0]", "0.0150", "0.0300", "*"] in rows
    assert "a and b are the same text." in text
    assert "bleu" not in text
    assert text.endswith("comparison  mtaudit|v:1|seed:12345\n")
    assert "No test was asked for" in render_comparison(comparison("one", "two", paired=False))


@pytest.mark.parametrize("width", [80, 100])
def test_the_text_report_fits_its_width(width: int) -> None:
    names = [f"system-{at}" for at in range(16)]
    text = render_comparison(comparison(*names), width=width)
    assert max(map(len, text.splitlines())) <= width
    triangle = text[text.index("BLEU ↑\n") :].splitlines()
    assert triangle[2].split() == ["1", "system-0", ".", "*", *["**"] * 13]
    assert triangle[16].split() == ["15", "system-14", "."]


def test_hostile_names_are_shown_and_not_sent() -> None:
    text = render_comparison(comparison(EVIL, "[bold]b[/bold]"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert r"\x1b[31m\u202e" in "".join(text.split("\n")).replace(" ", "")
    assert "[bold]b[/bold]" in text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a_b & c%", r"a\_b \& c\%"),
        (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
        ("$x^2~#", r"\$x\textasciicircum{}2\textasciitilde{}\#"),
        ("Online-A -- b---c", "Online-A -{}- b-{}-{}-c"),
        ("a\nb\x1b\u202e", r"a b\textbackslash{}x1b\textbackslash{}u202e"),
        ("^^M", r"\textasciicircum{}\textasciicircum{}M"),
    ],
)
def test_latex_prints_names_as_they_stand(text: str, escaped: str) -> None:
    assert escape_latex(text) == escaped


def test_the_latex_table() -> None:
    table = SystemReport.of(comparison("a_1", "b", "c")).to_latex()
    body = [line for line in table.splitlines() if not line.startswith("%")]
    assert body == [
        r"\begin{tabular}{lcc}",
        r"\toprule",
        r"System & BLEU $\uparrow$ & TER $\downarrow$ \\",
        r"\midrule",
        r"a\_1 & \textbf{40.1} {\footnotesize [38.0, 42.5]} & \textbf{40.1} {\footnotesize [38.0, 42.5]} \\",
        r"b & \textbf{39.1} {\footnotesize [37.0, 41.5]} & \textbf{41.1} {\footnotesize [39.0, 43.5]} \\",
        r"c & 38.1 {\footnotesize [36.0, 40.5]} & 42.1 {\footnotesize [40.0, 44.5]} \\",
        r"\bottomrule",
        r"\end{tabular}",
    ]
    assert "% BLEU: tok:13a|version:2" in table


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_score_files_of_wmt(tmp_path: Path) -> None:
    held = replace(
        comparison("a b", "c"), measures=(*comparison("a").measures, Measure("mqm", True, "", human=True))
    )
    paths = write_wmt(held, tmp_path / "out", pair="is-en", test_set="newstest2021")
    assert [path.name for path in paths] == [
        "BLEU.sys.score",
        "BLEU.seg.score",
        "TER.sys.score",
        "TER.seg.score",
    ]
    assert lines(paths[0]) == [
        "BLEU\tis-en\tnewstest2021\tall\trefA.refB\ta_b\t40.1235",
        "BLEU\tis-en\tnewstest2021\tall\trefA.refB\tc\t39.1235",
    ]
    assert lines(paths[1])[:2] == [
        "BLEU\tis-en\tnewstest2021\tall\td1\trefA.refB\ta_b\t1\t1.5",
        "BLEU\tis-en\tnewstest2021\tall\td1\trefA.refB\ta_b\t2\tNone",
    ]


def test_score_files_of_mt_metrics_eval(tmp_path: Path) -> None:
    paths = write_mt_metrics_eval(comparison("a", "b"), tmp_path, pair="is-en")
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "metric-scores/is-en/BLEU-refA.refB.sys.score",
        "metric-scores/is-en/BLEU-refA.refB.seg.score",
        "metric-scores/is-en/TER-refA.refB.sys.score",
        "metric-scores/is-en/TER-refA.refB.seg.score",
    ]
    assert lines(paths[0]) == ["a\t40.1235", "b\t39.1235"]
    assert lines(paths[1]) == ["a\t1.5", "a\tNone", "b\t1.5", "b\tNone"]


def test_names_of_score_files_lead_nowhere_else(tmp_path: Path) -> None:
    evil = ("../../up", "-rf", "a/b")
    held = comparison("a", "b")
    measures = tuple(Measure(name, True, "") for name in evil)
    scores = tuple(replace(held.scores[0], measure=name) for name in evil)
    odd = replace(held, measures=measures, scores=scores, references=("../x", "all.b-c"), segment_scores=())
    inside = tmp_path / "out"
    paths = write_wmt(odd, inside, pair="is-en", test_set="t") + write_mt_metrics_eval(
        odd, inside, pair="is-en"
    )
    assert {path.name for path in paths} == {
        *("______up.sys.score", "_rf.sys.score", "a_b.sys.score"),
        *(f"{name}-___x.all_b_c.sys.score" for name in ("______up", "_rf", "a_b")),
    }
    assert all(path.resolve().is_relative_to(inside.resolve()) for path in paths)
    with pytest.raises(UsageError, match="measures would share the file name 'a_b'"):
        write_wmt(
            replace(odd, measures=(*measures, Measure("a:b", True, ""))), inside, pair="is-en", test_set="t"
        )
