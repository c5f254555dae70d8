"""What can go wrong with an engine: each in one line, with exit code 2, before anything is translated."""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from mtaudit.engines.weights.heads import check_heads
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

    Run = Callable[..., Outcome]


@pytest.fixture
def models(marian: Path, tmp_path: Path) -> Path:
    """A copy of both tiny models, to be broken."""
    return shutil.copytree(marian, tmp_path / "models")


def line_of(outcome: Outcome) -> str:
    """Return the one line of a run that failed."""
    assert (outcome.code, outcome.out) == (2, "")
    (line,) = outcome.err.splitlines()
    return line.removeprefix("mtaudit: ")


def test_a_hub_that_cannot_be_reached(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    constants = pytest.importorskip("huggingface_hub.constants", reason="needs mtaudit[models]")
    import huggingface_hub
    from huggingface_hub import HfApi as Dead

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(huggingface_hub, "HfApi", lambda: Dead(endpoint="http://127.0.0.1:9"))
    line = line_of(run("engines", "check", "seq2seq:Helsinki-NLP/opus-mt-en-id"))
    assert line.startswith(
        "seq2seq:Helsinki-NLP/opus-mt-en-id: not in the local cache, and the hub cannot be"
    )
    line = line_of(run("engines", "check", "ctranslate2:Helsinki-NLP/opus-mt-en-id@v9", "--offline"))
    assert line.startswith(
        "ctranslate2:Helsinki-NLP/opus-mt-en-id@v9: not in the local cache; run once without"
    )


def test_a_revision_that_the_hub_does_not_have(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A real server answers as the hub does to a question about a revision that is not there."""
    constants = pytest.importorskip("huggingface_hub.constants", reason="needs mtaudit[models]")
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    import huggingface_hub
    from huggingface_hub import HfApi

    class Hub(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404)
            self.send_header("X-Error-Code", "RevisionNotFound")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Hub) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        asked = HfApi(endpoint=f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
        monkeypatch.setattr(huggingface_hub, "HfApi", lambda: asked)
        line = line_of(run("engines", "check", "seq2seq:org/opus-mt-en-id@v9"))
        server.shutdown()
        thread.join()
    assert line.startswith("seq2seq:org/opus-mt-en-id@v9: the model has no such revision; name a branch")


def test_a_changed_byte_in_the_weights_of_the_hubs_cache(
    run: Run, marian: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The hub's cache calls a large file by its SHA-256, and its content is held against that."""
    constants = pytest.importorskip("huggingface_hub.constants", reason="needs mtaudit[models]")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    for name in ("tiny-en-id", "tiny-id-en"):
        model = tmp_path / "hub" / f"models--org--{name}"
        snapshot = shutil.copytree(marian / name, model / "snapshots" / ("0" * 40))
        (model / "refs").mkdir()
        (model / "refs" / "main").write_text("0" * 40)
        weights = snapshot / "model.safetensors"
        blob = model / "blobs" / hashlib.sha256(weights.read_bytes()).hexdigest()
        blob.parent.mkdir()
        weights.rename(blob)
        weights.symlink_to(blob)
    check = ("engines", "check", "ctranslate2:org/tiny-en-id", "--offline")
    assert run(*check).code == 0
    packed = bytearray(blob.read_bytes())
    packed[-5] ^= 1
    blob.write_bytes(packed)
    line = line_of(run(*check))
    assert "for the way back is not to be had (these weights are damaged (SHA-256 " in line


@pytest.mark.parametrize("kind", ["seq2seq", "ctranslate2"])
@pytest.mark.parametrize("left", [0, 7, 5000])
def test_weights_that_are_cut_off(run: Run, models: Path, kind: str, left: int) -> None:
    weights = models / "tiny-en-id" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:left])
    line = line_of(run("engines", "check", f"{kind}:{models / 'tiny-en-id'}"))
    assert "not a sequence-to-sequence model that loads" in line
    assert str(models / "tiny-en-id") in line


def test_a_vocabulary_that_is_damaged(run: Run, models: Path) -> None:
    (models / "tiny-en-id" / "source.spm").write_bytes(b"\x00rubbish")
    line = line_of(run("engines", "check", f"seq2seq:{models / 'tiny-en-id'}"))
    assert "not a sequence-to-sequence model that loads" in line


@pytest.mark.parametrize("config", ["{", "[]", "{}", '{"model_type": "llama"}'])
def test_a_configuration_of_something_else(run: Run, models: Path, config: str) -> None:
    (models / "tiny-en-id" / "config.json").write_text(config)
    line = line_of(run("engines", "check", f"seq2seq:{models / 'tiny-en-id'}"))
    assert "names no family" in line or "a model of the family 'llama' is no engine of this kind" in line


def test_a_model_without_the_pair(run: Run, models: Path) -> None:
    text = models / "text.txt"
    text.write_text("The minister closed the market on Monday. The mayor visited the school yesterday.\n")
    engine = f"seq2seq:{models / 'tiny-en-id'}"
    outcome = run("audit", text, "--engine", engine, "--pivot", "ms", "--format", "json")
    assert outcome.code == 2
    (line,) = outcome.err.splitlines()
    assert "does not translate from 'en' into 'ms'; it knows en-id, id-en" in line


@pytest.mark.parametrize("kind", ["seq2seq", "ctranslate2", "causal"])
def test_a_model_larger_than_the_memory(run: Run, models: Path, kind: str) -> None:
    weights = models / "tiny-en-id" / "model.safetensors"
    try:
        os.truncate(weights, 4 << 40)  # a hole: it takes no space on the disk
    except OSError:
        pytest.skip("this file system holds no file of 4 TB")
    line = line_of(run("engines", "check", f"{kind}:{models / 'tiny-en-id'}"))
    assert "there is too little memory for this model: its weights take 4398.0 GB" in line


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--engine", "ctranslate2:cut/tiny-en-id"), "its head tells of"),
        (("--engine", "causal:cut/tiny-en-id"), "not a causal language model that loads"),
        (("--engine", "ctranslate2:models/tiny-en-id", "--pivot", "ms"), "does not translate from 'en' into"),
    ],
)
def test_an_audit_fails_before_anything_heavy_is_loaded(
    run_process: Run, models: Path, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    weights = shutil.copytree(models, tmp_path / "cut") / "tiny-en-id" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])
    (tmp_path / "text.txt").write_text("The minister closed the market on Monday.\n")
    outcome = run_process(
        "-X", "importtime", "-m", "mtaudit", "audit", "text.txt", *options, env={"MTAUDIT_CACHE_DIR": "cache"}
    )
    imports = [line for line in outcome.err.splitlines() if line.startswith("import time:")]
    modules = {line.rpartition("|")[2].strip() for line in imports}
    assert "mtaudit.engines.weights.hub" in modules
    assert modules.isdisjoint({"torch", "transformers", "ctranslate2", "spacy"})
    (line,) = set(outcome.err.splitlines()) - set(imports)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in line


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x08",
        b"\xff" * 8,
        b"[]",
        b"{}}",
        b"\xff\xfe",
        b'{"a": 1}',
        b'{"a": {"data_offsets": [0, 1e999]}}',
        b"[" * 200000,
    ],
)
def test_heads_that_are_none(tmp_path: Path, head: bytes) -> None:
    packed = head if len(head) in {0, 1, 8} else len(head).to_bytes(8, "little") + head
    (tmp_path / "model.safetensors").write_bytes(packed)
    with pytest.raises(EngineError, match="not a causal language model that loads"):
        check_heads(tmp_path, "causal")
