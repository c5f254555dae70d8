from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import FINITE, after, before
from mtaudit.rules.lexicons_forms import prepositions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: Prepositions that are never stranded at the end of a clause, so that no gap explains them.
_NEVER_STRANDED = frozenset(
    "despite during regarding concerning according until among inside onto via throughout besides "
    "between since".split()
)
#: What begins the object of the second preposition.
_OBJECT = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})
#: Nouns that make *inside in* an adverb with its own phrase (*stayed inside in the heat*).
_WEATHER = frozenset("cold heat rain dark warm summer winter evening morning afternoon case droves".split())
#: Prepositions of place that need no other, and what they may follow behind a noun too.
_SPATIAL = frozenset("behind beside under near along below beneath outside above".split())
_BEFORE_SPATIAL = frozenset({"at", "on", "in"})
#: Nouns that one goes along, so that *walked along in the street* says it twice.
_LINES = frozenset(
    "road street river beach coast shore path fence highway railway track bank border canal corridor "
    "trail".split()
)
_MOMENTS = frozenset("time moment end night dawn noon hearing trial meeting start beginning age".split())
#: Prepositions of place that *of the* never follows, whatever verb goes before.
_NEVER_OF = frozenset("around across along through near behind beside under above below".split())
_QUANTITIES = frozenset({"some", "many", "most", "all", "several", "few", "each", "none", "both", "any"})
_APPROXIMATE = frozenset("least most first last once best all worst".split())


class StackedPreposition(Rule):
    """Two prepositions in a row that do not combine.

    ## What it finds
    Pairs such as `to in the village`, `about over`, `into to`, `by with`, `despite of` before a noun phrase,
    and `for to` before a verb.

    ## Why it matters
    One of the two is left over. Indonesian combines prepositions that English does not (`ke dalam`,
    `di dalam`, `dari pada`), and an engine that rewrites a clause may keep both of its choices.

    ## Known false alarms
    Particles and stranded prepositions before an adverbial (`moved in on Monday`, `was looked at in court`),
    which the rule leaves out by the verb before them.

    ## Example
    `The water flowed into to the valley.`

    ## Source
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 9 on prepositional phrases;
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on prepositional phrases.
    """

    code = "FLU021"
    name = "stacked-preposition"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the two prepositions."""
        stacked = prepositions().stacked
        for segment, first in evidence.document.tokens(*stacked):
            second = after(first)
            if second is None or second.i >= segment.parsed.end or not second.text.islower():
                continue
            beyond = after(second)
            plain = beyond is not None and beyond.tag_ == "VB"
            infinitive = plain and first.lower_ == "for" and second.lower_ == "to"
            if second.lower_ not in stacked[first.lower_] or first.pos_ in ("NOUN", "PROPN"):
                continue
            if _is_fault(first, second, infinitive=infinitive):
                yield Hit(
                    segment.span_of(first.doc[first.i : second.i + 1]),
                    f"“{first.text}” and “{second.text}” do not combine; one of them is left over.",
                    confidence=0.8,
                )


def _is_fault(first: Token, second: Token, *, infinitive: bool) -> bool:
    following, left = after(second), before(first)
    if following is None or _is_set_phrase(following) or following.text == "-":
        return False
    if first.is_sent_start or left is None:
        return first.lower_ in _NEVER_STRANDED and following.pos_ in _OBJECT
    if left.text in "-,":
        return False
    if infinitive:
        return (
            following.tag_ == "VB"
            and left.lower_ not in ("except", "but", "what", "pay", "care")
            and not _gap(first)
        )
    if following.pos_ not in _OBJECT or (second.lower_ in ("over", "about", "under") and following.like_num):
        return False
    if (
        following.like_num
        and first.lower_ in ("of", "to", "from", "for", "by")
        and second.lower_ in ("from", "to")
    ):
        return False
    if first.lower_ in _NEVER_STRANDED or second.lower_ in ("regarding", "concerning"):
        return not (first.lower_ == "inside" and _weather(second)) and first.tag_ != "RP"
    lexicon = prepositions()
    if first.lower_ == "upon" and following.ent_type_ == "DATE":
        # *had been agreed upon on Saturday*
        return False
    if (first.tag_ != "RP" or first.lower_ == "through") and _are_synonyms(first, second):
        return not (first.lower_ == "with" and _gap(first, _verb(first)))
    if first.lower_ == "on" and second.lower_ in ("at", "in") and _object_word(second) in lexicon.on_places:
        return True
    if first.lower_ == "along" and second.lower_ in ("in", "on", "at") and _object_word(second) in _LINES:
        return True
    determined = following.lower_ in ("the", "a", "an", "their", "his", "her", "its")
    if (
        determined
        and (first.lower_, second.lower_) == ("from", "at")
        and _object_word(second) not in _MOMENTS
    ):
        # *shipped from at the port*
        return True
    verb = _verb(first)
    if first.lower_ == "over" and verb is not None and verb.pos_ == "AUX":
        # *was over on Monday*
        return False
    if verb is None or (
        first.tag_ == "RP" and verb.lemma_.lower() in lexicon.particle_verbs.get(first.lower_, ())
    ):
        return verb is None and _after_noun(first)
    if determined and second.lower_ == "of" and first.lower_ in _NEVER_OF:
        return True
    if verb.lemma_.lower() in lexicon.particle_verbs.get(first.lower_, ()) and first.dep_ != "agent":
        return False
    return not _gap(first, verb)


def _is_set_phrase(following: Token) -> bool:
    """Tell *at least*, *first of all* and their kind, but not *to all drivers*."""
    beyond = after(following)
    noun = beyond is not None and beyond.pos_ in _OBJECT - {"PRON"}
    return following.lower_ in _APPROXIMATE and not (following.lower_ == "all" and noun)


def _are_synonyms(first: Token, second: Token) -> bool:
    """Tell two prepositions of one meaning, *under below the track*."""
    pair = {first.lower_, second.lower_}
    return len(pair) == 2 and any(pair <= group for group in prepositions().synonyms)


def _after_noun(first: Token) -> bool:
    """Find *the road to in the village*: behind a noun only the pairs that no idiom and no gap explains."""
    left = before(first)
    if first.lower_ in _BEFORE_SPATIAL and first.nbor().lower_ in _SPATIAL - {"behind"}:
        return left is not None and left.pos_ in ("NOUN", "PROPN")
    counted = left is not None and (left.tag_ == "CD" or left.lower_ in _QUANTITIES)
    if left is None or not (left.pos_ in ("NOUN", "PROPN") or counted) or _gap(first):
        return False
    if first.lower_ == "on" and first.nbor().lower_ in ("about", "regarding", "concerning"):
        return True
    return first.lower_ in ("to", "of", "from", "with", "into", "towards", "about", "at", "for", "by") and (
        first.tag_ in ("IN", "TO")
    )


def _object_word(preposition: Token) -> str:
    noun = ""
    for token in preposition.doc[preposition.i + 1 : preposition.i + 6]:
        if token.pos_ == "NOUN":
            noun = token.lower_
        elif noun or token.pos_ not in ("DET", "ADJ", "NUM", "PRON"):
            break
    return noun


def _weather(second: Token) -> bool:
    return _object_word(second) in _WEATHER


def _verb(first: Token) -> Token | None:
    """Return the verb that the first preposition follows, at once or behind a short object."""
    for token in reversed(first.doc[max(first.sent.start, first.i - 5) : first.i]):
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.lemma_.lower() in ("be", "have", "do")):
            return token
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "PART", "NUM", "ADP"):
            return None
        if token.pos_ == "ADV" and first.i - token.i == 1:
            # *early on in the game*
            return None
    return None


def _gap(first: Token, verb: Token | None = None) -> bool:
    """Tell that the first preposition may have lost its object to a passive, a relative or an infinitive."""
    for token in reversed(first.doc[max(first.sent.start, first.i - 14) : first.i]):
        if token.text == ",":
            # *The animal, which wore a collar, was shot from at close range*
            break
        if token.tag_ in ("WDT", "WP", "WRB", "WP$") and not _is_subject(token, verb):
            return True
    if verb is None:
        return False
    prepositional = prepositions().stranding.get(first.lower_)
    later = any(token.tag_ in FINITE for token in first.doc[first.i + 1 : first.sent.end])
    if prepositional and verb.lemma_.lower() in prepositional and later:
        # *The model referred to in the post is new*, where the tagger takes the participle for a past.
        return True
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    if any(_is_subject(child, verb) for child in verb.children):
        return False
    reduced = verb.tag_ == "VBN" and verb.dep_ == "acl"
    if (
        (passive or reduced)
        and prepositional
        and (first.nbor(1).lower_ != "by" or first.lower_ == "with")
        and verb.lemma_.lower() not in prepositional
        and verb.dep_ != "relcl"
    ):
        # *was held at in the hall*: the verb has no object to lose to its subject but its own.
        return False
    if verb.tag_ == "VBN" and not any(
        child.lower_ in ("has", "have", "had", "'ve") for child in verb.children
    ):
        return True
    if passive:
        return True
    if verb.dep_ == "relcl" or verb.head.dep_ == "relcl":
        return True
    to = any(child.tag_ == "TO" for child in verb.children)
    return to and (verb.dep_ in ("relcl", "acl") or verb.head.pos_ in ("NOUN", "ADJ", "PRON"))


def _is_subject(relative: Token, verb: Token | None) -> bool:
    """Tell *who once played with for the club*: the relative word is the verb's subject, and fills no gap."""
    if verb is None or relative.tag_ not in ("WDT", "WP") or relative.dep_ != "nsubj":
        return False
    following = after(relative)
    return relative.head.i == verb.i and following is not None and following.pos_ in ("VERB", "AUX", "ADV")
