"""The notebooks run from a clean kernel and their committed outputs are what they print."""

from __future__ import annotations

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="pip install 'mtaudit[dev]'")
nbclient = pytest.importorskip("nbclient", reason="pip install 'mtaudit[dev]'")

NOTEBOOKS = sorted(Path(__file__).parents[1].joinpath("notebooks").glob("*.ipynb"))
#: The first takes seconds; the others audit dozens of texts.
MARKED = [
    pytest.param(path, marks=pytest.mark.slow if at else (), id=path.stem)
    for at, path in enumerate(NOTEBOOKS)
]


def _plain(notebook: object) -> list[str]:
    """Return what each cell printed or returned, as text."""
    return [
        output.get("text") or output["data"]["text/plain"]
        for cell in notebook.cells  # type: ignore[attr-defined]
        for output in cell.get("outputs", ())
        if output.output_type != "error" and output.get("name") != "stderr"
    ]


def test_there_are_the_five() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["1_", "2_", "3_", "4_", "5_"]


@pytest.mark.parametrize("path", MARKED)
@pytest.mark.filterwarnings("default")  # the kernel's own machinery warns as it likes
def test_notebook_runs_and_prints_what_was_committed(path: Path) -> None:
    committed = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(fresh, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    assert _plain(fresh) == _plain(committed)
    assert _plain(fresh), "a notebook without outputs shows nothing"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_warning_and_no_error_stands_in_it(path: Path) -> None:
    outputs = [one for cell in nbformat.read(path, as_version=4).cells for one in cell.get("outputs", ())]
    assert [one.text for one in outputs if one.get("name") == "stderr" or one.output_type == "error"] == []
