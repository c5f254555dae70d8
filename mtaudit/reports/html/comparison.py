"""What comparing with native reports shows: quotes word by word, facts, claims."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.model import FactKind, FactVerdict, QuoteVerdict, Role
from mtaudit.reports.console.claims import TOLD
from mtaudit.reports.html.pieces import Piece, cut, differences, in_sentence
from mtaudit.reports.redaction import MASK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model import Claim, FactPair, QuotePair, Segment, Span
    from mtaudit.reports.report import AuditedText, ReferenceResult

__all__ = [
    "FEWEST_SHARED",
    "Compared",
    "Row",
    "Side",
    "headline_of",
    "held_against",
    "quote_verdict",
    "readable_date",
]

#: Code points of a fact that its cell shows; a name is short, and a cell must not swallow the page.
_LONGEST_FACT = 160
#: Quotes that share fewer of their words may be two quotes; the rule ``drifted-quote`` leaves them alone too.
FEWEST_SHARED = 0.4
_QUOTE_ORDER = ("drifted", "weakly paired", "contained", "same", "unmatched")
_NOTES = {
    "weakly paired": "They share so few words that they may be two quotes.",
    "contained": "One is a part of the other; the words that are in both are the same.",
}
_TWICE = "This quote of {} stands in more than one pair."
_DATE = re.compile(r"(?:(\d{4})|-)-(\d\d)(?:-(\d\d))?")
_MONTHS = ("January February March April May June July August September October November December").split()


@dataclass(frozen=True, slots=True)
class Side:
    """What one of two texts says.

    :param pieces: its words, those marked that the other does not have; none where it says nothing.
    :param sentence: id of the sentence that it begins in, or None.
    :param number: of that sentence, from 1.
    :param speaker: who says it, or None.
    """

    pieces: list[Piece]
    sentence: str | None = None
    number: int | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A quote, a fact or a claim in both texts.

    :param verdict: of a quote or fact, in the words of the page; of a claim what kind it is.
    :param kind: of a fact or claim; empty for a quote.
    :param value: of a fact, in canonical form.
    :param share: words shared by a quote, or confidence in a claim; 0 to 1, or None.
    :param ours: the document.
    :param theirs: the native report.
    :param note: what else to know, or empty.
    """

    verdict: str
    kind: str
    value: str
    share: float | None
    ours: Side
    theirs: Side
    note: str = ""

    @property
    def telling(self) -> bool:
        """Whether the value says more than the words of either text."""
        sides = ("".join(piece.text for piece in side.pieces) for side in (self.ours, self.theirs))
        return sorted(self.value.split()) not in [sorted(side.split()) for side in sides]


@dataclass(frozen=True, slots=True)
class Compared:
    """The document held against one native report.

    :param name: id of the native report.
    :param title: its headline, or None.
    :param quotes: drifted first, those that only one text has last.
    :param differing: facts that differ.
    :param agreeing: facts that both texts have.
    :param ours: facts that only the document has.
    :param theirs: facts that only the native report has.
    :param claims: in the order of the text.
    :param fact_kinds: kinds of facts that there are, with how many.
    """

    name: str
    title: str | None
    quotes: list[Row]
    differing: list[Row]
    agreeing: list[Row]
    ours: list[Row]
    theirs: list[Row]
    claims: list[Row]
    fact_kinds: list[tuple[str, int]]

    @property
    def paired(self) -> list[Row]:
        """Quotes with a counterpart."""
        return [row for row in self.quotes if row.verdict != QuoteVerdict.UNMATCHED]

    @property
    def unpaired(self) -> list[Row]:
        """Quotes that only one text has."""
        return [row for row in self.quotes if row.verdict == QuoteVerdict.UNMATCHED]

    @property
    def facts(self) -> list[tuple[str, list[Row]]]:
        """Facts that do not differ, by what is to be said of them."""
        groups = (
            ("in both texts", self.agreeing),
            ("only in this text", self.ours),
            ("only in the native report", self.theirs),
        )
        return [(name, rows) for name, rows in groups if rows]


def held_against(segments: Sequence[Segment], reference: ReferenceResult, place: int) -> Compared:
    """Return the comparison with one native report as the page shows it.

    :param segments: of the document.
    :param reference: the native report.
    :param place: its place among the native reports, from 0.
    """
    comparison = reference.comparison
    texts = _Texts(segments, reference, place)
    kinds = Counter(fact.kind for fact in comparison.facts)
    by_verdict = {verdict: [f for f in comparison.facts if f.verdict is verdict] for verdict in FactVerdict}
    lone = by_verdict[FactVerdict.UNMATCHED]
    quotes = sorted(
        texts.quotes(comparison.quotes), key=lambda row: (_QUOTE_ORDER.index(row.verdict), -(row.share or 0))
    )
    return Compared(
        reference.text.id,
        headline_of(reference.text),
        quotes,
        [texts.fact(fact) for fact in by_verdict[FactVerdict.DIFFERS]],
        [texts.fact(fact) for fact in by_verdict[FactVerdict.AGREES]],
        [texts.fact(fact) for fact in lone if fact.span is not None],
        [texts.fact(fact) for fact in lone if fact.span is None],
        [texts.claim(claim) for claim in comparison.claims],
        [(kind, kinds[kind]) for kind in FactKind if kinds[kind]],
    )


def headline_of(text: AuditedText) -> str | None:
    """Return the headline of an article, or None where it has none or none that may be shown.

    :param text: the article.
    """
    found = (segment.text for segment in text.segments if segment.role is Role.HEADLINE)
    return next((headline for headline in found if MASK not in headline), None)


def quote_verdict(quote: QuotePair) -> str:
    """Return a verdict on a quote for a reader: one that is a part of the other is not the same to the eye.

    :param quote: the quote and its counterpart.
    """
    if quote.verdict is QuoteVerdict.SAME:
        ours, theirs = _letters(quote.text), _letters(quote.reference_text)
        part = ours != theirs and ours and theirs and (ours in theirs or theirs in ours)
        return "contained" if part else quote.verdict
    weak = quote.similarity is not None and quote.similarity < FEWEST_SHARED
    return "weakly paired" if quote.verdict is QuoteVerdict.DRIFTED and weak else quote.verdict


def readable_date(value: str) -> str:
    """Return a date as it is written, ``27 November`` for ``--11-27``; what is no such date as it is.

    :param value: a fact in canonical form.
    """
    match = _DATE.fullmatch(value)
    if match is None or not 1 <= int(match[2]) <= len(_MONTHS):
        return value
    day = str(int(match[3])) if match[3] else ""
    return " ".join(part for part in (day, _MONTHS[int(match[2]) - 1], match[1]) if part)


def _letters(text: str | None) -> str:
    return "".join(character for character in (text or "").casefold() if character.isalnum())


class _Texts:
    """The two texts, for finding sentences in."""

    def __init__(self, segments: Sequence[Segment], reference: ReferenceResult, place: int) -> None:
        self._ours = (segments, "d")
        self._theirs = (reference.text.segments, f"r{place}")

    def quotes(self, quotes: Sequence[QuotePair]) -> list[Row]:
        """Return the quotes, with a word on those that stand in more than one pair."""
        pairs = [quote for quote in quotes if quote.span is not None and quote.reference_span is not None]
        ours = Counter(quote.span for quote in pairs)
        theirs = Counter(quote.reference_span for quote in pairs)
        return [self._quote(quote, ours[quote.span], theirs[quote.reference_span]) for quote in quotes]

    def _quote(self, quote: QuotePair, ours_paired: int, theirs_paired: int) -> Row:
        ours, theirs = [Piece(quote.text or "")], [Piece(quote.reference_text or "")]
        verdict = quote_verdict(quote)
        notes = [_NOTES[verdict]] if verdict in _NOTES else []
        notes += [_TWICE.format("this text")] if ours_paired > 1 else []
        notes += [_TWICE.format("the native report")] if theirs_paired > 1 else []
        if verdict not in ("same", "unmatched") and quote.text and quote.reference_text:
            ours, theirs = differences(quote.text, quote.reference_text)
            if quote.changes and quote.span is not None and quote.reference_span is not None:
                ours = cut(quote.text, quote.span.start, [change.span for change in quote.changes])
                others = [change.reference_span for change in quote.changes]
                theirs = cut(quote.reference_text, quote.reference_span.start, others)
        return Row(
            verdict,
            "",
            "",
            quote.similarity if quote.verdict is QuoteVerdict.DRIFTED else None,
            _side(self._ours, quote.span, ours if quote.text else [], quote.speaker),
            _side(
                self._theirs,
                quote.reference_span,
                theirs if quote.reference_text else [],
                quote.reference_speaker,
            ),
            " ".join(notes),
        )

    def fact(self, fact: FactPair) -> Row:
        both_name = fact.kind is FactKind.NAME and fact.verdict is FactVerdict.AGREES
        return Row(
            "both name" if both_name else fact.verdict,
            fact.kind,
            _short(readable_date(fact.value) if fact.kind is FactKind.DATE else fact.value),
            None,
            _side(self._ours, fact.span, [Piece(_short(fact.text))] if fact.text else []),
            _side(
                self._theirs,
                fact.reference_span,
                [Piece(_short(fact.reference_text))] if fact.reference_text else [],
            ),
        )

    def claim(self, claim: Claim) -> Row:
        ours = in_sentence(self._ours[0], claim.span, claim.text)
        theirs = in_sentence(self._theirs[0], claim.reference_span, claim.reference_text)
        return Row(
            TOLD[claim.kind],
            claim.kind,
            "",
            claim.confidence,
            _side(self._ours, claim.span, ours),
            _side(self._theirs, claim.reference_span, theirs),
        )


def _side(
    text: tuple[Sequence[Segment], str], span: Span | None, pieces: list[Piece], speaker: str | None = None
) -> Side:
    segments, prefix = text
    if span is not None:
        for segment in segments:
            if segment.span.start <= span.start < segment.span.end:
                return Side(pieces, f"{prefix}-{segment.index}", segment.index + 1, speaker)
    return Side(pieces, speaker=speaker)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_FACT else f"{text[:_LONGEST_FACT]}…"
