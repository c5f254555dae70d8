"""Two names that stand together as one: ``President of Kasvenia Aleksei Morozkin``.

The pipeline takes places that it does not know for given names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mtaudit.analysis.names.words import OFFICES, TITLES
from mtaudit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.names.mentions import NameMention

__all__ = ["split_names"]

#: ``President of``, ``Ministers of the``.
_OFFICE_OF = re.compile(r"\b(?P<title>[^\W\d_]{2,20}) of (?:the )?$")
#: What rules a place, and no body of people with a long name.
_RULERS = frozenset(
    "president minister premier chancellor king queen prince princess emperor governor mayor regent".split()
)
_WORD = re.compile(r"\S+")
#: Words of a person's name that is left; of three, the first is the place, of four the first two.
_PERSON = 2


def split_names(mentions: Sequence[NameMention], view: str) -> tuple[NameMention, ...]:
    """Return mentions of names, a place and the person who has an office there apart.

    :param mentions: in order.
    :param view: the plain view of the whole text.
    """
    alone = frozenset(mention.words for mention in mentions)
    return tuple(part for mention in mentions for part in _parts(mention, view, alone))


def _parts(mention: NameMention, view: str, alone: frozenset[tuple[str, ...]]) -> Iterator[NameMention]:
    words = list(_WORD.finditer(mention.text))
    cut = 0
    if len(words) == len(mention.words) > _PERSON and not OFFICES & set(mention.words):
        cut = _cut(mention, view, alone)
    if not cut:
        yield mention
        return
    start = mention.span.start
    for kind, first, last in (("place", 0, cut), ("person", cut, len(words))):
        begin, end = words[first].start(), words[last - 1].end()
        yield replace(
            mention,
            words=mention.words[first:last],
            text=mention.text[begin:end],
            kind=kind,
            titles=mention.titles if kind == "person" else frozenset(),
            span=Span(start + begin, start + end),
        )


def _cut(mention: NameMention, view: str, alone: frozenset[tuple[str, ...]]) -> int:
    """Return how many words of a mention are the place, 0 where it is one name."""
    before = _OFFICE_OF.search(view, max(0, mention.span.start - 40), mention.span.start)
    if before is None or before["title"].lower() not in TITLES:
        return 0
    count = len(mention.words)
    for place in range(1, count):
        # The text names the place or the person elsewhere.
        if mention.words[:place] in alone or (count - place > 1 and mention.words[place:] in alone):
            return place
    sure = mention.kind == "person" or before["title"].lower() in _RULERS
    return count - _PERSON if sure and count <= 2 * _PERSON else 0
