"""Epithets known by what they tell of a person: a state, an origin, a trade that is new to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_names import first_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = ["descriptions"]

#: What a report tells of somebody's life, body and manners.
_STATES = frozenset(
    "unemployed jobless divorced widowed married unmarried single pregnant elderly aged aging ageing blind "
    "deaf mute disabled paralyzed paralysed paraplegic homeless landless penniless poor wealthy rich devout "
    "pious outspoken shy cheerful humble talented gifted versatile prolific well-known "
    "beloved flamboyant charismatic moustachioed mustachioed illiterate self-employed "
    "part-time amateur would-be up-and-coming promising novice rookie budding veteran retired ambitious "
    "energetic eccentric introverted reclusive soft-spoken stocky burly lanky petite slender thin skinny "
    "chubby plump bald freckled tattooed turbaned veiled graying greying silver-haired self-taught "
    "award-winning prize-winning left-handed right-footed left-footed right-handed orphaned bereaved "
    "childless newlywed pensioned experienced respected renowned celebrated acclaimed multi-talented "
    "diminutive hardworking industrious ailing frail sickly wheelchair-bound nearsighted short-sighted "
    "toothless barefoot youthful middle-aged disgraced embattled bankrupt self-made bedridden".split()
)
#: Whose trade or condition is told, and who holds no office that a report names again and again.
_OFFICES = frozenset(
    "star legend icon hero president minister governor mayor regent senator chairman director head chief "
    "leader boss commander secretary spokesman spokeswoman spokesperson deputy judge prosecutor king queen "
    "prince princess sultan chancellor premier official officer policeman policewoman manager general "
    "colonel commissioner ambassador diplomat detective investigator suspect victim defendant plaintiff "
    "witness attacker assailant gunman killer robber thief author editor reporter journalist correspondent "
    "doctor expert analyst economist scientist researcher professor person people member candidate lawyer "
    "attorney advocate driver captain coach referee passenger tourist guest customer patient inmate "
    "prisoner soldier child baby boy girl owner holder keeper player employee worker student pupil teacher "
    "resident villager migrant refugee teenager youth kid friend neighbor neighbour parent colleague "
    "partner secretary-general authority spokespeople user viewer reader voter taxpayer consumer citizen "
    "protester demonstrator activist rebel militant terrorist hostage crew firefighter rescuer paramedic "
    "buyer seller actor actress guard pilot councillor councilor inspector auditor regulator committee "
    "employer operator party host visitor".split()
)
#: Trades among them by which a report calls whom it named in the sentence before.
_TRADES = frozenset(
    "driver teacher student doctor lawyer scientist researcher professor economist captain coach player "
    "soldier reporter journalist editor author actor actress pilot guard worker employee activist paramedic "
    "firefighter seller".split()
)
#: Conditions that a noun tells of somebody by itself.
_TELLING = (
    "billionaire millionaire tycoon magnate widow widower pensioner retiree septuagenarian octogenarian "
    "nonagenarian centenarian southpaw lefty bachelor divorcee polyglot teetotaler workaholic "
    "vegetarian schoolgirl schoolboy grader freshman sophomore".split()
)
#: Peoples of whom one person is called by the adjective alone.
_NATIONS = frozenset(
    "indonesian papuan sumatran torajan acehnese malaysian singaporean filipino filipina bruneian thai "
    "ambonese balinese javanese sundanese madurese batak".split()
)
#: Men and women, whatever they do, whom an origin describes.
_ANYBODY = frozenset(
    "man woman lady mother father grandmother grandfather girl boy youth teenager student native fighter "
    "swimmer boxer runner lifter shuttler striker midfielder defender winger goalkeeper singer actor "
    "actress painter weaver cook farmer fisherman trader merchant businessman businesswoman entrepreneur "
    "tailor potter baker welder islander highlander villager rider cyclist climber sprinter comedian poet "
    "novelist rapper dancer politician lawmaker legislator graduate alumnus alumna preacher cleric widow "
    "widower teen nurse carver sailor breeder healer puppeteer choreographer guitarist drummer vocalist "
    "sculptor".split()
)
_BEHIND_HYPHENS = (
    "ing",
    "ed",
    "born",
    "taught",
    "old",
    "time",
    "tall",
    "won",
    "wed",
    "known",
    "spoken",
    "worn",
    "made",
)
_UNITS = frozenset("meter metre centimeter centimetre cm m kilo kilogram kg foot inch star".split())
#: Participles of which news makes no epithet of a person.
_NO_TRAITS = frozenset(
    "backed appointed elected led owned accused suspected wanted affiliated sponsored related linked "
    "approved funded armed charged convicted designated based".split()
)
_MODIFIERS = frozenset("JJ JJR JJS NN NNP NNPS NNS VBN VBG CD HYPH RB AFX".split())
_LONGEST = 6
#: How far before it the name stands that a trade takes up, in characters.
_NEAR = 160


def descriptions(
    document: AnalysedDocument, people: Collection[str]
) -> Iterator[tuple[AnalysedSegment, TokenSpan]]:
    """Yield noun phrases with *the* or *this* that describe somebody.

    :param document: the text.
    :param people: lower-case singular nouns for people.
    :returns: the segments with the noun phrases, whatever their place in the sentence.
    """
    for segment, noun in document.tokens(*people):
        if noun.tag_ not in ("NN", "NNP", "JJ"):
            continue
        before = _modifiers(segment, noun)
        if before is None or not len(before) or noun.lower_ == before[-1].lower_:
            continue
        if _tells(before, noun) or _is_new(document, segment, before, noun):
            yield segment, noun.doc[before.start - 1 : noun.i + 1]
    yield from _single_words(document)
    for segment, noun in document.tokens(*_NATIONS):
        start = noun.i - 1
        verb = noun.doc[noun.i + 1] if noun.i + 1 < segment.parsed.end else None
        if start < segment.parsed.start or verb is None or noun.doc[start].lower_ not in ("the", "this"):
            continue
        plain = noun.lower_.endswith("ese") or noun.lower_ in ("thai", "batak")
        if verb.tag_ in ("VBD", "VBZ", "MD") and verb.lower_ != "were" and not (plain and verb.tag_ != "VBZ"):
            yield segment, noun.doc[start : noun.i + 1]


def _modifiers(segment: AnalysedSegment, noun: Token) -> TokenSpan | None:
    """Return what stands between *the* or *this* and a noun, or None where neither stands."""
    for place in range(noun.i - 1, max(segment.parsed.start, noun.i - 1 - _LONGEST) - 1, -1):
        token = noun.doc[place]
        if token.lower_ in ("the", "this"):
            return noun.doc[place + 1 : noun.i]
        if token.tag_ not in _MODIFIERS and token.text != "-":
            return None
    return None


def _tells(before: TokenSpan, noun: Token) -> bool:
    """Tell a state, a compound such as *self-taught* or *1.9-meter*, or an origin."""
    last = before[-1]
    if any(token.lower_ in _STATES for token in before):
        return True
    if last.i - before.start >= 2 and last.nbor(-1).text == "-":
        trait = last.lower_.endswith(_BEHIND_HYPHENS) and last.lower_ not in _NO_TRAITS
        if trait or last.lower_ in _UNITS:
            return True
    place = last.text[:1].isupper() or (last.ent_type_ in ("NORP", "GPE", "LOC") and last.is_title)
    return place and noun.lower_ in _ANYBODY


def _is_new(document: AnalysedDocument, segment: AnalysedSegment, before: TokenSpan, noun: Token) -> bool:
    """Tell a trade that nothing in the text has led up to, where a person was named.

    *The bus driver* after a bus, or after *a driver*, points back as English does.
    """
    if len(before) != 1 or before[0].tag_ not in ("NN", "JJ", "VBG") or not before[0].is_alpha:
        return False
    office = noun.lower_ in _OFFICES
    if office and (noun.lower_ not in _TRADES or before[0].tag_ != "NN"):
        return False
    place = segment.offset + before.start_char
    words = f" {document.view[:place].lower()}"
    told = noun.lower_ in words or f" {before[0].lower_[:5]}" in words
    return not told and _is_named(document, place, _NEAR if office else place)


def _is_named(document: AnalysedDocument, place: int, reach: int) -> bool:
    """Tell whether a person is named in so many characters before a place."""
    names = first_names() | name_words().given
    return any(
        place - reach <= held.offset + entity.start_char < place
        and (entity.label_ == "PERSON" or (len(entity) > 1 and entity[0].lower_ in names))
        for held, entity in document.entities
    )


def _single_words(document: AnalysedDocument) -> Iterator[tuple[AnalysedSegment, TokenSpan]]:
    """Yield *the left-hander*, *the billionaire* and *the eighth grader*, after a name."""
    for segment, noun in document.tokens("hander", *_TELLING):
        before = _modifiers(segment, noun)
        if before is None or (noun.lower_ == "grader" and not len(before)):
            continue
        place = segment.offset + before.start_char
        if f" {noun.lower_}" not in document.view[:place].lower() and _is_named(document, place, place):
            yield segment, noun.doc[before.start - 1 : noun.i + 1]
    for segment, people in document.entities:
        # *The Peruvian hates rain*
        start, end = people.start - 1, people.end
        if (
            people.label_ != "NORP"
            or len(people) > 2
            or start < segment.parsed.start
            or end >= segment.parsed.end
        ):
            continue
        if people.doc[start].lower_ == "the":
            start, noun = start + 1, people[-1]
        elif people[0].lower_ == "the" and len(people) == 2:
            start, noun = people.start + 1, people[-1]
        else:
            continue
        place = segment.offset + people.start_char
        single = noun.lower_.endswith(("an", "i", "er")) and people.doc[end].tag_ in ("VBD", "VBZ", "MD")
        if single and people.doc[end].lower_ != "were" and _is_named(document, place, place):
            yield segment, people.doc[start - 1 : end]
    for segment, noun in document.tokens("student", "pupil"):
        before = _modifiers(segment, noun)
        if before is not None and len(before) > 1 and before[0].lower_ in ("class", "grade", "year", "form"):
            yield segment, noun.doc[before.start - 1 : noun.i + 1]
