"""Feeds: added, listed, tried, removed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from claims.domain.run import Scope
from claims.services.access import create_key
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.feeds import poll_feeds
from claims.web.current import keep_desk
from tests.api import shapes
from tests.api.conftest import NOW
from tests.api.shapes import keys
from tests.loopback import Site, answer, serving
from tests.services.polled import item, rss, story


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    site.pages["/feed.xml"] = rss(item(1, story(1)), item(2))
    with serving(site) as port:
        site.at = f"http://localhost:{port}"
        yield site


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    settings = replace(desk.settings, fetch_allow_hosts=("localhost",), fetch_gap_seconds=0.0)
    opened = open_desk(settings, clock=lambda: NOW)
    yield opened
    close_desk(opened)


def add(client: FlaskClient, site: Site, path: str = "/feed.xml", **more: Any) -> dict[str, Any]:
    response = client.post("/api/v1/feeds", json={"address": f"{site.at}{path}", **more})
    assert response.status_code == 201, response.text
    told: dict[str, Any] = response.get_json()
    return told


def test_a_feed_is_added_listed_and_removed(client: FlaskClient, site: Site) -> None:
    feed = add(client, site, interval_minutes=30)
    assert keys(feed) == shapes.FEED
    assert (feed["title"], feed["kind"], feed["state"], feed["interval_minutes"]) == ("Harbour Post", "rss", "new", 30)
    assert feed["next_poll_at"] == "2024-06-03T09:00:00Z"
    assert client.get("/api/v1/feeds").get_json() == {"items": [feed], "next": None}
    assert client.delete(f"/api/v1/feeds/{feed['id']}").status_code == 204
    assert client.get("/api/v1/feeds").get_json()["items"] == []
    assert client.delete(f"/api/v1/feeds/{feed['id']}").status_code == 404


def test_a_feed_is_on_the_list_once(client: FlaskClient, site: Site) -> None:
    feed = add(client, site)
    again = client.post("/api/v1/feeds", json={"address": feed["address"], "title": "The Post"})
    assert again.status_code == 200
    assert again.get_json() == feed | {"title": "The Post"}


def test_feeds_come_in_pages(client: FlaskClient, site: Site) -> None:
    for number in range(4):
        site.pages[f"/{number}"] = rss()
        add(client, site, f"/{number}")
    first = client.get("/api/v1/feeds").get_json()
    assert len(first["items"]) == 3
    rest = client.get(f"/api/v1/feeds?cursor={first['next']}").get_json()
    assert (len(rest["items"]), rest["next"]) == (1, None)


def test_a_feed_is_tried_and_nothing_is_stored(client: FlaskClient, site: Site) -> None:
    feed = add(client, site)
    trial = client.post(f"/api/v1/feeds/{feed['id']}/test").get_json()
    assert keys(trial) == shapes.FEED_TRIAL
    assert (trial["entries"], trial["newest"]) == (2, "2025-06-29T08:00:00Z")
    assert [keys(entry) for entry in trial["takes"]] == [shapes.FEED_ENTRY] * 2
    assert [entry["has_text"] for entry in trial["takes"]] == [False, True]
    assert client.get("/api/v1/articles").get_json()["items"] == []
    site.pages["/feed.xml"] = answer(b"", 500)
    failed = client.post(f"/api/v1/feeds/{feed['id']}/test")
    assert (failed.status_code, failed.get_json()["type"]) == (502, "/problems/fetch-failed")
    assert client.post("/api/v1/feeds/f0/test").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http://169.254.169.254/feed", 502),
        ("http://127.0.0.1/feed", 502),
        ("{at}/none", 502),
        ("{at}/page", 422),
        ("/etc", 422),
        ("file:///etc/passwd", 422),
        ("", 422),
    ],
)
def test_what_is_no_feed_is_refused(client: FlaskClient, site: Site, address: str, status: int) -> None:
    site.pages["/page"] = answer(b"<html><body>Hello</body></html>")
    response = client.post("/api/v1/feeds", json={"address": address.format(at=site.at)})
    assert response.status_code == status
    assert client.get("/api/v1/feeds").get_json()["items"] == []


def test_an_interval_is_a_number_of_minutes_within_bounds(client: FlaskClient, site: Site) -> None:
    for minutes in (0, 4, 20_000, "30", 30.5):
        body = {"address": f"{site.at}/feed.xml", "interval_minutes": minutes}
        response = client.post("/api/v1/feeds", json=body)
        assert (response.status_code, list(response.get_json()["errors"])) == (422, ["interval_minutes"])


def test_feeds_are_changed_by_an_admin_and_seen_by_every_key(desk: Desk, public: FlaskClient) -> None:
    def headers(scope: Scope) -> dict[str, str]:
        return {"Authorization": f"Bearer {create_key(desk, scope, scope)[0]}"}

    reader, reviewer = headers(Scope.READ), headers(Scope.REVIEW)
    assert public.get("/api/v1/feeds", headers=reader).status_code == 200
    assert public.post("/api/v1/feeds", json={"address": "http://a.example/"}, headers=reviewer).status_code == 403
    assert public.delete("/api/v1/feeds/f1", headers=reviewer).status_code == 403
    assert public.post("/api/v1/feeds/f1/test", headers=reviewer).status_code == 403
    assert public.delete("/api/v1/feeds/f1", headers=headers(Scope.ADMIN)).status_code == 404


def test_the_figures_tell_which_feeds_fail(app: Flask, client: FlaskClient, desk: Desk, site: Site) -> None:
    site.pages["/bad"] = rss()
    good, bad = add(client, site)["id"], add(client, site, "/bad")["id"]
    site.pages["/bad"] = answer(b"", 410)
    keep_desk(app, desk)
    poll_feeds(desk, NOW)
    told = client.get("/metrics").text
    assert 'claimdesk_feeds{state="ok"} 1.0' in told
    assert 'claimdesk_feeds{state="set_aside"} 1.0' in told
    assert 'claimdesk_feeds{state="failing"} 0.0' in told
    assert f'claimdesk_feed_failures{{feed="{good}"}} 0.0' in told
    assert f'claimdesk_feed_failures{{feed="{bad}"}} 1.0' in told
    assert f'claimdesk_feed_last_read_timestamp_seconds{{feed="{good}"}} 1.7174052e+09' in told
    aside = next(feed for feed in client.get("/api/v1/feeds").get_json()["items"] if feed["id"] == bad)
    assert (aside["state"], aside["next_poll_at"]) == ("set aside", None)
    assert "410 Gone" in aside["last_error"]
