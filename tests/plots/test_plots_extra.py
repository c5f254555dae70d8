"""Without matplotlib the plots say what to install; with it they load neither pyplot nor a display."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

ABSENT = """
import sys
sys.modules["matplotlib"] = None
import mtaudit.plots
try:
    mtaudit.plots.round_trip_distribution([1.0], 1.0)
except mtaudit.MissingExtraError as error:
    print(error)
"""
HEADLESS = """
import sys
from mtaudit import plots
assert "matplotlib" not in sys.modules
plots.round_trip_distribution([1.0], 1.0).figure.savefig("drawn.png")
print(sorted(name for name in ("matplotlib.pyplot", "tkinter", "pandas") if name in sys.modules))
"""


def test_a_missing_extra_is_told_in_one_line(run_process: Callable[..., Outcome]) -> None:
    assert run_process("-c", ABSENT).out == "matplotlib is not installed; pip install 'mtaudit[plots]'\n"


def test_drawing_needs_no_display_and_no_pyplot(run_process: Callable[..., Outcome]) -> None:
    done = run_process("-c", HEADLESS, env={"DISPLAY": "", "MPLBACKEND": "TkAgg"})
    assert (done.code, done.out) == (0, "[]\n"), done.err
