"""What notebooks show of reports, findings and comparisons: compact, escaped, with styles of their own.

No script and no id, since many stand on one page. Where a notebook drops style sheets, as Jupyter does for
output that it does not trust, the markup still reads.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.reports.console.verdict import document_facts, verdict_lines
from mtaudit.reports.html.article import document_article
from mtaudit.reports.html.comparison import held_against
from mtaudit.reports.html.environment import Assets, template
from mtaudit.reports.html.findings import cards_of, finding_marks
from mtaudit.reports.systems.words import measure_title, ranked_systems, score_of, shown_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model import Finding
    from mtaudit.model.systems import Measure, SystemComparison
    from mtaudit.reports.report import AuditReport, ReferenceResult

__all__ = ["comparison_html", "findings_html", "report_html", "systems_html"]

#: Rows of a table that a notebook shows; the rest are counted.
_MOST = 60


def report_html(report: AuditReport) -> str:
    """Return an audit report: what was found, the text with its findings, the findings.

    :param report: what was audited.
    """
    cards = cards_of(report.findings)
    return _rendered(
        "notebook_report.html",
        report=report,
        facts=document_facts(report),
        lines=verdict_lines(report),
        paragraphs=document_article(report.document, finding_marks(cards), (), ()),
        told={card.id: card for card in cards},
        findings=report.findings[:_MOST],
        more=len(report.findings) - _MOST,
    )


def findings_html(findings: Sequence[Finding]) -> str:
    """Return findings as a table.

    :param findings: in any order.
    """
    return _rendered("notebook_findings.html", findings=findings[:_MOST], more=len(findings) - _MOST)


def comparison_html(reference: ReferenceResult) -> str:
    """Return the comparison with one native report: quotes word by word, facts that differ, claims.

    :param reference: the native report and what comparing yields.
    """
    # The document's sentences are not known here; a claim shows its words alone.
    held = held_against((), reference, 0)
    return _rendered(
        "notebook_comparison.html",
        reference=reference,
        held=held,
        quotes=[row for row in held.quotes if row.verdict in ("drifted", "weakly paired")][:_MOST],
        facts=held.differing[:_MOST],
        claims=held.claims[:_MOST],
    )


def systems_html(comparison: SystemComparison) -> str:
    """Return a comparison of systems as a table, the best first by the first measure.

    :param comparison: what was computed.
    """
    return _rendered(
        "notebook_systems.html",
        comparison=comparison,
        titles=[(measure_title(measure.name), measure.higher_is_better) for measure in comparison.measures],
        rows=[
            (system, [_cell(comparison, measure, system) for measure in comparison.measures])
            for system in ranked_systems(comparison)
        ],
        signatures=[(measure_title(measure.name), measure.signature) for measure in comparison.measures],
    )


def _cell(comparison: SystemComparison, measure: Measure, system: str) -> tuple[str, str, int | None]:
    """Return a score, its interval and its rank in words."""
    one = score_of(comparison, measure.name, system)
    if one is None:
        return "–", "", None
    interval = ""
    if one.ci_low is not None and one.ci_high is not None:
        interval = f"[{shown_score(one.ci_low, measure.name)}, {shown_score(one.ci_high, measure.name)}]"
    return shown_score(one.score, measure.name), interval, one.rank


def _rendered(name: str, **values: object) -> str:
    return template(name).render(style=_style(), **values)


@lru_cache(maxsize=1)
def _style() -> str:
    return Assets(("notebook.css",)).style
