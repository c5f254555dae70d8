"""The publisher's note that a text is machine-translated.

A note speaks of the text it stands in (*this article*, *the English version*), of translation, and of
a machine; an article about machine translation speaks of the last two only. The kinds of wording were
collected from the notes of news sites in several languages; the patterns are ours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.model import Disclosure, Role, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.analysis.roles import Draft

__all__ = ["find_disclosure"]

#: Services that sites name. A name outside the list is found by ``supported by`` and the like.
_SERVICES = (
    "Google Translate|Google Cloud Translation|DeepL|Microsoft Translator|Bing Translator|"
    "Amazon Translate|Yandex Translate|Papago|Baidu Translate|ChatGPT|GPT-4|GPT-4o|Gemini|Claude|"
    "OpenAI|Systran|ModernMT|Lingvanex|Weglot|GTranslate"
)
_MACHINE = (
    r"machine|automat(?:ic|ically|ed|ion)|auto|a\.?i\.?|artificial intelligence|neural|computer|software|"
    r"robot|bot|algorithms?|(?:large )?language models?|translation (?:tool|engine|service|system)s?|"
    rf"{_SERVICES}"
)
_MACHINE_WORD = re.compile(rf"(?i:(?<![\w@])(?:{_MACHINE})(?![\w@]))")
_TRANSLATION = re.compile(
    r"(?i:\btranslat(?:ed?|es|ing|ions?)\b|\bauto-?translat\w+|\bversions?\b[^.]{0,60}\b(?:generated|produced|created)\b)"
)
_ITSELF = re.compile(
    r"(?i:\b(?:this|these|the above|our)\s+(?:\w+[ -]){0,3}"
    r"(?:articles?|stor(?:y|ies)|texts?|pages?|posts?|reports?|news|contents?|versions?|translations?|items?|"
    r"pieces?|interviews?|transcripts?|publications?|websites?|site|documents?)\b"
    r"|\b(?:versions?|articles?|translations?|contents?|texts?)\b[^.]{0,40}\b(?:is|are|was|were|has been|have been)\b[^.]{0,40}"
    r"\b(?:translated|generated|produced|created|provided)\b"
    r"|\boriginal(?:ly)?\b)"
)
#: A note without a subject, as it stands in italics or brackets.
_BARE = re.compile(
    rf"(?i:^\W*(?:(?:note|disclaimer|editor's note|translator's note|attention|ed)\b\W*)?"
    rf"(?:(?:machine|auto(?:matically|matic)?|a\.?i\.?)[ -]+(?:\w+[ -]+)?translat\w+"
    rf"|translat(?:ed|ion)(?: \w+){{0,4}} (?:by|with|using|via|through|from)\b[^.]{{0,60}}?(?<!\w)(?:{_MACHINE})(?!\w)))"
)
#: What goes on speaking of the translation after or before the sentence that owns up to it.
_FOLLOWS = re.compile(
    r"(?i:\btranslat\w+|\binaccura\w+|\boriginal\b|\berrors?\b|\bmistakes?\b|\bmain language\b|\bdiscrepanc\w+|"
    r"\bsystem supported\b|\bpowered by\b|\bsupported by\b|\breviewed\b|\baccuracy\b|\bprevails?\b|\bnuances?\b|"
    r"\bfeedback\b|\bdisclaimer\b)"
)
#: Sentences about somebody else's translating, which are news.
_NEWS = re.compile(r"(?i:\b(?:said|says|told|announced|launched|according to|reported)\b)")
_LONGEST_NOTE = 60

_PROVIDER_LEAD = re.compile(
    r"(?i:\b(?:supported|powered|provided|translated|generated|produced|created|made|done|made possible)"
    r"(?: automatically| entirely)? (?:by|with|using|via|through)|\b(?:by|using|via|with|through)"
    r"(?: the help of| the aid of| the use of)?)\s+(?:the\s+|a\s+|an\s+)?"
)
_PROVIDER_NAME = re.compile(r"(?:[A-Z][\w-]*(?:\.[a-z]{2,6})*|GPT-4o?)(?: [A-Z][\w-]*(?:\.[a-z]{2,6})*){0,3}")
_NO_PROVIDER = re.compile(r"(?i:^(?:ai|a\.i|artificial intelligence|machine|english|neural|automat\w+)$)")


def find_disclosure(
    text: str, view: str, drafts: Sequence[Draft]
) -> tuple[Disclosure | None, frozenset[int]]:
    """Find the note and the segments that it is made of.

    :param text: the text as it was read.
    :param view: its plain view.
    :param drafts: its segments in order.
    :returns: the note, or None, and the indices of its segments.
    """
    said = [draft.span.of(view) for draft in drafts]
    core = next((i for i in range(len(said) - 1, -1, -1) if _owns_up(said[i])), None)
    if core is None:
        return None, frozenset()
    first = last = core
    while first > 0 and drafts[first - 1].block == drafts[core].block and _belongs(said[first - 1]):
        first -= 1
    while last + 1 < len(said) and drafts[last + 1].block == drafts[core].block and _belongs(said[last + 1]):
        last += 1
    while last + 1 < len(said) and drafts[last + 1].block == drafts[last].block and (
        drafts[last + 1].role is Role.CREDIT
    ):
        last += 1
    span = Span(drafts[first].span.start, drafts[last].span.end)
    source, languages = _languages(span.of(view))
    note = Disclosure(span, span.of(text), source, _provider(span.of(view)), languages)
    return note, frozenset(range(first, last + 1))


def _owns_up(sentence: str) -> bool:
    """Tell whether a sentence says of its own text that a machine translated it."""
    if len(sentence.split()) > _LONGEST_NOTE:
        return False
    if _BARE.search(sentence[:200]):
        return not _NEWS.search(sentence)
    return bool(
        _TRANSLATION.search(sentence)
        and _MACHINE_WORD.search(sentence)
        and _ITSELF.search(sentence)
        and not _NEWS.search(sentence)
    )


def _belongs(sentence: str) -> bool:
    return bool(_FOLLOWS.search(sentence)) and not _NEWS.search(sentence)


@lru_cache(maxsize=1)
def _language_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """English names of languages with two-letter codes, after CLDR."""
    from babel import Locale

    names = {str(name): code for code, name in Locale.parse("en").languages.items() if len(code) == 2}
    names |= {"Bahasa Indonesia": "id", "Bahasa": "id", "Mandarin": "zh", "Farsi": "fa", "Castilian": "es"}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), names


_SOURCE_BEFORE = re.compile(
    r"(?i:(?:\bfrom|\boriginally (?:written |published )?in|\boriginal|\bsee|\bwritten in|\bthe)"
    r"(?: the| its| an?| original)*)\s*$"
)
_SOURCE_AFTER = re.compile(
    r"(?i:^(?:[ -](?:language )?(?:original|source|text|article)\b| as (?:our|the) (?:main|source|original)| language (?:article|original|version of record)))"
)
_SOURCE_LEAD = re.compile(r"(?i:\b(?:from|original(?:ly)?|see|main|source|written in)\b[^.]{0,30}$)")
_TARGET_LEAD = re.compile(r"(?i:\b(?:into|to|in)(?: the)?(?: \w+(?:,| and|, and))*\s*$)")


def _languages(note: str) -> tuple[str | None, tuple[str, ...]]:
    """Tell the language translated from and those generated."""
    pattern, names = _language_names()
    source: str | None = None
    generated: set[str] = set()
    for found in pattern.finditer(note):
        code = names[found.group()]
        before, after = note[: found.start()], note[found.end() :]
        into = _TARGET_LEAD.search(before[-60:]) and not re.search(r"(?i:written|published|original\w*) in\W*$", before[-30:])
        if source is None and not into and (
            _SOURCE_LEAD.search(before[-50:]) or _SOURCE_AFTER.match(after[:40])
        ):
            source = code
        else:
            generated.add(code)
    generated.discard(source or "")
    return source, tuple(sorted(generated))


def _provider(note: str) -> str | None:
    """Name the service or company, preferring one that the note gives the credit to."""
    candidates = []
    for lead in _PROVIDER_LEAD.finditer(note):
        name = _PROVIDER_NAME.match(note, lead.end())
        if name and not _NO_PROVIDER.match(name.group()):
            candidates.append(name.group())
    if candidates:
        return candidates[0]
    named = re.search(rf"\b(?:{_SERVICES})\b", note)
    return named.group() if named else None
