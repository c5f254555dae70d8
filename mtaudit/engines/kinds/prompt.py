"""Few-shot prompts for base language models, and what may stand in one."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mtaudit.engines.completeness.status import Example
from mtaudit.engines.languages import language_name
from mtaudit.errors import EngineError

__all__ = ["Prompt", "first_line", "make_prompt", "one_line", "prompt_digest"]

#: Examples shown, from the first. chrF of the packaged engine on 64 pairs of ALT dev (never on
#: NTREX), into Indonesian and into English: 4 examples 38.7 and 45.3, 5 40.5 and 44.3, 6 40.4 and
#: 44.0, 8 40.7 and 47.0.
SHOTS = 8

#: Raise when the second attempt changes: what went wrong at first depends on it.
ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Prompt:
    """The parts of the text that a base model continues.

    :param prefix: the examples, the same for every segment of a direction; ends in a blank line.
    :param source_name: English name of the source language.
    :param target_name: English name of the target language.
    :param examples: what the prefix shows.
    """

    prefix: str
    source_name: str
    target_name: str
    examples: tuple[Example, ...]

    def suffix(self, segment: str) -> str:
        """Return what follows the prefix for one segment.

        The segment stands on one line, so that no text can begin a line of the prompt. It may
        still *say* ``Indonesian:`` within its line, which a model may or may not fall for; the
        status of the output tells.
        """
        return f"{self.source_name}: {one_line(segment)}\n{self.target_name}:"


def one_line(text: str) -> str:
    r"""Collapse each run of white space to a space, and replace what has no UTF-8 form.

    White space is what ``str.split`` says, which includes CR, LF, VT, FF, NEL and U+2028/2029.
    Lone surrogates become U+FFFD, since tokenizers take UTF-8 only.
    """
    line = " ".join(text.split())
    return line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def first_line(text: str) -> str:
    """Return what a model wrote before it began another line, stripped."""
    lines = text.strip(" ").splitlines()
    return lines[0].strip() if lines else ""


def make_prompt(source: str, target: str, *, again: bool = False) -> Prompt:
    """Build the prompt for a direction.

    :param source: ISO 639-1 code of the language of the segments.
    :param target: ISO 639-1 code of the language wanted.
    :param again: whether it is for the second attempt, which shows the examples in reverse order.
    :raises EngineError: for a language that the examples do not cover, or one language twice.
    """
    shown = _examples()[::-1] if again else _examples()
    known = sorted(set.intersection(*(set(example) for example in shown)))
    if source == target or source not in known or target not in known:
        raise EngineError(
            f"no examples to translate from {source!r} into {target!r}",
            mend=f"choose two different languages of {', '.join(known)}",
        )
    source_name, target_name = language_name(source), language_name(target)
    examples = tuple(Example(example[source], example[target]) for example in shown)
    prefix = "".join(
        f"{source_name}: {example.source}\n{target_name}: {example.target}\n\n" for example in examples
    )
    return Prompt(prefix, source_name, target_name, examples)


@cache
def prompt_digest() -> str:
    """Return 8 hexadecimal digits that change with any example shown, and with how often is tried."""
    packed = json.dumps([_examples(), ATTEMPTS], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(packed.encode()).hexdigest()[:8]


@cache
def _examples() -> tuple[dict[str, str], ...]:
    data = resources.files("mtaudit.engines").joinpath("data/few_shot.toml")
    parsed = tomllib.loads(data.read_text(encoding="utf-8"))
    return tuple(parsed["example"][:SHOTS])
