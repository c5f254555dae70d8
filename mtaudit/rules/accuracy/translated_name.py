from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_accuracy import name_meanings, name_words
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Capitalised words in a row, with small words between: *Victory of the Universe*.
_NAME = re.compile(r"\b[A-Z][a-z]+(?: (?:(?:of|and|in|from|to|the|for) ){0,2}[A-Z][a-z]+)+\b(?!['’]?[-\w])")
#: A role right before the name, with its place or without: *coach*, *the Regent of Langkat,*.
_ROLE_BEFORE = re.compile(r"\b([A-Za-z]+\.?)(?: (?:of|for) (?:the )?(?:\w+ ?){1,3})?,? $")
#: A role after it: *, the minister,*.
_ROLE_AFTER = re.compile(r", (?:the |a |an )?((?:[a-z-]+ ?){1,4})")
_SPEAKS = re.compile(
    r",? (?:also |then )?(?:said|says|told|added|explained|stated|continued|hoped|admitted|denied|confirmed|"
    r"claimed|replied|warned|insisted|promised|stressed|revealed|announced|thanked|urged|apologi[sz]ed|recalled|"
    r"was (?:arrested|named|appointed|elected|sworn|detained|questioned|charged|sentenced|promoted|buried))\b"
)
_SPOKEN_BEFORE = re.compile(
    r"\b(?:said|says|added|explained|stated|continued|named|called|according to|by) $", re.IGNORECASE
)
#: Ranks that stand before a name only together with others, or more often than not as an adjective.
_TITLES = frozenset(
    "rear vice first second general major police adjunct air junior senior assistant acting interim "
    "former crown prime foreign home interior finance education health trade defense defence regional "
    "brig gen lt col maj capt sgt insp comm hon rev gov sen rep victim suspect defendant candidate".split()
)
#: Trades and callings that stand before a name, beside the lexicon's nouns for people.
_TRADES = frozenset(
    "soprano tenor baritone restorer veterinarian vet grandmaster violinist cellist trumpeter composer "
    "conductor choreographer curator archivist calligrapher illustrator cartoonist architect surgeon "
    "oncologist neurologist dentist optician ranger forester keeper zookeeper diver stuntman skipper "
    "helmsman bosun quartermaster adjutant sergeant corporal private cadet ensign brigadier marshal "
    "constable detective sheriff warden bailiff notary barrister solicitor jurist magistrate ombudsman "
    "councillor councilor alderman legislator congressman congresswoman parliamentarian envoy consul "
    "attache diplomat speaker chancellor provost dean headmaster headmistress principal lecturer scholar "
    "researcher scientist physicist chemist biologist botanist zoologist geologist volcanologist "
    "seismologist meteorologist oceanographer astronomer mathematician statistician historian "
    "archaeologist anthropologist linguist sociologist psychologist economist philosopher theologian "
    "bishop archbishop cardinal pastor reverend monk abbot nun imam cleric ustaz kyai preacher chaplain "
    "elder chieftain sultan regent striker midfielder winger goalkeeper defender sprinter swimmer boxer "
    "wrestler weightlifter gymnast cyclist shuttler climber surfer archer referee umpire trainer manager "
    "captain comedian dancer actor actress filmmaker director producer screenwriter playwright poet "
    "novelist author columnist editor reporter anchor presenter host photographer cameraman painter "
    "sculptor potter weaver tailor designer chef baker barista brewer farmer fisherman breeder trader "
    "vendor tycoon businessman businesswoman entrepreneur banker broker auditor accountant treasurer "
    "engineer technician mechanic welder electrician carpenter mason foreman surveyor pilot copilot "
    "steward stewardess astronaut activist campaigner lobbyist volunteer spokeswoman spokesperson adviser "
    "aide secretary clerk officer official coordinator chairwoman chairperson commissioner inspector "
    "superintendent commander colonel lieutenant nurse midwife physician doctor professor teacher tutor "
    "student pupil motorist passenger survivor".split()
)
#: Nouns for people that stand before capitals which name no person: *Guardian Angel*, *Client Services*.
_NO_ROLES = frozenset(
    "child woman man girl boy baby mother father king queen prince princess lady friend lover hunter "
    "guide guard guardian client customer visitor user buyer victim star hero heir host member people".split()
)
#: Offices that a word for their field stands before.
_OFFICES = frozenset(
    "minister director secretary commissioner inspector spokesman spokeswoman spokesperson ambassador "
    "governor regent mayor general colonel lieutenant sergeant major captain commander superintendent "
    "professor dr chairman chairwoman president manager coach prosecutor judge detective officer senator "
    "consul rector".split()
)
#: What stands before a title in a row of capitals.
_FIELDS = frozenset(
    "indonesian indonesia's malaysian javanese balinese acehnese papuan jakarta bali surabaya bandung "
    "medan semarang makassar police village district city state regional provincial national deputy vice "
    "assistant chief head public foreign interior defense defence health education finance trade army "
    "navy air".split()
)
#: Runs of such words after a role that are no persons.
_KNOWN = frozenset(
    "summer time,winter time,united nations,medal of honor,medal of freedom,great lakes,"
    "golden earring,young thug,prime minister,crown prince,crown princess,chief justice,first lady,"
    "first minister,white house,"
    "little mix,little richard,iron lady,holy father,master chief,big bird,new world,one direction,"
    "spice girls,"
    "black friday,good friday,white horse,red bull,blue water,golden state,red star,north star,"
    "sun king,south gate,"
    "promised land,middle east,far east,holy land,good morning,new moon,hot water,flash flood,"
    "national hero,world health".split(",")
)


class TranslatedName(Rule):
    """A person's name that was translated as if it were words.

    ## What it finds
    Two or more capitalised English words after a title or role, where all of them are words that names mean
    in Indonesian and at least one is no name in English: `Deputy Minister Noble Gem`, `coach Morning Dew`,
    `the Regent of Langkat, Wind War Plan`.

    ## Why it matters
    Nobody can find the person again. Many Indonesian names are words (*Cahaya* light, *Embun Pagi* morning
    dew, *Permata Mulia* noble gem), and an engine that does not see the name translates them.

    ## Known false alarms
    Stage names and nicknames in English (`rapper Golden Child`). Names that English speakers bear (Stone,
    Rice, Bishop, Young) are silent, and so are ships, operations and awards, which follow no role.

    ## Example
    `Brigadier General Honey Water inspected the troops.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on names and titles; Kamus Besar Bahasa
    Indonesia for what the words of names mean; MQM, Accuracy/Mistranslation.
    """

    code = "ACC007"
    name = "translated-name"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MAJOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each role with the words that took the name's place."""
        document, roles = evidence.document, _roles()
        found: dict[Span, Hit] = {}
        for segment in document.english:
            span = segment.segment.span
            for match in _NAME.finditer(document.view, span.start, span.end):
                before = document.view[max(span.start, match.start() - 60) : match.start()]
                after = document.view[match.end() : min(span.end, match.end() + 40)]
                name = _name(match, roles)
                if name is None:
                    continue
                inside, words = name
                role = _ROLE_BEFORE.search(before)
                titled = inside > 0 or bool(role and _is_title(role.group(1), roles))
                follows = _ROLE_AFTER.match(after)
                described = bool(follows and set(follows.group(1).lower().split()) & roles)
                spoken = bool(_SPEAKS.match(after) or _SPOKEN_BEFORE.search(before))
                strange = sum(word not in name_meanings().surnames for word in words)
                if not (
                    titled
                    or (described and (spoken or strange > 0))
                    or ((described or spoken) and strange > 1)
                ):
                    continue
                whole = Span(match.start() + inside, match.end())
                text = whole.of(document.view)
                found[whole] = Hit(
                    whole,
                    f"“{text}” stands in the place of a name and consists of words that names mean.",
                    confidence=0.85 if titled else 0.7,
                )
        for place in sorted(found):
            yield found[place]


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    """Return titles, and all that people are by what they do: *soprano*, *restorer*."""
    return (name_words().roles | nouns().people | _TRADES) - _NO_ROLES


def _name(match: re.Match[str], roles: frozenset[str]) -> tuple[int, list[str]] | None:
    """Return where the name begins behind its titles, with its words, or None for another."""
    known = name_meanings()
    parts = [(part.start(), part.group().lower()) for part in re.finditer(r"\S+", match.group())]
    start = 0
    while start < len(parts) - 1 and (_is_rank(parts[start][1], parts[start + 1][1], roles, start)):
        start += 1
    # *Indonesian Deputy Foreign Minister Calm Wind*, *Culture Minister Radiant Crown*
    offices = [n for n in range(1, len(parts) - 2) if _is_office(parts[n][1], parts[n - 1][1])]
    if offices:
        start = max(start, offices[-1] + 1)
    name = [word for _, word in parts[start:]]
    words = [word for word in name if word not in known.links]
    if (
        name[0] in known.links
        or len(words) < 2
        or " ".join(name) in _KNOWN
        or not all(word in known.words for word in words)
    ):
        return None
    if words[0] in known.given and len(name) == 2 and words[1] in known.surnames | known.given:
        return None
    return parts[start][0], words


def _is_office(word: str, before: str) -> bool:
    """Tell an office behind its field or country from a name's word: *Judge*, but not *King*."""
    return word in _OFFICES or (before in _FIELDS and word in name_words().roles)


def _is_title(word: str, roles: frozenset[str]) -> bool:
    """Tell a role, or with a capital what may stand for one: *Acting*, *Gen.*."""
    lower = word.lower().rstrip(".")
    return lower in roles or (word[0].isupper() and lower in _TITLES)


def _is_rank(word: str, following: str, roles: frozenset[str], start: int) -> bool:
    """Tell a title at the head of a run of capitals: *Rear* and *Admiral*, but not the *First* of a name."""
    if word in ("first", "second"):
        return following in roles
    return word in roles | _TITLES or (start > 0 and word == "of")
