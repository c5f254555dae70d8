"""A dry run: the corpus is read, a few of its documents are audited, and the rest is arithmetic."""

from __future__ import annotations

import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from mtaudit.batch.crew import Task
from mtaudit.batch.here import Here
from mtaudit.batch.run import default_jobs
from mtaudit.batch.work import RowWork
from mtaudit.readers.corpus import Rejected, open_corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.batch.run import Workers
    from mtaudit.config import Settings
    from mtaudit.readers.corpus import Corpus, CorpusOptions, Record

__all__ = ["rehearse"]

#: Documents that are audited, and seconds after which it is enough.
_TRIED, _ENOUGH = 8, 20.0
#: Files and failures that are named.
_NAMED = 5


def rehearse(
    sources: Sequence[str], options: CorpusOptions, settings: Settings, workers: Workers
) -> list[str]:
    """Return what a run would read and how long it should take, in lines; nothing is written.

    :param sources: directories, files, patterns, or ``-``.
    :param options: how the sources are read.
    :param settings: what would be run.
    :param workers: who would do it.
    :raises InputError: for sources that are not there.
    """
    corpus = open_corpus(sources, options)
    start = time.perf_counter()
    seen = _Seen()
    for item in corpus:
        if isinstance(item, Rejected):
            seen.reject(item)
        else:
            seen.take(item)
    reading = time.perf_counter() - start
    lines = [*_files(corpus), *seen.told]
    if not seen.tried:
        return [*lines, "there is nothing to audit"]
    loading, rate = _try(seen.tried, settings)
    jobs = default_jobs(settings) if workers.jobs is None else max(1, workers.jobs)
    seconds = loading + reading + seen.words / rate / jobs
    named = "this process" if workers.jobs == 0 else f"{jobs} process{'es' * (jobs > 1)}"
    return [
        *lines,
        f"{len(seen.tried)} tried: {rate:,.0f} words a second a process, after {loading:.0f} s of loading",
        f"time: about {_spoken(seconds)} with {named}, where each has a processor to itself",
    ]


class _Seen:
    """What a corpus holds."""

    def __init__(self) -> None:
        self.documents = self.words = self.references = 0
        #: Documents spread over the corpus: every time there are twice as many as wanted, each other goes.
        self._spread: list[Record] = []
        self._step = 1
        self._rejected: Counter[str] = Counter()
        self._named: list[str] = []

    def take(self, record: Record) -> None:
        if self.documents % self._step == 0:
            self._spread.append(record)
            if len(self._spread) == 2 * _TRIED:
                del self._spread[1::2]
                self._step *= 2
        self.documents += 1
        self.words += len(record.document.text.split())
        self.references += record.reference is not None

    def reject(self, item: Rejected) -> None:
        self._rejected[item.stage] += 1
        if len(self._named) < _NAMED:
            where = f"{item.file}, {item.place}" if item.place else item.file
            self._named.append(f"  {where}: {item.reason}")

    @property
    def tried(self) -> list[Record]:
        """A few documents of all parts of the corpus."""
        return self._spread[:_TRIED]

    @property
    def told(self) -> list[str]:
        lines = [f"{self.documents:,} documents, {self.words:,} words, {self.references:,} native reports"]
        if count := self._rejected.total():
            more = count - len(self._named)
            lines += [f"{count:,} that cannot be read:", *self._named]
            lines += [f"  and {more:,} more"] if more else []
        return lines


def _files(corpus: Corpus) -> list[str]:
    kinds = Counter(str(file.format) for file in corpus.files)
    named = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
    size = f", {corpus.bytes / 1e6:,.1f} MB" if corpus.bytes is not None else ""
    return [f"{len(corpus.files):,} files ({named}){size}"] if corpus.files else []


def _try(records: Sequence[Record], settings: Settings) -> tuple[float, float]:
    """Audit documents, and return the seconds of loading and the words a second."""
    crew = Here(partial(RowWork, settings))
    start = time.perf_counter()
    crew.start()
    begun = time.perf_counter()
    words = 0
    for index, record in enumerate(records):
        crew.give(Task(index, record))
        crew.events()
        words += len(record.document.text.split())
        if time.perf_counter() - begun > _ENOUGH:
            break
    return begun - start, max(1, words) / (time.perf_counter() - begun)


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
