from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mtaudit.analysis.parallel import align_source
from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.parallel import Bead

#: Fewest words of sentences without a counterpart; a shorter one may have been worked into its neighbour.
_FEWEST_WORDS = 6


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
        place = 0
        for kind, members in groupby(beads, key=_kind):
            run = list(members)
            before, after = beads[place - 1] if place else None, beads[place + len(run) :]
            place += len(run)
            if not kind or not _is_sure(before, after):
                continue
            if kind == "source":
                words = _words(evidence.source.view, [s.span for bead in run for s in bead.sentences])
                shown = after[0].segments[0] if after else before.segments[-1] if before else None
                message = f"Before this the source has {_count(len(run))} that the text has not."
                if not after:
                    message = f"After this the source has {_count(len(run))} that the text has not."
            else:
                words = _words(evidence.document.view, [bead.segments[0].segment.span for bead in run])
                shown = run[0].segments[0]
                message = f"The source has nothing for {_count(len(run))} from here on."
            if words >= _FEWEST_WORDS and shown is not None:
                yield Hit(shown.segment.span, message, confidence=0.6)


def _kind(bead: Bead) -> str:
    """Name the only side that a bead has, or nothing."""
    return "" if bead.segments and bead.sentences else "text" if bead.segments else "source"


def _is_sure(before: Bead | None, after: Sequence[Bead]) -> bool:
    """Tell whether what stands around a gap is held together by more than its length."""
    return (before is None or before.is_anchored) and (not after or after[0].is_anchored)


def _words(view: str, spans: Sequence[object]) -> int:
    return sum(len(span.of(view).split()) for span in spans)


def _count(sentences: int) -> str:
    return "a sentence" if sentences == 1 else f"{sentences} sentences"
