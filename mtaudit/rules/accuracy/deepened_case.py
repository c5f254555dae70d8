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
    "report complaint modus murder theft fraud embezzlement abuse corruption bribery incident perpetrator "
    "witness suspect indication lead clue finding role flow irregularity bribe graft smuggling trafficking "
    "robbery rape assault killing shooting stabbing leak violation offence offense".split()
)
_WIDE = frozenset(
    "information network connection relationship link fact evidence origin source possibility "
    "account circumstance chronology mode cause transaction ownership identity background whereabouts "
    "meeting communication knowledge document data reason explanation syndicate ring timeline death part "
    "negligence plot plan money fund asset trail pattern method collapse footage recording "
    "examination handling crash fire accident".split()
)
_FORMS = "explore explores explored exploring deepen deepens deepened deepening developed".split()
#: What explores a case in English.
_WORKS = frozenset(
    "novel film movie book series documentary study paper author writer play exhibition article podcast "
    "drama story director historian essay chapter thriller scholar episode".split()
)
#: What is explored and deepened in English.
_ENGLISH = frozenset(
    "option idea planet site alternative technology market cave region area way merger deal partnership "
    "cooperation tie relation relationship crisis channel river harbor harbour port well understanding "
    "rift divide commitment recession bond friendship theme topic concept potential opportunity space "
    "ocean sea wreck tunnel mine forest avenue treatment therapy use approach future integration trust "
    "wound gloom lake canal pond basin hole colour color voice love faith sense proposal solution "
    "field reform".split()
)
#: Words of an inquiry that is not the police's: an audit, a tribunal, a ministry's inspectors.
_INQUIRY = (
    "inspector inspectors inquiry probe auditor auditors ombudsman commission scandal corruption bribery "
    "bribe bribes graft embezzlement fraud allegation allegations alleged lawsuit court trial lawyer "
    "commissioner superintendent sergeant patrol victim victims accident collision "
    "investigated investigating leak leaked blamed negligence illegal illegally violated violation violations"
).split()
_BE = frozenset("is are was were be been being".split())
_AUXILIARIES = _BE | frozenset("will must has have had can could should would to n't not".split())
_CLAUSES = frozenset("it this that whether who how why where when what if".split())
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
        if not places or not (is_police_text(document) or any(True for _ in document.tokens(*_INQUIRY))):
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
        local = names_enforcer(segment.parsed)
        start = _passive_start(segment, verb)
        if start is not None:
            about = passive_subject(verb)
            if verb.lower_ == "developed":
                # *The motive is still being developed*
                known = about is not None and about.lemma_.lower() in _CASE - {"theft", "method"}
                if known and verb.nbor(-1).lower_ == "being":
                    yield segment, start, verb.i
            elif _is_looked_into(about, verb, local):
                yield segment, start, verb.i
            continue
        if _is_work(verb) or verb.lower_ == "developed":
            continue
        police = local or _done_by(verb)
        thing = next((t for t in objects(verb) if _is_case(t, police)), None) or _noun_after(
            segment, verb, police
        )
        if thing is not None:
            yield segment, verb.i, thing.i
        elif _says_it(segment, verb, police):
            yield segment, verb.i, verb.i + 1


def _passive_start(segment: AnalysedSegment, verb: Token) -> int | None:
    """Return where *is still being explored* begins."""
    if not verb.lower_.endswith("ed"):
        return None
    start = verb.i
    while start > segment.parsed.start and (
        verb.doc[start - 1].pos_ == "ADV" or verb.doc[start - 1].lower_ in _AUXILIARIES
    ):
        start -= 1
    return start if any(t.lower_ in _BE for t in verb.doc[start : verb.i]) else None


def _is_looked_into(about: Token | None, verb: Token, local: bool) -> bool:
    """Tell a case that is deepened, or anything *being explored* but what English explores."""
    if about is not None and _is_case(about, local):
        return True
    words = {t.lemma_.lower() for t in (about.subtree if about is not None else verb.sent)}
    ongoing = verb.i > 0 and verb.nbor(-1).lower_ == "being"
    return (ongoing or local or bool(words & _CASE)) and words.isdisjoint(_ENGLISH)


def _noun_after(segment: AnalysedSegment, verb: Token, police: bool) -> Token | None:
    """Return the case after the verb: *deepening allegations*, *deepen into the statement*."""
    previous = verb.doc[verb.i - 1] if verb.i > segment.parsed.start else None
    if verb.lower_.endswith("ing") and previous is not None and previous.tag_ in ("DT", "PRP$", "JJ", "POS"):
        # *the deepening corruption scandal*
        return None
    for token in verb.doc[verb.i + 1 : min(verb.i + 7, segment.parsed.end)]:
        if token.tag_ in ("NN", "NNS") and _is_case(token, police):
            return token
        into = token.i == verb.i + 1 and token.lower_ in ("into", "on", "further", "about")
        if not into and token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "NUM", "VERB"):
            return None
    return None


def _says_it(segment: AnalysedSegment, verb: Token, police: bool) -> bool:
    """Tell *we are still deepening it* and *will deepen whether*."""
    following = verb.doc[verb.i + 1] if verb.i + 1 < segment.parsed.end else None
    if following is None or not police:
        return False
    deepens = verb.lemma_ == "deepen" or verb.lower_.startswith("deepen")
    return (deepens and following.lower_ in _CLAUSES) or (
        following.lower_ in ("it", "this", "that") and following.tag_ != "DT"
    )


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
