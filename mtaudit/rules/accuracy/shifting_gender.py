from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.model import Severity
from mtaudit.rules.accuracy._gender_places import (
    NO_ROLES,
    has_subject_person,
    is_subject,
    others_after,
    others_between,
    subject_before,
)
from mtaudit.rules.accuracy._gender_words import OTHERS, PRONOUNS, TITLES, is_either, is_object_of_person
from mtaudit.rules.accuracy._people import in_speech, mentions, role_mentions
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns
from mtaudit.rules.lexicons_names import first_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.model import Span
    from mtaudit.rules.accuracy._people import Mention

#: Segments before *X said that he* in which another person may be meant.
_SPOKEN_REACH = 2
#: Letters of a short form of a name.
_SHORT_NAME = 4
#: Segments over which a pronoun at the head of its clause means the person named last.
_REACH = 4
#: Segments before a pronoun in which nobody else is named, unless the last names the person.
_ALONE = 8
#: Pronouns that settle a person's gender where none stands right beside the name.
_SURE = 2
#: Zipf frequency in English under which a word is a foreign name.
_RARE = 2.5
#: Entities that are no persons where every mention of them is one.
_PLACES = frozenset({"GPE", "LOC", "NORP", "MONEY", "FAC"})
#: How a noun is joined to the name of whom it describes: *nurse Yuni*, *Yuni, a nurse*, *Yuni is a nurse*.
_DESCRIBES = frozenset({"compound", "appos", "attr", "nmod"})


@dataclass(frozen=True, slots=True)
class _Link:
    """A pronoun with the person it means; only people named or meant ``since`` then can be meant instead."""

    segment: AnalysedSegment
    token: Token
    gender: str
    person: str
    place: int
    near: bool
    sole: bool = False
    since: int = 0


class ShiftingGender(Rule):
    """One person who is he and then she.

    ## What it finds
    The first pronoun of the other gender for a named person: `Retno said he would fly to Geneva`, and later
    `She added`. Only pronouns count that can mean nobody else named in the text.

    ## Why it matters
    The reader looks for a second person. Indonesian *dia*, *ia* and *-nya* have no gender, and an engine that
    sees one sentence at a time guesses anew in each.

    ## Known false alarms
    A pronoun for somebody who is mentioned without a name or a noun of that gender.

    ## Example
    `Nurul Hidayanti said she had sent four teams. … He said the vaccine was safe.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on pronouns; Stanovsky, Smith and
    Zettlemoyer 2019, *Evaluating Gender Bias in Machine Translation*; MQM, Accuracy/Mistranslation.
    """

    code = "ACC004"
    name = "shifting-gender"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MAJOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the first pronoun of the later gender of each person."""
        document = evidence.document
        if not any(True for _ in document.tokens("he", "his", "him", "himself")) or not any(
            True for _ in document.tokens("she", "her", "herself")
        ):
            return
        people = _people(document)
        links = list(_links(document, people))
        near = {(link.segment.offset, link.token.i) for link in links if link.near}
        sole = {(link.segment.offset, link.token.i): link for link in _sole_links(document, people, near)}
        links = [link for link in links if (link.segment.offset, link.token.i) not in sole]
        links = sorted([*links, *sole.values()], key=lambda link: link.segment.span_of(link.token))
        linked = {(link.segment.offset, link.token.i) for link in links}
        loose = [
            (segment.span_of(token), PRONOUNS[token.lower_])
            for segment, token in document.tokens(*PRONOUNS)
            if (segment.offset, token.i) not in linked
            and not in_speech(document, segment.span_of(token).start)
        ]
        known = {name: _titled(found) for name, found in people.items()}
        first: dict[str, str] = {name: gender for name, gender in known.items() if gender}
        seen: Counter[tuple[str, str]] = Counter()
        done: set[str] = set()
        for link in links:
            seen[link.person, link.gender] += 1
            if link.person not in first and (link.near or seen[link.person, link.gender] == _SURE):
                first[link.person] = link.gender
            established = first.get(link.person)
            if established in (None, link.gender) or link.person in done:
                continue
            here = link.segment.span_of(link.token)
            if any(link.since <= span.start < here.start and gender == link.gender for span, gender in loose):
                # A pronoun before this one already means somebody else of this gender.
                continue
            if _may_be_another(document, link, people, first):
                continue
            done.add(link.person)
            yield Hit(
                here,
                f"{link.person} was “{established}” before and is “{link.token.lower_}” here.",
                confidence=0.8 if link.near else 0.7,
            )


def _people(document: AnalysedDocument) -> dict[str, list[Mention]]:
    """Return the mentions of each person under the longest name; a part of it means the same person."""
    found: dict[str, list[Mention]] = {}
    parts: dict[str, str] = {}
    places = _places(document)
    sure = {mention.words for mention in mentions(document) if mention.person}
    # *Yosepina Tamur ties …* and later *Yosepina is due …*
    alone = {m.words[0] for m in mentions(document) if len(m.words) == 1 and is_subject(m.segment, m)}
    for mention in mentions(document):
        if not mention.role and mention.words in places:
            continue
        name = " ".join(mention.words)
        whole = next((parts[word] for word in (mention.words[-1], mention.words[0]) if word in parts), None)
        if whole is None and len(mention.words) == 1 and len(name) >= _SHORT_NAME:
            # Risma for Rismaharini.
            whole = next((parts[word] for word in parts if word.startswith(name)), None)
        if whole is None:
            if not (mention.person or mention.words in sure or _is_first_name(mention)) and not (
                _is_strange(mention) and mention.words[0] in alone
            ):
                continue
            whole = name
            parts.update(dict.fromkeys(mention.words, name))
        found.setdefault(whole, []).append(mention)
    _add_roles(document, found)
    return found


def _is_first_name(mention: Mention) -> bool:
    return len(mention.words) > 1 and mention.words[0].lower() in first_names()


def _is_strange(mention: Mention) -> bool:
    """Tell the subject of a clause with a name that English does not have."""
    words = mention.words
    return (
        len(words) > 1 and is_subject(mention.segment, mention) and all(zipf(w, "en") < _RARE for w in words)
    )


def _places(document: AnalysedDocument) -> set[tuple[str, ...]]:
    """Return names of one word that the entity recogniser never takes for a person: *Honduras wants*."""
    labels: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, entity in document.entities:
        labels[tuple(entity.text.split())].add(entity.label_)
    given = name_words().given
    return {
        name
        for name, found in labels.items()
        if len(name) == 1 and found <= _PLACES and name[0].lower() not in given
    } | {("Rp",)}


def _add_roles(document: AnalysedDocument, found: dict[str, list[Mention]]) -> None:
    """Add *the minister* to the mentions of the only minister that the text names before."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for name, named in found.items():
        for mention in named:
            holders[mention.role].add(name)
    for role, mention in role_mentions(document):
        if len(holders.get(role, ())) == 1:
            (name,) = holders[role]
            if found[name][0].span < mention.span:
                found[name].append(mention)
                found[name].sort(key=lambda m: m.span)


def _titled(found: list[Mention]) -> str | None:
    genders = {TITLES[mention.role] for mention in found if mention.role in TITLES}
    return genders.pop() if len(genders) == 1 else None


def _links(document: AnalysedDocument, people: dict[str, list[Mention]]) -> Iterator[_Link]:
    """Yield pronouns outside quotations that mean one person, in order."""
    places = {id(segment): place for place, segment in enumerate(document.english)}
    named: dict[int, list[tuple[Mention, str]]] = {}
    for person, found in people.items():
        for mention in found:
            named.setdefault(mention.place, []).append((mention, person))
    for inside in named.values():
        inside.sort(key=lambda pair: pair[0].span)
    for segment, token in document.tokens(*PRONOUNS):
        span = segment.span_of(token)
        if in_speech(document, span.start):
            continue
        place = places[id(segment)]
        here = [
            (m, p)
            for m, p in named.get(place, ())
            if m.span.start < span.start and not in_speech(document, m.span.start)
        ]
        gender = PRONOUNS[token.lower_]
        if here:
            persons = {person for _, person in here}
            mention = here[-1][0]
            object_case = token.tag_ == "PRP" and token.lower_ in ("him", "her")
            acts = mention.speaks or is_subject(segment, mention)
            sure = len(persons) == 1 and acts and not object_case
            if sure and not others_between(segment, mention, token):
                first = not any(
                    m.person and m.span < span
                    for p, found in people.items()
                    if p not in persons
                    for m in found
                )
                near = mention.speaks or token.lower_ in ("he", "she") or (first and mention.person)
                bound = token.tag_ == "PRP$" or (mention.speaks and token.dep_ in ("nsubj", "nsubjpass"))
                since = _since(document, place, mention) if bound else 0
                yield _Link(segment, token, gender, here[-1][1], place, near=near, since=since)
            continue
        if token.dep_ not in ("nsubj", "nsubjpass") or subject_before(document, segment, token):
            continue
        for back in range(place - 1, max(-1, place - 1 - _REACH), -1):
            before = [(m, p) for m, p in named.get(back, ()) if not in_speech(document, m.span.start)]
            if before:
                if len({p for _, p in before}) == 1 and not others_after(
                    document.english[back], before[-1][0]
                ):
                    mention = before[-1][0]
                    near = _is_next(document, back, place) and (
                        mention.speaks or is_subject(document.english[back], mention)
                    )
                    since = _since(document, place, mention) if near else 0
                    yield _Link(segment, token, gender, before[-1][1], place, near=near, since=since)
                break
            if has_subject_person(document.english[back]):
                break


def _sole_links(
    document: AnalysedDocument, people: dict[str, list[Mention]], linked: set[tuple[int, int]]
) -> Iterator[_Link]:
    """Yield pronouns in any place where nobody else is named or meant near."""
    places = {id(segment): place for place, segment in enumerate(document.english)}
    nouns_of_people = _person_nouns(document, people)
    for segment, token in document.tokens(*PRONOUNS):
        here = segment.span_of(token)
        if (segment.offset, token.i) in linked or in_speech(document, here.start) or is_either(token):
            continue
        place = places[id(segment)]
        named = [
            (mention, person)
            for person, found in people.items()
            for mention in found
            if mention.span < here and place - mention.place <= _REACH
        ]
        if len({person for _, person in named}) != 1:
            continue
        mention, person = max(named, key=lambda pair: pair[0].span)
        if any(
            mention.span.start < at.start < here.start and not _is_bound(noun, token)
            for at, noun in nouns_of_people
        ):
            continue
        if is_object_of_person(token):
            continue
        if token.lower_ == "her" and _follows_country(document, segment, token):
            continue
        near = _is_next(document, mention.place, place)
        inside = mention.place == place and token.tag_ == "PRP$"
        heads = token.dep_ in ("nsubj", "nsubjpass") and is_subject(mention.segment, mention)
        since = _since(document, place, mention) if near and (inside or heads) else 0
        yield _Link(segment, token, PRONOUNS[token.lower_], person, place, near, sole=True, since=since)


def _is_next(document: AnalysedDocument, named: int, place: int) -> bool:
    """Tell that nothing but speech stands between the segments of a name and a pronoun."""
    between = document.english[named + 1 : place]
    return len(between) <= _SPOKEN_REACH and all(
        in_speech(document, segment.span_of(segment.parsed[0]).start) for segment in between
    )


def _since(document: AnalysedDocument, place: int, mention: Mention) -> int:
    """Return where the reader looks no further back: the paragraph of the name, or two sentences."""
    paragraph = document.text.rfind("\n", 0, mention.span.start) + 1
    return max(paragraph, document.english[max(0, place - _SPOKEN_REACH)].segment.span.start)


def _person_nouns(document: AnalysedDocument, people: dict[str, list[Mention]]) -> list[tuple[Span, Token]]:
    """Return the nouns for one person that do not describe somebody named."""
    named = {mention.segment.segment.index for found in people.values() for mention in found}
    roles = {mention.role for found in people.values() for mention in found}
    found = []
    for segment, token in document.tokens(*(nouns().people | name_words().roles) - NO_ROLES - roles):
        as_what = token.dep_ == "pobj" and token.head.lower_ == "as"
        describes = segment.segment.index in named and (token.dep_ in _DESCRIBES or as_what)
        if token.tag_ == "NN" and not describes:
            found.append((segment.span_of(token), token))
    return found


def _follows_country(document: AnalysedDocument, segment: AnalysedSegment, her: Token) -> bool:
    """Tell *India despite her attempts*."""
    return any(
        entity.label_ == "GPE" and entity.end <= her.i and held is segment
        for held, entity in document.entities
    )


def _is_bound(noun: Token, pronoun: Token) -> bool:
    """Tell *the judge reminded her*: the object of a verb is not its subject."""
    verb = noun.head
    is_object = pronoun.lower_ in ("him", "her") and pronoun.tag_ == "PRP"
    return noun.dep_ == "nsubj" and is_object and pronoun.head.i == verb.i


def _may_be_another(
    document: AnalysedDocument, link: _Link, people: dict[str, list[Mention]], first: dict[str, str]
) -> bool:
    """Tell whether the pronoun can mean somebody else who came before it."""
    here = link.segment.span_of(link.token)
    for person, found in people.items():
        if person == link.person:
            continue
        before = [mention.place for mention in found if mention.span < here]
        if not before:
            continue
        if first.get(person) == link.gender:
            return True
        if person not in first and not link.near and link.place - before[-1] <= _ALONE:
            return True
    both = {PRONOUNS[t.lower_] for t in link.segment.parsed if t.lower_ in ("he", "she")}
    alone = (
        link.near
        and all(name == link.person or here < found[0].span for name, found in people.items())
        and any(
            m.span < here and (m.speaks or is_subject(document.english[m.place], m))
            for m in people[link.person]
        )
        and not any(at < here for at, _ in _person_nouns(document, people))
    )
    if len(both) == 2 and not alone:
        # *She stated he was angry* is about two people.
        return True
    lemmas = OTHERS[link.gender]
    # *Maria said that he had received threats*: only somebody just before can be meant.
    return any(
        link.since <= segment.offset + token.idx < here.start
        and (token.is_lower or token.lower_ in TITLES)
        and not _is_named_for(token)
        for segment, token in document.tokens(*lemmas)
    )


def _is_named_for(token: Token) -> bool:
    """Tell *Prince of the Sea*, a ship, from a prince."""
    return token.text[:1].isupper() and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of"
