from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mtaudit.engines import CachedEngine, clear_translations, kept_translations
from mtaudit.engines.caches.upkeep import CACHE_FILE
from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import CountingEngine, Outcome

EN_ID = {"source": "en", "target": "id"}
HERE = Path(__file__).parent


def document(number: int) -> list[str]:
    return [f"Sentence {place} of document {number}, {'with words ' * 40}." for place in range(16)]


def test_a_cache_above_its_limit_drops_what_was_used_longest_ago(
    counting: CountingEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MTAUDIT_CACHE_MB", "1")
    path = tmp_path / CACHE_FILE
    day = [20_000]
    monkeypatch.setattr("mtaudit.engines.caches.upkeep.time.time", lambda: day[0] * 86_400.0)
    engine = CachedEngine(counting, path)
    for number in range(250):
        day[0] += 1
        engine.translate(document(number), **EN_ID)
        engine.translate(document(0), **EN_ID)  # used every day
    kept = kept_translations(tmp_path)
    assert kept is not None
    assert kept.bytes < 2_000_000
    assert 10 < kept.batches < 250
    done = len(counting.batches)
    engine.translate(document(0), **EN_ID)
    engine.translate(document(249), **EN_ID)
    assert len(counting.batches) == done
    engine.translate(document(1), **EN_ID)
    assert len(counting.batches) == done + 1


def test_a_cache_is_told_and_cleared(counting: CountingEngine, tmp_path: Path) -> None:
    assert kept_translations(tmp_path) is None
    clear_translations(tmp_path)
    engine = CachedEngine(counting, tmp_path / CACHE_FILE)
    first = engine.translate(document(1), **EN_ID)
    kept = kept_translations(tmp_path)
    assert kept is not None
    assert (kept.batches, kept.segments) == (1, 16)
    clear_translations(tmp_path)
    kept = kept_translations(tmp_path)
    assert kept is not None
    assert (kept.batches, kept.segments) == (0, 0)
    assert engine.translate(document(1), **EN_ID) == first


def test_the_command_shows_and_clears(
    run: Callable[..., Outcome], counting: CountingEngine, tmp_path: Path
) -> None:
    (tmp_path / ".cache").mkdir()
    CachedEngine(counting, tmp_path / ".cache" / CACHE_FILE).translate(document(1), **EN_ID)
    shown = json.loads(run("engines", "cache", "--format", "json").out)
    assert (shown["batches"], shown["translations"], shown["limit"]) == (1, 16, 1024_000_000)
    cleared = run("engines", "cache", "--clear")
    assert (cleared.code, cleared.err) == (0, "mtaudit: 16 translations cleared\n")
    assert json.loads(run("engines", "cache", "--format", "json").out)["translations"] == 0


def test_a_limit_that_is_no_number(
    counting: CountingEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MTAUDIT_CACHE_MB", "lots")
    with pytest.raises(UsageError, match="MTAUDIT_CACHE_MB is 'lots'"):
        CachedEngine(counting, tmp_path / CACHE_FILE)


CLEARING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import CountingEngine
from mtaudit.engines import CachedEngine, clear_translations
from mtaudit.engines.caches.upkeep import CACHE_FILE
root, own = Path(sys.argv[2]), sys.argv[3]
engine = CachedEngine(CountingEngine(), root / CACHE_FILE)
for number in range(25):
    texts = [f"{number} {place} " + "word " * 200 for place in range(16)]
    assert engine.translate(texts, source="en", target="id") == CountingEngine().translate(
        texts, source="en", target="id")
    if own == "0" and number % 8 == 7:
        clear_translations(root)
"""


def test_processes_that_add_trim_and_clear_at_once_get_what_the_engine_gives(tmp_path: Path) -> None:
    environment = os.environ | {"MTAUDIT_CACHE_MB": "1"}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", CLEARING, str(HERE), str(tmp_path), str(number)],
            stderr=subprocess.PIPE, text=True, env=environment,
        )
        for number in range(3)
    ]  # fmt: skip
    for process in running:
        _, stderr = process.communicate(timeout=120)
        assert process.returncode == 0, stderr
