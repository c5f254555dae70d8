"""Whom a pronoun means: the persons of a text, by how much each stands in the foreground.

After Lappin and Leass 1994, *An Algorithm for Pronominal Anaphora Resolution*: every mention brings a person
to the fore, subjects most, and with every sentence less is left of it. Gender does not decide here: it is
what is asked. The limits were set by hand on all texts of `corpora/seeded` (November 2026), so that nothing
is found in WMT21's native English and in Wikinews, and one pronoun in WMT21's human translations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.rules.accuracy._gender_people import gender_of, nouns_for, people_of
from mtaudit.rules.accuracy._gender_words import OTHERS, PRONOUNS, SHIPS, TITLES, is_either
from mtaudit.rules.accuracy._person import ALONE, FAINT, SUBJECT, UNSURE, Person
from mtaudit.rules.accuracy._person_grammar import (
    barred_subject,
    governing_subject,
    has_determiner,
    is_bound,
    is_own,
    is_saying,
    is_speaker,
    is_subject,
    is_told_anew,
    says,
    weight,
)
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.rules.accuracy._people import Mention

__all__ = ["Shift", "shifts"]

#: Of the salience of whom a pronoun seems to mean, what anybody else it could mean may have: the owner of
#: the subject's things; near, where that one is the subject of the sentence or of the last; elsewhere.
_RIVAL_OWNER, _RIVAL_NEAR, _RIVAL_FAR = 0.8, 0.4, 0.2
#: The same for somebody who is known to be of the pronoun's gender, beside the subject of the clause.
_KNOWN = 0.2
#: Salience that counts in full, and the least that counts.
_FULL, _LEAST = 1.0, 0.8
#: Sentences in which somebody of the pronoun's gender stands in the way: named, beside somebody near;
#: unnamed, beside somebody in the same sentence, the next one, and elsewhere.
_NAMED, _SAME, _NEXT, _REACH = 4, 3, 2, 8
#: Sentences in which somebody of a gender keeps a pronoun from telling another's.
_UNCLEAR = 2
#: Whom a description tells anew stands that much in the foreground.
_AGAIN = 0.3
#: What somebody counts for as the speaker who has not spoken before.
_SILENT = 0.7
#: A name that is not known to be a person's, where it may be one.
_MAYBE, _PLAYS = ("PERSON", ""), ("nsubj", "nsubjpass", "dobj", "attr", "poss", "appos")
#: Roles that are other words more often.
_NO_ROLES = frozenset("forward private general major chair head".split())
_GENERIC = ("each", "every", "any", "no", "whichever")
_NOUNS = frozenset({"NN", "NNP", "CD", "JJ", "DT"})
_ASKING = frozenset("reporter journalist interviewer correspondent newsman".split())
_ANYBODY = frozenset("everyone everybody anyone anybody nobody".split())
_SOMEBODY = _ANYBODY | frozenset("one another other someone somebody".split())
#: How a noun is joined to the name whom it describes: *nurse Yuni*, *Yuni, a nurse*, *Yuni is a nurse*.
_DESCRIBES = frozenset({"compound", "appos", "attr", "nmod"})


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
        #: By name, or by noun for those without one.
        self._persons = {name: Person(name, gender_of(document, found)) for name, found in people.items()}
        self._only = next(iter(self._persons.values())) if len(people) == 1 else None
        self._words = {word.lower(): name for name, found in people.items() for word in found[0].words}
        self._named: dict[int, list[tuple[Mention, Person]]] = {}
        called: dict[str, set[str]] = {}
        for name, found in people.items():
            for mention in found:
                self._named.setdefault(mention.place, []).append((mention, self._persons[name]))
                for noun in {mention.role, *nouns_for(document, mention)}:
                    called.setdefault(noun, set()).add(name)
        self._called = {noun: next(iter(names)) for noun, names in called.items() if len(names) == 1}
        self._nouns = nouns().people | name_words().roles | {w for own in OTHERS.values() for w in own}
        #: Who is mentioned in this sentence, by token, and whose names stand in it.
        self._here: dict[int, Person] = {}
        self._names: dict[int, tuple[Mention, Person]] = {}
        self._place = self._end = 0
        self._lead: Person | None = None

    def read(self, place: int, segment: AnalysedSegment) -> Iterator[Shift]:
        """Read a sentence."""
        within = segment.segment.span
        quotes = [quote.span for quote in self._document.quotes if quote.span.overlaps(within)]
        told = [
            token
            for token in segment.parsed
            if not any(span.start <= segment.offset + token.idx < span.end for span in quotes)
        ]
        if told:
            is_paragraph = "\n" in self._document.text[self._end : within.start]
            for person in self._persons.values():
                person.fade(is_paragraph=is_paragraph)
            if self._only and self._only.last >= 0:
                self._only.before = max(self._only.before, ALONE)
        self._place, self._end = place, within.end
        self._here, self._names = {}, {}
        for mention, person in self._named.get(place, ()):
            start, end = (at - segment.offset for at in (mention.span.start, mention.span.end))
            tokens = segment.parsed.doc.char_span(start, end, alignment_mode="expand")
            if tokens is not None:
                self._names[tokens.root.i] = mention, person
        for token in told:
            if token.i in self._names:
                self._name(token)
            elif token.lower_ in PRONOUNS and not is_either(token):
                yield from self._pronoun(token, segment)
            elif token.tag_ in _NOUNS and self._is_somebody(token):
                self._noun(token)

    def _name(self, token: Token) -> None:
        mention, person = self._names[token.i]
        head = token.head if token.dep_ == "appos" else token
        if self._lead and person.last < 0 and person is self._only and not mention.role:
            # *A fisherman has built a tower on his reef. Wagiman spent four years on it.*
            person.gender, self._lead.is_fleeting = person.gender or self._lead.gender, True
        subject = is_subject(head) or mention.speaks
        own = SUBJECT if subject else weight(head)
        person.mention(own, self._place, is_subject=subject, speaks=mention.speaks or says(head))
        self._here |= {token.i: person, head.i: person}

    def _is_somebody(self, token: Token) -> bool:
        """Tell a noun for one person that describes nobody whose name stands beside it."""
        lemma = token.lemma_.lower()
        if lemma in _SOMEBODY:
            return is_subject(token) and not any(child.i in self._names for child in token.children)
        if token.tag_ == "NNP":
            return token.ent_type_ in _MAYBE and token.dep_ in _PLAYS and token.text.istitle()
        if is_told_anew(token):
            return True
        known = lemma in self._nouns and lemma not in _NO_ROLES and token.dep_ != "compound"
        if token.tag_ != "NN" or not (known or is_speaker(token)):
            return False
        as_what = token.dep_ == "pobj" and token.head.lower_ == "as"
        if self._names and (token.dep_ in _DESCRIBES or as_what):
            return False
        # *The head of the health office, Nurul, said …*
        return not any(t.i in self._names and t.dep_ == "appos" for t in token.subtree)

    def _noun(self, token: Token) -> None:
        lemma = token.lemma_.lower()
        gender = next((gender for gender, words in OTHERS.items() if lemma in words), TITLES.get(lemma))
        person = self._described(token, gender) or self._persons.setdefault(lemma, Person("", gender))
        if not person.name:
            person.is_ship = lemma in SHIPS
            person.is_fleeting = lemma in _ANYBODY or has_determiner(token, *_GENERIC)
            if is_subject(token) and self._place <= 1 and has_determiner(token, "a", "an"):
                self._lead = person
        if token.dep_ in ("dobj", "pobj", "dative") and has_determiner(token, "the"):
            person.given = self._place
        # *Maria laughed when a reporter asked*; *a flag that a cook had brought*
        relative = token.head.dep_ == "relcl" and has_determiner(token.head, "that", "which", "whom")
        aside = lemma in _ASKING or relative
        subject = is_subject(token) and not aside
        person.mention(weight(token), self._place, is_subject=subject, speaks=says(token))
        self._here[token.i] = person

    def _described(self, token: Token, gender: str | None) -> Person | None:
        """Return who is called so again: *the minister*; *this mother of two*, where nobody else is named."""
        lemma = token.lemma_.lower()
        if token.tag_ == "NNP" and lemma in self._words:
            return self._persons[self._words[lemma]]
        anew, this = is_told_anew(token), has_determiner(token, "this")
        person: Person | None
        if anew:
            named = [p for p in self._persons.values() if p.name and (not gender or p.can_be(gender))]
            person = max(named, key=lambda p: p.salience, default=None)
            if person is None or person.salience < _AGAIN:
                return None
        else:
            if not this and (lemma in self._persons or not has_determiner(token, "the")):
                return None
            alone = self._only if gender and is_subject(token) else None
            person = self._persons[self._called[lemma]] if lemma in self._called else alone
            if person is None or person.last < 0 or (gender and not person.can_be(gender)):
                return None
            others = (p for p in self._persons.values() if p is not person and not p.is_ship)
            if not this and lemma not in self._called and any(p.gender == gender for p in others):
                return None
        if gender:
            person.vote(gender, is_sure=anew)
        return person

    def _pronoun(self, token: Token, segment: AnalysedSegment) -> Iterator[Shift]:
        gender = PRONOUNS[token.lower_]
        barred = self._who(barred_subject(token))
        if token.lower_ == "her" and self._follows_country(segment, token):
            return
        if barred and token.tag_ == "PRP$" and barred.can_be(gender):
            barred = None
        if barred and not barred.name and barred.gender == gender and token.tag_ != "PRP$":
            # *He promised to visit him*: two of the same gender.
            return
        speaks = says(token)
        weighed = {
            person: person.salience * (_SILENT if person.is_ship or (speaks and not person.speaks) else 1)
            for person in self._persons.values()
            if person is not barred and not (speaks and person.is_ship)
        }
        fits = {person: own for person, own in weighed.items() if person.can_be(gender) and own}
        shifted = self._shifted(token, weighed, fits)
        if shifted:
            if not shifted.is_done:
                shifted.is_done = True
                yield Shift(segment, token, shifted, shifted.is_subject or shifted.was_subject)
            meant = shifted
        else:
            meant = self._meant(token, fits)
        meant.mention(weight(token), self._place, is_subject=is_subject(token), speaks=speaks)
        meant.pronouns.add(gender)
        self._here[token.i] = meant

    def _meant(self, token: Token, fits: Mapping[Person, float]) -> Person:
        """Return whom a pronoun means, and count it for the gender of somebody who alone can be meant."""
        gender = PRONOUNS[token.lower_]
        best = max(fits, key=lambda p: fits[p] * (1.0 if p.gender else UNSURE), default=None)
        if best is None or (fits[best] < FAINT and best is not self._only):
            return self._persons.setdefault(f"{gender}#", Person("", gender))
        rivals = {person: own for person, own in fits.items() if person is not best}
        people = {person: own for person, own in rivals.items() if not person.is_ship and own > FAINT}
        if not any(person.gender and self._place - person.last <= _UNCLEAR for person in people):
            others = max(rivals.values(), default=0.0)
            near = is_subject(token) or best.is_subject or others == 0
            best.vote(gender, is_sure=near and others < _RIVAL_NEAR * min(fits[best], _FULL))
        return best

    def _shifted(
        self, token: Token, weighed: Mapping[Person, float], fits: Mapping[Person, float]
    ) -> Person | None:
        """Return the named person of the other gender who alone can be meant."""
        gender = PRONOUNS[token.lower_]
        governor = self._who(governing_subject(token))
        meant = max(weighed, key=weighed.__getitem__, default=None)
        bound = False
        if governor and governor.name and not governor.can_be(gender) and is_bound(token):
            rival = any(p.here or (p.was_subject and p.gender == gender) for p in fits)
            if is_own(token) or not rival:
                # *Tigor bowed her head*
                meant, bound = governor, True
        standing = SUBJECT if bound else weighed[meant] if meant else 0.0
        above = token.head.head if is_subject(token) and token.head.dep_ == "ccomp" else None
        if above is not None and governor is None and is_saying(above):
            # *The head of schools said she was proud*, where nobody is known to speak.
            return None
        if meant is None or not meant.name or meant.can_be(gender) or standing < FAINT:
            return None
        if meant.pronouns and not is_own(token) and not (is_subject(token) and token.head.dep_ == "conj"):
            # *He criticizes her appointment*: two people.
            return None
        alone = bound or self._is_alone(token, meant, min(max(standing, _LEAST), _FULL), fits, governor)
        return meant if alone else None

    def _is_alone(
        self,
        token: Token,
        meant: Person,
        standing: float,
        fits: Mapping[Person, float],
        governor: Person | None,
    ) -> bool:
        """Tell whether nobody whom a pronoun fits can be meant beside somebody whom it does not fit."""
        subject = is_subject(token)
        known = {p: self._place - p.last for p in fits if p.gender}
        owns = meant is governor and token.tag_ == "PRP$"
        if any(p.is_subject or (p.was_subject and not owns) for p in known):
            return False
        if not subject and any(p.here for p in fits):
            return False
        if meant is governor:
            # *Marijke sold his car*; *Marijke left because he was tired*.
            unsure = max((own for person, own in fits.items() if not person.gender), default=0.0)
            just = subject and any(back <= 1 for person, back in known.items() if not person.name)
            stands = any(fits[person] >= _KNOWN * standing for person in known)
            return not stands and not just and unsure < (_RIVAL_NEAR if subject else _RIVAL_OWNER) * standing
        near = meant.is_subject or (meant.was_subject and not meant.here and subject)
        if says(token) and any(self._place - person.given <= 1 for person in fits):
            # *Adi had heard from the minister. She had promised …*
            return False
        reach = _SAME if meant.here else _NEXT if near else _REACH
        if any(back <= reach for person, back in known.items() if not person.name):
            return False
        if any(
            not near or (back <= _NAMED and fits[person] >= FAINT)
            for person, back in known.items()
            if person.name
        ):
            return False
        if any(person.was_subject or person.is_subject for person in fits if not (near and person.name)):
            return False
        if meant.is_subject and subject and token.head.dep_ == "conj":
            near = False
        rival = max((own * self._counted(p, is_near=near) for p, own in fits.items()), default=0.0)
        return rival < (_RIVAL_NEAR if near else _RIVAL_FAR) * standing

    def _counted(self, rival: Person, *, is_near: bool) -> float:
        """Return how much more somebody counts who has a name, or stands in the same sentence."""
        if rival.name:
            return 1.0 if is_near and self._place - rival.last > 1 else 2.0
        return 1.5 if rival.here else 1.0

    def _who(self, token: Token | None) -> Person | None:
        if token is None:
            return None
        return self._here.get(token.i) or (self._names[token.i][1] if token.i in self._names else None)

    def _follows_country(self, segment: AnalysedSegment, her: Token) -> bool:
        """Tell *India despite her attempts*."""
        return any(
            entity.label_ == "GPE" and is_subject(entity.root) and entity.end <= her.i and held is segment
            for held, entity in self._document.entities
        )
