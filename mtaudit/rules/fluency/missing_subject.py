from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Role, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clause_verbs import (
    ACTING,
    BEHIND_PRESENT,
    GIVEN,
    IDIOMS,
    INTRANSITIVE,
    MOVING,
    PERSONAL,
    PLAIN_PAST,
    REPORTING,
    SURE_PAST,
    SURE_PRESENT,
    TELLING,
)
from mtaudit.rules.fluency._first_verb import first_after_opening
from mtaudit.rules.fluency._phrases import FINITE, after, before, first_word, follows_question, in_quotation
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

_AUXILIARIES = frozenset(
    "is was are were will would has have had can cannot could must should may might shall does did do".split()
)
_BE = frozenset({"is", "was", "are", "were"})
_OPENERS = frozenset({"seems", "sounds", "depends", "thanks", "thank", "given"})
#: Conjunctions before which a clause ends and after which it has to name its subject.
_CLAUSE = tuple("because although though since until unless if when while whereas that before after".split())
#: Openings of a clause that goes before its main clause.
_FRONTED = frozenset("if when after because although though since while before once until unless as".split())
#: Where people have been: *said that had never been to sea*.
_VISITED = frozenset({"to", "inside", "abroad", "overseas", "there", "married", "home"})
_BEHIND_VERB = frozenset({"DT", "PRP$", "IN", "TO", "CD", "JJ", "NN", "NNS", "RB", "PRP"})
_BEFORE_VERB = frozenset({"when", "after", "before", "because", "while", "until", "although", "if"})


class MissingSubject(Rule):
    """A finite clause without its subject.

    ## What it finds
    A declarative sentence that begins with its finite verb (`Is currently being treated at the hospital.`,
    `Decided to close the road.`), and one after *that*, *because*, *if*, *although* or *when* (`said that
    would sleep there`, `because is ill`).

    ## Why it matters
    Indonesian leaves a subject out that the context gives. English has to name it.

    ## Known false alarms
    Diaries, notes and captions. Imperatives, questions, inversion (`Had he known`) and headlines are left
    alone.

    ## Example
    `Was then taken to the police station.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on omission of subjects; Quirk et al. 1985,
    ch. 10, on the subject as obligatory.
    """

    code = "FLU013"
    name = "missing-subject"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb group without a subject."""
        document = evidence.document
        quotes = [quote.marks for quote in document.quotes]
        diary = any(
            not in_quotation(segment, token)
            and not any(marks.overlaps(segment.span_of(token)) for marks in quotes)
            for segment, token in document.tokens("i", "my")
        )
        found: list[tuple[AnalysedSegment, Token]] = []
        for segment in document.english:
            first = first_word(segment) if segment.segment.role is Role.BODY else None
            if first is None:
                continue
            if first.lower_ in _FRONTED and (verb := _after_fronted(segment)) is not None:
                found.append((segment, verb))
                continue
            verb = first_after_opening(first)
            if (
                verb is None
                or (diary and not in_quotation(segment, first))
                or follows_question(document, segment)
            ):
                continue
            if _opens_clause(segment, first, verb):
                found.append((segment, verb))
        for segment, conjunction in document.tokens(*_CLAUSE):
            verb = _in_subordinate(conjunction)
            if verb is not None and segment.segment.role is Role.BODY and verb.i < segment.parsed.end:
                found.append((segment, verb))
        for segment, verb in sorted(set(found), key=lambda place: place[0].offset + place[1].idx):
            yield self._hit(segment, verb)

    def _hit(self, segment: AnalysedSegment, verb: Token) -> Hit:
        last = verb
        while (following := after(last)) is not None and following.i < segment.parsed.end:
            if not (
                following.tag_ in ("VBN", "VBG", "VB", "RB", "TO")
                or following.lower_ in ("be", "been", "being")
            ) or (last.tag_ in ("VBN", "VBG") and last.pos_ == "VERB"):
                break
            last = following
        while last.tag_ in ("RB", "TO") and last.i > verb.i:
            last = verb.doc[last.i - 1]
        words = verb.doc[verb.i : last.i + 1]
        return Hit(
            segment.span_of(words),
            f"“{words.text}” has no subject, which English has to name.",
            confidence=0.75,
        )


def _in_subordinate(conjunction: Token) -> Token | None:
    """Return the finite verb right behind a conjunction: *because was still ill*, *said that would sleep*."""
    verb = after(conjunction)
    if _lexical_after(conjunction, verb):
        return verb
    while verb is not None and verb.tag_ == "RB" and verb.i <= conjunction.i + 2:
        verb = after(verb)
    main = after(verb) if verb is not None else None
    while main is not None and (main.tag_ == "RB" or main.lower_ in ("be", "been", "being")):
        main = after(main)
    if (
        verb is None
        or main is None
        or verb.lower_ not in _AUXILIARIES
        or verb.tag_ not in FINITE
        or verb.lower_ == "may"
    ):
        return None
    return _helped(conjunction, verb, main)


def _lexical_after(conjunction: Token, verb: Token | None) -> bool:
    """Tell *when arrived at the scene*, *because refused to pay* from *when asked* and *although injured*."""
    if verb is None or verb.i != conjunction.i + 1 or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP", "VB"):
        return False
    if verb.tag_ in ("VBP", "VB"):
        # *If find a snake, call the station*
        following = after(verb)
        begins = following is not None and following.tag_ in ("DT", "PRP", "PRP$", "TO")
        opens = conjunction.lower_ in ("if", "because", "unless", "although", "when")
        return begins and opens and verb.pos_ == "VERB" and verb.lemma_.lower() in ACTING
    if verb.tag_ == "VBZ":
        # *if wins the second leg*, *because wants to study*
        following = after(verb)
        acts = verb.pos_ == "VERB" and following is not None and following.tag_ in _BEHIND_VERB
        return acts and conjunction.lower_ in _BEFORE_VERB | {"unless", "since", "though"}
    if verb.dep_ in ("amod", "compound", "nsubj", "dobj", "pobj") or verb.pos_ == "ADJ":
        return False
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children):
        return False
    word = conjunction.lower_
    if word in _BEFORE_VERB and word != "before" and verb.lower_ in PLAIN_PAST and verb.tag_ == "VBD":
        # *after ate breakfast*
        return True
    beyond = after(verb)
    if (
        word in _BEFORE_VERB
        and verb.lemma_.lower() not in GIVEN
        and beyond is not None
        and beyond.tag_ in ("DT", "PRP$", "CD")
        and beyond.ent_type_ not in ("DATE", "TIME")
    ):
        # *Although lost the match*
        return True
    if word == "that":
        return (
            verb.tag_ == "VBD"
            and _is_reported(conjunction)
            and verb.lemma_.lower() in ACTING
            and not _is_relative(conjunction)
        )
    if word == "because" and verb.tag_ == "VBD":
        return True
    return word in _BEFORE_VERB and verb.lemma_.lower() in INTRANSITIVE


def _helped(conjunction: Token, verb: Token, main: Token) -> Token | None:
    """Return an auxiliary that nothing goes before, unless another reading explains it."""
    word = conjunction.lower_
    if word == "that":
        reported = _is_reported(conjunction)
        been = verb.lemma_.lower() == "have" and main.nbor(-1).lower_ == "been"
        if reported and been and main.lower_ in _VISITED and not _is_relative(conjunction):
            return verb
        acts = main.lemma_.lower() in ACTING and main.tag_ in ("VB", "VBG", "VBN")
        passive = main.tag_ == "VBN" and verb.lower_ in (*_BE, "been", "be")
        if reported and verb.lower_ in _BE and main.lower_ in PERSONAL and not _is_relative(conjunction):
            return verb
        return verb if reported and acts and not passive and not _is_relative(conjunction) else None
    statement = not conjunction.sent.text.rstrip(" \"'").endswith("?")
    owns = verb.lemma_.lower() == "have" and main.lower_ in ("a", "an", "no", "two", "three")
    if owns and word in ("because", "although", "though", "if", "unless", "while"):
        # *Although has no money*
        return verb
    nominal = main.pos_ in ("PRON", "PROPN") or (
        main.tag_ in ("NN", "NNS", "DT", "PRP$", "EX", "WP") and verb.lower_ not in _BE
    )
    if word in ("when", "while", "since", "before", "after", "until") and (
        nominal or main.tag_ in ("DT", "NN", "NNS", "PRP$")
    ):
        return None
    if (
        word in ("before", "after", "since", "until")
        and conjunction.dep_ != "mark"
        and conjunction.tag_ == "RB"
    ):
        return None
    ahead = before(conjunction)
    phrase = ahead is not None and ahead.lower_ in ("only", "as", "even", "what", "the", '"', "than")
    return verb if statement and not nominal and not phrase else None


def _is_reported(that: Token) -> bool:
    """Tell a clause with *that* behind a verb of saying or thinking."""
    words = that.doc[max(0, that.i - 4) : that.i]
    ahead = before(that)
    if len(words) > 1 and ahead is not None and ahead.lower_ in ("hopes", "claims", "promises", "reports"):
        # *The mayor hopes that*: a verb that the tagger may take for a plural.
        return words[-2].pos_ in ("NOUN", "PROPN", "PRON")
    return any(t.lemma_.lower() in REPORTING and t.pos_ == "VERB" for t in words)


def _is_relative(that: Token) -> bool:
    """Tell *the statement that would leave*: a noun right before is what `that` stands for."""
    ahead = before(that)
    if any(t.lemma_.lower() in TELLING and t.pos_ == "VERB" for t in that.doc[max(0, that.i - 4) : that.i]):
        # *told police that had not slept*
        listener = ahead is not None and ahead.lemma_.lower() in nouns().people
        return (
            ahead is not None
            and ahead.tag_ == "NN"
            and ahead.ent_type_ == ""
            and ahead.lower_ != "police"
            and not listener
        )
    return (
        ahead is not None
        and ahead.pos_ in ("NOUN", "PROPN", "PRON")
        and ahead.ent_type_ not in ("DATE", "TIME", "PERSON", "GPE")
        and not (ahead.lower_ in ("hopes", "claims", "promises", "reports") and _is_reported(that))
    )


def _after_fronted(segment: AnalysedSegment) -> Token | None:
    """Return the finite verb right behind a fronted clause: *If the wind is strong, cannot take off*."""
    commas = [t for t in segment.parsed if t.text == ","]
    if not commas or segment.parsed.text.rstrip(" \"'").endswith("?"):
        return None
    comma = commas[0]
    verb = after(comma)
    clause = [t for t in segment.parsed if t.i < comma.i and t.tag_ in FINITE and t.dep_ != "relcl"]
    if verb is None or verb.lower_ not in _AUXILIARIES or verb.tag_ not in FINITE or not clause:
        return None
    main = after(verb)
    while main is not None and main.tag_ == "RB":
        main = after(main)
    acts = main is not None and main.tag_ in ("VB", "VBN", "VBG")
    # *If the man, who was ill, cannot come*: the subject stands before another clause.
    second = len(commas) > 1 and any(t.tag_ in ("WDT", "WP") for t in segment.parsed if t.i < comma.i)
    return verb if acts and not second else None


def _opens_clause(segment: AnalysedSegment, opening: Token, first: Token) -> bool:
    """Tell a sentence that begins with its finite verb from a question, an order and an inversion."""
    sentence = segment.parsed
    following = after(first)
    text = sentence.text.rstrip(" \"')")
    if following is None or not opening.is_title or (opening.i < first.i and first.lower_ in MOVING):
        return False
    if not text.endswith((".", "!")) or len(sentence) < 4:
        return False
    word = first.lower_
    if word in _AUXILIARIES:
        if (
            word in ("do", "have", "may")
            or (word == "can" and first.pos_ == "NOUN")
            or (word == "will" and first.pos_ == "PROPN")
        ):
            sure = (word == "have" and following.tag_ == "VBN" and following.lower_ != "been") or (
                word in ("have", "may") and following.lower_ in ("been", "be", "not")
            )
            return sure and not _has_subject_of(first, first)
        return _lacks_subject(first, following)
    if word in SURE_PAST and first.pos_ == "PROPN" and following.tag_ in ("VBG", "TO"):
        # *Began selling online*
        return not any(t.tag_ in FINITE and not _is_deeper(t) for t in first.sent if t.i > first.i)
    opens = first.tag_ in ("VBD", "VBN", "VBZ") or first.dep_ == "ccomp" or word in SURE_PRESENT | SURE_PAST
    if not opens or first.dep_ not in ("ROOT", "advcl", "ccomp", "conj"):
        return False
    return _lexical(sentence.root, first, following)


def _lacks_subject(verb: Token, following: Token) -> bool:
    """After an auxiliary an adverb or a verb stands, not a subject."""
    word, tag = verb.lower_, following.tag_
    while tag == "RB" and (later := after(following)) is not None:
        following, tag = later, later.tag_
    if word in _BE:
        plain = tag in ("VBN", "VBG", "JJ", "IN", "JJR") or following.lower_ in ("a", "an")
        return plain and not _has_subject_of(verb, following)
    if word in ("has", "had", "have"):
        has_to = tag == "TO" and following.nbor().tag_ == "VB"
        return (
            tag == "VBN" or has_to or following.lower_ in ("a", "an", "no", "been")
        ) and not _has_subject_of(verb, following)
    return tag == "VB" and not _has_subject_of(verb, following)


def _has_subject_of(verb: Token, following: Token) -> bool:
    """Tell an inverted subject: *Was imported rice to blame, …*, *Gone are the days*."""
    root = verb.sent.root
    return any(
        c.dep_ in ("nsubj", "nsubjpass", "expl")
        and c.i < root.i + 1
        and c.i <= following.i + 3
        and c.i > verb.i
        and c.head.i > c.i
        for c in root.children
    )


def _is_deeper(verb: Token) -> bool:
    """Tell a verb behind a word that opens a subordinate clause, or one joined by *and*."""
    opening = ("IN", "WDT", "WP", "WRB", "CC")
    before_it = verb.doc[verb.sent.start + 1 : verb.i]
    return any(
        t.tag_ in opening and t.lower_ in (*_CLAUSE, "who", "which", "where", "and", "but") for t in before_it
    )


def _lexical(root: Token, first: Token, following: Token) -> bool:
    """*Decided to close the road.*: the first word is the only finite verb above all others."""
    if first.lower_ in SURE_PRESENT and following.lower_ in BEHIND_PRESENT:
        return not any(t.tag_ in FINITE and t.i > first.i and not _is_deeper(t) for t in first.sent)
    if first.tag_ in ("VB", "VBD", "VBN") and root.lemma_.lower() in REPORTING and root.i > first.i:
        # *Lost eleven kilograms but has no injuries, a doctor said.*
        return any(c.dep_ == "conj" and c.tag_ in ("VBZ", "VBD") for c in first.children)
    if root.i != first.i or any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in first.children):
        return False
    if any(
        c.text == ","
        and any(
            t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ROOT", "ccomp", "conj")
            for t in root.sent
            if t.i > c.i
        )
        for c in root.sent
        if c.text == ","
    ):
        return False
    beyond = after(following)
    turned = first.lower_ == "turned" and beyond is not None and beyond.lower_ == "to"
    if ((first.lower_, following.lower_) in IDIOMS and not turned) or first.lower_ in _OPENERS:
        return False
    if turned and following.lower_ == "out":
        # *Turned out to be torn*, but *Turned out he was right*
        return True
    if first.tag_ == "VBZ":
        noun = following.tag_ in ("NN", "NNS", "NNP", "VBZ", "VBD", "MD", "VBP")
        return not noun and not any(
            t.tag_ in FINITE and t.i > first.i and t.dep_ in ("ROOT", "conj") for t in root.sent
        )
    behind = (first.lower_, following.lower_) == ("left", "behind")
    if (following.dep_ == "prt" or behind) and first.tag_ in ("VBD", "VBN") and beyond is not None:
        # *Left behind an oven*
        return beyond.tag_ in ("DT", "PRP$", "CD") and following.lower_ != "by"
    if first.lower_ in SURE_PAST:
        return following.lower_ not in ("by", "as") or first.tag_ == "VBD"
    if first.tag_ == "VBN" and following.tag_ in ("DT", "PRP$"):
        # *Lost his wife in the flood.*
        return any(c.dep_ == "dobj" for c in first.children)
    active = following.tag_ in ("DT", "PRP", "PRP$", "NNP", "CD", "NNS", "TO") or following.lower_ == "that"
    return first.tag_ == "VBD" and active
