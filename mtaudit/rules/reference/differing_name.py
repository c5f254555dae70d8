from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import FactKind, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.reference._differences import fact_hits

if TYPE_CHECKING:
    from collections.abc import Iterator


class DifferingName(Rule):
    """A name where a native report has another one in the same place.

    ## What it finds
    A name in a sentence that is linked to one of the native report, where the other has a name that could
    be a slip for it, or another person under the same title. Spellings of one name agree.

    ## Why it matters
    A name confused is a person accused or a place on the wrong map; here either text may have it wrong.

    ## Known false alarms
    Two names for one person: a married name, a former name; and two persons who held one office in turn.

    ## Example
    `Governor Ridwan` in the document, `Governor Rizal` in the native report.

    ## Source
    MQM, Accuracy/Mistranslation; Freitag et al. 2021.
    """

    code = "REF003"
    name = "differing-name"
    category = "Accuracy/Mistranslation"
    its_type = "inconsistent-entities"
    severity = Severity.NEUTRAL
    needs = frozenset({"reference"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield names that differ."""
        yield from fact_hits(evidence, (FactKind.NAME,))
