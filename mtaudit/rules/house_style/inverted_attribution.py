from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_VERBS = (
    "concluded continued stressed emphasized emphasised hoped ordered explained added asserted revealed "
    "affirmed appealed begged elaborated exclaimed advised closed urged reminded admitted regretted "
    "assessed suggested requested promised clarified reiterated stated confirmed complained recounted "
    "invited argued insisted underlined disclosed conveyed thought assured remarked replied prayed "
    "instructed warned criticized criticised pleaded predicted estimated detailed described narrated "
    "expressed opined acknowledged confessed wished expected guaranteed ensured announced demanded "
    "recommended proposed encouraged directed challenged threatened vowed evaluated mentioned informed "
    "reported testified remembered joked lamented commented sobbed cried sighed asked recalled denied "
    "claimed declared noted reasoned ended finished believed accused imitated pledged responded answered "
    "highlighted protested praised thanked apologized apologised greeted quipped grumbled groaned "
    "maintained countered defended specified summarized summarised uttered pointed confided cautioned "
    "boasted mused contended underscored conceded observed hinted implored retorted repeated outlined "
    "presented swore ruled taught voiced related "
    "relayed scolded signaled signalled speculated stipulated teased objected marveled marvelled reflected "
    "rejected exemplified illustrated paraphrased analyzed analysed elucidated"
).split()
_HEAVY = frozenset(_VERBS)
#: What a speaker without a name begins with, beside nouns.
_DETERMINERS = frozenset(
    "the its his her their our a an one another two three four five several some many both this that he she "
    "they".split()
)
#: What no speaker begins with: *added in a statement*, *stressed that*, *explained how*.
_NO_SPEAKERS = frozenset({"that", "how", "why", "what", "more"})
#: What ends the speaker.
_AFTER = frozenset(", . ; : ( in on at when while to after during".split()) | {'"'}
#: Tokens of the longest speaker, with his office.
_LONGEST = 8


class InvertedAttribution(Rule):
    """A heavy reporting verb before its speaker after a quotation.

    ## What it finds
    A closing quotation mark, then `concluded`, `continued`, `stressed`, `explained`, `hoped`, `ordered`
    or their kind, and then the speaker.

    ## Why it matters
    Indonesian attributes with *pungkas*, *lanjut*, *tegas*, *jelas* before the name. It is a habit of a
    newsroom, dates and brands a text, and says nothing about its translation.

    ## Known false alarms
    Feature writing, which inverts any verb now and then. `said X` is normal and not found.

    ## Example
    `"That is all we know," concluded Perry.`

    ## Source
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, on inversion in reporting clauses.
    """

    code = "HOU005"
    name = "inverted-attribution"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb with its speaker."""
        document = evidence.document
        ends = {quote.marks.end for quote in document.quotes}
        for segment, verb in document.tokens(*_VERBS):
            before = document.view[: segment.offset + verb.idx].rstrip()
            tail = len(before) - (before[-1:] == ",")
            last = _joined(verb)
            speaker = verb.doc[last + 1 : min(last + 1 + _LONGEST, segment.parsed.end)]
            if not ({len(before), tail} & ends) or not verb.text.islower() or not speaker:
                continue
            # A quotation with a mark at its end is a whole utterance, not an object (*the "list" added two*).
            whole = before[-1:] == "," or before[-2:-1] in (",", "?", "!", ".")
            if not (speaker[0].is_title or (whole and _is_speaker(speaker[0]))):
                continue
            end = next((t.i for t in speaker if t.lower_ in _AFTER), speaker.end)
            yield Hit(
                segment.span_of(verb.doc[verb.i : end]),
                "The heavy verb before its speaker is a form of Indonesian attribution.",
                confidence=0.7,
            )


def _joined(verb: Token) -> int:
    """Return the place of the verb, or of a second one joined to it (*added and stressed Aminah*)."""
    words = verb.doc[verb.i + 1 : verb.i + 3]
    return (
        words[1].i if len(words) == 2 and words[0].lower_ == "and" and words[1].lower_ in _HEAVY else verb.i
    )


def _is_speaker(token: Token) -> bool:
    named = token.pos_ in ("PROPN", "NOUN") or token.lower_ in _DETERMINERS
    return named and token.lower_ not in _NO_SPEAKERS
