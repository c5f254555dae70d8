"""What comparing with native reports shows: quotes word by word, facts, claims."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.model import FactKind, FactVerdict, QuoteVerdict
from mtaudit.reports.console.claims import TOLD
from mtaudit.reports.html.pieces import Piece, cut, differences, in_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model import Claim, FactPair, QuotePair, Segment, Span
    from mtaudit.reports.report import ReferenceResult

__all__ = ["Compared", "Row", "Side", "held_against"]

#: Code points of a fact that its cell shows; a name is short, and a cell must not swallow the page.
_LONGEST_FACT = 160
_QUOTE_ORDER = (QuoteVerdict.DRIFTED, QuoteVerdict.SAME, QuoteVerdict.UNMATCHED)
_FACT_ORDER = (FactVerdict.DIFFERS, FactVerdict.AGREES, FactVerdict.UNMATCHED)


@dataclass(frozen=True, slots=True)
class Side:
    """What one of two texts says.

    :param pieces: its words, those marked that the other does not have; none where it says nothing.
    :param sentence: id of the sentence that it begins in, or None.
    :param number: of that sentence, from 1.
    :param speaker: who says it, or None.
    """

    pieces: list[Piece]
    sentence: str | None = None
    number: int | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A quote, a fact or a claim in both texts.

    :param verdict: of a quote or fact; of a claim what kind it is.
    :param kind: of a fact or claim; empty for a quote.
    :param value: of a fact, in canonical form.
    :param share: words shared by a quote, or confidence in a claim; 0 to 1, or None.
    :param ours: the document.
    :param theirs: the native report.
    """

    verdict: str
    kind: str
    value: str
    share: float | None
    ours: Side
    theirs: Side

    @property
    def telling(self) -> bool:
        """Whether the value says more than the words of either text."""
        return self.value not in {piece.text for side in (self.ours, self.theirs) for piece in side.pieces}


@dataclass(frozen=True, slots=True)
class Compared:
    """The document held against one native report.

    :param name: id of the native report.
    :param quotes: drifted first.
    :param facts: differing first.
    :param claims: in the order of the text.
    :param fact_kinds: kinds of facts that there are, with how many.
    :param fact_verdicts: verdicts on facts that there are, with how many.
    """

    name: str
    quotes: list[Row]
    facts: list[Row]
    claims: list[Row]
    fact_kinds: list[tuple[str, int]]
    fact_verdicts: list[tuple[str, int]]


def held_against(segments: Sequence[Segment], reference: ReferenceResult, place: int) -> Compared:
    """Return the comparison with one native report as the page shows it.

    :param segments: of the document.
    :param reference: the native report.
    :param place: its place among the native reports, from 0.
    """
    comparison = reference.comparison
    texts = _Texts(segments, reference, place)
    kinds = Counter(fact.kind for fact in comparison.facts)
    verdicts = Counter(fact.verdict for fact in comparison.facts)
    quotes = sorted(comparison.quotes, key=lambda quote: _QUOTE_ORDER.index(quote.verdict))
    facts = sorted(comparison.facts, key=lambda fact: _FACT_ORDER.index(fact.verdict))
    return Compared(
        reference.text.id,
        [texts.quote(quote) for quote in quotes],
        [texts.fact(fact) for fact in facts],
        [texts.claim(claim) for claim in comparison.claims],
        [(kind, kinds[kind]) for kind in FactKind if kinds[kind]],
        [(verdict, verdicts[verdict]) for verdict in _FACT_ORDER if verdicts[verdict]],
    )


class _Texts:
    """The two texts, for finding sentences in."""

    def __init__(self, segments: Sequence[Segment], reference: ReferenceResult, place: int) -> None:
        self._ours = (segments, "d")
        self._theirs = (reference.text.segments, f"r{place}")

    def quote(self, quote: QuotePair) -> Row:
        ours, theirs = [Piece(quote.text or "")], [Piece(quote.reference_text or "")]
        if quote.verdict is QuoteVerdict.DRIFTED and quote.text and quote.reference_text:
            ours, theirs = differences(quote.text, quote.reference_text)
            if quote.changes and quote.span is not None and quote.reference_span is not None:
                ours = cut(quote.text, quote.span.start, [change.span for change in quote.changes])
                others = [change.reference_span for change in quote.changes]
                theirs = cut(quote.reference_text, quote.reference_span.start, others)
        return Row(
            quote.verdict,
            "",
            "",
            quote.similarity,
            _side(self._ours, quote.span, ours if quote.text else [], quote.speaker),
            _side(
                self._theirs,
                quote.reference_span,
                theirs if quote.reference_text else [],
                quote.reference_speaker,
            ),
        )

    def fact(self, fact: FactPair) -> Row:
        return Row(
            fact.verdict,
            fact.kind,
            _short(fact.value),
            None,
            _side(self._ours, fact.span, [Piece(_short(fact.text))] if fact.text else []),
            _side(
                self._theirs,
                fact.reference_span,
                [Piece(_short(fact.reference_text))] if fact.reference_text else [],
            ),
        )

    def claim(self, claim: Claim) -> Row:
        ours = in_sentence(self._ours[0], claim.span, claim.text)
        theirs = in_sentence(self._theirs[0], claim.reference_span, claim.reference_text)
        return Row(
            TOLD[claim.kind],
            claim.kind,
            "",
            claim.confidence,
            _side(self._ours, claim.span, ours),
            _side(self._theirs, claim.reference_span, theirs),
        )


def _side(
    text: tuple[Sequence[Segment], str], span: Span | None, pieces: list[Piece], speaker: str | None = None
) -> Side:
    segments, prefix = text
    if span is not None:
        for segment in segments:
            if segment.span.start <= span.start < segment.span.end:
                return Side(pieces, f"{prefix}-{segment.index}", segment.index + 1, speaker)
    return Side(pieces, speaker=speaker)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_FACT else f"{text[:_LONGEST_FACT]}…"
