"""What a rule is: evidence in, hits out.

A rule is one module with one subclass of :class:`Rule`, in the folder of its family. It opens no file,
reads no clock, knows no output format. It gives its token patterns as data, is handed their matches, and
yields the measured value of each hit; the pipeline applies the limit.
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

__all__ = ["Evidence", "Hit", "Rule"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule may look at.

    :param document: the analysed document.
    :param matches: matches of the rule's own patterns, by the pattern's name.
    """

    document: AnalysedDocument
    matches: Mapping[str, Sequence[Match]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule measured something.

    :param span: the fault, as narrow as a reader needs.
    :param message: the reason, one sentence.
    :param value: what was measured, 0 to 1; compared with the rule's limit.
    :param confidence: how sure the rule is that this is a fault, 0 to 1.
    :param suggestion: a better wording of the span, or None.
    """

    span: Span
    message: str
    value: float = 1.0
    confidence: float = 0.9
    suggestion: str | None = None


class Rule(ABC):
    """One kind of artifact.

    Class attributes say what it is: a stable code (three letters of the family, three digits), the
    kebab-case name of the fault, the MQM category as in Freitag et al. 2021, the ITS 2.0 issue type,
    the severity, the limit that a value must reach, whether it is house style, and the patterns.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    category: ClassVar[str]
    its_type: ClassVar[str]
    severity: ClassVar[Severity]
    limit: ClassVar[float] = 0.5
    house_style: ClassVar[bool] = False
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {}

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
        )
