"""A report without the text of articles, for corpora that may not be passed on.

What a finding flags stays, in the document and in the native report that it is held against; so do rules,
reasons, suggestions, figures and offsets. Of everything else each code point becomes :data:`MASK`, so that
spans still point to what they name.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model import BackTranslation, Consensus, FactPair, QuotePair, Span
    from mtaudit.reports.report import AuditedText, AuditReport, ReferenceResult

    Pair = TypeVar("Pair")

__all__ = ["MASK", "without_text"]

#: Stands for a code point of text that was left out.
MASK = "·"


def without_text(report: AuditReport) -> AuditReport:
    """Return the report with the text of articles masked, flagged spans left out of that.

    :param report: what was audited.
    """
    findings = [*report.findings, *(held.finding for held in report.suppressed)]
    ours = _Mask([finding.span for finding in findings])
    others = [finding.reference_span for finding in findings if finding.reference_span is not None]
    return replace(
        report,
        masked=True,
        document=ours.article(report.document),
        references=tuple(_reference(reference, ours, _Mask(others)) for reference in report.references),
        back_translations=tuple(map(_back_translation, report.back_translations)),
        consensus=tuple(_consensus(one, ours) for one in report.consensus),
    )


class _Mask:
    """Masks whatever is outside spans.

    :param kept: spans that stay.
    """

    def __init__(self, kept: Sequence[Span]) -> None:
        self._kept = kept

    def text(self, text: str, start: int) -> str:
        """Mask a text that starts at an offset; line feeds stay, as no text."""
        characters = [character if character == "\n" else MASK for character in text]
        for span in self._kept:
            first, last = max(span.start - start, 0), max(span.end - start, 0)
            characters[first:last] = text[first:last]
        return "".join(characters)

    def article(self, article: AuditedText) -> AuditedText:
        """Mask an article, its segments and its note."""
        note = article.disclosure
        return replace(
            article,
            segments=tuple(replace(s, text=self.text(s.text, s.span.start)) for s in article.segments),
            disclosure=None if note is None else replace(note, text=self.text(note.text, note.span.start)),
            text=None if article.text is None else self.text(article.text, 0),
        )


def _reference(reference: ReferenceResult, ours: _Mask, theirs: _Mask) -> ReferenceResult:
    comparison = reference.comparison
    masked = replace(
        comparison,
        links=tuple(replace(link, reasons=()) for link in comparison.links),
        quotes=tuple(_quote(quote, ours, theirs) for quote in comparison.quotes),
        facts=tuple(_fact(fact, ours, theirs) for fact in comparison.facts),
        claims=tuple(_sides(claim, ours, theirs) for claim in comparison.claims),
    )
    return replace(reference, text=theirs.article(reference.text), comparison=masked)


def _sides(pair: Pair, ours: _Mask, theirs: _Mask) -> Pair:
    """Mask both texts of a quote, a change, a fact or a claim."""
    held = {field.name: getattr(pair, field.name) for field in fields(pair)}  # type: ignore[arg-type]
    masked = {
        name: mask.text(held[name], held[span].start)
        for name, span, mask in (("text", "span", ours), ("reference_text", "reference_span", theirs))
        if held[name] is not None and held[span] is not None
    }
    return replace(pair, **masked)  # type: ignore[type-var]


def _quote(quote: QuotePair, ours: _Mask, theirs: _Mask) -> QuotePair:
    return replace(
        _sides(quote, ours, theirs),
        speaker=None,
        reference_speaker=None,
        changes=tuple(_sides(change, ours, theirs) for change in quote.changes),
    )


def _fact(fact: FactPair, ours: _Mask, theirs: _Mask) -> FactPair:
    masked = _sides(fact, ours, theirs)
    # The value says what the text said, in canonical form; it goes with the text.
    kept = masked.text == fact.text if fact.text is not None else masked.reference_text == fact.reference_text
    return masked if kept else replace(masked, value=MASK)


def _consensus(one: Consensus, ours: _Mask) -> Consensus:
    text = ours.text(one.text, one.span.start)
    masked = replace(one, text=text, reference_text=MASK * len(one.reference_text), reference_value=MASK)
    return masked if text == one.text else replace(masked, value=MASK)


def _back_translation(back: BackTranslation) -> BackTranslation:
    return replace(
        back,
        segments=tuple(
            replace(trip, pivot_text=MASK * len(trip.pivot_text), text=MASK * len(trip.text))
            for trip in back.segments
        ),
    )
