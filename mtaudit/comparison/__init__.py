"""Holding a document against native reports: alignment, quotes, facts, claims, coverage, consensus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.comparison.alignment import align
from mtaudit.comparison.alignment.evidence import Describer
from mtaudit.comparison.claims import find_claims, meanings_of
from mtaudit.comparison.consensus import find_consensus
from mtaudit.comparison.coverage import coverage
from mtaudit.comparison.facts import pair_facts
from mtaudit.comparison.quotes import pair_quotes
from mtaudit.model import Comparison

if TYPE_CHECKING:
    from mtaudit.analysis.document import AnalysedDocument

__all__ = ["Describer", "compare", "find_consensus"]


def compare(
    document: AnalysedDocument, reference: AnalysedDocument, describer: Describer | None = None
) -> Comparison:
    """Hold a document against one native report.

    :param document: the document.
    :param reference: the native report, comparable and not a translation.
    :param describer: gathers the evidence of the alignment; one for many embeds each text once.
    :raises InputError: for texts so long that their pairs of segments would fill the memory.
    """
    links = align(document, reference, describer)
    quotes = pair_quotes(document, reference, links)
    meanings = meanings_of([document, reference])
    return Comparison(
        links,
        coverage(document, reference, links, meanings),
        quotes,
        pair_facts(document, reference, links),
        find_claims(document, reference, links, quotes, meanings),
    )
