from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.style._phrases import FINITE, after, before, first_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

_PARTICLES = {"yes": "ya", "right": "kan", "huh": "ya", "okay": "ya", "ok": "ya", "yeah": "ya", "ya": "ya"}
#: Words that begin an answer or a concession before the particle.
_ANSWERS = frozenset(
    "yes no oh well so and but then or sure true indeed think thought guess suppose believe say said maybe "
    "perhaps course honestly absolutely because if though although all".split()
)
#: Words after *yes,* that make it a concession: *it was dear, yes, but good*.
_CONCESSIONS = frozenset("but even of indeed sir ma'am madam please although though yet however".split())
#: Words that put a topic or condition first: *For the price, yes, it depends*.
_TOPICS = frozenset("for if when about regarding because since after before in on at from with".split())
#: Pronouns that take up a topic.
_RESUMING = frozenset({"he", "she", "it", "they", "we"})
_TIMES = frozenset({"later", "earlier", "tomorrow", "yesterday"})
_MARKS = frozenset('."”!')
#: Fewest words of the clause before the particle.
_FEWEST = 3


class StrayParticle(Rule):
    """A particle of Indonesian speech, left in a quotation as `yes` or `right`.

    ## What it finds
    `yes`, `right`, `huh` and `okay` between commas, or after a comma at the end, inside quoted speech that
    neither asks nor answers: `We hope it ends soon, yes.`, `It is old, right, so we must mend it`.

    ## Why it matters
    *Ya*, *kan* and *nih* keep a listener with the speaker. English has no word in their place; `yes` sounds
    like an answer to a question that nobody asked.

    ## Known false alarms
    Speech with real tags. Questions, concessions (`dear, yes, but good`) and answers are left alone.

    ## Example
    `"We ask the donors to be patient, yes."`

    ## Source
    Sneddon, Adelaar, Djenar and Ewing 2010, *Indonesian: A Comprehensive Grammar*, on discourse particles.
    """

    code = "STY014"
    name = "stray-particle"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the particle without its commas."""
        document = evidence.document
        for segment, token in document.tokens(*_PARTICLES):
            if token.text == token.lower_ and _is_stray(document, segment, token):
                yield Hit(
                    segment.span_of(token),
                    f"“{token.text}” renders the particle {_PARTICLES[token.lower_]}; English leaves it out.",
                    confidence=0.65,
                )
        for segment, token in document.tokens("isn't", "is"):
            tag = token.doc[token.i : min(token.i + 3, segment.parsed.end)]
            comma = before(segment, token)
            if len(tag) < 3 or comma is None or comma.text != ",":
                continue
            if (tag[1].lower_, tag[2].lower_) != ("n't", "it"):
                continue
            following = after(segment, tag[2])
            if following is not None and following.text in ",." and _in_speech(document, segment, token):
                yield Hit(
                    segment.span_of(tag),
                    "A tag without a question renders the particle kan; English leaves it out.",
                    confidence=0.6,
                )


def _is_stray(document: AnalysedDocument, segment: AnalysedSegment, token: Token) -> bool:
    # The parser takes a particle for an interjection that begins a sentence: look past its edge.
    comma, following = token.doc[token.i - 1] if token.i else None, after(segment, token)
    if comma is None or comma.text != "," or not _in_speech(document, segment, token):
        return False
    final = following is None or following.text in _MARKS
    if following is not None and following.text != "," and not final:
        return False
    ahead = after(segment, following) if following is not None else None
    if not final and (ahead is None or ahead.text in ('"', "”", "''")):
        final = True
    if "?" in (segment.parsed[-1].text, segment.parsed[-2:][0].text) or _answers(segment):
        return False
    if not final and token.lower_ in ("yes", "yeah") and ahead is not None and ahead.lower_ in _CONCESSIONS:
        asked = after(segment, ahead) if ahead.lower_ == "please" else None
        if asked is None or asked.is_punct:
            return False
    clause = token.doc[_clause_start(segment, token) : comma.i]
    words = [t for t in clause if any(map(str.isalpha, t.text))]
    if token.lower_ == "right" and any(t.lower_ in ("left", "turn") for t in words):
        return False
    if len(words) == 1 and words[0].lower_ in _TIMES and token.lower_ in ("yes", "yeah", "ya"):
        # *Later, yes, we will announce it* (nanti ya)
        return not final
    verbs = [t for t in words if t.pos_ == "VERB" and t.tag_ in FINITE]
    resumed = not final and ahead is not None and ahead.tag_ in FINITE
    resumed = resumed or (not final and len(words) > 1 and words[0].lower_ in _TOPICS)
    conceded = any(t.lower_ == "but" for t in token.doc[token.i : segment.parsed.end])
    if not (final or verbs or conceded) and ahead is not None and ahead.lower_ in _RESUMING:
        # *My son, yes, he was at school*
        resumed = resumed or (1 < len(words) < 2 * _FEWEST and words[0].tag_ in ("DT", "PRP$"))
    if (
        len(words) < _FEWEST - bool(verbs or resumed or (words and words[0].tag_ == "VB"))
        or words[-1].lower_ in _ANSWERS
    ):
        return False
    if (
        token.lower_ in ("yes", "yeah")
        and len(words) < 2 * _FEWEST
        and {"think", "suppose", "guess"} & {t.lower_ for t in words}
    ):
        return False
    return resumed or any(
        t.tag_ in FINITE or t.tag_ in ("VB", "VBG") or t.lower_ in ("so", "like") for t in words
    )


def _answers(segment: AnalysedSegment) -> bool:
    """Tell whether the sentence before is a question, or this one begins with an answer."""
    start = segment.parsed.start_char
    first = first_word(segment)
    asked = segment.parsed.doc.text[max(0, start - 4) : start].rstrip(" \"'”\n").endswith("?")
    if first is not None and segment.parsed.doc[max(0, first.i - 1)].text == ",":
        return asked
    return asked or (first is not None and first.lower_ in ("yes", "no", "oh", "yeah"))


def _clause_start(segment: AnalysedSegment, token: Token) -> int:
    """Return where the quotation begins, or the segment."""
    start = segment.parsed.start
    if start == token.i:
        start = token.doc[token.i - 1].sent.start
    for place in range(token.i - 1, start - 1, -1):
        if token.doc[place].text in ('"', "“", "”", "``", ":"):
            return place + 1
    return start


def _in_speech(document: AnalysedDocument, segment: AnalysedSegment, token: Token) -> bool:
    """Tell whether a word stands within double or single quotation marks, the last mark included."""
    place = segment.span_of(token).start
    return any(quote.marks.start <= place < quote.marks.end for quote in document.quotes)
