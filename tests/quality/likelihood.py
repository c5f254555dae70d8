"""What the likelihood is worth, by one command.

    python -m tests.quality.likelihood [--parts pairs,sources,…] [--data DIR] [--work DIR]

Parts are pairs, sources, verdicts, engine, languages and articles. Prints every figure with its 95 %
interval, documents resampled, and the digests of the data. Texts are parsed and scored once and kept in DIR
(``training.texts``, ``training.surprisal``); ``engine`` asks the packaged engine for forty NTREX documents,
from the cache of translations where it is there.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from mtaudit.analysis import analyse
from mtaudit.likelihood import load_weights, read_sentences
from mtaudit.likelihood.normalise import normalised
from mtaudit.likelihood.sequences import function_words, ngrams
from mtaudit.model import Document
from mtaudit.pipeline.likelihood import likelihood_of
from training import surprisal
from training import texts as corpus
from training.likelihood import (
    FOLDS,
    KINDS,
    LENGTHS,
    SETS,
    SOURCES,
    Example,
    Folds,
    Sequences,
    calibrate,
    chances,
    examples,
    fitted_on,
    fold,
    judged_on,
    thinned,
)
from training.texts import PAIRS, Parsed, Text

from . import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mtaudit.engines.base import TokenScore

SEED, SAMPLES = 12345, 1000
HELD = ("native", "ntrex")
#: Masked in the model, words in the baseline.
_MORE_FUNCTION_WORDS = frozenset(
    "until till regarding meanwhile moreover furthermore previously currently likewise then according".split()
)
_TOKEN = re.compile(r"n't|'(?:s|re|m|ve|d|ll)\b|\w+(?:-\w+)*?(?=n't)|\w+(?:-\w+)*|[^\w\s]")

Scorer = "Callable[[Sequence[Example]], np.ndarray]"


def auc(machine: np.ndarray, other: np.ndarray, documents: tuple[list[str], list[str]]) -> np.ndarray:
    """Return the area under the curve, and the ends of its interval with documents drawn anew.

    :param machine: scores of machine translations.
    :param other: scores of what they are held against.
    :param documents: of the scores of each.
    """
    names = [sorted(set(side)) for side in documents]
    at = [np.array([names[i].index(one) for one in side]) for i, side in enumerate(documents)]
    wins = (machine[:, None] > other) + 0.5 * (machine[:, None] == other)
    table = np.zeros((len(names[0]), len(names[1])))
    np.add.at(table, (at[0][:, None], at[1][None, :]), wins)
    sizes = [np.bincount(side, minlength=len(n)).astype(float) for side, n in zip(at, names, strict=True)]
    generator = np.random.default_rng(SEED)
    drawn = []
    for _ in range(SAMPLES):
        one, two = (np.bincount(generator.integers(0, len(n), len(n)), minlength=len(n)) for n in names)
        drawn.append(one @ table @ two / ((one @ sizes[0]) * (two @ sizes[1])))
    return np.array([wins.mean(), *np.percentile(drawn, [2.5, 97.5])])


def held_against(score: Scorer, machine: Sequence[Example], other: Sequence[Example]) -> np.ndarray:
    sides = (machine, other)
    documents = tuple([f"{one.text.source}/{one.text.document}" for one in side] for side in sides)
    return auc(score(machine), score(other), documents)


def share(hits: Sequence[bool], documents: Sequence[str]) -> str:
    """Return a share with its interval, documents drawn anew."""
    names = sorted(set(documents))
    found, sizes = Counter(d for d, hit in zip(documents, hits, strict=True) if hit), Counter(documents)
    counts = np.array([(found[name], sizes[name]) for name in names], float)
    generator = np.random.default_rng(SEED)
    drawn = [counts[generator.integers(0, len(names), len(names))].sum(0) for _ in range(SAMPLES)]
    low, high = np.percentile([a / b for a, b in drawn], [2.5, 97.5])
    return f"{np.mean(hits):.3f} [{low:.3f}, {high:.3f}] ({len(hits)} parts, {len(names)} documents)"


def fit(given: Mapping[str, Sequence[Example]], kinds: Sequence[str]) -> Scorer:
    """Fit kinds of evidence and add their scores up with the slopes of the package's calibrators."""
    slopes = load_weights().calibrator(frozenset(kinds)).slopes
    fitted = {kind: KINDS[kind]().fit(given[kind]) for kind in kinds}
    spread = {kind: float(np.std(one(given[kind]))) for kind, one in fitted.items()}
    return lambda judged: sum(slopes[kind][2] * one(judged) / spread[kind] for kind, one in fitted.items())


class Split:
    """Two pairs and the systems that come even in name order against the third pair's odd ones.

    Native documents are parted in name order too: even ones are fitted on, odd ones judged.
    """

    def __init__(self, every: Sequence[Text]) -> None:
        self._place = {}
        for source in {text.source for text in every}:
            own = [text for text in every if text.source == source]
            for names in (
                sorted({text.author for text in own if text.is_machine}),
                sorted({text.document for text in own if text.author == corpus.NATIVE}),
            ):
                self._place |= {(source, name): place for place, name in enumerate(names)}

    def even(self, text: Text) -> bool:
        name = text.author if text.is_machine else text.document
        return self._place[text.source, name] % 2 == 0

    def fitted_on(self, given: Sequence[Example], third: str) -> list[Example]:
        return [
            one
            for one in given
            if one.text.source != third and not one.text.is_human_translation and self.even(one.text)
        ]

    def judged(self, given: Sequence[Example], third: str, words: int) -> dict[str, list[Example]]:
        held = [one for one in given if words <= one.words < 1.5 * words]
        sides = {
            "machine": [
                e for e in held if e.text.source == third and e.text.is_machine and not self.even(e.text)
            ]
        }
        sides |= {name: [e for e in held if e.text.source == name and not self.even(e.text)] for name in HELD}
        sides["human"] = [e for e in held if e.text.source == third and e.text.is_human_translation]
        return sides


def baseline_examples(every: Sequence[Text], words: int, *, plain: bool) -> list[Example]:
    """Return parts as runs of function words and one sign for all others; ``plain`` takes house style out."""
    known = function_words() | _MORE_FUNCTION_WORDS
    found = []
    for text in every:
        part: list[list[str]] = []
        for segment in text.segments:
            tokens = _TOKEN.findall(normalised(segment) if plain else segment)
            signs = [
                word.lower() if word.lower() in known else "X" if word[0].isalnum() else word
                for word in tokens
            ]
            part.append([sign for sign in signs if not plain or sign[0].isalnum() or sign in known])
            count = sum(sign == "X" or sign in known for row in part for sign in row)
            if count >= words:
                found.append(
                    Example(text, count, {"baseline": ngrams([list(chain.from_iterable(part))], 3)}, {})
                )
                part = []
    return found


def measure_pairs(read: Sequence[Parsed], scores: Mapping[Text, list[list[TokenScore]]]) -> None:
    """Acceptance 1: an unseen pair and unseen systems against native documents not fitted on."""
    read = [one for one in read if one.text.source != "alt"]
    every = [one.text for one in read]
    split = Split(every)
    kept = [one.text for one in thinned(read)]
    by_set = {
        "baseline, punctuation as it is": lambda words: baseline_examples(kept, words, plain=False),
        "baseline, house style out": lambda words: baseline_examples(kept, words, plain=True),
    }
    for name, make in by_set.items():
        print(f"{name}")
        given = {words: make(words) for words in LENGTHS}
        for words in LENGTHS:
            rows = {}
            for third in PAIRS:
                train = split.fitted_on(given[words], third)
                fitted = Sequences("baseline", 1.0).fit(train)
                rows[third] = _row(fitted, split.judged(given[words], third, words))
            _told(words, rows)
    plain = [one for words in LENGTHS for one in examples(thinned(read), words)]
    scored = [one for words in LENGTHS for one in examples(read, words, scores)]
    base, full = SETS.values()
    for name, kinds, judged in (
        ("ours, base", base, plain),
        ("ours, base, on the texts that the language model scored", base, scored),
        ("ours, with a language model, on the same", full, scored),
    ):
        print(name)
        fitted = {
            third: fit(
                {k: split.fitted_on(scored if k == "surprisal" else plain, third) for k in kinds}, kinds
            )
            for third in PAIRS
        }
        for words in LENGTHS:
            _told(words, {t: _row(one, split.judged(judged, t, words)) for t, one in fitted.items()})


def _row(score: Scorer, sides: dict[str, list[Example]]) -> dict[str, np.ndarray]:
    machine = sides.pop("machine")
    return {name: held_against(score, machine, other) for name, other in sides.items()}


def _told(words: int, rows: Mapping[str, Mapping[str, np.ndarray]]) -> None:
    for name in (*HELD, "human"):
        told = "; ".join(f"{pair} {_interval(row[name])}" for pair, row in rows.items())
        mean = np.mean([row[name][0] for row in rows.values()])
        print(f"    {words} words against {name}: {told}; mean {mean:.3f}", flush=True)


def _interval(value: np.ndarray) -> str:
    return f"{value[0]:.3f} [{value[1]:.3f}, {value[2]:.3f}]"


def measure_sources(read: Sequence[Parsed]) -> None:
    """Leave one native source and one pair out: what a text from elsewhere is judged by."""
    kept = thinned(read)
    plain = [one for words in LENGTHS for one in examples(kept, words)]
    masked = [
        one for words in LENGTHS for one in baseline_examples([o.text for o in kept], words, plain=True)
    ]
    for left_out in (*HELD, "alt"):
        for name, given in (("base", plain), ("function words only, all others one sign", masked)):
            found = []
            for third in PAIRS:
                train = [
                    e
                    for e in given
                    if e.text.source not in (left_out, third) and not e.text.is_human_translation
                ]
                if name == "base":
                    score = fit(dict.fromkeys(SETS["base"], train), SETS["base"])
                else:
                    score = Sequences("baseline", 1.0).fit(train)
                long = [e for e in given if 200 <= e.words < 300]
                machine = [e for e in long if e.text.source == third and e.text.is_machine]
                found.append(held_against(score, machine, [e for e in long if e.text.source == left_out]))
            told = "; ".join(f"{p} {_interval(v)}" for p, v in zip(PAIRS, found, strict=True))
            print(
                f"    {left_out} and the pair left out, {name}: {told}; mean {np.mean(found, 0)[0]:.3f}",
                flush=True,
            )


def measure_verdicts(read: Sequence[Parsed], scores: Mapping[Text, list[list[TokenScore]]]) -> None:
    """Acceptance 2 and fairness: what is called what, each document judged by a model that did not see it."""
    folds = Folds(fitted_on(read, scores))
    for name, kinds in SETS.items():
        own = scores if "surprisal" in kinds else None
        judged = judged_on(read, own)
        calibrator = calibrate(judged, folds.scores(judged, kinds))
        rest = [one for one in read if one.text.is_human_translation or own is None or one.text in own]
        rest = [one for one in rest if not one.text.is_machine] + thinned(
            o for o in rest if o.text.is_machine
        )
        print(f"{name}: machine-translated from {calibrator['machine']}, not up to {calibrator['native']}")
        for words in (50, 100, 200, 400):
            held = [one for one in examples(rest, words, own) if one.words < 2 * words]
            if not held:
                continue
            found = chances(held, folds.scores(held, kinds), calibrator)
            groups: dict[str, Callable[[Text], bool]] = {
                "native": lambda text: text.author == corpus.NATIVE,
                **{f"native, {s}": lambda t, s=s: t.source == s for s in (*HELD, "alt")},
                "human translations": lambda text: text.is_human_translation,
                "machine translations": lambda text: text.is_machine,
                **{f"machine, {p}": lambda t, p=p: t.source == p and t.is_machine for p in PAIRS},
            }
            for group, fits in groups.items():
                at = [i for i, one in enumerate(held) if fits(one.text)]
                if not at:
                    continue
                documents = [f"{held[i].text.source}/{held[i].text.document}" for i in at]
                called = share([found[i] >= calibrator["machine"] for i in at], documents)
                cleared = np.mean([found[i] <= calibrator["native"] for i in at])
                print(f"    {words} words, {group}: called machine-translated {called}, not {cleared:.3f}")
            machine, human, native = (
                [i for i, one in enumerate(held) if fits(one.text)]
                for fits in (groups["machine translations"], groups["human translations"], groups["native"])
            )
            for other, at in (("human translations", human), ("native", native)):
                if at and machine:
                    names = tuple(
                        [f"{held[i].text.source}/{held[i].text.document}" for i in s] for s in (machine, at)
                    )
                    print(
                        f"    {words} words, machine against {other}: AUC "
                        f"{_interval(auc(found[machine], found[at], names))}"
                    )
            print(f"    {words} words, calibration error {_calibration_error(found, held):.3f}", flush=True)


def _calibration_error(found: np.ndarray, held: Sequence[Example]) -> float:
    """Expected calibration error over ten bins, native and machine weighing the same."""
    keep = [i for i, one in enumerate(held) if not one.text.is_human_translation]
    truth = np.array([held[i].text.is_machine for i in keep])
    weights = np.where(truth, 0.5 / max(truth.sum(), 1), 0.5 / max((~truth).sum(), 1))
    bins = np.minimum((found[keep] * 10).astype(int), 9)
    return float(
        sum(abs(np.sum(weights[bins == b] * (found[keep][bins == b] - truth[bins == b]))) for b in range(10))
    )


def measure_engine(read: Sequence[Parsed], data: Path) -> None:
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
            sentences = tuple(read_sentences(map(normalised, own)))
            pairs.append(Parsed(Text("engine", name, author, own), sentences))
    forty = {name for name, _ in documents}
    others = [one for one in thinned(read) if one.text.source != "ntrex" or one.text.document not in forty]
    others = [one for one in others if not one.text.is_human_translation]
    train = [one for words in LENGTHS for one in examples(others, words)]
    own = [one for words in LENGTHS for one in examples(pairs, words)]
    halves = {name: place % 2 for place, name in enumerate(sorted(forty))}
    blind = fit(dict.fromkeys(SETS["base"], train), SETS["base"])
    seen = []
    for half in (0, 1):
        more = [*train, *(one for one in own if halves[one.text.document] != half)]
        seen.append(fit(dict.fromkeys(SETS["base"], more), SETS["base"]))
    for words in LENGTHS:
        held = [one for one in own if words <= one.words < 1.5 * words]
        sides = [[one for one in held if one.text.is_machine == is_machine] for is_machine in (True, False)]
        print(f"    {words} words, engine unseen: AUC {_interval(held_against(blind, *sides))}")
        told = held_against(
            lambda given: np.array([seen[halves[one.text.document]]([one])[0] for one in given]), *sides
        )
        print(f"    {words} words, engine seen: AUC {_interval(told)}", flush=True)


def measure_languages(read: Sequence[Parsed]) -> None:
    """How well the source language is told among three, for systems and documents not fitted on."""
    split = Split([one.text for one in read])
    given = [one for words in LENGTHS for one in examples(thinned(read), words)]
    signs = Sequences("sequences").fit([one for one in given if not one.text.is_human_translation])
    machine = [one for one in given if one.text.is_machine]
    right: dict[str, list[bool]] = {pair: [] for pair in PAIRS}
    for number in range(FOLDS):
        train = [one for one in machine if fold(one.text) != number and split.even(one.text)]
        held = [
            one
            for one in machine
            if fold(one.text) == number and not split.even(one.text) and 200 <= one.words < 300
        ]
        fitted = LogisticRegression(C=3.0, max_iter=5000, class_weight="balanced").fit(
            signs.matrix(train), [one.text.source for one in train]
        )
        for one, guess in zip(held, fitted.predict(signs.matrix(held)), strict=True):
            right[one.text.source].append(guess == one.text.source)
    told = "; ".join(f"{pair} {np.mean(hits):.2f} of {len(hits)}" for pair, hits in right.items())
    balanced = np.mean([np.mean(hits) for hits in right.values()])
    print(f"    200 words, right among three: {told}; mean {balanced:.3f}, chance 0.333", flush=True)


def measure_articles(data: Path) -> None:
    """Acceptance 4: the article pair, by the weights of the package."""
    for name in ("machine_translated", "native"):
        text = (data / "seed_pair" / f"{name}.txt").read_text(encoding="utf-8")
        document = analyse(Document(name, text))
        without = replace(document, disclosure=None)
        found = likelihood_of(without, prior=0.5)
        if found is None:
            raise SystemExit(f"{name} has no body text")
        print(f"    {name}: probability {found.probability:.3f}, {found.verdict} ({found.reason})")
        for one in found.evidence:
            print(f"        {one.contribution:+.2f} {one.words}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=corpus.DATA)
    parser.add_argument("--work", type=Path, default=corpus.WORK)
    parser.add_argument("--parts", default="pairs,sources,verdicts,engine,languages,articles")
    options = parser.parse_args()
    for source in SOURCES:
        print(f"{corpus.FILES[source]} sha256 {corpus.file_digest(options.data, source)}")
    parts = options.parts.split(",")
    read, scores = [], {}
    if parts != ["articles"]:
        read = [one for source in SOURCES for one in corpus.parsed(source, options.data, options.work)]
    if {"pairs", "verdicts"} & set(parts):
        scores = surprisal.scores([one.text for one in read], options.work)
    measures = {
        "pairs": lambda: measure_pairs(read, scores),
        "sources": lambda: measure_sources(read),
        "verdicts": lambda: measure_verdicts(read, scores),
        "engine": lambda: measure_engine(read, options.data),
        "languages": lambda: measure_languages(read),
        "articles": lambda: measure_articles(options.data),
    }
    for part in parts:
        print(part, flush=True)
        measures[part]()


if __name__ == "__main__":
    main()
