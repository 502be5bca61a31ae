"""The servers that are measured: Claimdesk's own, and a bare Flask application under the same gunicorn.

`python -m benchmarks.load.servers FILE` is the latter: one route that answers with the bytes of FILE.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from flask import Flask, Response

from claims.cli import serve
from claims.settings import Settings

_PATIENCE = 60  # seconds to stop


@dataclass(frozen=True)
class Server:
    """A running server: its port, and the id of its first process."""

    port: int
    pid: int

    def processor_seconds(self) -> float:
        """What its processes have had of the processors' time."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii").split()
        stats = [Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split() for pid in children]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def environment(settings: Settings) -> dict[str, str]:
    """What tells a program of Claimdesk which ledger to open."""
    return {"CLAIMS_DATABASE_URL": settings.database_url, "CLAIMS_INDEX_DIR": settings.index_dir}


@contextmanager
def claimdesk(settings: Settings) -> Iterator[Server]:
    """A server of Claimdesk over the ledger of these settings."""
    with _started(["-m", "claims", "serve", "--port", "0"], environment(settings)) as server:
        yield server


@contextmanager
def bare(body: bytes, folder: Path) -> Iterator[Server]:
    """A server that answers everything with `body`, as JSON."""
    file = folder / "answer.json"
    file.write_bytes(body)
    with _started(["-m", "benchmarks.load.servers", str(file)], {}) as server:
        yield server


@contextmanager
def _started(program: list[str], variables: dict[str, str]) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, *program],
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
        if found is None:
            raise RuntimeError(f"{program} did not start.")
        yield Server(int(found[1]), process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(_PATIENCE)


def _bare_app(file: Path) -> Flask:
    app, body = Flask("bare", static_folder=None), file.read_bytes()

    @app.get("/")
    def answer() -> Response:
        return Response(body, mimetype="application/json")

    return app


if __name__ == "__main__":
    bare_settings = Settings(port=0)
    listener = serve._listen(bare_settings)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    own = SimpleNamespace(create_app=lambda _: _bare_app(Path(sys.argv[1])))
    with patch.dict(sys.modules, app=own):
        serve._run(bare_settings, listener)
