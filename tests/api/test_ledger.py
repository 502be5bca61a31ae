"""The ledger as a whole."""

from typing import Any

from flask.testing import FlaskClient

from tests.api import shapes
from tests.api.conftest import ARTICLE
from tests.api.shapes import keys


def test_publishers_with_what_they_carried(client: FlaskClient, claim: dict[str, Any]) -> None:
    client.post("/api/v1/articles", json=ARTICLE)
    told = client.get("/api/v1/publishers").get_json()
    assert keys(told) == "items next"
    assert all(keys(item) == shapes.PUBLISHER for item in told["items"])
    by_name = {item["name"]: item for item in told["items"]}
    assert by_name["Harbour Post"]["first"] == 1
    assert by_name["Ridge Courier"]["articles"] == 1
    assert by_name["Ridge Courier"]["newest"] == "2024-05-21"


def test_publishers_come_in_pages(client: FlaskClient) -> None:
    for n in range(5):
        client.post("/api/v1/articles", json={"text": f"Depot {n} opened.", "publisher": f"Courier «{n}»"})
    first = client.get("/api/v1/publishers?limit=4").get_json()
    rest = client.get("/api/v1/publishers", query_string={"limit": 4, "cursor": first["next"]}).get_json()
    assert len({item["name"] for item in first["items"] + rest["items"]}) == 5
    assert rest["next"] is None


def test_figures(client: FlaskClient, claim: dict[str, Any]) -> None:
    told = client.get("/api/v1/stats").get_json()
    assert keys(told) == shapes.STATS
    assert told["claims"] == 1
    assert told["by_status"] == {"pending": 1, "confirmed": 0, "denied": 0}
    assert told["last_run"] is None
    client.post("/api/v1/recheck")
    run = client.get("/api/v1/stats").get_json()["last_run"]
    assert keys(run) == shapes.RUN
