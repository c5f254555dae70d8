from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from mtaudit.analysis.folding import plain_word
from mtaudit.analysis.language import zipf
from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.source import SourceText, SourceWord

#: Words that are no part of an address.
_WORD = re.compile(r"(?<![\w/@.:=?&-])[^\W\d_]+(?:['-][^\W\d_]+)*(?![\w/@]|[.:]\S)")
#: Words of a run that the source's language must be known to use; others may be names of drugs and plants.
_FEWEST_KNOWN = 2
#: Words that tell whether there is a list of them.
_LOOKED_AT = 50
#: Words in a row that are no chance: the source's own, with this many that are neither names nor English.
_SHORTEST_RUN, _FEWEST_OWN = 4, 3
#: A whole line counts from this many such words on, if they are this share of it.
_FEWEST_OF_LINE, _SHARE_OF_LINE = 2, 0.6
#: From this Zipf frequency on a word is one that English news uses.
_ENGLISH = 3.0
#: How much more frequent, in Zipf units, a word must be in the source's language than in English.
_MARGIN = 1.0


class CopiedSource(Rule):
    """Words of the source that stand in the translation as they were.

    ## What it finds
    A run of four or more consecutive words of the source, or a whole line of it, that the English text has
    word for word. At least three of the words (two, and most of them, of a line) are neither names nor
    English words.

    ## Why it matters
    Nobody translated them: the reader meets words of another language.

    ## Known false alarms
    Slogans, song titles and proverbs that an author gives in the original on purpose.

    ## Example
    `petugas mengevakuasi penumpang kapal` in both texts.

    ## Source
    MQM, Accuracy/Untranslated; Freitag et al. 2021, category *Untranslated text*. Word frequencies:
    Speer 2022, wordfreq 3.0.
    """

    code = "SRC001"
    name = "copied-source"
    category = "Accuracy/Untranslated text"
    its_type = "untranslated"
    severity = Severity.MAJOR
    needs = frozenset({"source"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the longest runs that both texts have."""
        source, view = evidence.source, evidence.document.view
        if source is None:
            return
        places = _places(source.words)
        for segment in evidence.document.prose:
            span = segment.segment.span
            words = list(_WORD.finditer(view, span.start, span.end))
            for start, end in _runs([plain_word(word.group()) for word in words], source.words, places):
                whole = end - start == len(words)
                run = [word.group() for word in words[start:end]]
                if _is_copied(run, source, whole=whole):
                    yield Hit(
                        Span(words[start].start(), words[end - 1].end()),
                        "These words stand in the source just so; they were not translated.",
                        confidence=0.95,
                    )


def _places(words: Sequence[SourceWord]) -> dict[tuple[str, str], list[int]]:
    """Return where each pair of consecutive words stands in the source."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, (one, other) in enumerate(pairwise(words)):
        places[one.folded, other.folded].append(place)
    return dict(places)


def _runs(
    words: list[str], source: Sequence[SourceWord], places: dict[tuple[str, str], list[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the longest runs of two words or more that stand in the source, without overlaps."""
    start = 0
    while start + 1 < len(words):
        longest = 0
        # A pair that is everywhere is looked at in few places; a copied run is found at any of them.
        for place in places.get((words[start], words[start + 1]), ())[:50]:
            length = 2
            while (
                start + length < len(words)
                and place + length < len(source)
                and source[place + length].folded == words[start + length]
            ):
                length += 1
            longest = max(longest, length)
        if longest:
            yield start, start + longest
        start += max(longest, 1)


def _is_copied(run: list[str], source: SourceText, *, whole: bool) -> bool:
    own = [word for word in run if _is_own(word, source.language)]
    lower = [word for word in own if word.islower()]
    if _is_listed(source) and sum(_is_known(word, source.language) for word in own) < _FEWEST_KNOWN:
        return False
    if len(run) >= _SHORTEST_RUN and len(lower) >= _FEWEST_OWN:
        return True
    if not whole or len(own) < _FEWEST_OF_LINE or len(own) / len(run) < _SHARE_OF_LINE:
        return False
    # A line of capitals is a headline where its words are common, and a list of names where they are not.
    return len(lower) >= _FEWEST_OF_LINE or (len(run) >= _SHORTEST_RUN and len(own) >= _FEWEST_OWN)


def _is_listed(source: SourceText) -> bool:
    """Tell whether there is a frequency list of the source's language."""
    return any(_is_known(word.folded, source.language) for word in source.words[:_LOOKED_AT])


def _is_known(word: str, language: str | None) -> bool:
    return language is not None and zipf(word, language) > 0


def _is_own(word: str, language: str | None) -> bool:
    """Tell a word of the source's language that English does not use; a capital must have a frequency."""
    english, own = zipf(word, "en"), zipf(word, language) if language else 0.0
    if own - english >= _MARGIN:
        return own > 0
    return word.islower() and own == 0 and english < _ENGLISH
