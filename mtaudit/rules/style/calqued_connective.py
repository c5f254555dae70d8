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
        for segment in evidence.document.english:
            opening = _opening(segment.parsed)
            for entry in _entries(opening):
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
def _by_words() -> tuple[dict[str, list[int]], dict[tuple[str, ...], Connective]]:
    """Return how long the entries with a first word are, longest first, and the entries by their words."""
    entries = {tuple(entry.text.lower().split()): entry for entry in connectives()}
    lengths: dict[str, set[int]] = {}
    for words in entries:
        lengths.setdefault(words[0], set()).add(len(words))
    return {word: sorted(found, reverse=True) for word, found in lengths.items()}, entries


def _entries(opening: TokenSpan) -> Iterator[Connective]:
    """Yield the entries whose words a sentence opens with, the longest first."""
    lengths, entries = _by_words()
    for length in lengths.get(opening[0].lower_, ()) if len(opening) else ():
        entry = entries.get(tuple(token.lower_ for token in opening[:length]))
        if entry is not None:
            yield entry


def _opening(tokens: TokenSpan) -> TokenSpan:
    """Drop quotation marks and white space before the first word."""
    start = 0
    while start < len(tokens) and (tokens[start].is_punct or tokens[start].is_space):
        start += 1
    return tokens[start:]


def _match(opening: TokenSpan, entry: Connective) -> TokenSpan | None:
    length = len(entry.text.split())
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
