from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as TokenSpan

    from mtaudit.model import Span

#: Adverbs of time, which join sentences only where a comma sets them off.
_BEFORE_COMMA = frozenset({"recently", "later", "earlier", "instead", "finally"})
#: What a clause begins with after a bare *Next*.
_SUBJECTS = frozenset({"DET", "PRON", "PROPN"})


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
            "responding to that",
            "subsequently",
            "afterward",
            "afterwards",
            "thereafter",
            "nevertheless",
            "nonetheless",
            "accordingly",
            "as a result",
            "as a consequence",
            "because of this",
            "due to that",
            "due to this",
            "on that basis",
            "on this basis",
            "based on that",
            "based on this",
            "for this purpose",
            "for that purpose",
            "to that end",
            "to this end",
            "before that",
            "prior to this",
            "prior to that",
            "beforehand",
            "at that moment",
            "at this moment",
            "at the moment",
            "at that point",
            "presently",
            "nowadays",
            "right now",
            "to date",
            "until recently",
            "simultaneously",
            "on another occasion",
            "on a different occasion",
            "on a separate occasion",
            "in a separate place",
            "in the same place",
            "in the other hand",
            "on the other side",
            "on the one hand",
            "on the contrary",
            "conversely",
            "besides this",
            "aside from that",
            "aside from this",
            "apart from this",
            "other than that",
            "in addition to this",
            "along with that",
            "along with this",
            "together with that",
            "what is more",
            "on top of that",
            "not only that",
            "more than that",
            "in line with this",
            "in connection with this",
            "in connection with that",
            "in relation to this",
            "in relation to that",
            "related to this",
            "related to that",
            "regarding this",
            "regarding that",
            "in this regard",
            "in that regard",
            "in this case",
            "in this context",
            "for information",
            "for your information",
            "as is known",
            "as previously known",
            "as reported earlier",
            "as previously stated",
            "firstly",
            "secondly",
            "thirdly",
            "lastly",
            "later on",
            "not long after",
            "not long after that",
            "shortly after that",
            "soon after that",
            "in the end",
            "despite that",
            "despite this",
            "in spite of that",
            "in spite of this",
            "with this in mind",
            "equally",
            "eventually",
            "as for",
            "that is why",
            "finally",
            "recently",
            "later",
            "earlier",
            "instead",
        )
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the connective without its comma."""
        for segment, tokens in evidence.matches.get("opening", ()):
            before = tokens.doc[segment.parsed.start : tokens.start]
            following = tokens.doc[tokens.end : min(tokens.end + 1, segment.parsed.end)]
            if following.text.lower() in ("far", "again") or _is_no_connective(tokens, following):
                # *Thus far*, *Then again*
                continue
            if all(token.is_punct or token.is_space for token in before):
                yield segment.span_of(tokens)


def _is_no_connective(opening: TokenSpan, following: TokenSpan) -> bool:
    """Tell *Next year* and *In the end of it* from *Next, …* and *Next the men …*."""
    if opening.text.lower() == "next":
        return following.text != "," and (not len(following) or following[0].pos_ not in _SUBJECTS)
    if opening.text.lower() in _BEFORE_COMMA:
        return following.text != ","
    return following.text.lower() == "of"
