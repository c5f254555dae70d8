"""Token patterns and phrases that rules give as data, matched once for all of them.

The patterns are spaCy's: lists of token descriptions for its ``Matcher``; phrases go to its
``PhraseMatcher``. They are matched within a segment, never across two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from mtaudit.analysis.language import zipf
from mtaudit.analysis.spacy_pipeline import load_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Span as TokenSpan

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = ["Match", "PatternSet", "TokenPattern", "find_matches"]

#: Share of the words of English from which a matcher of its own costs more than it saves.
_FREQUENT = 0.002
#: Most pairs of neighbouring words that are listed for a pattern.
_MOST_PAIRS = 2000
#: What a pattern may demand of a token by its words; its strings are compared by spaCy's hashes.
_FORMS: list[int | str] = ["LOWER", "LEMMA", "ORTH", "NORM"]
#: One alternative of a pattern: a description for each token, as spaCy's ``Matcher`` reads it.
TokenPattern = list[dict[str, Any]]
#: A match: the segment and the tokens of it.
Match = tuple["AnalysedSegment", "TokenSpan"]


@dataclass(frozen=True, eq=False)
class PatternSet:
    """Everything that is to be matched, by name; compiled once for each object.

    :param patterns: alternatives of token descriptions.
    :param phrases: lower-case words.
    :param lemma_phrases: lemmas.
    """

    patterns: Mapping[str, Sequence[TokenPattern]]
    phrases: Mapping[str, Sequence[str]]
    lemma_phrases: Mapping[str, Sequence[str]]

    @cached_property
    def matchers(self) -> _Matchers:
        """The compiled patterns."""
        return _compiled(self)


@dataclass(frozen=True, slots=True)
class _Anchored:
    """The matcher of one alternative, run only on segments that hold what the alternative demands.

    :param matcher: of this alternative alone: one of them all would try every alternative at every token.
    :param demands: sets of words or lemmas; every match holds one of each.
    """

    matcher: Matcher
    demands: Sequence[frozenset[int]]


@dataclass(frozen=True, slots=True)
class _Matchers:
    """What a set of patterns compiles to.

    :param by_pair: alternatives by two neighbouring words, in lower case, of which every match holds one.
    :param by_word: those without such a pair, by a word of the rarest set that they demand.
    :param anywhere: all that demand no word, or a frequent one.
    :param phrases: of words, and of lemmas.
    """

    by_pair: Mapping[tuple[int, int], Sequence[_Anchored]]
    by_word: Mapping[int, Sequence[_Anchored]]
    anywhere: Matcher
    phrases: Sequence[PhraseMatcher]


def _compiled(patterns: PatternSet) -> _Matchers:
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc

    vocab, tokenizer = load_pipeline().vocab, load_pipeline().tokenizer
    by_pair: defaultdict[tuple[int, int], list[_Anchored]] = defaultdict(list)
    by_word: defaultdict[int, list[_Anchored]] = defaultdict(list)
    anywhere = Matcher(vocab)
    for name, alternatives in patterns.patterns.items():
        frequent = []
        for alternative in alternatives:
            pairs, demands = _pairs(alternative), _demands(alternative)
            if not pairs and (not demands or min(map(_share, demands)) > _FREQUENT):
                frequent.append(alternative)
                continue
            numbers = [frozenset(map(vocab.strings.add, words)) for words in demands]
            anchored = _Anchored(Matcher(vocab), numbers)
            anchored.matcher.add(name, [alternative])
            for one, other in pairs:
                by_pair[vocab.strings.add(one), vocab.strings.add(other)].append(anchored)
            for word in min(demands, key=_share) if not pairs else ():
                by_word[vocab.strings.add(word)].append(anchored)
        if frequent:
            anywhere.add(name, frequent)
    words, lemmas = PhraseMatcher(vocab, attr="LOWER"), PhraseMatcher(vocab, attr="LEMMA")
    for name, phrases in patterns.phrases.items():
        words.add(name, [tokenizer(phrase) for phrase in phrases])
    for name, phrases in patterns.lemma_phrases.items():
        lemmas.add(name, [Doc(vocab, words=p.split(), lemmas=p.split()) for p in phrases])
    return _Matchers(
        dict(by_pair), dict(by_word), anywhere, [matcher for matcher in (words, lemmas) if len(matcher)]
    )


def _demands(pattern: TokenPattern) -> list[frozenset[str]]:
    """Return the sets of words, lemmas or norms of which every match holds one each."""
    return [
        words
        for token in pattern
        if token.get("OP", "1") in ("1", "+")
        for key in ("LOWER", "LEMMA", "TEXT", "ORTH", "NORM")
        if (words := _listed(token, key))
    ]


def _pairs(pattern: TokenPattern) -> set[tuple[str, str]]:
    """Return the pairs of neighbouring words, in lower case, of which every match holds one; none if many."""
    found: list[set[tuple[str, str]]] = []
    for one, other in pairwise(pattern):
        if "OP" in one or "OP" in other:
            continue
        before, after = _words(one), _words(other)
        if 0 < len(before) * len(after) <= _MOST_PAIRS:
            found.append(set(product(before, after)))
    return min(found, key=_pair_share, default=set())


def _words(token: Mapping[str, Any]) -> frozenset[str]:
    listed = (_listed(token, key) for key in ("LOWER", "TEXT", "ORTH"))
    return next((frozenset(map(str.lower, words)) for words in listed if words), frozenset())


def _listed(token: Mapping[str, Any], key: str) -> frozenset[str]:
    given = token.get(key)
    words = given.get("IN") if isinstance(given, dict) else [given] if given else None
    return frozenset(words or ())


def _share(words: frozenset[str]) -> float:
    """Return the share of these words among the words of English; marks, which no list has, are frequent."""
    listed = (word.replace("-", "").isalpha() for word in words)
    return sum(
        10 ** (zipf(word, "en") - 9) if known else _FREQUENT
        for word, known in zip(words, listed, strict=True)
    )


def _pair_share(pairs: set[tuple[str, str]]) -> float:
    """Return the share of these pairs if words stood beside each other by chance."""
    return sum(_share(frozenset({one})) * _share(frozenset({other})) for one, other in pairs)


def find_matches(analysed: AnalysedDocument, patterns: PatternSet) -> dict[str, list[Match]]:
    """Match every pattern and phrase in every English prose segment.

    :param analysed: the document.
    :param patterns: what to match.
    :returns: matches by name, in document order; of matches of one name that overlap, only the longest.
    """
    from spacy.util import filter_spans

    matchers = patterns.matchers
    found: defaultdict[str, list[Match]] = defaultdict(list)
    # The forms of a piece are asked for once: spaCy copies those of a whole piece at every call.
    pieces = {id(segment.parsed.doc): segment.parsed.doc for segment in analysed.english}
    forms = {key: piece.to_array(_FORMS) for key, piece in pieces.items()}
    for segment in analysed.english:
        tokens = segment.parsed
        by_name: defaultdict[str, list[TokenSpan]] = defaultdict(list)
        for hit in _hits(tokens, matchers, forms[id(tokens.doc)][tokens.start : tokens.end]):
            by_name[hit.label_].append(hit)
        for name, spans in by_name.items():
            found[name].extend((segment, span) for span in filter_spans(spans))
    return dict(found)


def _hits(tokens: TokenSpan, matchers: _Matchers, forms: NDArray[Any]) -> Iterator[TokenSpan]:
    words = set(forms.ravel().tolist())
    # Dictionaries and sorted, for an order that does not change from run to run.
    found = [matchers.by_pair.get(pair, ()) for pair in dict.fromkeys(pairwise(forms[:, 0].tolist()))]
    found += [matchers.by_word.get(word, ()) for word in sorted(words)]
    candidates = {id(anchored): anchored for held in found for anchored in held}
    if len(matchers.anywhere):
        yield from matchers.anywhere(tokens, as_spans=True)
    for anchored in candidates.values():
        if not any(words.isdisjoint(demanded) for demanded in anchored.demands):
            yield from anchored.matcher(tokens, as_spans=True)
    for phrasal in matchers.phrases:
        yield from phrasal(tokens, as_spans=True)
