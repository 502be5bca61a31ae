"""What people do with a claim, each with name and reason, and each taken back."""

from dataclasses import replace

import pytest

from app import create_app
from claims.domain.claim import TrackedClaim
from claims.domain.run import Scope
from claims.domain.verdict import Status
from claims.services.access import create_key
from claims.services.desk import Desk
from claims.services.ledger import get_claim
from tests.pages.browsing import ACCEPT, Shown, Visitor
from tests.pages.conftest import Newsroom

BY = {"reviewer": "Ann", "reason": "Read the filing."}


@pytest.fixture
def page(visitor: Visitor, story: TrackedClaim) -> Shown:
    return visitor.go(f"/claims/{story.claim.id}")


def undone(page: Shown) -> Shown:
    """The page after a click on Undo."""
    (action,) = page.find("//div[@role='status']//form[button='Undo']/@action")
    return page.send(action)


def correcting(page: Shown, stance: str) -> str:
    """Where the form is sent that corrects the passage which has this stance now."""
    return page.find(f"//form[.//option[@selected]='{stance}']/@action")[0]


def test_a_decision_stands_and_is_undone_with_one_click(desk: Desk, page: Shown, story: TrackedClaim) -> None:
    after = page.send("/decide", status="denied", **BY)
    assert "Decided: denied." in after.text
    assert "Ann decided this on 2026-05-04: Read the filing." in after.text
    assert get_claim(desk, story.claim.id).verdict.status is Status.DENIED
    again = undone(after)
    assert "Taken back: the claim stands confirmed again." in again.text
    assert get_claim(desk, story.claim.id).verdict.status is Status.CONFIRMED


def test_a_decision_can_be_taken_back_later(page: Shown, visitor: Visitor, story: TrackedClaim) -> None:
    page.send("/decide", status="denied", **BY)
    later = visitor.go(f"/claims/{story.claim.id}")
    assert "Ann decided denied" in later.text
    assert later.send("take-back", reviewer="Ann", reason=" ").status == 422
    after = later.send("take-back", reviewer="Ben", reason="It was another filing.")
    assert "stands confirmed again" in after.text
    assert "Ben took back what Ann decided (denied): It was another filing." in after.text


def test_the_name_is_remembered_for_the_next_decision(page: Shown) -> None:
    after = page.send("/decide", status="denied", **BY)
    assert set(after.find("//input[@name='reviewer']/@value")) == {"Ann"}


def test_a_stance_is_corrected_and_undone(desk: Desk, page: Shown, story: TrackedClaim) -> None:
    after = page.send(correcting(page, "supports"), stance="refutes", **BY)
    assert "Corrected: the passage refutes." in after.text
    assert "Ann says that it refutes" in after.text
    assert get_claim(desk, story.claim.id).verdict.status is Status.DENIED
    undone(after)
    assert get_claim(desk, story.claim.id).verdict.status is Status.CONFIRMED


def test_a_match_is_rejected_and_undone(desk: Desk, page: Shown, story: TrackedClaim) -> None:
    after = page.send(correcting(page, "supports"), stance="rejected", **BY)
    assert "Ann says that it is not about this claim" in after.text
    assert get_claim(desk, story.claim.id).verdict.status is Status.PENDING
    undone(after)
    assert get_claim(desk, story.claim.id).verdict.status is Status.CONFIRMED


def test_a_claim_is_merged_into_another_and_the_two_are_parted_again(
    newsroom: Newsroom, desk: Desk, page: Shown, visitor: Visitor, story: TrackedClaim
) -> None:
    other = newsroom.claim("Corvo Foods takes over Merrow & Daughters.", "2026-03-01")
    after = page.send("/merge", into=f"http://localhost/claims/{other.claim.id}", **BY)
    assert after.response.request.path == f"/claims/{other.claim.id}"
    assert get_claim(desk, story.claim.id).merged_into == other.claim.id
    assert "found to be another one" in visitor.go(f"/claims/{story.claim.id}").text
    undone(after)
    assert get_claim(desk, story.claim.id).merged_into is None


def test_a_merge_can_be_undone_later(
    newsroom: Newsroom, desk: Desk, page: Shown, visitor: Visitor, story: TrackedClaim
) -> None:
    other = newsroom.claim("Corvo Foods takes over Merrow & Daughters.", "2026-03-01")
    page.send("/merge", into=other.claim.id, **BY)
    later = visitor.go(f"/claims/{story.claim.id}")
    assert "The merge was undone." in later.send("regroupings", **BY).text
    assert get_claim(desk, story.claim.id).merged_into is None


def test_tags_are_set_with_a_reason_and_set_back(desk: Desk, page: Shown, story: TrackedClaim) -> None:
    after = page.send("/tags", tags="food, deals, food", **BY)
    assert get_claim(desk, story.claim.id).claim.tags == ("food", "deals")
    assert "Tags changed by Ann: Read the filing." in after.text
    undone(after)
    assert get_claim(desk, story.claim.id).claim.tags == ()


def test_what_was_done_has_room_in_a_cookie(newsroom: Newsroom, page: Shown) -> None:
    other = newsroom.claim("Corvo Foods takes over Merrow & Daughters. " * 40, "2026-03-01")
    many = ", ".join(f"tag number {number} {hash(number * 10**9)}" for number in range(50))
    page.send("/tags", tags=many, **BY)
    assert "The tags are set." in page.send("/tags", tags="one", **BY).text
    assert "Merged: it goes on as" in page.send("/merge", into=other.claim.id, **BY).text


def test_the_origin_of_one_passage_is_corrected_and_taken_back(page: Shown) -> None:
    after = page.send("/origin", origin="Associated Press", **BY)
    assert "Corrected: it comes from ap." in after.text
    assert "Ann found that it comes from ap: Read the filing." in after.text
    assert "Its origin is Ann’s" in after.text
    again = after.send("/take-back", **BY)
    assert "found that it comes from" not in again.text
    assert page.send("/origin", origin=" ", **BY).status == 422


def test_a_claim_is_watched_by_mail_and_no_more(desk: Desk, newsroom: Newsroom) -> None:
    settings = replace(desk.settings, smtp_url="smtp://127.0.0.1:1", mail_from="desk@claims.example")
    story = newsroom.story()
    visitor = Visitor(create_app(desk=replace(desk, settings=settings)).test_client())
    page = visitor.go(f"/claims/{story.claim.id}")
    after = page.send("/watch", mail="ann@paper.example", **BY)
    assert "ann@paper.example will be told" in after.text
    (kept,) = desk.store.subscriptions()
    assert kept.wanted.claim_ids == (story.claim.id,)
    assert (kept.made_by, kept.reason) == (BY["reviewer"], BY["reason"])
    ended = visitor.go(f"/claims/{story.claim.id}").send("/end")
    assert "ann@paper.example will be told no more." in ended.text
    assert desk.store.subscriptions() == []
    assert "will be told when" in ended.send("/watch").text
    assert [each.mail for each in desk.store.subscriptions()] == ["ann@paper.example"]


def test_where_no_mail_can_be_sent_watching_says_why(page: Shown) -> None:
    refused = page.send("/watch", mail="ann@paper.example", **BY)
    assert refused.status == 422
    assert "CLAIMS_SMTP_URL" in refused.text


@pytest.mark.parametrize("missing", ["reviewer", "reason"])
@pytest.mark.parametrize("action", ["/decide", "/correct", "/origin", "/merge", "/tags", "/watch"])
def test_each_asks_for_name_and_reason(page: Shown, action: str, missing: str, desk: Desk, story: TrackedClaim) -> None:
    before = get_claim(desk, story.claim.id)
    refused = page.send(action, **BY | {missing: " ", "status": "denied", "into": "c1"})
    assert refused.status == 422
    assert "A decision says who made it and why." in refused.text
    assert get_claim(desk, story.claim.id) == before


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("decide", {"status": "true"}, 422),
        ("decide", {}, 422),
        ("evidence/e0/correct", {"stance": "supports"}, 404),
        ("evidence/e0/correct", {"stance": "x"}, 422),
        ("reviews/r0/take-back", {}, 404),
        ("merge", {"into": "c0"}, 404),
        ("merge", {"into": ""}, 404),
        ("regroupings/g0/undo", {}, 404),
        ("tags", {"tags": ",".join(map(str, range(51)))}, 422),
        ("watch/s0/end", {}, 404),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    page: Shown, visitor: Visitor, desk: Desk, story: TrackedClaim, action: str, fields: dict[str, str], status: int
) -> None:
    token = page.find("//input[@name='csrf']/@value")[0]
    before = get_claim(desk, story.claim.id)
    refused = visitor.post(f"/claims/{story.claim.id}/{action}", csrf=token, **BY, **fields)
    assert refused.status_code == status
    assert get_claim(desk, story.claim.id) == before


def test_back_leads_to_no_other_site(page: Shown, visitor: Visitor, story: TrackedClaim) -> None:
    token = page.find("//input[@name='csrf']/@value")[0]
    fields = {"csrf": token, "status": "denied", "back": "https://evil.example/", **BY}
    answer = visitor.client.post(f"/claims/{story.claim.id}/decide", data=fields, headers=ACCEPT)
    assert answer.headers["Location"] == f"/claims/{story.claim.id}"


# keys


@pytest.mark.parametrize(
    ("action", "needed"),
    [
        ("decide", Scope.REVIEW),
        ("evidence/e0/correct", Scope.REVIEW),
        ("reviews/r0/take-back", Scope.REVIEW),
        ("merge", Scope.REVIEW),
        ("regroupings/g0/undo", Scope.REVIEW),
        ("tags", Scope.WRITE),
        ("watch", Scope.ADMIN),
        ("watch/s0/end", Scope.ADMIN),
    ],
)
def test_each_needs_its_scope(desk: Desk, stranger: Visitor, story: TrackedClaim, action: str, needed: Scope) -> None:
    for scope in Scope:
        key, _ = create_key(desk, scope, scope)
        page = stranger.go("/sign-in").send("sign-in", key=key)
        token = page.find("//input[@name='csrf']/@value")[0]
        answer = stranger.post(f"/claims/{story.claim.id}/{action}", csrf=token)
        assert (answer.status_code == 403) is not scope.allows(needed), scope


def test_only_what_may_be_done_is_offered(desk: Desk, stranger: Visitor, story: TrackedClaim) -> None:
    offered = {}
    for scope in Scope:
        key, _ = create_key(desk, scope, scope)
        stranger.go("/sign-in").send("sign-in", key=key)
        page = stranger.go(f"/claims/{story.claim.id}")
        actions = (form.get("action").rpartition("/")[2] for form in page.tree.forms if form.method == "POST")
        offered[scope] = set(actions) - {"sign-out"}
    assert offered[Scope.READ] == set()
    assert offered[Scope.WRITE] == {"tags"}
    assert offered[Scope.REVIEW] == {"tags", "decide", "merge", "correct", "origin"}
    assert offered[Scope.ADMIN] == {"tags", "decide", "merge", "correct", "origin", "watch"}
