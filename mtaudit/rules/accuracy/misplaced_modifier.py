from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.patterns import TokenPattern

#: Office holders of a state, who take sides.
_HOLDERS = [
    "president", "leader", "minister", "premier", "chancellor", "ruler", "king", "queen", "monarch",
    "governor", "dictator", "head", "official", "politician", "mayor", "ambassador", "chairman",
    "director", "chief", "commander", "general", "lawmaker", "senator", "secretary", "envoy", "emir",
    "sultan", "prince", "speaker", "marshal", "strongman", "prosecutor", "judge",
    "parliamentarian", "legislator", "chairwoman", "regent", "spokesman", "spokeswoman",
    "spokesperson", "diplomat", "negotiator", "candidate",
]  # fmt: skip
#: What people and parties are towards a power, and territories only by extension.
_STANCES = [
    "friendly", "backed", "leaning", "aligned", "installed", "supported", "sympathetic", "affiliated",
    "allied", "oriented", "loyal", "linked", "sponsored", "minded", "inclined", "endorsed", "funded",
]  # fmt: skip
#: What only people are, by themselves and behind a hyphen.
_STATES = ["elected", "re-elected", "reelected", "deposed", "ousted", "impeached", "appointed", "retired"]
_LIVES = ["educated", "trained", "born", "raised", "schooled", "bred"]
#: Governments, regions and breakaway territories are left out: those are backed by a power often enough.
_REALMS = [
    "country", "nation", "state", "republic", "kingdom", "island", "emirate", "sultanate", "monarchy",
    "province", "city", "regency",
]  # fmt: skip
#: Sides that states lean to at elections, and bodies that do back states.
_NO_POWER = frozenset("republican democratic democrat conservative labour liberal left right un u.n.".split())
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
    stance describes the holder, and `of the X-educated country` (trained, born, elected), where only people
    are so.

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
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN"]}, "OP": "{1,2}"},
                _HYPHEN,
                {"LOWER": {"IN": _STANCES + _LIVES}},
                {"LEMMA": {"IN": _REALMS}},
            ]
        ],
        "person": [
            [*_HOLDER, {"POS": "ADV", "OP": "?"}, {"LOWER": {"IN": _STATES}}, {"LEMMA": {"IN": _REALMS}}],
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
        for name in self.patterns:
            for segment, tokens in evidence.matches.get(name, ()):
                hyphen, realm = tokens[-3], tokens[-1]
                the = next(token for token in tokens if token.lower_ in _THE["LOWER"]["IN"])
                head = next(token for token in tokens if token.lemma_.lower() in _HOLDERS)
                holder = tokens.doc[tokens.start : the.i - 1].text
                modifier = tokens.doc[the.i + 1 : realm.i].text
                power = tokens.doc[hyphen.i + 1 if name == "pro" else hyphen.i - 1]
                lives = name == "person" or tokens[-2].lower_ in _LIVES
                if name != "person" and (not power.text[0].isupper() or power.lower_ in _NO_POWER):
                    continue
                sure = 0.7 if lives or head.dep_ in ("nsubj", "nsubjpass") or _acts(realm) else 0.5
                yield Hit(
                    segment.span_of(tokens),
                    f"“{modifier}” describes the {holder} more likely than the {realm.text}.",
                    value=sure,
                    confidence=sure,
                    suggestion=f"{modifier} {holder} of {the.text} {realm.text}",
                )


def _acts(realm: Token) -> bool:
    """Tell whether a finite verb follows, where the parser missed the subject."""
    for token in realm.doc[realm.i + 1 : realm.i + 3]:
        if token.pos_ != "ADV":
            return token.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return False
