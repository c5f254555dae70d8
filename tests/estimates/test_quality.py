"""The quality estimate: what is measured, how it becomes a score, and where it stands in the report."""

from __future__ import annotations

from itertools import pairwise

import pytest

import mtaudit
from mtaudit.engines.base import Contrast, TokenScore
from mtaudit.model import Document
from mtaudit.model.quality import Quality
from mtaudit.pipeline.quality import quality_of
from mtaudit.quality import Passage, estimate
from mtaudit.quality.estimate import load_weights, percentile
from mtaudit.quality.features import passage_features, with_document
from mtaudit.reports.console import render

EASY = ("the", "office", "said", "that", "the", "pier", "would", "close", "in", "may")


def passage(
    index: int = 0,
    surprisal: float | tuple[float, ...] = 3.0,
    words: tuple[str, ...] = EASY,
    findings: tuple[tuple[str, float], ...] = (),
) -> Passage:
    values = surprisal if isinstance(surprisal, tuple) else (surprisal,) * len(words)
    return Passage(index, words, findings, values)


def test_strain_is_surprisal_beyond_the_rarity_of_the_words() -> None:
    rare = tuple(word if word != "pier" else "colophon" for word in EASY)
    easy, hard = (passage_features(passage(words=words))["strain"] for words in (EASY, rare))
    assert hard < easy
    assert passage_features(passage(surprisal=4.0))["strain"] == pytest.approx(easy + 1.0)


def test_worst_is_the_mean_of_the_three_most_surprising_tokens() -> None:
    calm = passage_features(passage(surprisal=2.0))["worst"]
    shock = (*(2.0,) * 7, 5.0, 8.0, 11.0)
    assert passage_features(passage(surprisal=shock))["worst"] == pytest.approx(calm + 6.0)


def test_only_findings_on_fluency_count() -> None:
    found = passage_features(passage(findings=(("FLU003", 5.0), ("ACC001", 5.0), ("STY002", 1.0))))
    assert found["grammar"] == pytest.approx(0.5)


def test_means_over_a_document_weigh_passages_by_their_words() -> None:
    rows = with_document([{"strain": 1.0}, {"strain": 4.0}], [10, 20])
    assert rows == [{"strain": 1.0, "document.strain": 3.0}, {"strain": 4.0, "document.strain": 3.0}]


def test_harder_words_lower_the_score_of_segment_and_document() -> None:
    plain = [passage(0, 2.0), passage(1, 2.0)]
    odd = [passage(0, 2.0), passage(1, 9.0)]
    calm, worse = estimate(plain), estimate(odd)
    assert calm is not None
    assert worse is not None
    assert worse.score < calm.score
    assert worse.segments[1].score < worse.segments[0].score
    assert calm.ci_low < calm.score < calm.ci_high


def test_what_cannot_be_measured_is_left_out() -> None:
    kept = estimate([passage(3), passage(4, words=("monday",)), passage(5, surprisal=())])
    assert kept is not None
    assert [one.index for one in kept.segments] == [3]
    assert estimate([passage(0, words=("on", "monday"))]) is None
    assert estimate([]) is None


def test_percentiles_rise_and_scores_stay_within_0_and_100() -> None:
    weights = load_weights()
    for table in (weights.segments, weights.documents):
        assert len(table) == 101
        assert all(low <= high for low, high in pairwise(table))
    assert percentile(-99.0, weights.segments) == 0
    assert percentile(99.0, weights.segments) == 100
    assert percentile(weights.documents[50], weights.documents) == pytest.approx(50, abs=1)


class Steady:
    """A language model to which every character that is not a letter is as surprising as the last."""

    name, revision = "steady", "1"

    def surprisal(self, texts):
        raise NotImplementedError

    def contrast(self, text, replacements):  # noqa: ARG002 - the protocol's
        tokens, start = [], 0
        for word in text.split(" "):
            end = start + len(word) + (1 if start else 0)
            tokens.append(TokenScore(start, end, -9.0 if "storm" in word else -2.0))
            start = end
        return Contrast(tokens, [])


def test_tokens_go_to_the_segment_that_they_end_in(texts: dict[str, str]) -> None:
    from mtaudit.analysis import analyse

    document = analyse(Document("harbour", texts["harbour"]))
    found = quality_of(document, (), Steady())
    assert isinstance(found, Quality)
    scores = {document.segments[one.index].segment.text: one.score for one in found.segments}
    assert len(scores) == len(document.english)
    lowest = min(scores, key=scores.__getitem__)
    assert "storm" in lowest


def test_without_a_language_model_there_is_no_estimate(texts: dict[str, str]) -> None:
    assert mtaudit.audit(texts["harbour"]).quality is None


@pytest.mark.slow
@pytest.mark.engine
def test_the_packaged_model_puts_a_garbled_text_below_a_sound_one(texts: dict[str, str]) -> None:
    sound = mtaudit.audit(texts["native"], surprisal=True)
    garbled = mtaudit.audit(
        "Ferries of berth new will leaves it in Port Selan of month next, pier old because unsafe storm.\n\n"
        "Divers is seeing cracks with fourteen from 60 of piles its concrete, the master harbour it said so.",
        surprisal=True,
    )
    assert sound.quality is not None
    assert garbled.quality is not None
    assert garbled.quality.score < sound.quality.score
    assert sound.to_dict()["quality"]["segments"][0].keys() == {"index", "score"}
    assert "Quality, estimated" in render(sound)
