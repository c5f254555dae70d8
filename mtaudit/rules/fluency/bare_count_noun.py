from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.model import Role, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._phrases import after, before, ends_phrase, phrase_start
from mtaudit.rules.lexicons_grammar import bare_phrases, nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: Offices that one person holds, and words that need no article in other ways (*turned rebel*).
_OFFICES = frozenset(
    "man woman president director chairman chairperson governor mayor minister king queen prince "
    "princess captain commander commissioner coach principal secretary superintendent senator "
    "deputy regent emperor champion rebel mother father treasurer speaker head successor runner "
    "spokesman spokeswoman ambassador envoy conductor operator heir producer lieutenant colonel "
    "general sergeant imam founder party manager master leader judge magistrate bishop skipper mastermind "
    "striker midfielder defender winger".split()
)
_COPULAS = frozenset({"be", "become"})
#: Adjectives that determine, and words that make a name of a noun.
_DETERMINING = frozenset(
    "such same own first last next other certain former full-time mere what which whatever less "
    "more most least enough much many several few no any some each every another both all half "
    "either neither per one part co".split()
)
_PLACE_PREPOSITIONS = frozenset(
    "in inside into from near behind under beside toward towards through across outside onto "
    "against on at to with using around beneath above without beyond via alongside opposite past "
    "along".split()
)
#: Nouns before *of* that make what follows one thing: *in front of house*.
_BEFORE_OF = frozenset(
    "front back side top middle inside outside roof edge owner driver end bottom wall".split()
)


class BareCountNoun(Rule):
    """A singular count noun without an article.

    ## What it finds
    In frames where it is sure: what somebody is (`He is teacher`), the object of a verb or preposition when
    it is a person or thing one can point at (`sold motorcycle`, `with screwdriver`, `near river`), and `as`
    with a part in a case (`named as suspect`).

    ## Why it matters
    Indonesian has no articles. An engine that goes word by word leaves the noun bare.

    ## Known false alarms
    Nouns without article in set phrases that are not in the list, and notes. Headlines, captions, pairs
    (`from door to door`, `husband and wife`), unique offices and uses such as `by car`, `in hospital`, `at
    sea` are left alone.

    ## Example
    `The thief opened the door with screwdriver.`

    ## Source
    Quirk et al. 1985, ch. 5, on articles and their absence; Swan 2016, *Practical English Usage*, on
    articles; Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on the noun phrase.
    """

    code = "FLU010"
    name = "bare-count-noun"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the noun phrase without its article."""
        for segment, noun in evidence.document.tokens(*_countable()):
            suspect = (
                noun.tag_ == "JJ" and noun.lower_ == "suspect" and noun.dep_ in ("pobj", "amod", "acomp")
            )
            trade = noun.tag_ == "JJ" and noun.dep_ == "acomp" and noun.lower_ in nouns().professions
            if (
                not (noun.tag_ in ("NN", "NNP") or suspect or trade or _is_mistaken(noun))
                or not noun.is_lower
                or segment.segment.role is not Role.BODY
            ):
                continue
            start = phrase_start(noun)
            if not (ends_phrase(noun) or _before_time(noun)) or not _is_bare(noun, start):
                continue
            words = noun.doc[start.i : noun.i + 1]
            if start.i >= segment.parsed.start and noun.i < segment.parsed.end:
                yield Hit(
                    segment.span_of(words),
                    f"“{noun.text}” is counted in English and needs an article here.",
                    confidence=0.75,
                )


@lru_cache(maxsize=1)
def _countable() -> tuple[str, ...]:
    known = nouns()
    return tuple(
        sorted(
            (known.professions - _OFFICES)
            | (known.persons - _OFFICES)
            | known.things
            | known.places
            | {"problem", "accident"}
        )
    )


def _is_mistaken(noun: Token) -> bool:
    """Tell a thing behind a verb that the tagger took for an adverb or participle: *fetched crowbar*."""
    verb = before(noun)
    thing = noun.tag_ in ("RB", "VBN") and noun.lower_ in nouns().things
    return thing and verb is not None and verb.tag_ in ("VBD", "VBZ", "VBP") and verb.pos_ == "VERB"


def _before_time(noun: Token) -> bool:
    """Tell *bought new car two days before* from *room 12*."""
    following = after(noun)
    return following is not None and following.tag_ == "CD" and following.ent_type_ in ("DATE", "TIME")


def _is_bare(noun: Token, start: Token) -> bool:
    governor = before(start)
    if (
        governor is None
        or governor.i < noun.sent.start
        or any(t.lower_ in _DETERMINING for t in noun.doc[start.i : noun.i])
    ):
        return False
    if _is_paired(noun, governor) or any(
        t.tag_ == "NN" and t.dep_ not in ("compound", "amod", "nmod") for t in noun.doc[start.i : noun.i]
    ):
        return False
    word, name = governor.lower_, noun.lower_
    if name == "hall" and start.lower_ in ("city", "town", "village"):
        return False
    if word == "with" and name in _MISSILES and governor.head.lemma_.lower() in _STRIKE:
        return noun.dep_ == "pobj"
    if word == "to" and name in _VERBS_TOO:
        return False
    if (
        name in bare_phrases().get(word, ())
        or name in bare_phrases().get(governor.lemma_.lower(), ())
        or name in bare_phrases()["any"]
    ):
        return False
    known = nouns()
    if governor.lemma_.lower() in _COPULAS and governor.pos_ in ("AUX", "VERB"):
        sure = known.people | known.things | {"problem", "accident"}
        there = any(child.dep_ == "expl" for child in governor.children)
        return (
            name in (sure | known.places if there else sure)
            and noun.dep_ in ("attr", "acomp", "oprd", "nsubj")
            and not _is_passive_name(noun)
        )
    if word == "as":
        return name in known.people - _CAPACITIES and not _is_comparison(governor) and _is_part(noun)
    if word == "of":
        head = before(governor)
        return (
            head is not None
            and head.lower_ in _BEFORE_OF
            and noun.dep_ == "pobj"
            and name in known.things | known.places
        )
    if word == "by":
        return name in known.people | known.things and _is_agent(governor, name)
    if word == "for":
        sought = governor.head.pos_ == "VERB" and governor.head.lemma_.lower() in _SEEKING
        return sought and governor.i == governor.head.i + 1 and noun.dep_ == "pobj" and name in known.concrete
    if _is_between(governor, noun):
        # *handed over key*, *gave him bicycle*
        bare = bare_phrases().get(noun.head.lemma_.lower(), frozenset())
        return name in (known.people | known.things) - bare
    if governor.pos_ in ("ADP", "SCONJ") or word == "using":
        return (
            word in _PLACE_PREPOSITIONS
            and noun.dep_ in ("pobj", "dobj")
            and governor.tag_ != "RP"
            and name in known.concrete
        )
    handles = governor.lemma_.lower() in _HANDLING or governor.lower_ in _HANDLING
    if governor.tag_ == "VBG" and handles and noun.dep_ in ("dobj", "pobj", "conj", "ROOT"):
        return name in known.people | known.things
    if _is_mistaken(noun):
        return True
    verb = (
        governor.pos_ == "VERB"
        and noun.dep_ == "dobj"
        and noun.head.i == governor.i
        and (governor.tag_ != "VBN" or any(child.lemma_ == "have" for child in governor.children))
    )
    return verb and (
        name in known.people | known.things or (name in known.places and governor.lemma_.lower() in _REACHING)
    )


#: Verbs of what one does to things, for participles that the parser takes for adjectives.
_HANDLING = frozenset(
    "carry carrying hold drive driving ride riding wear wearing use using bring bringing steal "
    "buy buying sell selling hit throw throwing own rent borrow open close repair build building "
    "hire kill arrest attack stab push pull holding stealing renting hitting opening repairing "
    "killing arresting attacking stabbing".split()
)
_REACHING = frozenset(
    "visit reach enter leave build own rent open close attack surround buy sell inspect search damage "
    "have run manage start operate acquire lease purchase establish found need guard occupy raid storm "
    "renovate evacuate demolish destroy clean seal burn tour restore".split()
)
#: Verbs with *for* and what is looked for, and things that are material too but strike as one.
_SEEKING = frozenset("look search wait hunt ask pay".split())
_MISSILES = frozenset("stone brick rock bone rope".split())
#: Nouns that are verbs too, so that *to* may go before the verb.
_VERBS_TOO = frozenset(
    "ring trap plug pump drill drum hammer whistle fan brake shop camp park farm bridge fence book map "
    "guard guide coach cook nurse train ship seat table bomb bottle box branch brush button cable cage "
    "card comb crane dish dress flower fork frame grill grind hammock handle hook hose house hunt iron "
    "jet judge knife ladder lock mail man mask mirror mop mother nail name net pack paddle pen pencil "
    "people pilot pin pipe pitch plant plate plow pocket pole poster rack rail rake referee report robe "
    "root rope row sack saddle sail sandwich saw screen screw seal shade shell shelf shield shoulder "
    "shovel shutter sign sink skin smoke snake sponge spoon stamp star steer stem step stick stone strap "
    "string study swing switch tailor tank tape tap target taxi tent ticket tie tile tip tire tool torch "
    "towel tower trail trial truck trumpet tube tunnel type umpire view voice volunteer wall ward watch "
    "water wave weave wedge wheel whip wing wire worm wound yard finger elbow eye face foot hand head leg "
    "mouth nose stomach thumb toe cap cork crack cuff curb cane scaffold stop picture bow muzzle bully "
    "slave spy rival fool host outlaw veteran".split()
)
#: Parts that one has without an article: *as owner*, *as adviser to the minister*.
_CAPACITIES = frozenset(
    "debtor creditor owner adviser advisor guardian donor sponsor mediator observer supervisor instructor "
    "inspector investor bidder buyer seller lender carer caregiver analyst mentor applicant organiser "
    "organizer author designer architect narrator interpreter participant".split()
)
_VEHICLES = frozenset("car truck bus train motorcycle motorbike lorry van taxi tractor ambulance".split())
_STRIKE = frozenset(
    "hit strike kill run knock crush injure drag drive hurt overtake damage bite sting attack trample maul "
    "scratch swallow chase wound beat break smash pelt".split()
)


def _is_between(word: Token, noun: Token) -> bool:
    """Tell a particle or a pronoun between a verb and its object."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.pos_ != "VERB" or word.head.i != verb.i or word.i != verb.i + 1:
        return False
    return (word.dep_ == "prt" and verb.tag_ != "VBG") or (word.tag_ == "PRP" and word.dep_ == "dative")


def _is_part(noun: Token) -> bool:
    """Tell *as driver for a hotel* from *as guest of the king* and *as counsel to the board*."""
    following = after(noun)
    trade = noun.lower_ in nouns().professions | {"suspect", "witness", "defendant", "victim", "driver"}
    return trade or following is None or following.lower_ not in ("of", "to", "for", "and")


def _is_agent(by: Token, name: str) -> bool:
    """Tell *hit by truck* from *travelled by truck*."""
    verb = by.head
    passive = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children)
    person = name in nouns().people and name not in _VEHICLES
    return passive if person else verb.lemma_.lower() in _STRIKE and (passive or name in _VEHICLES)


def _is_paired(noun: Token, governor: Token) -> bool:
    """Tell *husband and wife*, *door to door*, *in car or bus*, *from child to adult*, *teacher, writer*."""
    following = after(noun)
    if following is None:
        return False
    ahead = before(governor)
    if ahead is not None and ahead.lower_ == noun.lower_:
        return True
    if governor.lower_ == "to" and ahead is not None and ahead.tag_ == "NN" and _is_from(before(ahead)):
        # *from floor to ceiling*
        return True
    if following.tag_ == "VBZ" or noun.dep_ == "compound":
        # *banana stems*, whose head was taken for a verb
        return True
    if following.text in ("/", "&", ";", "(", ":") or following.lower_ in ("number", "no", "no."):
        return True
    if following.lower_ in ("and", "or", "to", "by", "after", "-", "for") or following.text == ",":
        later = after(following)
        if later is not None and later.lower_ == noun.lower_:
            return True
        if following.lower_ in ("and", "or") and later is not None:
            # *hit rock and sank*, whose second verb was taken for a noun
            second_verb = later.dep_ == "conj" and later.head.i == noun.head.i and noun.dep_ == "dobj"
            return not second_verb and later.tag_ in ("NN", "NNS", "NNP", "JJ", "VBG")
        if following.text == "," and later is not None and later.tag_ in ("NN", "NNS", "JJ"):
            return True
        if following.lower_ == "to" and governor.lower_ == "from":
            # *jumped from roof to save himself*
            return later is None or later.tag_ != "VB"
    return governor.lower_ in ("and", "or", "after") and ahead is not None and ahead.tag_ in ("NN", "NNS")


def _is_from(token: Token | None) -> bool:
    return token is not None and token.lower_ == "from"


def _is_passive_name(noun: Token) -> bool:
    """Tell *the motto is teacher, friend* and fronted or quoted words."""
    following = after(noun)
    if following is None or following.lower_ in nouns().professions:
        return False
    return following.text in ('"', "'") or (following.text == "," and noun.lower_ not in nouns().people)


def _is_comparison(as_: Token) -> bool:
    """Tell *as good as teacher* and *known as driver ants*."""
    return any(t.lower_ == "as" for t in as_.doc[max(as_.sent.start, as_.i - 3) : as_.i])
