"""How models of transformers are run here: quietly, and with their failures told in one line."""

from __future__ import annotations

import contextlib
import os
import warnings
from typing import TYPE_CHECKING, Any

os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # read when huggingface_hub is imported

import transformers
from safetensors import SafetensorError

from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LOCAL", "load_errors", "quiet", "run_errors"]

#: Options of every loading: nothing from the network, no code that comes with a model.
LOCAL: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep transformers' log lines, warnings and progress bars off stderr, and put its settings back."""
    logs: Any = transformers.utils.logging
    verbosity, bars = logs.get_verbosity(), logs.is_progress_bar_enabled()
    logs.set_verbosity_error()
    logs.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logs.set_verbosity(verbosity)
        if bars:
            logs.enable_progress_bar()


@contextlib.contextmanager
def run_errors(doing: str) -> Iterator[None]:
    """Turn what running a model raises, which is RuntimeError for want of memory too, into one line.

    :param doing: what the model was asked for, a participle.
    :raises EngineError: for what is raised within.
    """
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        raise EngineError(
            f"the model failed while {doing} ({_reason(error)})",
            mend="choose a smaller model or free some memory",
        ) from error


@contextlib.contextmanager
def load_errors(place: Path, what: str = "causal language") -> Iterator[None]:
    """Turn what loading raises into one line that names the directory.

    :param place: what is loaded.
    :param what: the kind of model.
    :raises EngineError: for what is raised within.
    """
    try:
        yield
    except MemoryError as error:
        raise EngineError(
            "there is too little memory for this model",
            file=str(place),
            mend="choose a smaller model or free some memory",
        ) from error
    except (
        OSError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
        RuntimeError,
        ImportError,
        SafetensorError,
    ) as error:  # a damaged file may raise any of these, by the library that reads it
        raise EngineError(
            f"not a {what} model that loads ({_reason(error)})",
            file=str(place),
            mend="name a directory with config.json, tokenizer files and *.safetensors",
        ) from error


def _reason(error: BaseException) -> str:
    line = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return line if len(line) <= 200 else f"{line[:199]}…"


def convert_pickle(directory: Path, work: Path, *, sequence: bool) -> None:
    """Save a model that comes as a pickle as safetensors, with its configuration and tokenizer.

    :param directory: holds it.
    :param work: an existing empty directory.
    :param sequence: whether it is an encoder-decoder model; else a causal one.
    :raises EngineError: when it does not load, or its pickle holds more than weights.
    """
    from pickle import UnpicklingError

    kind: Any = transformers.AutoModelForSeq2SeqLM if sequence else transformers.AutoModelForCausalLM
    what = "sequence-to-sequence" if sequence else "causal language"
    with quiet(), load_errors(directory, what):
        try:
            model = kind.from_pretrained(directory, use_safetensors=False, weights_only=True, **LOCAL)
        except UnpicklingError as error:
            raise ValueError(f"its pickle is damaged or holds more than weights: {error}") from error
        model.save_pretrained(work)
        transformers.AutoTokenizer.from_pretrained(directory, **LOCAL).save_pretrained(work)
