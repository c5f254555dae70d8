from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_calques import frames_of
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

#: Subjects of *is known to be* that make it news of a case, not of science.
_CASE = frozenset(
    "victim perpetrator suspect defendant witness culprit robber thief attacker killer driver couple pair "
    "shooter assailant passenger owner gang accomplice offender fugitive motorist motorcyclist rider "
    "courier dealer smuggler resident villager pupil schoolgirl schoolboy man woman boy girl child "
    "teenager student brother sister husband wife father mother son daughter teacher employee worker guard "
    "officer soldier sailor fisherman farmer trader clerk nurse doctor actor singer politician official "
    "mayor regent burglar kidnapper rapist killer murderer hacker swindler fraudster relative neighbor "
    "neighbour friend tenant crew bus boat ship ferry schoolboy corpse body deceased vehicle car truck "
    "motorcycle he she who they".split()
)
_SCIENCE = frozenset(
    "drug gene virus protein species chemical compound molecule bacterium disease mutation cell "
    "substance particle treatment vaccine hormone enzyme toxin gas mineral planet star carcinogen plant "
    "metal medicine cancer acid diet food smoking alcohol exercise number numbers people theorem "
    "equation function algorithm".split()
)
_LEXICON = frames_of("known-passive")


class KnownPassive(Rule):
    """*Is known to have* for what a report has learned.

    ## What it finds
    `is known to have` with an event (`the victim is known to have left home`), `is known to be` of people in
    a case, and `it is known that` with a fact of the case.

    ## Why it matters
    *Diketahui* marks in Indonesian news what is known so far. English says `had left home` or names who
    says so; `is known to have` tells of common knowledge.

    ## Known false alarms
    Common knowledge of one event (`the painter is known to have visited the town`).

    ## Example
    `The driver is known to have worked for 19 hours without a break.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on passives; Quirk et al. 1985, ch. 16, on
    verbs with a passive and an infinitive.
    """

    code = "STY002"
    name = "known-passive"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR
    phrases = _LEXICON.phrases
    patterns = _LEXICON.patterns

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the passive, or the impersonal clause through *that*."""
        found = [
            (segment, words, True)
            for segment, words in evidence.matches.get("passive", ())
            if _is_event(words, segment.parsed)
        ]
        found += [
            (segment, words, False)
            for segment, words in evidence.matches.get("clause", ())
            if _is_news(words, segment.parsed)
        ]
        found += [
            (segment, words, True)
            for name in ("verb", "learned")
            for segment, words in evidence.matches.get(name, ())
            if name == "learned" or _is_case(_about(words))
        ]
        for segment, words, passive in sorted(found, key=lambda f: f[0].offset + f[1].start_char):
            yield Hit(
                segment.span_of(words),
                "Indonesian “diketahui” marks what a report has learned; English just states it.",
                confidence=0.8 if passive else 0.75,
            )


def _about(words: TokenSpan) -> Token | None:
    """Return what something is known of."""
    verb = next((token for token in words if token.lower_ == "known"), words[0])
    return next((child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")), None)


def _is_case(about: Token | None) -> bool:
    return about is not None and about.lemma_.lower() in _CASE


def _is_event(words: TokenSpan, tokens: TokenSpan) -> bool:
    after = words.doc[words.end] if words.end < tokens.end else None
    about = _about(words)
    if after is None or after.lower_ in ("no", "any"):
        return False
    if about is not None and about.lemma_.lower() in _SCIENCE:
        return False
    before = words.doc[words.start - 1].lower_ if words.start > tokens.start else ""
    if before in ("what", "little", "all"):
        return False
    if words[-1].lower_ == "be":
        return _is_case(about)
    return _past(words.end, words.doc, tokens.end)


def _past(start: int, doc: object, end: int) -> bool:
    """Tell *have left* from *have a weak spot*."""
    tokens = doc[start : min(end, start + 3)]  # type: ignore[index]
    for token in tokens:
        if token.tag_ in ("VBN", "VBD"):
            return True
        if token.pos_ != "ADV":
            return False
    return False


def _is_news(words: TokenSpan, tokens: TokenSpan) -> bool:
    """Look for a person, a name or a past event in what is known."""
    before = words.doc[words.start - 1].lower_ if words.start > tokens.start else ""
    if before in ("what", "because", "if", "once", "when"):
        return False
    reach = words.doc[words.end : min(tokens.end, words.end + 14)]
    verb = next((token for token in reach if token.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    if verb is None:
        return False
    subject = [token for token in reach if token.i < verb.i]
    head = next((token for token in reversed(subject) if token.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if head is None or any(token.lemma_.lower() in _SCIENCE for token in subject):
        return False
    return _is_somebody(subject) or verb.tag_ == "VBD" or verb.lemma_ == "have"


def _is_somebody(subject: list[Token]) -> bool:
    return any(t.lemma_.lower() in nouns().people or t.ent_type_ in ("PERSON", "ORG", "GPE") for t in subject)
