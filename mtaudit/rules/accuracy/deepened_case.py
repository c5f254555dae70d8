from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.accuracy._enforcers import (
    is_police_text,
    names_enforcer,
    objects,
    passive_subject,
    subject,
)
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_calques import frames_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

#: What is looked into in a case; the second set only where the sentence or its subject is police work.
_CASE = frozenset(
    "motive motif case statement testimony allegation suspicion involvement confession alibi accusation "
    "report complaint modus murder theft fraud embezzlement abuse corruption bribery incident "
    "perpetrator witness suspect indication lead clue finding".split()
)
_WIDE = frozenset(
    "role flow information network connection relationship link fact evidence origin source possibility "
    "account circumstance chronology mode cause transaction ownership identity background whereabouts "
    "meeting communication knowledge document data reason explanation syndicate ring timeline death".split()
)
_FORMS = "explore explores explored exploring deepen deepens deepened deepening".split()
#: What explores a case in English.
_WORKS = frozenset(
    "novel film movie book series documentary study paper author writer play exhibition article podcast "
    "drama story director historian essay chapter thriller scholar episode".split()
)
_LEXICON = frames_of("deepened-case")


class DeepenedCase(Rule):
    """A case, motive or statement *explored*, *deepened* or *developed* where it is looked into.

    ## What it finds
    `explore` and `deepen` with what investigators look into (`exploring the motive`, `the statements are
    being deepened`), `the deepening will continue`, `carry out development`, `the development of the
    arrest`, and `From the disclosure,` in reports on police work.

    ## Why it matters
    *Didalami*, *pengembangan* and *pengungkapan* are steps of an Indonesian inquiry. English explores
    planets and options, deepens crises, and does not develop an arrest.

    ## Known false alarms
    A report on police work in which somebody explores a case in a film or a book.

    ## Example
    `Investigators are still exploring the motive of the killing.`

    ## Source
    Stevens and Schmidgall-Tellings 2010, *A Comprehensive Indonesian-English Dictionary*, entries dalam,
    kembang and ungkap; Oxford Advanced Learner's Dictionary, entries explore and deepen.
    """

    code = "ACC014"
    name = "deepened-case"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MINOR
    phrases = _LEXICON.phrases
    patterns = _LEXICON.patterns

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb with its object, or the noun with the words that prove its sense."""
        document = evidence.document
        places = [*_verbs(evidence), *_nouns(evidence)]
        if not places or not is_police_text(document):
            return
        end = -1
        for segment, first, last in sorted(places, key=lambda p: (p[0].offset, p[1], -p[2])):
            span = segment.span_of(segment.parsed.doc[first : last + 1])
            if span.start >= end:
                end = span.end
                yield Hit(
                    span,
                    "Indonesian “didalami” and “dikembangkan”; English says: look into, investigate.",
                    confidence=0.8,
                )


def _nouns(evidence: Evidence) -> Iterator[tuple[AnalysedSegment, int, int]]:
    for name in _LEXICON.phrases.keys() | _LEXICON.patterns.keys():
        for segment, words in evidence.matches.get(name, ()):
            last = words.end - 1
            while (
                words.doc[last].pos_ in ("PUNCT", "ADP", "PART", "SCONJ", "CCONJ", "AUX", "PRON")
                and last > words.start
            ):
                last -= 1
            yield segment, words.start, last


def _verbs(evidence: Evidence) -> Iterator[tuple[AnalysedSegment, int, int]]:
    for segment, verb in evidence.document.tokens(*_FORMS):
        if verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        local = names_enforcer(segment.parsed)
        about = passive_subject(verb)
        if about is not None and verb.lower_.endswith("ed"):
            pronoun = about.lower_ in ("it", "this", "that", "they") and local
            if _is_case(about, local) or pronoun:
                yield segment, _auxiliary(verb), verb.i
            continue
        if _is_work(verb):
            continue
        for thing in objects(verb):
            if _is_case(thing, local or _done_by(verb)):
                yield segment, verb.i, thing.i
                break
        else:
            joined = next((t for t in verb.children if t.dep_ == "prep" and t.lower_ in ("into", "on")), None)
            thing_after = next((t for t in joined.children if t.dep_ == "pobj"), None) if joined else None
            if verb.lemma_ == "deepen" and thing_after is not None and _is_case(thing_after, local):
                yield segment, verb.i, thing_after.i


def _is_case(thing: Token, police: bool) -> bool:
    word = thing.lemma_.lower()
    return word in _CASE or (police and word in _WIDE)


def _is_work(verb: Token) -> bool:
    doer = subject(verb)
    return doer is not None and doer.lemma_.lower() in _WORKS


def _done_by(verb: Token) -> bool:
    doer = subject(verb)
    return doer is not None and (
        doer.lower_ in ("we", "they", "he", "she") or names_enforcer(iter(doer.subtree))
    )


def _auxiliary(verb: Token) -> int:
    first = min(
        (c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "advmod") and c.i < verb.i),
        default=verb.i,
    )
    return first if verb.i - first <= 3 else verb.i
