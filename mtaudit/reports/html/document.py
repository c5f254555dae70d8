"""The page of one document: one file that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mtaudit
from mtaudit.reports.console.blocks import language_name
from mtaudit.reports.console.claims import LIMITS
from mtaudit.reports.console.verdict import document_facts, verdict_lines
from mtaudit.reports.html.article import document_article, reference_article
from mtaudit.reports.html.comparison import headline_of, held_against
from mtaudit.reports.html.environment import assets, template
from mtaudit.reports.html.findings import cards_of, finding_marks, reference_marks, rule_help
from mtaudit.reports.html.looks import Look
from mtaudit.reports.html.mend import to_mend
from mtaudit.reports.html.questions import questions
from mtaudit.reports.html.scores import likelihood, penalty_bars, quality, score_rows, signatures, trips

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model import NotRun
    from mtaudit.reports.html.findings import RuleHelp
    from mtaudit.reports.report import AuditReport

__all__ = ["document_page"]

#: Code points of a headline or a name that the page's title shows.
_LONGEST_TITLE = 200


def document_page(report: AuditReport, *, index: str | None = None) -> str:
    """Return the page of one document: its text with findings, what comparing shows, scores, limits.

    :param report: what was audited.
    :param index: address of the page that lists all documents of a batch, relative to this one.
    """
    document = report.document
    cards = cards_of(report.findings)
    verdict = likelihood(report.likelihood)
    estimated = quality(report.quality)
    languages = report.source_language or ()
    compared = [held_against(document.segments, held, at) for at, held in enumerate(report.references)]
    references = [
        {
            "text": reference.text,
            "paragraphs": reference_article(reference, place, reference_marks(cards, reference.text)),
            "compared": compared[place],
            "coverage": reference.comparison.coverage,
            "links": len(reference.comparison.links),
        }
        for place, reference in enumerate(report.references)
    ]
    present = {card.look for card in cards}
    headline = headline_of(document)
    scored = score_rows(report)
    return template("document.html").render(
        assets=assets("document"),
        version=mtaudit.__version__,
        index=index,
        report=report,
        headline=None if headline is None else _short(headline),
        name=_short(document.id),
        document_facts=document_facts(report),
        questions=questions(report, verdict, compared),
        paragraphs=document_article(
            document, finding_marks(cards), report.references, report.back_translations
        ),
        cards=cards,
        mend=to_mend(cards),
        looks=[look for look in reversed(Look) if look in present],
        references=references,
        likelihood=verdict,
        quality=estimated,
        languages=languages,
        scores=scored,
        bounded=any(held.low is not None for row in scored for _, held in row.metrics),
        penalties=penalty_bars(report),
        trips=trips(report),
        not_run=_by_reason(report.rules_not_run),
        told=dict(verdict_lines(report)),
        limits=LIMITS,
        signatures=signatures(report),
        language_name=language_name,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TITLE else f"{text[:_LONGEST_TITLE]}…"


def _by_reason(rules: Sequence[NotRun]) -> list[tuple[str, list[tuple[str, RuleHelp | None]]]]:
    reasons = dict.fromkeys(rule.reason for rule in rules)
    return [
        (reason, [(rule.code, rule_help(rule.code)) for rule in rules if rule.reason == reason])
        for reason in reasons
    ]
