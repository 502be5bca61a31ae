"""A web server on a loopback address that a test says the answers of."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def pages(answer: Callable[[str], str | None]) -> Iterator[str]:
    """Serve what `answer` gives for a path, 404 for None; the address of the server, whose host may be fetched from."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = answer(self.path)
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def a_page(number: int) -> str:
    """A page that makes a claim."""
    said = f"Norvale said on Monday that it will open {number} depots in Haverby by the end of May 2024."
    more = "Residents of Pier Street had signed a petition in autumn, and many came to the meeting on the evening."
    return (
        "<html><head><title>Depots to open</title><meta property='article:published_time' content='2024-03-04'></head>"
        f"<body><article><h1>Depots to open</h1><p>{said}</p><p>{more}</p></article></body></html>"
    )
