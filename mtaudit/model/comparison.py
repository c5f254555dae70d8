"""What holding a document against its native report yields: links, quotes, facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mtaudit.model.text import Span


@dataclass(frozen=True, slots=True)
class Link:
    """Segments of the document that say what segments of the native report say.

    :param segments: indices in the document, ascending.
    :param reference_segments: indices in the native report, ascending.
    :param similarity: 0 to 1, the combined score of the evidence.
    :param reasons: the evidence in words, strongest first.
    """

    segments: tuple[int, ...]
    reference_segments: tuple[int, ...]
    similarity: float
    reasons: tuple[str, ...]


class QuoteVerdict(StrEnum):
    """How a quote in one text compares with its counterpart in the other."""

    SAME = "same"
    DRIFTED = "drifted"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class QuotePair:
    """A direct quote of the document beside its wording in the native report; either may be absent.

    Texts and spans leave the quotation marks out.

    :param span: in the document, or None for a quote that only the native report has.
    :param text: the text at ``span``.
    :param reference_span: in the native report, or None for one that only the document has.
    :param reference_text: the text at ``reference_span``.
    :param similarity: 0 to 1, words shared; None where there is no counterpart.
    :param verdict: same, drifted or unmatched.
    """

    span: Span | None
    text: str | None
    reference_span: Span | None
    reference_text: str | None
    similarity: float | None
    verdict: QuoteVerdict


class FactKind(StrEnum):
    """What kind of checkable detail a fact is."""

    NUMBER = "number"
    QUANTITY = "quantity"
    MONEY = "money"


class FactVerdict(StrEnum):
    """How a fact in one text compares with its counterpart in the other. Unmatched is not wrong."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class FactPair:
    """A number, quantity or amount of the document beside its counterpart; either may be absent.

    :param kind: number (a count or an ordinal), quantity (a number with a unit) or money.
    :param value: the document's value in canonical form (``90000 troops``, ``260 kilometer``,
        ``41st``); the native report's where the document has none.
    :param span: in the document, or None.
    :param text: the text at ``span``.
    :param reference_span: in the native report, or None.
    :param reference_text: the text at ``reference_span``.
    :param verdict: agrees, differs or unmatched.
    """

    kind: FactKind
    value: str
    span: Span | None
    text: str | None
    reference_span: Span | None
    reference_text: str | None
    verdict: FactVerdict


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of compared segments that are linked, 0 to 1.

    :param segments: of the document.
    :param reference_segments: of the native report.
    """

    segments: float
    reference_segments: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """A document held against one native report."""

    links: tuple[Link, ...]
    coverage: Coverage
    quotes: tuple[QuotePair, ...]
    facts: tuple[FactPair, ...]
