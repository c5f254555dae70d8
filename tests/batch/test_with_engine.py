"""With the packaged engine too the bytes are the same from one process, from two, and after a kill."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from mtaudit.engines import PACKAGED
from mtaudit.engines.weights.packaged import prepare_packaged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.engine, pytest.mark.full]

TEXTS = [
    f"The {place} will stay closed until May, the council said on Tuesday.\n\nIt lost {count} windows."
    for count, place in enumerate("harbour market school museum library".split(), 11)
]


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., list[str]]:
    """Five texts, and the command for them; each run has a cache of translations of its own."""
    pytest.importorskip("gguf", reason=f"needs {PACKAGED}, pip install 'mtaudit[offline]'")
    (tmp_path / "texts").mkdir()
    for number, text in enumerate(TEXTS):
        (tmp_path / "texts" / f"{number}.txt").write_text(text, encoding="utf-8")
    fixed = ["--engine", PACKAGED, "--offline", "--quiet", "--resume"]
    return lambda out, *options: [
        sys.executable, "-m", "mtaudit", "batch", "texts", "--out", out, *fixed, *options,
    ]  # fmt: skip


def cache(folder: Path) -> dict[str, str]:
    """Return an environment with the user's unpacked and converted weights, and no translations."""
    folder.mkdir(parents=True)
    (folder / "weights").symlink_to(prepare_packaged().parent)
    return os.environ | {"MTAUDIT_CACHE_DIR": str(folder)}


def test_one_two_and_killed(command: Callable[..., list[str]], tmp_path: Path) -> None:
    for out, jobs in (("one", "1"), ("two", "2")):
        done = subprocess.run(
            command(out, "--jobs", jobs), cwd=tmp_path, env=cache(tmp_path / f"cache {out}"), check=False
        )
        assert done.returncode == 0
    env = cache(tmp_path / "cache killed")
    run = subprocess.Popen(command("killed", "--jobs", "1"), cwd=tmp_path, env=env)
    journal = tmp_path / "killed" / "unfinished.jsonl"
    while run.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 2):
        time.sleep(0.1)
    run.kill()
    run.wait()
    assert journal.exists()
    assert (
        subprocess.run(command("killed", "--jobs", "1"), cwd=tmp_path, env=env, check=False).returncode == 0
    )
    tables = {
        out: {path.name: path.read_bytes() for path in (tmp_path / out).iterdir()}
        for out in ("one", "two", "killed")
    }
    assert tables["one"] == tables["two"] == tables["killed"]
