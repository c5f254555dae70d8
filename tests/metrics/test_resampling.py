"""Resamples as products, against drawing segments one by one."""

from __future__ import annotations

import numpy as np
import pytest
from sacrebleu.significance import estimate_ci

from mtaudit.metrics import resampling
from mtaudit.metrics.resampling import bootstrap_counts, interval, products, random_masks

SEED = 12345


@pytest.mark.parametrize("chunk", [1, 40, 700, 2**21])
@pytest.mark.parametrize(("items", "samples"), [(1, 3), (7, 130), (33, 100), (100, 70)])
def test_draws_in_chunks_are_those_of_one_call(
    monkeypatch: pytest.MonkeyPatch, chunk: int, items: int, samples: int
) -> None:
    monkeypatch.setattr(resampling, "_CHUNK", chunk)
    drawn = np.random.default_rng(SEED).choice(items, size=(samples, items), replace=True)
    counts = np.concatenate(list(bootstrap_counts(items, samples, SEED)))
    assert counts.tolist() == [np.bincount(row, minlength=items).tolist() for row in drawn]
    masks = np.random.default_rng(SEED).integers(2, size=(samples, items), dtype=bool)
    assert np.array_equal(np.concatenate(list(random_masks(items, samples, SEED))), masks)


@pytest.mark.parametrize("largest", [3, 2**20, 2**31 - 1])
def test_products_are_the_sums_of_what_was_drawn(largest: int) -> None:
    generator = np.random.default_rng(SEED)
    statistics = generator.integers(0, largest, size=(3, 50, 4), dtype=np.int32)
    drawn = np.random.default_rng(SEED).choice(50, size=(20, 50), replace=True)
    (counts,) = bootstrap_counts(50, 20, SEED)
    wanted = statistics.astype(np.int64)[:, drawn].sum(axis=2)
    assert np.array_equal(products(counts, statistics), wanted)
    assert products(counts, statistics / 7) == pytest.approx(wanted / 7)


@pytest.mark.parametrize("samples", [1, 39, 40, 1000])
def test_the_interval_is_as_wide_as_sacrebleus(samples: int) -> None:
    scores = np.random.default_rng(SEED).normal(size=samples)
    low, high = interval(scores)
    assert (high - low) / 2 == estimate_ci(scores)[1]
    assert interval(np.append(scores, np.nan)) == (low, high)
