"""Who speaks: names and descriptions out of noun phrases, pronouns led back to names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.analysis.folding import content_words, fold, folded_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

__all__ = ["Cast", "Speaker", "agreement", "read_speaker"]

_TITLES = frozenset(
    "mr mrs ms miss dr drs prof professor sir lord lady dame president vice prime minister secretary "
    "governor mayor regent senator judge justice chairman chairwoman chairperson chair chief executive "
    "commissioner commander general colonel captain lieutenant sergeant brigadier admiral inspector major "
    "director rector spokesman spokeswoman spokesperson coach manager ambassador chancellor lawmaker officer "
    "king queen prince princess pope father sister rev reverend imam ustad haji hj h ir sh mr. mrs. ms. dr. "
    "prof. gen. col. capt. lt. sgt. gov. sen. rep. st. congressman congresswoman deputy acting former "
    "police foreign interior defense defence finance health education transport transportation presiding "
    "attorney prosecutor lead first deputy opposition union first lady inspector representative "
    "superintendent constable detective doctor nurse sheikh crown premier speaker leader head "
    "researcher analyst economist expert goalkeeper midfielder striker defender captain".split()
)
_MASCULINE = frozenset(
    "mr mr. chairman spokesman congressman businessman king prince father brother husband son sir lord man "
    "fisherman uncle grandfather".split()
)
_FEMININE = frozenset(
    "mrs ms miss mrs. ms. chairwoman spokeswoman congresswoman businesswoman queen princess mother sister "
    "wife daughter lady dame woman actress aunt grandmother".split()
)
#: Titles that are nobody's surname.
_OFFICES = frozenset(
    "minister president secretary governor director commissioner spokesman spokeswoman spokesperson chairman "
    "chairwoman ambassador executive officer inspector prosecutor manager coach lawmaker "
    "superintendent".split()
)
#: First words of the names of places that have more than one.
_OF_PLACES = frozenset(
    "the new north south east west saint st san los las port united great hong sri saudi el".split()
)
#: Words that show a run of capitals to be no person's name.
_BODIES = frozenset(
    "ministry court agency university police office department council commission committee government "
    "association union party company corporation bank institute center centre hospital navy army force "
    "group federation league club team organization organisation authority administration house senate "
    "parliament service bureau foundation network times post news hotel airlines airport pt inc ltd".split()
)
_INNER = frozenset("bin binti al van von de der den la el da dos the".split())
#: Labels of the entity recogniser for what is no person.
_PLACES = frozenset({"GPE", "LOC", "NORP", "FAC"})
_NO_NAMES = frozenset({"DATE", "TIME", "CARDINAL"})
_PREPOSITIONS = frozenset("of at in for from with on by to against near".split())
_RELATIVE = frozenset("who whom which that whose where".split())
_PRONOUNS = {"he": "m", "she": "f", "they": "p", "it": "n"}
#: Paragraphs back in which a pronoun finds its name.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a text has speak.

    :param name: as the text names that person, at the fullest; a description where there is no name.
    :param words: folded words of the name, or content words of the description.
    :param named: whether it is a name.
    :param person: whether it is a person's name; bodies and places speak through many persons.
    """

    name: str
    words: tuple[str, ...]
    named: bool
    person: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """A noun phrase as it was read: a name, a description or a pronoun."""

    name: tuple[str, ...]
    description: str
    pronoun: str
    gender: str
    roles: tuple[str, ...] = ()
    place: bool = False


def read_speaker(words: Sequence[Token]) -> _Read | None:
    """Read the words that name a speaker.

    :param words: a noun phrase, in order.
    """
    if not words:
        return None
    if len(words) == 1 and words[0].lower_ in _PRONOUNS:
        return _Read((), "", words[0].lower_, _PRONOUNS[words[0].lower_])
    if words[0].tag_ in ("PRP", "WP", "WDT", "EX"):
        return None
    parts = list(_parts(words))
    lowers = {token.lower_ for token in words}
    gender = "m" if lowers & _MASCULINE else "f" if lowers & _FEMININE else ""
    located = bool(parts) and any(token.lower_ in ("in", "at", "from", "near") for token in parts[0])
    places = (_read_name(part, apposed=i > 0, located=located) for i, part in enumerate(parts))
    name = next((found for found in places if found), ())
    place = bool(name) and (len(name) == 1 or words[0].lower_ in _OF_PLACES)
    place = place and not lowers & _TITLES and parts[0][-1].text in name
    place = place and all(token.ent_type_ in _PLACES for token in words if token.text in name)
    roles = tuple(fold(token.text) for part in parts for token in part if token.pos_ in ("NOUN", "PROPN"))
    return _Read(name, _description(words, parts), "", gender, roles, place)


def _parts(words: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the phrases between commas, up to a relative clause."""
    part: list[Token] = []
    for token in words:
        if token.lower_ in _RELATIVE or token.is_quote:
            break
        if token.text in (",", "(", ")", "-", "–", "—"):
            if part:
                yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part


def _read_name(part: Sequence[Token], *, apposed: bool, located: bool) -> tuple[str, ...]:
    """Return the words of the last name before any preposition of a phrase, without titles.

    :param part: the phrase.
    :param apposed: whether it stands behind a comma, where days and ages stand too.
    :param located: whether a place stands before the comma, so that another may follow.
    """
    if apposed and (part[0].ent_type_ in _NO_NAMES or (located and part[0].ent_type_ in _PLACES)):
        return ()
    if apposed and not part[0].text[:1].isupper() and part[0].lower_ not in _TITLES:
        return ()
    runs: list[list[Token]] = []
    open_run = False
    for token in part:
        if token.lower_ in _PREPOSITIONS and runs == [] and not open_run:
            break
        if token.lower_ in _PREPOSITIONS:
            break
        if token.tag_ == "POS":
            runs, open_run = [], False
        elif token.text[:1].isupper() and token.pos_ not in ("DET", "PRON", "NUM"):
            if not open_run:
                runs.append([])
            runs[-1].append(token)
            open_run = True
        elif open_run and token.lower_ in _INNER:
            runs[-1].append(token)
        else:
            open_run = False
    return next((found for run in reversed(runs) if (found := _untitled(run))), ())


def _untitled(run: Sequence[Token]) -> tuple[str, ...]:
    """Return the words of a name behind its last title, or nothing for a title alone and for a nation."""
    after = max((i + 1 for i, token in enumerate(run[:-1]) if token.lower_ in _TITLES), default=0)
    kept = list(run[after:])
    while kept and kept[-1].lower_ in _INNER:
        kept.pop()
    if not kept or kept[-1].lower_ in _OFFICES or (len(kept) == 1 and kept[0].lower_ in _TITLES):
        return ()
    if len(kept) == 1 and (
        kept[0].ent_type_ == "NORP" or (kept[0].pos_ != "PROPN" and not kept[0].ent_type_)
    ):
        return ()
    return tuple(token.text for token in kept)


def _description(words: Sequence[Token], parts: Sequence[Sequence[Token]]) -> str:
    """Return the first phrase without its adverbials: *the mayor*, not *the mayor in a statement*."""
    part = parts[0] if parts else words[:1]
    end = next((i for i, t in enumerate(part) if i and t.lower_ in _PREPOSITIONS - {"of", "for"}), len(part))
    return part[0].doc[part[0].i : part[end - 1].i + 1].text


def is_person(name: Sequence[str]) -> bool:
    """Tell a person's name from that of a body, by its words."""
    return not any(word.lower() in _BODIES for word in name) and not (len(name) == 1 and name[0].isupper())


def agreement(one: Speaker | None, other: Speaker | None) -> int:
    """Tell whether two speakers are one.

    :returns: 1 where their names or descriptions meet, -1 for two persons' names that do not, else 0.
    """
    if one is None or other is None:
        return 0
    if any(_alike(a, b) for a in one.words for b in other.words):
        return 1
    return -1 if one.person and other.person else 0


def _alike(one: str, other: str) -> bool:
    """Tell one name under two spellings: the same letters but one, for names that are not short."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    from rapidfuzz.distance import Levenshtein

    return bool(Levenshtein.distance(one, other, score_cutoff=2) <= 1 + (len(one) > 7))


class Cast:
    """The persons of a text as a reader meets them: who was named, who spoke last."""

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        """Take the names of the whole text; the fullest form of each stands for the shorter ones."""
        self._names = list(dict.fromkeys(sorted(names, key=len, reverse=True)))
        self._gender: dict[tuple[str, ...], str] = {}
        self._roles: dict[str, Speaker] = {}
        self._subjects: list[tuple[int, Speaker, bool]] = []

    def full(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """Return the fullest name that holds the words of a name, if only one does."""
        folded = [fold(word) for word in name]
        fuller = [
            other
            for other in self._names
            if len(other) > len(name) and set(folded) <= {fold(word) for word in other}
        ]
        # A longer form of the same name holds the shorter ones.
        if fuller and all(set(other) <= set(fuller[0]) for other in fuller):
            return fuller[0]
        return name

    def meet(self, read: _Read | None, paragraph: int) -> Speaker | None:
        """Take note of the subject of a clause and return who it is.

        :param read: its words as they were read.
        :param paragraph: place of its paragraph.
        """
        if read is None:
            return None
        if read.pronoun:
            found = self._recall(read, paragraph)
            if found is not None:
                self._subjects.append((paragraph, found, read.gender in "mf"))
                if found.named and read.gender in "mf":
                    self._gender.setdefault(tuple(found.name.split()), read.gender)
            return found
        if read.name:
            name = self.full(read.name)
            person = is_person(name) and not (read.place and name == read.name)
            words = tuple(fold(word) for word in name if len(word) > 1)
            speaker = Speaker(" ".join(name), words, True, person)
            if read.gender and person:
                self._gender.setdefault(name, read.gender)
            for word in set(read.roles) - set(speaker.words):
                self._roles[word] = speaker
        else:
            person = True
            speaker = self._described(read)
        self._subjects.append((paragraph, speaker, person))
        return speaker

    def _described(self, read: _Read) -> Speaker:
        words = folded_words(read.description)
        known = self._roles.get(words[-1]) if words[:1] == ["the"] and len(words) <= 3 else None
        if known is not None:
            return known
        content = content_words(words)
        return Speaker(read.description, tuple(sorted(content)), named=False, person=False)

    def _recall(self, read: _Read, paragraph: int) -> Speaker | None:
        """Return the last subject that a pronoun can mean, in this paragraph or those just before."""
        for place, speaker, person in reversed(self._subjects):
            if paragraph - place > _REACH:
                return None
            if read.gender in "mf":
                known = self._gender.get(tuple(speaker.name.split())) or _gender_of(speaker)
                if person and known in ("", None, read.gender):
                    return speaker
            elif not person or not speaker.named:
                return speaker
        return None


def _gender_of(speaker: Speaker) -> str:
    if speaker.named:
        return ""
    words = set(speaker.name.lower().split())
    return "m" if words & _MASCULINE else "f" if words & _FEMININE else ""
