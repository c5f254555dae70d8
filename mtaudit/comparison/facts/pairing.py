"""Facts of the document beside those of the native report: numbers, quantities, amounts, dates, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.comparison.facts.dates import pair_dates
from mtaudit.comparison.facts.names import pair_names
from mtaudit.comparison.facts.numbers import pair_numbers
from mtaudit.comparison.facts.pairs import Sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.model import FactPair, Link

__all__ = ["pair_facts"]


def pair_facts(
    document: AnalysedDocument, reference: AnalysedDocument, links: Sequence[Link]
) -> tuple[FactPair, ...]:
    """Pair the facts of both texts and tell which agree.

    Facts agree by their values, in segments that speak of the same. They differ only where both sides give
    one value of the same thing and nothing else could be meant. Everything else is unmatched, which is not
    wrong: the other report may leave it out. A fact that is told again agrees with the same counterpart.

    :param document: the document.
    :param reference: the native report.
    :param links: the alignment of the two.
    :returns: the document's facts in order, then those that only the native report has.
    """
    sides = Sides(document, reference, links)
    pairs = [*pair_numbers(sides), *pair_dates(sides), *pair_names(sides)]
    here = sorted((pair for pair in pairs if pair.span is not None), key=lambda pair: pair.span or 0)
    there = sorted((pair for pair in pairs if pair.span is None), key=lambda pair: pair.reference_span or 0)
    return (*here, *there)
