"""The review desk: one case at a time, what differs marked, each decision with a reason and each taken back."""

from dataclasses import replace

import pytest

from app import create_app
from claims.domain.claim import TrackedClaim
from claims.domain.evidence import Stance
from claims.domain.run import Scope
from claims.domain.verdict import Rule, Status
from claims.services.access import create_key
from claims.services.desk import Desk
from claims.services.ledger import get_claim
from claims.services.recheck import recheck
from claims.services.reviewing import list_reviews
from tests.pages.browsing import Shown, Visitor, unbalanced
from tests.pages.conftest import Newsroom

BY = {"reviewer": "Ann", "reason": "Read both."}


@pytest.fixture
def disputed(newsroom: Newsroom) -> TrackedClaim:
    """A claim that one outlet supports and another refutes."""
    tracked = newsroom.claim("The Dunmere bridge collapsed on 3 March 2026", "2026-03-04")
    newsroom.article("The Dunmere bridge collapsed on 3 March 2026.", "2026-03-05", "Calder Radio")
    newsroom.article("The Dunmere bridge did not collapse on 3 March 2026.", "2026-03-05", "Vale Herald")
    return tracked


@pytest.fixture
def doubted(newsroom: Newsroom) -> TrackedClaim:
    """A claim with another amount in a passage that was a near thing."""
    tracked = newsroom.claim("Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million", "2026-03-02")
    newsroom.article(
        "Corvo Foods has agreed to buy the bakery chain Merrow & Daughters for £280 million, it said.", "2026-03-16"
    )
    for piece in newsroom.desk.store.evidence(tracked.claim.id):
        newsroom.desk.store.put_evidence(replace(piece, doubt="It was a near thing."))
    return tracked


@pytest.fixture
def overdue(newsroom: Newsroom) -> TrackedClaim:
    tracked = newsroom.claim("Lorne Bank promised to refund customers by 24 April 2026", "2026-03-02")
    recheck(newsroom.desk)
    return tracked


def decide(page: Shown, decision: str, **fields: str) -> Shown:
    """Press one of the buttons."""
    return page.send("/review/claims/", **BY, **fields, decision=decision)


def stances(desk: Desk, tracked: TrackedClaim) -> list[Stance | None]:
    return [review.stance for review in list_reviews(desk, tracked.claim.id) if review.withdrawn_at is None]


def test_where_nothing_waits_it_says_what_would_come_here(visitor: Visitor) -> None:
    page = visitor.go("/review")
    assert "Nothing waits for a person." in page.text
    assert unbalanced(page.source) == []
    assert page.find("//form[contains(@action, '/review')]") == []


def test_claim_and_passage_stand_side_by_side_and_what_differs_is_marked(
    visitor: Visitor, doubted: TrackedClaim
) -> None:
    page = visitor.go("/review")
    assert unbalanced(page.source) == []
    assert "1 case left" in page.text
    assert [mark.text for mark in page.find("//mark[@class='differs']")] == ["£310 million", "£280 million"]
    (differing,) = page.find("//tr[@class='differs']")
    assert [cell.text for cell in differing] == [
        "amount",
        "≠ differs",
        "The claim has £310 million, the passage £280 million.",
    ]
    assert page.find("//table[@class='conditions']//tr[td]")[0] is differing


def test_what_agrees_is_not_marked_as_differing(visitor: Visitor, disputed: TrackedClaim) -> None:
    page = visitor.go("/review")
    assert page.find("//mark[@class='differs']") == []
    assert [mark.text for mark in page.find("//mark[@class='date']")] == ["3 March 2026", "3 March 2026"]


def test_an_accepted_passage_is_settled_and_the_next_case_comes(
    visitor: Visitor, desk: Desk, doubted: TrackedClaim, overdue: TrackedClaim
) -> None:
    page = visitor.go("/review")
    assert "2 cases left" in page.text
    after = decide(page, "accept")
    assert "Accepted: the passage refutes." in after.text
    assert "1 case left" in after.text
    assert "Lorne Bank promised" in after.text
    assert stances(desk, doubted) == [Stance.REFUTES]


def test_a_rejected_passage_counts_no_more(visitor: Visitor, desk: Desk, doubted: TrackedClaim) -> None:
    after = decide(visitor.go("/review"), "reject")
    assert "Rejected: the passage is not about this claim." in after.text
    assert "Nothing waits for a person." in after.text
    assert get_claim(desk, doubted.claim.id).verdict.status is Status.PENDING


def test_a_stance_is_corrected(visitor: Visitor, desk: Desk, doubted: TrackedClaim) -> None:
    page = visitor.go("/review")
    offered = page.find("//fieldset[legend[contains(., 'Correct')]]//button/@value")
    assert offered == ["supports", "discusses"]
    assert "Corrected: the passage supports." in decide(page, "supports").text
    assert get_claim(desk, doubted.claim.id).verdict.status is Status.CONFIRMED


def test_of_a_dispute_one_passage_after_another_is_read_and_then_the_claim_is_decided(
    visitor: Visitor, desk: Desk, disputed: TrackedClaim
) -> None:
    page = visitor.go("/review")
    first = page.find("//input[@name='evidence_id']/@value")
    page = decide(page, "accept")
    assert page.find("//input[@name='evidence_id']/@value") != first
    page = decide(page, "accept")
    assert "Decide where the claim stands" in page.text
    assert "Or decide" not in page.text
    assert "Nothing waits for a person." in decide(page, "denied").text
    verdict = get_claim(desk, disputed.claim.id).verdict
    assert (verdict.status, verdict.rule) == (Status.DENIED, Rule.REVIEW)


def test_a_passage_of_a_case_can_be_chosen(visitor: Visitor, disputed: TrackedClaim) -> None:
    page = visitor.go("/review")
    (other,) = page.find("//nav[@aria-label='Passages of this case']//a[not(@aria-current)]/@href")
    chosen = visitor.go(other)
    assert chosen.find("//input[@name='evidence_id']/@value")[0] in other


def test_a_promise_that_ran_out_is_decided(visitor: Visitor, desk: Desk, overdue: TrackedClaim) -> None:
    page = visitor.go("/review")
    assert "No article on file says what came of it." in page.text
    assert page.find("//button[@value='accept']") == []
    decide(page, "confirmed")
    assert get_claim(desk, overdue.claim.id).verdict.status is Status.CONFIRMED


def test_skipping_goes_on_and_ends_with_what_was_skipped(
    visitor: Visitor, disputed: TrackedClaim, overdue: TrackedClaim
) -> None:
    page = visitor.go("/review")
    page = visitor.go(page.find("//a[@data-key='s']/@href")[0])
    assert "1 case left" in page.text
    assert "1 skipped" in page.text
    assert "Lorne Bank promised" in page.text
    page = visitor.go(page.find("//a[@data-key='s']/@href")[0])
    assert "That was the last case. 2 cases were skipped and still wait." in page.text


def test_decisions_are_taken_back_one_after_another_and_their_case_comes_again(
    visitor: Visitor, desk: Desk, doubted: TrackedClaim, overdue: TrackedClaim
) -> None:
    page = decide(visitor.go("/review"), "reject")
    page = decide(page, "denied")
    assert "Nothing waits" in page.text
    page = page.send("/review/undo")
    assert "Taken back: the claim stands overdue." in page.text
    assert "Lorne Bank promised" in page.text
    page = page.send("/review/undo")
    assert "Taken back: the claim stands denied." in page.text
    assert "£280 million" in page.text
    assert stances(desk, doubted) == []
    assert page.find("//form[contains(@action, '/undo')]") == []
    refused = visitor.post("/review/undo", csrf=page.find("//input[@name='csrf']/@value")[0], **BY)
    assert refused.status_code == 422
    assert "Nothing that was decided here is left" in refused.text


def test_name_and_reason_are_kept_for_the_next_case(
    visitor: Visitor, doubted: TrackedClaim, overdue: TrackedClaim
) -> None:
    after = decide(visitor.go("/review"), "accept")
    assert after.find("//input[@id='reviewer']/@value") == ["Ann"]
    assert after.find("//input[@id='reason']/@value") == ["Read both."]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"reason": " "}, 422),
        ({"reviewer": ""}, 422),
        ({"decision": ""}, 422),
        ({"decision": "pending"}, 422),
        ({"decision": "accept", "stance": "unrelated?"}, 422),
        ({"decision": "reject", "evidence_id": "e0"}, 404),
        ({"decision": "reject", "evidence_id": ""}, 404),
        ({"place": "x"}, 422),
        ({"place": "-1"}, 422),
        ({"version": "0"}, 409),
        ({"csrf": "x"}, 400),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    visitor: Visitor, desk: Desk, doubted: TrackedClaim, fields: dict[str, str], status: int
) -> None:
    given = {**BY, "decision": "accept"} | fields
    assert visitor.go("/review").send("/review/claims/", **given).status == status
    assert stances(desk, doubted) == []


def test_of_two_who_see_one_case_the_second_is_told_that_it_changed(
    visitor: Visitor, desk: Desk, doubted: TrackedClaim
) -> None:
    first, second = visitor.go("/review"), visitor.go("/review")
    decide(first, "accept")
    refused = decide(second, "reject")
    assert refused.status == 409
    assert "nothing was decided" in refused.text
    assert stances(desk, doubted) == [Stance.REFUTES]


@pytest.mark.parametrize("address", ["/review?place=x", "/review?place=-1", "/review?place=99999999999999999999"])
def test_a_place_that_is_none_is_refused(visitor: Visitor, address: str) -> None:
    assert visitor.go(address).status == 422


def test_whoever_may_only_read_sees_the_case_and_no_buttons(desk: Desk, doubted: TrackedClaim) -> None:
    reader = Visitor(create_app(desk=replace(desk, settings=replace(desk.settings, host="0.0.0.0"))).test_client())
    key, _ = create_key(desk, "Ben", Scope.READ)
    page = reader.go("/review").send("sign-in", key=key)
    assert "£280 million" in page.text
    assert page.find("//button[@name='decision']") == []
    assert page.send("/review/claims/", **BY, decision="accept").status == 403


def test_hostile_text_shows_as_text(visitor: Visitor, newsroom: Newsroom, doubted: TrackedClaim) -> None:
    hostile = "<script>alert(1)</script>\"'>{{7*7}}"
    after = visitor.go("/review").send("/review/claims/", reviewer=hostile, reason=hostile, decision="accept")
    newsroom.claim(
        f"Lorne {hostile} Bank promised to refund customers by 24 April 2026",
        "2026-03-02",
        claimant=hostile,
        publisher=hostile,
    )
    recheck(newsroom.desk)
    page = visitor.go("/review")
    for shown in (after, page):
        assert [each for each in shown.find("//script") if each.text] == []
        assert unbalanced(shown.source) == []
    assert "<script>alert(1)</script>" in page.text
    assert page.find("//input[@id='reason']/@value") == [hostile]
    assert "49" not in page.find("//input[@id='reason']/@value")[0]


def test_what_is_kept_of_a_session_has_room_in_a_cookie(
    visitor: Visitor, newsroom: Newsroom, doubted: TrackedClaim, overdue: TrackedClaim
) -> None:
    signs = "".join(chr(0x4E00 + 7 * n) for n in range(2_000))
    for number in range(6):
        newsroom.claim(f"Lorne Bank promised to refund {number} thousand customers by 24 April 2026", "2026-03-02")
    recheck(newsroom.desk)
    for number in range(7):
        given = {"reviewer": signs[number : number + 200], "reason": signs[number + 300 : number + 450]}
        page = visitor.go("/review").send("/review/claims/", **given, decision="denied")
        assert page.status == 200
        assert page.find("//input[@id='reason']/@value") == [given["reason"]]
        cookie = visitor.client.get_cookie("claimdesk")
        assert cookie is not None
        assert len(cookie.value) < 3_900
    again = page.send("/review/claims/", reviewer="Ann", reason=signs, decision="denied")
    assert again.find("//input[@id='reason']/@value") in ([], [""])
