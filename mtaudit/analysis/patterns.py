"""Token patterns and phrases that rules give as data, matched once for all of them.

The patterns are spaCy's: lists of token descriptions for its ``Matcher``; phrases go to its
``PhraseMatcher``. They are matched within a segment, never across two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mtaudit.analysis.spacy_pipeline import load_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Span as TokenSpan

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = ["Match", "PatternSet", "TokenPattern", "find_matches"]

#: One alternative of a pattern: a description for each token, as spaCy's ``Matcher`` reads it.
TokenPattern = list[dict[str, Any]]
#: A match: the segment and the tokens of it.
Match = tuple["AnalysedSegment", "TokenSpan"]


@dataclass(frozen=True, slots=True, eq=False)
class PatternSet:
    """Everything that is to be matched, by name; compiled once for each object.

    :param patterns: alternatives of token descriptions.
    :param phrases: lower-case words.
    :param lemma_phrases: lemmas.
    """

    patterns: Mapping[str, Sequence[TokenPattern]]
    phrases: Mapping[str, Sequence[str]]
    lemma_phrases: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Anchored:
    """One alternative with the words of which a segment must hold one, or None where it names none."""

    name: str
    matcher: Matcher
    anchor: frozenset[str] | None


@lru_cache(maxsize=16)
def _matchers(patterns: PatternSet) -> tuple[tuple[_Anchored, ...], tuple[PhraseMatcher, ...]]:
    """Compile all that is to be matched.

    Each alternative has its own matcher, run only on segments that hold one of the words it demands: one
    matcher of them all would try every alternative at every token.
    """
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc

    vocab = load_pipeline().vocab
    anchored: list[_Anchored] = []
    for name, alternatives in patterns.patterns.items():
        for alternative in alternatives:
            matcher = Matcher(vocab)
            matcher.add(name, [alternative])
            anchored.append(_Anchored(name, matcher, _anchor(alternative)))
    words, lemmas = PhraseMatcher(vocab, attr="LOWER"), PhraseMatcher(vocab, attr="LEMMA")
    tokenizer = load_pipeline().tokenizer
    for name, phrases in patterns.phrases.items():
        words.add(name, [tokenizer(phrase) for phrase in phrases])
    for name, phrases in patterns.lemma_phrases.items():
        lemmas.add(name, [Doc(vocab, words=p.split(), lemmas=p.split()) for p in phrases])
    return tuple(anchored), tuple(m for m in (words, lemmas) if len(m))


def _anchor(pattern: TokenPattern) -> frozenset[str] | None:
    """Return the smallest set of words or lemmas of which every match holds one."""
    best: frozenset[str] | None = None
    for token in pattern:
        if token.get("OP", "1") not in ("1", "+"):
            continue
        for key in ("LOWER", "LEMMA", "TEXT", "ORTH", "NORM"):
            given = token.get(key)
            words = given.get("IN") if isinstance(given, dict) else [given] if given else None
            if words and (best is None or len(words) < len(best)):
                best = frozenset(word.lower() for word in words)
    return best


def find_matches(analysed: AnalysedDocument, patterns: PatternSet) -> dict[str, list[Match]]:
    """Match every pattern and phrase in every English prose segment.

    :param analysed: the document.
    :param patterns: what to match.
    :returns: matches by name, in document order; of matches of one name that overlap, only the longest.
    """
    from spacy.util import filter_spans

    anchored, phrasal = _matchers(patterns)
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for segment in analysed.english:
        by_name: defaultdict[str, list[TokenSpan]] = defaultdict(list)
        for hit in _hits(segment, anchored, phrasal):
            by_name[hit.label_].append(hit)
        for name, spans in by_name.items():
            found[name].extend((segment, span) for span in filter_spans(spans))
    return dict(found)


def _hits(
    segment: AnalysedSegment, anchored: Iterable[_Anchored], phrasal: Iterable[PhraseMatcher]
) -> Iterator[TokenSpan]:
    tokens = segment.parsed
    held = {form for token in tokens for form in (token.lower_, token.lemma_.lower(), token.norm_)}
    for alternative in anchored:
        if alternative.anchor is None or not held.isdisjoint(alternative.anchor):
            yield from alternative.matcher(tokens, as_spans=True)
    for matcher in phrasal:
        yield from matcher(tokens, as_spans=True)
