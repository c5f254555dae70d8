"""Numbers, dates and names of the document beside those of the native report."""

from mtaudit.comparison.facts.pairing import pair_facts

__all__ = ["pair_facts"]
