r"""The journal of a run: what is finished is kept, whatever ends the run.

A file of JSON lines in the directory of the tables. The first fixes what is run: its signature, its settings
and its sources. Every other is one entry of the corpus, in the order in which they were finished; it is
written at once and whole, so that a run that is killed has lost nothing but what was in work. A line
without its end was being written then and is taken off. Tables are made from the journal when everything
is in it, and then it goes.
"""

from __future__ import annotations

import json
import os
import sys
import time
from array import array
from contextlib import suppress
from dataclasses import fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NoReturn

from mtaudit.batch.work import Finished
from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["NAME", "Journal"]

#: Its name beside the tables.
NAME = "unfinished.jsonl"
#: Seconds after which what was written is also safe from a power failure.
_SYNC = 5.0
#: Characters of a setting that a message tells.
_LONGEST = 60


class Journal:
    """What is finished of a run. A context manager: the file closes, and goes where nothing is in it.

    :param folder: where the tables will be.
    :raises UsageError: where the file cannot be written, or another run writes it.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        #: Where the line of each entry begins; 0 where it is not finished.
        self._offsets = array("Q")
        self._digests = array("Q")
        self.finished = 0
        self._end, self._synced = 0, time.monotonic()
        self._header: dict[str, Any] = {}
        try:
            self._file = self.path.open("ab", buffering=0)
            self._reader = self.path.open("rb")
        except OSError as error:
            self._refuse(error, "name a place that exists and that you may write to")
        try:
            _lock(self._file.fileno())
        except BlockingIOError as error:
            self._reader.close()
            self._file.close()
            raise UsageError(
                "another run writes it", file=str(self.path), mend="wait for it, or give another --out"
            ) from error

    def __enter__(self) -> Journal:
        """Return the journal."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file; what is in it stays."""
        self._reader.close()
        if not self.finished:
            # An empty journal would only ask to be resumed.
            self.path.unlink(missing_ok=True)
        self._file.close()

    def look(self, *, resume: bool) -> None:
        """Read what is there, before anything else takes time.

        :param resume: True goes on with what is there.
        :raises UsageError: where an unfinished run is there that is not to be resumed.
        """
        self._end, self._header = self._scan()
        if self.finished and not resume:
            raise UsageError(
                f"an unfinished run with {self.finished:,} entries is there",
                file=str(self.path),
                mend="give --resume to go on with it, or delete the file to begin again",
            )

    def begin(self, pins: dict[str, Any]) -> None:
        """Check that what is there is of the same run, or write the first line.

        :param pins: everything that fixes the run, by its name for people.
        :raises UsageError: where what is there was another run, or nothing can be written.
        """
        if self.finished:
            self._check(self._header, pins)
            self._cut(self._end)
            return
        self._cut(0)
        self._end = 0
        self._write(json.dumps(pins).encode() + b"\n")

    def _scan(self) -> tuple[int, dict[str, Any]]:
        """Find the entries, and return where the last whole line ends and what the first one says."""
        end, header = 0, b"{}"
        with self.path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                if end == 0:
                    header = line
                else:
                    self._note(line, end)
                end += len(line)
        try:
            return end, json.loads(header)
        except ValueError as error:
            raise self._damaged() from error

    def _note(self, line: bytes, offset: int) -> None:
        try:
            index, digest = (int(part) for part in line[:40].split(b" ", 2)[:2])
        except ValueError as error:
            raise self._damaged() from error
        self._set(index, offset, digest)

    def _set(self, index: int, offset: int, digest: int) -> None:
        missing = index + 1 - len(self._offsets)
        if missing > 0:
            self._offsets.extend([0] * missing)
            self._digests.extend([0] * missing)
        self._offsets[index], self._digests[index] = offset, digest
        self.finished += 1

    def _check(self, header: dict[str, Any], pins: dict[str, Any]) -> None:
        # As it would be read, so that tuples are lists.
        wanted = json.loads(json.dumps(pins))
        for name in {**header, **wanted}:
            before, now = header.get(name), wanted.get(name)
            if before != now:
                raise UsageError(
                    f"the unfinished run had {name} {_short(before)}, and now it is {_short(now)}",
                    file=str(self.path),
                    mend="give what it had, or delete the file to begin again",
                )

    def holds(self, index: int, item: object) -> bool:
        """Tell whether an entry is finished.

        :param index: its place in the corpus.
        :param item: the entry itself.
        :raises UsageError: where another entry was at its place when it was finished.
        """
        if index >= len(self._offsets) or not self._offsets[index]:
            return False
        if self._digests[index] != _digest(item):
            raise UsageError(
                f"entry {index + 1} of the sources is not what it was when the unfinished run read it",
                file=str(self.path),
                mend="bring the sources back, or delete the file to begin again",
            )
        return True

    def check_end(self, entries: int) -> None:
        """Check that nothing is finished beyond the end of the corpus.

        :param entries: how many it has.
        :raises UsageError: where it had more.
        """
        if len(self._offsets) > entries:
            raise UsageError(
                f"the sources have {entries:,} entries, and had {len(self._offsets):,} or more before",
                file=str(self.path),
                mend="bring the sources back, or delete the file to begin again",
            )

    def append(self, index: int, item: object, finished: Finished) -> None:
        """Write a finished entry.

        :param index: its place in the corpus.
        :param item: the entry itself.
        :param finished: what it came to.
        :raises UsageError: where the disk is full; what was finished before is kept.
        """
        digest, offset = _digest(item), self._end
        parts = {field.name: getattr(finished, field.name) for field in fields(finished)}
        self._write(f"{index} {digest} {json.dumps(parts)}\n".encode())
        self._set(index, offset, digest)

    def read(self, index: int) -> Finished:
        """Return a finished entry.

        :param index: its place in the corpus.
        :raises UsageError: where the file is damaged.
        """
        self._reader.seek(self._offsets[index])
        try:
            return Finished(**json.loads(self._reader.readline().split(b" ", 2)[2]))
        except (ValueError, TypeError, IndexError) as error:
            raise self._damaged() from error

    def remove(self) -> None:
        """Remove the file: the tables hold everything."""
        self.finished = 0

    def _write(self, line: bytes) -> None:
        try:
            written = 0
            while written < len(line):
                written += self._file.write(line[written:])
            if time.monotonic() - self._synced > _SYNC:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
        except OSError as error:
            with suppress(OSError):
                self._cut(self._end)
            self._refuse(error, "free some space, and go on with --resume")
        self._end += len(line)

    def _cut(self, end: int) -> None:
        self._file.truncate(end)

    def _refuse(self, error: OSError, mend: str) -> NoReturn:
        raise UsageError(
            f"cannot be written: {error.strerror or error}", file=str(self.path), mend=mend
        ) from error

    def _damaged(self) -> UsageError:
        return UsageError("it is damaged", file=str(self.path), mend="delete it to begin again")


def _digest(item: object) -> int:
    # Eight bytes: what is looked for is a source that was changed, and nobody forges one against himself.
    told = repr(item).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest())


def _short(value: object) -> str:
    told = json.dumps(value)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _lock(descriptor: int) -> None:
    """Keep a second run away; where the system has no such lock the user has to."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
