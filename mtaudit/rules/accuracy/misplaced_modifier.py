from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import Severity
from mtaudit.rules.accuracy._people_are import (
    BODILY,
    HOLDERS,
    LEANINGS,
    LIVES,
    MOODS,
    OBJECTS,
    PLACES_FEEL,
    REALMS,
    STANCES,
    STATES,
    THINGS,
    WORKERS,
    is_person,
)
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

#: Sides that states lean to at elections, and bodies that do back states.
_NO_POWER = frozenset("republican democratic democrat conservative labour liberal left right un u.n.".split())
#: What places are friendly to, or love, in English too.
_PLACES_ARE = frozenset(
    "bike bicycle cycle pedestrian eco environment environmentally gay lgbt lgbtq dog pet family child "
    "kid age user wheelchair disability business tax tourist visitor peace freedom fun".split()
)
#: Behind these a hyphened word says something of things too: *a short-sighted firm*, *a three-legged stool*.
_THINGS_HAVE = frozenset(
    "short clear far two three four six open full hard soft warm cold round flat square double single".split()
)
_ADVERB = {"POS": "ADV", "OP": "?"}
_THE = {"LOWER": {"IN": ["the", "this", "that"]}}
_ARTICLE = {"LOWER": {"IN": ["the", "this", "that", "a", "an"]}}
_HOLDER: TokenPattern = [
    {"POS": {"IN": ["NOUN", "PROPN", "ADJ"]}, "DEP": {"IN": ["compound", "amod"]}, "OP": "*"},
    {"LEMMA": {"IN": HOLDERS}},
    {"LOWER": "of", "OP": "?"},
    {"LOWER": "state", "OP": "?"},
    {"LOWER": "of"},
    _THE,
]
_HYPHENS = ["-", "‐", "‑", "–"]
_HYPHEN = {"ORTH": {"IN": _HYPHENS}}


_MODIFIERS = ["PROPN", "ADJ", "NOUN", "VERB", "ADV", "NUM"]


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
                {"POS": {"IN": _MODIFIERS}, "OP": "{1,2}"},
                _HYPHEN,
                {"LOWER": {"IN": LEANINGS + STANCES + LIVES}},
                {"LEMMA": {"IN": REALMS + THINGS}},
            ]
        ],
        "life": [
            [
                {"LEMMA": {"IN": WORKERS}},
                {"LOWER": "of"},
                _ARTICLE,
                {"POS": {"IN": _MODIFIERS}, "OP": "{1,2}"},
                _HYPHEN,
                {"LOWER": {"IN": LIVES}},
                {"LEMMA": {"IN": REALMS + OBJECTS}},
            ]
        ],
        "person": [
            [*_HOLDER, _ADVERB, {"LOWER": {"IN": STATES}}, {"LEMMA": {"IN": REALMS}}],
            [
                {"POS": {"IN": ["NOUN", "PROPN"]}},
                {"LOWER": "of"},
                _ARTICLE,
                _ADVERB,
                {"LOWER": {"IN": BODILY}},
                {"LEMMA": {"IN": REALMS + OBJECTS}},
            ],
            [
                {"POS": {"IN": ["NOUN", "PROPN"]}},
                {"LOWER": "of"},
                _THE,
                _ADVERB,
                {"LOWER": {"IN": MOODS}},
                {"LEMMA": {"IN": REALMS + THINGS}},
            ],
        ],
        "pro": [
            [
                *_HOLDER,
                {"LOWER": {"IN": ["pro", "anti"]}},
                _HYPHEN,
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN"]}},
                {"LEMMA": {"IN": REALMS}},
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
                the = next(token for token in tokens if token.lower_ in _ARTICLE["LOWER"]["IN"])
                head = next((t for t in tokens if t.lemma_.lower() in HOLDERS), tokens[0])
                holder = tokens.doc[tokens.start : the.i - 1].text
                modifier = tokens.doc[the.i + 1 : realm.i].text
                power = tokens.doc[hyphen.i + 1 if name == "pro" else hyphen.i - 1]
                stance = tokens[-2].lower_ if name in ("stance", "life") else name
                if name != "person" and not _is_power(power, stance):
                    continue
                if name == "person" and not is_person(tokens[0].lemma_.lower()):
                    continue
                if tokens[-2].lower_ in PLACES_FEEL and realm.lemma_.lower() in REALMS:
                    continue
                if realm.lemma_.lower() in THINGS and stance != "person" and stance not in LIVES:
                    # Companies and newspapers are backed by a power, and friendly to it.
                    continue
                seen.add(segment.span_of(tokens))
                personal = stance == "person" or stance in LIVES or stance in LEANINGS
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
    if power.lower_ in (_THINGS_HAVE if stance in LIVES else _NO_POWER | _PLACES_ARE):
        return False
    return power.text[0].isupper() or stance in LEANINGS or stance in LIVES


def _acts(realm: Token) -> bool:
    """Tell whether a finite verb follows, where the parser missed the subject."""
    for token in realm.doc[realm.i + 1 : realm.i + 3]:
        if token.pos_ != "ADV":
            return token.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return False
