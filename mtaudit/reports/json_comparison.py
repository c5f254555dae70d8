"""The comparison with native reports as the JSON report lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtaudit.model import Claim, Comparison, Consensus, FactPair, QuotePair, Span, WordChange

__all__ = ["comparison_to_dict", "consensus_to_dict", "span_to_dict"]


def span_to_dict(span: Span | None, text: str | None, prefix: str = "") -> dict[str, Any]:
    """Return the three keys of a span, None each where there is none.

    :param span: where the text stands.
    :param text: the text there.
    :param prefix: what the keys begin with, ``reference_`` for a native report.
    """
    return {
        f"{prefix}start": None if span is None else span.start,
        f"{prefix}end": None if span is None else span.end,
        f"{prefix}text": text,
    }


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """Return the keys of a native report that the comparison fills.

    :param comparison: the document held against it.
    """
    coverage = comparison.coverage
    return {
        "alignment": [
            {
                "segments": list(link.segments),
                "reference_segments": list(link.reference_segments),
                "similarity": link.similarity,
                "reasons": list(link.reasons),
            }
            for link in comparison.links
        ],
        "coverage": {
            "segments": coverage.segments,
            "reference_segments": coverage.reference_segments,
            "words": coverage.words,
            "reference_words": coverage.reference_words,
        },
        "quotes": [_quote(quote) for quote in comparison.quotes],
        "facts": [_fact(fact) for fact in comparison.facts],
        "claims": [_claim(claim) for claim in comparison.claims],
    }


def consensus_to_dict(consensus: Consensus) -> dict[str, Any]:
    """Return a fact on which native reports agree against the document.

    :param consensus: the fact.
    """
    return {
        "kind": consensus.kind,
        **span_to_dict(consensus.span, consensus.text),
        "value": consensus.value,
        "reference_value": consensus.reference_value,
        "references": list(consensus.references),
        "reference_text": consensus.reference_text,
    }


def _both(pair: QuotePair | FactPair | Claim | WordChange) -> dict[str, Any]:
    return {
        **span_to_dict(pair.span, pair.text),
        **span_to_dict(pair.reference_span, pair.reference_text, "reference_"),
    }


def _quote(quote: QuotePair) -> dict[str, Any]:
    return {
        **_both(quote),
        "similarity": quote.similarity,
        "verdict": quote.verdict,
        "speaker": quote.speaker,
        "reference_speaker": quote.reference_speaker,
        "changes": [_both(change) for change in quote.changes],
    }


def _fact(fact: FactPair) -> dict[str, Any]:
    return {"kind": fact.kind, "value": fact.value, **_both(fact), "verdict": fact.verdict}


def _claim(claim: Claim) -> dict[str, Any]:
    return {"kind": claim.kind, **_both(claim), "confidence": claim.confidence}
