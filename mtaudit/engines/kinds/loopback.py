"""Requests to a model server on this machine, and to nowhere else.

The host's addresses are looked up once and each must be a loopback address; the connection goes to the
address that was checked, so that a name cannot point elsewhere a moment later. Proxy variables are not read
(http.client does not know them), redirects are refused, and an answer has a limit of size and of time.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mtaudit.errors import EngineError, UsageError

__all__ = ["Server", "ServerName", "parse_server"]

#: Bytes of an answer, at most.
MOST_BYTES = 4 << 20

#: Seconds to connect, and to wait for an answer: a large model on a small machine is slow.
CONNECT_PATIENCE, ANSWER_PATIENCE = 5, 600


@dataclass(frozen=True, slots=True)
class ServerName:
    """What stands after ``openai-compatible:``.

    :param host: name or address.
    :param port: of the server.
    :param path: where its interface begins, without a slash at the end.
    :param model: the model that it is asked for.
    """

    host: str
    port: int
    path: str
    model: str

    @property
    def url(self) -> str:
        """The address as a URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}{self.path}"


def parse_server(argument: str) -> ServerName:
    """Read ``http://127.0.0.1:8080/v1#model``.

    :raises UsageError: for anything else; whether the host is this machine is checked when it is connected.
    """
    mend = "write openai-compatible:http://127.0.0.1:8080/v1#MODEL"
    try:
        parts = urlsplit(argument)
        port = parts.port or 80
    except ValueError as error:
        raise UsageError(f"{argument!r} is no address of a server", mend=mend) from error
    plain = argument.isascii() and argument.isprintable() and " " not in argument.partition("#")[0]
    if parts.scheme != "http" or not parts.hostname or not parts.fragment or not plain:
        raise UsageError(f"{argument!r} is no address of a server with a model", mend=mend)
    if parts.username is not None or parts.query:
        raise UsageError(f"{argument!r} holds a login or a query", mend=mend)
    return ServerName(parts.hostname, port, parts.path.rstrip("/"), parts.fragment)


class Server:
    """A model server on this machine.

    :param name: where it is.
    :raises EngineError: when its host is not this machine.
    """

    def __init__(self, name: ServerName) -> None:
        self.name = name
        self._address = _loopback_address(name)

    def get(self, path: str) -> Any:
        """Return what the server answers to a question, None where it has no such path.

        :raises EngineError: when it cannot be reached or answers something else than JSON.
        """
        return self._ask("GET", path, None)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Return what the server answers to a request.

        :raises EngineError: when it cannot be reached, refuses, or answers something else than JSON.
        """
        answer = self._ask("POST", path, json.dumps(body).encode())
        if answer is None:
            raise self._error("it has no such path", path)
        return answer

    def _ask(self, method: str, path: str, body: bytes | None) -> Any:
        name = self.name
        connection = http.client.HTTPConnection(self._address, name.port, timeout=CONNECT_PATIENCE)
        headers = {"Host": f"{name.host}:{name.port}", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.connect()
            if connection.sock is not None and body is not None:
                connection.sock.settimeout(ANSWER_PATIENCE)
            connection.request(method, f"{name.path}{path}", body, headers)
            with connection.getresponse() as response:
                packed = response.read(MOST_BYTES + 1)
        except (OSError, http.client.HTTPException) as error:
            raise self._error(f"it cannot be reached ({error or type(error).__name__})", path) from error
        finally:
            connection.close()
        if 300 <= response.status < 400:
            raise self._error("it redirects, which is refused", path)
        if response.status == http.HTTPStatus.NOT_FOUND:
            return None
        if response.status != http.HTTPStatus.OK:
            raise self._error(f"it answers {response.status} {response.reason}", path)
        if len(packed) > MOST_BYTES:
            raise self._error(f"its answer is longer than {MOST_BYTES >> 20} MB", path)
        try:
            return json.loads(packed)
        except ValueError as error:
            raise self._error("its answer is not JSON", path) from error

    def _error(self, problem: str, path: str) -> EngineError:
        return EngineError(
            f"the model server failed: {problem}",
            file=f"{self.name.url}{path}",
            mend="check that it runs there and serves this model",
        )


def _loopback_address(name: ServerName) -> str:
    try:
        found = socket.getaddrinfo(name.host, name.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise EngineError(
            f"the host {name.host!r} has no address ({error.strerror})", mend="write 127.0.0.1"
        ) from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not ipaddress.ip_address(address.partition("%")[0]).is_loopback:
            raise EngineError(
                f"the model server {name.host!r} is not on this machine ({address})",
                mend="run it here and write http://127.0.0.1:PORT; text is sent nowhere else",
            )
    return addresses[0]
