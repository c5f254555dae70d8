"""Encoder-decoder models of transformers; importing this module loads it and torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
import transformers

from mtaudit.engines.completeness.complete import Written, token_limit
from mtaudit.engines.completeness.status import Stop
from mtaudit.engines.kinds.sequence import AGAIN_BEAMS, AGAIN_NGRAM
from mtaudit.engines.memory import check_memory
from mtaudit.engines.runtimes.hf_codec import KIND, Codec
from mtaudit.engines.runtimes.hf_ending import Ending
from mtaudit.engines.runtimes.hf_session import LOCAL, load_errors, quiet, run_errors
from mtaudit.engines.threads import threads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["TransformersModel"]


class TransformersModel:
    """An encoder-decoder model of a local directory, in float32 on the processor.

    :param directory: holds safetensors, configuration and tokenizer.
    :raises EngineError: when the directory does not hold a model that loads.
    """

    def __init__(self, directory: Path) -> None:
        check_memory(directory)
        torch.set_num_threads(threads())
        self.codec = Codec(directory)
        with quiet(), load_errors(directory, KIND):
            model: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                directory, dtype=torch.float32, use_safetensors=True, **LOCAL
            )
        self._model = model.eval()
        config, end = model.config, self.codec.end
        pad = self.codec.tokenizer.pad_token_id
        self._pad = end if pad is None else int(pad)
        # Nothing of the settings that come with a model but where it starts: they search with beams and
        # force an end at the limit, which would hide that an output was cut off.
        make: Any = transformers.GenerationConfig
        model.generation_config = make(
            decoder_start_token_id=config.decoder_start_token_id, eos_token_id=end, pad_token_id=self._pad
        )

    def fits(self, text: str, source: str, target: str) -> bool:
        """Tell whether the model takes a text in one piece."""
        return self.codec.fits(text, source, target)

    def write(
        self, texts: Sequence[str], source: str, target: str, *, beams: int, again: bool
    ) -> list[Written]:
        """Translate texts as one batch.

        :param texts: on one line each.
        :param source: ISO 639-1 code of the language of the texts.
        :param target: ISO 639-1 code of the language wanted.
        :param beams: width of the search; 1 is greedy.
        :param again: whether it is the second attempt.
        :raises EngineError: when memory runs out.
        """
        with torch.inference_mode(), quiet(), run_errors("translating"):
            forced = self.codec.affixes(source, target).forced
            rows = [self.codec.encode(text, source, target) for text in texts]
            limits = [min(token_limit(len(row)), self.codec.window - 1) for row in rows]
            width = max(map(len, rows))
            beams = max(beams, AGAIN_BEAMS) if again else beams
            ending = Ending(1, limits, (self.codec.end,))
            generated = self._model.generate(
                input_ids=torch.tensor([row + [self._pad] * (width - len(row)) for row in rows]),
                attention_mask=torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows]),
                do_sample=False,
                num_beams=beams,
                max_new_tokens=max(limits),
                forced_bos_token_id=forced,
                bad_words_ids=[[self._pad]],
                no_repeat_ngram_size=AGAIN_NGRAM if again else 0,
                stopping_criteria=[ending] if beams == 1 else None,
            ).tolist()
            stops = ending.stops if beams == 1 else [self._stop(row[1:]) for row in generated]
            return [
                Written(self.codec.decode(row[1:], forced), stop or Stop.LIMIT)
                for row, stop in zip(generated, stops, strict=True)
            ]

    def _stop(self, written: list[int]) -> Stop:
        return Stop.END if self.codec.end in written else Stop.LIMIT
