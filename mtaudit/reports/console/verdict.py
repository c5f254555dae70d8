"""The lines that the text report opens with: what was found, and what is not claimed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mtaudit.model import FactVerdict, QuoteVerdict, Severity, Why
from mtaudit.reports.console.blocks import INDENT, labelled, language_name, plural, title
from mtaudit.reports.marks import text_of

if TYPE_CHECKING:
    from mtaudit.model import Agreement, BackTranslation, Coverage, Stability
    from mtaudit.reports.console.blocks import Block
    from mtaudit.reports.report import AuditReport, ReferenceResult, SourceSummary

__all__ = ["document_facts", "verdict_blocks", "verdict_lines"]

_COLUMN = INDENT + len("back-translation") + 2

_NOT_CLAIMED = (
    "that the text is right or wrong. Agreement with a native report is not accuracy, what survives a "
    "back-translation is not adequacy, and the rule penalty is not an MQM score: its severities are "
    "ours and nobody annotated."
)


def verdict_blocks(report: AuditReport) -> list[Block]:
    """Return the opening of the report.

    :param report: what was audited.
    """
    return [
        title(text_of((report.document.id, "bold"), f" ({', '.join(document_facts(report))})")),
        *(labelled(label, text_of(line), indent=_COLUMN) for label, line in verdict_lines(report)),
    ]


def document_facts(report: AuditReport) -> list[str]:
    """Return the language of the document, its day, and how long it is.

    :param report: what was audited.
    """
    document = report.document
    facts = [language_name(document.language)]
    if document.date is not None:
        facts.append(document.date.isoformat())
    return [*facts, plural(document.words, "word"), plural(len(document.segments), "segment")]


def verdict_lines(report: AuditReport) -> list[tuple[str, str]]:
    """Return what was found, and what is not claimed: pairs of a label and a sentence.

    :param report: what was audited.
    """
    lines = [("disclosure", _disclosure(report)), ("findings", _findings(report))]
    if report.masked:
        lines.append(("text", "left out, a dot for each character, but for what findings flag"))
    if report.suppressed:
        lines.append(("suppressed", _suppressed(report)))
    if report.source is not None:
        lines.append(("source", _source(report.source)))
    if not report.references:
        lines.append(("native report", "none given, so nothing is compared"))
    for reference, agreement in zip(report.references, report.scores.references, strict=True):
        lines.append(("native report", _comparison(reference)))
        lines.append(("agreement", _agreement(agreement, reference)))
    if not report.back_translations:
        lines.append(("back-translation", "not done"))
    lines += [("back-translation", _stability(back)) for back in report.back_translations]
    if report.failures:
        lines.append(("failures", f"{plural(len(report.failures), 'part')} of the audit failed; see the end"))
    if report.rules_not_run:
        lines.append(("rules", f"{plural(len(report.rules_not_run), 'rule')} did not run"))
    return [*lines, ("not claimed", _NOT_CLAIMED)]


def _disclosure(report: AuditReport) -> str:
    note = report.document.disclosure
    if note is None:
        return "no publisher's note on machine translation found; that says nothing either way"
    line = "the publisher says that the text was machine-translated"
    if note.source_language is not None:
        line += f" from {language_name(note.source_language)}"
    if note.provider is not None:
        line += f" by {note.provider}"
    if note.languages:
        names = ", ".join(language_name(code) for code in note.languages)
        line += f"; it names as generated: {names}"
    return line


def _findings(report: AuditReport) -> str:
    penalty = report.scores.rule_penalty
    control = penalty.control_per_100_words
    if report.findings:
        counts = Counter(finding.severity for finding in report.findings)
        split = ", ".join(
            f"{counts[severity]} {severity}" for severity in reversed(Severity) if counts[severity]
        )
        split += "; what is neutral is in no penalty" if counts[Severity.NEUTRAL] else ""
        line = f"{plural(len(report.findings), 'finding')} ({split})"
    else:
        line = f"none by the {plural(len(report.rules_run), 'rule')} that ran"
    line += f"; rule penalty {penalty.per_100_words:.2f} per 100 words"
    if control is None:
        return f"{line}, with no native report to hold it against"
    return f"{line}; native report {control:.2f} by the rules that ran on both"


def _suppressed(report: AuditReport) -> str:
    counts = Counter(held.why for held in report.suppressed)
    told = ((Why.INLINE, "by comments in the text"), (Why.BASELINE, "known from the baseline"))
    split = ", ".join(f"{counts[why]} {words}" for why, words in told if counts[why])
    return f"{plural(len(report.suppressed), 'finding')}, not counted: {split}"


def _source(source: SourceSummary) -> str:
    language = "language unknown" if source.language is None else language_name(source.language)
    return f"{source.id} ({language}, {plural(source.words, 'word')})"


def _comparison(reference: ReferenceResult) -> str:
    comparison = reference.comparison
    quotes = Counter(quote.verdict for quote in comparison.quotes)
    facts = Counter(fact.verdict for fact in comparison.facts)
    quote_counts = ", ".join(f"{quotes[verdict]} {verdict}" for verdict in QuoteVerdict)
    fact_words = (
        (FactVerdict.AGREES, "agree"),
        (FactVerdict.DIFFERS, "differ"),
        (FactVerdict.UNMATCHED, "unmatched"),
    )
    fact_counts = ", ".join(f"{facts[verdict]} {word}" for verdict, word in fact_words)
    claims = len(comparison.claims)
    return f"{reference.text.id}; quotes: {quote_counts}; facts: {fact_counts}; claims: {claims}"


def _agreement(agreement: Agreement, reference: ReferenceResult) -> str:
    aligned, coverage = agreement.aligned, reference.comparison.coverage
    if aligned is None:
        return "nothing is aligned, so there is no score"
    score = aligned.chrfpp
    line = (
        f"chrF++ {score.score:.1f} over {plural(score.groups, 'aligned group')} holding "
        f"{100 * coverage.segments:.0f} % of the document's body segments and "
        f"{100 * coverage.reference_segments:.0f} % of the native report's{_words(coverage)}"
    )
    if score.ci_low is None or score.ci_high is None:
        return f"{line}; it rests on few segments ({score.groups}), no interval"
    return f"{line}; 95 % interval {score.ci_low:.1f} to {score.ci_high:.1f}"


def _words(coverage: Coverage) -> str:
    if coverage.words is None or coverage.reference_words is None:
        return ""
    return (
        f" ({100 * coverage.words:.0f} % and {100 * coverage.reference_words:.0f} % of their content words)"
    )


def _stability(back: BackTranslation) -> str:
    way = f"through {language_name(back.pivot)} and back with {back.engine}"
    line = f"{way}: {_levels(back.stability)}"
    if back.control is None:
        return f"{line}; without a control this means nothing"
    return f"{line}; control, the native report: {_levels(back.control.stability)}"


def _levels(stability: Stability) -> str:
    return f"surface {stability.surface:.1f}, semantic {stability.semantic:.2f}"
