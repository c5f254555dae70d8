"""How well the alignment finds known links: one document in two translations, shuffled and thinned.

Run from the root: ``python tests/benchmarks/alignment.py ../shared/data``. Each document's human reference
is held against the output of the first system by name, sentences shuffled, a third removed on each side. The
gold is at segment level. These are translations of one text and therefore easier than two reports on one
event; the figures say that the weights are sane, not how often a link between two reports is right.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtaudit.analysis import analyse
from mtaudit.comparison.alignment import align
from mtaudit.model import Document


def thinned(segments: list[str], seed: int) -> tuple[list[int], str]:
    """Return the places that are kept, in their new order, and the text of them, a block each."""
    generator = random.Random(seed)
    kept = generator.sample(range(len(segments)), k=max(1, len(segments) - len(segments) // 3))
    return kept, "\n\n".join(
        segments[place].replace("\n", " ").strip() + "." * _open(segments[place]) for place in kept
    )


def _open(segment: str) -> bool:
    """Tell a segment without a full stop, which would be taken for a subhead."""
    return not segment.rstrip().endswith((".", "!", "?", '"', "”"))


def places(document: Any, kept: list[int]) -> dict[int, int]:
    """Return the original place of each analysed segment: its block's."""
    blocks = [block.start for block in document.blocks]
    return {
        s.segment.index: kept[max(i for i, start in enumerate(blocks) if start <= s.segment.span.start)]
        for s in document.segments
    }


@dataclass(frozen=True)
class Measured:
    """Links found against links known, and segments of unrelated documents that were aligned."""

    documents: int
    expected: int
    found: int
    right: int
    unrelated: int
    compared: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.expected)


def measure(data: Path, every: int = 5) -> Measured:
    """Align every n-th document of the WMT21 sets in two translations."""
    with gzip.open(data / "wmt21-to-english" / "documents.jsonl.gz", "rt", encoding="utf-8") as file:
        documents = [json.loads(line) for line in file][::every]
    right = found = expected = aligned = compared = 0
    previous = None
    for seed, entry in enumerate(documents):
        kept, text = thinned(entry["references"][min(entry["references"])], seed)
        kept_system, text_system = thinned(entry["systems"][min(entry["systems"])], seed + 1000)
        one, other = analyse(Document("one", text)), analyse(Document("other", text_system))
        home, home_other = places(one, kept), places(other, kept_system)
        pairs = {
            (home[i], home_other[j])
            for link in align(one, other)
            for i in link.segments
            for j in link.reference_segments
        }
        right += sum(a == b for a, b in pairs)
        found += len(pairs)
        expected += len(set(kept) & set(kept_system))
        if previous is not None:
            aligned += sum(len(link.segments) for link in align(one, previous))
            compared += len(one.english)
        previous = other
    return Measured(len(documents), expected, found, right, aligned, compared)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=5, help="take every n-th document")
    arguments = parser.parse_args()
    got = measure(arguments.data, arguments.every)
    print(f"{got.documents} documents, {got.expected} gold links, {got.found} found, {got.right} right")
    print(f"precision {got.right / got.found:.3f}, recall {got.right / got.expected:.3f}, F1 {got.f1:.3f}")
    print(f"unrelated documents: {got.unrelated} of {got.compared} segments aligned")


if __name__ == "__main__":
    main()
