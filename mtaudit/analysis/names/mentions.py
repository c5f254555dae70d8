"""Where persons, places and organisations are named, and by which words.

The small pipeline's entities are often cut or labelled wrongly in translated news, so that they are mended:
titles, articles and possessives are cut off, and runs of proper nouns that it missed are added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.analysis.dates import month_names, weekday_names
from mtaudit.analysis.names.variants import place_code, words_of
from mtaudit.analysis.names.words import (
    COMMON_ACRONYMS,
    FIELDS,
    GENERIC,
    HEADS,
    ILLNESSES,
    JOINTS,
    NAME_BEGINS,
    OF_PEOPLES,
    OFFICES,
    PARTICLES,
    TITLES,
)
from mtaudit.analysis.numbers.units import CURRENCY_SYMBOLS
from mtaudit.analysis.views import QUOTE_MARKS
from mtaudit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = ["NameMention", "find_names"]

_KINDS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation"}
_NO_NAMES = frozenset(
    "NORP EVENT WORK_OF_ART LAW LANGUAGE DATE TIME MONEY PERCENT QUANTITY CARDINAL ORDINAL".split()
)
#: Share of words in capitals from which capitals show no name.
_SHOUTED = 0.7


@dataclass(frozen=True, slots=True)
class NameMention:
    """One place where somebody or something is named.

    :param words: folded words of the name.
    :param text: the name as written there, without title, article and possessive.
    :param kind: ``person``, ``place`` or ``organisation``, as far as it can be told.
    :param titles: lemmas of what the person is called beside the name.
    :param span: where the name stands.
    :param segment: index of its segment.
    :param sure: False for a word that the pipeline takes for no name and that begins a sentence; it is one
        only where another mention has it.
    """

    words: tuple[str, ...]
    text: str
    kind: str
    titles: frozenset[str]
    span: Span
    segment: int
    sure: bool = True


def find_names(document: AnalysedDocument) -> tuple[NameMention, ...]:
    """Return the names in the English prose of a document, in order.

    :param document: the document.
    """
    found: list[NameMention] = []
    dated = [mention.span for mention in document.dates]
    for segment in document.english:
        for tokens, kind in _candidates(segment):
            for part in _parts(tokens):
                mention = _mention(document, segment, part, kind)
                if mention is not None and not any(mention.span.overlaps(span) for span in dated):
                    found.append(mention)
    return tuple(found)


def _candidates(segment: AnalysedSegment) -> Iterator[tuple[list[Token], str | None]]:
    """Yield runs of tokens that may be names, with the kind that the pipeline gives them."""
    tokens = list(segment.parsed)
    # Where most words are in capitals, as in headlines, capitals show no name.
    shouted = sum(token.is_title or token.is_upper for token in tokens) > _SHOUTED * len(tokens)
    for run in _runs(tokens):
        if not shouted or any(_entity(token) for token in run):
            yield run, _kind(run)


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        named = _in_name(token)
        if run and (_breaks(run, token) if named else not _joins(token)):
            yield run
            run = []
        if named or run:
            run.append(token)
    if run:
        yield run


def _entity(token: Token) -> bool:
    return token.ent_type_ in _KINDS


def _in_name(token: Token) -> bool:
    """Tell a token that belongs to a name, by its entity or, where it has none, by its tag."""
    if token.text in CURRENCY_SYMBOLS:
        return False
    if not token.text[:1].isalpha() and token.text[:1] not in ("'", "’", "-", "–", "&", ".", "“", '"'):
        return False
    if _entity(token):
        return not token.is_punct or token.text in ("-", "–", "&") or token.ent_iob_ == "I"
    if token.ent_type_ in _NO_NAMES:
        # Surnames are taken for peoples.
        surname = token.ent_type_ == "NORP" and token.tag_ == "NNP" and token.text[:1].isupper()
        follows = token.i > 0 and token.nbor(-1).ent_type_ == "PERSON"
        return surname and (follows or not token.lower_.endswith(OF_PEOPLES))
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _joins(token: Token) -> bool:
    """Tell a small word or hyphen between two parts of one name."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.nbor()
    if token.text in QUOTE_MARKS:
        # ``Ferdinand "Bongbong" Marcos``.
        near = token.doc[max(0, token.i - 2) : token.i + 3]
        return len(near) == 5 and sum(t.text in QUOTE_MARKS for t in near) == 2 and _in_name(after)
    if token.text in ("-", "–"):
        return not token.whitespace_ and _in_name(after)
    if token.lower_ in ("of", "for"):
        # ``Ministry of Health``, but not ``Widodo of Indonesia``.
        before = token.nbor(-1).lower_
        defined = after.lower_ == "the" and after.i + 1 < len(token.doc) and _in_name(after.nbor())
        return before in OFFICES and (_in_name(after) or defined)
    if token.lower_ == "the" and token.i > 1 and token.nbor(-1).lower_ in ("of", "for"):
        return token.nbor(-2).lower_ in OFFICES and _in_name(after)
    if token.lower_ not in PARTICLES or token.ent_type_ in _NO_NAMES:
        return False
    further = token.nbor(2) if token.i + 2 < len(token.doc) else None
    return _in_name(after) or (after.lower_ in PARTICLES and further is not None and _in_name(further))


def _breaks(run: list[Token], token: Token) -> bool:
    """Tell where one name ends and another begins though nothing stands between them."""
    before = run[-1]
    if all(word.lower_ in NAME_BEGINS for word in run):
        # ``PT Bank Sekar Pantura``.
        return False
    if before.lower_ in ("'s", "’s"):
        return True
    if token.ent_iob_ != "B" and _entity(token) == _entity(before):
        return False
    # ``Indonesia striker``, ``Argentina captain Messi``: a country before a name is a name of its own.
    if place_code(words_of(before.text)) is not None or before.lower_ in OFFICES:
        # Also ``European Commission Ursula von der Leyen``.
        return before.ent_type_ != token.ent_type_ or token.ent_iob_ == "B"
    if before.ent_type_ == "PERSON" or before.lower_ in PARTICLES:
        # Surnames are taken for places.
        return place_code(words_of(token.text)) is not None
    return "GPE" in (before.ent_type_, token.ent_type_) and _entity(before) and _entity(token)


def _kind(run: Sequence[Token]) -> str | None:
    kinds = [_KINDS[token.ent_type_] for token in run if _entity(token)]
    return max(set(kinds), key=kinds.count) if kinds else None


def _parts(run: list[Token]) -> Iterator[list[Token]]:
    """Cut a run at titles; what follows the last one is the name, before it only a country is one."""
    part: list[Token] = []
    for token in run:
        word = token.lower_.rstrip(".")
        if word in TITLES or (word in FIELDS and not _is_of_an_office(token)):
            yield from _country(part)
            part = []
        else:
            part.append(token)
    if part:
        yield part


def _is_of_an_office(token: Token) -> bool:
    """Tell ``Health`` in ``Ministry of Health`` and ``Health Ministry`` from a minister's title."""
    near = [
        token.doc[token.i + step].lower_ if 0 <= token.i + step < len(token.doc) else ""
        for step in (-2, -1, 1)
    ]
    if near[1] == "of":
        return near[0] in HEADS
    return near[2] in OFFICES or near[1] in OFFICES or near[2] in ("affairs", "and")


def _country(part: list[Token]) -> Iterator[list[Token]]:
    """Yield the country that begins what stands before a title."""
    for end in range(len(part), 0, -1):
        if place_code(words_of(" ".join(token.text for token in part[:end]))) is not None:
            yield part[:end]
            return


def _mention(
    document: AnalysedDocument, segment: AnalysedSegment, part: list[Token], kind: str | None
) -> NameMention | None:
    while part and (not part[0].text[:1].isalpha() or part[0].lower_ in ("the", "a", "an", "of", "and")):
        part = part[1:]
    while part and (not part[-1].text[:1].isalpha() or part[-1].lower_ in ("'s", "’s", "s", *JOINTS)):
        if part[-1].text.endswith(".") and len(part[-1]) < 4 and part[-1].text[:1].isalpha():
            break
        part = part[:-1]
    if not part or not any(token.text[:1].isupper() for token in part):
        return None
    if len(part) > 2 and (part[0].ent_type_ == "NORP" or part[0].tag_ == "JJ"):
        # ``Taiwanese Ministry of Defense``.
        part = part[1:]
    span = Span(segment.span_of(part[0]).start, segment.span_of(part[-1]).end)
    text = span.of(document.text)
    words = words_of(text)
    if not words or all(len(word) == 1 for word in words) or _is_no_name(part, words, kind):
        return None
    sure = kind is not None or len(words) > 1 or not part[0].is_sent_start
    titles = _titles(part)
    if titles & TITLES or (kind is None and len(words) > 1 and not set(words) & GENERIC):
        kind = kind if kind == "organisation" and not titles & TITLES else "person"
    if place_code(words) is not None:
        kind = "place"
    return NameMention(words, text, kind or "person", titles, span, segment.segment.index, sure)


def _is_no_name(part: list[Token], words: tuple[str, ...], kind: str | None) -> bool:
    after = part[-1].nbor() if part[-1].i + 1 < len(part[-1].doc) else None
    if after is not None and after.text[:1].isdigit() and len(words) == 1 and part[0].is_upper:
        # ``flight SJ 182``, ``Boeing 737``.
        return True
    if not ILLNESSES.isdisjoint(words) or all(word in GENERIC or word in NAME_BEGINS for word in words):
        return True
    if len(words) > 1:
        return False
    if words[0] in COMMON_ACRONYMS and part[0].text.isupper():
        return True
    if words[0] in GENERIC or words[0] in TITLES or words[0] in month_names() or words[0] in weekday_names():
        return True
    # ``Democrats``, ``Islamic``.
    return part[0].dep_ == "amod" or (part[0].tag_ in ("NNPS", "JJ") and kind != "place")


def _titles(part: list[Token]) -> frozenset[str]:
    """Lemmas of the nouns that say who the named person is: before the name, or in apposition."""
    found: set[str] = set()
    first, root = part[0], part[0].doc[part[0].i : part[-1].i + 1].root
    place = first.i - 1
    while place >= 0 and len(found) < 4:
        token = first.doc[place]
        if not (
            token.text[:1].isalpha()
            and (token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("GPE", "PERSON"))
        ):
            break
        found.add(token.lemma_.lower().rstrip("."))
        place -= 1
    heads = [child for child in root.children if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN")]
    if root.dep_ == "appos" and root.head.pos_ in ("NOUN", "PROPN"):
        heads.append(root.head)
    for head in heads:
        if head.ent_type_ in ("PERSON", "GPE") or head in part:
            continue
        found.add(head.lemma_.lower())
        found.update(child.lemma_.lower() for child in head.children if child.dep_ == "compound")
    return frozenset(found)
