"""`--format html`: one page to a file or standard output, and pages besides the tables of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

    Run = Callable[..., Outcome]


def test_a_page_goes_to_a_file_or_to_standard_output(run: Run, tmp_path: Path, texts: dict[str, str]) -> None:
    (tmp_path / "text.txt").write_text(texts["harbour"], encoding="utf-8")
    command = ("audit", "text.txt", "--no-back-translate", "--format", "html")
    printed = run(*command)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.startswith("<!doctype html>")
    assert "the the" in printed.out
    assert run(*command, "-o", "page.html").out == ""
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == printed.out


def test_a_page_that_cannot_be_written_is_told_in_a_line(
    run: Run, tmp_path: Path, texts: dict[str, str]
) -> None:
    (tmp_path / "text.txt").write_text(texts["harbour"], encoding="utf-8")
    outcome = run("audit", "text.txt", "--no-back-translate", "--format", "html", "-o", "no/page.html")
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert "no/page.html" in outcome.err


def test_a_batch_gets_an_index_and_a_page_for_each_document(
    run: Run, tmp_path: Path, texts: dict[str, str]
) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("a", texts["harbour"]), ("b", ""), ("c", texts["native"])):
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    command = ("batch", "in", "--out", "out", "--no-back-translate", "--quiet", "--format", "html")
    assert run(*command, "--no-text").code == 0
    out = tmp_path / "out"
    assert sorted(path.name for path in (out / "documents").iterdir()) == ["0001.html", "0003.html"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="documents/0001.html">a</a>' in index
    assert 'href="documents/0003.html">c</a>' in index
    assert "empty" in index[index.index("failures-title") :]
    for name in ("scores.csv", "segments.csv", "findings.csv", "failures.csv", "run.json"):
        assert (out / name).is_file()
    page = (out / "documents" / "0001.html").read_text(encoding="utf-8")
    assert "the the" in page
    assert "harbour office" not in page + (out / "segments.csv").read_text(encoding="utf-8")
