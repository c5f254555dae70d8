"""``mtaudit evaluate`` from labelled data to every format, and the line about each mistake."""

from __future__ import annotations

import csv
import gzip
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from mtaudit.reports.evaluation import evaluation_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

PLOTS = ("agreement", "calibration", "histogram", "roc")


def table(rows: int = 60, separator: str = ",") -> str:
    lines = [separator.join("id label prediction document genre score".split())]
    for at in range(rows):
        label = "machine" if at % 2 else "native"
        value = (at * 37 % 100) / 200 + (0.4 if at % 2 else 0.1)
        fields = (str(at), label, f"{value:.3f}", f"d{at // 2}", "news" if at % 3 else "law", str(90 - at))
        lines.append(separator.join(fields))
    return "\n".join(lines) + "\n"


@pytest.fixture
def loaded(run: Callable[..., Outcome], tmp_path: Path) -> Callable[..., dict[str, object]]:
    """Evaluate a file in JSON, and return what was loaded."""

    def make(content: str, *arguments: str, name: str = "data.csv") -> dict[str, object]:
        (tmp_path / name).write_text(content, encoding="utf-8")
        outcome = run("evaluate", name, "--format", "json", "--samples", "100", "-q", *arguments)
        assert (outcome.code, outcome.err) == (0, "")
        read = json.loads(outcome.out)
        jsonschema.validate(read, evaluation_schema())
        return read

    return make


def values(loaded: dict[str, object]) -> dict[str, float]:
    return {one["name"]: one["value"] for one in loaded["total"]["figures"]}


def test_csv_tabs_and_json_lines_give_the_same_figures(loaded, run, tmp_path: Path) -> None:
    expected = values(loaded(table()))
    assert set(expected) >= {"auc", "accuracy", "calibration_error", "brier", "pearson", "kendall"}
    assert values(loaded(table(separator="\t"), name="data.tsv")) == expected
    objects = [json.dumps(row) for row in csv.DictReader(table().splitlines())]
    assert values(loaded("\n".join(objects), name="data.jsonl")) == expected
    (tmp_path / "data.csv.gz").write_bytes(gzip.compress(table().encode()))
    packed = run("evaluate", "data.csv.gz", "--format", "json", "--samples", "100", "-q")
    assert values(json.loads(packed.out)) == expected
    piped = run("evaluate", "-", "--format", "json", "--samples", "100", "-q", stdin=table().encode())
    assert values(json.loads(piped.out)) == expected


def test_columns_go_by_any_name(loaded) -> None:
    renamed = table().replace("id,label,prediction,document,genre,score", "n,who,p,doc,genre,human", 1)
    options = "--id n --label who --prediction p --document doc --score human".split()
    assert values(loaded(renamed, *options)) == values(loaded(table()))


def test_any_label_can_be_the_positive_one(loaded) -> None:
    other = table().replace("machine", "MT by X").replace("native", "human")
    assert values(loaded(other, "--positive", "MT by X")) == values(loaded(table()))
    turned = values(loaded(other, "--positive", "human"))
    assert turned["auc"] == pytest.approx(1 - values(loaded(table()))["auc"], abs=1e-5)


def test_subgroups_are_told_apart(loaded) -> None:
    read = loaded(table(), "--by", "genre")
    assert [group["group"] for group in read["groups"]] == ["law", "news"]
    assert read["grouped_by"] == "genre"


def test_the_text_report_shows_figures_groups_and_signature(run, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(table(), encoding="utf-8")
    outcome = run("evaluate", "data.csv", "--by", "genre", "--samples", "100")
    assert outcome.code == 0
    assert "prediction on 60 texts in 30 documents, 30 machine-translated" in outcome.out
    assert "AUC by genre" in outcome.out
    assert "seed:12345" in outcome.out


def test_the_same_command_gives_the_same_bytes(run, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(table(), encoding="utf-8")
    command = ("evaluate", "data.csv", "--samples", "100", "--format", "csv", "-q", "--by", "genre", "-o")
    written = []
    for folder in ("one", "two"):
        assert run(*command, folder, "--plots", folder).code == 0
        written.append({path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()})
    assert written[0] == written[1]
    assert set(written[0]) == {"figures.csv", "predictions.csv", *(f"{name}.png" for name in PLOTS)}
    rows = list(csv.DictReader(written[0]["predictions.csv"].decode().splitlines()))
    assert rows[1]["called"] in ("true", "false")


def test_texts_are_audited_where_there_are_no_predictions(loaded) -> None:
    faulty = "The officials said that the the bridge would would close, because of it is old and and broken."
    plain = "Officials said the bridge would close on Monday because it was old and needed new piers."
    rows = ["text,label"]
    rows += [f'"{text} Case {at}.",{label}' for at in range(4) for text, label in ((faulty, 1), (plain, 0))]
    read = loaded("\n".join(rows), "--measure", "rule-penalty")
    assert read["measure"] == "rule-penalty"
    assert values(read) == {"auc": 1.0}
    assert any("no interval" in note for note in read["notes"])


def test_the_likelihood_decides_by_its_own_verdicts(loaded, ferry_texts: tuple[str, str]) -> None:
    machine, native = ferry_texts
    rows = [{"text": machine, "label": "machine"}, {"text": native, "label": "native"}]
    rows.append({"text": "The pier would close on Monday, the harbour office said.", "label": "native"})
    read = loaded("\n".join(map(json.dumps, rows)), name="data.jsonl")
    assert (read["measure"], read["threshold"]) == ("likelihood", None)
    assert values(read)["undecided"] >= 1 / 3 - 1e-5
    assert set(values(read)) >= {"auc", "false_alarm_rate", "brier"}


def test_texts_that_cannot_be_audited_are_counted(loaded, texts: dict[str, str]) -> None:
    rows = [{"text": texts["harbour"], "label": 1}, {"text": texts["native"], "label": 0}]
    rows.append({"text": texts["indonesian"], "label": 0})
    read = loaded("\n".join(map(json.dumps, rows)), "--measure", "rule-penalty", name="data.jsonl")
    assert read["total"]["rows"] == 2
    assert any(note.startswith("1 of 3 texts could not be audited") for note in read["notes"])


MISTAKES = {
    "no such column": (
        table(),
        ["--label", "who"],
        "no column 'who'; name one with --label; it has",
    ),
    "neither label nor score": (
        "prediction\n0.5\n",
        [],
        "'label'; name one with --label or --score",
    ),
    "neither text nor prediction": ("label\n1\n0\n", [], "no column 'text'"),
    "one class": (table().replace("native", "machine"), [], "every row is labelled positive"),
    "strange label": (table().replace("native", "human"), [], "line 2: the label 'human' is neither"),
    "score no number": (table().replace(",90\n", ",good\n"), [], "line 2: the score 'good' is no number"),
    "score not finite": (table().replace(",90\n", ",nan\n"), [], "line 2: the score 'nan' is no number"),
    "same id twice": (table().replace("\n1,", "\n0,"), [], "line 3: the id '0' stands on line 2 too"),
    "fields missing": (table() + "60,native\n", [], "line 62: 2 fields, but 6 in the header"),
    "columns of one name": ("label,label\n1,0\n", [], "two columns have one name"),
    "header only": ("label,prediction\n", [], "a header and no rows"),
    "open quote": ('label,prediction\n1,"0.5\n', [], "this is no CSV"),
    "no JSON": ('{"label": 1, "prediction": 0.5}\n{"label"\n', [], "line 2: this is no JSON"),
    "no object": ('{"label": 1, "prediction": 0.5}\n[1]\n', [], "line 2: this is no object"),
    "no label in a row": (table().replace("native", "", 1), [], "line 2: it has no label"),
    "no prediction": ("label,text\n1,a\n0,b\n", ["--measure", "prediction"], "it has no predictions"),
    "bounds": (table(), ["--undecided", "0.6,0.7"], "does not hold the threshold, 0.5"),
    "no bounds": (table(), ["--undecided", "wide"], "give LOW,HIGH"),
    "csv without a place": (table(), ["--format", "csv"], "give --output DIR"),
    "empty": ("", [], "it is empty"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_one_line(run, tmp_path: Path, name: str) -> None:
    content, arguments, told = MISTAKES[name]
    (tmp_path / "data.csv").write_text(content, encoding="utf-8")
    outcome = run("evaluate", "data.csv", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert outcome.err.count("\n") == 1
