from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from mtaudit.analysis.language import zipf
from mtaudit.model import Severity
from mtaudit.rules.accuracy._people import mentions
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_accuracy import name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.rules.accuracy._people import Mention

#: Shortest name that counts alone, in letters.
_SHORTEST = 5
#: Most places of the rarer spelling.
_BOTH = 3
_FARTHEST = 3
#: Endings that make another word or another name of a name.
_ENDINGS = frozenset(
    "sky skiy ski ov ev ko ton s es n an ian ese i ish son sen ina ova eva a er y ie".split()
)
#: Names beside these words are relatives', or two people's.
_KIN = re.compile(
    r"\b(?:brothers?|sisters?|twins?|sons?|daughters?|father|mother|wife|husband|cousins?|uncle|aunt|nephew|niece|"
    r"siblings?|namesake|couple|spouse|widow|parents?|family|formerly|spelled|spelt|aka|alias|also known)\b",
    re.IGNORECASE,
)
#: What spelling of a name does not consist of.
_LETTERS = re.compile(r"[-'’]")
_JOINED = re.compile(r"^(?:,? (?:and|or|vs\.?|versus|against|with|from|to) |, |/| [-–] )")


class ShiftingName(Rule):
    """One person under two spellings.

    ## What it finds
    Two names of a text that differ by one to three letters where the rest of the name, or what the person
    does in the text, is the same: `Supardi … said Supriadi`, `Benny Hartawan … Benni Hartawan`. Each place
    of the rarer spelling is marked, the later one where both are as frequent.

    ## Why it matters
    The reader takes one person for two. An engine spells a name anew in every sentence, piece by piece.

    ## Known false alarms
    Two people of almost one name who are not brought in as two. Relatives, names joined by *and*, and two
    names each with a role of its own are left alone.

    ## Example
    `Police chief Burhan Setiadi opened the meeting.` and then `Burham Setiadi said …`

    ## Source
    Damerau 1964, *A technique for computer detection and correction of spelling errors*, for the distance;
    MQM, Terminology/Inconsistent use of terminology.
    """

    code = "ACC006"
    name = "shifting-name"
    category = "Terminology/Inconsistent use of terminology"
    its_type = "inconsistent-entities"
    severity = Severity.MAJOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each place of the deviant spelling of a name."""
        forms: defaultdict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for mention in mentions(evidence.document):
            forms[mention.words].append(mention)
        spellings: dict[str, str] = {}
        partners: defaultdict[str, set[str]] = defaultdict(set)
        names = sorted(forms, key=lambda words: forms[words][0].span)
        for place, first in enumerate(names):
            for second in names[place + 1 :]:
                pairs = _differing(first, second)
                if not pairs or _are_two(evidence.document, forms[first], forms[second]):
                    continue
                if not all(_are_persons(forms[first], forms[second], pair) for pair in pairs):
                    continue
                for pair in pairs:
                    # Both spellings may go through the text: two people.
                    if min(_count(forms, word) for word in pair) <= _BOTH:
                        _join(spellings, pair)
                        for word in pair:
                            partners[word].update({*first, *second} - set(pair))
        kept = _kept(forms, spellings)
        marked: dict[Mention, str] = {}
        for words, found in forms.items():
            for word in words:
                right = kept.get(spellings.get(word, ""), word)
                if word != right and (len(words) == 1 or partners[word] & set(words)):
                    marked.update(dict.fromkeys(found, word))
        for mention in sorted(marked, key=lambda mention: mention.span):
            deviant = marked[mention]
            right = kept[spellings[deviant]]
            better = " ".join(kept.get(spellings.get(word, ""), word) for word in mention.words)
            message = f"The text spells “{deviant}” “{right}” too."
            yield Hit(mention.span, message, confidence=0.8, suggestion=better)


def _count(forms: dict[tuple[str, ...], list[Mention]], word: str) -> int:
    return sum(len(found) for words, found in forms.items() if word in words)


def _join(spellings: dict[str, str], pair: tuple[str, str]) -> None:
    """Note two spellings as one name's; three spellings come together through the pairs they are in."""
    one, other = (spellings.setdefault(word, word) for word in pair)
    for word, name in spellings.items():
        if name == other:
            spellings[word] = one


def _kept(forms: dict[tuple[str, ...], list[Mention]], spellings: dict[str, str]) -> dict[str, str]:
    """Return the right spelling of each name: the first, unless the text hardly ever has it again."""
    kept: dict[str, str] = {}
    for name in set(spellings.values()):
        alike = [word for word, other in spellings.items() if other == name]
        opening = min(alike, key=lambda word: min(f[0].span for words, f in forms.items() if word in words))
        most = max(alike, key=lambda word: _count(forms, word))
        kept[name] = most if _count(forms, opening) * 3 <= _count(forms, most) else opening
    return kept


def _differing(first: tuple[str, ...], second: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the spellings in which two names differ where they can be one person's."""
    whole, part = (first, second) if len(first) >= len(second) else (second, first)
    if len(part) == 1:
        pairs = _single(whole, part[0])
    elif len(whole) == len(part):
        pairs = [(a, b) for a, b in zip(whole, part, strict=True) if a != b]
        if len(pairs) > 2 or not all(
            _near(a, b, most=_most(a) + 1 if len(pairs) == 1 else 1, fewest=3 if len(whole) > 2 else 4)
            for a, b in pairs
        ):
            return []
    else:
        pairs = _shorter(whole, part)
    return pairs if whole is first else [(b, a) for a, b in pairs]


def _single(whole: tuple[str, ...], name: str) -> list[tuple[str, str]]:
    """Return the part of a full name that a single one misspells."""
    if name in whole:
        return []
    for word in reversed(whole):
        if min(len(word), len(name)) >= _SHORTEST and _near(word, name, most=_most(word)):
            return [(word, name)]
    return []


def _shorter(whole: tuple[str, ...], part: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the spellings in *Budi Gunadi Sadikin* and *Budi Sadiqin*: all other words are the same."""
    other = [word for word in part if word not in whole]
    if len(other) != 1:
        return []
    near = [w for w in whole if w not in part and len(w) >= _SHORTEST and _near(w, other[0], most=_most(w))]
    return [(near[0], other[0])] if near else []


def _most(word: str) -> int:
    return 1 if len(word) < 6 else 2 if len(word) < 7 else _FARTHEST


def _near(one: str, other: str, most: int, fewest: int = 4) -> bool:
    """Tell two spellings of one name from inflections, plurals, initials and words for a people."""
    short, long = sorted((_LETTERS.sub("", one).lower(), _LETTERS.sub("", other).lower()), key=len)
    if short == long or len(short) < fewest:
        return False
    if long.startswith(short) and long[len(short) :] in _ENDINGS:
        return False
    if {short[-1], long[-1]} in ({"o", "a"}, {"a", "e"}) and short[:-1] == long[:-1] and len(short) < 6:
        # Mario and Maria, Anna and Anne.
        return False
    distance = OSA.distance(short, long)
    if distance == _FARTHEST and (
        len(long) > len(short) + 1 or sum((Counter(short) - Counter(long)).values()) > 1
    ):
        # Three letters apart are one name only where most of them moved: *Supardi*, *Supriadi*.
        return False
    # Djarwoko and Jarwoko, Yusuf and Jusuf.
    return distance <= most and (
        short[0] == long[0] or most == 1 or (distance == 1 and len(short) > _SHORTEST)
    )


def _are_persons(first: list[Mention], second: list[Mention], pair: tuple[str, str]) -> bool:
    """Tell whether both names stand where persons stand; a single name needs speech or a title."""
    full = all(len(found[0].words) > 1 for found in (first, second))
    known = [any(m.person for m in found) for found in (first, second)]
    if full:
        return any(m.acts for m in (*first, *second)) or (all(known) and "-" not in "".join(pair))
    acting = [any(m.acts or (len(m.words) > 1 and m.person) for m in found) for found in (first, second)]
    if all(acting):
        return any(m.acts for m in (*first, *second))
    # A bare name counts where neither spelling is a word that English knows.
    strange = not any(zipf(word, "en") for word in pair) and min(map(len, pair)) > _SHORTEST
    given = any(word.lower() in name_words().given for word in pair)
    return any(acting) and ((all(known) and strange) or given)


def _are_two(document: AnalysedDocument, first: list[Mention], second: list[Mention]) -> bool:
    """Tell whether the text brings in two people."""
    roles = [{m.role for m in found if m.role} for found in (first, second)]
    if roles[0] and roles[1] and not roles[0] & roles[1]:
        return True
    for a in first:
        for b in second:
            low, high = sorted((a, b), key=lambda m: m.span)
            between = document.view[low.span.end : high.span.start]
            if a.place == b.place and (_JOINED.match(between) and len(between) < 40):
                return True
    start = second[0].segment.segment.span
    return bool(_KIN.search(document.view[start.start : second[0].span.start][-40:]))
