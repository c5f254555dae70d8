"""Pinning what was reached: floors that only rise.

    python -m tests.quality.pin

takes the figures of the full gate into ``tests/quality/floors.json`` where they are better than what is
pinned, and refuses where one is worse or was measured on other data.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from .full import FIGURES

FLOORS = Path(__file__).with_name("floors.json")
#: Figures that are pinned: where they stand in figures.json, and whether more is better.
PINNED = {
    "seeded.dev.recall": True,
    "seeded.dev.precision": True,
    "seeded.held.recall": True,
    "seeded.held.precision": True,
    "seeded.held.lowest_recall": True,
    "seeded.held.lowest_precision": True,
    "clean.findings": False,
    "native.findings": False,
    "native.major": False,
    "ntrex.findings": False,
    "ntrex.major": False,
    "wmt21.over_native.score": True,
    "wmt21.over_human.score": True,
    "engine.over_native.score": True,
    "experts.findings": True,
    "experts.over_base_rate.score": True,
}

Floors = dict[str, dict[str, Any]]


def reached(figures: dict[str, Any]) -> Floors:
    """Return every pinned figure that was measured, with the digest of its data."""
    floors: Floors = {}
    for name in PINNED:
        *path, last = name.split(".")
        place: Any = figures
        digest = None
        for step in path:
            place = place.get(step, {})
            digest = place.get("digest", digest)
        if last in place:
            floors[name] = {"value": place[last], "digest": digest}
    return floors


def worse(name: str, value: float, floor: float) -> bool:
    """Tell whether a value has fallen below a floor."""
    return value < floor if PINNED[name] else value > floor


def raised(old: Floors, new: Floors) -> Floors:
    """Return the floors after new figures.

    :raises ValueError: for a figure that got worse, or that was measured on other data.
    """
    merged = dict(old)
    for name, figure in new.items():
        floor = old.get(name)
        if floor is not None and floor["digest"] != figure["digest"]:
            raise ValueError(f"{name} was measured on other data than its floor was pinned on")
        if floor is not None and worse(name, figure["value"], floor["value"]):
            raise ValueError(f"{name} is {figure['value']}, worse than its floor, {floor['value']}")
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
