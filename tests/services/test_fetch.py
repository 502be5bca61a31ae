"""Fetching, against real servers on this machine's loopback address.

They may be reached only because their host is named in `fetch_allow_hosts`; the same server under a name
that is not listed must be refused.
"""

import gzip
import socket
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial

import anyio
import pytest
from ssrfguard import Policy

from claims import __version__
from claims.domain.errors import FetchFailed, InvalidInput
from claims.services.fetch import Fetched, Validators, Wanted, fetch, redirected
from claims.settings import Settings
from tests.loopback import answer, serving

ALLOWED = Settings(fetch_allow_hosts=("localhost",), fetch_timeout_seconds=5, fetch_max_bytes=10_000)
PAGE = b"<html><body><p>The mill closed.</p></body></html>"

page = answer(PAGE)


def failure(url: str, settings: Settings = ALLOWED) -> str:
    with pytest.raises(FetchFailed) as failed:
        fetch(url, settings)
    return str(failed.value)


def test_a_page_on_a_host_that_is_allowed_is_fetched():
    with serving(answer(PAGE, Content_Type="Text/HTML; charset=Shift_JIS")) as port:
        url = f"http://localhost:{port}/a"
        assert fetch(url, ALLOWED) == Fetched(url, "text/html", PAGE, "Shift_JIS")


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST"])
def test_a_host_may_be_allowed_by_its_address_and_in_any_spelling(host):
    with serving(page) as port:
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
        page(request)

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
            page(request)
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
    with serving(page) as port:
        assert fetch(f"http://localhost:{port}/", ALLOWED).body == PAGE


@pytest.mark.parametrize("contact", ["https://desk.example/bots", "mailto:desk@desk.example"])
def test_whoever_wonders_who_asks_finds_the_contact_in_the_user_agent(contact):
    seen = []

    def look(request):
        seen.append(request.headers["User-Agent"])
        page(request)

    with serving(look) as port:
        fetch(f"http://localhost:{port}/", replace(ALLOWED, fetch_contact=contact))
    assert seen == [f"Claimdesk/{__version__} (+{contact})"]


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "a) (b", "desk@räuber.example", "x" * 201])
def test_a_contact_that_no_header_can_hold_is_refused(contact):
    with pytest.raises(InvalidInput, match="CLAIMS_FETCH_CONTACT"):
        fetch("http://localhost/", replace(ALLOWED, fetch_contact=contact))


def test_what_is_known_is_asked_for_only_if_it_changed():
    known = Validators('W/"v1"', "Wed, 01 May 2024 10:00:00 GMT")

    def look(request):
        same = (request.headers["If-None-Match"], request.headers["If-Modified-Since"]) == (
            known.etag,
            known.last_modified,
        )
        answer(b"" if same else PAGE, 304 if same else 200, ETag='W/"v1"', Last_Modified=known.last_modified)(request)

    with serving(look) as port:
        url = f"http://localhost:{port}/"
        first = fetch(url, ALLOWED)
        assert (first.unchanged, first.body, first.validators) == (False, PAGE, known)
        again = fetch(url, ALLOWED, Wanted(known=known))
        assert (again.unchanged, again.body) == (True, b"")


def test_not_modified_is_no_answer_to_somebody_who_knows_nothing():
    with serving(answer(b"", 304)) as port:
        assert "answered 304" in failure(f"http://localhost:{port}/")


@pytest.mark.parametrize("etag", ["x" * 301, "\x7f", "\xe9"])
def test_a_validator_that_could_not_be_sent_back_is_forgotten(etag):
    with serving(answer(PAGE, ETag=etag)) as port:
        assert fetch(f"http://localhost:{port}/", ALLOWED).validators == Validators()


@pytest.mark.parametrize("length", ["10", "100000"])
def test_a_body_that_is_shorter_than_announced_is_a_failure_and_a_longer_one_is_cut_there(length):
    with serving(answer(PAGE, Content_Length=length)) as port:
        if int(length) > len(PAGE):
            assert "could not be fetched" in failure(f"http://localhost:{port}/")
        else:
            assert fetch(f"http://localhost:{port}/", ALLOWED).body == PAGE[:10]


@pytest.mark.parametrize("raw", [b"no HTTP at all\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", b""])
def test_what_is_no_http_is_a_failure(raw):
    with serving(lambda request: request.wfile.write(raw)) as port:
        assert "could not be fetched" in failure(f"http://localhost:{port}/")


@pytest.mark.parametrize(
    ("status", "after", "wait"),
    [
        (429, "120", timedelta(minutes=2)),
        (503, "3600", timedelta(hours=1)),
        (429, "999999999", timedelta(days=1)),
        (503, "-5", None),
        (503, "soon", None),
        (503, "", None),
        (429, "soon", timedelta(minutes=1)),
        (429, "Mon, 01 Jan 2001 00:00:00 GMT", timedelta()),
        (429, "Mon, 01 Jan 99999 00:00:00 GMT", timedelta(minutes=1)),
        (500, "120", None),
        (404, "120", None),
    ],
)
def test_a_server_that_asks_to_be_left_alone_says_how_long(status, after, wait):
    with serving(answer(b"", status, Retry_After=after)) as port, pytest.raises(FetchFailed) as failed:
        fetch(f"http://localhost:{port}/", ALLOWED)
    assert (failed.value.status, failed.value.wait) == (status, wait)
    assert failed.value.lasting == (status == 404)


def test_a_server_may_name_the_hour_from_which_it_answers_again():
    at = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    with serving(answer(b"", 503, Retry_After=at)) as port, pytest.raises(FetchFailed) as failed:
        fetch(f"http://localhost:{port}/", ALLOWED)
    assert timedelta(hours=1, minutes=55) < failed.value.wait <= timedelta(hours=2)


@pytest.mark.parametrize(
    ("statuses", "moved"), [((301, 308), "/2"), ((308, 302), "/1"), ((302, 301), None), ((307,), None), ((), None)]
)
def test_what_moved_for_good_is_told_up_to_the_first_passing_redirect(statuses, moved):
    def hop(request):
        at = int(request.path.removeprefix("/"))
        if at < len(statuses):
            answer(b"", statuses[at], Location=f"/{at + 1}")(request)
        else:
            page(request)

    with serving(hop) as port:
        found = fetch(f"http://localhost:{port}/0", ALLOWED)
        assert found.url == f"http://localhost:{port}/{len(statuses)}"
        assert found.moved_to == (None if moved is None else f"http://localhost:{port}{moved}")


def test_a_redirect_does_not_give_up_encryption():
    assert redirected("https://news.example/a", "https://www.news.example/a") == "https://www.news.example/a"
    assert redirected("http://news.example/a", "https://news.example/a") == "https://news.example/a"
    with pytest.raises(FetchFailed, match=r"from https to http://news\.example/a, which is refused"):
        redirected("https://news.example/a", "http://news.example/a")


def test_whoever_is_asked_first_is_asked_at_every_hop():
    hops = []
    with serving(lambda request: (page if request.path == "/b" else answer(b"", 302, Location="/b"))(request)) as port:
        fetch(f"http://localhost:{port}/a", ALLOWED, Wanted(before=hops.append))
        assert hops == [f"http://localhost:{port}/a", f"http://localhost:{port}/b"]


def test_a_name_that_resolves_to_another_address_the_second_time_is_connected_to_where_it_was_checked(monkeypatch):
    answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])
    lookups, connected = [], []

    def rebinding(host, port, *_, **__):
        lookups.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    async def connect(remote_host, remote_port, **_):
        connected.append(str(remote_host))
        raise OSError("nobody is there")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(anyio, "connect_tcp", connect)
    assert "could not be fetched" in failure("http://news.example/", Settings(fetch_timeout_seconds=5))
    assert (lookups, connected) == (["news.example"], ["93.184.215.14"])
    assert "127.0.0.0/8 is Loopback" in failure("http://news.example/", Settings(fetch_timeout_seconds=5))
    assert connected == ["93.184.215.14"]


def test_a_name_with_one_address_inside_the_network_is_refused_whole(monkeypatch):
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    assert "may not be fetched" in failure("http://news.example/", Settings(fetch_timeout_seconds=5))
