"""Words of attributions, for the rule double-attribution."""

from __future__ import annotations

__all__ = [
    "ACCOUNTS",
    "ADVERBS",
    "ASSERTING",
    "BE",
    "BINDING",
    "BODIES",
    "CLAUSE_OPENERS",
    "IN_PHRASE",
    "LONGEST",
    "MEDIA",
    "NEW_CLAUSE",
    "OPINIONS",
    "OWN_VOICE",
    "PLAIN",
    "QUOTATION_MARKS",
    "QUOTED",
    "REPORTED",
    "REPORTING",
    "SAID",
    "SOURCES",
    "SUBJECTS",
    "SUBJECT_OF",
    "TELLERS",
    "THINKING",
]

SUBJECT_OF = {"him": "he", "her": "she", "them": "they", "it": "it", "me": "i", "us": "we"}
SUBJECTS = frozenset(SUBJECT_OF.values())
OPINIONS = frozenset(
    {"opinion", "view", "statement", "knowledge", "assessment", "understanding", "explanation", "estimation"}
)
#: What one gives of one's own words: *according to his testimony*.
ACCOUNTS = OPINIONS | frozenset(
    "account testimony confession admission report remark remarks words version estimate calculation belief "
    "observation letter release post memo complaint claim recollection submission".split()
)
#: Verbs of saying, with a clause, of which *according to* has no need.
ASSERTING = frozenset(
    "complained argued asserted confessed testified lamented insisted declared alleged recounted recalled "
    "maintained contended stressed emphasized confirmed reported informed announced complains argues asserts "
    "insists declares alleges recalls maintains contends stresses confirms reports".split()
)
#: Verbs of saying and thinking after a plural subject.
PLAIN = frozenset("say state explain claim argue think believe complain insist admit assert assess".split())
#: How words are passed on: *as quoted by the office*, *as she put it*.
QUOTED = frozenset({"quoted", "cited", "conveyed", "put", "expressed", "relayed"})
REPORTED = ("reported", "said", "known", "stated", "mentioned", "quoted", "informed", "told", "announced")
#: Verbs of mere saying, of which one within the other says nothing.
SAID = frozenset({"said", "says", "stated", "states", "explained", "explains", "added", "adds"})
#: Tags of what begins a clause without *that*.
CLAUSE_OPENERS = frozenset({"DT", "NN", "NNS", "NNP", "PRP$", "CD", "EX", "JJR", "JJ"})
#: Whoever tells what others said, so that a *he* after them may be another.
TELLERS = frozenset({"witness", "detective", "guard", "lawyer", "attorney", "solicitor", "translator"})
#: What a sentence is based on that tells something itself.
SOURCES = frozenset(
    {"report", "reports", "statement", "statements", "information", "testimony", "confession"}
)
BODIES = frozenset({"ORG", "GPE", "NORP", "DATE"})
BE = frozenset({"is", "was", "has", "been", "were", "are"})
#: Words that may stand between a speaker and the verb.
ADVERBS = frozenset(
    "also then later further again has had have himself herself reportedly previously earlier recently "
    "repeatedly firmly openly still even finally immediately".split()
)
#: Words with which a clause of its own begins: *said it rose, and sugar, according to him, is*.
NEW_CLAUSE = frozenset({"and", "but", "which", "who", "while", "whereas", ";"})
#: Media and reports, which give somebody else's words.
MEDIA = frozenset(
    "reuters antara afp ap bbc cnn bloomberg kompas tempo detik xinhua tass interfax wikinews guardian times "
    "post news herald mail telegraph magazine website wikipedia unian variety politico axios forbes newsweek "
    "billboard espn cnbc nbc abc cbs npr fox sky itv mirror sun express independent observer economist time "
    "people tmz deadline nikkei kyodo yonhap anadolu dpa efe ansa haaretz jazeera republika tribun suara "
    "merdeka sindonews okezone kumparan globe twitter facebook instagram youtube google".split()
)
#: Further verbs with which a sentence gives somebody's words, beside those of the lexicon.
REPORTING = frozenset(
    "reported replied answered admitted confirmed announced told insisted denied complained warned promised "
    "recalled testified confessed suggested predicted estimated declared maintained believed hoped thought "
    "assessed wrote informed pointed responded acknowledged guaranteed regretted reminded urged asked "
    "assured vowed described considered expected ensured swore pleaded boasted commented joked predicts "
    "reports replies answers confirms announces insists denies complains warns promises recalls estimates "
    "declares maintains hopes thinks claims argues suggests notes asserts suspects regrets acknowledges "
    "believes assesses admits feels concludes remarks warned suspected commended lamented quipped "
    "contended alleged recounted narrated proposed signalled signaled indicated testifies asserted observed "
    "repeated".split()
)
#: Words before a speaker that make *he said* no attribution of the sentence: *what he said*, *as he said*.
BINDING = frozenset({"what", "as", "than", "everything", "which", "who"})
THINKING = frozenset({"think", "believe", "consider", "feel", "assess"})
#: Tags of what stands before a speaker in one phrase.
IN_PHRASE = frozenset({"DT", "JJ", "NN", "NNP", "PRP$"})
QUOTATION_MARKS = frozenset("\"“”„«»``''")
#: Bodies that *it said* takes up.
OWN_VOICE = frozenset(
    "government firm club bank office bureau department party union group university hospital school "
    "committee "
    "board court airline operator embassy palace army navy institute foundation federation network hotel "
    "team commission council".split()
)
#: Tokens of the longest attribution, with an office and a name.
LONGEST = 16
