"""The re-check by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from claims.domain.run import Run
from claims.services import looking
from claims.services.desk import Desk
from claims.services.recheck import recheck
from tests.api import shapes
from tests.api.shapes import keys


def test_an_overdue_promise_is_found(client: FlaskClient, add_claim: Callable[..., dict[str, Any]]) -> None:
    claim = add_claim(deadline="2024-04-30")
    report = client.post("/api/v1/recheck", json={"as_of": "2024-06-01"}).get_json()
    assert keys(report) == shapes.REPORT
    assert (report["as_of"], report["dry_run"]) == ("2024-06-01T23:59:59Z", False)
    assert report["looked_at"] == 1
    seen = client.get(f"/api/v1/claims/{claim['id']}").get_json()
    assert seen["overdue"] is True
    assert all(keys(change) == shapes.REPORT_CHANGE for change in report["changes"])


def test_a_dry_run_reports_and_writes_nothing(client: FlaskClient, add_claim: Callable[..., dict[str, Any]]) -> None:
    claim = add_claim(deadline="2024-12-31")
    report = client.post("/api/v1/recheck", json={"as_of": "2025-02-01", "dry_run": True}).get_json()
    (change,) = report["changes"]
    assert keys(change) == shapes.REPORT_CHANGE
    assert keys(change["claim"]) == shapes.CLAIM
    assert (change["from"], change["to"], change["rule"], change["overdue"]) == ("pending", "pending", "overdue", True)
    assert client.get(f"/api/v1/claims/{claim['id']}").get_json() == claim
    assert client.get("/api/v1/stats").get_json()["last_run"] is None


def test_a_run_without_a_body_looks_at_what_is_due(client: FlaskClient) -> None:
    report = client.post("/api/v1/recheck").get_json()
    assert (report["looked_at"], report["changes"]) == (0, [])
    assert client.get("/api/v1/stats").get_json()["last_run"]["id"] == report["run_id"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_run_as_of_the_edge_of_time_is_a_run(client: FlaskClient, claim: dict[str, Any], day: str) -> None:
    report = client.post("/api/v1/recheck", json={"as_of": day}).get_json()
    assert (report["as_of"][:10], report["looked_at"]) == (day, 1 if day > claim["claimed_at"] else 0)


def test_a_run_can_be_limited(client: FlaskClient, add_claim: Callable[..., dict[str, Any]]) -> None:
    for n in range(3):
        add_claim(text=f"Norvale will open depot {n} in Haverby.")
    assert client.post("/api/v1/recheck", json={"as_of": "2024-06-02", "limit": 2}).get_json()["looked_at"] == 2


def test_while_another_works_a_run_is_refused(client: FlaskClient, desk: Desk) -> None:
    with desk.store.lease_recheck():
        response = client.post("/api/v1/recheck")
    assert (response.status_code, response.get_json()["type"]) == (409, "/problems/under-way")
    assert client.post("/api/v1/recheck").status_code == 200


def test_runs_are_listed_the_newest_first(client: FlaskClient) -> None:
    ids = [client.post("/api/v1/recheck").get_json()["run_id"] for _ in range(4)]
    page = client.get("/api/v1/runs").get_json()
    assert all(keys(run) == shapes.RUN for run in page["items"])
    rest = client.get("/api/v1/runs", query_string={"cursor": page["next"]}).get_json()
    assert {run["id"] for run in page["items"] + rest["items"]} == set(ids)
    assert (len(page["items"]), rest["next"]) == (3, None)
    assert page["items"][0]["state"] == "done"


def test_claims_are_told_apart_by_whether_anything_was_found(client: FlaskClient, claim: dict[str, Any]) -> None:
    found = {
        checked: len(client.get("/api/v1/claims", query_string={"checked": checked}).get_json()["items"])
        for checked in ("never", "nothing", "found")
    }
    assert found == {"never": 0, "nothing": 1, "found": 0}
    assert client.get("/api/v1/claims?checked=maybe").status_code == 422


def test_the_figures_tell_how_the_last_run_ended_and_of_those_that_go_on(
    client: FlaskClient, desk: Desk, add_claim: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_claim()
    monkeypatch.setattr(looking, "search_articles", lambda *_: 1 / 0)
    report = recheck(replace(desk, clock=lambda: desk.clock() + timedelta(days=99)))
    assert report.errors == 1
    now = desk.clock()
    desk.store.save_run(Run(id="run0", started_at=now, as_of=now, beat_at=now))
    told = client.get("/metrics").text.splitlines()
    for line in (
        "claimdesk_last_run_errors 1.0",
        'claimdesk_last_run_state{state="done"} 1.0',
        'claimdesk_last_run_state{state="failed"} 0.0',
        "claimdesk_runs_under_way 1.0",
        "claimdesk_last_run_looked_at 0.0",
    ):
        assert line in told
