"""Omissions and additions: how much of either text the other one has too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.comparison.alignment import compared
from mtaudit.comparison.claims.clauses import content_tokens, lemma
from mtaudit.model import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.comparison.claims.meaning import Meanings
    from mtaudit.model import Link

__all__ = ["coverage"]


def coverage(
    document: AnalysedDocument, reference: AnalysedDocument, links: Sequence[Link], meanings: Meanings
) -> Coverage:
    """Return the shares of compared segments, and of their content words, that the other text has.

    A segment counts where it is in a link; a word where a segment linked to its own has it, a word of one
    stem or one much like it in meaning.

    :param document: the document.
    :param reference: the native report.
    :param links: the alignment of the two.
    :param meanings: knows the words of both.
    """
    here = {s.segment.index: _words(s) for s in compared(document)}
    there = {s.segment.index: _words(s) for s in compared(reference)}
    covered = covered_there = 0
    for link in links:
        mine = [word for i in link.segments for word in here.get(i, ())]
        theirs = [word for j in link.reference_segments for word in there.get(j, ())]
        covered += _shared(mine, set(theirs), meanings)
        covered_there += _shared(theirs, set(mine), meanings)
    linked = {i for link in links for i in link.segments}
    linked_there = {j for link in links for j in link.reference_segments}
    return Coverage(
        len(linked) / len(here) if here else 0.0,
        len(linked_there) / len(there) if there else 0.0,
        _share(covered, here.values()),
        _share(covered_there, there.values()),
    )


def _words(segment: AnalysedSegment) -> list[str]:
    return [lemma(token) for token in content_tokens(segment.parsed)]


def _shared(words: Iterable[str], others: set[str], meanings: Meanings) -> int:
    return sum(word in others or any(meanings.alike(word, other) for other in others) for word in words)


def _share(covered: int, words: Iterable[Sequence[str]]) -> float:
    total = sum(map(len, words))
    return covered / total if total else 0.0
