"""How much faster TER's edits are counted here than by sacrebleu, for segments and for a pooled pair.

    python tests/benchmarks/ter.py [--segments N] [--data DIR]

Both count the same segments in the same run, in turn; statistics that differ end it. Segments are the first
of every system's output in WMT21 news, spread evenly; the pooled pair is the seed pair as one segment.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from pathlib import Path

from sacrebleu.metrics.ter import TER

from mtaudit.metrics.fast_ter import FEWEST_CELLS, FastTER

DATA = Path(__file__).resolve().parents[3] / "shared/data"
#: Words times words of the reference, as :data:`FEWEST_CELLS` counts.
BOUNDS = (0, FEWEST_CELLS, 500, 1000, 2000)


def read_segments(path: Path, number: int) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            reference = next(iter(document["references"].values()))
            for segments in document["systems"].values():
                pairs += zip(segments, reference, strict=True)
    return pairs[:: max(1, len(pairs) // number)][:number]


def seconds(metric: TER, pair: tuple[str, str]) -> tuple[float, list[float]]:
    start = time.perf_counter()
    counted = metric._extract_corpus_statistics([pair[0]], [[pair[1]]])[0]
    return time.perf_counter() - start, counted


def compare(name: str, pairs: list[tuple[str, str]]) -> None:
    theirs, ours = [], []
    for pair in pairs:
        taken, expected = seconds(TER(), pair)
        theirs.append(taken)
        taken, counted = seconds(FastTER(), pair)
        ours.append(taken)
        if counted != expected:
            raise SystemExit(f"{counted}, but sacrebleu counts {expected}: {pair}")
    if pairs:
        print(
            f"{name:<24}{len(pairs):>6}{1000 * statistics.mean(theirs):>11.2f}"
            f"{1000 * statistics.mean(ours):>11.2f}{sum(theirs) / sum(ours):>8.1f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=int, default=1000, metavar="N")
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()

    pairs = read_segments(options.data / "wmt21-to-english/documents.jsonl.gz", options.segments)
    cells = [len(left.split()) * len(right.split()) for left, right in pairs]
    print(f"{'words x words':<24}{'texts':>6}{'sacrebleu':>11}{'here, ms':>11}{'ratio':>8}")
    for low, high in zip(BOUNDS, (*BOUNDS[1:], max(cells) + 1), strict=True):
        chosen = [pair for pair, size in zip(pairs, cells, strict=True) if low <= size < high]
        compare(f"{low} to {high - 1}", chosen)
    compare("all segments", pairs)
    texts = [
        (options.data / "seed_pair" / name).read_text(encoding="utf-8")
        for name in ("machine_translated.txt", "native.txt")
    ]
    compare("pooled article pair", [(texts[0], texts[1])])


if __name__ == "__main__":
    main()
