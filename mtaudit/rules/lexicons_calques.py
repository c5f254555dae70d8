"""Lexicons of calques: false friends and idioms of Indonesian in English words, with what proves them.

A frame is a row of words, each lower-case and matched as it stands:

- ``a|b`` is either word, ``word?`` may be missing, ``-?`` is a hyphen or none;
- ``~verb`` is the verb in all its forms, ``+noun`` the noun in singular and plural;
- ``@class`` is any word of a class of the data file, ``@det`` an article or possessive or nothing;
- ``...`` is up to three words that may stand within a noun phrase;
- ``<num>`` is a number, ``<name>`` a proper noun.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.analysis.patterns import Match, TokenPattern
    from mtaudit.rules.base import Evidence

__all__ = [
    "Calque",
    "CalqueLexicon",
    "compile_frames",
    "false_friends",
    "found_calques",
    "frames_of",
    "literal_idioms",
]

#: Frames with more wordings than this are matched word by word, others as fixed phrases.
_FEW = 12
#: How far from a match the words are that make it English, in tokens.
_WINDOW = 6
_DETERMINERS = ("the", "a", "an", "his", "her", "its", "their", "our", "this", "these", "any", "some")
#: Words and marks that few sentences lack: to look for a frame wherever one of them is would cost more than
#: the parse.
_COMMON = frozenset(
    "a an and as at be by for from had has have in into is it of on or that the to was with are been but he "
    "his its not they this their , . - 's ' $ “ ” \"".split()
)
_GAP = {"POS": {"NOT_IN": ["PUNCT", "SCONJ", "CCONJ", "ADP", "AUX", "SPACE"]}, "OP": "{0,3}"}
_IRREGULAR = {
    "be": "be am is are was were been being",
    "have": "have has had having",
    "do": "do does did done doing",
    "go": "go goes went gone going",
    "come": "come comes came coming",
    "become": "become becomes became becoming",
    "get": "get gets got gotten getting",
    "give": "give gives gave given giving",
    "take": "take takes took taken taking",
    "find": "find finds found finding",
    "catch": "catch catches caught catching",
    "dig": "dig digs dug digging",
    "eat": "eat eats ate eaten eating",
    "meet": "meet meets met meeting",
    "hold": "hold holds held holding",
    "make": "make makes made making",
    "sit": "sit sits sat sitting",
    "see": "see sees saw seen seeing",
    "fall": "fall falls fell fallen falling",
    "rise": "rise rises rose risen rising",
    "bite": "bite bites bit bitten biting",
    "break": "break breaks broke broken breaking",
    "spread": "spread spreads spreading",
    "swell": "swell swells swelled swollen swelling",
    "keep": "keep keeps kept keeping",
    "put": "put puts putting",
    "hit": "hit hits hitting",
    "let": "let lets letting",
    "lie": "lie lies lay lain lying",
    "run": "run runs ran running",
    "say": "say says said saying",
    "fly": "fly flies flew flown flying",
    "draw": "draw draws drew drawn drawing",
    "burst": "burst bursts bursting",
    "throw": "throw throws threw thrown throwing",
    "seek": "seek seeks sought seeking",
    "blow": "blow blows blew blown blowing",
    "wear": "wear wears wore worn wearing",
    "shut": "shut shuts shutting",
    "pay": "pay pays paid paying",
    "lead": "lead leads led leading",
    "stick": "stick sticks stuck sticking",
    "lose": "lose loses lost losing",
    "win": "win wins won winning",
    "grow": "grow grows grew grown growing",
    "swallow": "swallow swallows swallowed swallowing",
    "tell": "tell tells told telling",
    "think": "think thinks thought thinking",
    "beat": "beat beats beaten beating",
    "shake": "shake shakes shook shaken shaking",
    "ride": "ride rides rode ridden riding",
    "know": "know knows knew known knowing",
    "convey": "convey conveys conveyed conveying",
}


@dataclass(frozen=True, slots=True)
class Calque:
    """English words in the sense of an Indonesian word or idiom.

    :param indonesian: the word or idiom behind them.
    :param means: what English says.
    :param unless: lower-case words that, within six tokens, make them English.
    :param near: lower-case words of which the sentence must hold one, or none where that is not asked.
    :param not_after: lower-case words that may not stand right before.
    :param not_before: lower-case words that may not be among the two right after.
    :param lower: whether they must be written without capitals, but for the first.
    :param confidence: 0 to 1.
    """

    indonesian: str
    means: str
    unless: frozenset[str]
    near: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    lower: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class CalqueLexicon:
    """A lexicon of calques in the form that rules give their patterns in.

    :param calques: by name.
    :param phrases: fixed wordings by the calque's name.
    :param patterns: token patterns by the calque's name.
    """

    calques: Mapping[str, Calque]
    phrases: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, Sequence[TokenPattern]]


def compile_frames(
    frames: Sequence[str], classes: Mapping[str, str] | None = None
) -> tuple[tuple[str, ...], list[TokenPattern]]:
    """Return the fixed phrases and the token patterns that frames stand for.

    :param frames: in the notation of this module.
    :param classes: words, parted by spaces, by the name of their class.
    """
    phrases: list[str] = []
    patterns: list[TokenPattern] = []
    for frame in frames:
        parts = [_part(word, classes or {}) for word in frame.split()]
        fixed = [part for part in parts if isinstance(part, tuple)]
        if len(fixed) == len(parts) and prod(len(words) for words in fixed) <= _FEW:
            phrases.extend(" ".join(word for word in row if word) for row in product(*fixed))
        else:
            patterns.append([_token(part) if isinstance(part, tuple) else part for part in parts])
    return tuple(dict.fromkeys(phrases)), patterns


@lru_cache(maxsize=16)
def frames_of(rule: str) -> CalqueLexicon:
    """Return the frames of a rule whose list is short.

    :param rule: its name.
    """
    return _compiled(_read("calque_frames.toml")[rule], {})


@lru_cache(maxsize=1)
def false_friends() -> CalqueLexicon:
    """Return English words in the sense of their Indonesian look-alikes."""
    return _load("false_friends.toml")


@lru_cache(maxsize=1)
def literal_idioms() -> CalqueLexicon:
    """Return idioms of Indonesian, word for word in English."""
    return _load("literal_idioms.toml")


def found_calques(evidence: Evidence, lexicon: CalqueLexicon) -> Iterator[tuple[Match, Calque]]:
    """Yield the matches that their own conditions let stand, in order; of those that overlap, the longest."""
    held = [
        (match, lexicon.calques[name])
        for name, matches in evidence.matches.items()
        for match in matches
        if _stands(match, lexicon.calques[name])
    ]
    held.sort(key=lambda found: (found[0][0].offset, found[0][1].start, -len(found[0][1])))
    last: tuple[AnalysedSegment, int] | None = None
    for (segment, span), calque in held:
        if last is None or last[0] is not segment or span.start >= last[1]:
            yield (segment, span), calque
            last = segment, span.end


def _stands(match: Match, calque: Calque) -> bool:
    segment, span = match
    tokens = segment.parsed
    if calque.lower and any(token.text != token.lower_ for token in span[1:]):
        return False
    if span.start > tokens.start and tokens.doc[span.start - 1].lower_ in calque.not_after:
        return False
    if any(
        token.lower_ in calque.not_before for token in tokens.doc[span.end : min(tokens.end, span.end + 2)]
    ):
        return False
    around = tokens.doc[max(tokens.start, span.start - _WINDOW) : min(tokens.end, span.end + _WINDOW)]
    inside = range(span.start, span.end)
    if calque.unless and any(t.lower_ in calque.unless for t in around if t.i not in inside):
        return False
    return not calque.near or any(t.lower_ in calque.near for t in tokens if t.i not in inside)


def _load(name: str) -> CalqueLexicon:
    data = _read(name)
    calques: dict[str, Calque] = {}
    wanted: dict[str, list[str]] = {}
    classes: dict[str, str] = data["classes"]
    for place, entry in enumerate(data["calque"]):
        key = f"{place:03}"
        calques[key] = Calque(
            entry["id"],
            entry["means"],
            _words(entry.get("unless", ""), classes),
            _words(entry.get("near", ""), classes),
            _words(entry.get("not_after", ""), classes),
            _words(entry.get("not_before", ""), classes),
            entry.get("lower", False),
            entry.get("confidence", 0.85),
        )
        wanted[key] = entry["frames"]
    compiled = _compiled(wanted, classes)
    return CalqueLexicon(calques, compiled.phrases, compiled.patterns)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("mtaudit.rules").joinpath("data", name).read_text(encoding="utf-8"))


def _compiled(wanted: Mapping[str, Sequence[str]], classes: Mapping[str, str]) -> CalqueLexicon:
    compiled = {name: compile_frames(rows, classes) for name, rows in wanted.items()}
    return CalqueLexicon(
        {},
        {name: phrases for name, (phrases, _) in compiled.items() if phrases},
        {name: patterns for name, (_, patterns) in compiled.items() if patterns},
    )


def _words(text: str, classes: Mapping[str, str]) -> frozenset[str]:
    return frozenset(form for word in text.split() for form in _part(word, classes))


def _part(word: str, classes: Mapping[str, str]) -> tuple[str, ...] | dict[str, Any]:
    """Return the wordings of one place of a frame, an empty one where it may be missing, or its pattern."""
    if word == "...":
        return _GAP
    if word == "<num>":
        return {"POS": "NUM"}
    if word == "<name>":
        return {"POS": "PROPN"}
    if word == "@det":
        return ("", *_DETERMINERS)
    forms: dict[str, None] = {"": None} if word.endswith("?") and len(word) > 1 else {}
    for alternative in word.removesuffix("?").split("|"):
        if alternative.startswith("@"):
            for member in classes[alternative[1:]].split():
                forms.update(dict.fromkeys(_forms(member)))
        else:
            forms.update(dict.fromkeys(_forms(alternative)))
    return tuple(forms)


def _forms(word: str) -> tuple[str, ...]:
    if word.startswith("~"):
        return _verb(word[1:])
    return (word[1:], _plural(word[1:])) if word.startswith("+") else (word,)


def _verb(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return tuple(_IRREGULAR[verb].split())
    stem = verb
    if verb.endswith("e"):
        stem = verb[:-1]
    elif sum(letter in "aeiou" for letter in verb) == 1 and verb[-1] not in "wxyh" and verb[-2] in "aeiou":
        stem = verb + verb[-1]
    past = f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{stem}ed"
    return (verb, _plural(verb), past, f"{stem}ing")


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def _token(forms: tuple[str, ...]) -> dict[str, Any]:
    words = [form for form in forms if form]
    if _COMMON.isdisjoint(words):
        token: dict[str, Any] = {"LOWER": {"IN": words}}
    else:
        token = {"LOWER": {"REGEX": f"^(?:{'|'.join(map(re.escape, words))})$"}}
    return token if len(words) == len(forms) else token | {"OP": "?"}
