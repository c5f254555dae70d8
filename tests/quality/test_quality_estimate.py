"""The quality estimate on language pairs that it was not fitted on, and what ships of it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

from training.quality import PAIRS, WEIGHTS, unseen, weights
from training.quality_table import TABLE, digest, read_table

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["quality"]

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def data(shared_data: Path) -> Path:
    folder = shared_data / "wmt21-to-english"
    assert digest(TABLE) == FLOORS["table"]
    assert digest(folder / "human-scores.tsv.gz") == FLOORS["human_scores"]
    return folder


def test_it_agrees_with_people_on_unseen_pairs_and_more_than_what_is_cheaper(data: Path) -> None:
    above = 0
    for pair, (_, rows, estimates) in unseen(read_table(data)).items():
        human = [row.z for row in rows]

        def agreement(values: object, human: list[float] = human) -> float:
            return float(np.corrcoef(values, human)[0, 1])

        ours = agreement(estimates)
        surprisal = agreement([-row.features["surprisal"] for row in rows])
        length = agreement([-row.features["length"] for row in rows])
        print(f"{pair}: {ours:.3f}, mean surprisal {surprisal:.3f}, length {length:.3f}")
        assert ours >= FLOORS["pearson"][pair]
        above += ours > max(surprisal, length)
    assert above >= FLOORS["pairs_above"]


def test_on_segments_with_a_round_trip_it_is_above_that_on_two_pairs_at_least(data: Path) -> None:
    above = 0
    for _, rows, estimates in unseen(read_table(data)).values():
        tripped = [
            (row.z, estimate, trip)
            for row, estimate in zip(rows, estimates, strict=True)
            if (trip := row.others["round_trip_chrfpp"]) is not None
        ]
        assert len(tripped) > 300
        human, ours, trips = map(np.array, zip(*tripped, strict=True))
        above += bool(np.corrcoef(human, ours)[0, 1] > np.corrcoef(human, trips)[0, 1])
    assert above >= 2


def test_the_weights_that_ship_are_those_that_training_makes(data: Path) -> None:
    shipped = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    made = json.loads(json.dumps(weights(data)))
    assert made["fitted_on"] == shipped["fitted_on"]
    assert [one["name"] for one in made["features"]] == [one["name"] for one in shipped["features"]]
    for name in ("mean", "scale", "weight"):
        assert [one[name] for one in made["features"]] == pytest.approx(
            [one[name] for one in shipped["features"]], abs=1e-5
        )
    assert made["residuals"] == pytest.approx(shipped["residuals"], abs=1e-3)
    assert made["percentiles"]["segments"] == pytest.approx(shipped["percentiles"]["segments"], abs=1e-3)


def test_no_document_is_in_two_pairs_and_every_pair_is_there(data: Path) -> None:
    rows = read_table(data)
    assert {row.pair for row in rows} == set(PAIRS)
    pairs: dict[str, set[str]] = {}
    for row in rows:
        pairs.setdefault(row.document, set()).add(row.pair)
    assert all(len(own) == 1 for own in pairs.values())
