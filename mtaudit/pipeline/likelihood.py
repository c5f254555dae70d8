"""What the likelihood is estimated from, gathered for one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.likelihood import body, estimate, gather, read_sentences

if TYPE_CHECKING:
    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.engines import LanguageModel
    from mtaudit.model import Likelihood

__all__ = ["likelihood_of"]


def likelihood_of(
    document: AnalysedDocument, *, prior: float, model: LanguageModel | None = None
) -> Likelihood | None:
    """Return how likely it is that a document was machine-translated, or None where it has no body text.

    A publisher's note, headlines, captions and lines in other languages are not read.

    :param document: the analysed document.
    :param prior: probability before the text was read.
    :param model: adds how predictable the words are; None leaves that out.
    """
    texts = body(document)
    sentences = read_sentences(texts)
    if not sentences:
        return None
    tokens = None if model is None else model.surprisal(texts)
    return estimate(gather(sentences, tokens), prior=prior)
