from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_calques import frames

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADVERBS = "also|strongly|previously|only|further|still|already|later|then|initially|officially|not?"
_LEXICON = frames(
    {
        "clause": [
            f"it is|was|'s {_ADVERBS} recorded|noted|confirmed|suspected|ascertained|informed|ensured|predicted|detected|indicated that",
            f"it has|had {_ADVERBS} been {_ADVERBS} recorded|noted|confirmed|suspected|ascertained|informed|ensured|predicted that",
            "it can|could be ascertained|confirmed|ensured that",
        ],
        "estimate": [f"it is|was {_ADVERBS} alleged|estimated that"],
        "there": ["there is|was|are|were recorded|noted|suspected|confirmed|detected"],
        "recorded": [
            f"is|was|are|were {_ADVERBS} recorded|noted to",
            f"is|was|are|were {_ADVERBS} recorded|noted as having|being",
            f"has|have|had been {_ADVERBS} recorded|noted to",
        ],
        "confirmed": [
            f"is|was|are|were {_ADVERBS} confirmed|ascertained|ensured|informed|indicated to have|be",
            f"is|was|are|were {_ADVERBS} confirmed|ascertained|ensured|certain to ~attend|~arrive|~receive|~miss|~come|~take|~go|~play|~return|~run|~face|~get|~join|~leave|~hold|~reach|~become|~rise|~fall|~increase|~advance|~continue|~lose",
            "is|are|was|were not? confirmed|ascertained|ensured to not|still|continue|only|no",
        ],
        "suspected": [
            f"is|was|are|were {_ADVERBS} suspected to",
            "strongly suspected to|that|of",
        ],
        "predicted": [f"is|was|are|were {_ADVERBS} predicted to"],
        "heard": ["information|news|rumors|rumor|word|issue is|was|has|had|were been? widely|already|also? heard|circulated"],
    }
)
#: How sure each kind is: English uses some of them too.
_CONFIDENCE = {"estimate": 0.5, "predicted": 0.5, "suspected": 0.7, "clause": 0.75}


class ImpersonalEvidential(Rule):
    """A passive that hides who recorded, confirmed or suspected.

    ## What it finds
    `It was recorded that`, `there were recorded`, `is recorded to have`, `are confirmed to`, `it is
    suspected that`, `is suspected to have`, `is predicted to`, `information was widely heard`.

    ## Why it matters
    Indonesian news marks where its knowledge comes from with bare passives (*tercatat*, *dipastikan*,
    *diduga*, *diperkirakan*). English names who recorded or suspects, or uses *had* and *may have*.

    ## Known false alarms
    Reports on science and minutes use `it was noted that` and `is predicted to`; those have a lower
    confidence.

    ## Example
    `It was recorded that 31 accounts were emptied in 16 months.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on passives with ter- and di-; Quirk et al.
    1985, ch. 16, on verbs in impersonal passives.
    """

    code = "STY003"
    name = "impersonal-evidential"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR
    phrases = _LEXICON.phrases
    patterns = _LEXICON.patterns

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the passive."""
        found = [
            (segment, words, name)
            for name in sorted(_LEXICON.phrases.keys() | _LEXICON.patterns.keys())
            for segment, words in evidence.matches.get(name, ())
        ]
        end = -1
        for segment, words, name in sorted(found, key=lambda f: (f[0].offset + f[1].start_char, -len(f[1]))):
            span = segment.span_of(words)
            if span.start >= end:
                end = span.end
                yield Hit(
                    span,
                    "Indonesian “tercatat”, “dipastikan” or “diduga” word for word; English says who knows it, or "
                    "leaves the passive out.",
                    confidence=_CONFIDENCE.get(name, 0.85),
                )
