"""Clients that ask all at once, each on a connection that is kept, with as little work of their own as can be."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median, quantiles

from benchmarks.load.servers import Server


@dataclass
class Measured:
    """What a number of clients got: milliseconds of each answer, seconds in all, and what was not the answer wanted."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    seconds: float = 0.0
    processor_seconds: float = 0.0  # of the server

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds

    @property
    def processor_ms(self) -> float:
        """Of the processors' time, what the server took for a request; other work on the machine disturbs it least."""
        return self.processor_seconds / len(self.times) * 1_000

    def percentile(self, number: int) -> float:
        """Milliseconds within which so many of a hundred requests were answered."""
        return median(self.times) if number == 50 else quantiles(self.times, n=100)[number - 1]


def get(path: str) -> bytes:
    """The bytes of a GET."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def post(path: str, body: bytes) -> bytes:
    """The bytes of a POST of JSON."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    )
    return head.encode() + b"\r\n" + body


def ask_all(server: Server, requests: Iterator[bytes], clients: int, expected: int, *, keep: bool = False) -> Measured:
    """Have so many clients send `requests`, each taking the next, until none is left; with `keep`, keep the bodies."""
    found = Measured()
    lock = threading.Lock()

    def following() -> bytes | None:
        with lock:
            return next(requests, None)

    def work() -> None:
        mine = Measured()
        connection = _Connection(server.port)
        while (request := following()) is not None:
            began = time.perf_counter()
            try:
                status, body = connection.ask(request)
            except OSError as error:
                mine.errors.append(repr(error))
                connection = _Connection(server.port)
                continue
            mine.times.append((time.perf_counter() - began) * 1_000)
            if status != expected:
                mine.errors.append(f"{status} {body[:200]!r}")
            elif keep:
                mine.bodies.append(body)
        connection.close()
        with lock:
            found.times += mine.times
            found.errors += mine.errors
            found.bodies += mine.bodies

    threads = [threading.Thread(target=work) for _ in range(clients)]
    began, used = time.perf_counter(), server.processor_seconds()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.perf_counter() - began
    found.processor_seconds = server.processor_seconds() - used
    return found


def for_seconds(seconds: float, make: Callable[[int], bytes]) -> Iterator[bytes]:
    """The requests `make(0)`, `make(1)` and so on, as long as there is time."""
    until, number = time.perf_counter() + seconds, 0
    while time.perf_counter() < until:
        yield make(number)
        number += 1


class _Connection:
    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._port = port

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status and body of the answer. Raises OSError where none comes."""
        self._socket.sendall(request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
        length = int(headers.get(b"content-length", b"0"))
        while len(body) < length:
            body += self._more()
        if headers.get(b"connection", b"").lower() == b"close":
            self.close()
            self.__init__(self._port)  # type: ignore[misc]
        return int(lines[0].split()[1]), body

    def close(self) -> None:
        self._socket.close()

    def _more(self) -> bytes:
        received = self._socket.recv(1 << 20)
        if not received:
            raise ConnectionResetError("The server hung up.")
        return received
