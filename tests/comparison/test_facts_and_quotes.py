"""Facts and quotes of two reports are held against each other."""

from __future__ import annotations

import pytest

from mtaudit.analysis import analyse
from mtaudit.analysis.folding import fold
from mtaudit.comparison import compare
from mtaudit.model import Document, FactKind


def compared(document: str, reference: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return verdicts with both texts, of numbers, quantities and amounts, and of quotes."""
    result = compare(analyse(Document("document", document)), analyse(Document("reference", reference)))
    facts = [
        (f.verdict.value, f.text or "-", f.reference_text or "-")
        for f in result.facts
        if f.kind not in (FactKind.DATE, FactKind.NAME)
    ]
    quotes = [(q.verdict.value, q.text or "-", q.reference_text or "-") for q in result.quotes]
    return facts, quotes


@pytest.mark.parametrize(
    ("document", "reference", "verdict"),
    [
        ("The town lies 260 kilometers from the border.", "The town is 260 km from the border.", "agrees"),
        ("The town lies 260 kilometers from the border.", "The town is 160 miles from the border.", "agrees"),
        (
            "The town lies 260 kilometers from the border.",
            "The town is 190 miles from the border.",
            "differs",
        ),
        (
            "The fire killed 12 people in the market.",
            "The fire in the market killed twelve people.",
            "agrees",
        ),
        ("The fire killed 12 people in the market.", "The fire in the market killed 14 people.", "differs"),
        ("The reef lies 18 kilometers from the town.", "The reef lies 11 miles from the town.", "agrees"),
        ("The town lies 100 km from the border.", "The town lies 60 miles from the border.", "agrees"),
        ("The town lies 100 km from the border.", "The town lies 90 miles from the border.", "differs"),
        ("The ferry burned for 2 hours at sea.", "The ferry burned for 120 minutes at sea.", "agrees"),
        ("It was 30°C in the town on Monday.", "On Monday it was 86°F in the town.", "agrees"),
        ("The bridge cost the town $3m.", "The bridge cost the town $3 million.", "agrees"),
        ("The bridge cost the town $3m.", "The bridge cost the town $4 million.", "differs"),
    ],
)
def test_one_fact(document: str, reference: str, verdict: str) -> None:
    facts, _ = compared(document, reference)
    assert [fact[0] for fact in facts] == [verdict]


@pytest.mark.parametrize(
    ("document", "reference"),
    [
        ("The ferry burned for 1 hour at sea.", "The ferry burned for 80 minutes at sea."),
        (
            "The strike at the port lasted three days.",
            "Police said that the singer was questioned for three days.",
        ),
        (
            "A 25-year-old man was arrested in Medan after the fire.",
            "The man was arrested in Medan three hours after the fire.",
        ),
        (
            "A 25-year-old man was arrested in Medan after the fire.",
            "The man was arrested in Medan two years after the fire.",
        ),
        (
            "Inflation was 5 percent and unemployment 7 percent last year.",
            "Last year unemployment was 7.2 percent and inflation 9 percent.",
        ),
        (
            "The plant has 1,200 workers in Batam and 300 in Medan.",
            "The plant has 1,500 workers in Batam and Medan.",
        ),
    ],
)
def test_nothing_is_made_of_facts_that_may_be_of_other_things(document: str, reference: str) -> None:
    facts, _ = compared(document, reference)
    assert {fact[0] for fact in facts} == {"unmatched"}


def test_a_telling_amount_agrees_wherever_it_stands() -> None:
    facts, _ = compared(
        "The council will meet on Monday. A new school would cost 75 million rupiah.",
        "Parents were angry about Rp 75.000.000 for a roof. The storm sank boats in the harbour.",
    )
    assert [fact[0] for fact in facts] == ["agrees"]


def test_unlike_things_are_not_held_together() -> None:
    facts, _ = compared(
        "The council voted on Monday and 12 members were against it.",
        "The storm sank 12 boats in the harbour last night.",
    )
    assert {fact[0] for fact in facts} == {"unmatched"}


def test_a_partial_quote_and_another_spelling_are_the_same() -> None:
    _, quotes = compared(
        'The minister said: "Our defense and deterrence is strong and we will not organize a march."',
        "The minister spoke of “defence and deterrence” and said that “we will not organise a march.”",
    )
    assert [quote[0] for quote in quotes] == ["same", "same"]


def test_a_reworded_quote_has_drifted_and_another_is_unmatched() -> None:
    _, quotes = compared(
        '"If the dam breaks that will incur costs and have consequences," the engineer warned.',
        "“If the dam breaks that would have costs and consequences,” the engineer warned. "
        "“Nobody should sleep below it tonight,” said the mayor.",
    )
    assert [quote[0] for quote in quotes] == ["drifted", "unmatched"]


@pytest.mark.parametrize(
    ("british", "american"),
    [("defence", "defense"), ("organise", "organize"), ("armoured", "armored"), ("build-up", "buildup"),
     ("centre", "center"), ("travelled", "traveled")],
)  # fmt: skip
def test_spelling_variants_meet(british: str, american: str) -> None:
    assert fold(british) == fold(american)
