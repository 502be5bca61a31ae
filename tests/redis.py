"""A real Redis server for the tests, where the machine has one (Debian: apt-get install redis-server)."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

_PATIENCE = 20.0  # seconds for it to start


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The process of a server of this test's own."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server on this machine (on Debian: apt-get install redis-server)")
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = str(free.getsockname()[1])
    arguments = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(int(port))
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def redis_url(redis_server: subprocess.Popen[bytes]) -> str:
    """The URL of a Redis server."""
    assert isinstance(redis_server.args, list)
    return f"redis://127.0.0.1:{redis_server.args[2]}/0"


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
