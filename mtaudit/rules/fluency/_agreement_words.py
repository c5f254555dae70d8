"""Words by which subject and verb agree or do not, for the rule number-disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._phrases import after

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "CROWDS",
    "DETERMINERS",
    "FARTHEST",
    "INDEFINITE",
    "JOINING",
    "NOMINAL",
    "ONE_OF_A_KIND",
    "PLURAL_FORMS",
    "PLURAL_PRONOUNS",
    "QUANTIFIED",
    "SAME_PAST",
    "SINGULAR_FORMS",
    "SINGULAR_PRONOUNS",
    "SUBJUNCTIVE",
    "is_subjunctive",
    "is_sure_verb",
]

SINGULAR_FORMS = frozenset({"is", "was", "has", "does", "isn't", "wasn't", "hasn't", "doesn't"})
PLURAL_FORMS = frozenset({"are", "were", "have", "do"})
PLURAL_PRONOUNS = frozenset({"they", "we", "these", "those", "you"})
SINGULAR_PRONOUNS = frozenset(
    {"he", "she", "it", "everyone", "everybody", "someone", "nobody", "anyone", "everything"}
)
INDEFINITE = frozenset("everyone everybody someone somebody nobody anyone anybody everything nothing".split())
#: Past tenses that look like the plain form: *the team cut*.
SAME_PAST = frozenset(
    "put cut hit set let read cost quit spread shut beat bet burst split hurt shed thrust cast "
    "rid wed wet knit broadcast forecast offset upset reset overrun become come run overcome".split()
)
#: Verbs and words after which a clause has the plain form: *demand that the minister resign*.
SUBJUNCTIVE = frozenset(
    "demand insist request require recommend propose suggest urge ask order wish if though unless "
    "whether lest essential important vital imperative necessary crucial proposal requirement "
    "condition recommendation".split()
)
QUANTIFIED = frozenset(
    "number lot range variety series handful couple pair dozen host total raft few group bunch "
    "multitude majority minority plethora myriad score string slew million billion hundred "
    "thousand flurry mix wealth array crop bit half fifth third quarter minimum maximum average".split()
)
#: Adjectives that stand for people: *the elderly are*.
NOMINAL = frozenset(
    "dead elderly young old homeless blind deaf sick faithful middle jobless needy weak strong "
    "living dying wealthy powerful latter former following best worst rest".split()
)
DETERMINERS = frozenset("the a an this that his her its my our their your every each another".split())
ONE_OF_A_KIND = frozenset({"every", "each", "a", "an", "this", "another", "any", "no"})
CROWDS = frozenset({"dozens", "hundreds", "thousands", "scores"})
JOINING = frozenset({"and", "or", "nor", "&", "plus", "but", "not", "per", "as"})
#: Longest way from a subject to its verb, in tokens.
FARTHEST = 14


def is_subjunctive(verb: Token) -> bool:
    """Tell a clause after *demand that* and the like, or a verb that opens its sentence."""
    words = verb.doc[verb.sent.start : verb.i]
    return any(t.lemma_.lower() in SUBJUNCTIVE for t in words) or verb.i == verb.sent.start


def is_sure_verb(verb: Token) -> bool:
    """Tell a verb from a plural that the tagger took for one: *the boys school plays*."""
    following = after(verb)
    later = after(following) if following is not None else None
    # *highlands hope to sell*: the noun may be the verb.
    ends = later is None or later.text in (".", ",") or later.lower_ in ("and", "or", "in", "from", "at")
    objects = ("NNS", "JJ", "NN") if ends else ("NNS", "JJ")
    acts = following is not None and following.tag_ in objects and verb.dep_ == "ROOT"
    if acts and any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children):
        # *needs tents and blankets*
        return True
    sure = following is not None and (
        following.pos_ in ("DET", "PRON", "ADP", "PART", "ADV", "SCONJ")
        or following.text == "."
        or following.tag_ in ("VBN", "VBG", "PRP$", "CD")
    )
    return (
        verb.dep_ in ("ROOT", "relcl", "ccomp", "advcl", "conj", "pobj")
        and verb.pos_ in ("VERB", "AUX")
        and sure
    )
