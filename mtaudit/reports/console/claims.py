"""Claims, what native reports agree on, and what comparing shows, in the text report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import ClaimKind
from mtaudit.reports.console.blocks import INDENT, Block, blank, heading, labelled, table
from mtaudit.reports.marks import mark_span, text_of

if TYPE_CHECKING:
    from mtaudit.model import Claim
    from mtaudit.reports.report import AuditReport, ReferenceResult

__all__ = ["LIMITS", "TOLD", "claim_blocks", "consensus_blocks", "limits_blocks"]

_INNER = INDENT * 2
_COLUMN = _INNER + len("native report") + 2

#: What a kind of claim is in words.
TOLD = {
    ClaimKind.MEANING: "another meaning",
    ClaimKind.NEGATION: "denied on one side only",
    ClaimKind.MODALITY: "hedged on one side only",
}

#: What a comparable report can and cannot show.
LIMITS = (
    "A native report on the same event can show that two texts say different things, and where. It cannot "
    "show which of them is right, nor that what only one of them says is wrong: it is no translation, chose "
    "its own details, and was written at its own time. Scores against it are agreement, not quality."
)


def limits_blocks(report: AuditReport) -> list[Block]:
    """Return what a comparison can and cannot show, where there is one.

    :param report: what was audited.
    """
    if not report.references:
        return []
    return [*heading("What comparing with a native report shows"), Block(text_of(LIMITS))]


def claim_blocks(report: AuditReport, reference: ReferenceResult) -> list[Block]:
    """Return the section on claims against one native report; none where there are none.

    :param report: what was audited.
    :param reference: the native report.
    """
    claims = reference.comparison.claims
    if not claims:
        return []
    note = "Words of linked sentences that say different things of one matter. Either text may be right."
    blocks = [*heading("Claims, held against ", reference.text.id), Block(text_of(note))]
    for claim in claims:
        blocks += [blank(), *_claim(claim, report, reference)]
    return blocks


def _claim(claim: Claim, report: AuditReport, reference: ReferenceResult) -> list[Block]:
    ours = mark_span(report.document.segments, claim.span, claim.text)
    theirs = mark_span(reference.text.segments, claim.reference_span, claim.reference_text)
    told = f" ({TOLD[claim.kind]}; confidence {claim.confidence:.2f})"
    return [
        Block(text_of((claim.kind, "yellow"), told)),
        labelled("document", ours, indent=_COLUMN, margin=_INNER),
        labelled("native report", theirs, indent=_COLUMN, margin=_INNER),
    ]


def consensus_blocks(report: AuditReport) -> list[Block]:
    """Return the facts on which native reports agree against the document; nothing with fewer than two.

    :param report: what was audited.
    """
    if len(report.references) < 2:
        return []
    blocks = heading("What the native reports agree on against the document")
    if not report.consensus:
        return [*blocks, Block(text_of("Nothing: no fact of the document differs from two of them alike."))]
    note = "Reports that draw on one agency agree too; that they agree makes nothing true."
    rows = [
        (
            text_of(one.kind),
            text_of(one.text),
            text_of(one.reference_text),
            text_of(", ".join(report.references[place].text.id for place in one.references)),
        )
        for one in report.consensus
    ]
    return [*blocks, Block(text_of(note)), table(("kind", "document", "native reports", "which"), rows)]
