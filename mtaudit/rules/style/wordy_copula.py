from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_style import style_words
from mtaudit.rules.style._phrases import NOUNS, after, before, head_of, phrase_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

_OCCASIONS = frozenset(
    "activity activities event events visit tour trip arrival presence meeting competition festival "
    "training program programme action patrol operation operations exercise concert exhibition race "
    "gathering march celebration distribution".split()
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s"})
_COPULAS = _BE | frozenset(
    "constitute constitutes constituted represent represents represented become becomes became remain "
    "remains remained as".split()
)
_CONSTITUTE = frozenset({"constitute", "constitutes", "constituted"})
_MERUPAKAN = _CONSTITUTE | {"represents", "represent", "constituting"}
#: Subjects that stand for a clause: *it is something that …* is English.
_EMPTY = frozenset("this that it there what which he she they who these those here 's".split())
_EFFORTS = frozenset("effort efforts step steps measure measures form forms".split())
_DONE = frozenset("taken made carried done undertaken used implemented conducted that which by".split())
_OBJECT_OPENERS = frozenset({"DT", "PRP$"})
_OBJECT_NOUNS = frozenset({"NN", "NNS", "NNP", "JJ", "CD"})
#: Participles that describe the noun behind them: *in the context of rising prices*.
_DESCRIBING = frozenset(
    "rising growing changing declining falling ongoing existing increasing shrinking warming emerging "
    "developing competing aging ageing lingering continuing mounting soaring deepening looming running "
    "housing mining fishing farming banking shipping learning teaching working living spending trading "
    "training building evolving shifting conflicting differing prevailing surrounding worsening widening "
    "surging slowing remaining following manufacturing engineering marketing policing gaming parenting "
    "nursing king during something anything everything nothing being".split()
)
_ADVERBS = frozenset(
    "also actually indeed itself certainly clearly still merely basically really only".split()
)
#: Nouns that say no more than *thing* (hal, kegiatan, tindakan) before a duty or a passive.
_THINGS = frozenset({"thing", "matter", "activity", "action", "act"})
_BOUND = frozenset("has have had needs need needed requires require deserves deserve ought".split())
_DUTIES = frozenset({"must", "should", "needs", "has"})
#: Last words of the names of feasts, which are kept *dalam rangka* something.
_FEASTS = frozenset(
    "day week month ramadan eid christmas easter vesak nyepi anniversary holiday independence".split()
)
_HELD = frozenset(
    "held place conducted organized organised staged made carried out done taken arranged performed launched "
    "came came arrived visited gathered met patrolled deployed undertaken celebrated distributed".split()
)
_PROCESSES = frozenset({"process", "stage", "phase"})


class WordyCopula(Rule):
    """A copula drawn out with a noun that says nothing.

    ## What it finds
    `is a form of the company's concern`, `is something that is given`, `is a thing that must`, `is in the
    process of being`, `is one of the efforts to`, `is constitutes`, and `in the framework of` or `in the
    context of` for a purpose (`in the context of improving services`).

    ## Why it matters
    *Merupakan (suatu) bentuk*, *merupakan hal yang* and *dalam rangka* are the common glue of Indonesian
    officials. English has the verb itself, `shows`, and `to` or `for`.

    ## Known false alarms
    `a form of` with feelings and duties, which native writers use as well, and `something that is` in speech.
    Contexts in which something is seen and frameworks that are treaties are left alone.

    ## Example
    `The refund is a form of the company's responsibility.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on *merupakan*; Quirk et al. 1985, *A
    Comprehensive Grammar of the English Language*, ch. 8 on purpose.
    """

    code = "STY009"
    name = "wordy-copula"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the copula with what draws it out."""
        end = -1
        for segment, token in evidence.document.tokens(*_FINDERS):
            place = _FINDERS[token.lower_](segment, token)
            if place is None:
                continue
            words = token.doc[place[0].i : place[1].i + 1]
            span = segment.span_of(words)
            if span.start < end:
                continue
            end = span.end
            yield Hit(
                span,
                f"“{words.text}” draws out what one verb or preposition says "
                "(Indonesian merupakan bentuk, dalam rangka).",
                confidence=0.65,
            )


_Place = tuple["Token", "Token"]


def _copula(segment: AnalysedSegment, noun: Token) -> Token | None:
    """Return the copula before *a noun*, adjectives and adverbs passed over."""
    place = before(segment, noun)
    while place is not None and place.pos_ == "ADJ":
        place = before(segment, place)
    if place is None or place.lower_ not in ("a", "an", "one"):
        return None
    place = before(segment, place)
    while place is not None and place.lower_ in _ADVERBS:
        place = before(segment, place)
    return place if place is not None and place.lower_ in _COPULAS else None


def _form(segment: AnalysedSegment, noun: Token) -> _Place | None:
    """*is a form of our concern*: with an attitude, or with somebody's anything."""
    of = after(segment, noun)
    if of is None or of.lower_ != "of":
        return None
    copula = _copula(segment, noun)
    if copula is None:
        return None
    following = after(segment, of)
    end = phrase_end(segment, of.i + 1)
    head = head_of(segment, of.i + 1, end)
    if following is not None and following.lower_ in style_words().pursued:
        return copula, of
    if head is None:
        return None
    owned = any(t.tag_ in ("POS", "PRP$") for t in noun.doc[of.i + 1 : end])
    claimed = copula.lower_ in _CONSTITUTE and head.lemma_.lower() not in style_words().grave
    if (
        claimed
        or (owned and copula.lower_ != "as")
        or {head.lower_, head.lemma_.lower()} & style_words().attitudes
    ):
        return copula, of
    return None


def _something(segment: AnalysedSegment, noun: Token) -> _Place | None:
    """Find *The award is something that is given* and *is a thing that must be*."""
    that, verb = after(segment, noun), after(segment, noun, 2)
    adjective = before(segment, noun)
    if noun.lower_ in _THINGS:
        copula = _copula(segment, noun)
    else:
        copula = before(segment, noun)
        while copula is not None and copula.lower_ in _ADVERBS:
            copula = before(segment, copula)
    if copula is None or copula.lower_ not in _BE or copula.lower_ in ("'s", "’s"):
        return None
    subject = before(segment, copula)
    while subject is not None and subject.pos_ == "ADV" and subject.lower_ not in _EMPTY:
        # *Changing the password now is something that must be done*
        subject = before(segment, subject)
    full = subject is not None and subject.tag_ in NOUNS | {"VBG"}
    if that is None or that.lower_ not in ("that", "which") or verb is None:
        dull = adjective is not None and adjective.lower_ in style_words().dull
        return (copula, noun) if noun.lower_ == "thing" and full and dull else None
    if noun.lower_ in _THINGS - {"thing"}:
        duty = (
            verb.lower_ in ("concerns", "requires", "deserves", "demands")
            or verb.lower_ in _DUTIES
            or (verb.lower_ in _BE and _is_passive(segment, verb))
        )
        return (
            (copula, that)
            if duty and subject is not None and subject.lower_ not in ("there", "here")
            else None
        )
    bound = verb.pos_ == "AUX" or verb.lower_ in _BOUND
    if (full and (bound or noun.lower_ == "thing")) or (
        noun.lower_ == "thing" and verb.pos_ in ("AUX", "VERB")
    ):
        return copula, that
    return None


def _is_passive(segment: AnalysedSegment, be: Token) -> bool:
    """Tell *is carried out* and *is routinely done*."""
    words = be.doc[be.i + 1 : min(be.i + 4, segment.parsed.end)]
    return any(t.lower_ in _DONE - {"that", "which", "by", "used"} for t in words)


def _things(segment: AnalysedSegment, noun: Token) -> _Place | None:
    """*is one of the efforts to*, *is one of the things that must*, *is an effort made by*."""
    following = after(segment, noun)
    if following is None:
        return None
    place = before(segment, noun)
    while place is not None and place.pos_ == "ADJ":
        place = before(segment, place)
    if place is None:
        return None
    if place.lower_ in ("a", "an"):
        copula = _copula(segment, noun)
        done = following.lower_ in _DONE - {"that", "which", "used"} and noun.lower_ in ("effort", "step")
        return (copula, following) if copula is not None and copula.lower_ != "as" and done else None
    if noun.lower_ == "things" and place.lower_ in _BE and following.lower_ in ("that", "which"):
        # *The lamps are things that must be checked*
        subject, duty = before(segment, place), after(segment, following)
        told = subject is not None and subject.tag_ in NOUNS and duty is not None
        return (place, following) if told and duty and duty.lower_ in _DUTIES | _BOUND else None
    of, one = before(segment, place), before(segment, place, 2)
    copula = before(segment, place, 3)
    while copula is not None and copula.lower_ in _ADVERBS:
        copula = before(segment, copula)
    partitive = (
        place.lower_ == "the"
        and of is not None
        and of.lower_ == "of"
        and one is not None
        and one.lower_ == "one"
        and copula is not None
        and copula.lower_ in _COPULAS
    )
    if not partitive or copula is None:
        return None
    if noun.lower_ in ("efforts", "steps", "measures") and following.lower_ in (
        "to",
        "of",
        "in",
        "that",
        "which",
        *_DONE,
    ):
        return copula, noun
    if following.lower_ in _DONE and noun.lower_ in _EFFORTS | {"things"}:
        second = after(segment, following)
        relative = following.lower_ in ("that", "which")
        if not relative or (second is not None and second.lower_ in _BE | {"must", "has", "have"}):
            return copula, noun
    if noun.lower_ == "forms" and following.lower_ == "of":
        head = head_of(segment, following.i + 1, phrase_end(segment, following.i + 1))
        if head is not None and head.lemma_.lower() in style_words().attitudes:
            return copula, following
    return None


def _purpose(segment: AnalysedSegment, noun: Token) -> _Place | None:
    """*in the framework of cutting costs*, *in the context of road safety*."""
    the, preposition, of = before(segment, noun), before(segment, noun, 2), after(segment, noun)
    if the is None or preposition is None or of is None or of.lower_ != "of" or the.lower_ != "the":
        return None
    following = after(segment, of)
    inner = preposition.lower_ == "in"
    if following is None or preposition.lower_ not in ("in", "within"):
        return None
    place = preposition, of
    near = before(segment, preposition)
    if noun.lower_ == "framework" and inner and near is not None and near.lower_ in _HELD:
        # *was held in the framework of*, *took place in the framework of*
        return place
    governors = {preposition.head.lemma_.lower(), "" if near is None else near.lemma_.lower()}
    purpose = noun.lower_ == "framework" and following.tag_ == "VBG"
    if governors & style_words().understood and not purpose:
        return None
    if following.tag_ == "VBG" or following.lower_.endswith("ing"):
        second = after(segment, following)
        opens = second is not None and (
            second.tag_ in _OBJECT_OPENERS
            or (second.tag_ in _OBJECT_NOUNS and following.lower_ not in _DESCRIBING)
        )
        return place if opens or following.lower_ in style_words().pursued else None
    head = head_of(segment, following.i, phrase_end(segment, following.i))
    if not inner or head is None:
        return None
    if noun.lower_ == "framework" and near is not None and near.lower_ in _BE and _is_occasion(near):
        return place
    feast = head.pos_ == "PROPN" and head.lower_ in _FEASTS
    return place if feast or head.lemma_.lower() in style_words().purposes else None


def _is_occasion(copula: Token) -> bool:
    """Tell a visit or a tour that is in the framework of something (*kunjungan ini dalam rangka*)."""
    return any(t.lower_ in _OCCASIONS for t in copula.doc[max(0, copula.i - 4) : copula.i])


def _process(segment: AnalysedSegment, noun: Token) -> _Place | None:
    """*is in the process of being raised*."""
    of, being = after(segment, noun), after(segment, noun, 2)
    the, preposition = before(segment, noun), before(segment, noun, 2)
    if (
        of is None
        or being is None
        or (of.lower_, being.lower_) != ("of", "being")
        or the is None
        or the.lower_ != "the"
        or preposition is None
        or preposition.lower_ != "in"
    ):
        return None
    place = before(segment, preposition)
    while place is not None and place.pos_ == "ADV":
        place = before(segment, place)
    return (place if place is not None and place.lower_ in _BE else preposition), being


def _constitute(segment: AnalysedSegment, verb: Token) -> _Place | None:
    """*is constitutes* and *constitutes one of the*."""
    previous, one, of = before(segment, verb), after(segment, verb), after(segment, verb, 2)
    if previous is not None and previous.lower_ in ("is", "are", "was", "were") and verb.tag_ != "VBN":
        return previous, verb
    if one is not None and of is not None and (one.lower_, of.lower_) == ("one", "of"):
        return verb, of
    return None


_FINDERS = {
    "form": _form,
    "something": _something,
    **dict.fromkeys(sorted(_THINGS), _something),
    "things": _things,
    "effort": _things,
    "step": _things,
    **dict.fromkeys(("efforts", "steps", "measures", "forms"), _things),
    **dict.fromkeys(("framework", "context", "frame"), _purpose),
    **dict.fromkeys(sorted(_PROCESSES), _process),
    **dict.fromkeys(sorted(_MERUPAKAN - {"constituted", "represent", "constituting"}), _constitute),
}
