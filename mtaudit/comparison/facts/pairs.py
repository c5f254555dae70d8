"""What the pairing of every kind of fact needs: which segments speak of the same, how a pair is written."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from mtaudit.analysis.folding import content_words, folded_words
from mtaudit.model import FactPair, FactVerdict, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.model import FactKind, Link, Span

__all__ = ["Group", "Sides"]

#: Weighted share of the smaller segment's content words that makes two segments speak of the same though they
#: are in no link; the alignment gives each segment one link.
_RELATED = 0.3
#: What counts as the neighbourhood of a fact, in code points on either side.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Segments of both texts whose facts can be held together.

    :param segments: of the document.
    :param reference_segments: of the native report.
    :param linked: whether it is a link; else the words about two facts must show that they are of one thing.
    """

    segments: tuple[int, ...]
    reference_segments: tuple[int, ...]
    linked: bool = False


class Sides:
    """A document and a native report with what of them speaks of the same.

    :param document: the document.
    :param reference: the native report.
    :param links: the alignment of the two.
    """

    def __init__(
        self, document: AnalysedDocument, reference: AnalysedDocument, links: Sequence[Link]
    ) -> None:
        self.document = document
        self.reference = reference
        self.links = links
        self._linked = {(i, j) for link in links for i in link.segments for j in link.reference_segments}
        self._found: set[tuple[int, int]] = set()
        self._related: dict[tuple[int, int], bool] = {}

    def body(self, *, reference: bool = False) -> frozenset[int]:
        """Return the segments of one side that are compared: the report and the captions of its pictures."""
        text = self.reference if reference else self.document
        roles = (Role.BODY, Role.CAPTION)
        return frozenset(s.segment.index for s in text.segments if s.segment.role in roles)

    def linked(self, one: int, other: int) -> bool:
        """Tell whether a segment of the document and one of the native report are in one link."""
        return (one, other) in self._linked

    def relate(self, one: int, other: int) -> None:
        """Note that two segments give a fact that few things have, so that they speak of the same."""
        self._found.add((one, other))

    def groups(self) -> Iterator[Group]:
        """Yield the links, then pairs of segments that speak of the same, of which one is in no link."""
        for link in self.links:
            yield Group(link.segments, link.reference_segments, linked=True)
        linked, linked_there = {i for i, _ in self._linked}, {j for _, j in self._linked}
        for i, j in product(sorted(self.body()), sorted(self.body(reference=True))):
            if (i not in linked or j not in linked_there) and self.related(i, j):
                yield Group((i,), (j,))

    def widened(self) -> Iterator[Group]:
        """Yield each link with the segments beside it that are in no link: an event takes two sentences."""
        linked, linked_there = {i for i, _ in self._linked}, {j for _, j in self._linked}
        free, free_there = self.body() - linked, self.body(reference=True) - linked_there
        for link in self.links:
            here = tuple(i for i in _beside(link.segments) if i in free)
            there = tuple(j for j in _beside(link.reference_segments) if j in free_there)
            if here or there:
                yield Group((*link.segments, *here), (*link.reference_segments, *there))

    def related(self, one: int, other: int) -> bool:
        """Tell whether two segments are linked or share so many words that they speak of the same."""
        if self.linked(one, other) or (one, other) in self._found:
            return True
        known = self._related.get((one, other))
        if known is None:
            here, there = self._words[0].get(one, {}), self._words[1].get(other, {})
            shared = {word for word in here if word in there}
            smaller = min(sum(here.values()), sum(there.values()))
            share = sum(here[word] for word in shared) / smaller if smaller else 0.0
            known = self._related[one, other] = len(shared) > 1 and share >= _RELATED
        return known

    def share_words(self, one: int, other: int) -> bool:
        """Tell whether two segments have a content word in common besides numbers and dates."""
        return not self._words[0].get(one, {}).keys().isdisjoint(self._words[1].get(other, {}))

    @cached_property
    def _words(self) -> tuple[dict[int, dict[str, float]], dict[int, dict[str, float]]]:
        """Content words of each segment with their weights: rare words in the two texts weigh more."""
        sides = [_words_of(self.document), _words_of(self.reference)]
        counts = Counter(word for side in sides for words in side.values() for word in words)
        total = sum(map(len, sides)) + 1
        weighted = [
            {i: {word: math.log(total / counts[word]) for word in words} for i, words in side.items()}
            for side in sides
        ]
        return weighted[0], weighted[1]

    def share_words_near(self, one: Span, other: Span, width: int = _NEAR) -> bool:
        """Tell whether a content word stands near a fact of the document and near one of the native report.

        :param one: the fact of the document.
        :param other: the fact of the native report.
        :param width: how far is near, in code points on either side.
        """
        here, there = (
            content_words(_words_near(text.view, span, width))
            for text, span in ((self.document, one), (self.reference, other))
        )
        return bool(here & there)

    def pair(
        self, kind: FactKind, value: str, one: Span | None, other: Span | None, verdict: FactVerdict
    ) -> FactPair:
        """Write a pair with the texts at its spans; the one that is absent is None."""
        return FactPair(
            kind,
            value,
            one,
            None if one is None else one.of(self.document.text),
            other,
            None if other is None else other.of(self.reference.text),
            verdict,
        )


def _beside(segments: Sequence[int]) -> tuple[int, ...]:
    return (min(segments) - 1, max(segments) + 1) if segments else ()


def _words_of(document: AnalysedDocument) -> dict[int, set[str]]:
    """Return the content words of each segment but those of numbers and dates: *three days* tell nothing."""
    spans = [mention.span for mention in document.numbers] + [mention.span for mention in document.dates]
    held: dict[int, list[str]] = {}
    for segment in document.english:
        place = segment.segment.span.start
        inside = sorted(span for span in spans if span.overlaps(segment.segment.span))
        words: list[str] = []
        for span in inside:
            words += folded_words(document.view[place : span.start])
            place = max(place, span.end)
        held[segment.segment.index] = words + folded_words(document.view[place : segment.segment.span.end])
    return {index: content_words(words) for index, words in held.items()}


def _words_near(view: str, span: Span, width: int) -> list[str]:
    before = view[max(0, span.start - width) : span.start]
    after = view[span.end : span.end + width]
    # Sentences end here; the words cut at the window's ends are no words.
    before, after = before.rpartition(". ")[2], after.partition(". ")[0]
    words: Iterable[str] = [*folded_words(before)[1:], *folded_words(after)[:-1]]
    return [word for word in words if not word.isdecimal()]
