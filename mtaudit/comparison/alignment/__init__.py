"""Which segments of two reports say the same."""

from mtaudit.comparison.alignment.links import MOST, TOLL, align, compared

__all__ = ["MOST", "TOLL", "align", "compared"]
