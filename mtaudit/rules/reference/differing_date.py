from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import FactKind, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.reference._differences import fact_hits

if TYPE_CHECKING:
    from collections.abc import Iterator


class DifferingDate(Rule):
    """A date for which a native report gives another day.

    ## What it finds
    A date in a sentence that is linked to one of the native report, where both date the same thing and,
    resolved against the days of the two articles, the dates differ.

    ## Why it matters
    A wrong day sends a reader to the wrong event; here either text may have it wrong.

    ## Known false alarms
    Two events told in linked sentences, and relative dates where an article's own date is not known.

    ## Example
    `on November 27` in the document, `on November 26` in the native report.

    ## Source
    ISO 8601 for the form of values. MQM, Accuracy/Mistranslation; Freitag et al. 2021.
    """

    code = "REF002"
    name = "differing-date"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.NEUTRAL
    needs = frozenset({"reference"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield dates that differ."""
        yield from fact_hits(evidence, (FactKind.DATE,))
