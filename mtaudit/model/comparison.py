"""What holding a document against its native report yields: links, quotes, facts, claims."""

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
class WordChange:
    """Neighbouring words of a quote that the other wording does not have; either side may be empty.

    :param span: in the document's quote; empty, at the place, where words were left out.
    :param text: the text at ``span``.
    :param reference_span: in the native report's quote; empty, at the place, where it has nothing there.
    :param reference_text: the text at ``reference_span``.
    """

    span: Span
    text: str
    reference_span: Span
    reference_text: str


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
    :param speaker: whom the document has say it, as it names that person; None where it names nobody.
    :param reference_speaker: whom the native report has say it.
    :param changes: words that drifted, in the document's order; empty unless the verdict is drifted.
    """

    span: Span | None
    text: str | None
    reference_span: Span | None
    reference_text: str | None
    similarity: float | None
    verdict: QuoteVerdict
    speaker: str | None = None
    reference_speaker: str | None = None
    changes: tuple[WordChange, ...] = ()


class FactKind(StrEnum):
    """What kind of checkable detail a fact is."""

    NUMBER = "number"
    QUANTITY = "quantity"
    MONEY = "money"
    DATE = "date"
    NAME = "name"


class FactVerdict(StrEnum):
    """How a fact in one text compares with its counterpart in the other. Unmatched is not wrong."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class FactPair:
    """A number, quantity, amount, date or name of the document beside its counterpart; either may be absent.

    :param kind: number (a count or an ordinal), quantity (a number with a unit), money, date or name.
    :param value: the document's value in canonical form (``90000 troop``, ``260 kilometer``, ``41st army``,
        ``2021-11-27``, ``--11-27`` for a day whose year is not known, ``Volodymyr Zelensky``); the native
        report's where the document has none.
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


class ClaimKind(StrEnum):
    """How two linked sentences say different things of the same matter."""

    MEANING = "meaning"
    NEGATION = "negation"
    MODALITY = "modality"


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of the document that say something else than their counterpart in a linked sentence.

    Neither text is taken to be right.

    :param kind: meaning (a content word against another), negation or modality (on one side only).
    :param span: in the document; the clause's verb where the document lacks the negation or modality.
    :param text: the text at ``span``.
    :param reference_span: in the native report, in the same way.
    :param reference_text: the text at ``reference_span``.
    :param confidence: 0 to 1, how sure it is that the two speak of one thing and say different things.
    """

    kind: ClaimKind
    span: Span
    text: str
    reference_span: Span
    reference_text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of either text the other has too: shares of compared segments and of content words, 0 to 1.

    A segment counts where it is in a link, a content word where a linked segment has it or a word much like
    it in meaning. What is not covered was left out by the other text, or added by this one.

    :param segments: of the document.
    :param reference_segments: of the native report.
    :param words: content words of the document; None where they were not compared.
    :param reference_words: content words of the native report.
    """

    segments: float
    reference_segments: float
    words: float | None = None
    reference_words: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A document held against one native report."""

    links: tuple[Link, ...]
    coverage: Coverage
    quotes: tuple[QuotePair, ...]
    facts: tuple[FactPair, ...]
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Consensus:
    """A fact that several native reports give alike and the document otherwise.

    :param kind: the kind of the fact.
    :param span: in the document.
    :param text: the text at ``span``.
    :param value: the document's value in canonical form.
    :param reference_value: the value that the native reports agree on.
    :param references: places in the list of native reports, from 0, of those that give it.
    :param reference_text: their words, those of the first of them.
    """

    kind: FactKind
    span: Span
    text: str
    value: str
    reference_value: str
    references: tuple[int, ...]
    reference_text: str
