"""Scores are sacrebleu's; intervals come from twenty groups on; penalties are MQM's weights, capped."""

from __future__ import annotations

import pytest
from sacrebleu.metrics import BLEU, CHRF, TER

from mtaudit.metrics import rule_penalty, score_pairs, segment_penalties
from mtaudit.model import Finding, Severity, Span

HYPOTHESES = [
    f"The harbour office closed berth {n} on {day} because the old pier is unsafe ."
    for n, day in enumerate(["Monday", "Tuesday", "Friday"] * 8)
]
REFERENCES = [
    f"Berth {n} was closed by the harbour office on {day} , as the pier is not safe ."
    for n, day in enumerate(["Monday", "Sunday", "Friday"] * 8)
]


def test_scores_and_signatures_are_sacrebleus() -> None:
    ours = score_pairs(HYPOTHESES, REFERENCES)
    assert ours is not None
    for name, metric in (("bleu", BLEU()), ("chrfpp", CHRF(word_order=2)), ("ter", TER())):
        theirs = metric.corpus_score(HYPOTHESES, [REFERENCES])
        assert getattr(ours, name).score == pytest.approx(theirs.score, abs=1e-9)
        assert getattr(ours, name).signature == str(metric.get_signature())


def test_the_interval_holds_the_score_and_depends_on_the_seed_alone() -> None:
    first, again = (score_pairs(HYPOTHESES, REFERENCES, seed=7) for _ in range(2))
    assert first == again
    assert first is not None
    for score in (first.bleu, first.chrfpp, first.ter):
        assert score.groups == 24
        assert score.ci_low is not None
        assert score.ci_high is not None
        assert score.ci_low <= score.score <= score.ci_high


def test_few_groups_and_pooled_texts_have_no_interval() -> None:
    few = score_pairs(HYPOTHESES[:19], REFERENCES[:19])
    pooled = score_pairs(HYPOTHESES, REFERENCES, interval=False)
    assert few is not None
    assert pooled is not None
    assert few.bleu.ci_low is few.ter.ci_high is pooled.chrfpp.ci_low is None


def test_lengths_are_checked_and_nothing_scores_nothing() -> None:
    with pytest.raises(ValueError, match="2 hypotheses but 1 references"):
        score_pairs(["one", "two"], ["one"])
    assert score_pairs([], []) is None


def finding(severity: Severity, category: str = "Fluency/Grammar", **more: object) -> Finding:
    place = {"segment": 0, "span": Span(0, 1), "text": "x", "message": "m"}
    return Finding("FLU001", "n", category, "grammar", severity, 0.9, 1.0, **(place | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("findings", "weight"),
    [
        ([finding(Severity.NEUTRAL)], 0),
        ([finding(Severity.MINOR)], 1),
        ([finding(Severity.MINOR, "Fluency/Punctuation")], 0.1),
        ([finding(Severity.MAJOR, "Fluency/Punctuation")], 5),
        ([finding(Severity.CRITICAL)], 25),
        ([finding(Severity.MINOR, "Non-translation")], 25),
        ([finding(Severity.MAJOR)] * 9, 25),
        ([finding(Severity.MAJOR, house_style=True)], 0),
    ],
)
def test_a_segment_weighs(findings: list[Finding], weight: float) -> None:
    assert segment_penalties(findings)[0] == pytest.approx(weight)


def test_the_penalty_is_per_hundred_words_beside_the_native_reports() -> None:
    found = [finding(Severity.MAJOR), finding(Severity.MINOR, "Style/Awkward", segment=1)]
    penalty = rule_penalty(found, 200, [finding(Severity.MINOR)], 400)
    assert (penalty.per_100_words, penalty.control_per_100_words) == (3, 0.25)
    assert penalty.by_category == (("Fluency/Grammar", 2.5), ("Style/Awkward", 0.5))
    assert rule_penalty([], 0).control_per_100_words is None
