"""Scores of systems as a LaTeX table: rules of booktabs, the best cluster in bold, names escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.reports.safe_text import safe_line
from mtaudit.reports.systems.words import measure_title, ranked_systems, score_of, shown_score

if TYPE_CHECKING:
    from mtaudit.model.systems import Measure, SystemComparison

__all__ = ["comparison_to_latex", "escape_latex"]

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
} | {character: f"\\{character}" for character in "&%$#_{}"}
_SPECIALS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
#: Two of these become another character: a dash, a quotation mark.
_LIGATURES = re.compile(r"([-',])(?=\1)")


def escape_latex(text: str) -> str:
    """Return text that LaTeX prints as it stands, on one line.

    :param text: any text.
    """
    escaped = _SPECIALS.sub(lambda match: _SPECIAL[match[0]], safe_line(text))
    return _LIGATURES.sub(r"\1{}", escaped)


def comparison_to_latex(comparison: SystemComparison) -> str:
    r"""Return the scores as a ``tabular`` that needs ``\usepackage{booktabs}``.

    :param comparison: what was computed.
    """
    measures = comparison.measures
    heads = [
        f"{escape_latex(measure_title(measure.name))} "
        + (r"$\uparrow$" if measure.higher_is_better else r"$\downarrow$")
        for measure in measures
    ]
    rows = [
        " & ".join([escape_latex(system), *(_cell(comparison, measure, system) for measure in measures)])
        + r" \\"
        for system in ranked_systems(comparison)
    ]
    return "\n".join(
        [
            *(f"% {escape_comment(line)}" for line in _remarks(comparison)),
            rf"\begin{{tabular}}{{l{'c' * len(measures)}}}",
            r"\toprule",
            " & ".join(["System", *heads]) + r" \\",
            r"\midrule",
            *rows,
            r"\bottomrule",
            r"\end{tabular}",
            "",
        ]
    )


def escape_comment(text: str) -> str:
    """Return text that stays within a comment of LaTeX.

    :param text: any text.
    """
    # TeX reads ^^M in a comment as nothing, but ^^ in the preamble of some formats as a character.
    return safe_line(text).replace("^^", "^ ^")


def _remarks(comparison: SystemComparison) -> list[str]:
    lines = ["Needs \\usepackage{booktabs}. In brackets 95 % bootstrap intervals.", comparison.signature]
    if any(one.rank is not None for one in comparison.scores):
        lines.insert(1, "Bold: the best cluster, each of it significantly better than all below.")
    return lines + [f"{measure_title(one.name)}: {one.signature}" for one in comparison.measures]


def _cell(comparison: SystemComparison, measure: Measure, system: str) -> str:
    one = score_of(comparison, measure.name, system)
    if one is None:
        return "-"
    score = shown_score(one.score, measure.name)
    shown = rf"\textbf{{{score}}}" if one.rank == 1 else score
    if one.ci_low is None or one.ci_high is None:
        return shown
    low, high = shown_score(one.ci_low, measure.name), shown_score(one.ci_high, measure.name)
    # A bracket at the start of a row would be the optional argument of the line break before it.
    return rf"{shown} {{\footnotesize [{low}, {high}]}}"
