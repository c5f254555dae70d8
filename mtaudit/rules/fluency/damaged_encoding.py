from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Every repetition is bounded, so that no text makes the search slow.
_DAMAGE: dict[str, re.Pattern[str]] = {
    "an HTML character reference": re.compile(
        r"&(?:amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[nm]dash|hellip|bull|middot|copy|reg|trade|deg|euro|pound|"
        r"yen|laquo|raquo|shy|times|[a-z]{3,7}\d{0,2}|[aeiouyncAEIOUNC](?:acute|grave|circ|uml|tilde|cedil|ring)|"
        r"#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
    ),
    "text read in the wrong encoding": re.compile(
        r"â(?:[‚„†…ˆ‰Š‹ŒŽ•–—˜™š›œž][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2013-\u203a\u20ac]"
        r"|€[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]?"
        r"|[\u0080-\u009f]{1,2})"
        r"|Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
        r"|(?:[ÄÅ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122])+"
        r"|(?:[ÐÑ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]){2,}"
        r"|Â[\u0080-\u00bf]|(?<=[a-z])Â(?=\s)|ï»¿|ï¿½|ðŸ.{0,2}|[\u0080-\u0084\u0086-\u009f]+"
    ),
    "a character that could not be read": re.compile("\ufffd+|[\x00-\x08\x0e-\x1b\x7f]+"),
    "an escape sequence": re.compile(
        r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|(?<![A-Za-z]:)\\r\\n|(?<![\\:])(?:\\n)+(?![a-z]{2,20}\\)|\\t(?![a-z])|_x00[0-9A-F]{2}_|<0x[0-9A-Fa-f]{2}>|\\[\"']"
    ),
    "markup": re.compile(
        r"</?(?:br|p|b|i|u|em|strong|span|div|a|h[1-6]|li|ul|ol|td|tr|table|img|font|sup|sub|blockquote|"
        r"iframe|script|style|center|figure|figcaption|hr|s|small|big|code|pre|section|article|header|footer|nav|"
        r"button|form|label|th|tbody|thead|video|audio|svg|q|cite|mark|del|ins|dl|dt|dd|time|link|meta|noscript|"
        r"BR|P|B|I|DIV|SPAN|STRONG|EM|A|LI|UL|TD|TR|TABLE|IMG|FONT|H[1-6])(?:\s[^<>]{0,300})?\s?/?>"
        r"|<!--(?!\s*mtaudit:)[^<>]{0,200}-->|\[/?(?:b|u|url|img|quote|color|size)(?:=[^\]\n]{0,80})?\]"
    ),
    "a placeholder": re.compile(
        r"__[A-Z][A-Z0-9_]{1,30}__|\{\{[^{}\n]{0,60}\}\}|\{\d{1,2}\}|\{[a-zA-Z_]\w{2,30}\}|"
        r"[\[<](?:NAME|PERSON|DATE|NUMBER|NUM|LOCATION|LOC|ORG|ORGANIZATION|CITY|COUNTRY|MONEY|TIME|EMAIL|PHONE|ADDRESS|LINK|IMAGE|INSERT|URL|ENTITY|ENT|"
        r"PLACE|PLACEHOLDER)_?\d{0,3}[\]>]|\[(?:UNK|MASK|PAD|CLS|SEP|BOS|EOS)\]|"
        r"</?(?:unk|pad|s|eos|bos|mask)>|%\(\w{1,30}\)[sd]|\$\{\w{1,30}\}|(?<!\w)%[sd](?!\w)|<\|[\w-]{1,30}\|>|"
        r"(?<!\w)(?:XXNAMEXX|PLACEHOLDER_?\d*|"
        r"(?:ENTITY|PERSON|NAME|ORG|LOC|NUM|NUMBER|DATE|PLACE|TERM)_\d{1,3})(?!\w)"
    ),
    "a percent escape": re.compile(
        r"(?<=[A-Za-z,.;:!?)\"' ])%(?:20|0A|0D|2[0-9A-F](?=[A-Za-z])|3[A-F](?=[A-Za-z])|"
        r"[CDE][0-9A-F]%[89AB][0-9A-F])"
    ),
    "a mark of subword pieces": re.compile(
        "\u2581+|@@(?= )|(?<= )@-@(?= )|(?<=[^\\n] )##(?=[a-z])|(?<=\\w)\u0120|\u0120(?=\\w)"
    ),
}


#: Texts of which every match of a kind holds one: most documents are searched for nothing.
_TRACES: dict[str, tuple[str, ...]] = {
    "an HTML character reference": ("&",),
    "text read in the wrong encoding": (
        "â", "Ã", "Ä", "Å", "Ð", "Ñ", "Â", "ï»¿", "ï¿½", "ðŸ", *map(chr, range(0x80, 0xA0)),
    ),
    "an escape sequence": ("\\", "_x00", "<0x"),
    "markup": ("<", "["),
    "a placeholder": ("__", "{", "[", "<", "%", "XXNAMEXX", "PLACEHOLDER", *(f"{n}_" for n in (
        "ENTITY", "PERSON", "NAME", "ORG", "LOC", "NUM", "NUMBER", "DATE", "PLACE", "TERM"
    ))),
    "a percent escape": ("%",),
    "a mark of subword pieces": ("\u2581", "@@", "@-@", "##", "\u0120"),
}  # fmt: skip


class DamagedEncoding(Rule):
    r"""Characters that were damaged on the way: references, mojibake, escapes, tags, placeholders.

    ## What it finds
    HTML character references and tags left in running text, UTF-8 read as another encoding (`â€™`), the
    replacement character, escape sequences (`\u2019`), placeholders (`__NAME__`, `{0}`, `[UNK]`) and marks of
    subword pieces.

    ## Why it matters
    No editor writes these; they are left over from a page, a template or an engine's own alphabet.

    ## Known false alarms
    Texts about programming and typography that show such sequences.

    ## Example
    `The minister said she didnâ€™t know.`

    ## Source
    Freitag et al. 2021, category *Character encoding*; the Unicode Standard on U+FFFD; the WHATWG HTML
    standard on named character references.
    """

    code = "FLU026"
    name = "damaged-encoding"
    category = "Fluency/Character encoding"
    its_type = "characters"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each damaged place, read in the text as it came."""
        document = evidence.document
        text = document.text
        found = [
            (Span(match.start(), match.end()), kind)
            for kind, pattern in _DAMAGE.items()
            if any(trace in text for trace in _TRACES.get(kind, ("",)))
            for match in pattern.finditer(text)
            if kind != "a percent escape" or not _is_in_address(text, match.start())
        ]
        last = 0
        for span, kind in sorted(found):
            if span.start >= last and document.segment_at(span.start) is not None:
                yield Hit(span, f"“{span.of(text)}” is {kind}, left in the text.", confidence=0.95)
                last = span.end


def _is_in_address(text: str, place: int) -> bool:
    """Tell an escape inside an address, where it belongs."""
    start = max(text.rfind(blank, 0, place) for blank in (" ", "\n", "\t")) + 1
    return any(mark in text[start:place] for mark in ("/", "@", "www.", "?"))
