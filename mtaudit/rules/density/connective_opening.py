from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.model import Span


class ConnectiveOpening(DensityRule):
    """Sentences that open with a connective, one after another.

    ## What it finds
    `Meanwhile`, `In addition`, `Then`, `Furthermore`, `Previously`, `Currently`, `Thus`, `For this
    reason` and their kind at the head of a sentence.

    ## Why it matters
    Indonesian news opens its short paragraphs with *Sementara itu*, *Selain itu*, *Kemudian*,
    *Sebelumnya*, *Saat ini*. Word for word they make a chain that English news does not have.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing. Essays and the prose of language models have
    many.

    ## Example
    `In addition, … Furthermore, … Meanwhile, …`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on clause linking.
    """

    code = "DEN004"
    name = "connective-opening"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.42, of 508 ALT articles 0.00;
    # 0.5 is above the native rate.
    limit = 0.5
    message = "One of many sentences here that open with a connective."
    phrases: ClassVar[Mapping[str, Sequence[str]]] = {
        "opening": (
            "meanwhile",
            "in addition",
            "then",
            "furthermore",
            "moreover",
            "in fact",
            "previously",
            "currently",
            "likewise",
            "thus",
            "for this reason",
            "therefore",
            "because of that",
            "at this time",
            "besides",
            "besides that",
            "in addition to that",
            "after that",
            "for that reason",
            "as previously reported",
            "at the same time",
            "on the other hand",
            "hence",
            "next",
            "so far",
            "at present",
            "not to mention",
            "apart from that",
            "in the meantime",
            "with this",
            "with that",
            "even so",
            "for that",
            "after this",
            "additionally",
            "consequently",
            "on the same occasion",
            "on that occasion",
            "at that time",
            "separately",
            "similarly",
            "in line with that",
            "responding to this",
        )
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the connective without its comma."""
        for segment, tokens in evidence.matches.get("opening", ()):
            before = tokens.doc[segment.parsed.start : tokens.start]
            following = tokens.doc[tokens.end : min(tokens.end + 1, segment.parsed.end)]
            if following.text.lower() in ("far", "again"):
                # *Thus far*, *Then again*
                continue
            if all(token.is_punct or token.is_space for token in before):
                yield segment.span_of(tokens)
