"""What a server meets that is no request, or not yet one, on real sockets."""

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from gunicorn.workers.gthread import ThreadWorker

from claims.api.worker import Worker
from tests.served import ask as ask_json
from tests.served import serving

ROOT = Path(__file__).parents[2]
THREADS = 2
SERVE = "import claims.api.worker as w; w.PATIENCE = 0.3; from claims.cli import cli; cli()"
JSON = {"Content-Type": "application/json"}
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
POST = b"POST /api/v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server with two threads, which has no patience."""
    ledger = f"sqlite:///{tmp_path_factory.mktemp('served')}/ledger.db"
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "--database", ledger, "serve", "--port", "0"],
        cwd=ROOT,
        env={"CLAIMS_THREADS": str(THREADS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
    assert found is not None
    yield int(found[1])
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=20)
    for line in log.splitlines():
        json.loads(line)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def read(connection: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the one answer that a connection gives before it is closed."""
    received = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("ascii").split("\r\n")
    return int(status.split()[1]), dict(line.split(": ", 1) for line in lines), body


def ask(port: int, sent: bytes) -> tuple[int, dict[str, str], bytes]:
    with connect(port) as connection:
        connection.sendall(sent)
        return read(connection)


def request(*lines: bytes) -> bytes:
    return b"\r\n".join([*lines, b"", b""])


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (400, b"\x00\x01\x02\xff\r\n\r\n"),
        (400, request(b"get / HTTP/1.1", b"Host: localhost")),
        (400, request(b"GET / HTTP/9.9", b"Host: localhost")),
        (400, request(b"GET /caf\xe9 HTTP/1.1", b"Host: localhost")),
        (400, request(b"GET / HTTP/1.1", b"Host: localhost", b"a header without a colon")),
        (400, request(b"GET / HTTP/1.1", b"Host: local\x00host")),
        (400, POST + b"Content-Length: -5\r\n\r\n"),
        (400, POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
        (400, POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        (414, request(b"GET /" + b"a" * 9_000 + b" HTTP/1.1", b"Host: localhost")),
        (417, POST + b"Expect: wonders\r\nContent-Length: 2\r\n\r\n{}"),
        (431, request(b"GET / HTTP/1.1", b"Host: localhost", b"X-Long: " + b"a" * 9_000)),
        (431, request(b"GET / HTTP/1.1", b"Host: localhost", *(b"X-%d: a" % n for n in range(150)))),
        (501, POST + b"Transfer-Encoding: sealed\r\n\r\n"),
    ],
    ids=lambda value: repr(value)[2:50],
)
def test_what_is_no_http_is_a_problem_all_the_same(port: int, status: int, sent: bytes) -> None:
    told, headers, body = ask(port, sent)
    problem: dict[str, Any] = json.loads(body)
    assert (told, problem["status"]) == (status, status)
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert set(problem) == {"type", "title", "status", "detail"}
    assert 0 < len(problem["detail"]) <= 200


def test_a_question_of_the_longest_kind_fits_into_a_request(port: int) -> None:
    longest = b"%F0%9F%A6%94" * 500
    status, _, _ = ask(
        port, request(b"GET /api/v1/claims?q=" + longest + b" HTTP/1.1", b"Host: a", b"Connection: close")
    )
    assert status == 401  # for the host that was asked for, and so read


def test_what_a_proxy_may_say_is_not_taken_from_anybody(port: int) -> None:
    lines = (b"GET /healthz HTTP/1.1", b"Host: localhost", b"SCRIPT_NAME: /x", b"PATH_INFO: /y", b"Connection: close")
    assert ask(port, request(*lines))[0] == 200


@pytest.mark.parametrize("chunks", [b"ZZ\r\n{}\r\n0\r\n\r\n", b"2\r\n{}"])
def test_a_body_in_broken_chunks_is_malformed_and_ends_the_connection(port: int, chunks: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
        connection.shutdown(socket.SHUT_WR)
        status, headers, body = read(connection)
    assert (status, headers["Content-Type"]) == (400, "application/problem+json")
    assert "to its end" in json.loads(body)["detail"]


def test_a_body_that_breaks_off_is_malformed(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(POST + b"Content-Length: 50\r\n\r\n{}")
        connection.shutdown(socket.SHUT_WR)
        status, _, body = read(connection)
    assert status == 400
    assert json.loads(body)["detail"] == "The body broke off after 2 of 50 bytes."


@pytest.mark.slow
@pytest.mark.parametrize("beginning", [b"", b"GET /heal", POST + b"Content-Length: 50\r\n\r\n{"])
def test_slow_clients_do_not_keep_the_threads(port: int, beginning: bytes) -> None:
    slow = [connect(port) for _ in range(2 * THREADS)]
    for connection in slow:
        connection.sendall(beginning)
    assert ask(port, HEALTH)[0] == 200
    for connection in slow:
        connection.close()


@pytest.mark.slow
def test_clients_that_never_read_their_answer_do_not_keep_the_threads(port: int) -> None:
    script = b"GET /api/v1/docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n"  # over a megabyte
    deaf = [socket.socket() for _ in range(THREADS)]
    for connection in deaf:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.connect(("127.0.0.1", port))
        connection.sendall(script * 10)
    time.sleep(0.2)  # until what the system takes off the server's hands is full
    assert ask(port, HEALTH)[0] == 200
    for connection in deaf:
        connection.close()


@pytest.mark.slow
def test_clients_that_do_not_hang_up_are_not_waited_for(port: int) -> None:
    staying = [connect(port) for _ in range(10)]
    for connection in staying:
        connection.sendall(HEALTH)
    assert ask(port, HEALTH)[0] == 200  # within the patience of `connect`, which is less than two seconds for each
    for connection in staying:
        assert read(connection)[0] == 200
        connection.close()


def test_a_client_that_hangs_up_is_met_with_silence(port: int) -> None:
    def hang_up(_: int) -> None:
        with connect(port) as connection:
            connection.sendall(POST + b"Content-Length: 9\r\n\r\n{")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(hang_up, range(12)))
    assert ask(port, HEALTH)[0] == 200


@pytest.mark.slow
def test_a_request_that_takes_long_leaves_its_connection_good(sqlite_url: str) -> None:
    with serving(sqlite_url, "-c", SERVE) as server, closing(server.connect()) as connection:
        assert ask_json(connection, "GET", "/healthz")[0] == 200
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            connection.request("POST", "/api/v1/claims", '{"text": "Norvale will open a depot in May."}', JSON)
            time.sleep(2)  # while patience ends, which is looked for each second
            writer.execute("ROLLBACK")
        kept = connection.sock
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 201
        assert ask_json(connection, "GET", "/healthz")[0] == 200
        assert connection.sock is kept


def test_a_worker_lets_others_with_fewer_connections_accept_first(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("claims.api.worker.time.sleep", waits.append)
    monkeypatch.setattr(ThreadWorker, "accept", lambda *_: None)
    for connections in (0, 1, 5, 1_000):
        each = Worker.__new__(Worker)
        each.nr_conns = connections
        with socket.socket() as listener:
            each.accept(listener)
    assert waits == sorted(set(waits))
    assert waits[0] == 0
    assert waits[-1] <= 0.001  # however many there are: the worker does nothing else meanwhile
