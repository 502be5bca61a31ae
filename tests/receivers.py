"""Real receivers on this machine's loopback address: a web server that takes webhooks, a mail server."""

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Post:
    """What was posted: the path, the headers by their names in lower case, the body."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Takes posts: the answers in their turn, the last one for ever."""

    answers: list[Answer]
    url: str = ""
    posts: list[Post] = field(default_factory=list)

    def ids(self) -> list[str]:
        return [post.headers["webhook-id"] for post in self.posts]


def answer(status: int = 204, body: bytes = b"", **headers: str) -> Answer:
    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return send


@dataclass(frozen=True)
class Certificate:
    """A certificate of this machine that nobody vouches for but itself: its file, and a server's side of it."""

    file: Path
    context: ssl.SSLContext


def self_signed(folder: Path) -> Certificate:
    """A new certificate; the test is skipped where the program openssl is not there to make it."""
    if (openssl := shutil.which("openssl")) is None:
        pytest.skip("no openssl to make a certificate with")
    key, file = folder / "key.pem", folder / "certificate.pem"
    names = "subjectAltName=IP:127.0.0.1,DNS:localhost"
    made = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    made += ["-keyout", str(key), "-out", str(file), "-subj", "/CN=localhost", "-addext", names]
    subprocess.run(made, check=True, capture_output=True, timeout=30)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return Certificate(file, context)


@contextmanager
def receiving(*answers: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A web server that takes posts, at http://localhost, or https with `tls`."""
    receiver = Receiver(list(answers) or [answer()])
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if len(body) < int(self.headers["content-length"]):
                return  # who sent it was killed amid it: a server takes no half of a message
            headers = {name.lower(): value for name, value in self.headers.items()}
            with lock:
                receiver.posts.append(Post(self.path, headers, body))
                turn = receiver.answers[min(len(receiver.posts), len(receiver.answers)) - 1]
            with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has heard enough
                turn(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    receiver.url = f"{'http' if tls is None else 'https'}://localhost:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def closed_port() -> Iterator[int]:
    """A port of 127.0.0.1 that nobody listens on, and that no other server is given meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@dataclass
class Mailbox:
    """What a mail server took; `replies` are its answers to the mails in their turn, the last one for ever."""

    replies: list[str]
    url: str = ""
    mails: list[Envelope] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:
        self.mails.append(envelope)
        return self.replies[min(len(self.mails), len(self.replies)) - 1]

    async def handle_RCPT(
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: object
    ) -> str:
        if address.startswith("nobody@"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def authenticate(
        self, _server: object, _session: object, _envelope: object, _how: object, given: object
    ) -> AuthResult:
        self.logins.append((given.login, given.password))  # type: ignore[attr-defined]
        return AuthResult(success=given.password == b"p@ss word", handled=False)  # type: ignore[attr-defined]


class _OnAnyPort(Controller):
    """A mail server at a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mailbox(*replies: str, login: bool = False, **options: Any) -> Iterator[Mailbox]:
    """An SMTP server, at smtp://127.0.0.1; with `login` users may log in with "p@ss word"."""
    box = Mailbox(list(replies) or ["250 OK"])
    if login:
        options |= {"authenticator": box.authenticate, "auth_require_tls": False}
    controller = _OnAnyPort(box, hostname="127.0.0.1", port=0, **options)
    controller.start()
    box.url = f"127.0.0.1:{controller.port}"
    try:
        yield box
    finally:
        controller.stop()
