"""How every machine-readable rendering writes a number."""

from __future__ import annotations

import math
from typing import Any

__all__ = ["DIGITS", "builtin", "finite", "significant"]

#: Significant digits of a float in JSON and CSV. Wall-to-wall doubles differ in their last places
#: between builds of numpy; six do not, and say more than any score here can.
DIGITS = 6


def finite(value: float) -> float:
    """Return ``value`` as a plain float, negative zero as zero.

    :param value: any real number, numpy's included.
    :raises ValueError: for NaN and the infinities, which JSON does not have and CSV readers take
        for absent.
    """
    number = float(value)
    if not math.isfinite(number):
        msg = f"{number} is not a finite number"
        raise ValueError(msg)
    return number + 0.0


def significant(value: float) -> float:
    """Return ``value`` rounded to six significant digits.

    :param value: any finite real number.
    :raises ValueError: for NaN and the infinities.
    """
    return finite(float(f"{finite(value):.{DIGITS}g}"))


def builtin(value: Any) -> Any:
    """Return a number of numpy's as Python's own, and anything else as it is.

    :param value: a number of any kind, text or None.
    """
    item = getattr(value, "item", None)
    return value if item is None else item()
