"""Writes ALT's English news as a folder of texts, to calibrate an engine on.

    python tests/benchmarks/alt_corpus.py OUT [--documents N] [--data FILE]
    mtaudit engines calibrate gemma-3-270m OUT

Takes articles of at least eight sentences, in the order of the digests of their addresses, so that the choice
depends on nothing else. One sentence a paragraph. They are of ALT dev, since the packaged engine's adapter
was trained on ALT train. The data is ALT's (CC-BY 4.0, Riza et al. 2016).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
from itertools import groupby
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "shared/data/en-id/alt-dev.tsv.gz"
LEAST_SENTENCES = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=40, metavar="N")
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    with gzip.open(options.data, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    articles: dict[str, list[str]] = {}
    for address, group in groupby(rows, key=lambda row: row["document"]):
        digest = hashlib.sha256(address.encode()).hexdigest()[:12]
        articles.setdefault(digest, []).extend(row["eng"].strip() for row in group)
    long_enough = {name: lines for name, lines in articles.items() if len(lines) >= LEAST_SENTENCES}
    options.out.mkdir(parents=True, exist_ok=True)
    for name in sorted(long_enough)[: options.documents]:
        text = "\n\n".join(long_enough[name]) + "\n"
        (options.out / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
