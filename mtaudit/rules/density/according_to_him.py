from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.model import Span

#: Sources that are no person, where the tagger does not know them.
_NO_PERSONS = frozenset(
    "reuters antara afp ap bbc cnn kompas tempo detik xinhua wikinews wikipedia times post news bmkg bps "
    "bnpb bi who un kpk".split()
)
_PLACES_AND_BODIES = frozenset({"DATE", "NORP", "FAC", "LAW", "EVENT"})
_PRONOUNS = frozenset({"him", "her", "them", "me", "us"})
#: Endings of nouns for people by what they do, where no lexicon has the noun.
_AGENTS = ("er", "or", "ist", "man", "woman", "ian", "eer", "ee")
#: Nouns with such an ending that are no people, or are bodies.
_NO_AGENTS = frozenset(
    "paper newspaper letter newsletter order number poster tracker indicator calculator monitor meter "
    "barometer counter register folder charter chapter banner computer disclaimer broadcaster insurer "
    "manufacturer supplier carrier publisher regulator provider retailer lender developer maker "
    "committee guardian observer examiner inquirer mirror register advertiser messenger center "
    "factor vector tumor rumor sensor scanner tracker server helper folder flyer wrapper sticker "
    "whiteboard prospector automaker carmaker chipmaker drugmaker airliner printer matter other latter "
    "former weather border harbor labor floor error mirror monitor employer exporter importer "
    "refiner builder bookmaker pollster filter timer thermometer seismometer teleprompter".split()
)
#: Tokens of the longest attribution, with an office and a name.
_LONGEST = 14


class AccordingToHim(DensityRule):
    """`According to him,` where English says `he said`.

    ## What it finds
    `According to him`, `her`, `them`, a person or an office, set off by a comma.

    ## Why it matters
    *Menurutnya* and *menurut dia* attribute every other sentence of Indonesian news. English keeps
    `according to` for sources, and says `he said`.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing.

    ## Example
    `According to him, the fund is safe.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on *menurut*.
    """

    code = "DEN006"
    name = "according-to-him"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "English says “he said”; “according to” is for documents and for what one was told."
    patterns: ClassVar[Mapping[str, Sequence[list[dict[str, object]]]]] = {
        "attribution": [[{"LOWER": "according"}, {"LOWER": "to"}, {"IS_PUNCT": False}]]
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the attribution with its comma."""
        for segment, tokens in evidence.matches.get("attribution", ()):
            words = tokens.doc[tokens.start : min(tokens.start + _LONGEST, segment.parsed.end)]
            ends = [
                comma.i
                for comma in words[3:]
                if comma.text == ","
                and (words.doc[comma.i - 1].lower_ in _PRONOUNS or _is_person(words.doc[comma.i - 1]))
            ]
            if not ends and _heads(words):
                ends = [comma.i for comma in words[3:] if comma.text == ","]
            if ends:
                yield segment.span_of(words.doc[words.start : ends[0] + 1])
            elif tokens[2].lower_ in _PRONOUNS and _closes(segment, tokens):
                yield segment.span_of(tokens)


def _heads(words: TokenSpan) -> bool:
    """Tell *according to the head of the village*, whose office stands before its place."""
    links = ("of", "for", "at", "from", "in")
    return any(after.lower_ in links and _is_office(noun) for noun, after in pairwise(words[3:8]))


def _closes(segment: AnalysedSegment, tokens: TokenSpan) -> bool:
    """Tell an attribution that a comma sets off at the end: *The fund is safe, according to him*."""
    before = tokens.doc[max(segment.parsed.start, tokens.start - 1) : tokens.start]
    after = tokens.doc[tokens.end : min(tokens.end + 1, segment.parsed.end)]
    return before.text == "," and (not len(after) or after[0].is_punct)


def _is_person(token: Token) -> bool:
    """Tell a person's name; the tagger often takes an Indonesian name for a place or a body."""
    if token.ent_type_ == "PERSON" or _is_office(token):
        return True
    alone = token.pos_ == "PROPN" and token.i > 0 and token.nbor(-1).lower_ == "to"
    named = alone and token.is_title and token.ent_type_ not in _PLACES_AND_BODIES
    return named and token.lower_ not in _NO_PERSONS


def _is_office(token: Token) -> bool:
    """Tell *according to the mayor* and *according to the village head*: one person who holds an office."""
    if token.lower_ == "office" and token.i > 1 and token.nbor(-1).tag_ == "POS":
        token = token.nbor(-2)
    lemma = token.lemma_.lower()
    named = lemma in name_words().roles or lemma in nouns().people
    agent = token.tag_ == "NN" and lemma.endswith(_AGENTS) and lemma not in _NO_AGENTS
    if token.tag_ not in ("NN", "NNS") or not (named or agent):
        return False
    words = token.doc[max(0, token.i - 4) : token.i]
    if token.tag_ == "NNS" and not any(t.text == "According" for t in words):
        # *, according to its authors,* is English of a study.
        return False
    article = next((t.i for t in words if t.lower_ in ("the", "his", "her", "its")), None)
    return article is not None and article > 0 and token.doc[article - 1].lower_ == "to"
