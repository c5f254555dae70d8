"""How the packaged engine's outputs are best searched for, measured on pairs of ALT's development set.

    python tests/benchmarks/packaged_search.py [--pairs N] [--data FILE] [--show]

Takes pairs of documents that the shipped calibration does not use, and prints for each search chrF both
ways, seconds a segment, and how many outputs have other numbers than their source (as sets of digits). The
last lines tell whether the same call gives the same again, and whether an output depends on those beside it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sacrebleu.metrics import CHRF

from mtaudit.engines.completeness.complete import Search
from mtaudit.engines.kinds.packaged import load_packaged
from mtaudit.engines.weights.adapter import packaged_adapter

if TYPE_CHECKING:
    from mtaudit.engines.runtimes.ct2 import CTranslate2Causal

DATA = Path(__file__).resolve().parents[3] / "shared/data/en-id/alt-dev.tsv.gz"
#: The calibration takes the documents of the least digests (tests/benchmarks/alt_corpus.py).
FIRST_DIGIT = "8"
BATCH = 32
SEARCHES = {
    "greedy": Search(),
    "beam 2": Search(beams=2),
    "beam 3": Search(beams=3),
    "beam 4": Search(beams=4),
    "beam 4, penalty 0": Search(beams=4, length_penalty=0.0),
    "beam 4, no 4 twice": Search(beams=4, no_repeat_ngram=4),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=64, metavar="N")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--show", action="store_true", help="print outputs that differ from the greedy ones")
    options = parser.parse_args()
    rows = read(options.data, options.pairs)
    model, adapter = load_packaged(), packaged_adapter()
    for source, target, given, wanted in (("en", "id", "eng", "ind"), ("id", "en", "ind", "eng")):
        ordered = sorted(rows, key=lambda row: -len(row[given]))
        prompts = [adapter.framed(row[given], source, target) for row in ordered]
        first: list[str] = []
        for name, search in SEARCHES.items():
            start = time.perf_counter()
            outputs = written(model, prompts, search)
            pace = (time.perf_counter() - start) / len(prompts)
            score = CHRF().corpus_score(outputs, [[row[wanted] for row in ordered]]).score
            wrong = sum(
                numbers(row[given]) != numbers(text) for row, text in zip(ordered, outputs, strict=True)
            )
            print(
                f"{source}-{target} {name:20}{score:6.1f}{pace:7.2f} s  {wrong} with other numbers",
                flush=True,
            )
            first = first or outputs
            if options.show:
                for row, text, other in zip(ordered, outputs, first, strict=True):
                    if text != other:
                        print(f"    {row[given]}\n    {text}")
        again = written(model, prompts, Search())
        alone = [written(model, [prompt], Search())[0] for prompt in prompts]
        same = f"again {agree(first, again)}, alone {agree(first, alone)} of {len(prompts)}"
        print(f"{source}-{target} greedy, the same: {same}", flush=True)


def read(path: Path, count: int) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    free = [row for row in rows if hashlib.sha256(row["document"].encode()).hexdigest() >= FIRST_DIGIT]
    return free[:: max(1, len(free) // count)][:count]


def written(model: CTranslate2Causal, prompts: list[str], search: Search) -> list[str]:
    starts = range(0, len(prompts), BATCH)
    return [one.text for start in starts for one in model.write(prompts[start : start + BATCH], search)]


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))


def agree(one: list[str], other: list[str]) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


if __name__ == "__main__":
    main()
