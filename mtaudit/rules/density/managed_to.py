from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence
from mtaudit.rules.density._spans import distinct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span


class ManagedTo(DensityRule):
    """`Managed to` for a plain past.

    ## What it finds
    `managed to` and `succeeded in` with a verb.

    ## Why it matters
    *Berhasil* before a verb marks that something was done. English says simply that it was done, and
    keeps `managed to` for what was hard.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing.

    ## Example
    `Officers managed to arrest three suspects.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on
    *berhasil*.
    """

    code = "DEN009"
    name = "managed-to"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "A plain past says it; “managed to” is for what was hard."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "verb": [
            [{"LEMMA": "manage", "POS": "VERB"}, {"LOWER": "to"}, {"POS": {"IN": ["VERB", "AUX", "ADV"]}}],
            [{"LOWER": "managed"}, {"LOWER": "to"}, {"TAG": {"IN": ["VB", "NN", "RB"]}}],
            [{"LEMMA": "succeed"}, {"LOWER": {"IN": ["in", "at"]}}, {"LOWER": {"REGEX": "ing$"}}],
            [{"LEMMA": "succeed"}, {"LOWER": "to"}, {"TAG": {"IN": ["VB", "NN"]}}],
            [{"LOWER": "successfully"}, {"TAG": {"IN": ["VBD", "VBN"]}}],
        ]
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the verb with its particle."""
        found = evidence.matches.get("verb", ())
        yield from distinct(segment.span_of(tokens[:2]) for segment, tokens in found)
