from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

#: Office holders of a state, who take sides.
_HOLDERS = [
    "president", "leader", "minister", "premier", "chancellor", "ruler", "king", "queen", "monarch",
    "governor", "dictator", "head", "official", "politician", "mayor", "ambassador", "chairman",
    "director", "chief", "commander", "general", "lawmaker", "senator", "secretary", "envoy", "emir",
    "sultan", "prince", "speaker", "marshal", "strongman", "prosecutor", "judge", "parliamentarian",
    "legislator", "chairwoman", "regent", "spokesman", "spokeswoman", "spokesperson", "diplomat",
    "negotiator", "candidate",
]  # fmt: skip
#: What only people and parties are towards a power, a trade or a thing.
_LEANINGS = [
    "friendly",
    "leaning",
    "loyal",
    "minded",
    "inclined",
    "sympathetic",
    "oriented",
    "loving",
    "hating",
]
#: What people and parties are towards a power, and territories only by extension.
_STANCES = [
    "backed", "aligned", "installed", "supported", "affiliated", "allied", "linked", "sponsored",
    "endorsed", "funded", "approved", "picked", "appointed",
]  # fmt: skip
#: What only people are, behind a hyphen.
_LIVES = [
    "educated",
    "trained",
    "born",
    "raised",
    "schooled",
    "bred",
    "haired",
    "eyed",
    "handed",
    "bearded",
    "skinned",
    "tempered",
    "spoken",
    "dressed",
    "clad",
    "masked",
    "degreed",
]
#: What only people are, by themselves; before a country a ballot or a court did it.
_STATES = ["elected", "re-elected", "reelected", "deposed", "ousted", "impeached", "appointed", "retired"]
_BODILY = [
    "drunk", "drunken", "tipsy", "bearded", "moustached", "mustachioed", "bespectacled", "barefoot",
    "elderly", "pregnant", "bald", "tearful", "weeping", "sobbing", "crying", "smiling", "grinning",
    "unemployed", "jobless", "widowed", "divorced", "unmarried", "blindfolded", "handcuffed", "hooded",
    "veiled", "turbaned", "shirtless", "drowsy", "injured", "outspoken", "soft-spoken", "softspoken",
    "hard-working", "hardworking", "talkative", "shy", "remorseful", "repentant", "illiterate",
    "orphaned", "convicted", "jailed", "imprisoned", "handsome", "toothless", "polite", "arrogant",
    "unconscious", "sleepy", "sleepless", "angry", "furious", "blind", "deaf", "mute", "limping", "lame",
    "helmetless", "unlicensed", "licensed", "hungover", "intoxicated", "inebriated", "sober",
    "frightened", "terrified", "scared", "hungry", "thirsty", "exhausted", "jealous", "grieving",
    "mourning", "bereaved", "homesick", "nervous", "confident", "ambitious", "diligent", "lazy", "humble",
    "generous", "stingy", "greedy", "stubborn", "naked", "barefooted", "freckled", "wrinkled",
    "gray-haired", "grey-haired", "white-haired", "long-haired", "curly-haired", "short-haired",
    "dark-skinned", "blue-eyed", "one-eyed", "one-armed", "one-legged", "left-handed", "toddling",
    "teenage", "adolescent", "twenty-year-old", "married", "engaged", "childless", "fatherless",
    "motherless", "suicidal", "feverish", "dizzy", "coughing", "sneezing", "snoring", "yawning",
    "laughing", "masked", "armed", "uniformed", "wanted", "fugitive", "mustached", "chubby", "skinny",
    "burly", "muscular", "gossiping", "literate", "apologetic", "eloquent", "stuttering", "middle-aged",
    "youthful", "plump", "devout", "sunburned",
]  # fmt: skip
#: Governments, regions and breakaway territories are left out: those are backed by a power often enough.
_REALMS = [
    "country", "nation", "state", "republic", "kingdom", "island", "emirate", "sultanate", "monarchy",
    "province", "city", "regency", "archipelago", "atoll", "district", "town", "village", "federation",
    "principality", "capital", "municipality", "county", "subdistrict", "port", "hamlet",
]  # fmt: skip
_THINGS = [
    "truck", "bus", "car", "lorry", "van", "motorcycle", "motorbike", "ship", "boat", "ferry", "train",
    "taxi", "pedicab", "bicycle", "plane", "house", "home", "shop", "stall", "kiosk", "store", "market",
    "school", "university", "hospital", "clinic", "office", "building", "bank", "company", "firm",
    "factory", "mill", "plant", "warehouse", "farm", "field", "garden", "hotel", "restaurant", "cafe",
    "bakery", "street", "road", "bridge", "hall", "theater", "theatre", "stadium", "gallery", "museum",
    "library", "airline", "airport", "station", "newspaper", "magazine", "ministry", "agency",
    "department", "bureau", "institute", "studio", "mine", "quarry", "dam", "foundation", "cooperative",
    "startup", "song", "film", "movie", "novel", "book", "play", "band", "army", "navy", "force", "squad",
    "kitchen", "workshop", "canteen", "salon", "pharmacy", "barn", "orchard", "plantation", "tugboat",
    "trawler", "tanker", "yacht", "canoe", "tractor", "minibus", "pickup", "scooter", "excavator",
    "helicopter", "jet", "mosque", "church", "temple", "court", "prison", "camp", "dormitory", "villa",
    "apartment", "garage",
]  # fmt: skip
#: Sides that states lean to at elections, and bodies that do back states.
_NO_POWER = frozenset("republican democratic democrat conservative labour liberal left right un u.n.".split())
#: What places are friendly to, or love, in English too.
_PLACES_ARE = frozenset(
    "bike bicycle cycle pedestrian eco environment environmentally gay lgbt lgbtq dog pet family "
    "child kid age user wheelchair disability business tax tourist visitor peace freedom fun".split()
)
#: Whoever works in, drives or owns one of the things below.
_WORKERS = sorted(
    {
        *_HOLDERS,
        *nouns().people,
        "driver",
        "engineer",
        "professor",
        "chef",
        "pilot",
        "rider",
        "singer",
        "head",
    }
)
_THE = {"LOWER": {"IN": ["the", "this", "that"]}}
_HOLDER: TokenPattern = [
    {"POS": {"IN": ["NOUN", "PROPN", "ADJ"]}, "DEP": {"IN": ["compound", "amod"]}, "OP": "*"},
    {"LEMMA": {"IN": _HOLDERS}},
    {"LOWER": "of", "OP": "?"},
    {"LOWER": "state", "OP": "?"},
    {"LOWER": "of"},
    _THE,
]
_HYPHENS = ["-", "‐", "‑", "–"]
_HYPHEN = {"ORTH": {"IN": _HYPHENS}}


class MisplacedModifier(Rule):
    """A modifier that slipped from a person to the noun beside it.

    ## What it finds
    An office holder `of the X-friendly country` (backed, leaning, aligned, installed, pro-X), where the
    stance describes the holder, `of the X-educated country` (trained, born, elected), and `of the drunk
    truck` (bearded, elderly, pregnant), where only people are so.

    ## Why it matters
    The text says that the country takes sides where the source says that its leader did. Indonesian puts
    modifiers after the noun, so that `presiden negara itu yang pro-X` leaves open what `pro-X` belongs to,
    and an engine picks the nearer noun.

    ## Known false alarms
    A country that is itself widely called so (`the leader of the Western-backed state resigned`). Where the
    holder is not the subject of what happened the value is 0.5, below the rule's limit.

    ## Example
    `the president of the Beijing-friendly country was removed` for `the Beijing-friendly president`.

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on the order of noun phrases; MQM,
    Accuracy/Mistranslation.
    """

    code = "ACC002"
    name = "misplaced-modifier"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MAJOR
    #: Only a holder who is the subject of what happened.
    limit = 0.6
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "stance": [
            [
                *_HOLDER,
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN", "VERB", "ADV"]}, "OP": "{1,2}"},
                _HYPHEN,
                {"LOWER": {"IN": _LEANINGS + _STANCES + _LIVES}},
                {"LEMMA": {"IN": _REALMS + _THINGS}},
            ]
        ],
        "life": [
            [
                {"LEMMA": {"IN": _WORKERS}},
                {"LOWER": "of"},
                _THE,
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN", "VERB", "ADV"]}, "OP": "{1,2}"},
                _HYPHEN,
                {"LOWER": {"IN": _LIVES}},
                {"LEMMA": {"IN": _REALMS + _THINGS}},
            ]
        ],
        "person": [
            [*_HOLDER, {"POS": "ADV", "OP": "?"}, {"LOWER": {"IN": _STATES}}, {"LEMMA": {"IN": _REALMS}}],
            [
                {"POS": {"IN": ["NOUN", "PROPN"]}},
                {"LOWER": "of"},
                _THE,
                {"POS": "ADV", "OP": "?"},
                {"LOWER": {"IN": _BODILY}},
                {"LEMMA": {"IN": _REALMS + _THINGS}},
            ],
        ],
        "pro": [
            [
                *_HOLDER,
                {"LOWER": {"IN": ["pro", "anti"]}},
                _HYPHEN,
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN"]}},
                {"LEMMA": {"IN": _REALMS}},
            ],
        ],
    }

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each holder with the noun that took the modifier."""
        seen: set[Span] = set()
        for name in self.patterns:
            for segment, tokens in evidence.matches.get(name, ()):
                hyphen, realm = tokens[-3], tokens[-1]
                if any(span.end == segment.span_of(realm).end for span in seen):
                    continue
                the = next(token for token in tokens if token.lower_ in _THE["LOWER"]["IN"])
                head = next((t for t in tokens if t.lemma_.lower() in _HOLDERS), tokens[0])
                holder = tokens.doc[tokens.start : the.i - 1].text
                modifier = tokens.doc[the.i + 1 : realm.i].text
                power = tokens.doc[hyphen.i + 1 if name == "pro" else hyphen.i - 1]
                stance = tokens[-2].lower_ if name in ("stance", "life") else name
                if name != "person" and not _is_power(power, stance):
                    continue
                if realm.lemma_.lower() in _THINGS and stance != "person" and stance not in _LIVES:
                    # Companies and newspapers are backed by a power, and friendly to it.
                    continue
                seen.add(segment.span_of(tokens))
                personal = stance == "person" or stance in _LIVES or stance in _LEANINGS
                object_or_subject = head.dep_ in ("nsubj", "nsubjpass", "dobj")
                sure = 0.7 if personal or object_or_subject or _acts(realm) else 0.5
                yield Hit(
                    segment.span_of(tokens),
                    f"“{modifier}” describes the {holder} more likely than the {realm.text}.",
                    value=sure,
                    confidence=sure,
                    suggestion=f"{modifier} {holder} of {the.text} {realm.text}",
                )


def _is_power(power: Token, stance: str) -> bool:
    """Tell what one takes the side of, or was born in; places themselves are friendly to cyclists."""
    if power.lower_ in _NO_POWER | _PLACES_ARE:
        return False
    return power.text[0].isupper() or stance in _LEANINGS or stance in _LIVES


def _acts(realm: Token) -> bool:
    """Tell whether a finite verb follows, where the parser missed the subject."""
    for token in realm.doc[realm.i + 1 : realm.i + 3]:
        if token.pos_ != "ADV":
            return token.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return False
