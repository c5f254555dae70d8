"""Findings that are known or not wanted: comments in the text, and a baseline."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from mtaudit.analysis.comments import held_blocks
from mtaudit.errors import UsageError
from mtaudit.model import Failure, Suppressed, Why
from mtaudit.pipeline.baseline import fingerprints
from mtaudit.rules import fitting

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mtaudit.analysis.comments import IgnoreComment
    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.model import Finding
    from mtaudit.rules import Rule

__all__ = ["part"]

#: Longest part of a word of the text that a failure repeats, and most failures; the text may be hostile.
_LONGEST_WORD, _MOST_FAILURES = 40, 20


def part(
    document: AnalysedDocument,
    findings: Sequence[Finding],
    baseline: Collection[str] = (),
    known: Sequence[Rule] | None = None,
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...], tuple[Failure, ...]]:
    """Part findings into those that count and those that a comment or the baseline suppresses.

    :param document: the document.
    :param findings: all of it, in the order of their spans.
    :param baseline: fingerprints of known findings.
    :param known: the rules that a comment may name; None is the catalogue.
    :returns: findings that count, findings that do not, and what is wrong with comments.
    """
    wanted = _Comments(document, known)
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    segments = [held.segment for held in document.segments]
    marks = fingerprints(document.document.id, segments, findings) if baseline else [""] * len(findings)
    for finding, mark in zip(findings, marks, strict=True):
        if wanted.suppress(finding):
            suppressed.append(Suppressed(finding, Why.INLINE))
        elif mark in baseline:
            suppressed.append(Suppressed(finding, Why.BASELINE))
        else:
            kept.append(finding)
    return tuple(kept), tuple(suppressed), wanted.failures()


class _Comments:
    """Which rules the comments of a document turn off where."""

    def __init__(self, document: AnalysedDocument, rules: Sequence[Rule] | None) -> None:
        self._rules = rules
        self._starts = [block.start for block in document.blocks]
        self._codes: dict[str, frozenset[str]] = {}
        self._wrong: dict[str, str] = {}
        known = [comment for comment in document.comments if comment.is_known]
        for comment in document.comments:
            if not comment.is_known:
                self._tell(comment, comment.order, "there is no such order", "write ignore or ignore-file")
        for comment in known:
            # Those that hold for nothing, at the end of a text, are read as well.
            for word in comment.words:
                self._named(word, comment)
        self._everywhere = self._join([comment for comment in known if comment.everywhere])
        here = [comment for comment in known if not comment.everywhere]
        held = held_blocks(here, document.blocks)
        self._by_block = {place: self._join(comments) for place, comments in held.items()}

    def suppress(self, finding: Finding) -> bool:
        """Tell whether a comment turns the finding's rule off where the finding begins."""
        place = bisect_right(self._starts, finding.span.start) - 1
        return any(
            codes is None or finding.code in codes
            for codes in (self._everywhere, self._by_block.get(place, frozenset()))
        )

    def failures(self) -> tuple[Failure, ...]:
        """Return what is wrong with the comments, each word once."""
        reasons = list(self._wrong.values())
        more = len(reasons) - _MOST_FAILURES
        told = reasons[:_MOST_FAILURES] + (
            [f"{more} more words of comments name no rule"] if more > 0 else []
        )
        return tuple(Failure("rules", None, reason) for reason in told)

    def _join(self, comments: Sequence[IgnoreComment]) -> frozenset[str] | None:
        """Return the codes that comments name together; None for all rules."""
        if any(not comment.words for comment in comments):
            return None
        return frozenset().union(
            *(self._named(word, comment) for comment in comments for word in comment.words)
        )

    def _named(self, word: str, comment: IgnoreComment) -> frozenset[str]:
        if word not in self._codes:
            try:
                fit = fitting(word[: _LONGEST_WORD * 2], self._rules)
                self._codes[word] = frozenset(rule.code for rule in fit)
            except UsageError as error:
                self._codes[word] = frozenset()
                self._tell(comment, word, "there is no such rule", error.mend or "")
        return self._codes[word]

    def _tell(self, comment: IgnoreComment, word: str, problem: str, mend: str) -> None:
        shown = word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…"
        place = f"the comment at character {comment.span.start}"
        self._wrong.setdefault(word, f"{place} says {shown!r}: {problem}; {mend}")
