"""What is house style is gone before anything is measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.likelihood.normalise import normalised

#: Written for these tests: the same sentence as two newsrooms would print it.
PAIRS = {
    "quotes": ("“We will pay,” she said.", '"We will pay", she said.'),
    "single quotes": ("The ‘blue’ team won.", "The blue team won."),
    "spelling": (
        "The organisation realised its labour centre.",
        "The organization realized its labor center.",
    ),
    "travelling": ("They travelled towards the theatre.", "They traveled toward the theater."),
    "dates": ("It closed on 3 May 2021 at dawn.", "It closed May 3, 2021 at dawn."),
    "weekdays": ("It closed on Monday at dawn.", "It closed Tuesday at dawn."),
    "numbers": ("It paid Rp 75.000 to each of 1,200 men.", "It paid IDR 80,000 to each of 900 men."),
    "percent": ("Some 12 per cent left.", "Some 14.5% left."),
    "times": ("It left at 3:30 p.m. sharp.", "It left at 4 pm sharp."),
    "titles": ("Mr. Rahman and Dr Sari left.", "Rahman and Sari left."),
    "datelines": ("JAKARTA (AP) — The port closed.", "The port closed."),
    "dashes": ("The port — a small one — closed.", "The port – a small one – closed."),
    "glosses": ("The bank (BI) raised rates.", "The bank raised rates."),
    "initials": ("The U.S. and the U.N. agreed.", "The US and the UN agreed."),
}


@pytest.mark.parametrize("name", PAIRS)
def test_two_styles_become_one(name: str) -> None:
    one, other = PAIRS[name]
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    "sentence",
    [
        "Four hours of exercise surprised the wise man.",
        "The workers' union didn't promise it.",
        "He may travel to the tour in June and march on.",
    ],
)
def test_what_is_no_variant_stays(sentence: str) -> None:
    assert normalised(sentence).replace("May ", "June ") == sentence


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert "\n" not in normalised(text)
