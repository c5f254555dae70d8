from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.model import Severity, Span
from mtaudit.rules.accuracy._foreign import WORD, leans, long_runs
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Names have fewer words than this, or few common ones.
_LONG = 4
#: How much more frequent, in Zipf units, an English word must be in English than in Indonesian.
_MARGIN = 1.0
#: Share of English words from which a sentence counts as mixed.
_MIXED = 0.3
#: Share of common words from which a line of capitalised words is a headline and no list of names.
_TITLE = 0.6
#: Small words between the parts of names, and the ends of domains.
_CONNECTORS = frozenset(
    {"vs", "v", "de", "della", "di", "da", "van", "von", "del", "dan", "bin", "binti", "com", "co", "id"}
)
#: Forms of companies, which make a short line a name.
_FORMS = frozenset("PT CV UD PD Tbk Persero Perum Sdn Bhd GmbH AG Jl".split())
_LONGEST_NAME = 5
#: What parts one name from the next: ``Bayern Munich - Borussia Dortmund 3:2``.
_BREAK = re.compile(r"[,;:()\d]|\s[-–—]+\s|\bvs?\b")
#: A gloss behind a quotation.
_GLOSSED = re.compile(r"[.,]?[\"'”’] ?(?:,? ?which (?:means|translates)|,? (?:meaning|literally|or) |\()")
_SOURCE = "id"
_CONFIDENCE = 0.95


class UntranslatedText(Rule):
    """Text left in the source language.

    ## What it finds
    A headline, caption or sentence that is not in English, or a run of four or more Indonesian words
    inside an English sentence.

    ## Why it matters
    The reader meets words that nobody translated; what they say is lost.

    ## Known false alarms
    Titles of films, songs and laws that are quoted in Indonesian on purpose. A quotation with a gloss
    right behind it is silent.

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
            span = segment.segment.span
            words = list(WORD.finditer(evidence.document.view, span.start, span.end))
            language = segment.segment.language
            if language in ("en", None) or _is_mixed(words):
                for run in long_runs(evidence.document.view, words):
                    span = Span(run[0].start(), run[-1].end())
                    if _GLOSSED.match(evidence.document.view, span.end):
                        continue
                    yield Hit(span, "These words are Indonesian.", confidence=_CONFIDENCE)
            elif not all(_is_name(part, language) for part in _parts(evidence.document.view, words)):
                message = f"The line is in another language ({language}), not in English."
                yield Hit(span, message, confidence=_CONFIDENCE)


def _is_mixed(words: list[re.Match[str]]) -> bool:
    """Tell a sentence with a good share of English words, of which only a run may be foreign."""
    english = [w for w in words if zipf(w.group(), "en") - zipf(w.group(), _SOURCE) >= _MARGIN]
    lower = [w for w in words if w.group().islower()]
    # Jokowi praised Prabowo Subianto: beside names, what is no name tells the language.
    plain = sum(w.group().islower() for w in english)
    return bool(words) and (len(english) / len(words) >= _MIXED or plain * 2 > len(lower))


def _parts(view: str, words: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Part a line of names at commas, dashes, scores and ``vs``; another line stays whole."""
    names = [word for word in words if word.group() not in _CONNECTORS]
    if not all(word.group()[0].isupper() for word in names):
        return [words]
    parts: list[list[re.Match[str]]] = [[]]
    for last, word in zip([None, *names], names, strict=False):
        if last is not None and _BREAK.search(view[last.end() : word.start()]):
            parts.append([])
        parts[-1].append(word)
    return parts


def _is_name(words: list[re.Match[str]], language: str) -> bool:
    """Tell capitalised words that are no common words of their language: names."""
    if len(words) < 2:
        return True
    if not all(word.group()[0].isupper() for word in words):
        return False
    if len(words) <= _LONGEST_NAME and {words[0].group(), words[-1].group()} & _FORMS:
        return True
    common = sum(leans(word.group(), language) for word in words)
    return len(words) < _LONG or common / len(words) < _TITLE
