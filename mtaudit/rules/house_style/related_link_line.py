from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.density._spans import distinct

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABEL = (
    r"(?<!\()\b(?:SEE ALSO|[Ss]ee [Aa]lso|READ ALSO|[Rr]ead [Aa]lso|ALSO READ|[Aa]lso [Rr]ead|"
    r"BACA JUGA|[Bb]aca [Jj]uga|[Bb]aca [Ll]agi|LIHAT JUGA|[Ll]ihat [Jj]uga|READ MORE|[Rr]ead [Mm]ore|"
    r"RELATED NEWS|Related [Nn]ews|Related [Aa]rticles?|Other [Nn]ews|WATCH(?: ALSO)?|[Ww]atch [Aa]lso|"
    r"VIEW ALSO|[Vv]iew [Aa]lso|[Cc]heck (?:[Oo]ut )?[Aa]lso|READ TOO|[Rr]ead [Tt]oo|ALSO SEE|[Aa]lso [Ss]ee|"
    r"ALSO WATCH|[Aa]lso [Ww]atch|SEE MORE|[Ss]ee [Mm]ore|SIMAK JUGA|[Ss]imak [Jj]uga|TONTON JUGA|"
    r"[Tt]onton [Jj]uga|[Ll]isten [Aa]lso|Watch the [Vv]ideo|Don't [Mm]iss|Related [Ss]tor(?:y|ies)|"
    r"Related [Ll]inks?|Editor's (?:[Cc]hoice|[Pp]icks?)|Recommended (?:[Rr]eading|[Aa]rticles?)|"
    r"You (?:[Mm]ay|[Mm]ight) [Aa]lso [Ll]ike)\s?:"
)
_PHOTO = (
    r"\((?:[Pp]hoto|PHOTO|[Ff]oto|FOTO|[Pp]icture|[Ii]mage|[Vv]ideo|[Ii]llustration|[Ii]lustrasi|[Dd]oc|[Dd]ok|Source|"
    r"Screenshot|[Cc]aption)(?:\s?[:/]|\sby\b|\scourtesy\b)[^()\n]{1,60}\)|\((?:Doc|Dok)\.[^()\n]{1,60}\)|"
    r"\((?:Ist|IST|Istimewa|Special|(?:Private|Personal|Special)\s[Dd]o[ck]\.?)\)"
)
_CREDIT = (
    r"\b(?:Photo|Foto|PHOTO|FOTO):?\s(?:Doc|Dok|Documentation|Special|Courtesy|ANTARA|Antara|IST|Ist)\b"
    r"\.?[^.\n]{0,50}"
)
_DESK = (
    r"\((?:ant|antara|ANTARA|Antara|Ant|ANT|rls|red|tim|adv|inf|hms|humas|mdk|tribun|[a-z]{2,4}/[a-z]{2,4})\)"
)
_TAG = re.compile(f"{_LABEL}|{_PHOTO}|{_CREDIT}|{_DESK}")
#: Labels that begin a line, and initials and agencies behind the last sentence of a paragraph.
_LINE = re.compile(
    r"(?m:^(?:READ|Read|BACA|Baca|RELATED|Related|Simak|Tonton|Click [Hh]ere|Lihat)\s?:)|"
    r"(?<=[.!?\"”]\s)\((?:[*a-z]{1,5}(?:[/-][a-z]{2,6}){0,2}|[A-Z]{2,7}(?:/[A-Za-z]{2,10})?|"
    r"[Aa]ntara(?:\s[Nn]ews|/\w+)?)\)(?=[ \t]*(?:\n|\Z))"
)


class RelatedLinkLine(Rule):
    """Links, agency tags and photo tags left in the text.

    ## What it finds
    `SEE ALSO:`, `Read also:`, `Baca juga:` before a link, `(Photo: Doc. Antara)`, and desk tags such as
    `(ant)` and `(rls)`.

    ## Why it matters
    They belong to the page and were crawled or translated along. It is a habit of a newsroom, dates and
    brands a text, and says nothing about its translation.

    ## Known false alarms
    Encyclopedic texts that say `see also`.

    ## Example
    `Read also: Prices of Rice Fall`

    ## Source
    Read off one publisher's English pages of 2020 to 2024.
    """

    code = "HOU010"
    name = "related-link-line"
    category = "Accuracy/Addition"
    its_type = "addition"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the tag; the view is read whole, for such lines are no prose."""
        document = evidence.document
        spans = (Span(*found.span()) for found in _TAG.finditer(document.view))
        # The view has no ends of lines.
        signed = (Span(*found.span()) for found in _LINE.finditer(document.text))
        for span in distinct((*spans, *signed)):
            yield Hit(span, "This belongs to the page and not to the report.", confidence=0.8)
