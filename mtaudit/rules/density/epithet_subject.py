from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence
from mtaudit.rules.density._descriptions import descriptions
from mtaudit.rules.density._spans import distinct
from mtaudit.rules.lexicons_grammar import nouns
from mtaudit.rules.style._phrases import FINITE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

_PEOPLE = (
    "man woman mother father politician native graduate lawmaker legislator cadre actor actress singer "
    "striker midfielder defender goalkeeper winger official alumnus figure grandmother grandfather "
    "youth teenager champion treasurer businessman businesswoman comedian retiree preacher cleric "
    "artist celebrity widow widower academic professor ustaz rapper presenter model dancer musician "
    "guitarist vocalist coach athlete player swimmer sprinter lifter shuttler boxer footballer general "
    "colonel officer soldier minister governor mayor regent senator chairman director entrepreneur "
    "lecturer teacher doctor lawyer farmer fisherman driver trader student writer author activist ulama "
    "person lady gentleman girl boy child resident wife husband brother sister son daughter alumna "
    "owner holder lover fan founder winner survivor veteran pensioner orphan bachelor breadwinner baker "
    "tailor cook chef nurse midwife pilot sailor engineer economist lecturer scientist researcher poet "
    "novelist journalist photographer painter director producer composer conductor designer architect "
    "inventor collector enthusiast expert specialist speaker trainer referee umpire boxer runner "
    "cyclist climber diver surfer keeper forward captain skipper weightlifter gymnast tycoon magnate "
    "billionaire vendor seller merchant worker employee breeder gardener carpenter mechanic blacksmith "
    "weaver fisher villager candidate granddaughter grandson niece nephew cousin secretary spokesman "
    "spokeswoman deputy commander judge prosecutor advocate aunt uncle teen youngster elder leader "
    "bearer maker".split()
)
#: Further callings by which a report calls somebody it has named.
_MORE = (
    "clown juggler acrobat magician conjurer stuntman chef baker barber hairdresser stylist beautician "
    "makeup "
    "influencer vlogger youtuber streamer gamer podcaster blogger columnist anchor commentator pundit "
    "impresario curator sculptor potter goldsmith luthier pianist violinist cellist saxophonist soprano "
    "tenor "
    "choreographer conductor diva divo prodigy veteran virtuoso maestro laureate medalist medallist "
    "recruit cadet ranger commando paratrooper sniper warrant-officer brigadier admiral marshal "
    "industrialist financier banker investor magnate philanthropist benefactor patron donor landlord "
    "widow widower divorcee bachelor bride groom newlywed mum mom dad granny grandpa toddler tot "
    "pensioner septuagenarian octogenarian centenarian quadragenarian native newcomer immigrant expatriate "
    "exile refugee stowaway castaway convert hermit nomad strongman statesman stateswoman technocrat "
    "bureaucrat councillor councilor councilman councilwoman congressman congresswoman premier chancellor "
    "monarch queen king prince princess sultan heiress heir zookeeper beekeeper shepherd goatherd "
    "blacksmith cobbler welder plumber electrician bricklayer mason porter waiter waitress barista "
    "busker tuner masseur healer shaman herbalist acupuncturist".split()
)
#: What one is by what one made, won or learned: *the owner of the hit song*, *the graduate of a school*.
_BY_DEED = (
    "graduate alumnus alumna owner founder holder winner author writer singer star inventor lover fan "
    "collector champion survivor native son daughter grandson granddaughter niece nephew creator "
    "composer player recipient descendant bearer wearer".split()
)
#: Kinds of work before a trade that nobody holds as an office: *the dangdut singer*, *the lontong seller*.
_TRADES = (
    "singer actor actress comedian rapper dancer musician guitarist vocalist drummer striker midfielder "
    "defender goalkeeper winger athlete swimmer sprinter lifter shuttler boxer footballer celebrity "
    "artist poet novelist painter presenter model politician preacher cleric seller vendor trader "
    "farmer lover fan enthusiast collector entrepreneur businessman businesswoman activist breeder "
    "weaver legislator lawmaker graduate alumnus alumna player coach climber diver surfer cyclist "
    "runner".split()
)
#: Whose child or parent an epithet may name: *the mother of three*, *the father of Gibran*.
_KIN = "mother father wife husband son daughter brother sister grandmother grandfather widow child".split()
#: Of whom one is the mother or father: *the mother of twins*.
_OFFSPRING = frozenset(
    "twins triplets quadruplets quintuplets toddlers teenagers many several seven eight nine ten".split()
)
#: Everyone, for frames that only an epithet has: *the former postal clerk*, *the white-haired man*.
_ANYONE = sorted(
    {*_PEOPLE, *_MORE, *nouns().people, "star", "hero", "icon", "legend", "veteran", "head", "boss", "leader"}
)
#: Who goes by a year: *the 2019 champion*.
_VICTORS = (
    "champion winner runner-up finalist semifinalist medalist medallist laureate graduate nominee contestant "
    "recruit captain titleholder debutant"
).split()
_SINGULAR = frozenset({*_ANYONE, *_VICTORS, "islander", "highlander", "fighter", "treasurer", "native"})
#: What stands behind a hyphen in an epithet: *the Ambon-born officer*, *the bespectacled*.
_HYPHENED = (
    "born based raised bred haired bearded headed eyed star educated trained time old winning spoken tall "
    "footed handed skinned mannered tempered tongued"
).split()
#: What one was, or how long one has been it.
_PAST = (
    "former retired veteran senior young reigning defending ex seasoned aspiring legendary outgoing".split()
)
_LOOKS = (
    "tall short beautiful pretty handsome slim bespectacled bearded bald veiled curvy petite stocky burly "
    "soft-spoken middle-aged portly lanky plump".split()
)
_BORN = {"LOWER": {"IN": ["born", "raised", "nicknamed", "dubbed", "familiarly"]}}
_THIS = {"LOWER": {"IN": ["this", "the"]}}


class EpithetSubject(DensityRule):
    """Epithets in the place of pronouns.

    ## What it finds
    A subject such as `the man from Solo`, `this mother of two`, `the state treasurer`, `this
    52-year-old`, `the PDIP politician`, for somebody who was named before.

    ## Why it matters
    Indonesian news avoids repeating a name and has no gendered pronoun, so it varies by epithets (*pria
    asal Solo*, *politikus PDIP ini*).

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing. Sport pages have them everywhere.

    ## Example
    `The man from Solo said …`; `This mother of two added …`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on reference to persons.
    """

    code = "DEN007"
    name = "epithet-subject"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "An epithet stands where English has a pronoun or the name."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "epithet": [
            [
                _THIS,
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN"]}, "OP": "{0,2}"},
                {"LEMMA": {"IN": _ANYONE}},
                {"LOWER": "from"},
                {"POS": "PROPN", "OP": "+"},
            ],
            [
                _THIS,
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN"]}, "OP": "{0,2}"},
                {"LEMMA": {"IN": _ANYONE}},
                {"LOWER": "from"},
                {"POS": {"IN": ["DET", "ADJ", "NOUN"]}, "OP": "{1,3}"},
                {"LOWER": "of", "OP": "?"},
                {"POS": "PROPN", "OP": "+"},
            ],
            [_THIS, {"LEMMA": {"IN": _KIN}}, {"LOWER": "of"}, {"POS": "PROPN", "OP": "+"}],
            [
                _THIS,
                {"LEMMA": {"IN": _KIN}},
                {"LOWER": "of"},
                {"LOWER": {"IN": sorted(_OFFSPRING)}},
                {"POS": {"IN": ["NOUN", "ADJ"]}, "OP": "{0,2}"},
            ],
            [_THIS, {"LOWER": "ex"}, {"ORTH": "-"}, {"LEMMA": {"IN": _ANYONE}}],
            [
                _THIS,
                {"LEMMA": {"IN": _KIN}},
                {"LOWER": "of"},
                {"LOWER": {"IN": ["a", "an"]}},
                {"POS": {"IN": ["NOUN", "ADJ", "NUM", "PUNCT"]}, "OP": "{1,3}"},
            ],
            [
                _THIS,
                {"LEMMA": {"IN": _KIN}},
                {"LOWER": "of"},
                {"LEMMA": {"IN": _ANYONE}},
                {"POS": "PROPN", "OP": "+"},
            ],
            [
                {"LOWER": "the"},
                {"POS": "PROPN", "OP": "+"},
                {"LOWER": "of"},
                {"POS": "PROPN", "OP": "+"},
                {"LOWER": {"IN": ["graduate", "alumnus", "alumna", "student", "lecturer", "politician"]}},
            ],
            [
                {"LOWER": "the"},
                {"LOWER": {"IN": ["world", "national", "olympic", "asian", "defending", "reigning"]}},
                {"LOWER": {"IN": _VICTORS}},
            ],
            [
                {"LOWER": "the"},
                {"LOWER": "world"},
                {"LOWER": "number"},
                {"LOWER": {"IN": "one two three four five six seven eight nine ten".split()}},
            ],
            [
                _THIS,
                {"LEMMA": {"IN": _PEOPLE}},
                _BORN,
                {"LOWER": "in", "OP": "?"},
                {"POS": "PROPN", "OP": "*"},
            ],
            [
                _THIS,
                {"LOWER": "number"},
                {"LOWER": {"IN": ["one", "1", "two", "2"]}},
                {"LEMMA": {"IN": _PEOPLE}},
            ],
            [
                {"LOWER": "the"},
                {"LOWER": "former"},
                {"LEMMA": {"IN": _PEOPLE}},
                {"LOWER": "of"},
                {"POS": "PROPN", "OP": "+"},
            ],
            [_THIS, {"LEMMA": {"IN": _ANYONE}}, {"LOWER": "of"}, {"POS": "NUM"}, {"POS": "NOUN", "OP": "?"}],
            [
                {"LOWER": "this"},
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN"]}, "OP": "*"},
                {"LEMMA": {"IN": _ANYONE}},
            ],
            [{"LOWER": "the"}, {"POS": "PROPN", "OP": "+"}, {"LEMMA": {"IN": _ANYONE}}],
            [_THIS, {"POS": {"IN": ["NOUN", "PROPN"]}}, {"LOWER": {"IN": ["man", "woman", "lady", "boss"]}}],
            [
                _THIS,
                {"LOWER": {"IN": ["newest", "oldest", "youngest", "richest", "longest-serving", "tallest"]}},
                {"LEMMA": {"IN": [*_ANYONE, "member", "person"]}},
                {"LOWER": {"IN": ["of", "in", "on"]}},
                {"POS": {"IN": ["DET", "ADJ", "NOUN", "PROPN", "PRON"]}, "OP": "+"},
            ],
            [
                _THIS,
                {"LEMMA": {"IN": _ANYONE}},
                {"LOWER": "by"},
                {"LOWER": {"IN": ["training", "trade", "profession"]}},
            ],
            [
                _THIS,
                {"POS": {"IN": ["ADJ", "NOUN", "PROPN", "VERB"]}, "OP": "{0,2}"},
                {
                    "LOWER": {
                        "IN": [
                            "queen",
                            "king",
                            "diva",
                            "maestro",
                            "prince",
                            "princess",
                            "godfather",
                            "legend",
                        ]
                    }
                },
                {"LOWER": "of", "OP": "?"},
                {"POS": {"IN": ["ADJ", "NOUN", "PROPN"]}, "OP": "*"},
            ],
            [
                _THIS,
                {"LEMMA": {"IN": ["man", "woman", "boy", "girl", "person", "figure", "actor", "singer"]}},
                {"LOWER": {"IN": ["who", "that"]}},
                {"LOWER": {"IN": ["is", "was"]}},
                {"POS": "ADV", "OP": "?"},
                {"LOWER": {"IN": ["called", "known", "nicknamed", "dubbed", "named", "greeted"]}},
                {"LOWER": "as", "OP": "?"},
                {"POS": {"IN": ["DET", "ADJ", "NOUN", "PROPN"]}, "OP": "+"},
            ],
            [
                _THIS,
                {"LEMMA": {"IN": ["widow", "widower", "heir", "heiress", "disciple", "protege"]}},
                {"LOWER": "of"},
                {"POS": {"IN": ["DET", "ADJ", "NOUN", "PROPN"]}, "OP": "+"},
            ],
            [
                {"LOWER": "the"},
                {"LOWER": {"IN": _PAST}},
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN", "VERB"]}, "OP": "*"},
                {"LEMMA": {"IN": _ANYONE}},
            ],
            [{"LOWER": "the"}, {"LOWER": "state"}, {"LOWER": "treasurer"}],
            [{"LOWER": "the"}, {"LOWER": "number"}, {"LOWER": "one"}, {"LOWER": "person"}, {"LOWER": "in"}],
            [{"LOWER": "the"}, {"LOWER": "head"}, {"LOWER": "of"}, {"LOWER": "state"}],
            [
                _THIS,
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN"]}, "OP": "{0,2}"},
                {"LEMMA": {"IN": _BY_DEED}},
                {"LOWER": "of"},
                {"POS": {"IN": ["DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"]}, "OP": "+"},
                {"LOWER": {"IN": ["for", "of", "in", "to"]}, "OP": "?"},
                {"POS": {"IN": ["DET", "ADJ", "NOUN", "PROPN"]}, "OP": "*"},
            ],
            [_THIS, {"POS": {"IN": ["ADJ", "NOUN", "PROPN"]}, "OP": "{1,2}"}, {"LEMMA": {"IN": _TRADES}}],
            [
                _THIS,
                {"IS_ALPHA": True, "OP": "{1,2}"},
                {"ORTH": "-"},
                {"LOWER": {"IN": _HYPHENED}},
                {"POS": {"IN": ["ADJ", "NOUN", "PROPN"]}, "OP": "?"},
                {"LEMMA": {"IN": _ANYONE}},
            ],
            [
                _THIS,
                {"TEXT": {"REGEX": r"^(?:19|20)\d\d$"}},
                {"POS": "NOUN", "OP": "?"},
                {"LEMMA": {"IN": _VICTORS}},
            ],
            [
                _THIS,
                {"LOWER": {"IN": ["eldest", "youngest", "oldest", "second", "third", "middle", "only"]}},
                {"LOWER": {"IN": ["child", "son", "daughter", "sibling", "brother", "sister"]}, "OP": "?"},
                {"LOWER": "of"},
                {"POS": {"IN": ["NUM", "DET", "ADJ", "NOUN", "PROPN", "PRON"]}, "OP": "+"},
            ],
            [
                _THIS,
                {"LOWER": "former"},
                {"LOWER": {"IN": _ANYONE}},
                {"LOWER": "of"},
                {"POS": {"IN": ["DET", "ADJ", "NOUN", "PROPN", "NUM"]}, "OP": "+"},
            ],
            [
                _THIS,
                {"LOWER": {"IN": _LOOKS}},
                {"LEMMA": {"IN": _ANYONE}},
            ],
            [
                _THIS,
                {"LIKE_NUM": True},
                {"ORTH": "-"},
                {"LOWER": "year"},
                {"ORTH": "-"},
                {"LOWER": "old"},
                {"LEMMA": {"IN": _ANYONE}, "OP": "?"},
            ],
            [_THIS, {"LOWER": {"REGEX": r"^\d\d-year-old$"}}, {"LEMMA": {"IN": _ANYONE}, "OP": "?"}],
        ]
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the epithet."""
        described = descriptions(evidence.document, _SINGULAR)
        found = (*evidence.matches.get("epithet", ()), *described)
        yield from distinct(
            segment.span_of(tokens) for segment, tokens in found if _is_subject(segment, tokens)
        )


def _is_subject(segment: AnalysedSegment, epithet: TokenSpan) -> bool:
    before = epithet.doc[max(segment.parsed.start, epithet.start - 1) : epithet.start]
    if len(before) and before[0].pos_ in ("ADP", "VERB"):
        return False
    after = epithet.doc[epithet.end : min(epithet.end + 1, segment.parsed.end)]
    if len(after) and not after[0].is_punct and not any(t.tag_ in FINITE for t in segment.parsed):
        # The only word that can be the verb was taken for a noun: *The 19-year-old won gold*.
        return epithet.start == segment.parsed.start
    verb = len(after) > 0 and (after[0].pos_ in ("VERB", "AUX") or _is_misread_verb(after[0]))
    return verb or any(token.dep_ in ("nsubj", "nsubjpass") for token in epithet)


def _is_misread_verb(token: Token) -> bool:
    """Tell a finite verb that the tagger took for a plural after an age: *This 52-year-old hopes that*."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is None or following.lower_ in ("of", "from"):
        return False
    inflected = token.tag_ in ("NNS", "NN") and token.lower_.endswith(("s", "ed"))
    return inflected and following.tag_ in ("TO", "RB", "IN", "DT", "PRP", "PRP$")
