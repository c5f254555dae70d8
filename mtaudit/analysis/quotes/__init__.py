"""Quotations, their marks, and who says them."""

from mtaudit.analysis.quotes.find import Quote, find_quotes

__all__ = ["Quote", "find_quotes"]
