"""Causal language models as engines, by few-shot prompting."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from mtaudit.engines.batching import translate_all
from mtaudit.engines.prompt import make_prompt, prompt_digest
from mtaudit.engines.status import judge
from mtaudit.engines.threads import threads
from mtaudit.errors import MissingExtraError
from mtaudit.model import Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mtaudit.engines.hf import CausalModel

__all__ = ["CausalEngine"]


class CausalEngine:
    """Translates by showing a base language model a few examples and the segment.

    Greedy, in bfloat16, batch by batch. Weights are loaded when the first batch is translated, so
    that a document which is wholly in the cache needs none.

    :param name: the name users choose it by.
    :param weights: fixes the weights: a commit or a digest.
    :param locate: returns the directory of the weights; called once, before the first batch.
    :raises MissingExtraError: when torch or transformers is not installed.
    """

    def __init__(self, name: str, weights: str, locate: Callable[[], Path]) -> None:
        self._name = name
        self._revision = f"{weights}+few-shot-{prompt_digest()}"
        self._locate = locate
        self._model: CausalModel | None = None
        try:
            versions = [f"{part} {metadata.version(part)}" for part in ("torch", "transformers")]
        except metadata.PackageNotFoundError as error:
            raise MissingExtraError(f"the engine {name}", "models") from error
        self._build = ", ".join([*versions, f"{threads()} threads", platform.machine()])

    @property
    def name(self) -> str:
        """The name users choose it by."""
        return self._name

    @property
    def revision(self) -> str:
        """Digest of weights and prompt."""
        return self._revision

    @property
    def build(self) -> str:
        """Versions, threads and processor that outputs may depend on."""
        return self._build

    def check_pair(self, source: str, target: str) -> None:
        """Refuse a pair of languages that the examples do not cover.

        :raises EngineError: for such a pair.
        """
        make_prompt(source, target)

    def translate_batch(self, segments: Sequence[str], *, source: str, target: str) -> list[Translation]:
        """Translate one batch as one piece; see :class:`~mtaudit.engines.batching.BatchEngine`.

        :raises EngineError: for a pair that the examples do not cover, or weights that do not load.
        """
        prompt = make_prompt(source, target)
        suffixes = [prompt.suffix(segment) for segment in segments]
        written = self._loaded().write(prompt.prefix, suffixes)
        return [
            Translation(
                row.text,
                judge(segment, row.text, target=target, stop=row.stop, examples=prompt.examples),
            )
            for segment, row in zip(segments, written, strict=True)
        ]

    def translate(
        self,
        segments: Sequence[str],
        *,
        source: str,
        target: str,
        progress: Callable[[int], None] | None = None,
    ) -> list[Translation]:
        """Translate the segments of one document; see :class:`~mtaudit.engines.base.Engine`.

        :raises EngineError: for a pair that the examples do not cover, or weights that do not load.
        """
        self.check_pair(source, target)
        return translate_all(
            segments,
            lambda batch: self.translate_batch(batch, source=source, target=target),
            progress,
        )

    def _loaded(self) -> CausalModel:
        if self._model is None:
            try:
                from mtaudit.engines.hf import load
            except ImportError as error:
                raise MissingExtraError(f"the engine {self._name}", "models") from error
            self._model = load(self._locate())
        return self._model
