"""The desk: what stands, what changed, what is due; filters, search, and the first use."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.claim import Kind, TrackedClaim
from claims.domain.query import StandingCounts
from claims.domain.run import Scope
from claims.domain.verdict import Status
from claims.pages.desk import bar_of
from claims.services.access import create_key
from claims.services.desk import Desk
from claims.services.recheck import recheck
from claims.services.reviewing import NewReview, add_review
from tests.pages.browsing import Shown, Visitor, unbalanced
from tests.pages.conftest import Newsroom


def listed(page: Shown) -> list[str]:
    """The claims of the list, by their words."""
    return [heading.text_content() for heading in page.find('//section[@id="claims"]//h3')]


def glance(page: Shown, heading: str) -> str:
    """What stands under a heading beside the claims."""
    return " ".join(page.find(f'//aside//section[h2="{heading}"]')[0].text_content().split())


@pytest.fixture
def desk_of_three(newsroom: Newsroom) -> None:
    newsroom.claim("Norvale will open a second depot in Haverby by March 2027.", "2026-03-05", kind=Kind.PROMISE,
                   claimant="Norvale", publisher="Harbour Post", tags=("depots",))  # fmt: skip
    newsroom.claim("Unemployment in Haverby fell to 4.2% in April.", "2026-04-10", publisher="Ridge Courier")
    newsroom.claim("Corvo Foods will buy the bakery chain Merrow & Daughters.", "2026-04-20", publisher="Vale Herald")


def test_an_empty_ledger_says_what_to_do_and_loads_the_demonstration_with_one_click(visitor: Visitor) -> None:
    empty = visitor.go("/")
    assert "The ledger is empty" in empty.text
    full = empty.send("/demonstration")
    assert full.status == 200
    assert "The demonstration is on the ledger." in full.text
    assert len(listed(full)) == 19
    assert unbalanced(full.source) == []


def test_only_who_administers_may_load_the_demonstration(desk: Desk, stranger: Visitor) -> None:
    key, _ = create_key(desk, "Ann", Scope.REVIEW)
    empty = stranger.go("/sign-in").send("sign-in", key=key)
    assert empty.find("//form[contains(@action, 'demonstration')]") == []
    token = empty.form("sign-out").fields["csrf"]
    assert stranger.post("/demonstration", csrf=token).status_code == 403


def test_claims_are_counted_by_where_they_stand(visitor: Visitor, newsroom: Newsroom, story: TrackedClaim) -> None:
    recheck(newsroom.desk)
    counts = [" ".join(each.text_content().split()) for each in visitor.go("/").find("//nav[@class='standing']//li")]
    assert counts == ["2 claims", "1 pending", "1 of them overdue", "1 confirmed", "0 denied"]


def test_a_count_leads_to_those_claims(visitor: Visitor, story: TrackedClaim) -> None:
    for link in visitor.go("/").find("//nav[@class='standing']//a[@class]/@href"):
        page = visitor.go(link)
        assert page.find("//nav[@class='standing']//a[@aria-current]/@href") == [link]
    assert listed(visitor.go("/?status=confirmed")) == [story.claim.text]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"kind": "promise"}, ["Norvale will"]),
        ({"claimant": "NORVALE"}, ["Norvale will"]),
        ({"publisher": "ridge courier"}, ["Unemployment"]),
        ({"tag": "depots"}, ["Norvale will"]),
        ({"since": "2026-04-10"}, ["Corvo", "Unemployment"]),
        ({"since": "2026-04-10", "until": "2026-04-12"}, ["Unemployment"]),
        ({"sort": "claimed_at"}, ["Norvale will", "Unemployment", "Corvo"]),
        ({"status": "denied"}, []),
        ({"q": "bakery"}, ["Corvo"]),
        ({"q": "bakry mero"}, ["Corvo"]),  # a letter missing, half a word
        ({"q": "bakry mero", "publisher": "Ridge Courier"}, []),
    ],
)
@pytest.mark.usefixtures("desk_of_three")
def test_claims_are_filtered_and_found(visitor: Visitor, query: dict[str, str], words: list[str]) -> None:
    page = visitor.go("/", **query)
    assert [text.startswith(word) for text, word in zip(listed(page), words, strict=True)] == [True] * len(words)


@pytest.mark.usefixtures("desk_of_three")
def test_the_address_holds_the_view_and_its_form_begins_with_it(visitor: Visitor) -> None:
    view = {"q": "depot", "kind": "promise", "claimant": "Norvale", "since": "2026-01-01", "sort": "deadline"}
    page = visitor.go("/", **view, status="pending")
    sent = {name: value for name, value in page.form("/").form_values() if value}
    assert sent == view | {"status": "pending"}
    by_status = page.find("//nav[@class='standing']//a[@class='denied']/@href")[0]
    assert "kind=promise" in by_status
    assert "claimant=Norvale" in by_status


@pytest.mark.parametrize(
    "query", [{"status": "true"}, {"kind": "x"}, {"since": "soon"}, {"sort": "x"}, {"cursor": "x"}, {"q": "x" * 3000}]
)
@pytest.mark.usefixtures("desk_of_three")
def test_a_view_that_is_none_is_refused_with_a_reason(visitor: Visitor, query: dict[str, str]) -> None:
    page = visitor.go("/", **query)
    assert page.status == 422
    assert page.find("//li/b")[0].text in query


def test_a_long_list_has_pages(visitor: Visitor, newsroom: Newsroom) -> None:
    for number in range(25):
        newsroom.claim(f"Depot number {number} of Norvale will open.", "2026-04-01")
    first = visitor.go("/", status="pending")
    (onward,) = first.find("//a[@rel='next']/@href")
    second = visitor.go(onward)
    assert (len(listed(first)), len(listed(second))) == (20, 5)
    assert not set(listed(first)) & set(listed(second))
    assert second.find("//aside") == []


def test_what_changed_since_yesterday_is_told_and_nothing_older(
    visitor: Visitor, newsroom: Newsroom, desk: Desk
) -> None:
    old = newsroom.claim("Corvo Foods will close 12 shops.", "2026-03-01")
    new = newsroom.claim("Norvale will open a depot.", "2026-03-01")
    for tracked, day in ((old, "2026-05-02"), (new, "2026-05-03")):
        decision = NewReview(reviewer="Ann", reason="Seen.", status=Status.DENIED)
        add_review(newsroom.on(day), tracked.claim.id, decision)
    told = glance(visitor.go("/"), "Changed since yesterday")
    assert "Norvale will open a depot." in told
    assert "was pending · 21 hours ago" in told
    assert "Corvo" not in told


def test_promises_that_ran_out_stand_beside(visitor: Visitor, newsroom: Newsroom, story: TrackedClaim) -> None:
    assert "No promise is overdue." in glance(visitor.go("/"), "Overdue")
    newsroom.claim("Norvale will open a depot by 20 April 2026.", "2026-04-01", deadline=date(2026, 4, 20))
    recheck(newsroom.desk)
    assert "due 20 Apr 2026 (2 weeks ago)" in glance(visitor.go("/"), "Overdue")


def test_disputed_claims_wait_for_a_person(visitor: Visitor, newsroom: Newsroom) -> None:
    tracked = newsroom.claim("Norvale will open a depot in Haverby.", "2026-03-01", publisher="Market Whisper")
    newsroom.article("Norvale opened a depot in Haverby on Monday.", publisher="Vale Herald")
    newsroom.article("Norvale has not opened a depot in Haverby.", publisher="Calder Post")
    assert visitor.go(f"/claims/{tracked.claim.id}").find("//div[contains(@class, 'verdict')]//i")[0].text == "disputed"
    waits = glance(visitor.go("/"), "Waits for a person")
    assert "reports contradict each other" in waits
    assert "To the review desk" in waits


@given(st.builds(StandingCounts, **dict.fromkeys(("pending", "confirmed", "denied"), st.integers(0, 10**6))))
def test_the_bar_is_as_wide_as_its_parts(counts: StandingCounts) -> None:
    parts = bar_of(counts)
    if counts.total:
        assert abs(parts[0].start) < 1
        assert abs(parts[-1].start + parts[-1].width - 1_000) < 1
    assert all(part.width >= 6 for part in parts)
    assert all(one.start + one.width < other.start for one, other in pairwise(parts))
