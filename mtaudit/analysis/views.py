"""A view of a text that the parser reads better. Every code point keeps its place."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["CLOSING_QUOTES", "OPENING_QUOTES", "QUOTE_MARKS", "plain_view"]

OPENING_QUOTES = "“„«‟"
CLOSING_QUOTES = "”»"
QUOTE_MARKS = '"' + OPENING_QUOTES + CLOSING_QUOTES
_SINGLE_QUOTES = "‘’‚‛ʼ´`"
_SPACES = "\r\n\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
#: Replacement for what cannot be encoded as UTF-8; spaCy hashes the UTF-8 of every word.
_LONE_SURROGATE = "\ufffd"


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, QUOTE_MARKS), '"')
    table |= dict.fromkeys(map(ord, _SINGLE_QUOTES), "'")
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    table |= dict.fromkeys(range(0xD800, 0xE000), _LONE_SURROGATE)
    return table


def plain_view(text: str) -> str:
    """Return the text with straight quotes and plain spaces, of the same length.

    Each code point is replaced by one code point, so an offset into the view is an offset into the
    text and the map back is the identity.
    """
    return text.translate(_table())
