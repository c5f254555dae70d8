from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence
from mtaudit.rules.density._spans import distinct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

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
    "calculation cleanup clean-up closure vote exercise drill rehearsal count recount burial harvest hunt "
    "trace tour visitation meeting deployment assistance appeal sweep ambush chase transaction sale "
    "purchase payment trip circulation breeding reforestation conservation preservation restoration "
    "negotiation discussion consultation planning budgeting reporting filming photography delivery removal "
    "renewal disposal dispersal retrieval withdrawal upgrade update overhaul recall return handover "
    "takeover transport shipment lockdown crackdown pursuit release cull slaughter salvage launch export "
    "import exchange purge salvaging theft murder killing robbery burglary fraud assault abduction "
    "kidnapping smuggling sabotage strike protest march boycott recovery discovery reading surgery therapy "
    "triage follow-up check-up makeover rollout roll-out payout stakeout lookup fitting trawl dig dive "
    "climb headcount roll-call x-ray scan biopsy dismissal reversal transfusion necropsy exhumation census "
    "poll tally".split()
)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("sis"):
        return noun[:-2] + "es"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


#: Either number; the tagger takes some for verbs.
_FORMS = [*_ACTIONS, *map(_plural, _ACTIONS)]
#: What one holds in English too, or holds in another sense: *hold a hearing, a harvest, a control*.
_ENGLISH_HELD = frozenset(
    "activity attack audience breeding campaign circulation collection communication construction control "
    "conservation crime development dialogue education guidance harvest hearing improvement interrogation "
    "meeting negotiation payment preservation process production prosecution purchase quarantine reading "
    "record recording recovery regulation research restoration return review salvage sale security strike "
    "study surgery test therapy tour trade trial trip treatment visitation assistance export import "
    "analysis murder killing theft robbery fraud assault abduction march protest census poll launch "
    "exchange discovery climb dive".split()
)
#: What is held, and not only meetings: *hold a socialization*.
_HELD = [
    form
    for noun in (*_ACTIONS, "socialisation")
    if noun not in _ENGLISH_HELD
    for form in (noun, _plural(noun))
]
#: Studies, which English writes of in the passive as well.
_STUDIES = frozenset(
    "study studies research survey surveys test tests trial trials analysis analyses review reviews poll "
    "polls experiment experiments interview interviews campaign campaigns assessment assessments simulation "
    "simulations attack attacks work activity activities autopsy autopsies census".split()
)
#: Endings of further nouns of action after *carry out* and *conduct*.
_ENDINGS = ("tion", "sion", "ment", "tions", "sions", "ments", "ance", "isal", "usal", "up")
#: Nouns in *-ing* that are no action.
_NO_ACTIONS = frozenset(
    "motion landing thing anything everything nothing something wedding building evening morning painting "
    "king ring string wing spring sibling ceiling beginning engineering marketing wiring clothing feeling "
    "saying blessing offering ruling lighting programming learning being composition function functions "
    "section sections constitution solution solutions version versions option options position positions "
    "document documents instrument instruments".split()
)
_BETWEEN = {
    "TAG": {"IN": "DT JJ JJR JJS NN NNS NNP NNPS PRP$ RB RBR CD VBN VBG HYPH POS PDT".split()},
    "OP": "{0,4}",
}
_LIGHT = {"LEMMA": {"IN": ["conduct", "perform", "implement"]}, "POS": "VERB"}
#: Patterns that hold any noun, with its place in the match.
_CHECKED = {"ending": -1, "ended": 0}
_DONE = {"LOWER": {"IN": ["carried", "conducted", "performed", "implemented"]}}
_AUXILIARIES = {"POS": {"IN": ["AUX", "ADV", "PART"]}, "OP": "{1,4}"}


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
            [_LIGHT, _BETWEEN, {"LOWER": {"IN": _FORMS}}],
            [
                {"LEMMA": {"IN": ["carry", "conduct", "perform"]}},
                {"LOWER": "out", "OP": "?"},
                {"POS": "DET", "OP": "?"},
                {"LOWER": {"IN": ["door", "house"]}},
                {"ORTH": "-"},
                {"LOWER": "to"},
                {"ORTH": "-"},
                {"LOWER": {"IN": ["door", "house"]}},
                {"LOWER": {"IN": _FORMS}},
            ],
            [{"LEMMA": "carry"}, {"LOWER": "out"}, _BETWEEN, {"TAG": "VBG"}, {"LOWER": "of"}],
            [_LIGHT, _BETWEEN, {"TAG": "VBG"}, {"LOWER": "of"}],
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
            [_LIGHT, _BETWEEN, {"TAG": {"IN": ["NN", "NNS"]}}],
        ],
        "ended": [
            [{"TAG": {"IN": ["NN", "NNS"]}}, _AUXILIARIES, {"LOWER": "carried"}, {"LOWER": "out"}],
            [{"TAG": {"IN": ["NN", "NNS"]}}, _AUXILIARIES, {"LOWER": "conducted"}],
        ],
        "passive": [
            [{"LOWER": {"IN": _FORMS}}, _AUXILIARIES, _DONE],
            [
                {"LOWER": {"IN": [form for form in _FORMS if form not in _STUDIES]}},
                {"LOWER": "of"},
                {"POS": {"IN": ["DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"]}, "OP": "{1,4}"},
                _AUXILIARIES,
                _DONE,
            ],
            [
                {"LOWER": {"IN": [form for form in _FORMS if form not in _STUDIES]}},
                {"LOWER": {"IN": ["carried", "conducted", "performed"]}, "TAG": {"IN": ["VBN", "VBD"]}},
                {"LOWER": {"IN": ["out", "by"]}},
            ],
        ],
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the verb with its noun."""
        found = [
            match
            for name in self.patterns
            for match in evidence.matches.get(name, ())
            if name not in _CHECKED or _is_action(match[1][_CHECKED[name]])
        ]
        found.sort(key=lambda match: match[0].offset + match[1].start_char)
        yield from distinct(segment.span_of(_without_out(tokens)) for segment, tokens in found)


def _without_out(tokens: TokenSpan) -> TokenSpan:
    """Return a chain up to its verb: *the removal was carried*."""
    return tokens[:-1] if tokens[-1].lower_ == "out" else tokens


def _is_action(noun: Token) -> bool:
    """Tell a noun of action by its ending: *an extinguishing*, *a relaxation*."""
    return noun.lower_.endswith((*_ENDINGS, "ing")) and noun.lower_ not in _NO_ACTIONS
