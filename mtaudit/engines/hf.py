"""The one place where transformers and torch are called; importing this module loads both."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # read when huggingface_hub is imported

import torch
import transformers
from safetensors import SafetensorError

from mtaudit.engines.status import Stop, is_periodic_tail
from mtaudit.engines.threads import threads
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["CausalModel", "Written", "dequantise", "load", "run_errors"]

#: New tokens allowed: a floor for short segments, and so many for each token of the row. On the
#: 1,000 pairs of ALT dev a human translation has 0.9 times the tokens of its row into Indonesian
#: and 0.8 times into English (medians with Gemma's tokenizer; at most 1.5 and 1.2 times).
EXTRA_TOKENS, TOKENS_PER_TOKEN = 16, 2

#: A row ends early when its last tokens repeat a unit of at most LOOP_PERIOD tokens at least
#: LOOP_REPEATS times and over at least LOOP_COVER tokens: such a loop does not end by itself, and
#: the whole batch would wait for its limit.
LOOP_PERIOD, LOOP_REPEATS, LOOP_COVER = 16, 4, 24


@dataclass(frozen=True, slots=True)
class Written:
    """What the model wrote for one row.

    :param text: the output up to the first line end, stripped.
    :param stop: why it ended.
    """

    text: str
    stop: Stop


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep transformers' log lines and progress bars off stderr, and put its settings back."""
    logs: Any = transformers.utils.logging
    verbosity, bars = logs.get_verbosity(), logs.is_progress_bar_enabled()
    logs.set_verbosity_error()
    logs.disable_progress_bar()
    try:
        yield
    finally:
        logs.set_verbosity(verbosity)
        if bars:
            logs.enable_progress_bar()


class _EndOfLine(transformers.StoppingCriteria):
    """Ends a row at a line end, at its own limit, or in a loop; remembers why."""

    def __init__(self, tokenizer: Any, start: int, limits: Sequence[int]) -> None:
        self.tokenizer, self.start, self.limits = tokenizer, start, limits
        self.stops: list[Stop | None] = [None] * len(limits)
        self.ends = {*tokenizer.all_special_ids}
        self.inner: set[int] = set()

    def __call__(self, input_ids: torch.Tensor, *_: object, **__: object) -> torch.Tensor:
        for row, stop in enumerate(self.stops):
            if stop is None:
                self.stops[row] = self._judge(input_ids[row, self.start :].tolist(), row)
        return torch.tensor([stop is not None for stop in self.stops])

    def _judge(self, written: list[int], row: int) -> Stop | None:
        if self._ends_line(written[-1]):
            return Stop.END
        if len(written) >= self.limits[row]:
            return Stop.LIMIT
        looping = is_periodic_tail(written, period=LOOP_PERIOD, cover=LOOP_COVER, repeats=LOOP_REPEATS)
        return Stop.LOOP if looping else None

    def _ends_line(self, token: int) -> bool:
        if token in self.inner:
            return False
        if token in self.ends:
            return True
        found = "\n" in self.tokenizer.decode([token])
        (self.ends if found else self.inner).add(token)
        return found


class CausalModel:
    """A causal language model of a local directory, in bfloat16 on the processor.

    :param directory: holds safetensors, configuration and tokenizer.
    :raises EngineError: when the directory does not hold a model that loads.
    """

    def __init__(self, directory: Path) -> None:
        torch.set_num_threads(threads())
        with _quiet(), _load_errors(directory):
            options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(directory, **options)
            model: Any = transformers.AutoModelForCausalLM.from_pretrained(
                directory, dtype=torch.bfloat16, use_safetensors=True, **options
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

    def write(self, prefix: str, suffixes: Sequence[str]) -> list[Written]:
        """Continue ``prefix + suffix`` greedily for each suffix, as one batch.

        The keys and values of the prefix are computed once and shared by all batches; padding
        stands on the left of each suffix, masked, with positions that do not count it.

        :param prefix: the part that all rows share.
        :param suffixes: the rest of each row. Special tokens written in them are plain text.
        :raises EngineError: when the prefix fills the model's window, or memory runs out.
        """
        with torch.inference_mode(), _quiet(), run_errors("translating"):
            head, shared = self._prefix(prefix)
            tails = [self._encode(suffix) for suffix in suffixes]
            limits = [EXTRA_TOKENS + TOKENS_PER_TOKEN * len(tail) for tail in tails]
            fits = [
                len(head) + len(tail) + limit <= self._window
                for tail, limit in zip(tails, limits, strict=True)
            ]
            rows = [row for row, fit in enumerate(fits) if fit]
            outputs = iter(
                self._generate(head, shared, [tails[r] for r in rows], [limits[r] for r in rows])
                if rows
                else ()
            )
        # A segment longer than the model's window is not cut to fit: it is marked.
        return [next(outputs) if fit else Written("", Stop.LIMIT) for fit in fits]

    def _generate(
        self, head: list[int], shared: Any, tails: list[list[int]], limits: list[int]
    ) -> list[Written]:
        width = max(map(len, tails))
        gaps = [width - len(tail) for tail in tails]
        if shared is None:
            pairs = [(gap, [*head, *tail]) for gap, tail in zip(gaps, tails, strict=True)]
            ids = [[self._pad] * gap + row for gap, row in pairs]
            mask = [[0] * gap + [1] * len(row) for gap, row in pairs]
            options = {}
        else:
            ids = [[*head, *[self._pad] * gap, *t] for gap, t in zip(gaps, tails, strict=True)]
            mask = [[1] * len(head) + [0] * gap + [1] * len(t) for gap, t in zip(gaps, tails, strict=True)]
            rows = copy.deepcopy(shared)
            rows.batch_repeat_interleave(len(tails))
            options = {"past_key_values": rows}
        start = len(ids[0])
        ending = _EndOfLine(self._tokenizer, start, limits)
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
            Written(self._text(row[start:].tolist()), stop or Stop.LIMIT)
            for row, stop in zip(generated, ending.stops, strict=True)
        ]

    def _prefix(self, prefix: str) -> tuple[list[int], Any]:
        """Return the tokens of the shared part and, for models that can share it, its state."""
        if prefix not in self._prefixes:
            ids = self._tokenizer(prefix)["input_ids"]
            if ids[-1] == self._tokenizer.eos_token_id:
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

    def _text(self, ids: list[int]) -> str:
        text: str = self._tokenizer.decode(ids, skip_special_tokens=True)
        lines = text.strip(" ").splitlines()
        return lines[0].strip() if lines else ""


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


@contextlib.contextmanager
def run_errors(doing: str) -> Iterator[None]:
    """Turn what running a model raises, which is RuntimeError for want of memory too, into one line.

    :param doing: what the model was asked for, a participle.
    :raises EngineError: for what is raised within.
    """
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise EngineError(
            f"the model failed while {doing} ({reason})",
            mend="choose a smaller model or free some memory",
        ) from error


@contextlib.contextmanager
def _load_errors(place: Path) -> Iterator[None]:
    """Turn what loading raises into one line that names the directory."""
    try:
        yield
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise EngineError(
            f"not a causal language model that loads ({reason})",
            file=str(place),
            mend="name a directory with config.json, tokenizer files and *.safetensors",
        ) from error


def dequantise(gguf: Path, directory: Path) -> None:
    """Unpack a GGUF file into bfloat16 safetensors with its tokenizer.

    :param gguf: the file.
    :param directory: an existing empty directory.
    :raises EngineError: when the file does not load.
    """
    torch.set_num_threads(threads())
    # The GGUF reader draws a progress bar of its own that no setting turns off.
    with _quiet(), _load_errors(gguf), contextlib.redirect_stderr(io.StringIO()):
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
