"""Names of a document: the mentions of one person, place or organisation together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mtaudit.analysis.names.mentions import NameMention, find_names
from mtaudit.analysis.names.splits import split_names
from mtaudit.analysis.names.variants import acronym_of, place_code, same_name, same_word
from mtaudit.analysis.names.words import OFFICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.analysis.document import AnalysedDocument

__all__ = ["Name", "gather_names", "plain_words"]

#: Words that names have in one text and lack in another: forms of companies, what kind of place it is.
_DROPPED = frozenset(
    "pt tbk cv inc ltd corp co plc llc company corporation limited persero city regency province district "
    "subdistrict municipality county prefecture river mount the of and for jr junior sr senior ocean".split()
)
#: Words before the name of a firm that texts leave out when they name it again.
_FIRMS = frozenset({"bank"})
_LOCATED = re.compile(r"\b(?:in|at|near|around|across|outside) $")
_DEFINED = re.compile(r"\s?\((?:the |or )?$")


@dataclass
class Name:
    """What one person, place or organisation is called in a document.

    :param mentions: in order; the first is where a report points.
    """

    mentions: list[NameMention] = field(default_factory=list)

    @cached_property
    def fullest(self) -> NameMention:
        """The longest form, the first of these."""
        return max(self.mentions, key=lambda mention: (len(mention.words), -mention.span.start))

    @cached_property
    def kind(self) -> str:
        """``person``, ``place`` or ``organisation``, as most mentions have it."""
        return Counter(mention.kind for mention in self.mentions).most_common(1)[0][0]

    @cached_property
    def forms(self) -> frozenset[tuple[str, ...]]:
        """Folded words of each form."""
        return frozenset(mention.words for mention in self.mentions)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Forms that are one word in capitals, and the initials of long forms."""
        written = {"".join(m.words) for m in self.mentions if _is_acronym(m.text)}
        initials = {acronym_of(m.text) for m in self.mentions if len(m.words) > 1 and m.kind != "person"}
        return frozenset(written | {letters for letters in initials if len(letters) > 1})

    @cached_property
    def is_acronym(self) -> bool:
        """Whether some mention is an acronym."""
        return any(_is_acronym(mention.text) for mention in self.mentions)

    @cached_property
    def titles(self) -> frozenset[str]:
        """What the person is called beside the name."""
        return frozenset(title for mention in self.mentions for title in mention.titles)

    @cached_property
    def segments(self) -> frozenset[int]:
        """Indices of the segments that name it."""
        return frozenset(mention.segment for mention in self.mentions)

    @cached_property
    def code(self) -> str | None:
        """ISO 3166 code of a country."""
        return next((code for form in self.forms if (code := place_code(form)) is not None), None)


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isupper() and letters.isalpha() and 1 < len(letters) < 8


def plain_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's words but those that only say what kind of thing it is, unless nothing else is left.

    :param words: folded words of a name.
    """
    return tuple(word for word in words if word not in _DROPPED) or words


def gather_names(document: AnalysedDocument) -> tuple[Name, ...]:
    """Return the names of a document in the order of their first mentions.

    A mention joins the name that has the same words, whose acronym it is, or, being one word of a person's
    longer name, that person; the person named last goes before others.

    :param document: the document.
    """
    names: list[Name] = []
    mentions = split_names(find_names(document), document.view)
    for mention in sorted(mentions, key=_before_others):
        home = _home(mention, names, document.view)
        if home is not None:
            home.mentions.append(mention)
        elif mention.sure:
            names.append(Name([mention]))
    for name in names:
        name.mentions.sort(key=lambda mention: mention.span.start)
    return tuple(sorted(names, key=lambda name: name.mentions[0].span.start))


def _before_others(mention: NameMention) -> tuple[bool, bool, bool, int]:
    """Order mentions so that long and full forms come before those that are short for them."""
    firm = plain_words(mention.words)[0] in _FIRMS
    return len(mention.words) == 1, not mention.sure, not firm, mention.span.start


def _home(mention: NameMention, names: Sequence[Name], view: str) -> Name | None:
    words = plain_words(mention.words)
    for name in names:
        if any(words == plain_words(other.words) for other in name.mentions):
            return name
    for name in names:
        if place_code(mention.words) is not None and place_code(mention.words) == name.code:
            return name
        if _is_acronym(mention.text) and _defines(name, mention, view):
            return name
    for name in names:
        if any(same_name(words, plain_words(other.words)) for other in name.mentions):
            return name
    if place_code(mention.words) is not None:
        return None
    for name in names:
        if _is_short_of_a_firm(mention, name, view):
            return name
    near = [name for name in names if _is_part(mention, name)]
    return max(near, key=lambda name: _nearest(mention, name), default=None)


def _defines(name: Name, mention: NameMention, view: str) -> bool:
    """Tell whether a name's initials are the acronym, or the acronym stands in brackets right after it."""
    letters = "".join(mention.words)
    for other in name.mentions:
        if len(other.words) > 1 and acronym_of(other.text) == letters:
            return True
        if other.span.end <= mention.span.start and _DEFINED.fullmatch(
            view, other.span.end, mention.span.start
        ):
            return True
    return False


def _is_short_of_a_firm(mention: NameMention, name: Name, view: str) -> bool:
    """Tell ``Sekar Pantura`` for ``Bank Sekar Pantura`` from a place that a bank is named after."""
    if _LOCATED.search(view, max(0, mention.span.start - 12), mention.span.start):
        return False
    words = plain_words(mention.words)
    fulls = (plain_words(other.words) for other in name.mentions)
    return any(full[0] in _FIRMS and full[1:] == words for full in fulls)


def _is_part(mention: NameMention, name: Name) -> bool:
    """Tell a person's surname or given name from a name of its own."""
    full = name.fullest
    if len(mention.words) >= len(full.words) or name.kind == "place":
        return False
    if mention.kind == "place" and full.kind != "person":
        return False
    if name.kind == "organisation" and (mention.kind != "person" or set(full.words) & OFFICES):
        # ``Samudra`` for ``Samudra Lestari``: only by its first words, and not by a person's.
        return len(mention.words) > 1 and full.words[: len(mention.words)] == mention.words
    return all(any(same_word(word, other) for other in full.words) for word in mention.words)


def _nearest(mention: NameMention, name: Name) -> tuple[bool, int]:
    """Rank a person for a shortened name: by surname before given name, the one named last first."""
    last = same_word(mention.words[-1], name.fullest.words[-1])
    before = [m.span.start for m in name.mentions if m.span.start < mention.span.start]
    return last, max(before, default=-1)
