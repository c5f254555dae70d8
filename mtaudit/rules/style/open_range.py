from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_grammar import nouns
from mtaudit.rules.lexicons_style import style_words
from mtaudit.rules.style._phrases import (
    FINITE,
    NOUNS,
    after,
    before,
    head_of,
    is_number,
    phrase_back,
    phrase_end,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

_INTRODUCERS = frozenset({"including", "like", "namely", "covering", "others", "as"})
_POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their"})
#: Verbs with which `to` names somebody who gets something.
_GIVING = frozenset(
    "give send bring take hand sell offer lend pay write lead carry deliver move return show".split()
)
#: Adjectives that are verbs as well.
_ADJECTIVES = frozenset("live open clean dry complete separate present mature".split())
_TIMES = frozenset({"DATE", "TIME"})
_CURRENCIES = frozenset({"rp", "rp.", "idr", "rm", "$", "us$", "usd"})
#: Words after *ranging* that make it English, or an adverb.
_RANGES = frozenset(
    "from in between up across over over through as widely far anywhere all beyond free much out".split()
)
#: Words after `from` that gather many things: *from various circles, students, teachers, to retirees*.
_GATHERING = frozenset("various different diverse several many all other numerous both multiple".split())
#: Tokens between the opening of a range and its last `to`.
_LONGEST = 24


#: Tags of a bare noun that was taken for a verb, and the Zipf frequency under which a word is no common verb.
_VERBAL = frozenset({"VB", "VBP", "VBZ"})
_SELDOM = 4.0
#: The Zipf frequency under which a form in *-ing* is nobody's.
_UNWRITTEN = 1.5
#: Prepositions of a way that may lead *up to* something.
_WAYS = frozenset("past through along over via across by down up beside behind around into onto".split())


class OpenRange(Rule):
    """A list that ends in `to` but never began with `from`.

    ## What it finds
    A list whose last item has `to`, `until` or `up to` before it and nothing at its head (`egrets,
    herons, to pelicans`; `among others, corn, beans, to cassava`), `between five to eight`, and
    `starting from A, B to C`.

    ## Why it matters
    *Hingga* and *sampai* close a list in Indonesian with the most remarkable item; *antara … sampai …*
    gives both ends. English has `from … to`, `between … and`, or simply `and`.

    ## Known false alarms
    An apposition before a phrase with `to`, which the rule avoids where the articles tell. Ranges such as
    `between 60 to 70` are found in hasty native prose as well.

    ## Example
    `Volunteers brought blankets, soap, to toys.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on *hingga* and *sampai*;
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 9 on `from … to` and `between`.
    """

    code = "STY006"
    name = "open-range"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the last item with its preposition, or the whole range."""
        for segment, token in evidence.document.tokens("between", "starting", "ranging", "to", "until"):
            words = token.lower_
            if words in ("to", "until"):
                last = _list_item(segment, token)
                first = token
                message = "The list ends in “to” without “from” (Indonesian hingga); English has “and”."
            elif words == "between":
                last, first = _between(segment, token), token
                message = "“Between” goes with “and”, not with “to” (Indonesian antara … sampai)."
            else:
                last, first = _range(segment, token), token
                message = "A list with “to” at its end begins with “from” (Indonesian mulai … hingga)."
            if last is not None:
                if words in ("to", "until") and token.doc[first.i - 1].lower_ == "up":
                    first = token.doc[first.i - 1]
                found = token.doc[first.i : last]
                mended = " and ".join(found.text.split(" to ")) if words == "between" else ""
                yield Hit(
                    segment.span_of(found),
                    message,
                    confidence=0.75,
                    suggestion=mended if found.text.count(" to ") == 1 and mended else None,
                )


def _list_item(segment: AnalysedSegment, to: Token) -> int | None:
    """Return the end of the item after `to`, where a list without `from` stands before it."""
    doc = to.doc
    comma = before(segment, to)
    sure = to.lower_ == "until"
    if comma is not None and comma.lower_ == "up":
        comma, sure = before(segment, comma), True
    if comma is None or not (comma.text == "," or comma.tag_ in NOUNS):
        return None
    end = _item_end(segment, to)
    if end is None or _is_closed(segment, to):
        return None
    if comma.text != ",":
        return end if to.i - 1 == comma.i and _after_introducer(segment, to) else None
    start = phrase_back(segment, comma.i)
    if start == comma.i and doc[start - 1].dep_ == "conj" and doc[start - 1].tag_ == "JJ":
        # *soup, stew, to a roast*: the tagger takes a noun in a list for an adjective.
        start -= 1
    separator = doc[start - 1] if start > segment.parsed.start else None
    if start == comma.i or separator is None or separator.text != ",":
        return None
    first_end = separator.i
    first = phrase_back(segment, first_end)
    items = (first, first_end), (start, comma.i), (to.i + 1, end)
    if first == first_end or not (_parallel(segment, *items) or (sure and _is_crowned(segment, *items))):
        return None
    return end


def _item_end(segment: AnalysedSegment, to: Token) -> int | None:
    """Return the end of the noun phrase after `to`, or None for an infinitive or an adverbial."""
    following = after(segment, to)
    if following is None or following.tag_ == "CD" or following.lower_ in style_words().after_to:
        return None
    if following.tag_ in _VERBAL and not _is_thing(segment, following):
        return None
    end = phrase_end(segment, following.i)
    if following.tag_ in _VERBAL:
        end = max(end, phrase_end(segment, following.i + 1), following.i + 1)
    head = head_of(segment, following.i, end)
    if end == following.i or (head is not None and head.lemma_.lower() in style_words().after_to):
        return None
    if to.lower_ == "until" and (head is None or head.ent_type_ in _TIMES):
        alone = following.tag_ == "VBG" and end == following.i + 1 and following.nbor().tag_ not in FINITE
        return end if alone else None
    return end


def _last_of_range(segment: AnalysedSegment, to: Token) -> int | None:
    """Return the end of the item after `to`; a bare noun may be tagged as an infinitive (*to fish are*)."""
    end = _item_end(segment, to)
    noun, following = after(segment, to), after(segment, to, 2)
    if end is not None or noun is None or noun.tag_ not in ("VB", "VBP"):
        return end
    alone = following is None or following.text in ",." or following.tag_ in FINITE
    return noun.i + 1 if alone and noun.lower_ not in style_words().after_to else None


def _is_thing(segment: AnalysedSegment, word: Token) -> bool:
    """Tell a noun that was tagged as an infinitive: *to pelicans*, *to roof tiles*."""
    second = after(segment, word)
    adjective = word.lower_ in _ADJECTIVES | {"spare"} and second is not None and second.tag_ == "NNS"
    named = adjective or (
        word.lower_ in nouns().concrete and (second is None or second.tag_ not in ("DT", "PRP$", "PRP", "IN"))
    )
    compound = second is not None and second.tag_ == "NNS" and zipf(word.lower_, "en") < _SELDOM
    return named or compound or word.lower_.endswith("s") or _has_no_participle(word.lower_)


def _has_no_participle(word: str) -> bool:
    """Tell a word that is no verb, because nobody writes its form in *-ing*: *garlic*."""
    forms = (word + "ing", word.removesuffix("e") + "ing", word + word[-1] + "ing")
    return len(word) > 3 and all(zipf(form, "en") < _UNWRITTEN for form in forms)


def _is_closed(segment: AnalysedSegment, to: Token) -> bool:
    """Tell whether `from` or another `to` opens the list."""
    for token in reversed(to.doc[segment.parsed.start : to.i]):
        if token.tag_ in FINITE or token.text in ";:":
            return False
        if token.lower_ == "from" and token.doc[token.i + 1].lower_ in _GATHERING:
            return False
        if token.lower_ in ("including", "namely") or (token.lower_ == "among" and token.i + 2 < to.i):
            # *took from the hut many things, among them lamps, rugs, to books*
            return False
        if token.lower_ in ("from", "between", "ranging", "starting"):
            # *from door to door* is closed already.
            return not any(t.lower_ == "to" for t in to.doc[token.i + 1 : min(token.i + 6, to.i)])
        if token.lower_ == "to" and token.i > segment.parsed.start and token.doc[token.i - 1].text == ",":
            return True
    return False


def _parallel(segment: AnalysedSegment, *items: tuple[int, int]) -> bool:
    """Tell whether three phrases may be items of one list: no names and dates, articles alike."""
    doc = segment.parsed.doc
    heads = [head_of(segment, *item) for item in items]
    opener = doc[items[0][0] - 1].lower_ if items[0][0] > segment.parsed.start else ""
    longer = opener in _INTRODUCERS or _separators_before(segment, items[0][0]) >= 1
    if any(doc[i].ent_type_ in _TIMES for start, end in items[:2] for i in range(start, end)):
        return False
    if heads[0] is not None and heads[0].pos_ == "PROPN" and not longer:
        return False
    first, second, third = (_determiner(doc[start]) for start, _ in items)
    # *our clothes, our books, to our photos*, but not *he took Ann, his wife, to his home*
    owned = first == second == "possessive" and all(h is not None and h.tag_ == "NNS" for h in heads[:2])
    if longer or (second == third and (owned or second != "possessive")):
        return True
    # *cracked walls, broken windows, to a collapsed roof*, but not *he sent letters, parcels, to a friend*
    plain = all(head is not None and head.tag_ == "NNS" for head in heads[:2]) and not second
    return plain and not any(t.lemma_.lower() in _GIVING for t in doc[segment.parsed.start : items[0][0]])


def _is_crowned(segment: AnalysedSegment, *items: tuple[int, int]) -> bool:
    """Tell *a cart, two horses, until the barn*: things, and another thing at the end of them.

    No event ends what went on until then, and no way leads past the first two up to the third.
    """
    doc = segment.parsed.doc
    heads = [head_of(segment, *item) for item in items]
    if any(h is None or h.pos_ == "PROPN" or h.ent_type_ in _TIMES for h in (heads[1], heads[2])):
        return False
    last, end = heads[2], items[2][1]
    event = last is not None and (
        last.lemma_.lower() in nouns().abstract or last.lower_.endswith(("tion", "sion", "ment", "ing", "al"))
    )
    clause = end < segment.parsed.end and doc[end].tag_ in FINITE
    opener = doc[items[0][0] - 1].lower_ if items[0][0] > segment.parsed.start else ""
    counted = any(is_number(t) for t in doc[items[2][0] : end])
    return not (event or clause or counted or opener in _WAYS)


def _separators_before(segment: AnalysedSegment, start: int) -> int:
    """Count the commas of further items, each with a noun right before it."""
    count = 0
    doc = segment.parsed.doc
    while start > segment.parsed.start + 1 and doc[start - 1].text == "," and doc[start - 2].tag_ in NOUNS:
        count += 1
        end = start - 1
        start = phrase_back(segment, end)
        if start == end:
            break
    return count


def _determiner(token: Token) -> str:
    if token.lower_ in _POSSESSIVES:
        return "possessive"
    return token.lower_ if token.tag_ == "DT" else ""


def _after_introducer(segment: AnalysedSegment, to: Token) -> bool:
    """Tell *such as A, B to C*: nouns and commas only back to the introducer."""
    doc = to.doc
    last = to.doc[to.i - 1]
    if last.tag_ not in NOUNS or last.lemma_.lower() in style_words().nouns_with_to:
        return False
    place = to.i
    commas = 0
    while place > segment.parsed.start and to.i - place < _LONGEST:
        token = doc[place - 1]
        if token.lower_ in _INTRODUCERS and token.tag_ not in NOUNS - {"NNS"}:
            such = token.lower_ != "as" or (
                place - 2 >= segment.parsed.start and doc[place - 2].lower_ == "such"
            )
            return commas > 0 and such
        commas += token.text == ","
        start = phrase_back(segment, place)
        if start == place and token.text != ",":
            return False
        place = min(start, place - 1)
    return False


def _between(segment: AnalysedSegment, between: Token) -> int | None:
    """*between five to eight*: the end of the phrase after `to`, where no `and` closes the pair."""
    doc = between.doc
    first = between.i + 1 + (between.nbor().lower_ in _CURRENCIES)
    end = phrase_end(segment, first)
    while end < segment.parsed.end and doc[end].lower_ in ("a.m.", "p.m.", "am", "pm"):
        end += 1
    if end == first or end >= segment.parsed.end or doc[end].lower_ not in ("to", "until", "till"):
        return None
    start = end + 1
    start += start < segment.parsed.end and doc[start].lower_ in _CURRENCIES
    last = phrase_end(segment, start)
    if last == start:
        return None
    measures = any(is_number(t) or t.ent_type_ in _TIMES for t in doc[first:end]) and any(
        is_number(t) or t.ent_type_ in _TIMES for t in doc[start:last]
    )
    names = doc[end - 1].pos_ == "PROPN" and doc[last - 1].pos_ == "PROPN"
    closed = _and_follows(segment, last)
    return last if (measures or names or not closed) and not (closed and not measures) else None


def _and_follows(segment: AnalysedSegment, place: int) -> bool:
    for token in segment.parsed.doc[place : min(segment.parsed.end, place + 12)]:
        if token.lower_ == "and":
            return True
        if token.tag_ in FINITE:
            return False
    return False


def _range(segment: AnalysedSegment, opening: Token) -> int | None:
    """Return the end of *starting from A, B to C* and *ranging A, B to C*: the end of the last item."""
    doc = opening.doc
    following = after(segment, opening)
    if following is None or following.tag_ in ("CD", "$"):
        return None
    if opening.lower_ == "starting":
        if following.lower_ not in ("from", "with"):
            return None
        place = following.i + 1
    else:
        if following.lower_ in _RANGES or following.tag_ in ("RB", "IN", "TO"):
            return None
        place = opening.i + 1
    commas = 0
    while place < min(segment.parsed.end, opening.i + _LONGEST):
        end = phrase_end(segment, place)
        if end == place and doc[place].tag_ in ("VB", "VBZ", "VBP") and _is_thing(segment, doc[place]):
            end += 1
        if end == place:
            return None
        if end < segment.parsed.end and doc[end].text == ",":
            commas += 1
            end += 1
        if end < segment.parsed.end and doc[end].lower_ in ("to", "until"):
            return _last_of_range(segment, doc[end]) if commas else None
        place = end
    return None
