from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons import Connective, connectives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan


#: Longest parenthesis after an opening, in tokens (*Because, as the court observed, …*).
_PARENTHESIS = 6


class CalquedConnective(Rule):
    """A connective at the head of a sentence, carried over from Indonesian.

    ## What it finds
    Openings such as `To note,`, `For information,`, `Because,` and `It is known,` from a list that gives
    the Indonesian opening behind each.

    ## Why it matters
    Indonesian news strings its paragraphs on such openings (*Untuk diketahui*, *Sebagai informasi*,
    *Pasalnya*). Word for word in English they connect nothing.

    ## Known false alarms
    Indonesian newsrooms that write English themselves use some of them; those have a lower confidence.

    ## Example
    `To note, the bridge was opened in 2015.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on clause linking; each entry of the list
    names its Indonesian form.
    """

    code = "STY001"
    name = "calqued-connective"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the connective without its comma."""
        entries = _by_first_word()
        for segment in evidence.document.english:
            opening = _opening(segment.parsed)
            for entry in entries.get(opening[0].lower_, ()) if len(opening) else ():
                found = _match(opening, entry)
                if found is not None:
                    yield Hit(
                        segment.span_of(found),
                        f"The opening renders Indonesian “{entry.indonesian}” word for word.",
                        confidence=entry.confidence,
                        suggestion=entry.suggestion,
                    )
                    break


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, list[Connective]]:
    found: dict[str, list[Connective]] = {}
    for entry in connectives():
        found.setdefault(entry.text.lower().split()[0], []).append(entry)
    return found


def _opening(tokens: TokenSpan) -> TokenSpan:
    """Drop quotation marks and white space before the first word."""
    start = 0
    while start < len(tokens) and (tokens[start].is_punct or tokens[start].is_space):
        start += 1
    return tokens[start:]


def _match(opening: TokenSpan, entry: Connective) -> TokenSpan | None:
    words = entry.text.lower().split()
    length = len(words)
    if [token.lower_ for token in opening[:length]] != words:
        return None
    following = [token.lower_ for token in opening[length : length + 4]]
    if entry.comma and following[:1] != [","]:
        return None
    after = following[1:] if entry.comma else following
    if after[:1] and after[0] in entry.unless:
        return None
    parenthesis = [token.lower_ for token in opening[length + 1 : length + 2 + _PARENTHESIS]]
    if entry.alone and "," in parenthesis:
        return None
    return opening[:length]
