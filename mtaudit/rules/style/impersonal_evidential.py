from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_calques import frames_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEXICON = frames_of("impersonal-evidential")
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
                    "Indonesian “tercatat”, “dipastikan” or “diduga” word for word; English says who knows.",
                    confidence=_CONFIDENCE.get(name, 0.85),
                )
