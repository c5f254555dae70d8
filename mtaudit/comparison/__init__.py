"""Holding a document against a native report: alignment, quotes, facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.comparison.alignment import align, coverage
from mtaudit.comparison.facts import pair_facts
from mtaudit.comparison.quotes import pair_quotes
from mtaudit.model import Comparison

if TYPE_CHECKING:
    from mtaudit.analysis.document import AnalysedDocument

__all__ = ["compare"]


def compare(document: AnalysedDocument, reference: AnalysedDocument) -> Comparison:
    """Hold a document against one native report.

    :param document: the document.
    :param reference: the native report, comparable and not a translation.
    """
    links = align(document, reference)
    return Comparison(
        links,
        coverage(document, reference, links),
        pair_quotes(document, reference, links),
        pair_facts(document, reference, links),
    )
