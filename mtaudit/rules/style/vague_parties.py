from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_style import style_words
from mtaudit.rules.style._phrases import FINITE, NOUNS, after, before, first_word, phrase_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment


#: What is said of sides that nobody names (yang tidak bertanggung jawab, yang berkepentingan).
_INTERESTS = frozenset(
    "charge responsible interest interests interested authority authorized authorised competent involved "
    "concerned named identified known unknown feel felt harmed disadvantaged behind deliberately "
    "intentionally want wanted wish try tried".split()
)


#: What makes parties those of politics or of a dispute.
_POLITICS = frozenset(
    "political politics election elections electoral vote votes voter voters coalition coalitions "
    "parliament parliamentary government opposition congress senate ballot seat seats candidate "
    "candidates leader leaders talks negotiation negotiations negotiating dispute conflict peace "
    "litigation lawsuit lawsuits court left right president presidential prime constitution "
    "constitutional bill bills legislation democracy democratic campaign campaigns poll polls policy "
    "policies referendum mp mps lawmakers lawmaker legislators republican republicans democrats socialist "
    "socialists communist communists liberal liberals conservative conservatives labour nationalist "
    "nationalists ideology ideological manifesto elected elect polling ceasefire truce treaty rebels war "
    "plaintiffs defendants settlement sued lawyers judge mediation mediator governing ruling rally "
    "rallies factions faction manifestos cabinet assembly independence communism socialism capitalism "
    "bipartisan islamist secular".split()
)
#: Words that gather sides whom nobody names (beberapa pihak, sejumlah pihak, pihak lain, pihak luar ...).
_GATHERED = frozenset("some several many other numerous multiple outside foreign".split())
#: Verbs whose *parties* are feasts, and what tells of feasts and of guests.
_FESTIVE = frozenset(
    "held organized organised thrown took canceled cancelled attend attending attended fun night nights "
    "drunk drinking drink drinks alcohol noise noisy loud lasted last lockdown celebrate eve halloween "
    "cocktail broke hosts dressed went go going gone "
    "bars birthday".split()
)
#: Words that make a whole text one of politics, where several parties are parties.
_VOTING = (
    "election", "elections", "parliament", "coalition", "voters", "senate", "congress", "opposition",
    "lawmakers", "ceasefire", "lawsuit", "negotiators", "treaty", "referendum", "ballot",
)  # fmt: skip
#: What is done to people and to no feast (*They urged the marina party to pay*).
_CALLED = frozenset(
    "ask urge tell remind warn thank summon question invite contact blame accuse criticize criticise meet "
    "inform notify instruct order request sue fine call report advise instruct punish sanction reprimand "
    "guide pay appreciate consult involve assist".split()
)
#: What a feast does to something.
_FEASTED = frozenset(
    "feature include follow begin start draw attract raise take mark celebrate bring cost last end have get "
    "become see honor honour kick launch mean make cause create gather fill mar precede win lose lead form "
    "join nominate control support back".split()
)
_AUXILIARIES = frozenset(
    "also then itself has had have will is was were been did does do not n't already still immediately "
    "later finally only even never again".split()
)


class VagueParties(Rule):
    """A party that is nobody in particular, or an institution called its party.

    ## What it finds
    `related parties`, `irresponsible parties`, `various parties`, `the competent party`, `the parties
    concerned`, `the party in charge`, and `the school party` or `the police party` for the school and the
    police.

    ## Why it matters
    *Pihak* makes anybody a side: *pihak terkait*, *pihak yang berwenang*, *pihak sekolah*. In English a
    party signs a contract, runs for office, or lasts until midnight.

    ## Known false alarms
    Contracts and accounts, where parties are related by rule; the rule is silent where the sentence is about
    transactions. Celebrations of schools and firms, where the verb does not tell.

    ## Example
    `The fire was set by irresponsible parties.`

    ## Source
    Echols and Shadily 1989, *Kamus Indonesia-Inggris*, entry *pihak*; Oxford Advanced Learner's Dictionary,
    entry *party*.
    """

    code = "STY013"
    name = "vague-parties"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the adjective or institution with its party."""
        document = evidence.document
        for segment, token in document.tokens("party", "parties"):
            words = {t.lower_ for t in segment.parsed}
            first, last = _vague(segment, token, words)
            if first is None and not any(document.tokens(*_VOTING)):
                first, last = _gathered(segment, token, words)
            if first is None:
                continue
            yield Hit(
                segment.span_of(token.doc[first.i : last.i + 1]),
                "English says who it is; “party” for a side is Indonesian pihak.",
                confidence=0.7,
            )


def _vague(segment: AnalysedSegment, party: Token, words: set[str]) -> tuple[Token | None, Token]:
    previous = before(segment, party)
    following = after(segment, party)
    lists = style_words()
    if following is not None and following.lower_ == "concerned" and not words & lists.dealings:
        ahead = after(segment, following)
        everybody = previous is not None and previous.lower_ in ("all", "both", "two")
        everybody = everybody or (
            previous is not None
            and previous.lower_ == "the"
            and (all_ := before(segment, previous)) is not None
            and all_.lower_ == "all"
        )
        if not everybody and (ahead is None or ahead.lower_ not in ("about", "with", "that", "over")):
            return party, following
    if previous is None and party.lower_ == "parties" and not words & (lists.dealings | _POLITICS):
        return _parties_who(segment, party, following)
    if previous is None or (following is not None and following.lower_ in lists.dealings):
        return None, party
    if following is not None and following.text == "-":
        return None, party
    if previous.lower_ == "various" and words & _POLITICS:
        return None, party
    if previous.lower_ in lists.vague and not words & lists.dealings:
        if previous.lower_ in ("private", "certain", "internal", "external", "various"):
            festive = words & (lists.celebrating | lists.feasts) or _takes_place(segment, party)
            named = previous.text != previous.lower_ and previous != first_word(segment)
            return (None if festive or named else previous), party
        return previous, party
    if previous.tag_ == "POS":
        # *the hospital's party*
        previous = before(segment, previous)
        if previous is None or party.text != party.lower_ or following is None or following.tag_ in NOUNS:
            return None, party
    if previous.lower_ in lists.institutions or previous.lower_ in lists.hosts:
        return (_first(segment, previous) if _acts(segment, party, previous, words) else None), party
    if following is not None and following.lower_ in ("of", "from"):
        return _party_of(segment, party, following)
    if party.lower_ == "party" and following is not None and following.lower_ == "in":
        charge = after(segment, following)
        charged = charge is not None and charge.lower_ == "charge" and party.text == party.lower_
        return (party if charged and not words & _POLITICS else None), charge or following
    named = party.text != party.lower_ or (party.lower_ == "party" and bool(words & _POLITICS))
    if not named and not words & lists.dealings:
        return _parties_who(segment, party, following)
    return None, party


def _gathered(segment: AnalysedSegment, party: Token, words: set[str]) -> tuple[Token | None, Token]:
    """Find *some parties had put them online* and *a number of parties*, but no feasts and no politics."""
    first, following = before(segment, party), after(segment, party)
    if first is None or party.text != "parties" or words & (_POLITICS | style_words().dealings):
        return None, party
    if first.lower_ == "of":
        # *a number of parties*
        number, article = before(segment, first), before(segment, first, 2)
        if number is None or article is None or (article.lower_, number.lower_) != ("a", "number"):
            return None, party
        first = article
    elif first.lower_ not in _GATHERED:
        return None, party
    if first.lower_ == "other" and (leader := before(segment, first)) is not None:
        first = leader if leader.lower_ in ("some", "many", "several") else first
    place = following is not None and following.lower_ in ("at", "in", "on", "for", "to", "every", "where")
    festive = words & (_FESTIVE | style_words().celebrating | style_words().feasts)
    return (None if place or festive else first), party


def _parties_who(
    segment: AnalysedSegment, party: Token, following: Token | None
) -> tuple[Token | None, Token]:
    """Find *parties who are not responsible* and *parties that do not want to be named*."""
    if following is None or following.lower_ not in ("who", "that", "which", "with", "behind", "in"):
        return None, party
    verb = after(segment, following)
    vague = {t.lower_ for t in party.doc[following.i : min(following.i + 6, segment.parsed.end)]}
    alone = party.lower_ == "party"
    if following.lower_ == "in":
        return (party if "charge" in vague else None), verb or following
    if following.lower_ == "behind":
        deed = verb is not None and verb.tag_ in ("DT", "PRP$") and not (alone and vague & _FESTIVE)
        return (party if deed else None), verb or following
    if following.lower_ == "with":
        return (party if vague & _INTERESTS and not alone else None), verb or following
    if alone and vague & _FESTIVE:
        return None, party
    if (following.lower_ == "who" and not alone) or vague & _INTERESTS or "not" in vague:
        return party, verb or following
    return None, party


def _takes_place(segment: AnalysedSegment, party: Token) -> bool:
    """Tell *the private party was held at a villa*."""
    verb = after(segment, party, 2)
    return verb is not None and verb.lower_ in ("held", "organized", "organised", "thrown", "took")


def _first(segment: AnalysedSegment, institution: Token) -> Token:
    """Return the article before an institution, or the institution."""
    place = before(segment, institution)
    return place if place is not None and place.lower_ == "the" else institution


def _acts(segment: AnalysedSegment, party: Token, institution: Token, words: set[str]) -> bool:
    """Tell whether a school's party says or does something, and is no feast."""
    lists = style_words()
    article = before(segment, institution)
    if article is None or article.lower_ in ("a", "an", "another", "every") or party.text != party.lower_:
        return False
    if institution.lower_ in lists.institutions:
        return article.lower_ in ("the", "both") or institution.text == institution.lower_
    if words & (lists.celebrating | lists.feasts):
        return False
    source = before(segment, article)
    verb = after(segment, party)
    passive = False
    while verb is not None and verb.lower_ in _AUXILIARIES:
        passive = passive or verb.lower_ in ("was", "were", "been")
        verb = after(segment, verb)
    spoken = verb is not None and (
        verb.lemma_.lower() in _CALLED
        if passive and verb.tag_ in ("VBN", "VBD")
        else verb.lower_ in lists.speech or verb.lemma_.lower() in lists.acted or _does(verb)
    )
    told = source is not None and (
        source.lower_ in ("from", "by", "with")
        or (source.lemma_.lower() in _CALLED and source.pos_ == "VERB")
    )
    return spoken or told


def _does(verb: Token) -> bool:
    """Tell a verb with an object, other than those that feasts have: *measured the plot*."""
    active = verb.tag_ in FINITE | {"VBN"} and verb.pos_ == "VERB" and verb.lemma_.lower() not in _FEASTED
    return active and any(t.dep_ == "dobj" and t.i > verb.i for t in verb.children)


def _party_of(segment: AnalysedSegment, party: Token, of: Token) -> tuple[Token | None, Token]:
    """Find *the party from the hospital said* and *the party of the school*."""
    article = before(segment, party)
    end = phrase_end(segment, of.i + 1)
    nouns = [
        t for t in party.doc[of.i + 1 : end] if t.lower_ in style_words().institutions | style_words().hosts
    ]
    if article is None or article.lower_ != "the" or not nouns or nouns[-1].i != end - 1:
        return None, party
    verb = party.doc[end] if end < segment.parsed.end else None
    acts = verb is not None and verb.tag_ in FINITE and verb.lower_ not in ("was", "were", "is")
    source = before(segment, article)
    acts = acts or (source is not None and source.lower_ in ("from", "by"))
    return (party if acts else None), nouns[-1]
