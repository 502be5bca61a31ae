"""The worker that `serve` runs: gunicorn's threads, which no slow client keeps and which answer in our words.

As gunicorn has it, a few clients keep everybody else waiting: those that send half a request and no more, that
never read their answer, or that do not hang up after it. And what is no HTTP is answered with a page of HTML. Who has
connected when the server is told to stop, and not been accepted yet, is turned away with a reset connection.
"""

import json
import socket
import struct
import time
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from selectors import EVENT_READ
from typing import Any

import structlog
from gunicorn.http import errors as http
from gunicorn.util import close_graceful, write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from claims.api.errors import INTERNAL, MALFORMED, MEDIA_TYPE
from claims.api.lifecycle import HEADERS
from claims.api.stream import STOPPING
from claims.logs import configure_logging

PATIENCE = 30.0  # seconds for a request to come in whole, and for a client to take any part of its answer
_LINGER = 0.5  # seconds for a client to hang up in its turn, so that it gets the answer to what it is still sending
_HESITATION = 0.0001  # seconds to wait for each connection there is before another one is accepted
_MANY = 10  # connections, after which that does not grow
_LONGEST_REASON = 200  # characters; it quotes what was sent

_STATUSES = (
    (http.LimitRequestLine, HTTPStatus.REQUEST_URI_TOO_LONG),
    (http.LimitRequestHeaders, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    (http.ExpectationFailed, HTTPStatus.EXPECTATION_FAILED),
    (http.UnsupportedTransferCoding, HTTPStatus.NOT_IMPLEMENTED),
    (http.ParseException, HTTPStatus.BAD_REQUEST),
)
_TITLES = {problem.status: (problem.type, problem.title) for problem in (MALFORMED, INTERNAL)}

log = structlog.get_logger("claims.api")


class Worker(ThreadWorker):  # type: ignore[misc]
    """A threaded worker for a network that is not always kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._reading: dict[Any, tuple[float, Any]] = {}  # by connection, when its request has to be in, and that

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Begin to stop; runs in the handler of a signal."""
        STOPPING.set()
        super().handle_exit(sig, frame)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Begin or cease to accept connections; when stopping, after those that have been made already.

        The master has closed its end by then and lets nobody else in (master.py).
        """
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        for listener in self.sockets:
            listener.setblocking(False)
            accepted = -1
            while accepted != self.nr_conns:
                accepted = self.nr_conns
                super().accept(listener)
            listener.close()

    def accept(self, listener: socket.socket) -> None:
        """Accept a connection, the later the more there are already, so that the worker with fewer comes first.

        A connection stays with its worker. Left to chance, one worker may have most of those that are kept, and answer
        them slowly while another is idle.
        """
        time.sleep(min(self.nr_conns, _MANY) * _HESITATION)
        super().accept(listener)

    def enqueue_req(self, conn: Any) -> None:
        """Give a connection a thread, but not before it has sent something."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        patience = struct.pack("ll", int(PATIENCE), int(PATIENCE % 1 * 1e6))
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: Any) -> Any:
        """Serve a request; runs in a thread."""
        self._reading[conn] = time.monotonic() + PATIENCE, None
        try:
            to_be_kept = super().handle(conn)
        finally:
            del self._reading[conn]
        if not to_be_kept:
            close_graceful(conn.sock, timeout=_LINGER)
        return to_be_kept

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Answer a request; whether the connection may bring another one."""
        self._reading[conn] = self._reading[conn][0], req
        try:
            return bool(super().handle_request(req, conn))
        except BlockingIOError:
            log.warning("refused", reason="The client does not read its answer.")
            return False

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Forget a connection that `handle` has closed; gunicorn would wait here for the client, and all with it."""
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
        else:
            self.nr_conns -= 1

    def murder_pending(self) -> None:
        """Let go of the clients whose time is up; called every second.

        A connection that may send no more reads as one that has ended. A request that is in already may take long
        to answer: its connection is left alone, and may bring another one.
        """
        super().murder_pending()
        now = time.monotonic()
        for conn, (until, req) in self._reading.copy().items():
            if until < now and not _is_in(req):
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what never became a request."""
        configure_logging()
        status = next((status for kind, status in _STATUSES if isinstance(exc, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
        reason = str(exc)[:_LONGEST_REASON]
        if status is HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("failed", exc_info=exc)
            reason = "The request could not be served; the log says why."
        else:
            log.warning("refused", status=status.value, reason=reason)
        with suppress(OSError):
            write_nonblock(client, _answer(status, reason))


def _is_in(req: Any) -> bool:
    """Whether a request has been read to its end. Of one in chunks that cannot be told."""
    return req is not None and getattr(req.body.reader, "length", None) == 0


def _answer(status: HTTPStatus, reason: str) -> bytes:
    kind, title = _TITLES.get(status, ("about:blank", status.phrase))
    body = json.dumps({"type": kind, "title": title, "status": status, "detail": reason}).encode()
    headers = {"Connection": "close", "Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), **HEADERS}
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body
