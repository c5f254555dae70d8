from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

_VERBS = (
    "assess admit ensure emphasize emphasise consider reveal convey regret remind opine disclose affirm "
    "ascertain underline appreciate".split()
)
_OPENING = {"LOWER": {"IN": ["that", "if", '"']}}


class HeavyReportingVerb(DensityRule):
    """Heavy verbs for plain `said`.

    ## What it finds
    `assessed`, `admitted`, `ensured`, `emphasized`, `regretted`, `reminded`, `revealed`, `conveyed` and
    their kind with a `that`-clause or a quotation.

    ## Why it matters
    *Menilai*, *mengaku*, *memastikan*, *menegaskan* are the common verbs of Indonesian attribution; in
    English `admit` concedes a fault and `ensure` brings something about.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing.

    ## Example
    `Erick admitted that he was happy.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on reporting verbs.
    """

    code = "DEN008"
    name = "heavy-reporting-verb"
    category = "Style/Awkward"
    its_type = "style"
    limit = 0.4
    message = "Plain “said” is what English news writes; this verb says more than the source may mean."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "verb": [
            [{"LEMMA": {"IN": _VERBS}, "POS": "VERB"}, {"LOWER": ",", "OP": "?"}, _OPENING],
            [{"LEMMA": {"IN": _VERBS}, "POS": "VERB"}, {"POS": {"IN": ["PRON", "PROPN", "NOUN"]}}, _OPENING],
            [
                {"LEMMA": {"IN": _VERBS}, "TAG": "VBD"},
                {"POS": "PRON", "DEP": "nsubj"},
            ],
        ]
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the verb."""
        for segment, tokens in evidence.matches.get("verb", ()):
            yield segment.span_of(tokens[:1])
