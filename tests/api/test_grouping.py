"""Merge, split, undo and variants, over HTTP."""

import pytest

BY = {"reviewer": "J. Marsh", "reason": "The same announcement."}
TOLD = "Ostrava Ferries will open a new terminal in Lindholm in May 2025."


def report(client, text, day, publisher):
    sent = {"text": text, "published_at": day, "publisher": publisher}
    return client.post("/api/v1/articles", json=sent).json


@pytest.fixture
def two(client):
    """The ids of two claims."""
    other = "Carra Works will build a ferry terminal in Lindholm for $40 million."
    one = report(client, TOLD, "2024-02-03", "Harbour Log")["claims"][0]["id"]
    return one, report(client, other, "2024-02-05", "Dale Post")["claims"][0]["id"]


def test_a_merged_claim_answers_as_the_one_that_stands_for_it(client, two):
    one, other = two
    made = client.post(f"/api/v1/claims/{other}/merge", json={"into": one, **BY})
    assert made.status_code == 201
    assert (made.json["kind"], made.json["claim"]["merged_into"], made.json["other"]["id"]) == ("merge", one, one)
    told = client.get(f"/api/v1/claims/{other}").json
    assert (told["id"], told["merged_into"], told["appearances"]) == (other, one, 2)
    for part in ("evidence", "history", "appearances", "regroupings"):
        shown = [client.get(f"/api/v1/claims/{claim}/{part}").json for claim in two]
        assert shown[0] == shown[1]
    assert [c["id"] for c in client.get("/api/v1/claims").json["items"]] == [one]
    refused = client.patch(f"/api/v1/claims/{other}", json={"tags": ["x"]}, headers={"If-Match": "*"})
    assert (refused.status_code, one in refused.json["detail"]) == (409, True)


def test_a_merge_can_be_undone(client, two):
    one, other = two
    made = client.post(f"/api/v1/claims/{other}/merge", json={"into": one, **BY})
    undone = client.post(f"{made.headers['Location']}/undo", json=BY)
    assert (undone.status_code, undone.json["undone_by"]) == (200, "J. Marsh")
    assert client.get(f"/api/v1/claims/{other}").json["merged_into"] is None
    assert client.post(f"{made.headers['Location']}/undo", json=BY).status_code == 409
    notes = [line["note"] for line in client.get(f"/api/v1/claims/{one}/history").json["items"]]
    assert [bool(note) for note in notes[-2:]] == [True, True]


def test_a_claim_can_be_split(client, two):
    one, _ = two
    article = report(client, f"{TOLD} Tickets are dear.", "2024-02-07", "Sund Courier")["article"]["id"]
    made = client.post(f"/api/v1/claims/{one}/split", json={"article_ids": [article], **BY})
    assert made.status_code == 201
    assert [made.json[side]["appearances"] for side in ("claim", "other")] == [1, 1]
    variants = client.get(f"/api/v1/claims/{one}/variants").json["items"]
    assert [v["claim"]["id"] for v in variants] == [made.json["other_id"]]


def test_variants_say_in_what_they_differ(client):
    one = report(client, "The Halden deal is worth $746 million.", "2024-02-03", "Harbour Log")["claims"][0]["id"]
    report(client, "The Halden deal is worth $764 million.", "2024-02-04", "Dale Post")
    (variant,) = client.get(f"/api/v1/claims/{one}/variants").json["items"]
    assert [(c["name"], c["finding"]) for c in variant["conditions"]] == [("amount", "differs")]
    assert variant["claim"]["quantities"][0]["value"] == "764000000"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("merge", BY, 422),
        ("merge", {"into": "c0", **BY}, 404),
        ("merge", {"into": "c0", "reviewer": "J. Marsh"}, 422),
        ("split", {"article_ids": [], **BY}, 422),
        ("split", {"article_ids": ["a0"], **BY}, 422),
        ("regroupings/g0/undo", BY, 404),
    ],
)
def test_what_cannot_be_done_is_refused(client, two, path, body, status):
    assert client.post(f"/api/v1/claims/{two[0]}/{path}", json=body).status_code == status


def test_a_reprint_names_the_text_that_it_prints_again(client):
    text = f"{TOLD} It has two berths, a hall for four hundred and a road to the old town, which the council paid for."
    first = report(client, text, "2024-02-03", "Harbour Log")["article"]
    again = report(client, f"From our desk. {text}", "2024-02-04", "Dale Post")["article"]
    assert (first["reprint_of"], again["reprint_of"]) == (None, first["id"])
