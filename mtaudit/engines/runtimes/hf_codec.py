"""Text to tokens and back for models of several runtimes; importing this module loads transformers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import transformers

from mtaudit.engines.kinds.prompt import first_line
from mtaudit.engines.languages import Tokens, language_tokens
from mtaudit.engines.runtimes.hf_session import LOCAL, load_errors, quiet

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CAUSAL", "KIND", "PIECE_TOKENS", "Codec", "LineCodec"]

#: What messages call these models, and those that write lines.
KIND, CAUSAL = "sequence-to-sequence", "causal language"

#: Tokens of a segment that are translated in one piece at most, whatever the window: these models are
#: trained on sentences.
PIECE_TOKENS = 256


class Affixes(NamedTuple):
    """Tokens around a segment, and the first of its translation.

    :param before: ids before the segment.
    :param forced: id of the first token of the output, or None.
    """

    before: list[int]
    forced: int | None


class Codec:
    """The tokenizer of a model, and what its family asks for beside the text.

    :param directory: holds configuration and tokenizer.
    :raises EngineError: when the tokenizer does not load.
    """

    def __init__(self, directory: Path) -> None:
        with quiet(), load_errors(directory, KIND):
            config = json.loads((directory / "config.json").read_text(encoding="utf-8"))
            self.family = str(config["model_type"])
            self.tokenizer: Any = transformers.AutoTokenizer.from_pretrained(directory, **LOCAL)
            self.tokenizer.model_max_length = 10**9  # it would warn; what is too long is cut before
            self.end = int(self.tokenizer.eos_token_id)
            positions = config.get("max_position_embeddings") or config.get("n_positions") or PIECE_TOKENS * 2
        #: Tokens that the model takes and writes, at most.
        self.window = int(positions)
        self._affixes: dict[tuple[str, str], Affixes] = {}

    def affixes(self, source: str, target: str) -> Affixes:
        """Return what tells the model the languages.

        :raises EngineError: for a language that it has no token for.
        """
        if (source, target) not in self._affixes:
            # M2M100's tokenizer keeps the tokens of its languages beside its vocabulary.
            vocabulary = {**self.tokenizer.get_vocab(), **getattr(self.tokenizer, "lang_token_to_id", {})}
            tokens: Tokens = language_tokens(
                self.family, source, target, vocabulary=vocabulary, known=vocabulary.__contains__
            )
            before = self.tokenizer.convert_tokens_to_ids(list(tokens.before))
            forced = (
                None if tokens.forced is None else int(self.tokenizer.convert_tokens_to_ids(tokens.forced))
            )
            self._affixes[source, target] = Affixes(list(before), forced)
        return self._affixes[source, target]

    def encode(self, text: str, source: str, target: str) -> list[int]:
        """Return a segment's tokens with the languages' and the end. Special tokens in it are text."""
        if text.startswith(">>"):
            text = f" {text}"  # Marian's tokenizer takes ">>fra<<" at the very start for a command
        plain = self.tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
        return [*self.affixes(source, target).before, *plain, self.end]

    def fits(self, text: str, source: str, target: str) -> bool:
        """Tell whether the model takes a segment in one piece."""
        return len(self.encode(text, source, target)) <= min(self.window, PIECE_TOKENS)

    def decode(self, ids: list[int], forced: int | None = None) -> str:
        """Return the text of what was written, the token of its language left out."""
        if forced is not None and ids[:1] == [forced]:
            ids = ids[1:]
        return str(self.tokenizer.decode(ids, skip_special_tokens=True)).strip()


class LineCodec:
    """The tokenizer of a causal model that writes one line.

    :param directory: holds configuration and tokenizer.
    :raises EngineError: when the tokenizer does not load.
    """

    def __init__(self, directory: Path) -> None:
        with quiet(), load_errors(directory, CAUSAL):
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(directory, **LOCAL)
        breaks = (token for token in self._tokenizer.get_vocab() if token and not token.strip("\n"))
        #: Tokens that end a line: the end of the text, and all line ends.
        self.ends = [self._tokenizer.eos_token, *sorted(breaks)]

    def encode(self, text: str) -> list[str]:
        """Return a text's tokens. Special tokens in it are text."""
        ids = self._tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
        return list(self._tokenizer.convert_ids_to_tokens(ids))

    def begin(self, text: str) -> list[str]:
        """Return the tokens of a text's beginning, with the one that begins it."""
        return [self._tokenizer.bos_token, *self.encode(text)]

    def decode(self, ids: list[int]) -> str:
        """Return the line that was written, without its end."""
        return first_line(str(self._tokenizer.decode(ids, skip_special_tokens=True)))
