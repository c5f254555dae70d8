"""The comparison with native reports in the text report: quotes, facts, alignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import COMPARED_ROLES, FactVerdict, QuoteVerdict
from mtaudit.reports.console_blocks import (
    INDENT,
    Block,
    blank,
    heading,
    labelled,
    listing,
    plural,
    table,
)
from mtaudit.reports.marks import mark_differences, text_of

if TYPE_CHECKING:
    from rich.text import Text

    from mtaudit.model import FactPair, QuotePair
    from mtaudit.reports.report import AuditedText, AuditReport, ReferenceResult

__all__ = ["comparison_blocks"]

_INNER = INDENT * 2
_COLUMN = _INNER + len("native report") + 2

_VERDICT_STYLES = {
    QuoteVerdict.SAME: "green",
    QuoteVerdict.DRIFTED: "yellow",
    QuoteVerdict.UNMATCHED: "",
    FactVerdict.AGREES: "green",
    FactVerdict.DIFFERS: "yellow",
    FactVerdict.UNMATCHED: "",
}
_FACT_ORDER = (FactVerdict.DIFFERS, FactVerdict.AGREES, FactVerdict.UNMATCHED)


def comparison_blocks(report: AuditReport) -> list[Block]:
    """Return a section on quotes, facts and alignment for each native report.

    :param report: what was audited.
    """
    blocks: list[Block] = []
    for reference in report.references:
        blocks += _quotes(reference)
        blocks += _facts(reference)
        blocks += _alignment(report.document, reference)
    return blocks


def _quotes(reference: ReferenceResult) -> list[Block]:
    quotes = reference.comparison.quotes
    if not quotes:
        return []
    blocks = heading("Quotes, held against ", reference.text.id)
    if any(quote.verdict is QuoteVerdict.DRIFTED for quote in quotes):
        note = "Words that the other does not have are marked. Either report may misquote."
        blocks.append(Block(text_of(note)))
    for quote in quotes:
        blocks += [blank(), *_quote(quote)]
    return blocks


def _quote(quote: QuotePair) -> list[Block]:
    style = _VERDICT_STYLES[quote.verdict]
    if quote.text is None or quote.reference_text is None:
        holder = "native report" if quote.text is None else "document"
        wording = quote.reference_text if quote.text is None else quote.text
        return [
            Block(text_of((quote.verdict, style), f" (only the {holder} has it)")),
            labelled(holder, text_of(wording or ""), indent=_COLUMN, margin=_INNER),
        ]
    if quote.verdict is QuoteVerdict.DRIFTED:
        ours, theirs = mark_differences(quote.text, quote.reference_text)
    else:
        ours, theirs = text_of(quote.text), text_of(quote.reference_text)
    shared = "" if quote.similarity is None else f" (words shared {quote.similarity:.2f})"
    return [
        Block(text_of((quote.verdict, style), shared)),
        labelled("document", ours, indent=_COLUMN, margin=_INNER),
        labelled("native report", theirs, indent=_COLUMN, margin=_INNER),
    ]


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
    links = reference.comparison.links
    coverage = reference.comparison.coverage
    linked = {index for link in links for index in link.segments}
    reference_linked = {index for link in links for index in link.reference_segments}
    blocks = heading("Alignment with ", reference.text.id)
    sides = (
        ("document", document, linked, coverage.segments),
        ("native report", reference.text, reference_linked, coverage.reference_segments),
    )
    for name, text, indices, share in sides:
        compared = [segment.index for segment in text.segments if segment.role in COMPARED_ROLES]
        unlinked = [index for index in compared if index not in indices]
        line = (
            f"{len(compared) - len(unlinked)} of {plural(len(compared), 'body segment')} linked "
            f"({100 * share:.0f} %)"
        )
        if unlinked:
            line += f"; not linked: {listing(unlinked)}"
        blocks.append(labelled(name, text_of(line), indent=INDENT + len("native report") + 2))
    if links:
        rows = [
            (
                text_of(listing(link.segments)),
                text_of(listing(link.reference_segments)),
                text_of(f"{link.similarity:.2f}"),
                text_of("; ".join(link.reasons)),
            )
            for link in links
        ]
        columns = ("document", "native report", "similarity", "evidence, strongest first")
        blocks += [blank(), table(columns, rows)]
    return blocks
