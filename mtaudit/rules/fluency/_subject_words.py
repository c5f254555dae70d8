"""Words by which a subject said twice is known, for the rule doubled-subject."""

from __future__ import annotations

__all__ = [
    "APPOSED",
    "APPOSITIVE",
    "BARE_RELATIVE",
    "COUNTING",
    "DEFINITE",
    "GROUPS",
    "LINKS",
    "NEAREST",
    "PLAIN",
    "REDUCED",
    "RELATIVE",
    "SAYING",
    "SUBJECTS",
    "SUBORDINATORS",
    "THINKING",
]

#: Nouns in the singular that *they* takes up.
GROUPS = frozenset(
    "police people family team group crew couple number majority handful series lot gang".split()
)
#: Nouns of kin and rank: *the son of a farmer, who …, he* is an apposition set before its pronoun.
APPOSITIVE = frozenset(
    "son daughter child widow native graduate veteran product author winner one part member youngest "
    "eldest first last".split()
)
COUNTING = frozenset("many some most all several both few two three four five six".split())
NEAREST = frozenset({"nearest", "closest", "near", "inside", "opposite"})
PLAIN = frozenset("DT PDT JJ JJR JJS CD NN NNS NNP NNPS POS IN PRP$ HYPH".split())
SUBJECTS = frozenset("he she it they we i you".split())
#: What begins a parenthesis after a noun phrase.
RELATIVE = frozenset({"who", "whom", "which", "whose"})
#: What begins a parenthesis without a verb of its own, and a phrase that names what is known.
REDUCED = frozenset(
    "when while after before if although though once with in at despite along like unlike because "
    "due thanks owing for by from as through during under near beside between without since on "
    "about back away home fresh according speaking".split()
)
#: A word that stands between two commas by itself.
LINKS = frozenset("however meanwhile too though instead therefore also moreover nevertheless".split())
DEFINITE = frozenset("the this these those his her their our my".split())
APPOSED = frozenset("a an the both all most mostly some many several half none each".split())
#: Nouns after which a bare relative clause is common (*the time he came*).
BARE_RELATIVE = frozenset({"time", "way", "day", "moment", "year", "reason"})
#: Verbs of saying, whose clause stands beside the sentence (*…, a passenger said*).
SAYING = frozenset(
    "say tell add explain state admit report recall claim stress insist continue note reply write".split()
)
SUBORDINATORS = frozenset(
    "who which that because when while after before as if although though since where until whose "
    "whom".split()
)
#: Verbs with a clause behind them, often without *that*: *the man who knew they were coming*.
THINKING = frozenset(
    "know think believe feel hope see hear wish guess suppose assume fear expect realise realize find "
    "imagine "
    "understand decide agree suspect doubt notice remember forget pretend mean bet swear dream ensure show "
    "prove suggest warn promise complain argue joke deny confirm announce learn discover teach ask".split()
)
