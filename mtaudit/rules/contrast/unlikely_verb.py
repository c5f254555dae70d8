from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.contrast._best import BestAlternative, Proposal, is_word, like, value_of
from mtaudit.rules.contrast._forms import verb_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan

#: Verbs that share a frame and much of their meaning; which one stands is a matter of the collocation.
_FRAMES = """
make do take give have get hold conduct perform|say tell state speak talk mention|see watch view look
hear listen|raise rise increase grow lift boost|reduce decrease fall drop lower decline|bring take carry
reach achieve attain gain win obtain earn|happen occur|become get turn grow|keep hold maintain retain
remain stay|put place set lay|impose apply incur inflict|solve resolve settle fix|explain describe clarify
begin start launch open|end finish stop close complete|meet face encounter|lead run head
experience suffer undergo have face|know understand learn realize find|use utilize apply employ
show reveal display demonstrate|think believe consider feel|ask request demand call
help assist aid support|remember remind recall|come arrive go|wait expect hope|emit give send release
hit strike beat knock|break damage destroy|collect gather capture|create make build form produce cause
move shift turn travel|discover find detect|receive get accept|let leave allow|look seem appear
need require want|try attempt seek|work operate function|change alter shift|join attend enter visit
provide offer give supply|publish issue release|arrest detain|injure wound hurt
"""
_OTHERS: defaultdict[str, set[str]] = defaultdict(set)
for _frame in _FRAMES.strip().replace("\n", "|").split("|"):
    for _verb in _frame.split():
        _OTHERS[_verb].update(other for other in _frame.split() if other != _verb)

_AUXILIARIES = {
    "is": ("was",),
    "are": ("were",),
    "was": ("is", "has been"),
    "were": ("are", "have been"),
    "has": ("had",),
    "have": ("had",),
    "had": ("has", "have"),
    "will": ("would",),
    "would": ("will",),
    "can": ("could",),
    "could": ("can",),
}
_TAGS = ("VB", "VBZ", "VBD", "VBN", "VBG")


class UnlikelyVerb(BestAlternative):
    """A verb where another one of its frame, or another form of it, is much likelier.

    ## What it finds
    A verb for which the language model finds another verb of a hand-written list of near synonyms (`make` and
    `do` a mistake), or another form of the same verb, much likelier with the words that follow.

    ## Why it matters
    Engines translate collocations word by word (`melakukan kesalahan`, do a mistake) and guess at tenses,
    which Indonesian does not mark.

    ## Known false alarms
    Verbs that mean what they say and are rarely said; a tense that the facts want; figurative use.

    ## Example
    `The sanctions were used to incur financial costs on Moscow`.

    ## Source
    Contrasts of a sentence with a minimal variant: Warstadt et al. 2020, *BLiMP: The Benchmark of
    Linguistic Minimal Pairs for English* (TACL 8). Verbs of the list after Levin 1993, *English Verb
    Classes and Alternations*; MQM, Style/Awkward.
    """

    code = "CON003"
    name = "unlikely-verb"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR
    # Fitted on 39,965 words of native news (half of ALT train, part of WMT21): 9 findings, 2.3 for 10,000
    # words. On what experts marked (MQM TED, talks 2 and 7, 29,448 words): 3 findings, 5 times the base rate
    # of characters; at 4 nats 22 findings, 4 times, but 11 for 10,000 native words.
    limit = value_of(6.0)
    message = "A language model finds “{replacement}” much likelier here than “{words}”."

    def propose(self, words: TokenSpan) -> Iterator[Proposal]:
        """Yield verbs of the same frame in the same form, and the same verb in other forms."""
        for token in words:
            if token.pos_ not in ("VERB", "AUX") or not is_word(token):
                continue
            start, end, lemma = token.idx, token.idx + len(token), token.lemma_.lower()
            others = set(_AUXILIARIES.get(token.lower_, ()))
            if token.pos_ == "VERB" and lemma.isalpha():
                others.update(verb_form(other, token.tag_) for other in _OTHERS.get(lemma, ()))
                others.update(verb_form(lemma, tag) for tag in _TAGS)
            others.discard(token.lower_)
            yield from ((start, end, like(other, token)) for other in sorted(others))
