"""A second speaker right after *According to …,*, for the rule double-attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns
from mtaudit.rules.lexicons_names import first_names
from mtaudit.rules.lexicons_style import style_words
from mtaudit.rules.style._attribution_places import has_clause, is_set_off, may_be_same, speaker_of
from mtaudit.rules.style._attribution_words import (
    ACCOUNTS,
    ASSERTING,
    BE,
    BODIES,
    LONGEST,
    MEDIA,
    REPORTED,
    REPORTING,
    SUBJECT_OF,
    TELLERS,
)
from mtaudit.rules.style._phrases import NOUNS, after

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

__all__ = ["opening_place"]

#: The Zipf frequency from which a place or a body is well known, so that no person bears its name.
_WELL_KNOWN = 3.8
_LOCALS = frozenset({"resident", "villager", "owner", "survivor", "founder", "holder"})


def opening_place(
    segment: AnalysedSegment, token: Token, comma: Token | None, pronoun: str
) -> tuple[Token, Token] | None:
    """Find *According to him, he said*, and *he said* at the end after *According to Budi*.

    :param segment: that holds it.
    :param token: the word *according*.
    :param comma: behind the source, or None.
    :param pronoun: the source where it is a pronoun, else an empty text.
    :returns: first and last token of the second attribution, or None.
    """
    if comma is None:
        return None
    source = token.doc[token.i + 2 : comma.i]
    told = _by_own_account(segment, source, comma)
    if told is not None:
        return token, told
    first_comma, comma = comma, _behind_apposition(segment, comma)
    called = comma.i > first_comma.i and comma.nbor(-1).pos_ == "PROPN" and source[0].tag_ == "DT"
    official = any(t.ent_type_ == "PERSON" or t.lower_ in style_words().speakers for t in source)
    body = len(source) > 0 and source[-1].lower_ in style_words().bodies
    named = (
        len(source) > 0
        and all(t.pos_ == "PROPN" and t.lower_ not in MEDIA for t in source)
        and (
            source[-1].ent_type_ not in BODIES
            or source[0].lower_ in first_names() | name_words().given
            or (len(source) == 1 and source[0].text.istitle() and zipf(source[0].lower_, "en") < _WELL_KNOWN)
        )
    )
    trade = bool(len(source)) and source[-1].lower_ in nouns().professions | _LOCALS
    local = (
        trade and source[-1].lower_ not in TELLERS and (source[0].tag_ == "DT" or source[0].lower_ == "one")
    )
    person = bool(pronoun) or (official and not body) or named or local or called
    rest = token.doc[comma.i + 1 : segment.parsed.end]
    speech = style_words().speech
    for verb in rest:
        thought = verb.lower_ in style_words().thought and (pronoun or (person and verb.i - comma.i <= 4))
        heard = verb.lower_ in ASSERTING and verb.i - comma.i <= 4 and has_clause(segment, verb)
        if verb.lower_ not in speech and not thought and not heard:
            if verb.lower_ == "reported" and _is_reported(segment, verb, comma):
                return token, verb
            continue
        speaker = speaker_of(segment, verb)
        again = speaker is not None and speaker.lower_ in {t.lower_ for t in source if t.tag_ in NOUNS}
        plural = (
            speaker is not None
            and speaker.lower_ == "they"
            and not pronoun
            and may_be_same(source[-1], "they")
        )
        if speaker is not None and plural and verb.i - comma.i <= 4 and speaker.i == comma.i + 1:
            # *According to the police, they said*
            return token, verb
        if speaker is None or not (person or again):
            if _is_reported(segment, verb, comma) and not person:
                return token, verb
            continue
        heads = verb.i - comma.i <= 4 and speaker.i <= comma.i + 2
        tails = is_set_off(segment, verb, speaker) and verb.i > comma.i + 4
        same = speaker.lower_ == SUBJECT_OF.get(pronoun, "") or (
            not pronoun and (again or speaker.lower_ in ("he", "she"))
        )
        if same and heads:
            return token, verb
        if same and tails:
            return (speaker, verb) if speaker.i < verb.i else (verb, speaker)
    return None


def _behind_apposition(segment: AnalysedSegment, comma: Token) -> Token:
    """Return the second comma of *According to Denny Wowor, the company's lawyer, he said*."""
    words = comma.doc[comma.i + 1 : min(comma.i + LONGEST // 2, segment.parsed.end)]
    closing = next((t for t in words if t.text == ","), None)
    if closing is None or any(t.pos_ in ("VERB", "AUX", "PRON") for t in comma.doc[comma.i + 1 : closing.i]):
        return comma
    return closing


def _is_reported(segment: AnalysedSegment, verb: Token, comma: Token) -> bool:
    """Tell *it was reported* right after *According to the report,*."""
    words = [t.lower_ for t in verb.doc[comma.i + 1 : verb.i + 1]]
    return (
        len(words) in (3, 4)
        and words[0] == "it"
        and words[1] in BE
        and words[-1] in REPORTED
        and (following := after(segment, verb)) is not None
        and following.lower_ == "that"
    )


def _by_own_account(segment: AnalysedSegment, source: TokenSpan, comma: Token) -> Token | None:
    """Return the verb of *the lobby's statement, it argued* and *what he said, he explained*."""
    speaker, verb = after(segment, comma), after(segment, comma, 2)
    if speaker is None or verb is None or verb.lower_ not in style_words().speech | REPORTING:
        return None
    if len(source) == 3 and source[0].lower_ == "what":
        return verb if source[1].lower_ == speaker.lower_ else None
    owned = len(source) > 2 and source[-1].lower_ in ACCOUNTS and source[-2].tag_ == "POS"
    return verb if owned and speaker.lower_ in ("he", "she", "it", "they") else None
