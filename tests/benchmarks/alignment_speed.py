"""How fast texts are aligned once their sentences are embedded. ``python -m
tests.benchmarks.alignment_speed``.

A thousand pairs of 20 sentences, made of MQM-TED talks in two translations. The texts are analysed and
embedded first; what is timed is gathering the words, names and numbers of both, the evidence, the score and
the assignment. Beside it stands how many sentences and parts a second the embeddings make.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import numpy as np

from mtaudit.analysis.embeddings import open_embeddings
from mtaudit.comparison.alignment import align, compared
from mtaudit.comparison.alignment.evidence import Describer
from tests.quality.comparable import closed, side, talk_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Remembered:
    """Embeddings that were made before."""

    name = "remembered"

    def __init__(self) -> None:
        self.vectors: dict[str, NDArray[np.float32]] = {}
        self.seconds = 0.0

    def learn(self, sentences: Sequence[str]) -> None:
        start = time.perf_counter()
        made = open_embeddings().encode(sentences)
        self.seconds += time.perf_counter() - start
        self.vectors |= zip(sentences, made, strict=True)

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        new = [sentence for sentence in sentences if sentence not in self.vectors]
        if new:
            self.learn(new)
        return np.stack([self.vectors[sentence] for sentence in sentences])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=50, help="texts of each side; their pairs are aligned")
    parser.add_argument("--pairs", type=int, default=1000)
    arguments = parser.parse_args()
    open_embeddings().encode(["Loaded before the clock starts."])
    lefts, rights = (
        [
            side(f"{name} {place}", [[(frozenset(), closed(text))] for text in piece]).document
            for place, piece in enumerate(talk_pieces(arguments.texts, 20, name))
        ]
        for name in ("ref", "refB")
    )
    remembered = Remembered()
    for document in (*lefts, *rights):
        Describer(remembered)(document)
        _ = document.numbers, document.quotes
    sizes = [len(compared(document)) for document in (*lefts, *rights)]
    print(f"{len(remembered.vectors) / remembered.seconds:.0f} sentences and parts embedded a second")
    pairs = [(left, right) for left in lefts for right in rights][: arguments.pairs]
    start = time.perf_counter()
    for left, right in pairs:
        # A describer of its own, so that each pair pays for describing both of its texts.
        align(left, right, Describer(remembered))
    seconds = time.perf_counter() - start
    print(
        f"{len(pairs)} pairs of texts of {np.mean(sizes):.0f} sentences in {seconds:.1f} s, "
        f"{len(pairs) / seconds:.0f} a second"
    )


if __name__ == "__main__":
    main()
