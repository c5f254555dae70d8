"""Causal language models by CTranslate2; importing this module loads it and transformers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ctranslate2
import transformers

from mtaudit.engines.complete import Written, token_limit
from mtaudit.engines.ct2 import best_type
from mtaudit.engines.hf_session import LOCAL, load_errors, quiet, run_errors
from mtaudit.engines.memory import check_memory
from mtaudit.engines.prompt import first_line
from mtaudit.engines.status import Stop
from mtaudit.engines.threads import threads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["KIND", "CTranslate2Causal", "Search"]

#: What messages call these models.
KIND = "causal language"

#: Rows that a generator works on together: few enough that the generators end at about the same time, though
#: the first has the longest rows.
ROWS = 8


@dataclass(frozen=True, slots=True)
class Search:
    """How an output is searched for.

    :param beams: width; 1 is greedy.
    :param length_penalty: power of the length that the score of an output is divided by.
    :param no_repeat_ngram: tokens in a row that an output has only once; 0 lets it repeat any.
    """

    beams: int = 1
    length_penalty: float = 1.0
    no_repeat_ngram: int = 0


class CTranslate2Causal:
    """A converted causal model, as many generators of one thread as there are cores.

    An output is one line: it ends where the model ends the text, or begins another line.

    :param directory: of the original model, for its tokenizer.
    :param converted: the conversion.
    :raises EngineError: when the model does not load.
    """

    def __init__(self, directory: Path, converted: Path) -> None:
        check_memory(converted)
        with quiet(), load_errors(directory, KIND):
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(directory, **LOCAL)
        self._workers = threads()
        with load_errors(converted, KIND):
            self._generator = ctranslate2.Generator(
                str(converted),
                device="cpu",
                compute_type=best_type(),
                inter_threads=self._workers,
                intra_threads=1,
            )
        lines = [token for token in self._tokenizer.get_vocab() if token and not token.strip("\n")]
        self._ends = [self._tokenizer.eos_token, *sorted(lines)]

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has."""
        return len(self._encode(text))

    def write(self, prompts: Sequence[str], search: Search) -> list[Written]:
        """Continue each prompt by a line, as batches that are shared out among the generators.

        :param prompts: special tokens written in them are plain text.
        :param search: how.
        :raises EngineError: when memory runs out.
        """
        rows = [[self._tokenizer.bos_token_id, *self._encode(prompt)] for prompt in prompts]
        with run_errors("translating"):
            results = self._generator.generate_batch(
                [self._tokenizer.convert_ids_to_tokens(row) for row in rows],
                max_batch_size=min(ROWS, -(-len(rows) // self._workers)),
                beam_size=search.beams,
                length_penalty=search.length_penalty,
                no_repeat_ngram_size=search.no_repeat_ngram,
                max_length=token_limit(max(map(len, rows))),
                end_token=self._ends,
                return_end_token=True,
                include_prompt_in_result=False,
            )
        return [self._written(result.sequences_ids[0]) for result in results]

    def _encode(self, text: str) -> list[int]:
        encoded = self._tokenizer(text, add_special_tokens=False, split_special_tokens=True)
        return list(encoded["input_ids"])

    def _written(self, ids: list[int]) -> Written:
        ended = bool(ids) and self._tokenizer.convert_ids_to_tokens(ids[-1]) in self._ends
        text = self._tokenizer.decode(ids, skip_special_tokens=True)
        return Written(first_line(text), Stop.END if ended else Stop.LIMIT)
