"""Subscriptions over HTTP: made, tried, looked after; their secrets are shown once."""

import json
from dataclasses import replace

import pytest
from standardwebhooks import Webhook

from claims.domain.run import Scope
from claims.services.access import create_key
from claims.services.delivering import deliver_due
from claims.services.desk import utc_now
from claims.web.current import keep_desk
from tests.api.conftest import ARTICLE
from tests.receivers import answer, mailbox, receiving

PATH = "/api/v1/subscriptions"
OFFICIAL = ARTICLE | {"text": "Norvale said it opened its second depot in Haverby on Monday."}


@pytest.fixture
def desk(desk):
    """A desk that may send to this machine."""
    settings = replace(desk.settings, webhook_allow_hosts=("localhost",), webhook_timeout_seconds=5)
    return replace(desk, settings=settings, clock=utc_now)


@pytest.fixture
def receiver():
    with receiving() as opened:
        yield opened


@pytest.fixture
def made(client, receiver):
    response = client.post(PATH, json={"url": receiver.url, "tags": ["depots"], "statuses": ["confirmed"]})
    assert response.status_code == 201, response.text
    assert response.headers["Location"] == f"{PATH}/{response.get_json()['id']}"
    return response.get_json()


def test_a_secret_is_shown_once_and_masked_ever_after(client, made):
    secret = made["secret"]
    assert secret.startswith("whsec_")
    masked = f"whsec_…{secret[-4:]}"
    assert client.get(f"{PATH}/{made['id']}").get_json() == made | {"secret": masked}
    told = client.get(PATH)
    assert told.get_json() == {"items": [made | {"secret": masked}], "next": None}
    for response in (told, client.get("/metrics"), client.get(f"{PATH}/{made['id']}/deliveries")):
        assert secret.removeprefix("whsec_") not in response.text


def test_a_change_reaches_the_receiver_and_the_list_of_deliveries(client, desk, claim, made, receiver):
    client.post("/api/v1/articles", json=OFFICIAL)
    deliver_due(desk, desk.clock())
    (post,) = receiver.posts
    event = Webhook(made["secret"]).verify(post.body, post.headers)
    assert (event["type"], event["data"]["claim_id"]) == ("claim.status_changed", claim["id"])
    (delivery,) = client.get(f"{PATH}/{made['id']}/deliveries").get_json()["items"]
    assert delivery["webhook_id"] == post.headers["webhook-id"]
    assert (delivery["state"], delivery["attempts"], delivery["next_attempt_at"]) == ("delivered", 1, None)


def test_a_delivery_is_replayed(client, desk, claim, made, receiver):
    client.post("/api/v1/articles", json=OFFICIAL)
    deliver_due(desk, desk.clock())
    (delivery,) = client.get(f"{PATH}/{made['id']}/deliveries").get_json()["items"]
    response = client.post(f"/api/v1/deliveries/{delivery['id']}/replay")
    assert (response.status_code, response.get_json()["state"]) == (202, "waiting")
    deliver_due(desk, desk.clock())
    assert len(receiver.posts) == 2
    assert len(set(receiver.ids())) == 1
    assert client.post("/api/v1/deliveries/d404/replay").status_code == 404


def test_a_test_is_sent_at_once_and_signed(client, made, receiver):
    response = client.post(f"{PATH}/{made['id']}/test")
    assert response.get_json() == {"delivered": True, "error": None}
    (post,) = receiver.posts
    assert Webhook(made["secret"]).verify(post.body, post.headers)["type"] == "subscription.test"


def test_a_disabled_subscription_says_why_and_a_test_that_is_taken_puts_it_back(client, desk, claim, made, receiver):
    receiver.answers = [answer(410), answer(500), answer(200)]
    client.post("/api/v1/articles", json=OFFICIAL)
    deliver_due(desk, desk.clock())
    told = client.get(f"{PATH}/{made['id']}").get_json()
    assert told["disabled_at"] is not None
    assert told["disabled_because"] == "It answered 410: it wants no more."
    (delivery,) = client.get(f"{PATH}/{made['id']}/deliveries").get_json()["items"]
    assert client.post(f"/api/v1/deliveries/{delivery['id']}/replay").status_code == 409
    assert client.post(f"{PATH}/{made['id']}/test").get_json() == {"delivered": False, "error": "It answered 500."}
    assert client.get(f"{PATH}/{made['id']}").get_json()["disabled_at"] is not None
    assert client.post(f"{PATH}/{made['id']}/test").get_json()["delivered"]
    assert client.get(f"{PATH}/{made['id']}").get_json()["disabled_at"] is None
    assert client.post(f"/api/v1/deliveries/{delivery['id']}/replay").status_code == 202


def test_a_removed_subscription_is_gone(client, made):
    assert client.delete(f"{PATH}/{made['id']}").status_code == 204
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/test"), ("GET", "/deliveries")):
        assert client.open(f"{PATH}/{made['id']}{path}", method=method).status_code == 404


def test_mail_is_subscribed_to_where_a_server_is_set(app, client, desk):
    assert client.post(PATH, json={"mail": "mara@news.example"}).status_code == 422
    with mailbox() as box:
        settings = replace(desk.settings, smtp_url=f"smtp://{box.url}", mail_from="desk@claims.example")
        keep_desk(app, replace(desk, settings=settings))
        made = client.post(PATH, json={"mail": "mara@news.example"}).get_json()
        assert (made["mail"], made["url"], made["secret"]) == ("mara@news.example", None, None)
        assert client.post(f"{PATH}/{made['id']}/test").get_json()["delivered"]
    assert len(box.mails) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "url"),
        ({"url": "https://hooks.example/", "mail": "a@b.example"}, "url"),
        ({"url": "http://hooks.example/"}, "url"),
        ({"url": "https://10.0.0.1/"}, "url"),
        ({"url": "https://user:hush@hooks.example/"}, "url"),
        ({"url": "hooks"}, "url"),
        ({"mail": "a@b.example\r\nBcc: c@d.example"}, "mail"),
        ({"url": "https://hooks.example/", "claims": ["c404"]}, "claims"),
        ({"url": "https://hooks.example/", "statuses": ["maybe"]}, "statuses.0"),
        ({"url": "https://hooks.example/", "events": ["claim.deleted"]}, "events.0"),
        ({"url": "https://hooks.example/", "tags": ["x"] * 101}, "tags"),
        ({"url": "https://hooks.example/", "tags": [" "]}, "tags.0"),
        ({"url": "https://hooks.example/", "secret": "whsec_mine"}, "secret"),
    ],
)
def test_what_cannot_be_subscribed_to_is_named_and_nothing_is_kept(client, body, field):
    response = client.post(PATH, json=body)
    assert response.status_code == 422
    assert field in response.get_json()["errors"]
    assert "hush" not in response.text
    assert client.get(PATH).get_json()["items"] == []


def test_neither_secret_nor_address_is_logged(client, made, capfd):
    client.get(f"{PATH}/{made['id']}")
    client.post(f"{PATH}/{made['id']}/test")
    logged = capfd.readouterr().err
    assert made["secret"].removeprefix("whsec_") not in logged
    assert "/hook" not in logged


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", PATH),
        ("POST", PATH),
        ("GET", f"{PATH}/s1"),
        ("DELETE", f"{PATH}/s1"),
        ("POST", f"{PATH}/s1/test"),
        ("GET", f"{PATH}/s1/deliveries"),
        ("POST", "/api/v1/deliveries/d1/replay"),
    ],
)
def test_all_of_it_needs_a_key_of_an_administrator(desk, public, method, path):
    key, _ = create_key(desk, "review", Scope.REVIEW)
    assert public.open(path, method=method, headers={"Authorization": f"Bearer {key}"}).status_code == 403


def test_an_export_has_none_of_it(client, desk, claim, made):
    from claims.services.exchange import export_ledger

    client.post("/api/v1/articles", json=OFFICIAL)
    lines = list(export_ledger(desk))
    assert {json.loads(line)["type"] for line in lines} <= {"article", "claim", "appearance", "evidence", "change"}
    assert not any("whsec" in line or made["id"] in line for line in lines)


def test_deliveries_are_among_the_figures(client, desk, claim, made):
    client.post("/api/v1/articles", json=OFFICIAL)
    told = client.get("/metrics").text
    assert 'claimdesk_deliveries{state="waiting"} 1.0' in told
    assert "claimdesk_subscriptions_disabled 0.0" in told
