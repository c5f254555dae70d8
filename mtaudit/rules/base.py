"""What a rule is: evidence in, hits out.

A rule is one module with one subclass of :class:`Rule`, in the folder of its family. It opens no file,
reads no clock, knows no output format. It gives its token patterns and phrases as data, is handed their
matches, and yields the measured value of each hit; the pipeline applies the limit.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import RuleInfo, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.patterns import Match, TokenPattern
    from mtaudit.analysis.source import SourceText
    from mtaudit.model import Comparison

__all__ = [
    "NEEDS",
    "Alternative",
    "Compared",
    "ContrastRule",
    "DensityRule",
    "Evidence",
    "Hit",
    "Option",
    "Rule",
]

#: Evidence beyond the text's own analysis that a rule may declare it needs, and how one gets it.
NEEDS = {
    "surprisal": "needs a language model: --surprisal",
    "source": "needs the source: --source FILE",
    "reference": "needs a native report: --reference FILE",
}
#: What a configuration may set of a rule: a number, or words.
Option = float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A near paraphrase of a few words.

    :param span: the words of the text.
    :param replacement: what could stand there instead.
    """

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A native report and how the document compares with it.

    :param id: the native report's name.
    :param comparison: links, quotes, facts and claims.
    """

    id: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule may look at.

    :param document: the analysed document.
    :param matches: matches of the rule's own patterns and phrases, by the pattern's name.
    :param options: the rule's options, those of the configuration over its own.
    :param source: the source text, for rules that need it.
    :param gains: how much likelier, in nats, the language model finds each of the rule's alternatives than
        the words of the text, for rules that need surprisal; alternatives that are not likelier may miss.
    :param surprisal: spans of tokens with their surprisal in nats, for rules that need it.
    :param comparisons: the document held against each native report, for rules that need one.
    """

    document: AnalysedDocument
    matches: Mapping[str, Sequence[Match]] = field(default_factory=dict)
    options: Mapping[str, Option] = field(default_factory=dict)
    source: SourceText | None = None
    gains: Mapping[Alternative, float] = field(default_factory=dict)
    surprisal: Sequence[tuple[Span, float]] = ()
    comparisons: Sequence[Compared] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule measured something.

    :param span: the fault, as narrow as a reader needs.
    :param message: the reason, one sentence.
    :param value: what was measured, 0 to 1; compared with the rule's limit.
    :param confidence: how sure the rule is that this is a fault, 0 to 1.
    :param suggestion: a better wording of the span, or None.
    :param reference_span: what the native report has instead, for rules that compare.
    :param reference_text: the text at ``reference_span``.
    """

    span: Span
    message: str
    value: float = 1.0
    confidence: float = 0.9
    suggestion: str | None = None
    reference_span: Span | None = None
    reference_text: str | None = None


class Rule(ABC):
    """One kind of artifact.

    Class attributes say what it is: a stable code (three letters of the family, three digits), the
    kebab-case name of the fault, the MQM category as in Freitag et al. 2021, the ITS 2.0 issue type,
    the severity, the limit that a value must reach, and whether it is house style.

    ``needs`` names evidence of :data:`NEEDS` without which it does not run; ``on`` is False for a rule that
    runs only where it is selected. ``patterns`` are spaCy token patterns; ``phrases`` are lower-case words
    with single spaces, matched as they stand; ``lemma_phrases`` are lemmas. The names of all three are the
    keys of :attr:`Evidence.matches`. ``options`` are what a configuration may change, with their defaults.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    category: ClassVar[str]
    its_type: ClassVar[str]
    severity: ClassVar[Severity]
    limit: ClassVar[float] = 0.5
    house_style: ClassVar[bool] = False
    on: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset()
    options: ClassVar[Mapping[str, Option]] = {}
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {}
    phrases: ClassVar[Mapping[str, Sequence[str]]] = {}
    lemma_phrases: ClassVar[Mapping[str, Sequence[str]]] = {}

    @abstractmethod
    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield every place where the rule measures something, in document order."""

    @classmethod
    def info(cls) -> RuleInfo:
        """Return the rule's row of the catalogue."""
        return RuleInfo(
            cls.code,
            cls.name,
            cls.category,
            cls.its_type,
            cls.severity,
            cls.limit,
            cls.house_style,
            inspect.cleandoc(cls.__doc__ or ""),
            cls.on,
            tuple(sorted(cls.needs)),
            tuple(sorted(cls.options.items())),
        )


class DensityRule(Rule):
    """An expression that is English, and counts only by how often a text has it.

    English by Indonesian writers shows these too, so that they are neutral, weigh nothing and bear no
    verdict. The value of each occurrence is the rate in the text: occurrences per 100 words of prose, at
    most 1. A single occurrence is no rate.
    """

    severity = Severity.NEUTRAL
    message: ClassVar[str]
    confidence: ClassVar[float] = 0.5

    @abstractmethod
    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield every occurrence, in document order."""

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield every occurrence with the rate of all, where there are two or more."""
        spans = list(self.occurrences(evidence))
        if len(spans) >= 2:
            rate = 100 * len(spans) / max(evidence.document.words, 1)
            for span in spans:
                yield Hit(span, self.message, value=min(1.0, rate), confidence=self.confidence)


class ContrastRule(Rule):
    """A wording that a language model finds much less likely than a near paraphrase of it."""

    needs = frozenset({"surprisal"})

    @abstractmethod
    def alternatives(self, evidence: Evidence) -> Iterator[Alternative]:
        """Yield near paraphrases to be scored, in document order; ``gains`` is still empty."""
