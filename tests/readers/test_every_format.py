"""200 real documents give the same tables from every format, way of running, and after three kills."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .every_format import DATA, differing

if TYPE_CHECKING:
    from pathlib import Path

for needed in ("pyarrow", "trafilatura", "translate", "zstandard", "ray"):
    pytest.importorskip(needed, reason="the extras `formats` and `scale` are not installed")


@pytest.mark.full
@pytest.mark.shared_data
def test_the_tables_are_the_same_from_every_format_and_way(tmp_path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip("../shared/data is absent: there are no real documents")
    assert differing(200, DATA, tmp_path) == []
