"""What the likelihood is estimated from, gathered for one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.likelihood import Found, body, estimate, gather
from mtaudit.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.engines import LanguageModel
    from mtaudit.model import Finding, Likelihood
    from mtaudit.pipeline.findings import RuleRunner

__all__ = ["likelihood_of"]


def likelihood_of(
    document: AnalysedDocument,
    *,
    prior: float,
    model: LanguageModel | None = None,
    runner: RuleRunner | None = None,
    findings: Sequence[Finding] = (),
) -> Likelihood | None:
    """Return how likely it is that a document was machine-translated, or None where it has no body text.

    A publisher's note, headlines, captions and lines in other languages are not read.

    :param document: the analysed document.
    :param prior: probability before the text was read.
    :param model: adds how predictable the words are; None leaves that out.
    :param runner: the rules that ran; None leaves findings out.
    :param findings: what they found.
    """
    read = body(document)
    if not read.sentences:
        return None
    tokens = None if model is None else model.surprisal(read.texts)
    found = _found(document, runner, findings) if runner is not None else None
    return estimate(gather(read.sentences, tokens, found), prior=prior)


def _found(document: AnalysedDocument, runner: RuleRunner, findings: Sequence[Finding]) -> Found:
    """Return what was found in body text, and the rules that ran as the catalogue has them."""
    changed = {*runner.limits, *runner.options}
    ran = frozenset(rule.code for rule in runner.rules if rule.code not in changed)
    places = ((finding.code, document.segment_at(finding.span.start)) for finding in findings)
    return Found(ran, [c for c, place in places if place is not None and place.segment.role is Role.BODY])
