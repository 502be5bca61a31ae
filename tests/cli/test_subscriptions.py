"""Subscriptions from the command line, with real receivers."""

import json

import pytest
from standardwebhooks import Webhook

from tests.receivers import answer, mailbox, receiving

PROMISE = "Lorne Bank promised to refund overcharged customers by the end of May 2025."


@pytest.fixture
def receiver(monkeypatch):
    monkeypatch.setenv("CLAIMS_WEBHOOK_ALLOW_HOSTS", "localhost")
    with receiving() as opened:
        yield opened


@pytest.fixture
def made(run, receiver):
    """A subscription to everything, as JSON."""
    return json.loads(run("subscriptions", "add", "--url", receiver.url, "--json").stdout)


@pytest.fixture
def overdue(run, tmp_path, made):
    """A promise that had run out when it came in."""
    file = tmp_path / "article.jsonl"
    file.write_text(json.dumps({"text": PROMISE, "published_at": "2025-04-02", "publisher": "Market Whisper"}), "utf-8")
    assert run("ingest", str(file)).exit_code == 0
    assert len(json.loads(run("claims", "--overdue", "--json").stdout)["items"]) == 1


def test_a_secret_is_shown_once_and_masked_in_lists(run, receiver):
    told = run("subscriptions", "add", "--url", receiver.url, "--tag", "ferries", "--status", "denied")
    assert told.exit_code == 0
    name, secret = told.stdout.splitlines()
    assert secret.startswith("whsec_")
    assert "not shown again" in told.stderr
    for listed in (run("subscriptions", "list").stdout, run("subscriptions", "list", "--json").stdout):
        assert secret.removeprefix("whsec_") not in listed
        assert secret[-4:] in listed
    assert "ferries, denied" in run("subscriptions", "list").stdout
    assert name.removeprefix("Subscription ") in run("subscriptions", "list").stdout


def test_what_is_due_is_delivered_and_the_same_run_again_delivers_nothing(run, receiver, made, overdue):
    assert run("subscriptions", "deliver").stdout == "Delivered 1, failed 0, disabled 0.\n"
    assert run("subscriptions", "deliver").stdout == "Delivered 0, failed 0, disabled 0.\n"
    (post,) = receiver.posts
    event = Webhook(made["secret"]).verify(post.body, post.headers)
    assert (event["type"], event["data"]["overdue"]) == ("claim.overdue", True)
    assert "delivered" in run("subscriptions", "deliveries", made["id"]).stdout


def test_what_failed_is_named_with_its_next_attempt(run, receiver, made, overdue):
    receiver.answers = [answer(500)]
    told = run("subscriptions", "deliver")
    assert told.exit_code == 1
    assert told.stdout.startswith("Delivered 0, failed 1, disabled 0.\n")
    assert "It answered 500." in told.stdout
    report = json.loads(run("subscriptions", "deliver", "--json").stdout)
    assert report == {"delivered": 0, "failures": [], "disabled": []}  # it is not due yet


def test_an_endpoint_that_wants_no_more_is_reported_and_a_test_brings_it_back(run, receiver, made, overdue):
    receiver.answers = [answer(410), answer(500), answer(204)]
    told = run("subscriptions", "deliver")
    assert f"Subscription {made['id']} is disabled: It answered 410" in told.stderr
    assert "disabled on" in run("subscriptions", "list").stdout
    failed = run("subscriptions", "test", made["id"])
    assert (failed.exit_code, failed.stderr) == (1, "Not taken: It answered 500.\n")
    assert run("subscriptions", "test", made["id"]).stdout == "Taken.\n"
    assert "in force" in run("subscriptions", "list").stdout


@pytest.mark.parametrize("which", ["id", "webhook_id"])
def test_a_delivery_is_replayed_by_either_id(run, receiver, made, overdue, which):
    run("subscriptions", "deliver")
    (delivery,) = json.loads(run("subscriptions", "deliveries", made["id"], "--json").stdout)["items"]
    assert run("subscriptions", "replay", delivery[which]).stdout.startswith("Due again: 1 delivery.")
    run("subscriptions", "deliver")
    assert len(receiver.posts) == 2
    assert len(set(receiver.ids())) == 1


def test_a_secret_is_rotated(run, receiver, made):
    new = run("subscriptions", "rotate", made["id"]).stdout.strip()
    assert new != made["secret"]
    run("subscriptions", "test", made["id"])
    (post,) = receiver.posts
    for secret in (made["secret"], new):
        Webhook(secret).verify(post.body, post.headers)


def test_mail_is_delivered(run, receiver, overdue, monkeypatch, tmp_path):
    assert "CLAIMS_SMTP_URL" in run("subscriptions", "add", "--mail", "mara@news.example").stderr
    with mailbox() as box:
        monkeypatch.setenv("CLAIMS_SMTP_URL", f"smtp://{box.url}")
        monkeypatch.setenv("CLAIMS_MAIL_FROM", "desk@claims.example")
        made = json.loads(run("subscriptions", "add", "--mail", "mara@news.example", "--json").stdout)
        assert made["secret"] is None
        assert run("subscriptions", "test", made["id"]).stdout == "Taken.\n"
        assert "Mail is not signed" in run("subscriptions", "rotate", made["id"]).stderr
    assert len(box.mails) == 1


def test_a_removed_subscription_is_gone(run, receiver, made):
    assert run("subscriptions", "remove", made["id"]).stdout == "Removed.\n"
    for command in ("remove", "test", "rotate", "deliveries", "replay"):
        told = run("subscriptions", command, made["id"])
        assert told.exit_code == 1
        assert "There is no" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "Give one of --url and --mail"),
        (("--url", "https://a.example/", "--mail", "a@b.example"), 2, "Give one of --url and --mail"),
        (("--url", "https://a.example/", "--status", "maybe"), 2, "Invalid value"),
        (("--url", "http://a.example/"), 1, "No webhook can be sent there"),
        (("--url", "https://192.168.0.1/"), 1, "No webhook can be sent there"),
        (("--url", "https://a.example/", "--claim", "c404"), 1, "There is no claim"),
    ],
)
def test_what_cannot_be_subscribed_to_is_said(run, arguments, code, said):
    told = run("subscriptions", "add", *arguments)
    assert told.exit_code == code
    assert said in told.stderr
