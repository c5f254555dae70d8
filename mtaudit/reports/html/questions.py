"""What an editor asks first, answered in a line each; the sections of the page hold the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.model import FactVerdict, QuoteVerdict, Severity
from mtaudit.reports.console.blocks import language_name, plural
from mtaudit.reports.console.findings import is_weightless

if TYPE_CHECKING:
    from mtaudit.reports.html.scores import Likelihood
    from mtaudit.reports.report import AuditReport

__all__ = ["Question", "questions"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer.

    :param asked: the question.
    :param answer: a few words.
    :param rest: what to know besides.
    :param section: id of the section that holds the rest.
    """

    asked: str
    answer: str
    rest: str
    section: str


def questions(report: AuditReport, verdict: Likelihood | None) -> list[Question]:
    """Return the five questions with their answers.

    :param report: what was audited.
    :param verdict: how likely the text is machine-translated, or None.
    """
    return [
        _origin(report, verdict),
        _english(report),
        _same(report),
        _close(report),
        _unchecked(report),
    ]


def _origin(report: AuditReport, verdict: Likelihood | None) -> Question:
    note = report.document.disclosure
    judged = f"{verdict.verdict}, {100 * verdict.probability:.0f}\u00a0%" if verdict else "not judged"
    # What the publisher says outright stands before what is estimated.
    if note is not None:
        answer = "Yes, by its own note"
        source = note.source_language
        named = f"From {language_name(source)}" if source else "The note names no language"
        told = f"{named}, by {note.provider}" if note.provider else named
        told += f". By the text alone, without the note: {judged}."
    else:
        answer = f"{judged[0].upper()}{judged[1:]}"
        told = "The article has no note on machine translation; that says nothing either way."
    return Question("Was it machine-translated?", answer, told, "origin")


def _english(report: AuditReport) -> Question:
    counts = Counter(finding.severity for finding in report.findings)
    weighing = sum(counts[severity] for severity in Severity if severity is not Severity.NEUTRAL)
    split = ", ".join(f"{counts[severity]} {severity}" for severity in reversed(Severity) if counts[severity])
    penalty = report.scores.rule_penalty
    told = f"{split[0].upper()}{split[1:]}. " if split else ""
    told += f"Rule penalty {penalty.per_100_words:.1f} per 100 words"
    if penalty.control_per_100_words is not None:
        told += f"; native report {penalty.control_per_100_words:.1f}"
    answer = f"In {plural(weighing, 'place')}" if weighing else "Nowhere that a rule saw"
    return Question("Where does the English go wrong?", answer, f"{told}.", "text")


def _same(report: AuditReport) -> Question:
    asked = "Does it say what the native report says?"
    if not report.references:
        return Question(asked, "Not compared", "No native report was given.", "limits")
    all_facts = [fact for reference in report.references for fact in reference.comparison.facts]
    quotes = [quote for reference in report.references for quote in reference.comparison.quotes]
    claims = sum(len(reference.comparison.claims) for reference in report.references)
    facts = Counter(fact.verdict for fact in all_facts)
    drifted = sum(quote.verdict is QuoteVerdict.DRIFTED for quote in quotes)
    differing = facts[FactVerdict.DIFFERS]
    parts = [
        f"{plural(differing, 'fact')} {'differs' if differing == 1 else 'differ'}" if differing else "",
        f"{plural(drifted, 'quote')} drifted" if drifted else "",
        f"{plural(claims, 'claim')} to check" if claims else "",
    ]
    answer = ", ".join(part for part in parts if part) or "No difference found"
    told = (
        f"{facts[FactVerdict.AGREES]} of {plural(len(all_facts), 'fact')} agree, "
        f"{facts[FactVerdict.UNMATCHED]} only one text has. Either text may be right."
    )
    return Question(asked, answer, told, "facts" if differing or not drifted else "quotes")


def _close(report: AuditReport) -> Question:
    asked = "How close is it to the native report?" if report.references else "What survives translation?"
    back = _way_back(report)
    aligned = report.scores.references[0].aligned if report.references else None
    if aligned is None:
        missing = "Nothing is aligned." if report.references else "No native report was given."
        answer = f"chrF++ {report.back_translations[0].stability.surface:.1f}" if back else "Not scored"
        return Question(asked, answer, f"{back} {missing}".strip(), "scores")
    score = aligned.chrfpp
    held = report.references[0].comparison.coverage.segments
    interval = ""
    if score.ci_low is not None and score.ci_high is not None:
        interval = f" [{score.ci_low:.0f}, {score.ci_high:.0f}]"
    told = f"Over the {100 * held:.0f} % of its sentences that the native report has too. {back}"
    return Question(asked, f"chrF++ {score.score:.1f}{interval}", told.strip(), "scores")


def _way_back(report: AuditReport) -> str:
    if not report.back_translations:
        return ""
    back = report.back_translations[0]
    told = f"After {language_name(back.pivot)} and back, chrF++ {back.stability.surface:.0f}"
    if back.control is None:
        return f"{told}; without a control that means nothing."
    return f"{told}; the native report’s is {back.control.stability.surface:.0f}."


def _unchecked(report: AuditReport) -> Question:
    missing = [] if report.references else ["no native report"]
    missing += [] if report.back_translations else ["no back-translation"]
    missing += [f"{plural(len(report.failures), 'part')} failed"] if report.failures else []
    habits = sum(is_weightless(finding) for finding in report.findings)
    told = ", ".join(missing)
    told = f"{told[0].upper()}{told[1:]}. " if told else ""
    told += f"{plural(habits, 'finding')} of house style or habit weigh nothing." if habits else ""
    answer = plural(len(report.rules_not_run), "rule") + " did not run"
    return Question(
        "What was not checked?", answer if report.rules_not_run else "Every chosen rule ran", told, "limits"
    )
