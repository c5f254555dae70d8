from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns
from mtaudit.rules.lexicons_style import style_words
from mtaudit.rules.style._phrases import NOUNS, after, first_word, head_of, phrase_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

#: What puts a topic first; longer ones before their beginnings.
_OPENINGS = (
    ("as", "for"),
    ("with", "regard", "to"),
    ("with", "regards", "to"),
    ("with", "respect", "to"),
    ("in", "relation", "to"),
    ("in", "regard", "to"),
    ("related", "to"),
    ("relating", "to"),
    ("regarding",),
    ("concerning",),
    ("about",),
    ("for",),
    ("as", "to"),
    ("as", "regards"),
)
_CONNECTIVES = frozenset(
    "meanwhile then and but so now while whereas also later currently previously".split()
)
_PEOPLE = frozenset({"he", "she", "they"})
_THINGS = frozenset({"it", "they"})
_TIMES = frozenset({"DATE", "TIME"})
_ARTICLES = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"})
#: Openers of the clause or infinitive that *it* stands for.
_CLAUSES = frozenset({"that", "to", "whether", "if", "when", "how", "why", "who", "what"})
#: Endings of nouns for persons that no list need hold.
_AGENTS = ("ist", "man", "woman")
#: Adjectives after *it is* that judge a situation: *for the poor, it is hard*.
_DUMMY = frozenset(
    "seem seems seemed mean means meant take takes took matter matters become becomes became".split()
)
#: What things do, and people do not do for them: *for the tomatoes, they rot*.
_INANIMATE = frozenset(
    "reach rot leak stand lie hang cost contain weigh last crack fall rise grow arrive come melt burn "
    "sink float remain stay smell taste vary depend measure include consist belong date fit dry freeze "
    "expire disappear collapse shine begin start end sit spoil rust wither die ripen sprout bloom bear "
    "flow spread stretch lead connect face overlook originate stem result occur happen circulate "
    "contribute exceed amount total range decrease increase drop double shrink expand function operate "
    "fail break wear work run go serve appear look sound seem feed flood dwindle sell glow bounce bend "
    "tear peel swell breed hatch".split()
)
#: Those of them with an object of their own.
_SPANNING = frozenset(
    "reach cost contain measure include fit face overlook connect exceed feed total".split()
)
_DUTIES = frozenset({"have", "has", "had", "need", "needs", "needed"})
_SITUATED = frozenset("not n't still also now then just only really always never".split())


class FrontedTopic(Rule):
    """A topic put first and then taken up again by a pronoun or by itself.

    ## What it finds
    `For the seedlings, they were grown`, `Regarding the fire, it was`, `As for the price, the price is`: the
    subject of the sentence stands before it with `for`, `as for`, `regarding` or `related to`.

    ## Why it matters
    *Untuk*, *terkait* and *adapun* name the topic first, and the clause may take it up again. In English the
    subject alone does both.

    ## Known false alarms
    `As for the money, it was spent` is English where the topic is contrasted with another; with a name
    (`As for Maria, she`) it always is, and is left alone. `For the patient, it was hard`
    and `For the experiments, they used mice` are left alone: the pronoun means something else.

    ## Example
    `For the victim, he was taken to the hospital.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on topic-comment clauses; Huddleston and
    Pullum 2002, *The Cambridge Grammar*, ch. 16 on left dislocation.
    """

    code = "STY017"
    name = "fronted-topic"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the topic with what takes it up."""
        for segment, token in evidence.document.tokens(*sorted({words[0] for words in _OPENINGS})):
            if not _is_first(segment, token):
                continue
            opening = next((o for o in _OPENINGS if _reads(segment, token, o)), None)
            if opening is None:
                continue
            last = _taken_up(segment, token.i + len(opening), opening)
            if last is not None:
                yield Hit(
                    segment.span_of(token.doc[token.i : last.i + 1]),
                    "The topic is named twice (Indonesian untuk, terkait, adapun); the subject is enough.",
                    confidence=0.7,
                )


def _reads(segment: AnalysedSegment, token: Token, words: tuple[str, ...]) -> bool:
    found = token.doc[token.i : min(token.i + len(words), segment.parsed.end)]
    return tuple(t.lower_ for t in found) == words


def _is_first(segment: AnalysedSegment, token: Token) -> bool:
    """Tell whether a word opens the sentence, connectives passed over."""
    first = first_word(segment)
    while first is not None and first != token and (first.lower_ in _CONNECTIVES or first.text == ","):
        first = after(segment, first)
    return first == token


def _taken_up(segment: AnalysedSegment, start: int, opening: tuple[str, ...]) -> Token | None:
    """Return the pronoun or noun after the comma that means the topic."""
    doc = segment.parsed.doc
    end = phrase_end(segment, start)
    head = head_of(segment, start, end)
    comma = end
    if head is None and start + 2 < segment.parsed.end and doc[start + 2].text == ",":
        # A noun that the tagger does not know: *Regarding the voucher,*.
        head, comma = doc[start + 1], start + 2
        end = comma
    if head is None:
        return None
    if doc[min(comma, segment.parsed.end - 1)].lower_ in ("itself", "himself", "herself", "themselves"):
        comma += 1
    while comma < min(segment.parsed.end, end + 10) and doc[comma].text != ",":
        # A phrase or clause behind the noun belongs to the topic.
        comma += 1
    if comma + 2 >= segment.parsed.end or doc[comma].text != ",":
        return None
    if comma - end > 1 and (doc[end].tag_ == "TO" or any(t.tag_ == "MD" for t in doc[end:comma])):
        # *for the seniors to play, they must win*
        return None
    subject = doc[comma + 1]
    if subject.lower_ == "then" and comma + 2 < segment.parsed.end:
        subject = doc[comma + 2]
    lemma = head.lemma_.lower()
    if head.ent_type_ in _TIMES or lemma in style_words().adverbials or lemma in nouns().measures - {"man"}:
        return None
    plural = head.tag_ in ("NNS", "NNPS") or lemma in ("police", "people")
    human = (
        lemma in nouns().people | name_words().roles
        or head.ent_type_ == "PERSON"
        or lemma in ("people", "police")
    )
    if subject.lower_ not in _PEOPLE | _THINGS:
        return _repeated(segment, subject, head)
    if doc[end].lower_ in ("itself", "themselves") and subject.lower_ in _THINGS:
        return subject
    if opening == ("for",):
        return subject if _fits(segment, subject, head, plural=plural, human=human) else None
    if opening[0] == "as" and head.tag_ in ("NNP", "NNPS") and doc[start].lower_ not in _ARTICLES:
        # *As for Maria, she stayed* is English.
        return None
    agrees = {
        "they": plural or lemma in nouns().collective,
        "it": not plural and not _is_dummy(segment, subject),
    }.get(subject.lower_, not plural and (human or lemma.endswith(_AGENTS)))
    return subject if agrees else None


def _is_dummy(segment: AnalysedSegment, pronoun: Token) -> bool:
    """Tell *it is clear that*, *it was decided to* and *it seems*, where it means nothing."""
    words = pronoun.doc[pronoun.i + 1 : min(segment.parsed.end, pronoun.i + 9)]
    verbs = [t for t in words if t.lower_ not in _SITUATED]
    if not verbs or verbs[0].lower_ in _DUMMY:
        return True
    if any(t.lower_ == "so" and t.nbor().tag_ == "JJ" for t in verbs[1:3]):
        # *it was so wet that the ball stopped*
        return False
    linked = next((t for t in words if t.lower_ in _CLAUSES), None)
    if linked is None or not any(t.lemma_ == "be" for t in verbs[:3]):
        return False
    said = linked.lower_ in ("that", "whether", "who", "what")
    return linked.nbor(-1).tag_ in (("JJ", "JJR", "NN", "VBN") if said else ("JJ", "JJR", "NN"))


def _fits(segment: AnalysedSegment, pronoun: Token, head: Token, *, plural: bool, human: bool) -> bool:
    """Tell whether a pronoun after a plain `for` means the topic: it must be no agent and no dummy."""
    word = pronoun.lower_
    if word in ("he", "she"):
        return human and not plural
    if word == "they" and head.lemma_.lower() in nouns().collective:
        return True
    if word == "they":
        return plural and (human or _is_described(segment, pronoun))
    if plural or (human and head.lemma_.lower() not in nouns().collective):
        return False
    return _is_described(segment, pronoun)


def _is_described(segment: AnalysedSegment, pronoun: Token) -> bool:
    """Tell a clause about the thing: a passive, or a verb that is no dummy's and no agent's."""
    words = pronoun.doc[pronoun.i + 1 : min(segment.parsed.end, pronoun.i + 10)]
    verbs = [t for t in words if t.lower_ not in _SITUATED]
    if not verbs or verbs[0].lower_ in _DUMMY:
        return False
    if verbs[0].pos_ == "AUX" or verbs[0].tag_ == "MD":
        for token in verbs:
            if token.tag_ in ("VBN", "IN", "VBG") or (token.pos_ == "VERB" and token.tag_ == "VB"):
                return token.lower_ not in _DUMMY and token.lower_ != "like"
            if token.tag_ in ("CD", "$"):
                return True
            if token.tag_ in ("JJ", "JJR", "JJS", "DT", "PRP$", "WP", "WRB", "NN"):
                following = next((t for t in words if t.i > token.i), None)
                ends = following is None or following.lower_ not in (
                    "to",
                    "that",
                    "when",
                    "if",
                    "for",
                    "time",
                )
                return token.tag_ == "JJ" and ends and token.lower_ not in style_words().dull
        return False
    if pronoun.lower_ == "they" and _is_inanimate(verbs):
        return True
    return pronoun.lower_ == "it" or verbs[0].lemma_.lower() in style_words().background


def _is_inanimate(verbs: list[Token]) -> bool:
    """Tell *they rot*, *they have to reach 40 meters* and *they need to be booked*."""
    verb = verbs[0]
    if verb.lower_ in _DUTIES and len(verbs) > 2 and verbs[1].lower_ == "to":
        if verbs[2].lower_ == "be":
            return True
        verb = verbs[2]
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    acts = following is not None and following.tag_ in ("DT", "PRP$", "PRP")
    return verb.lemma_.lower() in (_SPANNING if acts else _INANIMATE)


def _repeated(segment: AnalysedSegment, subject: Token, head: Token) -> Token | None:
    """*As for the price, the price is*: the same noun as subject."""
    end = phrase_end(segment, subject.i)
    again = head_of(segment, subject.i, end)
    if again is None or again.lemma_.lower() != head.lemma_.lower() or again.tag_ not in NOUNS:
        return None
    return again if again.dep_ in ("nsubj", "nsubjpass") else None
