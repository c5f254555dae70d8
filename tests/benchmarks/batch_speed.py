"""How fast a batch is on one and on two processes, beside the bare spaCy pipeline on as many.

    python tests/benchmarks/batch_speed.py [DATA] [--documents 200] [--jobs 2] [--rounds 3]

Takes documents of WMT21 (written in English, then human translations). In every round each is timed once, one
after the other, so that whatever else the machine does slows all of them; the time starts when the models of
all processes are loaded and the first documents have passed. Prints words a second by the clock (the best
round) and by the time of the workers' processors (the round with the least), which a busy machine touches
less, and the ratios. The batch is timed as it is and without its likelihood, which parses body text again.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from mtaudit.batch.crew import Done, Task, completed
from mtaudit.batch.processes import Processes
from mtaudit.batch.work import RowWork
from mtaudit.config import Settings
from mtaudit.model import Document
from mtaudit.readers.corpus import Record
from tests.quality.texts import DATA, native, wmt21

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = Settings(back_translate=False)
#: Documents that a process audits before the time starts.
WARM = 8


@dataclass(frozen=True)
class Spent:
    """What a run took, in seconds.

    :param clock: by the clock.
    :param processors: of the workers' processors.
    """

    clock: float
    processors: float

    def least(self, other: Spent) -> Spent:
        """Return the better of both figures."""
        return Spent(min(self.clock, other.clock), min(self.processors, other.processors))


class Measured:
    """Work that returns the seconds of processor time that it took.

    :param make: makes the work.
    """

    signature = "measured"

    def __init__(self, make: Callable[[], Callable[[Task], Any]]) -> None:
        self._work = make()

    def __call__(self, task: Task) -> float:
        start = time.process_time()
        self._work(task)
        return time.process_time() - start


def bare() -> Callable[[Task], Any]:
    """The bare spaCy pipeline as work."""
    from mtaudit.analysis.spacy_pipeline import load_pipeline

    pipeline = load_pipeline()
    return lambda task: len(pipeline(task.record.document.text))


def audit() -> Callable[[Task], Any]:
    """The batch's own work."""
    return RowWork(SETTINGS)


def without_likelihood() -> Callable[[Task], Any]:
    """The batch's work in a process in which nothing is likely."""
    from mtaudit.pipeline import auditor

    auditor.likelihood_of = lambda *_, **__: None
    return RowWork(SETTINGS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    human = (d for d in wmt21(options.data) if d.author.startswith("human:"))
    texts = [d.text for d in [*native(options.data), *human]][: options.documents]
    words = sum(len(text.split()) for text in texts)
    kinds = {"batch": audit, "without likelihood": without_likelihood, "spaCy": bare}
    runs = [(name, jobs) for name in kinds for jobs in dict.fromkeys((1, options.jobs))]
    best: dict[tuple[str, int], Spent] = {}
    for _ in range(options.rounds):
        for name, jobs in runs:
            spent = timed(partial(Measured, kinds[name]), jobs, texts)
            best[name, jobs] = spent.least(best.get((name, jobs), spent))
    for (name, jobs), spent in best.items():
        told = f"{name}, {jobs} process{'es' * (jobs > 1)}"
        rates = f"{words / spent.clock:9,.0f} words/s, {words / spent.processors:9,.0f} words/s of processor"
        print(f"{told:32} {spent.clock:7.1f} s {rates}")
    if options.jobs > 1:
        ratio = best["batch", 1].clock / best["batch", options.jobs].clock
        print(f"{options.jobs} processes beside 1: {ratio:.2f}")
    for name in ("batch", "without likelihood"):
        for jobs in dict.fromkeys((1, options.jobs)):
            one, other = best["spaCy", jobs], best[name, jobs]
            clock, processors = one.clock / other.clock, one.processors / other.processors
            told = f"{name} beside spaCy, {jobs} process{'es' * (jobs > 1)}"
            print(f"{told}: {clock:.0%} by the clock, {processors:.0%} by processors")


def timed(make: Callable[[], Measured], jobs: int, texts: list[str]) -> Spent:
    """Return what a crew takes for all texts once each of its processes is warm."""
    with closing(Processes(make, jobs)) as crew:
        crew.start()
        for _ in completed(crew, tasks(texts[:WARM] * jobs)):
            pass
        start = time.perf_counter()
        spent = sum(event.result for event in completed(crew, tasks(texts)) if isinstance(event, Done))
        return Spent(time.perf_counter() - start, spent)


def tasks(texts: list[str]) -> list[Task]:
    return [
        Task(index, Record(Document(f"d{index}", text), None, None, None, "benchmark", None))
        for index, text in enumerate(texts)
    ]


if __name__ == "__main__":
    main()
