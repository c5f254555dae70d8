from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence
from mtaudit.rules.density._spans import distinct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

_ACTIONS = (
    "examination inspection investigation arrest supervision monitoring patrol socialization search "
    "disinfection fogging cleaning repair checking check handling evacuation prevention coordination "
    "development training vaccination testing eviction raid confiscation survey maintenance distribution "
    "assessment evaluation sterilization observation verification identification surveillance mapping "
    "tracing treatment security disbursement procurement improvement review process control enforcement "
    "operation activity test autopsy questioning interrogation audit rescue quarantine isolation analysis "
    "study research simulation campaign reconstruction experiment reform hearing screening dissemination "
    "counseling counselling transfer registration selection recruitment demolition relocation renovation "
    "construction installation excavation crime attack bombing deliberation mediation dialogue visit "
    "outreach trial sampling swab regulation guidance collection recording digging planting watering "
    "spraying cutting felling sealing counting measuring measurement pumping loading drilling sweeping "
    "dredging paving guarding escort weighing briefing interview audience blockade detection deportation "
    "seizure penetration intervention intensification normalization normalisation revitalization "
    "rehabilitation clarification consolidation communication education promotion prosecution enumeration "
    "calculation cleanup clean-up closure vote exercise drill rehearsal count recount interview burial "
    "excavation harvest hunt trace tour visitation meeting briefing demolition deployment assistance "
    "appeal sweep ambush chase transaction sale purchase payment collection trip circulation breeding "
    "reforestation conservation preservation restoration negotiation discussion deliberation consultation "
    "planning budgeting reporting filming photography".split()
)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("sis"):
        return noun[:-2] + "es"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


#: Either number; the tagger takes some for verbs.
_FORMS = [*_ACTIONS, *map(_plural, _ACTIONS)]
#: What is held, and not only meetings: *hold a socialization*.
_HELD = (
    "discussion discussions socialization socialisation coordination inspection inspections training "
    "simulation simulations evaluation deliberation deliberations vaccination screening operation "
    "operations raid raids patrol patrols survey reconstruction examination examinations verification "
    "observation consultation consultations vote cleanup clean-up monitoring drill exercise exercises "
    "fogging".split()
)
#: Endings of further nouns of action after *carry out* and *conduct*.
_ENDINGS = ("tion", "sion", "ment", "tions", "sions", "ments", "ance", "isal", "usal", "up")
_BETWEEN = {"POS": {"IN": ["DET", "ADJ", "NOUN", "ADV", "PRON"]}, "OP": "{0,3}"}


class LightVerbChain(DensityRule):
    """Nouns of action with `carry out` and `conduct`.

    ## What it finds
    `carry out`, `conduct`, `perform`, `implement` or `hold` with a noun of action, in any form.

    ## Why it matters
    *Melakukan* and *melaksanakan* with a noun stand where English has a verb: `are carrying out
    examinations` for `are examining`.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing. So does every bureaucracy.

    ## Example
    `are still carrying out intensive examinations`.

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on *melakukan* with
    nominalised verbs.
    """

    code = "DEN012"
    name = "light-verb-chain"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "A noun with a verb that says nothing stands for the verb."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "chain": [
            [{"LEMMA": "carry"}, {"LOWER": "out"}, _BETWEEN, {"LOWER": {"IN": _FORMS}}],
            [
                {"LEMMA": {"IN": ["conduct", "perform", "implement"]}, "POS": "VERB"},
                _BETWEEN,
                {"LOWER": {"IN": _FORMS}},
            ],
            [
                {"LEMMA": {"IN": ["carry", "conduct", "perform", "hold"]}},
                {"LOWER": "out", "OP": "?"},
                _BETWEEN,
                {"ORTH": "-"},
                {"LOWER": "up"},
            ],
            [{"LEMMA": "do", "POS": "VERB"}, {"LOWER": {"IN": _FORMS}}],
            [{"LEMMA": "hold", "POS": "VERB"}, _BETWEEN, {"LOWER": {"IN": _HELD}}],
        ],
        "ending": [
            [{"LEMMA": "carry"}, {"LOWER": "out"}, _BETWEEN, {"TAG": {"IN": ["NN", "NNS"]}}],
            [
                {"LEMMA": {"IN": ["conduct", "perform", "implement"]}, "POS": "VERB"},
                _BETWEEN,
                {"TAG": {"IN": ["NN", "NNS"]}},
            ],
        ],
        "passive": [
            [
                {"LOWER": {"IN": _FORMS}},
                {"LEMMA": "be"},
                {"POS": "ADV", "OP": "?"},
                {"LOWER": {"IN": ["carried", "conducted", "performed"]}},
            ],
            [
                {"LOWER": {"IN": _FORMS}},
                {"LOWER": {"IN": ["will", "has", "had", "have", "must"]}},
                {"LOWER": {"IN": ["be", "been"]}},
                {"LOWER": {"IN": ["carried", "conducted", "performed"]}},
            ],
        ],
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the verb with its noun."""
        found = [
            match
            for name in self.patterns
            for match in evidence.matches.get(name, ())
            if name != "ending" or match[1][-1].lower_.endswith(_ENDINGS)
        ]
        found.sort(key=lambda match: match[0].offset + match[1].start_char)
        yield from distinct(segment.span_of(tokens) for segment, tokens in found)
