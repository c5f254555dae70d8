"""What the likelihood is worth, by one command.

    python -m tests.quality.likelihood [--parts pairs,sources,…] [--data DIR] [--work DIR]

Parts are those of :data:`PARTS`. Prints every figure with its 95 % interval, documents resampled, and the
digests of the data. Texts are parsed, scored and held against the rules once and kept in DIR
(``training.texts``, ``training.surprisal``, ``training.findings``); ``engine`` asks the packaged engine for
forty NTREX documents, from the cache of translations where it is there.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from mtaudit.analysis import analyse
from mtaudit.model import Document
from mtaudit.pipeline.findings import RuleRunner
from mtaudit.pipeline.likelihood import likelihood_of
from training import texts as corpus
from training.examples import More, examples
from training.findings import findings
from training.likelihood import (
    LENGTHS,
    SETS,
    Folds,
    Sequences,
    alarm,
    by_document,
    calibrate,
    called,
    chances,
    fitted_on,
    gathered,
    judged_on,
    needed,
    stricter,
    thinned,
)
from training.texts import PAIRS, Parsed, Text

from . import texts
from .full import rules_that_run
from .genres import genres
from .held_out import (
    HELD,
    Baseline,
    Fitted,
    Scorer,
    Split,
    auc,
    baseline_examples,
    held_against,
    interval,
    share,
)
from .house_style import restyled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from training.examples import Example


SIDES: dict[str, Callable[[Text], bool]] = {
    "native": lambda text: text.author == corpus.NATIVE,
    "human translations": lambda text: text.is_human_translation,
    "machine translations": lambda text: text.is_machine,
}
#: Fewer parts of texts say nothing.
FEWEST = 10
PARTS = "baseline pairs sources verdicts engine languages genres style articles".split()


def measure_baseline(read: Sequence[Parsed]) -> None:
    """What acceptance 1 is held against: fitted on the same texts, judged on the same."""
    read = [one for one in read if one.text.source != "alt"]
    split = Split([one.text for one in read])
    kept = [one.text for one in thinned(read)]
    for name, plain in (("punctuation as it is", False), ("house style out", True)):
        print(f"baseline, {name}")
        for words in LENGTHS:
            given = baseline_examples(kept, words, plain=plain)
            rows = {}
            for third in PAIRS:
                fitted = Baseline().fit(split.fitted_on(given, third))
                rows[third] = _row(fitted, split.judged(given, third, words))
            _told(words, rows)


def measure_pairs(read: Sequence[Parsed], more: More) -> None:
    """Acceptance 1: an unseen pair and unseen systems against native documents not fitted on."""
    read = [one for one in read if one.text.source != "alt"]
    split = Split([one.text for one in read])
    given = fitted_on(read, more)
    fitted = {
        third: Fitted({kind: split.fitted_on(own, third) for kind, own in given.items()}) for third in PAIRS
    }
    for name, kinds in SETS.items():
        known = needed(kinds, more)
        held = [one for words in LENGTHS for one in examples(thinned(read), words, known)]
        print(f"ours, {name}")
        scorers = {third: one.scorer(kinds) for third, one in fitted.items()}
        for words in LENGTHS:
            _told(words, {t: _row(one, split.judged(held, t, words)) for t, one in scorers.items()})


def _row(score: Scorer, sides: dict[str, list[Example]]) -> dict[str, np.ndarray]:
    machine = sides.pop("machine")
    return {name: held_against(score, machine, other) for name, other in sides.items()}


def _told(words: int, rows: Mapping[str, Mapping[str, np.ndarray]]) -> None:
    for name in (*HELD, "human"):
        told = "; ".join(f"{pair} {interval(row[name])}" for pair, row in rows.items())
        mean = np.mean([row[name][0] for row in rows.values()])
        print(f"    {words} words against {name}: {told}; mean {mean:.3f}", flush=True)


def measure_sources(read: Sequence[Parsed], more: More) -> None:
    """Leave one native source and one pair out: what a text from elsewhere is judged by."""
    given = fitted_on(read, more)
    held = [one for words in LENGTHS for one in examples(thinned(read), words, needed(SETS["base"], more))]
    kept = [one.text for one in thinned(read)]
    masked = [one for words in LENGTHS for one in baseline_examples(kept, words, plain=True)]
    fitted = {
        (source, third): Fitted({kind: _without(given[kind], (source, third)) for kind in SETS["base"]})
        for source in (*HELD, "alt")
        for third in PAIRS
    }
    for left_out in (*HELD, "alt"):
        for name in ("base", "rules left out", "function words only, all others one sign"):
            found = []
            for third in PAIRS:
                away = (left_out, third)
                kinds = SETS.get(name)
                score = fitted[away].scorer(kinds) if kinds else Baseline().fit(_without(masked, away))
                own = held if kinds else masked
                long = [e for e in own if 200 <= e.words < 300]
                machine = [e for e in long if e.text.source == third and e.text.is_machine]
                found.append(held_against(score, machine, [e for e in long if e.text.source == left_out]))
            told = "; ".join(f"{p} {interval(v)}" for p, v in zip(PAIRS, found, strict=True))
            print(
                f"    {left_out} and the pair left out, {name}: {told}; mean {np.mean(found, 0)[0]:.3f}",
                flush=True,
            )


def _without(given: Sequence[Example], sources: Sequence[str]) -> list[Example]:
    return [one for one in given if one.text.source not in sources and not one.text.is_human_translation]


def measure_verdicts(read: Sequence[Parsed], more: More) -> None:
    """Acceptance 2: what is called what, by models that saw no such document, with and without its pair."""
    given = fitted_on(read, more)
    folds = {"its pair left out": Folds(given), "its pair fitted on": Folds(given, by_document)}
    for name, kinds in SETS.items():
        judged = judged_on(read, kinds, more)
        calibrator = calibrate(judged, folds["its pair left out"].scores(judged, kinds))
        seen = chances(judged, folds["its pair fitted on"].scores(judged, kinds), calibrator)
        calibrator["machine"] = stricter(calibrator["machine"], alarm(judged, seen))
        limits = ", ".join(f"{limit} ({words} words)" for words, limit in calibrator["machine"])
        print(f"{name}: machine-translated from {limits}, not up to {calibrator['native']}")
        for words in (50, 100, 200, 400):
            held = [
                one for one in examples(thinned(read), words, needed(kinds, more)) if one.words < 2 * words
            ]
            for how, models in folds.items():
                found = chances(held, models.scores(held, kinds), calibrator)
                _tell(f"{words} words, {how}", held, found, calibrator)


def _tell(what: str, held: Sequence[Example], found: np.ndarray, calibrator: Mapping[str, Any]) -> None:
    """Print what is called what, side by side and source by source, and how well sides are told apart."""
    groups = {
        **SIDES,
        **{f"native, {s}": lambda t, s=s: t.source == s for s in (*HELD, "alt")},
        **{f"machine, {p}": lambda t, p=p: t.source == p and t.is_machine for p in PAIRS},
    }
    names = [f"{one.text.source}/{one.text.document}" for one in held]
    is_called = called(held, found, calibrator)
    places = {group: [i for i, one in enumerate(held) if fits(one.text)] for group, fits in groups.items()}
    for group, at in places.items():
        if len(at) < FEWEST:
            continue
        told = share(is_called[at], [names[i] for i in at])
        cleared = np.mean([found[i] <= calibrator["native"] for i in at])
        print(f"    {what}, {group}: called machine-translated {told}, not {cleared:.3f}")
    machine, *others = (places[side] for side in reversed(SIDES))
    for other, at in zip(reversed(list(SIDES)[:-1]), others, strict=True):
        if len(at) >= FEWEST and len(machine) >= FEWEST:
            sides = tuple([names[i] for i in own] for own in (machine, at))
            print(
                f"    {what}, machine against {other}: AUC {interval(auc(found[machine], found[at], sides))}"
            )
    if len(machine) >= FEWEST and len(places["native"]) >= FEWEST:
        print(f"    {what}, calibration error {_calibration_error(found, held):.3f}", flush=True)


def measure_genres(read: Sequence[Parsed], more: More, data: Path, work: Path) -> None:
    """Fairness: kinds of text apart, each document judged by a model that did not see it."""
    given = fitted_on(read, more)
    folds = Folds(given)
    kinds = SETS["base"]
    judged = judged_on(read, kinds, more)
    calibrator = calibrate(judged, folds.scores(judged, kinds))
    mixed = Folds(given, by_document)
    seen = chances(judged, mixed.scores(judged, kinds), calibrator)
    calibrator["machine"] = stricter(calibrator["machine"], alarm(judged, seen))
    for genre, own in genres(read, data).items():
        known = More(codes=findings([one.text for one in own], work))
        for words in (50, 100, 200, 400):
            held = [one for one in examples(own, words, known) if one.words < 2 * words]
            if held:
                found = chances(held, folds.scores(held, kinds), calibrator)
                _tell(f"{genre}, {words} words", held, found, calibrator)


def _calibration_error(found: np.ndarray, held: Sequence[Example]) -> float:
    """Expected calibration error over ten bins, native and machine weighing the same."""
    keep = [i for i, one in enumerate(held) if not one.text.is_human_translation]
    truth = np.array([held[i].text.is_machine for i in keep])
    weights = np.where(truth, 0.5 / max(truth.sum(), 1), 0.5 / max((~truth).sum(), 1))
    bins = np.minimum((found[keep] * 10).astype(int), 9)
    return float(
        sum(abs(np.sum(weights[bins == b] * (found[keep][bins == b] - truth[bins == b]))) for b in range(10))
    )


def measure_engine(read: Sequence[Parsed], more: More, data: Path, work: Path) -> None:
    """Acceptance 3: the packaged engine's English from Indonesian against the native originals."""
    from mtaudit.engines import PACKAGED, open_engine

    engine = open_engine(PACKAGED, offline=True)
    rows = groupby(texts.ntrex_rows(data), key=lambda row: row["document"])
    documents = [(name, list(group)) for name, group in rows][:40]
    pairs: list[Parsed] = []
    for name, segments in documents:
        results = engine.translate([row["ind"] for row in segments], source="id", target="en")
        # The first is the headline; it is translated too, so that batches are those of the rules' own gate.
        sound = [
            (row["eng"], result.text)
            for row, result in zip(segments[1:], results[1:], strict=True)
            if result.status.value == "ok"
        ]
        for author, side in ((corpus.NATIVE, 0), (engine.name, 1)):
            own = tuple(pair[side] for pair in sound)
            pairs.append(Parsed(Text("engine", name, author, own), tuple(corpus.read_sentences(own))))
    forty = {name for name, _ in documents}
    others = [one for one in read if one.text.source != "ntrex" or one.text.document not in forty]
    given = fitted_on(others, more)
    kinds = SETS["base"]
    codes = findings([one.text for one in pairs], work)
    own = [one for words in LENGTHS for one in examples(pairs, words, More(codes=codes))]
    halves = {name: place % 2 for place, name in enumerate(sorted(forty))}
    blind = Fitted({kind: given[kind] for kind in kinds}).scorer(kinds)
    seen = []
    for half in (0, 1):
        half_of = [one for one in own if halves[one.text.document] != half]
        seen.append(Fitted({kind: [*given[kind], *half_of] for kind in kinds}).scorer(kinds))
    for words in LENGTHS:
        held = [one for one in own if words <= one.words < 1.5 * words]
        sides = [[one for one in held if one.text.is_machine == is_machine] for is_machine in (True, False)]
        print(f"    {words} words, engine unseen: AUC {interval(held_against(blind, *sides))}")
        told = held_against(
            lambda given: np.array([seen[halves[one.text.document]]([one])[0] for one in given]), *sides
        )
        print(f"    {words} words, engine seen: AUC {interval(told)}", flush=True)


def measure_languages(read: Sequence[Parsed]) -> None:
    """How well the source language is told among three, for systems and documents not fitted on."""
    split = Split([one.text for one in read])
    given = [one for words in LENGTHS for one in examples(thinned(read), words)]
    signs = Sequences("sequences").fit([one for one in given if not one.text.is_human_translation])
    machine = [one for one in given if one.text.is_machine]
    right: dict[str, list[bool]] = {pair: [] for pair in PAIRS}
    for number in range(5):
        parted = [
            (corpus.drawn(one.text.document) % 5 == number, split.even(one.text), one) for one in machine
        ]
        train = [one for mine, even, one in parted if not mine and even]
        held = [one for mine, even, one in parted if mine and not even and 200 <= one.words < 300]
        fitted = LogisticRegression(C=3.0, max_iter=5000, class_weight="balanced").fit(
            signs.matrix(train), [one.text.source for one in train]
        )
        for one, guess in zip(held, fitted.predict(signs.matrix(held)), strict=True):
            right[one.text.source].append(guess == one.text.source)
    told = "; ".join(f"{pair} {np.mean(hits):.2f} of {len(hits)}" for pair, hits in right.items())
    balanced = np.mean([np.mean(hits) for hits in right.values()])
    print(f"    200 words, right among three: {told}; mean {balanced:.3f}, chance 0.333", flush=True)


def measure_style(data: Path) -> None:
    """How much of house style is left: native articles as they are and in another style, by the package."""
    runner = RuleRunner(rules_that_run())
    pairs = []
    for article in texts.native(data):
        both = [analyse(Document(article.name, text)) for text in (article.text, restyled(article.text))]
        found = [likelihood_of(d, prior=0.5, runner=runner, findings=runner.run(d)) for d in both]
        if all(found):
            pairs.append(found)
    ratios = np.array([[sum(e.contribution for e in one.evidence) for one in pair] for pair in pairs])
    moved = np.abs(ratios[:, 0] - ratios[:, 1])
    changed = sum(one.verdict is not other.verdict for one, other in pairs)
    names = [str(place) for place in range(len(pairs))]
    told = auc(ratios[:, 1], ratios[:, 0], (names, names))
    print(f"    {len(pairs)} native articles in another house style: logarithm of the ratio moves by")
    print(f"    {moved.mean():.3f} in the mean, {np.quantile(moved, 0.95):.3f} in 95 of 100 cases or less,")
    print(f"    of a spread of {ratios[:, 0].std():.3f}; {changed} verdicts change; AUC between the styles")
    print(f"    {interval(told)}", flush=True)


def measure_articles(data: Path) -> None:
    """Acceptance 4: the article pair, by the weights of the package."""
    runner = RuleRunner(rules_that_run())
    for name in ("machine_translated", "native"):
        text = (data / "seed_pair" / f"{name}.txt").read_text(encoding="utf-8")
        document = replace(analyse(Document(name, text)), disclosure=None)
        findings_of = runner.run(document)
        found = likelihood_of(document, prior=0.5, runner=runner, findings=findings_of)
        if found is None:
            raise SystemExit(f"{name} has no body text")
        print(f"    {name}: probability {found.probability:.3f}, {found.verdict} ({found.reason})")
        print(f"        likelihood ratio {found.likelihood_ratio:.3f} at a prior of {found.prior}")
        for one in found.evidence:
            print(f"        {one.name} {one.value:+.2f}, adds {one.contribution:+.2f}: {one.words}")
        codes = Counter(finding.code for finding in findings_of)
        print("        findings: " + (", ".join(f"{c} {n}" for c, n in sorted(codes.items())) or "none"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=corpus.DATA)
    parser.add_argument("--work", type=Path, default=corpus.WORK)
    parser.add_argument(
        "--parts", default="baseline,pairs,sources,verdicts,engine,languages,genres,style,articles"
    )
    options = parser.parse_args()
    for source in corpus.SOURCES:
        print(f"{corpus.FILES[source]} sha256 {corpus.file_digest(options.data, source)}")
    parts = options.parts.split(",")
    read, more = [], More()
    if set(parts) - {"articles", "style"}:
        read, more = gathered(options.data, options.work)
    measures = {
        "baseline": lambda: measure_baseline(read),
        "pairs": lambda: measure_pairs(read, more),
        "sources": lambda: measure_sources(read, more),
        "verdicts": lambda: measure_verdicts(read, more),
        "engine": lambda: measure_engine(read, more, options.data, options.work),
        "languages": lambda: measure_languages(read),
        "genres": lambda: measure_genres(read, more, options.data, options.work),
        "style": lambda: measure_style(options.data),
        "articles": lambda: measure_articles(options.data),
    }
    for part in parts:
        print(part, flush=True)
        measures[part]()


if __name__ == "__main__":
    main()
