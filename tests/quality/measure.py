"""Counting findings, and how sure the counts are."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from mtaudit.analysis import analyse
from mtaudit.model import Document, Severity
from mtaudit.pipeline.findings import RuleRunner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mtaudit.model import Finding, Span
    from mtaudit.rules import Rule

    from .texts import ExpertTalk, NewsDocument, SeededText

RESAMPLES = 1000
SEED = 12345


@dataclass(frozen=True)
class Counted:
    """What the rules found in one document: its words, and findings of minor or worse by code."""

    document: NewsDocument
    words: int
    found: Counter[str]
    major: int


@dataclass
class RuleScore:
    """How one rule does on seeded texts.

    ``elsewhere`` are findings on words that are seeded as a fault of another rule: on a fault, but neither
    right nor wrong.
    """

    found: int = 0
    missed: int = 0
    false: int = 0
    elsewhere: int = 0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else float("nan")

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else float("nan")


def score_seeded(texts: Iterable[SeededText], rules: Sequence[Rule]) -> dict[str, RuleScore]:
    """Score rules on seeded texts.

    A gold span is found where a finding of its code shares half of the shorter one of the two. Exact spans
    are tested with the rules' own cases.
    """
    runner = RuleRunner(rules)
    scores: defaultdict[str, RuleScore] = defaultdict(RuleScore)
    codes = {rule.code for rule in rules}
    for seeded in texts:
        findings = runner.run(analyse(Document(seeded.name, seeded.text)))
        for code, span in seeded.gold:
            if code in codes:
                hit = any(f.code == code and _same_place(f.span, span) for f in findings)
                scores[code].found += hit
                scores[code].missed += not hit
        for finding in findings:
            touched = {code for code, span in seeded.gold if finding.span.overlaps(span)}
            if finding.code not in touched:
                scores[finding.code].elsewhere += bool(touched)
                scores[finding.code].false += not touched
    return dict(scores)


def _same_place(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(one.end - one.start, other.end - other.start)


def count(
    documents: Iterable[NewsDocument], rules: Sequence[Rule], show: Callable[[Finding], None] | None = None
) -> list[Counted]:
    """Run rules on documents and count what is minor or worse; house style never is."""
    runner = RuleRunner(rules)
    counted = []
    for document in documents:
        analysed = analyse(Document(document.name, document.text))
        findings = [f for f in runner.run(analysed) if f.severity.rank >= Severity.MINOR.rank]
        if show is not None:
            for finding in findings:
                show(finding)
        counted.append(
            Counted(
                document,
                analysed.words,
                Counter(f.code for f in findings),
                sum(f.severity.rank >= Severity.MAJOR.rank for f in findings),
            )
        )
    return counted


@dataclass(frozen=True)
class Interval:
    """A figure with the ends of its 95 % percentile bootstrap."""

    score: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.score:.3f} [{self.low:.3f}, {self.high:.3f}]"


def bootstrap(statistic: Callable[[np.ndarray], float], size: int) -> Interval:
    """Return a statistic of all documents, and its interval over samples of their indices."""
    generator = np.random.default_rng(SEED)
    samples = [statistic(generator.integers(0, size, size)) for _ in range(RESAMPLES)]
    finite = [s for s in samples if np.isfinite(s)]
    low, high = np.percentile(finite, [2.5, 97.5]) if finite else (np.nan, np.nan)
    return Interval(float(statistic(np.arange(size))), float(low), float(high))


def rate(findings: Sequence[int], words: Sequence[int], per: int) -> Interval:
    """Return findings per so many words, with its interval over documents."""
    found, length = np.asarray(findings, float), np.asarray(words, float)
    return bootstrap(lambda drawn: per * found[drawn].sum() / length[drawn].sum(), len(found))


def wilson_upper(successes: int, trials: int) -> float:
    """Return the upper end of Wilson's 95 % interval of a share."""
    z = 1.959964
    share = successes / trials
    centre = share + z * z / (2 * trials)
    spread = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return (centre + spread) / (1 + z * z / trials)


@dataclass
class TalkCount:
    """Characters of one talk by one system: how many there are, are wrong, are flagged, and are both."""

    talk: str
    system: str
    characters: int
    wrong: int
    flagged: int
    both: int
    by_rule: dict[str, list[bool]] = field(default_factory=dict)


def count_experts(talks: Iterable[ExpertTalk], rules: Sequence[Rule]) -> list[TalkCount]:
    """Hold findings of minor or worse against what experts marked, character by character.

    ``by_rule`` has for each finding whether half of its characters or more are marked.
    """
    runner = RuleRunner(rules)
    counts = []
    for talk in talks:
        findings = runner.run(analyse(Document(f"{talk.talk}/{talk.system}", talk.text)))
        counted = [f for f in findings if f.severity.rank >= Severity.MINOR.rank]
        flagged = {place for f in counted for place in range(f.span.start, f.span.end)}
        by_rule: defaultdict[str, list[bool]] = defaultdict(list)
        for finding in counted:
            inside = sum(talk.wrong[finding.span.start : finding.span.end])
            by_rule[finding.code].append(2 * inside >= finding.span.end - finding.span.start)
        counts.append(
            TalkCount(
                talk.talk,
                talk.system,
                len(talk.text) - 2 * talk.text.count("\n\n"),
                sum(talk.wrong),
                len(flagged),
                sum(talk.wrong[place] for place in flagged),
                dict(by_rule),
            )
        )
    return counts
