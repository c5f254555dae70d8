"""The publisher"s note on machine translation."""

from mtaudit.analysis.disclosure.find import find_disclosure

__all__ = ["find_disclosure"]
