"""Speech: which quotations are somebody's words, whose, and which of them are pieces of one utterance."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from mtaudit.analysis.comments import masked
from mtaudit.analysis.quotes.find import Quote, find_quotes
from mtaudit.analysis.quotes.reporting import NAMING, find_reports
from mtaudit.analysis.quotes.speakers import Cast, Speaker, is_person, read_speaker
from mtaudit.model import PROSE_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.quotes.reporting import Report

__all__ = ["QuoteKind", "SpokenQuote", "find_speech"]

#: Without a frame, quotations of fewer words are scare quotes or titles as often as speech.
_SPEECH_WORDS = 5
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
#: Words right before a mark that make the quotation a name or a word held at arm's length.
_MENTIONS = frozenset(
    "so-called socalled called dubbed named nicknamed titled entitled codenamed labelled labeled known "
    "film movie song album book novel memoir series show musical play poem painting documentary podcast game "
    "app ship vessel ferry boat yacht trawler tanker restaurant cafe café bar hotel magazine newspaper "
    "programme program operation exercise campaign slogan hashtag word words term phrase nickname title "
    "sang sing sings singing episode track single anthem hymn ballad starring exhibition typhoon storm "
    "hurricane category concept code-named".split()
)
_BETWEEN = frozenset({"the", "a", "an", "of", "as", ",", ":"})


class QuoteKind(StrEnum):
    """What a quotation is."""

    SPEECH = "speech"
    MENTION = "mention"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class SpokenQuote:
    """A quotation as a piece of somebody's speech.

    :param quote: the quotation.
    :param kind: speech, a mention (a title, a scare quote), or unclear: short, and nobody is named for it.
    :param speaker: who says it, or None where the text names nobody.
    :param utterance: number of the utterance that it is a piece of; a broken quote has one number.
    """

    quote: Quote
    kind: QuoteKind
    speaker: Speaker | None
    utterance: int


@dataclass(slots=True)
class _Paragraph:
    """A paragraph's quotations and its narration: tokens outside them with their places."""

    index: int
    quotes: list[Quote]
    words: list[Token]
    starts: list[int]
    reports: list[tuple[int, Report, Speaker | None]]
    subjects: list[tuple[int, Speaker]]

    def place(self, place: int) -> int:
        """Return which word of the narration begins at a place or first after it."""
        return bisect_left(self.starts, place)


def find_speech(document: AnalysedDocument) -> tuple[SpokenQuote, ...]:
    """Tell speech from other quotations of the prose, with its speakers, in order.

    A speaker is the subject of the reporting verb that stands before or behind the quotation in its sentence,
    or whom *according to* names. Where there is none, the speaker of the sentence before is meant. A pronoun
    is led back to the last person that it can mean, a surname to the full name.

    :param document: the document.
    """
    paragraphs = list(_paragraphs(document))
    cast = Cast([name for paragraph in paragraphs for name in _names(paragraph)])
    for paragraph in paragraphs:
        _read(paragraph, cast)
    found: list[SpokenQuote] = []
    utterance = 0
    for paragraph in paragraphs:
        for index in range(len(paragraph.quotes)):
            goes_on = bool(found) and _goes_on(paragraph, index, found[-1].quote)
            utterance += not goes_on
            before = found[-1] if goes_on else None
            found.append(_spoken(paragraph, index, before, utterance))
    return tuple(_shared(found))


def _paragraphs(document: AnalysedDocument) -> Iterator[_Paragraph]:
    text = masked(document.text, document.comments)
    quotes = [q for q in find_quotes(text, document.blocks, fewest=1) if _is_prose(document, q)]
    marks = [quote.marks for quote in quotes]
    starts = [mark.start for mark in marks]
    pieces: dict[int, list[tuple[int, Token]]] = {}
    for segment in document.prose:
        tokens = [(segment.offset + t.idx, t) for t in segment.parsed if not t.is_space]
        pieces.setdefault(segment.offset, []).extend(tokens)
    for index, placed in enumerate(pieces.values()):
        first, after = bisect_left(starts, placed[0][0]), bisect_right(starts, placed[-1][0])
        within = marks[first:after]
        narration = []
        current = 0
        for place, token in placed:
            while current < len(within) and within[current].end <= place:
                current += 1
            if current == len(within) or place < within[current].start:
                narration.append((place, token))
        words = [token for _, token in narration]
        yield _Paragraph(index, quotes[first:after], words, [place for place, _ in narration], [], [])


def _is_prose(document: AnalysedDocument, quote: Quote) -> bool:
    held = document.segment_at(quote.span.start)
    return held is not None and held.segment.role in PROSE_ROLES


def _names(paragraph: _Paragraph) -> Iterator[tuple[str, ...]]:
    """Yield names of persons, as the entity recogniser or a reporting verb knows them."""
    run: list[Token] = []
    for token in paragraph.words:
        joins = bool(run) and token.i == run[-1].i + 1 and token.ent_iob_ == "I"
        if not joins:
            yield from _person(run)
            run = []
        if token.ent_type_ == "PERSON":
            run.append(token)
    yield from _person(run)
    for report in find_reports(paragraph.words):
        yield from _person(report.speaker)
    known = {token.i for token in paragraph.words}
    for token in paragraph.words:
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ == "PROPN":
            yield from _person([t for t in token.subtree if t.i in known])


def _person(run: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    read = read_speaker([token for token in run if token.tag_ != "POS"])
    if read is not None and read.name and not read.place and is_person(read.name):
        yield read.name


def _read(paragraph: _Paragraph, cast: Cast) -> None:
    """Meet the subjects of a paragraph in order: those of reporting verbs, and other persons."""
    reports = {report.verb.i: report for report in find_reports(paragraph.words)}
    told = {token.i for report in reports.values() for token in report.speaker}
    known = {token.i for token in paragraph.words}
    for place, word in zip(paragraph.starts, paragraph.words, strict=True):
        if word.i in reports:
            report = reports[word.i]
            speaker = cast.meet(read_speaker(report.speaker), paragraph.index)
            paragraph.reports.append((place, report, speaker))
        elif word.dep_ in ("nsubj", "nsubjpass") and word.i not in told:
            read = read_speaker([t for t in word.subtree if t.i in known])
            if read is not None and (read.name or read.pronoun in ("he", "she")):
                speaker = cast.meet(read, paragraph.index)
                if speaker is not None and speaker.person:
                    paragraph.subjects.append((place, speaker))


def _goes_on(paragraph: _Paragraph, index: int, before: Quote) -> bool:
    """Tell whether a quotation is the next piece of the one before it."""
    quote = paragraph.quotes[index]
    if index == 0:
        # A speech that no mark closed goes on in the next paragraph.
        return before.carried
    first, after = paragraph.place(before.marks.end), paragraph.place(quote.marks.start)
    between = paragraph.words[first:after]
    reports = [r for r in paragraph.reports if before.marks.end <= r[0] < quote.marks.start]
    ends = [t for t in between if t.text in (".", "!", "?", ";")]
    if not any(t.is_alpha for t in between):
        return True
    if len(reports) != 1 or len(ends) > 1 or (ends and between[-1] is not ends[0]):
        return False
    # A new sentence of somebody else's: *…", said Ana. "…", Budi replied*.
    own = _behind(paragraph, index) if ends else []
    return not own or own[0][2] == reports[0][2]


def _spoken(
    paragraph: _Paragraph,
    index: int,
    before: SpokenQuote | None,
    utterance: int,
) -> SpokenQuote:
    quote = paragraph.quotes[index]
    framed, speaker = _attribution(paragraph, index)
    if before is not None and (speaker is None or not framed):
        speaker = before.speaker or speaker
    kind = _kind(paragraph, quote, framed=framed or before is not None)
    return SpokenQuote(quote, kind, speaker if kind is not QuoteKind.MENTION else None, utterance)


def _shared(found: Sequence[SpokenQuote]) -> Iterator[SpokenQuote]:
    """Yield quotes with the speaker that a later piece of the same utterance names."""
    later: dict[int, Speaker] = {}
    for spoken in found:
        if spoken.speaker is not None:
            later.setdefault(spoken.utterance, spoken.speaker)
    for spoken in found:
        speaker = spoken.speaker
        if speaker is None and spoken.kind is not QuoteKind.MENTION:
            speaker = later.get(spoken.utterance)
        yield SpokenQuote(spoken.quote, spoken.kind, speaker, spoken.utterance)


def _attribution(paragraph: _Paragraph, index: int) -> tuple[bool, Speaker | None]:
    """Return whether a reporting clause frames a quotation, and who speaks."""
    quote = paragraph.quotes[index]
    own = paragraph.place(quote.marks.start)
    previous = paragraph.quotes[index - 1].marks.end if index else 0
    sentence = _sentence_start(paragraph, own)
    before = [r for r in paragraph.reports if sentence <= r[0] < quote.marks.start]
    behind = _behind(paragraph, index)
    if before and (_is_close(paragraph, own) or not behind):
        return True, before[-1][2]
    if behind:
        return True, behind[0][2]
    if own > 0 and paragraph.words[own - 1].text not in (".", "!", "?") and previous <= sentence:
        # The quotation is part of a sentence that reports nothing.
        return False, None
    return False, _last_before(paragraph, quote.marks.start)


def _sentence_start(paragraph: _Paragraph, own: int) -> int:
    """Return where the sentence of narration begins that goes on at a word."""
    for place in range(own - 1, -1, -1):
        if paragraph.words[place].text in (".", "!", "?"):
            return paragraph.starts[place] + 1
    return 0


def _is_close(paragraph: _Paragraph, own: int) -> bool:
    """Tell whether the words before a mark lead up to speech: *said "*, *said that "*, *added: "*."""
    last = paragraph.words[own - 1] if own else None
    if last is None:
        return False
    if last.text in (":", ",") or last.lower_ in ("that", "as", "was", "is", "were", "saying"):
        return True
    return any(r[1].verb.i == last.i for r in paragraph.reports[-8:])


def _behind(paragraph: _Paragraph, index: int) -> list[tuple[int, Report, Speaker | None]]:
    """Return the reports of the clause behind a quotation, where that clause belongs to it."""
    quote = paragraph.quotes[index]
    own, end = paragraph.place(quote.marks.start), len(paragraph.words)
    if index + 1 < len(paragraph.quotes):
        end = paragraph.place(paragraph.quotes[index + 1].marks.start)
    clause: list[Token] = []
    for word, start in zip(paragraph.words[own:end], paragraph.starts[own:end], strict=True):
        if word.text in (".", "!", "?", ";") and start > quote.marks.end + 1:
            break
        clause.append(word)
    verbs = {token.i for token in clause}
    reports = [r for r in paragraph.reports if r[0] >= quote.marks.end and r[1].verb.i in verbs]
    if reports and quote.text.endswith(".") and clause[0].is_alpha and not clause[0].is_lower:
        # A new sentence, unless it is nothing but the speaker and the verb.
        verb, speaker = reports[0][1].verb, reports[0][1].speaker
        if any(t.i > verb.i and t.is_alpha and t not in speaker for t in clause):
            return []
    return reports


def _last_before(paragraph: _Paragraph, place: int) -> Speaker | None:
    """Return whom the sentence before has speak, or whom it is about."""
    spoken = [(at, speaker) for at, _, speaker in paragraph.reports if at < place]
    about = [(at, speaker) for at, speaker in paragraph.subjects if at < place]
    last = max([*spoken, *about], key=lambda one: one[0], default=None)
    return last[1] if last is not None else None


def _kind(paragraph: _Paragraph, quote: Quote, *, framed: bool) -> QuoteKind:
    words = _WORD.findall(quote.text)
    ends = quote.text[-1:] in tuple(",.!?…")
    if _is_mentioned(paragraph, quote, framed) or (_is_title(quote.text) and not ends):
        return QuoteKind.MENTION
    if len(words) == 1:
        return QuoteKind.SPEECH if framed and ends else QuoteKind.UNCLEAR
    if framed or len(words) >= _SPEECH_WORDS or (ends and len(words) > 1):
        return QuoteKind.SPEECH
    return QuoteKind.UNCLEAR


def _is_mentioned(paragraph: _Paragraph, quote: Quote, framed: bool) -> bool:
    place = paragraph.place(quote.marks.start) - 1
    first = place
    while place >= 0 and first - place < 3 and paragraph.words[place].lower_ in _BETWEEN:
        place -= 1
    if place < 0:
        return False
    word = paragraph.words[place]
    if framed and word.lemma_.lower() in NAMING and word.lower_ in ("called", "labelled", "labeled"):
        arm_length = place > 0 and paragraph.words[place - 1].text == "-"
        return arm_length or not any(r[1].verb.i == word.i for r in paragraph.reports)
    if framed and paragraph.words[first].text in (":", ","):
        return False
    # *Polls show "a clear lead"* has the verb, not the noun.
    verbal = word.pos_ == "VERB" and word.lemma_.lower() in ("show", "play", "term", "title", "exercise")
    return word.lower_ in _MENTIONS and not (verbal and word.tag_ != "VBN")


def _is_title(text: str) -> bool:
    """Tell the title of a work or the name of a thing: capitals but for small words."""
    words = [word for word in _WORD.findall(text) if len(word) > 3 or word[0].isupper()]
    return len(words) > 1 and all(word[0].isupper() or word.isdigit() for word in words)
