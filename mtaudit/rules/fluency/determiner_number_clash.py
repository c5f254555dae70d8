from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import WEEKDAYS
from mtaudit.rules.fluency._counted_nouns import COUNTING, counted_singular
from mtaudit.rules.fluency._counted_units import COUNTED_UNITS, SCALES, counted_scale, counted_unit
from mtaudit.rules.fluency._parts_of import DEFINITE, part_of
from mtaudit.rules.fluency._phrases import FINITE, after, before, ends_phrase, head_after, phrase_start
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

#: Determiners of the plural. *Both* is none: it opens a pair (*both company and union*).
_PLURAL = frozenset(
    "these those many several few various numerous two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty "
    "forty fifty sixty seventy eighty ninety".split()
)
_SINGULAR = ("this", "every", "each", "another", "a", "an")
#: Plural nouns that one may call one thing, or that stand for a sum.
_ONE = frozenset(
    "means series species headquarters barracks crossroads works news gallows kudos lens bus gas "
    "plus minus states nations times years months weeks days hours minutes seconds miles "
    "kilometers kilometres meters metres feet inches dollars euros pounds points percent odds "
    "amends mathematics physics politics economics ethics athletics gymnastics statistics tactics "
    "dynamics logistics thanks savings bits sports arms shambles innings dozens hundreds "
    "thousands millions billions tonnes tons acres hectares degrees".split()
)
#: Verbs that the tagger takes for nouns behind a bare singular.
_SHOWING = frozenset("show carry say need want have live come make give use play sell work plan help".split())
#: Words before *other* that make the singular right: *no other reason*.
_BEFORE_OTHER = frozenset(
    "no any some each every one the an this that what which whose another much little or".split()
)
_ACTS_TOO = frozenset({"change", "cut", "offer", "exercise"})
#: Bodies and papers that *both* goes with in the plural only.
_BOTH = frozenset(
    "company team side party case mill firm family club school group bank ministry army nation university "
    "bill plan program programme project proposal".split()
)
#: Nouns that make a numeral before them part of a compound: *a three way race*, *two player games*.
_UNIT_HEADS = frozenset("way man player star party piece person member seat bedroom storey".split())


class DeterminerNumberClash(Rule):
    """A determiner and its noun differ in number.

    ## What it finds
    A plural determiner, numeral or quantity with a singular count noun (`these case`, `several soldier`,
    `five vehicle`, `one of the minister`, `dozens of house`, bare `other country`), and a singular one with a
    plural (`this problems`, `every students`, `each regions`).

    ## Why it matters
    Indonesian nouns do not inflect, and a numeral or *para*, *beberapa*, *setiap* leaves them as they are; an
    engine that looks at the noun alone leaves the number out.

    ## Known false alarms
    A noun that ends the phrase only by the tagger's mistake. Nouns that are not in the list of count nouns
    count only right behind the determiner, where their plural is about as frequent in English.

    ## Example
    `Police questioned five soldier.`

    ## Source
    Quirk et al. 1985, ch. 5 on determiners and number; Sneddon et al. 2010, *Indonesian: A Comprehensive
    Grammar*, on number and quantity of nouns.
    """

    code = "FLU008"
    name = "determiner-number-clash"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the determiner with its noun."""
        document = evidence.document
        found: list[tuple[AnalysedSegment, Token, Token]] = []
        for segment, noun in document.tokens(*_countable()):
            singular = _is_singular(noun) and _ends(noun)
            # *eleven patient were waiting*, *These map show reefs*
            adjectival = noun.tag_ == "JJ" and noun.lower_ in nouns().people and _before_verb(noun)
            if (singular or adjectival or (noun.tag_ == "NN" and _before_show(noun))) and (
                start := _plural_determiner(noun)
            ) is not None:
                found.append((segment, start, noun))
        known = {(segment.offset, noun.i) for segment, _, noun in found}
        for segment, counting in document.tokens(*COUNTING):
            listed = counted_singular(counting)
            if listed is not None and (segment.offset, listed.i) not in known:
                found.append((segment, counting, listed))
        for segment, unit in document.tokens(*COUNTED_UNITS):
            start = counted_unit(unit)
            if start is not None:
                found.append((segment, start, unit))
        for segment, scale in document.tokens(*SCALES):
            start = counted_scale(scale)
            if start is not None:
                found.append((segment, start, scale))
        for segment, that in document.tokens("that"):
            head = _plural_that(that)
            if head is not None:
                found.append((segment, that, head))
        for segment, determiner in document.tokens(*_SINGULAR):
            head = _plural_head(determiner)
            if head is not None:
                found.append((segment, determiner, head))
        for segment, first, last in sorted(found, key=lambda place: _place_of(place[0], place[1])):
            if segment.parsed.start <= first.i and last.i < segment.parsed.end:
                number = "singular" if first.lower_ in (*_SINGULAR, "that") else "plural"
                yield Hit(
                    segment.span_of(first.doc[first.i : last.i + 1]),
                    f"“{first.text}” goes with a {number} noun here, and “{last.text}” is none.",
                    confidence=0.85,
                )


def _place_of(segment: AnalysedSegment, token: Token) -> int:
    return int(segment.offset + token.idx)


@lru_cache(maxsize=1)
def _countable() -> tuple[str, ...]:
    known = nouns()
    return tuple(
        sorted(
            (known.concrete | known.abstract | {"family"})
            - known.invariable
            - {"change", "cut", "offer", "exercise"}
        )
    )


def _is_singular(noun: Token) -> bool:
    """Tell the singular form, whatever the tagger made of it behind a plural: *dozens of goat*."""
    return noun.tag_ == "NN" or (noun.tag_ in ("NNP", "NNS") and noun.is_lower)


def _ends(noun: Token) -> bool:
    """Tell the end of a phrase, also where a plural was taken for a verb: *these rule changes*."""
    following = after(noun)
    if following is not None and following.tag_ == "VBZ" and following.pos_ != "AUX":
        later = after(following)
        # *one of my brother works there*
        return (
            noun.lower_ in nouns().people
            and later is not None
            and later.pos_ in ("ADV", "ADP", "DET", "PART")
        )
    return ends_phrase(noun)


def _before_verb(noun: Token) -> bool:
    following = after(noun)
    return following is not None and (following.tag_ in FINITE or following.text in ".,")


def _before_show(noun: Token) -> bool:
    """Tell *map show reefs*, whose verb the tagger took for a noun."""
    verb = after(noun)
    thing = after(verb) if verb is not None else None
    shows = verb is not None and verb.lower_ in _SHOWING and verb.tag_ in ("NN", "VB", "VBP")
    return shows and thing is not None and thing.tag_ in ("NNS", "DT", "PRP$", "IN", "PRP")


def _plural_that(that: Token) -> Token | None:
    """Find *of that committees* and *That houses have been empty*."""
    left, noun = before(that), after(that)
    if (
        noun is None
        or noun.tag_ != "NNS"
        or not noun.is_lower
        or noun.lower_ in _ONE
        or noun.lemma_ == noun.lower_
    ):
        return None
    following, known = after(noun), nouns()
    if following is None or noun.lemma_.lower() not in (known.concrete | known.abstract) - known.invariable:
        return None
    if that.i == that.sent.start:
        verbs = sum(t.tag_ in FINITE for t in that.sent)
        return noun if verbs == 1 and following.tag_ in FINITE else None
    if left is None or left.lower_ not in ("of", "at", "on", "from", "with", "by", "near", "for"):
        return None
    return noun if following.is_punct or following.pos_ in ("ADP", "SCONJ", "CCONJ") else None


def _plural_determiner(noun: Token) -> Token | None:
    """Return the word before a singular that asks for a plural."""
    start = phrase_start(noun)
    previous = before(start)
    if start.lower_ in ("many", "several", "few", "various", "numerous", "other") and start.i < noun.i:
        previous = start
    inner = next(
        (t for t in noun.doc[start.i : noun.i] if t.lower_ in ("several", "various", "numerous", "other")),
        None,
    )
    previous = inner or previous
    if previous is None or previous.i < noun.sent.start:
        return None
    word = previous.lower_
    if word == "other":
        ahead = before(previous)
        if ahead is None or ahead.i < noun.sent.start:
            # *Other resident said they heard shots*
            return previous if noun.lower_ in nouns().people and _before_verb(noun) else None
        bare = ahead.pos_ in ("ADP", "VERB", "SCONJ") and ahead.tag_ != "RP"
        return previous if bare and ahead.lower_ not in _BEFORE_OTHER | {"than"} else None
    if word == "of" or word in DEFINITE:
        return part_of(previous, noun) or (
            previous if word in ("these", "those") and previous.tag_ == "DT" else None
        )
    if word == "both":
        sure = nouns().concrete | _BOTH

        people = noun.lower_ in sure
        joined = any(t.lower_ in ("and", "&") for t in noun.doc[noun.i + 1 : noun.i + 8])
        return previous if people and not joined else None
    if word == "all" and noun.lower_ in nouns().people and previous.i == noun.i - 1 and previous.whitespace_:
        # *All passenger must show a ticket*
        verb = after(noun)
        return previous if verb is not None and (verb.tag_ in FINITE or verb.text == ".") else None
    if word in ("some", "all", "most") and noun.lower_ in nouns().concrete:
        # *some house that have*: the verb shows that a plural was meant.
        pronoun = after(noun)
        if pronoun is not None and pronoun.lower_ in ("are", "were", "have"):
            # *some village are still cut off*
            return previous
        verb = after(pronoun) if pronoun is not None and pronoun.tag_ in ("WDT", "WP") else None
        return previous if verb is not None and verb.lower_ in ("have", "are", "were", "do") else None
    if word in _PLURAL or _is_figure(previous):
        return _numeral(previous, noun)
    return None


def _numeral(word: Token, noun: Token) -> Token | None:
    """Tell *five soldier* from *chapter five, soldier* and *many a soldier*."""
    ahead, following = before(word), after(noun)
    if ahead is not None and ahead.i < word.sent.start:
        ahead = None
    units = nouns().measures | _UNIT_HEADS
    if any(t.lower_ in units for t in noun.doc[word.i + 1 : noun.i]):
        # *a 90 minute hearing*, *three way race*
        return None
    if noun.lower_ in nouns().measures or (following is not None and following.lower_ == "old"):
        return None
    if word.tag_ not in ("CD", "DT", "JJ") or not word.whitespace_:
        return None
    tens = before(ahead) if ahead is not None and ahead.text == "-" else None
    if tens is not None and tens.lower_ in _PLURAL and tens.lower_.endswith("ty"):
        # *thirty-two house*
        word, ahead = tens, before(tens)
    if ahead is not None and (
        ahead.text in ("-", "/", ".", "$", "#", "+", "–")
        or ahead.pos_ in ("NUM", "SYM")
        or (ahead.pos_ == "PROPN" and ahead.lower_ not in WEEKDAYS)
    ):
        return None
    if (
        word.lower_ != "few"
        and ahead is not None
        and ahead.pos_ == "DET"
        and (word.text[0].isdigit() or ahead.lower_ in ("a", "an"))
    ):
        # *from the 2 course*, *a two ground ball*: a name, or a measure.
        return None
    if ahead is not None and ahead.pos_ == "NOUN" and word.pos_ == "NUM":
        # *chapter five*, *page 3 girl*
        return None
    if following is not None and word.pos_ == "NUM" and following.lower_ in ("of", "by", "and", "to", "or"):
        later = after(following)
        # *two brother and sister pairs*; *two vehicle and a gun* is a fault.
        # *two helicopter to the area*; *one to two vehicle to tow*
        listed = (
            following.lower_ in ("and", "or", "to")
            and later is not None
            and later.tag_ in ("DT", "CD", "PRP$", "NNP", "VB")
        )
        if not listed and (following.lower_ in ("and", "or", "to") or noun.lower_ in nouns().abstract):
            return None
    return word


def _is_figure(token: Token) -> bool:
    """Tell a small whole number that is no year: *50 house*."""
    text = token.text.replace(",", "")
    return (
        text.isdigit()
        and int(text) > 1
        and not (len(token.text) == 4 and 1100 <= int(text) <= 2100)
        and len(text) < 7
    )


def _plural_head(determiner: Token) -> Token | None:
    """Return the plural noun that a singular determiner stands before."""
    if (
        determiner.tag_ != "DT"
        or not determiner.whitespace_
        or (determiner.is_upper and determiner.text != "A")
    ):
        return None
    head = head_after(determiner)
    if head is not None and head.lower_ == "people":
        return head if _is_one_people(determiner, head) else None
    if (
        head is None
        or head.tag_ != "NNS"
        or not head.is_lower
        or head.lower_ in _ONE
        or head.lemma_ == head.lower_
    ):
        return None
    if head.lower_.endswith(("ics", "ss", "us", "is")) or head.lemma_.lower() in nouns().invariable:
        return None
    following = after(head)
    said_of = determiner.lower_ == "each" and following is not None and following.tag_ in FINITE
    listed = head.lemma_.lower() in nouns().concrete | nouns().abstract | {"crowd", "team", "group", "family"}
    foreign = head.lower_.endswith(("as", "os"))
    known = listed or said_of or (determiner.lower_ == "every" and not foreign)
    between = determiner.doc[determiner.i + 1 : head.i]
    if any(t.tag_ in ("NNP", "CD") or t.lower_ in _BETWEEN for t in between):
        return None
    if determiner.lower_ in ("a", "an"):
        # A noun between the two may be the article's own: *a date organizers chose*.
        plain = len(between) <= 2 and determiner.head.i == head.i and not any(t.tag_ == "NN" for t in between)
        return head if known and plain else None
    return head if known and (len(between) or determiner.lower_ == "every" or _is_noun(head)) else None


def _is_one_people(determiner: Token, people: Token) -> bool:
    """Tell *another people arrived* from *a people with its own tongue*."""
    if determiner.i + 1 != people.i:
        return False
    following = after(people)
    if determiner.lower_ in ("another", "every", "each"):
        return people.dep_ in ("nsubj", "nsubjpass") or bool(determiner.is_sent_start)
    return following is not None and following.tag_ in FINITE and following.lower_ not in ("is", "has")


#: *a few days*, *a great many people*, *a record 20 goals*, *each other's houses*
_BETWEEN = frozenset(
    "few many couple dozen hundred thousand million billion other record full further good total "
    "lot half only".split()
)


def _is_noun(word: Token) -> bool:
    """Tell *this cases were* from *this works*: another verb follows, or a preposition goes before."""
    if word.dep_ == "ROOT" or word.pos_ == "VERB":
        return False
    following = after(word)
    ahead = before(word.doc[word.i - 1])
    related = following is not None and following.tag_ in ("WDT", "WP")
    phrase = following is not None and following.lower_ in ("with", "of", "in", "from")
    placed = phrase and word.dep_ == "nsubj"
    return (
        related
        or placed
        or (following is not None and following.tag_ in FINITE)
        or (ahead is not None and ahead.pos_ in ("ADP", "VERB"))
        or word.lemma_.lower() in nouns().people
    )
