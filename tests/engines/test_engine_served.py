"""Model servers: real ones on this machine, in threads, that misbehave in all the ways that matter."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from mtaudit.engines import open_engine
from mtaudit.engines.kinds.loopback import parse_server
from mtaudit.errors import EngineError, UsageError
from mtaudit.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {"the market": "pasar itu", "was closed": "ditutup", "after the flood": "setelah banjir"}


class Handler(BaseHTTPRequestHandler):
    """Answers as llama.cpp's server does; what it does wrong is set on the server."""

    server: Any

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        self.server.asked.append(("GET", self.path, dict(self.headers), None))
        models = [{"id": "tiny", "object": "model", "created": len(self.server.asked), "meta": {"size": 7}}]
        self._answer({"object": "list", "data": models})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(("POST", self.path, dict(self.headers), body))
        text = body["messages"][0]["content"].rpartition("\n\n")[2]
        for english, indonesian in WORDS.items():
            text = text.replace(english, indonesian)
        finish = "length" if "very long" in text else "stop"
        choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
        self._answer({"choices": [choice]})

    def _answer(self, value: object) -> None:
        wrong = self.server.wrong
        packed = wrong.get("body", json.dumps(value).encode())
        self.send_response(wrong.get("status", 200))
        for name, held in wrong.get("headers", {}).items():
            self.send_header(name, held)
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)


@pytest.fixture
def server() -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.asked, running.wrong = [], {}  # type: ignore[attr-defined]
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def name_of(server: Any, model: str = "tiny", host: str = "127.0.0.1") -> str:
    return f"openai-compatible:http://{host}:{server.server_port}/v1#{model}"


def test_a_server_translates_each_segment_in_order(server: Any) -> None:
    engine = open_engine(name_of(server), offline=True)
    segments = ["the market was closed", "", "👍", "was closed after the flood", "very long"]
    results = engine.translate(segments, source="en", target="id")
    assert [result.text for result in results[:4]] == [
        "pasar itu ditutup",
        "",
        "👍",
        "ditutup setelah banjir",
    ]
    assert [result.status for result in results] == [
        Status.OK, Status.EMPTY, Status.COPIED, Status.OK, Status.TRUNCATED,
    ]  # fmt: skip
    posts = [
        body for method, path, _, body in server.asked if method == "POST" and path.endswith("/completions")
    ]
    assert {(body["model"], body["temperature"]) for body in posts} == {("tiny", 0)}
    assert sum("very long" in body["messages"][0]["content"] for body in posts) == 2  # tried once more
    asked = len(server.asked)
    assert engine.translate(segments, source="en", target="id") == results
    assert len(server.asked) == asked  # from the cache


def test_what_the_server_says_of_the_model_is_its_revision(server: Any) -> None:
    first = open_engine(name_of(server)).revision
    assert open_engine(name_of(server)).revision == first  # "created" changes, the model does not
    with pytest.raises(EngineError, match="has no model 'huge'; name one that it serves: tiny"):
        open_engine(name_of(server, "huge"))


def test_proxies_of_the_environment_are_not_used(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    open_engine(name_of(server))
    assert server.asked[0][2]["Host"] == f"127.0.0.1:{server.server_port}"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"status": 302, "headers": {"Location": "http://example.org/"}}, "redirects, which is refused"),
        ({"status": 307, "headers": {"Location": "http://127.0.0.1:9/"}}, "redirects, which is refused"),
        ({"status": 500}, "answers 500"),
        ({"body": b"<html>"}, "not JSON"),
        ({"body": b" " * (5 << 20)}, "longer than 4 MB"),
    ],
)
def test_a_server_that_misbehaves(server: Any, wrong: dict[str, Any], told: str) -> None:
    server.wrong = wrong
    with pytest.raises(EngineError, match=told) as caught:
        open_engine(name_of(server))
    assert "\n" not in str(caught.value)
    assert len(server.asked) == 1


def test_an_answer_without_text(server: Any) -> None:
    engine = open_engine(name_of(server))
    server.wrong = {"body": b'{"choices": []}'}
    with pytest.raises(EngineError, match="holds no text"):
        engine.translate(["the market"], source="en", target="id")


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "[2001:db8::1]", "169.254.169.254"])
def test_a_server_elsewhere_is_refused(host: str) -> None:
    with pytest.raises(EngineError, match="is not on this machine"):
        open_engine(f"openai-compatible:http://{host}:8080/v1#tiny")


def test_a_name_that_leads_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("127.0.0.1", "192.0.2.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(EngineError, match=r"is not on this machine \(192\.0\.2\.1\)"):
        open_engine("openai-compatible:http://two-faced.test/v1#tiny")


def test_no_server() -> None:
    with pytest.raises(EngineError, match="cannot be reached"):
        open_engine("openai-compatible:http://127.0.0.1:9/v1#tiny")


@pytest.mark.parametrize(
    "argument",
    ["https://127.0.0.1/v1#m", "http://127.0.0.1/v1", "127.0.0.1:80#m", "http://u:p@127.0.0.1/#m",
     "http://127.0.0.1/?a=b#m", "http://127.0.0.1:x/#m", "ftp://127.0.0.1/#m", "http:///v1#m"],
)  # fmt: skip
def test_what_is_no_address(argument: str) -> None:
    with pytest.raises(UsageError, match=r"openai-compatible:http://127\.0\.0\.1:8080/v1#MODEL"):
        parse_server(argument)
