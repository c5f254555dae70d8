"""The packaged engine's parts with a tiny Gemma that is made here: adapter, merging, conversion, search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import make_tiny_model

from mtaudit.engines import PACKAGED, open_engine, open_language_model
from mtaudit.engines.completeness.complete import Search
from mtaudit.engines.completeness.status import Stop
from mtaudit.engines.weights import adapter as adapter_module
from mtaudit.engines.weights.adapter import packaged_adapter, read_adapter
from mtaudit.engines.weights.packaged import SHA256, packaged_engine_installed
from mtaudit.errors import EngineError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

torch = pytest.importorskip("torch", reason="needs mtaudit[models]")
pytest.importorskip("ctranslate2", reason="needs mtaudit[models]")
pytest.importorskip("accelerate", reason="needs mtaudit[models]")

FRAME = "{source_name}: {segment}\n{target_name}:"
METADATA = {"base_sha256": SHA256, "frame": FRAME}
LAYER = "model.layers.1.mlp.up_proj"
PROMPTS = ["English: The bridge is closed.\nIndonesian:", "English: Rain.\nIndonesian:", "<bos> x"]


def packed_adapter(metadata: dict[str, str] | None, *, rows: int = 128, layer: str = LAYER) -> bytes:
    from safetensors.torch import save

    chance = torch.Generator().manual_seed(12345)
    matrices = {
        f"{layer}.lora_A": torch.randn(2, 64, generator=chance),
        f"{layer}.lora_B": torch.randn(rows, 2, generator=chance),
    }
    return bytes(save(matrices, metadata))


@pytest.fixture(scope="module")
def gemma(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = make_tiny_model(tmp_path_factory.mktemp("gemma"), sliding=True)
    settings = directory / "tokenizer_config.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "unk_token": "<pad>"}))
    return directory


def merged(directory: Path, packed: bytes) -> Any:
    import transformers

    from mtaudit.engines.runtimes.hf_adapter import merge_adapter

    model = transformers.AutoModelForCausalLM.from_pretrained(directory, dtype=torch.float32)
    merge_adapter(model, packed)
    return model.eval()


def test_an_adapter_says_what_it_is_for() -> None:
    adapter = read_adapter(packed_adapter(METADATA))
    assert adapter.base == SHA256
    assert adapter.framed("A {segment}\n\nIndonesian: b", "en", "id") == (
        "English: A {segment} Indonesian: b\nIndonesian:"
    )
    assert read_adapter(packed_adapter(METADATA, rows=64)).digest != adapter.digest


def test_the_shipped_adapter_is_for_the_packaged_weights() -> None:
    adapter = packaged_adapter()
    assert adapter.base == SHA256
    assert len(adapter.packed) < 20_000_000
    assert adapter.digest[:8] in (open_engine(PACKAGED).revision if packaged_engine_installed() else "")


@pytest.fixture
def ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes], None]]:
    """Puts another adapter in the place of the one that comes with the program."""

    def put(packed: bytes) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "adapter.safetensors").write_bytes(packed)

    monkeypatch.setattr(adapter_module.resources, "files", lambda _: tmp_path)
    packaged_adapter.cache_clear()
    yield put
    packaged_adapter.cache_clear()


@pytest.mark.parametrize("metadata", [None, {"frame": FRAME}, {"base_sha256": SHA256}])
def test_an_adapter_without_its_metadata_is_refused(
    metadata: dict[str, str] | None, ship: Callable[[bytes], None]
) -> None:
    ship(packed_adapter(metadata))
    with pytest.raises(EngineError, match=r"missing or damaged \((no|its) metadata.*--force-reinstall"):
        packaged_adapter()


@pytest.mark.parametrize("packed", [b"", b"rubbish", b"\x02" + bytes(7) + b"[]"])
def test_a_damaged_adapter_is_one_line(packed: bytes, ship: Callable[[bytes], None]) -> None:
    ship(packed)
    with pytest.raises(EngineError, match=r"adapter of gemma-3-270m is missing or damaged \(") as caught:
        packaged_adapter()
    assert "\n" not in str(caught.value)


def test_an_adapter_of_other_weights_is_refused(ship: Callable[[bytes], None]) -> None:
    ship(packed_adapter({"base_sha256": "f" * 64, "frame": FRAME}))
    with pytest.raises(EngineError, match="made for the weights ffffffffffff…"):
        packaged_adapter()


def test_merging_adds_the_product_of_the_matrices(gemma: Path) -> None:
    import transformers
    from safetensors.torch import load

    packed = packed_adapter(METADATA)
    plain = transformers.AutoModelForCausalLM.from_pretrained(gemma, dtype=torch.float32)
    changed, matrices = merged(gemma, packed).state_dict(), load(packed)
    product = matrices[f"{LAYER}.lora_B"] @ matrices[f"{LAYER}.lora_A"]
    for name, weight in plain.state_dict().items():
        added = product if name == f"{LAYER}.weight" else torch.zeros(())
        torch.testing.assert_close(changed[name], weight + added)


@pytest.mark.parametrize(
    ("rows", "layer", "said"), [(64, LAYER, "does not fit"), (128, "model.nowhere", "no attribute")]
)
def test_an_adapter_that_does_not_fit(gemma: Path, rows: int, layer: str, said: str) -> None:
    with pytest.raises((ValueError, AttributeError), match=said):
        merged(gemma, packed_adapter(METADATA, rows=rows, layer=layer))


def test_a_conversion_with_its_adapter_writes_what_transformers_does(
    gemma: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In float32, where both must agree; the packaged engine itself computes in 8-bit integers."""
    from mtaudit.engines.runtimes import ct2
    from mtaudit.engines.runtimes.hf_adapter import merge_adapter

    monkeypatch.setattr(ct2, "best_type", lambda: "float32")
    packed = packed_adapter(METADATA)
    converted = ct2.convert(gemma, "1", tmp_path, alter=lambda model: merge_adapter(model, packed))
    model = ct2.CTranslate2Causal(gemma, converted)
    outputs = model.write(PROMPTS, Search())
    network = merged(gemma, packed)
    for prompt, output in zip(PROMPTS, outputs, strict=True):
        assert output.text == greedy_line(network, gemma, prompt)
    assert {output.stop for output in outputs} <= {Stop.END, Stop.LIMIT}
    assert model.write(PROMPTS, Search(beams=2, no_repeat_ngram=4)) != []


def greedy_line(network: Any, directory: Path, prompt: str) -> str:
    import transformers

    from mtaudit.engines.completeness.complete import token_limit
    from mtaudit.engines.kinds.prompt import first_line

    tokenizer = transformers.AutoTokenizer.from_pretrained(directory)

    def encode(text: str) -> list[int]:
        return list(tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"])

    longest = max(len(encode(text)) for text in PROMPTS) + 1
    ids = [tokenizer.bos_token_id, *encode(prompt)]
    written = network.generate(torch.tensor([ids]), do_sample=False, max_new_tokens=token_limit(longest))
    return first_line(tokenizer.decode(written[0][len(ids) :], skip_special_tokens=True))


def test_without_ctranslate2_the_language_model_is_there_and_the_engine_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from importlib import metadata

    if not packaged_engine_installed():
        pytest.skip("the packaged engine is not installed: pip install 'mtaudit[offline]'")
    real = metadata.distribution

    def without(name: str) -> metadata.Distribution:
        if name == "ctranslate2":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "distribution", without)
    with pytest.raises(MissingExtraError, match=r"pip install 'mtaudit\[offline\]'"):
        open_engine(PACKAGED)
    assert open_language_model().name == PACKAGED


def test_the_language_model_keeps_its_scores_whatever_the_adapter_is() -> None:
    """Its name, revision and build are the key of what it has scored: none of them knows of the adapter."""
    if not packaged_engine_installed():
        pytest.skip("the packaged engine is not installed: pip install 'mtaudit[offline]'")
    opened = open_language_model()
    assert opened.revision == "gguf-a5fd3b62230a+scores-1"
    build = opened.model.build  # type: ignore[attr-defined]
    assert [part.partition(" ")[0] for part in build.split(", ")][:2] == ["torch", "transformers"]


@pytest.mark.parametrize("pair", [("en", "ms"), ("id", "id"), ("fr", "en")])
def test_the_packaged_engine_knows_one_pair(pair: tuple[str, str]) -> None:
    if not packaged_engine_installed():
        pytest.skip("the packaged engine is not installed: pip install 'mtaudit[offline]'")
    source, target = pair
    with pytest.raises(EngineError, match="choose two different languages of en, id, or another engine"):
        open_engine(PACKAGED).translate(["Hello."], source=source, target=target)
