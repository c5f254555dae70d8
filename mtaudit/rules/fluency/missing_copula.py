from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import is_finite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

#: Adverbs that stand between a subject and its predicate, not inside a noun phrase.
_ADVERBS = frozenset(
    "still now very not already quite so too currently always mostly often never also just almost "
    "really increasingly only nearly largely mainly probably perhaps usually again yet extremely "
    "always all rather generally fully completely somewhat relatively certainly clearly".split()
)
#: Adjectives that stand in the predicate only, so that no adverb need part them from the subject.
_PREDICATIVE = frozenset(
    "afraid aware able unable alive asleep alone ready glad sure unaware sorry willing unwilling "
    "reluctant confident hopeful doubtful optimistic pessimistic eager certain convinced proud "
    "worried tired".split()
)
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_PREPOSITIONS = frozenset(
    "under in at on out without near behind above below against within inside outside from for".split()
)
_STARTS = frozenset({"DT", "PRP$", "NNP", "NNPS", "NNS", "CD", "PRP", "JJ", "NN"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBORDINATORS = frozenset(
    "because when while after before as if although though since where until who which that whose "
    "what how whom whether unless why than even".split()
)
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})


class MissingCopula(Rule):
    """A sentence with a subject and a predicate and no verb.

    ## What it finds
    A noun phrase or pronoun, mostly with an adverb behind it, then an adjective, a prepositional phrase or
    a participle, in a sentence that has no verb of its own: `The situation still tense.`

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
        quotes = [quote.marks for quote in evidence.document.quotes]
        for segment in evidence.document.english:
            if segment.segment.role != "body":
                continue
            for sentence in _sentences(segment.parsed):
                words = _verbless(sentence)
                if words is None:
                    continue
                span = segment.span_of(words)
                if not any(marks.overlaps(span) for marks in quotes):
                    yield Hit(
                        span, "The sentence has a subject and a predicate, but no verb.", confidence=0.8
                    )


def _sentences(tokens: TokenSpan) -> Iterator[TokenSpan]:
    """Yield the words up to each full stop; a sentence without one is a headline or a caption."""
    start = tokens.start
    for token in tokens:
        if token.text in (".", "!", "?"):
            if token.text == "." and token.i - start >= 3:
                yield tokens.doc[start : token.i]
            start = token.i + 1


def _verbless(sentence: TokenSpan) -> TokenSpan | None:
    if sentence[0].tag_ not in _STARTS:
        return None
    place = _subject_end(sentence)
    if place is None:
        return None
    end = _predicate_end(sentence, place)
    if end is None or _has_verb(sentence, end):
        return None
    words: TokenSpan = sentence[: end + 1]
    return words


def _subject_end(sentence: TokenSpan) -> int | None:
    """Return how many tokens the subject has, or None where no noun phrase opens the sentence."""
    if sentence[0].lower_ in _PRONOUNS:
        return 1
    last: int | None = None
    for place, token in enumerate(sentence):
        if token.lower_ in _ADVERBS or token.lower_ in _PREDICATIVE or token.pos_ in ("VERB", "AUX", "PUNCT"):
            if token.text == "-" or (token.pos_ == "VERB" and token.tag_ in ("VBG", "VBN") and last is None):
                continue
            break
        if token.pos_ == "ADP" and not (
            token.lower_ in ("of", "in", "for", "from", "at", "to", "near", "between") and last == place - 1
        ):
            break
        if token.pos_ in _NOUNS:
            last = place
        elif token.pos_ not in _INSIDE and token.pos_ != "ADP":
            break
    return None if last is None else last + 1


def _predicate_end(sentence: TokenSpan, place: int) -> int | None:
    """Return where the predicate ends that begins behind the subject."""
    start, count = place, len(sentence)
    while place < count and sentence[place].lower_ in _ADVERBS:
        place += 1
    if place >= count:
        return None
    token, parted = sentence[place], place > start
    pronoun = sentence[0].lower_ in _PRONOUNS
    following = sentence[place + 1] if place + 1 < count else None
    adjective = (
        token.pos_ == "ADJ" or token.tag_ in ("JJ", "JJR", "JJS", "RBR") or token.lower_ in _PREDICATIVE
    )
    if token.lower_ in _PREDICATIVE and (
        parted or pronoun or (following and following.lower_ in ("of", "to", "that", "about"))
    ):
        return place
    if not parted and not pronoun:
        return None
    if following is not None and following.text == "-":
        # *mostly second-hand*
        return (
            place + 2
            if place + 2 < count and (place + 3 >= count or sentence[place + 3].pos_ not in _NOUNS)
            else None
        )
    if adjective:
        return place if following is None or following.pos_ not in (*_NOUNS, "ADJ", "VERB") else None
    if token.lower_ in _PREPOSITIONS and token.tag_ == "IN" and following is not None:
        return next((p for p in range(place + 1, min(count, place + 6)) if sentence[p].pos_ in _NOUNS), None)
    if token.tag_ == "VBG" and (following is None or following.tag_ != "HYPH"):
        return place
    participle = token.tag_ in ("VBN", "VBD") and token.lower_.endswith("ed")
    beside = following is not None and following.lower_ in ("by", "at", "in", "about", "from", "with")
    strong = sentence[place - 1].lower_ in (
        "still",
        "very",
        "not",
        "mostly",
        "currently",
        "quite",
        "largely",
        "already",
    )
    return place if participle and beside and parted and strong and _plain(sentence, place) else None


def _plain(sentence: TokenSpan, place: int) -> bool:
    return not any(child.dep_ in ("dobj", "ccomp", "aux", "auxpass") for child in sentence[place].children)


def _has_verb(sentence: TokenSpan, end: int) -> bool:
    """Tell a finite verb that is not in a subordinate clause behind the predicate."""
    opened = False
    for place, token in enumerate(sentence):
        if place > end and _opens(token):
            opened = True
        if place != end and (is_finite(token) or token.pos_ == "AUX") and not (opened and place > end):
            return True
        if (
            place <= end
            and token.pos_ == "VERB"
            and place != end
            and token.tag_ in ("VB", "VBP", "VBZ", "VBD")
        ):
            return True
    return False


def _opens(token: Token) -> bool:
    return token.lower_ in _SUBORDINATORS
