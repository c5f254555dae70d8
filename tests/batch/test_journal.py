"""What is finished is kept, whatever the journal went through; what is of another run is refused."""

from __future__ import annotations

import os
import resource
import signal
from typing import TYPE_CHECKING

import pytest

from mtaudit.batch.journal import NAME, Journal
from mtaudit.batch.work import Finished
from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

PINS = {"the signature": "mtaudit|v:1", "seed": 12345, "select": ("FLU",)}


def finished(index: int) -> Finished:
    """An entry with what is hard to write: an emoji, a lone surrogate, a line break, an absent value."""
    row = [f"d{index}", "🙂 \udc80\n", None, 0.1 + index]
    return Finished({"failures": [row]}, index, [f"mark {index}"], {"rules": 0.5})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a run has finished the entries 0, 2 and 1."""
    with Journal(tmp_path) as journal:
        journal.look(resume=False)
        journal.begin(PINS)
        for index in (0, 2, 1):
            journal.append(index, f"item {index}", finished(index))
    return tmp_path


def test_what_was_finished_is_read_back(folder: Path) -> None:
    with Journal(folder) as journal:
        journal.look(resume=True)
        journal.begin(PINS)
        assert [journal.holds(index, f"item {index}") for index in range(4)] == [True, True, True, False]
        assert [journal.read(index) for index in range(3)] == [finished(index) for index in range(3)]


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_line_that_was_being_written_is_taken_off(folder: Path, cut: int) -> None:
    path = folder / NAME
    os.truncate(path, path.stat().st_size - cut)
    with Journal(folder) as journal:
        journal.look(resume=True)
        journal.begin(PINS)
        assert [journal.holds(index, f"item {index}") for index in range(3)] == [True, False, True]
        journal.append(1, "item 1", finished(1))
    with Journal(folder) as journal:
        journal.look(resume=True)
        journal.begin(PINS)
        assert [journal.read(index) for index in range(3)] == [finished(index) for index in range(3)]


def test_an_unfinished_run_is_not_lost_by_mistake(folder: Path) -> None:
    before = (folder / NAME).read_bytes()
    told = "an unfinished run with 3 entries is there; give --resume to go on with it, or delete the file"
    with Journal(folder) as journal, pytest.raises(UsageError, match=told):
        journal.look(resume=False)
    assert (folder / NAME).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"seed": 1}, "the unfinished run had seed 12345, and now it is 1; give what it had, or delete"),
        ({"select": ()}, r'the unfinished run had select \["FLU"\], and now it is \[\]'),
        ({"the signature": "mtaudit|v:2"}, r"the unfinished run had the signature \"mtaudit\|v:1\""),
    ],
)
def test_other_settings_are_refused(folder: Path, change: dict[str, object], told: str) -> None:
    with Journal(folder) as journal:
        journal.look(resume=True)
        with pytest.raises(UsageError, match=told):
            journal.begin(PINS | change)


def test_other_sources_are_refused(folder: Path) -> None:
    with Journal(folder) as journal:
        journal.look(resume=True)
        journal.begin(PINS)
        with pytest.raises(UsageError, match="entry 2 of the sources is not what it was"):
            journal.holds(1, "another")
        with pytest.raises(UsageError, match="the sources have 2 entries, and had 3 or more before"):
            journal.check_end(2)


DAMAGED = f"{NAME}: it is damaged; delete it to begin again"


def test_a_line_that_is_no_entry_is_told(folder: Path) -> None:
    with (folder / NAME).open("ab") as file:
        file.write(b"no index\n")
    with Journal(folder) as journal, pytest.raises(UsageError, match=DAMAGED):
        journal.look(resume=True)


def test_a_damaged_entry_is_told(folder: Path) -> None:
    with (folder / NAME).open("ab") as file:
        file.write(b"3 17 {broken\n")
    with Journal(folder) as journal:
        journal.look(resume=True)
        journal.begin(PINS)
        with pytest.raises(UsageError, match=DAMAGED):
            journal.read(3)


def test_a_second_run_is_kept_away(folder: Path) -> None:
    with Journal(folder), pytest.raises(UsageError, match=f"{NAME}: another run writes it; wait for it, or"):
        Journal(folder)


def test_nothing_is_left_of_a_run_that_finished_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.look(resume=True)
        journal.begin(PINS)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_what_was_finished_is_kept(folder: Path) -> None:
    full = f"{NAME}: cannot be written: File too large; free some space, and go on with --resume"
    before, limits = (folder / NAME).read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    with Journal(folder) as journal:
        journal.look(resume=True)
        journal.begin(PINS)
        # A limit on the size of files stands for a disk with a few bytes left.
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, limits[1]))
        try:
            with pytest.raises(UsageError, match=full):
                journal.append(3, "item 3", finished(3))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, handler)
        assert (folder / NAME).read_bytes() == before
        journal.append(3, "item 3", finished(3))
        assert journal.read(3) == finished(3)
