"""Causal language models as engines: by few-shot prompting, or by a chat template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.engines.batching import BATCH_SEGMENTS, translate_all
from mtaudit.engines.chat import chat_digest, chat_frame, check_chat_pair, parse_answer
from mtaudit.engines.complete import Written, translate_complete
from mtaudit.engines.installed import runtime_build
from mtaudit.engines.prompt import make_prompt, one_line, prompt_digest
from mtaudit.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mtaudit.engines.hf import CausalModel
    from mtaudit.model import Translation

__all__ = ["CausalEngine"]


class CausalEngine:
    """Translates by showing a base language model a few examples and the segment, or by asking a chat model.

    Greedy, in bfloat16, batch by batch. Weights are loaded when the first batch is translated, so
    that a document which is wholly in the cache needs none.

    :param name: the name users choose it by.
    :param weights: fixes the weights: a commit or a digest.
    :param locate: returns the directory of the weights; called once, before the first batch.
    :param chat: whether the model is asked through its chat template.
    :raises MissingExtraError: when torch or transformers is not installed.
    """

    def __init__(self, name: str, weights: str, locate: Callable[[], Path], *, chat: bool = False) -> None:
        self._name, self._locate, self._chat = name, locate, chat
        shape = f"chat-{chat_digest()}" if chat else f"few-shot-{prompt_digest()}"
        self._revision = f"{weights}+{shape}"
        self._model: CausalModel | None = None
        self._build = runtime_build(f"the engine {name}", ("torch", "transformers"))

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

    @property
    def batch_segments(self) -> int:
        """Segments in a batch, at most."""
        return BATCH_SEGMENTS

    def check_pair(self, source: str, target: str) -> None:
        """Refuse a pair of languages that the examples do not cover, or whose names are not known.

        :raises EngineError: for such a pair.
        """
        if self._chat:
            check_chat_pair(source, target)
        else:
            make_prompt(source, target)

    def translate_batch(self, segments: Sequence[str], *, source: str, target: str) -> list[Translation]:
        """Translate one batch as one piece; see :class:`~mtaudit.engines.batching.BatchEngine`.

        :raises EngineError: for a pair that the examples do not cover, or weights that do not load.
        """
        self.check_pair(source, target)
        model = self._loaded()
        return (self._asked if self._chat else self._shown)(model, segments, source, target)

    def _shown(
        self, model: CausalModel, segments: Sequence[str], source: str, target: str
    ) -> list[Translation]:
        prompts = {again: make_prompt(source, target, again=again) for again in (False, True)}

        def write(texts: Sequence[str], *, again: bool) -> list[Written]:
            prompt = prompts[again]
            return model.write(prompt.prefix, [prompt.suffix(text) for text in texts], again=again)

        return translate_complete(
            segments,
            write,
            target=target,
            fits=lambda text: model.fits(prompts[False].prefix, prompts[False].suffix(text)),
            batch_segments=self.batch_segments,
            examples=prompts[False].examples,
        )

    def _asked(
        self, model: CausalModel, segments: Sequence[str], source: str, target: str
    ) -> list[Translation]:
        frames = {again: chat_frame(model.tokenizer, source, target, again=again) for again in (False, True)}

        def write(texts: Sequence[str], *, again: bool) -> list[Written]:
            frame, lines = frames[again], [one_line(text) for text in texts]
            answers = model.write(frame.head, lines, tail=frame.tail, again=again)
            return [
                Written(parse_answer(line, answer.text), answer.stop)
                for line, answer in zip(lines, answers, strict=True)
            ]

        return translate_complete(
            segments,
            write,
            target=target,
            fits=lambda text: model.fits(frames[False].head, one_line(text), frames[False].tail),
            batch_segments=self.batch_segments,
        )

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
