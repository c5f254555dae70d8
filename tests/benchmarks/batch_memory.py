"""Peak memory of a batch on few and on many short documents, in every process of it.

    python tests/benchmarks/batch_memory.py [--documents 2000 20000] [--jobs 1]

Writes a corpus of one JSONL file for each number of documents (a sentence or two each, of a vocabulary that
grows as that of news does), runs `mtaudit batch` on it, and reads the peak memory of the parent and of its
workers. Prints both, the rate, and the ratio of the last peak to the first.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WHO = "The council|The harbour office|A ministry|The school board|A union|The museum|A bank|The port".split(
    "|"
)
WHAT = "would close the bridge|had repaired the roof|will open a market|found cracks in the piles".split("|")
WHEN = "on Tuesday|in May|last week|after the storm|before the election|in 2024".split("|")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[2000, 20_000])
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    peaks = []
    for count in options.documents:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder) / "corpus.jsonl", count)
            start = time.perf_counter()
            parent, worker = peak(Path(folder), options.jobs)
            seconds = time.perf_counter() - start
        peaks.append(parent + options.jobs * worker)
        print(
            f"{count:9,} documents: {seconds:7.0f} s, {count / seconds:6.1f} a second; peak memory: "
            f"parent {parent:4.0f} MB, worker {worker:4.0f} MB, all {peaks[-1]:5.0f} MB",
            flush=True,
        )
    print(f"last beside first: {peaks[-1] / peaks[0]:.2f}")


def write(path: Path, count: int) -> None:
    chance = random.Random(12345)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            # A name in four is new, as in news; numbers never end.
            name = (
                "".join(chance.choices("abdegiklmnoprstu", k=6)).capitalize() if number % 4 == 0 else "Selan"
            )
            text = (
                f"{chance.choice(WHO)} of {name} said {chance.choice(WHEN)} that it {chance.choice(WHAT)} "
                f"{chance.choice(WHEN)}, at a cost of {chance.randint(2, 10**6)} dollars."
            )
            file.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")


def peak(folder: Path, jobs: int) -> tuple[float, float]:
    """Run the batch, and return the peak of the parent and the highest of its workers in MB."""
    command = ["batch", "corpus.jsonl", "--out", "out", "--no-back-translate", "--quiet", "--jobs", str(jobs)]
    run = subprocess.Popen([sys.executable, "-m", "mtaudit", *command], cwd=folder)
    highest: dict[int, float] = {}
    while run.poll() is None:
        for pid in (run.pid, *children(run.pid)):
            highest[pid] = max(highest.get(pid, 0.0), high_water(pid))
        time.sleep(0.2)
    if run.returncode:
        sys.exit(f"the batch failed: {run.returncode}")
    parent = highest.pop(run.pid)
    return parent, max(highest.values())


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def high_water(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
