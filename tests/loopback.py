"""Web servers on this machine's loopback address that answer as a test wants, well or badly."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(answer: Answer) -> Iterator[int]:
    """A web server that answers every request with `answer`; gives its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):  # the client hung up, as it should
                answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Answer:
    """An answer of one body; in the names of headers "_" stands for "-"."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return send


@contextmanager
def pages(give: Callable[[str], str | None]) -> Iterator[str]:
    """A web server of the pages that `give` has for a path, 404 for None; gives its address."""

    def send(request: BaseHTTPRequestHandler) -> None:
        page = give(request.path)
        found = answer((page or "").encode(), 404 if page is None else 200, Content_Type="text/html; charset=utf-8")
        found(request)

    with serving(send) as port:
        yield f"http://localhost:{port}"


def a_page(number: int) -> str:
    """A page that makes a claim."""
    said = f"Norvale said on Monday that it will open {number} depots in Haverby by the end of May 2024."
    more = "Residents of Pier Street had signed a petition in autumn, and many came to the meeting on the evening."
    return (
        "<html><head><title>Depots to open</title><meta property='article:published_time' content='2024-03-04'></head>"
        f"<body><article><h1>Depots to open</h1><p>{said}</p><p>{more}</p></article></body></html>"
    )


class Site:
    """A web site whose pages a test sets while it is served; everything else is 404. `asked` has the paths in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        self.asked.append(request.path)
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        self.pages.get(request.path, answer(b"", 404))(request)
