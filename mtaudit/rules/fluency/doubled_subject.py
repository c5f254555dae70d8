from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clause_openings import behind_phrase
from mtaudit.rules.fluency._clauses import UNITS, WEEKDAYS, after, before, is_finite
from mtaudit.rules.fluency._subject_words import (
    APPOSED,
    APPOSITIVE,
    BARE_RELATIVE,
    COUNTING,
    DEFINITE,
    GROUPS,
    LINKS,
    NEAREST,
    PLAIN,
    REDUCED,
    RELATIVE,
    SAYING,
    SUBJECTS,
    SUBORDINATORS,
    THINKING,
)
from mtaudit.rules.fluency._topics import STARTS, after_opening, clause_start, phrase_head
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_names import first_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token


class DoubledSubject(Rule):
    """A subject said twice: the noun phrase and then a pronoun or the same noun again.

    ## What it finds
    A noun phrase at the head of a clause, with or without a parenthesis behind it, then `he`, `she`, `it`
    or `they`, or the same noun phrase, as the subject of the verb: `My brother he lives in Medan`.

    ## Why it matters
    English fills the subject once. Indonesian takes a topic up again with `ia` or `dia`, above all after a
    long noun phrase, and an engine renders both.

    ## Known false alarms
    A description set before its pronoun (`The man of the match, a reserve, he scored twice`) and left
    dislocation in speech.

    ## Example
    `The driver, who survived, he told police that the brakes had failed.`

    ## Source
    Huddleston and Pullum 2002, *The Cambridge Grammar of the English Language*, ch. 16 on left
    dislocation; Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on topic and comment.
    """

    code = "FLU015"
    name = "doubled-subject"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the second subject alone."""
        document = evidence.document
        for segment, pronoun in document.tokens("he", "she", "it", "they"):
            if pronoun.i <= segment.parsed.start:
                continue
            set_off = pronoun.nbor(-1).text == ","
            subject = pronoun.dep_ in ("nsubj", "nsubjpass") or set_off
            noun = _topic(pronoun, segment.parsed) if subject else None
            if noun is None or not _agree(noun, pronoun):
                noun = _worded(pronoun, segment.parsed)
            if noun is not None and _agree(noun, pronoun):
                yield Hit(
                    segment.span_of(pronoun),
                    f"“{noun.text}” is the subject already; “{pronoun.text}” says it again.",
                    confidence=0.8,
                )
        for segment, article in document.tokens("the", "those", "these", "that", "this"):
            words = _same_again(article, segment.parsed)
            if words is not None:
                yield Hit(
                    segment.span_of(words),
                    f"“{words[-1].text}” is the subject already and is said again before its verb.",
                    confidence=0.85,
                )


def _topic(pronoun: Token, segment: TokenSpan) -> Token | None:
    """Return the head of a noun phrase that the pronoun takes up, or None."""
    left = before(pronoun)
    if left is None or left.i < segment.start or not _own_verb(pronoun):
        return None
    start = clause_start(left, segment)
    if left.text == ",":
        return _parenthesised(behind_phrase(start.doc, start.i, left.i) or start, left)
    related = _related(start, pronoun)
    if related is not None:
        return related
    if left.pos_ not in ("NOUN", "PROPN") or left.lower_ in BARE_RELATIVE:
        return None
    start = after_opening(start, left)
    noun = phrase_head(start, left.i + 1)
    if noun is None or noun.ent_type_ in ("DATE", "TIME") or not _is_whole(pronoun, noun):
        return None
    return noun


def _worded(pronoun: Token, segment: TokenSpan) -> Token | None:
    """Find *The children they were singing*, *Darmawan he was a clerk* by the words alone.

    A bare relative clause (*the house they bought was old*) leaves a second verb without its own subject.
    """
    left = pronoun.nbor(-1)
    verb = next((t for t in pronoun.doc[pronoun.i + 1 : pronoun.i + 3] if is_finite(t)), None)
    if left.pos_ not in ("NOUN", "PROPN") or verb is None or verb.i + 1 >= segment.end:
        return None
    start = _worded_start(left, segment)
    noun = _worded_head(start, left) if start.i <= left.i else None
    timely = {left.lower_, noun.lower_ if noun is not None else ""} & (BARE_RELATIVE | UNITS | WEEKDAYS)
    if (
        noun is None
        or timely
        or left.ent_type_ in ("DATE", "TIME")
        or (start.i == left.i and not left.is_title)
    ):
        return None
    group = verb
    for token in pronoun.doc[verb.i + 1 : pronoun.sent.end]:
        if token.text == "," and token.nbor(-1).tag_ in ("IN", "RP", "TO"):
            # *The port they came from, …*
            return None
        if not is_finite(token):
            continue
        between = pronoun.doc[group.i + 1 : token.i]
        if token.nbor(-1).lower_ not in SUBJECTS and not any(_opens(t) or t.text in ',"' for t in between):
            return None
        group = token
    return noun


def _worded_start(left: Token, segment: TokenSpan) -> Token:
    """Return the first word of the clause, behind *said* and behind a subordinate clause too."""
    start = clause_start(left, segment)
    words = start.doc[start.i : left.i]
    said = next((t.i for t in reversed(words) if t.lower_ in ("said", "says")), None)
    comma = next((t.i for t in reversed(words) if t.text == ","), None)
    if said is not None:
        return start.doc[said + 1]
    if comma is not None and start.lower_ in SUBORDINATORS:
        return start.doc[comma + 1]
    return after_opening(start, left)


def _worded_head(start: Token, left: Token) -> Token | None:
    """Return the head of a plain noun phrase between two words, its *of* phrase included."""
    words = start.doc[start.i : left.i + 1]
    counted = len(words) > 2 and words[1].lower_ == "of" and start.lower_ in COUNTING
    known = start.tag_ in STARTS or start.lower_ in COUNTING
    if not known or any(
        (t.tag_ not in PLAIN and t.lower_ != "and") or t.lower_ in ("what", "which", "whose") for t in words
    ):
        return None
    linked = next(
        (t.i for t in words[1:] if (t.tag_ == "IN" and not counted) or t.lower_ in NEAREST), left.i + 1
    )
    head = start.doc[linked - 1]
    return head if head.pos_ in ("NOUN", "PROPN") else None


def _parenthesised(start: Token, comma: Token) -> Token | None:
    """Find *The driver, who survived, he …*: an apposition or relative clause between two commas."""
    opening = next((t for t in start.doc[start.i : comma.i] if t.text == ","), None)
    if opening is None:
        behind = start.doc[start.i + 1 : comma.i]
        relative = next((t for t in behind if t.tag_ in ("WP", "WDT") or t.lower_ == "where"), None)
        arrested = next((t for t in behind if t.tag_ == "VBN" and t.nbor(-1).tag_ == "NNS"), None)
        relative = relative or arrested
        if relative is None and start.lower_ in DEFINITE and comma.nbor(1).lower_ in ("they", "it"):
            # *The people in the hills, they have no doctor*, *The fire engines, they came late*
            return _worded_head(start, comma.nbor(-1))
        if relative is None or start.lower_ != "the":
            return None
        # *The girl who won the race, she …*: no comma before the relative clause.
        return phrase_head(start, relative.i)
    if opening.i == start.i:
        return None
    noun = phrase_head(start.nbor(1) if start.tag_ == "JJ" else start, opening.i)
    owned = start.tag_ == "PRP$" and start.doc[opening.i + 1].lower_ in RELATIVE
    if noun is None or (noun.lower_ in APPOSITIVE and not owned) or noun.ent_type_ in ("DATE", "TIME"):
        return None
    if noun.lower_ in UNITS | WEEKDAYS | BARE_RELATIVE | {"i"}:
        return None
    many = start.tag_ in ("NNS", "CD", "JJ")
    if many and not (opening.nbor(1).lower_ in RELATIVE and comma.nbor(1).lower_ == "they"):
        return None
    if start.lower_ in ("a", "an") and not _is_name(opening, comma):
        return None
    given = start.lower_ in first_names() | name_words().given
    if start.tag_ == "NNP" and noun.ent_type_ != "PERSON" and not given:
        # *Founder of the studio, a builder, he …*
        return None
    inner = start.doc[opening.i + 1 : comma.i]
    first = inner[0] if len(inner) else None
    if first is None or any(token.text in '":;()' for token in inner):
        return None
    if len(inner) == 1 and first.lower_ in LINKS:
        return noun if start.lower_ in DEFINITE | COUNTING or noun.ent_type_ == "PERSON" else None
    reduced = first.lower_ in REDUCED or first.tag_ == "VBG"
    if reduced and not any(is_finite(t) for t in inner if t.tag_ != "VBN"):
        # *The minister, when asked by reporters, he …*, *The team, after three defeats, it …*
        return noun if start.lower_ in DEFINITE or noun.ent_type_ == "PERSON" else None
    if first.lower_ in RELATIVE or any(token.lower_ in RELATIVE for token in inner[1:3]):
        return noun if not any(t.text == "," for t in inner) else None
    # A participle right behind the comma may look like a past (*The museum, closed since 2019, it*).
    finite = [t for t in inner if is_finite(t) and not _in_relative(t, inner)]
    plain = not [t for t in finite if t.i != first.i or t.tag_ != "VBD"] and not any(
        t.pos_ == "CCONJ" for t in inner
    )
    apposition = first.lower_ in APPOSED or first.tag_ in (
        "PRP$",
        "NNP",
        "CD",
        "VBN",
        "VBD",
        "JJ",
    )
    return noun if plain and apposition and noun.pos_ in ("NOUN", "PROPN", "ADJ") else None


def _related(start: Token, pronoun: Token) -> Token | None:
    """Find *The fishermen who came late they found nothing*: no verb but the pronoun's is the noun's."""
    inner = start.doc[start.i + 1 : pronoun.i]
    relative = next((t for t in reversed(inner) if t.lower_ in ("who", "whom", "which", "that")), None)
    if relative is None or relative.i + 1 >= pronoun.i:
        return None
    start = _phrase_after_link(start, relative)
    clause = start.doc[relative.i + 1 : pronoun.i]
    left = pronoun.nbor(-1)
    if (
        not any(is_finite(t) for t in clause)
        or left.pos_ in ("AUX", "SCONJ", "CCONJ", "ADP")
        or any(t.text in ",;:()" or t.lower_ in SUBORDINATORS - {"after", "before"} for t in clause)
        or any(t.lemma_.lower() in SAYING | THINKING for t in clause)
    ):
        return None
    if pronoun.lower_ == "it" and is_finite(left):
        # *The letter that she signed it was lost* repeats the object.
        return None
    behind = pronoun.doc[pronoun.i + 1 : pronoun.sent.end]
    verbs = [t for t in behind if is_finite(t) and not _follows_opening(t, pronoun)]
    if len(verbs) > 1 and verbs[0].lemma_.lower() in SAYING and _has_clause(verbs[0]):
        # *The doctor who treated the boy he said the wound was deep*
        verbs = verbs[:1]
    return phrase_head(start, relative.i) if len(verbs) == 1 else None


def _has_clause(verb: Token) -> bool:
    following = after(verb)
    return following is not None and following.tag_ in ("DT", "PRP", "PRP$", "NNP", "NNS", "IN")


def _is_name(opening: Token, comma: Token) -> bool:
    """Tell *A spokesman, Tom Lee, he*: nothing but a name between the commas."""
    words = opening.doc[opening.i + 1 : comma.i]
    return bool(len(words)) and all(t.pos_ == "PROPN" and t.is_title for t in words)


def _phrase_after_link(start: Token, relative: Token) -> Token:
    """Return the first word of the noun phrase before a relative word, behind *…, and* if need be."""
    words = start.doc[start.i : relative.i]
    links = [t.i for t in words if t.lower_ in ("and", "but", "because", ",")]
    return start.doc[min(links[-1] + 1, relative.i)] if links else start


def _follows_opening(verb: Token, pronoun: Token) -> bool:
    return any(_opens(word) or word.text in ',"' for word in verb.doc[pronoun.i + 1 : verb.i])


def _in_relative(token: Token, inner: TokenSpan) -> bool:
    openers = (*RELATIVE, "that", "where")
    return any(word.lower_ in openers for word in inner.doc[inner.start : token.i])


def _own_verb(pronoun: Token) -> bool:
    """Tell a finite verb right behind the pronoun that is followed by something more than a full stop."""
    for token in pronoun.doc[pronoun.i + 1 : pronoun.i + 4]:
        if is_finite(token):
            following = after(token)
            told = token.lemma_.lower() in SAYING | THINKING
            if following is not None and following.text == "." and pronoun.nbor(-1).text == "," and not told:
                # *The captain, when asked about it, he shrugged.*
                return True
            return following is not None and following.text not in '.,?!"'
        if token.pos_ not in ("ADV", "PART"):
            return False
    return False


def _is_whole(pronoun: Token, noun: Token) -> bool:
    """Tell that no other verb waits for the noun, as in *the house they bought was old*."""
    verb = pronoun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i != verb.i:
        return False
    for token in pronoun.doc[pronoun.i + 1 : pronoun.sent.end]:
        if (
            not is_finite(token)
            or token.i == verb.i
            or (token.head.i == verb.i and token.dep_ in ("aux", "auxpass"))
        ):
            continue
        if token.i > verb.i and _is_beside(token, verb):
            break
        if _is_reported(token, verb):
            continue
        if not any(_opens(word) for word in pronoun.doc[pronoun.i + 1 : token.i]):
            return False
    stranded = pronoun.sent[-2] if len(pronoun.sent) > 2 else pronoun
    takes = any(
        child.i > verb.i
        and child.dep_ in ("dobj", "attr", "acomp", "ccomp", "xcomp", "prep", "advmod", "advcl")
        for child in verb.children
    )
    return (takes and stranded.tag_ not in ("IN", "RP")) or any(c.dep_ == "auxpass" for c in verb.children)


def _is_beside(token: Token, verb: Token) -> bool:
    """Tell *…, a passenger said*: a verb of saying behind a comma or a quotation mark."""
    between = verb.doc[verb.i + 1 : token.i]
    return token.lemma_.lower() in SAYING and any(t.text in (",", '"') for t in between)


def _is_reported(token: Token, verb: Token) -> bool:
    """Find *he said the bridge would open*: a clause of content with its own subject, without *that*."""
    return any(ancestor.i == verb.i for ancestor in token.ancestors) and any(
        word.dep_ in ("nsubj", "nsubjpass") and word.pos_ != "PRON" and word.head.i >= token.i
        for word in verb.doc[verb.i + 1 : token.i]
    )


def _opens(word: Token) -> bool:
    return word.lower_ in SUBORDINATORS or word.pos_ == "CCONJ"


def _agree(noun: Token, pronoun: Token) -> bool:
    plural = noun.tag_ in ("NNS", "NNPS")
    if pronoun.lower_ == "they":
        # *The mayor and his deputy they*
        pair = any(t.lower_ == "and" for t in noun.doc[max(noun.sent.start, noun.i - 3) : noun.i])
        return plural or pair or noun.lower_ in GROUPS
    if noun.tag_ == "JJS":
        return True
    return not plural and not (pronoun.lower_ == "it" and noun.ent_type_ == "PERSON")


def _same_again(article: Token, segment: TokenSpan) -> TokenSpan | None:
    """Find *The builder, who …, the builder left*: the first noun phrase once more before its verb."""
    left, noun = before(article), after(article)
    if left is None or noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if left.text != "," and (left.pos_ not in ("NOUN", "ADV", "ADJ", "VERB", "PROPN") or left.tag_ == "VBG"):
        return None
    start = clause_start(left, segment)
    if start.lower_ not in DEFINITE or start.i >= article.i - 1:
        return None
    # *The three pupils who beat him, those pupils*
    head = next((t for t in start.doc[start.i + 1 : start.i + 5] if t.lower_ == noun.lower_), None)
    if head is None or head.i >= article.i or any(t.tag_ not in PLAIN for t in start.doc[start.i : head.i]):
        return None
    verb, third = after(noun), after(head)
    inner = start.doc[head.i + 1 : left.i]
    openers = (*RELATIVE, "that", "where")
    whole = third is not None and (third.text == "," or third.lower_ in openers)
    if verb is None or not whole or verb.tag_ not in ("VBD", "VBZ", "VBP", "MD"):
        return None
    finite = [token for token in inner if is_finite(token)]
    if any(not _in_relative(token, inner) for token in finite):
        return None
    passive = left.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in left.children)
    is_object = noun.dep_ in ("dobj", "pobj", "dative") and not passive
    if left.text != "," and (third is None or third.text == "," or is_object):
        return None
    words: TokenSpan = article.doc[article.i : noun.i + 1]
    return words
