from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedSegment

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
#: A run counts from this many Indonesian words on; shorter ones are names, titles and loan words.
_SHORTEST_RUN = 4
#: How much more frequent, in Zipf units, a word must be in Indonesian than in English.
_MARGIN = 1.0
_CONFIDENCE = 0.95


class UntranslatedText(Rule):
    """Text left in the source language.

    ## What it finds
    A headline, caption or sentence that is not in English, or a run of four or more Indonesian words
    inside an English sentence.

    ## Why it matters
    The reader meets words that nobody translated; what they say is lost.

    ## Known false alarms
    Titles of films, songs and laws that are quoted in Indonesian on purpose, and proverbs given in the
    original beside their translation.

    ## Example
    `petugas mengevakuasi penumpang kapal` as the first line of a caption.

    ## Source
    MQM, Accuracy/Untranslated; Freitag et al. 2021, category *Untranslated text*. Word frequencies:
    Speer 2022, wordfreq 3.0.
    """

    code = "ACC001"
    name = "untranslated-text"
    category = "Accuracy/Untranslated text"
    its_type = "untranslated"
    severity = Severity.MAJOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield foreign segments whole, and foreign runs of English ones."""
        for segment in evidence.document.prose:
            language = segment.segment.language
            if language not in ("en", None) and not self._is_name(segment):
                message = f"The line is in another language ({language}), not in English."
                yield Hit(segment.segment.span, message, confidence=_CONFIDENCE)
            else:
                yield from self._runs(evidence.document.view, segment)

    @staticmethod
    def _is_name(segment: AnalysedSegment) -> bool:
        """Tell a line of capitalised words, which is a name in any language."""
        words = _WORD.findall(segment.segment.text)
        return not any(word[0].islower() for word in words) or len(words) == 1

    @staticmethod
    def _runs(view: str, segment: AnalysedSegment) -> Iterator[Hit]:
        run: list[re.Match[str]] = []
        words = list(_WORD.finditer(view, segment.segment.span.start, segment.segment.span.end))
        for word in [*words, None]:
            if word is not None and _is_indonesian(word.group()):
                run.append(word)
                continue
            lower = [w for w in run if w.group().islower()]
            if len(run) >= _SHORTEST_RUN and len(lower) >= _SHORTEST_RUN - 1:
                yield Hit(
                    Span(run[0].start(), run[-1].end()),
                    "These words are Indonesian.",
                    confidence=_CONFIDENCE,
                )
            run = []


def _is_indonesian(word: str) -> bool:
    indonesian = zipf(word, "id")
    return indonesian > 0 and indonesian - zipf(word, "en") >= _MARGIN
