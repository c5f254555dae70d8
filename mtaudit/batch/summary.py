"""What a run did: counts, the worst documents, failures, time by stage."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from mtaudit.reports.rows import column_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mtaudit.batch.work import Finished, Values

__all__ = ["BatchSummary", "Counting", "Worst"]

_PLACE = {
    table: {name: at for at, name in enumerate(column_names(table))} for table in ("scores", "failures")
}
#: Documents that the summary names.
_NAMED = 3
#: Words from which on a rate in 100 words says something about a document.
_ENOUGH_WORDS = 50


class Worst(NamedTuple):
    """A document with a high rule penalty.

    :param penalty: in 100 words.
    :param document: its id.
    """

    penalty: float
    document: str


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What a run did.

    :param documents: entries found, those that could not be read included.
    :param scored: texts with a row in ``scores.csv``.
    :param failures: rows in ``failures.csv``.
    :param findings: rows in ``findings.csv``.
    :param without_reference: texts audited without a native report, where others had one.
    :param at_or_above: findings as bad as the settings ask for, or worse; house style is not counted.
    :param worst: documents with the highest rule penalty, the highest first.
    :param stages: failures by stage.
    :param seconds: work by stage, of all workers together and of all sittings of a resumed run.
    """

    documents: int
    scored: int
    failures: int
    findings: int
    without_reference: int
    at_or_above: int
    worst: tuple[Worst, ...]
    stages: Mapping[str, int]
    seconds: Mapping[str, float]

    @property
    def counts(self) -> dict[str, int]:
        """The counts as ``run.json`` has them."""
        names = ("documents", "scored", "failures", "findings", "without_reference", "at_or_above")
        return {name: getattr(self, name) for name in names}

    @property
    def told(self) -> list[str]:
        """The summary in a few lines."""
        line = (
            f"{self.scored:,} of {self.documents:,} documents audited, {self.findings:,} findings, "
            f"{self.failures:,} failures"
        )
        if self.without_reference:
            line += f", {self.without_reference:,} without a native report"
        lines = [line]
        if self.worst:
            named = ", ".join(f"{worst.document} {worst.penalty:.1f}" for worst in self.worst)
            lines.append(f"highest rule penalty in 100 words: {named}")
        if self.stages:
            named = ", ".join(f"{stage} {count:,}" for stage, count in self.stages.items())
            lines.append(f"failures by stage: {named}")
        if self.seconds:
            named = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in self.seconds.items())
            lines.append(f"work by stage: {named}")
        return lines


class Counting:
    """Counts what a run did; a sink."""

    def __init__(self) -> None:
        self._entries = self._scored = self._findings = self._referenced = self._above = 0
        self._worst: list[Worst] = []
        self._stages: Counter[str] = Counter()
        self._seconds: dict[str, float] = {}

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Keep the counts."""

    def add(self, finished: Finished) -> None:
        """Count an entry."""
        self._findings += len(finished.tables.get("findings", ()))
        self._above += finished.at_or_above
        for values in finished.tables.get("failures", ()):
            self._stages[str(values[_PLACE["failures"]["stage"]])] += 1
        for stage, seconds in finished.seconds.items():
            self._seconds[stage] = self._seconds.get(stage, 0.0) + seconds
        # A native report that could not be read has an entry of its own, and its document another.
        self._entries += not _is_note(finished)
        for values in finished.tables.get("scores", ()):
            self._count(values)

    def _count(self, values: Values) -> None:
        cell = {name: values[at] for name, at in _PLACE["scores"].items()}
        self._scored += 1
        self._referenced += bool(cell["references"])
        penalty, words = cell["rule_penalty_per_100_words"], cell["words"]
        if isinstance(penalty, float) and penalty > 0 and isinstance(words, int) and words >= _ENOUGH_WORDS:
            self._worst = heapq.nlargest(
                _NAMED, [*self._worst, Worst(penalty, str(cell["document"]))], key=lambda worst: worst.penalty
            )

    def summary(self, *, references: bool) -> BatchSummary:
        """Return the counts.

        :param references: True where native reports were asked for; else one document that has one asks.
        """
        alone = self._scored - self._referenced if references or self._referenced else 0
        return BatchSummary(
            self._entries,
            self._scored,
            self._stages.total(),
            self._findings,
            alone,
            self._above,
            tuple(self._worst),
            dict(self._stages),
            dict(self._seconds),
        )


def _is_note(finished: Finished) -> bool:
    failures = finished.tables.get("failures", [])
    return "scores" not in finished.tables and [v[_PLACE["failures"]["stage"]] for v in failures] == [
        "reference"
    ]
