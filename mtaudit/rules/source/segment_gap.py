from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.source.parallel import align_source, length_ratio
from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.source.parallel import Bead

#: Fewest words of sentences without a counterpart; a shorter one may have been worked into its neighbour.
_FEWEST_WORDS = 6
#: Share of the gaps' characters by which the two sides around them must differ.
_CLEAR = 0.5
#: Most places without anchors beside a gap; in a wider passage nothing tells where it is.
_WIDEST = 4


class SegmentGap(Rule):
    """A sentence of the source without a counterpart in the translation, or the other way round.

    ## What it finds
    One or more whole sentences that only one of the two texts has, between sentences that go together. The
    span is the first English sentence after the gap, the last one where nothing follows, and the added
    sentence itself where the English text has more.

    ## Why it matters
    The translation leaves out or adds what a paragraph says.

    ## Known false alarms
    Sentences that an editor moved to another place, or merged into one that also lost much; headlines,
    captions and notes that only one of the two files has.

    ## Example
    A source of three sentences, `Api padam dua jam kemudian` being the second, and two in English.

    ## Source
    Gale and Church 1993, *A Program for Aligning Sentences in Bilingual Corpora*. MQM,
    Accuracy/Omission; Freitag et al. 2021.
    """

    code = "SRC005"
    name = "segment-gap"
    category = "Accuracy/Omission"
    its_type = "omission"
    severity = Severity.MINOR
    needs = frozenset({"source"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each gap once."""
        if evidence.source is None:
            return
        beads = align_source(evidence.document, evidence.source)
        ratio = length_ratio(evidence.document, evidence.source)
        for region in _regions(beads):
            gaps = [bead for bead in region if bead.is_gap]
            if len({bool(bead.segments) for bead in gaps}) != 1 or len(region) - len(gaps) > _WIDEST + 2:
                # Gaps of both kinds are a passage that was moved or retold.
                continue
            if sum(_words(bead, evidence) for bead in gaps) < _FEWEST_WORDS or not _is_clear(region, ratio):
                continue
            sentences = sum(len(bead.segments) + len(bead.sentences) for bead in gaps)
            if abs(sum(len(bead.segments) - len(bead.sentences) for bead in region)) < sentences:
                # As many elsewhere in the passage are merged.
                continue
            where = beads.index(gaps[0])
            following = next((bead for bead in beads[where:] if bead.segments), None)
            shown = following.segments[0] if following else evidence.document.prose[-1]
            if gaps[0].segments:
                message = f"From here on the text has {_count(sentences)} that the source has not."
            else:
                side = "Before" if following else "After"
                message = f"{side} this the source has {_count(sentences)} that the text has not."
            yield Hit(shown.segment.span, message, confidence=0.6)


def _regions(beads: Sequence[Bead]) -> Iterator[list[Bead]]:
    """Yield the passages between anchored beads, with these, where there is a gap."""
    region: list[Bead] = []
    for bead in beads:
        region.append(bead)
        if bead.is_anchored:
            if any(held.is_gap for held in region):
                yield region
            region = [bead]
    if any(held.is_gap for held in region):
        yield region


def _words(bead: Bead, evidence: Evidence) -> int:
    texts = [held.segment.text for held in bead.segments]
    if evidence.source is not None:
        texts += [sentence.span.of(evidence.source.view) for sentence in bead.sentences]
    return sum(len(text.split()) for text in texts)


def _is_clear(region: Sequence[Bead], ratio: float) -> bool:
    """Tell whether the two sides of a region differ by about as much as its gaps hold."""
    here = ratio * sum(len(held.segment.text) for bead in region for held in bead.segments)
    there = sum(s.span.end - s.span.start for bead in region for s in bead.sentences)
    gap = sum(
        ratio * sum(len(held.segment.text) for held in bead.segments)
        + sum(s.span.end - s.span.start for s in bead.sentences)
        for bead in region
        if bead.is_gap
    )
    return abs(there - here) >= _CLEAR * gap


def _count(sentences: int) -> str:
    return "a sentence" if sentences == 1 else f"{sentences} sentences"
