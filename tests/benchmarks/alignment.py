"""How well the alignment finds known links, and links none where there are none.

``python -m tests.benchmarks.alignment [--every N]``. Each WMT21 document's reference is held against one
system's output, the first of each by name, sentences shuffled, a third removed on each side; the gold is at
segment level. These are translations of one text and easier than two reports on one event: docs/alignment.md
has figures for those. Unrelated are a reference and the next document's output, and each two neighbours among
the native news.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import dataclass
from itertools import pairwise

from mtaudit.comparison.alignment import align
from mtaudit.comparison.alignment.evidence import Describer
from tests.quality.comparable import DATA, Pair, Side, closed, found_right, side, wmt21


def cells(pair: Pair, describe: Describer) -> list[tuple[int, int]]:
    """Return linked places among the compared segments."""
    one, other = describe(pair.one.document), describe(pair.other.document)
    return [
        (one.indices.index(i), other.indices.index(j))
        for link in align(pair.one.document, pair.other.document, describe)
        for i in link.segments
        for j in link.reference_segments
    ]


def native_news() -> list[Side]:
    """Return the native WMT21 news, a paragraph each."""
    with gzip.open(DATA / "wmt21-to-english" / "native.jsonl.gz", "rt", encoding="utf-8") as file:
        entries = [json.loads(line) for line in file]
    return [
        side(
            entry["doc"],
            [[(frozenset(), closed(text))] for paragraph in entry["paragraphs"] for text in paragraph],
        )
        for entry in entries
    ]


def strays(pairs: list[Pair], describe: Describer) -> tuple[int, int]:
    """Return how many segments of both sides are linked, and of how many."""
    linked = total = 0
    for pair in pairs:
        found = cells(pair, describe)
        linked += len({i for i, _ in found}) + len({j for _, j in found})
        total += len(pair.one.told) + len(pair.other.told)
    return linked, total


@dataclass(frozen=True)
class Measured:
    """What was found of the known links.

    :param documents: how many were held against a translation of their source.
    :param expected: known links.
    :param found: links that the alignment made.
    :param right: those that are known.
    :param stray: linked segments of unrelated documents, and how many segments these have.
    """

    documents: int
    expected: int
    found: int
    right: int
    stray: tuple[int, int]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.expected)


def measure(every: int, describe: Describer) -> Measured:
    """Align every n-th document with its translation, and with that of the next one, which is unrelated."""
    pairs = list(wmt21(every))
    right, found, expected = map(sum, zip(*(found_right(p, cells(p, describe)) for p in pairs), strict=True))
    others = [Pair(a.one, b.other) for a, b in pairwise(pairs)]
    return Measured(len(pairs), expected, found, right, strays(others, describe))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every n-th document")
    arguments = parser.parse_args()
    describe = Describer()
    told = measure(arguments.every, describe)
    print(f"{told.documents} documents, {told.expected} gold links, {told.found} found, {told.right} right")
    precision, recall = told.right / told.found, told.right / told.expected
    print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {told.f1:.3f}")
    native = strays([Pair(a, b) for a, b in pairwise(native_news())], describe)
    for name, (linked, total) in (("WMT21 documents", told.stray), ("native news", native)):
        print(f"unrelated {name}: {linked} of {total} segments linked, {linked / total:.2%}")


if __name__ == "__main__":
    main()
