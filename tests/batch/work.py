"""Work that goes wrong as its document says, so that what becomes of it can be tested without models."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - a dataclass's field
from typing import TYPE_CHECKING

from mtaudit.batch.crew import Task
from mtaudit.errors import MissingExtraError
from mtaudit.model import Document
from mtaudit.readers.corpus import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def tasks(words: Iterable[str]) -> Iterator[Task]:
    for index, word in enumerate(words):
        yield Task(index, Record(Document(f"d{index}", word), None, None, None, "corpus.txt", None))


@dataclass
class Accident:
    """Does what the text of its document says.

    :param folder: remembers what happened once.
    :param birth: what happens while it is made.
    """

    folder: Path
    birth: str = ""
    signature: str = "accident"

    def __post_init__(self) -> None:
        self._do(self.birth)

    def __call__(self, task: Task) -> str:
        self._do(task.record.document.text)
        return f"done {task.index} in {os.getpid()}"

    def _do(self, word: str) -> None:
        match word.split():
            case ["killed"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["killed", "once", name]:
                mark = self.folder / name
                if not mark.exists():
                    mark.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
            case ["crashes"]:
                os.kill(os.getpid(), signal.SIGSEGV)
            case ["greedy"]:
                raise MemoryError
            case ["slow"]:
                time.sleep(60)
            case ["missing"]:
                raise MissingExtraError("the engine x", "models")
