"""Memory of a batch on many short documents, of all its processes together, while it runs.

    python tests/benchmarks/batch_memory.py [--documents 2000 20000] [--segments 1] [--jobs 1] [--keep DIR]

Writes a corpus of one JSONL file for each number of documents (so many short sentences each, of a vocabulary
that grows as that of news does), runs `mtaudit batch` on it, and adds up the memory of the parent and of its
workers twice a second. Prints what they held when 1,000, 3,000, 10,000, … documents were finished, the peak,
the rate, and the ratio of the last peak to the first. With `--keep` the corpus and the run stay in DIR, and
the same command goes on with a run that was stopped; its peak is that of the last sitting.
A million short segments: `--documents 100000 --segments 10 --keep DIR`.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WHO = "The council|The harbour office|A ministry|The school board|A union|The museum|A bank|The port".split(
    "|"
)
WHAT = "would close the bridge|had repaired the roof|will open a market|found cracks in the piles".split("|")
WHEN = "on Tuesday|in May|last week|after the storm|before the election|in 2024".split("|")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[2000, 20_000])
    parser.add_argument("--segments", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    peaks = []
    for count in options.documents:
        with nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / f"corpus-{count}.jsonl"
            if not corpus.exists():
                corpus.parent.mkdir(parents=True, exist_ok=True)
                write(corpus, count, options.segments)
            start = time.perf_counter()
            peaks.append(watched(corpus, count, options.jobs))
            seconds = time.perf_counter() - start
        print(f"{count:9,} documents: peak {peaks[-1]:5.0f} MB, {seconds:7.0f} s in this sitting", flush=True)
    print(f"last peak beside first: {peaks[-1] / peaks[0]:.2f}")


def write(path: Path, count: int, segments: int = 1) -> None:
    """Write so many documents of so many short sentences."""
    chance = random.Random(12345)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = " ".join(_sentence(chance, number * segments + at) for at in range(segments))
            file.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")


def _sentence(chance: random.Random, number: int) -> str:
    # A name in four is new, as in news; numbers never end.
    name = "".join(chance.choices("abdegiklmnoprstu", k=6)).capitalize() if number % 4 == 0 else "Selan"
    return (
        f"{chance.choice(WHO)} of {name} {chance.choice(WHAT)} {chance.choice(WHEN)} "
        f"for {chance.randint(2, 10**6)} dollars."
    )


def watched(corpus: Path, count: int, jobs: int) -> float:
    """Run the batch, print its memory on the way, and return the highest of all its processes in MB."""
    out = corpus.with_suffix(".tables")
    command = ["batch", str(corpus), "--out", str(out), "--no-back-translate", "--quiet", "--resume"]
    run = subprocess.Popen([sys.executable, "-m", "mtaudit", *command, "--jobs", str(jobs)])
    journal = _Lines(out / "unfinished.jsonl")
    marks, highest, start = milestones(count), 0.0, time.perf_counter()
    mark = next(marks)
    while run.poll() is None:
        held = sum(map(resident, family(run.pid)))
        highest = max(highest, held)
        if (finished := journal.count() - 1) >= mark:
            seconds = time.perf_counter() - start
            print(f"  {finished:9,} finished after {seconds:7.0f} s, {held:5.0f} MB", flush=True)
            mark = next(mark for mark in marks if mark > finished)
        time.sleep(0.5)
    if run.returncode:
        sys.exit(f"the batch failed: {run.returncode}")
    return highest


def milestones(most: int) -> Iterator[float]:
    """Yield 1,000, 3,000, 10,000, … up to a number of documents, and then what is never reached."""
    yield from (mark for power in range(3, 9) for mark in (10**power, 3 * 10**power) if mark < most)
    yield float("inf")


class _Lines:
    """Counts the lines of a file that grows."""

    def __init__(self, path: Path) -> None:
        self._path, self._place, self._lines = path, 0, 0

    def count(self) -> int:
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._place)
                while block := file.read(1 << 20):
                    self._lines += block.count(b"\n")
                self._place = file.tell()
        return self._lines


def family(pid: int) -> list[int]:
    """Return a process and those that it has started, and so on."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def resident(pid: int) -> float:
    """Return the memory that a process has, in MB; what it shares with others is counted for each."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


if __name__ == "__main__":
    main()
