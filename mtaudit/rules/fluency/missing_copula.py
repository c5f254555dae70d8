from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import is_finite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

#: Adverbs that stand between a subject and its predicate, not inside a noun phrase.
_ADVERBS = frozenset(
    "still now very not already quite so too currently always mostly often never also just almost "
    "really increasingly only nearly largely mainly probably perhaps usually again yet extremely always "
    "all rather generally fully completely somewhat relatively certainly clearly pretty fairly deeply "
    "highly heavily badly temporarily really totally slightly longer even both now much sufficiently "
    "once actually apparently reportedly yet far once today basically truly especially entirely "
    "absolutely barely hardly seldom rarely presently similarly equally officially mainly predominantly "
    "lately everywhere indeed incredibly surprisingly terribly definitely obviously genuinely partly "
    "partially".split()
)
#: Adverbs after which a participle names a state (*still closed*), and participles that mostly do.
_STRONG = frozenset(
    "still very not mostly currently quite largely already now longer yet almost fully completely badly "
    "heavily only partly partially temporarily really deeply rather so too completely totally entirely "
    "nearly just extremely slightly fairly always always often again".split()
)
_STRONGEST = frozenset(
    "still very not mostly currently quite largely already almost fully completely rather too extremely "
    "totally entirely nearly partly slightly".split()
)
_STATES = frozenset(
    "closed blocked damaged flooded submerged isolated detained hospitalized hospitalised treated "
    "trapped buried stuck worried traumatized traumatised injured scattered abandoned locked parked "
    "covered crowded limited finished completed broken destroyed ruined paralyzed paralysed disrupted "
    "suspended postponed unfinished disappointed confused frightened scared shocked interested "
    "satisfied surprised tired unpaid cut cracked burnt burned polluted contaminated overwhelmed "
    "guarded sealed packed filled empty dominated controlled known missing displaced divided concerned "
    "determined prepared committed deserted crowded excited delighted pleased annoyed bored exhausted "
    "embarrassed amazed astonished devastated heartbroken saddened alarmed frustrated relieved upset "
    "puzzled depressed stressed motivated inspired amused angered wounded bruised swollen drunk torn "
    "rusted rotten frozen wrecked shattered outdated related connected linked located situated based "
    "married engaged divorced retired employed unemployed uninhabited untouched unchanged undecided "
    "uncertain unresolved untreated unsolved unused licensed registered insured protected exposed "
    "affected infected occupied reserved booked sold lost gone done open shut spread wasted neglected "
    "underdeveloped isolated equipped furnished decorated littered soaked drenched coated chained tied "
    "bound jailed arrested hidden forbidden banned restricted allowed permitted required needed "
    "expected involved excluded included opposed united scheduled planned delayed stalled halted "
    "settled solved confused convinced worn".split()
)
#: Adjectives that stand in the predicate only, so that no adverb need part them from the subject.
_PREDICATIVE = frozenset(
    "afraid aware able unable alive asleep alone ready glad sure unaware sorry willing unwilling "
    "reluctant confident hopeful doubtful optimistic pessimistic eager certain convinced proud "
    "worried tired pregnant absent guilty enough".split()
)
#: Adjectives that follow a measure or a noun, and make no predicate there.
_POSTPOSED = frozenset(
    "possible available present ahead past old long tall wide high deep elect general apart alike else "
    "strong thick worth first last more less left other such only own due new wrong right open clear close "
    "slow dry cool warm empty free".split()
)
#: Adjectives that the tagger takes for verbs behind a plural (*the roads already dry*).
_ALSO_VERBS = frozenset({"dry", "empty", "clear", "calm", "quiet", "clean", "warm", "busy", "full", "low"})
#: What a definite subject begins with.
_DEFINITE = frozenset(
    "the this that these those his her its their our my many most all some several both".split()
)
#: Nouns that *a* counts by (*five dollars a day*).
_BY = frozenset(
    "day week month year hour minute person head piece kilo kilogram time game night litre liter".split()
)
#: Verbs of saying, behind which a clause may stand, and words that open a clause.
_SAYING = frozenset("said says added explained stated admitted stressed claimed insisted".split())
_LINKS = frozenset({"because", "although", "though", "but"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_OF_THEM = frozenset({"them", "us", "these", "those", "which"})
_PREPOSITIONS = frozenset(
    "under in at on out without near behind above below against within inside outside from for".split()
)
#: What stands behind a participle that names a state, times that may open a sentence, and how many tokens
#: an attribution behind it may have.
_BEHIND_STATES = frozenset({"by", "at", "in", "about", "from", "with"})
_MOSTLY = frozenset({"mostly", "mainly", "largely", "all", "predominantly", "only", "still"})
_TIMES = frozenset({"now", "currently", "meanwhile", "today"})
_LONGEST_TAIL = 7
_STARTS = frozenset({"DT", "JJS", "PDT", "JJR", "PRP$", "NNP", "NNPS", "NNS", "CD", "PRP", "JJ", "NN"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBORDINATORS = frozenset(
    "because when while after before as if although though since where until who which that whose "
    "what how whom whether unless why than even".split()
)
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})


class MissingCopula(Rule):
    """A sentence with a subject and a predicate and no verb.

    ## What it finds
    A noun phrase or pronoun, mostly with an adverb behind it, then an adjective, a prepositional phrase, a
    participle or another noun, in a sentence, or a clause after `said` or `because`, that has no verb of its
    own: `The situation still tense.`

    ## Why it matters
    English joins subject and predicate with a form of *be*. Indonesian sets them side by side
    (`Situasi masih tegang`), and the engine leaves the verb out too.

    ## Known false alarms
    Notes, stage directions and absolute phrases set as sentences (`The street now empty.`).

    ## Example
    `The price of rice now higher than last year.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on non-verbal predicates; Quirk et al. 1985,
    *A Comprehensive Grammar of the English Language*, ch. 10 on clause elements.
    """

    code = "FLU028"
    name = "missing-copula"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the subject through the predicate."""
        quotes = [quote.marks for quote in evidence.document.quotes]
        for segment in evidence.document.english:
            if segment.segment.role != "body":
                continue
            for sentence in _sentences(segment.parsed):
                words = _verbless(_clause(sentence)) or _embedded(sentence)
                if words is None:
                    continue
                span = segment.span_of(words)
                if not any(marks.overlaps(span) for marks in quotes):
                    yield Hit(
                        span, "The sentence has a subject and a predicate, but no verb.", confidence=0.8
                    )


def _sentences(tokens: TokenSpan) -> Iterator[TokenSpan]:
    """Yield the words up to each full stop; a sentence without one is a headline or a caption."""
    start = tokens.start
    for token in tokens:
        if token.text in (".", "!", "?"):
            if token.text == "." and token.i - start >= 3:
                yield tokens.doc[start : token.i]
            start = token.i + 1


def _clause(sentence: TokenSpan) -> TokenSpan:
    """Cut off *According to him,* before the clause and *, the contractor said* behind it."""
    commas = [place for place, token in enumerate(sentence) if token.text == ","]
    if not commas:
        return sentence[1:] if sentence[0].lower_ in _TIMES else sentence
    start, end = 0, len(sentence)
    opening = sentence[: commas[0]]
    if sentence[0].tag_ in ("RB", "IN", "VBG") and not any(is_finite(t) for t in opening):
        start = commas[0] + 1
    tail = sentence[commas[-1] + 1 :]
    if commas[-1] >= start and len(tail) <= _LONGEST_TAIL and any(t.lower_ in _SAYING for t in tail):
        end = commas[-1]
    return sentence[start:end]


def _embedded(sentence: TokenSpan) -> TokenSpan | None:
    """Find *He said the situation still tense.*: only where an adverb parts subject and predicate."""
    for place in range(len(sentence) - 1, 0, -1):
        word = sentence[place].lower_
        if word in _LINKS or word in _SAYING:
            rest = sentence[place + 1 :]
            if len(rest) and rest[0].lower_ == "that":
                rest = rest[1:]
            if len(rest) < 3 or any(token.text in ',";:' for token in rest):
                return None
            return _verbless(rest, parted_only=True)
    return None


def _verbless(clause: TokenSpan, *, parted_only: bool = False) -> TokenSpan | None:
    if len(clause) < 3 or clause[0].tag_ not in _STARTS or clause[0].lower_ in _SUBORDINATORS - {"that"}:
        return None
    place = _subject_end(clause)
    if place is None or place >= len(clause):
        return None
    parted = clause[place].lower_ in _ADVERBS or _is_no_longer(clause, place)
    if parted_only and not parted:
        return None
    end = _predicate_end(clause, place)
    if end is None or _has_verb(clause, end):
        return None
    words: TokenSpan = clause[: end + 1]
    return words


def _subject_end(sentence: TokenSpan) -> int | None:
    """Return how many tokens the subject has, or None where no noun phrase opens the sentence."""
    if sentence[0].lower_ in _PRONOUNS:
        return 1
    last: int | None = None
    for place, token in enumerate(sentence):
        if last is not None and (token.lower_ in ("a", "an") or _is_no_longer(sentence, place)):
            break
        if token.lower_ in _ADVERBS or token.lower_ in _PREDICATIVE or token.pos_ in ("VERB", "AUX", "PUNCT"):
            if token.text == "-" or (token.pos_ == "VERB" and token.tag_ in ("VBG", "VBN") and last is None):
                if place == 1 and sentence[0].tag_ == "DT" and token.tag_ == "VBG":
                    # *The ending rather confusing*
                    last = place
                continue
            if last is None and token.lower_ in ("all", "both", "only"):
                continue
            break
        if token.pos_ == "ADP" and not (
            token.lower_ in ("of", "in", "for", "from", "at", "to", "near", "between") and last == place - 1
        ):
            break
        counted = place == 0 and token.lower_ in _DEFINITE and sentence[1].lower_ == "of"
        if (
            counted
            or token.pos_ in _NOUNS
            or (place > 1 and (token.lower_ in _OF_THEM or token.pos_ == "INTJ"))
        ):
            # *Most of them*; *the water in the well*, which the tagger takes for an exclamation
            last = place
        elif token.pos_ not in _INSIDE and token.pos_ != "ADP":
            break
    return None if last is None else last + 1


def _is_no_longer(sentence: TokenSpan, place: int) -> bool:
    return [token.lower_ for token in sentence[place : place + 2]] == ["no", "longer"]


def _predicate_end(sentence: TokenSpan, place: int) -> int | None:
    """Return where the predicate ends that begins behind the subject."""
    start, count = place, len(sentence)
    if _is_no_longer(sentence, place):
        place += 1
    while place < count and sentence[place].lower_ in _ADVERBS:
        place += 1
    if place >= count:
        return None
    token, parted = sentence[place], place > start
    if parted and token.tag_ == "CD":
        # *only six years old*
        return next((at for at in range(place, min(count, place + 4)) if sentence[at].lower_ == "old"), None)
    pronoun = sentence[0].lower_ in _PRONOUNS
    following = sentence[place + 1] if place + 1 < count else None
    if token.lower_ in ("a", "an"):
        return _noun_predicate(sentence, place)
    if token.lower_ == "the" and pronoun:
        return _superlative(sentence, place)
    if parted and sentence[place - 1].lower_ in _MOSTLY and token.tag_ == "NNS":
        return place if sentence[0].lower_ in _DEFINITE else None
    if token.lower_ == "better" and following is not None and following.lower_ == "than":
        return place if sentence[0].lower_ in _DEFINITE else None
    adjective = (
        token.pos_ == "ADJ" or token.tag_ in ("JJ", "JJR", "JJS", "RBR") or token.lower_ in _PREDICATIVE
    )
    if token.lower_ in _PREDICATIVE and (
        parted
        or pronoun
        or (following and following.lower_ in ("of", "to", "that", "about", "with", "from", "for"))
    ):
        return place
    if not parted and not pronoun:
        return place if adjective and _is_plain_predicate(sentence, place) else None
    if following is not None and following.text == "-":
        # *mostly second-hand*
        compound = place + 2 < count and (place + 3 >= count or sentence[place + 3].pos_ not in _NOUNS)
        return place + 2 if compound else None
    if adjective:
        return place if following is None or following.pos_ not in (*_NOUNS, "ADJ", "VERB") else None
    if token.lower_ in _PREPOSITIONS and token.tag_ == "IN" and following is not None:
        return next((p for p in range(place + 1, min(count, place + 6)) if sentence[p].pos_ in _NOUNS), None)
    if token.tag_ == "VBG" and (following is None or following.tag_ != "HYPH"):
        return place
    if parted and token.lower_ in _ALSO_VERBS and _plain(sentence, place):
        return place if following is None or following.pos_ in ("ADP", "SCONJ") else None
    return place if parted and _is_state(sentence, place) else None


def _noun_predicate(sentence: TokenSpan, place: int) -> int | None:
    """Find *His father a farmer*: the head of a second noun phrase, which is no measure."""
    if sentence[0].lower_ not in _PRONOUNS and sentence[0].lower_ not in _DEFINITE:
        return None
    end: int | None = None
    for at in range(place + 1, min(len(sentence), place + 6)):
        if sentence[at].pos_ in _NOUNS:
            end = at
        elif end is not None or sentence[at].pos_ not in ("ADJ", "ADV"):
            break
    return None if end is None or sentence[end].lower_ in _BY else end


def _superlative(sentence: TokenSpan, place: int) -> int | None:
    """Find *She the youngest of seven children* and *He the only witness*."""
    token = sentence[place + 1] if place + 1 < len(sentence) else None
    if token is None or not (token.tag_ == "JJS" or token.lower_ in ("only", "first", "last", "eldest")):
        return None
    return place + 1


def _is_plain_predicate(sentence: TokenSpan, place: int) -> bool:
    """Tell an adjective right behind a definite subject: *His wife pregnant with*, *the stock sufficient*."""
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    subject = sentence[:place]
    return (
        sentence[0].lower_ in _DEFINITE
        and sentence[place].lower_ not in _POSTPOSED
        and sentence[place].tag_ in ("JJ", "JJR")
        and not any(token.tag_ in ("JJS", "RBS", "CD") or token.pos_ == "PUNCT" for token in subject)
        and (
            following is None
            or following.pos_ in ("ADP", "SCONJ")
            or following.tag_ == "TO"
            or _is_pair(following)
        )
    )


def _is_pair(following: Token) -> bool:
    """Tell *healthy and active* at the end."""
    words = following.doc[following.i + 1 : following.i + 3]
    return following.tag_ == "CC" and len(words) == 2 and words[0].tag_ == "JJ" and words[1].is_punct


def _is_state(sentence: TokenSpan, place: int) -> bool:
    """Tell a participle that names a state (*still blocked by mud*, *now closed*)."""
    token = sentence[place]
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    adverb = sentence[place - 1].lower_
    strong = adverb in _STRONG
    if token.tag_ not in ("VBN", "VBD") or not strong or not _plain(sentence, place):
        return False
    beside = following is not None and following.lower_ in _BEHIND_STATES
    if token.lower_ in _STATES:
        return following is None or beside or following.pos_ in ("ADP", "SCONJ", "ADV")
    return token.lower_.endswith("ed") and beside and adverb in _STRONGEST


def _plain(sentence: TokenSpan, place: int) -> bool:
    return not any(child.dep_ in ("dobj", "ccomp", "aux", "auxpass") for child in sentence[place].children)


def _has_verb(sentence: TokenSpan, end: int) -> bool:
    """Tell a finite verb that is not in a subordinate clause behind the predicate."""
    opened = False
    for place, token in enumerate(sentence):
        if place > end and token.lower_ in _SUBORDINATORS:
            opened = True
        if place == end or (opened and place > end):
            continue
        if is_finite(token) or token.pos_ == "AUX":
            return True
        if place < end and token.pos_ == "VERB" and token.tag_ == "VB":
            return True
    return False
