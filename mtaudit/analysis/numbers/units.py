"""Units of measure, scales and currencies: words to canonical names, values to a common unit.

Which words are units is decided here, because a units library reads far too many (``are`` is an
area, ``in`` an inch, ``bar`` a pressure); what they are worth is pint's to say.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

__all__ = [
    "CURRENCY_SYMBOLS", "CURRENCY_WORDS", "GLUED_SCALES", "SCALES", "TIME_UNITS", "UNITS",
    "same_dimension", "to_base",
]  # fmt: skip

_UNIT_WORDS = {
    "kilometer": "km kms kilometer kilometers kilometre kilometres",
    "meter": "meter meters metre metres",
    "centimeter": "cm centimeter centimeters centimetre centimetres",
    "millimeter": "mm millimeter millimeters millimetre millimetres",
    "mile": "mile miles",
    "nautical_mile": "nmi",
    "yard": "yard yards",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "kilogram": "kg kgs kilo kilos kilogram kilograms",
    "gram": "gram grams",
    "metric_ton": "tonne tonnes ton tons",
    "pound": "lb lbs",
    "ounce": "ounce ounces oz",
    "hectare": "hectare hectares ha",
    "acre": "acre acres",
    "liter": "liter liters litre litres",
    "gallon": "gallon gallons",
    "barrel": "barrel barrels",
    "second": "second seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "watt": "watt watts",
    "kilowatt": "kw kilowatt kilowatts",
    "megawatt": "mw megawatt megawatts",
    "gigawatt": "gw gigawatt gigawatts",
    "square_kilometer": "sq_km km2 km² square_kilometer square_kilometers square_kilometre square_kilometres",
    "square_meter": "sq_m m2 m² square_meter square_meters square_metre square_metres",
    "square_mile": "sq_mi square_mile square_miles",
    "square_foot": "sq_ft square_foot square_feet",
    "cubic_meter": "m3 m³ cubic_meter cubic_meters cubic_metre cubic_metres",
    "percentage_point": "percentage_point percentage_points",
    "basis_point": "basis_point basis_points",
    "percent": "percent % pct per-cent per_cent",
    "knot": "knot knots",
    "kph": "kph km/h kmh kilometers_per_hour kilometres_per_hour kilometers_an_hour kilometres_an_hour",
    "mph": "mph miles_per_hour miles_an_hour",
    "degC": "°c °_c degree_celsius degrees_celsius",
    "degF": "°f °_f degree_fahrenheit degrees_fahrenheit",
}

#: Canonical unit by the one to three lower-case words that name it.
UNITS = {word.replace("_", " "): unit for unit, words in _UNIT_WORDS.items() for word in words.split()}

#: What pint calls units that are powers.
_POWERS = {
    "square_kilometer": "kilometer ** 2", "square_meter": "meter ** 2", "cubic_meter": "meter ** 3",
}  # fmt: skip
#: Shares and steps of shares match only themselves.
_SHARES = frozenset({"percent", "percentage_point", "basis_point", "fraction", "score"})

#: Units of time, which are exact: nobody rounds when giving hours as minutes.
TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})

#: ISO 4217 code by symbol.
CURRENCY_SYMBOLS = {
    "US$": "USD", "A$": "AUD", "S$": "SGD", "C$": "CAD", "HK$": "HKD", "NZ$": "NZD", "R$": "BRL",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₱": "PHP",
    "Rp": "IDR", "Rp.": "IDR", "IDR": "IDR", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "RM": "MYR",
    "SGD": "SGD", "AUD": "AUD", "JPY": "JPY", "CNY": "CNY", "MYR": "MYR",
}  # fmt: skip

#: ISO 4217 code by the one or two lower-case words after the number.
CURRENCY_WORDS = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "rupiah": "IDR", "yen": "JPY",
    "yuan": "CNY", "ringgit": "MYR", "rupee": "INR", "rupees": "INR", "pounds": "GBP", "baht": "THB",
    "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB", "peso": "PHP", "pesos": "PHP",
    "us dollars": "USD", "u.s. dollars": "USD", "singapore dollars": "SGD", "australian dollars": "AUD",
}  # fmt: skip

#: What a scale word multiplies by, English and Indonesian.
SCALES = {
    "hundred": 100, "thousand": 10**3, "k": 10**3, "ribu": 10**3, "million": 10**6, "m": 10**6,
    "mn": 10**6, "juta": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9, "miliar": 10**9,
    "milyar": 10**9, "dozen": 12, "trillion": 10**12, "tn": 10**12, "triliun": 10**12, "trilyun": 10**12,
}  # fmt: skip
#: Scales of one or two letters count only when glued to the digits (``5bn``, ``3k``).
GLUED_SCALES = frozenset({"k", "m", "b", "mn", "bn", "tn"})


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Decimal)
    registry.define("percentage_point = 0.01")
    registry.define("basis_point = 0.0001")
    return registry


def to_base(value: Decimal, unit: str) -> Decimal:
    """Convert a value into the base unit of its dimension (metre, kilogram, second, …).

    :param value: how many.
    :param unit: a canonical unit of :data:`UNITS`.
    """
    quantity = _registry().Quantity(value, _POWERS.get(unit, unit)).to_base_units()
    return Decimal(quantity.magnitude)


@lru_cache(maxsize=256)
def same_dimension(unit: str, other: str) -> bool:
    """Tell whether two canonical units measure the same thing; a share only matches itself."""
    if unit == other:
        return True
    if unit in _SHARES or other in _SHARES:
        return False
    one, two = (_registry().Quantity(Decimal(1), _POWERS.get(name, name)) for name in (unit, other))
    return bool(one.dimensionality == two.dimensionality)
