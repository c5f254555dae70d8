"""Causal language models as engines: by few-shot prompting, or by a chat template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.engines.completeness.complete import Writer, Written
from mtaudit.engines.installed import runtime_build
from mtaudit.engines.kinds.chat import chat_digest, chat_frame, check_chat_pair, parse_answer
from mtaudit.engines.kinds.model_engine import ModelEngine
from mtaudit.engines.kinds.prompt import make_prompt, one_line, prompt_digest
from mtaudit.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mtaudit.engines.runtimes.hf import CausalModel

__all__ = ["CausalEngine"]


class CausalEngine(ModelEngine):
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
        shape = f"chat-{chat_digest()}" if chat else f"few-shot-{prompt_digest()}"
        build = runtime_build(f"the engine {name}", ("torch", "transformers"))
        super().__init__(name, f"{weights}+{shape}", build)
        self._locate, self._chat = locate, chat
        self._model: CausalModel | None = None

    def check_pair(self, source: str, target: str) -> None:
        """Refuse a pair of languages that the examples do not cover, or whose names are not known.

        :raises EngineError: for such a pair.
        """
        if self._chat:
            check_chat_pair(source, target)
        else:
            make_prompt(source, target)

    def _writer(self, source: str, target: str) -> Writer:
        return (_asking if self._chat else _showing)(self._loaded(), source, target)

    def _loaded(self) -> CausalModel:
        if self._model is None:
            try:
                from mtaudit.engines.runtimes.hf import load
            except ImportError as error:
                raise MissingExtraError(f"the engine {self.name}", "models") from error
            self._model = load(self._locate())
        return self._model


def _showing(model: CausalModel, source: str, target: str) -> Writer:
    prompts = {again: make_prompt(source, target, again=again) for again in (False, True)}
    first = prompts[False]

    def write(texts: Sequence[str], *, again: bool) -> list[Written]:
        prompt = prompts[again]
        return model.write(prompt.prefix, [prompt.suffix(text) for text in texts], again=again)

    return Writer(write, lambda text: model.fits(first.prefix, first.suffix(text)), first.examples)


def _asking(model: CausalModel, source: str, target: str) -> Writer:
    frames = {again: chat_frame(model.tokenizer, source, target, again=again) for again in (False, True)}
    first = frames[False]

    def write(texts: Sequence[str], *, again: bool) -> list[Written]:
        frame, lines = frames[again], [one_line(text) for text in texts]
        answers = model.write(frame.head, lines, tail=frame.tail, again=again)
        return [
            Written(parse_answer(line, answer.text), answer.stop)
            for line, answer in zip(lines, answers, strict=True)
        ]

    return Writer(write, lambda text: model.fits(first.head, one_line(text), first.tail))
