from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.engines import BatchEngine, Engine
from mtaudit.engines.completeness.batching import BATCH_CHARACTERS, BATCH_SEGMENTS, plan_batches
from mtaudit.model import Status

if TYPE_CHECKING:
    from conftest import CountingEngine


@given(st.lists(st.text(max_size=50), max_size=60))
def test_every_segment_that_is_not_blank_is_in_one_batch(segments: list[str]) -> None:
    batches = plan_batches(segments)
    planned = sorted(index for batch in batches for index in batch)
    assert planned == [index for index, text in enumerate(segments) if text.strip()]
    assert all(1 <= len(batch) <= BATCH_SEGMENTS for batch in batches)


@given(st.lists(st.text(min_size=1, max_size=50), max_size=60))
def test_a_batch_planned_again_is_itself(segments: list[str]) -> None:
    for batch in plan_batches(segments):
        assert plan_batches([segments[i] for i in batch]) == [list(range(len(batch)))]


def test_longest_first_and_equal_lengths_in_document_order() -> None:
    assert plan_batches(["aa", "bbb", "cc", " ", "ddd"]) == [[1, 4, 0, 2]]


def test_long_segments_share_no_batch() -> None:
    long = "x" * BATCH_CHARACTERS
    assert plan_batches([long, "short", long]) == [[0], [2], [1]]


def test_results_come_back_in_document_order(counting: CountingEngine) -> None:
    seen: list[int] = []
    segments = ["b", "", "aaa", "  \r\n", "cc"]
    results = counting.translate(segments, source="en", target="id", progress=seen.append)
    assert [result.text.split()[-1] for result in results if result.text] == ["2", "0", "1"]
    assert [result.status for result in results][1::2] == [Status.EMPTY] * 2
    assert sum(seen) == len(segments)


def test_no_segments_no_work(counting: CountingEngine) -> None:
    assert counting.translate([], source="en", target="id") == []
    assert counting.batches == []


def test_the_protocols(counting: CountingEngine) -> None:
    assert isinstance(counting, Engine)
    assert isinstance(counting, BatchEngine)


@pytest.mark.parametrize("count", [1, 16, 17, 40])
def test_batches_of_sixteen(count: int) -> None:
    assert len(plan_batches(["text"] * count)) == -(-count // 16)
