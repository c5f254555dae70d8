from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_DESK = (
    r"(?:[Ee]d|[Rr]ed|ED|RED|[Ee]ditor|[Ee]dt|[Rr]edaksi|[Ee]ditors?|[Ee]ds|[Ee]ditor'?s\snote|"
    r"[Ee]d\.?\snote|[Rr]edaktur|[Rr]edaction|[Ee]ditorial)"
)
_COLOURS = r"(?<!black)(?<!white)(?<!blue)(?<!green)(?<!yellow)(?<!orange)(?<!pink)"
_GLOSS = re.compile(
    rf"\([^()\n]{{1,60}}{_COLOURS}(?:[,;/:]|\.\s|\s?[-–])\s?{_DESK}\.?\)"
    rf"|\((?:-\s?)?{_DESK}\.?:\s[^()\n]{{1,60}}\)"
)


class EditorGloss(Rule):
    """A gloss in round brackets signed by the desk.

    ## What it finds
    `(involved, ed)` and `(…, red)` inside a quotation or sentence.

    ## Why it matters
    Indonesian desks sign their glosses with *red* (redaksi); English uses square brackets. It is a
    habit of a newsroom, dates and brands a text, and says nothing about its translation.

    ## Known false alarms
    None known.

    ## Example
    `"the corporation (involved, ed) will be charged"`

    ## Source
    *The Chicago Manual of Style*, 17th ed., on brackets in quotations.
    """

    code = "HOU009"
    name = "editor-gloss"
    category = "Fluency/Punctuation"
    its_type = "typographical"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the bracket."""
        for found in evidence.document.search(_GLOSS):
            yield Hit(
                Span(*found.span()),
                "The desk signs its gloss; English sets glosses in square brackets.",
                confidence=0.9,
            )
