from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_accuracy import name_words
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
#: What a report learns of somebody, beside kin, trades and places: *is known to be missing*.
_LEARNED = frozenset(
    "missing wanted married divorced widowed unemployed jobless homeless pregnant deaf blind mute disabled "
    "armed drunk intoxicated absent alone single related owned employed registered rented hired licensed "
    "unlicensed uninsured jailed indebted abroad alive dead ill sick unwell traveling travelling living "
    "working staying studying hiding carrying involved acquainted".split()
)
#: Kin and companions that the lexicon of people lacks.
_KIN = frozenset(
    "friend member native graduate alumnus recidivist spouse law colleague coworker worker partner "
    "acquaintance schoolmate newlywed deserter boss employer foreman steward cook dropout minor "
    "pal stepchild grandson granddaughter kin bride fiancee uncle aunt".split()
)
#: States that *in*, *on* and *under* tell: *is known to be on leave*.
_STATES = frozenset(
    "leave duty holiday vacation parole bail trial probation sick debt arrears prison custody jail hospital "
    "hiding possession arrest treatment medication contract".split()
)
#: Public figures, of whom English tells at large what they are known to be.
_PUBLIC = frozenset(
    "president king queen prince princess emperor star striker player artist author poet writer novelist "
    "painter composer musician philosopher premier".split()
)
#: People that somebody is known for being: *is known to be a fan of the band*.
_CHARACTERS = frozenset(
    "fan supporter critic lover drinker smoker gambler collector hero champion fighter genius perfectionist "
    "vegetarian vegan admirer opponent advocate believer reader speaker poet musician player donor ally "
    "gamer addict celebrity pioneer".split()
)
_ANYONE = frozenset("one both two three four five six some all".split())
_ARTICLES = frozenset("a an the his her their".split())
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


def _is_personal(about: Token) -> bool:
    """Tell whether something is known of a person: by trade, by name, or as one of several."""
    lemma = about.lemma_.lower()
    return (
        lemma in (nouns().people | name_words().roles | _KIN) - _PUBLIC
        or about.ent_type_ == "PERSON"
        or about.lower_ in _ANYONE
        or _is_name(about)
    )


def _is_name(about: Token) -> bool:
    """Tell a name at the head of a sentence that the tagger does not know."""
    known = about.ent_type_ in ("GPE", "LOC", "FAC") or about.tag_ in ("NN", "NNS")
    return about.is_title and about.i == about.sent.start and not known


def _is_learned(words: TokenSpan, tokens: TokenSpan) -> bool:
    """Tell kin, a trade, a place or a state behind *to be* from a character: *to be shy*."""
    behind = words.doc[words.end : min(tokens.end, words.end + 8)]
    first = next((t for t in behind if t.pos_ != "ADV" or t.lower_ in _LEARNED), None)
    if first is None:
        return False
    if first.lower_ in _LEARNED or first.tag_ == "CD" or first.lower_ in ("from", "without"):
        return True
    if first.tag_ == "IN":
        return any(t.lower_ in _STATES for t in behind[1:4])
    end = next((t.i for t in behind if t.tag_ in ("IN", "WP", "WDT", "TO") or t.is_punct), behind.end)
    noun = next((t for t in reversed(words.doc[first.i : end]) if t.tag_ in ("NN", "NNS")), None)
    if noun is None or not (first.lower_ in _ARTICLES or first.tag_ == "NNS" or noun.tag_ == "NNS"):
        return False
    lemma = noun.lemma_.lower()
    return lemma in nouns().people | name_words().roles | _KIN and lemma not in _CHARACTERS


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
        return _is_case(about) or (about is not None and _is_personal(about) and _is_learned(words, tokens))
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
