from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.accuracy._enforcers import (
    is_police_text,
    names_enforcer,
    objects,
    passive_subject,
    subject,
)
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: People beyond the shared list of nouns, in the words of police reports.
_PEOPLE = frozenset(
    "teenager teen youth man woman boy girl suspect perpetrator thief robber gang member accomplice dealer "
    "courier smuggler trafficker motorcyclist racer student supporter fan demonstrator protester "
    "provocateur rioter person people couple pair resident foreigner national citizen migrant immigrant "
    "activist farmhand collector chemist driver passenger owner clerk husband wife brother sister son "
    "daughter father mother child minor juvenile prostitute pimp drunk drunkard user addict gambler "
    "bookmaker burglar pickpocket mugger killer murderer shooter attacker assailant fugitive recidivist "
    "convict inmate hacker forger arsonist vandal poacher logger miner fisherman crew crewman sailor "
    "broker official employee staff worker laborer teacher lecturer hooligan individual offender culprit "
    "mastermind operator seller trader vendor guard mob trio duo stranger terrorist extremist militant "
    "rapist kidnapper abductor scammer fraudster impostor swindler busker beggar thug prankster biker "
    "cyclist captain skipper helmsman helper technician guest visitor tourist stowaway loiterer caretaker "
    "cashier porter peddler hawker nurse doctor soldier policeman officer nephew uncle cousin teenage "
    "adolescent schoolboy schoolgirl pupil truant ringleader leader buyer intermediary manager supervisor "
    "foreman foremen administrator boss businessman businesswoman entrepreneur contractor accountant "
    "auditor treasurer engineer architect carpenter mechanic technician farmer butcher cook chef waiter "
    "waitress barber tailor singer artist actor actress comedian influencer athlete lawmaker politician "
    "councillor candidate headmaster principal rector priest preacher cleric monk bishop shaman healer "
    "landlord tenant lodger neighbor neighbour friend boyfriend girlfriend lover widow widower orphan "
    "toddler grandson granddaughter grandmother grandfather stepfather stepmother stepson aunt niece in- "
    "law applicant recruiter agent planner organizer organiser instigator spectator viewer bystander "
    "onlooker hiker camper diver climber pilgrim refugee deserter recruit cadet sergeant corporal "
    "lieutenant civilian villager farmworker fishmonger grocer shopkeeper barista bartender mayor regent "
    "headman chief clerk librarian scavenger parker attendant janitor cleaner maid helper assistant "
    "apprentice beekeeper keeper tutor plumber sculptor shepherd herder jockey gardener babysitter nanny "
    "roommate housemate classmate colleague coworker subordinate deputy lookout spy looter deckhand "
    "stevedore docker hitman gunman middleman counterfeiter trespasser squatter vigilante militiaman "
    "rebel insurgent separatist pensioner retiree freshman sibling twin relative midwife welder baker "
    "printer locksmith notary surveyor photographer journalist reporter gravedigger woodcutter".split()
)
#: People that one secures in English: they sign, pay, play or vote.
_WON = frozenset(
    "customer client investor sponsor player striker coach partner delegate subscriber voter buyer "
    "tenant lawyer attorney donor backer employer contractor supplier successor replacement signatory "
    "ally".split()
)
_GOODS = frozenset(
    "methamphetamine meth marijuana cannabis ecstasy heroin cocaine narcotic drug pill sabu shabu opium "
    "machete knife gun pistol revolver firearm rifle sickle bullet airgun grenade sword dagger crowbar "
    "ammunition ammo cartridge evidence exhibit motorcycle motorbike moped minivan cellphone phone "
    "smartphone laptop packet sachet loot cigarette liquor alcohol bong scale banknote cash counterfeit "
    "plate helmet hammer axe chisel weapon firecracker petard bottle jerrycan excavator "
    "truck pickup car van vehicle boat timber log wood fuel diesel fertilizer ivory turtle bird "
    "cattle cow goat gold jewelry jewellery handbag suitcase syringe firebomb bomb molotov explosive "
    "detonator "
    "tnt dynamite arrow catapult slingshot club rope duct tape machine sim tablet drone receipt passport "
    "document wallet jacket shirt clothes clothing trousers sandal shoe hood mask fingerprint cctv recording "
    "footage hard disk drive marijuana hashish tramadol pil vape alcohol beer wine arak fish coral lobster "
    "parrot cockatoo pangolin orangutan scales skin tusk antique statue painting stamp dollar rupiah money "
    "invoice ledger notebook diary letter syringe lighter straw foil sack parcel package envelope box bag "
    "chainsaw shovel dredger barge net trawl tanker gasoline petrol kerosene pesticide banner leaflet "
    "flag".split()
)
#: Things that one secures in English by making them fast or guarding them.
_FAST = frozenset(
    "door gate window fence bridge roof tent building house lock border road street wall barrier "
    "seat seatbelt cable ladder ceiling camp shelter room base office shop ship ferry apartment balcony "
    "hotel villa warehouse tower tunnel terrace kiosk checkpoint stall plane refinery reactor substation "
    "levee cottage bungalow flyover river garage factory stage track table bed tarpaulin".split()
)
#: Words that count people named before (*Both were secured*).
_COUNTED = frozenset(
    "both one two three four five six seven eight nine ten dozens hundreds several some many most all "
    "first second third others another".split()
)
#: Whose things police take along.
_ACCUSED = frozenset(
    "suspect perpetrator thief robber dealer courier defendant killer attacker victim smuggler".split()
)
_STATIONS = frozenset(
    "station headquarters office police precinct post polda polres polsek mapolres mapolda sector "
    "custody jail barracks command detention prison cell".split()
)


class SecuredPerson(Rule):
    """People, drugs or weapons that police *secure* where they detain or seize.

    ## What it finds
    `secure` with a person as object (`officers secured the driver`, `two men were secured`), `secured to the
    police station`, and police who secure drugs, weapons or vehicles.

    ## Why it matters
    *Mengamankan* is what Indonesian police call an arrest. English secures a scene, a deal or a door, and a
    man who is secured has been made safe.

    ## Known false alarms
    A club that secures a player, where the noun is not in the list of those who sign.

    ## Example
    `Officers secured three teenagers at a boarding house.`

    ## Source
    Stevens and Schmidgall-Tellings 2010, *A Comprehensive Indonesian-English Dictionary*, entry aman; Oxford
    Advanced Learner's Dictionary, entry secure.
    """

    code = "ACC013"
    name = "secured-person"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb with what is secured."""
        document = evidence.document
        police: bool | None = None
        for segment, verb in document.tokens("secure", "secures", "secured", "securing"):
            if police is None:
                police = is_police_text(document)
            ends = _secured(verb, police)
            if ends is not None and segment.parsed.start <= ends[0] and ends[1] < segment.parsed.end:
                yield Hit(
                    segment.span_of(verb.doc[ends[0] : ends[1] + 1]),
                    "Indonesian police “mengamankan” people and goods; English says: detain, arrest, seize.",
                    confidence=0.85,
                )


def _secured(verb: Token, police: bool) -> tuple[int, int] | None:
    """Return the first and the last token of the fault."""
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == "-":
        return None
    station = _to_station(verb)
    about = _secured_one(verb) if verb.tag_ in ("VBN", "VBD", "JJ") else None
    if about is not None and about.i < verb.i and _is_taken(verb) and about.lemma_.lower() not in _FAST:
        return _left(about), verb.i
    if about is not None and about.i > verb.i:
        return (verb.i, verb.i) if police and _is_person(about) else None
    if about is not None:
        by_enforcer = names_enforcer(_agent(verb))
        if station is not None and about.lower_ not in ("area", "building", "deal"):
            return _left(about), station
        if _is_person(_counted(about)) or (
            about.pos_ == "PRON" and about.lower_ in ("he", "she", "they") and police
        ):
            return _left(about), verb.i
        if police and about.lower_ in _COUNTED and not any(c.lower_ == "of" for c in about.children):
            return _left(about), verb.i
        if _is_goods(about) and (by_enforcer or police):
            return _left(about), verb.i
        return None
    for thing in objects(verb):
        enforcer = _by_enforcers(verb)
        if _is_person(_counted(thing)) and (enforcer or police or thing.lemma_.lower() in _PEOPLE):
            return _first(verb), thing.i
        if _is_name(thing) and enforcer:
            return _first(verb), thing.i
        if thing.lower_ in ("him", "her", "them") and enforcer and police:
            return _first(verb), thing.i
        if _is_goods(thing) and enforcer:
            return _first(verb), thing.i
        of_accused = any(c.dep_ == "poss" and c.lemma_.lower() in _ACCUSED for c in thing.children)
        plain = thing.lemma_.lower() in nouns().things - _FAST
        if plain and (of_accused or _is_taken(verb) or (enforcer and police)):
            return _first(verb), thing.i
    if verb.tag_ in ("VBN", "VBD") and verb.i > 0 and _is_reduced(verb, police):
        return _left(verb.head), verb.i
    if station is not None and verb.tag_ in ("VBN", "VBD") and police:
        return verb.i, station
    return None


def _is_taken(verb: Token) -> bool:
    """Tell *secured as evidence* and *secured from the suspect's house*."""
    following = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 8]]
    if following[:2] in (["as", "evidence"], ["as", "exhibits"]) or following[:3] == ["as", "an", "exhibit"]:
        return True
    accused = {"his", "her", "their", "him", "them"} | _ACCUSED
    return following[:1] == ["from"] and not accused.isdisjoint(following[1:4])


def _secured_one(verb: Token) -> Token | None:
    """Return who is secured: also *the men who were secured* and *after being secured, the man*."""
    about = passive_subject(verb)
    if about is not None:
        return verb.head if about.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else about
    if verb.dep_ == "pcomp" and any(child.lower_ == "being" for child in verb.children):
        return subject(verb)
    return None


def _is_reduced(verb: Token, police: bool) -> bool:
    """Find *the man secured by officers* and *the evidence secured*."""
    if verb.dep_ != "acl":
        return False
    by_enforcer = names_enforcer(_agent(verb))
    goods = _is_goods(verb.head) and (by_enforcer or police or verb.head.lower_ in ("evidence", "exhibits"))
    return goods or (_is_person(verb.head) and (by_enforcer or police))


def _by_enforcers(verb: Token) -> bool:
    doer = subject(verb)
    if doer is None:
        return False
    return names_enforcer(iter(doer.subtree)) or doer.lower_ in ("they", "we", "he", "she", "who", "which")


def _is_person(thing: Token) -> bool:
    word = thing.lemma_.lower()
    if word in _WON or thing.ent_type_ == "ORG":
        return False
    possessed = any(child.dep_ == "poss" and child.pos_ == "PROPN" for child in thing.children)
    return not possessed and (word in _PEOPLE or word in nouns().people)


def _counted(thing: Token) -> Token:
    """Return who is counted: *two of her helpers*."""
    if thing.lower_ in _COUNTED:
        return next((t for c in thing.children if c.lower_ == "of" for t in c.children), thing)
    return thing


def _is_name(thing: Token) -> bool:
    return thing.ent_type_ in ("PERSON", "") and thing.tag_ == "NNP"


def _is_goods(thing: Token) -> bool:
    held = [thing]
    for token in held:
        # *a total of 30 bottles of liquor*
        held += [t for child in token.children if child.lower_ == "of" for t in child.children]
    return any(token.lemma_.lower() in _GOODS or token.lower_ in _GOODS for token in held)


def _agent(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.lower_ == "by":
            yield from child.subtree


def _to_station(verb: Token) -> int | None:
    """Return the end of *to the police station* and the like right after the verb."""
    following = verb.doc[verb.i + 1 : verb.i + 7]
    if not len(following) or following[0].lower_ not in ("to", "into"):
        return None
    for token in following[1:]:
        after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        if token.lower_ in _STATIONS and after not in _STATIONS:
            return token.i
        if token.pos_ in ("VERB", "PUNCT", "AUX"):
            return None
    return None


def _left(noun: Token) -> int:
    """Return where the noun phrase begins, without what stands before a comma."""
    start = noun.i
    for token in reversed(list(noun.lefts)):
        if token.dep_ in ("det", "amod", "nummod", "compound", "quantmod", "poss", "nmod", "predet"):
            start = min(start, token.left_edge.i)
    return start


def _first(verb: Token) -> int:
    """Return where the verb begins, its auxiliaries included."""
    return min([verb.i, *(child.i for child in verb.children if child.dep_ in ("aux", "auxpass"))])
