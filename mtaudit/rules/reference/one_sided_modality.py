from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import ClaimKind, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.reference._differences import claim_hits

if TYPE_CHECKING:
    from collections.abc import Iterator


class OneSidedModality(Rule):
    """A statement that is flat in one of two reports and hedged in the other.

    ## What it finds
    In sentences that are linked, the same predicate with the same subject or object, said flatly in one
    text and as possible, obligatory or hearsay in the other: `may`, `must`, `allegedly`, `is suspected of`.
    The value is the confidence of the claim.

    ## Why it matters
    An allegation that becomes a fact can defame; a plan that becomes a deed misleads. Either text may have
    it wrong.

    ## Known false alarms
    Reports of another hour, when what was expected had happened, and hedges that a neighbouring sentence
    gives.

    ## Example
    `the men stole the paintings` in the document, `the men allegedly stole the paintings` in the native
    report.

    ## Source
    MQM, Accuracy/Mistranslation; Freitag et al. 2021.
    """

    code = "REF007"
    name = "one-sided-modality"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.NEUTRAL
    limit = 0.6
    needs = frozenset({"reference"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield statements that one side hedges."""
        message = "The native report has “{text}”: one of the two is surer than the other."
        yield from claim_hits(evidence, ClaimKind.MODALITY, message)
