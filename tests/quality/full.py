"""The full quality gate: every figure that the catalogue claims, by one command.

    python -m tests.quality.full [--parts seeded,clean,native,ntrex,wmt21,engine,experts] [--show CODES]
                                 [--work DIR] [--write]

Prints what it measures; ``--write`` also keeps it in ``tests/quality/figures.json``, with the digests of the
data, where the rule table and the fast gate find it. ``engine`` translates forty NTREX documents with the
packaged engine, which takes five minutes once and is kept in DIR. ``seeded`` holds the half that was opened
only for the final run; ``ntrex`` was too.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import groupby
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.rules import Rule, all_rules

from . import texts
from .measure import (
    SEED,
    Counted,
    Interval,
    TalkCount,
    bootstrap,
    count,
    count_experts,
    rate,
    score_seeded,
    wilson_upper,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.model import Finding

FIGURES = Path(__file__).with_name("figures.json")
PARTS = ("seeded", "clean", "native", "ntrex", "wmt21", "engine", "experts")
#: Left out where machine and native are held apart: house style, punctuation, spelling variants, formats.
NO_EVIDENCE = ("HOU", "LOC")
NO_EVIDENCE_CATEGORIES = ("Fluency/Punctuation",)
#: Residue of the source, and repetition.
RESIDUE = ("ACC001", "ACC003", "ACC009", "FLU003", "FLU014", "SRC001")
ENGINE_DOCUMENTS = 40


def rules_that_run() -> list[Rule]:
    """The rules of an audit with nothing but a text."""
    return [rule for rule in all_rules() if rule.on and not rule.needs]


def rules_that_separate() -> list[Rule]:
    return [
        rule
        for rule in rules_that_run()
        if rule.code[:3] not in NO_EVIDENCE and rule.category not in NO_EVIDENCE_CATEGORIES
    ]


def measure_seeded() -> dict[str, Any]:
    figures: dict[str, Any] = {}
    rules = rules_that_run()
    for half in texts.HALVES:
        files = texts.seeded_files(half)
        if not files:
            continue
        scores = score_seeded(texts.seeded(half), rules)
        found = sum(s.found for s in scores.values())
        missed, false = sum(s.missed for s in scores.values()), sum(s.false for s in scores.values())
        recall, precision = found / (found + missed), found / (found + false)
        elsewhere = sum(s.elsewhere for s in scores.values())
        print(f"seeded, {half}: {len(files)} texts, {found + missed} faults, recall {recall:.3f},", end=" ")
        print(f"precision {precision:.3f}, {elsewhere} on others' faults")
        for code, score in sorted(scores.items()):
            print(f"    {code} recall {score.recall:.2f} precision {score.precision:.2f} {vars(score)}")
        figures[half] = {
            "digest": texts.digest(files),
            "recall": recall,
            "precision": precision,
            "lowest_recall": min(s.recall for s in scores.values()),
            "lowest_precision": min(s.precision for s in scores.values() if s.found + s.false),
            "rules": {code: vars(score) for code, score in sorted(scores.items())},
        }
    return figures


def measure_clean() -> dict[str, Any]:
    files = texts.clean_files()
    documents = [texts.NewsDocument(f.stem, "clean", "us", f.read_text(encoding="utf-8")) for f in files]
    return _quiet("clean", count(documents, rules_that_run(), show)) | {"digest": texts.digest(files)}


def measure_native(data: Path) -> dict[str, Any]:
    return _quiet("native", count(texts.native(data), rules_that_run(), show)) | _file(
        data, "wmt21-to-english/native.jsonl.gz"
    )


def measure_ntrex(data: Path) -> dict[str, Any]:
    return _quiet("ntrex", count(texts.ntrex(data), rules_that_run(), show)) | _file(
        data, "ntrex/ntrex.eng-ind.tsv.gz"
    )


def _quiet(name: str, counted: Sequence[Counted]) -> dict[str, Any]:
    words = [c.words for c in counted]
    minor = rate([c.found.total() for c in counted], words, 500)
    major = rate([c.major for c in counted], words, 1000)
    by_code = sum((c.found for c in counted), Counter[str]())
    print(
        f"{name}: {len(counted)} documents, {sum(words)} words, {by_code.total()} findings of minor or worse"
    )
    print(f"    per 500 words {minor}; major per 1,000 words {major}; {dict(by_code.most_common())}")
    return {
        "documents": len(counted),
        "words": sum(words),
        "findings": by_code.total(),
        "major": sum(c.major for c in counted),
        "per_500_words": vars(minor),
        "major_per_1000_words": vars(major),
        "rules": dict(sorted(by_code.items())),
    }


def measure_wmt21(data: Path) -> dict[str, Any]:
    """Hold systems against native text and against human translations of the same documents."""
    rules = rules_that_separate()
    native = count(texts.native(data), rules)
    by_author: dict[tuple[str, str], list[Counted]] = {}
    for counted in count(texts.wmt21(data), rules, show):
        by_author.setdefault((counted.document.pair, counted.document.author), []).append(counted)
    systems = {key: value for key, value in by_author.items() if not key[1].startswith("human:")}
    humans = {key: value for key, value in by_author.items() if key[1].startswith("human:")}
    rates = {key: _per_100(value) for key, value in by_author.items()}
    native_rate = _per_100(native)
    for key, value in sorted(rates.items(), key=lambda item: item[1]):
        print(f"    {key[0]} {key[1]:18} {value:.4f}{'  below native' if value < native_rate else ''}")
    over_native = _ratio_of_means(systems, {("native", "native"): native})
    over_human = _ratio_of_means(systems, humans)
    machine, human = mean(rates[k] for k in systems), mean(rates[k] for k in humans)
    by_code = sum((c.found for value in systems.values() for c in value), Counter[str]())
    print(f"wmt21: per 100 words {machine:.4f} systems, {human:.4f} humans, {native_rate:.4f} native")
    print(f"    systems / native {over_native}; systems / human translations {over_human}")
    print(f"    {dict(by_code.most_common())}")
    return {
        "systems_per_100_words": machine,
        "humans_per_100_words": human,
        "native_per_100_words": native_rate,
        "over_native": vars(over_native),
        "over_human": vars(over_human),
        "below_native": [f"{pair} {name}" for pair, name in systems if rates[pair, name] < native_rate],
        "rules": dict(sorted(by_code.items())),
    } | _file(data, "wmt21-to-english/documents.jsonl.gz")


def _per_100(counted: Sequence[Counted]) -> float:
    return 100 * sum(c.found.total() for c in counted) / sum(c.words for c in counted)


def _ratio_of_means(
    above: dict[tuple[str, str], list[Counted]], below: dict[tuple[str, str], list[Counted]]
) -> Interval:
    """Return the ratio of mean rates, documents resampled by pair, the same for systems and references."""
    sizes = {key[0]: len(value) for key, value in (above | below).items()}
    tables = [
        {
            key: (
                np.array([c.found.total() for c in value], float),
                np.array([c.words for c in value], float),
            )
            for key, value in side.items()
        }
        for side in (above, below)
    ]

    def ratio(drawn: dict[str, np.ndarray]) -> float:
        means = [
            float(np.mean([f[drawn[k[0]]].sum() / w[drawn[k[0]]].sum() for k, (f, w) in table.items()]))
            for table in tables
        ]
        return means[0] / means[1] if means[1] else float("nan")

    generator = np.random.default_rng(SEED)
    samples = [ratio({p: generator.integers(0, n, n) for p, n in sizes.items()}) for _ in range(1000)]
    low, high = np.nanpercentile(samples, [2.5, 97.5])
    return Interval(ratio({p: np.arange(n) for p, n in sizes.items()}), float(low), float(high))


def measure_engine(data: Path, work: Path) -> dict[str, Any]:
    """Hold the packaged engine's English, made from NTREX's Indonesian, against the native original."""
    rules = [rule for rule in rules_that_separate() if rule.code not in RESIDUE]
    kept = _translated(data, work)
    sides = [
        count(
            [
                texts.NewsDocument(n, "ntrex", side, "\n\n".join(row[side] for row in rows))
                for n, rows in kept
            ],
            rules,
            show,
        )
        for side in ("english", "native")
    ]
    found, words = (
        [np.array([get(c) for c in side], float) for side in sides]
        for get in (lambda c: c.found.total(), lambda c: c.words)
    )

    def ratio(drawn: np.ndarray) -> float:
        below = found[1][drawn].sum() / words[1][drawn].sum()
        return float(found[0][drawn].sum() / words[0][drawn].sum() / below) if below else float("nan")

    over = bootstrap(ratio, len(kept))
    by_code = sum((c.found for c in sides[0]), Counter[str]())
    english, native = map(_per_100, sides)
    print(f"engine: {len(kept)} documents, per 100 words {english:.3f} engine, {native:.3f} native")
    print(f"    ratio {over}; {dict(by_code.most_common())}")
    return {
        "documents": len(kept),
        "engine_per_100_words": english,
        "native_per_100_words": native,
        "over_native": vars(over),
        "rules": dict(sorted(by_code.items())),
    } | _file(data, "ntrex/ntrex.eng-ind.tsv.gz")


def _translated(data: Path, work: Path) -> list[tuple[str, list[dict[str, str]]]]:
    """Return native and engine's English of segments that the engine neither looped on nor copied."""
    from mtaudit.engines import PACKAGED, open_engine

    engine = open_engine(PACKAGED, offline=True, cache_dir=work)
    rows = groupby(texts.ntrex_rows(data), key=lambda row: row["document"])
    documents = [(name, list(group)) for name, group in rows][:ENGINE_DOCUMENTS]
    kept = []
    for number, (name, segments) in enumerate(documents, 1):
        print(f"    translating {number} of {len(documents)}", end="\r", flush=True)
        results = engine.translate([row["ind"] for row in segments], source="id", target="en")
        pairs = [
            {"native": row["eng"], "english": result.text}
            for row, result in zip(segments, results, strict=True)
            if result.status.value == "ok"
        ]
        if pairs:
            kept.append((name, pairs))
    return kept


def measure_experts(data: Path) -> dict[str, Any]:
    """Hold findings against experts' spans, character by character."""
    rules = rules_that_run()
    counts = count_experts(texts.experts(data), rules)
    talks = sorted({c.talk for c in counts})

    def total(drawn: np.ndarray, get: Callable[[TalkCount], int]) -> int:
        return sum(get(c) for place in drawn for c in counts if c.talk == talks[place])

    def lift(drawn: np.ndarray) -> float:
        base = total(drawn, lambda c: c.wrong) / total(drawn, lambda c: c.characters)
        flagged = total(drawn, lambda c: c.flagged)
        return total(drawn, lambda c: c.both) / flagged / base if flagged else float("nan")

    everything = np.arange(len(talks))
    characters, wrong = total(everything, lambda c: c.characters), total(everything, lambda c: c.wrong)
    flagged, both = total(everything, lambda c: c.flagged), total(everything, lambda c: c.both)
    by_rule: dict[str, list[bool]] = {}
    for one in counts:
        for code, hits in one.by_rule.items():
            by_rule.setdefault(code, []).extend(hits)
    base, precision, recall = wrong / characters, both / flagged, both / wrong
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    random_f1 = 2 * base * (flagged / characters) / (base + flagged / characters)
    over = bootstrap(lift, len(talks))
    findings = sum(len(h) for h in by_rule.values())
    all_f1 = 2 * base / (1 + base)
    print(f"experts: base rate {base:.4f}, {findings} findings, precision {precision:.3f}", end=" ")
    print(f"({over} times the base rate), recall {recall:.4f},")
    print(f"    F1 {f1:.4f}; of marking everything {all_f1:.4f}, of as much at random {random_f1:.4f}")
    rows = {}
    for code, hits in sorted(by_rule.items(), key=lambda item: -len(item[1])):
        upper = wilson_upper(sum(hits), len(hits))
        off = len(hits) >= 20 and upper < base
        rows[code] = {"findings": len(hits), "hits": sum(hits), "wilson_upper": upper}
        told = "  below the base rate: off" if off else ""
        print(f"    {code} {sum(hits)} of {len(hits)}, upper limit {upper:.3f}{told}")
    for talk in talks:
        one = [c for c in counts if c.talk == talk]
        print(f"    {talk} flagged {sum(c.flagged for c in one)} both {sum(c.both for c in one)}")
    return {
        "base_rate": base,
        "findings": findings,
        "precision": precision,
        "over_base_rate": vars(over),
        "recall": recall,
        "f1": f1,
        "f1_everything": all_f1,
        "f1_random": random_f1,
        "rules": rows,
    } | _file(data, "mqm-ted/mqm_ted_zhen.tsv.gz")


def _file(data: Path, name: str) -> dict[str, str]:
    return {"data": name, "digest": texts.digest([data / name])}


_shown: frozenset[str] = frozenset()


def show(finding: Finding) -> None:
    """Print a finding of the rules that were asked for."""
    if finding.code in _shown or "ALL" in _shown:
        print(f"        {finding.code} {finding.text!r}")


def main() -> None:
    global _shown
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=texts.DATA)
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--show", default="", help="codes whose findings are printed, or ALL")
    parser.add_argument("--work", type=Path, default=None, help="where translations are kept")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    _shown = frozenset(options.show.split(","))
    measures: dict[str, Callable[[], dict[str, Any]]] = {
        "seeded": measure_seeded,
        "clean": measure_clean,
        "native": lambda: measure_native(options.data),
        "ntrex": lambda: measure_ntrex(options.data),
        "wmt21": lambda: measure_wmt21(options.data),
        "engine": lambda: measure_engine(options.data, options.work),
        "experts": lambda: measure_experts(options.data),
    }
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    for part in options.parts.split(","):
        figures[part] = measures[part]()
    if options.write:
        FIGURES.write_text(json.dumps(_rounded(figures), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_rounded(member) for member in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value


if __name__ == "__main__":
    main()
