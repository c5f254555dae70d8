from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.style._phrases import FINITE, after, before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

_OPERATORS = frozenset(
    "do does did is are was were am has have had can could will would shall should may might must".split()
)
_ONLY = frozenset({"only", "merely", "just", "simply", "solely"})
_CONNECTIVES = frozenset(
    {"meanwhile", "moreover", "furthermore", "and", "then", "besides", "however", "also"}
)
#: Tokens from `not only` to the comma that ends its phrase.
_LONGEST = 16


class StrandedNotOnly(Rule):
    """A sentence that opens with `Not only` and never comes to its `but`.

    ## What it finds
    `Not only that, the pharmacy kept no record` and `Not only in Jakarta, the flood hit Bekasi`: `not only`
    with a word or phrase, a comma, and then a clause of ordinary order without `but`. `Not just` and `not
    merely` count too, and so does `not only` at the head of a clause with `that`.

    ## Why it matters
    *Tidak hanya itu,* and *Tak hanya di …,* open a sentence in Indonesian and want nothing more. In English
    `not only` asks for `but (also)`, and before a clause for inversion.

    ## Known false alarms
    `Not only that, he sings` is heard in native speech and chatty prose.

    ## Example
    `Not only that, the flood cut off two villages.`

    ## Source
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 13 on correlatives; Sneddon et
    al. 2010, *Indonesian: A Comprehensive Grammar*, on *tidak hanya … tetapi juga*.
    """

    code = "STY010"
    name = "stranded-not-only"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield `not only` with its phrase, up to the comma."""
        for segment, token in evidence.document.tokens("not"):
            only = after(segment, token)
            if only is None or only.lower_ not in _ONLY or not _opens(segment, token):
                continue
            comma = _comma(segment, only)
            if comma is not None:
                yield Hit(
                    segment.span_of(token.doc[token.i : comma.i]),
                    "“Not only” waits for “but”; Indonesian tidak hanya needs nothing after it.",
                    confidence=0.7,
                )


def _opens(segment: AnalysedSegment, token: Token) -> bool:
    """Tell whether `not` opens the sentence or the clause after `that`, connectives passed over."""
    place = before(segment, token)
    if place is not None and place.lower_ == "that" and place.tag_ == "IN":
        return True
    while place is not None and (place.text == "," or place.lower_ in _CONNECTIVES or place.is_punct):
        place = before(segment, place)
    return place is None


def _comma(segment: AnalysedSegment, only: Token) -> Token | None:
    """Return the comma between the phrase and a plain clause, where no `but` follows."""
    phrase = only.doc[only.i + 1 : min(segment.parsed.end, only.i + 1 + _LONGEST)]
    comma = next((t for t in phrase if t.text == ","), None)
    if comma is None or comma.i == only.i + 1 or phrase[0].lower_ in ("now", "yet"):
        return None
    words = only.doc[only.i + 1 : comma.i]
    inverted = any(t.lower_ in _OPERATORS and t.pos_ in ("AUX", "VERB") for t in words)
    rest = only.doc[comma.i + 1 : segment.parsed.end]
    if (inverted and not _has_relative(words)) or any(t.lower_ in ("but", "nor") for t in rest):
        return None
    opening = rest[0] if len(rest) else None
    if opening is None or opening.lower_ in _OPERATORS:
        return None
    return comma if any(t.tag_ in FINITE for t in rest) else None


def _has_relative(words: TokenSpan) -> bool:
    """Tell whether a verb in the phrase belongs to a relative or adverbial clause of it."""
    marks = ("who", "which", "that", "because", "when", "if")
    return any(t.lower_ in marks for t in words)
