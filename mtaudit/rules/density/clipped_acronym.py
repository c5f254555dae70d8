from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.model import Span

#: An acronym, or a clipped blend such as *Menkeu*, but no ordinary word.
_ACRONYM = re.compile(
    r"[A-Z]{2,}[a-z]{0,3}|[A-Z]{2,}\d[A-Z]{2,}|[A-Z][a-z]+[A-Z][A-Za-z]*|(?:Men|Kemen|Dir|Pem|Ka|Wa|Pol|Kap|Dis|Din|Kej|"
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
    "narkoba ranmor faskes nakes alutsista alkes toga tomas todat humas wagub gubsu bimtek musrenbang pokja "
    "lemhannas dapil balita lansia ojol pinjol begal sidak rakor rakernas munas muktamar sertijab brimob "
    "densus gegana kopassus kostrad korem kodam kodim koramil lanal lanud lantamal dirut sekwan kadin "
    "apindo hipmi organda bulog perumnas pelindo perhutani jamkesmas raskin pustu poskesdes polindes "
    "gakkumdu gakkum tipikor tipidum wantimpres kontras walhi jatam sekum bendum wadir wakapolri mapolda "
    "mapolres mapolsek makodam subdit reskrim intelkam binmas sabhara resmob jatanras pasutri satpam hansip "
    "linmas paskibra paspampres ponpes unhas unpad unair undip kemensetneg bumdes bumdesa gapoktan poktan "
    "banser ansor muslimat fatayat ldii karhutla amdal ruko rumdin pemda pemkab pemkot pemprov mendes jubir "
    "juknis juklak".split()
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
            inside = opening.doc[opening.i + 1 : min(opening.i + 4, tokens.end)]
            if len(inside) < 2 or not _is_short(inside[0].text):
                continue
            closing = inside[1] if inside[1].text == ")" else inside[-1]
            if closing.text != ")" or (closing.i == inside.end - 1 > inside[1].i and not _is_part(inside[1])):
                continue
            start = max(tokens.start, opening.i - _REACH)
            # The letters of an earlier bracket are not its words.
            start = max([start, *(t.i + 1 for t in opening.doc[start : opening.i] if t.text in "),;:")])
            before = opening.doc[start : opening.i]
            if any(token.is_alpha for token in before) and not _fits(inside[0].text, before):
                yield segment.span_of(opening.doc[opening.i : closing.i + 1])


def _is_part(token: Token) -> bool:
    """Tell the second part of an acronym: *TNI AU*, *Densus 88*."""
    return token.text.isdigit() or (token.text.isupper() and token.text.isalpha() and len(token) > 1)


def _is_short(word: str) -> bool:
    """Tell an acronym or a clipped blend from an ordinary word in brackets."""
    return word.lower() in _CLIPPINGS or _ACRONYM.fullmatch(word) is not None


def _fits(acronym: str, before: TokenSpan) -> bool:
    """Tell whether the letters come, in order, in the words before, the first at the head of one of them."""
    letters = "".join(c for c in acronym.lower().rstrip("s") if c.isalpha())
    if not acronym.isupper() and not any(c.isupper() for c in acronym[1:]):
        return _blends(letters, [t.lower_ for t in before])
    tokens = [t for t in before if t.is_alpha and t.lower_ not in ("the", "a", "an")]
    words = [t.lower_ for t in tokens]
    # One small word may lend all its letters (*chlorofluorocarbon*), and one with such capitals (*BioNTech*).
    several = [len(letters) > 2 and t.is_title for t in tokens]
    return any(_spells(letters, words[place:], several[place]) for place in range(len(words)))


def _spells(letters: str, words: list[str], several: bool) -> bool:
    """Tell whether letters are the initials of the words, the first of them included, and of parts of these.

    Words between may be left out, but none may lend a letter without its initial, nor one alone three:
    *Indonesian Doctors Association (IDI)* abbreviates other words.
    """
    heads = (words[0][0], "x") if words[0].startswith("ex") else (words[0][0],)
    if letters[0] not in heads:
        return False
    inside = iter(words[0][1:])
    taken = 1
    while True:
        rest = letters[taken:]
        if not rest:
            return not several
        if any(_spells(rest, words[place:], False) for place in range(1, len(words))):
            return True
        if rest[0] not in inside:
            return False
        taken += 1


def _blends(letters: str, words: list[str]) -> bool:
    """Tell whether a blend is made of the beginnings of words, in order: *Polisi Daerah (Polda)*."""
    if not letters:
        return True
    for place, word in enumerate(words):
        for length in range(min(len(word), len(letters)), 0, -1):
            if word.startswith(letters[:length]) and _blends(letters[length:], words[place + 1 :]):
                return True
    return False
