"""A page for every rule, from its docstring, and links to it from the table of all rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from mtaudit.rules import NEEDS, Rule, all_rules

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

FAMILIES = {
    "ACC": "Accuracy", "FLU": "Fluency", "LOC": "Locale", "STY": "Style", "CON": "Contrast",
    "SRC": "Source", "REF": "Reference", "DEN": "Densities", "HOU": "House style",
}  # fmt: skip


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the rules into the navigation, by family."""
    (pages,) = (entry["Rules"] for entry in config.nav or () if "Rules" in entry)
    for prefix, family in FAMILIES.items():
        own = [rule for rule in all_rules() if rule.code.startswith(prefix)]
        pages.append({family: [{f"{rule.code} {rule.name}": f"rules/{rule.code}.md"} for rule in own]})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    for rule in all_rules():
        files.append(File.generated(config, f"rules/{rule.code}.md", content=rule_page(rule)))
    return files


def rule_page(rule: Rule) -> str:
    """Return what a rule says of itself."""
    info = rule.info()
    summary, _, rest = info.description.partition("\n\n")
    facts = {
        "category": info.category,
        "ITS 2.0 type": f"`{info.its_type}`",
        "severity": "neutral, house style" if info.house_style else str(info.severity),
        "limit": f"{info.limit:g}",
        "needs": "; ".join(NEEDS[need].partition(": ")[0].removeprefix("needs ") for need in info.needs),
        "runs": "" if info.on else "only where it is selected",
        "options": ", ".join(f"`{name}` = {shown(value)}" for name, value in info.options),
    }
    told = {name: value for name, value in facts.items() if value}
    rows = (told, ["---"] * len(told), told.values())
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"# {rule.code} {rule.name}\n\n{summary}\n\n{table}\n\n{rest}\n"


def shown(value: float | tuple[str, ...]) -> str:
    """Return the default of an option."""
    if not isinstance(value, tuple):
        return f"{value:g}"
    return f"{len(value)} words" if len(value) > 5 else " ".join(value) or "none"


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Link the codes of the table of all rules."""
    if page.file.src_uri != "rules.md":
        return markdown
    known = "|".join(rule.code for rule in all_rules())
    return re.sub(rf"^\| ({known}) \|", r"| [\1](rules/\1.md) |", markdown, flags=re.MULTILINE)
