from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: Words that English doubles: in grammar (*had had*, *that that*), for weight (*very very*), as sounds.
_DOUBLED = frozenset(
    "had that very really so far much many more long no yes never ever again now there well hush knock "
    "bye ha hey oh do is please too big little many way same bang boo tut blah cha chop dum "
    "hear night pom rah tick win wait what who".split()
)
_ARTICLES = frozenset({"a", "an", "the", "of"})
#: Verbs with a particle that a preposition of the same form may follow (*logged in in the morning*).
_WITH_PARTICLE = frozenset(
    "be bring break call carry check come cut drop fill get give go hand hang hold join keep kick lay "
    "leave let live log look make move open pass pay phone pick play plug pull push put read roll run "
    "see sell send set settle show shut sign sit stand start stay step switch take throw tune turn walk "
    "wear work write".split()
)
_SUBJECTS = frozenset("i he she we they it there the a an his her their our my these those".split())


class RepeatedWord(Rule):
    """The same word twice in a row.

    ## What it finds
    A word in lower case followed by itself, in either case, inside a sentence.

    ## Why it matters
    Decoders loop on a word, and a clause that was moved leaves its connecting word at both ends.

    ## Known false alarms
    Emphasis and quoted speech (`bad, bad` is left alone for its comma; `bad bad` is not), and words that
    grammar doubles, of which the frequent ones are left out (`had had`, `that that`).

    ## Example
    `the vessel was was bound for the island`.

    ## Source
    ITS 2.0, localisation quality issue type *duplication*; Holtzman et al. 2020, on repetition by decoders.
    """

    code = "FLU003"
    name = "repeated-word"
    category = "Fluency/Grammar"
    its_type = "duplication"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each pair; a word three times in a row is one hit."""
        for segment in evidence.document.english:
            tokens = [token for token in segment.parsed if not token.is_space]
            place = 0
            while place + 1 < len(tokens):
                end = place
                while end + 1 < len(tokens) and _repeats(tokens[place], tokens[end + 1]):
                    end += 1
                if end > place:
                    words = tokens[place].doc[tokens[place].i : tokens[end].i + 1]
                    yield Hit(
                        segment.span_of(words),
                        f"“{tokens[place].text}” stands there twice.",
                        suggestion=tokens[place].text,
                    )
                place = end + 1


def _repeats(first: Token, second: Token) -> bool:
    if first.lower_ != second.lower_ or not first.whitespace_ or not second.is_alpha:
        return False
    word = second.lower_
    if word in _ARTICLES:
        # *since the The road*
        return first.text == second.text or second.is_lower or (word == "the" and first.is_lower)
    if second.text != word or len(second) < 2 or first.pos_ == "INTJ":
        return False
    following = second.doc[second.i + 1] if second.i + 1 < len(second.doc) else None
    if word in ("is", "was"):
        # *the truth is is that* is a habit of speech.
        said = following is None or following.lower_ == "that" or following.is_punct
        return not said and not _ends_subject_clause(first)
    if word == "that":
        # *said that that they would*: a clause with its own subject follows, which needs no second *that*.
        return following is not None and following.lower_ in _SUBJECTS
    if word == "who":
        return following is not None and following.tag_ in ("VBD", "VBZ", "VBP", "MD")
    if word == "there":
        return following is not None and following.lemma_ == "be"
    return word not in _DOUBLED and not _is_particle(first) and (first.tag_, second.tag_) != ("PRP", "PRP$")


def _is_particle(word: Token) -> bool:
    """Tell *logged in in the morning* from *arrive in in Makassar*, whose verb has no particle."""
    if word.dep_ != "prt" and word.tag_ != "RP":
        return False
    verbs = [t for t in word.doc[max(0, word.i - 3) : word.i] if t.pos_ in ("VERB", "AUX")]
    return bool(verbs) and verbs[-1].lemma_.lower() in _WITH_PARTICLE


def _ends_subject_clause(verb: Token) -> bool:
    """Tell *who the buyer was was never disclosed*: a question word without a noun opens the subject."""
    for token in verb.doc[verb.sent.start : verb.i]:
        before = token.doc[token.i - 1] if token.i > verb.sent.start else None
        free = before is None or before.pos_ in ("CCONJ", "SCONJ", "VERB", "AUX", "ADV")
        if token.tag_ in ("WP", "WDT", "WRB") and free:
            return True
    return False
