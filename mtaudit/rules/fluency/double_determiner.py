from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.patterns import TokenPattern

_ARTICLES = ["the", "a", "an"]
_POSSESSIVES = ["my", "your", "his", "her", "its", "our", "their"]
_NOT_HER = [word for word in _POSSESSIVES if word != "her"]
_DEMONSTRATIVES = ["this", "that", "these", "those"]
_QUANTIFIERS = ["some", "many", "several", "most"]
_ALONE = ["each", "every", "any", "another"]
#: Nouns of compounds that *all* begins: *the all clear*, *an all time high*.
_AFTER_ALL = "clear time star party night round purpose day weather seater white".split()
_PLACED = ["in", "inside", "into", "at", "on", "from", "under", "near", "behind"]
#: Prepositions that no clause with *that* follows (*in that the law is old* is English).
_BEFORE_THAT = ["for", "of", "with", "on", "at", "from", "near", "into", "about", "by", "to", "against"]
#: Verbs with one object, a thing: *repaired her that bicycle*.
_HANDLING = (
    "repair sell drive paint lose park ride clean wash open close lock use wear visit enter sign read finish "
    "complete rebuild build fix carry rent own inherit pawn insure register demolish destroy burn "
    "damage sweep "
    "decorate renovate mend water feed"
).split()


class DoubleDeterminer(Rule):
    """Two determiners on one noun.

    ## What it finds
    A possessive followed by an article or another determiner (`Malaysia's the …`, `their a …`, `our this
    …`), an article beside another determiner (`the a`, `the his`, `the this`, `every the`), and a
    quantifier without its *of* (`some the branches`).

    ## Why it matters
    An English noun takes one central determiner. Indonesian has no article, and possessor and `tersebut`
    follow the noun, so an engine that adds `the` may add it to a noun that has its determiner already.

    ## Known false alarms
    Titles that begin with an article in lower case, and possessives without a noun before an adverbial
    (`at her mother's the next day`), which the rule avoids where a time word follows. `thanked her the
    staff` is missed: `her` may be an object.

    ## Example
    `Malaysia's the Melaka Strait`.

    ## Source
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 5 on central determiners;
    MQM, Fluency/Grammar.
    """

    code = "FLU001"
    name = "double-determiner"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "possessor": [
            [
                {"POS": {"IN": ["PROPN", "NOUN"]}},
                {"LOWER": {"IN": ["'s", "’s", "'", "’"]}, "TAG": "POS"},
                {"TEXT": {"IN": [*_ARTICLES, *_POSSESSIVES, *_DEMONSTRATIVES]}},
            ],
        ],
        "verbal": [
            [
                {"POS": {"IN": ["PROPN", "NOUN"]}},
                {"LOWER": {"IN": ["'s", "’s"]}, "TAG": "VBZ"},
                {"TEXT": "the"},
                {"LOWER": {"IN": ["only", "first", "last", "same", "whole", "main", "best", "biggest"]}},
            ]
        ],
        "pronoun": [
            [{"LOWER": {"IN": _POSSESSIVES}, "TAG": "PRP$"}, {"TEXT": {"IN": _ARTICLES}}],
            [{"TEXT": "Her", "TAG": "PRP"}, {"TEXT": {"IN": _ARTICLES}}],
            [{"LOWER": {"IN": ["a", "an"]}, "POS": "DET"}, {"TEXT": "the"}],
            [{"LOWER": "the", "POS": "DET"}, {"TEXT": {"IN": ["a", "an"]}}],
            [
                {"LOWER": {"IN": _NOT_HER}, "TAG": "PRP$"},
                {"TEXT": {"IN": ["another", "each", "some", "any"]}},
            ],
        ],
        "owned": [
            [{"LOWER": {"IN": _ARTICLES}, "POS": "DET"}, {"TEXT": {"IN": [*_POSSESSIVES, "these", "those"]}}],
        ],
        "article": [
            [{"LOWER": {"IN": ["a", "an"]}, "POS": "DET"}, {"TEXT": {"IN": ["this", "some", *_ALONE]}}],
            [{"LOWER": "the"}, {"TEXT": {"IN": ["all", "both"]}}, {"TAG": "NNS"}],
            [{"LOWER": "the"}, {"TEXT": "all"}, {"TAG": "NN", "LOWER": {"NOT_IN": _AFTER_ALL}}],
            [
                {"LOWER": "the"},
                {"TEXT": {"IN": ["this", "that", "such", "some", *_ALONE]}},
                {"IS_DIGIT": False},
            ],
            [
                {"LOWER": {"IN": ["every", "another", "each"]}},
                {"TEXT": {"IN": ["the", *_DEMONSTRATIVES, *_NOT_HER]}},
            ],
        ],
        # *in her the refrigerator*: after a preposition of place `her` is no object of a verb.
        "placed": [
            [{"LOWER": {"IN": _PLACED}}, {"LOWER": "her"}, {"TEXT": {"IN": _ARTICLES}}],
            [{"LOWER": {"IN": _BEFORE_THAT}}, {"LOWER": "that"}, {"TEXT": {"IN": ["the", *_NOT_HER]}}],
            [{"LOWER": {"IN": _PLACED}}, {"LOWER": "her"}, {"TEXT": {"IN": _DEMONSTRATIVES}}],
        ],
        "demonstrative": [
            [{"LOWER": {"IN": ["these", "those"]}}, {"TEXT": {"IN": ["the", *_NOT_HER]}}],
            [{"LOWER": {"IN": _QUANTIFIERS}}, {"TEXT": {"IN": ["the", "these", "those", *_NOT_HER]}}],
        ],
        # *This the road leads to the harbour*, *repaired her that bicycle*
        "opening": [
            [{"LOWER": {"IN": ["this", "that"]}, "TAG": "DT"}, {"TEXT": "the"}],
            [{"TEXT": "That"}, {"TEXT": {"IN": ["her", *_NOT_HER]}}],
        ],
        "handled": [[{"LEMMA": {"IN": _HANDLING}}, {"LOWER": "her"}, {"TEXT": {"IN": _DEMONSTRATIVES}}]],
        "reversed": [
            [{"LOWER": {"IN": _NOT_HER}}, {"TEXT": {"IN": _DEMONSTRATIVES}}],
            [{"LOWER": "this"}, {"TEXT": {"IN": [*_NOT_HER, "her"]}}],
            [{"LOWER": "that", "TAG": "DT"}, {"TEXT": {"IN": _NOT_HER}}],
        ],
    }

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield pairs whose second determiner is followed by a noun phrase."""
        for name in self.patterns:
            for segment, matched in evidence.matches.get(name, ()):
                tokens = _pair(name, matched)
                if not _determines_twice(name, tokens):
                    continue
                second = tokens[-1]
                kept = tokens[:-1].text if name in ("possessor", "verbal") else second.text
                yield Hit(
                    segment.span_of(tokens),
                    f"“{tokens[:-1].text}” and “{second.text}” both determine the noun that follows.",
                    suggestion=kept,
                )


def _pair(name: str, matched: TokenSpan) -> TokenSpan:
    """Return the two determiners of a match."""
    if name in ("placed", "handled"):
        return matched[1:]
    if name == "verbal":
        return matched[:3]
    return matched[:2] if name == "article" else matched


def _determines_twice(name: str, words: TokenSpan) -> bool:
    """Tell whether the two words determine one noun, by the kind of pair that they are."""
    following = words.doc[words.end : words.end + 1]
    if not len(following) or following[0].text == "-":
        # *the his-and-hers shop*
        return False
    if name == "verbal":
        return _takes_verb(words)
    if name != "owned" and not _has_noun(words, owner=name != "possessor"):
        return False
    if name == "possessor":
        return not (_is_clause(words) or _is_place(words))
    if name == "pronoun":
        # *gave him the keys and her a bunch of flowers*
        return not (words[0].lower_ == "her" and _follows(words, "and", "or"))
    if name == "placed":
        # *for that the judge thanked him*
        return not (words[0].lower_ == "that" and _is_subject(_noun_after(words)))
    if name == "demonstrative":
        return not _is_relative(words)
    if name == "opening":
        return _opens(words)
    if name == "reversed":
        return not _is_pronoun(words)
    if name == "article" and words[0].lower_ == "another":
        # *one after another the lights went out*
        return not _follows(words, "after", "to", "or")
    return True


def _takes_verb(words: TokenSpan) -> bool:
    """Tell *the bank's the only safe would not open*: one word and then a finite verb of its own."""
    behind = words.doc[words.end + 1 : words.end + 3]
    return (
        len(behind) == 2
        and behind[0].pos_ in ("NOUN", "ADJ")
        and (behind[1].tag_ == "MD" or behind[1].lower_ in ("was", "were", "is", "has", "had"))
    )


def _is_pronoun(words: TokenSpan) -> bool:
    """Tell *made this his home*, *a friend of his that people liked* and *call it his this time*."""
    before = words.doc[words.start - 1] if words.start else None
    if words[0].lower_ == "that":
        # *said that his car was stolen*: only after a verb that has no such clause, or none at all.
        return before is None or before.lemma_.lower() not in _HANDLING
    if words[0].lower_ == "this":
        names = before is not None and (before.pos_ == "AUX" or before.lemma_.lower() in _NAMING)
        return names or (before is not None and _is_subject(words[0]) and _verb_follows(words))
    return _follows(words, "of") or words[0].tag_ != "PRP$" or words[0].head.i < words.start


#: Verbs with two objects: *gave some the keys*.
_GIVING = frozenset(
    "give offer allow deny cost grant show send tell ask award hand earn win pay teach promise owe lend "
    "bring buy make call name consider find leave".split()
)
#: Verbs after which *this* is one of two objects: *made this his home*.
_NAMING = _GIVING | frozenset(
    "think see regard describe say know do like have want get take set keep hold".split()
)


def _opens(words: TokenSpan) -> bool:
    """Tell *This the road leads to the harbour* from *is this the road* and *with this the road ended*."""
    before = words.doc[words.start - 1] if words.start > words[0].sent.start else None
    if before is None or before.is_punct:
        # *That her story changes* is one noun phrase where only one verb follows.
        verbs = sum(t.tag_ in _FINITE for t in words.doc[words.end : words[0].sent.end])
        return words[0].lower_ == "this" or (words[1].lower_ != "the" and verbs == 1)
    return before.pos_ == "ADP" and before.tag_ == "IN" and not _is_subject(_noun_after(words))


def _verb_follows(words: TokenSpan) -> bool:
    """Tell that no noun stands between the two words and the next finite verb."""
    following = words.doc[words.end : words.end + 2]
    return len(following) > 0 and following[0].tag_ in _FINITE


def _follows(words: TokenSpan, *before: str) -> bool:
    return words.start > 0 and words.doc[words.start - 1].lower_ in before


def _noun_after(words: TokenSpan) -> Token | None:
    following = words.doc[words.end : words.end + 5]
    return next((token for token in following if token.pos_ in ("NOUN", "PROPN")), None)


def _is_subject(token: Token | None) -> bool:
    return token is not None and token.dep_ in ("nsubj", "nsubjpass")


#: Words that begin an adverbial of time after a possessive without a noun.
_TIME = frozenset(
    "next same previous following other first last whole night day week month year morning evening "
    "afternoon moment minute time way".split()
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _has_noun(words: TokenSpan, *, owner: bool) -> bool:
    """Tell whether a noun phrase that is no adverbial of time follows the second determiner.

    :param owner: whether the noun may be a possessor: *his the aunt's house*.
    """
    following = words.doc[words.end : words.end + 5]
    if not len(following) or (following[0].lower_ in _TIME and not _is_ordinal(following)):
        return False
    if following[0].tag_ == "JJS" and not owner:
        return True
    if following[0].tag_ == "JJS" and words[0].tag_ == "PRP$":
        return True
    for token in following:
        if token.pos_ in ("NOUN", "PROPN"):
            after = words.doc[token.i + 1 : token.i + 2]
            # *after the women's the men's final*: the first possessive stands without its noun.
            return owner or not len(after) or after[0].tag_ != "POS"
        if token.pos_ not in ("ADJ", "NUM", "ADV", "VERB") and token.text not in ("-", "'s"):
            return False
    return False


def _is_ordinal(following: TokenSpan) -> bool:
    """Tell *the last oranges* from *the last day* and *the next*."""
    return (
        following[0].lower_ in ("first", "last", "same", "other", "whole", "previous")
        and len(following) > 1
        and following[1].pos_ == "NOUN"
        and following[1].lemma_.lower() not in _TIME
        and following[1].ent_type_ not in ("DATE", "TIME")
    )


def _is_clause(words: TokenSpan) -> bool:
    """Tell `'s` for *is* that was tagged as a possessive: no other finite verb is in its clause.

    At the head of a sentence `'s a` is a verb whatever follows (*China's a country that exports steel*).
    """
    sentence = words[0].sent
    if words[0].i == sentence.start and words[-1].lower_ in ("a", "an"):
        return True
    ends = [t.i for t in sentence if t.i >= words.end and (t.pos_ == "CCONJ" or t.text in ",;:")]
    clause = words.doc[sentence.start : min(ends, default=sentence.end)]
    return not any(token.tag_ in _FINITE for token in clause)


def _is_place(words: TokenSpan) -> bool:
    """Tell *at St Paul's the choir sang*: a shop or church after a preposition, and then the subject."""
    before = words.doc[words[0].left_edge.i - 1] if words[0].left_edge.i > words[0].sent.start else None
    noun = _noun_after(words)
    while noun is not None and noun.dep_ == "compound":
        noun = noun.head
    return _is_subject(noun) and before is not None and before.pos_ in ("ADP", "SCONJ")


def _is_relative(words: TokenSpan) -> bool:
    """Tell *those the army arrested*, *gave some the keys* and *to many the rules are new*."""
    noun = next(
        (t for t in words.doc[words.end : words.end + 5] if t.tag_ in ("NN", "NNS", "NNP", "NNPS")), None
    )
    before = words.doc[words.start - 1] if words.start else None
    return (
        noun is None
        or noun.tag_ != "NNS"
        or noun.head.dep_ == "relcl"
        or (before is not None and before.pos_ == "VERB" and before.lemma_.lower() in _GIVING)
        or (_is_quantified(words) and before is not None and before.pos_ == "ADP" and _is_subject(noun))
    )


def _is_quantified(words: TokenSpan) -> bool:
    return words[0].lower_ in _QUANTIFIERS
