"""``mtaudit compare`` from files to every format, and the line about each mistake."""

from __future__ import annotations

import csv
import gzip
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mtaudit.reports.systems.json import comparison_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

FILES = ("reference.txt", "good.txt", "near.txt", "poor.txt")


@pytest.fixture
def compared(run: Callable[..., Outcome], output_files: Path) -> Callable[..., dict[str, object]]:  # noqa: ARG001
    """Compare the three systems in JSON with more arguments, and return what was loaded."""

    def make(*arguments: str | Path, files: tuple[str, ...] = FILES, **more: bytes) -> dict[str, object]:
        outcome = run("compare", *files, "--format", "json", "--jobs", "1", "--quiet", *arguments, **more)
        assert (outcome.code, outcome.err) == (0, "")
        loaded = json.loads(outcome.out)
        jsonschema.validate(loaded, comparison_schema())
        return loaded

    return make


def scores(loaded: dict[str, object], measure: str) -> dict[str, float]:
    return {row["system"]: row["score"] for row in loaded["scores"] if row["measure"] == measure}


def test_scores_and_signatures_are_those_of_sacrebleu(compared, outputs: dict[str, list[str]]) -> None:
    loaded = compared()
    made = {"bleu": BLEU(), "chrf": CHRF(), "chrfpp": CHRF(word_order=2), "ter": TER()}
    for name, metric in made.items():
        for system in ("good", "near", "poor"):
            score = metric.corpus_score(outputs[system], [outputs["reference"]]).score
            assert scores(loaded, name)[system] == pytest.approx(score, rel=1e-5)
    assert [row["name"] for row in loaded["measures"]] == list(made)


def test_options_reach_sacrebleu(compared, outputs: dict[str, list[str]]) -> None:
    loaded = compared(
        "-m", "bleu,chrf,ter", "--tokenize", "char", "--smooth-method", "floor", "--smooth-value", "0.2",
        "--lowercase", "--chrf-char-order", "4", "--chrf-word-order", "1", "--chrf-beta", "3",
        "--chrf-whitespace", "--chrf-lowercase", "--ter-case-sensitive", "--ter-no-punct", "--ter-normalized",
    )  # fmt: skip
    made = {
        "bleu": BLEU(lowercase=True, tokenize="char", smooth_method="floor", smooth_value=0.2),
        "chrf": CHRF(char_order=4, word_order=1, beta=3, whitespace=True, lowercase=True),
        "ter": TER(case_sensitive=True, no_punct=True, normalized=True),
    }
    for name, metric in made.items():
        score = metric.corpus_score(outputs["poor"], [outputs["reference"]]).score
        assert scores(loaded, name)["poor"] == pytest.approx(score, rel=1e-5)


def test_every_way_of_giving_the_same_texts(
    compared, output_files: Path, outputs: dict[str, list[str]]
) -> None:
    plain = compared("-m", "bleu")
    columns = ["\t".join(row) for row in zip(*(outputs[name[:-4]] for name in FILES), strict=True)]
    header = "\t".join(name[:-4] for name in FILES)
    (output_files / "all.tsv").write_text("\n".join([header, *columns]), encoding="utf-8")
    for name in FILES:
        packed = gzip.compress((output_files / name).read_bytes().replace(b"\n", b"\r\n"))
        (output_files / f"{name}.gz").write_bytes(packed)
    stdin = (output_files / "reference.txt").read_bytes()
    ways = (
        {"files": tuple(f"{name}.gz" for name in FILES)},
        {"files": ("all.tsv:reference", "all.tsv:good,near,poor")},
        {"files": ("-", *FILES[1:]), "stdin": stdin},
        {"files": ("ref=-:1", "good=-:2", "near=-:3", "poor=-:4"), "stdin": "\n".join(columns).encode()},
    )
    for way in ways:
        assert scores(compared("-m", "bleu", **way), "bleu") == scores(plain, "bleu")


def test_a_paired_test_of_every_pair_and_against_a_baseline(compared) -> None:
    every = compared("-m", "bleu,ter", "--paired-bootstrap", "--samples", "200")
    assert (every["method"], every["baseline"], len(every["differences"])) == ("bootstrap", None, 6)
    ranks = {row["system"]: row["rank"] for row in every["scores"] if row["measure"] == "bleu"}
    assert ranks["poor"] == max(ranks.values()) > min(ranks.values())
    against = compared("-m", "bleu", "--paired-ar", "--samples", "200", "--baseline", "poor")
    assert (against["method"], against["baseline"]) == ("randomisation", "poor")
    assert {(row["system"], row["baseline"]) for row in against["differences"]} == {
        ("good", "poor"),
        ("near", "poor"),
    }
    assert all(row["adjusted_p_value"] < 0.05 for row in against["differences"])


@pytest.mark.usefixtures("output_files")
def test_the_same_command_gives_the_same_bytes(run) -> None:
    command = ("compare", *FILES, "-m", "bleu,chrf", "--paired-bs", "--samples", "100", "--format", "json")
    one, two = run(*command, "--jobs", "1"), run(*command, "--jobs", "2")
    assert one.out == two.out
    assert one.out != run(*command, "--jobs", "1", "--seed", "7").out


def test_scores_of_others_and_of_people(compared, output_files: Path) -> None:
    rows = [("good", 0.8), ("near", 0.7), ("poor", 0.2)]
    text = "".join(f"{name}\t{value + at / 1000}\n" for name, value in rows for at in range(24))
    (output_files / "comet.seg.score").write_text(text, encoding="utf-8")
    human = [
        "system\tsegment\tscore",
        *(f"{name}\t{at}\t{90 - at}" for at in range(1, 25) for name in ("good", "poor")),
    ]
    human += [f"near.1\t{at}\t50" for at in range(1, 13)] + ["HUMAN-A\t1\t99"]
    (output_files / "da.tsv").write_text("\n".join(human), encoding="utf-8")
    loaded = compared("-m", "bleu", "--scores", "COMET=comet.seg.score", "--human", "da.tsv")
    assert [(row["name"], row["human"]) for row in loaded["measures"]] == [
        ("bleu", False), ("COMET", False), ("da", True),
    ]  # fmt: skip
    assert scores(loaded, "COMET")["good"] == pytest.approx(0.8115)
    assert {row["measure"] for row in loaded["correlations"]} == {"bleu", "COMET"}
    assert "da.tsv also scores HUMAN-A: not among the systems, left out." in loaded["notes"]


def test_tables(run, output_files: Path) -> None:
    (output_files / "ids").write_text("d1\n" * 12 + "d2\n" * 12, encoding="utf-8")
    outcome = run(
        "compare",
        *FILES,
        "-m",
        "bleu",
        "--segments",
        "--documents",
        "ids",
        "--format",
        "csv",
        "-o",
        "out",
        "-q",
    )
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    with (output_files / "out/segments.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 72
    assert {row["document"] for row in rows} == {"d1", "d2"}
    with (output_files / "out/documents.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 6


def test_text_goes_to_a_file_and_notes_with_it(run, output_files: Path) -> None:
    (output_files / "copy.txt").write_bytes((output_files / "good.txt").read_bytes())
    told = run("compare", *FILES, "copy.txt", "-m", "bleu")
    assert told.code == 0
    assert "good.txt and copy.txt are the same text." in told.out
    assert run("compare", *FILES, "copy.txt", "-m", "bleu", "-o", "report.txt").out == ""
    assert "good.txt and copy.txt are the same text." in (output_files / "report.txt").read_text(
        encoding="utf-8"
    )
    latex = run("compare", *FILES, "copy.txt", "-m", "bleu", "--format", "latex")
    assert latex.out.endswith("\\end{tabular}\n")
    assert latex.err == "mtaudit: good.txt and copy.txt are the same text.\n"


@pytest.mark.usefixtures("output_files")
def test_no_color(run_process) -> None:
    command = ("-m", "mtaudit", "compare", *FILES, "-m", "bleu", "--jobs", "1")
    assert "\x1b" not in run_process(*command, env={"NO_COLOR": "1", "FORCE_COLOR": "1"}).out


def test_a_test_set_of_wmt_in_and_score_files_out(run, output_files: Path) -> None:
    for folder in ("references", "system-outputs/is-en"):
        (output_files / folder).mkdir(parents=True)
    (output_files / "reference.txt").rename(output_files / "references/is-en.refA.txt")
    for name in ("good", "poor"):
        (output_files / f"{name}.txt").rename(output_files / f"system-outputs/is-en/{name}.txt")
    assert run("compare", ".", "-m", "bleu", "--format", "mt-metrics-eval", "-o", ".").code == 0
    written = (output_files / "metric-scores/is-en/BLEU-refA.seg.score").read_text(encoding="utf-8")
    assert len(written.splitlines()) == 48
    again = run("compare", ".", "-m", "chrf", "--scores", "own=metric-scores/is-en/BLEU-refA.seg.score", "-q")
    assert again.code == 0
    assert "own ↑" in again.out
    assert run("compare", ".", "-m", "ter", "--format", "wmt", "--test-set", "t21", "-o", "wmt").code == 0
    assert (
        (output_files / "wmt/TER.sys.score")
        .read_text(encoding="utf-8")
        .startswith("TER\tis-en\tt21\tall\trefA\t")
    )


#: Arguments after `mtaudit compare`, and the line about them.
MISTAKES = {
    "reference.txt good.txt short.txt": (
        "short.txt: 2 segments, but reference.txt has 24 segments; give one segment a line in the same order"
    ),
    "reference.txt none.txt": "none.txt: there is no such file; check the path",
    "reference.txt": "there is no system to compare; name the outputs of one or more systems",
    "- -": "standard input can be read only once; name files for the others",
    "reference.txt good.txt good.txt": "good.txt is given 2 times; name each file once",
    "reference.txt good.txt near.txt --metrics rouge": (
        "no metric is called 'rouge'; choose from bleu, chrf, chrf++ and ter"
    ),
    "reference.txt good.txt --metrics ,": "--metrics ',' names none; choose from bleu, chrf, chrf++ and ter",
    "reference.txt good.txt --paired-bs": (
        "a paired test needs two systems; name another, or leave the test out"
    ),
    "reference.txt good.txt near.txt --paired-bs --paired-ar": (
        "--paired-bootstrap and --paired-ar exclude each other; give one"
    ),
    "reference.txt good.txt near.txt --paired-bs --baseline x": (
        "the baseline 'x' is no system; choose among good, near"
    ),
    "reference.txt good.txt near.txt --baseline good": (
        "--baseline without a test; give --paired-bootstrap or --paired-ar"
    ),
    "reference.txt good.txt near.txt --correction none": (
        "--correction without a test; give --paired-bootstrap or --paired-ar"
    ),
    "reference.txt good.txt -m bleu --chrf-beta 3": (
        "--chrf-beta is of no metric in --metrics; name its metric there"
    ),
    "reference.txt good.txt -m chrf --lowercase": (
        "--lowercase is of no metric in --metrics; name its metric there"
    ),
    "reference.txt good.txt --format csv": "--format csv writes several files; give --output DIR",
    "reference.txt good.txt --segments": (
        "--format text has no segment scores; give --format csv or json with --segments"
    ),
    "reference.txt good.txt --format wmt --language-pair is-en -o x": (
        "--format wmt names the test set; give --test-set, such as newstest2021"
    ),
    "reference.txt good.txt --format wmt --test-set t -o x": (
        "--format wmt names the language pair; give --language-pair, such as is-en"
    ),
    "reference.txt good.txt --format wmt --language-pair ../x -o x": (
        "--language-pair is '../x'; give letters, digits, - and _"
    ),
    "reference.txt good.txt --comet Unbabel/wmt22-comet-da": "--comet and --source go together; give both",
    "reference.txt good.txt --comet Unbabel/wmt22-comet-da --source reference.txt": (
        "COMET is not installed; pip install unbabel-comet, or give what comet-score prints elsewhere to "
        "--scores COMET=FILE"
    ),
    "reference.txt good.txt near.txt --scores COMET=short.txt": (
        "short.txt: it has one number a line, and no system is named short"
    ),
    "reference.txt good.txt --output none/x.txt": "none/x.txt: cannot be written",
}


@pytest.mark.parametrize("arguments", MISTAKES)
def test_mistakes(mistake: Callable[..., str], output_files: Path, arguments: str) -> None:
    (output_files / "short.txt").write_text("1\n2\n", encoding="utf-8")
    assert mistake("compare", *arguments.split()).startswith(MISTAKES[arguments])


def test_help_does_not_load_what_is_heavy(run_process) -> None:
    shown = run_process("-m", "mtaudit", "compare", "--help")
    assert shown.code == 0
    assert "--paired-bootstrap" in shown.out
