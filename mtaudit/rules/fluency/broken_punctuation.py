from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import PROSE_ROLES, Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Abbreviations after whose full stop a sentence goes on.
_ABBREVIATIONS = frozenset(
    "etc vs mr mrs ms dr prof rev hon gen col maj capt lt sgt cpl cmdr adm sen rep gov pres jr sr "
    "st ste mt ft no nos vol vols pp pg fig figs ed eds est dept div inc ltd co corp bros llc plc "
    "assn assoc univ inst bldg ave blvd rd sq apt approx avg max min jan feb mar apr jun jul aug "
    "sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo "
    "conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn "
    "tenn tex va vt wash wis wyo al cf ca ie eg viz op cit ibid sec min hr hrs lb lbs oz kg km cm "
    "mm kcal tel ext abt dist jl jln gg drs ir tbk pt cv kab kec kel esq phd md jd messrs mmes "
    "supt insp det const rt pvt sp spp var subsp incl excl resp temp misc orig repr ret".split()
)
#: Lower-case beginnings of names and other words that may follow a full stop.
_LOWER_NAMES = frozenset(
    "van von de da del di la le el al bin binti ibn dos du der den com net org id co go html pdf".split()
)
_GLUED_DASH = (
    "it|this|these|they|we|he|she|therefore|because|but|which|although|however|if|though|and|something|someone|"
    "nobody|everyone|everything|there|where|when|what|his|her|its|their|our|especially|including|mostly|perhaps|"
    "whose|those|until|since|an?"
)

_DOUBLED = "|".join((
    r"[,;:]{2,3}",
    r"[,;:] ?\.(?![.\d])",
    r"(?<![.,;:])[.?!] ?[,;:](?=\s)",
    r",\s,",
    r"[,.!?]\"\.(?=\s|$)",
    r"(?<=[a-z]{2})[.,]\",(?=\s)",
    r"(?<=[a-z]{2})[?!]\.(?=\s|$)",
    r"\"\.[a-z]{2,}",
    r"(?<=[a-z]) ?\. \.(?![ .])",
))  # fmt: skip
_LINKERS = "namely|that is|such as|including|like|both"
_CUT = "the|an|and|or|nor|their|because of"
#: Words that begin a sentence and are no ending of an address or file name.
_GLUED_OPENINGS = (
    "the|he|she|they|we|this|these|there|but|and|his|her|their|because|if|while|when|however|a|an|it|its|two|three|"
    "some|many|most|one|all|after|before|since|until|then|according|meanwhile|also|what|who|where|from|with|that|"
    "you|our|residents|police|officers"
)
#: What goes on behind *such as,* in a parenthesis.
_PARENTHESIS = (
    "for|say|in|but|perhaps|well|at|if|you|er|or|and|not|to|as|among|of|most|rather|though|although|when"
)
#: What each pattern finds, by a name, and why it is wrong. Every repetition has a bound.
_PATTERNS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "stop",
        re.compile(r"\b([A-Za-z]{2,24}|(?<=[a-z] )\d{1,4}s?%?)\. ([a-z]{1,24})\b(?![.@-])"),
        "A full stop stands before a word in lower case.",
    ),
    (
        "glued",
        re.compile(
            rf"\b[a-z]{{2,24}}(?:[.?!][A-Z][a-z]{{0,24}}|\.(?:{_GLUED_OPENINGS}))(?=[ ,'])"
            rf"|\b[A-Z][a-z]{{2,24}}\.(?:{_GLUED_OPENINGS})(?=[ ,'])"
            r"|(?:(?<=\d)%|(?<=[a-z\d])\)|(?<= )\d{2,6})\.[A-Z][a-z]{1,24}(?=[ ,'])"
        ),
        "Two sentences stand without a space.",
    ),
    (
        "quote",
        re.compile(
            r"(?<=[A-Za-z])[.,!?;:]\"[A-Za-z][a-z]{0,24}(?=[ ,'])"
            r"|\b(?:said|say|says|added|that|asked|stated|explained)\"[A-Z][a-z]{0,24}(?=[ ,'])"
        ),
        "No space follows the quotation mark.",
    ),
    ("doubled", re.compile(_DOUBLED), "Two marks stand where one belongs."),
    (
        "dots",
        re.compile(r"(?<=[a-z][a-z\")])\.\.(?=\s{1,3}[A-Z<\"]|\s{0,3}$|\")"),
        "Two full stops stand where one belongs.",
    ),
    (
        "spaced",
        re.compile(
            r"(?<=[A-Za-z\d%)\"]) {1,3}(?:[,.;?!](?=[\s\"]|$)(?! ?[.\d])|,(?=[a-z])|\.\.(?!\.))"
            r"|(?<=[A-Za-z)]) :(?= ?[A-Za-z\"])|(?<=[A-Za-z\d)]) \.(?=[A-Z][a-z]{0,24} )"
        ),
        "A space stands before the mark.",
    ),
    (
        "comma",
        re.compile(
            r"(?<![&\w])[A-Za-z]{2,24}(?:[,;][a-z]{2,24}|,[A-Z][a-z]{2,24})\b(?=[ ,.])"
            r"|(?<![&\w:])[a-z]{3,24}:[a-z]{3,24}\b(?=[ ,.])"
        ),
        "No space follows the mark.",
    ),
    (
        "bracket",
        re.compile(
            r"(?<=[a-z\d])\( ?[A-Za-z]{3,24}|(?<=[A-Za-z] )\( [A-Za-z]{2,24}|[A-Za-z] \)(?=[\s,.a-z])"
            r"|(?<= )\((?=[^()\n]{0,40}[\dA-Z ])[^()\n]{2,40}\)[a-z]{2,24}\b"
        ),
        "The space stands on the wrong side of the bracket.",
    ),
    (
        "linker",
        re.compile(
            rf"\b(?:{_LINKERS}),? ?, (?:and|or|but|that)\b|\bnamely, (?:and|or|but)\b"
            rf"|\b(?:such as|including|because of),(?! (?:{_PARENTHESIS})\b)(?=\s[A-Za-z])"
        ),
        "The comma cuts the word off from what it introduces.",
    ),
    ("cut", re.compile(rf"\b(?:{_CUT})[.,;](?=\s|$)"), "The mark cuts off a word that needs another."),
    (
        "dash",
        re.compile(
            rf"(?<![\w-])(?!once|twice|times?-)[a-z]{{4,24}}-(?:{_GLUED_DASH})(?= [a-z])"
            r"|\b[a-z]{3,24}- (?!and\b|or\b|to\b|but\b|nor\b|and/or\b|through\b|versus\b|then\b)[a-z]{1,24}\b"
            r"|(?<=[a-z]) -[a-z]{2,24}(?= [a-z])"
        ),
        "A hyphen stands for a dash.",
    ),
)
#: Texts of which every match of a pattern holds one: most blocks are searched for nothing.
_TRACES: dict[str, tuple[str, ...]] = {
    "dots": ("..",),
    "spaced": (" ,", " .", " ;", " ?", " !", " :"),
    "bracket": ("(", ")"),
    "dash": ("-",),
}
_ADDRESS = re.compile(r"\S{0,80}(?:://|www\.|@|\.com\b|\.org\b|\.net\b|\.id\b)\S{0,200}", re.IGNORECASE)


class BrokenPunctuation(Rule):
    """Punctuation that no writer puts there.

    ## What it finds
    A full stop before a word in lower case (`nearby. but the roof`), sentences glued together (`word.Next`,
    `shootings."In addition`), two marks for one (`,,`, `, .`), a space before a mark or on the wrong side of
    it (`full ?`, `Jakarta,the`, `agency( BNPB)`), a comma that cuts off (`namely, and`), a hyphen for a dash
    (`the universe-this series`).

    ## Why it matters
    Engines split text at abbreviations and decimals and put it together again, and lose or move the marks at
    the seams.

    ## Known false alarms
    Abbreviations and names in lower case that are not in the lists; faults of the file's own extraction.

    ## Example
    `The central bank keeps prices stable. and the market calm.`

    ## Source
    Quirk et al. 1985, appendix III, on punctuation; MQM, Fluency/Punctuation.
    """

    code = "FLU004"
    name = "broken-punctuation"
    category = "Fluency/Punctuation"
    its_type = "typographical"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each broken mark with the words beside it, in order; of two that overlap, the first."""
        document = evidence.document
        found: list[tuple[Span, str]] = []
        for block in document.blocks:
            segment = document.segment_at(block.start)
            if (
                segment is None
                or segment.segment.role not in PROSE_ROLES
                or segment.segment.language not in ("en", None)
            ):
                continue
            found.extend(_in_block(block.of(document.view), block.start))
        last = -1
        for span, message in sorted(found, key=lambda place: (place[0].start, -place[0].end)):
            if span.start >= last:
                last = span.end
                yield Hit(span, message, confidence=0.85)


def _in_block(text: str, offset: int) -> Iterator[tuple[Span, str]]:
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for kind, pattern, message in _PATTERNS:
        if not any(trace in text for trace in _TRACES.get(kind, ("",))):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(first < end and start < last for first, last in addresses) or not _is_broken(
                kind, match, text
            ):
                continue
            yield Span(offset + start, offset + end), message


def _is_broken(kind: str, match: re.Match[str], text: str) -> bool:
    if kind == "stop":
        word, following = match.group(1), match.group(2)
        known = word.lower() in _ABBREVIATIONS or following in _LOWER_NAMES
        # *J. K. de Wit*, *the U.S. economy*: a stop goes before the word too.
        short = (
            len(word) < 2
            or text[match.start() - 1 : match.start()] == "."
            or (word.isupper() and len(word) < 5)
        )
        return not known and not short and following not in ("i", "x")
    if kind == "cut":
        # *and, of course,*; *the, er, thing*
        return match.group().endswith(".") and text[match.start() - 1 : match.start()] == " "
    if kind == "doubled":
        before = text[max(0, match.start() - 5) : match.start()].lower().strip()
        word = re.split(r"[\s(\"]", text[max(0, match.start() - 12) : match.start()])[-1].lower()
        abbreviated = match.group()[0] == "." and (
            word in _ABBREVIATIONS or "." in word or len(word) < 3 or word[:1].isupper() or not before
        )
        # *"Who is there?", he asked* and *Yahoo!.* are house styles.
        emphatic = match.group()[0] in "?!" and (match.group()[1:] != "." or word[:1].isupper())
        return not abbreviated and not emphatic and ":)" not in match.group()
    if kind == "glued":
        return not match.group().startswith(("vs.", "ph.", "al.", "no."))
    return True
