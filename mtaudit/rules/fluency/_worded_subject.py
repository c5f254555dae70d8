"""The subject of a finite verb, read from words and tags alone.

The parser is trained on sentences that agree. Where subject and verb do not, it often hangs the verb
elsewhere; the words themselves still say which noun phrase opens the clause and what stands behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.rules.fluency._agreement_words import (
    NOMINAL,
    ONE_OF_A_KIND,
    PLURAL_FORMS,
    QUANTIFIED,
    SINGULAR_FORMS,
    is_subjunctive,
    is_sure_verb,
)
from mtaudit.rules.fluency._phrases import FINITE, after, before, ends_phrase
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["worded_clash"]

_NOUNS = frozenset({"NN", "NNS"})
_INSIDE = frozenset({"JJ", "JJR", "JJS", "CD", "NN", "NNS", "RBS", "HYPH"})
_DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())
#: Words that count what follows their *of*; the first take a singular or a plural by what it is.
_SHARES = frozenset("most some all half none".split())
_COUNTS = frozenset("many several few both two three four five six seven eight nine ten".split())
#: Words behind which a clause begins anew.
_LINKS = frozenset("that because when if although while where since until after before said says".split())
_RELATIVES = frozenset({"who", "which", "that"})
#: What may stand in a phrase behind the head.
_PHRASE = frozenset("IN DT NN NNS NNP NNPS CD JJ JJR JJS PRP$ RB VBN VBG POS HYPH TO VB RP PRP WRB".split())
#: What opens a parenthesis behind a noun, and tags of words that no verb follows.
_PARENTHESES = frozenset("who which whose a the including with most all some both mostly many".split())
_NO_ENDS = frozenset({"IN", "TO", "DT", "MD", "PRP$", "CC"})
_MANY = frozenset({"these", "those", "many", "both", "all", "some", "most"})
#: Subjects right before the verb that settle the matter.
_NEAR_SUBJECTS = frozenset("i he she it they we you who which that there this what".split())
#: Longest clause that is read back to its beginning, in tokens.
_FARTHEST = 26


@dataclass(frozen=True, slots=True)
class _Subject:
    """A noun phrase that opens the clause of a verb.

    :param head: its noun, or its numeral (*two of the men*).
    :param determined: whether a determiner or number stands before it.
    :param plural: whether its words count more than one (*two*, *most of the men*).
    :param joined: whether *and* stands between the head and the verb.
    """

    head: Token
    determined: bool
    plural: bool
    joined: bool


def _worded_subject(verb: Token) -> _Subject | None:
    """Return the noun phrase that opens the verb's clause where nothing but its own phrases parts the two.

    :param verb: a finite verb.
    :returns: the subject, or None where the words are not clear.
    """
    doc = verb.doc
    start = _clause_start(verb)
    if start is None or verb.i - start > _FARTHEST:
        return None
    head, place, plural = _noun_phrase(verb, start)
    if head is None:
        return None
    tail = doc[place : verb.i]
    if len(tail) and not _is_tail(tail[0], verb):
        return None
    joined = any(token.lower_ in ("and", "or") for token in tail)
    return _Subject(head, head.i > start, plural, joined)


def _clause_start(verb: Token) -> int | None:
    """Return where the clause begins: the sentence, or behind *said that*, *because* or an opening phrase."""
    doc = verb.doc
    start = int(verb.sent.start)
    while start < verb.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    for token in doc[start : verb.i]:
        content = token.lower_ in _LINKS and (token.lower_ != "that" or doc[token.i - 1].pos_ == "VERB")
        if content and (token.i == start or token.lower_ in ("that", "said", "says", "because")):
            start = token.i + 1
    first = doc[start]
    if first.tag_ in ("IN", "RB") and first.lower_ not in _SHARES:
        comma = next((t for t in doc[start : verb.i] if t.text == ","), None)
        if comma is None or any(t.tag_ in FINITE for t in doc[start : comma.i]):
            return None
        start = comma.i + 1
    return start if start < verb.i else None


def _noun_phrase(verb: Token, start: int) -> tuple[Token | None, int, bool]:
    """Return the head of the phrase that begins at a place, where it ends, and whether it counts many."""
    doc = verb.doc
    first = doc[start]
    counted = first.lower_ in _SHARES or first.lower_ in _COUNTS
    if counted and start + 3 < verb.i and doc[start + 1].lower_ == "of":
        part, place, _ = _noun_phrase(verb, start + 2)
        many = part is not None and part.tag_ == "NNS" and first.lower_ != "none"
        return (part, place, True) if many else (None, place, False)
    if first.tag_ == "VBG" and first.pos_ == "VERB":
        # *Cleaning drains is hard work*
        return None, start, False
    place = start
    if first.lower_ in _DETERMINERS or first.tag_ in ("CD", "PRP$", "DT"):
        place += 1
    head: Token | None = None
    counts = place + 1 < verb.i and first.lower_ == "the" and doc[place].lower_ in _COUNTS
    if counts and doc[place + 1].text in (",", "who"):
        # *The two, who met in Kudus, trains*
        return doc[place], place + 1, True
    while place < verb.i and (
        doc[place].tag_ in _INSIDE or (head is None and doc[place].tag_ in ("VBN", "VBG"))
    ):
        head = doc[place] if doc[place].tag_ in _NOUNS else head
        place += 1
    if head is None or head.i != place - 1 or (not head.is_lower and head.i != verb.sent.start):
        return None, place, False
    if place + 1 < verb.i and doc[place].lower_ == "and":
        # *The boats and the nets was*, *His arms and legs was*
        behind = doc[place + 1]
        if not ({behind.lower_, first.lower_} <= _DETERMINERS or head.tag_ == behind.tag_ == "NNS"):
            return head, place, False
        second, place, _ = _noun_phrase(verb, place + 1)
        return second, place, second is not None
    return head, place, any(t.lower_ in _COUNTS and t.whitespace_ for t in doc[start : head.i])


def _is_tail(first: Token, verb: Token) -> bool:
    """Tell whether all between the noun phrase and the verb hangs on the noun phrase."""
    tail = verb.doc[first.i : verb.i]
    last = tail[-1]
    commas = [token.i for token in tail if token.text == ","]
    if commas:
        # *The leader of the union, who had slept at the gate, were*: a parenthesis that ends at the verb
        opening = commas[0] - first.i
        return (
            len(commas) == 2
            and commas[1] == last.i
            and tail[opening + 1].lower_ in _PARENTHESES
            and (opening == 0 or _is_phrase(tail[:opening]))
        )
    if any(t.is_punct and t.text not in "-'" for t in tail) or last.tag_ in _NO_ENDS:
        return False
    finite = [token for token in tail if token.tag_ in FINITE]
    if first.lower_ in _RELATIVES:
        opens = first.i + 1 < verb.i and tail[1].tag_ in (*FINITE, "RB")
        groups = sum(t.i == 0 or t.nbor(-1).tag_ not in (*FINITE, "RB") for t in finite)
        return (
            opens
            and groups == 1
            and not any(t.lower_ in _RELATIVES for t in tail[1:])
            and not any(t.pos_ == "VERB" and t.lemma_ in ("say", "think", "know", "believe") for t in tail)
        )
    return _is_phrase(tail)


def _is_phrase(words: TokenSpan) -> bool:
    """Tell prepositional phrases, participles and adverbs, without a clause in them."""
    first = words[0]
    return (first.tag_ in ("IN", "VBN", "RB") or first.lower_ == "to") and all(
        (t.tag_ in _PHRASE and t.lower_ != "that") or t.lower_ == "and" for t in words
    )


def worded_clash(verb: Token) -> Token | None:
    """Return a subject that clashes by the words before the verb, or behind it in a question."""
    word, known = verb.lower_, nouns()
    singular = word in SINGULAR_FORMS or (verb.tag_ == "VBZ" and verb.pos_ == "VERB")
    if not verb.text.islower() and verb.i > verb.sent.start:
        return None
    if not singular and word not in PLURAL_FORMS and verb.tag_ != "VBP":
        return None
    if word in SINGULAR_FORMS and (asked := _asked(verb)) is not None:
        return asked
    if singular and (related := _related(verb)) is not None:
        return related
    ahead = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if ahead.lower_ in _NEAR_SUBJECTS or ahead.tag_ == "NNP":
        return None
    subject = _worded_subject(verb)
    if subject is None or is_subjunctive(verb):
        return None
    head, lemma = subject.head, subject.head.lemma_.lower()
    if singular and head.left_edge.lower_ in ONE_OF_A_KIND:
        # *every houses has*: determiner-number-clash says so.
        return None
    if singular:
        counted = subject.plural and lemma not in known.measures
        common = head.tag_ == "NNS" and lemma in (known.concrete | known.abstract) - known.invariable
        if head.lower_ in known.invariable:
            return None
        following = after(verb)
        ends = following is not None and following.text in ",." and verb.dep_ in ("ROOT", "advcl", "ccomp")
        sure = word in SINGULAR_FORMS or ends or is_sure_verb(verb)
        plural = (counted or common) and lemma not in known.measures and (lemma != head.lower_ or counted)
        return head if sure and plural else None
    each = head.left_edge.lower_ in ("every", "each")
    single = head.tag_ == "NN" and (each or lemma in (known.concrete | known.abstract) - known.collective)
    single = single and lemma not in QUANTIFIED | NOMINAL | known.invariable | known.measures
    first = head.left_edge.lower_
    if not single or not subject.determined or subject.plural or first in _MANY:
        return None
    if subject.joined and (lemma not in known.abstract or not _joins_bare(head, verb)):
        return None
    return (
        head if word in PLURAL_FORMS or (verb.tag_ == "VBP" and (each or lemma in known.concrete)) else None
    )


def _related(verb: Token) -> Token | None:
    """Find *people who lives* and *those who wants*: a plural right before the relative word."""
    relative = before(verb)
    noun = before(relative) if relative is not None and relative.lower_ in _RELATIVES else None
    if noun is None or relative is None or relative.lower_ == "which":
        return None
    plural = noun.tag_ == "NNS" and noun.lower_.endswith("s")
    if not (plural or noun.lower_ in ("people", "those", "men", "women", "children")):
        return None
    words = noun.doc[max(noun.sent.start, noun.i - 5) : noun.i]
    one = any(
        token.lower_ in ("of", "one", "only", "series", "is", "was") or token.text in ",-" for token in words
    )
    common = noun.lower_ == "those" or noun.lemma_.lower() in nouns().people or noun.lower_ == "people"
    return None if one or not common else noun


def _joins_bare(head: Token, verb: Token) -> bool:
    """Tell *the price of chillies and onions have*: what *and* joins has no article."""
    tail = [token.lower_ for token in verb.doc[head.i + 1 : verb.i]]
    return len(tail) == 4 and tail[0] == "of" and tail[2] == "and"


def _asked(verb: Token) -> Token | None:
    """Find *Why does the villagers refuse* and *Was the passengers told*: a question, subject behind."""
    ahead, article = before(verb), after(verb)
    opens = ahead is None or verb.i == verb.sent.start or ahead.tag_ in ("WRB", "WP")
    if (
        not opens
        or article is None
        or article.lower_ not in ("the", "these", "those", "your", "his", "their")
    ):
        return None
    if not verb.sent.text.rstrip(" \"'").endswith("?"):
        return None
    noun = next((t for t in verb.doc[article.i + 1 : article.i + 4] if t.tag_ in ("NN", "NNS")), None)
    if noun is None or noun.tag_ != "NNS" or not ends_phrase(noun):
        return None
    known = nouns()
    return noun if noun.lemma_.lower() in (known.concrete | known.abstract) - known.invariable else None
