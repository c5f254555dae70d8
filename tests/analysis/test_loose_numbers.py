"""Fractions, scores, ranges and vague numbers; what bounds a number."""

from __future__ import annotations

import pytest

from mtaudit.analysis import analyse
from mtaudit.model import Document


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Two-thirds of the voters agreed with him.", [("Two-thirds", "2/3 voter")]),
        ("Indonesia won 2-0 in the second half.", [("2-0", "2-0")]),
        ("The talks lasted half an hour.", [("half an hour", "0.5 hour")]),
        ("Dozens of divers came to the harbour.", [("Dozens", "dozens diver")]),
        ("A dozen boats were lost in the storm.", [("A dozen", "12 boat")]),
        ("The school has 20-30 teachers in all.", [("20", "20 teacher"), ("30", "30 teacher")]),
        ("They scored twice in the first half of the match.", []),
        ("He works 9-5 in the office.", []),
        ("Results: Northport 3-1 Easthaven", [("3-1", "3-1")]),
    ],
)
def test_loose_numbers(sentence: str, found: list[tuple[str, str]]) -> None:
    numbers = analyse(Document("case", sentence)).loose_numbers
    assert [(number.span.of(sentence), number.canonical) for number in numbers] == found


@pytest.mark.parametrize(
    ("sentence", "hedge"),
    [
        ("More than 90 people came.", "more"),
        ("Fewer than 90 people came.", "less"),
        ("About 90 people came.", "about"),
        ("Nearly 90 people came.", "nearly"),
        ("No more than 90 people came.", "less"),
        ("All 90 people or so came.", "exact"),
        ("In all 90 people came.", "exact"),
    ],
)
def test_words_that_bound_a_number(sentence: str, hedge: str) -> None:
    assert [number.hedge.value for number in analyse(Document("case", sentence)).numbers] == [hedge]


def test_plural_scales_are_no_exact_numbers() -> None:
    assert analyse(Document("case", "Hundreds of people came to the harbour.")).numbers == ()
