"""How much faster systems are compared here than by sacrebleu's paired tests.

    python tests/benchmarks/paired_tests.py [--pairs ru-en,...] [--metrics bleu,chrf++] [--test bootstrap]
        [--rounds N] [--segments N] [--jobs N] [--data DIR]

Every system of a WMT21 test set against the first, by the same metrics, resamples and seed, in the same run
and in turn. sacrebleu is timed with one process and with two, references counted beforehand is how it does
it, and the faster counts. Scores or p-values that differ, or half-widths by more than 1e-4, end it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from mtaudit.metrics.options import metric_named
from mtaudit.metrics.processes import default_jobs
from mtaudit.model.systems import Correction, NamedSegments, PairedMethod, TestSet
from mtaudit.pipeline.systems import SystemSettings, compare_systems

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtaudit.model.systems import SystemComparison

DATA = Path(__file__).resolve().parents[3] / "shared/data"
SACREBLEU: dict[str, Callable[..., Any]] = {
    "bleu": BLEU,
    "chrf": CHRF,
    "chrfpp": lambda **more: CHRF(word_order=2, **more),
    "ter": TER,
}
KINDS = {PairedMethod.BOOTSTRAP: "bs", PairedMethod.RANDOMISATION: "ar"}


def read(path: Path, pair: str, segments: int) -> TestSet:
    """Read a language pair with its first reference."""
    references: dict[str, list[str]] = defaultdict(list)
    systems: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            if document["lp"] == pair:
                for name, own in document["references"].items():
                    references[name] += own
                for name, own in document["systems"].items():
                    systems[name] += own
    sides = [
        tuple(NamedSegments(name, tuple(own[:segments])) for name, own in side.items())
        for side in (references, systems)
    ]
    return TestSet(sides[0][:1], sides[1])


def ours(test_set: TestSet, settings: SystemSettings) -> tuple[float, SystemComparison]:
    start = time.perf_counter()
    found = compare_systems(test_set, settings)
    return time.perf_counter() - start, found


def theirs(test_set: TestSet, settings: SystemSettings, jobs: int) -> tuple[float, dict[str, Any]]:
    start = time.perf_counter()
    references = [list(one.segments) for one in test_set.references]
    metrics = {name: SACREBLEU[name](references=references) for name in map(metric_named, settings.metrics)}
    systems = [(one.name, list(one.segments)) for one in test_set.systems]
    kind = KINDS[settings.method or PairedMethod.BOOTSTRAP]
    _, results = PairedTest(systems, metrics, None, kind, n_jobs=jobs)()
    columns = [column for name, column in results.items() if name != "System"]
    return time.perf_counter() - start, dict(zip(metrics, columns, strict=True))


def check(found: SystemComparison, expected: dict[str, Any]) -> None:
    """Compare all that both give."""
    p_values = {(one.measure, one.system): one.p_value for one in found.differences}
    for measure, column in expected.items():
        rows = [row for row in found.scores if row.measure == measure]
        for row, result in zip(rows, column, strict=True):
            same = row.score == result.score
            if result.p_value is not None:
                same &= p_values[measure, row.system] == result.p_value
            if result.ci is not None and row.ci_low is not None and row.ci_high is not None:
                same &= abs((row.ci_high - row.ci_low) / 2 - result.ci) < 1e-4
            if not same:
                raise SystemExit(f"{row}, p {p_values.get((measure, row.system))}, but sacrebleu {result}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", default="ja-en,ru-en,is-en")
    parser.add_argument("--metrics", default="bleu,chrf++")
    parser.add_argument("--test", type=PairedMethod, default=PairedMethod.BOOTSTRAP)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--segments", type=int, default=None, help="of each test set; all without it")
    parser.add_argument("--jobs", type=int, default=default_jobs(), help="processes of ours")
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()

    print(f"{options.metrics}, {options.test}, seconds, best of {options.rounds}")
    print(f"{'':<8}{'systems':>9}{'segments':>10}{'sacrebleu':>11}{'2 jobs':>9}{'here':>8}{'ratio':>8}")
    for pair in options.pairs.split(","):
        test_set = read(options.data / "wmt21-to-english/documents.jsonl.gz", pair, options.segments)
        settings = SystemSettings(
            metrics=tuple(options.metrics.split(",")),
            method=options.test,
            baseline=test_set.systems[0].name,
            correction=Correction.NONE,
            jobs=options.jobs,
        )
        best = [float("inf")] * 3
        for _ in range(options.rounds):
            one, expected = theirs(test_set, settings, 1)
            two, _ = theirs(test_set, settings, 2)
            mine, found = ours(test_set, settings)
            check(found, expected)
            best = [min(pair) for pair in zip(best, (one, two, mine), strict=True)]
        print(
            f"{pair:<8}{len(test_set.systems):>9}{len(test_set.references[0].segments):>10}"
            f"{best[0]:>11.2f}{best[1]:>9.2f}{best[2]:>8.2f}{min(best[:2]) / best[2]:>8.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
