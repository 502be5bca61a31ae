"""Articles are withdrawn and put back, and statuses asked for by either clock, over HTTP."""

import pytest

from tests.api.conftest import ARTICLE

OFFICIAL = "Norvale said it opened its second depot in Haverby on Monday."
WHY = {"reason": "The page was a hoax.", "reviewer": "Mara Lind"}


@pytest.fixture
def article(client, claim):
    response = client.post("/api/v1/articles", json=ARTICLE | {"text": OFFICIAL})
    assert [change["to"] for change in response.get_json()["status_changes"]] == ["confirmed"]
    return f"/api/v1/articles/{response.get_json()['article']['id']}"


def test_a_withdrawn_article_no_longer_counts_and_says_so(client, claim, article):
    response = client.delete(article, json=WHY)
    assert response.status_code == 200
    (change,) = response.get_json()["status_changes"]
    assert (change["claim_id"], change["from"], change["to"]) == (claim["id"], "confirmed", "pending")
    (withdrawal,) = client.get(article).get_json()["withdrawals"]
    assert (withdrawal["reason"], withdrawal["reviewer"], withdrawal["undone_at"]) == (
        WHY["reason"],
        "Mara Lind",
        None,
    )
    history = client.get(f"/api/v1/claims/{claim['id']}/history").get_json()["items"]
    assert [(line["to"], line["cause"], line["made_by"]) for line in history] == [
        ("confirmed", "article", None),
        ("pending", "withdrawal", "Mara Lind"),
    ]


def test_put_back_it_counts_again(client, claim, article):
    client.delete(article, json=WHY)
    (change,) = client.post(f"{article}/restore", json={"reason": "It was genuine."}).get_json()["status_changes"]
    assert change["to"] == "confirmed"


def test_a_reason_is_needed(client, article):
    response = client.delete(article, json={"reviewer": "Mara Lind"})
    assert response.status_code == 422
    assert "reason" in response.get_json()["errors"]


def test_twice_is_a_conflict_and_an_unknown_one_not_found(client, article):
    client.delete(article, json=WHY)
    assert client.delete(article, json=WHY).status_code == 409
    assert client.delete("/api/v1/articles/a404", json=WHY).status_code == 404


def test_what_the_ledger_had_not_been_told_is_not_shown(client, claim, article):
    path = f"/api/v1/claims/{claim['id']}"
    told = client.get(path, query_string={"as_of": "2024-05-30", "known_at": "2024-06-03"}).get_json()
    assert told["status"] == "confirmed"
    response = client.get(path, query_string={"as_of": "2024-05-30", "known_at": "2024-06-02"})
    assert response.status_code == 404
    assert "not on the ledger" in response.get_json()["detail"]
    before = client.get(f"{path}/evidence", query_string={"as_of": "2024-05-20"}).get_json()
    assert before["items"] == []
    assert len(client.get(f"{path}/evidence", query_string={"as_of": "2024-05-21"}).get_json()["items"]) == 1
    assert client.get(f"{path}/history", query_string={"as_of": "2024-05-20"}).get_json()["items"] == []


def test_the_origins_are_a_tree(client, claim, article):
    told = client.get(f"/api/v1/claims/{claim['id']}/origins").get_json()
    (tree,) = told["origins"]
    assert (told["claim_id"], tree["name"], tree["articles"]) == (claim["id"], "Ridge Courier", 1)
    (node,) = tree["led_here"]
    assert (node["stance"], node["counts"], node["led_here"]) == ("supports", True, [])
