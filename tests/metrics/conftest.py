"""System outputs that tests of metrics share."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

WMT21 = Path(__file__).resolve().parents[3] / "shared/data/wmt21-to-english/documents.jsonl.gz"
PAIRS = ("is-en", "ja-en", "ru-en")


@dataclass(frozen=True)
class Outputs:
    """The references and systems of a language pair, segment by segment, by their names."""

    references: dict[str, list[str]]
    systems: dict[str, list[str]]


@lru_cache(maxsize=1)
def _documents() -> dict[str, list[dict[str, dict[str, list[str]]]]]:
    found = defaultdict(list)
    with gzip.open(WMT21, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            found[document["lp"]].append(document)
    return found


def outputs(pair: str, documents: int | None = None) -> Outputs:
    """Give the first documents of a pair, or all; skips where the data is not there."""
    if not WMT21.is_file():
        pytest.skip(f"needs {WMT21}")
    sides: tuple[dict[str, list[str]], dict[str, list[str]]] = (defaultdict(list), defaultdict(list))
    for document in _documents()[pair][:documents]:
        for kind, side in zip(("references", "systems"), sides, strict=True):
            for name, segments in document[kind].items():
                side[name] += segments
    return Outputs(*map(dict, sides))


@pytest.fixture(params=PAIRS)
def some_outputs(request: pytest.FixtureRequest) -> Outputs:
    """Four documents of every system of a pair."""
    return outputs(request.param, 4)


@pytest.fixture(params=PAIRS)
def all_outputs(request: pytest.FixtureRequest) -> Outputs:
    return outputs(request.param)
