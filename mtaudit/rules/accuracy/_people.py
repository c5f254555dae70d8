"""Named persons of a text: where their names stand, who is meant again, who speaks."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.model import Span
from mtaudit.rules.lexicons_accuracy import name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = ["SPEECH", "Mention", "in_speech", "mentions", "role_mentions"]

#: Verbs of saying whose subject is a person.
SPEECH = (
    "said|says|told|tells|added|adds|explained|explains|stated|states|claimed|noted|stressed|emphasized|"
    "emphasised|continued|concluded|revealed|admitted|hoped|hopes|believed|believes|argued|warned|insisted|"
    "replied|recalled|wrote|asked|thinks|thought|denied|confirmed|announced|acknowledged|conveyed|mentioned|"
    "asserted|suggested|assessed|wanted|wants|remarked|declared|joked|complained"
)
_WORD = r"[A-Z][\w’]*[a-z]\w*(?:[-'’][A-Za-z]\w+)*"
#: Capitalised words in a row, as a name is written; initials and small words may stand between.
_NAME = re.compile(rf"\b{_WORD}(?: (?:(?:[A-Z]\. |bin |binti |al-|van |de |von |der )?{_WORD}))*")
_SPEAKS = re.compile(rf",?\s+(?:also |then |has |had )?(?:{SPEECH})\b")
_SPOKEN = re.compile(
    r"\b(?:said|says|added|explained|stated|continued|concluded|stressed|[Aa]ccording to)\s+$"
)
#: A name behind these is a place more often than a person.
_PLACE = re.compile(
    r"(?:\b(?:in|at|from|near|across|around|outside|inside|(?:north|south|east|west) of)|\b[A-Z]\w+ of) $"
)
#: What is no part of a name at its end: *Hartono's*, *Hartono'll*.
_CONTRACTION = re.compile(r"['’](?:s|ll|d|ve|re|m)?$")
#: An age behind a name, and words before one, that show a person: *Nurhayati, 32, …*.
_AGED = re.compile(r"(?:, | \()\d{1,2}(?:[,.)]| years\b)")
_IDENTIFIED = re.compile(
    r"\b(?:(?:named|identified)(?: only)? as|a (?:man|woman|boy|girl) (?:named|called)) $"
)
#: Roles that end a title of more words: *Public Works and Housing Minister*, *North Sumatra Governor*.
_TITLE_ENDS = frozenset(
    "minister governor mayor regent senator secretary chairman chairwoman chairperson commissioner commander "
    "general colonel captain lieutenant sergeant brigadier admiral inspector president director rector "
    "spokesman spokeswoman spokesperson coach manager ambassador chancellor professor lawmaker chief".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of what may be a person.

    :param segment: where it stands.
    :param place: the segment's place among the English ones.
    :param span: the name without titles.
    :param words: the words of the name.
    :param role: lower-case title or role right before it, or "".
    :param speaks: whether it is the subject of a verb of saying.
    :param person: whether speech, a title, a given name or the entity recogniser speaks for a person.
    :param introduced: whether an age or *named as* stands beside it.
    """

    segment: AnalysedSegment
    place: int
    span: Span
    words: tuple[str, ...]
    role: str
    speaks: bool
    person: bool
    introduced: bool

    @property
    def acts(self) -> bool:
        """Whether the text treats the name as a person's: by speech, a role or an age."""
        return self.speaks or bool(self.role) or self.introduced


def in_speech(document: AnalysedDocument, place: int) -> bool:
    """Tell whether a code point stands inside a quotation."""
    return any(quote.span.start <= place < quote.span.end for quote in document.quotes)


@lru_cache(maxsize=4)
def mentions(document: AnalysedDocument) -> tuple[Mention, ...]:
    """Return the names of the English prose that may be persons', in document order."""
    return tuple(_mentions(document))


def role_mentions(document: AnalysedDocument) -> Iterator[tuple[str, Mention]]:
    """Yield roles in the place of names, *the minister said*, with the role."""
    places = {id(segment): place for place, segment in enumerate(document.english)}
    for segment, token in document.tokens(*sorted(name_words().roles)):
        doc, first = token.doc, segment.parsed.start
        phrase = doc[max(first, token.i - 3) : token.i]
        articles = [t.i for t in phrase if t.lower_ == "the"]
        last = token.i + 1 == len(doc) or doc[token.i + 1].tag_ not in ("NN", "NNS", "NNP")
        if not articles or token.tag_ != "NN" or not last:
            continue
        if any(t.pos_ not in ("NOUN", "ADJ", "PROPN") for t in doc[articles[-1] + 1 : token.i]):
            continue
        span = segment.span_of(token)
        speaks = bool(_SPEAKS.match(document.view, span.end))
        words = (token.text,)
        yield token.lower_, Mention(segment, places[id(segment)], span, words, "", speaks, True, False)


def _mentions(document: AnalysedDocument) -> Iterator[Mention]:
    lexicon = name_words()
    persons: defaultdict[int, list[Span]] = defaultdict(list)
    for segment, entity in document.entities:
        if entity.label_ == "PERSON":
            persons[segment.segment.index].append(segment.span_of(entity))
    for place, segment in enumerate(document.english):
        start, end = segment.segment.span.start, segment.segment.span.end
        people = persons[segment.segment.index]
        for match in _NAME.finditer(document.view, start, end):
            words = [(m.start(), m.group()) for m in re.finditer(r"\S+", match.group())]
            role = _role_before(document.view, start, match.start(), lexicon.roles)
            ends = [n for n, (_, word) in enumerate(words[1:-1], 1) if _plain(word) in _TITLE_ENDS]
            if ends:
                words = words[ends[-1] :]
            while words and _plain(words[0][1]) in lexicon.roles | lexicon.openers:
                first = _plain(words.pop(0)[1])
                role = first if first in lexicon.roles else role
            while len(words) > 1 and words[0][1].endswith("-old"):
                # *Eighteen-year-old Wulan Sari*
                words.pop(0)
            if not words:
                continue
            begin = match.start() + words[0][0]
            text = _CONTRACTION.sub("", document.view[begin : match.end()])
            parts = tuple(text.split())
            if any(part.lower() in lexicon.no_persons for part in parts):
                continue
            span = Span(begin, begin + len(text))
            speaks = bool(_SPEAKS.match(document.view, span.end, end)) or bool(
                _SPOKEN.search(document.view, max(start, begin - 14), begin)
            )
            placed = not role and bool(_PLACE.search(document.view, max(start, begin - 9), begin))
            speaks = speaks and not (placed and len(parts) == 1)
            given = len(parts) > 1 and parts[0].lower() in lexicon.given
            known = any(span.overlaps(entity) for entity in people)
            from_person = given and document.view[begin - 5 : begin] == "from "
            known = (not placed and (given or known)) or from_person
            before = document.view[max(start, begin - 30) : begin]
            introduced = bool(_AGED.match(document.view, span.end) or _IDENTIFIED.search(before))
            person = speaks or bool(role) or known or introduced
            yield Mention(segment, place, span, parts, role, speaks, person, introduced)


def _plain(word: str) -> str:
    """Return a word as the lexicons have it, *we* for *We're*."""
    return re.split(r"['’.]", word.lower())[0]


def _role_before(view: str, start: int, begin: int, roles: frozenset[str]) -> str:
    """Return the lower-case role that stands right before a name: *coach Harun*."""
    before = re.search(r"([a-z]+),? $", view[max(start, begin - 24) : begin])
    return before.group(1) if before and before.group(1) in roles else ""
