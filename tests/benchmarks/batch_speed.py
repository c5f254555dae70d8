"""How fast a batch is on one and on two processes, beside the bare spaCy pipeline on as many.

    python tests/benchmarks/batch_speed.py [DATA] [--documents 200] [--jobs 2] [--rounds 3]

Takes documents of WMT21 (written in English, then human translations). In every round each of the four is
timed once, one after the other, so that whatever else the machine does slows all of them; the time starts
when the models of all processes are loaded. Prints words a second and the two ratios of the best times.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from mtaudit.batch.crew import Task, completed
from mtaudit.batch.processes import Processes
from mtaudit.batch.work import RowWork
from mtaudit.config import Settings
from mtaudit.model import Document
from mtaudit.readers.corpus import Record
from tests.quality.texts import DATA, native, wmt21


class Bare:
    """The bare spaCy pipeline as work."""

    signature = "bare"

    def __init__(self) -> None:
        from mtaudit.analysis.spacy_pipeline import load_pipeline

        self._pipeline = load_pipeline()

    def __call__(self, task: Task) -> int:
        return len(self._pipeline(task.record.document.text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    human = (d for d in wmt21(options.data) if d.author.startswith("human:"))
    texts = [d.text for d in [*native(options.data), *human]][: options.documents]
    words = sum(len(text.split()) for text in texts)
    audit = partial(RowWork, Settings(back_translate=False))
    best: dict[str, float] = {}
    for _ in range(options.rounds):
        for name, make, jobs in (
            ("batch, 1 process", audit, 1),
            (f"batch, {options.jobs} processes", audit, options.jobs),
            ("spaCy, 1 process", Bare, 1),
            (f"spaCy, {options.jobs} processes", Bare, options.jobs),
        ):
            best[name] = min(best.get(name, float("inf")), timed(make, jobs, texts))
    for name, seconds in best.items():
        print(f"{name:22} {seconds:7.1f} s {words / seconds:9,.0f} words/s")
    one, many, bare, bare_many = best.values()
    print(f"{options.jobs} processes beside 1: {one / many:.2f}")
    print(f"batch beside spaCy: 1 process {bare / one:.0%}, {options.jobs} processes {bare_many / many:.0%}")


def timed(make: object, jobs: int, texts: list[str]) -> float:
    """Return the seconds that a crew takes for all texts once each of its processes is warm."""
    with closing(Processes(make, jobs)) as crew:
        crew.start()
        for _ in completed(crew, tasks([texts[0]] * 4 * jobs)):
            pass
        start = time.perf_counter()
        for _ in completed(crew, tasks(texts)):
            pass
        return time.perf_counter() - start


def tasks(texts: list[str]) -> list[Task]:
    return [
        Task(index, Record(Document(f"d{index}", text), None, None, None, "benchmark", None))
        for index, text in enumerate(texts)
    ]


if __name__ == "__main__":
    main()
