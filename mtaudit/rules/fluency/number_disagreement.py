from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.model import Role, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._agreement_words import (
    CROWDS,
    DETERMINERS,
    FARTHEST,
    INDEFINITE,
    JOINING,
    NOMINAL,
    ONE_OF_A_KIND,
    PLURAL_FORMS,
    PLURAL_PRONOUNS,
    QUANTIFIED,
    SAME_PAST,
    SINGULAR_FORMS,
    SINGULAR_PRONOUNS,
    is_subjunctive,
    is_sure_verb,
)
from mtaudit.rules.fluency._phrases import FINITE, after, before, ends_phrase, in_quotation
from mtaudit.rules.fluency._worded_subject import worded_clash
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


#: Zipf frequency from which a plural at the head of a sentence is no name.
_COMMON = 3.5
_NUMERALS = frozenset("two three four five six seven eight nine ten several many both few".split())


class NumberDisagreement(Rule):
    """Subject and verb differ in number.

    ## What it finds
    A plural subject with a singular verb (`the residents has left`, `two men was arrested`), a singular one
    with a plural verb (`the minister have said`), and *there is* before a plural (`there is many problems`).

    ## Why it matters
    Indonesian verbs do not agree with anything. The slip is among those that readers notice first.

    ## Known false alarms
    Subjects whose head the parser mistakes. Collectives, sums and measures, coordinated subjects, titles and
    the subjunctive are left alone.

    ## Example
    `The residents has left the village.`

    ## Source
    Quirk et al. 1985, ch. 10, on subject-verb concord; Sneddon et al. 2010, *Indonesian: A Comprehensive
    Grammar*, on the verb.
    """

    code = "FLU007"
    name = "number-disagreement"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb; with an auxiliary, through the verb it helps where that follows at once."""
        for segment in evidence.document.english:
            if segment.segment.role is not Role.BODY:
                continue
            for token in segment.parsed:
                tag = token.tag_
                bare = tag == "VB" and token.dep_ == "ROOT" and not _is_helped(token)
                if not bare and tag not in ("VBZ", "VBP") and token.lower_ not in ("was", "were"):
                    continue
                subject = _subject(token)
                if subject is None or not _clashes(token, subject):
                    # A pronoun or a noun right before the verb agrees: nothing to read again.
                    near = subject is not None and (subject.tag_ == "PRP" or subject.i == token.i - 1)
                    odd = near and tag == "VBZ" and subject is not None and subject.tag_ == "NNS"
                    subject = None if near and not odd else worded_clash(token)
                if subject is None:
                    continue
                if in_quotation(segment, subject) != in_quotation(segment, token):
                    continue
                yield Hit(
                    segment.span_of(token),
                    f"The subject “{subject.text}” and “{token.text}” differ in number.",
                    confidence=0.8,
                )


def _clashes(verb: Token, subject: Token) -> bool:
    singular_form = verb.lower_ in SINGULAR_FORMS or (verb.tag_ == "VBZ" and verb.lower_ not in PLURAL_FORMS)
    if subject.i > verb.i:
        return _clashes_behind(verb, subject, singular_form=singular_form)
    if singular_form:
        return _is_plural(subject, verb) or _is_pair(subject, verb)
    return _is_singular(subject, verb) or _is_one(subject, verb)


def _is_helped(verb: Token) -> bool:
    """Tell *may rise*, *to rise* and *let it rise* from a finite verb that the tagger took for bare."""
    ahead = before(verb)
    return ahead is None or ahead.tag_ == "TO" or any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def _is_plain(verb: Token) -> bool:
    """Tell the plain form of a finite verb, which no singular goes with."""
    return verb.lower_ in PLURAL_FORMS or (
        verb.tag_ in ("VBP", "VB") and verb.dep_ == "ROOT" and verb.lower_ not in SAME_PAST
    )


def _is_one(subject: Token, verb: Token) -> bool:
    """Tell *one of the men have*, *each of the men receive* and *the number of cases have*."""
    following, ahead = after(subject), before(subject)
    if following is None or following.lower_ != "of" or not _is_plain(verb) or is_subjunctive(verb):
        return False
    number = subject.lower_ == "number" and ahead is not None and ahead.lower_ == "the"
    one = subject.lower_ in ("one", "each") and (ahead is None or ahead.pos_ != "NUM")
    words = subject.doc[subject.i : verb.i]
    clear = not any(t.text in ",;" or t.lower_ in ("and", "or", "who", "that", "which") for t in words)
    return (number or one) and clear and subject.left_edge.i == subject.sent.start


def _subject(verb: Token) -> Token | None:
    """Return the noun or pronoun that a finite verb agrees with, or None where it is unsure."""
    holder = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    following = after(verb)
    if verb.dep_ == "pobj" and following is not None and following.lower_ == "that":
        # *The results of the autopsy shows that he drowned*, parsed as if the verb were a noun.
        return verb.head.head if verb.head.lower_ == "of" else None
    if any(
        child.dep_ == "expl" and child.lower_ == "there" and child.i == verb.i - 1
        for child in holder.children
    ):
        return next(
            (c for c in holder.children if c.dep_ in ("attr", "nsubj", "dobj", "nsubjpass") and c.i > verb.i),
            None,
        )
    subjects = [child for child in holder.children if child.dep_ in ("nsubj", "nsubjpass")]
    if len(subjects) != 1 or not 0 < verb.i - subjects[0].i <= FARTHEST:
        return None
    subject: Token = subjects[0]
    if any(t.tag_ == "MD" for t in holder.children) or verb.doc[verb.i - 1].lower_ in ("to", "'ll", "not"):
        return None
    if subject.tag_ in ("WDT", "WP") and subject.lower_ in ("who", "which", "that"):
        # Only right behind its noun, which no *of* goes before: *one of the men who is*.
        noun = before(subject)
        if holder.dep_ != "relcl" or noun is None or noun.i != holder.head.i or verb.i - subject.i > 3:
            return None
        return noun if noun.dep_ != "pobj" and not list(noun.conjuncts) else None
    return subject


def _left_is_clear(noun: Token, verb: Token) -> bool:
    """Leave out subjects that are joined, listed, inside a phrase or after a verb that may govern them."""
    edge = noun.left_edge
    words = noun.doc[edge.i : verb.i]
    joined = any(t.lower_ in JOINING and not _inside_phrase(t, noun) for t in words)
    if list(noun.conjuncts) or joined:
        return False
    if any(t.text in ('"', ":", ";", "(", "-", "–", "—") for t in words):
        return False
    ahead = before(edge)
    if ahead is None or edge.i == noun.sent.start:
        return True
    if ahead.lower_ == "and" and noun.tag_ == "NNS" and edge.pos_ in ("DET", "PRON"):
        # *Her voice is deep, and her jokes never sounds rehearsed*
        comma = before(ahead)
        clause = (
            comma is not None
            and comma.text == ","
            and verb.tag_ == "VBZ"
            and verb.dep_ in ("ROOT", "conj", "aux", "auxpass")
        )
        return clause and any(t.tag_ in FINITE for t in noun.doc[noun.sent.start : ahead.i])
    if (ahead.pos_ == "ADP" and ahead.tag_ != "RP") or ahead.lower_ in ("and", "or", "nor", "than", "of"):
        return False
    if (
        ahead.tag_ in ("VB", "VBG", "TO", "CD", "NN", "NNS", "NNP", "JJ", "POS", "HYPH")
        and ahead.dep_ != "advmod"
    ):
        return False
    return ahead.text != "," or _opens_clause(ahead)


def _inside_phrase(conjunction: Token, noun: Token) -> bool:
    """Tell the *and* of *prices of rice and oil*, which leaves a plural head a plural."""
    phrases = (t for t in conjunction.ancestors if t.dep_ == "prep" and t.head.i == noun.i)
    return conjunction.lower_ == "and" and noun.tag_ == "NNS" and any(phrases)


def _is_pair(noun: Token, verb: Token) -> bool:
    """Tell *a truck and a bus was* and *Rizal and his wife lives*: two, each with its article or name."""
    others = list(noun.conjuncts)
    if len(others) != 1 or others[0].i > verb.i:
        return False
    if verb.lower_ not in SINGULAR_FORMS and not is_sure_verb(verb):
        return False
    known = nouns()
    joined = (
        any(t.lower_ == "and" for t in noun.doc[noun.i : others[0].i]) and noun.left_edge.i == noun.sent.start
    )
    owned = others[0].lower_ in known.people and any(c.tag_ == "PRP$" for c in others[0].children)
    if owned and (noun.pos_ == "PROPN" or noun.lemma_.lower() in known.people):
        return joined
    return joined and all(
        t.tag_ == "NN"
        and t.lower_ in known.concrete
        and any(c.lower_ in ("a", "an", "the") for c in t.children)
        for t in (noun, others[0])
    )


def _opens_clause(comma: Token) -> bool:
    """Tell the comma after an opening phrase from the one of a list."""
    words = comma.doc[comma.sent.start : comma.i]
    return bool(len(words)) and (
        words[0].pos_ in ("ADP", "SCONJ", "ADV", "VERB") or words[0].lower_ == "when"
    )


def _between_is_clear(noun: Token, verb: Token) -> bool:
    """Between noun and verb stand adverbs, phrases with a preposition, or a whole relative clause."""
    words = noun.doc[noun.i + 1 : verb.i]
    if any(t.text == "," for t in words):
        return sum(t.text == "," for t in words) == 2
    relative = any(t.tag_ in ("WDT", "WP", "WP$", "WRB") for t in words)
    finite = sum(t.tag_ in FINITE for t in words)
    return finite <= (1 if relative else 0)


def _is_plural(noun: Token, verb: Token) -> bool:
    if noun.tag_ == "PRP" or noun.tag_ == "DT":
        lower = noun.lower_
        if lower not in PLURAL_PRONOUNS or (noun.i != verb.i - 1 and verb.i - noun.i > 2):
            return False
        return verb.lower_ in SINGULAR_FORMS and _left_is_clear(noun, verb) and not _reported(verb)
    known = nouns()
    lemma = noun.lemma_.lower()
    behind = after(noun)
    if noun.tag_ == "CD" and noun.lower_ in _NUMERALS and behind is not None and behind.lower_ == "of":
        # *Two of them is from Solo*
        return verb.lower_ in SINGULAR_FORMS and noun.i == noun.sent.start and _clear(noun, verb)
    if noun.lower_ == "people" and (noun.is_lower or noun.i == noun.sent.start):
        # *The Palestinian people is*: a nation is one.
        one = any(
            c.lower_ in ("a", "one", "each", "every") or c.is_title
            for c in noun.children
            if c.i > noun.sent.start
        )
        return not one and verb.lower_ in SINGULAR_FORMS and _clear(noun, verb)
    if noun.lower_ in CROWDS:
        following = noun.doc[noun.i + 1 : noun.i + 4]
        of_plural = (
            len(following) > 1 and following[0].lower_ == "of" and any(t.tag_ == "NNS" for t in following[1:])
        )
        return of_plural and verb.lower_ in SINGULAR_FORMS and _clear(noun, verb)
    if noun.left_edge.lower_ in ONE_OF_A_KIND or not _is_common(noun, verb):
        return False
    if noun.tag_ != "NNS" or lemma in known.invariable | known.measures or noun.lower_ in known.invariable:
        return False
    lower = noun.lower_
    if (
        lemma == lower
        or lower.endswith(("ics", "news"))
        or lower in ("headquarters", "works", "means", "series")
    ):
        return False
    if lemma not in known.concrete | known.abstract and not lower.endswith("s"):
        return lower in ("people", "men", "women", "children") and _clear(noun, verb)
    if lemma not in known.concrete | known.abstract and not zipf(lemma, "en"):
        # A foreign word that ends in s: *the nearest puskesmas is*
        return False
    if verb.lower_ not in SINGULAR_FORMS and not is_sure_verb(verb):
        return False
    quantity = any(
        c.dep_ == "nummod" and (c.text[0] in "$€£" or (c.like_num and lemma in known.measures))
        for c in noun.children
    )
    return not quantity and noun.left_edge.tag_ not in ("VBG", "WDT", "WP") and _clear(noun, verb)


def _is_common(noun: Token, verb: Token) -> bool:
    """Tell a common noun from a name at the head of a sentence: *Wikileaks has*."""
    known = nouns()
    lemma = noun.lemma_.lower()
    return noun.is_lower or (
        noun.i == noun.sent.start
        and (lemma in known.concrete | known.abstract or verb.i > noun.i + 2 or zipf(lemma, "en") > _COMMON)
    )


def _is_singular(noun: Token, verb: Token) -> bool:
    known = nouns()
    if noun.lower_ in INDEFINITE:
        return _is_plain(verb) and _clear(noun, verb) and not is_subjunctive(verb)
    if noun.lower_ == "this" and noun.tag_ == "DT":
        return verb.lower_ in ("are", "were") and noun.i == verb.i - 1 and noun.i == noun.sent.start
    if noun.tag_ == "PRP" or noun.pos_ == "PRON":
        near = noun.lower_ in SINGULAR_PRONOUNS and noun.i == verb.i - 1
        plain = verb.lower_ in ("have", "are") or (verb.tag_ == "VBP" and verb.lower_ == "do")
        return (
            near
            and plain
            and verb.tag_ == "VBP"
            and _left_is_clear(noun, verb)
            and not is_subjunctive(verb)
            and not _reported(verb)
        )
    lemma = noun.lower_
    if noun.tag_ != "NN" or lemma in known.collective | known.invariable | known.measures | QUANTIFIED:
        return False
    determined = noun.left_edge.lower_ in DETERMINERS
    people = lemma.endswith(("ed", "est")) or lemma in NOMINAL
    helps = verb.lower_ in ("have", "are", "were") and not people
    each = noun.left_edge.lower_ in ("every", "each")
    if not (determined and helps) and not each and lemma not in known.concrete | known.abstract:
        return False
    if verb.lower_ in SAME_PAST or is_subjunctive(verb) or not (determined or verb.lower_ in PLURAL_FORMS):
        return False
    sells = verb.tag_ == "VBP" and verb.dep_ == "relcl" and lemma in known.people and verb.i - noun.i == 2
    if not _is_plain(verb) and not sells:
        return False
    if any(
        c.tag_ == "CD"
        or c.lower_ in ("many", "few", "several", "these", "those", "numerous", "various", "both", "all")
        for c in noun.children
    ):
        # Two numbers clash already: determiner-number-clash says so.
        return False
    return _clear(noun, verb)


def _clear(noun: Token, verb: Token) -> bool:
    return _left_is_clear(noun, verb) and _between_is_clear(noun, verb)


def _reported(verb: Token) -> bool:
    """Leave a quoted wording alone where a title or word is talked about (*they is a pronoun*)."""
    return any(t.text in ("'", "`") for t in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i + 1])


def _clashes_behind(verb: Token, noun: Token, *, singular_form: bool) -> bool:
    """*There is many problems*; *there are a problem*."""
    known = nouns()
    lemma = noun.lemma_.lower()
    if list(noun.conjuncts) or not ends_phrase(noun) or noun.i - verb.i > 6:
        return False
    words = noun.doc[verb.i + 1 : noun.i]
    if any(t.text in (",", '"', "'", "-", "(") or t.lower_ in ("and", "or") for t in words):
        return False
    if singular_form:
        plural = (
            noun.tag_ == "NNS"
            and noun.is_lower
            and lemma not in known.invariable | known.measures
            and lemma != noun.lower_
        )
        article = any(t.lower_ in ("a", "an", "one") for t in words)
        return plural and not article and not any(t.text in "$€£%" for t in words) and verb.text != "'s"
    single = (
        noun.tag_ == "NN" and lemma not in known.collective | known.invariable | known.measures | QUANTIFIED
    )
    one = bool(len(words)) and words[0].lower_ in ("a", "an", "one", "another")
    following = after(noun)
    joined = any(t.lower_ in ("and", ",") for t in noun.doc[noun.i : noun.i + 12])
    return (
        single
        and one
        and not joined
        and not (following is not None and following.lower_ == "of" and lemma not in known.concrete)
    )
