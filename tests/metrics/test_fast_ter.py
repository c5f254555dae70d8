"""The edits of TER as counted here, against sacrebleu's own count: equal, never merely close."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import lib_ter
from sacrebleu.metrics.ter import TER

from mtaudit.metrics import fast_ter, score_pairs, segment_ter
from mtaudit.metrics.fast_ter import FastTER, translation_edits

WMT21 = Path(__file__).resolve().parents[3] / "shared/data/wmt21-to-english/documents.jsonl.gz"
SEED = 12345

shared_data = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not WMT21.is_file(), reason=f"needs {WMT21}"),
]


def seeded() -> random.Random:
    return random.Random(SEED)


def sacrebleu_edits(hypothesis: list[str], reference: list[str]) -> int:
    return int(lib_ter.translation_edit_rate(hypothesis, reference)[0])


def statistics(metric: TER, pairs: list[tuple[str, str]]) -> list[list[float]]:
    """Give the statistics that both corpus and segment scores are made of."""
    hypotheses, references = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return list(metric._extract_corpus_statistics(hypotheses, [references]))


def assert_equal(pairs: list[tuple[str, str]]) -> None:
    """Compare what the program uses, and the numpy count where the program leaves it to sacrebleu."""
    expected, counted = statistics(TER(), pairs), statistics(FastTER(), pairs)
    assert [pair for pair, *two in zip(pairs, expected, counted, strict=True) if two[0] != two[1]] == []
    split = TER()._preprocess_segment
    edits = [translation_edits(split(left).split(), split(right).split()) for left, right in pairs]
    assert edits == [edits for edits, _ in expected]


# Generated words.


@st.composite
def word_lists(draw: st.DrawFn, longest: int) -> tuple[list[str], list[str]]:
    """Draw two lists over few words: unrelated, or one with blocks moved and words replaced."""
    vocabulary = draw(st.integers(1, 40))
    words = st.integers(1, vocabulary).map(str)

    def some(most: int) -> list[str]:
        # Lists of a drawn length: lists without one are nearly always short.
        length = draw(st.integers(0, most))
        return draw(st.lists(words, min_size=length, max_size=length))

    reference = some(longest)
    if draw(st.booleans()):
        return some(longest), reference
    hypothesis = list(reference)
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(hypothesis)))
        block = hypothesis[start : start + draw(st.integers(0, 14))]
        del hypothesis[start : start + len(block)]
        place = draw(st.integers(0, len(hypothesis)))
        hypothesis[place:place] = block
    for _ in range(draw(st.integers(0, 3)) if hypothesis else 0):
        hypothesis[draw(st.integers(0, len(hypothesis) - 1))] = draw(words)
    return hypothesis, reference


@given(word_lists(25))
@settings(max_examples=250, deadline=None, derandomize=True)
def test_short_lists_of_words_take_as_many_edits(pair: tuple[list[str], list[str]]) -> None:
    assert translation_edits(*pair) == sacrebleu_edits(*pair)


@given(word_lists(120))
@settings(max_examples=15, deadline=None, derandomize=True)
def test_long_lists_of_words_take_as_many_edits(pair: tuple[list[str], list[str]]) -> None:
    assert translation_edits(*pair) == sacrebleu_edits(*pair)


@pytest.mark.full
@given(word_lists(120))
@settings(max_examples=1000, deadline=None)
def test_a_thousand_long_lists_of_words_take_as_many_edits(
    pair: tuple[list[str], list[str]],
) -> None:
    assert translation_edits(*pair) == sacrebleu_edits(*pair)


@pytest.mark.parametrize(
    ("words", "reference_words"),
    [(0, 0), (0, 30), (30, 0), (1, 1), (1, 49), (1, 50), (1, 51), (1, 300), (3, 170), (5, 260), (170, 3)],
)
def test_very_unequal_lengths_widen_the_beam_alike(words: int, reference_words: int) -> None:
    generator = seeded()
    for _ in range(5):
        hypothesis = [str(generator.randrange(20)) for _ in range(words)]
        reference = [str(generator.randrange(20)) for _ in range(reference_words)]
        assert translation_edits(hypothesis, reference) == sacrebleu_edits(hypothesis, reference)


def test_the_search_gives_up_after_as_many_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = seeded()
    reference = [str(generator.randrange(12)) for _ in range(40)]
    hypothesis = generator.sample(reference, k=len(reference))
    found = set()
    for limit in (1, 50, 400, 1000):
        monkeypatch.setattr(fast_ter, "MAX_SHIFT_CANDIDATES", limit)
        monkeypatch.setattr(lib_ter, "_MAX_SHIFT_CANDIDATES", limit)
        found.add(translation_edits(hypothesis, reference))
        assert translation_edits(hypothesis, reference) == sacrebleu_edits(hypothesis, reference)
    assert len(found) > 1


def test_the_limits_are_those_of_the_installed_sacrebleu() -> None:
    assert (
        fast_ter.MAX_SHIFT_SIZE,
        fast_ter.MAX_SHIFT_DISTANCE,
        fast_ter.BEAM_WIDTH,
        fast_ter.MAX_SHIFT_CANDIDATES,
    ) == (
        lib_ter._MAX_SHIFT_SIZE,
        lib_ter._MAX_SHIFT_DIST,
        lib_ter._BEAM_WIDTH,
        lib_ter._MAX_SHIFT_CANDIDATES,
    )


# Text.

TEXTS = [
    "",
    "  \n",
    "The harbour office said on Tuesday that the old pier would close in May, İstanbul's too.",
    "On Tuesday THE harbour office said that\tthe old pier, &quot;rotten&quot;, would close.",
    "Nobody who was asked by the office of the harbour on Tuesday would say when the old pier closes. ",
]
TEXTS.append(f"{TEXTS[4]}{TEXTS[2]} {TEXTS[3]} {TEXTS[2]}")


def test_scores_and_signatures_are_those_of_sacrebleu() -> None:
    pairs = [(left, right) for left in TEXTS for right in TEXTS]
    assert_equal(pairs)
    for left, right in pairs:
        assert segment_ter(left, right) == TER().sentence_score(left, [right]).score
    theirs = TER()
    lefts, rights = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    corpus = theirs.corpus_score(lefts, [rights])
    ours = score_pairs(lefts, rights)
    assert ours is not None
    assert (ours.ter.score, ours.ter.signature) == (corpus.score, str(theirs.get_signature()))


def test_several_references_count_as_in_sacrebleu() -> None:
    for left in TEXTS:
        ours, theirs = FastTER(), TER()
        scored = ours.sentence_score(left, TEXTS[2:])
        expected = theirs.sentence_score(left, TEXTS[2:])
        assert (scored.score, scored.num_edits, scored.ref_length) == (
            expected.score,
            expected.num_edits,
            expected.ref_length,
        )
        assert str(ours.get_signature()) == str(theirs.get_signature())


# System outputs of WMT21 news.


@lru_cache(maxsize=1)
def outputs() -> dict[str, list[list[tuple[str, str]]]]:
    """Give each language pair's documents: segments beside each reference, of every system."""
    found: dict[str, list[list[tuple[str, str]]]] = defaultdict(list)
    with gzip.open(WMT21, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            found[document["lp"]] += [
                list(zip(segments, reference, strict=True))
                for segments in document["systems"].values()
                for reference in document["references"].values()
            ]
    return found


class TestSystemOutputs:
    pytestmark = shared_data

    def test_a_sample_of_segments_has_the_same_statistics(self) -> None:
        pairs = [pair for documents in outputs().values() for document in documents for pair in document]
        assert_equal(seeded().sample(pairs, 300))

    @pytest.mark.parametrize("number", [2, pytest.param(12, marks=pytest.mark.slow)])
    def test_texts_of_several_segments_have_the_same_statistics(self, number: int) -> None:
        """Joined up to 250 words: long enough for the beam and for the limit of candidates."""
        documents = [document for some in outputs().values() for document in some if len(document) > 2]
        texts = []
        for document in seeded().sample(documents, number):
            lefts: list[str] = []
            rights: list[str] = []
            for left, right in document[:8]:
                if len(lefts) >= 3 and len(" ".join([*lefts, left]).split()) > 250:
                    break
                lefts.append(left)
                rights.append(right)
            texts.append((" ".join(lefts), " ".join(rights)))
        assert_equal(texts)

    @pytest.mark.full
    @pytest.mark.parametrize("pair", ["is-en", "ja-en", "ru-en"])
    def test_every_segment_of_every_system_has_the_same_statistics(self, pair: str) -> None:
        segments = [segment for document in outputs()[pair] for segment in document]
        assert len(segments) >= 10_000
        assert_equal(segments)
