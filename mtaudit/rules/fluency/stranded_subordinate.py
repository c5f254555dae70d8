from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Role, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._fragments import has_main_clause
from mtaudit.rules.fluency._phrases import FINITE, after, first_word, follows_question, in_quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

#: Openings with the Indonesian behind each (Sneddon et al. 2010, on clause linking).
_OPENINGS = {
    ("so", "that"): "sehingga",
    ("such", "that"): "sehingga",
    ("until", "finally"): "hingga akhirnya",
    ("until", "eventually"): "hingga akhirnya",
    ("until", "at", "last"): "hingga akhirnya",
    ("even", "though"): "walaupun",
    ("in", "which"): "di mana",
    ("while",): "sedangkan",
    ("whilst",): "sedangkan",
    ("where",): "di mana",
    ("whereas",): "sedangkan",
    ("which",): "yang mana",
    ("although",): "meskipun",
    ("though",): "meskipun",
    ("whose",): "yang …-nya",
    ("whereby",): "di mana",
    ("wherein",): "di mana",
}


class StrandedSubordinate(Rule):
    """A subordinate clause that stands as a sentence.

    ## What it finds
    A sentence that begins with *so that*, *while*, *where*, *whereas*, *until finally*, *which*, *although*
    or *whose* and has no main clause.

    ## Why it matters
    Indonesian begins sentences with *sehingga*, *sedangkan*, *di mana*; kept word for word they leave a
    clause that belongs to the sentence before.

    ## Known false alarms
    Chatty prose (`Which is why …`, which is left alone). Questions and quoted speech are left alone.

    ## Example
    `So that the road could be opened again on Friday.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on clause linking; Quirk et al. 1985, ch.
    14, on subordinate clauses.
    """

    code = "FLU012"
    name = "stranded-subordinate"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the opening conjunction."""
        for segment, token in evidence.document.tokens(*sorted({words[0] for words in _OPENINGS})):
            first = first_word(segment)
            if (
                first is None
                or first.i != token.i
                or not token.is_title
                or segment.segment.role is not Role.BODY
            ):
                continue
            opening = _opening(token)
            if (
                opening is None
                or follows_question(evidence.document, segment)
                or in_quotation(segment, token)
            ):
                continue
            last = token.doc[token.i + len(opening) - 1]
            if _is_other(segment, token, last) or has_main_clause(segment.parsed, last):
                continue
            yield Hit(
                segment.span_of(token.doc[token.i : last.i + 1]),
                f"The clause, as after Indonesian “{_OPENINGS[opening]}”, belongs to another sentence.",
                confidence=0.75,
            )


def _opening(token: Token) -> tuple[str, ...] | None:
    for words in sorted(_OPENINGS, key=len, reverse=True):
        if tuple(t.lower_ for t in token.doc[token.i : token.i + len(words)]) == words:
            return words
    return None


def _is_other(segment: AnalysedSegment, first: Token, last: Token) -> bool:
    """Leave out questions, *so that is why*, *which is why*, *though late* and what is no sentence."""
    following = after(last)
    if following is None or following.text == "," or segment.parsed.text.rstrip(" \"'").endswith(("?", ":")):
        return True
    if first.lower_ == "so" and following.tag_ in FINITE:
        return True
    if (
        first.lower_ == "which"
        and after(following) is not None
        and following.lower_ in ("is", "was", "means", "brings")
    ):
        later = after(following)
        return later is not None and later.lower_ in (
            "why",
            "how",
            "what",
            "where",
            "to",
            "when",
            "that",
            "not",
            "us",
            "me",
        )
    ends = segment.parsed.text.rstrip(" \"')").endswith((".", "!", ";"))
    finite = any(t.tag_ in FINITE for t in segment.parsed)
    return not ends or not (finite or _is_contrast(segment, first, following))


def _is_contrast(segment: AnalysedSegment, first: Token, following: Token) -> bool:
    """Tell *While chicken meat IDR 35,000 per kilo.* from *While in Jakarta.* by its subject."""
    figure = any(t.tag_ == "CD" for t in segment.parsed)
    return first.lower_ in ("while", "whereas") and figure and following.tag_ in ("DT", "NN", "NNS", "NNP")
