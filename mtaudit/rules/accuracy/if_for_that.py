from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: Verbs and nouns whose clause *bahwa* opens.
_SAYING = frozenset(
    "say state explain hope believe add stress emphasize emphasise think reveal confirm admit claim argue "
    "note mention assess ensure assert reiterate convey report declare suspect consider conclude deny "
    "predict estimate insist suggest tell inform know acknowledge maintain remind warn see feel expect "
    "announce understand promise claim fear write affirm testify assure guarantee remark observe "
    "indicate show find agree disclose regret point complain lament deplore worry recall reply respond "
    "answer comment clarify confess concede protest underline underscore highlight boast swear vow hint "
    "imply allege guess judge hear learn discover realize realise notice repeat continue recount relate "
    "post tweet pray wish decide reason forget prove reassure convince persuade caution advise brief "
    "statement claim view opinion impression news rumor rumour information sure convinced certain aware "
    "afraid confident optimistic grateful glad sorry true clear "
    "hop".split()  # the tagger's lemma of hoped
)
#: Verbs that no *if* of a question follows, as *asked if* and *did not say if* have it.
_AFFIRMING = frozenset(
    "say state explain hope believe add stress emphasize emphasise think reveal confirm admit claim argue "
    "assess assert reiterate suspect conclude insist affirm estimate announce report convey mention hop "
    "acknowledge ensure declare regret complain lament clarify underline underscore highlight recall "
    "recount testify boast remark concede confess allege stipulate comment".split()
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
#: Dependencies of clauses that are part of another and so no consequence of the condition.
_INNER = frozenset({"relcl", "acl", "ccomp", "pcomp", "csubj", "csubjpass"})
_IMPERATIVE_OPENERS = frozenset({"please", "then", "do", "let"})


class IfForThat(Rule):
    """A reported clause opened with *that if* or *if* where nothing is conditional.

    ## What it finds
    `said that if`, `hoped that if`, `explained that if` and the like, and `explained if`, where no clause
    follows that the condition could be one of.

    ## Why it matters
    Spoken Indonesian opens a reported clause with *kalau* or *jika*, which is *if* elsewhere. In English a
    fact becomes half a condition.

    ## Known false alarms
    A consequence in the next sentence or in another form than a clause (`said that if not, too bad`).

    ## Example
    `The director said that if the new line had opened on Monday.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on complement clauses; Quirk et al. 1985, ch.
    15, on conditional clauses.
    """

    code = "ACC012"
    name = "if-for-that"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MINOR
    phrases: ClassVar = {"that if": ("that if",)}

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb of saying with *that if*."""
        for segment, words in evidence.matches["that if"]:
            verb = _saying(words[0], segment.parsed.start)
            if verb is None:
                continue
            rest = list(segment.parsed.doc[words.end : segment.parsed.end])
            if not _has_consequence(words[-1], rest):
                yield Hit(
                    segment.span_of(words.doc[verb.i : words.end]),
                    "“That if” opens a condition without a consequence; Indonesian “kalau” is “that” here.",
                    confidence=0.85,
                    suggestion=words.doc[verb.i : words.end - 1].text,
                )
        for segment, opener in evidence.document.tokens("if"):
            if opener.i > segment.parsed.start and _affirms(opener):
                verb = opener.doc[opener.i - 1]
                if not _has_consequence(opener, list(segment.parsed.doc[opener.i + 1 : segment.parsed.end])):
                    yield Hit(
                        segment.span_of(opener.doc[verb.i : opener.i + 1]),
                        "“If” opens a condition without a consequence; Indonesian “kalau” is “that” here.",
                        confidence=0.7,
                        suggestion=f"{verb.text} that",
                    )


def _affirms(opener: Token) -> bool:
    """Tell *explained if he was* from *did not say if* and *it would fall, he said if he was*."""
    verb = opener.nbor(-1)
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.lemma_.lower() not in _AFFIRMING:
        return False
    condition = opener.head
    if condition is opener or not any(child.dep_ in _SUBJECTS for child in condition.children):
        return False
    if any(child.dep_ == "neg" or child.tag_ == "MD" or child.lemma_ == "do" for child in verb.children):
        return False
    doer = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if doer is None or doer.i > verb.i or doer.lower_ in ("nobody", "none", "neither", "who", "you", "i"):
        return False
    said_before = any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)
    return not said_before and not any(child.tag_ == "MD" for child in verb.head.children)


def _saying(that: Token, start: int) -> Token | None:
    """Return the verb before *that*, an object or an adverb between them allowed."""
    for place in range(that.i - 1, max(start, that.i - 4) - 1, -1):
        token = that.doc[place]
        if token.lemma_.lower() in _SAYING:
            return token
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADV", "ADP"):
            return None
    return None


def _has_consequence(opener: Token, rest: list[Token]) -> bool:
    condition = opener.head
    if condition.dep_ == "advcl" and condition.i < condition.head.i <= rest[-1].i if rest else False:
        return True
    finite = [token for token in rest if _is_clause(token)]
    first = next((token for token in finite if token.dep_ not in _INNER or token is condition), None)
    for token in finite:
        after_first = first is not None and token.i > first.i
        if after_first and token is not condition and not _depends(token):
            return True
    return _imperative_after_comma(rest)


def _is_clause(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and any(child.dep_ in _SUBJECTS for child in token.children)


def _depends(token: Token) -> bool:
    """Tell a relative, reported or otherwise subordinate clause, or one joined to such, from a main one."""
    if any(child.dep_ == "mark" and child.i < token.i for child in token.children):
        return True
    if any(child.tag_ in ("WDT", "WP", "WRB", "WP$") and child.i < token.i for child in token.subtree):
        return True
    if token.dep_ == "conj":
        return not any(child.lower_ in ("then", "so") for child in token.children)
    return token.dep_ in ("relcl", "acl") or (token.dep_ == "ccomp" and not _after_comma(token))


def _after_comma(token: Token) -> bool:
    left = token.left_edge
    return left.i > 0 and left.doc[left.i - 1].text == ","


def _imperative_after_comma(rest: list[Token]) -> bool:
    following = [b for a, b in itertools.pairwise(rest) if a.text == ","]
    return any(token.lower_ in _IMPERATIVE_OPENERS or token.tag_ == "VB" for token in following)
