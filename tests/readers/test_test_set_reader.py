"""References, systems, documents and scores become a test set, from files and from directories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtaudit.errors import InputError, UsageError
from mtaudit.readers import TestSetFiles, read_test_set
from mtaudit.readers.system_names import distinct_names, file_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Write files by their paths, in the working directory."""
    monkeypatch.chdir(tmp_path)

    def make(**files: str) -> None:
        for path, text in files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")

    return make


def names(*given: str, **more: object) -> tuple[list[str], list[str]]:
    read = read_test_set(TestSetFiles(given[0], tuple(given[1:]), **more)).test_set
    return [one.name for one in read.references], [one.name for one in read.systems]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("out/Online-A.txt", "Online-A"),
        ("Allegro.eu.txt.gz", "Allegro.eu"),
        ("gpt-4.1", "gpt-4.1"),
        ("online-A.0", "online-A.0"),
        ("newstest2021.is-en.hyp.Facebook-AI.en", "Facebook-AI"),
        ("newstest2021.is-en.ref.A.en.gz", "A"),
        ("-", "stdin"),
        (".txt", ".txt"),
    ],
)
def test_a_system_is_called_by_its_file(path: str, name: str) -> None:
    assert file_name(path) == name


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    assert distinct_names(["a/out.txt", "b/out.txt", "c.txt"]) == ["a/out", "b/out", "c"]
    assert distinct_names(["x/a/out.txt", "y/a/out.txt"]) == ["x/a/out", "y/a/out"]
    assert distinct_names(["out.txt", "b/out.txt"]) == ["out", "b/out"]
    assert distinct_names(["a/out.txt", "a/out.hyp"]) == ["a/out.txt", "a/out.hyp"]
    with pytest.raises(UsageError, match=r"a\.txt is given 2 times"):
        distinct_names(["a.txt", "a.txt"])


def test_references_systems_names_and_columns(write) -> None:
    write(**{"ref.txt": "r\n", "b.txt": "s\n", "t.tsv": "x\ty\n1\t2\n", "odd=name": "q\n"})
    assert names("ref.txt", "b.txt", "mine=b.txt", "t.tsv:x,y", "odd=name", references=("t.tsv:1",)) == (
        ["ref", "t:1"],
        ["b", "mine", "x", "y", "odd=name"],
    )
    read = read_test_set(TestSetFiles("ref.txt", ("mine=b.txt", "t.tsv:y"))).test_set
    assert [(one.name, one.segments, one.source) for one in read.systems] == [
        ("mine", ("s",), "b.txt"),
        ("y", ("2",), "t.tsv:y"),
    ]


def test_what_cannot_be_named(write) -> None:
    write(**{"ref.txt": "r\n", "b.txt": "s\n"})
    with pytest.raises(UsageError, match=r"two are called 'b'"):
        names("ref.txt", "b.txt", "b=ref.txt")
    with pytest.raises(UsageError, match=r"b\.txt is given 2 times"):
        names("ref.txt", "b.txt", "b.txt")
    with pytest.raises(UsageError, match="standard input can be read only once"):
        names("-", "-")
    with pytest.raises(UsageError, match="there is no system to compare"):
        names("ref.txt")


MTME = {
    "references/is-en.refA.txt": "r\ns\n",
    "references/is-en.refB.txt": "t\nu\n",
    "references/de-en.refA.txt": "r\n",
    "system-outputs/is-en/Online-A.txt": "a\nb\n",
    "system-outputs/is-en/Allegro.eu.txt": "c\nd\n",
    "system-outputs/is-en/refA.txt": "r\ns\n",
    "system-outputs/is-en/refB.txt": "t\nu\n",
    "documents/is-en.docs": "news doc1\nnews doc2\n",
    "human-scores/is-en.mqm.seg.score": "Online-A 1\nOnline-A None\nrefB 0\nrefB 0\n",
    "metric-scores/is-en/COMET-22-refA.seg.score": (
        "Online-A\t.1\nOnline-A\t.2\nAllegro.eu\t.3\nAllegro.eu\t.4\nrefB\t.5\nrefB\t.6\n"
    ),
}
WMT21 = {
    "references/newstest2021.is-en.ref.A.en": "r\ns\n",
    "system-outputs/newstest2021.is-en.hyp.Online-A.en": "a\nb\n",
    "system-outputs/newstest2021.is-en.hyp.Allegro.eu.en": "c\nd\n",
    "system-outputs/newstest2021.de-en.hyp.Online-B.en": "c\nd\n",
}
WMT19 = {
    "references/newstest2019-isen-ref.en": "r\ns\n",
    "system-outputs/newstest2019/is-en/newstest2019.online-A.0.is-en": "a\nb\n",
    "system-outputs/newstest2019/is-en/newstest2019.is-en.Allegro.eu": "c\nd\n",
}


def test_the_layout_of_mt_metrics_eval(write) -> None:
    write(**MTME)
    files = TestSetFiles(".", references=("refA",), pair="is-en", scores=("COMET-22",), human=("mqm",))
    read = read_test_set(files)
    held = read.test_set
    assert [one.name for one in held.references] == ["refA"]
    assert [one.name for one in held.systems] == ["Allegro.eu", "Online-A", "refB"]
    assert held.documents == ("doc1", "doc2")
    comet, mqm = held.scores
    assert (comet.measure, comet.human, dict(comet.scores)["refB"]) == ("COMET-22", False, (0.5, 0.6))
    assert (mqm.human, dict(mqm.scores)["Online-A"]) == (True, (1.0, None))
    assert names(".", "Online-A", references=("refB", "refA"), pair="is-en") == (
        ["refB", "refA"],
        ["Online-A"],
    )


@pytest.mark.parametrize(("files", "reference"), [(WMT21, "A"), (WMT19, "ref")], ids=["2021", "2019"])
def test_the_layouts_of_wmt(write, files: dict[str, str], reference: str) -> None:
    write(**files)
    references, systems = names(".")
    assert references == [reference]
    assert systems == ["Allegro.eu", "online-A.0" if files is WMT19 else "Online-A"]


def test_what_has_to_be_chosen_in_a_directory(write) -> None:
    write(**MTME)
    with pytest.raises(
        UsageError, match="it holds 2 language pairs; give --language-pair, one of de-en, is-en"
    ):
        names(".")
    with pytest.raises(
        UsageError, match="it holds 2 references; give --reference, one or more of refA, refB"
    ):
        names(".", pair="is-en")
    with pytest.raises(UsageError, match=r"there is no reference 'ref\.txt'"):
        names(".", references=("ref.txt",), pair="is-en")
    with pytest.raises(UsageError, match=r"there is no system 'X'; choose among Allegro\.eu, Online-A"):
        names(".", "X", references=("refA",), pair="is-en")
    with pytest.raises(InputError, match="there is no output for de-en"):
        names(".", pair="de-en")
    with pytest.raises(InputError, match="there is no folder references in it"):
        names("references")


def test_documents_one_a_line(write) -> None:
    write(**{"ref.txt": "r\ns\n", "b.txt": "s\nt\n", "ids": "doc one\ndoc two\n", "gap": "a\n\n"})
    read = read_test_set(TestSetFiles("ref.txt", ("b.txt",), documents="ids"))
    assert read.test_set.documents == ("doc one", "doc two")
    with pytest.raises(InputError, match="gap, line 2: a line without a document"):
        read_test_set(TestSetFiles("ref.txt", ("b.txt",), documents="gap"))


def test_paths_that_are_no_test_set(write, tmp_path: Path) -> None:
    write(**{"ref.txt": "r\n"})
    with pytest.raises(InputError, match=r"none\.txt: there is no such file; check the path"):
        names("ref.txt", "none.txt")
    with pytest.raises(InputError, match="it is a directory; name a file of segments"):
        names("ref.txt", str(tmp_path))
