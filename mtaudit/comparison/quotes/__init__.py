"""Quotes of the document beside their wording in the native report."""

from mtaudit.comparison.quotes.pairing import pair_quotes

__all__ = ["pair_quotes"]
