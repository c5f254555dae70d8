"""Adapters put into models of transformers; importing this module loads torch."""

from __future__ import annotations

from typing import Any

import safetensors.torch
import torch

__all__ = ["merge_adapter"]

_DOWN, _UP = ".lora_A", ".lora_B"


@torch.no_grad()
def merge_adapter(model: Any, packed: bytes) -> None:
    """Add an adapter to the weights of a model.

    :param model: of transformers.
    :param packed: safetensors with two matrices for each layer that changes, by the layer's path in the
        model: ``.lora_A`` [rank, inputs] and ``.lora_B`` [outputs, rank]. ``B A`` is added to its weights.
    :raises ValueError: for matrices that do not fit the model.
    """
    matrices = safetensors.torch.load(packed)
    layers = sorted({name.rpartition(".")[0] for name in matrices})
    if matrices.keys() != {f"{layer}{end}" for layer in layers for end in (_DOWN, _UP)}:
        raise ValueError("an adapter has two matrices for each layer")
    for layer in layers:
        weight = model.get_submodule(layer).weight
        change = matrices[layer + _UP].float() @ matrices[layer + _DOWN].float()
        if change.shape != weight.shape:
            raise ValueError(f"the adapter does not fit the layer {layer}")
        weight += change.to(weight.dtype)
