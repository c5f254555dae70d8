from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedDocument

_WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*")
#: Longest phrase that is looked for in a loop, in words.
_LONGEST = 12
#: From this many words on two in a row are a loop; shorter phrases need three.
_SURE_TWICE = 4
#: Clauses and sentences count from this many words on; in a quotation, where speakers repeat, from more.
_CLAUSE = 6
_SPOKEN_CLAUSE = 20
#: Most words between a run of six words and its echo.
_NEAR = 3
_ENDED = re.compile(r"[;:.!?](?:\s|$)")
_MARK = re.compile(r"[,;:.!?](?:\s|$)")
_BREAK = re.compile(r"[.!?;:]+[\"')\]]*(?:\s|$)|[,;:—–]\s|\s[-–—]\s|\n")


class LoopingText(Rule):
    """Words that the engine wrote again and again.

    ## What it finds
    A phrase of two words or more three times or more in a row, one of four words or more twice in a row, and
    a clause or sentence of six words or more that comes back word for word in its paragraph.

    ## Why it matters
    Neural decoders fall into loops; what stood in the source after the loop's start is often lost.

    ## Known false alarms
    Refrains and slogans outside quotation marks. Inside quotation marks only long repetitions count, and
    none with a comma or a stop between.

    ## Example
    `The fans left in the rain in the rain in the rain.`

    ## Source
    Holtzman et al. 2020, *The Curious Case of Neural Text Degeneration*, on repetition; MQM,
    Accuracy/Addition.
    """

    code = "ACC009"
    name = "looping-text"
    category = "Accuracy/Addition"
    its_type = "duplication"
    severity = Severity.CRITICAL

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the second and later rounds of each loop, and each clause that came before."""
        document = evidence.document
        hits: list[Hit] = []
        for block in _pieces(document):
            words = list(_WORD.finditer(document.view, block.start, block.end))
            hits.extend(_loops(document, words))
            for hit in (*_clauses(document, block), *_echoes(document, words)):
                if not any(hit.span.overlaps(other.span) for other in hits):
                    hits.append(hit)
        yield from sorted(hits, key=lambda hit: hit.span)


def _pieces(document: AnalysedDocument) -> Iterator[Span]:
    """Yield each paragraph as far as it is English prose."""
    english = {segment.segment.index for segment in document.english}
    for block in document.blocks:
        inside = [s.segment.span for s in document.segments_over(block) if s.segment.index in english]
        if inside:
            yield Span(max(block.start, inside[0].start), min(block.end, inside[-1].end))


def _loops(document: AnalysedDocument, words: list[re.Match[str]]) -> Iterator[Hit]:
    """Yield phrases repeated in a row, the shortest phrase of each place."""
    texts = [word.group().lower() for word in words]
    last: dict[str, int] = {}
    covered = -1
    for place, text in enumerate(texts):
        length = place - last.get(text, -_LONGEST - 1)
        last[text] = place
        start = place - length
        while (
            2 <= length <= _LONGEST
            and start > max(covered, 0)
            and texts[start - 1] == texts[start - 1 + length]
        ):
            # A word that the phrase holds twice hides where it began.
            start -= 1
        if not 2 <= length <= _LONGEST or start < covered:
            continue
        phrase = texts[start : start + length]
        rounds = 1
        while texts[start + rounds * length : start + (rounds + 1) * length] == phrase:
            rounds += 1
        end = start + rounds * length
        if rounds < 2 or len(set(phrase)) == 1 or not _is_same(words[start:end], length):
            continue
        if not _is_loop(document, words[start:end], length, rounds):
            continue
        covered = end
        span = Span(words[start + length].start(), words[end - 1].end())
        said = " ".join(word.group() for word in words[start : start + length])
        yield Hit(span, f"“{said}” stands {rounds} times in a row.", confidence=0.95)


def _is_loop(document: AnalysedDocument, words: list[re.Match[str]], length: int, rounds: int) -> bool:
    """Tell a loop from weight, a chant or a list of figures."""
    letters = sum(any(map(str.isalpha, word.group())) for word in words[:length])
    if letters < 2 or (
        # *more and more and more* is weight; *and slow and slow and slow* goes on too long.
        length == 2 and rounds < 3 and {word.group().lower() for word in words} & {"and", "or", "by", "after"}
    ):
        return False
    whole = document.view[words[0].start() : words[-1].end()]
    if _MARK.search(whole):
        if length >= _CLAUSE:
            return True
        if length >= _SURE_TWICE and _is_plain(words[:length], 0) and not _ENDED.search(whole):
            return not _is_spoken(document, words[0].start())
        return not _is_spoken(document, words[0].start()) and rounds >= 3 and (length >= 3 or rounds >= 4)
    return rounds >= 3 or length >= _SURE_TWICE


def _is_plain(words: list[re.Match[str]], most: int) -> bool:
    """Tell a row of words from one of names and figures, which lists repeat."""
    return sum(word.group()[0].isupper() or word.group()[0].isdigit() for word in words) <= most


def _is_same(words: list[re.Match[str]], length: int) -> bool:
    """Tell a loop from a headline that runs into its sentence: only a first word may change its case."""
    texts = [word.group() for word in words]
    return all(texts[n] == texts[n % length] for n in range(len(texts)) if n % length)


def _echoes(document: AnalysedDocument, words: list[re.Match[str]]) -> Iterator[Hit]:
    """Yield runs of words that come back at once, outside quotations."""
    texts = [word.group().lower() for word in words]
    seen: dict[tuple[str, ...], int] = {}
    covered = -1
    for place in range(len(texts) - _CLAUSE + 1):
        key = tuple(texts[place : place + _CLAUSE])
        first = seen.setdefault(key, place)
        if first + _CLAUSE > place or place < covered:
            continue
        length = _CLAUSE
        end = min(len(texts), 2 * place - first)
        while place + length < end and texts[first + length] == texts[place + length]:
            length += 1
        run = words[place : place + length]
        near = place - first - length <= _NEAR
        if near and _is_plain(run, len(run) // 3) and not _is_spoken(document, run[0].start()):
            covered = place + length
            yield Hit(
                Span(run[0].start(), run[-1].end()),
                "These words stood before in the same paragraph.",
                confidence=0.85,
            )


def _clauses(document: AnalysedDocument, block: Span) -> Iterator[Hit]:
    """Yield sentences and clauses that came before in the paragraph, word for word."""
    seen: set[tuple[str, ...]] = set()
    for span in _parts(document.view, block):
        words = tuple(word.lower() for word in _WORD.findall(document.view, span.start, span.end))
        spoken = _is_spoken(document, span.start) or '"' in document.view[max(0, span.start - 1) : span.end]
        fewest = _SPOKEN_CLAUSE if spoken else _CLAUSE
        if len(words) >= fewest:
            if words in seen:
                yield Hit(span, "These words stood before in the same paragraph.", confidence=0.9)
            seen.add(words)


def _parts(view: str, block: Span) -> Iterator[Span]:
    """Cut a paragraph at its marks; the mark at the end of a sentence belongs to it."""
    start = block.start
    for mark in [*_BREAK.finditer(view, block.start, block.end), None]:
        if mark is None:
            end = block.end
        else:
            stop = re.match(r"[.!?]+[\"')\]]*", mark.group())
            end = mark.start() + (stop.end() if stop else 0)
        text = view[start:end]
        begin = start + len(text) - len(text.lstrip(" \"'(\n"))
        if begin < end:
            yield Span(begin, end)
        start = mark.end() if mark else end


def _is_spoken(document: AnalysedDocument, place: int) -> bool:
    return any(quote.marks.start <= place < quote.marks.end for quote in document.quotes)
