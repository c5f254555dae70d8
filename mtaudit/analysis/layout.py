"""Layout of news text: what each block is, and which parts of it are not prose.

The cues are layouts that news sites are known for, written down from knowledge and from one article pair; no
manual was consulted. Each is a pattern without nested repetition, anchored at an end of the block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtaudit.model import Role, Span

__all__ = ["Piece", "is_photo_credit", "split_block"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block with a role of its own.

    :param span: the part, without surrounding white space.
    :param role: body for prose that :mod:`mtaudit.analysis.segments` looks at again.
    """

    span: Span
    role: Role


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[ /]{_MONTH}[ /,]+\d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}})"

#: Stray metadata glued to the first sentence, as crawlers leave it.
_METADATA_PREFIX = re.compile(rf"(?:date|published|updated|posted)\s*:?\s+{_DATE}(?=\s)", re.IGNORECASE)
#: A line that is metadata as a whole: a cue, then a colon or a date.
_METADATA_LINE = re.compile(
    rf"(?:(?:first |last )?(?:published|updated|posted|modified|date)"
    rf"(?:\s*:|\s+(?:on |at )?(?:{_DAY},? )?(?:{_DATE}|\d{{1,2}}[:.]\d{{2}}\b|\d{{1,2}} (?:min|hour|day)))"
    rf"(?:[^.!?]|\.(?=\d)){{0,60}}|"
    rf"(?:{_DAY},? )?{_DATE}(?:[ ,|-]+\d{{1,2}}[:.]\d{{2}}.{{0,20}})?|"
    r"\d{1,2} min(?:ute)?s? read)",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][A-Z.'’-]*(?:[ /][A-Z][A-Z.'’-]*){0,3}"
_TOWN = r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,3}"
_AGENCY = r"(?:ANTARA(?: News)?|AFP|AP|Reuters|Xinhua|EPA|dpa|UPI|TASS|Kyodo|Bernama|CNN|BBC|VOA)"
_DOMAIN = r"\w[\w-]{1,30}\.(?:com|net|org|id|co(?:\.id)?)"
_SITE = rf"(?i:{_DOMAIN}|detik(?:com|news))"
_OUTLET = rf"(?:{_SITE}|(?i:C(?:NN|NBC) Indonesia|{_AGENCY}))"
#: ``JAKARTA -``, ``MANILA, Philippines (AP) —``, ``LONDON, Nov 3 (Reuters) -``; a place that is not in
#: capitals needs an outlet: ``Jakarta (ANTARA) -``, ``Liputan6.com, Jakarta -``, ``KOMPAS.com -``.
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:, (?:[A-Z][\w.]*(?: [A-Z][\w.]*)?|{_MONTH} \d{{1,2}}(?:, \d{{4}})?)){{0,2}}"
    rf"(?:,? {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?(?: \([A-Z][\w /.]{{1,20}}\))?|"
    rf"{_SITE}(?:, {_TOWN})?|{_TOWN}, {_OUTLET}|"
    rf"{_TOWN}(?:, {_TOWN})?(?:, {_MONTH} \d{{1,2}})? \((?i:{_AGENCY})\))\s*(?:--|[-–—])(?=\s)"
)
#: ``by`` may go without a colon, a trade may not: ``Editor resigns`` is a headline.
_BYLINE = re.compile(
    r"(?i:(?:additional )?(?:reporting |editing |writing )?by\b:?|"
    r"(?:reporter|editor|writer|penulis|pewarta)\s*:)\s+"
)
_PHOTO = r"(?:photos?|foto|images?|pictures?|video|credit)"
_CREDIT = re.compile(rf"(?i:({_PHOTO})|sources?)\s*(?i::|by\b:?)\s*")
#: Words in small letters that stand in a credit.
_CREDIT_WORDS = re.compile(
    rf"(?i:©|courtesy of|special|istimewa|ist|handout|file|do[ck]\b\.?|detikcom|@[\w.]{{1,40}}|{_DOMAIN}|"
    r"https?://\S+|editor|reporter|(?:reporting|editing|writing) by)"
)
_BETWEEN_NAMES = re.compile(r"[,/|;:&()]|\b(?:and|dan|in|for|of|via)\b")
_PARTICLES = frozenset(
    {"al", "bin", "binti", "da", "de", "del", "della", "der", "di", "la", "the", "van", "von"}
)
_LONGEST_NAME = 4
#: First words of prose that reads like a byline: ``By Tuesday``, ``By The Numbers``.
_NO_PERSON = re.compile(rf"(?i:{_DAY}|{_MONTH}|the|an?)(?:\s|$)")

_BRACKET = re.compile(r"\(([^()]{1,100})\)(\.?)$")
_PHOTO_BRACKET = re.compile(
    rf"(?i:(?:{_AGENCY} )?(?:{_PHOTO}|special)\s*(?::|by\b|/|$)|"
    r"(?:wikimedia|getty|shutterstock|unsplash|pixabay|flickr|instagram|twitter|youtube|courtesy|do[ck]\.))"
)
_NAME = r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}"
#: ``Warta Kota/Dimas Prakoso``.
_TWO_NAMES = re.compile(rf"{_NAME}/{_NAME}")
_BARE_AGENCY = re.compile(rf"(?i:{_AGENCY})")
#: Lines that begin so are not the article's own prose.
_BOILERPLATE = re.compile(
    r"(?i:(?:read|see|watch) also\b|also read\b|baca juga\b|lihat juga\b|simak juga\b|follow us\b|"
    r"share(?: this)?(?: article| story| on)?\s*:|download (?:the|our) app\b|©|click here\b|tags?\s*:|"
    r"copyright (?:©|\(c\)|\d{4})|all rights reserved\b)"
)
#: Labels that are boilerplate when they stand alone or before a colon.
_LABEL = re.compile(
    r"(?i:(?:read|see|watch) more|related (?:news|articles?|stories)|recommended (?:for you|stories)|"
    r"advertisement|iklan|sponsored|subscribe|sign up|loading|share)\s*(?:$|[:|])"
)


def split_block(text: str, block: Span, *, first: bool) -> list[Piece]:
    """Split a block into its dateline, metadata, credit and prose.

    :param text: the plain view of the whole text.
    :param block: one block of it.
    :param first: whether it is the first block, where a crawler's metadata may be glued on.
    :returns: pieces in order, covering all of the block but white space.
    """
    line = block.of(text)
    whole = _whole(line)
    if whole is not None:
        return [Piece(block, whole)]
    pieces: list[Piece] = []
    start = block.start
    if first and (found := _METADATA_PREFIX.match(line)):
        pieces.append(Piece(Span(start, start + found.end()), Role.METADATA))
        start = _skip_space(text, start + found.end(), block.end)
    if found := _DATELINE.match(text, start, block.end):
        pieces.append(Piece(Span(start, found.end()), Role.DATELINE))
        start = _skip_space(text, found.end(), block.end)
    end = block.end
    credit = _credit_suffix(text[start:end])
    end -= len(credit)
    prose_end = len(text[:end].rstrip())
    if start < prose_end:
        pieces.append(Piece(Span(start, prose_end), Role.BODY))
    if credit:
        pieces.append(Piece(Span(end, block.end), Role.CREDIT))
    return pieces


def _whole(line: str) -> Role | None:
    """Role of a line that is no prose at all."""
    if _BOILERPLATE.match(line) or _LABEL.match(line):
        return Role.BOILERPLATE
    if _METADATA_LINE.fullmatch(line):
        return Role.METADATA
    if is_photo_credit(line) or _is_credit(line):
        return Role.CREDIT
    return None


def is_photo_credit(line: str) -> bool:
    """Tell whether a credit, in brackets or on a line of its own, is that of a picture.

    :param line: the credit.
    """
    if bracket := _BRACKET.fullmatch(line):
        inner = bracket.group(1)
        if _TWO_NAMES.fullmatch(inner):
            return True
        found = _PHOTO_BRACKET.match(inner)
        return found is not None and _are_names(inner[found.end() :])
    found = _CREDIT.match(line)
    return found is not None and found.group(1) is not None and _is_credit(line)


def _is_credit(line: str) -> bool:
    """Tell a byline or a line that names a source."""
    if found := _CREDIT.match(line):
        return found.end() < len(line) and _are_names(line[found.end() :])
    if found := _BYLINE.match(line):
        names = line[found.end() :]
        return _are_names(names) and not _NO_PERSON.match(names) and not any(map(str.isdigit, names))
    bracket = _BRACKET.fullmatch(line)
    return bracket is not None and _BARE_AGENCY.fullmatch(bracket.group(1)) is not None


def _credit_suffix(line: str) -> str:
    """Return the credit in brackets at the end of a block, or nothing.

    An agency alone is a credit after a full stop or at the bare end of a line; in ``the Associated Press
    (AP).`` it is prose.
    """
    bracket = _BRACKET.search(line[-120:])
    if bracket is None:
        return ""
    before = line[: len(line) - len(bracket.group())].rstrip()
    agency = _BARE_AGENCY.fullmatch(bracket.group(1)) and (
        before.endswith((".", "!", "?", '"', "”")) or not bracket.group(2)
    )
    return bracket.group() if agency or is_photo_credit(bracket.group()) else ""


def _are_names(text: str) -> bool:
    """Tell a list of names: short runs of capitalised words, no sentence."""
    rest = _CREDIT_WORDS.sub(",", text.removesuffix("."))
    return all(_is_name(part.split()) for part in _BETWEEN_NAMES.split(rest))


def _is_name(words: list[str]) -> bool:
    shaped = all(word in _PARTICLES or word[0].isupper() or word[0].isdigit() for word in words)
    return shaped and len(words) <= _LONGEST_NAME


def _skip_space(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())
