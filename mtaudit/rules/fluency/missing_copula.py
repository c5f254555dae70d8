from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._bare_clause import bare_clause, through_pair
from mtaudit.rules.fluency._clause_openings import behind_link, has_its_verb, openings, opens
from mtaudit.rules.fluency._clauses import is_finite
from mtaudit.rules.fluency._copula_words import (
    ADVERBS,
    ALSO_VERBS,
    BEHIND_STATES,
    BY,
    DEFINITE,
    INSIDE,
    LINKS,
    LONGEST_TAIL,
    MOSTLY,
    NOUNS,
    OF_THEM,
    OPENERS,
    POSTPOSED,
    PREDICATIVE,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    STARTS,
    STATES,
    STRONG,
    STRONGEST,
    SUBORDINATORS,
    TIMES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment


class MissingCopula(Rule):
    """A sentence with a subject and a predicate and no verb.

    ## What it finds
    A noun phrase or pronoun, mostly with an adverb behind it, then an adjective, a prepositional phrase, a
    participle or another noun, in a sentence, or a clause after `said` or `because`, that has no verb of its
    own: `The situation still tense.`

    ## Why it matters
    English joins subject and predicate with a form of *be*. Indonesian sets them side by side
    (`Situasi masih tegang`), and the engine leaves the verb out too.

    ## Known false alarms
    Notes, stage directions and absolute phrases set as sentences (`The street now empty.`).

    ## Example
    `The price of rice now higher than last year.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on non-verbal predicates; Quirk et al. 1985,
    *A Comprehensive Grammar of the English Language*, ch. 10 on clause elements.
    """

    code = "FLU028"
    name = "missing-copula"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the subject through the predicate."""
        found: list[tuple[AnalysedSegment, TokenSpan]] = []
        quotes = [quote.marks for quote in evidence.document.quotes]
        for segment in evidence.document.english:
            if segment.segment.role != "body":
                continue
            for sentence in _sentences(segment.parsed):
                words = _verbless(_clause(sentence)) or _embedded(sentence)
                if words is not None and not any(m.overlaps(segment.span_of(words)) for m in quotes):
                    found.append((segment, words))
                    continue
                for first in openings(sentence):
                    words = bare_clause(first, segment.parsed.end, opened=False)
                    if words is not None:
                        found.append((segment, words))
                        break
        for segment, link in evidence.document.tokens(*OPENERS):
            if link.i + 1 < segment.parsed.end and segment.segment.role == "body" and opens(link):
                if has_its_verb(link):
                    continue
                words = bare_clause(behind_link(link, segment.parsed.end), segment.parsed.end, opened=True)
                if words is not None:
                    found.append((segment, words))
        spans = {segment.span_of(words) for segment, words in found}
        for span in sorted(spans, key=lambda span: span.start):
            if not any(
                other != span and other.overlaps(span) and other.end - other.start > span.end - span.start
                for other in spans
            ):
                yield Hit(span, "The sentence has a subject and a predicate, but no verb.", confidence=0.8)


def _sentences(tokens: TokenSpan) -> Iterator[TokenSpan]:
    """Yield the words up to each full stop; a sentence without one is a headline or a caption."""
    start = tokens.start
    for token in tokens:
        if token.text in (".", "!", "?"):
            if token.text == "." and token.i - start >= 3:
                yield tokens.doc[start : token.i]
            start = token.i + 1


def _clause(sentence: TokenSpan) -> TokenSpan:
    """Cut off *According to him,* before the clause and *, the contractor said* behind it."""
    commas = [place for place, token in enumerate(sentence) if token.text == ","]
    if not commas:
        return sentence[1:] if sentence[0].lower_ in TIMES else sentence
    start, end = 0, len(sentence)
    opening = sentence[: commas[0]]
    if sentence[0].tag_ in ("RB", "IN", "VBG") and not any(is_finite(t) for t in opening):
        start = commas[0] + 1
    tail = sentence[commas[-1] + 1 :]
    if commas[-1] >= start and len(tail) <= LONGEST_TAIL and any(t.lower_ in SAYING for t in tail):
        end = commas[-1]
    return sentence[start:end]


def _embedded(sentence: TokenSpan) -> TokenSpan | None:
    """Find *He said the situation still tense.*: only where an adverb parts subject and predicate."""
    for place in range(len(sentence) - 1, 0, -1):
        word = sentence[place].lower_
        if word in LINKS or word in SAYING:
            rest = sentence[place + 1 :]
            if len(rest) and rest[0].lower_ == "that":
                rest = rest[1:]
            if len(rest) < 3 or any(token.text in ',";:' for token in rest):
                return None
            return _verbless(rest, parted_only=True)
    return None


def _verbless(clause: TokenSpan, *, parted_only: bool = False) -> TokenSpan | None:
    if len(clause) < 3 or clause[0].tag_ not in STARTS or clause[0].lower_ in SUBORDINATORS - {"that"}:
        return None
    place = _subject_end(clause)
    if place is None or place >= len(clause):
        return None
    parted = clause[place].lower_ in ADVERBS or _is_no_longer(clause, place)
    if parted_only and not parted:
        return None
    end = _predicate_end(clause, place)
    if end is None or _has_verb(clause, end):
        return None
    last = through_pair(clause.doc, clause.start + end)
    words: TokenSpan = clause.doc[clause.start : min(last + 1, clause.end)]
    return words


def _subject_end(sentence: TokenSpan) -> int | None:
    """Return how many tokens the subject has, or None where no noun phrase opens the sentence."""
    if sentence[0].lower_ in PRONOUNS:
        return 1
    last: int | None = None
    for place, token in enumerate(sentence):
        if last is not None and (token.lower_ in ("a", "an") or _is_no_longer(sentence, place)):
            break
        if token.lower_ in ADVERBS or token.lower_ in PREDICATIVE or token.pos_ in ("VERB", "AUX", "PUNCT"):
            if token.text == "-" or (token.pos_ == "VERB" and token.tag_ in ("VBG", "VBN") and last is None):
                if place == 1 and sentence[0].tag_ == "DT" and token.tag_ == "VBG":
                    # *The ending rather confusing*
                    last = place
                continue
            if last is None and token.lower_ in ("all", "both", "only"):
                continue
            break
        if token.pos_ == "ADP" and not (
            token.lower_ in ("of", "in", "for", "from", "at", "to", "near", "between") and last == place - 1
        ):
            break
        quantity = token.lower_ in DEFINITE or token.tag_ == "CD"
        counted = place == 0 and quantity and sentence[1].lower_ == "of"
        if (
            counted
            or token.pos_ in NOUNS
            or (place > 1 and (token.lower_ in OF_THEM or token.pos_ == "INTJ"))
        ):
            # *Most of them*; *the water in the well*, which the tagger takes for an exclamation
            last = place
        elif token.pos_ not in INSIDE and token.pos_ != "ADP":
            break
    return None if last is None else last + 1


def _is_no_longer(sentence: TokenSpan, place: int) -> bool:
    return [token.lower_ for token in sentence[place : place + 2]] == ["no", "longer"]


def _predicate_end(sentence: TokenSpan, place: int) -> int | None:
    """Return where the predicate ends that begins behind the subject."""
    start, count = place, len(sentence)
    if _is_no_longer(sentence, place):
        place += 1
    while place < count and sentence[place].lower_ in ADVERBS:
        place += 1
    if place >= count:
        return None
    token, parted = sentence[place], place > start
    if parted and token.tag_ == "CD":
        # *only six years old*
        return next((at for at in range(place, min(count, place + 4)) if sentence[at].lower_ == "old"), None)
    pronoun = sentence[0].lower_ in PRONOUNS
    following = sentence[place + 1] if place + 1 < count else None
    if token.lower_ in ("a", "an"):
        return _noun_predicate(sentence, place)
    if token.lower_ == "the" and pronoun:
        return _superlative(sentence, place)
    if parted and sentence[place - 1].lower_ in MOSTLY and token.tag_ == "NNS":
        return place if sentence[0].lower_ in DEFINITE else None
    if token.lower_ == "better" and following is not None and following.lower_ == "than":
        return place if sentence[0].lower_ in DEFINITE else None
    adjective = (
        token.pos_ == "ADJ" or token.tag_ in ("JJ", "JJR", "JJS", "RBR") or token.lower_ in PREDICATIVE
    )
    if pronoun and not parted and token.lower_.endswith("ed"):
        # *He worried*
        return None
    if token.lower_ in PREDICATIVE and (
        parted
        or pronoun
        or (following and following.lower_ in ("of", "to", "that", "about", "with", "from", "for"))
    ):
        return place
    if not parted and not pronoun:
        return place if adjective and _is_plain_predicate(sentence, place) else None
    if following is not None and following.text == "-":
        # *mostly second-hand*
        compound = place + 2 < count and (place + 3 >= count or sentence[place + 3].pos_ not in NOUNS)
        return place + 2 if compound else None
    if adjective:
        return place if following is None or following.pos_ not in (*NOUNS, "ADJ", "VERB") else None
    if token.lower_ in PREPOSITIONS and token.tag_ == "IN" and following is not None:
        return next((p for p in range(place + 1, min(count, place + 6)) if sentence[p].pos_ in NOUNS), None)
    if token.tag_ == "VBG" and (following is None or following.tag_ != "HYPH"):
        return place
    if parted and token.lower_ in ALSO_VERBS and _plain(sentence, place):
        return place if following is None or following.pos_ in ("ADP", "SCONJ") else None
    return place if parted and _is_state(sentence, place) else None


def _noun_predicate(sentence: TokenSpan, place: int) -> int | None:
    """Find *His father a farmer*: the head of a second noun phrase, which is no measure."""
    if sentence[0].lower_ not in PRONOUNS and sentence[0].lower_ not in DEFINITE:
        return None
    end: int | None = None
    for at in range(place + 1, min(len(sentence), place + 6)):
        if sentence[at].pos_ in NOUNS:
            end = at
        elif end is not None or sentence[at].pos_ not in ("ADJ", "ADV"):
            break
    return None if end is None or sentence[end].lower_ in BY else end


def _superlative(sentence: TokenSpan, place: int) -> int | None:
    """Find *She the youngest of seven children* and *He the only witness*."""
    token = sentence[place + 1] if place + 1 < len(sentence) else None
    if token is None or not (token.tag_ == "JJS" or token.lower_ in ("only", "first", "last", "eldest")):
        return None
    return place + 1


def _is_plain_predicate(sentence: TokenSpan, place: int) -> bool:
    """Tell an adjective right behind a definite subject: *His wife pregnant with*, *the stock sufficient*."""
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    subject = sentence[:place]
    return (
        sentence[0].lower_ in DEFINITE
        and sentence[place].lower_ not in POSTPOSED
        and sentence[place].tag_ in ("JJ", "JJR")
        and not any(token.tag_ in ("JJS", "RBS", "CD") or token.pos_ == "PUNCT" for token in subject)
        and (
            following is None
            or following.pos_ in ("ADP", "SCONJ")
            or following.tag_ == "TO"
            or _is_pair(following)
        )
    )


def _is_pair(following: Token) -> bool:
    """Tell *healthy and active* at the end."""
    words = following.doc[following.i + 1 : following.i + 3]
    return following.tag_ == "CC" and len(words) == 2 and words[0].tag_ == "JJ" and words[1].is_punct


def _is_state(sentence: TokenSpan, place: int) -> bool:
    """Tell a participle that names a state (*still blocked by mud*, *now closed*)."""
    token = sentence[place]
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    adverb = sentence[place - 1].lower_
    strong = adverb in STRONG
    if token.tag_ not in ("VBN", "VBD") or not strong or not _plain(sentence, place):
        return False
    beside = following is not None and following.lower_ in BEHIND_STATES
    if token.lower_ == "paid" and adverb == "longer":
        # *The business no longer paid*
        return False
    if token.lower_ in STATES:
        return following is None or beside or following.pos_ in ("ADP", "SCONJ", "ADV")
    return token.lower_.endswith("ed") and beside and adverb in STRONGEST


def _plain(sentence: TokenSpan, place: int) -> bool:
    return not any(child.dep_ in ("dobj", "ccomp", "aux", "auxpass") for child in sentence[place].children)


def _has_verb(sentence: TokenSpan, end: int) -> bool:
    """Tell a finite verb that is not in a subordinate clause behind the predicate."""
    opened = False
    for place, token in enumerate(sentence):
        if place > end and token.lower_ in SUBORDINATORS:
            opened = True
        if place == end or (opened and place > end):
            continue
        if is_finite(token) or token.pos_ == "AUX":
            return True
        if place < end and token.pos_ == "VERB" and token.tag_ == "VB":
            return True
    return False
