"""The publisher's note that a text is machine-translated.

A note says of the text it stands in (*this article*, *the English version*) that it was translated, and that
a machine did it; an article about machine translation says the one or the other, seldom both. Half a dozen
of the wordings were seen on real sites, the other kinds are known at second hand; the patterns are ours.
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

#: Services that sites name; one outside the list is found by ``powered by`` and the like.
_SERVICES = (
    "Google Translate|Google Cloud Translation|DeepL|Microsoft Translator|Bing Translator|"
    "Amazon Translate|Yandex Translate|Papago|Baidu Translate|ChatGPT|GPT-4o?|Gemini|Claude|OpenAI|"
    "SYSTRAN|Systran|ModernMT|Lingvanex|Weglot|GTranslate|eTranslation"
)
_SERVICE = re.compile(rf"\b(?:{_SERVICES})\b")
_MACHINE = (
    r"(?:machine|automat(?:ic|ed|ion)|a\.?i\.?|artificial intelligence|neural|computer|software|robot|"
    rf"algorithms?|(?:large )?language models?|translation (?:tool|engine|service|system)s?|{_SERVICES})"
)
#: A machine and not what belongs to one: *by computer* and *by AI translation*, not *by computer linguists*.
_BY_MACHINE = (
    rf"(?:by|with|using|via|through|by means of)(?: the (?:help|aid|use) of)?(?: an?| the| our)? {_MACHINE}"
    r"(?!\w)(?! (?!(?:translations?|tools?|engines?|software|systems?|services?|technology|models?|machine|"
    r"and|or|from|into|in|of|for|to|api)\b)[a-z])"
)
_DONE = r"(?:translated|rendered|generated|produced|created|made|done|provided)"
_KIND = "(?:machine|automatic|automated|ai|computer)"
_LANGUAGE = "@LANGUAGE@"
#: The sentence says that a machine did it.
_TRANSLATED = (
    rf"\b(?:automatically|machine|auto|ai|computer)[- ]{_DONE}\b",
    rf"\b{_DONE}\b(?: \S+){{0,12}}? (?:automatically\b|{_BY_MACHINE})",
    rf"\b(?:is|are|was|were) (?:an?|the)(?: \w+){{0,2}} {_KIND}[- ](?:{_DONE} )?translations?\b",
    rf"\b(?:is|are)\b(?: an?)?(?: \w+){{0,2}} (?:{_SERVICES}) (?:translation|version)\b",
    rf"\buse\b[^.]{{0,30}} {_MACHINE}\b[^.]{{0,30}} to translate\b",
    rf"\bin other languages\b[^.]{{0,30}} {_BY_MACHINE}",
)
_TEXTS = (
    r"(?:articles?|stor(?:y|ies)|texts?|pages?|posts?|reports?|reporting|news|contents?|versions?|editions?|"
    r"translations?|items?|pieces?|interviews?|transcripts?|publications?|websites?|site|documents?)"
)
#: The sentence speaks of the text that it stands in.
_ITSELF = (
    rf"\b(?:this|these|our)\s+(?:[\w-]+\s+){{0,3}}{_TEXTS}\b",
    r"\bthis is an?\b",
    r"\bthe (?:text|article) (?:below|above|you are reading)\b",
    r"\bthe (?:[\w,-]+ ){0,6}"
    + _LANGUAGE
    + r",? (?:[\w,-]+ ){0,6}(?:version|edition|text|page|translation)s?\b",
    r"^\W*(?:content|text|article|translation)s?\b",
)
#: A note without a subject or a finite verb, as it stands in italics or brackets; or a label.
_BARE = (
    r"^\W*(?:(?:note|disclaimer|editor's note|translator's note|attention|ed)\b\W*)?"
    r"(?:(?:machine|auto(?:matically|matic)?|a\.?i\.?)[ -]+(?:\w+[ -]+)?translat\w+"
    rf"|translat(?:ed|ion)(?: \w+){{0,4}} {_BY_MACHINE}"
    rf"|(?:translation|translator|terjemahan|penerjemahan)\s*:\s*(?:{_SERVICES}))"
)
_MIGHT = re.compile(rf"(?i:\b(?:can|could|may|might|should|will|would)\b(?: \w+)? be {_DONE}\b)")
_FINITE = frozenset({"VBZ", "VBP", "MD"})
#: What goes on speaking of the translation before or after the sentence that owns up to it.
_FOLLOWS = re.compile(
    r"(?i:\btranslat\w+|\b(?:inaccura|imprecis|discrepanc|authoritativ)\w+|\boriginal\b|\berrors?\b|"
    r"\bmistakes?\b|\bmain language\b|\b(?:powered|supported) by\b|\breviewed\b|\baccuracy\b|\bprevails?\b|"
    r"\bprecedence\b|\bdecisive\b|\bbinding\b|\brefer to\b|\bnuances?\b|\bdisclaimer\b)"
)
#: Sentences about somebody else's translating, which are news.
_NEWS = re.compile(r"(?i:\b(?:said|says|told|announced|launched|according to|reported)\b)")
_LONGEST_NOTE = 60


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
    core = next((i for i in range(len(said) - 1, -1, -1) if _owns_up(said[i], drafts[i])), None)
    if core is None:
        return None, frozenset()
    first = last = core
    while first > 0 and drafts[first - 1].block == drafts[core].block and _belongs(said[first - 1]):
        first -= 1
    while last + 1 < len(said) and drafts[last + 1].block == drafts[core].block and _belongs(said[last + 1]):
        last += 1
    while (
        last + 1 < len(said)
        and drafts[last + 1].block == drafts[last].block
        and (drafts[last + 1].role is Role.CREDIT)
    ):
        last += 1
    span = Span(drafts[first].span.start, drafts[last].span.end)
    source, languages = _languages(said[first : last + 1])
    note = Disclosure(span, span.of(text), source, _provider(span.of(view)), languages)
    return note, frozenset(range(first, last + 1))


def _owns_up(sentence: str, draft: Draft | None = None) -> bool:
    """Tell whether a sentence says of its own text that a machine translated it."""
    if len(sentence.split()) > _LONGEST_NOTE or _NEWS.search(sentence) or _MIGHT.search(sentence):
        return False
    bare, translated, itself = _patterns()
    if bare.match(sentence):
        tokens = (draft.tokens if draft else None) or ()
        return not any(token.tag_ in _FINITE or token.dep_ == "auxpass" for token in tokens)
    return bool(translated.search(sentence) and itself.search(sentence))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile the patterns; that of the text itself needs the names of languages."""
    names = _language_names()[0].pattern
    return (
        re.compile(_BARE, re.IGNORECASE),
        re.compile("|".join(_TRANSLATED), re.IGNORECASE),
        re.compile("|".join(_ITSELF).replace(_LANGUAGE, names), re.IGNORECASE),
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


_FROM = re.compile(
    r"(?i:\b(?:from|original(?:ly)?(?: \w+){0,2}:?|appeared in|published in|written in|main|see|"
    r"(?:article|text|story|report) in)"
    r"\s+(?:the\s+)?$)"
)
_ORIGINAL = re.compile(r"(?i:[ -](?:language )?(?:original|source)\b)")


def _languages(sentences: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """Tell the language translated from and those generated.

    In the sentence that owns up, a language after *from* or *original* is the source and the others are
    generated; the sentences around it name the text that prevails.
    """
    pattern, names = _language_names()
    source: str | None = None
    generated: set[str] = set()
    for sentence in sentences:
        owns_up = _owns_up(sentence)
        for found in pattern.finditer(sentence):
            before = sentence[: found.start()][-60:]
            is_source = bool(_FROM.search(before) or _ORIGINAL.match(sentence, found.end()))
            if is_source or not owns_up:
                source = source or names[found.group()]
            else:
                generated.add(names[found.group()])
    return source, tuple(sorted(generated - {source}))


_CREDIT = re.compile(
    r"(?i:\b(?:supported|powered|provided|translated|generated|produced|created|made)"
    r"(?: automatically| entirely)? (?:by|with|using|via|through)\s+(?:the\s+|an?\s+)?"
    r"|\b(?:technology|provider|service|engine)\s*:\s*)"
)
_NAME = re.compile(r"[A-Z][\w-]*(?:\.[a-z]{2,6})*(?: [A-Z][\w-]*(?:\.[a-z]{2,6})*){0,3}")
_NO_NAME = re.compile(r"(?i:(?:ai|a\.i|artificial intelligence|machine|neural|automat\w+)\b)")


def _provider(note: str) -> str | None:
    """Name the service or company that the note gives the credit to."""
    named = _SERVICE.search(note)
    if named:
        return named.group()
    for lead in _CREDIT.finditer(note):
        name = _NAME.match(note, lead.end())
        if name and not _NO_NAME.match(name.group()):
            return name.group()
    return None
