"""Train the adapter of the packaged engine on openly licensed pairs.

    python -m training.adapter --data DIR --work DIR [--minutes N] [--write]

``DIR`` holds ``alt-train.tsv.gz``, ``tico19.tsv.gz`` and ``alt-dev.tsv.gz`` (English, Indonesian). A low-rank
update of every linear layer of Gemma 3 270M is trained to write a translation after a short frame, in both
directions, instead of after eight examples (LoRA; Hu et al. 2022, https://arxiv.org/abs/2106.09685; for
translation with language models of all sizes, Zhang et al. 2023, https://arxiv.org/abs/2305.14314). The loss
counts the translation and its line end only, and its softmax runs over the tokens that occur in the data: the
full one has 262,144 and would take most of the time.

The rate rises, stays, and falls to nothing over the last quarter. Killed at any moment, or stopped by
``--minutes``, the same command goes on from the last state kept, at most some minutes back, and comes to the
same weights. ``--write`` puts the state of the lowest validation loss into the package.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import safetensors.torch
import torch
import transformers

from mtaudit.engines.weights.packaged import SHA256, prepare_packaged

from . import adapter_pairs as pairs
from . import low_rank

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .adapter_pairs import Example

SHIPPED = Path(__file__).parents[1] / "mtaudit" / "engines" / "data" / "adapter.safetensors"
NAME = "adapter.safetensors"
SEED = 12345


@dataclass(frozen=True)
class Recipe:
    """What the weights depend on beside data, code and processor.

    :param rank: of the updates.
    :param scale: by which they count.
    :param rate: of AdamW, at its height.
    :param steps: batches learnt from.
    :param rising: steps of the rate's rise.
    :param falling: share of the steps at the end over which it falls.
    :param tokens: of a batch at most, padding counted.
    :param kept: steps from one state kept to the next.
    :param validated: steps from one validation to the next.
    """

    rank: int = 16
    scale: float = 2.0
    rate: float = 5e-4
    steps: int = 1000
    rising: int = 30
    falling: float = 0.25
    tokens: int = 1200
    kept: int = 25
    validated: int = 100

    def rate_at(self, step: int) -> float:
        """Return the rate of a step, counted from 0."""
        left = (self.steps - step) / (self.falling * self.steps)
        return self.rate * min(1.0, (step + 1) / self.rising, left)


@dataclass
class Course:
    """How far training has come.

    :param step: batches learnt from.
    :param losses: of each batch.
    :param validations: step and loss of each validation.
    """

    step: int = 0
    losses: list[float] = field(default_factory=list)
    validations: list[tuple[int, float]] = field(default_factory=list)

    @property
    def is_best(self) -> bool:
        """Whether the last validation is the best so far."""
        return bool(self.validations) and self.validations[-1][1] == min(v for _, v in self.validations)


class Trainer:
    """A model with its updates, their optimiser, and the state kept in a directory.

    :param model: of transformers, causal; is changed.
    :param recipe: how it learns.
    :param learnt: what it learns from.
    :param validation: what the state to ship is chosen by.
    :param work: where states are kept; what is there is taken up.
    :param metadata: of the shipped file.
    """

    def __init__(
        self,
        model: Any,
        recipe: Recipe,
        learnt: Sequence[Example],
        validation: Sequence[Example],
        work: Path,
        metadata: dict[str, str],
    ) -> None:
        low_rank.attach(model, rank=recipe.rank, scale=recipe.scale, seed=SEED)
        self.model, self.recipe, self.work, self.metadata = model.train(), recipe, work, metadata
        self._learnt, self._validation = learnt, validation
        tokens = torch.tensor(pairs.vocabulary([*learnt, *validation]))
        self._head = model.get_output_embeddings().weight[tokens].clone()
        self._places = torch.full((model.config.vocab_size,), -1)
        self._places[tokens] = torch.arange(len(tokens))
        self._optimiser = torch.optim.AdamW(
            low_rank.updates(model).values(), lr=recipe.rate, betas=(0.9, 0.99), weight_decay=0.0
        )
        self._batches: tuple[int, list[list[Example]]] = -1, []
        self.course = Course()
        work.mkdir(parents=True, exist_ok=True)
        if self._state.is_file():
            self._take_up()

    def run(self, told: Callable[[Trainer], bool]) -> None:
        """Train to the last step, or until ``told``, asked after every step, is true."""
        while self.course.step < self.recipe.steps:
            self._learn(self._batch(self.course.step))
            self.course.step += 1
            ends = self.course.step == self.recipe.steps
            if ends or self.course.step % self.recipe.validated == 0:
                self._validate()
            stopped = told(self)
            if ends or stopped or self.course.step % self.recipe.kept == 0:
                self._keep()
            if stopped:
                return

    @property
    def _state(self) -> Path:
        return self.work / "state.pt"

    def _batch(self, step: int) -> list[Example]:
        epoch = 0
        while True:
            if self._batches[0] != epoch:
                made = pairs.batches(self._learnt, epoch, seed=SEED, tokens=self.recipe.tokens)
                self._batches = epoch, made
            made = self._batches[1]
            if step < len(made):
                return made[step]
            step, epoch = step - len(made), epoch + 1

    def _learn(self, batch: Sequence[Example]) -> None:
        for group in self._optimiser.param_groups:
            group["lr"] = self.recipe.rate_at(self.course.step)
        loss = self._loss(batch).mean()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(low_rank.updates(self.model).values(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad()
        self.course.losses.append(round(loss.item(), 5))

    def _loss(self, batch: Sequence[Example]) -> torch.Tensor:
        """Return the loss of every wanted token of a batch."""
        width = max(map(len, batch))
        ids = torch.zeros(len(batch), width, dtype=torch.long)
        wanted = torch.full((len(batch), width), -1)
        for row, example in enumerate(batch):
            start, end = len(example.given), len(example)
            ids[row, :end] = torch.tensor((*example.given, *example.wanted))
            wanted[row, start - 1 : end - 1] = self._places[torch.tensor(example.wanted)]
        # Padding stands on the right, where causal attention never looks: no mask is needed.
        hidden = self.model.model(input_ids=ids, use_cache=False).last_hidden_state
        counted = wanted >= 0
        logits = (hidden[counted] @ self._head.T).float()
        return torch.nn.functional.cross_entropy(logits, wanted[counted], reduction="none")

    @torch.no_grad()
    def _validate(self) -> None:
        ordered = sorted(self._validation, key=len)
        losses = [self._loss(ordered[start : start + 8]) for start in range(0, len(ordered), 8)]
        self.course.validations.append((self.course.step, round(torch.cat(losses).mean().item(), 5)))
        if self.course.is_best:
            part = self.work / f"{NAME}.part"
            metadata = {**self.metadata, "step": str(self.course.step)}
            safetensors.torch.save_file(low_rank.folded(self.model), part, metadata=metadata)
            part.replace(self.work / NAME)

    def _keep(self) -> None:
        part = self._state.with_suffix(".part")
        matrices = {name: value.detach() for name, value in low_rank.updates(self.model).items()}
        kept = {
            "matrices": matrices,
            "optimiser": self._optimiser.state_dict(),
            "course": asdict(self.course),
        }
        torch.save(kept, part)
        part.replace(self._state)

    def _take_up(self) -> None:
        kept = torch.load(self._state, weights_only=True)
        low_rank.restore(self.model, kept["matrices"])
        self._optimiser.load_state_dict(kept["optimiser"])
        self.course = Course(**kept["course"])


def trainer(data: Path, work: Path, recipe: Recipe) -> Trainer:
    """Return the trainer of the packaged model."""
    directory = prepare_packaged()
    tokenizer = transformers.AutoTokenizer.from_pretrained(directory, local_files_only=True)
    model = transformers.AutoModelForCausalLM.from_pretrained(
        directory, dtype=torch.bfloat16, local_files_only=True
    )
    metadata = {
        "base_sha256": SHA256,
        "data": json.dumps(pairs.file_digests(data), sort_keys=True),
        "recipe": f"LoRA on every linear layer, seed {SEED}, {json.dumps(asdict(recipe))}",
        "frame": pairs.FRAME,
    }
    learnt = pairs.training_examples(data, tokenizer)
    validation = pairs.validation_examples(data, tokenizer)
    return Trainer(model, recipe, learnt, validation, work, metadata)


def _telling(minutes: float | None) -> Callable[[Trainer], bool]:
    """Return what prints the course and says when time is up."""
    started = time.monotonic()

    def told(trained: Trainer) -> bool:
        course, spent = trained.course, (time.monotonic() - started) / 60
        if course.step % 10 == 0:
            mean = sum(course.losses[-10:]) / len(course.losses[-10:])
            last = course.validations[-1] if course.validations else "none yet"
            print(f"step {course.step} loss {mean:.4f} validation {last} after {spent:.1f} min", flush=True)
        return minutes is not None and spent >= minutes

    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the pairs")
    parser.add_argument("--work", type=Path, required=True, help="where states are kept")
    parser.add_argument("--minutes", type=float, help="stop after so many; the same command goes on")
    parser.add_argument("--write", action="store_true", help="put the best state into the package")
    options = parser.parse_args()
    trained = trainer(options.data, options.work, Recipe())
    trained.run(_telling(options.minutes))
    print(f"step {trained.course.step}, validations {trained.course.validations}")
    if options.write:
        SHIPPED.write_bytes((options.work / NAME).read_bytes())


if __name__ == "__main__":
    main()
