"""Claims in linked sentences, word coverage, and what several native reports agree on."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from mtaudit.analysis import analyse
from mtaudit.analysis.folding import fold
from mtaudit.comparison import compare, find_consensus
from mtaudit.comparison.claims import find_claims, meanings_of
from mtaudit.comparison.claims.doublets import APART, NEAR, doublet
from mtaudit.comparison.claims.meaning import Meanings, akin, opposed
from mtaudit.comparison.coverage import coverage
from mtaudit.comparison.quotes import pair_quotes
from mtaudit.model import (
    Claim,
    ClaimKind,
    Comparison,
    Coverage,
    Document,
    FactKind,
    FactPair,
    FactVerdict,
    Link,
    Span,
)

CASES = [
    case
    for name in ("claims.yaml", "claims_second.yaml")
    for case in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]
HELD = yaml.safe_load(Path(__file__).with_name("claims_held.yaml").read_text(encoding="utf-8"))


def _linked(document: str, reference: str) -> tuple[Claim, ...]:
    """Claims of two texts, all of whose sentences are linked."""
    one, other = analyse(Document("document", document)), analyse(Document("native", reference))
    links = (Link(tuple(range(len(one.segments))), tuple(range(len(other.segments))), 0.9, ()),)
    quotes = pair_quotes(one, other, links)
    return find_claims(one, other, links, quotes, meanings_of([one, other]))


def _found(case: dict[str, str]) -> set[tuple[str, str, str]]:
    claims = _linked(case["document"], case["reference"])
    for claim in claims:
        assert claim.span.of(case["document"]) == claim.text
        assert claim.reference_span.of(case["reference"]) == claim.reference_text
        assert 0.5 <= claim.confidence <= 1
    return {(str(claim.kind), claim.text, claim.reference_text) for claim in claims}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["document"][:40])
def test_claims_are_these_and_no_others(case: dict[str, str]) -> None:
    assert _found(case) == {tuple(claim) for claim in case["claims"]}


def test_claims_of_cases_that_nothing_was_fitted_to() -> None:
    found = [(_found(case), {tuple(claim) for claim in case["claims"]}) for case in HELD]
    right = sum(len(got & wanted) for got, wanted in found)
    assert right / sum(len(got) for got, _ in found) >= 0.9
    assert right / sum(len(wanted) for _, wanted in found) >= 0.9


@pytest.mark.parametrize(
    ("one", "other", "likely"),
    [
        ("policy", "wisdom", APART),
        ("wisdom", "policy", APART),
        ("policy", "policy", 0.0),
        ("duty", "obligation", 0.0),
        ("liability", "obligation", APART),
        ("evidence", "proof", NEAR),
        ("seed", "wisdom", 0.0),
    ],
)
def test_words_that_render_one_indonesian_word(one: str, other: str, likely: float) -> None:
    assert doublet(fold(one), fold(other)) == likely


def test_the_lists_name_the_indonesian_word_and_at_least_two_english_ones() -> None:
    data = files("mtaudit.comparison.claims").joinpath("data/doublets.toml").read_text("utf-8")
    for entries in tomllib.loads(data).values():
        for indonesian, english in entries:
            assert indonesian
            words = [word for group in english.split() for word in group.split("=")]
            assert len(english.split()) >= 2
            assert len(words) == len(set(words))
            assert english == english.lower()


def test_a_quote_is_surer_evidence_than_a_linked_sentence() -> None:
    told = "{}The farmers planted every {} on the slope in May{}, he said."
    in_quotes = _linked(told.format('"', "seed", '"'), told.format('"', "seedling", '"'))
    outside = _linked(told.format("", "seed", ""), told.format("", "seedling", ""))
    assert len(in_quotes) == len(outside) == 1
    assert in_quotes[0].confidence > outside[0].confidence


@pytest.mark.shared_data
def test_the_article_pair_differs_on_losses_and_consequences(seed_pair: tuple[str, str]) -> None:
    one, other = (analyse(Document(str(n), text)) for n, text in enumerate(seed_pair))
    claims = compare(one, other).claims
    assert ("losses", "consequences") in {(claim.text, claim.reference_text) for claim in claims}
    assert {claim.kind for claim in claims} == {ClaimKind.MEANING}


def test_a_text_makes_no_claim_against_itself() -> None:
    text = (
        "The union did not accept the offer. The men allegedly stole the paintings. Prices may rise in June."
    )
    assert _linked(text, text) == ()


@pytest.mark.parametrize(
    ("one", "other", "stem", "excludes"),
    [
        ("invasion", "invade", False, False),
        ("warning", "warn", True, False),
        ("employer", "employee", True, True),
        ("export", "import", False, True),
        ("detain", "free", False, True),
        ("detain", "arrest", False, False),
    ],
)
def test_stems_and_opposites(one: str, other: str, stem: bool, excludes: bool) -> None:
    assert akin(one, other) is akin(other, one) is stem
    assert opposed(one, other) is opposed(other, one) is excludes


def test_words_that_exclude_each_other_are_not_alike_whatever_their_stem() -> None:
    meanings = Meanings(["employer", "employee", "vessel", "ship"])
    assert not meanings.alike("employer", "employee")
    assert meanings.alike("vessel", "ship")
    assert meanings.difference("employer", "employee", parallel=False) > 0.9


def test_coverage_tells_what_was_left_out_and_what_was_added() -> None:
    one = analyse(Document("document", "The storm sank a ship. Farmers sold rice at the old market."))
    other = analyse(Document("native", "The storm sank a vessel near the northern harbour."))
    links = (Link((0,), (0,), 0.9, ()),)
    covered = coverage(one, other, links, meanings_of([one, other]))
    assert covered.segments == 0.5
    assert covered.reference_segments == 1
    assert covered.words == pytest.approx(3 / 8)
    assert covered.reference_words == pytest.approx(3 / 5)
    assert coverage(one, other, (), meanings_of([one, other])) == Coverage(0.0, 0.0, 0.0, 0.0)


TEXT = "At the pier 12 people were hurt."
NATIVE = "At the pier {} people were hurt."


def _against(*numbers: str) -> tuple[list, list[Comparison]]:
    """Native reports that give these numbers, and hand-made comparisons with them."""
    natives = [analyse(Document(f"native{n}", NATIVE.format(number))) for n, number in enumerate(numbers)]
    start = TEXT.index("12")
    comparisons = []
    for number in numbers:
        verdict = FactVerdict.AGREES if number == "12" else FactVerdict.DIFFERS
        span = Span(start, start + len(number))
        fact = FactPair(FactKind.NUMBER, "12 people", Span(start, start + 2), "12", span, number, verdict)
        comparisons.append(Comparison((), Coverage(1.0, 1.0), (), (fact,)))
    return natives, comparisons


def test_two_native_reports_that_agree_stand_against_the_document() -> None:
    (found,) = find_consensus(*_against("21", "15", "21"))
    assert (found.text, found.reference_text, found.references) == ("12", "21", (0, 2))
    assert found.value == "12 people"
    assert found.reference_value.startswith("21")


@pytest.mark.parametrize("numbers", [("21",), ("21", "15"), ("21", "21", "12"), ("12", "12")])
def test_no_consensus_where_one_agrees_with_the_document_or_no_two_agree(numbers: tuple[str, ...]) -> None:
    assert find_consensus(*_against(*numbers)) == ()


def test_a_number_in_words_is_the_same_number() -> None:
    (found,) = find_consensus(*_against("21", "twenty-one"))
    assert found.references == (0, 1)
