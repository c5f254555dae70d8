from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import FactKind, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.reference._differences import fact_hits

if TYPE_CHECKING:
    from collections.abc import Iterator


class DifferingNumber(Rule):
    """A number, quantity or amount for which a native report gives another value.

    ## What it finds
    A number in a sentence that is linked to one of the native report, where both give one value alone for
    the same thing and the values differ once units and scales are reckoned. The native report's value
    stands beside it.

    ## Why it matters
    Numbers are what a reader takes away, and what machines garble; but here either text may have it wrong.

    ## Known false alarms
    Figures of another hour: a toll that rose between the two reports. Counts of different things that share
    a noun, and figures that either newsroom rounded.

    ## Example
    `12 people were hurt` in the document, `21 people were hurt` in the native report.

    ## Source
    Unicode CLDR for the reading of numbers. MQM, Accuracy/Mistranslation; Freitag et al. 2021.
    """

    code = "REF001"
    name = "differing-number"
    category = "Accuracy/Mistranslation"
    its_type = "numbers"
    severity = Severity.NEUTRAL
    needs = frozenset({"reference"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield numbers, quantities and amounts that differ."""
        yield from fact_hits(evidence, (FactKind.NUMBER, FactKind.QUANTITY, FactKind.MONEY))
