from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

_VERBS = [
    "said",
    "says",
    "explained",
    "stated",
    "added",
    "revealed",
    "mentioned",
    "told",
    "continued",
    "hoped",
]
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
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
        "verb": [[{"LOWER": {"IN": _VERBS}, "POS": "VERB"}, {"ORTH": ","}]]
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the speaker with the verb and the comma."""
        for segment, tokens in evidence.matches.get("verb", ()):
            verb, comma = tokens[0], tokens[1]
            subject = next((t for t in verb.children if t.dep_ == "nsubj" and t.i < verb.i), None)
            clause = comma.doc[comma.i + 1 : segment.parsed.end]
            if (
                subject is None
                or not len(clause)
                or clause[0].lower_ in _NO_CLAUSE
                or clause[0].tag_ == "VBG"
            ):
                continue
            end = next((t.i for t in clause if t.text in (",", ";", '"')), segment.parsed.end)
            words = comma.doc[comma.i + 1 : end]
            opens = words[:1] and words[0].pos_ in ("DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ")
            if opens and any(t.tag_ in _FINITE for t in words) and any(t.dep_ in _SUBJECTS for t in words):
                yield segment.span_of(comma.doc[subject.left_edge.i : comma.i + 1])
