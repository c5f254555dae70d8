from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from mtaudit.engines.weights.places import build_directory, cache_root, damaged, is_whole
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path


def fill(directory: Path) -> None:
    (directory / "weights").write_bytes(b"w" * 1000)
    (directory / "config").write_text("{}")


def test_a_directory_is_built_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "model"
    build_directory(target, "origin", fill)
    assert is_whole(target, "origin")
    assert list(damaged(target)) == []
    assert [path.name for path in target.parent.iterdir()] == ["model"]


def test_a_directory_of_another_origin_is_not_whole_and_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "model"
    build_directory(target, "old", fill)
    assert not is_whole(target, "new")
    build_directory(target, "new", fill)
    assert is_whole(target, "new")
    assert [path.name for path in tmp_path.iterdir() if "model" in path.name] == ["model"]


@pytest.mark.parametrize("harm", ["shorter", "gone", "no record", "torn record", "odd record"])
def test_half_a_directory_is_not_accepted_and_is_built_again(tmp_path: Path, harm: str) -> None:
    target = tmp_path / "model"
    build_directory(target, "origin", fill)
    if harm == "shorter":
        (target / "weights").write_bytes(b"w" * 999)
    elif harm == "gone":
        (target / "weights").unlink()
    elif harm == "no record":
        (target / "mtaudit.json").unlink()
    elif harm == "torn record":
        (target / "mtaudit.json").write_text('{"made_from": "orig')
    else:
        (target / "mtaudit.json").write_text("[]")
    assert not is_whole(target, "origin")
    build_directory(target, "origin", fill)
    assert is_whole(target, "origin")


def test_changed_content_of_the_same_size_is_found(tmp_path: Path) -> None:
    target = tmp_path / "model"
    build_directory(target, "origin", fill)
    (target / "weights").write_bytes(b"x" * 1000)
    assert is_whole(target, "origin")
    assert list(damaged(target)) == ["weights"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fail(directory: Path) -> None:
        fill(directory)
        raise EngineError("no")

    with pytest.raises(EngineError):
        build_directory(tmp_path / "place" / "model", "origin", fail)
    assert list((tmp_path / "place").iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="set MTAUDIT_CACHE_DIR to another directory"):
        build_directory(tmp_path / "file" / "model", "origin", fill)


KILLED = """
import os, signal, sys
from pathlib import Path
from mtaudit.engines.weights.places import build_directory

def fill(directory):
    (directory / "weights").write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)

build_directory(Path(sys.argv[1]), "origin", fill)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not of this system")
def test_a_killed_builder_leaves_no_half_directory(tmp_path: Path) -> None:
    target = tmp_path / "model"
    done = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    assert done.returncode != 0
    assert not target.exists()
    assert not is_whole(target, "origin")
    build_directory(target, "origin", fill)
    assert is_whole(target, "origin")


BUILD = """
import sys, time
from pathlib import Path
from mtaudit.engines.weights.places import build_directory, damaged, is_whole

def fill(directory):
    for number in range(5):
        (directory / f"file{number}").write_bytes(b"x" * 100_000)
        time.sleep(0.02)

target = Path(sys.argv[1])
build_directory(target, "origin", fill)
assert is_whole(target, "origin") and not list(damaged(target))
"""


def test_processes_build_the_same_directory(tmp_path: Path) -> None:
    target = tmp_path / "model"
    running = [
        subprocess.Popen([sys.executable, "-c", BUILD, str(target)], stderr=subprocess.PIPE) for _ in range(4)
    ]
    for process in running:
        _, stderr = process.communicate(timeout=60)
        assert process.returncode == 0, stderr.decode()
    assert is_whole(target, "origin")
    assert os.listdir(tmp_path) == ["model"]  # noqa: PTH208


def test_where_the_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_root(tmp_path) == tmp_path
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / "named"))
    assert cache_root() == tmp_path / "named"
    monkeypatch.delenv("MTAUDIT_CACHE_DIR")
    assert "mtaudit" in str(cache_root())
