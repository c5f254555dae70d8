"""Texts and ways of running the program that several folders of tests share."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mtaudit
from mtaudit.analysis import analyse
from mtaudit.cli import main
from mtaudit.engines import record
from mtaudit.model import Document, Status, Translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtaudit import AuditReport

ROOT = Path(__file__).parent.parent
FERRY_FIRE = ROOT / "corpora" / "ferry_fire"
SEED_PAIR = ROOT.parent / "shared" / "data" / "seed_pair"

#: Written for these tests, with a fault for the rules on doubled determiners and on repeated words.
HARBOUR = (
    "The harbour office of Port Selan said on Tuesday that the the old pier would close in May.\n"
    "\n"
    "Engineers found cracks in 14 of the 60 concrete piles after the storm. Malaysia's the northern "
    "route will use another pier, the office said.\n"
    "\n"
    '"We would rather close it for a year than lose it," the harbour master told reporters.\n'
)
#: The same event as another newsroom would tell it.
HARBOUR_NATIVE = (
    "Ferries will leave from a new berth in Port Selan next month, because storm damage has made the old "
    "pier unsafe.\n"
    "\n"
    "Divers saw cracks in fourteen of its 60 concrete piles. “We would rather close it for a year than "
    "lose it,” said the harbour master.\n"
)
#: Written for these tests: an article in Indonesian.
INDONESIAN = (
    "Pemerintah kota mengumumkan pada hari Selasa bahwa pasar lama di tepi sungai akan ditutup selama "
    "enam bulan karena bangunannya rusak akibat banjir. Para pedagang diminta pindah ke lapangan di "
    "sebelah terminal bus sebelum akhir bulan ini.\n"
    "\n"
    "Seorang pedagang ikan mengatakan bahwa ia belum menerima surat resmi dan khawatir kehilangan "
    "pelanggan. Wali kota berjanji bahwa sewa tempat sementara tidak dipungut, dan menurut rencana pasar "
    "yang baru akan memiliki dua lantai, tempat parkir yang lebih luas, serta saluran air yang tidak "
    "mudah tersumbat ketika hujan deras turun.\n"
)


@dataclass(frozen=True)
class Outcome:
    """What a run of the program left: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return {"harbour": HARBOUR, "native": HARBOUR_NATIVE, "indonesian": INDONESIAN}


@pytest.fixture(scope="session")
def outputs() -> dict[str, list[str]]:
    """A reference of 24 segments, written for these tests, and systems: good, much as good, and poor."""
    places = "harbour market school bridge museum library station theatre".split()
    days = ("Monday", "Wednesday", "Friday")
    reference = [
        f"The {place} will stay closed until {day}, the council said, because {count} of its windows broke."
        for day in days
        for count, place in enumerate(places, 11)
    ]
    good = [line.replace("stay closed", "remain closed") for line in reference]
    return {
        "reference": reference,
        "good": good,
        "near": [line.replace("said", "told") if at % 6 == 0 else line for at, line in enumerate(good)],
        "poor": [f"{' '.join(line.split()[:2])} is shut since {at} days" for at, line in enumerate(good)],
    }


@pytest.fixture
def output_files(outputs: dict[str, list[str]], tmp_path: Path) -> Path:
    """A folder with a file of each of them."""
    for name, lines in outputs.items():
        (tmp_path / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def ferry_fire() -> Path:
    """The folder of the pair that ships with the repository."""
    return FERRY_FIRE


@pytest.fixture(scope="session")
def ferry_texts() -> tuple[str, str]:
    """Its two texts: the machine's and the native report."""
    names = ("machine_translated.txt", "native.txt")
    return tuple((FERRY_FIRE / name).read_bytes().decode() for name in names)


@pytest.fixture(scope="session")
def ferry_report(ferry_texts: tuple[str, str]) -> AuditReport:
    return mtaudit.audit(ferry_texts[0], ferry_texts[1])


@pytest.fixture(scope="session")
def seed_pair() -> tuple[str, str]:
    """The article pair, which is not in the repository: the machine's text and the native report."""
    if not SEED_PAIR.is_dir():
        pytest.skip(f"the article pair is not here: {SEED_PAIR}")
    names = ("machine_translated.txt", "native.txt")
    return tuple((SEED_PAIR / name).read_bytes().decode() for name in names)


class Echo:
    """Puts the pivot's code before a segment and takes it away again; what speaks of a storm is cut off."""

    name, revision = "echo", "1"

    def translate(self, segments, *, source, target, progress=None):  # noqa: ARG002 - the protocol's
        if target == "en":
            return [Translation(text.removeprefix(f"[{source}] "), Status.OK) for text in segments]
        return [
            Translation(f"[{target}] {text.partition('storm')[0]}", Status.TRUNCATED)
            if "storm" in text
            else Translation(f"[{target}] {text}", Status.OK)
            for text in segments
        ]


@pytest.fixture
def recording(tmp_path: Path) -> Callable[..., str]:
    """Record the way of texts into Indonesian and back, and return the name of the engine that replays it."""

    def make(*texts: str) -> str:
        path = tmp_path / "recording.jsonl"
        for text in texts:
            document = analyse(Document("recorded", text))
            prose = [held.segment.span.of(document.view) for held in document.prose]
            there = record(Echo(), prose, path, source="en", target="id")
            record(Echo(), [one.text for one in there], path, source="id", target="en")
        return f"recorded:{path}"

    return make


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Outcome]:
    """Run the program in this process, in an empty directory, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / ".cache"))

    def run_here(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["mtaudit", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as exited:
            main()
        return Outcome(exited.value.code, *capsys.readouterr())

    return run_here


@pytest.fixture
def run_process(tmp_path: Path) -> Callable[..., Outcome]:
    """Run a command line in a process of its own, in an empty directory; ``env`` adds variables."""

    def run_there(*arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Outcome:
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=os.environ | {"MTAUDIT_CACHE_DIR": str(tmp_path / ".cache")} | (env or {}),
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_there
