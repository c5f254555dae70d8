"""The comparison with native reports in the text report: quotes, facts, claims, alignment."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from mtaudit.model import COMPARED_ROLES, FactVerdict, QuoteVerdict
from mtaudit.reports.console.blocks import (
    INDENT,
    Block,
    blank,
    heading,
    labelled,
    plural,
    table,
)
from mtaudit.reports.console.claims import claim_blocks, consensus_blocks, limits_blocks
from mtaudit.reports.marks import mark_differences, text_of
from mtaudit.reports.safe_text import safe_line

if TYPE_CHECKING:
    from rich.text import Text

    from mtaudit.model import FactPair, QuotePair
    from mtaudit.reports.report import AuditedText, AuditReport, ReferenceResult

__all__ = ["comparison_blocks"]

_INNER = INDENT * 2
#: Characters of a sentence without a counterpart that are shown.
_BEGINNING = 90
_COLUMN = _INNER + len("native report") + 2

_VERDICT_STYLES = {
    QuoteVerdict.SAME: "green",
    QuoteVerdict.DRIFTED: "yellow",
    QuoteVerdict.UNMATCHED: "",
    FactVerdict.AGREES: "green",
    FactVerdict.DIFFERS: "yellow",
    FactVerdict.UNMATCHED: "",
}
_QUOTE_ORDER = (QuoteVerdict.DRIFTED, QuoteVerdict.SAME, QuoteVerdict.UNMATCHED)
_FACT_ORDER = (FactVerdict.DIFFERS, FactVerdict.AGREES, FactVerdict.UNMATCHED)


def comparison_blocks(report: AuditReport) -> list[Block]:
    """Return sections on quotes, facts, claims and alignment for each native report, then on all of them.

    :param report: what was audited.
    """
    blocks: list[Block] = []
    for reference in report.references:
        blocks += _quotes(reference)
        blocks += _facts(reference)
        blocks += claim_blocks(report, reference)
        blocks += _alignment(report.document, reference)
    return [*blocks, *consensus_blocks(report), *limits_blocks(report)]


def _quotes(reference: ReferenceResult) -> list[Block]:
    quotes = reference.comparison.quotes
    if not quotes:
        return []
    blocks = heading("Quotes, held against ", reference.text.id)
    if any(quote.verdict is QuoteVerdict.DRIFTED for quote in quotes):
        note = "Words that the other does not have are marked. Either report may misquote."
        blocks.append(Block(text_of(note)))
    for quote in sorted(quotes, key=lambda quote: _QUOTE_ORDER.index(quote.verdict)):
        blocks += [blank(), *_quote(quote)]
    return blocks


def _quote(quote: QuotePair) -> list[Block]:
    style = _VERDICT_STYLES[quote.verdict]
    if quote.text is None or quote.reference_text is None:
        holder = "native report" if quote.text is None else "document"
        wording = quote.reference_text if quote.text is None else quote.text
        speaker = quote.reference_speaker if quote.text is None else quote.speaker
        return [
            Block(text_of((quote.verdict, style), f" (only the {holder} has it)")),
            labelled(holder, _spoken(text_of(wording or ""), speaker), indent=_COLUMN, margin=_INNER),
        ]
    if quote.verdict is QuoteVerdict.DRIFTED:
        ours, theirs = mark_differences(quote.text, quote.reference_text)
    else:
        ours, theirs = text_of(quote.text), text_of(quote.reference_text)
    shared = "" if quote.similarity is None else f" (words shared {quote.similarity:.2f})"
    return [
        Block(text_of((quote.verdict, style), shared)),
        labelled("document", _spoken(ours, quote.speaker), indent=_COLUMN, margin=_INNER),
        labelled("native report", _spoken(theirs, quote.reference_speaker), indent=_COLUMN, margin=_INNER),
    ]


def _spoken(wording: Text, speaker: str | None) -> Text:
    """Add who says it, where the text tells."""
    return wording if speaker is None else wording.append_text(text_of((f" ({speaker})", "cyan")))


def _facts(reference: ReferenceResult) -> list[Block]:
    facts = sorted(reference.comparison.facts, key=lambda fact: _FACT_ORDER.index(fact.verdict))
    if not facts:
        return []
    return [
        *heading("Facts, held against ", reference.text.id),
        Block(text_of("Unmatched is not wrong: one report may leave out what the other has.")),
        table(
            ("verdict", "kind", "value", "document", "native report"),
            [
                (
                    text_of((fact.verdict, _VERDICT_STYLES[fact.verdict])),
                    text_of(fact.kind),
                    text_of(fact.value),
                    *_sides(fact),
                )
                for fact in facts
            ],
        ),
    ]


def _sides(fact: FactPair) -> tuple[Text, Text]:
    return (
        text_of("-" if fact.text is None else fact.text),
        text_of("-" if fact.reference_text is None else fact.reference_text),
    )


def _alignment(document: AuditedText, reference: ReferenceResult) -> list[Block]:
    """Linked sentences beside each other, then the beginnings of those that only one text has."""
    links = reference.comparison.links
    blocks = heading("Sentences, held against ", reference.text.id)
    for link in links:
        evidence = f"linked (similarity {link.similarity:.2f}; evidence: {', '.join(link.reasons)})"
        blocks += [
            Block(text_of(evidence)),
            labelled("document", _said(document, link.segments), indent=_COLUMN, margin=_INNER),
            labelled(
                "native report",
                _said(reference.text, link.reference_segments),
                indent=_COLUMN,
                margin=_INNER,
            ),
            blank(),
        ]
    coverage = reference.comparison.coverage
    sides = (
        (
            "document",
            document,
            {i for link in links for i in link.segments},
            coverage.segments,
            coverage.words,
        ),
        (
            "native report",
            reference.text,
            {i for link in links for i in link.reference_segments},
            coverage.reference_segments,
            coverage.reference_words,
        ),
    )
    for name, text, linked, share, words in sides:
        alone = [
            segment
            for segment in text.segments
            if segment.role in COMPARED_ROLES and segment.index not in linked
        ]
        told = f"only in the {name}: {plural(len(alone), 'sentence')} ({100 * (1 - share):.0f} %)"
        blocks.append(Block(text_of(told)))
        if words is not None:
            blocks.append(
                Block(text_of(f"content words that only the {name} has: {100 * (1 - words):.0f} %"))
            )
        blocks += [
            Block(text_of(shorten(safe_line(segment.text), _BEGINNING, placeholder=" …")), _INNER)
            for segment in alone
        ]
    return blocks


def _said(text: AuditedText, indices: tuple[int, ...]) -> Text:
    return text_of(" ".join(text.segments[index].text for index in indices))
