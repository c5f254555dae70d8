"""What the comparison finds of the article pairs' gold may not get worse."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from . import comparison

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["comparison"]


@lru_cache(maxsize=1)
def measured(data: Path) -> dict[str, dict[str, comparison.Counted]]:
    return comparison.all_measured(data)


def held(reached: dict[str, float], floors: dict[str, float]) -> None:
    print(reached)
    assert set(reached) == set(floors)
    assert {name: value for name, value in reached.items() if value < floors[name]} == {}


def test_the_gold_is_that_of_the_floors() -> None:
    assert comparison.digest() == FLOORS["digest"]


def test_the_pairs_of_the_repository() -> None:
    pairs = {name: kinds for name, kinds in measured(comparison.DATA).items() if name != "article pair"}
    assert len(pairs) == 7
    held(comparison.figures(pairs), FLOORS["corpora"])


@pytest.mark.shared_data
def test_with_the_article_pair(shared_data: Path) -> None:
    pairs = measured(comparison.DATA)
    assert "article pair" in pairs
    assert shared_data == comparison.DATA
    held(comparison.figures(pairs), FLOORS["all"])
