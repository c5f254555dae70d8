from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

#: Words of politics: with one of them in the sentence, the party is a party.
_POLITICS = frozenset(
    "election elections electoral vote votes voted voter voters voting ballot poll polls seats seat "
    "parliament parliamentary lawmaker lawmakers legislator legislators coalition opposition candidate "
    "candidates nominee campaign congress convention democrat democrats democratic republican "
    "republicans conservative conservatives labour labor communist socialist liberal tory tories "
    "senator senators premier faction caucus politician politicians political politics golkar pdip "
    "gerindra pks nasdem pkb manifesto rival mp mps presidency presidential ideology partisan "
    "constituency referendum legislature leftist conference debate victory rally government-in-waiting "
    "manifestos ruling".split()
)
#: Office holders who lead parties too.
_POLITICIANS = frozenset("minister president premier deputy chairman chairwoman secretary leader".split())
#: Words of feasts and journeys.
_FEASTS = frozenset(
    "birthday wedding guests guest dinner danced dance drink drinks celebrate celebrated cake invited "
    "invitation christmas costume hosted host reception climbers hikers expedition camp summit farewell "
    "retirement lunch restaurant waiter table bridal engagement graduation hunting boat explorers".split()
)
#: Words with which the text before *his party* makes it a political one.
_PARTISAN = frozenset(
    "opposition lawmaker lawmakers legislator legislators candidate candidates coalition faction senator "
    "mp mps politician politicians democrat democrats republican republicans golkar pdip gerindra pks "
    "nasdem pkb".split()
)
#: What a party has, or is had of it: *the leader of his party*.
_MEMBERS = frozenset(
    "leader member chairman chairwoman head faction wing candidate founder supporter rest most majority "
    "branch base nominee name symbol treasurer chief deputy president ranks leadership congress rank "
    "fortune one many some side half part all none future candidacy image veteran elder cadre official "
    "guest host organizer end start night control split unity".split()
)
#: Who speaks for a body, or the body.
_OWNERS = frozenset(
    "police officer officers detective commander commissioner inspector chief superintendent captain "
    "colonel general prosecutor prosecutors ministry minister agency office director manager company "
    "firm bank hospital doctor rector principal school university head chairman chairwoman chairperson "
    "spokesman spokeswoman spokesperson secretary regent mayor governor deputy president board operator "
    "corporation developer airline railway army navy unit department committee commission council "
    "federation club coach lawyer attorney union association foundation institute laboratory owner "
    "contractor shipyard airport port authority agent executive organizer organizers coordinator "
    "administrator dean bureau organisation organization cooperative warden ombudsman service hotel "
    "station museum zoo supplier producer sergeant lieutenant analyst auditor".split()
)


class PartyForSide(Rule):
    """*His party* for an official's own side, office or company.

    ## What it finds
    `his`, `her`, `our` or `their party` where the owner speaks for police, an agency, a ministry, a
    company or the like, and nothing in the text is about party politics.

    ## Why it matters
    *Pihaknya* is *his side*, which English says with *he*, *we* or the name of the body. A police chief's
    party reads as a political one, or as a feast.

    ## Known false alarms
    A politician whose text has no other word of politics, and a party of travelers.

    ## Example
    `The manager said his party had returned the money.`

    ## Source
    Stevens and Schmidgall-Tellings 2010, *A Comprehensive Indonesian-English Dictionary*, entry pihak;
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on -nya.
    """

    code = "ACC015"
    name = "party-for-side"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the possessive with the noun."""
        document = evidence.document
        political: bool | None = None
        for segment, party in document.tokens("party"):
            owner = party.doc[party.i - 1] if party.i > segment.parsed.start else None
            if (
                owner is None
                or owner.lower_ not in ("his", "her", "our", "their", "its")
                or not _stands(party)
            ):
                continue
            if political is None:
                political = sum(1 for _ in document.tokens(*_POLITICS)) > 0
            words = {token.lower_ for token in segment.parsed}
            spoken = _owner_speaks(evidence, segment)
            if (
                not words.isdisjoint(_FEASTS)
                or _is_partisan_before(evidence, segment)
                or (words & _POLITICS and (not spoken or _partisan(words)))
            ):
                continue
            if not spoken and (political or _goes_to(owner, segment.parsed.start)):
                continue
            yield Hit(
                segment.span_of(party.doc[owner.i : party.i + 1]),
                "Indonesian “pihaknya” is the speaker's own side; English says: he, we, the police.",
                confidence=0.85 if spoken else 0.7,
            )


def _stands(party: Token) -> bool:
    """Tell the noun by itself from *party leader*, *party's* and *party of six*."""
    if party.i + 1 >= len(party.doc):
        return True
    after = party.doc[party.i + 1]
    before = party.doc[party.i - 2].lower_ if party.i > 1 else ""
    if before == "of" and party.i > 2 and party.doc[party.i - 3].lemma_.lower() in _MEMBERS:
        return False
    named = party.doc[after.i + 1 : after.i + 3] if after.text == "," else ()
    if any(token.pos_ == "PROPN" or token.is_title for token in named):
        # *his party, the People's Front*
        return False
    if after.text in ("'s", "’s", "-", "'") or after.lower_ == "of":
        return False
    return after.pos_ not in ("NOUN", "PROPN")


def _goes_to(owner: Token, start: int) -> bool:
    """Tell *went to their party* of nobody who speaks for a body."""
    return owner.i > start and owner.doc[owner.i - 1].lower_ in ("to", "at", "from", "for", "attended")


def _is_partisan_before(evidence: Evidence, segment: AnalysedSegment) -> bool:
    """Tell *said an opposition member. Her party wants ...*."""
    english = evidence.document.english
    place = english.index(segment)
    return any(token.lower_ in _PARTISAN for s in english[max(0, place - 1) : place] for token in s.parsed)


def _partisan(words: set[str]) -> bool:
    return len(words & _POLITICS) > 1 or bool(words & _POLITICS and words & _POLITICIANS)


def _owner_speaks(evidence: Evidence, segment: AnalysedSegment) -> bool:
    """Look for somebody who speaks for a body, in the sentence or the two before it."""
    english = evidence.document.english
    place = english.index(segment)
    for nearby in english[max(0, place - 2) : place + 1]:
        for token in nearby.parsed:
            if token.lower_ in _OWNERS:
                return True
    return False
