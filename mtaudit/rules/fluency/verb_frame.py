from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._frame_words import (
    ADVERBIAL,
    OBJECT_PRONOUNS,
    TIME_ENTITIES,
    fits,
    is_agent,
    is_amount,
    is_doer,
    is_passive,
    is_way,
    object_of,
)
from mtaudit.rules.fluency._phrases import after
from mtaudit.rules.lexicons import VerbFrame, verb_frames
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_OFFSPRING = frozenset({"child", "kid", "son", "daughter"})
#: Longest object between a verb and its preposition or infinitive, in tokens.
_LONGEST_OBJECT = 8


class VerbFrameFault(Rule):
    """A verb with an object or preposition that it does not take in English.

    ## What it finds
    Verbs of a lexicon with the wrong complement: a preposition where a plain object belongs (`discussed
    about`), the wrong one after the object (`incur losses on the rebels`), a person as indirect object
    (`explained him the plan`), an infinitive (`succeeded to arrest`), nobody before an infinitive that needs
    somebody (`The regent urged to stay`), a bare object (`waited the bus`).

    ## Why it matters
    The frame belongs to the Indonesian verb (*membahas tentang*, *berhasil untuk*); readers notice at once,
    and with verbs such as `incur` the meaning turns round.

    ## Known false alarms
    An adverbial that looks like the complement and is no date or time, and nouns that the tagger takes for
    verbs (`a demand for fuel` in a headline).

    ## Example
    `The two ministers discussed about the price of palm oil.`

    ## Source
    Francis, Hunston and Manning 1996, *Collins COBUILD Grammar Patterns 1: Verbs*; Swan 2016, *Practical
    English Usage*; each entry of the lexicon names its own.
    """

    code = "FLU002"
    name = "verb-frame"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb through the word that it does not take."""
        by_verb = verb_frames().by_verb
        for segment in evidence.document.english:
            for token in segment.parsed:
                for frame in by_verb.get(token.lemma_.lower(), ()):
                    if token.pos_ != "VERB" and token.lower_ not in frame.forms:
                        continue
                    last = _FINDERS[frame.kind](token, frame)
                    if last is not None and last.i < segment.parsed.end:
                        words = token.doc[token.i : last.i + 1]
                        wrong = f"“{frame.wrong}” here" if frame.wrong else "this complement"
                        message = f"“{frame.verb}” does not take {wrong}; English says: {frame.right}."
                        yield Hit(segment.span_of(words), message, confidence=frame.confidence)
                        break


def _preposition(verb: Token, frame: VerbFrame) -> Token | None:
    """*discussed about the price*: right after an active verb."""
    following = after(verb)
    if (
        following is None
        or following.lower_ != frame.wrong
        or (is_passive(verb) and verb.lemma_ not in _STATES)
    ):
        return None
    behind = after(following)
    if behind is not None and (behind.tag_ == "VB" or (frame.wrong == "about" and is_amount(behind))):
        # *visited to inspect the site*, *discussed about twenty topics*
        return None
    thing = object_of(following)
    if verb.lemma_ == "marry" and thing is not None and thing.lemma_.lower() in _OFFSPRING:
        # *married with two children*
        return None
    return following if fits(thing, frame) else None


def _object_preposition(verb: Token, frame: VerbFrame) -> Token | None:
    """*incur losses on the rebels*: the preposition may hang on the verb or on its object."""
    pronoun, behind = after(verb), verb.doc[verb.i + 2] if verb.i + 2 < len(verb.doc) else None
    if pronoun is not None and pronoun.lower_ in OBJECT_PRONOUNS and behind is not None:
        # *accused him for forging*, whatever the parse hangs it on
        if behind.lower_ != frame.wrong:
            return None
        # *sentenced him with four years*: a time, but no adverbial
        with_years = frame.verb == "sentence" and frame.wrong == "with"
        return behind if with_years or fits(object_of(behind), frame) else None
    reach = verb.doc[verb.i : verb.i + 2 * _LONGEST_OBJECT]
    if frame.right.endswith(" of") and any(token.lower_ == "of" for token in reach):
        # *deprive children from poor families of food* has its complement already.
        return None
    for thing in verb.children:
        if thing.dep_ != "dobj" or thing.i < verb.i:
            continue
        for preposition in (*verb.children, *thing.children):
            near = thing.i < preposition.i <= verb.i + _LONGEST_OBJECT
            if frame.wrong == "of" and preposition.head == thing and not _doing(preposition):
                # *blamed the regulators of both countries*: whose they are
                continue
            if near and preposition.lower_ == frame.wrong and fits(object_of(preposition), frame):
                rather = verb.doc[preposition.i - 1]
                compared = preposition.lower_ == "than" and (
                    rather.lower_ in ("rather", "other") or rather.tag_ in ("JJR", "RBR")
                )
                return None if compared else preposition
    return None


def _doing(preposition: Token) -> bool:
    return any(child.tag_ == "VBG" for child in preposition.children)


def _passive_preposition(verb: Token, frame: VerbFrame) -> Token | None:
    """*charged for murder*: right after a passive."""
    following = after(verb)
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    if following is None or following.lower_ != frame.wrong or not passive:
        return None
    return following if fits(object_of(following), frame) else None


def _active_infinitive(verb: Token, frame: VerbFrame) -> Token | None:
    """Find *urged to close the road*: who is urged is left out behind an active verb with its subject."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    perfect = verb.tag_ == "VBN" and any(child.lemma_ == "have" for child in verb.children)
    if subject is None and verb.dep_ == "conj" and verb.tag_ == "VBD" and verb.head.tag_ == "VBD":
        # *warned about the flood and urged to evacuate*
        head = verb.head
        subject = None if is_passive(head) else next((c for c in head.children if c.dep_ == "nsubj"), None)
    if subject is None or not (verb.tag_ in ("VBD", "VBZ", "VBP") or perfect) or is_passive(verb):
        return None
    # *Residents told to leave* is a headline, whose noun has no determiner.
    headline = not perfect and subject.tag_ != "PRP" and subject.left_edge.pos_ not in ("DET", "PRON")
    return None if headline or subject.tag_ in ("WP", "WDT") else _infinitive(verb, frame)


def _indirect_object(verb: Token, frame: VerbFrame) -> Token | None:
    """*explained him the plan*: people and then what is explained."""
    pronoun = after(verb)
    if pronoun is None or pronoun.tag_ == "PRP$":
        return None
    # *explained reporters the plan*: bare people are no topic.
    people = pronoun.tag_ == "NNS" and pronoun.lemma_.lower() in nouns().people
    person = after(pronoun) if pronoun.pos_ == "DET" else None
    if person is not None and person.tag_ in ("NN", "NNS") and is_agent(person):
        # *explained the judges that a broker had cheated her*
        that = after(person)
        told = that is not None and that.lower_ in ("that", "how", "why") and frame.verb not in _OF_THINGS
        if that is not None and frame.verb in _OF_TELLING and that.lower_ in _DETERMINERS:
            # *explained the audience the plan*; *the day* is no thing told
            thing = next((t for t in verb.doc[that.i + 1 : that.i + 4] if t.pos_ == "NOUN"), None)
            told = thing is not None and thing.ent_type_ not in TIME_ENTITIES
            told = told and thing is not None and thing.lemma_.lower() not in ADVERBIAL
        return person if told and _is_past(verb) else None
    if pronoun.lower_ not in OBJECT_PRONOUNS and not people:
        return None
    thing = after(pronoun)
    begins = (
        thing is not None
        and not is_way(thing)
        and (thing.pos_ == "DET" or thing.tag_ == "PRP$" or thing.lower_ in ("that", "how", "why", "what"))
    )
    return pronoun if begins else None


def _is_active(verb: Token) -> bool:
    """Tell a finite active verb with its subject."""
    perfect = verb.tag_ == "VBN" and any(child.lemma_ == "have" for child in verb.children)
    subject = any(child.dep_ == "nsubj" and child.tag_ not in ("WP", "WDT") for child in verb.children)
    return subject and (perfect or verb.tag_ in ("VBD", "VBZ", "VBP")) and not is_passive(verb)


def _active_preposition(verb: Token, frame: VerbFrame) -> Token | None:
    """Find *informed about the fire*: nobody before the preposition."""
    following = after(verb)
    wrong = following is not None and following.lower_ == frame.wrong and _is_active(verb)
    return following if wrong and following is not None and fits(object_of(following), frame) else None


def _that_clause(verb: Token, frame: VerbFrame) -> Token | None:  # noqa: ARG001 - one signature for all kinds
    """Find *informed that the road was closed*: nobody before the clause."""
    that = after(verb)
    clause = that is not None and that.lower_ == "that" and that.tag_ == "IN"
    return that if clause and _is_active(verb) else None


def _is_past(verb: Token) -> bool:
    """Tell an active verb."""
    return not is_passive(verb) and verb.tag_ in ("VBD", "VBZ", "VBP", "VB")


def _gerund(verb: Token, frame: VerbFrame) -> Token | None:  # noqa: ARG001 - one signature for all kinds
    """Find *managed saving the child*: -ing where English has an infinitive."""
    acting = after(verb)
    thing = after(acting) if acting is not None and acting.tag_ == "VBG" else None
    begins = thing is not None and (
        thing.tag_ in ("DT", "PRP", "PRP$", "TO", "RP", "IN")
        or thing.lower_ in ("home", "there", "abroad", "away")
    )
    return acting if begins and _is_past(verb) else None


def _object_behind(verb: Token, frame: VerbFrame) -> Token | None:  # noqa: ARG001 - one signature for all kinds
    """Find *provide to them a laptop*: somebody before the object."""
    words = verb.doc[verb.i + 1 : verb.i + 5]
    if len(words) < 4 or words[0].lower_ != "to":
        return None
    if words[1].lower_ in OBJECT_PRONOUNS - {"you"}:
        return words[1] if words[2].lower_ in _DETERMINERS else None
    # *promised to the residents a new road*
    somebody = words[1].lower_ in _DETERMINERS and words[2].pos_ == "NOUN" and is_agent(words[2])
    return words[2] if somebody and (words[3].lower_ in _DETERMINERS or words[3].tag_ == "CD") else None


def _object_infinitive(verb: Token, frame: VerbFrame) -> Token | None:
    """*suggested him to resign*: somebody and then an infinitive."""
    words: TokenSpan = verb.doc[verb.i + 1 : verb.i + 2 + _LONGEST_OBJECT]
    for place, token in enumerate(words):
        if token.pos_ in ("VERB", "AUX", "PUNCT", "ADP", "SCONJ", "CCONJ"):
            return None
        following = after(token)
        if token.lower_ == "to":
            somebody = words[place - 1] if place else None
            pronoun = somebody is not None and somebody.lower_ in OBJECT_PRONOUNS
            acts = somebody is not None and (
                pronoun
                or (frame.objects != "pronoun" and (is_agent(somebody) or is_doer(somebody)))
                or (frame.objects != "pronoun" and verb.lemma_.lower() in _BARRING and _is_seen(somebody))
            )
            return token if acts and following is not None and following.tag_ == "VB" else None
    return None


def _is_seen(thing: Token) -> bool:
    """Tell *the virus*, *the trucks*: a thing that has no infinitive of its own, as *efforts* has."""
    known = nouns()
    return thing.pos_ == "NOUN" and thing.lemma_.lower() in known.concrete | known.things | _MOVING


def _bare_infinitive(verb: Token, frame: VerbFrame) -> Token | None:  # noqa: ARG001 - one signature for all kinds
    """Find *allowed her go home*: somebody and then a verb without *to*."""
    pronoun = after(verb)
    acting = after(pronoun) if pronoun is not None and pronoun.lower_ in OBJECT_PRONOUNS else None
    bare = acting is not None and acting.tag_ in ("VB", "VBP") and acting.pos_ == "VERB"
    return acting if bare and not any(c.dep_ == "nsubj" for c in verb.children if c.i > verb.i) else None


def _infinitive(verb: Token, frame: VerbFrame) -> Token | None:  # noqa: ARG001 - one signature for all kinds
    """*succeeded to arrest*."""
    to = after(verb)
    perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children)
    following = after(to) if to is not None and to.lower_ == "to" else None
    if to is None or following is None or (verb.tag_ == "VBN" and not (perfect or _is_main(verb, following))):
        # *is considered to have started*
        return None
    return to if following.tag_ == "VB" else None


def _is_main(verb: Token, following: Token) -> bool:
    """Tell *The firm considered to sell the plant*, whose verb is taken for a participle."""
    others = (t for t in verb.sent if t.i != verb.i and t.tag_ in ("VBD", "VBZ", "VBP", "MD"))
    return following.lemma_ not in ("be", "have") and next(others, None) is None


def _object(verb: Token, frame: VerbFrame) -> Token | None:
    """Find *waited the bus*: a noun phrase right after an active verb, with the noun as its object."""
    first = after(verb)
    perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children)
    if first is None or is_passive(verb) or (verb.tag_ == "VBN" and not perfect):
        return None
    people = first.tag_ == "NNS" and first.lemma_.lower() in nouns().people
    begins = (
        people or first.pos_ in ("DET", "PROPN") or first.tag_ == "PRP$" or first.lower_ in OBJECT_PRONOUNS
    )
    if not begins or first.lower_ in (
        "all",
        "both",
        "that",
        "this",
        "each",
        "no",
        "some",
        "any",
        "every",
        "another",
    ):
        return None
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.left_edge.i == first.i:
            # *waited a week*, *arrived the next day*
            timely = child.ent_type_ in TIME_ENTITIES or child.lemma_.lower() in ADVERBIAL | _TURNS
            later = after(child)
            relative = child.head.i != verb.i or (later is not None and later.tag_ in ("VBZ", "VBD", "MD"))
            listed = not isinstance(frame.objects, frozenset) or child.lemma_.lower() in frame.objects
            return None if timely or relative or not listed else first
    return None


#: Verbs whose participle says a state: *is focused to* for *is focused on*.
_STATES = frozenset({"focus", "concentrate"})
_DETERMINERS = frozenset("a an the his her their its".split())
#: Verbs of telling, whose hearer and thing told may both be nouns.
_OF_TELLING = frozenset(
    "explain describe announce suggest mention confess report reveal propose disclose".split()
)
#: Verbs that say what something cannot do, so that no purpose stands behind their object.
_BARRING = frozenset("prevent prohibit hinder deter obstruct hamper".split())
_MOVING = frozenset(
    "virus disease fire flame water flood smoke price vehicle truck car bus train boat ship animal "
    "inflation infection crime oil lava ball traffic current".split()
)
#: Verbs of giving, after which *that* opens a relative clause.
_OF_THINGS = frozenset("introduce deliver donate contribute distribute submit demonstrate".split())
#: Objects that verbs without an object have all the same (*wait your turn*), and adverbials of measure.
_TURNS = frozenset(
    "turn night moment decade century bit lot deal little trifle majority kilometer kilometre mile "
    "meter table".split()
)
_FINDERS = {
    "bare-infinitive": _bare_infinitive,
    "gerund": _gerund,
    "object-behind": _object_behind,
    "preposition": _preposition,
    "object-preposition": _object_preposition,
    "indirect-object": _indirect_object,
    "object-infinitive": _object_infinitive,
    "infinitive": _infinitive,
    "active-infinitive": _active_infinitive,
    "active-preposition": _active_preposition,
    "that-clause": _that_clause,
    "passive-preposition": _passive_preposition,
    "object": _object,
}
