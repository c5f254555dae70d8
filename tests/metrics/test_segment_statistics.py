"""Statistics of segments as counted here, against sacrebleu's own count: equal, never merely close."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mtaudit.errors import MtauditError
from mtaudit.metrics import corpus, ngram_matches, processes, segment_statistics
from mtaudit.metrics.corpus import block_statistics, corpus_metrics
from mtaudit.metrics.options import SMOOTHINGS, SYSTEM_METRICS, TOKENIZERS, MetricOptions

NGRAMS = ("bleu", "chrf", "chrfpp")
#: Every option that changes what is counted.
OPTIONS = (
    MetricOptions(),
    MetricOptions(
        lowercase=True, chrf_lowercase=True, tokenize="intl", char_order=4, word_order=3, ter_normalized=True
    ),
    MetricOptions(tokenize="char", whitespace=True, ter_no_punct=True, ter_case_sensitive=True),
    MetricOptions(tokenize="none", eps_smoothing=True, char_order=1, beta=3, ter_asian_support=True),
    MetricOptions(tokenize="zh", char_order=9),
)


def expected(names, options, systems, references):
    """What sacrebleu lists; its own TER too."""
    from sacrebleu.metrics.ter import TER

    found = {}
    for one in corpus_metrics(names, options):
        metric = one.metric
        if one.name == "ter":
            metric = TER(
                options.ter_normalized,
                options.ter_no_punct,
                options.ter_asian_support,
                options.ter_case_sensitive,
            )
        found[one.name] = [metric._extract_corpus_statistics(list(own), references) for own in systems]
    return found


def assert_equal(names, options, systems, references):
    counted = block_statistics(corpus_metrics(names, options), systems, references)
    for name, wanted in expected(names, options, systems, references).items():
        assert counted[name].tolist() == wanted, (name, options)


# Generated texts.

#: Characters that sacrebleu strips, splits or folds, beyond the basic plane, and half a surrogate pair.
CHARACTERS = st.one_of(
    st.sampled_from("aabbc  .,-!'(\"&<>\t\n\r\x00\x1c\x85\u00a0\u2028\u3000ßİé́文字🙂\ud800"),
    st.characters(),
)
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=30),
    st.lists(
        st.sampled_from(["the", "The", "a", "cat.", "(hi)", "1,000", "&quot;", "don't"]), max_size=12
    ).map(" ".join),
)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[list[list[str]], list[list[str]]]:
    """Draw systems and references of as many segments."""
    size = draw(st.integers(1, 4))
    segments = st.lists(TEXTS, min_size=size, max_size=size)
    return (
        draw(st.lists(segments, min_size=1, max_size=3)),
        draw(st.lists(segments, min_size=1, max_size=3)),
    )


@given(blocks(), st.sampled_from(OPTIONS))
@example(([[""]], [[""]]), OPTIONS[0])
@example(([["", " ", "one", "\x00"]], [["one", "", " ", "\x00\x00"]]), OPTIONS[0])
@example(([["a b c d e"]], [["a b"], ["a b c d e f g h"]]), OPTIONS[0])
@settings(max_examples=300, deadline=None, derandomize=True)
def test_generated_texts_have_the_same_statistics(block, options) -> None:
    assert_equal(NGRAMS, options, *block)


@given(blocks())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_n_grams_that_do_not_fit_are_counted_in_smaller_blocks(block) -> None:
    """Blocks are halved down to one segment, and that is left to sacrebleu."""
    with pytest.MonkeyPatch.context() as patch:
        for bits in (0, 24, 40):
            patch.setattr(ngram_matches, "_KEY_BITS", bits)
            assert_equal(NGRAMS, MetricOptions(), *block)


def test_many_different_characters_do_not_fit_and_count_alike() -> None:
    texts = ["".join(chr(0x4E00 + 7 * i + j) for i in range(1500)) for j in range(3)]
    assert_equal(NGRAMS, MetricOptions(), [texts, texts[::-1]], [texts[1:] + texts[:1]])


def test_every_tokeniser_and_smoothing_of_sacrebleu_is_known() -> None:
    from sacrebleu.metrics.bleu import BLEU

    assert set(BLEU.TOKENIZERS) == set(TOKENIZERS)
    assert set(BLEU.SMOOTH_DEFAULTS) == set(SMOOTHINGS)


# Processes.

SMALL = [["The pier will close in May .", "", "Nobody knew why it closed."] * 9] * 3
REFERENCES = [["The pier closes in May.", "It is old.", "Nobody knew why."] * 9]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_count_the_same(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    import multiprocessing

    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    monkeypatch.setattr(segment_statistics, "_WORTH_PROCESSES", {True: 0, False: 0})
    monkeypatch.setattr(segment_statistics, "_BLOCK", 12)
    monkeypatch.setattr(processes, "_context", lambda: multiprocessing.get_context(method))
    told: list[tuple[int, int]] = []
    counted = segment_statistics.segment_statistics(
        SYSTEM_METRICS,
        MetricOptions(),
        SMALL,
        REFERENCES,
        jobs=2,
        progress=lambda done, total: told.append((done, total)),
    )
    whole = block_statistics(corpus_metrics(SYSTEM_METRICS, MetricOptions()), SMALL, REFERENCES)
    assert {name: values.tolist() for name, values in counted.items()} == {
        name: values.tolist() for name, values in whole.items()
    }
    assert told[-1] == (27, 27)
    assert told == sorted(told)


def _die(_task: int) -> int:
    import os

    os._exit(1)


def test_a_process_that_dies_is_told_in_one_line() -> None:
    with pytest.raises(MtauditError, match="a process died"):
        list(processes.in_processes(_die, [1, 2], 2, start=print, arguments=()))


# System outputs of WMT21 news.


@pytest.mark.shared_data
@pytest.mark.parametrize("options", OPTIONS[:2])
def test_segments_of_every_system_have_the_same_statistics(some_outputs, options) -> None:
    references = list(some_outputs.references.values())
    for theirs in [references, *([one] for one in references[1:])]:
        assert_equal(NGRAMS, options, list(some_outputs.systems.values()), theirs)


@pytest.mark.slow
@pytest.mark.shared_data
@pytest.mark.parametrize("options", OPTIONS)
def test_all_segments_of_every_system_have_the_same_statistics(all_outputs, options) -> None:
    references = list(all_outputs.references.values())
    systems = list(all_outputs.systems.values())
    counted = segment_statistics.segment_statistics(NGRAMS, options, systems, references, jobs=2)
    for name, wanted in expected(NGRAMS, options, systems, references).items():
        assert counted[name].tolist() == wanted


@pytest.mark.shared_data
def test_edits_of_several_references_are_those_of_sacrebleu(some_outputs) -> None:
    references = [segments[:12] for segments in some_outputs.references.values()]
    systems = [segments[:12] for segments in some_outputs.systems.values()][:5]
    assert_equal(("ter",), MetricOptions(), systems, references)
    assert corpus.corpus_metrics(["ter"], MetricOptions())[0].higher_is_better is False
