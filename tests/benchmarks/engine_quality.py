"""How well an engine translates news, measured on NTREX in both directions.

    python tests/benchmarks/engine_quality.py [--engine NAME] [--segments N] [--data FILE]

Translates the last 200 segments of NTREX English-Indonesian (native English news, human Indonesian) into
Indonesian and into English, document by document as an audit does, without the cache of translations, and
prints sacrebleu's chrF and BLEU with their signatures, seconds a segment with the weights loaded (of the
clock, and of all cores together), and how many outputs have which status. Outputs count whatever their
status. The packaged engine's adapter was trained and its settings were chosen without any of NTREX. --data
takes any file with columns eng, ind and document.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import time
from collections import Counter
from itertools import groupby
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from mtaudit.engines import PACKAGED, BatchEngine, CachedEngine, open_engine

DATA = Path(__file__).resolve().parents[3] / "shared/data/ntrex/ntrex.eng-ind.tsv.gz"
WARM_UP = "The minister arrived on Monday."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default=PACKAGED)
    parser.add_argument("--segments", type=int, default=200, metavar="N")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--show", type=int, default=0, metavar="K", help="print the first K outputs")
    options = parser.parse_args()

    with gzip.open(options.data, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    first = max(0, len(rows) - options.segments)
    rows = rows[first:]
    opened = open_engine(options.engine, offline=True)
    engine: BatchEngine = opened.engine if isinstance(opened, CachedEngine) else opened
    print(f"{engine.name}@{engine.revision}; NTREX segments {first + 1} to {first + len(rows)}")
    print(engine.build)
    print(f"{'':8}{'chrF':>7}{'BLEU':>7}{'s/seg':>7}{'cpu':>7}  status")
    for source, target, read, wanted in (("en", "id", "eng", "ind"), ("id", "en", "ind", "eng")):
        engine.translate([WARM_UP], source=source, target=target)
        start, busy = time.perf_counter(), time.process_time()
        results = [
            result
            for _, document in groupby(rows, key=lambda row: row["document"])
            for result in engine.translate([row[read] for row in document], source=source, target=target)
        ]
        pace = (time.perf_counter() - start) / len(rows)
        work = (time.process_time() - busy) / len(rows)
        chrf, bleu = CHRF(), BLEU()
        outputs, references = [result.text for result in results], [[row[wanted] for row in rows]]
        chrf_score = chrf.corpus_score(outputs, references).score
        bleu_score = bleu.corpus_score(outputs, references).score
        counts = Counter(result.status.value for result in results)
        status = ", ".join(f"{number} {name}" for name, number in counts.most_common())
        print(f"{source}-{target:5}{chrf_score:7.1f}{bleu_score:7.1f}{pace:7.2f}{work:7.2f}  {status}")
        for row, result in list(zip(rows, results, strict=True))[: options.show]:
            print(f"    {row[read]}\n    [{result.status}] {result.text}")
    print(f"chrF {chrf.get_signature()}\nBLEU {bleu.get_signature()}")


if __name__ == "__main__":
    main()
