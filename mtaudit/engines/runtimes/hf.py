"""Causal models of transformers; importing this module loads it and torch."""

from __future__ import annotations

import contextlib
import copy
import io
import json
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import torch
import transformers

from mtaudit.engines.completeness.complete import EXTRA_TOKENS, Written, token_limit
from mtaudit.engines.completeness.status import Stop
from mtaudit.engines.kinds.prompt import first_line
from mtaudit.engines.memory import check_memory
from mtaudit.engines.runtimes.hf_ending import Ending
from mtaudit.engines.runtimes.hf_session import LOCAL, load_errors, quiet, run_errors
from mtaudit.engines.threads import threads
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["CausalModel", "dequantise", "load"]

#: Tokens of a segment that are translated in one piece at most, whatever the window: small models lose
#: their way in longer ones.
PIECE_TOKENS = 128

#: The second attempt writes no sequence of this many tokens twice, nor one that the prompt holds: so it
#: neither loops nor copies.
AGAIN_NGRAM = 6


class CausalModel:
    """A causal language model of a local directory, in bfloat16 on the processor.

    :param directory: holds safetensors, configuration and tokenizer.
    :raises EngineError: when the directory does not hold a model that loads.
    """

    def __init__(self, directory: Path) -> None:
        check_memory(directory)
        torch.set_num_threads(threads())
        with quiet(), load_errors(directory):
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(directory, **LOCAL)
            model: Any = transformers.AutoModelForCausalLM.from_pretrained(
                directory, dtype=torch.bfloat16, use_safetensors=True, **LOCAL
            )
            self._model = model.eval()
        self._pad = self._tokenizer.pad_token_id or 0
        config = self._model.config.get_text_config()
        self._window = int(getattr(config, "max_position_embeddings", 0) or 2**31)
        self._prefixes: dict[str, tuple[list[int], Any]] = {}
        # A model with a running state instead of keys and values has nothing to share by row.
        self._shares = not getattr(self._model, "_is_stateful", False)

    @property
    def tokenizer(self) -> Any:
        """The tokenizer of transformers."""
        return self._tokenizer

    @property
    def network(self) -> Any:
        """The model of transformers."""
        return self._model

    def fits(self, prefix: str, suffix: str, tail: str | None = None) -> bool:
        """Tell whether a row can be written in one piece; see :meth:`write`."""
        with torch.inference_mode(), quiet(), run_errors("translating"):
            head, _ = self._prefix(prefix, chat=tail is not None)
            end = self._tail(tail)
            row = self._encode(suffix)
            used = len(head) + len(row) + len(end) + token_limit(len(row))
            return len(row) <= PIECE_TOKENS and used <= self._window

    def write(
        self, prefix: str, suffixes: Sequence[str], *, tail: str | None = None, again: bool = False
    ) -> list[Written]:
        """Continue ``prefix + suffix`` greedily for each suffix, as one batch.

        The keys and values of the prefix are computed once and shared by all batches; padding
        stands on the left of each suffix, masked, with positions that do not count it.

        :param prefix: the part that all rows share.
        :param suffixes: the rest of each row. Special tokens written in them are plain text.
        :param tail: of a chat template, after each suffix: its special tokens, and those of the prefix, are
            such, and an output may have several lines. None ends an output at the first line end.
        :param again: whether it is the second attempt.
        :raises EngineError: when the prefix fills the model's window, or memory runs out.
        """
        with torch.inference_mode(), quiet(), run_errors("translating"):
            chat = tail is not None
            head, shared = self._prefix(prefix, chat=chat)
            end = self._tail(tail)
            tails = [[*self._encode(suffix), *end] for suffix in suffixes]
            limits = [token_limit(len(row)) for row in tails]
            fits = [
                len(head) + len(row) + limit <= self._window for row, limit in zip(tails, limits, strict=True)
            ]
            rows = [row for row, fit in enumerate(fits) if fit]
            wanted = [tails[r] for r in rows], [limits[r] for r in rows]
            outputs = iter(self._generate(head, shared, *wanted, lines=not chat, again=again) if rows else ())
        # A segment longer than the model's window is not cut to fit: it is marked.
        return [next(outputs) if fit else Written("", Stop.LIMIT) for fit in fits]

    def _generate(
        self,
        head: list[int],
        shared: Any,
        tails: list[list[int]],
        limits: list[int],
        *,
        lines: bool = True,
        again: bool = False,
    ) -> list[Written]:
        width = max(map(len, tails))
        gaps = [width - len(tail) for tail in tails]
        if shared is None:
            pairs = [(gap, [*head, *tail]) for gap, tail in zip(gaps, tails, strict=True)]
            ids = [[self._pad] * gap + row for gap, row in pairs]
            mask = [[0] * gap + [1] * len(row) for gap, row in pairs]
            options: dict[str, Any] = {}
        else:
            ids = [[*head, *[self._pad] * gap, *t] for gap, t in zip(gaps, tails, strict=True)]
            mask = [[1] * len(head) + [0] * gap + [1] * len(t) for gap, t in zip(gaps, tails, strict=True)]
            rows = copy.deepcopy(shared)
            rows.batch_repeat_interleave(len(tails))
            options = {"past_key_values": rows}
        if again:
            options["no_repeat_ngram_size"] = AGAIN_NGRAM
        start = len(ids[0])
        ending = Ending(start, limits, self._tokenizer.all_special_ids, self._tokenizer if lines else None)
        generated = self._model.generate(
            input_ids=torch.tensor(ids),
            attention_mask=torch.tensor(mask),
            do_sample=False,
            num_beams=1,
            max_new_tokens=max(limits),
            pad_token_id=self._pad,
            stopping_criteria=transformers.StoppingCriteriaList([ending]),
            **options,
        )
        return [
            Written(self._text(row[start:].tolist(), lines=lines), stop or Stop.LIMIT)
            for row, stop in zip(generated, ending.stops, strict=True)
        ]

    def _prefix(self, prefix: str, *, chat: bool) -> tuple[list[int], Any]:
        """Return the tokens of the shared part and, for models that can share it, its state."""
        if prefix not in self._prefixes:
            # A chat template writes the token that begins a text itself.
            ids = self._tokenizer(prefix, add_special_tokens=not chat)["input_ids"]
            if not chat and ids[-1] == self._tokenizer.eos_token_id:
                ids = ids[:-1]  # some tokenizers close a text; this one goes on
            if len(ids) + EXTRA_TOKENS >= self._window:
                raise EngineError(
                    f"the examples fill the model's window of {self._window} tokens",
                    mend="choose a model with a longer one",
                )
            state = None
            if self._shares:
                state = transformers.DynamicCache(config=self._model.config)
                self._model(torch.tensor([ids]), past_key_values=state, use_cache=True, logits_to_keep=1)
            self._prefixes[prefix] = ids, state
        return self._prefixes[prefix]

    def _encode(self, suffix: str) -> list[int]:
        encoded = self._tokenizer(suffix, add_special_tokens=False, split_special_tokens=True)
        return list(encoded["input_ids"])

    def _tail(self, tail: str | None) -> list[int]:
        return list(self._tokenizer(tail, add_special_tokens=False)["input_ids"]) if tail else []

    def _text(self, ids: list[int], *, lines: bool) -> str:
        text: str = self._tokenizer.decode(ids, skip_special_tokens=True)
        return first_line(text) if lines else text.strip()


#: Models that somebody holds, by directory.
_held: WeakValueDictionary[Path, CausalModel] = WeakValueDictionary()


def load(directory: Path) -> CausalModel:
    """Return the model of a directory; an engine and a language model that ask for one share it.

    :param directory: holds safetensors, configuration and tokenizer.
    :raises EngineError: when the directory does not hold a model that loads.
    """
    model = _held.get(directory)
    if model is None:
        model = _held[directory] = CausalModel(directory)
    return model


def dequantise(gguf: Path, directory: Path) -> None:
    """Unpack a GGUF file into bfloat16 safetensors with its tokenizer.

    :param gguf: the file.
    :param directory: an existing empty directory.
    :raises EngineError: when the file does not load.
    """
    torch.set_num_threads(threads())
    # The GGUF reader draws a progress bar of its own that no setting turns off.
    with quiet(), load_errors(gguf), contextlib.redirect_stderr(io.StringIO()):
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            gguf.parent, gguf_file=gguf.name, local_files_only=True
        )
        model = transformers.AutoModelForCausalLM.from_pretrained(
            gguf.parent,
            gguf_file=gguf.name,
            quantization_config=transformers.GgufConfig(dequantize=True),
            dtype=torch.bfloat16,
            local_files_only=True,
        )
        model.save_pretrained(directory)
        tokenizer.save_pretrained(directory)
    # By its own class a Gemma tokenizer is built anew from vocabulary and merges at every start,
    # in 3.0 s; from its saved form it takes 0.9 s and gives the same tokens.
    settings = directory / "tokenizer_config.json"
    config = json.loads(settings.read_text(encoding="utf-8"))
    config["tokenizer_class"] = "PreTrainedTokenizerFast"
    settings.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
