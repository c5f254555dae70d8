"""However a run is stopped and resumed, and whoever works, the bytes are those of a run in one go."""

from __future__ import annotations

import csv
import os
import random
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mtaudit.batch import Tables, Workers, run_batch
from mtaudit.batch.journal import NAME
from mtaudit.config import Settings
from mtaudit.errors import MtauditError
from mtaudit.readers.corpus import CorpusOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SETTINGS = Settings(back_translate=False)


@dataclass(frozen=True)
class Corpus:
    """A corpus, native reports for some of it, and what a run in one go makes of it."""

    texts: Path
    natives: Path
    tables: dict[str, bytes]

    def run(self, out: Path, **options: object) -> None:
        reading = CorpusOptions(references=self.natives)
        run_batch([str(self.texts)], out, reading, SETTINGS, **{"workers": Workers(0)} | options)

    def command(self, out: Path, *options: str, jobs: int = 2) -> list[str]:
        fixed = ["--references", str(self.natives), "--out", str(out), "--no-back-translate", "--quiet"]
        return [
            sys.executable,
            "-m",
            "mtaudit",
            "batch",
            str(self.texts),
            *fixed,
            "--jobs",
            str(jobs),
            *options,
        ]


def written(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture(scope="module")
def corpus(texts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Sixteen texts of all lengths, one in Indonesian and one empty."""
    folder, chance = tmp_path_factory.mktemp("corpus"), random.Random(8)
    for kind in ("texts", "natives"):
        (folder / kind).mkdir()
    for number in range(16):
        text = "\n\n".join(chance.choices(texts["harbour"].split("\n\n"), k=chance.randint(1, 5)))
        (folder / "texts" / f"{number:02}.txt").write_text(text, encoding="utf-8")
        if number in (3, 7, 10):
            (folder / "natives" / f"{number:02}.txt").write_text(texts["native"], encoding="utf-8")
    (folder / "texts" / "07.txt").write_text(texts["indonesian"], encoding="utf-8")
    (folder / "texts" / "12.txt").write_text("\n", encoding="utf-8")
    whole = Corpus(folder / "texts", folder / "natives", {})
    whole.run(folder / "out")
    return Corpus(folder / "texts", folder / "natives", written(folder / "out"))


def test_the_corpus_has_what_it_should(corpus: Corpus) -> None:
    failed = csv.DictReader(corpus.tables["failures.csv"].decode().splitlines())
    assert [(row["document"], row["stage"]) for row in failed] == [("07", "audit"), ("12", "read")]
    assert corpus.tables["scores.csv"].count(b"\r\n") == 15


class Stop(Exception):  # noqa: N818 - it is no error
    """Ends a run from inside."""


def stop_at(entry: int) -> Callable[..., None]:
    def stop(done: int, share: float | None) -> None:  # noqa: ARG001 - the protocol's
        if done == entry:
            raise Stop

    return stop


def test_a_run_that_stops_early_goes_on_where_it_was(corpus: Corpus, tmp_path: Path) -> None:
    for entry in (1, 5, 15):
        with pytest.raises(Stop):
            corpus.run(tmp_path, resume=True, progress=stop_at(entry))
        assert [path.name for path in tmp_path.iterdir()] == [NAME]
    seen = []
    corpus.run(tmp_path, resume=True, progress=lambda done, share: seen.append((done, share)))
    assert written(tmp_path) == corpus.tables
    assert [done for done, _ in seen] == list(range(1, 17))
    assert sorted(share for _, share in seen) == [share for _, share in seen]


def test_what_a_killed_run_left_of_a_table_is_removed(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / ".scores.csv.0123abcd.tmp").write_bytes(b"half a table")
    (tmp_path / ".mine.tmp").touch()
    corpus.run(tmp_path)
    (tmp_path / ".mine.tmp").unlink()
    assert written(tmp_path) == corpus.tables


@pytest.fixture
def full_disk() -> Iterator[Callable[[int], None]]:
    """Let no file grow beyond so many bytes, as a disk with little left would; None lifts it."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size or limits[0], limits[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("part", ["journal", "tables"])
def test_a_full_disk_is_one_line_and_keeps_what_is_finished(
    corpus: Corpus, tmp_path: Path, full_disk: Callable[[int | None], None], part: str
) -> None:
    if part == "tables":
        # Everything is finished, and then there is no room for the tables.
        with pytest.raises(Stop):
            corpus.run(tmp_path, sinks=[Stopper()])
    # The largest table does not fit, and neither does the journal, which holds all of them.
    full_disk(max(map(len, corpus.tables.values())) - 100)
    told = f"{tmp_path}.*cannot be written: File too large; free some space, and go on with --resume"
    with pytest.raises(MtauditError, match=told):
        corpus.run(tmp_path, resume=True)
    full_disk(None)
    left = {path.name for path in tmp_path.iterdir()}
    assert NAME in left
    # A small table may have found room; then it is whole.
    assert left - {NAME} <= {"failures.csv", "findings.csv"}
    corpus.run(tmp_path, resume=True)
    assert written(tmp_path) == corpus.tables


class Stopper(Tables):
    """Ends a run before its tables are written."""

    def __init__(self) -> None:
        """Need no folder."""

    def __enter__(self) -> None:
        raise Stop


def finished(out: Path) -> int:
    journal = out / NAME
    return max(0, journal.read_bytes().count(b"\n") - 1) if journal.exists() else 0


def started(command: list[str], out: Path, entries: int) -> subprocess.Popen[bytes]:
    """Start a run in processes and wait until it has finished so many entries."""
    run = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A test that runs in the background has inherited that Ctrl-C is not meant for it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while finished(out) < entries and run.poll() is None:
        time.sleep(0.01)
    assert run.poll() is None, run.stderr.read().decode()
    return run


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def workers(pid: int) -> list[int]:
    return [child for child in children(pid) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.slow
def test_a_run_killed_three_times_and_resumed_gives_the_same_bytes(corpus: Corpus, tmp_path: Path) -> None:
    chance, resumed = random.Random(), corpus.command(tmp_path, "--resume")
    for _ in range(3):
        run = started(resumed, tmp_path, finished(tmp_path) + chance.randint(1, 4))
        orphans = workers(run.pid)
        run.kill()
        run.communicate()
        assert sorted(path.name for path in tmp_path.iterdir()) == [NAME]
        for _ in range(500):
            if all(gone(orphan) for orphan in orphans):
                break
            time.sleep(0.01)
        assert [orphan for orphan in orphans if not gone(orphan)] == []
    assert finished(tmp_path) < 16
    assert subprocess.run(resumed, check=False).returncode == 0
    assert written(tmp_path) == corpus.tables


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing(corpus: Corpus, tmp_path: Path) -> None:
    run = started(corpus.command(tmp_path), tmp_path, 4)
    os.kill(workers(run.pid)[0], signal.SIGKILL)
    assert (run.communicate()[1], run.returncode) == (b"", 0)
    assert written(tmp_path) == corpus.tables


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_at_once_and_can_be_resumed(
    corpus: Corpus, tmp_path: Path, stop: signal.Signals
) -> None:
    run = started(corpus.command(tmp_path, jobs=1), tmp_path, 2)
    working = workers(run.pid)
    run.send_signal(stop)
    told = run.communicate(timeout=60)[1].decode()
    assert run.returncode == 130
    assert told == f"mtaudit: what is finished is kept in {tmp_path}; give --resume to go on\n"
    assert all(gone(worker) for worker in working)
    again = subprocess.run(corpus.command(tmp_path, jobs=1), capture_output=True, check=False)
    assert again.returncode == 2
    assert b"give --resume to go on with it, or delete the file to begin again" in again.stderr
    corpus.run(tmp_path, resume=True)
    assert written(tmp_path) == corpus.tables
