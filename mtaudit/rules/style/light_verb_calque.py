from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_style import light_verbs, style_words
from mtaudit.rules.style._phrases import NOUNS, after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.rules.lexicons_style import LightVerb

_VERBS = {
    "carry out": ("carry", "carries", "carried", "carrying"),
    "conduct": ("conduct", "conducts", "conducted", "conducting"),
    "perform": ("perform", "performs", "performed", "performing"),
    "do": ("do", "does", "did", "done", "doing"),
    "make": ("make", "makes", "made", "making"),
    "commit": ("commit", "commits", "committed", "committing"),
}
#: Endings of nouns of action, and such nouns that these verbs go with in English before their object.
_ACTION = ("tion", "tions", "sion", "sions", "ment", "ments", "al", "als", "ance", "ence", "ure", "age")
_ENGLISH = frozenset(
    "investigation evaluation examination inspection operation execution assassination implementation "
    "assessment experiment observation renovation restoration reconstruction excavation exploration "
    "calculation simulation modification installation procedure measurement measure analysis consultation "
    "audit function duty transaction vaccination inoculation mission instruction instructions action "
    "actions review appraisal interpretation rendition adaptation imitation impression presentation "
    "demonstration translation description comparison version rehearsal recital proposal gesture damage "
    "package average percentage stage massage coverage negotiation evacuation abortion transplantation "
    "amputation cremation circumcision portion fraction section collection selection direction majority "
    "generation mention reservation donation contribution maintenance surveillance reconnaissance "
    "performance balance dance treatment agreement amendment appointment arrangement assignment bulk "
    "remainder verification distribution identification preparation registration certification "
    "classification validation estimation detection extraction production decontamination disinfection "
    "sterilization sterilisation fumigation repatriation redistribution".split()
)
#: Further nouns of action that one conducts.
_CONDUCTED = frozenset(
    "interrogation dissection comparison manipulation reproduction computation calibration initiation "
    "consecration coronation ceremony experimentation reevaluation reexamination reinvestigation premiere "
    "deposition litigation prosecution defense visitation tuition education orchestration election "
    "elections auction auctions interpretation conversation discussion discussions correspondence trial "
    "trials affairs funeral campaign withdrawal proposal appraisal referral approval rehearsal procedure "
    "lecture conference audience occupation session sessions".split()
)
_GATHERED = frozenset({"collection", "recording", "selection"})
#: What English carries out the collection of, or conducts the recording of.
_RESEARCH = frozenset(
    "data samples sample evidence information statistics specimens specimen taxes tax debts debt duties "
    "album song songs symphony opera music tracks names winners fingerprints dna blood soil water "
    "plasma".split()
)
_LEMMAS = {form: lemma for lemma, forms in _VERBS.items() for form in forms}
_BETWEEN = frozenset("DT PDT JJ JJR JJS CD PRP$ RB NN NNP NNS HYPH POS VBN VBG".split())
#: Particles of a noun in *-ing*, and prepositions of the object that the noun took from its verb.
_PARTICLES = frozenset("out over up off down in away back on".split())
_OBJECT = frozenset({"of", "against", "upon", "towards", "toward"})
#: Deeds that one is hired or ordered to carry out.
_ORDERED = frozenset({"murder", "killing"})
#: Verbs whose passive is looked for behind the noun (*the closure was carried out*).
_PASSIVES = frozenset({"carried", "conducted", "performed", "done"})
#: Tokens between the verb and its noun.
_LONGEST = 5


class LightVerbCalque(Rule):
    """A verb that says nothing with a noun that English has a verb for.

    ## What it finds
    `carry out`, `conduct`, `do`, `perform` or `make` with a noun of action from a lexicon: `did an arrest
    of`, `carried out the theft of`, `performed a blocking of`, `doing coordination with`. Nouns that English
    joins with the verb (`carry out an attack`, `make an arrest`, `conduct a raid`) are left alone.

    ## Why it matters
    *Melakukan* goes with every noun of action (*melakukan pencurian*). In English the noun's own verb is
    shorter and says who did what: `stole`, `checked`, `blocked`.

    ## Known false alarms
    Legal and technical registers keep some of these (`carry out the seizure of assets`). The density rule
    `light-verb-chain` counts the pairs that are English.

    ## Example
    `Officers did a checking of every bus.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on *melakukan* with nominalised verbs; Quirk
    et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 10 on eventive objects; Huddleston and
    Pullum 2002, *The Cambridge Grammar*, ch. 4 on light verbs.
    """

    code = "STY011"
    name = "light-verb-calque"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb with its noun, and `of` where it follows."""
        for segment, verb in evidence.document.tokens(*_LEMMAS):
            place = _noun_after(segment, verb) or _noun_before(segment, verb)
            if place is None:
                continue
            first, last, entry = place
            noun = entry.noun if entry is not None else last.lower_
            says = f"; English says “{entry.verb}”" if entry is not None else ""
            behind = f" (Indonesian melakukan {entry.indonesian})" if entry is not None else ""
            following = after(segment, last)
            if following is not None and following.lower_ == "of":
                last = following
            yield Hit(
                segment.span_of(verb.doc[first.i : last.i + 1]),
                f"“{_LEMMAS[verb.lower_]}” with “{noun}” stands for a verb{behind}{says}.",
                confidence=0.7,
            )


_Place = tuple["Token", "Token", "LightVerb | None"]


def _noun_after(segment: AnalysedSegment, verb: Token) -> _Place | None:
    """Return the verb with the first noun of action in its object."""
    lemma = _LEMMAS[verb.lower_]
    start = verb.i + 1
    if lemma == "carry out":
        out = after(segment, verb)
        if out is None or out.lower_ != "out":
            return None
        start += 1
    elif verb.tag_ in NOUNS or (verb.dep_ in ("aux", "auxpass") and verb.head.tag_ in ("VB", "VBP")):
        return None
    words = verb.doc[start : min(segment.parsed.end, start + _LONGEST)]
    for token in words:
        entry = light_verbs().get(token.lower_)
        following = after(segment, token)
        # *conduct sales training*: the next noun is the head.
        compound = following is not None and following.tag_ in NOUNS | {"HYPH"}
        if entry is not None and not compound and _is_calque(verb, lemma, entry, following):
            return verb, token, entry
        if entry is None and not compound and _is_gerund_noun(lemma, words, token, following):
            return verb, token, None
        if entry is None and not compound and _is_action_noun(lemma, words, token, following):
            return verb, token, None
        if token.tag_ not in _BETWEEN or (token.lower_ in ("of", "that")):
            return None
    return None


def _is_calque(verb: Token, lemma: str, entry: LightVerb, following: Token | None) -> bool:
    preposition = following.lower_ if following is not None else ""
    if entry.noun in _ORDERED and verb.tag_ == "VB" and verb.i > 0 and verb.nbor(-1).lower_ == "to":
        # *hired to carry out the murder of*
        return False
    if lemma in entry.with_verbs:
        return True
    if lemma not in entry.with_of or preposition not in _OBJECT or following is None:
        return False
    return entry.noun not in _GATHERED or not any(
        t.lower_ in _RESEARCH for t in following.doc[following.i + 1 : following.i + 4]
    )


def _is_gerund_noun(lemma: str, words: TokenSpan, token: Token, following: Token | None) -> bool:
    """Tell *performed a blocking of*: an article, any noun in *-ing*, and its object."""
    if following is not None and following.lower_ in _PARTICLES and following.i + 1 < len(token.doc):
        # *a pulling out of*
        following = following.nbor()
    return (
        lemma != "commit"
        and token.lower_.endswith("ing")
        and len(token) > 5
        and token.lower_ not in style_words().english_ing
        and _opens_gerund(lemma, words, token)
        and following is not None
        and following.lower_ in ("of", "against", "on", "towards", "toward")
    )


def _opens_gerund(lemma: str, words: TokenSpan, token: Token) -> bool:
    """Tell an article before the noun, an adjective between them, or nothing before it."""
    first = words[0]
    if lemma == "make":
        return first.lower_ in ("a", "an") and first.i == token.i - 1
    if first == token:
        return lemma in ("carry out", "conduct")
    between = token.i - first.i - 1
    return first.lower_ in ("a", "an", "the") and (
        not between or (between == 1 and token.nbor(-1).tag_ == "JJ")
    )


def _is_action_noun(lemma: str, words: TokenSpan, token: Token, following: Token | None) -> bool:
    """Tell *did a revision of*: an article or nothing, a noun of action by its ending, and its object."""
    return (
        lemma not in ("make", "commit", "perform")
        and not (lemma == "conduct" and token.lower_ in _CONDUCTED)
        and token.lower_.endswith(_ACTION)
        and len(token) > 6
        and not {token.lower_, token.lower_.removesuffix("s")} & _ENGLISH
        and token.tag_ in NOUNS
        and token.i - words[0].i <= 1
        and (words[0] == token or words[0].lower_ in ("a", "an", "the"))
        and following is not None
        and following.lower_ in _OBJECT
    )


def _noun_before(segment: AnalysedSegment, verb: Token) -> _Place | None:
    """Return the subject of a passive: *the confiscation was carried out by officers*."""
    if verb.lower_ not in _PASSIVES or not any(child.dep_ == "auxpass" for child in verb.children):
        return None
    if verb.lower_ == "carried":
        out = after(segment, verb)
        if out is None or out.lower_ != "out":
            return None
    subject = next((t for t in verb.children if t.dep_ == "nsubjpass"), None)
    entry = light_verbs().get(subject.lower_) if subject is not None else None
    if subject is None or entry is None:
        return None
    lemma, following = _LEMMAS[verb.lower_], after(segment, subject)
    if lemma not in entry.with_verbs and not (
        lemma in entry.with_of and following is not None and following.lower_ in _OBJECT
    ):
        return None
    last = after(segment, verb) if verb.lower_ == "carried" else verb
    return (subject, last or verb, entry) if verb.i - subject.i <= 2 * _LONGEST else None
