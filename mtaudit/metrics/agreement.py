"""Agreement of a document with a native report, over aligned groups and pooled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.config import DEFAULT_SEED
from mtaudit.metrics.sacre import score_pairs
from mtaudit.model import COMPARED_ROLES, Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.model import Link

__all__ = ["agreement"]


def agreement(
    document: AnalysedDocument,
    reference: AnalysedDocument,
    links: Sequence[Link],
    *,
    seed: int = DEFAULT_SEED,
) -> Agreement:
    """Score the document as hypothesis and the native report as reference.

    :param document: the document.
    :param reference: the native report; comparable, so that low scores are the rule.
    :param links: the alignment; each link is one group, its segments joined by spaces.
    :param seed: seeds the bootstrap.
    """
    aligned = score_pairs(
        [_joined(document, link.segments) for link in links],
        [_joined(reference, link.reference_segments) for link in links],
        seed=seed,
    )
    left, right = _body(document), _body(reference)
    pooled = score_pairs([left], [right], interval=False) if left and right else None
    return Agreement(aligned, pooled)


def _joined(document: AnalysedDocument, indices: Iterable[int]) -> str:
    return " ".join(document.segments[i].segment.span.of(document.view) for i in indices)


def _body(document: AnalysedDocument) -> str:
    kept = [s.segment for s in document.english if s.segment.role in COMPARED_ROLES]
    return _joined(document, (segment.index for segment in kept))
