"""Changes as they come."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from claims.api import stream
from claims.domain.run import Scope
from claims.services.access import create_key, revoke_key
from claims.services.desk import Desk, close_desk, open_desk
from tests.api.conftest import NOW, settings_in

PATH = "/api/v1/changes/stream"
Add = Callable[..., dict[str, Any]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose clock moves: of two decisions of one instant neither is the later."""
    seconds = count()
    opened = open_desk(settings_in(tmp_path), clock=lambda: NOW + timedelta(seconds=next(seconds)))
    yield opened
    close_desk(opened)


@pytest.fixture
def stopping(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set while the server stops: a stream tells what there is and ends."""
    event = threading.Event()
    event.set()
    monkeypatch.setattr(stream, "STOPPING", event)
    return event


def decide(client: FlaskClient, claim: dict[str, Any], status: str) -> None:
    review = {"status": status, "reviewer": "Mara Lind", "reason": "So it is."}
    assert client.post(f"/api/v1/claims/{claim['id']}/reviews", json=review).status_code == 201


def events(text: str) -> list[dict[str, str]]:
    """The events of a stream, each with its fields; what has no data is none."""
    blocks = [dict(line.split(": ", 1) for line in block.splitlines()) for block in text.split("\n\n") if block]
    return [block for block in blocks if "data" in block]


def recorded(client: FlaskClient, claim: dict[str, Any]) -> list[str]:
    """The ids of the changes of a claim, in the order of their recording."""
    return [line["id"] for line in client.get(f"/api/v1/claims/{claim['id']}/history").get_json()["items"]]


@pytest.mark.usefixtures("stopping")
def test_it_goes_on_behind_the_last_event(client: FlaskClient, claim: dict[str, Any]) -> None:
    for status in ("denied", "confirmed", "pending"):
        decide(client, claim, status)
    first, *others = recorded(client, claim)
    listed = {change["id"]: change for change in client.get("/api/v1/changes").get_json()["items"]}
    answer = client.get(PATH, headers={"Last-Event-ID": first})
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/event-stream", "no-store")
    assert answer.text.startswith("retry: 5000\n\n")
    told = events(answer.text)
    assert [each["id"] for each in told] == others
    assert [json.loads(each["data"]) for each in told] == [listed[change_id] for change_id in others]
    assert {each["event"] for each in told} == {"change"}


@pytest.mark.usefixtures("stopping")
def test_without_one_it_begins_now(client: FlaskClient, claim: dict[str, Any]) -> None:
    decide(client, claim, "denied")
    assert events(client.get(PATH).text) == []


@pytest.mark.usefixtures("stopping")
def test_what_is_told_can_be_chosen(client: FlaskClient, claim: dict[str, Any], add_claim: Add) -> None:
    other = add_claim(text="Norvale will close a depot in Sund by May 2025.", tags=["closures"])
    for each in (claim, other, claim):
        decide(client, each, "denied" if each is other else "confirmed")
    decide(client, claim, "pending")
    first = recorded(client, claim)[0]

    def told(query: str) -> list[str]:
        answer = client.get(f"{PATH}?{query}", headers={"Last-Event-ID": first})
        return [json.loads(event["data"])["to"] for event in events(answer.text)]

    assert told("tag=closures") == ["denied"]
    assert told(f"claim={claim['id']}") == ["pending"]
    assert told("status=pending") == ["pending"]


@pytest.mark.usefixtures("stopping")
def test_text_cannot_end_an_event(client: FlaskClient, add_claim: Add) -> None:
    claim = add_claim(claimant="Norvale\u2028\x85id: evil")
    decide(client, claim, "denied")
    decide(client, claim, "confirmed")
    first, second = recorded(client, claim)
    answer = client.get(PATH, headers={"Last-Event-ID": first})
    (event,) = events(answer.text.replace("\u2028", "?").replace("\x85", "?"))
    assert event["id"] == second


@pytest.mark.parametrize("given", ["h404", "a" * 101, "caf\xe9"])
def test_an_event_that_never_was_is_refused(client: FlaskClient, given: str) -> None:
    response = client.get(PATH, headers={"Last-Event-ID": given})
    assert (response.status_code, list(response.get_json()["errors"])) == (422, ["Last-Event-ID"])


def test_only_so_many_watch_at_once(desk: Desk) -> None:
    client = create_app(desk=replace(desk, settings=replace(desk.settings, streams=1))).test_client()
    for _ in range(2):
        with closing(client.get(PATH)) as first:
            assert first.status_code == 200
            refused = client.get(PATH)
            assert (refused.status_code, refused.get_json()["type"]) == (503, "/problems/busy")
            assert refused.headers["Retry-After"] == "5"
    assert [client.head(PATH).status_code for _ in range(3)] == [200] * 3


def test_it_ends_with_its_key(desk: Desk, public: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.0)
    monkeypatch.setattr(stream, "_LOOK_EVERY", 0.01)
    secret, key = create_key(desk, "desk", Scope.READ)
    with closing(public.get(PATH, headers={"Authorization": f"Bearer {secret}"})) as answer:
        chunks: Iterator[bytes] = iter(answer.response)
        assert [next(chunks) for _ in range(2)] == [b"retry: 5000\n\n", b": nothing new\n\n"]
        revoke_key(desk, key.prefix)
        assert sum(1 for _ in chunks) <= 1
