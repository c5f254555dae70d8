"""What the quality estimate is made from, gathered for one document."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from mtaudit.metrics.penalty import weight
from mtaudit.quality import Passage, estimate, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.engines import LanguageModel
    from mtaudit.model import Finding
    from mtaudit.model.quality import Quality

__all__ = ["quality_of"]


def quality_of(
    document: AnalysedDocument, findings: Sequence[Finding], model: LanguageModel | None
) -> Quality | None:
    """Estimate the quality of a document's English prose.

    :param document: the analysed document.
    :param findings: what the rules found in it.
    :param model: scores the document's words; without one there is no estimate, for what the other evidence
        says of quality did not carry over to a language pair that it was not fitted on.
    :raises EngineError: when the model fails.
    """
    if model is None:
        return None
    tokens = model.contrast(document.view, ()).tokens
    # A token belongs where it ends: the white space before a word is part of its token.
    ends = [token.end for token in tokens]
    passages = []
    for segment in document.english:
        held = segment.segment
        first, last = (bisect_left(ends, place + 1) for place in (held.span.start, held.span.end))
        passages.append(
            Passage(
                held.index,
                tuple(words_of(document, held.span)),
                tuple((f.code, weight(f)) for f in findings if f.segment == held.index and not f.house_style),
                tuple(-token.log_prob for token in tokens[first:last]),
            )
        )
    return estimate(passages)
