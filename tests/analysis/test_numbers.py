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
        ("It took 10-15 minutes to reach them.", ["10 minute", "15 minute"]),
        ("Between 5 and 6 metres of water stood in the town.", ["5 meter", "6 meter"]),
        ("From 800,000 to 1 million people left the town.", ["800000 people", "1000000 people"]),
        ("About two to three people left the town each day.", ["2 people", "3 people"]),
        ("He gave $5 to 12 people in the town.", ["5 USD", "12 people"]),
        ("The police held a 25-year-old man.", ["25 year"]),
        ("The waves were three-metre waves in the harbour.", ["3 meter"]),
        ("A 2,500-strong force came to the town.", ["2500 strong"]),
        ("The loan of -$3m was paid back by the state.", ["-3000000 USD"]),
        ("They paid Rp10 ribu, then Rp5,000-Rp6,000 to each family.", ["10000 IDR", "5000 IDR", "6000 IDR"]),
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
        "Two-thirds of the voters agreed with him.",
        "They won the match with a 3-2 score.",
        "The 110-98 win was theirs.",
        "The talks of 3-4 November failed.",
        "They met in the town on 12 and 14 April.",
        "The show begins 19.30 on Monday.",
        "The show begins at 19.30.",
        "The ferry left at 09:30 from the harbour.",
        "The world changed after 9/11 in many ways.",
        "They added 1/2 cup of rice to the water.",
        "They walked 3 1/2 miles to the town.",
        "In the 1990s the town was small.",
        "The hospital treated Covid-19 cases there.",
        "An F-16 flew over the town.",
        "Leaders came to the G20 summit.",
        "He led the town in 1990-1995 and in 2015/16.",
    ],
)
def test_what_is_no_number(sentence: str) -> None:
    assert [number.span.of(sentence) for number in analyse(Document("case", sentence)).numbers] == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("$3m", "3000000 USD"),
        ("£20m", "20000000 GBP"),
        ("€5m", "5000000 EUR"),
        ("US$20m", "20000000 USD"),
        ("S$20", "20 SGD"),
        ("S$20 million", "20000000 SGD"),
        ("RM5 million", "5000000 MYR"),
        ("$2.5-billion", "2500000000 USD"),
        ("USD20 million", "20000000 USD"),
        ("20m dollars", "20000000 USD"),
        ("Rp75,000", "75000 IDR"),
        ("Rp 1.500", "1500 IDR"),
        ("Rp. 20.000", "20000 IDR"),
        ("1.500 rupiah", "1500 IDR"),
        ("Rp1.5 trillion", "1500000000000 IDR"),
        ("Rp 2.5 million", "2500000 IDR"),
        ("-3.5 percent", "-3.5 percent"),
        ("30°C", "30 degC"),
        ("86°F", "86 degF"),
        ("30 °C", "30 degC"),
        ("-5°C", "-5 degC"),
        ("10 degrees Celsius", "10 degC"),
        ("half a million dollars", "500000 USD"),
        ("one and a half million dollars", "1500000 USD"),
        ("two and a half years", "2.5 year"),
    ],
)
def test_glued_forms_are_quoted_whole(text: str, canonical: str) -> None:
    sentence = f"The minister told the reporters that it was {text} in all."
    numbers = analyse(Document("case", sentence)).numbers
    assert [(number.span.of(sentence), number.canonical) for number in numbers] == [(text, canonical)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Half a million people fled the town.", [("Half a million", "500000 people")]),
        ("About 50-60 percent agreed.", [("50", "50 percent"), ("60 percent", "60 percent")]),
        ("About 50 to 60 percent agreed.", [("50", "50 percent"), ("60 percent", "60 percent")]),
        ("It cost 5-6 million dollars.", [("5", "5000000 USD"), ("6 million dollars", "6000000 USD")]),
        ("It cost the town $5-6 million.", [("$5", "5000000 USD"), ("6 million", "6000000 USD")]),
    ],
)
def test_halves_and_ranges(sentence: str, found: list[tuple[str, str]]) -> None:
    numbers = analyse(Document("case", sentence)).numbers
    assert [(number.span.of(sentence), number.canonical) for number in numbers] == found


def test_the_span_holds_currency_scale_and_unit() -> None:
    text = "It cost US$2.5 million and lies 12 km away."
    numbers = analyse(Document("case", text)).numbers
    assert [number.span.of(text) for number in numbers] == ["US$2.5 million", "12 km"]
