"""How the quality estimate agrees with people on a language pair that it was not fitted on.

    python -m tests.quality.quality_estimate [--data DIR] [--samples N]

Each pair of WMT21's translations into English is estimated by what was fitted on the two others, and held
against the human z beside what is cheaper: segment length, mean surprisal, chrF++ of the round trip; and
beside chrF++ against the reference, which has what the others lack. Prints Markdown with 95 % intervals by
document, and the digests of what it was made from: ``docs/quality.md`` holds the output.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from mtaudit.evaluate.agreement import correlation_figures
from mtaudit.evaluate.resampled import Resampler
from mtaudit.metrics.correlation import pearson
from training.quality import DATA, FEWEST_JUDGED, unseen
from training.quality_table import TABLE, digest, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model.evaluation import Figure
    from training.quality_table import Row

SEED = 12345
LANGUAGES = {"is-en": "Icelandic", "ja-en": "Japanese", "ru-en": "Russian"}
#: Systems with fewer judged segments in the table are left out of the system level.
FEWEST_SEGMENTS = 30


@dataclass(frozen=True)
class Judged:
    """A judged segment and what each measure says of it, higher is better; None where it was not measured."""

    row: Row
    measures: dict[str, float | None]


OURS, SURPRISAL, TRIP = "ours", "mean surprisal (lower is better)", "round-trip chrF++"


def measured(rows: Sequence[Row], estimates: Sequence[float]) -> list[Judged]:
    """Return the judged segments of a pair.

    :param rows: the segments.
    :param estimates: ours, by what was fitted on the other pairs.
    """
    return [
        Judged(
            row,
            {
                OURS: float(estimate),
                "segment length (shorter is better)": -row.features["length"],
                SURPRISAL: -row.features["surprisal"],
                TRIP: row.others["round_trip_chrfpp"],
                "reference chrF++": row.others["reference_chrfpp"],
            },
        )
        for row, estimate in zip(rows, estimates, strict=True)
    ]


def above_surprisal(judged: Sequence[Judged], resampler: Resampler) -> str:
    """Return how much higher Pearson's r of ours is than that of mean surprisal, on the same resamples."""
    ours, theirs = (np.array([one.measures[name] for one in judged]) for name in (OURS, SURPRISAL))
    human = np.array([one.row.z for one in judged])

    def difference(drawn: np.ndarray) -> float:
        return float(pearson(ours[drawn], human[drawn]) - pearson(theirs[drawn], human[drawn]))

    documents = [one.row.document for one in judged]
    value, low, high = resampler.of_rows(len(judged), documents, difference)
    return f"{value:+.3f} [{low:+.3f}, {high:+.3f}]"


def agreement(judged: Sequence[Judged], name: str, resampler: Resampler) -> dict[str, Figure]:
    """Return how a measure goes with the human z over segments, by the name of the statistic."""
    values = [one.measures[name] for one in judged]
    held = [value for value in values if value is not None]
    if len(held) < len(judged):
        raise ValueError(f"{name} is not there for every segment")
    human, documents = [one.row.z for one in judged], [one.row.document for one in judged]
    return {one.name: one for one in correlation_figures(held, human, documents, resampler)}


def with_trips(judged: Sequence[Judged]) -> list[Judged]:
    return [one for one in judged if one.measures[TRIP] is not None]


def documents(judged: Sequence[Judged], name: str, resampler: Resampler) -> Figure | None:
    """Return Pearson's r over translations of documents, means over their judged segments."""
    held: defaultdict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        held[one.row.document, one.row.system].append(one)
    kept = {key: own for key, own in held.items() if len(own) >= FEWEST_JUDGED}
    ours = [fmean(one.measures[name] or 0.0 for one in own) for own in kept.values()]
    human = [fmean(one.row.z for one in own) for own in kept.values()]
    figures = correlation_figures(ours, human, [document for document, _ in kept], resampler)
    return next((one for one in figures if one.name == "pearson"), None)


def systems(judged: Sequence[Judged], name: str) -> tuple[float, int]:
    """Return Pearson's r between systems, means over the same segments, and how many systems there are."""
    held: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        held[one.row.system].append(one)
    kept = [own for own in held.values() if len(own) >= FEWEST_SEGMENTS]
    ours = [fmean(one.measures[name] or 0.0 for one in own) for own in kept]
    human = [fmean(one.row.z for one in own) for own in kept]
    return float(np.corrcoef(ours, human)[0, 1]) if len(kept) > 2 else float("nan"), len(kept)


def _shown(one: Figure | None) -> str:
    if one is None:
        return "-"
    if one.ci_low is None or one.ci_high is None:
        return f"{one.value:.3f}"
    return f"{one.value:.3f} [{one.ci_low:.3f}, {one.ci_high:.3f}]"


def _table(told: str, pairs: dict[str, list[Judged]], names: Sequence[str], resampler: Resampler) -> None:
    heads = [f"{LANGUAGES[pair]}: {kind}" for pair in pairs for kind in ("Pearson", "Kendall")]
    print(f"\n### {told}\n")
    for pair, judged in pairs.items():
        count = len({one.row.document for one in judged})
        print(f"{LANGUAGES[pair]}: {len(judged):,} segments of {count} documents.")
    print(f"\n| measure | {' | '.join(heads)} |\n|---|{'---|' * len(heads)}")
    for name in names:
        cells = []
        for judged in pairs.values():
            found = agreement(judged, name, resampler)
            cells += [_shown(found.get("pearson")), _shown(found.get("kendall"))]
        print(f"| {name} | {' | '.join(cells)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--samples", type=int, default=1000)
    options = parser.parse_args()
    resampler = Resampler(options.samples, SEED)
    fits = unseen(read_table(options.data))
    pairs = {pair: measured(rows, estimates) for pair, (_, rows, estimates) in fits.items()}
    names = list(next(iter(pairs.values()))[0].measures)
    _table("Segments, each pair unseen", pairs, [name for name in names if name != TRIP], resampler)
    print()
    for pair, judged in pairs.items():
        print(
            f"{LANGUAGES[pair]}, Pearson of ours less mean surprisal: {above_surprisal(judged, resampler)}."
        )
    trips = {pair: with_trips(judged) for pair, judged in pairs.items()}
    if all(trips.values()):
        _table("Segments with a round trip", trips, names, resampler)
    print(f"\n### Documents of {FEWEST_JUDGED} judged segments or more, Pearson's r of their means\n")
    print(f"| measure | {' | '.join(LANGUAGES[pair] for pair in pairs)} |\n|---|{'---|' * len(pairs)}")
    for name in names:
        if name != TRIP:
            shown = [_shown(documents(judged, name, resampler)) for judged in pairs.values()]
            print(f"| {name} | {' | '.join(shown)} |")
    print("\n### Systems, Pearson's r of means over the same segments\n")
    print(f"| measure | {' | '.join(LANGUAGES[pair] for pair in pairs)} |\n|---|{'---|' * len(pairs)}")
    for name in names:
        if name == TRIP:
            continue
        found = [systems(judged, name) for judged in pairs.values()]
        print(f"| {name} | {' | '.join(f'{r:.2f} ({count} systems)' for r, count in found)} |")
    print("\n### What was fitted\n")
    for pair, (fitted, _, _) in fits.items():
        told = ", ".join(f"{n} {w:+.3f}" for n, w in zip(fitted.names, fitted.weights, strict=True))
        print(f"Without {LANGUAGES[pair]}: {told}; strength {fitted.strength:g}.")
    print()
    for path in (options.data / "documents.jsonl.gz", options.data / "human-scores.tsv.gz", TABLE):
        print(f"`{path.name}` unpacked: sha256 `{digest(path)}`")


if __name__ == "__main__":
    main()
