from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.model import Span


class ANumberOf(DensityRule):
    """`A number of` again and again.

    ## What it finds
    `a number of`, wherever it stands.

    ## Why it matters
    *Sejumlah* and *beberapa* are the ordinary way to be vague in Indonesian; English says `several`,
    `some`, or gives the number.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing.

    ## Example
    `a number of officials visited a number of markets`.

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on
    quantifiers (*sejumlah*).
    """

    code = "DEN005"
    name = "a-number-of"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "The text is vague about numbers again and again."
    phrases: ClassVar[Mapping[str, Sequence[str]]] = {"phrase": ("a number of", "a total number of")}

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the phrase."""
        for segment, tokens in evidence.matches.get("phrase", ()):
            yield segment.span_of(tokens)
