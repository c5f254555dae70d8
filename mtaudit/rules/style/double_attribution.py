from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_style import style_words
from mtaudit.rules.style._attribution_opening import opening_place
from mtaudit.rules.style._attribution_places import (
    has_clause,
    is_part_of_name,
    is_set_off,
    may_be_same,
    says_on,
    speaker_of,
)
from mtaudit.rules.style._attribution_words import (
    ACCOUNTS,
    BE,
    LONGEST,
    NEW_CLAUSE,
    OPINIONS,
    PLAIN,
    QUOTATION_MARKS,
    QUOTED,
    REPORTED,
    REPORTING,
    SOURCES,
    SUBJECT_OF,
    THINKING,
)
from mtaudit.rules.style._phrases import NOUNS, after, before, first_word, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment


class DoubleAttribution(Rule):
    """Two attributions to the same speaker in one sentence.

    ## What it finds
    A sentence that says twice whose words it gives: `He assessed that, according to him, …`, `According to
    her, she explained`, `He said the fee, he added, was fair`, `said she explained that`, `As reported, it
    was reported that`.

    ## Why it matters
    Indonesian reports renew *menurutnya*, *katanya* and *dilaporkan* within a sentence without harm.
    English says once who speaks; a second attribution sounds like a second speaker.

    ## Known false alarms
    One person who reports what another of the same sex said, and an account of an earlier speech (`he
    said he explained that at the time`).

    ## Example
    `He assessed that, according to him, the rule was fair.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on *menurut* and reported speech; Huddleston
    and Pullum 2002, *The Cambridge Grammar*, ch. 11 on reported speech.
    """

    code = "STY007"
    name = "double-attribution"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the second attribution of a sentence, or both where they meet."""
        document = evidence.document
        found: dict[int, tuple[AnalysedSegment, Token, Token]] = {}
        for segment, token in document.tokens("according"):
            _keep(found, segment, _according(document, segment, token))
        for segment, token in document.tokens(*OPINIONS):
            _keep(found, segment, _in_opinion(document, segment, token))
        for segment, token in document.tokens("as", "it", "based", "citing"):
            _keep(found, segment, _reported_twice(segment, token))
            if token.lower_ == "as":
                _keep(found, segment, _as_said(document, segment, token))
        spoken = document.tokens(*(style_words().speech | REPORTING))
        for segment, group in groupby(spoken, key=lambda place: place[0]):
            verbs = [verb for _, verb in group if not quoted(document, segment, verb)]
            if len(verbs) > 1:
                _keep(found, segment, _said_twice(segment, verbs))
        for _, (segment, first, last) in sorted(found.items()):
            yield Hit(
                segment.span_of(first.doc[first.i : last.i + 1]),
                "The sentence says twice who speaks (Indonesian menurutnya, katanya, dilaporkan).",
                confidence=0.7,
            )


_Place = tuple["Token", "Token"]


def _keep(
    found: dict[int, tuple[AnalysedSegment, Token, Token]], segment: AnalysedSegment, place: _Place | None
) -> None:
    """One sentence is told once."""
    if place is not None:
        found.setdefault(segment.segment.index, (segment, *place))


def _according(document: AnalysedDocument, segment: AnalysedSegment, token: Token) -> _Place | None:
    """*According to him, he said*, or *according to him* in a sentence that he speaks already."""
    to, thing = after(segment, token), after(segment, token, 2)
    if to is None or thing is None or to.lower_ != "to" or quoted(document, segment, token):
        return None
    words = token.doc[thing.i : min(segment.parsed.end, thing.i + LONGEST)]
    comma = next((t for t in words if t.text == ","), None)
    pronoun = thing.lower_ if thing.lower_ in SUBJECT_OF else ""
    following = after(segment, thing)
    if thing.lower_ in ("his", "her", "their") and following is not None and following.lower_ in ACCOUNTS:
        pronoun, thing = {"his": "him", "her": "her", "their": "them"}[thing.lower_], following
    elif pronoun == "her" and following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ"):
        pronoun = ""
    if token == first_word(segment) or _follows_adverbial(segment, token):
        return opening_place(segment, token, comma, pronoun)
    if not pronoun:
        return _named_again(document, segment, token)
    if pronoun in ("me", "us"):
        return None
    if any(t.lower_ == "according" for t in token.doc[segment.parsed.start : token.i]):
        # *According to Yanto, according to him, the price was fair*
        return None if _in_new_clause(segment.parsed[0], token) else (token, thing)
    speech = style_words().speech | style_words().thought | REPORTING
    for verb in segment.parsed:
        plain = verb.lower_ in PLAIN and verb.tag_ == "VBP"
        if (
            (verb.lower_ not in speech and not plain)
            or quoted(document, segment, verb)
            or _in_new_clause(verb, token)
        ):
            continue
        speaker = speaker_of(segment, verb)
        if speaker is not None and may_be_same(speaker, SUBJECT_OF[pronoun]):
            return token, thing
    return None


def _follows_adverbial(segment: AnalysedSegment, token: Token) -> bool:
    """Tell *On Friday, according to Maya, she said* and *But according to Maya, she said*."""
    lead = token.doc[segment.parsed.start : token.i]
    if not len(lead) or len(lead) > LONGEST // 2:
        return False
    opens = lead[-1].text == "," or (len(lead) == 1 and lead[0].tag_ == "CC")
    return opens and lead[0].tag_ in ("IN", "RB", "CC") and not any(t.pos_ in ("VERB", "AUX") for t in lead)


def _in_new_clause(verb: Token, token: Token) -> bool:
    """Tell whether a clause of its own begins between the first attribution and the second."""
    return any(t.lower_ in NEW_CLAUSE for t in verb.doc[verb.i + 1 : token.i])


def _in_opinion(document: AnalysedDocument, segment: AnalysedSegment, token: Token) -> _Place | None:
    """*In his opinion, he thinks* and *He believes the team, in his opinion, can win*."""
    owner, preposition = before(segment, token), before(segment, token, 2)
    subject = {"his": "he", "her": "she", "their": "they", "its": "it"}.get(owner.lower_ if owner else "")
    if owner is not None and owner.tag_ == "POS":
        # *In Haryono's opinion, he thought*
        return _in_opinion_of(segment, token, owner)
    following = after(segment, token)
    if (
        following is not None
        and following.lower_ == "of"
        and before(segment, token, 2) == first_word(segment)
    ):
        return _opinion_of(segment, token)
    if (
        preposition is None
        or subject is None
        or preposition.lower_ != "in"
        or quoted(document, segment, token)
    ):
        return None
    speech = style_words().speech | style_words().thought | THINKING
    for verb in segment.parsed:
        if verb.lower_ in speech and not quoted(document, segment, verb) and not _in_new_clause(verb, token):
            speaker = speaker_of(segment, verb)
            if speaker is not None and may_be_same(speaker, subject) and verb.i - token.i <= LONGEST // 2:
                return preposition, verb if 0 < verb.i - token.i <= 4 else token
    return None


def _in_opinion_of(segment: AnalysedSegment, token: Token, mark: Token) -> _Place | None:
    """Find *In the coach's view, he thinks*: the opinion has its owner already."""
    comma, speaker, verb = (after(segment, token, steps) for steps in (1, 2, 3))
    if comma is None or speaker is None or verb is None or comma.text != ",":
        return None
    owner, opening = before(segment, mark), first_word(segment)
    thinks = verb.lower_ in style_words().speech | style_words().thought | REPORTING | THINKING
    again = speaker.lower_ in ("he", "she", "they", "it") or (owner and speaker.lower_ == owner.lower_)
    return (speaker, verb) if opening is not None and opening.lower_ == "in" and thinks and again else None


def _opinion_of(segment: AnalysedSegment, token: Token) -> _Place | None:
    """Find *In the opinion of the coach, he thinks*."""
    words = token.doc[token.i + 1 : min(segment.parsed.end, token.i + LONGEST)]
    comma = next((t for t in words if t.text == ","), None)
    speaker, verb = (after(segment, comma, steps) if comma is not None else None for steps in (1, 2))
    if speaker is None or verb is None or speaker.lower_ not in ("he", "she", "they", "it"):
        return None
    thinks = style_words().speech | style_words().thought | REPORTING | THINKING
    return (speaker, verb) if verb.lower_ in thinks else None


def _named_again(document: AnalysedDocument, segment: AnalysedSegment, token: Token) -> _Place | None:
    """*Police stated that …, according to the police*: the subject of a verb of saying is the source."""
    words = token.doc[token.i + 2 : min(segment.parsed.end, token.i + 2 + LONGEST)]
    end = next((t.i for t in words if t.text in ",.;"), words.end)
    source = [t for t in token.doc[token.i + 2 : end] if t.tag_ in NOUNS]
    for verb in token.doc[segment.parsed.start : token.i] if source else ():
        if verb.lower_ not in style_words().speech | style_words().thought | REPORTING:
            continue
        subject = next((t for t in verb.children if t.dep_ == "nsubj" and t.i < verb.i), None)
        again = subject is not None and subject.lower_ == source[-1].lower_
        if again and not quoted(document, segment, verb) and not _in_new_clause(verb, token):
            return token, source[-1]
    return None


def _reported_twice(segment: AnalysedSegment, token: Token) -> _Place | None:
    """*As reported …, it was reported* and *It was reported that … reportedly*."""
    if token != first_word(segment):
        return None
    words = segment.parsed
    if token.lower_ == "it":
        said = token.doc[token.i : token.i + 4]
        if len(said) < 4 or said[1].lower_ not in BE or said[2].lower_ not in REPORTED[:2]:
            return None
        told = (t for t in words if t.i > token.i + 3)
        second = next((t for t in told if _is_reported_again(segment, t)), None)
        return (second, second) if second is not None else None
    comma = next((t for t in words if t.text == ","), None)
    if comma is None or comma.i - token.i > LONGEST:
        return None
    stated = _stated_twice(segment, token, comma) if token.lower_ == "as" else None
    if stated is not None:
        return stated
    sources = REPORTED if token.lower_ == "as" else SOURCES
    if not any(t.lower_ in sources for t in token.doc[token.i + 1 : comma.i]):
        return None
    rest = token.doc[comma.i + 1 : min(comma.i + 6, segment.parsed.end)]
    owner = {t.lower_ for t in token.doc[token.i + 1 : comma.i] if t.lower_ in ("his", "her", "their")}
    if token.lower_ == "based" and len(rest) > 1 and rest[1].lower_ in style_words().speech | REPORTING:
        # *Based on his statement, he said*
        own = {"his": "he", "her": "she", "their": "they"}
        return (token, rest[1]) if any(own[t] == rest[0].lower_ for t in owner) else None
    if len(rest) > 2 and rest[0].lower_ == "it" and rest[1].lower_ in BE:
        verb = next((t for t in rest[2:4] if t.lower_ in REPORTED), None)
        return (token, verb) if verb is not None else None
    return None


def _is_reported_again(segment: AnalysedSegment, token: Token) -> bool:
    """Tell *reportedly*, *according to reports* and *, it was reported,*."""
    second, third = after(segment, token), after(segment, token, 2)
    if token.lower_ == "reportedly" or second is None or third is None:
        return token.lower_ == "reportedly"
    if token.lower_ == "according":
        return third.lower_ == "reports"
    opening = before(segment, token)
    again = token.lower_ == "it" and second.lower_ in BE and third.lower_ in REPORTED[:2]
    return again and opening is not None and opening.text == ","


def _stated_twice(segment: AnalysedSegment, token: Token, comma: Token) -> _Place | None:
    """*As the minister stated on Friday, he said that*."""
    speech = style_words().speech | REPORTING
    first = next((t for t in token.doc[token.i + 1 : comma.i] if t.lower_ in speech | QUOTED), None)
    second = next((t for t in token.doc[comma.i + 1 : comma.i + 5] if t.lower_ in speech), None)
    if first is None or second is None or second.i >= segment.parsed.end:
        return None
    who, speaker = speaker_of(segment, first), speaker_of(segment, second)
    if who is None:
        # *As stated by the minister, he said*
        by = after(segment, first)
        who = before(segment, comma) if by is not None and by.lower_ == "by" else _subject(first)
    if who is None or speaker is None or speaker.i <= comma.i or not may_be_same(who, speaker.lower_):
        return None
    return speaker, second


def _as_said(document: AnalysedDocument, segment: AnalysedSegment, token: Token) -> _Place | None:
    """*Rina claimed that, as she put it, nobody came*: between commas, and the speaker is told already."""
    opening, pronoun, verb = before(segment, token), after(segment, token), after(segment, token, 2)
    if opening is None or pronoun is None or verb is None or opening.text != ",":
        return None
    forms = style_words().speech | REPORTING | {"put", "puts", "described"}
    if pronoun.lower_ not in ("he", "she", "they", "it") or verb.lower_ not in forms:
        return None
    closing = next((t for t in verb.doc[verb.i + 1 : verb.i + 3] if t.text in ",."), None)
    if closing is None or quoted(document, segment, token):
        return None
    for first in token.doc[segment.parsed.start : opening.i]:
        if first.lower_ in style_words().speech | REPORTING and not quoted(document, segment, first):
            who = speaker_of(segment, first)
            if who is not None and may_be_same(who, pronoun.lower_):
                return token, closing.nbor(-1)
    return None


def _subject(verb: Token) -> Token | None:
    return next((t for t in verb.children if t.dep_ == "nsubj" and t.i < verb.i), None)


def _said_twice(segment: AnalysedSegment, verbs: Sequence[Token]) -> _Place | None:
    """Find *said she explained that*, *He said the fee, he explained, was* and *he said, he added*."""
    if sum(t.text in '"“”' for t in segment.parsed) % 2:
        # A quotation that does not end: whose words these are is not told.
        return None
    for place, second in enumerate(verbs[1:], start=1):
        speaker = speaker_of(segment, second)
        if speaker is None:
            continue
        for first in verbs[:place]:
            between = first.doc[first.i + 1 : min(second.i, speaker.i)]
            who = speaker_of(segment, first)
            if (
                who is None
                or who == speaker
                or not (may_be_same(who, speaker.lower_) or is_part_of_name(who, speaker))
            ):
                continue
            if who.lower_ in ("i", "we") and speaker.lower_ != who.lower_:
                # Speech without quotation marks: *I thought it was safe, the owner said*.
                continue
            if any(t.text in QUOTATION_MARKS for t in between):
                continue
            words = [t.lower_ for t in between]
            if (
                words[-1:] == [","]
                and words[:1] != [","]
                and between[-2] == who
                and has_clause(segment, second)
            ):
                # *…, said Rini, she explained that*
                return first, after(segment, second) or second
            told = len(words) == 1 and between[0].tag_ == "NNS" and first.lower_ in ("told", "tells")
            if (words in ([], ["that"]) or told) and speaker.i < second.i and has_clause(segment, second):
                return first, after(segment, second) or second
            again = words in (["that", "the"], ["the"]) and speaker.lower_ == who.lower_
            if again and has_clause(segment, second) and speaker.i == second.i - 1:
                return first, after(segment, second) or second
            if words == ["that"] and speaker.i < second.i and says_on(segment, first, second):
                return first, second
            if is_set_off(segment, second, speaker):
                return (speaker, second) if speaker.i < second.i else (second, speaker)
    return None
