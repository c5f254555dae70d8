"""Scores that others made are read from the forms they come in, or refused with the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtaudit.errors import InputError, UsageError
from mtaudit.readers import TestSetFiles, read_test_set
from mtaudit.readers.lines import LineReader, split_columns
from mtaudit.readers.score_files import ScoreFile, read_scores

if TYPE_CHECKING:
    from pathlib import Path

SYSTEMS = ("a", "b")


@pytest.fixture
def scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write score files and read them for two systems of two segments."""
    monkeypatch.chdir(tmp_path)

    def read(*texts: str, column: str = "", human: bool = False, pair: str | None = None):
        files = []
        for name, text in zip(("f.tsv",) if len(texts) == 1 else ("a.score", "b.score"), texts, strict=True):
            (tmp_path / name).write_text(text, encoding="utf-8")
            files.append(split_columns(name + column))
        given = ScoreFile("M", tuple(files), human=human)
        scores, notes = read_scores(given, SYSTEMS, 2, LineReader(), pair=pair)
        return dict(scores.scores), notes

    return read


COMET_SCORE = (
    "x/a.txt\tSegment 0\tscore: 0.5\nx/a.txt\tSegment 1\tscore: 0.25\nx/a.txt\tscore: 0.4\n"
    "b.txt\tSegment 0\tscore: -1\nb.txt\tSegment 1\tscore: 2\nb.txt\tscore: 0.5\n"
)
EXPECTED = {"a": (0.5, 0.25), "b": (-1.0, 2.0)}


@pytest.mark.parametrize(
    "texts",
    [
        ("a\t0.5\na\t0.25\nb\t-1\nb\t2e0\n",),
        ("b -1\nb 2\na   0.5\na .25\n",),
        ("system\tsegment\tscore\nb\t2\t2\na\t1\t0.5\na\t2\t0.25\nb\t1\t-1\n",),
        ("System\tseg_id\tScore\na.0\t1\t0\na.0\t1\t1\na.0\t2\t0.25\nb\t1\t-1\nb\t2\t2\n",),
        (COMET_SCORE,),
        ("0.5\n0.25\n", "-1\n2\n"),
    ],
    ids=["seg.score", "blanks", "table", "repeated rows and run numbers", "comet-score", "a file a system"],
)  # fmt: skip
def test_every_form_gives_the_same_scores(scored, texts: tuple[str, ...]) -> None:
    assert scored(*texts) == (EXPECTED, [])


def test_columns_and_pairs_of_a_table_of_human_scores(scored) -> None:
    table = (
        "lp\tsystem\tsegment_id\traw\tz\nis-en\ta.0\t1\t50\t0.5\nru-en\ta.0\t1\t90\t2\n"
        "is-en\tHUMAN\t1\t99\t1\nis-en\ta.0\t2\t60\tNone\n"
    )
    held, notes = scored(table, column=":z", human=True, pair="is-en")
    assert held == {"a": (0.5, None)}
    assert notes == ["f.tsv also scores HUMAN: not among the systems, left out."]
    with pytest.raises(
        InputError, match="it holds 2 language pairs; give --language-pair, one of is-en, ru-en"
    ):
        scored(table, column=":z", human=True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\t1\na\t2\nb\t3\n", "it has one score of b; give the scores of its segments"),
        ("a\t1\na\t2\na\t3\nb\t1\nb\t2\n", "it has 3 scores of a, which has 2 segments"),
        ("a\t1\nb\t2\n", "it has one score of a; give the scores of its segments"),
        ("a\t1\na\tgood\n", "f.tsv, line 2: 'good' is no score; give a number or None"),
        ("a\t1\na\tnan\n", "f.tsv, line 2: 'nan' is no finite number; write None for an absent score"),
        ("a\t1\na\tinf\n", "f.tsv, line 2: 'inf' is no finite number"),
        ("a\t1\n\n", "f.tsv, line 2: a line without a system and a score"),
        ("a\t1\na\t2\n", "f.tsv: it has no score of b; name systems there as they are named here"),
        ("x\t1\nx\t2\n", "f.tsv: it has no score of a"),
        ("system\tsegment\tscore\na\t3\t1\n", "f.tsv, line 2: there is no segment 3; count from 1 to 2"),
        ("system\tsegment\tscore\na\t0\t1\n", "f.tsv, line 2: there is no segment 0"),
        ("system\tsegment\tz\na\t1\t1\n", "there is no column 'score'; name a column as FILE:COLUMN"),
        ("system\tscore\na\t1\n", "there is no column 'segment'"),
        ("system\tsegment\tscore\na\t1\n", "f.tsv, line 2: 2 fields, but 3 in the header"),
        ("1\n2\n", "it has one number a line, and no system is named f; name the file as its system"),
        ("a.txt\tSegment 0\tscore: 1\nrubbish\n", "f.tsv, line 2: this is no line of comet-score"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(scored, text: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        scored(text)
    assert told in str(refused.value)


def test_names_of_measures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ref.txt", "a.txt"):
        (tmp_path / name).write_text("x\ny\n", encoding="utf-8")
    (tmp_path / "da.seg.score").write_text("a\t1\na\t2\n", encoding="utf-8")

    def measures(**more: tuple[str, ...]):
        read = read_test_set(TestSetFiles("ref.txt", ("a.txt",), **more)).test_set
        return [(one.measure, one.higher_is_better, one.human) for one in read.scores]

    assert measures(scores=("X=da.seg.score",), human=("da.seg.score",), lower_is_better=("X",)) == [
        ("X", False, False),
        ("da", True, True),
    ]
    for more, told in (
        ({"scores": ("da.seg.score",)}, "does not name the measure; write --scores NAME=FILE"),
        ({"scores": ("BLEU=da.seg.score",)}, "a measure is called 'BLEU' already"),
        ({"scores": ("da=da.seg.score",), "human": ("da.seg.score",)}, "a measure is called 'da' already"),
        ({"lower_is_better": ("X",)}, "there are no scores called 'X'"),
    ):
        with pytest.raises(UsageError, match=told):
            measures(**more)
