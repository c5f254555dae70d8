from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import ClaimKind, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.reference._differences import claim_hits

if TYPE_CHECKING:
    from collections.abc import Iterator


class OneSidedNegation(Rule):
    """A statement that one of two reports makes and the other denies.

    ## What it finds
    In sentences that are linked, the same predicate with the same subject or object, denied in one text and
    affirmed in the other: `not`, `never`, `no`, `without`, `deny`, `refuse`, `fail`. The value is the
    confidence of the claim.

    ## Why it matters
    A negation lost or added turns a report into its opposite; here either text may have it wrong.

    ## Known false alarms
    Statements about two moments or two parts of a thing, and denials that are spread over several
    sentences.

    ## Example
    `the union accepted the offer` in the document, `the union did not accept the offer` in the native
    report.

    ## Source
    MQM, Accuracy/Mistranslation; Freitag et al. 2021.
    """

    code = "REF006"
    name = "one-sided-negation"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.NEUTRAL
    limit = 0.6
    needs = frozenset({"reference"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield statements that one side denies."""
        message = "The native report has “{text}”: one of the two denies what the other says."
        yield from claim_hits(evidence, ClaimKind.NEGATION, message)
