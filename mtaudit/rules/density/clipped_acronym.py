from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan

    from mtaudit.model import Span

#: An acronym, or a clipped blend such as *Menkeu*, but no ordinary word.
_ACRONYM = re.compile(
    r"[A-Z]{2,}[a-z]?|[A-Z]{2,}\d[A-Z]{2,}|[A-Z][a-z]+[A-Z][A-Za-z]*|(?:Men|Kemen|Dir|Pem|Ka|Wa|Pol|Kap|Dis|Din|Kej|"
    r"Jak|Bag)[a-z]{2,8}|(?:Dit(?:res|lan|pol|jen|tip|sam|kri|int)|Sat(?:res|lan|pol|bin|gas|nar|int)|Bares|Kor(?:lan|bri|pol)|"
    r"Pus(?:lab|kes|dal|lit)|Kan(?:wil|im)|Sek(?:da|jen|prov|kab|ret)|Lab(?:for|kes))[a-z]{0,9}"
)
#: Clipped blends and short titles of Indonesian offices, bodies and meetings, from Indonesian news.
_CLIPPINGS = frozenset(
    "kades kadus lurah camat bupati danramil babinsa bhabinkamtibmas sekda sekjen sekdes ketum waketum "
    "menko mensesneg panglima jampidsus jampidum bareskrim satreskrim satlantas satpol satgas bawaslu "
    "panwaslu kpud bappenas bappeda basarnas bakamla dispenad puskesmas posyandu puskesos pemilu pilkada "
    "pilpres pileg lapas rutan rusunawa rusun sisdiknas raperda perda perpres permen perppu kepres inpres "
    "jabodetabek sembako ormas orpol caleg capres cawapres cagub cabup bansos tilang curanmor curas miras "
    "narkoba ranmor faskes nakes alutsista alkes toga tomas todat humas wagub gubsu bimtek musrenbang "
    "pokja lemhannas dapil balita lansia ojol pinjol begal sidak rakor rakernas munas "
    "muktamar sertijab".split()
)
#: Words before the bracket that the letters may come from.
_REACH = 8


class ClippedAcronym(DensityRule):
    """Acronyms in brackets that do not fit the English before them.

    ## What it finds
    An acronym or clipped blend in brackets whose letters are not those of the English phrase before it:
    `crime scene (TKP)`, `Minister of Finance (Menkeu)`.

    ## Why it matters
    Indonesian news glosses every office and form with its acronym (*tempat kejadian perkara (TKP)*). A
    translation turns the phrase into English and keeps the letters.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing. Agencies known by their foreign initials (`the
    corruption commission (KPK)`) are found as well.

    ## Example
    `the wanted list (DPO) and the crime scene (TKP)`.

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on abbreviations and
    acronyms.
    """

    code = "DEN001"
    name = "clipped-acronym"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.47, of 508 ALT articles 0.00;
    # 0.5 is above the native rate.
    limit = 0.5
    message = "The letters are not those of the English before them; they abbreviate the Indonesian."

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the brackets with the acronym."""
        for segment, opening in evidence.document.tokens("("):
            tokens = segment.parsed
            inside = opening.doc[opening.i + 1 : min(opening.i + 3, tokens.end)]
            if len(inside) < 2 or inside[1].text != ")" or not _is_short(inside[0].text):
                continue
            start = max(tokens.start, opening.i - _REACH)
            # The letters of an earlier bracket are not its words.
            start = max([start, *(t.i + 1 for t in opening.doc[start : opening.i] if t.text in "),;:")])
            before = opening.doc[start : opening.i]
            if any(token.is_alpha for token in before) and not _fits(inside[0].text, before):
                yield segment.span_of(opening.doc[opening.i : opening.i + 3])


def _is_short(word: str) -> bool:
    """Tell an acronym or a clipped blend from an ordinary word in brackets."""
    return word.lower() in _CLIPPINGS or _ACRONYM.fullmatch(word) is not None


def _fits(acronym: str, before: TokenSpan) -> bool:
    """Tell whether the letters come, in order, in the words before, the first at the head of one of them."""
    letters = "".join(c for c in acronym.lower().rstrip("s") if c.isalpha())
    if not acronym.isupper() and not any(c.isupper() for c in acronym[1:]):
        return _blends(letters, [t.lower_ for t in before])
    for token in before:
        if token.text[:1].lower() == letters[0]:
            rest = iter(before.doc[token.i : before.end].text.lower())
            if all(letter in rest for letter in letters):
                return True
    return False


def _blends(letters: str, words: list[str]) -> bool:
    """Tell whether a blend is made of the beginnings of words, in order: *Polisi Daerah (Polda)*."""
    if not letters:
        return True
    for place, word in enumerate(words):
        for length in range(min(len(word), len(letters)), 0, -1):
            if word.startswith(letters[:length]) and _blends(letters[length:], words[place + 1 :]):
                return True
    return False
