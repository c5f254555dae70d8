"""What the rules found, as evidence: findings for every hundred words, of the families that say something."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FAMILIES", "FINDINGS", "Found", "finding_numbers"]

#: Families that count. Formats and house style say nothing of a machine; densities are the cues that
#: Indonesians who write English share.
FAMILIES = frozenset({"ACC", "FLU", "STY"})
#: Names of what is measured, each with what a high value means to a reader. It is one number: most parts have
#: no finding at all, and family by family their weights did worse on pairs that they were not fitted on.
FINDINGS = {"rate": "faults of grammar, wrong words, phrases of another language"}


class Found(NamedTuple):
    """What the rules found in the body text.

    :param ran: codes of the rules that ran as the catalogue has them.
    :param codes: of each finding, its rule's.
    """

    ran: frozenset[str]
    codes: Sequence[str]


def finding_numbers(findings: int, words: int) -> dict[str, float]:
    """Measure a text or a part of it.

    :param findings: how many of those that count are in it.
    :param words: its length, at least 1.
    :returns: for each of :data:`FINDINGS` the logarithm of 1 and the findings in a hundred words.
    """
    return {"rate": math.log1p(100 * findings / words)}
