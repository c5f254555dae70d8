from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
#: Words that newspapers and stations are named with, in either language.
_TITLES = (
    r"(?:Post|Globe|TV|News|Times|Radio|Daily|Weekly|Herald|Courier|Gazette|Tribune|Express|Online|Mail|Ledger|Journal|"
    r"Chronicle|Observer|Examiner|Telegraph|Bulletin|Inquirer|Mirror|Pos|Indonesia|Ekspres|Rakyat|Pagi|Kabar|Berita|Warta|"
    r"Suara|Swara|Harian|Koran|Radar|Sinar|Serambi|Media|Jurnal|Buletin|Majalah|Tabloid|Surat\sKabar|Kompas|Tribun|"
    r"Today|Star|Sun|Standard|Citizen|Nation|Monitor|Argus|Advertiser|Sentinel|Dispatch|Register|Review|Press|Wire|"
    r"Voice|Echo|Messenger|Broadcasting|Network|Channel|Insider|Newspaper|Magazine|Gazeta|Nusantara|Sports|"
    r"Agency|Newswire|Asia|Update|Line)"
)
#: Media by name, by such a word, or by an address.
_MEDIUM = (
    r"(?:Antara|ANTARA|Tempo|TEMPO|Kompas|KOMPAS|Detik\w*|detik\w*|Bisnis|Kontan|Reuters|AFP|Xinhua|Bernama|AP|"
    r"Anadolu|CNN|CNBC|BBC|RRI|TVRI|Republika|Tribun\w*|Liputan6|Okezone|Kumparan|Viva|VIVA|Merdeka|Suara|Sindo\w*|"
    r"Medcom|JPNN|Katadata|Radar|Mongabay|Bloomberg|VOI|VOA|Beritasatu|Fajar|Pikiran\sRakyat|Solopos|Waspada|Haluan|"
    r"Singgalang|Equator|dpa|DPA|TASS|Kyodo|Yonhap|PNA|VNA|ANI|PTI|IANS|MCOT|CNA|KCNA|NHK|NBC|CBS|EFE|ANSA|AAP|RNZ|"
    r"APP|BSS|WAM|SPA|IRNA|DW|Nikkei|Rappler|Inquirer|Malaysiakini|Coconuts|Al\sJazeera|Le\sMonde|El\sPa[ií]s|"
    r"Der\sSpiegel|The\sHindu|Hindu|Guardian|Independent|Marca|Goal|Sky|Jawapos|JawaPos|Tirto|Kabar\w+|Suara\w+|"
    rf"(?:[A-Z]\w*\s){{1,2}}{_TITLES}|{_TITLES}\s[A-Z]\w*|[\w.]+\.(?:com|co|id|net))"
    r"(?:\.\w+)*(?:\s(?:Indonesia|TV|News|Radio|Pos|Jakarta|Daily))?"
)
#: What quotes or is quoted, where a person would be criticism.
_TEXT = (
    r"(?:(?:a|an|the|its|his|her|their)\s)?(?:[\w'’-]+\s){0,3}"
    r"(?:release|statement|report|agency|page|website|site|account|video|post|newspaper|daily|channel|portal|upload)\b"
    r"(?:\sof\s(?:[\w'’]+\s?){1,5})?"
)
_SAYING = (
    r"(?:said|says|explained|added|stated|continued|wrote|told\s[\w\s]{1,25}|concluded|stressed|revealed|emphasized|"
    r"asserted|admitted|claimed|hoped|conveyed|announced)"
)
#: The head of a sentence, before a letter that one of the tags begins with.
_HEAD = r"(?=[ACEGLMQRScql])(?:\A|(?<=\s\s)|(?<=[.\"”!?]\s))"
_TAG = re.compile(
    rf"(?P<tag>(?<!was\s)(?<!were\s)(?<!been\s)\b[Qq]uoted\s(?:on\s)?{_DAY}\b"
    rf"|\b{_SAYING}(?:\s[A-Z][\w.'’-]*){{0,5}}\s(?P<quoted>(?:as\s)?(?:quoted|reported|cited)\s(?:by|from|in|on|via)\b)"
    rf"|\bas\s(?:quoted|cited)\s{_MEDIUM}(?=[.,\s])|(?<=,\s)cited\sfrom\s(?:the\s)?{_MEDIUM}(?=[.,\s])"
    rf"|\b{_SAYING}\s(?P<citing>(?:citing|launching|reporting)\s(?:from\s)?(?:the\s)?{_MEDIUM})(?=[.,\s])"
    rf"|(?:\A|(?<=\s\s)|(?<=[.,\"”!?]\s))(?:[Aa]s\s)?[Qq]uoted\s(?:from|via)\b(?=\s\w)"
    rf"|\b(?:[Ll]aunch|[Ll]ans)(?:ing|ed)\s(?:from\s)?(?:the\s)?{_MEDIUM}(?=[,\s])"
    rf"|\b(?:[Rr]eporting|[Ll]aunching|[Ss]ourced|[Ll]aunched)\sfrom\s(?:the\s)?(?:{_MEDIUM}|{_TEXT})(?=,)"
    rf"|{_HEAD}(?:[Qq]uoting|[Cc]iting|[Ll]aunching)\s(?:from\s)?(?:the\s)?"
    rf"(?:{_MEDIUM}(?=,|\son\s{_DAY}|\s(?:the|an?)\s)|{_TEXT}(?=,|\son\s{_DAY}))"
    rf"|{_HEAD}(?:Compiled|Summari[sz]ed|Adapted|Excerpted|Cited|Collected|Gathered|Reported|Monitored|Copied)\sfrom\s"
    rf"(?:the\s)?(?:{_MEDIUM}|{_TEXT})(?=,|\s(?:the|an?)\s)"
    rf"|{_HEAD}(?:Compiled|Summari[sz]ed|Cited|Reported|Monitored)\sfrom\s"
    r"(?:(?:various|several|many|other)\s(?:[a-z]+\s)?(?:sources|media|outlets|sites)|"
    r"[A-Z][\w.'’-]*\s[A-Z][\w.'’-]*)(?=,)"
    rf"|{_HEAD}Quoted\sby\s(?:the\s)?{_MEDIUM}(?=,|\son\s{_DAY},)"
    rf"|{_HEAD}As\s(?:published|reported|quoted|cited|launched|written|released|broadcast)\s(?:by|in|from|on)\s(?:the\s)?"
    rf"{_MEDIUM}(?=(?:\s(?:on\s)?{_DAY})?(?:\s(?:the|an?|his|her|its|their|this|that|these|those|he|she|it|they|"
    r"all|some|many|most|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|at\sleast|police|officers|"
    r"residents|there|no|more|\d[\d.,]*)\s|\s(?!and\b|or\b|on\b|in\b|earlier\b|last\b|this\b|at\b|to\b|from\b|"
    r"correspondent|sources|staff|reporter|journalist)(?:[^\s,]+\s){3,}[^\s,.]+(?=[\s.])))"
    rf"|(?<=,\s)(?:the\s)?{_MEDIUM},\s(?:on\s)?{_DAY}\b)"
    rf"|\b{_SAYING}\b[^.\"]{{0,40}}?\s(?P<agency>quoting\s(?:from\s)?(?:{_MEDIUM}|{_TEXT}))"
)


#: Texts of which every match holds one: most segments are searched for nothing.
_TRACES = (
    "uoted", "uoting", "ited", "iting", "eported", "eporting", "aunch", "ansing", "ansed", "ourced",
    "ompiled", "ummari", "dapted", "xcerpted", "ollected", "athered", "onitored", "opied", "As",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


class DanglingSource(Rule):
    """A source or medium hung on to the attribution without a link.

    ## What it finds
    `quoted Monday` with no agent, `said as quoted by` without a comma, `said quoting Antara`, `Quoted from
    Tempo,`, `Compiled from Tempo,` and `launching Antara` (*dikutip dari*, *melansir*), `As reported by
    Antara the road` without a comma, and an agency between commas before the day (`he said in Jakarta,
    Antara, Friday`).

    ## Why it matters
    *Dikutip dari Antara, Jumat* loses its preposition. It is a habit of a newsroom, dates and brands a
    text, and says nothing about its translation.

    ## Known false alarms
    `quoting` with an object that is a person, in criticism and essays.

    ## Example
    `said Djati quoted Monday, September 30.`

    ## Source
    Freitag et al. 2021, Style/Awkward; read off one publisher's English pages of 2020 to 2024.
    """

    code = "HOU004"
    name = "dangling-source"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the tag."""
        for found in evidence.document.search(_TAG, holding=_TRACES):
            name = next(name for name in ("quoted", "citing", "agency", "tag") if found.group(name))
            yield Hit(
                Span(*found.span(name)), "The source hangs on the sentence without a link.", confidence=0.7
            )
