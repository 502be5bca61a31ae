"""One webhook at a time, against real receivers; the official library verifies every signature."""

import json
import socket
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from standardwebhooks import Webhook, WebhookVerificationError

from claims import __version__
from claims.domain.errors import InvalidInput
from claims.services.webhooks import Message, check_webhook, message_of, send_webhook
from claims.settings import Settings
from tests import values
from tests.receivers import answer, closed_port, receiving, self_signed
from tests.values import a_notice

SECRET, OTHER = "whsec_c2VjcmV0IG9mIHRoZSBuZXdzcm9vbSwgMzIgYnl0ZXM=", "whsec_YW5vdGhlciBzZWNyZXQgb2YgdGhlIG5ld3Nyb29t"
ALLOWED = Settings(webhook_allow_hosts=("localhost",), webhook_timeout_seconds=5)
MESSAGE = Message("nh1", '{"type":"claim.status_changed","data":{"text":"Zürich"}}')


def send(url, settings=ALLOWED, secrets=(SECRET,), message=MESSAGE):
    return send_webhook(url, message, secrets, datetime.now(UTC), settings)


def test_what_is_posted_is_signed_as_the_official_library_wants_it():
    with receiving() as receiver:
        assert send(receiver.url).error is None
    (post,) = receiver.posts
    assert Webhook(SECRET).verify(post.body, post.headers) == json.loads(MESSAGE.body)
    assert post.headers["webhook-id"] == "nh1"
    assert post.headers["content-type"] == "application/json"
    assert post.headers["user-agent"] == f"Claimdesk/{__version__}"
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER).verify(post.body, post.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(post.body + b" ", post.headers)


def test_two_secrets_sign_side_by_side():
    with receiving() as receiver:
        send(receiver.url, secrets=(SECRET, OTHER))
    (post,) = receiver.posts
    for secret in (SECRET, OTHER):
        assert Webhook(secret).verify(post.body, post.headers)


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_answer_of_the_two_hundreds_is_taken_for_yes(status):
    with receiving(answer(status)) as receiver:
        assert send(receiver.url).error is None


@pytest.mark.parametrize(
    ("status", "gone", "throttled"),
    [
        (400, False, False),
        (404, False, False),
        (410, True, False),
        (429, False, True),
        (500, False, False),
        (502, False, True),
        (504, False, True),
    ],
)
def test_any_other_is_a_failure_that_says_so(status, gone, throttled):
    with receiving(answer(status)) as receiver:
        sent = send(receiver.url)
    assert (sent.error, sent.gone, sent.throttled) == (f"It answered {status}.", gone, throttled)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("where", ["{other}", "http://169.254.169.254/", "file:///etc/passwd", "http://[", "//"])
def test_no_redirect_is_followed(status, where):
    with receiving() as other, receiving(answer(status, Location=where.format(other=other.url))) as receiver:
        sent = send(receiver.url)
    assert sent.error is not None
    assert len(receiver.posts) == 1
    assert other.posts == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("9" * 50, 999_999_999),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ],
)
def test_a_receiver_may_say_how_long_to_wait(header, seconds):
    with receiving(answer(429, Retry_After=header)) as receiver:
        waits = send(receiver.url).retry_after
    assert waits == (None if seconds is None else timedelta(seconds=seconds))


def test_or_until_when():
    until = (datetime.now(UTC) + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    with receiving(answer(503, Retry_After=until)) as receiver:
        waits = send(receiver.url).retry_after
    assert timedelta(minutes=59) < waits <= timedelta(hours=1)


def hang(_request):
    time.sleep(1.5)


def drip(request):
    request.wfile.write(b"HTTP/1.1 ")
    for _ in range(30):
        request.wfile.write(b"2")
        time.sleep(0.05)


@pytest.mark.parametrize("slow", [hang, drip])
def test_a_receiver_that_takes_too_long_is_left(slow):
    with receiving(slow) as receiver:
        sent = send(receiver.url, replace(ALLOWED, webhook_timeout_seconds=0.2))
    assert sent.error == "It did not answer within 0.2 s."


def test_of_a_huge_answer_nothing_is_read():
    written = []

    def flood(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(2_000):
            request.wfile.write(b"x" * 100_000)
            written.append(100_000)

    with receiving(flood) as receiver:
        assert send(receiver.url).error is None
    assert sum(written) < 50_000_000


def test_a_receiver_that_nobody_vouches_for_gets_nothing(tmp_path):
    with receiving(tls=self_signed(tmp_path).context) as receiver:
        assert receiver.url.startswith("https://")
        assert "certificate verify failed" in send(receiver.url).error
    assert receiver.posts == []


def test_a_closed_port_is_a_failure():
    with closed_port() as port:
        assert "could not be reached" in send(f"http://localhost:{port}/").error


@pytest.mark.parametrize("said", [b"\x1b[2J nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"", b"\xff" * 100_000])
def test_what_is_no_http_is_a_failure_in_one_plain_line(said):
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(said)

        thread = threading.Thread(target=serve)
        thread.start()
        error = send(f"http://localhost:{listening.getsockname()[1]}/").error
        thread.join()
    assert error.startswith("It could not be reached: ")
    assert error.isprintable()
    assert len(error) < 300


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest",
        "https://10.0.0.1/",
        "https://2130706433/",
        "http://hooks.example/",  # without TLS
        "https://hooks.example:8443/",
        "https://user:pass@hooks.example/",
        "ftp://hooks.example/",
        "hooks",
        "",
    ],
)
def test_an_address_inside_the_network_or_without_tls_is_refused_before_anything_is_sent(url):
    with pytest.raises(InvalidInput) as refused:
        check_webhook(url, ALLOWED)
    assert "url" in refused.value.errors
    assert send(url).error is not None


def test_a_name_that_leads_inside_the_network_is_refused_when_it_is_sent_to():
    with receiving() as receiver:
        error = send(receiver.url.replace("http://localhost", "https://localhost"), Settings()).error
        assert send(receiver.url, Settings()).error is not None
    assert error is not None
    assert receiver.posts == []


@pytest.mark.parametrize("url", ["https://hooks.example/a?b=c", "https://hooks.example:443/", "http://localhost:9/x"])
def test_a_good_address_is_accepted(url):
    check_webhook(url, ALLOWED)


def test_the_body_tells_what_changed():
    body = json.loads(message_of(a_notice(tags=("ferries",)), Settings(public_url="https://claims.example/")).body)
    assert body == {
        "type": "claim.status_changed",
        "timestamp": "2026-03-01T12:00:00Z",
        "data": {
            "claim_id": "c1",
            "text": "The ferry will reopen in May.",
            "claimant": None,
            "tags": ["ferries"],
            "deadline": None,
            "from": "pending",
            "to": "confirmed",
            "rule": "official",
            "outcome": None,
            "overdue": False,
            "summary": "The board confirmed it.",
            "article_id": None,
            "published_at": None,
            "url": "https://claims.example/api/v1/claims/c1",
            "page": "https://claims.example/claims/c1",
        },
    }


def test_without_a_public_address_there_is_no_link():
    told = json.loads(message_of(a_notice(), Settings()).body)["data"]
    assert (told["url"], told["page"]) == (None, None)


@given(notice=values.notices)
def test_any_notice_makes_a_message_that_is_always_the_same(notice):
    message = message_of(notice, Settings())
    assert message == message_of(notice, Settings())
    assert json.loads(message.body)["type"] == notice.kind


@pytest.mark.parametrize("char", ["x", "\\", '"', "\x07", "字", "👍"])
def test_a_body_is_under_20_kilobytes_whatever_the_texts(char):
    notice = a_notice(text=char * 9_000, summary=char * 9_000, claimant=char * 9_000, tags=(char * 9_000,) * 2_000)
    message = message_of(notice, Settings())
    assert len(message.body.encode()) < 20_000
    assert json.loads(message.body)["data"]["to"] == "confirmed"
