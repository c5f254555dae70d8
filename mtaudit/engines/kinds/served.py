"""Models behind a server on this machine with OpenAI's protocol: llama.cpp, vLLM, Ollama and others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mtaudit.engines.completeness.complete import Writer, Written, token_limit
from mtaudit.engines.completeness.status import Stop
from mtaudit.engines.kinds.chat import chat_digest, check_chat_pair, instruction, parse_answer
from mtaudit.engines.kinds.loopback import Server, ServerName
from mtaudit.engines.kinds.model_engine import ModelEngine
from mtaudit.engines.kinds.prompt import one_line
from mtaudit.engines.weights.digest import text_digest
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ServedEngine"]

#: Characters of a segment that are sent in one piece at most: servers do not tell their windows.
PIECE_CHARACTERS = 1200

#: What a model entry says that changes while the model stays.
_FLEETING = frozenset({"created", "permission", "loaded", "status"})


class ServedEngine(ModelEngine):
    """Translates by asking a chat model on a server, segment by segment, at temperature 0.

    Its revision is a digest of what the server says about the model, which may not pin its weights; of the
    server's build nothing is known.

    :param name: where the server is, and the model.
    :raises EngineError: when the server is not on this machine or cannot be reached, or lacks the model.
    """

    def __init__(self, name: ServerName) -> None:
        self._server, self._model = Server(name), name.model
        shown = f"openai-compatible:{name.url}#{name.model}"
        super().__init__(shown, f"served-{self._served(shown)}+chat-{chat_digest()}", "served")

    def check_pair(self, source: str, target: str) -> None:
        """Refuse a pair of languages that have no names, or one language twice.

        :raises EngineError: for such a pair.
        """
        check_chat_pair(source, target)

    def _writer(self, source: str, target: str) -> Writer:
        def write(texts: Sequence[str], *, again: bool) -> list[Written]:
            asked = instruction(source, target, again=again)
            return [self._ask(asked, one_line(text), again=again) for text in texts]

        return Writer(write, lambda text: len(text) <= PIECE_CHARACTERS)

    def _ask(self, asked: str, line: str, *, again: bool) -> Written:
        body = {
            "model": self._model,
            "messages": [{"role": "user", "content": f"{asked}\n\n{line}"}],
            "temperature": 0,
            "seed": 12345,
            "max_tokens": token_limit(len(line)),  # a token is a character at least
            "stream": False,
        }
        if again:
            body["frequency_penalty"] = 0.5
        answer = self._server.post("/chat/completions", body)
        try:
            choice: Any = answer["choices"][0]
            text = choice["message"]["content"]
            if not isinstance(text, str):
                raise TypeError("no text")
        except (KeyError, IndexError, TypeError) as error:
            raise EngineError(
                f"the model server's answer holds no text ({error})",
                file=self.name,
                mend="name a server with OpenAI's chat completions",
            ) from error
        cut = choice.get("finish_reason") == "length"
        return Written(parse_answer(line, text), Stop.LIMIT if cut else Stop.END)

    def _served(self, shown: str) -> str:
        """Return a digest of what the server says about the model."""
        answer = self._server.get("/models")
        if answer is None:
            return "unknown"
        listed = answer.get("data") if isinstance(answer, dict) else None
        entries = [entry for entry in listed or () if isinstance(entry, dict)]
        found = next((entry for entry in entries if entry.get("id") == self._model), None)
        if found is None:
            known = ", ".join(str(entry.get("id")) for entry in entries[:5]) or "none"
            raise EngineError(
                f"the model server has no model {self._model!r}",
                file=shown,
                mend=f"name one that it serves: {known}",
            )
        lasting = {key: value for key, value in found.items() if key not in _FLEETING}
        return text_digest(json.dumps(lasting, sort_keys=True))[:12]
