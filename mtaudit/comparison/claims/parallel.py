"""Two wordings of a quote word by word: what both have in order, and what stands between."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from mtaudit.comparison.claims.clauses import lemma

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.model import QuotePair, Span

__all__ = ["Gap", "Placed", "Wordings"]

Placed = tuple["AnalysedSegment", "Token"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that stand in one place of two wordings, between words that both have.

    :param mine: indices of the document's words.
    :param theirs: indices of the native report's.
    :param before: how many words right before it both have.
    :param after: how many right behind it.
    :param first: whether it opens both wordings.
    :param last: whether it closes both.
    """

    mine: range
    theirs: range
    before: int
    after: int
    first: bool
    last: bool

    @property
    def held(self) -> bool:
        """Whether both sides of the place are held by a word that both have, or by the quotes' end."""
        return bool((self.before or self.first) and (self.after or self.last))

    @property
    def support(self) -> int:
        """How many neighbouring words both have."""
        return self.before + self.after


@dataclass(frozen=True, slots=True)
class Wordings:
    """The words of a quote in both texts.

    :param mine: the document's.
    :param theirs: the native report's.
    :param kept: pairs of indices of words that both have, in order.
    :param gaps: what stands between them.
    """

    mine: tuple[Placed, ...]
    theirs: tuple[Placed, ...]
    kept: tuple[tuple[int, int], ...]
    gaps: tuple[Gap, ...]

    @property
    def overlap(self) -> float:
        """Share of the shorter wording's words that both have, 0 to 1; the longer may go on."""
        return len(self.kept) / max(1, min(len(self.mine), len(self.theirs)))

    @classmethod
    def of(cls, document: AnalysedDocument, reference: AnalysedDocument, quote: QuotePair) -> Wordings:
        """Hold the wordings of a pair of quotes together by their longest common subsequence of lemmas."""
        if quote.span is None or quote.reference_span is None:
            return cls((), (), (), ())
        mine = tuple(_tokens(document, quote.span))
        theirs = tuple(_tokens(reference, quote.reference_span))
        kept = tuple(_kept([lemma(t) for _, t in mine], [lemma(t) for _, t in theirs]))
        return cls(mine, theirs, kept, tuple(_gaps(kept, len(mine), len(theirs))))


def _tokens(document: AnalysedDocument, span: Span) -> Iterator[Placed]:
    """Yield the words of a quote."""
    for segment in document.segments_over(span):
        if segment.tokens is not None:
            for token in segment.parsed:
                if any(map(str.isalnum, token.text)) and span.overlaps(segment.span_of(token)):
                    yield segment, token


def _kept(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    for code in LCSseq.opcodes(words, others):
        if code.tag == "equal":
            places = range(code.src_start, code.src_end), range(code.dest_start, code.dest_end)
            yield from zip(*places, strict=True)


def _gaps(kept: Sequence[tuple[int, int]], count: int, other_count: int) -> Iterator[Gap]:
    """Yield the places between words that both have, empty ones left out."""
    bounds = [(-1, -1), *kept, (count, other_count)]
    for n, ((i, j), (next_i, next_j)) in enumerate(pairwise(bounds)):
        if (i + 1, j + 1) != (next_i, next_j):
            yield Gap(
                range(i + 1, next_i),
                range(j + 1, next_j),
                _run(kept, n - 1, -1),
                _run(kept, n, 1),
                n == 0,
                n == len(kept),
            )


def _run(kept: Sequence[tuple[int, int]], place: int, step: int) -> int:
    """Count the words that follow each other in both wordings from a place on."""
    if not 0 <= place < len(kept):
        return 0
    length = 1
    while 0 <= place + step < len(kept):
        (i, j), (k, m) = kept[place], kept[place + step]
        if (k - i, m - j) != (step, step):
            break
        place += step
        length += 1
    return length
