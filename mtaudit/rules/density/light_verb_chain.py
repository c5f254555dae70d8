from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence

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
    "operation activity".split()
)
#: Either number; the tagger takes some for verbs.
_FORMS = [*_ACTIONS, *(f"{noun}s" for noun in _ACTIONS)]
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
    limit = 0.4
    message = "A noun with a verb that says nothing stands for the verb."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "chain": [
            [{"LEMMA": "carry"}, {"LOWER": "out"}, _BETWEEN, {"LOWER": {"IN": _FORMS}}],
            [
                {"LEMMA": {"IN": ["conduct", "perform", "implement"]}, "POS": "VERB"},
                _BETWEEN,
                {"LOWER": {"IN": _FORMS}},
            ],
        ]
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the verb with its noun."""
        for segment, tokens in evidence.matches.get("chain", ()):
            yield segment.span_of(tokens)
