"""Where an attribution stands in its sentence, for the rule double-attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.style._attribution_words import IN_PHRASE
from mtaudit.rules.style._phrases import after, before

if TYPE_CHECKING:
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

__all__ = ["has_clause", "is_set_off"]


def has_clause(segment: AnalysedSegment, verb: Token) -> bool:
    """Tell whether `that` and a clause follow: *explained that the rules*, not *explained that to her*.

    :param segment: that holds the verb.
    :param verb: of saying.
    """
    that, following = after(segment, verb), after(segment, verb, 2)
    return (
        that is not None
        and that.lower_ == "that"
        and following is not None
        and following.pos_ not in ("ADP", "PART", "PUNCT", "SCONJ", "CCONJ", "ADV")
    )


def is_set_off(segment: AnalysedSegment, verb: Token, speaker: Token) -> bool:
    """Tell whether speaker and verb stand between commas, or between a comma and the end.

    :param segment: that holds both.
    :param verb: of saying.
    :param speaker: its subject.
    """
    first, last = (speaker, verb) if speaker.i < verb.i else (verb, speaker)
    opening, closing = before(segment, first), after(segment, last)
    while opening is not None and opening.tag_ in IN_PHRASE:
        # *, the old farmer said*
        opening = before(segment, opening)
    ends = closing is None or closing.text in ",.;" or closing.lower_ == "on"
    return opening is not None and opening.text in (",", '"', "”") and ends
