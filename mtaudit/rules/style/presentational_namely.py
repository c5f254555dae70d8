from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_calques import frames_of
from mtaudit.rules.style._phrases import phrase_end

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
    "found seized confiscated secured obtained discovered arrested detained retrieved recovered stored "
    "hidden caught identified questioned examined evacuated".split()
)
#: Participles behind what is presented (*there were 12 cars damaged*), beside those of finding.
_BEHIND = _FOUND | frozenset(
    "damaged destroyed rescued stolen heard planted buried spotted sighted looted".split()
)
#: Participles with which *there was* opens before what it presents, but not behind it (*a man seen running*).
_OPENING = _FOUND | frozenset(
    "heard seen spotted sighted noticed observed planted buried placed put kept left hung carried loaded "
    "displayed sold offered taken stolen brought moored parked grown built raised held posted written "
    "attached installed born killed burned burnt damaged destroyed injured wounded rescued saved "
    "collected gathered delivered sent received issued opened erected established formed added inserted "
    "discarded dumped unearthed dug uncovered intercepted captured trapped lost felt missed counted".split()
)
#: What may open the phrase behind such a participle; *there was found to be* is English.
_PHRASE_OPENERS = frozenset("DT CD JJ NN NNS NNP".split())
_NEGATIVE = frozenset("no not n't never any nothing little few evidence".split())
#: What ends the list that *namely* opens.
_ENDS = frozenset([*'.;:?!()"“”–—', "''", "``"])
#: How far *namely* may stand from what it names, in tokens.
_REACH = 14
_LEXICON = frames_of("presentational-namely")


class PresentationalNamely(Rule):
    """Something first said to exist or counted, and then named with *namely*.

    ## What it finds
    `There is one district, namely Sabu`, `two methods, namely noise and patience`, and `there was money
    found` or `there was found money` where `money was found` is meant. What is presented is marked, and
    *namely* with what it names.

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
        """Yield the clause through the participle, or what is counted with *namely* and what it names."""
        places: list[tuple[AnalysedSegment, int, int, str]] = []
        claimed: set[int] = set()
        for segment, words in evidence.matches.get("there", ()):
            last = _presented(segment, words)
            if last is not None:
                claimed.add(segment.offset + last.idx)
                places.append((segment, words.start, _named_until(segment, last), "ada"))
        for segment, token in evidence.document.tokens("namely"):
            counted = _counted_from(token, segment.parsed.start)
            if segment.offset + token.idx not in claimed and counted is not None:
                places.append((segment, counted, _named_until(segment, token), "yakni"))
        for segment, first, last_place, word in sorted(places, key=lambda p: (p[0].offset, p[1])):
            yield Hit(
                segment.span_of(segment.parsed.doc[first : last_place + 1]),
                f"Indonesian “{word}” presents what English names at once.",
                confidence=0.75,
            )


def _presented(segment: AnalysedSegment, words: TokenSpan) -> Token | None:
    """Return *namely*, or the last word of what is presented: the participle, or the noun behind it."""
    tokens = segment.parsed
    start = words.end
    while start < tokens.end and words.doc[start].lower_ in (
        "also",
        "then",
        "later",
        "even",
        "only",
        "still",
    ):
        start += 1
    found = words.doc[start : min(tokens.end, start + 2)]
    if len(found) == 2 and found[0].lower_ in _OPENING and found[1].tag_ in _PHRASE_OPENERS:
        # *There was found one hunter*
        end = phrase_end(segment, found.start + 1)
        return words.doc[end - 1] if end > found.start + 1 else None
    counted = False
    for token in words.doc[words.end : min(tokens.end, words.end + _REACH)]:
        if token.lower_ == "namely":
            return token
        if token.lower_ in _NEGATIVE and not counted:
            return None
        counted = True
        if (
            token.lower_ in _BEHIND
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


def _named_until(segment: AnalysedSegment, last: Token) -> int:
    """Return the place of the last word that *namely* names; a participle ends by itself."""
    if last.lower_ != "namely":
        return last.i
    end = comma = last.i + 1
    for token in last.doc[end : min(segment.parsed.end, end + _REACH)]:
        if token.text in _ENDS or token.tag_ in ("WDT", "WP", "WRB"):
            break
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            # A clause of its own, which its comma cuts off.
            end = comma
            break
        if token.text == ",":
            comma = token.i
        end = token.i + 1
    while end > last.i + 1 and last.doc[end - 1].is_punct:
        end -= 1
    return end - 1


def _counted_from(namely: Token, start: int) -> int | None:
    """Return the place of a number or a counting word in the phrase before *namely*."""
    for place in range(namely.i - 1, max(start, namely.i - _REACH) - 1, -1):
        token = namely.doc[place]
        owned = place > 0 and token.nbor(-1).lemma_ in ("have", "be")
        counts = token.lower_ != "one" or (token.nbor().pos_ in ("NOUN", "ADJ") and not owned)
        if counts and (token.like_num or token.lower_ in _COUNTS):
            return place
        if (token.text in ".;:" and place < namely.i - 1) or (token.text == "," and place < namely.i - 1):
            return None
    return None
