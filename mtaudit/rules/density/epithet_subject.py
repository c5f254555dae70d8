from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

_PEOPLE = (
    "man woman mother father politician native graduate lawmaker legislator cadre actor actress singer "
    "striker midfielder defender goalkeeper winger official alumnus figure grandmother grandfather youth "
    "teenager champion treasurer businessman businesswoman comedian retiree preacher cleric".split()
)
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
    limit = 0.7
    message = "An epithet stands where English has a pronoun or the name."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "epithet": [
            [_THIS, {"LEMMA": {"IN": _PEOPLE}}, {"LOWER": "from"}, {"POS": "PROPN", "OP": "+"}],
            [_THIS, {"LEMMA": {"IN": _PEOPLE}}, {"LOWER": "of"}, {"POS": "NUM"}, {"POS": "NOUN", "OP": "?"}],
            [
                {"LOWER": "this"},
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN"]}, "OP": "*"},
                {"LEMMA": {"IN": _PEOPLE}},
            ],
            [{"LOWER": "the"}, {"POS": "PROPN", "OP": "+"}, {"LEMMA": {"IN": _PEOPLE}}],
            [
                {"LOWER": "the"},
                {"LOWER": "former"},
                {"POS": {"IN": ["PROPN", "ADJ", "NOUN"]}, "OP": "*"},
                {"LEMMA": {"IN": _PEOPLE}},
            ],
            [{"LOWER": "the"}, {"LOWER": "state"}, {"LOWER": "treasurer"}],
            [
                _THIS,
                {"LIKE_NUM": True},
                {"ORTH": "-"},
                {"LOWER": "year"},
                {"ORTH": "-"},
                {"LOWER": "old"},
                {"LEMMA": {"IN": _PEOPLE}, "OP": "?"},
            ],
            [_THIS, {"LOWER": {"REGEX": r"^\d\d-year-old$"}}, {"LEMMA": {"IN": _PEOPLE}, "OP": "?"}],
        ]
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the epithet."""
        for segment, tokens in evidence.matches.get("epithet", ()):
            after = tokens.doc[tokens.end : tokens.end + 1]
            verb = after and after[0].pos_ in ("VERB", "AUX")
            if verb or any(token.dep_ in ("nsubj", "nsubjpass") for token in tokens):
                yield segment.span_of(tokens)
