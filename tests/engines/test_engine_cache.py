from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mtaudit.engines import CachedEngine, Engine
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from conftest import CountingEngine

SEGMENTS = [f"Sentence number {number} of the document." for number in range(40)]
EN_ID = {"source": "en", "target": "id"}
HERE = Path(__file__).parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "translations.sqlite3"


def test_the_second_time_nothing_is_translated(counting: CountingEngine, path: Path) -> None:
    engine = CachedEngine(counting, path)
    assert isinstance(engine, Engine)
    assert (engine.name, engine.revision) == ("counting", "1")
    first = engine.translate(SEGMENTS, **EN_ID)
    assert len(counting.batches) == 3
    assert CachedEngine(counting, path).translate(SEGMENTS, **EN_ID) == first
    assert len(counting.batches) == 3


def test_results_do_not_depend_on_what_was_cached(counting: CountingEngine, path: Path) -> None:
    plain = counting.translate(SEGMENTS, **EN_ID)
    engine = CachedEngine(counting, path)
    engine.translate(SEGMENTS[:7], **EN_ID)
    engine.translate(SEGMENTS[20:], **EN_ID)
    assert engine.translate(SEGMENTS, **EN_ID) == plain


def test_a_batch_with_a_member_missing_is_translated_again(counting: CountingEngine, path: Path) -> None:
    engine = CachedEngine(counting, path)
    first = engine.translate(SEGMENTS[:16], **EN_ID)
    with sqlite3.connect(path) as connection:
        connection.execute("delete from translation where segment like '3:%'")
    connection.close()
    assert engine.translate(SEGMENTS[:16], **EN_ID) == first
    assert len(counting.batches) == 2
    assert engine.translate(SEGMENTS[:16], **EN_ID) == first
    assert len(counting.batches) == 2


@pytest.mark.parametrize("what", ["name", "revision", "build"])
def test_another_engine_shares_nothing(counting: CountingEngine, path: Path, what: str) -> None:
    CachedEngine(counting, path).translate(SEGMENTS[:3], **EN_ID)
    setattr(counting, what, "other")
    CachedEngine(counting, path).translate(SEGMENTS[:3], **EN_ID)
    assert len(counting.batches) == 2


def test_the_other_direction_shares_nothing(counting: CountingEngine, path: Path) -> None:
    engine = CachedEngine(counting, path)
    there = engine.translate(SEGMENTS[:3], **EN_ID)
    assert engine.translate(SEGMENTS[:3], source="id", target="en") != there
    assert len(counting.batches) == 2


def test_the_same_text_twice_and_odd_texts(counting: CountingEngine, path: Path) -> None:
    odd = ["same", "same", "👍🏽", "a\r\nb", "a\nb", "\ud800", "é", "é", "same "]
    engine = CachedEngine(counting, path)
    first = engine.translate(odd, **EN_ID)
    assert engine.translate(odd, **EN_ID) == first == counting.translate(odd, **EN_ID)


def test_what_was_finished_before_a_kill_is_kept(counting: CountingEngine, path: Path) -> None:
    counting.fail_at = 2
    with pytest.raises(KeyboardInterrupt):
        CachedEngine(counting, path).translate(SEGMENTS, **EN_ID)
    counting.fail_at = None
    CachedEngine(counting, path).translate(SEGMENTS, **EN_ID)
    assert len(counting.batches) == 3


def test_progress_counts_cached_segments_too(counting: CountingEngine, path: Path) -> None:
    engine = CachedEngine(counting, path)
    for _ in range(2):
        seen: list[int] = []
        engine.translate([*SEGMENTS, ""], **EN_ID, progress=seen.append)
        assert sum(seen) == len(SEGMENTS) + 1


def test_an_unknown_pair_is_refused_before_anything(counting: CountingEngine, path: Path) -> None:
    with pytest.raises(EngineError, match="no examples to translate from 'en' into 'tlh'"):
        CachedEngine(counting, path).translate(SEGMENTS, source="en", target="tlh")
    assert not path.exists()


@pytest.mark.parametrize("content", [b"not a database " * 100, b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_file_is_named(counting: CountingEngine, path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(EngineError, match=r"translations\.sqlite3.*damaged.*; delete this file$"):
        CachedEngine(counting, path).translate(SEGMENTS, **EN_ID)


def test_a_file_of_another_layout_is_refused(counting: CountingEngine, path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 99")
    connection.close()
    with pytest.raises(EngineError, match="layout 99"):
        CachedEngine(counting, path).translate(SEGMENTS, **EN_ID)


def test_a_place_that_cannot_be_written_is_named(counting: CountingEngine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="set MTAUDIT_CACHE_DIR"):
        CachedEngine(counting, tmp_path / "file" / "x.sqlite3").translate(SEGMENTS, **EN_ID)


SHARE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import CountingEngine
from mtaudit.engines import CachedEngine
seed = int(sys.argv[3])
for turn in range(12):
    segments = [f"Sentence {n} of text {(seed + turn) % 5}." for n in range(40)]
    counting = CountingEngine()
    cached = CachedEngine(counting, Path(sys.argv[2])).translate(segments, source="en", target="id")
    assert cached == CountingEngine().translate(segments, source="en", target="id")
"""


def test_processes_share_a_cache(counting: CountingEngine, path: Path) -> None:
    command = [sys.executable, "-c", SHARE, str(HERE), str(path)]
    running = [
        subprocess.Popen([*command, str(seed)], stderr=subprocess.PIPE, text=True) for seed in range(4)
    ]
    for process in running:
        _, stderr = process.communicate(timeout=60)
        assert process.returncode == 0, stderr
    segments = [f"Sentence {n} of text 0." for n in range(40)]
    CachedEngine(counting, path).translate(segments, **EN_ID)
    assert counting.batches == []


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import CountingEngine
from mtaudit.engines import CachedEngine

class Killed(CountingEngine):
    def translate_batch(self, segments, **direction):
        if len(self.batches) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().translate_batch(segments, **direction)

segments = [f"Sentence number {n} of the document." for n in range(40)]
CachedEngine(Killed(), Path(sys.argv[2])).translate(segments, source="en", target="id")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not of this system")
def test_a_killed_process_loses_one_batch(counting: CountingEngine, path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(HERE), str(path)], check=False)
    assert done.returncode != 0
    CachedEngine(counting, path).translate(SEGMENTS, **EN_ID)
    assert len(counting.batches) == 1
