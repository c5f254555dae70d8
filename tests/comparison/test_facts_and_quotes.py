"""Facts and quotes of two reports are held against each other."""

from __future__ import annotations

import pytest

from mtaudit.analysis import analyse
from mtaudit.analysis.folding import fold
from mtaudit.comparison import compare
from mtaudit.model import Document


def compared(document: str, reference: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return verdicts with both texts, of facts and of quotes."""
    result = compare(analyse(Document("document", document)), analyse(Document("reference", reference)))
    facts = [(f.verdict.value, f.text or "-", f.reference_text or "-") for f in result.facts]
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
    ],
)
def test_one_fact(document: str, reference: str, verdict: str) -> None:
    facts, _ = compared(document, reference)
    assert [fact[0] for fact in facts] == [verdict]


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
