from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._phrases import after, before, ends_phrase, phrase_start
from mtaudit.rules.lexicons_grammar import mass_nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

_MONEY = re.compile(r"(?:rp|idr|[$€£])\.?\d[\d.,]*", re.IGNORECASE)
_SCALES = ("hundreds", "thousands", "millions", "billions", "trillions", "dozens")
_DOING = frozenset({"many", "several", "caused", "causing", "cause", "severe"})
_COUNTERS = frozenset(
    "many several few these those each every another two three four five six seven eight nine ten "
    "eleven twelve various numerous one".split()
)
#: Plurals that are verbs too (*it progresses*) and are faults only as nouns.
_VERBS = frozenset("researches progresses trashes merchandises blackmails dusts smokes fogs angers".split())


class PluralisedMassNoun(Rule):
    """A mass noun in the plural, or after a word that counts.

    ## What it finds
    Plurals that English does not have (`evidences`, `equipments`, `staffs` for persons), mass nouns after
    a counting determiner (`an advice`, `many information`, `a number of money`, `two luggage`), and a scale
    word in the plural after a figure (`5 trillions rupiah`).

    ## Why it matters
    Indonesian counts *informasi* or *perlengkapan* like any noun. In English the reader stumbles on it at
    once.

    ## Known false alarms
    Legal and scholarly plurals (`monies`, `behaviours`) are not in the list. `staffs` for several bodies of
    employees.

    ## Example
    `The police collected evidences from the scene.`

    ## Source
    Swan 2016, *Practical English Usage*, on countable and uncountable nouns; Quirk et al. 1985, ch. 5;
    Huddleston and Pullum 2002, ch. 5.
    """

    code = "FLU009"
    name = "pluralised-mass-noun"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the noun with what counts it, in document order."""
        known = mass_nouns()
        found: list[tuple[AnalysedSegment, Token, Token, str | None]] = []
        for segment, token in evidence.document.tokens(*known.plurals):
            if _is_plural_noun(token):
                found.append((segment, token, token, known.plurals[token.lower_]))
        for segment, token in evidence.document.tokens(*known.words):
            first = _counter(token)
            if first is not None:
                found.append((segment, first, token, None))
        for segment, token in evidence.document.tokens("damages"):
            # Money that a court grants is *damages*; what a storm does is not.
            ahead, following = before(token), after(token)
            done = ahead is not None and ahead.lower_ in _DOING
            if done and following is not None and following.lower_ not in ("of", "for", "suit"):
                found.append((segment, token, token, "damage"))
        for segment, token in evidence.document.tokens(*_SCALES):
            first = _figure(token)
            if first is not None:
                found.append((segment, first, token, f"{first.text} {token.text[:-1]}"))
        for segment, first, last, suggestion in sorted(found, key=lambda f: f[0].offset + f[1].idx):
            if segment.parsed.start <= first.i and last.i < segment.parsed.end:
                yield Hit(
                    segment.span_of(first.doc[first.i : last.i + 1]),
                    f"“{last.text}” is not counted in English."
                    if last.lower_ not in _SCALES
                    else f"“{last.text}” has no plural after a figure.",
                    suggestion=suggestion,
                )


def _is_plural_noun(token: Token) -> bool:
    """Leave verbs (*she researches*), names (*General Staffs*) and possessives alone."""
    following, ahead = after(token), before(token)
    opens = token.is_title and token.i == token.sent.start and token.tag_ == "NNS"
    if not (token.is_lower or opens) or (following is not None and following.text == "'"):
        return False
    if (
        token.tag_ == "VBZ"
        and ahead is not None
        and ahead.lower_ in ("it", "he", "she", "which", "who", "that")
    ):
        # *it evidences a change*
        return False
    if token.lower_ == "womens" or token.lower_ == "mens":
        return following is not None and following.pos_ not in ("NOUN", "PROPN")
    if token.lower_ in _VERBS and ahead is not None and ahead.lower_ in _COUNTERS:
        # *Two researches by the institute*
        return True
    if token.lower_ in _VERBS:
        return token.tag_ == "NNS" and token.dep_ not in ("ROOT", "ccomp", "relcl", "conj", "advcl")
    if token.lower_ == "staffs":
        # *joint chiefs of staffs*, *walking staffs*
        return token.pos_ == "NOUN" and token.tag_ == "NNS"
    return token.pos_ != "VERB" or token.lower_ not in _VERBS


def _counter(noun: Token) -> Token | None:
    """Return the first word of what counts a mass noun."""
    known = mass_nouns()
    if noun.tag_ != "NN" or not noun.is_lower or not (ends_phrase(noun) or _before_day(noun)):
        return None
    start = phrase_start(noun)
    first = (
        start
        if start.lower_ in ("many", "several", "few", "various", "numerous") and start.i < noun.i
        else before(start)
    )
    if (
        first is None
        or first.i < noun.sent.start
        or any(t.tag_ in ("NN", "HYPH") for t in noun.doc[start.i : noun.i])
    ):
        return None
    word = first.lower_
    if noun.lower_ == "help" and word in ("a", "an"):
        # *promised a help*; *she was a help*
        return first if noun.dep_ == "dobj" and first.i == noun.i - 1 else None
    if word in ("a", "an"):
        # *a wealth of*, *an evidence base*; an adjective often makes a kind of it (*a rare furniture*: no)
        return (
            first
            if noun.lower_ not in known.with_article and first.tag_ == "DT" and not _names_kind(noun)
            else None
        )
    if word == "of":
        number = before(first)
        article = before(number) if number is not None else None
        if number is not None and article is not None and (article.lower_, number.lower_) == ("a", "number"):
            return article
        return None
    if word in ("few", "little") and (ahead := before(first)) is not None and ahead.lower_ == "a":
        first = ahead
    if word not in _COUNTERS or noun.lower_ in known.with_article & {"research", "transport", "cash"}:
        return None
    if word in ("these", "those", "one", "another", "each", "every") and noun.lower_ in known.with_article:
        return None
    return first if first.tag_ in ("DT", "JJ", "CD", "PDT") and _counts(first) else None


def _before_day(noun: Token) -> bool:
    following = after(noun)
    return following is not None and following.lower_ in ("today", "tonight", "tomorrow", "yesterday")


def _counts(word: Token) -> bool:
    """Tell *two luggage* from *after two, traffic* and from a numbered name."""
    ahead = before(word)
    return bool(word.whitespace_) and (ahead is None or ahead.pos_ not in ("NUM", "PROPN", "SYM"))


def _names_kind(noun: Token) -> bool:
    """Tell where the article belongs to a noun that follows: *a software-driven plan*."""
    following = after(noun)
    return following is not None and (following.text in ("-", "/") or following.tag_ in ("VBG", "NN", "NNS"))


def _figure(scale: Token) -> Token | None:
    """Return the figure in *5 trillions rupiah* and *two millions people*."""
    number, following = before(scale), after(scale)
    if number is None or not number.whitespace_ or following is None:
        return None
    ahead = before(number)
    figure = number.like_num or _MONEY.fullmatch(number.text) is not None
    counted = figure and number.lower_ not in ("one", "hundred", "1") and not number.lower_.endswith("s")
    if not counted or (
        ahead is not None
        and ahead.lower_ in ("the", "in", "of")
        and number.text.isdigit()
        and len(number) == 4
    ):
        return None
    if following.lower_ == "of":
        return number if scale.lower_ != "dozens" and number.text[0].isdigit() else None
    return number if following.pos_ in ("NOUN", "PROPN", "ADJ") or following.text in (".", ",") else None
