"""Articles that are handed in as jobs, and what became of them."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from claims.domain.errors import FetchFailed
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.doing import do_job
from claims.services.fetch import Fetched
from claims.settings import Settings
from claims.web.current import keep_desk
from tests.api import shapes
from tests.api.conftest import ARTICLE
from tests.api.shapes import keys
from tests.loopback import a_page

URL = "https://post.example/depots"


def fetch(url: str) -> Fetched:
    if "gone" in url:
        raise FetchFailed("The page is gone.")
    return Fetched(url, "text/html", a_page(3).encode())


@pytest.fixture
def worker(desk: Desk, app: Flask) -> Desk:
    """The desk of a worker, which finds a page at every address but those that are gone."""
    keep_desk(app, finding := replace(desk, fetch=fetch))
    return finding


def handed_in(client: FlaskClient, url: str = URL, prefer: str = "respond-async") -> dict[str, Any]:
    response = client.post("/api/v1/articles", json={"url": url}, headers={"Prefer": prefer})
    assert response.status_code == 202, response.text
    assert response.headers["Preference-Applied"] == "respond-async"
    job: dict[str, Any] = response.get_json()
    assert keys(job) == shapes.JOB
    assert response.headers["Location"] == f"/api/v1/jobs/{job['id']}"
    return job


def test_an_article_is_handed_in_and_asked_for(client: FlaskClient, worker: Desk) -> None:
    job = handed_in(client)
    assert (job["kind"], job["state"], job["url"]) == ("ingest", "queued", URL)
    assert client.get(f"/api/v1/jobs/{job['id']}").get_json() == job
    do_job(worker, job["id"])
    done = client.get(f"/api/v1/jobs/{job['id']}").get_json()
    assert keys(done) == shapes.JOB
    assert (done["state"], done["problem"], done["run_id"]) == ("done", None, None)
    assert client.get(done["article"]).get_json()["id"] == done["article_id"]


def test_one_that_failed_has_the_problem(client: FlaskClient, worker: Desk) -> None:
    job = handed_in(client, "https://post.example/gone")
    do_job(worker, job["id"])
    failed = client.get(f"/api/v1/jobs/{job['id']}").get_json()
    assert (failed["state"], failed["article_id"], failed["article"]) == ("failed", None, None)
    at_once = client.post("/api/v1/articles", json={"url": "https://post.example/gone"})
    assert failed["problem"] == at_once.get_json()


@pytest.mark.parametrize(
    "prefer", ["Respond-Async", "wait=10, respond-async", "respond-async; wait=10", "respond-async="]
)
def test_the_preference_may_be_written_in_any_way(client: FlaskClient, worker: Desk, prefer: str) -> None:
    handed_in(client, prefer=prefer)


@pytest.mark.parametrize("prefer", ["", "return=minimal", "respond-asynchronously"])
def test_without_it_the_answer_is_waited_for(client: FlaskClient, worker: Desk, prefer: str) -> None:
    response = client.post("/api/v1/articles", json={"url": URL}, headers={"Prefer": prefer})
    assert response.status_code == 201
    assert "Preference-Applied" not in response.headers


def test_a_text_is_taken_in_at_once_whatever_is_preferred(client: FlaskClient) -> None:
    response = client.post("/api/v1/articles", json=ARTICLE, headers={"Prefer": "respond-async"})
    assert response.status_code == 201
    assert "Preference-Applied" not in response.headers


def test_so_is_a_page_on_a_ledger_that_no_worker_can_reach(app: Flask) -> None:
    desk = replace(open_desk(Settings(database_url="sqlite:///:memory:")), fetch=fetch)
    keep_desk(app, desk)
    response = app.test_client().post("/api/v1/articles", json={"url": URL}, headers={"Prefer": "respond-async"})
    assert response.status_code == 201
    close_desk(desk)


def test_what_is_wrong_is_told_at_once(client: FlaskClient) -> None:
    response = client.post("/api/v1/articles", json={"url": "soon"}, headers={"Prefer": "respond-async"})
    assert response.status_code == 422


def test_a_job_that_is_not_there(client: FlaskClient) -> None:
    assert client.get("/api/v1/jobs/job0").status_code == 404


def test_the_periodic_recheck_is_a_job_too(client: FlaskClient, worker: Desk) -> None:
    from claims.services.jobs import plan_recheck

    job = plan_recheck(worker)
    assert job is not None
    do_job(worker, job.id)
    told = client.get(f"/api/v1/jobs/{job.id}").get_json()
    (run,) = client.get("/api/v1/runs").get_json()["items"]
    assert (told["kind"], told["run_id"], told["article_id"], told["url"]) == ("recheck", run["id"], None, None)


def test_jobs_are_counted_by_state(client: FlaskClient, worker: Desk) -> None:
    handed_in(client)
    do_job(worker, handed_in(client)["id"])
    told = client.get("/metrics").text
    assert 'claimdesk_jobs{state="queued"} 1.0' in told
    assert 'claimdesk_jobs{state="done"} 1.0' in told
