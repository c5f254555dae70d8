from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import after, before, is_finite
from mtaudit.rules.fluency._filled_gap import (
    OBJECTS,
    adjective_again,
    fits,
    object_again,
    owner_of_subject,
    preposition_again,
)
from mtaudit.rules.fluency._filled_place import place_again
from mtaudit.rules.fluency._where_clause import after_where, antecedent, is_second
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_RELATIVES = ("who", "whom", "which", "that")
_DETERMINERS = frozenset("the a an his her its their my our your he she it they him them".split())
_SUBJECTS = frozenset({"he", "she", "it", "they"})
#: Nouns that take a *that*-clause, in which every place is filled.
_CONTENT = frozenset(
    "fact claim idea evidence report news statement belief hope fear chance risk possibility sign "
    "suspicion allegation opinion rumour rumor view notion assumption argument assertion conclusion "
    "concern condition confidence conviction decision declaration demand denial discovery doubt "
    "danger expectation explanation feeling finding ground guarantee hint hypothesis impression "
    "indication information insistence judgment judgement knowledge lesson likelihood message myth "
    "note observation order point prediction probability promise proof proposal proposition prospect "
    "realisation realization reason recommendation reminder request revelation rule ruling sense "
    "suggestion theory thought threat truth understanding verdict warning wish word worry "
    "announcement assurance confession certainty admission agreement accusation advice answer "
    "complaint way time moment day extent degree dream instruction principle testimony effect case "
    "odds stance".split()
)
#: Nouns by which *it is a … that* judges a whole clause.
_JUDGED = frozenset(
    "shame pity surprise relief mistake mystery coincidence miracle wonder tragedy disgrace scandal "
    "bonus blessing given question secret comfort matter reminder joke disappointment disaster crime "
    "sin honour honor".split()
)
_TELLING = frozenset(
    "tell inform warn assure convince remind persuade show promise teach advise notify say be mean "
    "ensure ask make so such".split()
)
#: Verbs after which the gap may lie deeper (*a man who he said was ill*).
_EMBEDDING = frozenset(
    "say think believe know hope claim allege feel suspect insist argue fear expect want need try "
    "help call consider find make let hear see suggest wish assume admit understand deem like seek "
    "ask tell plan use have get decide allow force intend begin start continue prove describe regard "
    "refer name dub".split()
)


class ResumptivePronoun(Rule):
    """A relative clause with a pronoun or noun in the place that the relative word fills.

    ## What it finds
    `which it was burned`, `who he lives in`, `whose her child`, `the letter that she wrote it`, `where he
    lives there`: the relative word and then a pronoun, or the noun itself, for the same thing.

    ## Why it matters
    English leaves the place empty. Indonesian `yang` may keep `-nya` or `di sana` in it, and an engine
    renders both.

    ## Known false alarms
    `that` after a noun which takes a clause of content and is not on the list (`the pretext that a guard had
    hit him`).

    ## Example
    `The house which it was burned belonged to a teacher.`

    ## Source
    Huddleston and Pullum 2002, *The Cambridge Grammar of the English Language*, ch. 12 on relative
    constructions; Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on relative clauses.
    """

    code = "FLU019"
    name = "resumptive-pronoun"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the pronoun or noun phrase alone."""
        for segment, relative in evidence.document.tokens(*_RELATIVES, "whose", "where"):
            finder = _FINDERS.get(relative.lower_, _in_relative_clause)
            found = finder(relative)
            if found is not None and found[-1].i < segment.parsed.end:
                yield Hit(
                    segment.span_of(found),
                    f"“{relative.text}” stands for the noun already; “{found.text}” fills its place again.",
                    confidence=0.85,
                )


def _words(first: Token, last: Token) -> TokenSpan:
    words: TokenSpan = first.doc[first.i : last.i + 1]
    return words


def _after_whose(relative: Token) -> TokenSpan | None:
    """Find *whose his family*, *whose the house*."""
    following = after(relative)
    if following is None or following.lower_ not in _DETERMINERS:
        return None
    beyond = after(following)
    left = before(relative)
    if (
        beyond is None
        or left is None
        or left.pos_ not in ("NOUN", "PROPN", "PRON", "PUNCT")
        or relative.is_sent_start
    ):
        return None
    return _words(following, following)


def _in_relative_clause(relative: Token) -> TokenSpan | None:
    noun, subject = antecedent(relative), after(relative)
    owner = owner_of_subject(relative) if subject is not None else None
    if owner is not None:
        return owner
    if noun is None or subject is None:
        return preposition_again(relative)
    comma = relative.nbor(-1).text == ","
    if relative.lower_ == "that" and not (_is_loose(relative, noun) if comma else _may_relate(noun)):
        return None
    if comma and relative.lower_ == "that" and subject.lower_ in _SUBJECTS and fits(noun, subject):
        # *the ferry, that it sank in May*
        again = object_again(relative, noun)
        return again if again is not None or subject.lower_ != "it" else _words(subject, subject)
    filled = object_again(relative, noun) or adjective_again(relative, noun) or place_again(relative, noun)
    if filled is not None:
        return filled
    if relative.lower_ == "whom":
        return _object(relative, noun)
    again = _noun_again(noun, subject)
    if again is not None:
        return again
    owned = after(subject)
    if relative.lower_ == "who" and subject.tag_ == "PRP$" and owned is not None and owned.dep_ == "nsubj":
        # *the man who his brother is a judge*
        return _words(subject, subject) if _subject(relative, noun, owned) is not None else None
    if _owner_again(relative, noun, subject) or _frame(noun, subject):
        return _words(subject, subject)
    if subject.lower_ in _SUBJECTS and fits(noun, subject):
        return _subject(relative, noun, subject)
    return _object(relative, noun)


def _owner_again(relative: Token, noun: Token, owner: Token) -> bool:
    """Find *The company that its director was arrested*: possessor, noun and verb behind a subject."""
    owned = after(owner)
    verb = after(owned) if owned is not None else None
    if owned is None or verb is None or owner.tag_ != "PRP$" or not fits(noun, owner):
        return False
    starts = noun.dep_ in ("nsubj", "nsubjpass") and noun.lower_ in nouns().concrete | nouns().collective
    told = owned.pos_ == "NOUN" and verb.tag_ in ("VBD", "VBZ")
    return starts and told and relative.lower_ in ("that", "which")


def _frame(noun: Token, subject: Token) -> bool:
    """Find *who he caused the crash*, *who she hears footsteps* by the words alone.

    The parser has no place for two subjects, and what it makes of them is not to be relied on.
    """
    if subject.lower_ not in _SUBJECTS or not fits(noun, subject) or subject.nbor(-1).lower_ not in _ANIMATE:
        return False
    if subject.nbor(-1).lower_ == "that" and noun.lemma_.lower() not in nouns().people:
        return False
    verb = after(subject)
    while verb is not None and verb.tag_ == "RB":
        verb = after(verb)
    if verb is None or not is_finite(verb):
        return False
    following = after(verb)
    if verb.lemma_ == "be":
        return following is not None and (
            following.tag_ == "VBN" or following.lower_ in ("a", "an") or following.lemma_ in _TRAITS
        )
    if verb.lemma_ == "have" and following is not None and following.tag_ == "VBN":
        verb, following = following, after(following)
    open_ended = _EMBEDDING - {"hear", "see", "make", "find"} | _TWOOBJECTS
    if verb.lemma_.lower() in open_ended or following is None:
        return False
    end = after(following)
    plural = following.tag_ == "NNS" and end is not None and (end.is_punct or end.pos_ in ("ADP", "SCONJ"))
    begins = following.lower_ in ("a", "an", "the", "his", "her", "its", "their") or following.tag_ == "CD"
    return (plural or begins) and following.ent_type_ not in ("DATE", "TIME")


#: Relative words that a person or thing behind them cannot be the object of by chance.
_ANIMATE = frozenset({"who", "which", "that"})
_TRAITS = frozenset("old young ill sick dead alive poor rich".split())
_TWOOBJECTS = frozenset(
    "give offer send sell show pay award lend call name appoint elect grant owe hand bring teach "
    "leave cost buy "
    "follow watch ask put take keep meet share spend add turn".split()
)


def _is_loose(that: Token, noun: Token) -> bool:
    """Tell *the boat, that it sank*: a thing before the comma, and no verb that has a clause."""
    known = nouns()
    thing = noun.lower_ in (known.concrete | known.things | known.places) - known.people
    thing = thing or (noun.dep_ in ("dobj", "nsubj", "nsubjpass") and _is_plain_thing(noun))
    told = any(
        t.lemma_.lower() in _EMBEDDING | _TELLING - {"be", "so", "such", "use", "have", "get", "make"}
        for t in that.doc[that.sent.start : that.i]
        if t.pos_ == "VERB"
    )
    before_noun = any(t.lower_ in ("so", "such") for t in that.doc[that.sent.start : that.i])
    return thing and not told and not before_noun and noun.lower_ not in _CONTENT


def _is_plain_thing(noun: Token) -> bool:
    """Tell *the drum*: a common noun that no list of content, people or time holds."""
    lemma = noun.lemma_.lower()
    known = nouns()
    return (
        noun.tag_ in ("NN", "NNS")
        and noun.ent_type_ == ""
        and lemma not in known.people | known.abstract | known.measures | _CONTENT | _JUDGED
        and not lemma.endswith(("tion", "sion", "ment", "ness", "ity", "ance", "ence"))
    )


def _may_relate(noun: Token) -> bool:
    """Tell a noun after which *that* is a relative word."""
    lemma = noun.lemma_.lower()
    seen = lemma in nouns().concrete | nouns().things
    if lemma in _CONTENT or (lemma.endswith(("tion", "sion", "ment")) and not seen):
        return False
    head = noun.head
    if noun.dep_ == "attr" and head.lemma_.lower() == "be":
        # *It is a problem that …*, and not *it is a pity that …*.
        article = any(child.lower_ in ("a", "an") for child in noun.children)
        return lemma not in _JUDGED and (article or lemma in nouns().concrete)
    return (seen and head.lemma_ == "show") or not (
        noun.dep_ in ("dobj", "dative", "attr", "pobj") and head.lemma_.lower() in _TELLING
    )


def _noun_again(noun: Token, subject: Token) -> TokenSpan | None:
    """Find *the car which the car was stolen*."""
    if subject.lower_ not in ("the", "that", "this"):
        return None
    again = after(subject)
    verb = after(again) if again is not None else None
    if again is None or verb is None or again.lower_ != noun.lower_ or not is_finite(verb):
        return None
    return _words(subject, again)


def _subject(relative: Token, noun: Token, subject: Token) -> TokenSpan | None:
    """Find *which it runs 30 cafés*, *who he was arrested*: nothing else is missing in the clause."""
    verb = subject.head
    if subject.dep_ not in ("nsubj", "nsubjpass") or verb.i < subject.i:
        return None
    helped = verb.lemma_.lower() in _ONE_OBJECT and any(
        child.dep_ == "dobj"
        and child.i > verb.i
        and not any(c.dep_ in ("relcl", "acl", "prep") for c in child.children)
        for child in verb.children
    )
    if verb.lemma_.lower() in _EMBEDDING and not helped:
        return None
    if relative.lower_ == "that" and noun.dep_ not in ("nsubj", "nsubjpass"):
        return None
    children = [child for child in verb.children if child.i > verb.i]
    if any(child.dep_ in ("xcomp", "ccomp", "pcomp") for child in children) or _is_stranded(verb):
        return None
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    if passive and any(child.dep_ in ("dobj", "oprd") for child in children):
        return None
    full = any(
        child.dep_ in ("dobj", "attr", "acomp")
        and child.tag_ not in ("WP", "WDT")
        and not any(token.pos_ in ("VERB", "AUX") for token in verb.doc[verb.i + 1 : child.i])
        for child in children
    )
    plain = relative.lower_ in ("who", "that", "which") and any(
        (child.dep_ == "prep" and any(c.dep_ == "pobj" for c in child.children))
        or child.dep_ in ("advmod", "npadvmod")
        for child in children
    )
    alone = relative.lower_ == "who" and not children
    particles = _WITH_PARTICLE.get(verb.lemma_.lower(), frozenset())
    phrasal = any(child.dep_ == "prt" and child.lower_ in particles for child in children)
    if passive or full or phrasal or ((plain or alone) and verb.lemma_.lower() in _INTRANSITIVE):
        return _words(subject, subject)
    return None


#: Embedding verbs that have one object, so that nothing is missing where it is there.
_ONE_OBJECT = frozenset("help want need use try like seek begin start continue have".split())
_INTRANSITIVE = frozenset(
    "live work stay come go arrive die fall sleep sit stand belong happen occur appear reside flee "
    "escape walk run drown collapse return wait travel sink erupt emerge disappear explode flow "
    "rise win retire resign graduate struggle lie swim crash begin start end survive leave lose "
    "suffer lead date stem consist depend stretch extend originate range hang float crumble burst "
    "rot melt fade vanish rest settle vary differ coincide last drift crack tilt lean faint cry "
    "weep scream kneel complain participate compete rank measure weigh cost contain run flood "
    "overturn capsize derail dock arise evolve recover".split()
)
#: Verbs that have no object with their particle (*took off*, *broke down*).
_WITH_PARTICLE = {
    "take": frozenset({"off"}),
    "break": frozenset({"down", "out", "up"}),
    "go": frozenset({"off", "out", "down"}),
    "fall": frozenset({"down", "apart", "over"}),
    "come": frozenset({"back", "down", "up"}),
    "run": frozenset({"away", "aground"}),
    "set": frozenset({"off", "out"}),
    "grow": frozenset({"up"}),
    "burn": frozenset({"down"}),
    "shut": frozenset({"down"}),
    "blow": frozenset({"up"}),
}


def _object(relative: Token, noun: Token) -> TokenSpan | None:
    """Find *a script that a courier had written it*: the verb of the relative clause has its object."""
    for pronoun in relative.doc[relative.i + 2 : min(relative.sent.end, relative.i + 14)]:
        if pronoun.text in '.;:,"' or pronoun.tag_ in ("WDT", "WP", "WRB"):
            return None
        if (
            pronoun.lower_ == "it"
            and (is_second(pronoun, noun) or (pronoun.dep_.startswith("nsubj") and noun.dep_ == "ROOT"))
            and pronoun.nbor(-1).pos_ == "VERB"
            and any(c.dep_ == "nsubj" and c.i > relative.i for c in pronoun.nbor(-1).children)
        ):
            # *The car that he stole it was found*: parsed as a second subject of the main verb.
            return _words(pronoun, pronoun)
        if (
            pronoun.lower_ not in OBJECTS
            or pronoun.dep_ not in ("dobj", "pobj", "dative")
            or not fits(noun, pronoun)
        ):
            continue
        verb = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
        if pronoun.dep_ == "pobj" and pronoun.head.lower_ not in ("in", "about", "for", "with", "to"):
            return None
        if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG") or verb.dep_ not in (
            "relcl",
            "acl",
            "ccomp",
        ):
            return None
        return _words(pronoun, pronoun) if _is_full(verb, pronoun, relative) else None
    return None


def _is_full(verb: Token, pronoun: Token, relative: Token) -> bool:
    """Tell that the clause has its own subject and lacks nothing."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and relative.i < c.i < verb.i), None)
    if subject is None or subject.tag_ in ("WDT", "WP") or subject.lower_ == pronoun.lower_:
        return False
    lemma, beyond = verb.lemma_.lower(), after(pronoun)
    if subject.lower_ == "it" or lemma in ("call", "find", "let", "have", "help", "see"):
        return False
    if lemma == "make" and beyond is not None and not (beyond.is_punct or beyond.pos_ in ("ADP", "SCONJ")):
        return False
    rest = [child for child in verb.children if child.i > verb.i and child.i != pronoun.i]
    deeper = any(child.dep_ in ("xcomp", "ccomp", "oprd", "dobj") for child in rest)
    if pronoun.dep_ == "pobj" and verb.lemma_.lower() not in (
        "live",
        "talk",
        "work",
        "wait",
        "look",
        "speak",
        "listen",
    ):
        return False
    return not deeper and not _is_stranded(verb)


def _is_stranded(verb: Token) -> bool:
    """Tell a preposition without its object, which would be the relative word."""
    return any(
        child.i > verb.i
        and child.dep_ == "prep"
        and not any(c.dep_ in ("pobj", "pcomp", "prep") for c in child.children)
        for head in (verb, *(c for c in verb.children if c.dep_ in ("acomp", "attr", "prt", "dobj")))
        for child in head.children
    )


_FINDERS = {"whose": _after_whose, "where": after_where}
