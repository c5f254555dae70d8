"""From an address to an address: the tables are those of a run on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtaudit.batch.remote import publish
from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Outcome

fsspec = pytest.importorskip("fsspec", reason="needs fsspec, pip install 'mtaudit[scale]'")


@pytest.fixture
def store(texts: dict[str, str]) -> Iterator[object]:
    """A store that lives in memory, with a corpus."""
    system = fsspec.filesystem("memory")
    system.pipe("/bucket/corpus/a.txt", texts["harbour"].encode())
    system.pipe("/bucket/corpus/inner/b.txt", texts["native"].encode())
    yield system
    system.rm("/bucket", recursive=True)


def test_a_batch_from_an_address_to_an_address(
    run: Callable[..., Outcome], store: object, tmp_path: Path, texts: dict[str, str]
) -> None:
    options = ("--no-back-translate", "--jobs", "0")
    outcome = run("batch", "memory://bucket/corpus", "--out", "memory://bucket/tables", *options)
    assert outcome.code == 0, outcome.err
    (tmp_path / "corpus" / "inner").mkdir(parents=True)
    (tmp_path / "corpus" / "a.txt").write_text(texts["harbour"], encoding="utf-8")
    (tmp_path / "corpus" / "inner" / "b.txt").write_text(texts["native"], encoding="utf-8")
    run("batch", "corpus", "--out", "tables", *options)
    names = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert sorted(path.rpartition("/")[2] for path in store.ls("/bucket/tables", detail=False)) == names
    for name in names:
        assert store.cat(f"/bucket/tables/{name}") == (tmp_path / "tables" / name).read_bytes()


def test_an_unknown_protocol_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Protocol not known: gopher; give an address that fsspec knows"):
        publish(tmp_path, "gopher://x")
