from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.source.parallel import align_source, held_beads
from mtaudit.analysis.views import QUOTE_MARKS
from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.quotes import Quote
    from mtaudit.analysis.source.parallel import Bead
    from mtaudit.model import Span

#: Shorter quotations are titles and words held at arm's length; languages differ in marking them.
_FEWEST_WORDS = 5
#: How many aligned places on either side are looked at for the marks.
_REACH = 1


class LostQuotation(Rule):
    """A quotation that only one of the two texts marks.

    ## What it finds
    A sentence that quotes in the source and does not in English, nor the sentences beside it, or the other
    way round. Quotations of fewer than five words are left alone.

    ## Why it matters
    Somebody's own words become the paper's, or a paraphrase becomes a quotation that nobody said.

    ## Known false alarms
    A speech whose marks the source opens again in every paragraph and the translation does not.

    ## Example
    `"Kami tidak akan menyerah," kata kapten itu.` and `The captain said they would not give up.`

    ## Source
    MQM, Accuracy/Omission; Freitag et al. 2021.
    """

    code = "SRC004"
    name = "lost-quotation"
    category = "Accuracy/Omission"
    its_type = "omission"
    severity = Severity.MINOR
    needs = frozenset({"source"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield sentences beside quotations that they do not have, and quotations without a source."""
        source, document = evidence.source, evidence.document
        if source is None:
            return
        beads = align_source(document, source)
        held = held_beads(beads)
        told: set[int] = set()
        for place, bead in enumerate(beads):
            if place not in held:
                continue
            around = beads[max(0, place - _REACH) : place + _REACH + 1]
            quoted = _first(document.quotes, [s.segment.span for s in bead.segments])
            quoted_there = _first(source.quotes, [s.span for s in bead.sentences])
            if quoted_there and not _marked(document.text, _spans(around)):
                if place - 1 not in told:
                    yield Hit(
                        bead.segments[0].segment.span,
                        "The source quotes somebody here; the text has no quotation marks.",
                        confidence=0.7,
                    )
                told.add(place)
            elif quoted and not _marked(source.document.text, _spans_there(around)):
                yield Hit(
                    quoted.marks,
                    "The source has no quotation marks here, so these may be nobody's own words.",
                    confidence=0.7,
                )


def _first(quotes: Sequence[Quote], spans: Sequence[Span]) -> Quote | None:
    """Return the first quotation of enough words that begins in one of the spans."""
    return next(
        (
            quote
            for quote in quotes
            if len(quote.text.split()) >= _FEWEST_WORDS
            and any(span.start <= quote.marks.start < span.end for span in spans)
        ),
        None,
    )


def _spans(beads: Sequence[Bead]) -> list[Span]:
    return [held.segment.span for bead in beads for held in bead.segments]


def _spans_there(beads: Sequence[Bead]) -> list[Span]:
    return [sentence.span for bead in beads for sentence in bead.sentences]


def _marked(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether any quotation mark stands in the spans; an apostrophe is none."""
    return any(mark in span.of(text) for span in spans for mark in (*QUOTE_MARKS, "‘", " '", "''", "``"))
