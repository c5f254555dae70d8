from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

_VERBS = (
    "said says explained stated added revealed mentioned told continued hoped emphasized emphasised "
    "stressed admitted acknowledged conveyed claimed asserted affirmed confirmed reminded noted argued "
    "assessed ensured believed thought regretted disclosed suspected warned announced insisted recalled "
    "testified concluded declared complained reported replied answered denied promised predicted estimated "
    "vowed pledged feared wished guessed reiterated clarified remarked commented observed lamented repeated "
    "maintained contended underlined conceded acknowledged wrote joked".split()
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: What a subject before the verb ends with.
_SPEAKERS = frozenset({"NOUN", "PROPN", "PRON"})
_OPENERS = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"})
_NO_CLAUSE = frozenset('" who which where when while as and but or because although if so'.split())


class SaidCommaClause(DensityRule):
    """A reported clause after `said,` without `that` or quotation marks.

    ## What it finds
    Speaker, reporting verb, comma, and a full clause that is not quoted.

    ## Why it matters
    *X mengatakan, Y …* is the common form of indirect speech in Indonesian news. English leaves out the
    comma, or quotes.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing.

    ## Example
    `Dedy said, the ministry has closed the site.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on reported
    speech.
    """

    code = "DEN011"
    name = "said-comma-clause"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "English reports without the comma, with “that”, or quotes."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "verb": [[{"LOWER": {"IN": _VERBS}}, {"ORTH": ","}]]
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the verb with the comma."""
        for segment, tokens in evidence.matches.get("verb", ()):
            verb, comma = tokens[0], tokens[1]
            clause = comma.doc[comma.i + 1 : segment.parsed.end]
            if not _has_speaker(segment, verb) or not len(clause) or clause[0].lower_ in _NO_CLAUSE:
                continue
            end = next((t.i for t in clause if t.text in (",", ";", '"')), segment.parsed.end)
            words = comma.doc[comma.i + 1 : end]
            opens = words[:1] and words[0].pos_ in _OPENERS and words[0].tag_ != "VBG"
            if opens and any(t.tag_ in _FINITE | {"VBN"} and t.i > words.start for t in words):
                yield segment.span_of(tokens)


def _has_speaker(segment: AnalysedSegment, verb: Token) -> bool:
    """Tell a reporting verb right after its subject, which no comma sets off from the sentence."""
    start = segment.parsed.start
    if verb.i == start:
        return False
    parsed = next((t for t in verb.children if t.dep_ == "nsubj" and t.i < verb.i), None)
    if verb.nbor(-1).pos_ not in _SPEAKERS | {"ADV"} and (parsed is None or verb.nbor(-1).text != ","):
        return False
    subject = parsed or verb.nbor(-1)
    before = subject.left_edge.i - 1
    return before < start or verb.doc[before].text not in (",", '"', "”", "“")
