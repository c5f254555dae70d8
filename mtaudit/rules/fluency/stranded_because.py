from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Role, Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._fragments import has_main_clause
from mtaudit.rules.fluency._phrases import after, first_word, follows_question, in_quotation

if TYPE_CHECKING:
    from collections.abc import Iterator


class StrandedBecause(Rule):
    """A sentence that gives a reason and no main clause.

    ## What it finds
    A sentence that begins with *because* (or *because of*) and has no clause that the reason is for.

    ## Why it matters
    Indonesian news gives the reason as a sentence of its own (*Karena korban menolak …*). In English it
    hangs in the air.

    ## Known false alarms
    Chatty prose and answers. Quoted speech and what follows a question are left alone. *Because* with a
    comma is calqued-connective.

    ## Example
    `Because the victim refused to pay.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on clauses of reason; Swan 2016, *Practical
    English Usage*, on *because*; Quirk et al. 1985, ch. 15.
    """

    code = "FLU011"
    name = "stranded-because"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the conjunction."""
        for segment, token in evidence.document.tokens("because"):
            if not token.is_title or segment.segment.role is not Role.BODY:
                continue
            first, following = first_word(segment), after(token)
            opens = (
                first is not None and first.i == token.i and following is not None and following.text != ","
            )
            if not opens or follows_question(evidence.document, segment) or in_quotation(segment, token):
                continue
            if not has_main_clause(segment.parsed, token):
                yield Hit(
                    segment.span_of(token),
                    "The sentence gives a reason, as Indonesian “karena” may, and no main clause.",
                    confidence=0.8,
                )
