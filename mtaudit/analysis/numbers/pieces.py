"""Tokens cut so that signs, digits and units stand on their own: ``$3m``, ``30°C``, ``Rp1.5``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers.units import CURRENCY_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["NumberPiece", "SpelledWord", "cut"]

_SYMBOLS = "|".join(re.escape(symbol) for symbol in sorted(CURRENCY_SYMBOLS, key=len, reverse=True))
#: What a run of tokens without a space is cut into, where it holds one of :data:`_RECUT`.
_PIECES = re.compile(
    rf"(?:{_SYMBOLS})(?=\d|$)|[$€£¥₹₩₽₱]|\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)\b)?"
    r"|km/h|°[CcFf]\b|[ap]\.m\.|(?:[A-Z]\.){2,}|[^\W\d_]+|\S"
)
_RECUT = re.compile(r"[\d$°]|Rp")


@dataclass(frozen=True, slots=True)
class NumberPiece:
    """A token, or a part of one where spaCy leaves sign, digits and unit together (``$3m``, ``30°C``).

    :param text: the characters.
    :param idx: place of the first one in what spaCy parsed.
    :param token: the token that holds it.
    :param glued: whether no space stands before it.
    """

    text: str
    idx: int
    token: Token
    glued: bool

    @property
    def lower(self) -> str:
        """The characters in lower case."""
        return self.text.lower()

    @property
    def lemma(self) -> str:
        """The token's lemma, or the piece itself where it is only a part of the token."""
        return str(self.token.lemma_.lower()) if self.token.text == self.text else self.lower

    @property
    def is_digits(self) -> bool:
        """Whether it is a number or an ordinal in digits."""
        return self.text[:1].isdecimal()


def cut(sentence: TokenSpan) -> Iterator[NumberPiece]:
    """Yield the tokens, those around digits and currency signs cut anew.

    :param sentence: spaCy's tokens.
    """
    run: list[Token] = []
    for token in sentence:
        if not token.is_space:
            run.append(token)
        if token.is_space or token.whitespace_:
            yield from _cut_run(run)
            run = []
    yield from _cut_run(run)


def _cut_run(run: list[Token]) -> Iterator[NumberPiece]:
    text = "".join(token.text for token in run)
    if not _RECUT.search(text):
        for token in run:
            yield NumberPiece(token.text, token.idx, token, token is not run[0])
        return
    owners = [token for token in run for _ in token.text]
    for found in _PIECES.finditer(text):
        yield NumberPiece(found[0], run[0].idx + found.start(), owners[found.start()], found.start() > 0)


class SpelledWord:
    """A piece as text2num wants it.

    :param piece: the piece.
    """

    def __init__(self, piece: NumberPiece) -> None:
        self._piece = piece

    def text(self) -> str:
        """Return the word."""
        return self._piece.text

    def text_lowercase(self) -> str:
        """Return the word in lower case."""
        return self._piece.lower

    def nt_separated(self, previous: SpelledWord) -> bool:  # noqa: ARG002 - text2num's protocol
        """Tell whether a pause stands before the word: never."""
        return False

    def not_a_number_part(self) -> bool:
        """Tell whether the word ends a number."""
        return self._piece.token.is_punct and self._piece.text not in ("-", "‐", "‑", "–")
