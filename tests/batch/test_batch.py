"""A directory into tables: every text has its row or its failure, in order, whatever is wrong with it."""

from __future__ import annotations

import csv
import json
import pkgutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from mtaudit.reports.tables import read_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

    Batch = Callable[..., Outcome]

FILES = ["failures.csv", "findings.csv", "run.json", "scores.csv", "segments.csv"]


@pytest.fixture
def corpus(tmp_path: Path, texts: dict[str, str]) -> Path:
    """Texts with all that can be wrong with one, and native reports for some of them."""
    files = {
        "texts/a_good.txt": texts["harbour"].encode(),
        "texts/b_empty.txt": b"\n",
        "texts/c_binary.txt": b"PK\x03\x04\x00",
        "texts/d_latin.txt": b"Caf\xe9.",
        "texts/e_indonesian.txt": texts["indonesian"].encode(),
        "texts/f_alone.txt": texts["native"].encode(),
        "texts/inner/g_nested.txt": texts["harbour"].encode(),
        "texts/notes.md": b"not a text of the corpus",
        "natives/a_good.txt": texts["native"].encode(),
        "natives/b_empty.txt": texts["native"].encode(),
        "natives/inner/g_nested.txt": b"Broken \xff.",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


@pytest.fixture
def batch(run: Callable[..., Outcome]) -> Batch:
    """Run ``mtaudit batch texts --out out`` in this process, without back-translation."""
    fixed = ("batch", "texts", "--out", "out", "--no-back-translate", "--jobs", "0")
    return lambda *options: run(*fixed, *options)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("corpus")
def test_good_texts_are_scored_in_the_order_of_their_paths(batch: Batch, tmp_path: Path) -> None:
    outcome = batch("--references", "natives")
    assert (outcome.code, outcome.out) == (0, "")
    told = outcome.err.splitlines()
    assert told[0] == "3 of 7 documents audited, 4 findings, 5 failures, 2 without a native report"
    assert told[1].startswith("highest rule penalty in 100 words: a_good ")
    assert told[2] == "failures by stage: read 3, audit 1, reference 1"
    assert told[3].startswith("work by stage: loading ")
    assert told[4:] == ["mtaudit: some documents failed; see out/failures.csv"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    good = ["a_good", "f_alone", "inner/g_nested"]
    assert [row["document"] for row in rows(tmp_path / "out" / "scores.csv")] == good
    found = [(row["document"], row["text"]) for row in rows(tmp_path / "out" / "findings.csv")]
    assert found == [
        (document, text) for document in (good[0], good[2]) for text in ("the the", "Malaysia's the")
    ]
    segments = [row["document"] for row in rows(tmp_path / "out" / "segments.csv")]
    assert segments == sorted(segments)
    assert set(segments) == set(good)


@pytest.mark.usefixtures("corpus")
def test_native_reports_go_by_the_same_path(batch: Batch, tmp_path: Path) -> None:
    batch("--references", "natives")
    scores = rows(tmp_path / "out" / "scores.csv")
    assert [row["references"] for row in scores] == ["1", "0", "0"]
    assert [bool(row["reference_aligned_chrfpp"]) for row in scores] == [True, False, False]


@pytest.mark.usefixtures("corpus")
def test_every_failure_is_told_once_with_file_place_and_reason(batch: Batch, tmp_path: Path) -> None:
    batch("--references", "natives")
    told = [tuple(row.values()) for row in rows(tmp_path / "out" / "failures.csv")]
    assert told == [
        ("b_empty", "texts/b_empty.txt", "", "read", "it is empty"),
        (
            "c_binary", "texts/c_binary.txt", "", "read",
            "it is a ZIP archive or an office document, not text",
        ),
        ("d_latin", "texts/d_latin.txt", "byte 3, line 1", "read", "not UTF-8 (0xe9)"),
        (
            "e_indonesian", "texts/e_indonesian.txt", "", "audit",
            "its language is 'id', not English",
        ),
        (
            "inner/g_nested", "natives/inner/g_nested.txt", "byte 7, line 1", "reference",
            "not UTF-8 (0xff)",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["indonesian", "the same text"])
def test_a_native_report_that_cannot_be_used_is_told_and_left_out(
    batch: Batch, corpus: Path, texts: dict[str, str], kind: str
) -> None:
    native = texts["harbour"] if kind == "the same text" else texts["indonesian"]
    (corpus / "natives" / "a_good.txt").write_text(native, encoding="utf-8")
    batch("--references", "natives")
    assert rows(corpus / "out" / "scores.csv")[0]["document"] == "a_good"
    failure = rows(corpus / "out" / "failures.csv")[0]
    assert (failure["document"], failure["stage"]) == ("a_good", "reference")
    assert failure["file"] == "natives/a_good.txt"


def test_native_reports_among_the_texts_are_no_texts(batch: Batch, corpus: Path) -> None:
    (corpus / "natives").rename(corpus / "texts" / "natives")
    batch("--references", "texts/natives")
    documents = {row["document"] for row in rows(corpus / "out" / "scores.csv")}
    assert documents == {"a_good", "f_alone", "inner/g_nested"}


def test_texts_below_the_native_reports_are_texts(
    run: Callable[..., Outcome], corpus: Path, texts: dict[str, str]
) -> None:
    (corpus / "a_good.txt").write_text(texts["native"], encoding="utf-8")
    run("batch", "texts", "--out", "out", "--references", ".", "--no-back-translate", "--jobs", "0")
    assert rows(corpus / "out" / "scores.csv")[0]["references"] == "1"


@pytest.mark.usefixtures("corpus")
def test_the_same_run_gives_the_same_bytes(batch: Batch, tmp_path: Path) -> None:
    def written() -> dict[str, bytes]:
        batch("--references", "natives")
        return {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    assert written() == written()


@pytest.mark.usefixtures("corpus")
def test_the_run_is_told_in_run_json(batch: Batch, tmp_path: Path) -> None:
    batch("--references", "natives")
    run = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert list(run) == ["signature", "counts", "versions"]
    assert run["counts"] == {
        "documents": 7, "scored": 3, "failures": 5, "findings": 4, "without_reference": 2,
        "at_or_above": 0,
    }  # fmt: skip
    assert {row["signature"] for row in rows(tmp_path / "out" / "scores.csv")} == {run["signature"]}


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(("severity", "code"), [("minor", 1), ("major", 0)])
def test_fail_on_decides_between_0_and_1(batch: Batch, severity: str, code: int) -> None:
    outcome = batch("--fail-on", severity, "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (code, "", "")


def test_nothing_that_can_be_audited(batch: Batch, corpus: Path) -> None:
    for path in corpus.glob("texts/**/*.txt"):
        path.write_bytes(b"")
    outcome = batch("--quiet")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "mtaudit: texts: no text could be audited; see out/failures.csv\n"
    assert len(rows(corpus / "out" / "failures.csv")) == 7


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("none --out out", "none: there is no such file or directory; check the path"),
        ("empty --out out", "empty: there is nothing in it that can be read; name a directory with"),
        ("texts --out out --references none", "none: there is no such directory; name a directory of native"),
        ("texts --out out --timeout 5", "--timeout and --ray need processes of their own; give --jobs 1 or"),
        ("texts --out texts/a_good.txt", "texts/a_good.txt: cannot be written: File exists; name a place"),
        ("texts --out /proc/out", "/proc/out: cannot be written: No such file or directory; name a place"),
        ("texts --out texts/a_good.txt/out", "texts/a_good.txt/out: cannot be written: Not a directory"),
        (
            "texts --out out --select repeated-wort",
            "there is no rule 'repeated-wort'; did you mean repeated-word?",
        ),
        ("texts --out out --engine babelfish", "unknown engine 'babelfish'; choose one of"),
        ("texts", "Missing option '--out'"),
    ],
)
def test_a_mistake_is_one_line(run: Callable[..., Outcome], corpus: Path, arguments: str, line: str) -> None:
    (corpus / "empty").mkdir()
    outcome = run("batch", *arguments.split(), "--jobs", "0")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert outcome.err.startswith(f"mtaudit: {line}")
    assert not (corpus / "out" / "scores.csv").exists()


@pytest.mark.parametrize("part", ["mtaudit.pipeline.Auditor.audit", "mtaudit.batch.work.table_rows"])
def test_an_unexpected_error_in_one_text_is_counted_and_the_run_goes_on(
    batch: Batch, corpus: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    whole, first = pkgutil.resolve_name(part), iter([True])

    def stumble_once(*values: object, **named: object) -> object:
        if next(first, False):
            raise ZeroDivisionError("what nobody thought of")
        return whole(*values, **named)

    monkeypatch.setattr(part, stumble_once)
    outcome = batch()
    assert outcome.code == 0
    assert [row["document"] for row in rows(corpus / "out" / "scores.csv")] == ["f_alone", "inner/g_nested"]
    assert tuple(rows(corpus / "out" / "failures.csv")[0].values()) == (
        "a_good", "texts/a_good.txt", "", "audit",
        "unexpected ZeroDivisionError: what nobody thought of",
    )  # fmt: skip


#: A text whose first cell in the tables a spreadsheet would run.
FORMULA = "=SUM the the town council said on Tuesday that the road would be open again in May."


@pytest.mark.parametrize(("options", "cell"), [([], f"'{FORMULA}"), (["--raw-csv"], FORMULA)])
def test_what_a_spreadsheet_would_run_is_guarded_unless_told_otherwise(
    batch: Batch, corpus: Path, options: list[str], cell: str
) -> None:
    (corpus / "texts" / "a_good.txt").write_text(FORMULA, encoding="utf-8")
    batch(*options)
    table = corpus / "out" / "segments.csv"
    assert rows(table)[0]["text"] == cell
    assert read_csv(table, "segments", raw=bool(options)).text[0] == FORMULA


def test_systems_of_a_table_can_be_compared(run: Callable[..., Outcome], tmp_path: Path) -> None:
    lines = [
        "text\tsystem",
        'The 5" pipe broke the the wall.\tA',
        "The pipe broke the wall.\tB",
        "It broke.\t",
    ]
    (tmp_path / "table.tsv").write_text("\n".join(lines), encoding="utf-8")
    outcome = run("batch", "table.tsv", "--out", "out", "--no-quoting", "--no-back-translate", "--jobs", "0")
    assert outcome.code == 0, outcome.err
    scores = pd.read_csv(tmp_path / "out" / "scores.csv")
    assert scores.groupby("system").findings.sum().to_dict() == {"A": 1, "B": 0}
    assert scores.system.isna().tolist() == [False, False, True]


@pytest.mark.usefixtures("corpus")
def test_the_tables_open_in_pandas(batch: Batch, tmp_path: Path) -> None:
    batch("--references", "natives")
    scores = pd.read_csv(tmp_path / "out" / "scores.csv")
    assert list(scores.words) == [59, 46, 59]
    assert scores.columns[0] == "document"
    assert scores.columns[-1] == "signature"
