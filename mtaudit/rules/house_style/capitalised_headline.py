from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from mtaudit.model import Role, Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

#: Words that title case leaves small.
_SMALL = frozenset("of the to in by and a an for on at with from as or into but nor".split())
#: Those of them that no style of English newspapers begins with a capital, so that one is enough.
_SMALLEST = frozenset("of the in and a an for on at by".split())
_FEWEST = 5


class CapitalisedHeadline(Rule):
    """A headline in which every word is capitalised.

    ## What it finds
    A headline of five words or more in which also `of`, `the`, `to`, `in`, `and` begin with a capital.

    ## Why it matters
    English title case leaves articles and short prepositions small. It is a habit of a newsroom, dates
    and brands a text, and says nothing about its translation.

    ## Known false alarms
    Some American and Indian newsrooms capitalise every word themselves.

    ## Example
    `Rice Reserves In The East Are Safe`

    ## Source
    *The Chicago Manual of Style*, 17th ed., on headline-style capitalization.
    """

    code = "HOU003"
    name = "capitalised-headline"
    category = "Fluency/Spelling"
    its_type = "typographical"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the headline whole."""
        for segment in evidence.document.english:
            parts = [segment]
            if segment.segment.role is not Role.HEADLINE:
                parts = _first_line(segment, evidence)
            words = [token for part in parts for token in part.parsed if token.text[:1].isalpha()]
            inner = [token for token in words[1:] if token.lower_ in _SMALL]
            if (
                len(words) >= _FEWEST
                and (len(inner) >= 2 or any(t.lower_ in _SMALLEST and t.tag_ != "RP" for t in inner))
                and all(t.is_title for t in inner)
                and _is_title(words)
            ):
                yield Hit(
                    Span(segment.segment.span.start, parts[-1].segment.span.end),
                    "Every word is capitalised, the articles and prepositions too.",
                    confidence=0.7,
                )


def _first_line(segment: AnalysedSegment, evidence: Evidence) -> list[AnalysedSegment]:
    """Return the sentences of a headline too long to be known for one: the first line, and no full stop.

    Capitals may have split it in two (*Farmers Count* and *The Cost Of Frost*).
    """
    document = evidence.document
    if segment is not document.english[0]:
        return []
    line = document.text[segment.segment.span.start :].partition("\n")[0].rstrip()
    if line[-1:] in '.!?:"”,':
        return []
    end = segment.segment.span.start + len(line)
    return list(takewhile(lambda part: part.segment.span.end <= end, document.english))


def _is_title(words: list[Token]) -> bool:
    """Tell title case from a line in capitals and from a sentence."""
    capital = sum(token.text[0].isupper() for token in words)
    return capital >= len(words) - 1 and not any(len(t) > 4 and t.is_upper and t.is_alpha for t in words)
