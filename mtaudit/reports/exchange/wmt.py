"""Segment scores as WMT's metrics tasks ask for them: the rule penalty, negated so that higher is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.metrics import segment_penalties
from mtaudit.reports.systems.wmt import segment_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.reports.exchange.run import Run

__all__ = ["METRIC", "to_wmt"]

#: Name of the metric in files.
METRIC = "mtaudit-rule-penalty"


def to_wmt(run: Run) -> str:
    """Return a line a segment: metric, pair, test set, domain, document, reference, system, number, score.

    :param run: the audits; findings that are suppressed weigh nothing.
    """
    return "\n".join("\t".join(row) for row in _rows(run))


def _rows(run: Run) -> Iterator[list[str]]:
    number = 0
    for audited in run.audits:
        penalties = segment_penalties(audited.report.findings)
        start = (METRIC, f"{audited.source_language}-en", "audit", "all")
        for segment in audited.report.document.segments:
            number += 1
            score = -penalties.get(segment.index, 0.0)
            yield segment_row(start, audited.report.document.id, "src", audited.system, number, score)
