"""Both full reports of the article pair without a word of the articles, as docs/article-pair.md has them.

    python -m tests.quality.article_pair [--data DIR] [--write]

The pair may not be copied into the repository. Both articles are audited as ``mtaudit audit`` does it, the
machine's beside the native one and the native one alone, without an engine; then every character of either
is taken out of the reports, flagged spans too, and the number of characters is put in its place.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.config import Settings
from mtaudit.pipeline.auditor import Auditor
from mtaudit.readers.documents import read_document
from mtaudit.reports.console import render
from mtaudit.reports.redaction import MASK

from .texts import DATA, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mtaudit.model import Finding
    from mtaudit.reports import AuditReport

PAGE = ROOT / "docs" / "article-pair.md"
MACHINE, NATIVE = "machine_translated.txt", "native.txt"
#: Wide enough that no text is broken into lines before its characters are counted, and the page's own width.
_WIDE, _WIDTH = 4000, 110

_MASKED = re.compile(f"(?P<text>{MASK}+(?: {MASK}+)*)(?P<after> *)")
_QUOTED = re.compile("“[^”]*”|\"[^\"]*\"|(?<!\\w)'[^']+'(?!\\w)")

_HEAD = """\
# The article pair, both reports

The pair that this program was written for is not in the repository: one article that a machine made from
Indonesian, with the publisher's note saying so, and a report on the same event by another newsroom. These
are both reports as `mtaudit audit` prints them, the machine's text held against the native one, the native
one alone, without an engine and without a language model. **Where words of the articles stood is how many
characters of them: `[57]`.** `⟦[3]⟧` is what a finding flags, or what one wording of a quote has and the
other does not; `…` is a sentence of more than 90 characters, of which a report prints the beginning; the
value of a fact is `[1]`, whatever it was.

```
python -m tests.quality.article_pair --write     makes this page
mtaudit audit {machine} --reference {native} --no-back-translate
mtaudit audit {native} --no-back-translate     the same reports with their words
```

What the likelihood says of either, and why it says no more: [Likelihood](likelihood.md). These are two
articles; their figures prove nothing.
"""


def reports(data: Path = DATA) -> dict[str, AuditReport]:
    """Return the report of either article by its name; the machine's is held against the other."""
    machine, native = (read_document(data / "seed_pair" / name) for name in (MACHINE, NATIVE))
    auditor = Auditor(Settings(back_translate=False))
    return {MACHINE: auditor.audit(machine, [native]), NATIVE: auditor.audit(native)}


def without_words(report: AuditReport) -> AuditReport:
    """Return a report in which nothing is left of the articles, flagged spans included."""
    findings = tuple(map(_bare, report.findings))
    bare = replace(report, findings=(), suppressed=()).without_text()
    # The page says itself what is left out: more than this line of the report.
    return replace(bare, findings=findings, masked=False)


def _bare(finding: Finding) -> Finding:
    told = finding.reference_text
    return replace(
        finding,
        text=MASK * len(finding.text),
        message=_QUOTED.sub(lambda quoted: MASK * (len(quoted[0]) - 2), finding.message),
        suggestion=None if finding.suggestion is None else MASK * len(finding.suggestion),
        reference_text=None if told is None else MASK * len(told),
    )


def told(report: AuditReport) -> str:
    """Return the text report with numbers of characters for what was taken out."""
    rendered = render(without_words(report), width=_WIDE).replace("; evidence: )", ")")
    return "\n".join(map(_line, _MASKED.sub(_counted, rendered).splitlines()))


def _counted(run: re.Match[str]) -> str:
    """Number the characters; in a table the column keeps its width."""
    count, after = len(run["text"]), run["after"]
    return f"[{count}]".ljust(count + len(after)) if len(after) > 1 else f"[{count}]{after}"


def _line(line: str) -> str:
    indent = " " * (len(line) - len(line.lstrip()) + 6)
    return textwrap.fill(line.rstrip(), _WIDTH, subsequent_indent=indent, break_long_words=False)


def page(found: Mapping[str, AuditReport], data: Path) -> str:
    """Return the page of the docs."""
    parts = [_HEAD.format(machine=MACHINE, native=NATIVE)]
    for name, report in found.items():
        digest = hashlib.sha256((data / "seed_pair" / name).read_bytes()).hexdigest()
        parts.append(f"## {name}\n\nSHA-256 of the file: `{digest}`\n\n```text\n{told(report)}\n```\n")
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--write", action="store_true", help="put the page into the docs")
    options = parser.parse_args()
    made = page(reports(options.data), options.data)
    if options.write:
        PAGE.write_text(made, encoding="utf-8")
    else:
        print(made, end="")


if __name__ == "__main__":
    main()
