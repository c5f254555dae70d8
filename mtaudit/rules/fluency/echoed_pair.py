from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._phrases import after, before
from mtaudit.rules.lexicons_grammar import nouns, stem_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: Words that English pairs with themselves, for weight or in a set phrase.
_PAIRED = frozenset(
    "again away along off forward back ahead long far deep more less over on by up down out round "
    "around through in neck half ever days weeks months years hours minutes decades centuries "
    "miles lots thousands millions hundreds dozens tons loads layers rows pages piles heaps acres "
    "generations ages mountains reams yards streets blocks drinks people men women man face hand "
    "side blow dog friends lawyers time one two so such and or then yes no ha this that there here "
    "what who".split()
)
_CONTENT = frozenset({"NOUN", "ADJ", "ADV", "VERB"})


class EchoedPair(Rule):
    """A pair of which one half says the other again.

    ## What it finds
    A word joined to itself by *and* or *or* (`the purpose and purpose`, `safe and safe`, `rules and the
    rules`), and an adjective with or beside the noun of its own stem (`legal legality`, `health and
    healthy`).

    ## Why it matters
    Indonesian pairs near synonyms (*maksud dan tujuan*, *aman dan selamat*). An engine that has one English
    word for both writes it twice.

    ## Known false alarms
    Repetition for weight that is not in the list of pairs English has (`again and again`, `more and more`).

    ## Example
    `She explained the purpose and purpose of the visit.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on coordination; Quirk et al. 1985, ch. 13,
    on coordination of identical items for weight; MQM, Style/Awkward.
    """

    code = "FLU014"
    name = "echoed-pair"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the pair."""
        document = evidence.document
        places = [
            (segment, *pair) for segment, token in document.tokens("and", "or") if (pair := _pair(token))
        ]
        known = stem_pairs()
        for segment, adjective in document.tokens(*known):
            noun = after(adjective)
            if (
                noun is not None
                and noun.lower_ in known[adjective.lower_]
                and adjective.is_lower
                and noun.dep_ != "compound"
            ):
                places.append((segment, adjective, noun))
        for segment, first, last in sorted(places, key=lambda place: place[0].offset + place[1].idx):
            if segment.parsed.start <= first.i and last.i < segment.parsed.end:
                yield Hit(
                    segment.span_of(first.doc[first.i : last.i + 1]),
                    f"“{last.text}” says again what “{first.text}” says.",
                    suggestion=first.text if first.lower_ == last.lower_ else None,
                    confidence=0.85,
                )


def _pair(conjunction: Token) -> tuple[Token, Token] | None:
    left, right = before(conjunction), after(conjunction)
    if right is not None and right.lower_ in ("the", "a", "an", "their", "its", "his", "her"):
        determined = left is not None and left.i > 0 and left.doc[left.i - 1].lower_ == right.lower_
        right = after(right) if determined else None
    if left is None or right is None or left.pos_ not in _CONTENT or not right.is_lower or not left.is_alpha:
        return None
    same = left.lower_ == right.lower_ or left.lemma_.lower() == right.lemma_.lower()
    if not same:
        return (left, right) if _share_stem(left, right) else None
    if left.lower_ in _PAIRED or left.lemma_.lower() in _PAIRED:
        return None
    following = after(right)
    if following is not None and following.lower_ == "of" and left.lower_ in nouns().people:
        # *the deputy prime minister and minister of nature*: two offices.
        return None
    if left.pos_ == "NOUN" and (
        right.dep_ == "compound" or (following is not None and following.tag_ in ("NN", "NNS", "NNP"))
    ):
        # *cash and cash equivalents*
        return None
    return (left, right) if left.pos_ == "NOUN" or right.pos_ == "NOUN" or _is_quality(left, right) else None


def _share_stem(left: Token, right: Token) -> bool:
    """Tell *health and healthy*, *safe and safety*: no two things that one may join."""
    known = stem_pairs()
    if left.lower_.endswith(("al", "ic")) or right.lower_.endswith(("al", "ic")):
        # *crime and criminal gangs*: the adjective names a field.
        return False
    if right.lower_ in known.get(left.lower_, ()) or left.lower_ in known.get(right.lower_, ()):
        return True
    pair = {left.pos_: left.lower_, right.pos_: right.lower_}
    return set(pair) == {"ADJ", "NOUN"} and _is_quality_of(pair["ADJ"], pair["NOUN"])


#: How English makes the noun of an adjective, or the adjective of a noun: ending of each.
_ENDINGS = (
    ("", "ness"), ("y", "iness"), ("", "ity"), ("e", "ity"), ("ous", "osity"),
    ("ant", "ance"), ("ant", "ancy"),
    ("ent", "ence"), ("ent", "ency"), ("ous", ""), ("ful", ""), ("able", "ability"), ("ible", "ibility"),
    ("e", "ety"), ("", "ty"), ("", "dom"), ("ious", "y"), ("iful", "y"), ("ly", "ship"), ("ly", "liness"),
)  # fmt: skip


def _is_quality_of(adjective: str, noun: str) -> bool:
    """Tell *polite and politeness*, *hazardous and hazard* by their endings."""
    return any(
        adjective.endswith(ending) and len(stem := adjective.removesuffix(ending)) > 3 and noun == stem + made
        for ending, made in _ENDINGS
    )


def _is_quality(left: Token, right: Token) -> bool:
    """Tell *safe and safe* from *better and better* and *waited and waited*."""
    if left.tag_ == right.tag_ == "VB" and any(c.dep_ == "dobj" for c in (*left.children, *right.children)):
        # *protect and protect the people*; *wait and wait* tells how long
        return True
    if left.lower_ != right.lower_ or left.tag_ in ("JJR", "RBR", "VBD", "VBP", "VB", "VBZ", "VBG"):
        return False
    return left.pos_ in ("ADJ", "VERB") or left.tag_ == "RB"
