from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_calques import frames_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

#: Words that count without a number.
_COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve several some both another single many "
    "dozens certain various few first second couple other others following".split()
)
_BE = frozenset({"is", "was", "are", "were", "been", "be"})
_FOUND = frozenset(
    "found seized confiscated secured obtained discovered arrested detained retrieved recovered "
    "stored hidden caught identified questioned examined evacuated".split()
)
_NEGATIVE = frozenset("no not n't never any nothing little few evidence".split())
#: How far *namely* may stand from what it names, in tokens.
_REACH = 14
_LEXICON = frames_of("presentational-namely")


class PresentationalNamely(Rule):
    """Something first said to exist or counted, and then named with *namely*.

    ## What it finds
    `There is one district, namely Sabu`, `two methods, namely noise and patience`, and `there was money
    found` where `money was found` is meant.

    ## Why it matters
    Indonesian presents with *ada* and names with *yakni* or *yaitu*. English has the name at once, a colon,
    or a plain passive.

    ## Known false alarms
    Formal and legal English names with `namely` after a count too.

    ## Example
    `There was one witness, namely a snack seller.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on existential clauses; Quirk et al. 1985,
    ch. 17, on explicit indicators of apposition, and ch. 18, on existential sentences.
    """

    code = "STY004"
    name = "presentational-namely"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR
    phrases = _LEXICON.phrases
    patterns = _LEXICON.patterns

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the clause through *namely* or the participle, or *namely* by itself."""
        places: list[tuple[AnalysedSegment, int, int, str]] = []
        claimed: set[int] = set()
        for segment, words in evidence.matches.get("there", ()):
            last = _presented(words, segment.parsed)
            if last is not None:
                claimed.add(segment.offset + last.idx)
                places.append((segment, words.start, last.i, "ada"))
        for segment, token in evidence.document.tokens("namely"):
            if segment.offset + token.idx not in claimed and _is_counted(token, segment.parsed.start):
                places.append((segment, token.i, token.i, "yakni"))
        for segment, first, last_place, word in sorted(places, key=lambda p: (p[0].offset, p[1])):
            yield Hit(
                segment.span_of(segment.parsed.doc[first : last_place + 1]),
                f"Indonesian “{word}” presents what English names at once.",
                confidence=0.75,
            )


def _presented(words: TokenSpan, tokens: TokenSpan) -> Token | None:
    """Return *namely*, or the participle that ends what is presented."""
    counted = False
    for token in words.doc[words.end : min(tokens.end, words.end + _REACH)]:
        if token.lower_ == "namely":
            return token
        if token.lower_ in _NEGATIVE and not counted:
            return None
        counted = True
        if (
            token.lower_ in _FOUND
            and token.pos_ in ("VERB", "ADJ")
            and token.doc[token.i - 1].pos_ in ("NOUN", "PROPN")
        ):
            return token
        if token.text in ".;:?!" or (
            token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT") and token.lower_ not in _BE
        ):
            break
    following = words.doc[words.end : min(tokens.end, words.end + _REACH)]
    return next((t for t in following if t.lower_ == "namely" and t.doc[t.i - 1].text in ",;-–—"), None)


def _is_counted(namely: Token, start: int) -> bool:
    """Look for a number or a counting word in the phrase before *namely*."""
    for place in range(namely.i - 1, max(start, namely.i - _REACH) - 1, -1):
        token = namely.doc[place]
        owned = place > 0 and token.nbor(-1).lemma_ in ("have", "be")
        counts = token.lower_ != "one" or (token.nbor().pos_ in ("NOUN", "ADJ") and not owned)
        if counts and (token.like_num or token.lower_ in _COUNTS):
            return True
        if token.text in ".;:" or (token.text == "," and place < namely.i - 1):
            return False
    return False
