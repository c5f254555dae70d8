"""What the rules by contrast share, without a model."""

from __future__ import annotations

from itertools import pairwise

import pytest

from mtaudit.analysis import analyse
from mtaudit.model import Document
from mtaudit.rules import ContrastRule, Evidence, all_rules, rule_named
from mtaudit.rules.contrast._best import BestAlternative, value_of
from mtaudit.rules.contrast._forms import article, plural, singular, verb_form

TEXT = (
    "Rosneft said on Tuesday that the “zydeco” evening in Ouagadougou had drawn 4,000 visitors. "
    "A spokeswoman for the ministry took part in the talks about old wooden boats."
)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("impose", "imposes imposed imposed imposing"),
        ("carry", "carries carried carried carrying"),
        ("take", "takes took taken taking"),
        ("stop", "stops stopped stopped stopping"),
        ("incur", "incurs incurred incurred incurring"),
        ("open", "opens opened opened opening"),
        ("die", "dies died died dying"),
        ("see", "sees saw seen seeing"),
        ("stay", "stays stayed stayed staying"),
        ("play", "plays played played playing"),
        ("watch", "watches watched watched watching"),
        ("have", "has had had having"),
    ],
)
def test_forms_of_verbs(lemma: str, forms: str) -> None:
    assert " ".join(verb_form(lemma, tag) for tag in ("VBZ", "VBD", "VBN", "VBG")) == forms


@pytest.mark.parametrize(
    ("one", "many"),
    [("boat", "boats"), ("city", "cities"), ("day", "days"), ("church", "churches"), ("woman", "women")],
)
def test_numbers_of_nouns(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) == one


@pytest.mark.parametrize(
    ("word", "expected"),
    [("hour", "an"), ("university", "a"), ("onion", "an"), ("one", "a"), ("uninvited", "an"), ("boat", "a")],
)
def test_articles(word: str, expected: str) -> None:
    assert article(word) == expected


CONTRAST = [rule for rule in all_rules() if isinstance(rule, ContrastRule)]


@pytest.mark.parametrize("rule", CONTRAST, ids=lambda rule: rule.code)
def test_names_numbers_and_rare_words_are_not_paraphrased(rule: ContrastRule) -> None:
    document = analyse(Document("case", TEXT))
    for alternative in rule.alternatives(Evidence(document)):
        words = alternative.span.of(TEXT)
        assert not any(kept in words for kept in ("Rosneft", "Tuesday", "Ouagadougou", "4,000", "zydeco"))
        assert alternative.replacement != words


def test_the_likeliest_of_places_that_overlap_is_told() -> None:
    rule = rule_named("unlikely-order")
    assert isinstance(rule, BestAlternative)
    evidence = Evidence(analyse(Document("case", TEXT)))
    proposed = list(rule.alternatives(evidence))
    gains = dict.fromkeys(proposed, 4.0) | {proposed[-1]: 6.0}
    hits = list(rule.find(Evidence(evidence.document, gains=gains)))
    assert hits[-1].value == pytest.approx(value_of(6.0))
    assert hits[-1].suggestion == "wooden old"
    spans = [hit.span for hit in hits]
    assert all(not first.overlaps(second) for first, second in pairwise(spans))


def test_values_grow_with_gains() -> None:
    values = [value_of(gain) for gain in (-1.0, 0.0, 1.0, 4.0, 20.0)]
    assert values == sorted(values)
    assert values[:2] == [0.0, 0.0]
    assert values[-1] < 1
