"""Clusters of systems, worked by hand."""

from __future__ import annotations

from itertools import combinations

from mtaudit.metrics.ranking import ranks
from mtaudit.model.systems import Difference


def made(scores: dict[str, float], significant: set[str]) -> list[Difference]:
    """Differences of every pair; those named, like ``ab``, are significant."""
    return [
        Difference("m", b, a, scores[b] - scores[a], None, None, 0.0, 0.01 if a + b in significant else 0.2)
        for a, b in combinations(scores, 2)
    ]


SCORES = {"a": 40.0, "b": 39.0, "c": 35.0, "d": 30.0}


def test_systems_that_are_not_told_apart_share_a_place() -> None:
    assert ranks([*SCORES.items()], made(SCORES, set()), higher_is_better=True) == dict.fromkeys("abcd", 1)


def test_a_cluster_ends_where_all_above_beat_all_below() -> None:
    every = {"ac", "ad", "bc", "bd"}
    found = ranks([*SCORES.items()], made(SCORES, every), higher_is_better=True)
    assert found == {"a": 1, "b": 1, "c": 2, "d": 2}
    found = ranks([*SCORES.items()], made(SCORES, every - {"bc"}), higher_is_better=True)
    assert set(found.values()) == {1}


def test_errors_count_the_other_way() -> None:
    every = {a + b for a, b in combinations("abcd", 2)}
    found = ranks([*SCORES.items()], made(SCORES, every), higher_is_better=False)
    assert found == {"d": 1, "c": 2, "b": 3, "a": 4}


def test_one_system_is_first() -> None:
    assert ranks([("a", 1.0)], [], higher_is_better=True) == {"a": 1}
