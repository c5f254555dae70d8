"""What the rules of this family share: one hit a place, whatever the number of native reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import FactVerdict
from mtaudit.rules.base import Hit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from mtaudit.model import Claim, ClaimKind, FactKind, Span
    from mtaudit.rules.base import Evidence

__all__ = ["claim_hits", "fact_hits", "told"]

#: That two reports differ in a fact is sure; that the fact is the same one is not.
_FACT = 0.8


def told(found: Iterable[tuple[str, Hit]]) -> Iterator[Hit]:
    """Yield one hit for each place, its message closed with the native reports that differ there.

    :param found: names of native reports with hits against them; of several at a place the surest is told.
    """
    by_place: dict[Span, list[tuple[str, Hit]]] = {}
    for name, hit in found:
        by_place.setdefault(hit.span, []).append((name, hit))
    for _, hits in sorted(by_place.items(), key=lambda item: item[0]):
        best = max((hit for _, hit in hits), key=lambda hit: hit.confidence)
        names = ", ".join(dict.fromkeys(name for name, _ in hits))
        yield Hit(
            best.span,
            f"{best.message} Held against {names}; either may be right.",
            value=best.value,
            confidence=best.confidence,
            reference_span=best.reference_span,
            reference_text=best.reference_text,
        )


def fact_hits(evidence: Evidence, kinds: Collection[FactKind]) -> Iterator[Hit]:
    """Yield the document's facts of some kinds for which a native report gives another value."""
    yield from told(
        (
            held.id,
            Hit(
                fact.span,
                f"The native report has “{fact.reference_text}”.",
                confidence=_FACT,
                reference_span=fact.reference_span,
                reference_text=fact.reference_text,
            ),
        )
        for held in evidence.comparisons
        for fact in held.comparison.facts
        if fact.verdict is FactVerdict.DIFFERS and fact.kind in kinds and fact.span and fact.reference_span
    )


def claim_hits(evidence: Evidence, kind: ClaimKind, message: str) -> Iterator[Hit]:
    """Yield the claims of a kind, their confidence as value.

    :param evidence: holds the comparisons.
    :param kind: which claims.
    :param message: one sentence with ``{text}`` for the native report's words.
    """
    yield from told(
        (held.id, _claim(claim, message))
        for held in evidence.comparisons
        for claim in held.comparison.claims
        if claim.kind is kind
    )


def _claim(claim: Claim, message: str) -> Hit:
    return Hit(
        claim.span,
        message.format(text=claim.reference_text),
        value=claim.confidence,
        confidence=claim.confidence,
        reference_span=claim.reference_span,
        reference_text=claim.reference_text,
    )
