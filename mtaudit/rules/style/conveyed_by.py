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

    from mtaudit.analysis.patterns import Match

#: What English conveys.
_CONVEYED = frozenset(
    "message messages condolence condolences thanks gratitude oil water gas coal passenger passengers "
    "goods greeting greetings sympathy regret apology apologies emotion emotions feeling feelings "
    "meaning sense property title land wish wishes mood beauty impression idea ideas belt power "
    "electricity letter parcel estate sympathies".split()
)
#: What conveys something without speech.
_MUTE = frozenset(
    "face eye tone smile voice look gesture expression film music painting image song poem silence posture "
    "figure signal picture photograph novel book play dance performance scene manner title style "
    "design".split()
)
#: Those of them that a speaker utters: *An apology was conveyed by the mayor*.
_UTTERED = frozenset(
    "condolence condolences thanks thank gratitude regret apology apologies greeting "
    "greetings sympathy sympathies wish wishes idea ideas feeling feelings".split()
)
_CLOSING = frozenset({'"', "”", "''"})
_LEXICON = frames_of("conveyed-by")


class ConveyedBy(Rule):
    """*Conveyed* or a passive of saying, where English says *said*.

    ## What it finds
    `conveyed that`, `was conveyed by` a speaker, `This was expressed by`, `The same thing was said by`,
    `was also said by` a person.

    ## Why it matters
    *Hal ini disampaikan oleh* and *menyampaikan bahwa* close or open a statement in Indonesian news. English
    conveys thanks, messages and oil, and the speaker is the subject of *said*.

    ## Known false alarms
    Diplomatic notes, which convey that too.

    ## Example
    `This was conveyed by the head of the agency on Monday.`

    ## Source
    Stevens and Schmidgall-Tellings 2010, *A Comprehensive Indonesian-English Dictionary*, entry sampai;
    Oxford Advanced Learner's Dictionary, entry convey.
    """

    code = "STY005"
    name = "conveyed-by"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR
    phrases = _LEXICON.phrases
    patterns = _LEXICON.patterns

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb with its preposition or *that*, and a subject that stands for what was said."""
        found = [
            (segment, words)
            for name in ("that", "by", "speech", "said")
            for segment, words in evidence.matches.get(name, ())
            if _stands(words, segment.parsed)
        ]
        found += [
            (segment, words)
            for segment, words in evidence.matches.get("also", ())
            if _is_speaker(words, segment.parsed) and not _leads_on(words, segment.parsed)
        ]
        found += _after_quotes(evidence)
        end = -1
        for segment, words in sorted(found, key=lambda f: (f[0].offset + f[1].start_char, -len(f[1]))):
            span = segment.span_of(words)
            if span.start >= end:
                end = span.end
                yield Hit(
                    span,
                    "Indonesian “disampaikan oleh” and “menyampaikan bahwa”; English says: X said.",
                    confidence=0.8,
                )


def _after_quotes(evidence: Evidence) -> Iterator[Match]:
    """Yield *conveyed* of a speaker right after a quotation."""
    for segment, verb in evidence.document.tokens("conveyed"):
        tokens = segment.parsed
        before, after = (
            tokens.doc[tokens.start : verb.i],
            tokens.doc[verb.i + 1 : min(tokens.end, verb.i + 2)],
        )
        quoted = len(before) > 0 and before[-1].text in _CLOSING
        spoken = (
            len(before) > 1 and before[-2].text in _CLOSING and before[-1].lower_ in ("he", "she", "they")
        )
        if spoken or (quoted and any(t.pos_ in ("PROPN", "DET", "PRON") for t in after)):
            yield segment, tokens.doc[verb.i : verb.i + 1]


def _stands(words: TokenSpan, tokens: TokenSpan) -> bool:
    verb = next((t for t in words if t.tag_ in ("VBN", "VBD", "VBP", "VB", "VBZ", "VBG")), words[0])
    conveyed = next((t for t in words if t.lemma_.lower() == "convey" or t.lower_ == "conveyed"), None)
    doer = next((c for c in (conveyed or verb).children if c.dep_ == "nsubj"), None)
    if doer is not None and doer.lemma_.lower() in _MUTE:
        return False
    about = _subject(conveyed or verb)
    if (
        about is not None
        and {about.lower_, about.lemma_.lower()} & _UTTERED
        and words[-1].lower_ == "by"
        and _is_speaker(words, tokens)
    ):
        return True
    if about is not None and (about.lower_ in _CONVEYED or about.lemma_.lower() in _CONVEYED):
        return False
    before = words.doc[max(tokens.start, words.start - 3) : words.start]
    if any(t.lower_ in _CONVEYED for t in before):
        return False
    if conveyed is None and words.start > tokens.start and words[0].lower_ in ("this", "that", "it", "these"):
        # *it was said by many that* within a clause is English.
        spoken = words.doc[words.start - 1].text in _CLOSING
        return spoken or not any(t.is_alpha for t in words.doc[tokens.start : words.start])
    if words[-1].lower_ == "that" and words.end < tokens.end:
        return (
            words.doc[words.end].pos_ != "NOUN"
            or words.doc[words.end].tag_ == "NNS"
            or words[-1].pos_ == "SCONJ"
        )
    return True


def _is_speaker(words: TokenSpan, tokens: TokenSpan) -> bool:
    """Tell a person behind *by*: *The idea was conveyed by the warden*, not *by the music*."""
    agent = next(
        (t for t in words.doc[words.end : min(tokens.end, words.end + 5)] if t.tag_.startswith("NN")), None
    )
    speakers = nouns().people | nouns().collective | name_words().roles | {"member", "expert", "cousin"}
    return agent is not None and (agent.pos_ == "PROPN" or agent.lemma_.lower() in speakers)


def _leads_on(words: TokenSpan, tokens: TokenSpan) -> bool:
    """Tell *was also said by police to have fled*, which is English."""
    return any(t.tag_ == "TO" for t in words.doc[words.end : min(tokens.end, words.end + 5)])


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
