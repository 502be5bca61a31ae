"""The server as a process of its own on a free port of the loopback address."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_PATIENCE = 40.0  # seconds for it to stop


@dataclass(frozen=True)
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    port: int

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON of the answer to a request on a connection of its own."""
        with closing(self.connect()) as connection:
            return ask(connection, method, path, body, **headers)

    def stop(self) -> int:
        """Have it stop as an operator would; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_PATIENCE)

    def workers(self) -> list[int]:
        """The ids of the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return [int(child) for child in children.split()]

    def kill(self) -> None:
        """End it and its workers at once, as a crash would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(_PATIENCE)


def ask(connection: HTTPConnection, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
    """Status and JSON of the answer to a request."""
    sent = None if body is None else json.dumps(body)
    connection.request(method, path, sent, {"Content-Type": "application/json"} | headers)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


@contextmanager
def serving(database: str, *program: str, **settings: str) -> Iterator[Served]:
    """Serve a ledger; `program` stands in place of `-m claims`, `settings` are CLAIMS_ variables."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    process = subprocess.Popen(
        [sys.executable, *(program or ("-m", "claims")), "--database", database, "serve", "--port", "0"],
        cwd=ROOT,
        env=environment | {f"CLAIMS_{name}": value for name, value in settings.items()},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,  # a group of its own, to be killed as a whole
    )
    try:
        assert process.stdout is not None
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found is not None
        yield Served(process, int(found[1]))
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
