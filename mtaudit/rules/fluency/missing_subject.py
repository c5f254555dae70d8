from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Role, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._phrases import FINITE, after, before, first_word, follows_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

_AUXILIARIES = frozenset("is was are were will would has have had can cannot could must should may might shall does did do".split())
_BE = frozenset({"is", "was", "are", "were"})
#: Past tenses that are no participle, or whose participle does not open a sentence.
_SURE_PAST = frozenset(
    "went came took gave saw fell began ran drove wrote broke spoke chose knew flew grew threw ate drank swam rang sang "
    "arrived died lived returned happened occurred appeared worked tried failed hoped decided wanted managed succeeded "
    "refused agreed asked said admitted claimed promised planned continued started waited stayed remained seemed "
    "became stood sat slept escaped entered joined received felt thought believed explained added needed used".split()
)
#: Conjunctions before which a clause ends and after which it has to name its subject.
_CLAUSE = ("because", "although", "though", "since", "until", "unless", "if", "when", "while", "whereas", "that", "before", "after")
_REPORTING = frozenset(
    "say explain state admit claim add hope believe tell think know reveal announce confirm reply argue promise "
    "report stress emphasize emphasise predict acknowledge deny insist note mention declare feel realize realise "
    "remember warn fear estimate suspect ensure guarantee assure convince inform remind swear vow".split()
)


class MissingSubject(Rule):
    """A finite clause without its subject.

    ## What it finds
    A declarative sentence that begins with its finite verb (`Is currently being treated at the hospital.`,
    `Decided to close the road.`), and one after *that*, *because*, *if*, *although* or *when* (`said that would
    sleep there`, `because is ill`).

    ## Why it matters
    Indonesian leaves a subject out that the context gives. English has to name it.

    ## Known false alarms
    Diaries, notes and captions. Imperatives, questions, inversion (`Had he known`) and headlines are left alone.

    ## Example
    `Was then taken to the police station.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on omission of subjects; Quirk et al. 1985, ch.
    10, on the subject as obligatory.
    """

    code = "FLU013"
    name = "missing-subject"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb group without a subject."""
        for segment in evidence.document.english:
            if segment.segment.role is not Role.BODY:
                continue
            first = first_word(segment)
            if first is not None and _opens_clause(segment, first):
                yield self._hit(segment, first)
        

    def _hit(self, segment: AnalysedSegment, verb: Token) -> Hit:
        last = verb
        while (following := after(last)) is not None and following.i < segment.parsed.end:
            if not (following.tag_ in ("VBN", "VBG", "VB", "RB", "TO") or following.lower_ in ("be", "been", "being")) or last.tag_ in ("VBN", "VBG") and last.pos_ == "VERB":
                break
            last = following
        while last.tag_ in ("RB", "TO") and last.i > verb.i:
            last = verb.doc[last.i - 1]
        words = verb.doc[verb.i : last.i + 1]
        return Hit(segment.span_of(words), f"“{words.text}” has no subject, which English has to name.", confidence=0.75)


def _opens_clause(segment: AnalysedSegment, first: Token) -> bool:
    """Tell a sentence that begins with its finite verb from a question, an order and an inversion."""
    sentence = segment.parsed
    following = after(first)
    text = sentence.text.rstrip(" \"')")
    if following is None or not first.is_title or not text.endswith((".", "!")) or len(sentence) < 4 or follows_question(segment):
        return False
    word = first.lower_
    if word in _AUXILIARIES:
        if word in ("do", "have", "may") or (word == "can" and first.pos_ == "NOUN") or (word == "will" and first.pos_ == "PROPN"):
            sure = word == "have" and following.tag_ == "VBN" and following.lower_ != "been" or word in ("have", "may") and following.lower_ in ("been", "be", "not")
            return sure and not _has_subject_of(first, first)
        return _lacks_subject(first, following)
    if first.tag_ not in ("VBD", "VBN", "VBZ") or first.dep_ not in ("ROOT", "advcl", "ccomp", "conj"):
        return False
    return _lexical(sentence.root, first, following)


def _lacks_subject(verb: Token, following: Token) -> bool:
    """After an auxiliary an adverb or a verb stands, not a subject."""
    word, tag = verb.lower_, following.tag_
    while tag == "RB" and (later := after(following)) is not None:
        following, tag = later, later.tag_
    if word in _BE:
        plain = tag in ("VBN", "VBG", "JJ", "IN", "JJR") or following.lower_ in ("a", "an")
        return plain and not _has_subject_of(verb, following)
    if word in ("has", "had", "have"):
        return (tag == "VBN" or following.lower_ in ("a", "an", "no", "been")) and not _has_subject_of(verb, following)
    return tag == "VB" and not _has_subject_of(verb, following)


def _has_subject_of(verb: Token, following: Token) -> bool:
    """Tell an inverted subject: *Was imported rice to blame, …*, *Gone are the days*."""
    root = verb.sent.root
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i < root.i + 1 and c.i <= following.i + 3 and c.i > verb.i and c.head.i > c.i for c in root.children)


def _lexical(root: Token, first: Token, following: Token) -> bool:
    """*Decided to close the road.*: the first word is the only finite verb above all others."""
    if root.i != first.i or any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in first.children):
        return False
    if any(c.text == "," and any(t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ROOT", "ccomp", "conj") for t in root.sent if t.i > c.i) for c in root.sent if c.text == ","):
        return False
    if first.tag_ == "VBZ":
        noun = following.tag_ in ("NN", "NNS", "NNP", "VBZ", "VBD", "MD", "VBP")
        return not noun and not any(t.tag_ in FINITE and t.i > first.i and t.dep_ in ("ROOT", "conj") for t in root.sent)
    if first.lower_ in _SURE_PAST:
        return following.lower_ not in ("by", "as") or first.tag_ == "VBD"
    active = following.tag_ in ("DT", "PRP", "PRP$", "NNP", "CD", "NNS", "TO") or following.lower_ == "that"
    return first.tag_ == "VBD" and active
