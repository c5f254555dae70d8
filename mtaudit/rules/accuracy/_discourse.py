"""Whom a pronoun means: the persons of a text, by how much each stands in the foreground.

After Lappin and Leass 1994, *An Algorithm for Pronominal Anaphora Resolution*: every mention brings a person to the
fore, subjects most; what was said a sentence ago counts for half. Gender does not decide here, it is what is asked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mtaudit.rules.accuracy._gender_people import gender_of, nouns_for, people_of
from mtaudit.rules.accuracy._gender_words import OTHERS, PRONOUNS, TITLES, is_either
from mtaudit.rules.accuracy._people import SPEECH, in_speech
from mtaudit.rules.accuracy._people_are import is_person
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.rules.accuracy._people import Mention

__all__ = ["Person", "Shift", "shifts"]

#: What a mention brings, by how it stands in its sentence.
_SUBJECT, _OBJECT, _OWNER, _ASIDE = 1.0, 0.6, 0.4, 0.25
#: What is left of it a sentence later.
_LEFT, _LEFT_NAMED = 0.5, 0.7
#: And what is left of that in the next paragraph.
_PARAGRAPH, _PARAGRAPH_NAMED = 0.5, 0.6
#: Whom alone a text names is never farther away than that.
_ALONE = 0.25
#: And counts for that much, beside others.
_LEAST = 0.8
#: Whom a description tells anew, *the former teacher*, stands that much in the foreground.
_AGAIN = 0.3
#: Under it a pronoun means somebody who has not been named.
_FAINT = 0.1
#: Of the salience of whom a pronoun seems to mean, what anybody else it could mean may have: where that one is the
#: subject of the sentence or of the one before, and elsewhere.
_RIVAL_OWNER = 0.8
_RIVAL_NEAR, _RIVAL_FAR = 0.4, 0.2
#: Pronouns that settle a person's gender where somebody else may be meant too.
_SURE = 2
#: A name that is not known to be a person's, where it may be one.
_PERSONS, _PLAYS = ("PERSON", ""), ("nsubj", "nsubjpass", "dobj", "attr", "poss", "appos")
#: Sentences in which somebody of the gender stands in the way of a pronoun far from its person.
_REACH = 8
#: Roles that are other words more often.
_NO_ROLES = frozenset("forward private general major chair head".split())
_GENERIC = frozenset("each every any no whichever".split())
#: How a noun is joined to the name whom it describes: *nurse Yuni*, *Yuni, a nurse*, *Yuni is a nurse*.
_DESCRIBES = frozenset({"compound", "appos", "attr", "nmod"})
_SUBJECTS = ("nsubj", "nsubjpass")
_SAYS = frozenset(SPEECH.split("|")) | frozenset(
    "urged promised advised wondered thanked called laughed".split()
)
#: What somebody of unknown gender counts for beside one of the pronoun's.
_UNSURE = 0.35
#: What somebody counts for as the speaker who has not spoken before.
_SILENT = 0.7
_BODY = frozenset(
    "head face hand arm leg foot knee eye ear mouth lip hair finger thumb shoulder back chest neck forehead tear "
    "stomach toe wrist ankle elbow chin cheek breath voice".split()
)
#: What somebody of the gender with a name may have of the salience of whom a pronoun seems to mean, where that one
#: is the subject of the clause, and where of the sentence or the one before.
_GOVERNED, _NEXT = 0.5, 4
#: Verbs of two objects: *gave her diamonds* is parsed like *sold her diamonds*.
_GIVES = frozenset("give send tell offer show hand lend buy bring teach promise pay ask serve".split())
#: How a verb is joined to the one whose subject it shares.
_WITHOUT_SUBJECT = frozenset({"conj", "xcomp", "dep", "advcl"})
_ANYBODY = frozenset("everyone everybody anyone anybody nobody".split())
_SOMEBODY = _ANYBODY | frozenset("one another other someone somebody".split())
_NO_SPEAKERS = frozenset("ship boat vessel yacht".split())


@dataclass(eq=False)
class Person:
    """Somebody in a text.

    :param name: empty for somebody without one.
    :param gender: by title, noun or pronouns; None where it is not known.
    """

    name: str
    gender: str | None = None
    votes: Counter[str] = field(default_factory=Counter)
    before: float = 0.0
    here: float = 0.0
    last: int = -1
    given: int = -2
    is_subject: bool = False
    was_subject: bool = False
    speaks: bool = False
    is_fleeting: bool = False
    is_done: bool = False

    @property
    def salience(self) -> float:
        """How much the person stands in the foreground."""
        return self.before + self.here

    def name_again(self, weight: float, place: int, *, subject: bool) -> None:
        """Count one more mention."""
        self.here = max(self.here, weight)
        self.last = place
        self.is_subject = self.is_subject or subject

    def fade(self, *, is_new: bool) -> None:
        """Go on to the next sentence, or paragraph."""
        sentence, paragraph = (_LEFT_NAMED, _PARAGRAPH_NAMED) if self.name else (_LEFT, _PARAGRAPH)
        left = 0.0 if self.is_fleeting else sentence * paragraph if is_new else sentence
        self.before, self.here = left * self.salience, 0.0
        self.was_subject, self.is_subject = self.is_subject and (bool(self.name) or not is_new), False


@dataclass(frozen=True)
class Shift:
    """A pronoun of the other gender than its person had."""

    segment: AnalysedSegment
    token: Token
    person: Person
    is_near: bool


def shifts(document: AnalysedDocument) -> Iterator[Shift]:
    """Yield the first pronoun of the other gender of each named person.

    :param document: the text.
    """
    discourse = _Discourse(document)
    for place, segment in enumerate(document.english):
        yield from discourse.read(place, segment)


class _Discourse:
    """The persons of a text while it is read.

    :param document: the text.
    """

    def __init__(self, document: AnalysedDocument) -> None:
        self._document = document
        people = people_of(document)
        self._only = next(iter(people)) if len(people) == 1 else None
        self._persons = {name: Person(name, gender_of(found)) for name, found in people.items()}
        self._named: dict[int, list[tuple[Mention, str]]] = {}
        called: dict[str, set[str]] = {}
        self._parts = {word.lower(): name for name, found in people.items() for word in found[0].words}
        for name, found in people.items():
            for mention in found:
                self._named.setdefault(mention.place, []).append((mention, name))
                for noun in {mention.role, *nouns_for(mention)}:
                    called.setdefault(noun, set()).add(name)
        self._called = {noun: next(iter(names)) for noun, names in called.items() if len(names) == 1}
        self._nouns = nouns().people | name_words().roles | {w for own in OTHERS.values() for w in own}
        self._here: dict[int, Person] = {}
        self._ahead: dict[int, Person] = {}
        self._end = 0
        self._lead = ""

    def read(self, place: int, segment: AnalysedSegment) -> Iterator[Shift]:
        """Read a sentence."""
        speech = [in_speech(self._document, segment.span_of(token).start) for token in segment.parsed]
        if not all(speech):
            is_new = "\n" in self._document.text[self._end : segment.segment.span.start]
            for person in self._persons.values():
                person.fade(is_new=is_new)
            if self._only and self._persons[self._only].last >= 0:
                only = self._persons[self._only]
                only.before = max(only.before, _ALONE)
        self._end = segment.segment.span.end
        self._here = {}
        names = self._names(place, segment)
        self._ahead = {i: self._persons[name] for i, (name, _) in names.items()}
        for token, quoted in zip(segment.parsed, speech, strict=True):
            if quoted:
                continue
            if token.i in names:
                self._name(*names[token.i], token, place)
            elif token.lower_ in PRONOUNS and not is_either(token):
                yield from self._pronoun(token, place, segment)
            elif self._is_somebody(token, names):
                self._noun(token, place)

    def _names(self, place: int, segment: AnalysedSegment) -> dict[int, tuple[str, Mention]]:
        """Return the names of a sentence by the token that heads each."""
        found = {}
        for mention, name in self._named.get(place, ()):
            start, end = (at - segment.offset for at in (mention.span.start, mention.span.end))
            tokens = segment.parsed.doc.char_span(start, end, alignment_mode="expand")
            found[tokens.root.i] = name, mention
        return found

    def _name(self, name: str, mention: Mention, token: Token, place: int) -> None:
        head = token.head if token.dep_ == "appos" else token
        person = self._persons[name]
        subject = head.dep_ in _SUBJECTS or mention.speaks
        lead = self._persons.get(self._lead)
        if lead and person.last < 0 and name == self._only and not mention.role and not person.gender:
            # *A fisherman has built a tower on his reef. Wagiman spent four years on it.*
            person.gender, lead.is_fleeting = lead.gender, True
        person.speaks = person.speaks or mention.speaks or (subject and head.head.lower_ in _SAYS)
        person.name_again(_SUBJECT if subject else _weight(head), place, subject=subject)
        self._here |= {token.i: person, head.i: person}

    def _is_somebody(self, token: Token, names: Mapping[int, object]) -> bool:
        """Tell a noun for one person that describes nobodyse name stands beside it."""
        lemma = token.lemma_.lower()
        if lemma in _SOMEBODY:
            return token.dep_ in _SUBJECTS
        if token.tag_ == "NNP":
            return token.ent_type_ in _PERSONS and token.dep_ in _PLAYS and token.text.istitle()
        if _is_told_anew(token):
            return True
        known = lemma in self._nouns and lemma not in _NO_ROLES and token.dep_ != "compound"
        if token.tag_ != "NN" or not (known or _is_speaker(token)):
            return False
        as_what = token.dep_ == "pobj" and token.head.lower_ == "as"
        if names and (token.dep_ in _DESCRIBES or as_what):
            return False
        # *The head of the health office, Nurul, said …*
        return not any(t.i in names and t.dep_ == "appos" for t in token.subtree)

    def _noun(self, token: Token, place: int) -> None:
        lemma = token.lemma_.lower()
        gender = next((gender for gender, words in OTHERS.items() if lemma in words), TITLES.get(lemma))
        person = (
            self._persons[self._parts[lemma]]
            if token.tag_ == "NNP" and lemma in self._parts
            else self._described(token, gender) or self._persons.setdefault(lemma, Person("", gender))
        )
        self._here[token.i] = person
        subject = token.dep_ in _SUBJECTS
        if (
            subject
            and place <= 1
            and not person.name
            and any(c.lower_ in ("a", "an") for c in token.children)
        ):
            self._lead = lemma
        generic = lemma in _ANYBODY or any(child.lower_ in _GENERIC for child in token.children)
        person.is_fleeting = not person.name and generic
        person.speaks = person.speaks or (subject and token.head.lower_ in _SAYS)
        if token.dep_ in ("dobj", "pobj", "dative") and any(c.lower_ == "the" for c in token.children):
            person.given = place
        person.name_again(_weight(token), place, subject=subject)

    def _described(self, token: Token, gender: str | None) -> Person | None:
        """Return who is called so again: *the minister*; *this mother of two*, where nobody else is named."""
        lemma = token.lemma_.lower()
        if _is_told_anew(token):
            named = [p for p in self._persons.values() if p.name and p.gender in (None, gender or p.gender)]
            person = max(named, key=lambda p: p.salience, default=None)
            return person if person and person.salience >= _AGAIN else None
        this = any(child.lower_ == "this" for child in token.children)
        known = lemma in self._persons or not any(child.lower_ == "the" for child in token.children)
        if known and not this:
            return None
        name = self._called.get(lemma) or (self._only if gender and token.dep_ in _SUBJECTS else None)
        person = self._persons[name] if name else None
        if person is None or person.last < 0 or (gender and person.gender not in (None, gender)):
            return None
        others = [p for key, p in self._persons.items() if p is not person and key not in _NO_SPEAKERS]
        if not this and lemma not in self._called and any(p.gender == gender for p in others):
            return None
        if gender and not person.gender:
            self._vote(person, gender, is_sure=False)
        return person

    def _pronoun(self, token: Token, place: int, segment: AnalysedSegment) -> Iterator[Shift]:
        gender = PRONOUNS[token.lower_]
        if token.lower_ == "her" and self._follows_country(segment, token):
            return
        subject = token.dep_ in _SUBJECTS
        says = subject and token.head.lower_ in _SAYS
        barred = self._barred(token)
        weighed = {
            person: person.salience
            * (_SILENT if key in _NO_SPEAKERS or (says and not person.speaks) else 1.0)
            for key, person in self._persons.items()
            if person is not barred and not (says and key in _NO_SPEAKERS)
        }
        fits = {p: w for p, w in weighed.items() if p.gender in (None, gender)}
        meant = max(weighed, key=weighed.__getitem__, default=None)
        best = max(fits, key=lambda p: fits[p] * (1.0 if p.gender else _UNSURE), default=None)
        if barred and not barred.name and barred.gender == gender and not token.tag_.startswith("PRP$"):
            # *He promised to visit him*: two of the same gender.
            return
        governor = self._governor(token)
        rivals = {p: w for p, w in fits.items() if w}
        bound = governor and _is_bound(token) and self._is_alone(token, rivals)
        ahead = token.tag_ == "PRP$" and governor in self._ahead.values() and not governor.here
        if (bound or ahead) and governor.name and governor.gender not in (None, gender):
            # *After completing his doctorate, Marijke …*
            meant = governor
            weighed[meant] = max(weighed.get(meant, 0.0), _SUBJECT)
        if meant and meant.name and meant.gender not in (None, gender) and weighed[meant] >= _FAINT:
            if (bound and meant is governor) or self._stands_out(
                meant, token, rivals, weighed[meant], place, governed=meant is governor
            ):
                if not meant.is_done:
                    meant.is_done = True
                    yield Shift(segment, token, meant, meant.is_subject or meant.was_subject)
                best = meant
        if best is None or (weighed[best] < _FAINT and best.name != self._only):
            best = self._persons.setdefault(f"{gender}#", Person("", gender))
            weighed[best] = 0.0
        if best.gender is None:
            rivals = {p: w for p, w in fits.items() if p is not best}
            if not any(p.gender and w > _FAINT and place - p.last <= _SURE for p, w in rivals.items()):
                others = max(rivals.values(), default=0.0)
                near = subject or best.is_subject or others == 0
                sure = near and others < _RIVAL_NEAR * min(weighed[best], 1.0)
                self._vote(best, gender, is_sure=sure)
        best.speaks = best.speaks or says
        best.name_again(_weight(token), place, subject=subject)
        self._here[token.i] = best

    def _governor(self, token: Token) -> Person | None:
        """Return the subject of the clause that a pronoun stands in, or of the one above where it is subject."""
        below, verb = token, token.head
        if token.dep_ in _SUBJECTS:
            if verb.dep_ not in ("advcl", "ccomp"):
                return None
            below, verb = verb, verb.head
        while True:
            subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
            if subject is not None and (subject != below or verb.dep_ not in ("advcl", "pcomp", "acl")):
                break
            if verb.head == verb:
                return None
            below, verb = verb, verb.head
        if subject == below:
            return None
        if subject.lower_ in ("who", "that") and verb.dep_ == "relcl":
            subject = verb.head
        return self._here.get(subject.i) or self._ahead.get(subject.i)

    def _is_alone(self, token: Token, rivals: Mapping[Person, float]) -> bool:
        """Tell that a reflexive, *his own*, or a part of a body is nobody else's."""
        gender = PRONOUNS[token.lower_]
        sure = token.lower_.endswith("self") or any(t.lower_ == "own" for t in token.head.children)
        return sure or not any(p.here or (p.was_subject and p.gender == gender) for p in rivals)

    def _stands_out(
        self,
        meant: Person,
        token: Token,
        rivals: Mapping[Person, float],
        weight: float,
        place: int,
        *,
        governed: bool,
    ) -> bool:
        """Tell whether a pronoun can mean nobody but somebody of the other gender."""
        gender = PRONOUNS[token.lower_]
        subject = token.dep_ in _SUBJECTS
        known = {p: place - p.last for p in rivals if p.gender == gender}
        if any(p.was_subject or p.is_subject for p in known):
            return False
        if not subject and any(p.here for p in rivals):
            return False
        standing = min(max(weight, _LEAST), 1.0)
        if governed:
            # *Marijke sold his car*; *Marijke left because he was tired*.
            unsure = max((w for p, w in rivals.items() if p not in known), default=0.0)
            limit = _RIVAL_NEAR if subject else _RIVAL_OWNER
            stands = any(rivals[p] >= _GOVERNED * standing for p in known)
            just = subject and any(back <= 1 for p, back in known.items() if not p.name)
            return unsure < limit * standing and not stands and not just
        near = meant.is_subject or (meant.was_subject and not meant.here and subject)
        reach = 3 if meant.here else 2 if near else _REACH
        if subject and token.head.lower_ in _SAYS and any(place - p.given <= 1 for p in rivals):
            # *Adi had heard from the minister. She had promised …*
            return False
        if any(back <= (_NEXT if near else back) if p.name else back <= reach for p, back in known.items()):
            return False
        if not near and any(p.was_subject or p.is_subject for p in rivals):
            return False
        if meant.is_subject and subject and token.head.dep_ == "conj":
            near = False
        # Somebody with a name comes back from farther away.
        rival = max((w * (2.0 if p.name else 1.5 if p.here else 1.0) for p, w in rivals.items()), default=0.0)
        return rival < (_RIVAL_NEAR if near else _RIVAL_FAR) * standing

    def _vote(self, person: Person, gender: str, *, is_sure: bool) -> None:
        person.votes[gender] += 1
        if is_sure or person.votes[gender] >= _SURE:
            person.gender = gender

    def _barred(self, token: Token) -> Person | None:
        """Return the subject of the verb whose object the pronoun is: *Coach Basri told her*."""
        gives = token.lower_ == "her" and token.head.dep_ == "dobj" and token.head.head.lemma_ in _GIVES
        if token.dep_ in _SUBJECTS or token.lower_.endswith("self") or (token.tag_ == "PRP$" and not gives):
            return None
        verb = token.head.head if gives or token.dep_ == "pobj" else token.head
        while verb.dep_ in _WITHOUT_SUBJECT and not any(c.dep_ in _SUBJECTS for c in verb.children):
            verb = verb.head
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        return self._here.get(subject.i) if subject is not None else None

    def _follows_country(self, segment: AnalysedSegment, her: Token) -> bool:
        """Tell *India despite her attempts*."""
        return any(
            entity.label_ == "GPE" and entity.end <= her.i and held is segment
            for held, entity in self._document.entities
        )


def _is_bound(token: Token) -> bool:
    """Tell *herself*, *her own car* and *her left hand*."""
    if token.lower_.endswith("self"):
        return True
    own = any(child.lower_ == "own" for child in token.head.children)
    return token.tag_ == "PRP$" and (own or token.head.lemma_.lower() in _BODY)


def _is_told_anew(token: Token) -> bool:
    """Tell *the former teacher* and *the 57-year-old*: somebody named before."""
    if token.dep_ not in _SUBJECTS or not any(child.lower_ == "the" for child in token.children):
        return False
    if token.lower_.endswith("year-old") or (
        token.lower_ == "old" and token.i and token.nbor(-1).text == "-"
    ):
        return True
    people = nouns().people | name_words().roles
    return token.lemma_.lower() in people and any(child.lower_ == "former" for child in token.children)


def _is_speaker(token: Token) -> bool:
    """Tell *the negotiator said* and *according to the negotiator*."""
    if not is_person(token.lemma_.lower()) or token.lower_.endswith("ing"):
        return False
    says = token.dep_ in _SUBJECTS and token.head.lower_ in _SAYS
    return says or (token.dep_ == "pobj" and token.head.i > 0 and token.head.nbor(-1).lower_ == "according")


def _weight(token: Token) -> float:
    """Return what a mention brings."""
    if token.dep_ not in _SUBJECTS:
        if token.dep_ == "pobj" and token.head.dep_ == "agent":
            return _SUBJECT
        aside = any(t.dep_ == "relcl" for t in token.ancestors)
        return _ASIDE if aside else _OWNER if token.dep_ in ("poss", "compound", "conj") else _OBJECT
    return _OWNER if token.head.dep_ in ("relcl", "advcl", "acl") else _SUBJECT
