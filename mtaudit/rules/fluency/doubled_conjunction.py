from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import after, before, is_finite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_CONCESSIVE = frozenset({"but", "however", "yet", "nevertheless", "nonetheless"})
_CAUSAL = frozenset({"so", "therefore", "then", "hence", "thus", "consequently"})
#: The second conjunctions that do not go with a first one, and the Indonesian pair behind both.
_PAIRS: dict[str, tuple[frozenset[str], str]] = {
    "although": (_CONCESSIVE, "meskipun … tetapi"),
    "though": (_CONCESSIVE, "meskipun … tetapi"),
    "despite": (frozenset({"but"}), "meskipun … tetapi"),
    "while": (frozenset({"but"}), "walaupun … tetapi"),
    "because": (_CAUSAL, "karena … maka"),
    "since": (_CAUSAL - {"then"}, "karena … maka"),
    "as": (frozenset({"so", "therefore"}), "karena … maka"),
    "if": (frozenset({"so"}), "jika … maka"),
    "when": (frozenset({"so"}), "ketika … maka"),
    "whereas": (frozenset({"but"}), "sedangkan … tetapi"),
    "whilst": (frozenset({"but"}), "walaupun … tetapi"),
    "notwithstanding": (frozenset({"but", "however"}), "meskipun … tetapi"),
    "spite": (frozenset({"but", "however"}), "meskipun … tetapi"),
    "considering": (_CAUSAL, "mengingat … maka"),
    "given": (_CAUSAL, "mengingat … maka"),
    "seeing": (_CAUSAL, "melihat … maka"),
    "due": (_CAUSAL, "karena … maka"),
    "owing": (_CAUSAL, "karena … maka"),
    "thanks": (_CAUSAL - {"then"}, "berkat … maka"),
    "regardless": (frozenset({"but", "however"}), "terlepas dari … tetapi"),
    "unless": (frozenset({"so"}), "kecuali … maka"),
    "after": (frozenset({"so"}), "setelah … maka"),
    "once": (frozenset({"so"}), "begitu … maka"),
}
#: What may stand between the second conjunction and its subject.
_BETWEEN = frozenset({"ADV", "DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PUNCT", "PART", "ADP"})
#: What these take before a clause or phrase (*in spite of*, *considering that*, *due to*).
_SECOND_WORDS = {
    "considering": "that",
    "given": "that",
    "seeing": "that",
    "due": "to",
    "spite": "of",
    "owing": "to",
    "thanks": "to",
    "regardless": "of",
}
#: Those of them that have a phrase behind them, without a verb.
_WITH_PHRASES = frozenset("despite spite due notwithstanding owing thanks regardless".split())
#: What *so* goes before as an adverb (*so many people left*).
_AMOUNTS = frozenset({"many", "much", "few", "little"})
_NO_CLAUSE = frozenset("because if only not also when as that far too by long while though".split())


class DoubledConjunction(Rule):
    """A subordinate clause with its conjunction, then a second conjunction before the main clause.

    ## What it finds
    `Although … , but`, `Even though … , however`, `Because … , so`, `Since … , therefore`, `If … , so`
    before the main clause of the sentence.

    ## Why it matters
    One conjunction joins two clauses in English. Indonesian sets one before each (`meskipun … tetapi`,
    `karena … maka`).

    ## Known false alarms
    A subordinate clause that ends before the comma with a clause of its own which the parser misses.

    ## Example
    `Although the road was closed, but many drivers used it.`

    ## Source
    Swan 2016, *Practical English Usage*, on conjunctions (*one conjunction for two clauses*); Sneddon et
    al. 2010, *Indonesian: A Comprehensive Grammar*, on clause linking.
    """

    code = "FLU017"
    name = "doubled-conjunction"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the second conjunction alone."""
        for segment, first in evidence.document.tokens(*_PAIRS):
            seconds, pair = _PAIRS[first.lower_]
            if first.lower_ == "if" and first.i and first.nbor(-1).lower_ == "even":
                seconds, pair = _PAIRS["although"]
            if not _opens_clause(first) or first.i < segment.parsed.start:
                continue
            second = _second(first, segment.parsed.end, seconds)
            if second is not None:
                yield Hit(
                    segment.span_of(second),
                    f"“{first.text}” joins the clauses already; “{second.text}” joins them again "
                    f"(Indonesian “{pair}”).",
                    confidence=0.85,
                )


def _opens_clause(first: Token) -> bool:
    """Tell a subordinator at the head of a sentence, a quotation, a *that*-clause or after *and*."""
    following = after(first)
    if following is None or following.lower_ != _SECOND_WORDS.get(first.lower_, following.lower_):
        return False
    cause = first.lower_ == "because" and following.lower_ == "of"
    if (
        first.lower_ not in _SECOND_WORDS
        and not cause
        and following.lower_
        in (
            "of",
            "so",
            "not",
            "if",
            "though",
            "when",
            "then",
            "to",
            "from",
        )
    ):
        return False
    left = before(first)
    if first.lower_ == "spite" and left is not None:
        left = before(left)
    if left is not None and left.lower_ in ("even", "just", "only", "precisely", "particularly"):
        left = before(left)
    if first.lower_ == "as" and following.lower_ in ("a", "an", "for", "well", "soon", "long", "far"):
        return False
    return (
        left is None
        or left.i < first.sent.start
        or left.is_space
        or left.text in "\".:;'“"
        or (left.lower_ in ("that", "and", "but") and left.pos_ != "PRON")
    )


def _second(first: Token, end: int, seconds: frozenset[str]) -> Token | None:
    """Return the second conjunction where only the subordinate clause stands before it."""
    following = after(first)
    finite = first.lower_ in _WITH_PHRASES or (following is not None and following.lower_ == "of")
    if first.lower_ in ("although", "though") and following is not None:
        # *Although small, but the island has two airports*
        finite = finite or following.tag_ in ("JJ", "VBN", "VBG")
    for token in first.doc[first.i + 1 : end]:
        if token.text in '.;:?!"':
            return None
        if token.lower_ in seconds and token.nbor(-1).text == ",":
            return (
                token if finite and not _main_before(first, token) and _clause_follows(token, end) else None
            )
        if is_finite(token) or (token.tag_ == "VBN" and token.nbor(-1).pos_ in ("NOUN", "PROPN")):
            # *Although the walls held for an hour, but*: a past tense that the tagger took for a participle.
            finite = True
    return None


def _main_before(first: Token, second: Token) -> bool:
    """Tell a main clause between the two: after a comma, a subject and its finite verb."""
    comma = next((t for t in first.doc[first.i + 1 : second.i - 1] if t.text == ","), None)
    if comma is None:
        return False
    relative = after(comma)
    if relative is not None and is_finite(relative):
        # *If the wind is strong, cannot take off, so …*: a main clause that lost its subject.
        return True
    if relative is not None and relative.tag_ in ("WDT", "WP", "WP$", "WRB", "VBN", "VBG", "CC", "IN"):
        # A parenthesis: *Although the minister, who was ill, had agreed, but …*
        return first.head.i < comma.i and any(
            t.dep_ in ("nsubj", "nsubjpass") and t.head.i > comma.i and t.tag_ not in ("WDT", "WP")
            for t in first.doc[comma.i + 1 : second.i]
        )
    return any(
        token.dep_ in ("nsubj", "nsubjpass") and token.head.i < second.i and token.i > comma.i
        for token in first.doc[comma.i + 1 : second.i]
    )


def _clause_follows(second: Token, end: int) -> bool:
    """Tell that a subject and its finite verb come next, not *but happy* or *so am I*."""
    following = after(second)
    if following is None or following.lower_ in _NO_CLAUSE or following.pos_ in ("AUX", "VERB"):
        return False
    if second.lower_ == "so" and following.lower_ in _AMOUNTS:
        return False
    for token in second.doc[second.i + 1 : min(end, second.i + 25)]:
        if token.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") and token.head.i > second.i:
            if any(is_finite(t) for t in (token.head, *token.head.children)):
                return True
            break
        if token.pos_ not in _BETWEEN or token.text in '.;:"':
            break
        if token.text == "," and token.i > second.i + 1:
            return False
    return _verb_follows(second, following, end)


def _verb_follows(second: Token, following: Token, end: int) -> bool:
    """Tell *but some flakes still floated*, whose verb the tagger took for a participle."""
    noun = False
    for token in second.doc[following.i : min(end, following.i + 12)]:
        if token.tag_.startswith("VB") or token.tag_ == "MD":
            return noun and following.pos_ in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM")
        noun = noun or token.pos_ in ("NOUN", "PROPN", "PRON")
        if token.is_punct and token.text not in "-'":
            return False
    return False
