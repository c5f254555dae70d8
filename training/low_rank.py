"""Low-rank updates of frozen linear layers (LoRA; Hu et al. 2022, https://arxiv.org/abs/2106.09685)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from collections.abc import Mapping


class LowRank(torch.nn.Module):
    """A frozen linear layer and what is added to it: ``x W' + scale * (x A') B'``.

    The matrices are kept in float32 and used in the precision of the input: matrix products in bfloat16 take
    a tenth of the time on processors that have them.

    :param base: the layer.
    :param rank: rows of A and columns of B.
    :param scale: by which the update counts.
    :param chance: draws A; B begins as zeros, so that nothing changes at first.
    """

    def __init__(self, base: torch.nn.Linear, rank: int, scale: float, chance: torch.Generator) -> None:
        super().__init__()
        self.base, self.scale = base, scale
        bound = 1 / math.sqrt(base.in_features)
        drawn = torch.empty(rank, base.in_features).uniform_(-bound, bound, generator=chance)
        self.lora_A = torch.nn.Parameter(drawn)
        self.lora_B = torch.nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the rows of the layer with its update."""
        narrow = rows @ self.lora_A.to(rows.dtype).T
        frozen: torch.Tensor = self.base(rows)
        return frozen + narrow @ (self.scale * self.lora_B).to(rows.dtype).T


def attach(model: Any, *, rank: int, scale: float, seed: int) -> None:
    """Freeze a causal model of transformers and put an update on every linear layer but its head."""
    model.requires_grad_(False)
    chance = torch.Generator().manual_seed(seed)
    linear = [name for name, layer in model.model.named_modules() if isinstance(layer, torch.nn.Linear)]
    for name in linear:
        parent, _, last = name.rpartition(".")
        owner = model.model.get_submodule(parent)
        setattr(owner, last, LowRank(getattr(owner, last), rank, scale, chance))


def updates(model: Any) -> dict[str, torch.Tensor]:
    """Return the matrices by name, ``model.layers.0.self_attn.q_proj.lora_A``, scale not in them."""
    return {name: value for name, value in model.named_parameters() if value.requires_grad}


def folded(model: Any) -> dict[str, torch.Tensor]:
    """Return the matrices as they ship: float16, with the scale in B, so that ``W += B A``."""
    scale = next(layer.scale for layer in model.modules() if isinstance(layer, LowRank))
    return {
        name: (value.detach() * (scale if name.endswith(".lora_B") else 1)).half().contiguous()
        for name, value in updates(model).items()
    }


@torch.no_grad()
def restore(model: Any, matrices: Mapping[str, torch.Tensor]) -> None:
    """Set the matrices that :func:`updates` gave."""
    for name, value in updates(model).items():
        value.copy_(matrices[name])
