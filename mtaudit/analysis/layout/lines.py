"""Layout of news text: what each block is, and which parts of it are not prose.

The cues are layouts that news sites are known for, written down from knowledge and from one article pair; no
manual was consulted. Each is a pattern without nested repetition, anchored at an end of the block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtaudit.model import Role, Span

__all__ = ["Piece", "is_kicker", "is_photo_credit", "split_block"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block with a role of its own.

    :param span: the part, without surrounding white space.
    :param role: body for prose that :mod:`mtaudit.analysis.layout.segments` looks at again.
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
#: ``Jambi, 5 March 2023`` on a line of its own.
_PLACE_AND_DATE = re.compile(rf"{_TOWN}(?:, {_TOWN})?, (?:{_DAY},? )?{_DATE}")
_TIME = r"\d{1,2}[:.]\d{2}(?: ?(?:[ap]\.?m\.?|[A-Z]{2,4}))?"
_WHEN = re.compile(rf"(?i:(?:{_DAY},? )?{_DATE}(?:,? {_TIME})?|{_TIME}|{_DAY})")
#: Sections of newspapers; a line of nothing else above the headline is a kicker.
_SECTION = (
    r"(?:news|world|nation(?:al)?|international|global|regions?|regional|local|metro|city|politics|"
    r"government|business|"
    r"econom(?:y|ics)|finance|markets?|banking|money|property|sports?|football|soccer|badminton|"
    r"tennis|basketball|"
    r"cricket|motorsport|arts?|culture|books|film|music|entertainment|celebrity|lifestyle|fashion|"
    r"food|travel|health|"
    r"science|technology|tech|environment|climate|energy|education|religion|society|people|opinion|"
    r"editorials?|"
    r"columns?|analysis|features?|law|crime|courts?|justice|security|defence|weather|disasters?|media|"
    r"home|latest|"
    r"breaking|top stories|investigations?|letters|obituar(?:y|ies)|weekend|magazine|live|asia|europe|africa|"
    r"americas|middle east|nasional|dunia|ekonomi|bisnis|olahraga|hukum|politik|daerah)"
)
_SECTIONS = re.compile(rf"(?i:{_SECTION}(?:(?: & | and |, ){_SECTION})?(?: news| desk)?)")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9.'&-]*(?: (?:&|[A-Z0-9][A-Z0-9.'&-]*)){0,4}")
#: A slash, bar, arrow or dot parts a kicker anywhere; a dash only where a part tells what the line is.
_KICKER_BAR = re.compile(r"\s*[/|>»›·•]\s*|\s+::?\s+")
_KICKER_DASH = re.compile(r"\s+[-–—]+\s+|\s*[/|>»›·•]\s*")
_LONGEST_KICKER = 80
#: A line of marks between parts of a page.
_RULE = re.compile(r"[-–—_*=~#·•+.\s]{2,}")
#: ``by`` may go without a colon, a trade may not: ``Editor resigns`` is a headline.
_BYLINE = re.compile(
    r"(?i:(?:additional )?(?:reporting |editing |writing |written |reported |words |text )?by\b:?|"
    r"(?:reporter|editor|writer|author|journalist|correspondent|contributor|words|text|penulis|"
    r"pewarta|penyunting|"
    r"teks|laporan)\s*:)\s+"
)
_BEAT = (
    r"(?:staff|special|chief|senior|political|foreign|sports?|business|economics|finance|science|"
    r"health|crime|"
    r"legal|environment|education|technology|regional|local|south-?east asia|asia)"
)
#: Who wrote it, without a name: ``Staff reporter, Jambi``, ``From our correspondent in Kupang``.
_UNNAMED = re.compile(
    rf"(?i:(?:(?:by|from) )?(?:(?:our|an?|the) (?:{_BEAT} )?|{_BEAT} )(?:{_BEAT} )?(?:reporter|writer|"
    rf"correspondent)|"
    r"(?:by |from )?(?:our )?(?:staff (?:reporters|writers)|own correspondents?|staff and agencies|"
    r"agency staff|news desk|newsroom staff))(?P<place>(?:,| in| at| \|| -)? .{2,40})?"
)
#: ``Jane Doe, staff writer``; ``Jane Doe, Asia correspondent, in Jakarta``.
_NAMED_TRADE = re.compile(
    rf"(?P<name>[^,]{{3,50}}), (?i:(?:{_BEAT} ){{1,2}}(?:reporter|writer|correspondent|editor))"
    r"(?P<place>,? (?:in )?.{2,40})?"
)
_PHOTO = r"(?:photo(?:graph)?s?|foto|images?|pictures?|video|credit)(?: credit)?"
_CREDIT = re.compile(rf"(?i:({_PHOTO})|sources?)\s*(?i::|by\b:?)\s*")
#: ``... after the match. Photo: Antara/Sari Dewanti``: the credit at the end of a caption's own line.
_INLINE_CREDIT = re.compile(
    r"(?:(?<=[.!?\"')|])|(?<=\s[-–—])|(?<=\w)(?!\s+[a-z]))\s+(?=(?:[Pp]hotos?|PHOTOS?|[Ff]oto|FOTO|"
    r"[Ii]mages?|"
    r"[Pp]ictures?|[Pp]hotographs?|[Cc]redit)(?::|\s(?:by|credit)\b)|©)"
)
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
    if _RULE.fullmatch(line):
        return Role.BOILERPLATE
    if _METADATA_LINE.fullmatch(line) or _is_dated_kicker(line):
        return Role.METADATA
    if _PLACE_AND_DATE.fullmatch(line):
        return Role.DATELINE
    if is_photo_credit(line) or _is_credit(line):
        return Role.CREDIT
    return None


def _kinds(line: str, separator: re.Pattern[str]) -> list[str]:
    """Name the kinds of the parts of a line; none where one of them is of no kind that kickers have."""
    if len(line) > _LONGEST_KICKER:
        return []
    kinds = []
    for part in separator.split(line):
        if _WHEN.fullmatch(part):
            kinds.append("date")
        elif _SECTIONS.fullmatch(part):
            kinds.append("section")
        elif _CAPITALS.fullmatch(part) or re.fullmatch(_DOMAIN, part):
            kinds.append("name")
        else:
            return []
    return kinds


def is_kicker(line: str) -> bool:
    """Tell a line that names the paper, the section or the place above a headline.

    ``CAHAYA SELATAN / LAW & CRIME``, ``Sport | Football``, ``Opinion``. Capitals alone are a headline.

    :param line: a line before the body of the article.
    """
    kinds = _kinds(line, _KICKER_BAR)
    if len(kinds) > 1 or kinds == ["section"]:
        return True
    dashed = _kinds(line, _KICKER_DASH)
    return len(dashed) > 1 and "section" in dashed


def _is_dated_kicker(line: str) -> bool:
    """Tell a kicker that holds a date, which is none of the article's prose wherever it stands."""
    kinds = _kinds(line, _KICKER_DASH)
    return len(kinds) > 1 and "date" in kinds and len(set(kinds)) > 1


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
    if line.startswith("©"):
        return _are_names(line[1:].strip()) and not any(map(str.isdigit, line))
    found = _CREDIT.match(line)
    return found is not None and found.group(1) is not None and _is_credit(line)


def _is_credit(line: str) -> bool:
    """Tell a byline or a line that names a source."""
    if found := _CREDIT.match(line):
        return found.end() < len(line) and _are_names(line[found.end() :])
    if found := _UNNAMED.fullmatch(line) or _NAMED_TRADE.fullmatch(line):
        named = found.groupdict().get("name") or ""
        place = re.sub(r"^(?:[,|-]|\s)*(?:in|at)?\s*", "", found["place"] or "")
        return all(_are_names(part) for part in (named, place) if part)
    if found := _BYLINE.match(line):
        names = line[found.end() :]
        return _are_names(names) and not _NO_PERSON.match(names) and not any(map(str.isdigit, names))
    bracket = _BRACKET.fullmatch(line)
    if bracket is None:
        return False
    return _BARE_AGENCY.fullmatch(bracket.group(1)) is not None or _is_labelled(bracket.group(1))


def _is_labelled(inner: str) -> bool:
    """Tell what a bracket holds where it is a credit with a colon: ``(Editor: Nita Rambu)``."""
    return ":" in inner and _is_credit(inner)


def _credit_suffix(line: str) -> str:
    """Return the credit in brackets at the end of a block, or nothing.

    An agency alone is a credit after a full stop or at the bare end of a line; in ``the Associated Press
    (AP).`` it is prose.
    """
    tail = line[-120:]
    bracket = _BRACKET.search(tail)
    if bracket is None:
        inline = list(_INLINE_CREDIT.finditer(tail))
        credit = tail[inline[-1].end() :] if inline else ""
        return credit if credit and credit != line and is_photo_credit(credit) else ""
    before = line[: len(line) - len(bracket.group())].rstrip()
    agency = _BARE_AGENCY.fullmatch(bracket.group(1)) and (
        before.endswith((".", "!", "?", '"', "”")) or not bracket.group(2)
    )
    if agency or is_photo_credit(bracket.group()) or _is_labelled(bracket.group(1)):
        return bracket.group()
    return ""


def _are_names(text: str) -> bool:
    """Tell a list of names: short runs of capitalised words, no sentence."""
    rest = _CREDIT_WORDS.sub(",", text.removesuffix("."))
    return all(_is_name(part.split()) for part in _BETWEEN_NAMES.split(rest))


def _is_name(words: list[str]) -> bool:
    shaped = all(word in _PARTICLES or word[0].isupper() or word[0].isdigit() for word in words)
    return shaped and len(words) <= _LONGEST_NAME


def _skip_space(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())
