from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import MONTHS, WEEKDAYS, after, before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

_PRONOUNS = frozenset(
    "he she him her his hers they them their theirs it its we us our ours you your my me mine himself "
    "herself itself themselves ourselves".split()
)
_ANYBODY = frozenset("everyone everybody someone somebody nobody everything".split())
_POSSESSIVES = frozenset({"her", "his", "their", "its", "our", "your", "my"})
_OTHERS = frozenset(
    "the a an in on at of from to for with by and but or that which who when while because after before "
    "into about if as was were is are has have had this these those not so than then been be will would can "
    "could should until since during between through against under over without where how also although "
    "though whose whom what nor yet there".split()
)
_SACRED = frozenset(
    "god allah lord jesus christ almighty prophet creator messiah saviour savior buddha heaven".split()
)
_PLACING = frozenset({"from", "in", "at", "to", "near", "by", "with"})
_NO_OPENERS = frozenset("them him us which who himself herself theirs hers than because that".split())
#: Particles within names, and common nouns of places and bodies that names end in (*Saitama Prefecture*).
_NO_NAMES = frozenset(
    "van von der den del della bin binti ibn abu prefecture regency regent municipality oblast subdistrict "
    "polytechnic constabulary secretariat directorate archdiocese parliament embassy consulate commissioner "
    "constitution".split()
)
_HIS = frozenset({"he", "him", "his", "himself", "you", "your", "they", "them", "their", "who", "it", "its"})
_SAYING = (
    "said", "says", "say", "added", "adds", "told", "explained", "asked", "stated", "continued", "replied",
    "concluded", "stressed", "recalled", "insisted", "revealed", "admitted", "claimed", "argued", "warned",
)  # fmt: skip
#: From this Zipf frequency on a word in lower case may be a common word.
_COMMON = 3.3
#: The same where a verb of saying stands beside it and the text writes it with a capital mostly.
_FAIRLY_COMMON = 4.2


class MisplacedCapital(Rule):
    """A capital where English has none, or a name without one.

    ## What it finds
    A pronoun, article, preposition or conjunction with a capital in the middle of a sentence (`at Her
    house`), and a surname in lower case beside its verb of saying, where the text writes it with a capital
    elsewhere (`dedy said`).

    ## Why it matters
    Clauses that were moved keep the capital of their old place, and names lose theirs at the seam.

    ## Known false alarms
    Titles of works without quotation marks that end in words in lower case. Pronouns for God are left
    alone.

    ## Example
    `The driver said that He had been asleep.`

    ## Source
    Huddleston and Pullum 2002, *The Cambridge Grammar of the English Language*, ch. 20 on capitals; MQM,
    Fluency/Spelling.
    """

    code = "FLU023"
    name = "misplaced-capital"
    category = "Fluency/Spelling"
    its_type = "misspelling"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the word."""
        document = evidence.document
        sacred = next(iter(document.tokens(*_SACRED)), None) is not None
        for segment, token in document.tokens(*_PRONOUNS, *_ANYBODY, *_OTHERS):
            if token.text.istitle() and _is_inside(segment, token) and not (sacred and token.lower_ in _HIS):
                yield Hit(
                    segment.span_of(token),
                    f"“{token.text}” has a capital in the middle of a sentence.",
                    confidence=0.85,
                    suggestion=token.text.lower(),
                )
        for segment, name in _small_names(document):
            yield Hit(
                segment.span_of(name),
                f"“{name.text}” is a name; the text writes it with a capital elsewhere.",
                confidence=0.9,
                suggestion=name.text.capitalize(),
            )


def _is_inside(segment: AnalysedSegment, token: Token) -> bool:
    """Tell a word between words in lower case, within a line of running text."""
    if segment.segment.role not in ("body", "caption", "subhead") or token.i <= segment.parsed.start:
        return False
    if token.ent_type_ == "WORK_OF_ART" or (token.lower_ == "a" and not _is_article(token)):
        return False
    left, following = token.nbor(-1), after(token)
    if left.text == ",":
        left = left.nbor(-1) if left.i > segment.parsed.start else left
        if left.lower_ in _SAYING or left.pos_ == "VERB":
            return False
    if not (left.text.isalpha() and left.text.islower()) or "\n" in left.whitespace_:
        return False
    if (
        following is None
        or following.text in ('"', "'", ":", "-")
        or (
            following.text[0].isupper()
            and (token.lower_ == "the" or following.lower_ not in WEEKDAYS | MONTHS)
            and not (token.lower_ in _PLACING and left.pos_ in ("NOUN", "VERB"))
        )
        or following.is_digit
    ):
        # *and The Hague*, *A Boy From The Docks*, *The 700 Club*
        return False
    if not (_needs_more(left) or _is_object(token) or _is_owner(left, token)) and _may_begin(token):
        # Data sets run headlines and sentences together (*forced to quarantine The decision was made*).
        return False
    if token.is_sent_start and not _needs_more(left):
        # Two lines that were run together: a full stop is missing, not a capital too many.
        return False
    if token.lower_ in _ANYBODY and any(t.text[0].isupper() for t in token.doc[token.i + 1 : token.i + 5]):
        # *The play was called Someone at the Door*
        return False
    near = token.doc[max(segment.parsed.start + 1, token.i - 4) : token.i]
    if following.is_punct and any(
        word.text[0].isupper() and not word.is_sent_start and word.nbor(-1).text != '"' for word in near
    ):
        # *The Thick of It*
        return False
    return token.lower_ != "it" or token.pos_ == "PRON"


def _is_article(token: Token) -> bool:
    """Tell an article from a person's initial or a grade (*the suspect A was caught*)."""
    following = after(token)
    return following is not None and following.text.islower() and following.pos_ in ("NOUN", "ADJ", "ADV")


def _needs_more(left: Token) -> bool:
    """Tell a word that ends no sentence: a preposition, conjunction, determiner or verb of saying."""
    return (
        left.pos_ in ("ADP", "SCONJ", "CCONJ", "DET", "AUX")
        or left.tag_ in ("TO", "PRP$", "IN", "WDT", "WRB")
        or left.lower_ in _SAYING
    )


def _is_owner(left: Token, token: Token) -> bool:
    """Tell a possessive of the object of a verb (*She called Her husband, who*)."""
    return token.lower_ in _POSSESSIVES | {"everyone", "everybody", "someone"} and left.tag_ in (
        "VBD",
        "VBZ",
        "VBP",
        "VB",
        "VBG",
        "VBN",
    )


def _is_object(token: Token) -> bool:
    """Tell *them*, *which*, *by* and the like, which begin no statement of their own or hang on the left."""
    return token.lower_ in _NO_OPENERS or (
        token.dep_ in ("prep", "agent", "mark", "cc", "dative") and (token.head.i < token.i)
    )


def _may_begin(token: Token) -> bool:
    """Tell a word that may open a sentence: a finite verb with a subject follows, and no other is before."""
    words = token.doc[token.i + 1 : min(len(token.doc), token.i + 30)]
    quoted = next((t.i for t in words if t.text == '"'), None)
    if quoted is not None and quoted > token.i + 1:
        # *walks The last mile," he said*
        words = token.doc[token.i + 1 : quoted]
    said = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in token.doc[max(0, token.i - 12) : token.i])
    opens = token.pos_ in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV")
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in words)
    return opens and finite and not (said and token.dep_ in ("dobj", "pobj", "iobj"))


def _is_surname(document: AnalysedDocument, name: Token) -> bool:
    """Tell a name beside a verb of saying, rather than *the hydrologist said*."""
    left = before(name)
    if left is not None and left.i >= name.sent.start and left.pos_ in ("DET", "ADJ", "NOUN", "PROPN"):
        return False
    rare = zipf(name.lower_, "en") < _COMMON
    return _is_capital_elsewhere(document, name) and (rare or _is_mostly_capital(document, name))


def _is_name(token: Token, segment: AnalysedSegment, most: float = _COMMON) -> bool:
    inside = segment.parsed.start <= token.i < segment.parsed.end
    return (
        inside
        and token.text.islower()
        and token.is_alpha
        and len(token) > 2
        and token.lower_ not in _NO_NAMES
        and zipf(token.lower_, "en") < most
        and token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "ADV", "X", "PRON", "INTJ", "ADP")
    )


def _small_names(document: AnalysedDocument) -> Iterator[tuple[AnalysedSegment, Token]]:
    """Yield names in lower case: beside a verb of saying, or words of a person's name elsewhere."""
    beside = [
        (segment, name)
        for segment, verb in document.tokens(*_SAYING)
        for name in (before(verb), after(verb))
        if name is not None and _is_name(name, segment, _FAIRLY_COMMON) and _is_surname(document, name)
    ]
    for segment, to in document.tokens("to"):
        name, according = after(to), before(to)
        if name is None or according is None or according.lower_ != "according":
            continue
        if _is_name(name, segment) and _is_capital_elsewhere(document, name):
            beside.append((segment, name))
    persons = {
        token.lower_
        for _, person in document.entities
        if person.label_ == "PERSON" and len(person) > 1
        for token in person
        if token.text.istitle() and not token.is_sent_start
    }
    anywhere = [
        (segment, name)
        for segment, name in document.tokens(*persons)
        if _is_name(name, segment) and _stands_as_name(name) and _is_mostly_capital(document, name)
    ]
    found = {segment.offset + name.idx: (segment, name) for segment, name in (*beside, *anywhere)}
    yield from (found[place] for place in sorted(found))


def _is_capital_elsewhere(document: AnalysedDocument, name: Token) -> bool:
    return any(
        token.text.istitle() and (not token.is_sent_start or token.pos_ == "PROPN")
        for _, token in document.tokens(name.lower_)
    )


def _stands_as_name(name: Token) -> bool:
    """Tell a bare singular that is subject or object, as a surname is."""
    left, following = before(name), after(name)
    bare = left is None or left.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
    return (
        bare
        and name.tag_ != "NNS"
        and name.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        and (following is None or following.pos_ not in ("NOUN", "PROPN"))
    )


def _is_mostly_capital(document: AnalysedDocument, name: Token) -> bool:
    forms = [token.text for _, token in document.tokens(name.lower_)]
    return sum(form.islower() for form in forms) <= sum(form.istitle() for form in forms)
