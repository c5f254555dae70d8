"""What the rules found, as evidence: findings for every hundred words, family by family."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["FINDINGS", "Found", "finding_numbers"]

#: Families whose findings count, each with what a high value means to a reader. Formats and house style say
#: nothing of a machine; densities are the cues that Indonesians who write English share.
FINDINGS = {
    "FLU": "faults of grammar or spelling",
    "ACC": "wrong or untranslated words",
    "STY": "phrases of another language in English words",
}


class Found(NamedTuple):
    """What the rules found in the body text.

    :param ran: codes of the rules that ran as the catalogue has them.
    :param codes: of each finding, its rule's.
    """

    ran: frozenset[str]
    codes: Sequence[str]


def finding_numbers(codes: Iterable[str], words: int) -> dict[str, float]:
    """Measure a text or a part of it.

    :param codes: of its findings, those that count.
    :param words: its length, at least 1.
    :returns: for each of :data:`FINDINGS` the logarithm of 1 and the findings in a hundred words.
    """
    families = Counter(code[:3] for code in codes)
    return {family: math.log1p(100 * families[family] / words) for family in FINDINGS}
