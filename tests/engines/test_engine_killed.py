"""A run that is killed while it translates, with a real model and real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tiny_marian import sentence_pairs

from mtaudit.engines import CachedEngine, kept_translations, open_engine

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("ctranslate2", reason="needs mtaudit[models]")

EN_ID = {"source": "en", "target": "id"}
TRANSLATE = """
import sys
from mtaudit.engines import open_engine
engine = open_engine(sys.argv[1], offline=True)
for line in sys.stdin:
    engine.translate([line.strip()], source="en", target="id")
    print(line.strip(), flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not of this system")
def test_a_killed_run_loses_nothing_that_was_finished(marian: Path, tmp_path: Path) -> None:
    name = f"ctranslate2:{marian / 'tiny-en-id'}"
    sentences = [pair[0] for pair in sentence_pairs()]
    cache = tmp_path / "cache"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TRANSLATE, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"MTAUDIT_CACHE_DIR": str(cache)},
        )
        for _ in range(2)
    ]  # fmt: skip
    victim, other = running
    for process, wanted in ((victim, sentences), (other, sentences[100:])):
        assert process.stdin is not None
        process.stdin.write("\n".join(wanted) + "\n")
        process.stdin.close()
    assert victim.stdout is not None
    finished = [victim.stdout.readline().strip() for _ in range(20)]
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait(timeout=60)
    victim.stdout.close()
    assert other.stdout is not None
    assert other.stdout.read().splitlines() == sentences[100:]
    assert other.wait(timeout=120) == 0
    other.stdout.close()
    kept = kept_translations(cache)
    assert kept is not None
    assert kept.segments >= 20 + len(sentences[100:])

    engine = open_engine(name, offline=True, cache_dir=cache)
    assert isinstance(engine, CachedEngine)
    fresh = engine.engine.translate

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("what was finished is translated again")

    known = {text: fresh([text], **EN_ID)[0] for text in (*finished[:5], *sentences[100:105])}
    engine.engine.translate_batch = refuse  # type: ignore[method-assign, assignment]
    for text in (*finished, *sentences[100:]):
        (result,) = engine.translate([text], **EN_ID)
        assert result == known.get(text, result)


@pytest.mark.slow
def test_processes_that_convert_one_model_at_once(marian: Path, tmp_path: Path) -> None:
    environment = os.environ | {"MTAUDIT_CACHE_DIR": str(tmp_path / "shared")}
    command = [sys.executable, "-c", TRANSLATE, f"ctranslate2:{marian / 'tiny-en-id'}"]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(2)
    ]
    for process in running:
        out, _ = process.communicate("the mayor sold two bridges yesterday.\n", timeout=120)
        assert (process.returncode, out) == (0, "the mayor sold two bridges yesterday.\n")
    assert len(list((tmp_path / "shared" / "weights").iterdir())) == 1  # and no half one beside it
