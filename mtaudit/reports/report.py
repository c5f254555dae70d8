"""The audit report: everything about one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from mtaudit.reports.found import Findings

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from mtaudit.model import (
        Agreement,
        BackTranslation,
        Comparison,
        Consensus,
        Disclosure,
        Failure,
        Finding,
        LanguageGuess,
        Likelihood,
        MetricScores,
        NotRun,
        RulePenalty,
        Segment,
        Suppressed,
    )
    from mtaudit.model.quality import Quality


@dataclass(frozen=True, slots=True)
class AuditedText:
    """The document, or a native report, as the audit saw it.

    :param id: the name that tables use.
    :param language: ISO 639-1 code of the whole text.
    :param date: day of publication, where it is known.
    :param sha256: hexadecimal digest of the text in UTF-8.
    :param words: word tokens of the prose segments; what penalties are counted against.
    :param segments: every segment, in order.
    :param disclosure: the publisher's note on machine translation, or None.
    :param text: the whole text as it was read, or None where only its segments are known.
    """

    id: str
    language: str
    date: date | None
    sha256: str
    words: int
    segments: tuple[Segment, ...]
    disclosure: Disclosure | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """The text that the document was translated from, where it was given.

    :param id: the name of the text.
    :param language: ISO 639-1 code, or None where it could not be told.
    :param sha256: hexadecimal digest of the text in UTF-8.
    :param words: words of its prose.
    """

    id: str
    language: str | None
    sha256: str
    words: int


@dataclass(frozen=True, slots=True)
class ReferenceResult:
    """One native report and how the document compares with it."""

    text: AuditedText
    comparison: Comparison

    def _repr_html_(self) -> str:
        from mtaudit.reports.html.notebook import comparison_html

        return comparison_html(self)


@dataclass(frozen=True, slots=True)
class Scores:
    """Every score of the document.

    :param references: agreement, one for each native report, in the order given.
    :param back_translations: the returns against the document, one for each engine.
    :param rule_penalty: weights of findings per 100 words.
    """

    references: tuple[Agreement, ...]
    back_translations: tuple[MetricScores | None, ...]
    rule_penalty: RulePenalty


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Everything about one document.

    :param signature: fixes how the report was made: version, rules, segmentation, engines, seed.
    :param document: the text that was audited.
    :param rules_run: codes of the rules that ran, sorted.
    :param rules_not_run: rules that did not, and why.
    :param findings: in the order of their spans.
    :param references: one for each native report, in the order given.
    :param back_translations: one for each engine, in the order given.
    :param scores: agreement, back-translation scores, rule penalty.
    :param failures: what did not work and is therefore missing.
    :param suppressed: findings that a comment in the text or a baseline keeps from being counted.
    :param source: the text that the document was translated from, or None.
    :param consensus: facts that several native reports give alike and the document otherwise.
    :param likelihood: how likely it is that the text was machine-translated; None without body text.
    :param source_language: languages that it may have been made from, likeliest first; None for no guess.
    :param quality: how people would judge it as a translation; None without a language model.
    :param masked: True where the text of articles was left out but for the flagged spans.
    """

    signature: str
    document: AuditedText
    rules_run: tuple[str, ...]
    rules_not_run: tuple[NotRun, ...]
    findings: tuple[Finding, ...]
    references: tuple[ReferenceResult, ...]
    back_translations: tuple[BackTranslation, ...]
    scores: Scores
    failures: tuple[Failure, ...]
    suppressed: tuple[Suppressed, ...] = ()
    source: SourceSummary | None = None
    consensus: tuple[Consensus, ...] = ()
    likelihood: Likelihood | None = None
    source_language: tuple[LanguageGuess, ...] | None = None
    quality: Quality | None = None
    masked: bool = False

    def __post_init__(self) -> None:
        """Hold the findings in a tuple that notebooks show as a table."""
        object.__setattr__(self, "findings", Findings(self.findings))

    def _repr_html_(self) -> str:
        from mtaudit.reports.html.notebook import report_html

        return report_html(self)

    def without_text(self) -> AuditReport:
        """Return the report with the text of articles masked but for the spans that findings flag."""
        from mtaudit.reports.redaction import without_text

        return without_text(self)

    def to_html(self) -> str:
        """Return the report as one page for a browser that needs no other file."""
        from mtaudit.reports.html import document_page

        return document_page(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as the JSON contract lays it out, in plain containers."""
        from mtaudit.reports.json_format import report_to_dict

        return report_to_dict(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the report as JSON; the schema is ``mtaudit/reports/schema``.

        :param indent: spaces for each level, or None for one line.
        """
        from mtaudit.reports.json_format import report_to_json

        return report_to_json(self, indent=indent)

    def to_frame(
        self,
        table: Literal[
            "findings", "segments", "scores", "links", "quotes", "facts", "claims", "back_translations"
        ] = "findings",
    ) -> pd.DataFrame:
        """Return one of the report's tables as a pandas frame with stable columns and dtypes.

        Text is ``string``, counts and offsets are ``Int64``, other numbers ``Float64``, also where the table
        is empty; what is absent is ``pandas.NA``.

        :param table: ``findings`` (a row a finding), ``segments`` (a row a segment), ``scores`` (one row for
            the document); of every native report ``links`` (a row a pair of segments), ``quotes``, ``facts``
            and ``claims``; of every engine ``back_translations`` (a row a segment).
        :raises UsageError: for any other table.
        """
        from mtaudit.reports.frames import frame

        return frame(self, table)
