from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mtaudit.engines import Calibrated, Calibration, keep_calibration, open_calibration, open_engine
from mtaudit.errors import EngineError
from mtaudit.model import Document, Percentile, Stability, Status
from mtaudit.pipeline import calibrate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

#: Written for these tests.
TEXTS = [
    f"The council of Port Selan spent {n} million dollars on {place} this year. Mayor Arif Pratama opened "
    f"{place} on Tuesday.\n\nSome {n * 100} people came, the office said."
    for n, place in enumerate(["the harbour", "a school", "two bridges", "the market", "a clinic", "the road",
                               "a library", "the station", "a museum", "the park", "a theatre"], start=3)
]  # fmt: skip


def made(surfaces: list[float]) -> Calibration:
    documents = [Calibrated(f"{n:012x}", 5, 5, s, 50.0, s / 100, 0.5, None) for n, s in enumerate(surfaces)]
    return Calibration("echo", "1", "id", "news (2 texts, 0)", tuple(documents))


def test_a_percentile_counts_what_lies_below_and_half_of_the_ties() -> None:
    calibration = made([10.0, 20.0, 30.0, 40.0, 50.0, 50.0, 60.0, 70.0, 80.0, 90.0])
    assert calibration.percentile(Stability(50.0, 0.05)) == Percentile(50.0, 0.0)
    assert calibration.percentile(Stability(95.0, 0.95)) == Percentile(100.0, 100.0)
    assert made([10.0, 20.0]).percentile(Stability(15.0, 0.1)) is None  # too few


def test_a_calibration_belongs_to_one_revision_and_pivot(tmp_path: Path) -> None:
    calibration = made([10.0] * 12)
    path = keep_calibration(calibration, tmp_path)
    assert open_calibration("echo", "1", "id", tmp_path) == calibration
    assert open_calibration("echo", "2", "id", tmp_path) is None
    assert open_calibration("echo", "1", "ms", tmp_path) is None
    path.write_text("{")
    with pytest.raises(EngineError, match=r"the calibration is damaged .*; delete this file"):
        open_calibration("echo", "1", "id", tmp_path)


def test_what_is_measured_of_an_engine_that_keeps_everything(recording: Callable[..., str]) -> None:
    engine = open_engine(recording(*TEXTS))
    documents = [Document(f"text{n}", text) for n, text in enumerate(TEXTS)]
    calibration = calibrate(engine, documents, "id", corpus="council", seed=12345)
    assert calibration.corpus.startswith("council (11 texts, ")
    for one in calibration.documents:
        assert (one.segments, one.ok) == (3, 3)
        assert (one.surface, one.ter, one.numbers, one.names) == (100.0, 0.0, 1.0, 1.0)
        assert one.semantic == pytest.approx(1.0, abs=1e-4)


def test_the_report_gives_the_percentile_everywhere(
    run: Callable[..., Outcome], recording: Callable[..., str], tmp_path: Path
) -> None:
    engine = recording(*TEXTS)
    (tmp_path / "native").mkdir()
    for number, text in enumerate(TEXTS):
        (tmp_path / "native" / f"{number}.txt").write_text(text, encoding="utf-8")
    outcome = run("engines", "calibrate", engine, tmp_path / "native", "--format", "json")
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["spread"]["surface"] == [100.0] * 5
    audited = tmp_path / "native" / "0.txt"
    # Two engines: each shows in each format.
    other = tmp_path / "other.jsonl"
    other.write_text((tmp_path / "recording.jsonl").read_text() + "\n")
    options = ("audit", audited, "--engine", engine, "--engine", f"recorded:{other}")
    first, second = json.loads(run(*options, "--format", "json").out)["back_translations"]
    assert first["percentile"] == {"surface": 50, "semantic": pytest.approx(50)}
    assert second["percentile"] is None
    assert (first["engine"].split("@")[0], second["engine"].split("@")[0]) == (engine, f"recorded:{other}")
    text = run(*options).out
    assert "surface at percentile 50" in text
    assert "`mtaudit engines calibrate` makes one" in " ".join(text.split())
    run(*options, "--format", "csv", "--output", tmp_path / "csv")
    header, row = (tmp_path / "csv" / "scores.csv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=False))
    assert cells["back_translations"] == "2"
    assert float(cells["back_translation_percentile_surface"]) == 50


class Copies:
    """Copies every second segment, which comes back whole, and loses the words of the others."""

    name, revision = "copies", "1"

    def translate(self, segments, *, source, target, progress=None):  # noqa: ARG002 - the protocol's
        from mtaudit.model import Translation

        return [
            Translation(text, Status.COPIED) if place % 2 else Translation("nothing of it", Status.OK)
            for place, text in enumerate(segments)
        ]


def test_a_copied_segment_does_not_count_as_stable() -> None:
    from mtaudit.analysis import analyse
    from mtaudit.pipeline.round_trip import round_trip

    result = round_trip(analyse(Document("text", TEXTS[0])), Copies(), "id", seed=12345)
    assert [trip.status for trip in result.back_translation.segments] == ["ok", "copied", "ok"]
    assert result.back_translation.stability.surface < 20
