from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NoReturn

import pytest

import mtaudit.engines as engines
from mtaudit.engines import PACKAGED, check_engine_name, list_engines, open_engine
from mtaudit.engines.weights.hub import ModelName, directory_digest, parse_model
from mtaudit.errors import EngineError, MissingExtraError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    constants = pytest.importorskip("huggingface_hub.constants", reason="needs mtaudit[models]")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


@pytest.fixture
def dead_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    constants = pytest.importorskip("huggingface_hub.constants", reason="needs mtaudit[models]")
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    import huggingface_hub

    def client() -> object:
        return huggingface_hub.hf_api.HfApi(endpoint="http://127.0.0.1:9")

    monkeypatch.setattr(huggingface_hub, "HfApi", client)


@pytest.mark.parametrize(
    "name", [PACKAGED, "causal:org/model", "causal:org/model@main", "causal:gpt2", "recorded:x"]
)
def test_known_names(name: str) -> None:
    check_engine_name(name)


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("gemma-3-270", f"did you mean {PACKAGED}?"),
        ("Gemma-3-270M", f"did you mean {PACKAGED}?"),
        ("casual:org/model", "did you mean causal:"),
        ("recorder:file.jsonl", "did you mean recorded:FILE?"),
        ("causal:", "did you mean causal:"),
        ("recorded:", "did you mean recorded:FILE?"),
        ("bing", "choose one of gemma-3-270m, "),
        ("", "choose one of gemma-3-270m, "),
    ],
)
def test_unknown_names(name: str, mend: str) -> None:
    for refuse in (check_engine_name, open_engine):
        with pytest.raises(UsageError) as caught:
            refuse(name)
        assert mend in str(caught.value)
        assert repr(name) in str(caught.value)


@pytest.mark.parametrize(
    "argument",
    ["./none", "/none", "~/none", "a/b/c", "org/", "/x", "a b", "org/..", "o/m@a@b", "é"],
)
def test_what_is_neither_directory_nor_id(argument: str) -> None:
    with pytest.raises(UsageError):
        parse_model(argument)


def test_what_is_one(tmp_path: Path) -> None:
    assert parse_model(str(tmp_path)) == ModelName(str(tmp_path), None, local=True)
    assert parse_model("org/model") == ModelName("org/model", None, local=False)
    assert parse_model("o/m-1.5_b@v1") == ModelName("o/m-1.5_b", "v1", local=False)


@pytest.mark.usefixtures("hub_cache")
def test_offline_and_not_in_the_cache() -> None:
    with pytest.raises(EngineError) as caught:
        open_engine("causal:org/model@v1", offline=True)
    assert str(caught.value) == (
        "causal:org/model@v1: not in the local cache; run once without --offline, or name a directory"
    )


@pytest.mark.usefixtures("hub_cache", "dead_hub")
def test_a_hub_that_cannot_be_reached() -> None:
    with pytest.raises(EngineError, match="the hub cannot be reached") as caught:
        open_engine("causal:org/model")
    assert "\n" not in str(caught.value)


def cached(hub_cache: Path, model: Path, *, leave_out: str = "") -> None:
    """Lay a model out as the hub's client does."""
    root = hub_cache / "models--org--tiny"
    (root / "refs").mkdir(parents=True)
    (root / "refs" / "main").write_text(COMMIT)
    shutil.copytree(model, root / "snapshots" / COMMIT)
    if leave_out:
        (root / "snapshots" / COMMIT / leave_out).unlink()


def test_a_model_in_the_hubs_cache_needs_no_hub(hub_cache: Path, tiny_model: Path) -> None:
    cached(hub_cache, tiny_model)
    for name in ("causal:org/tiny", "causal:org/tiny@main", f"causal:org/tiny@{COMMIT}"):
        engine = open_engine(name, offline=True)
        assert engine.name == "causal:org/tiny"
        assert engine.revision.startswith(f"{COMMIT}+")
    assert len(engine.translate(["Hello."], source="en", target="id")) == 1
    with pytest.raises(EngineError, match="not in the local cache"):
        open_engine("causal:org/tiny@other", offline=True)


def test_half_a_model_in_the_hubs_cache(hub_cache: Path, tiny_model: Path) -> None:
    cached(hub_cache, tiny_model, leave_out="model.safetensors")
    with pytest.raises(EngineError, match="not in the local cache"):
        open_engine("causal:org/tiny", offline=True)


def test_the_digest_of_a_directory_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "config.json").write_text("{}")
    (model / "notes.md").write_text("does not count")
    first = directory_digest(model, tmp_path)

    def refuse(path: Path) -> NoReturn:
        pytest.fail(f"{path} was read again")

    with monkeypatch.context() as patch:
        patch.setattr("mtaudit.engines.weights.known_digests.file_digest", refuse)
        assert directory_digest(model, tmp_path) == first
    (tmp_path / "digests.json").write_text("torn {")
    (model / "notes.md").write_text("changed")
    assert directory_digest(model, tmp_path) == first
    (model / "config.json").write_text("[]")
    assert directory_digest(model, tmp_path) != first


def test_what_is_missing_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    real = metadata.distribution

    def without(name: str) -> metadata.Distribution:
        if name.startswith("gemma3") or name == "torch":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "distribution", without)
    assert not engines.packaged_engine_installed()
    with pytest.raises(MissingExtraError, match=r"pip install 'mtaudit\[offline\]'"):
        open_engine(PACKAGED)
    with pytest.raises(MissingExtraError, match=r"pip install 'mtaudit\[models\]'"):
        open_engine("causal:org/model")
    packaged = list_engines()[0]
    assert (packaged.name, packaged.installed, packaged.location) == (PACKAGED, False, None)


def test_the_list_of_engines(tmp_path: Path) -> None:
    rows = list_engines(tmp_path)
    assert [row.kind for row in rows] == [
        "causal", "seq2seq", "ctranslate2", "causal", "openai-compatible", "recorded",
    ]  # fmt: skip
    assert rows[0].licence == "Gemma Terms of Use"
    assert rows[0].quality is not None
    assert rows[0].calibration is not None  # made with this revision: calibrate again when it changes
    assert list(tmp_path.iterdir()) == []


def test_what_the_package_offers() -> None:
    assert engines.__all__ == sorted(engines.__all__, key=lambda name: (name.upper() != name, name))
    for name in engines.__all__:
        assert hasattr(engines, name)
