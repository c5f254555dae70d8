"""How much memory a comparison of many systems takes, its processes included.

    python tests/benchmarks/compare_memory.py [--segments N] [--systems N] [--resamples N] [--metrics NAMES]
        [--test bootstrap] [--jobs N] [--data DIR]

Segments are those of a WMT21 test set, repeated with one word of each changed places, so that no two are the
same. Printed: seconds, the peak of this process and of the largest of its children, and of all together
while it ran (proportional set size, where Linux tells).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import threading
import time
from collections import defaultdict
from pathlib import Path

from mtaudit.model.systems import NamedSegments, PairedMethod, TestSet
from mtaudit.pipeline.systems import SystemSettings, compare_systems

DATA = Path(__file__).resolve().parents[3] / "shared/data"
MIB = 2**20


def read(path: Path, pair: str, segments: int, systems: int) -> TestSet:
    sides: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            if document["lp"] == pair:
                sides["reference"] += next(iter(document["references"].values()))
                for name, own in document["systems"].items():
                    sides[name] += own
    generator = random.Random(12345)
    long = {
        name: [changed(own[i % len(own)], generator) for i in range(segments)] for name, own in sides.items()
    }
    reference = NamedSegments("reference", tuple(long.pop("reference")))
    names = list(long)
    made = [
        NamedSegments(f"{names[i % len(names)]}-{i}", tuple(long[names[i % len(names)]]))
        for i in range(systems)
    ]
    return TestSet((reference,), tuple(made))


def changed(segment: str, generator: random.Random) -> str:
    """Put one word somewhere else."""
    words = segment.split()
    words.insert(
        generator.randrange(len(words) + 1), words.pop(generator.randrange(len(words))) if words else ""
    )
    return " ".join(words)


def together() -> int:
    """Return the bytes that this process and its children hold, shared pages counted once; 0 where untold."""
    total = 0
    for process in ["self", *children()]:
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def children() -> list[str]:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return path.read_text(encoding="ascii").split() if path.is_file() else []


def watch(peak: list[int], done: threading.Event) -> None:
    while not done.wait(0.2):
        peak[0] = max(peak[0], together())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=int, default=10_000)
    parser.add_argument("--systems", type=int, default=10)
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--metrics", default="bleu,chrf,chrf++,ter")
    parser.add_argument("--test", type=PairedMethod, default=PairedMethod.BOOTSTRAP)
    parser.add_argument("--jobs", type=int, default=None)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()

    path = options.data / "wmt21-to-english/documents.jsonl.gz"
    test_set = read(path, "ru-en", options.segments, options.systems)
    settings = SystemSettings(
        metrics=tuple(options.metrics.split(",")),
        method=options.test,
        resamples=options.resamples,
        jobs=options.jobs,
    )
    peak, done = [together()], threading.Event()
    print(f"with the texts read: {peak[0] / MIB:.0f} MiB")
    watching = threading.Thread(target=watch, args=(peak, done), daemon=True)
    start = time.perf_counter()
    watching.start()
    found = compare_systems(test_set, settings)
    seconds = time.perf_counter() - start
    done.set()
    watching.join()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(
        f"{options.systems} systems x {options.segments} segments x {options.resamples} resamples, "
        f"{options.metrics}, {options.test}: {seconds:.1f} s, {len(found.differences)} differences"
    )
    print(f"peak of this process {own / MIB:.0f} MiB, of its largest child {largest / MIB:.0f} MiB")
    print(f"peak of all together {peak[0] / MIB:.0f} MiB")


if __name__ == "__main__":
    main()
