from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mtaudit.engines import Engine, RecordedEngine, open_engine, record
from mtaudit.errors import EngineError
from mtaudit.model import Status, Translation

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CountingEngine

SEGMENTS = ["One sentence.", "", "Another\r\none 👍🏽\u2028.", "One sentence."]


@pytest.mark.parametrize("keep_text", [True, False])
def test_a_round_trip(counting: CountingEngine, tmp_path: Path, keep_text: bool) -> None:
    path = tmp_path / "news.jsonl"
    segments = SEGMENTS[:3]
    there = record(counting, segments, path, source="en", target="id", keep_text=keep_text)
    pivot = [result.text for result in there]
    back = record(counting, pivot, path, source="id", target="en", keep_text=keep_text)
    engine = open_engine(f"recorded:{path}")
    assert isinstance(engine, Engine)
    assert engine.name == f"recorded:{path}"
    assert engine.translate(segments, source="en", target="id") == there
    assert engine.translate(pivot, source="id", target="en") == back
    assert ("One sentence" in path.read_text()) is keep_text


def test_the_same_bytes_have_the_same_revision(counting: CountingEngine, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    record(counting, SEGMENTS, one, source="en", target="id")
    two.write_bytes(one.read_bytes())
    assert RecordedEngine(one).revision == RecordedEngine(two).revision
    record(counting, ["More."], two, source="en", target="id")
    assert RecordedEngine(one).revision != RecordedEngine(two).revision


def test_statuses_are_kept_and_progress_is_told(tmp_path: Path, counting: CountingEngine) -> None:
    path = tmp_path / "news.jsonl"
    record(counting, ["Hello."], path, source="en", target="id")
    entry = json.loads(path.read_text())
    entry["status"] = "looping"
    path.write_text(json.dumps(entry))
    seen: list[int] = []
    engine = RecordedEngine(path)
    results = engine.translate(["Hello.", " "], source="en", target="id", progress=seen.append)
    assert results[0].status is Status.LOOPING
    assert results[1] == Translation("", Status.EMPTY)
    assert seen == [2]


def test_a_segment_that_was_not_recorded(counting: CountingEngine, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    record(counting, ["Hello."], path, source="en", target="id")
    engine = RecordedEngine(path)
    with pytest.raises(EngineError, match=r"news\.jsonl: no recorded translation from en into id"):
        engine.translate(["Hello, " + "very " * 40 + "new."], source="en", target="id")
    with pytest.raises(EngineError, match=r"from id into en of 'Hello\.'"):
        engine.translate(["Hello."], source="id", target="en")


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '{"source": "en"}',
        '{"source": "en", "target": "id", "sha256": "0", "translation": 1, "status": "ok"}',
        '{"source": "en", "target": "id", "sha256": "0", "translation": "", "status": "fine"}',
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(EngineError, match=r"news\.jsonl, line 2: not a recorded translation"):
        RecordedEngine(path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="cannot be read"):
        RecordedEngine(tmp_path / "none.jsonl")
    with pytest.raises(EngineError, match="cannot be read"):
        RecordedEngine(tmp_path)
    (tmp_path / "latin").write_bytes(b"\xe9")
    with pytest.raises(EngineError, match="byte 0: not UTF-8"):
        RecordedEngine(tmp_path / "latin")


def test_a_recording_that_cannot_be_written(counting: CountingEngine, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="cannot be written"):
        record(counting, ["Hello."], tmp_path, source="en", target="id")
