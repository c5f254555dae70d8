"""Without the extra ``formats`` what needs it says how to get it, and all else is read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from mtaudit.errors import MissingExtraError
from mtaudit.readers.corpus import CorpusOptions, open_corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

TOLD = r"is not installed; pip install 'mtaudit\[formats\]'"
LIBRARIES = ("trafilatura", "translate", "pyarrow", "zstandard")


@pytest.fixture(autouse=True)
def _base_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LIBRARIES:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize("name", ["a.html", "a.xlf", "a.tmx", "a.po", "a.parquet"])
def test_the_pip_command_is_told_before_anything_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The pier.", "utf-8")
    (tmp_path / name).write_text("something", "utf-8")
    with pytest.raises(MissingExtraError, match=TOLD):
        open_corpus([str(tmp_path)], CorpusOptions())


def test_zstd_is_known_only_when_the_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x28\xb5\x2f\xfd")
    with pytest.raises(MissingExtraError, match=TOLD):
        list(open_corpus([str(tmp_path)], CorpusOptions()))


def test_text_tables_and_gzip_need_nothing(tmp_path: Path) -> None:
    import gzip

    for name, content in {
        "a.txt": b"The pier.",
        "b.csv": b"text\nThe pier.\n",
        "c.jsonl": b'{"text": "The pier."}',
        "d.txt.gz": gzip.compress(b"The pier."),
    }.items():
        (tmp_path / name).write_bytes(content)
    records = list(open_corpus([str(tmp_path)], CorpusOptions()))
    assert [record.document.id for record in records] == ["a", "b:1", "c:1", "d"]


def test_the_audit_of_a_page_says_it_in_one_line(run: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "pier.html").write_text("<html><body><p>The pier.</p></body></html>", "utf-8")
    outcome = run("audit", "pier.html", "--no-back-translate")
    assert outcome.code == 2
    assert outcome.err == "mtaudit: the reader of HTML is not installed; pip install 'mtaudit[formats]'\n"
