"""Token patterns and phrases that rules give as data, matched once for all of them.

The patterns are spaCy's: lists of token descriptions for its ``Matcher``; phrases go to its
``PhraseMatcher``. They are matched within a segment, never across two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mtaudit.analysis.language import zipf
from mtaudit.analysis.spacy_pipeline import load_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Span as TokenSpan

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = ["Match", "PatternSet", "TokenPattern", "find_matches"]

#: Share of words from which a matcher of its own costs more than it saves.
_FREQUENT = 0.002
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
class _Matchers:
    """What a set of patterns compiles to.

    An alternative has a matcher of its own, run only on segments that hold a word it demands: one matcher
    of them all would try every alternative at every token. Those that demand no word, or a frequent one,
    share a matcher.
    """

    by_word: Mapping[int, Sequence[Matcher]]
    anywhere: Matcher
    phrases: Sequence[PhraseMatcher]


def _compiled(patterns: PatternSet) -> _Matchers:
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc

    vocab, tokenizer = load_pipeline().vocab, load_pipeline().tokenizer
    by_word: defaultdict[int, list[Matcher]] = defaultdict(list)
    frequent: defaultdict[str, list[TokenPattern]] = defaultdict(list)
    for name, alternatives in patterns.patterns.items():
        for alternative in alternatives:
            anchor = _anchor(alternative)
            if anchor is None or _share(anchor) > _FREQUENT:
                frequent[name].append(alternative)
                continue
            matcher = Matcher(vocab)
            matcher.add(name, [alternative])
            for word in anchor:
                by_word[vocab.strings.add(word)].append(matcher)
    anywhere = Matcher(vocab)
    for name, alternatives in frequent.items():
        anywhere.add(name, alternatives)
    words, lemmas = PhraseMatcher(vocab, attr="LOWER"), PhraseMatcher(vocab, attr="LEMMA")
    for name, phrases in patterns.phrases.items():
        words.add(name, [tokenizer(phrase) for phrase in phrases])
    for name, phrases in patterns.lemma_phrases.items():
        lemmas.add(name, [Doc(vocab, words=p.split(), lemmas=p.split()) for p in phrases])
    return _Matchers(dict(by_word), anywhere, [matcher for matcher in (words, lemmas) if len(matcher)])


def _anchor(pattern: TokenPattern) -> frozenset[str] | None:
    """Return the rarest set of words or lemmas of which every match holds one."""
    sets: list[frozenset[str]] = []
    for token in pattern:
        if token.get("OP", "1") not in ("1", "+"):
            continue
        for key in ("LOWER", "LEMMA", "TEXT", "ORTH", "NORM"):
            given = token.get(key)
            words = given.get("IN") if isinstance(given, dict) else [given] if given else None
            if words:
                sets.append(frozenset(words))
    return min(sets, key=_share, default=None)


def _share(words: frozenset[str]) -> float:
    """Return the share of these words among the words of English; marks, which no list has, are frequent."""
    return sum(10 ** (zipf(word, "en") - 9) if word.isalpha() else _FREQUENT for word in words)


def find_matches(analysed: AnalysedDocument, patterns: PatternSet) -> dict[str, list[Match]]:
    """Match every pattern and phrase in every English prose segment.

    :param analysed: the document.
    :param patterns: what to match.
    :returns: matches by name, in document order; of matches of one name that overlap, only the longest.
    """
    from spacy.util import filter_spans

    matchers = patterns.matchers
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for segment in analysed.english:
        by_name: defaultdict[str, list[TokenSpan]] = defaultdict(list)
        for hit in _hits(segment.parsed, matchers):
            by_name[hit.label_].append(hit)
        for name, spans in by_name.items():
            found[name].extend((segment, span) for span in filter_spans(spans))
    return dict(found)


def _hits(tokens: TokenSpan, matchers: _Matchers) -> Iterator[TokenSpan]:
    forms = tokens.doc.to_array(_FORMS)[tokens.start : tokens.end]
    words = {int(form) for form in forms.ravel().tolist()}
    # A dictionary, for an order that does not change from run to run.
    held = (matchers.by_word.get(word, ()) for word in sorted(words))
    wanted = {id(matcher): matcher for found in held for matcher in found}
    if len(matchers.anywhere):
        yield from matchers.anywhere(tokens, as_spans=True)
    for matcher in wanted.values():
        yield from matcher(tokens, as_spans=True)
    for phrasal in matchers.phrases:
        yield from phrasal(tokens, as_spans=True)
