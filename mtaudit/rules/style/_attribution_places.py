"""Where an attribution stands in its sentence and who speaks, for the rule double-attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.lexicons_style import style_words
from mtaudit.rules.style._attribution_words import (
    ADVERBS,
    BINDING,
    CLAUSE_OPENERS,
    IN_PHRASE,
    OWN_VOICE,
    SAID,
    SUBJECTS,
)
from mtaudit.rules.style._phrases import FINITE, after, before

if TYPE_CHECKING:
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

__all__ = ["has_clause", "is_part_of_name", "is_set_off", "may_be_same", "says_on", "speaker_of"]

_PLURALS = frozenset({"police", "people", "men", "women", "children"})


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


def says_on(segment: AnalysedSegment, first: Token, second: Token) -> bool:
    """Tell *explained that he said more than one was involved*: a clause without *that* behind the second.

    :param segment: that holds both.
    :param first: verb of saying.
    :param second: verb of saying in its clause.
    """
    if second.lower_ not in SAID or first.lower_ not in style_words().speech:
        return False
    words = second.doc[second.i + 1 : min(segment.parsed.end, second.i + 10)]
    opens = len(words) > 1 and words[0].tag_ in CLAUSE_OPENERS
    return opens and any(t.tag_ in FINITE for t in words[1:])


def is_part_of_name(who: Token, speaker: Token) -> bool:
    """Tell *Ridwan Lamato said …, Ridwan said*: a part of the name.

    :param who: the first speaker.
    :param speaker: the second.
    """
    name = {t.lower_ for t in (who, *who.children) if t.pos_ == "PROPN"}
    return speaker.pos_ == "PROPN" and speaker.lower_ in name


def speaker_of(segment: AnalysedSegment, verb: Token) -> Token | None:
    """Return the subject of a verb of saying, by the words beside it, else by the parse.

    :param segment: that holds it.
    :param verb: of saying.
    :returns: the speaker, or None.
    """
    place = before(segment, verb)
    while place is not None and place.lower_ in ADVERBS:
        place = before(segment, place)
    if place is not None and (place.lower_ in SUBJECTS or place.ent_type_ == "PERSON"):
        earlier = before(segment, place)
        return place if earlier is None or earlier.lower_ not in BINDING else None
    following = after(segment, verb)
    if following is not None and (following.lower_ in ("he", "she") or following.ent_type_ == "PERSON"):
        comma = before(segment, verb)
        if comma is not None and comma.text in (",", '"', "”"):
            end = following
            while (further := after(segment, end)) is not None and further.ent_type_ == "PERSON":
                end = further
            return end
    return next((t for t in verb.children if t.dep_ == "nsubj" and t.i < verb.i and t.pos_ != "PRON"), None)


def may_be_same(speaker: Token, other: str) -> bool:
    """Tell whether a subject may be who a pronoun or name means.

    :param speaker: the subject.
    :param other: the pronoun or name, in lower case.
    """
    if speaker.lower_ in SUBJECTS:
        return speaker.lower_ == other or other not in SUBJECTS
    if speaker.lower_ == "one":
        # *One of them said*
        return other in ("he", "she", "it")
    if other == "it":
        return speaker.lower_ in style_words().bodies | OWN_VOICE and speaker.tag_ == "NN"
    if other == "they":
        return speaker.tag_ in ("NNS", "NNPS") or speaker.lower_ in style_words().speakers
    # A name may be taken for a plural: *Rusdi explained that he*.
    named = speaker.tag_ == "NNS" and speaker.is_title and not speaker.lower_.endswith("s")
    single = speaker.tag_ in ("NN", "NNP") or (named and speaker.lower_ not in _PLURALS)
    return (other in ("he", "she") and single) or speaker.lower_ == other
