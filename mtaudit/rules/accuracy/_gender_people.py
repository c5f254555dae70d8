"""Who is named in a text, under which names, and of which gender, for the rule shifting-gender."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.rules.accuracy._gender_words import OTHERS, PRONOUNS, SHIPS, TITLES
from mtaudit.rules.accuracy._people import mentions, role_mentions
from mtaudit.rules.accuracy._people_are import BODIES, REALMS, THINGS, WORKERS
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns
from mtaudit.rules.lexicons_names import first_names

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.rules.accuracy._people import Mention

__all__ = ["gender_of", "nouns_for", "people_of"]

#: Letters of a short form of a name.
_SHORT_NAME = 4
#: Zipf frequency in English under which a word is a foreign name.
_RARE = 2.5
#: Entities that are no persons where every mention of them is one.
_PLACES = frozenset({"GPE", "LOC", "NORP", "MONEY", "FAC"})
#: Before the name of a place, nearly never of a person who is no part of the tale: *a bus to Medan*.
_BESIDE_PLACE = re.compile(r"\b(?:in|at|near|across|around|outside|inside|into|to|of|from|for) $")
#: Words behind a name among which a pronoun shows a person.
_NEAR = 30
#: Words at the head of the next sentence among which one does.
_HEAD = 3
#: Zipf frequency in English from which a word at the head of a sentence is no name: *Flour costs …*.
_COMMON = 3.0
#: What somebody is, behind the name: *Teguh Santoso, 45, a father of two*.
_IS_A = re.compile(
    r"(?: \(\d+\)|, \d{1,3})?,? (?:(?:is|was) )?(?:an?|the) (?:[\w-]+ ){0,2}?"
    r"([\w-]+)(?=[,.;]| (?:of|who|from|in|and|with)\b)"
)
#: Words of a gender that tell none of whom they describe.
_NOBODY = SHIPS | {"god", "guy", "pope"}
#: What has a name and is nobody: *the company Sekar Arum*.
_CALLED = (nouns().things | nouns().places | {*BODIES, *REALMS, *THINGS}) - nouns().people - {*WORKERS}
#: Words of the longest names; more in a row are a headline.
_LONG = 5
#: How a noun is joined to the name whom it describes.
_BESIDE = frozenset({"appos", "attr"})


def people_of(document: AnalysedDocument) -> dict[str, list[Mention]]:
    """Return the mentions of each person under the longest name; a part of it means the same person.

    :param document: the text.
    """
    found: dict[str, list[Mention]] = {}
    parts: dict[str, str] = {}
    places = _places(document)
    sure = {mention.words for mention in mentions(document) if mention.person}
    # *Yosepina Tamur ties …* and later *Yosepina is due …*
    alone = {m.words[0] for m in mentions(document) if len(m.words) == 1 and _is_subject(m.segment, m)}
    for mention in mentions(document):
        whole = next((parts[word] for word in (mention.words[-1], mention.words[0]) if word in parts), None)
        strange = (
            whole is None and not mention.role and (mention.words in places or _is_common(document, mention))
        )
        if strange or len(mention.words) > _LONG or _is_called(mention):
            continue
        name = " ".join(mention.words)
        if whole is None and len(mention.words) == 1 and len(name) >= _SHORT_NAME:
            # Risma for Rismaharini.
            whole = next((parts[word] for word in parts if word.startswith(name)), None)
        if whole is None:
            if not (mention.person or mention.words in sure or _is_first_name(mention)) and not (
                (_is_strange(mention) and mention.words[0] in alone) or _is_mononym(document, mention)
            ):
                continue
            whole = name
            parts.update(dict.fromkeys(mention.words, name))
        found.setdefault(whole, []).append(mention)
    _add_roles(document, found)
    return found


def _is_called(mention: Mention) -> bool:
    """Tell *the company Sekar Arum* and *the Klaten native*."""
    start, end = (at - mention.segment.offset for at in (mention.span.start, mention.span.end))
    tokens = mention.segment.parsed.doc.char_span(start, end)
    if tokens is None:
        return False
    root = tokens.root
    before = tokens[0].nbor(-1) if tokens.start else None
    thing = before is not None and before.tag_ == "NN" and before.lemma_.lower() in _CALLED
    return thing or (root.dep_ == "compound" and root.head.tag_ == "NN" and root.head.i == tokens.end)


def _is_subject(segment: AnalysedSegment, mention: Mention) -> bool:
    """Tell a name that is the subject of its clause, by itself or beside a title.

    :param segment: where the name stands.
    :param mention: the name.
    """
    start, end = (at - segment.offset for at in (mention.span.start, mention.span.end))
    tokens = segment.parsed.doc.char_span(start, end)
    if tokens is None:
        return False
    # *The director, Hadi, blamed …*
    head = tokens.root.head if tokens.root.dep_ == "appos" else tokens.root
    return head.dep_ in ("nsubj", "nsubjpass")


def _is_first_name(mention: Mention) -> bool:
    return len(mention.words) > 1 and mention.words[0].lower() in first_names()


def _is_strange(mention: Mention) -> bool:
    """Tell the subject of a clause with a name that English does not have."""
    words = mention.words
    return (
        len(words) > 1 and _is_subject(mention.segment, mention) and all(zipf(w, "en") < _RARE for w in words)
    )


def _is_mononym(document: AnalysedDocument, mention: Mention) -> bool:
    """Tell *Sarwita has carved masks*, one word that English does not have, with a pronoun close behind."""
    name = mention.words[0]
    if len(mention.words) > 1 or name.isupper() or zipf(name, "en") >= _RARE:
        return False
    doc = mention.segment.parsed.doc
    after = doc[mention.segment.parsed.start :]
    end = mention.span.end - mention.segment.offset
    if not _is_subject(mention.segment, mention):
        return False
    if name.lower() in first_names() | name_words().given or _is_person_there(after, end):
        return True
    following = document.english[mention.place + 1 : mention.place + 2]
    return any(t.lower_ in ("he", "she") for segment in following for t in segment.parsed[:_HEAD])


def _is_person_there(after: Tokens, end: int) -> bool:
    """Tell a subject that the same sentence or the next one means by a pronoun, or that a noun describes."""
    follows = [t for t in after if t.idx >= end]
    for token in follows[:_NEAR]:
        if token.lower_ in PRONOUNS and (token.tag_ == "PRP$" or token.dep_ in ("nsubj", "nsubjpass")):
            return True
        if token.lower_ in ("it", "its", "they", "their"):
            return False
        if token.dep_ == "appos" and token.lemma_.lower() in nouns().people | name_words().roles:
            return True
    return False


def _is_common(document: AnalysedDocument, mention: Mention) -> bool:
    """Tell *Prosecutors* and *Farmers* at the head of a sentence, and *Rp* before a sum."""
    bracketed = document.view[max(0, mention.span.start - 1) : mention.span.start] == "("
    if bracketed or mention.words[0].startswith("Rp"):
        return True
    if len(mention.words) > 1:
        return False
    heads = mention.span.start == mention.segment.span_of(mention.segment.parsed[0]).start
    name = mention.words[0].lower()
    known = mention.acts or name in first_names() | name_words().given
    if heads and not known and zipf(name, "en") >= _COMMON:
        return True
    start, end = (at - mention.segment.offset for at in (mention.span.start, mention.span.end))
    token = mention.segment.parsed.doc.char_span(start, end)
    return token is not None and token.root.tag_ == "NNS"


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
    } | _placed(document)


def _placed(document: AnalysedDocument) -> set[tuple[str, ...]]:
    """Return names of one word that stand behind a preposition of place and never as a person."""
    placed: set[tuple[str, ...]] = set()
    persons: set[str] = set()
    for mention in mentions(document):
        acts = mention.acts or _is_subject(mention.segment, mention)
        if acts or len(mention.words) > 1:
            persons.update(mention.words)
        elif _BESIDE_PLACE.search(document.view, max(0, mention.span.start - 9), mention.span.start):
            placed.add(mention.words)
    given = name_words().given
    return {words for words in placed if words[0] not in persons and words[0].lower() not in given}


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


def gender_of(document: AnalysedDocument, found: list[Mention]) -> str | None:
    """Return the gender that titles, and nouns beside the name, give a person: *Mrs*, *a father of three*.

    :param document: the text.
    :param found: the mentions of the person.
    """
    whole = max(len(mention.words) for mention in found)
    couple = any(True for _ in document.tokens("wife", "husband"))
    # *Hendro Laksmana and his wife* … *Mrs Laksmana*: not the same.
    genders = {
        TITLES[mention.role]
        for mention in found
        if mention.role in TITLES and not (couple and len(mention.words) < whole)
    }
    genders |= {TITLES[m.words[0].lower()] for m in found if m.words[0].lower() in TITLES}
    genders |= {
        gender
        for mention in found
        for noun in nouns_for(document, mention)
        for gender, words in OTHERS.items()
        if noun in words and noun not in _NOBODY
    }
    return genders.pop() if len(genders) == 1 else None


def nouns_for(document: AnalysedDocument, mention: Mention) -> set[str]:
    """Return the nouns that describe somebody beside the name.

    :param document: the text.
    :param mention: the name.
    """
    start, end = (at - mention.segment.offset for at in (mention.span.start, mention.span.end))
    tokens = mention.segment.parsed.doc.char_span(start, end)
    if tokens is None:
        return set()
    root = tokens.root
    behind = _IS_A.match(document.view, mention.span.end, mention.segment.segment.span.end)
    return (
        {behind.group(1).lower()}
        if behind
        else {
            noun.lemma_.lower()
            for noun in (*root.children, *((root.head,) if root.dep_ == "appos" else ()))
            if noun.tag_ == "NN"
            and ((noun == root.head and noun.i < root.i) or (noun.dep_ in _BESIDE and not _has_owner(noun)))
        }
    )


def _has_owner(noun: Token) -> bool:
    """Tell *Stephen Harper, his wife and their children*."""
    return any(child.dep_ == "poss" for child in noun.children)
