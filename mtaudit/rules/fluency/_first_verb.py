"""Where the first verb of a sentence without its subject would stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clause_verbs import OPENING_PHRASES

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["first_after_opening"]

#: Adverbs that may stand before a sentence's first verb, and verbs that then have their subject behind them.
_ADVERBS = frozenset(
    "then immediately later also finally even still often now previously currently already again "
    "meanwhile however furthermore moreover therefore thus yesterday today initially afterwards".split()
)


def first_after_opening(first: Token) -> Token | None:
    """Return the word behind an adverb, a phrase such as *until now* or a date that opens the sentence.

    :param first: the sentence's first word.
    """
    end = first.i
    words = [t.lower_ for t in first.doc[first.i : first.i + 4]]
    phrase = next((p for p in OPENING_PHRASES if tuple(words[: len(p)]) == p), None)
    if first.lower_ in _ADVERBS:
        end += 1
    elif phrase is not None:
        end += len(phrase)
    elif first.lower_ in ("on", "in", "at", "since", "last"):
        while end < first.sent.end and (first.doc[end].ent_type_ in ("DATE", "TIME") or end == first.i):
            end += 1
    if end == first.i + 1 and first.pos_ == "ADP":
        # No date follows.
        return first
    if first.i < end < first.sent.end and first.doc[end].text == ",":
        end += 1
    return first.doc[end] if end < first.sent.end else None
