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
    if first.dep_ == "prt" or first.tag_ == "RP" or (first.tag_, second.tag_) == ("PRP", "PRP$"):
        # *logged in in the morning*, *gave her her passport*
        return False
    if first.lower_ in ("is", "was") and any(t.tag_ in ("WP", "WDT", "WRB") for t in first.sent):
        # *who the buyer was was never disclosed*
        return False
    if first.lower_ == "that" and second.lower_ == "that" and second.i + 1 < len(second.doc):
        # *said that that they would*: a clause with its own subject follows, which needs no second *that*.
        return second.nbor(1).lower_ in _SUBJECTS
    previous = first.doc[first.i - 1] if first.i else None
    if first.lower_ == second.text == "is" and previous is not None and previous.lower_ in _SUBJECTS:
        # *it is is the first*; *the truth is is that* is a habit of speech.
        return not any(t.tag_ in ("WP", "WDT", "WRB") for t in first.sent)
    return (
        first.lower_ == second.text
        and second.is_alpha
        and len(second) > 1
        and second.lower_ not in _DOUBLED
        and bool(first.whitespace_)
        and first.pos_ != "INTJ"
    ) or (first.text == second.text and first.lower_ in ("a", "an", "the", "of"))
