"""Fetching, against real servers on this machine's loopback address.

They may be reached only because their host is named in `fetch_allow_hosts`; the same server under a name
that is not listed must be refused.
"""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from ssrfguard import Policy

from claims import __version__
from claims.domain.errors import FetchFailed
from claims.services.fetch import Fetched, fetch
from claims.settings import Settings

ALLOWED = Settings(fetch_allow_hosts=("localhost",), fetch_timeout_seconds=5, fetch_max_bytes=10_000)
PAGE = b"<html><body><p>The mill closed.</p></body></html>"

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


def answer(body: bytes = PAGE, status: int = 200, **headers: str) -> Answer:
    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return send


def failure(url: str, settings: Settings = ALLOWED) -> str:
    with pytest.raises(FetchFailed) as failed:
        fetch(url, settings)
    return str(failed.value)


def test_a_page_on_a_host_that_is_allowed_is_fetched():
    with serving(answer(Content_Type="Text/HTML; charset=utf-8")) as port:
        assert fetch(f"http://localhost:{port}/a", ALLOWED) == Fetched(f"http://localhost:{port}/a", "text/html", PAGE)


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST"])
def test_a_host_may_be_allowed_by_its_address_and_in_any_spelling(host):
    with serving(answer()) as port:
        settings = replace(ALLOWED, fetch_allow_hosts=(host,))
        assert fetch(f"http://{host.lower()}:{port}/", settings).body == PAGE


@pytest.mark.parametrize("url", ["http://localhost\\@127.0.0.1:{port}/", "http://127.0.0.1:{port}#@localhost/"])
def test_an_allowed_name_elsewhere_in_the_address_opens_nothing(url):
    asked = []
    with serving(lambda request: asked.append(request.path)) as port:
        assert failure(url.format(port=port))
    assert asked == []


def test_the_request_says_who_asks():
    seen = {}

    def look(request):
        seen.update({name.lower(): value for name, value in request.headers.items()})
        answer()(request)

    with serving(look) as port:
        fetch(f"http://localhost:{port}/", ALLOWED)
    assert seen["user-agent"] == f"Claimdesk/{__version__}"
    assert seen["accept-encoding"] == "gzip"
    assert "cookie" not in seen


@pytest.fixture
def every_port(monkeypatch):
    """Without the rule on ports, so that a server of the test is refused for where it is and nothing else."""
    monkeypatch.setattr("claims.services.fetch.Policy", partial(Policy, allowed_ports=frozenset(range(1, 65_536))))


@pytest.mark.usefixtures("every_port")
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "0x7f.1", "127.1", "2130706433"]
)
def test_this_machine_is_refused_however_it_is_spelled(host):
    asked = []
    with serving(lambda request: asked.append(request.path)) as port:
        for allowed in ((), ("news.example",)):
            told = failure(f"http://{host}:{port}/", replace(ALLOWED, fetch_allow_hosts=allowed))
            assert "may not be fetched" in told
            assert "port" not in told.partition("may not be fetched")[2]
    assert asked == []


@pytest.mark.parametrize(
    ("host", "because"),
    [
        ("10.0.0.1", "Private-Use"),
        ("192.168.1.1", "Private-Use"),
        ("172.16.0.9", "Private-Use"),
        ("169.254.169.254", "metadata"),
        ("100.64.0.1", "Shared"),
        ("[fd00::1]", "Unique-Local"),
        ("[::1]", "Loopback"),
        ("localhost", "Loopback"),
    ],
)
def test_addresses_inside_the_network_are_refused_by_name(host, because):
    told = failure(f"http://{host}/latest/meta-data", Settings())
    assert "may not be fetched" in told
    assert because in told


@pytest.mark.usefixtures("every_port")
@pytest.mark.parametrize("location", ["http://127.0.0.1:{port}/secret", "//127.0.0.1:{port}/secret"])
def test_a_redirect_to_a_private_address_is_refused(location):
    asked = []

    def redirect(request):
        asked.append(request.path)
        answer(b"", 302, Location=location.format(port=request.server.server_port))(request)

    with serving(redirect) as port:
        assert "127.0.0.0/8 is Loopback" in failure(f"http://localhost:{port}/a")
    assert asked == ["/a"]


def test_other_ports_than_those_of_the_web_are_refused():
    assert "port 6379" in failure("http://news.example:6379/", Settings())


@pytest.mark.parametrize("location", ["file:///etc/hostname", "gopher://localhost/", "http://["])
def test_a_redirect_to_something_else_than_a_page_is_refused(location):
    with serving(answer(b"", 301, Location=location)) as port:
        assert failure(f"http://localhost:{port}/a")


def test_redirects_are_followed_and_the_last_address_is_told():
    def hop(request):
        if request.path == "/last":
            answer()(request)
        else:
            answer(b"", 307, Location="/last" if request.path == "/b" else "b")(request)

    with serving(hop) as port:
        assert fetch(f"http://localhost:{port}/a", ALLOWED).url == f"http://localhost:{port}/last"


def test_a_circle_of_redirects_ends():
    with serving(answer(b"", 302, Location="/a")) as port:
        assert "more than 5 redirects" in failure(f"http://localhost:{port}/a")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://localhost/a",
        "javascript:1",
        "localhost/a",
        "",
        "http://",
        "http://[",
        "\0",
        "http://a\nb/",
        "http://user:secret@localhost/",
        "http://localhost:99999/",
        "x" * 10_000,
        "http://" + "é." * 200,
    ],
)
def test_what_is_no_web_address_is_refused_in_one_line_without_secrets(url):
    message = failure(url)
    assert "\n" not in message
    assert len(message) < 600
    assert "secret" not in message


def test_a_body_without_end_is_cut_off_at_the_limit():
    def endless(request):
        answer(b"")(request)
        while True:
            request.wfile.write(b"x" * 4_096)

    with serving(endless) as port:
        assert "is larger than 10,000 bytes" in failure(f"http://localhost:{port}/")


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_sends_byte_after_byte_runs_out_of_time(where):
    def slow(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "body" else b"X-A: "))
        for _ in range(200):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.02)

    with serving(slow) as port:
        settings = replace(ALLOWED, fetch_timeout_seconds=0.3)
        assert "did not answer in full within 0.3 s" in failure(f"http://localhost:{port}/", settings)


def test_a_packed_body_is_unpacked():
    with serving(answer(gzip.compress(PAGE), Content_Encoding="gzip")) as port:
        assert fetch(f"http://localhost:{port}/", ALLOWED).body == PAGE


def test_a_packed_body_that_unpacks_to_more_than_the_limit_is_cut_off():
    bomb = gzip.compress(b"\0" * 50_000_000)
    with serving(answer(bomb, Content_Encoding="gzip")) as port:
        assert "is larger than 10,000 bytes" in failure(f"http://localhost:{port}/")


@pytest.mark.parametrize(
    ("body", "encoding", "because"),
    [
        (gzip.compress(PAGE)[:-6], "gzip", "broke off"),
        (PAGE, "gzip", "cannot be unpacked"),
        (PAGE, "br", "packed as 'br'"),
        (PAGE, "gzip, gzip", "packed as 'gzip, gzip'"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_said_to_be_so(body, encoding, because):
    with serving(answer(body, Content_Encoding=encoding)) as port:
        assert because in failure(f"http://localhost:{port}/")


@pytest.mark.parametrize(("status", "told"), [(404, "404 Not Found"), (500, "500"), (204, "204"), (302, "302")])
def test_an_answer_that_is_not_the_page_is_told_by_its_status(status, told):
    with serving(answer(b"", status)) as port:
        assert f"answered {told}" in failure(f"http://localhost:{port}/")


def test_a_server_that_is_not_there_or_hangs_up_is_a_failure():
    with serving(lambda request: request.connection.close()) as port:
        assert "could not be fetched" in failure(f"http://localhost:{port}/")
    assert "could not be fetched" in failure(f"http://localhost:{port}/")


def test_no_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with serving(answer()) as port:
        assert fetch(f"http://localhost:{port}/", ALLOWED).body == PAGE
