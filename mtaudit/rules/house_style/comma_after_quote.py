from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.quotes import Quote

#: Verbs that report speech, by lemma.
_REPORTING = frozenset(
    "say tell add stress state explain continue conclude note remark reply answer ask claim argue insist "
    "declare announce reiterate emphasize emphasise reveal admit acknowledge warn report write assert "
    "comment observe confirm deny recall suggest urge hope complain concede quip order beg appeal "
    "assess clarify "
    "disclose promise regret affirm elaborate".split()
)
#: Further verbs, of manner and thought, which report only in a clause of their own.
_MANNER = frozenset(
    "remember shout whisper joke laugh sigh cry call think text chant sing murmur grumble mutter snap plead "
    "radio pray predict rule advise recount mumble scream yell exclaim marvel muse reason lament protest "
    "counter retort interject gasp groan moan boast brag caution remind propose recommend vow pledge "
    "apologize apologise post tweet email object agree instruct command scold tease smile implore sob weep "
    "bark hiss growl whine guess speculate wonder inquire enquire narrate relate summarize summarise "
    "specify underline underscore emphasise highlight concur scoff chuckle giggle reflect testify confess "
    "believe estimate quote cite fume rage beam demand shriek roar holler thunder stammer stutter drawl "
    "croak utter voice signal hint confide assure inform opine convey describe criticize criticise praise "
    "thank greet warn reassure reveal teach swear curse lie message caption type dictate proclaim preach "
    "declaim recite contend maintain hypothesize surmise".split()
)
#: Verbs of what is written or chanted, which report before their subject.
_INVERTED = frozenset({"read", "run", "go"})
#: Nouns of speech: *…", was his answer*.
_SPEECH = frozenset(
    "answer reply response message word words comment verdict conclusion reaction plea warning slogan motto "
    "advice explanation question request statement promise joke cry prayer opinion view".split()
)
_LINKS = frozenset("who whom whose which that and when while as but because where if".split())
#: Tokens after the comma in which the reporting verb must come; longer gaps are lists.
_REACH = 14


class CommaAfterQuote(Rule):
    """A comma between the closing quotation mark and the reporting clause.

    ## What it finds
    A closing quotation mark, a comma, and a clause that reports the speech: `…", said X`, `…", X said`.

    ## Why it matters
    American newspapers set the comma inside the marks. It is a matter of house style: British and Indian
    newspapers often set it outside. It counts in no penalty, and says nothing about translation.

    ## Known false alarms
    Every text whose house style is the other one; ignore the rule for it.

    ## Example
    `"The road is open", the mayor said.`

    ## Source
    *The Chicago Manual of Style*, 17th ed., on punctuation with quotation marks; *New Oxford Style Manual*
    for the other habit.
    """

    code = "HOU001"
    name = "comma-after-quote"
    category = "Fluency/Punctuation"
    its_type = "typographical"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the closing mark with its comma."""
        document = evidence.document
        for quote in document.quotes:
            mark = Span(quote.marks.end - 1, quote.marks.end + 1)
            if mark.of(document.view) not in ('",', "',"):
                continue
            segment = document.segment_at(mark.start)
            if segment is None or segment.tokens is None or not _is_speech(document, quote):
                continue
            following = [
                token
                for token in segment.tokens
                if segment.offset + token.idx >= mark.end and not token.is_space
            ][:_REACH]
            until = next((i for i, token in enumerate(following) if token.text == '"'), _REACH)
            clause = following[:until]
            # *…", according to Rahmat* reports as *said* does.
            sourced = [token.lower_ for token in clause[:2]] == ["according", "to"]
            if sourced or _is_answer(clause) or any(_reports(token, clause) for token in clause):
                yield Hit(
                    mark,
                    "The comma stands outside the quotation marks; American style sets it inside.",
                    confidence=0.8,
                    suggestion="," + mark.of(document.text)[0],
                )


def _is_speech(document: AnalysedDocument, quote: Quote) -> bool:
    """Tell speech, which begins its sentence or follows a comma, a colon or a reporting verb."""
    before = document.view[: quote.marks.start].rstrip()
    segment = document.segment_at(quote.marks.start)
    if (
        segment is None
        or not before
        or before[-1] in ",:.!?-–—"
        or (segment.segment.span.start >= len(before))
    ):
        return True
    words = [t for t in segment.tokens or () if segment.offset + t.idx < quote.marks.start]
    return bool(words) and words[-1].lemma_.lower() in {*_REPORTING, "that", "but", "and"}


def _is_answer(clause: list[Token]) -> bool:
    """Tell *was his answer* and *were the last words of the captain*."""
    words = [token.lower_ for token in clause[:5]]
    owned = words[1:2] and clause[1].tag_ in ("PRP$", "DT", "NNP")
    return words[:1] in (["was"], ["were"], ["is"]) and bool(owned) and not _SPEECH.isdisjoint(words[2:])


def _reports_freely(token: Token, clause: list[Token]) -> bool:
    """Tell *whispered the boy* and *the boy whispered*, with nothing that joins another clause before."""
    if token.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or any(
        t.lower_ in _LINKS for t in clause if t.i < token.i
    ):
        return False
    if token.i == clause[0].i:
        return len(clause) > 1 and (clause[1].pos_ in ("DET", "PROPN", "PRON", "NUM", "NOUN"))
    return token.lemma_ not in ("run", "go") and clause[0].tag_ not in ("IN", "VBG", "VBN", "RB", "TO", "CC")


def _reports(token: Token, clause: list[Token]) -> bool:
    """Tell a reporting verb whose subject stands after the quotation too."""
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB":
        return False
    if lemma in _INVERTED or (lemma in _MANNER and lemma not in _REPORTING):
        return _reports_freely(token, clause)
    if lemma not in _REPORTING:
        return False
    subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
    if subjects:
        return subjects[0].i >= clause[0].i
    if token.i > clause[0].i and clause[0].pos_ == "PROPN" and token.nbor(-1).text == ",":
        # *…", Turino, who mends nets, said*: the parser takes the speaker for something else.
        return token.tag_ in ("VBD", "VBZ")
    # Inverted (*said Zulpan*), where the parser may miss the subject: a name must follow.
    names = [child.pos_ for child in clause[1:3]]
    return token.i == clause[0].i and (names[:1] == ["DET"] or "PROPN" in names)
