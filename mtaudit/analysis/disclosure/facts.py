"""What a publisher's note names: the language translated from, those generated, and the provider."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.analysis.disclosure.cues import SERVICE, TOOL_NOUN, language_names, read_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["languages_of", "provider_of"]

_FROM = re.compile(
    r"(?i:\b(?:(?:from|of)(?: [\w-]+){1,3} in|from|other than|original(?:ly)?(?: \w+){0,2}:?|appeared "
    r"in|main|see|"
    r"publish(?:ed|es)(?: only)? in|wr(?:itten|ites?|ote)(?: it| them)?(?: only)? in|"
    r"(?:turn|translat|render|convert)(?:s|es|ed|ing)?(?: all)?(?: of)?(?: our| the| these| its)?|"
    r"(?:of|from|publish|offer|bring)(?: you)?(?: our| an?)|(?:article|text|story|report|original|"
    r"version) in)"
    r"\s+(?:the\s+)?$)"
)
_NOUN = r"(?:text|article|original|report|story|page|copy|edition|version|news|stories|items?)s?"
_ORIGINAL = re.compile(
    rf"(?i:[ -](?:language )?(?:original|source)\b|(?: {_NOUN})? (?:in)?to (?:the )?(?-i:[A-Z])|"
    rf" (?:\w+ )?{_NOUN} (?:(?:is|was|are|were|has been|have been|remains) )?(?:the )?"
    r"(?:(?:automatically |machine-)?(?:translated|rendered|turned|converted)|authoritative|official|"
    r"valid|binding|"
    r"prevails?|applies|apply|counts?|takes precedence)\b)"
)
_INTO = re.compile(r"(?i:\b(?:into(?: the)?|to) $)")


def languages_of(sentences: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """Tell the language translated from and those generated.

    In the sentence that owns up, a language after *from* or before *original* or *into* is the source and
    the others are generated; the sentences around it name the text that prevails. The source of an English
    text is never English.

    :param sentences: the sentences of a note, with single spaces.
    :returns: the code of the source, or None, and the other codes, sorted.
    """
    pattern, names = language_names()
    source: str | None = None
    generated: set[str] = set()
    for sentence in sentences:
        cues = read_cues(sentence)
        owns_up = cues.agent and cues.translating
        for found in pattern.finditer(sentence):
            before = sentence[: found.start()][-60:]
            code = names[found.group()]
            into = code == "en" or _INTO.search(before) is not None
            is_source = not into and bool(_FROM.search(before) or _ORIGINAL.match(sentence, found.end()))
            if is_source or not (owns_up or into):
                source = source or code
            else:
                generated.add(code)
    return source, tuple(sorted(generated - {source}))


_ARTICLE = r"(?:the\s+|an?\s+|our\s+)?"
_PROPER = r"[A-Z][\w-]*(?:\.[a-z]{2,6})*(?: [A-Z][\w-]*(?:\.[a-z]{2,6})*){0,3}"
_KIND = rf"(?i:{TOOL_NOUN}|services?|platform|partner|technology|artificial intelligence|ai)"
#: In the order of what they prove; the first that leads to a name counts.
_LEADS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(?i:\b(?:supported|powered|provided|translated|generated|produced|created|made)"
            rf"(?: automatically| entirely)? (?:by|with|using|via|through)\s+{_ARTICLE})(?P<name>{_PROPER})"
        ),
        rf"(?i:\b(?:technology|provider|service|engine)\s*:\s*)(?P<name>{_PROPER})",
        rf"\b{_KIND}(?:,| \(| named| called| known as| of)? ?(?P<name>{_PROPER})",
        rf"(?P<name>{_PROPER}),? \(?(?i:an?|our|the)(?: [\w-]+){{0,3}} {_KIND}\b",
        (
            rf"(?P<name>{_PROPER})(?:'s)?(?: (?!and\b|or\b)[a-z-]+){{0,2}} "
            r"(?i:engine|software|tool|bot|robot|machine|system)\b"
        ),
        r"(?i:\b(?:with|using|via|through|thanks to|courtesy of|help of)\s+)(?P<name>" + _PROPER + ")",
    )
)
_NO_NAME = re.compile(
    r"(?i:(?:ai|a\.i|artificial intelligence|machine|neural|automat\w+|computer|the|this|our|an?|no|"
    r"please|if|"
    r"we|it|note|translation|editor\w*|bahasa)\b)"
)


def provider_of(note: str) -> str | None:
    """Name the service or company that the note gives the credit to.

    :param note: the note, with single spaces.
    """
    named = SERVICE.search(note)
    if named:
        return named.group()
    languages = language_names()[0]
    for lead in _LEADS:
        for found in lead.finditer(note):
            name = found["name"]
            if not _NO_NAME.match(name) and not languages.match(name):
                return name
    return None
