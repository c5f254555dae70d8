from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence
from mtaudit.rules.density._spans import distinct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

_EVENTS = (
    "investigation case statement report complaint rule regulation policy information inquiry question "
    "explanation discussion decision issue problem news evidence data letter allegation suspicion hearing "
    "examination clarification meeting coordination violation matter talk study update document evaluation "
    "announcement agreement audit lawsuit petition debate plan request file claim clause warning demand "
    "protest concern dispute provision requirement datum criticism comment proposal order law bill circular "
    "decree appeal invitation testimony confirmation socialization education research survey analysis "
    "review verdict ruling trial charge accusation negotiation consultation response answer opinion view "
    "stance knowledge understanding detail fact finding result video post rumor rumour hoax message notice "
    "instruction recommendation restriction ban crime probe dossier indictment subpoena summons memo "
    "memorandum guideline advisory bulletin briefing disclosure disagreement feud row quarrel scandal "
    "affair incident accident event article story coverage interview remark tweet motion resolution treaty "
    "pact accord contract tender cooperation collaboration conflict program programme campaign project "
    "seminar workshop training lecture webinar test sample query call tip tip-off lead clue intelligence "
    "record archive form application permit licence license certificate text email mail fear doubt hope "
    "worry anxiety uncertainty confusion assumption speculation theory promise commitment expectation "
    "prediction forecast estimate assessment inspection raid arrest search session conference dialogue "
    "mediation arbitration fine penalty sanction sentence breach misconduct fraud corruption effort "
    "initiative measure step scheme reform legislation ordinance draft guidance advice consensus "
    "stipulation controversy polemic objection rejection support approval input suggestion idea thought "
    "impression lesson socialisation counseling hotline bribe theft murder robbery transaction payment debt "
    "loan budget".split()
)
#: What is done to people *related to* something (diperiksa terkait, dilaporkan terkait).
_DONE = (
    "examine question summon report arrest detain investigate interrogate name charge ask contact meet "
    "sue deepen clarify explain speak coordinate confirm".split()
)


class RelatedTo(DensityRule):
    """`Related to` and `regarding` as linkers for everything.

    ## What it finds
    An event noun (investigation, case, report, complaint, rule) followed by `related to`, `related with`,
    `regarding` or `concerning`.

    ## Why it matters
    *Terkait* and *soal* link nouns of every kind. English has `into`, `of`, `about`, `over` for them.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing.

    ## Example
    `an investigation related to the theft`.

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on prepositions
    of topic (*tentang*, *mengenai*, *soal*).
    """

    code = "DEN003"
    name = "related-to"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "English links this noun with a preposition of its own: into, of, about, over."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "linker": [
            [{"LEMMA": {"IN": _EVENTS}}, {"LOWER": "related"}, {"LOWER": {"IN": ["to", "with"]}}],
            [{"LEMMA": {"IN": _EVENTS}}, {"LOWER": {"IN": ["regarding", "concerning"]}}],
            [
                {"LEMMA": {"IN": _DONE}, "TAG": {"IN": ["VBN", "VBD"]}},
                {"LOWER": "related"},
                {"LOWER": {"IN": ["to", "with"]}},
            ],
            [
                {"LEMMA": {"IN": _DONE}, "TAG": {"IN": ["VBN", "VBD"]}},
                {"LOWER": {"IN": ["regarding", "concerning"]}},
            ],
        ]
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the linker."""
        found = evidence.matches.get("linker", ())
        yield from distinct(segment.span_of(tokens[1:]) for segment, tokens in found)
