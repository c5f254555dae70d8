"""XLIFF 2.1 with the localization quality issues of ITS 2.0, for CAT tools.

A file a text, a unit a segment; the audited English is the unit's source, because which sentence of the text
that it was translated from belongs to it is not known. Each span is an annotation with a reference to its
issues, standoff in the unit (XLIFF 2.1, *ITS Localization Quality Issue Annotation*): ``<mrk>``, or a pair of
``<sm>`` and ``<em>`` where spans overlap. Tools without ITS show the notes. A suppressed finding is an issue
that is not enabled. The unit's name is the segment's span in the text.

Characters that XML cannot hold are ``<cp>`` in text and shown as escapes in comments.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from mtaudit.reports.exchange.places import Part, parts_by_segment, shown_path
from mtaudit.reports.exchange.words import told
from mtaudit.reports.safe_text import UNSEEN, safe_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mtaudit.model import Finding, Segment, Severity
    from mtaudit.reports.exchange.run import Audited, Run

__all__ = ["to_xliff"]

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:its="http://www.w3.org/2005/11/its"\n'
    '       its:version="2.0" version="2.1" srcLang="en">'
)
_SPECIAL = re.compile(f"[&<>\ufffe\uffff]|{UNSEEN.pattern}")
# XML 1.0, production 2.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_xliff(run: Run) -> str:
    """Return one XLIFF document with a file for each text.

    :param run: the audits.
    """
    written = [_HEAD]
    for number, audited in enumerate(run.audits, 1):
        written.append(f'  <file id="f{number}" original={_attribute(shown_path(audited.document))}>')
        written += _units(audited, f"f{number}")
        written.append("  </file>")
    return "\n".join([*written, "</xliff>"])


def _units(audited: Audited, file: str) -> Iterator[str]:
    segments = audited.report.document.segments
    enabled = {id(finding) for finding in audited.report.findings}
    for segment, parts in zip(segments, parts_by_segment(segments, audited.findings), strict=True):
        yield _unit(segment, parts, file, enabled)


def _unit(segment: Segment, parts: list[Part], file: str, enabled: Collection[int]) -> str:
    number = segment.index + 1
    spans: defaultdict[tuple[int, int], list[Finding]] = defaultdict(list)
    for part in sorted(parts, key=lambda part: (part.start, -part.end)):
        spans[part.start, part.end].append(part.finding)
    issues, notes = [], []
    for place, findings in enumerate(spans.values(), 1):
        held = [(finding, id(finding) in enabled) for finding in findings]
        listed = "".join(_issue(finding, enabled=on) for finding, on in held)
        issues.append(
            f'<its:locQualityIssues xml:id="{file}u{number}q{place}">{listed}</its:locQualityIssues>'
        )
        notes += [f"<note>{_note(finding)}</note>" for finding, on in held if on]
    references = [f"#its={file}u{number}q{place}" for place in range(1, len(spans) + 1)]
    marked = _marked(segment.text, list(spans), references)
    return "\n".join(
        [
            f'    <unit id="u{number}" name="{segment.span.start}-{segment.span.end}">',
            *(f"      {issue}" for issue in issues),
            *([f"      <notes>{''.join(notes)}</notes>"] if notes else []),
            f'      <segment><source xml:space="preserve">{marked}</source></segment>',
            "    </unit>",
        ]
    )


def _issue(finding: Finding, *, enabled: bool) -> str:
    return (
        f"<its:locQualityIssue locQualityIssueType={_attribute(finding.its_type)}"
        f" locQualityIssueComment={_attribute(_comment(finding))}"
        f' locQualityIssueSeverity="{_severity(finding.severity)}"'
        f' locQualityIssueEnabled="{"yes" if enabled else "no"}"/>'
    )


def _note(finding: Finding) -> str:
    return _text(safe_line(_comment(finding)))


def _comment(finding: Finding) -> str:
    return f"{finding.code} {finding.name} ({finding.severity}): {told(finding)}"


def _severity(severity: Severity) -> int:
    """Return 0 for neutral, 33, 67, and 100 for critical: ITS asks for 0 to 100."""
    return round(100 * severity.rank / 3)


def _marked(text: str, spans: list[tuple[int, int]], references: list[str]) -> str:
    """Return the text with annotations.

    :param text: of a segment.
    :param spans: each once, by start, the longer first.
    :param references: the issues of each.
    """
    opening: defaultdict[int, list[str]] = defaultdict(list)
    closing: defaultdict[int, list[str]] = defaultdict(list)
    around: list[int] = []
    for number, ((start, end), reference) in enumerate(zip(spans, references, strict=True), 1):
        attributes = f'id="m{number}" type="its:generic" its:locQualityIssuesRef="{reference}"'
        while around and around[-1] <= start:
            around.pop()
        if start == end:
            opening[start].append(f"<mrk {attributes}/>")
        elif around and around[-1] < end:
            opening[start].append(f"<sm {attributes}/>")
            # Before the ends of elements, all of which read alike: whichever is inner, it closes first.
            closing[end].insert(0, f'<em startRef="m{number}"/>')
        else:
            opening[start].append(f"<mrk {attributes}>")
            closing[end].append("</mrk>")
            around.append(end)
    written, place = [], 0
    for at in sorted(opening.keys() | closing.keys()):
        written += [_text(text[place:at]), *closing.get(at, ()), *opening.get(at, ())]
        place = at
    return "".join([*written, _text(text[place:])])


def _text(text: str) -> str:
    return _SPECIAL.sub(lambda match: _escape(match[0]), text)


def _escape(character: str) -> str:
    code = f"{ord(character):04X}"
    return f'<cp hex="{code}"/>' if _NOT_XML.match(character) else f"&#x{code};"


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", safe_line(text)))
