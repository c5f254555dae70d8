from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import ClaimKind, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.reference._differences import claim_hits

if TYPE_CHECKING:
    from collections.abc import Iterator


class ContraryMeaning(Rule):
    """A word where a native report has one of another meaning for the same thing.

    ## What it finds
    In sentences that are linked, a noun, adjective or verb in the same place of the same clause, or of the
    same quote, that means something else than the native report's word. The value is the confidence of the
    claim.

    ## Why it matters
    A word of another meaning is the mistranslation that reads best; here either text may have it wrong.

    ## Known false alarms
    Synonyms that embeddings hold apart, and two details of one event of which each report tells one.

    ## Example
    `would lead to losses` in the document, `would have consequences` in the native report.

    ## Source
    MQM, Accuracy/Mistranslation; Freitag et al. 2021.
    """

    code = "REF005"
    name = "contrary-meaning"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.NEUTRAL
    limit = 0.6
    needs = frozenset({"reference"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield words of another meaning."""
        message = "The native report has “{text}” in this place."
        yield from claim_hits(evidence, ClaimKind.MEANING, message)
