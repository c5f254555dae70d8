"""What an editor asks first, answered in a line each; the sections of the page hold the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.reports.console.blocks import language_name, plural
from mtaudit.reports.html.looks import Look, look_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.reports.html.comparison import Compared
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


def questions(
    report: AuditReport, verdict: Likelihood | None, compared: Sequence[Compared]
) -> list[Question]:
    """Return the five questions with their answers.

    :param report: what was audited.
    :param verdict: how likely the text is machine-translated, or None.
    :param compared: the document held against each native report.
    """
    return [
        _origin(report, verdict),
        _english(report),
        _same(compared),
        _close(report),
        _unchecked(report),
    ]


def _origin(report: AuditReport, verdict: Likelihood | None) -> Question:
    note = report.document.disclosure
    judged = (
        f"{verdict.verdict}, {100 * verdict.probability:.0f}\u00a0% likely to be a machine’s"
        if verdict
        else "not judged"
    )
    # What the publisher says outright stands before what is estimated.
    if note is not None:
        answer = "Yes, by its own note"
        source = note.source_language
        told = f"It says: from {language_name(source)}" if source else "The note names no language"
        told += f"; it names {note.provider}" if note.provider else ""
        told += f". By the text alone, without the note: {judged}."
    else:
        answer = f"{judged[0].upper()}{judged[1:]}"
        told = "The article has no note on machine translation; that says nothing either way."
    return Question("Was it machine-translated?", answer, told, "origin")


def _english(report: AuditReport) -> Question:
    counts = Counter(look_of(finding) for finding in report.findings)
    faults = sum(count for look, count in counts.items() if look.weighs)
    split = ", ".join(f"{counts[look]} {look}" for look in reversed(Look) if look.weighs and counts[look])
    penalty = report.scores.rule_penalty
    told = f"{split[0].upper()}{split[1:]}. " if split else ""
    rest = [f"{counts[Look.CHECK]} to check against the native report"] if counts[Look.CHECK] else []
    rest += [f"{counts[Look.STYLE]} of style"] if counts[Look.STYLE] else []
    told += f"Besides, {' and '.join(rest)}, which weigh nothing. " if rest else ""
    told += f"Rule penalty {penalty.per_100_words:.1f} per 100 words"
    if penalty.control_per_100_words is not None:
        told += f"; the native report’s is {penalty.control_per_100_words:.1f}"
    answer = plural(faults, "fault") if faults else "Nowhere that a rule saw"
    return Question("Where does the English go wrong?", answer, f"{told}.", "mend")


def _same(compared: Sequence[Compared]) -> Question:
    asked = "Does it say what the native report says?"
    if not compared:
        return Question(asked, "Not compared", "No native report was given.", "limits")
    quotes = Counter(row.verdict for held in compared for row in held.quotes)
    differing = sum(len(held.differing) for held in compared)
    claims = sum(len(held.claims) for held in compared)
    parts = [
        f"{plural(differing, 'fact')} {'differs' if differing == 1 else 'differ'}" if differing else "",
        f"{plural(quotes['drifted'], 'quote')} drifted" if quotes["drifted"] else "",
        f"{plural(claims, 'claim')} to check" if claims else "",
    ]
    answer = ", ".join(part for part in parts if part) or "No difference found"
    told = "" if differing else "No number, date or name was found to conflict. "
    weak = quotes["weakly paired"]
    told += f"{plural(weak, 'more quote')} {'is' if weak == 1 else 'are'} weakly paired. " if weak else ""
    agreeing = sum(len(held.agreeing) for held in compared)
    told += f"{plural(agreeing, 'fact')} in both. Either text may be right."
    return Question(asked, answer, told, "facts" if differing or not quotes["drifted"] else "quotes")


def _close(report: AuditReport) -> Question:
    asked = "How close is it to the native report?" if report.references else "What survives translation?"
    back = _way_back(report)
    aligned = report.scores.references[0].aligned if report.references else None
    if aligned is None:
        missing = "No sentences are linked." if report.references else "No native report was given."
        answer = f"chrF++ {report.back_translations[0].stability.surface:.1f}" if back else "Not scored"
        return Question(asked, answer, f"{back} {missing}".strip(), "scores")
    score = aligned.chrfpp
    held = report.references[0].comparison.coverage.segments
    interval = ""
    if score.ci_low is not None and score.ci_high is not None:
        interval = f" [{score.ci_low:.0f}, {score.ci_high:.0f}]"
    told = (
        f"Wording shared by linked sentences ({100 * held:.0f}\u00a0% of this text’s); 100 is word for word. "
        "Newsrooms word one event freely, so no scale says what is low. "
        f"{back}"
    )
    return Question(asked, f"chrF++ {score.score:.1f}{interval} of 100", told.strip(), "scores")


def _way_back(report: AuditReport) -> str:
    if not report.back_translations:
        return ""
    back = report.back_translations[0]
    told = f"After {language_name(back.pivot)} and back, chrF++ {back.stability.surface:.0f}"
    if back.control is None:
        return f"{told}; without a control that means nothing."
    return f"{told}; the native report’s is {back.control.stability.surface:.0f}."


def _unchecked(report: AuditReport) -> Question:
    note = report.document.disclosure
    source = note.source_language if note is not None else None
    original = f"the {language_name(source)} original" if source else "the original"
    missing = [] if report.references else ["no native report was given"]
    missing += [] if report.back_translations else ["it was not translated back"]
    rules = len(report.rules_not_run)
    missing += [f"{plural(rules, 'rule')} did not run"] if rules else []
    missing += [f"{plural(len(report.failures), 'part')} of the audit failed"] if report.failures else []
    if report.source is None:
        answer = f"{original[0].upper()}{original[1:]}"
        told = f"Nobody compared the text with {original}, which was not given. "
    else:
        answer = plural(rules, "rule") + " did not run" if rules else "Every chosen rule ran"
        told = ""
    named = ", ".join(missing)
    told += f"{named[0].upper()}{named[1:]}." if named else ""
    return Question("What was not checked?", answer, told.strip(), "limits")
