"""A mistake ends with exit code 2 and one line that names the file, the place and the mend."""

from __future__ import annotations

import gzip
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

EMPTY = "bad.txt: it is empty; give a text in English"
#: What is in the file, and the line about it.
BAD_FILES = {
    "empty": (b"", EMPTY),
    "white space": (b" \r\n\t\xc2\xa0\n", EMPTY),
    "byte order mark alone": (b"\xef\xbb\xbf\n", EMPTY),
    "no words": (b"1,234 - 5.678\n", "bad.txt: there are no words in it; give a text in English"),
    "NUL": (b"One.\nTwo\x00.", "bad.txt, byte 8: a NUL byte: this is not text; name a text file"),
    "PNG": (
        b"\x89PNG\r\n\x1a\n\x00\x00",
        "bad.txt: it is a PNG picture, not text; save it as plain text in UTF-8",
    ),
    "gzip": (
        gzip.compress(b"text"),
        "bad.txt: it is a gzip archive, not text; save it as plain text in UTF-8",
    ),
    "PDF": (b"%PDF-1.7\n%\xe2", "bad.txt: it is a PDF, not text; save it as plain text in UTF-8"),
    "broken UTF-8": (
        "A café.\nThe caf".encode() + b"\xe9 closed.",
        "bad.txt, byte 16, line 2: not UTF-8 (0xe9); save it as UTF-8",
    ),
    "broken UTF-8 after a byte order mark": (
        b"\xef\xbb\xbfcaf\xe9",
        "bad.txt, byte 6, line 1: not UTF-8 (0xe9); save it as UTF-8",
    ),
    "UTF-8 cut off": (
        "Café".encode()[:-1],
        "bad.txt, byte 3, line 1: not UTF-8 (0xc3); save it as UTF-8",
    ),
    "UTF-16": ("Text".encode("utf-16"), "bad.txt, byte 0: it is UTF-16; save it as UTF-8"),
    "UTF-32": ("Text".encode("utf-32"), "bad.txt, byte 0: it is UTF-32; save it as UTF-8"),
}


@pytest.mark.parametrize(("content", "line"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_is_no_text(
    mistake: Callable[..., str], tmp_path: Path, content: bytes, line: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    assert mistake("audit", "bad.txt") == line
    assert mistake("audit", "-", stdin=content) == line.replace("bad.txt", "<stdin>")


def test_no_file_and_a_directory(mistake: Callable[..., str], tmp_path: Path) -> None:
    assert mistake("audit", "none.txt") == "none.txt: there is no such file; check the path"
    assert mistake("audit", tmp_path) == (
        f"{tmp_path}: it is a directory; name a file, or use `mtaudit batch` for a directory"
    )


def test_an_article_in_indonesian(
    mistake: Callable[..., str], tmp_path: Path, texts: dict[str, str], harbour: Path
) -> None:
    (tmp_path / "pasar.txt").write_text(texts["indonesian"], encoding="utf-8")
    line = "pasar.txt: its language is 'id', not English; give the English text"
    assert mistake("audit", "pasar.txt", "--no-back-translate") == line
    assert mistake("audit", harbour, "--reference", "pasar.txt", "--no-back-translate") == line


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"\ufeff{text}\n\n",
    ],
    ids=["the same bytes", "other line ends", "a byte order mark and blank lines"],
)
def test_a_reference_that_is_the_same_text(
    mistake: Callable[..., str], tmp_path: Path, harbour: Path, change: Callable[[str], str]
) -> None:
    text = harbour.read_text(encoding="utf-8")
    (tmp_path / "same.txt").write_bytes(change(text).encode())
    assert mistake("audit", "harbour.txt", "--reference", "same.txt", "--no-back-translate") == (
        "same.txt: the reference is the same text as harbour.txt; "
        "give a report on the event by another newsroom"
    )


#: Arguments after `mtaudit audit harbour.txt`, and the line about them.
BAD_OPTIONS = {
    "--engine gemma-3-270": "unknown engine 'gemma-3-270'; did you mean gemma-3-270m?",
    "--engine babelfish": (
        "unknown engine 'babelfish'; choose one of gemma-3-270m, seq2seq:ORG/MODEL or seq2seq:DIRECTORY, "
        "ctranslate2:ORG/MODEL or ctranslate2:DIRECTORY, causal:ORG/MODEL or causal:DIRECTORY, "
        "openai-compatible:http://127.0.0.1:PORT/v1#MODEL, recorded:FILE"
    ),
    "--no-back-translate --engine babelfish": (
        "unknown engine 'babelfish'; choose one of gemma-3-270m, seq2seq:ORG/MODEL or seq2seq:DIRECTORY, "
        "ctranslate2:ORG/MODEL or ctranslate2:DIRECTORY, causal:ORG/MODEL or causal:DIRECTORY, "
        "openai-compatible:http://127.0.0.1:PORT/v1#MODEL, recorded:FILE"
    ),
    "--pivot 12zz": "the pivot is '12zz'; give a language code such as id",
    "--engine recorded:none.jsonl": (
        "none.jsonl: the recording cannot be read (No such file or directory); check the path after recorded:"
    ),
    "--select double-determine": "there is no rule 'double-determine'; did you mean double-determiner?",
    "--ignore repeated-wort": "there is no rule 'repeated-wort'; did you mean repeated-word?",
    "--select FLU --ignore FLU": "every rule is ignored; ignore fewer rules",
    "--format csv": "--format csv writes several files; give --output DIR",
    "--reference - --reference -": ("standard input can be read only once; name files for the others"),
    "--config none.toml": "none.toml: No such file or directory; name a file that can be read",
    "--config .": ".: Is a directory; name a file that can be read",
}


@pytest.mark.parametrize(("options", "line"), BAD_OPTIONS.items(), ids=BAD_OPTIONS)
@pytest.mark.usefixtures("harbour")
def test_an_option_that_cannot_be(mistake: Callable[..., str], options: str, line: str) -> None:
    assert mistake("audit", "harbour.txt", *options.split()) == line


#: Arguments of the program, and words that its line holds; the wording is typer's.
BAD_USAGE = {
    "audit harbour.txt --verbosity": ("No such option: --verbosity", "see `mtaudit --help`"),
    "audit harbour.txt other.txt": ("unexpected extra argument", "other.txt"),
    "audit harbour.txt --date 2021-13-01": ("--date", "2021-13-01"),
    "audit harbour.txt --format pdf": ("--format", "'pdf'", "'json'"),
    "audit harbour.txt --fail-on awful": ("--fail-on", "'awful'", "'major'"),
    "audit harbour.txt --seed many": ("--seed", "integer"),
    "audit harbour.txt --seed=-1": ("--seed", "greater than or equal to 0"),
    "audit": ("Missing argument 'TEXT'",),
    "adit": ("No such command 'adit'",),
    "rules QQQ999": ("there is no rule 'QQQ999'", "see `mtaudit rules`"),
    "rules repeated-words": ("did you mean repeated-word?",),
    "engines list --format xml": ("--format", "'xml'"),
}


@pytest.mark.parametrize(("arguments", "words"), BAD_USAGE.items(), ids=BAD_USAGE)
@pytest.mark.usefixtures("harbour")
def test_a_command_that_cannot_be(
    mistake: Callable[..., str], arguments: str, words: tuple[str, ...]
) -> None:
    line = mistake(*arguments.split())
    assert [word for word in words if word not in line] == []


def test_a_hub_model_that_is_not_here_and_offline(mistake: Callable[..., str], harbour: Path) -> None:
    pytest.importorskip("transformers", reason="needs mtaudit[models]")
    assert mistake("audit", harbour, "--engine", "causal:some-org/no-such-model", "--offline") == (
        "causal:some-org/no-such-model: not in the local cache; "
        "run once without --offline, or name a directory"
    )


#: What stands in the configuration, and the line about it.
BAD_CONFIGURATIONS = {
    "selct = []": "unknown key 'selct'; did you mean select?",
    "colour = 1": (
        "unknown key 'colour'; "
        "known keys: select, ignore, limits, severities, rules, engines, back-translate, surprisal, "
        "embeddings, prior, pivot, offline, baseline, fail-on, seed"
    ),
    "seed = true": "seed is bool, not int; change its value",
    "select = 'FLU'": "select is str, not list; change its value",
    "engines = [1]": "engines holds something that is not text; quote it",
    "limits = {FLU001 = 2}": "the limit of FLU001 is 2; give a number from 0 to 1",
    "[tool.mtaudit]\nsede = 1": "unknown key 'sede'; did you mean seed?",
}


@pytest.mark.parametrize(("content", "line"), BAD_CONFIGURATIONS.items(), ids=BAD_CONFIGURATIONS)
def test_a_configuration_that_cannot_be(
    mistake: Callable[..., str], tmp_path: Path, harbour: Path, content: str, line: str
) -> None:
    (tmp_path / "mtaudit.toml").write_text(content, encoding="utf-8")
    assert mistake("audit", harbour) == f"mtaudit.toml: {line}"
    (tmp_path / "mtaudit.toml").rename(tmp_path / "mine.toml")
    assert mistake("audit", harbour, "--config", "mine.toml") == f"mine.toml: {line}"


@pytest.mark.parametrize("content", [b"seed = ", b"pivot = '\xff'", b"tool = 1", b"tool.mtaudit = 1"])
def test_a_configuration_that_is_no_table(
    mistake: Callable[..., str], tmp_path: Path, harbour: Path, content: bytes
) -> None:
    (tmp_path / "mine.toml").write_bytes(content)
    assert mistake("audit", harbour, "--config", "mine.toml").startswith("mine.toml: ")


def test_a_limit_of_a_rule_that_does_not_exist(
    mistake: Callable[..., str], tmp_path: Path, harbour: Path
) -> None:
    (tmp_path / "mine.toml").write_text("limits = {FLU999 = 0.5}", encoding="utf-8")
    assert "there is no rule 'FLU999'" in mistake("audit", harbour, "--config", "mine.toml")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("red\x1b[31m.txt", "red\\x1b[31m.txt"),
        ("two\nlines.txt", "two lines.txt"),
        ("back\rover.txt", "back\\x0dover.txt"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
        (os.fsdecode(b"latin\xe9.txt"), "latin\\udce9.txt"),
    ],
    ids=ascii,
)
def test_a_file_name_is_shown_and_not_sent(mistake: Callable[..., str], name: str, shown: str) -> None:
    assert mistake("audit", name) == f"{shown}: there is no such file; check the path"


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize("output", [".", "/", "none/report.txt", "harbour.txt/report.txt"])
@pytest.mark.parametrize("kind", ["text", "json"])
def test_an_output_that_cannot_be_written(mistake: Callable[..., str], output: str, kind: str) -> None:
    line = mistake("audit", "harbour.txt", "--no-back-translate", "--format", kind, "--output", output)
    assert line.startswith(f"{output}: cannot be written")


def test_csv_into_a_file(mistake: Callable[..., str], harbour: Path) -> None:
    options = ("--no-back-translate", "--format", "csv", "--output", harbour)
    assert mistake("audit", harbour, *options).startswith(f"{harbour}: cannot be written: File exists")


@pytest.mark.parametrize("command", [[], ["engines"]], ids=["mtaudit", "mtaudit engines"])
def test_without_arguments_the_help_is_all_there_is(run: Callable[..., Outcome], command: list[str]) -> None:
    outcome = run(*command)
    assert outcome.code == 2
    assert "Usage: mtaudit" in outcome.out + outcome.err
    assert "mtaudit: " not in outcome.err


def test_a_closed_standard_input(run_process: Callable[..., Outcome]) -> None:
    close = "import os, sys; os.close(0); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    done = run_process("-c", close, "-m", "mtaudit", "audit", "-")
    assert done.err == "mtaudit: <stdin>: it is closed; pipe a text into it, or name a file\n"
    assert (done.code, done.out) == (2, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
def test_a_disk_that_is_full() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        assert stat.S_ISCHR(os.fstat(full.fileno()).st_mode)
        command = [sys.executable, "-m", "mtaudit", "rules"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b"mtaudit: output: No space left on device; free some space or write elsewhere\n"
    assert done.returncode == 2


def test_a_process_of_its_own_says_the_same(run_process: Callable[..., Outcome]) -> None:
    done = run_process("-m", "mtaudit", "audit", "none.txt")
    assert done.err == "mtaudit: none.txt: there is no such file; check the path\n"
    assert (done.code, done.out) == (2, "")
