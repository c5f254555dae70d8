from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence
from mtaudit.rules.density._spans import distinct
from mtaudit.rules.style._phrases import FINITE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

_VERBS = (
    "assess admit ensure emphasize emphasise consider reveal convey regret remind opine disclose affirm "
    "ascertain underline appreciate clarify highlight underscore evaluate elaborate lament deplore assure "
    "divulge relay unveil express mention exclaim outline exemplify attest accentuate".split()
)
#: Verbs that English news writes too, so that only the form of a report counts: *asserted that*.
_PLAINER = (
    "assert judge view detail confess guarantee inform expose describe profess avow insist testify".split()
)
#: Tokens of the longest speaker between a quotation and the verb.
_LONGEST = 8
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
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "Plain “said” is what English news writes; this verb says more than the source may mean."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "verb": [
            [{"LEMMA": {"IN": _VERBS}, "POS": "VERB"}, {"TEXT": {"IN": [",", ":"]}, "OP": "?"}, _OPENING],
            [{"LEMMA": {"IN": _VERBS}, "POS": "VERB"}, {"POS": {"IN": ["PRON", "PROPN", "NOUN"]}}, _OPENING],
            [
                {"LEMMA": {"IN": _VERBS}, "TAG": "VBD"},
                {"POS": "PRON", "DEP": "nsubj"},
            ],
        ],
        "plainer": [[{"LEMMA": {"IN": _PLAINER}, "TAG": "VBD"}, {"LOWER": "that"}]],
        "said": [
            [{"LEMMA": {"IN": _VERBS}, "TAG": {"IN": ["VBD", "VBZ"]}}, {"LOWER": {"NOT_IN": ["that", "if"]}}]
        ],
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the verb."""
        with_that = (*evidence.matches.get("verb", ()), *evidence.matches.get("plainer", ()))
        reporting = (m for m in evidence.matches.get("said", ()) if _reports(m[0], m[1][0]))
        yield from distinct(segment.span_of(tokens[:1]) for segment, tokens in (*with_that, *reporting))


def _reports(segment: AnalysedSegment, verb: Token) -> bool:
    """Tell a person who regrets something, who emphasizes after a quotation, or a clause without `that`."""
    subject = verb.doc[verb.i - 1] if verb.i > segment.parsed.start else None
    if subject is not None and subject.pos_ == "ADV" and verb.i - 1 > segment.parsed.start:
        subject = verb.doc[verb.i - 2]
    following = verb.doc[verb.i + 1] if verb.i + 1 < segment.parsed.end else None
    if subject is not None and subject.text in ('"', "”", "''") and following is not None:
        # Inverted: *…," emphasized Budi*.
        return subject.i > segment.parsed.start and following.pos_ in ("PROPN", "DET", "PRON", "NOUN")
    if subject is None or following is None or subject.pos_ not in ("PRON", "PROPN", "NOUN"):
        return False
    if verb.lemma_ == "regret":
        return following.tag_ in ("DT", "PRP$") or following.lower_ == "that"
    if _ends_quotation(segment, verb):
        return following.text in ",.;" or following.tag_ in ("IN", "RB", "NNP")
    return any(
        child.dep_ == "ccomp" and child.i > verb.i and child.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN")
        for child in verb.children
    )


def _ends_quotation(segment: AnalysedSegment, verb: Token) -> bool:
    """Tell a verb whose subject stands right behind a quotation: *…," the head of the village assured*."""
    for place in range(verb.i - 1, max(segment.parsed.start, verb.i - 1 - _LONGEST) - 1, -1):
        token = verb.doc[place]
        if token.text in ('"', "”", "''"):
            return place < verb.i - 1 and place > segment.parsed.start
        if token.tag_ in FINITE or (token.is_punct and token.text != "-"):
            return False
    return False
