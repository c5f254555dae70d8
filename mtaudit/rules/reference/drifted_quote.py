from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import QuoteVerdict, Severity
from mtaudit.rules.base import Evidence, Hit, Option, Rule
from mtaudit.rules.reference._differences import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class DriftedQuote(Rule):
    """A direct quote that a native report words otherwise.

    ## What it finds
    A direct quote that is paired with one of the native report by words, place and speaker, and is not the
    same once case, punctuation and spelling are folded. The value is the share of words that are not
    shared; quotes that share fewer than two words in five are left alone (option `fewest_shared`).

    ## Why it matters
    What stands between quotation marks is somebody's words. A quote first spoken in English drifts when it
    is translated and translated back; but either report may misquote, and both may translate.

    ## Known false alarms
    Speech in a third language that either newsroom translated for itself; two sentences of one speech;
    quotes that one report shortened with care.

    ## Example
    `“it will bring harm”` in the document, `“there will be consequences”` in the native report.

    ## Source
    MQM, Accuracy/Mistranslation; Freitag et al. 2021.
    """

    code = "REF004"
    name = "drifted-quote"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.NEUTRAL
    limit = 0.05
    needs = frozenset({"reference"})
    #: Smallest share of words, in order, that two wordings have in common; with less they may be two quotes.
    options: ClassVar[Mapping[str, Option]] = {"fewest_shared": 0.4}

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield drifted quotes, the share of words that are not shared as value."""
        given = evidence.options.get("fewest_shared", 0.4)
        fewest = given if isinstance(given, float) else 0.4
        yield from told(
            (
                held.id,
                Hit(
                    quote.span,
                    f"The native report has “{quote.reference_text}”.",
                    value=1 - quote.similarity,
                    # The more words two quotes share, the surer it is that they are one.
                    confidence=0.5 + 0.5 * quote.similarity,
                    reference_span=quote.reference_span,
                    reference_text=quote.reference_text,
                ),
            )
            for held in evidence.comparisons
            for quote in held.comparison.quotes
            if quote.verdict is QuoteVerdict.DRIFTED
            and quote.span is not None
            and quote.reference_span is not None
            and quote.similarity is not None
            and quote.similarity >= fewest
        )
