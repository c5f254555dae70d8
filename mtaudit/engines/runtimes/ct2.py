"""The one place where CTranslate2 is called; importing this module loads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ctranslate2

from mtaudit.engines.completeness.complete import Written, token_limit
from mtaudit.engines.completeness.status import Stop
from mtaudit.engines.kinds.sequence import AGAIN_BEAMS, AGAIN_NGRAM
from mtaudit.engines.memory import check_memory
from mtaudit.engines.runtimes.hf_codec import CAUSAL, KIND, Codec, LineCodec
from mtaudit.engines.runtimes.hf_session import load_errors, quiet, run_errors
from mtaudit.engines.threads import threads
from mtaudit.engines.weights.places import cache_root, kept_directory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mtaudit.engines.completeness.complete import Search

__all__ = ["CTranslate2Causal", "CTranslate2Model", "best_type", "convert"]

#: Types of numbers, fastest first.
_TYPES = ("int8", "int16", "float32")


def best_type() -> str:
    """Return the fastest type of numbers that this processor computes with."""
    supported = ctranslate2.get_supported_compute_types("cpu")
    return next(name for name in _TYPES if name in supported)


class _Converter(ctranslate2.converters.TransformersConverter):  # type: ignore[misc]  # has no types
    """A conversion of a model that is altered first, in float32.

    :param directory: of the model.
    :param alter: changes the model of transformers, before its weights are rounded.
    """

    def __init__(self, directory: Path, alter: Callable[[Any], None]) -> None:
        super().__init__(str(directory))
        self._alter = alter

    def load_model(self, model_class: Any, model_name_or_path: str, **kwargs: Any) -> Any:
        model = super().load_model(model_class, model_name_or_path, **kwargs).float()
        self._alter(model)
        return model


def convert(
    directory: Path,
    revision: str,
    cache_dir: Path | None = None,
    *,
    kind: str = KIND,
    alter: Callable[[Any], None] | None = None,
) -> Path:
    """Return the directory of a converted model, converting it first where needed.

    The conversion is kept in the cache with the digests of its files, and made again when one of them is not
    as recorded, or for another revision, another version of CTranslate2 or another processor.

    :param directory: holds safetensors, configuration and tokenizer.
    :param revision: fixes the weights, altered as they are; 24 characters of it name the directory.
    :param cache_dir: where it is kept.
    :param kind: what messages call the model.
    :param alter: changes the model of transformers before it is converted.
    :raises EngineError: when the model does not load, has no conversion, or the disk does not take it.
    """
    number_type = best_type()
    made_from = f"{revision}|ctranslate2 {ctranslate2.__version__}|{number_type}"
    target = cache_root(cache_dir) / "weights" / f"ct2-{revision[:24]}-{number_type}"

    def fill(work: Path) -> None:
        check_memory(directory)
        with quiet(), load_errors(directory, kind):
            plain = ctranslate2.converters.TransformersConverter
            converter = _Converter(directory, alter) if alter else plain(str(directory))
            converter.convert(str(work), quantization=number_type, force=True)

    return kept_directory(target, made_from, fill)


class CTranslate2Model:
    """A converted encoder-decoder model, as many translators of one thread as there are cores.

    Two translators of one thread made twice the pace of one translator of two
    (``tests/benchmarks/ctranslate2_speed.py``).

    :param directory: of the original model, for its tokenizer.
    :param revision: fixes the weights.
    :param cache_dir: where the conversion is kept.
    :raises EngineError: when the model does not load.
    """

    def __init__(self, directory: Path, revision: str, cache_dir: Path | None = None) -> None:
        self.codec = Codec(directory)
        converted = convert(directory, revision, cache_dir)
        check_memory(converted)
        self._workers = threads()
        with load_errors(converted, KIND):
            self._translator = ctranslate2.Translator(
                str(converted),
                device="cpu",
                compute_type=best_type(),
                inter_threads=self._workers,
                intra_threads=1,
            )

    def fits(self, text: str, source: str, target: str) -> bool:
        """Tell whether the model takes a text in one piece."""
        return self.codec.fits(text, source, target)

    def write(
        self, texts: Sequence[str], source: str, target: str, *, beams: int, again: bool
    ) -> list[Written]:
        """Translate texts as one batch, shared out among the translators.

        :param texts: on one line each.
        :param source: ISO 639-1 code of the language of the texts.
        :param target: ISO 639-1 code of the language wanted.
        :param beams: width of the search; 1 is greedy.
        :param again: whether it is the second attempt.
        :raises EngineError: when memory runs out.
        """
        tokenizer = self.codec.tokenizer
        forced = self.codec.affixes(source, target).forced
        rows = [self.codec.encode(text, source, target) for text in texts]
        prefix = None if forced is None else [tokenizer.convert_ids_to_tokens([forced])] * len(rows)
        options: dict[str, Any] = {"no_repeat_ngram_size": AGAIN_NGRAM} if again else {}
        limit = min(token_limit(max(map(len, rows))), self.codec.window - 1)
        with run_errors("translating"):
            results = self._translator.translate_batch(
                [tokenizer.convert_ids_to_tokens(row) for row in rows],
                target_prefix=prefix,
                max_batch_size=-(-len(rows) // self._workers),
                beam_size=max(beams, AGAIN_BEAMS) if again else beams,
                max_input_length=0,
                min_decoding_length=0,
                max_decoding_length=limit,
                return_end_token=True,
                **options,
            )
        return [self._written(result.hypotheses[0], forced) for result in results]

    def _written(self, tokens: list[str], forced: int | None) -> Written:
        ids = list(self.codec.tokenizer.convert_tokens_to_ids(tokens))
        return Written(self.codec.decode(ids, forced), Stop.END if self.codec.end in ids else Stop.LIMIT)


class CTranslate2Causal:
    """A converted causal model, as many generators of one thread as there are cores.

    :param directory: of the original model, for its tokenizer.
    :param converted: the conversion.
    :raises EngineError: when the model does not load.
    """

    def __init__(self, directory: Path, converted: Path) -> None:
        check_memory(converted)
        self._codec = LineCodec(directory)
        self._workers = threads()
        with load_errors(converted, CAUSAL):
            self._generator = ctranslate2.Generator(
                str(converted),
                device="cpu",
                compute_type=best_type(),
                inter_threads=self._workers,
                intra_threads=1,
            )

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has."""
        return len(self._codec.encode(text))

    def write(self, prompts: Sequence[str], search: Search) -> list[Written]:
        """Continue each prompt by a line, as batches that are shared out among the generators.

        :param prompts: special tokens written in them are plain text.
        :param search: how.
        :raises EngineError: when memory runs out.
        """
        rows = [self._codec.begin(prompt) for prompt in prompts]
        longest = max(map(len, rows))
        together = min(search.together(longest), -(-len(rows) // self._workers))
        with run_errors("translating"):
            results = self._generator.generate_batch(
                rows,
                max_batch_size=together,
                beam_size=search.beams,
                length_penalty=search.length_penalty,
                no_repeat_ngram_size=search.no_repeat_ngram,
                max_length=token_limit(longest),
                end_token=self._codec.ends,
                return_end_token=True,
                include_prompt_in_result=False,
            )
        return [self._written(result) for result in results]

    def _written(self, result: Any) -> Written:
        ended = bool(result.sequences[0]) and result.sequences[0][-1] in self._codec.ends
        return Written(self._codec.decode(result.sequences_ids[0]), Stop.END if ended else Stop.LIMIT)
