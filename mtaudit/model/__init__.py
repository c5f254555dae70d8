"""Frozen values that every layer shares. Standard library only."""

from mtaudit.model.comparison import (
    Comparison,
    Coverage,
    FactKind,
    FactPair,
    FactVerdict,
    Link,
    QuotePair,
    QuoteVerdict,
)
from mtaudit.model.finding import Finding, NotRun, RuleInfo, Severity, Suppressed, Why
from mtaudit.model.score import Agreement, Failure, MetricScores, RulePenalty, Score
from mtaudit.model.text import (
    COMPARED_ROLES,
    PROSE_ROLES,
    Disclosure,
    Document,
    Role,
    Segment,
    Span,
)
from mtaudit.model.translation import (
    BackTranslation,
    Control,
    RoundTrip,
    Stability,
    Status,
    Translation,
)

__all__ = [
    "COMPARED_ROLES",
    "PROSE_ROLES",
    "Agreement",
    "BackTranslation",
    "Comparison",
    "Control",
    "Coverage",
    "Disclosure",
    "Document",
    "FactKind",
    "FactPair",
    "FactVerdict",
    "Failure",
    "Finding",
    "Link",
    "MetricScores",
    "NotRun",
    "QuotePair",
    "QuoteVerdict",
    "Role",
    "RoundTrip",
    "RuleInfo",
    "RulePenalty",
    "Score",
    "Segment",
    "Severity",
    "Span",
    "Stability",
    "Status",
    "Suppressed",
    "Translation",
    "Why",
]
