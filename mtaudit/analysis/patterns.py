"""Token patterns that rules give as data, matched once for all of them.

The patterns are spaCy's: lists of token descriptions for its ``Matcher``. They are matched within a
segment, never across two.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mtaudit.analysis.spacy_pipeline import load_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.matcher import Matcher
    from spacy.tokens import Span as TokenSpan

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = ["Match", "TokenPattern", "find_matches"]

#: One alternative of a pattern: a description for each token, as spaCy's ``Matcher`` reads it.
TokenPattern = list[dict[str, Any]]
#: A match: the segment and the tokens of it.
Match = tuple["AnalysedSegment", "TokenSpan"]


@lru_cache(maxsize=16)
def _matcher(patterns: _Patterns) -> Matcher:
    """Compile the patterns of all chosen rules, once for each choice."""
    from spacy.matcher import Matcher

    matcher = Matcher(load_pipeline().vocab)
    for name, alternatives in patterns.by_name.items():
        matcher.add(name, list(alternatives))
    return matcher


class _Patterns:
    """A mapping that the cache may key by identity of its content."""

    def __init__(self, by_name: Mapping[str, Sequence[TokenPattern]]) -> None:
        self.by_name = dict(by_name)
        self._content = repr(sorted(self.by_name.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Patterns) and self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)


def find_matches(
    analysed: AnalysedDocument, patterns: Mapping[str, Sequence[TokenPattern]]
) -> dict[str, list[Match]]:
    """Match every pattern in every English prose segment.

    :param analysed: the document.
    :param patterns: alternatives by name.
    :returns: matches by name, in document order; of matches that overlap, only the longest.
    """
    if not patterns:
        return {}
    from spacy.util import filter_spans

    matcher = _matcher(_Patterns(patterns))
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for segment in analysed.english:
        hits: Iterable[TokenSpan] = matcher(segment.parsed, as_spans=True)
        by_name: defaultdict[str, list[TokenSpan]] = defaultdict(list)
        for hit in hits:
            by_name[hit.label_].append(hit)
        for name, spans in by_name.items():
            found[name].extend((segment, span) for span in filter_spans(spans))
    return dict(found)
