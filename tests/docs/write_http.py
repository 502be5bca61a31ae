"""Write the answers in docs/http.md and docs/problems.md anew: `python -m tests.docs.write_http`."""

import json
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from claims.services import desk
from claims.settings import Settings
from tests.docs.transcript import ROOT, Answer, rewritten, the_same_each_time

DOCUMENTS = (ROOT / "docs" / "http.md", ROOT / "docs" / "problems.md")
_ADDRESS = "localhost:8000"  # in the document
_WIDTH = 110


def current(document: Path) -> str:
    """The document as it should be."""
    with _server() as port:
        answer: Answer = partial(_answer, port)
        return rewritten(document.read_text("utf-8"), answer)


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def _server() -> Iterator[int]:
    """The port of a server on a loopback address, over an empty ledger."""
    with TemporaryDirectory(prefix="claimdesk-docs-") as folder, the_same_each_time():
        opened = desk.open_desk(Settings(database_url=f"sqlite:///{Path(folder, 'claims.db')}"))
        server = make_server("127.0.0.1", 0, create_app(desk=opened), threaded=True, request_handler=_Quiet)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.port
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            desk.close_desk(opened)


def _answer(port: int, command: str, shown: str) -> str:
    """What `curl` prints, or with `| grep` the lines that begin so; JSON is shortened as it is shown."""
    curl, _, grep = command.partition(" | grep ^")
    method, path, headers, body, with_head = _request(shlex.split(curl))
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body and body.encode(), {"Host": _ADDRESS, **headers})
        response = connection.getresponse()
        told = response.read().decode()
    finally:
        connection.close()
    head, _, rest = shown.partition("\n\n") if with_head else ("", "", shown)
    if "json" in response.getheader("Content-Type", "") and told:
        told = _printed(_shortened(json.loads(told), json.loads(rest) if rest else None))
    elif grep:
        told = "\n".join(line for line in told.splitlines() if line.startswith(grep))
    return f"{_head(response, head)}\n\n{told}" if with_head else told


def _request(arguments: list[str]) -> tuple[str, str, dict[str, str], str | None, bool]:
    """Method, path, headers, body and whether to show the head, as the options of `curl` say."""
    method, url, headers, body, with_head = "", "", {}, None, False
    words = iter(arguments)
    if next(words) != "curl":
        raise ValueError(f"Not a curl command: {shlex.join(arguments)}")
    for word in words:
        match word:
            case "-X":
                method = next(words)
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "--json":
                body = next(words)
                headers |= {"Content-Type": "application/json", "Accept": "application/json"}
            case "-i":
                with_head = True
            case _ if word.startswith(f"{_ADDRESS}/"):
                url = word.removeprefix(_ADDRESS)
            case _:
                raise ValueError(f"The documentation has an option that is not known here: {word}")
    return method or ("GET" if body is None else "POST"), url, headers, body, with_head


def _head(response: HTTPResponse, shown: str) -> str:
    """The status line, and those of the headers that are shown."""
    names = [line.partition(":")[0] for line in shown.splitlines()[1:]]
    lines = [f"{name}: {response.getheader(name)}" for name in names]
    return "\n".join([f"HTTP/1.1 {response.status} {response.reason}", *lines])


def _shortened(told: Any, shown: Any) -> Any:
    """What is told, with the keys and as many items as are shown. Raises KeyError for a key that is not told."""
    if isinstance(told, dict) and isinstance(shown, dict):
        return {key: _shortened(told[key], value) for key, value in shown.items()}
    if isinstance(told, list) and isinstance(shown, list) and shown:
        return [_shortened(item, like) for item, like in zip(told, shown, strict=False)]
    return told


def _printed(value: Any, indent: str = "", before: int = 0) -> str:
    """JSON with everything on one line that fits there; `before` are the characters that its first line has already."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + before + len(line) < _WIDTH or not isinstance(value, dict | list):
        return line
    inner = f"{indent}  "
    if isinstance(value, dict):
        opening, closing = "{}"
        parts = [f"{json.dumps(key)}: {_printed(item, inner, len(key) + 4)}" for key, item in value.items()]
    else:
        opening, closing = "[]"
        parts = [_printed(item, inner) for item in value]
    return f"{opening}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{closing}"


if __name__ == "__main__":
    for written in DOCUMENTS:
        written.write_text(current(written), "utf-8")
