"""Back-translation on the command line, with a recorded engine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

    Run = Callable[..., Outcome]
    Recording = Callable[..., str]


def test_an_engine_that_is_named_translates(
    run: Run, recording: Recording, harbour: Path, texts: dict[str, str]
) -> None:
    engine = recording(texts["harbour"])
    outcome = run("audit", harbour, "--engine", engine, "--engine", engine, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    (back,) = json.loads(outcome.out)["back_translations"]
    assert back["engine"].startswith(engine)
    assert len(back["segments"]) == 4


def test_an_engine_that_fails_leaves_the_report_and_exit_2(
    run: Run, recording: Recording, harbour: Path, texts: dict[str, str]
) -> None:
    engine = recording(texts["native"])
    outcome = run("audit", harbour, "--engine", engine)
    assert outcome.code == 2
    assert outcome.out.startswith("harbour (English, ")
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"mtaudit: back-translation failed: {engine}: ")
    assert line.endswith("; record the document again or choose another engine")


def test_a_configuration_may_switch_it_off_in_silence(run: Run, harbour: Path, tmp_path: Path) -> None:
    (tmp_path / "mtaudit.toml").write_text("back-translate = false", encoding="utf-8")
    outcome = run("audit", harbour)
    assert (outcome.code, outcome.err) == (0, "")
    assert "not done" in outcome.out


def test_a_batch_back_translates_each_text(
    run: Run, recording: Recording, tmp_path: Path, texts: dict[str, str]
) -> None:
    (tmp_path / "texts").mkdir()
    for name in ("harbour", "native"):
        (tmp_path / "texts" / f"{name}.txt").write_text(texts[name], encoding="utf-8")
    outcome = run("batch", "texts", "--out", "out", "--engine", recording(texts["harbour"]))
    assert outcome.code == 0
    counts, *_, warned = outcome.err.splitlines()
    assert counts == "2 of 2 documents audited, 2 findings, 1 failures"
    assert warned == "mtaudit: some documents failed; see out/failures.csv"
    _, failure = (tmp_path / "out" / "failures.csv").read_text(encoding="utf-8").splitlines()
    assert failure.startswith("native,texts/native.txt,,back-translation,")
