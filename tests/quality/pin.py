"""Pinning what was reached: floors that only rise.

    python -m tests.quality.pin

takes the figures of the full gate into ``tests/quality/floors.json`` where they are better than what is
pinned, and refuses where one is worse or was measured on other data. A figure with an interval is pinned at
the worse end of it: another sample of the same quality holds the floor.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from .full import FIGURES

FLOORS = Path(__file__).with_name("floors.json")
#: Figures that are pinned: where they stand in figures.json, whether more is better, and where the floor
#: that they give stands.
PINNED = {
    "seeded.dev.recall": (True, "recall"),
    "seeded.dev.precision": (True, "precision"),
    "seeded.held.recall": (True, "recall"),
    "seeded.held.precision": (True, "precision"),
    "seeded.held.lowest_recall": (True, "lowest_recall"),
    "seeded.held.lowest_precision": (True, "lowest_precision"),
    "seeded.sealed.recall": (True, "recall"),
    "seeded.sealed.precision": (True, "precision"),
    "seeded.blind.recall": (True, "recall"),
    "seeded.blind.precision": (True, "precision"),
    "seeded.blind.lowest_recall": (True, "lowest_recall"),
    "seeded.closed.recall": (True, "recall"),
    "seeded.closed.precision": (True, "precision"),
    "seeded.open.recall": (True, "recall"),
    "seeded.open.precision": (True, "precision"),
    "seeded.last.recall": (True, "recall"),
    "seeded.last.precision": (True, "precision"),
    "seeded.again.recall": (True, "recall"),
    "seeded.again.precision": (True, "precision"),
    "seeded.shift.recall": (True, "recall"),
    "clean.findings": (False, "findings"),
    "native.per_500_words.score": (False, "high"),
    "native.major_per_1000_words.score": (False, "high"),
    "ntrex.per_500_words.score": (False, "high"),
    "ntrex.major_per_1000_words.score": (False, "high"),
    "wmt21.over_native.score": (True, "low"),
    "wmt21.over_human.score": (True, "low"),
    "experts.over_base_rate.score": (True, "low"),
}

Floors = dict[str, dict[str, Any]]


def reached(figures: dict[str, Any]) -> Floors:
    """Return every pinned figure that was measured, with the floor it gives and the digest of its data."""
    floors: Floors = {}
    for name, (_, floor) in PINNED.items():
        *path, last = name.split(".")
        place: Any = figures
        digest = None
        for step in path:
            place = place.get(step, {})
            digest = place.get("digest", digest)
        if last in place:
            floors[name] = {"value": place[last], "floor": place[floor], "digest": digest}
    return floors


def worse(name: str, value: float, floor: float) -> bool:
    """Tell whether a value has fallen below a floor."""
    more_is_better, _ = PINNED[name]
    return value < floor if more_is_better else value > floor


def raised(old: Floors, new: Floors) -> Floors:
    """Return the floors after new figures.

    :raises ValueError: for a figure that got worse, or that was measured on other data.
    """
    merged = dict(old)
    for name, figure in new.items():
        floor = old.get(name)
        if floor is not None and floor["digest"] != figure["digest"]:
            raise ValueError(f"{name} was measured on other data than its floor was pinned on")
        if floor is not None and worse(name, figure["value"], floor["floor"]):
            raise ValueError(f"{name} is {figure['value']}, worse than its floor, {floor['floor']}")
        if floor is None or not worse(name, figure["floor"], floor["floor"]):
            merged[name] = figure
    return merged


def main() -> None:
    old: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    try:
        floors = raised(old, reached(json.loads(FIGURES.read_text(encoding="utf-8"))))
    except ValueError as error:
        sys.exit(f"not pinned: {error}")
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
