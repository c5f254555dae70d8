"""How BLEU, chrF, chrF++ and TER rank the systems of WMT21 news into English, beside people.

    python tests/benchmarks/system_ranking.py [--data DIR] [--samples N] [--metrics NAMES] [--jobs N]

Prints the tables of ``docs/compare.md`` in Markdown, from ``documents.jsonl.gz`` and ``human-scores.tsv.gz``.
Each reference alone and, for Russian, both together. Human scores are the mean z of a system's judged
segments; rows of human translators are left out. Segment numbers of the human scores count over the
documents sorted by id.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import correlation, mean

import mtaudit
from mtaudit.reports.systems.words import measure_title, score_of, shown_score

DATA = Path(__file__).resolve().parents[3] / "shared/data/wmt21-to-english"
LANGUAGES = {"ru-en": "Russian", "ja-en": "Japanese", "is-en": "Icelandic"}
#: One system goes by two names.
NAMES = {"Nemo": "NVIDIA-NeMo"}
STATISTICS = ("pearson", "kendall", "pairwise-accuracy")


@dataclass
class Pair:
    """Texts of a language pair, in the order that human scores count segments in."""

    references: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    systems: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    human: dict[str, dict[int, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def z(self) -> dict[str, list[float | None]]:
        """Return for each system one human score a segment, None where nobody judged it."""
        size = len(next(iter(self.references.values())))
        return {
            name: [mean(held[at]) if at in held else None for at in range(1, size + 1)]
            for name, held in self.human.items()
            if name in self.systems
        }


def read(data: Path) -> dict[str, Pair]:
    pairs: dict[str, Pair] = defaultdict(Pair)
    with gzip.open(data / "documents.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = sorted(map(json.loads, lines), key=lambda document: document["doc"])
    for document in documents:
        pair = pairs[document["lp"]]
        for name, segments in document["references"].items():
            pair.references[name] += segments
        for name, segments in document["systems"].items():
            pair.systems[name] += segments
    with gzip.open(data / "human-scores.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name = re.sub(r"\.\d+$", "", row["system"])
            own = pairs[row["lp"]].human[NAMES.get(name, name)]
            own[int(row["segment_id"])].append(float(row["z"]))
    return pairs


def interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" [{low:.2f}, {high:.2f}]"


def print_scores(report: mtaudit.SystemReport, judged: dict[str, list[float | None]]) -> None:
    measures = [measure for measure in report.measures if not measure.human]
    heads = [f"{measure_title(m.name)} {'↑' if m.higher_is_better else '↓'}" for m in measures]
    print(f"| system | human z [95 %] | rank | judged | {' | '.join(heads)} |")
    print(f"|---|---|---|---|{'---|' * len(heads)}")
    human = {name: score_of(report, "z", name) for name in report.systems}
    order = sorted(report.systems, key=lambda name: -(human[name].score if human[name] else -9))
    for name in order:
        one = human[name]
        cells = ["not judged", "", "0"]
        if one is not None:
            shown = f"{one.score:.3f}{interval(one.ci_low, one.ci_high)}"
            cells = [shown, str(one.rank or ""), str(sum(value is not None for value in judged[name]))]
        for measure in measures:
            score = score_of(report, measure.name, name)
            better = [
                other
                for other in report.scores
                if other.measure == measure.name
                and (other.score > score.score) == measure.higher_is_better
                and other.score != score.score
            ]
            cells.append(f"{shown_score(score.score, measure.name)} ({len(better) + 1})")
        print(f"| {name} | {' | '.join(cells)} |")


def without_the_last(report: mtaudit.SystemReport, measure: str) -> float:
    """Return Pearson's r without the system that people put last."""
    z = {one.system: one.score for one in report.scores if one.measure == "z"}
    sign = {one.name: 1 if one.higher_is_better else -1 for one in report.measures}[measure]
    ours = {one.system: sign * one.score for one in report.scores if one.measure == measure}
    kept = sorted(z, key=z.__getitem__)[1:]
    return correlation([ours[name] for name in kept], [z[name] for name in kept])


def print_correlations(rows: list[tuple[str, mtaudit.SystemReport]]) -> None:
    heads = [
        "test set, reference",
        "metric",
        *(f"{name} [95 %]" for name in STATISTICS),
        "systems",
        "pairs",
        "pearson without the last",
    ]
    print(f"| {' | '.join(heads)} |")
    print(f"|{'---|' * len(heads)}")
    for told, report in rows:
        for measure in (measure.name for measure in report.measures if not measure.human):
            held = {
                one.statistic: one
                for one in report.correlations
                if (one.measure, one.level) == (measure, "system")
            }
            cells = [
                f"{held[name].value:.2f}{interval(held[name].ci_low, held[name].ci_high)}"
                for name in STATISTICS
            ]
            counts = (held["pearson"].items, held["pairwise-accuracy"].items)
            cells += [str(counts[0]), str(counts[1]), f"{without_the_last(report, measure):.2f}"]
            print(f"| {told} | {measure_title(measure)} | {' | '.join(cells)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--samples", type=int, default=10_000)
    parser.add_argument("--metrics", default="bleu,chrf,chrf++,ter")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()

    rows = []
    pairs = read(options.data)
    for lp, language in LANGUAGES.items():
        pair, z = pairs[lp], pairs[lp].z()
        choices = [[name] for name in sorted(pair.references)]
        if len(choices) > 1:
            choices.append(sorted(pair.references))
        for chosen in choices:
            report = mtaudit.compare(
                {name: pair.references[name] for name in chosen}, pair.systems, human={"z": z},
                metrics=options.metrics.split(","), paired="bootstrap", samples=options.samples,
                jobs=options.jobs,
            )  # fmt: skip
            told = f"{language}, {' and '.join(chosen)}"
            rows.append((told, report))
            print(f"\n### {told}: {len(report.systems)} systems, {report.segments:,} segments\n")
            print_scores(report, z)
            for note in report.notes:
                print(f"\n{note}")
    print("\n### Agreement with people\n")
    print_correlations(rows)
    print(f"\n`{report.signature}`")


if __name__ == "__main__":
    main()
