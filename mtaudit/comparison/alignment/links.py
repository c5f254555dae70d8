"""Alignment of a document with a native report: order-free, many-to-many, unaligned allowed.

Evidence is measured for every pair of segments (``evidence``), combined by a logistic score (``score``), and
the pairs with the greatest sum are chosen (``assignment``). docs/alignment.md describes all three.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from mtaudit.comparison.alignment.assignment import assign, grouped
from mtaudit.comparison.alignment.evidence import Describer, compared, measure
from mtaudit.comparison.alignment.score import log_odds, reasons
from mtaudit.errors import InputError
from mtaudit.model import Link

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mtaudit.analysis.document import AnalysedDocument

__all__ = ["MOST", "TOLL", "align", "compared"]

#: What a further partner of a segment costs, in log-odds, and how many partners it may have. On the newsroom
#: pairs F1 changes by less than 0.01 from 2 to 2.5.
TOLL, MOST = 2.25, 3
#: Two texts of a thousand sentences.
_MOST_PAIRS = 1_000_000


def align(
    document: AnalysedDocument, reference: AnalysedDocument, describer: Describer | None = None
) -> tuple[Link, ...]:
    """Link the segments of two documents that say the same.

    A segment is in one link at most.

    :param document: the document.
    :param reference: the native report.
    :param describer: gathers the evidence; pass one to embed each of several documents once, or to choose the
        embeddings. The packaged ones where none is given.
    :returns: links by the first segment of the document.
    :raises InputError: for texts so long that their pairs of segments would fill the memory.
    """
    left, right = compared(document), compared(reference)
    if not left or not right:
        return ()
    if len(left) * len(right) > _MOST_PAIRS:
        raise InputError(
            f"{len(right)} sentences against the {len(left)} of {document.document.source} are too many",
            file=reference.document.source,
            mend="give articles, not books",
        )
    describe = describer or _packaged_describer()
    one, other = describe(document), describe(reference)
    measured = measure(one, other)
    odds = log_odds(measured, one.paragraphs, other.paragraphs)
    links = []
    for rows, columns in grouped(assign(odds, TOLL, MOST), odds.shape):
        row, column = _best(odds, rows, columns)
        links.append(
            Link(
                tuple(one.indices[i] for i in rows),
                tuple(other.indices[j] for j in columns),
                float(1 / (1 + np.exp(-odds[row, column]))),
                reasons(measured[row, column]),
            )
        )
    return tuple(sorted(links, key=lambda link: link.segments))


def _best(odds: NDArray[np.float64], rows: list[int], columns: list[int]) -> tuple[int, int]:
    return max(((i, j) for i in rows for j in columns), key=lambda pair: float(odds[pair]))


@lru_cache(maxsize=1)
def _packaged_describer() -> Describer:
    return Describer()
