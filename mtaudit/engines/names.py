"""Names of engines, read without loading anything.

========================================  ==============================================================
``gemma-3-270m``                          the packaged engine
``seq2seq:ORG/MODEL`` or ``:DIRECTORY``   an encoder-decoder model, by transformers
``ctranslate2:…``                         the same, converted and run by CTranslate2
``causal:…``                              a language model, by chat template or few-shot prompting
``openai-compatible:URL#MODEL``           a model server on this machine
``recorded:FILE``                         a recording
========================================  ==============================================================

A model on the hub may be followed by ``@REVISION``; an encoder-decoder model by ``?beams=N``.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.engines.kinds.loopback import ServerName, parse_server
from mtaudit.engines.weights.hub import ModelName, parse_model
from mtaudit.engines.weights.packaged import PACKAGED
from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["KINDS", "EngineName", "check_engine_name", "parse_engine_name"]

#: Kinds of engines with what stands after the colon.
KINDS = {
    "seq2seq": "ORG/MODEL or DIRECTORY",
    "ctranslate2": "ORG/MODEL or DIRECTORY",
    "causal": "ORG/MODEL or DIRECTORY",
    "openai-compatible": "http://127.0.0.1:PORT/v1#MODEL",
    "recorded": "FILE",
}

#: Widest search that may be asked for; time and memory grow with it, quality does not.
MOST_BEAMS = 16


@dataclass(frozen=True, slots=True)
class EngineName:
    """A name that was read.

    :param kind: packaged, or one of ``KINDS``.
    :param argument: what stands after the colon.
    :param model: the model of seq2seq, ctranslate2 and causal.
    :param server: the server of openai-compatible.
    :param beams: width of the search of seq2seq and ctranslate2; 1 is greedy.
    """

    kind: str
    argument: str
    model: ModelName | None = None
    server: ServerName | None = None
    beams: int = 1


def parse_engine_name(name: str) -> EngineName:
    """Read the name of an engine.

    :raises UsageError: naming the nearest known name, if one is near, or what is wrong after the colon.
    """
    if name == PACKAGED:
        return EngineName("packaged", "")
    kind, _, argument = name.partition(":")
    if kind not in KINDS or not argument:
        raise UsageError(f"unknown engine {name!r}", mend=_mend(kind))
    if kind == "recorded":
        return EngineName(kind, argument)
    if kind == "openai-compatible":
        return EngineName(kind, argument, server=parse_server(argument))
    if kind == "causal":
        return EngineName(kind, argument, parse_model(argument))
    place, query, beams = argument.partition("?beams=")
    if query and not (beams.isdecimal() and 1 <= int(beams) <= MOST_BEAMS):
        raise UsageError(
            f"the beams of {name!r} are no number from 1 to {MOST_BEAMS}", mend="write for example ?beams=4"
        )
    return EngineName(kind, argument, parse_model(place, kind), beams=int(beams) if query else 1)


def check_engine_name(name: str) -> None:
    """Refuse a name that no engine has, without loading anything.

    :raises UsageError: naming the nearest known name, if one is near.
    """
    parse_engine_name(name)


def _mend(kind: str) -> str:
    known = [PACKAGED, *(f"{head}:{rest.replace(' or ', f' or {head}:')}" for head, rest in KINDS.items())]
    heads: Sequence[str] = [PACKAGED, *KINDS]
    near = difflib.get_close_matches(kind.casefold(), heads, n=1, cutoff=0.5)
    return f"did you mean {known[heads.index(near[0])]}?" if near else f"choose one of {', '.join(known)}"
