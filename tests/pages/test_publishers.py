"""The publishers: how often each was first and what became of that; with whom each counts is decided and taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app import create_app
from claims.domain.claim import TrackedClaim
from claims.domain.run import Scope
from claims.domain.verdict import Rule, Status
from claims.services import retracing
from claims.services.access import create_key
from claims.services.desk import Desk
from claims.services.doing import do_job
from claims.services.jobs import waiting_jobs
from claims.services.ledger import get_claim
from tests.pages.browsing import Shown, Visitor, unbalanced
from tests.pages.conftest import Newsroom
from tests.values import a_claim

BY = {"reviewer": "Ann", "reason": "One owner since May."}
MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


@pytest.fixture
def corroborated(newsroom: Newsroom) -> TrackedClaim:
    """A claim that two outlets report, each in its own voice."""
    tracked = newsroom.claim("The Dunmere bridge collapsed on 3 March 2026", "2026-03-04", publisher="Sund Post")
    newsroom.article("The Dunmere bridge collapsed on 3 March 2026.", "2026-03-05", "Calder Radio")
    newsroom.article("A bridge at Dunmere collapsed on 3 March 2026. Rain fell.", "2026-03-06", "Vale Herald")
    assert get_claim(newsroom.desk, tracked.claim.id).verdict.status is Status.CONFIRMED
    return tracked


def rows(page: Shown) -> dict[str, list[str]]:
    """What stands beside each publisher, without the forms."""
    return {
        row.xpath("th/a")[0].text: [cell.text_content() for cell in row.xpath("td[contains(@class, 'number')]")]
        for row in page.find("//tbody/tr")
    }


def counts(page: Shown, name: str) -> str:
    """With whom a publisher counts, in the words of the page."""
    (cell,) = page.find(f"//tr[th/a='{name}']/td[last()]")
    return " ".join(" ".join(cell.xpath(".//text()[not(ancestor::a[contains(@href, '/publishers/change')])]")).split())


def page_of(page: Shown, publisher: str) -> Shown:
    """The page on which one publisher of the list is changed."""
    (link,) = page.find(f"//tr[th/a='{publisher}']//a[contains(@href, '/publishers/change')]/@href")
    return page.visitor.go(link)


def change(page: Shown, publisher: str, /, **fields: str) -> Shown:
    """Fill in the form of one publisher."""
    return page_of(page, publisher).send("/count-with", **BY, **fields)


def test_where_nobody_has_published_it_says_what_comes_here(visitor: Visitor) -> None:
    page = visitor.go("/publishers")
    assert "No publisher is on file yet." in page.text
    assert page.find("table") == []


def test_each_has_how_often_it_was_first_and_what_became_of_that(visitor: Visitor, newsroom: Newsroom) -> None:
    standings = [
        (Status.CONFIRMED, Rule.OFFICIAL), (Status.DENIED, Rule.OFFICIAL), (Status.DENIED, Rule.RETRACTION),
        (Status.PENDING, Rule.OPEN),
    ]  # fmt: skip
    for number, (status, rule) in enumerate(standings):
        newsroom.desk.store.add_claim(a_claim(f"c{number}", publisher="Dale Post", status=status, rule=rule))
    newsroom.article("It rained in Sund.", publisher="The Dale Post")
    page = visitor.go("/publishers")
    assert [each.text for each in page.find("//th[@scope='col']")] == [
        "Publisher", "Articles", "First", "Confirmed", "Denied", "Took back", "Pending", "Counts",
    ]  # fmt: skip
    assert rows(page) == {"The Dale Post": ["1", "4", "1", "2", "1", "1"]}
    assert unbalanced(page.source) == []


def test_a_publisher_joins_a_family_and_leaves_it_again(
    visitor: Visitor, desk: Desk, corroborated: TrackedClaim
) -> None:
    page = visitor.go("/publishers")
    assert counts(page, "Vale Herald") == "by itself"
    change(page, "Calder Radio", **{"with": "family", "name": "Vale Media"})
    page = change(page, "Vale Herald", **{"with": "family", "name": "Vale Media"})
    assert (
        "Vale Herald counts with family vale media. Looked at again: 1 claim; statuses changed by it: 1." in page.text
    )
    assert counts(page, "Vale Herald").startswith("with family vale media Ann")
    assert get_claim(desk, corroborated.claim.id).verdict.status is Status.PENDING
    (undo,) = page.find("//div[@role='status']//form[button='Undo']/@action")
    page = page.send(undo)
    assert "Taken back: Vale Herald counts as before." in page.text
    assert counts(page, "Vale Herald") == "by itself"
    assert get_claim(desk, corroborated.claim.id).verdict.status is Status.CONFIRMED


def test_where_many_claims_are_concerned_it_says_how_far_that_is(
    visitor: Visitor, desk: Desk, corroborated: TrackedClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retracing, "MOST_AT_ONCE", 0)
    page = change(visitor.go("/publishers"), "Vale Herald", **{"with": "outlet", "name": "Calder Radio"})
    assert "It bears on 1 claim, to be looked at again; see below how far that is." in page.text
    assert counts(page, "Vale Herald").startswith("with calder radio")
    assert "Vale Herald, Ann, just now: 0 of 1 claim looked at again" in page.text
    assert "It waits for a worker, or for the next re-check." in page.text
    (shown,) = page.find("progress")
    assert (shown.get("value"), shown.get("max")) == ("0", "1")
    assert unbalanced(page.source) == []
    (job_id,) = waiting_jobs(desk, ())
    do_job(desk, job_id)
    page = visitor.go("/publishers")
    assert page.find("progress | //*[@data-going]") == []
    assert "carried out just now; 1 claim looked at again, statuses changed by it: 1." in page.text
    tomorrow = replace(desk, clock=lambda: desk.clock() + timedelta(days=2))
    assert retracing.lately_put_down(tomorrow) == []


def test_what_went_wrong_with_it_is_told(
    visitor: Visitor, corroborated: TrackedClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retracing, "trace_again", lambda *_: 1 / 0)
    page = change(visitor.go("/publishers"), "Vale Herald", **{"with": "outlet", "name": "Calder Radio"})
    assert page.text.count(f"Claim {corroborated.claim.id} could not be looked at again") == 2


def test_it_leads_back_to_the_view_that_it_came_from(visitor: Visitor, newsroom: Newsroom) -> None:
    for name in ("Dale Post", "Vale Herald"):
        newsroom.article(f"It rained on {name}.", publisher=name)
    page = change(visitor.go("/publishers", q="dale"), "Dale Post", **{"with": "family", "name": "Vale Media"})
    assert set(rows(page)) == {"Dale Post"}
    assert visitor.go("/publishers/change").status == 422


def test_a_decision_can_be_taken_back_later(visitor: Visitor, newsroom: Newsroom) -> None:
    newsroom.article("It rained in Sund.", publisher="Dale Post")
    change(visitor.go("/publishers"), "Dale Post", **{"with": "outlet", "name": "Associated Press"})
    page = visitor.go("/publishers")
    assert counts(page, "Dale Post").startswith("with agency ap")
    own = page_of(page, "Dale Post")
    assert "It counts with agency ap." in own.text
    assert "Ann decided this" in own.text
    after = own.send("/rulings/", **BY)
    assert counts(after, "Dale Post") == "by itself"


def test_those_of_one_family_are_listed_together(visitor: Visitor, newsroom: Newsroom) -> None:
    for name in ("Daily Mirror", "Daily Express", "Dale Post"):
        newsroom.article(f"It rained on {name}.", publisher=name)
    page = visitor.go("/publishers")
    page = visitor.go(page.find("//tr[th/a='Daily Mirror']/td/a[.='family reach']/@href")[0])
    assert set(rows(page)) == {"Daily Mirror", "Daily Express"}


def test_publishers_are_found_by_name(visitor: Visitor, newsroom: Newsroom) -> None:
    for name in ("Dale Post", "Vale Herald"):
        newsroom.article(f"It rained on {name}.", publisher=name)
    page = visitor.go("/publishers")
    assert set(rows(page.send("/publishers", q="dale"))) == {"Dale Post"}
    assert "No publisher fits." in page.send("/publishers", q="zzz").text


def test_many_are_read_in_pages(
    visitor: Visitor, newsroom: Newsroom, questions: Callable[[Callable[[], object]], int]
) -> None:
    newsroom.desk.store.add_claim(a_claim("c", publisher="Paper"))
    few = questions(lambda: visitor.go("/publishers"))
    for number in range(60):
        newsroom.desk.store.add_claim(a_claim(f"c{number}", publisher=f"Paper {number} " + "of a long name " * 15))
    assert questions(lambda: visitor.go("/publishers")) == few < 12
    page, names = visitor.go("/publishers"), []
    while True:
        assert len(page.response.data) < 60_000
        names += list(rows(page))
        onward = page.find("//a[@rel='next']/@href")
        if not onward:
            break
        page = visitor.go(onward[0])
    assert len(names) == len(set(names)) == 61


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"with": ""}, 422),
        ({"with": "nobody"}, 422),
        ({"with": "family", "name": " "}, 422),
        ({"with": "outlet", "name": "the dale post"}, 422),
        ({"with": "itself", "reason": " "}, 422),
        ({"with": "itself", "publisher": " "}, 422),
        ({"with": "family", "name": "x" * 5_000}, 422),
        ({"with": "itself", "csrf": "x"}, 400),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    visitor: Visitor, desk: Desk, newsroom: Newsroom, fields: dict[str, str], status: int
) -> None:
    newsroom.article("It rained in Sund.", publisher="Dale Post")
    form = page_of(visitor.go("/publishers"), "Dale Post").form("/count-with")
    given = dict(form.form_values()) | BY | fields
    assert visitor.post(form.get("action"), **given).status_code == status
    assert desk.store.rulings() == {}


def test_whoever_may_only_read_sees_no_forms(desk: Desk, newsroom: Newsroom) -> None:
    newsroom.article("It rained in Sund.", publisher="Dale Post")
    reader = Visitor(create_app(desk=replace(desk, settings=replace(desk.settings, host="0.0.0.0"))).test_client())
    key, _ = create_key(desk, "Ben", Scope.READ)
    page = reader.go("/publishers").send("sign-in", key=key)
    assert set(rows(page)) == {"Dale Post"}
    assert page.find("//a[contains(@href, '/publishers/change')]") == []
    assert reader.go("/publishers/change", publisher="Dale Post").status == 403
    token = page.find("//input[@name='csrf']/@value")[0]
    refused = reader.post("/publishers/count-with", csrf=token, publisher="Dale Post", **BY, **{"with": "itself"})
    assert refused.status_code == 403


def test_undoing_what_is_not_there_says_so(visitor: Visitor, newsroom: Newsroom) -> None:
    newsroom.article("It rained in Sund.", publisher="Dale Post")
    token = page_of(visitor.go("/publishers"), "Dale Post").find("//input[@name='csrf']/@value")[0]
    assert visitor.post("/publishers/rulings/o0/undo", csrf=token, **BY).status_code == 404


def test_hostile_names_show_as_text(visitor: Visitor, newsroom: Newsroom) -> None:
    newsroom.article("It rained in Sund.", publisher=MARKUP)
    page = visitor.go("/publishers/change", publisher=MARKUP)
    page.send("/count-with", **{"with": "family", "name": MARKUP, "reviewer": MARKUP, "reason": MARKUP})
    addresses = [("", {}), ("", {"q": MARKUP}), ("", {"with": f"family:{MARKUP.casefold()}"})]
    for address, query in [*addresses, ("/change", {"publisher": MARKUP, "back": "https://evil.example/"})]:
        shown = visitor.go(f"/publishers{address}", **query)
        assert not shown.find("//a[contains(@href, 'evil.example')]")
        assert shown.status == 200
        assert [each for each in shown.find("//script") if each.text] == shown.find("img") == []
        assert unbalanced(shown.source) == []
        assert "<script>alert(1)" in shown.text
