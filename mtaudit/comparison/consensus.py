"""What several native reports agree on against the document."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mtaudit.analysis.folding import folded_words
from mtaudit.model import Consensus, FactKind, FactVerdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.model import Comparison, FactPair, Span

__all__ = ["find_consensus"]

#: The place of a native report, the fact held against it, and the value that it gives.
_Given = tuple[int, "FactPair", str]
#: Native reports that must give a value alike before it stands against the document's.
_FEWEST = 2


def find_consensus(
    references: Sequence[AnalysedDocument], comparisons: Sequence[Comparison]
) -> tuple[Consensus, ...]:
    """Return the document's facts that native reports give alike and otherwise than the document.

    Two of them or more must give the same value, and none the document's. Reports that copy each other, or
    one agency, agree as well; that they agree makes nothing true.

    :param references: the native reports.
    :param comparisons: the document held against each, in the same order.
    :returns: in the order of the document's spans.
    """
    against: defaultdict[tuple[FactKind, Span], dict[str, list[_Given]]] = defaultdict(dict)
    agreeing: set[Span] = set()
    for place, (reference, comparison) in enumerate(zip(references, comparisons, strict=True)):
        values = _values(reference)
        for fact in comparison.facts:
            if fact.span is None or fact.reference_span is None:
                continue
            if fact.verdict is FactVerdict.AGREES:
                agreeing.add(fact.span)
            elif fact.verdict is FactVerdict.DIFFERS:
                value = values.get(fact.reference_span, " ".join(folded_words(fact.reference_text or "")))
                against[fact.kind, fact.span].setdefault(_key(fact.kind, value), []).append(
                    (place, fact, value)
                )
    found = []
    for (_, span), by_key in sorted(against.items(), key=lambda item: (item[0][1], item[0][0])):
        given = max(by_key.values(), key=lambda facts: len({place for place, _, _ in facts}))
        places = tuple(sorted({place for place, _, _ in given}))
        if span not in agreeing and len(places) >= _FEWEST:
            _, fact, value = given[0]
            texts = fact.text or "", fact.reference_text or ""
            found.append(Consensus(fact.kind, span, texts[0], fact.value, value, places, texts[1]))
    return tuple(found)


def _key(kind: FactKind, value: str) -> str:
    """Return what is compared of a value: what a number counts may have two names."""
    return value.partition(" ")[0] if kind is FactKind.NUMBER else value


def _values(reference: AnalysedDocument) -> dict[Span, str]:
    """Return the canonical values of numbers and dates; names are held together by their words."""
    values = {mention.span: mention.canonical for mention in reference.dates}
    return values | {n.span: n.canonical for n in (*reference.loose_numbers, *reference.numbers)}
