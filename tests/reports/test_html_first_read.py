"""What a reader who never saw the program needs: what to mend first, and words that say what they mean."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from markup import Markup

from mtaudit.model import FactKind, FactPair, FactVerdict, QuotePair, QuoteVerdict, Role, Severity, Span
from mtaudit.reports.html import document_page
from mtaudit.reports.html.comparison import FEWEST_SHARED, quote_verdict, readable_date
from mtaudit.reports.html.looks import Look, look_of
from mtaudit.reports.html.scores import likelihood, penalty_bars
from mtaudit.rules import all_rules


def section(page: str, name: str) -> str:
    """The words of a section of the page, on one line."""
    (found,) = re.findall(rf'<section id="{name}".*?</section>', page, re.DOTALL)
    return " ".join(Markup(found).text.split())


def mixed(make):
    """A fault, a difference from the native report and two of style, the gravest last in the text."""
    segments = make.segments()
    neutral = {"severity": Severity.NEUTRAL}
    compared = {"reference_span": Span(0, 3), "reference_text": "The", "suggestion": None}
    return (
        make.finding(segments[1], "river's", code="HOU001", house_style=True, message="A habit.", **neutral),
        make.finding(segments[2], "help", code="REF005", message="It has “The”.", **neutral, **compared),
        make.finding(segments[2], "mayor", code="DEN001", message="A density.", **neutral),
        make.finding(segments[3], "1.500", severity=Severity.MINOR, message="A slip.", suggestion="1,500"),
        make.finding(segments[4], "banjir", severity=Severity.MAJOR, message="Not English.", suggestion=""),
    )


def test_the_first_list_is_gravest_first_with_reason_and_suggestion(make) -> None:
    told = section(document_page(make.report(findings=mixed(make))), "mend")
    lines = (
        "major 5 “banjir” →suggestion: leave it out Not English.",
        "minor 4 “1.500” →suggestion: 1,500 A slip.",
        "check 3 “help” It has “The”.",
        "2 of house style or habit, which weigh nothing",
        "style 2 “river's”",
    )
    places = [told.index(line) for line in lines]
    assert places == sorted(places)


def test_the_first_list_is_short_and_counts_the_rest(make) -> None:
    findings = tuple(make.finding(make.segments()[1], message=f"Fault {at}.") for at in range(13))
    told = section(document_page(make.report(findings=findings)), "mend")
    assert "Fault 9." in told
    assert "Fault 10." not in told
    assert "And 3 more" in told


def test_the_counts_of_the_second_question_add_up(make) -> None:
    report = make.report(findings=mixed(make))
    text = " ".join(Markup(document_page(report)).text.split())
    assert "2 faults 1 major, 1 minor. Besides, 1 to check against the native report and 2 of style" in text
    looks = [look_of(finding) for finding in report.findings]
    assert [looks.count(look) for look in Look] == [2, 1, 1, 1, 0]


def test_a_finding_of_house_style_is_style_however_severe(make) -> None:
    finding = make.finding(make.segments()[1], severity=Severity.MAJOR, house_style=True)
    assert look_of(finding) is Look.STYLE


def test_without_text_the_first_list_keeps_only_what_is_flagged(make) -> None:
    page = document_page(make.report().without_text())
    told = section(page, "mend")
    assert "“The river's the”" in told
    assert "Two determiners stand before one noun." in told
    assert "the mayor said" not in page
    assert "Flood Hits" not in page
    assert "Article flood" in " ".join(Markup(page).text.split())


def test_a_text_without_a_headline_goes_by_a_name_that_is_no_verdict(make) -> None:
    report = make.report()
    first, *rest = report.document.segments
    segments = (replace(first, role=Role.BODY), *rest)
    page = document_page(
        replace(report, document=replace(report.document, id="machine_translated", segments=segments))
    )
    assert '<h1 id="title">Article <code>machine_translated</code></h1>' in page
    assert "no headline was found in it" in page
    assert '<h1 id="title">Flood Hits the Town</h1>' in document_page(report)


@pytest.mark.parametrize(
    ("ours", "theirs", "similarity", "verdict", "shown"),
    [
        ("we will help", "We will help,", 1.0, QuoteVerdict.SAME, "same"),
        ("there is no certainty about it", "no certainty", 1.0, QuoteVerdict.SAME, "contained"),
        ("the build-up", "the buildup", 1.0, QuoteVerdict.SAME, "same"),
        ("we will help", "we would help", 0.66, QuoteVerdict.DRIFTED, "drifted"),
        ("we will help", "they saw it", 0.12, QuoteVerdict.DRIFTED, "weakly paired"),
        ("····", "no certainty", 1.0, QuoteVerdict.SAME, "same"),
    ],
)
def test_a_verdict_on_a_quote_is_what_the_eye_sees(ours, theirs, similarity, verdict, shown) -> None:
    assert quote_verdict(QuotePair(Span(0, 1), ours, Span(0, 1), theirs, similarity, verdict)) == shown


def test_a_weak_pair_is_one_that_the_rule_leaves_alone() -> None:
    (rule,) = [rule for rule in all_rules() if rule.code == "REF004"]
    assert rule.options["fewest_shared"] == FEWEST_SHARED


def test_a_quote_in_two_pairs_is_said_to_be(make) -> None:
    report = make.report()
    reference = report.references[0]
    pair = reference.comparison.quotes[0]
    other = replace(pair, span=Span(0, 5), text="Flood", changes=())
    twice = replace(reference.comparison, quotes=(pair, other))
    page = document_page(replace(report, references=(replace(reference, comparison=twice),)))
    assert section(page, "quotes").count("This quote of the native report stands in more than one pair.") == 2
    assert "more than one pair" not in section(document_page(report), "quotes")


def test_that_nothing_conflicts_is_said(make) -> None:
    report = make.report()
    reference = report.references[0]
    place = reference.text.segments[0].span
    name = FactPair(FactKind.NAME, "Ukraine", place, "Ukraine", place, "Ukraine", FactVerdict.AGREES)
    day = FactPair(FactKind.DATE, "--11-27", place, "Nov. 27", None, None, FactVerdict.UNMATCHED)

    def told_of(*facts: FactPair) -> str:
        comparison = replace(reference.comparison, facts=facts)
        page = document_page(replace(report, references=(replace(reference, comparison=comparison),)))
        return section(page, "facts")

    told = told_of(name, day)
    for words in (
        "No number, date or name was found to conflict.",
        "1 in both texts",
        "both name",
        "1 only in this text",
        "27 November",
    ):
        assert words in told
    assert "was found to conflict" not in told_of(replace(name, verdict=FactVerdict.DIFFERS), day)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("--11-27", "27 November"),
        ("2021-11-27", "27 November 2021"),
        ("2021-03", "March 2021"),
        ("2014", "2014"),
        ("Friday", "Friday"),
        ("2021-13-01", "2021-13-01"),
    ],
)
def test_dates_are_written_as_people_write_them(value: str, shown: str) -> None:
    assert readable_date(value) == shown


def test_the_evidence_adds_up_to_the_probability(make) -> None:
    report = make.report()
    drawn = likelihood(report.likelihood)
    total = drawn.start + sum(bar.value for bar, _ in drawn.evidence)
    odds = drawn.prior / (1 - drawn.prior) * math.exp(total)
    assert odds / (1 + odds) == pytest.approx(report.likelihood.probability)
    assert "4 times as likely; hence 80 %" in section(document_page(report), "origin")


def test_penalties_are_drawn_on_one_scale(make) -> None:
    whole, by_category = penalty_bars(make.report())
    lengths = {round(bar.width / bar.value) for bar in (*whole, *by_category)}
    assert len(lengths) == 1


def test_what_was_not_compared_is_said_in_words(make) -> None:
    page = document_page(make.report(source=None))
    assert "Nobody compared this text with the Indonesian original" in section(page, "limits")
    assert "Nobody compared" not in document_page(make.report())


def test_rules_that_did_not_run_say_what_they_look_for(make) -> None:
    missed = tuple(replace(one, code="SRC001") for one in make.report().rules_not_run)
    told = section(document_page(make.report(rules_not_run=missed)), "limits")
    assert "SRC001 Words of the source that stand in the translation as they were." in told


@pytest.mark.parametrize("term", "aligned pooled drifted chrF++ BLEU TER MQM segment signature".split())
def test_every_term_is_explained(make, term: str) -> None:
    assert term in section(document_page(make.report()), "words")
