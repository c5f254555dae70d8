"""The script that trains the packaged engine's adapter, on a model made here, and what ships of it."""

from __future__ import annotations

import hashlib
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("torch", reason="needs mtaudit[models]")

import torch
import transformers
from safetensors import safe_open
from safetensors.torch import load_file

from mtaudit.engines.runtimes.hf_adapter import merge_adapter
from mtaudit.engines.weights.packaged import SHA256
from training import adapter_pairs, low_rank
from training.adapter import NAME, SHIPPED, Recipe, Trainer

if TYPE_CHECKING:
    from pathlib import Path

#: Of the shipped file: it changes only with what the model card says about it.
DIGEST = "e40ba287a351b8aa45e22015e39a657e21dc9310366b64ab29e35d6fdfebae5f"
MEGABYTE = 1_000_000

RECIPE = Recipe(rank=4, rate=1e-2, steps=8, rising=2, tokens=64, kept=2, validated=4)


def tiny_gemma(**changes: Any) -> Any:
    size = {
        "vocab_size": 96, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
        "num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 16, "sliding_window": 64,
        "initializer_range": 0.3,
    }  # fmt: skip
    torch.manual_seed(7)
    config = transformers.Gemma3TextConfig(**size | changes)
    return transformers.Gemma3ForCausalLM(config).to(torch.bfloat16)


def examples(count: int, seed: int = 0) -> list[adapter_pairs.Example]:
    """Texts of three to ten tokens; a translation is each token's successor."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        given = tuple(chance.randrange(10, 60) for _ in range(chance.randint(3, 10)))
        made.append(adapter_pairs.Example((2, *given, 5), (*(token + 1 for token in given), 6)))
    return made


def trainer(work: Path, recipe: Recipe = RECIPE, model: Any = None) -> Trainer:
    metadata = {"frame": adapter_pairs.FRAME}
    return Trainer(model or tiny_gemma(), recipe, examples(24), examples(6, 1), work, metadata)


def go_on(_: Trainer) -> bool:
    return False


def test_a_run_killed_twice_comes_to_the_weights_of_one_that_was_not(tmp_path: Path) -> None:
    whole = trainer(tmp_path / "whole")
    whole.run(go_on)

    def killed_at(step: int) -> Trainer:
        def kill(running: Trainer) -> bool:
            if running.course.step == step:
                raise KeyboardInterrupt
            return False

        run = trainer(tmp_path / "killed")
        with pytest.raises(KeyboardInterrupt):
            run.run(kill)
        return run

    killed_at(3)
    assert killed_at(7).course.losses[:3] == whole.course.losses[:3]
    last = trainer(tmp_path / "killed")
    assert last.course.step == 6  # what was learnt after the last state kept is learnt again
    last.run(go_on)
    assert last.course == whole.course
    expected = low_rank.updates(whole.model)
    for name, value in low_rank.updates(last.model).items():
        assert torch.equal(value, expected[name]), name
    kept, wanted = (load_file(tmp_path / folder / NAME) for folder in ("killed", "whole"))
    assert all(torch.equal(kept[name], wanted[name]) for name in wanted)


def test_told_to_stop_it_keeps_the_step_it_stands_at(tmp_path: Path) -> None:
    trainer(tmp_path).run(lambda run: run.course.step == 3)
    assert trainer(tmp_path).course.step == 3


def test_it_learns(tmp_path: Path) -> None:
    run = trainer(tmp_path, Recipe(rank=8, rate=1e-2, steps=60, rising=5, tokens=128, kept=60, validated=30))
    run.run(go_on)
    (_, earlier), (_, later) = run.course.validations
    assert later < earlier < run.course.losses[0]
    frozen = [name for name, value in run.model.named_parameters() if not value.requires_grad]
    plain = dict(tiny_gemma().named_parameters())
    for name in frozen:
        assert torch.equal(run.model.get_parameter(name), plain[name.replace(".base", "")]), name


def test_the_kept_file_merged_into_the_base_is_what_was_trained(tmp_path: Path) -> None:
    run = trainer(tmp_path)
    run.run(go_on)
    assert run.course.is_best
    merged = tiny_gemma()
    merge_adapter(merged, (tmp_path / NAME).read_bytes())
    ids = torch.tensor([examples(1, 2)[0].given])
    with torch.no_grad():
        base, ours, trained = (
            torch.softmax(model(ids).logits.float(), -1) for model in (tiny_gemma(), merged, run.model)
        )
    assert (base - trained).abs().max() > 0.05
    assert (ours - trained).abs().max() < 0.02


def test_an_epoch_has_every_example_once_in_batches_within_the_budget() -> None:
    all_of_them = examples(700)
    made = adapter_pairs.batches(all_of_them, 0, seed=1, tokens=128)
    assert all(len(batch) * max(map(len, batch)) <= 128 for batch in made)
    learnt = sorted((example.given, example.wanted) for batch in made for example in batch)
    assert learnt == sorted((example.given, example.wanted) for example in all_of_them)
    assert made == adapter_pairs.batches(all_of_them, 0, seed=1, tokens=128)
    assert made != adapter_pairs.batches(all_of_them, 1, seed=1, tokens=128)


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    rates = [Recipe(steps=100, rising=10, falling=0.25).rate_at(step) for step in range(101)]
    assert rates[0] == pytest.approx(rates[9] / 10)
    assert len(set(rates[9:75])) == 1
    assert rates[75:] == sorted(rates[75:], reverse=True)
    assert rates[100] == 0


def test_a_text_cannot_end_its_line_of_the_frame() -> None:
    assert adapter_pairs.framed("Hujan turun.", "id", "en") == "Indonesian: Hujan turun.\nEnglish:"


@pytest.fixture(scope="module")
def shipped() -> Any:
    with safe_open(SHIPPED, "pt") as file:
        yield file


def test_the_shipped_file_is_the_one_of_the_model_card() -> None:
    packed = SHIPPED.read_bytes()
    assert hashlib.sha256(packed).hexdigest() == DIGEST
    assert len(packed) < 10 * MEGABYTE
    card = SHIPPED.parents[3] / "docs" / "adapter.md"
    assert DIGEST in card.read_text(encoding="utf-8")


def test_the_shipped_file_says_what_it_belongs_to(shipped: Any) -> None:
    metadata = shipped.metadata()
    assert metadata["base_sha256"] == SHA256
    assert metadata["frame"] == adapter_pairs.FRAME
    assert set(json.loads(metadata["data"])) == {
        "alt-dev.tsv.gz", "alt-train.tsv.gz", "tico19.tsv.gz",
    }  # fmt: skip


def test_the_shipped_file_has_two_matrices_for_every_linear_layer_of_gemma(shipped: Any) -> None:
    with torch.device("meta"):
        # The sizes of Gemma 3 270M.
        model = transformers.Gemma3ForCausalLM(
            transformers.Gemma3TextConfig(
                vocab_size=262_144, hidden_size=640, intermediate_size=2048, num_hidden_layers=18,
                num_attention_heads=4, num_key_value_heads=1, head_dim=256,
            )
        )  # fmt: skip
    rank = Recipe().rank
    expected = {}
    for name, layer in model.model.named_modules():
        if isinstance(layer, torch.nn.Linear):
            expected[f"model.{name}.lora_A"] = [rank, layer.in_features]
            expected[f"model.{name}.lora_B"] = [layer.out_features, rank]
    assert {name: shipped.get_slice(name).get_shape() for name in shipped.keys()} == expected  # noqa: SIM118
    for name in expected:
        matrix = shipped.get_tensor(name)
        assert matrix.dtype == torch.float16
        assert torch.isfinite(matrix).all()
        assert matrix.any(), name
