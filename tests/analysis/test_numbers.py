"""Numbers are found with their value, unit and what they count; dates and names are not numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtaudit.analysis import analyse
from mtaudit.analysis.numbers import parse_digits
from mtaudit.model import Document


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("7", "7"),
        ("90,000", "90000"),
        ("1,250,000", "1250000"),
        ("2.5", "2.5"),
        ("1.000", "1.000"),
        ("1.250.000", "1250000"),
        ("12,5", "12.5"),
        ("1.138.3", "1138.3"),
        ("1.500,50", "1500.50"),
        ("1,500.50", "1500.50"),
    ],
)
def test_digits_are_worth(digits: str, value: str) -> None:
    assert parse_digits(digits) == Decimal(value)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("About 90,000 troops stood at the border.", ["90000 troop"]),
        ("The town lies 260 kilometers (160 miles) north of it.", ["260 kilometer", "160 mile"]),
        ("Leaders of the 30-nation alliance met.", ["30 nation"]),
        ("The 41st army stayed behind.", ["41st army"]),
        ("Twenty-five people and two hundred horses were saved.", ["25 people", "200 horse"]),
        ("The bridge cost $2.5 billion.", ["2500000000 USD"]),
        ("They paid Rp 75.000.000 to each family.", ["75000000 IDR"]),
        ("They paid 75 million rupiah to each family.", ["75000000 IDR"]),
        ("Prices rose by 3.5 per cent, or 3.5%.", ["3.5 percent", "3.5 percent"]),
        ("The boats waited for three days.", ["3 day"]),
    ],
)
def test_numbers_in_a_sentence(sentence: str, found: list[str]) -> None:
    assert [number.canonical for number in analyse(Document("case", sentence)).numbers] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "The treaty was signed on November 27, 2021.",
        "A deal from 2015 has held since then.",
        "The ferry left at 9 a.m. on Monday.",
        "One of the men said that he was tired.",
        "The crew of the Bintang 3 was saved.",
    ],
)
def test_what_is_no_number(sentence: str) -> None:
    assert [number.span.of(sentence) for number in analyse(Document("case", sentence)).numbers] == []


def test_the_span_holds_currency_scale_and_unit() -> None:
    text = "It cost US$2.5 million and lies 12 km away."
    numbers = analyse(Document("case", text)).numbers
    assert [number.span.of(text) for number in numbers] == ["US$2.5 million", "12 km"]
