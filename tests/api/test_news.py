"""What has changed, as a list and as an Atom feed read by feedparser; what is due, as a calendar read by icalendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
from icalendar import Calendar
from lxml import etree

from claims.domain.verdict import Status
from claims.services.ledger import NewClaim, add_claim
from claims.services.reviewing import NewReview, add_review
from claims.web.current import keep_desk
from tests.api.conftest import NOW

FEED, LIST, CALENDAR = "/api/v1/changes.atom", "/api/v1/changes", "/api/v1/deadlines.ics"
HOSTILE = "It opens, so; they\\n say: <script>alert(1)</script> & “co” \u202e\u0085\ufffe]]> by March 2025"


@pytest.fixture
def decide(desk):
    """Has a person decide about a claim, a minute after the last decision."""
    times = iter(range(1_000))

    def decide(claim_id, status=Status.CONFIRMED):
        at = NOW + timedelta(minutes=next(times))
        review = NewReview(reviewer="Desk", reason="Seen; <b>really</b>.", status=status)
        add_review(replace(desk, clock=lambda: at), claim_id, review)

    return decide


@pytest.fixture
def told(claim, add_claim, decide):
    """Two claims and three changes."""
    other = add_claim(text="The Dunmere bridge will close by June 2024.", claimant="Town", tags=["bridges", "a & b"])
    decide(claim["id"])
    decide(other["id"], Status.DENIED)
    decide(claim["id"], Status.DENIED)
    return claim["id"], other["id"]


def public_desk(app, desk):
    keep_desk(app, replace(desk, settings=replace(desk.settings, public_url="https://claims.example/")))


# the list


def test_changes_are_listed_newest_first_in_pages(client, told):
    claim_id, other_id = told
    first = client.get(LIST, query_string={"limit": 2}).get_json()
    second = client.get(LIST, query_string={"limit": 2, "cursor": first["next"]}).get_json()
    items = first["items"] + second["items"]
    assert [(item["claim_id"], item["from"], item["to"]) for item in items] == [
        (claim_id, "confirmed", "denied"),
        (other_id, "pending", "denied"),
        (claim_id, "pending", "confirmed"),
    ]
    assert items[0]["text"].startswith("Norvale will open")
    assert second["next"] is None


@pytest.mark.parametrize(("query", "number"), [({"tag": "bridges"}, 1), ({"status": "denied"}, 2), ({"tag": "x"}, 0)])
def test_they_are_chosen_by_tag_and_status(client, told, query, number):
    assert len(client.get(LIST, query_string=query).get_json()["items"]) == number
    assert len(feedparser.parse(client.get(FEED, query_string=query).data).entries) == number


def test_and_by_claim_of_which_there_must_be_one(client, told):
    for path in (LIST, FEED):
        response = client.get(path, query_string={"claim": "c404"})
        assert (response.status_code, list(response.get_json()["errors"])) == (422, ["claim"])
    assert len(client.get(LIST, query_string={"claim": told[0]}).get_json()["items"]) == 2


# the feed


def test_the_feed_is_read_by_feedparser(app, client, desk, told):
    public_desk(app, desk)
    response = client.get(FEED)
    assert response.mimetype == "application/atom+xml"
    feed = feedparser.parse(response.data)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id == "tag:claims.example,2026:changes"
    assert feed.feed.updated == "2024-06-03T09:02:00Z"
    assert feed.feed.author == "Claimdesk"
    assert {link.rel: link.href for link in feed.feed.links} == {"self": f"https://claims.example{FEED}"}
    newest = feed.entries[0]
    change = client.get(LIST).get_json()["items"][0]
    assert newest.id == f"tag:claims.example,2026:change/{change['id']}"
    assert newest.title == f"Denied: {change['text']}"
    assert newest.link == f"https://claims.example/claims/{told[0]}"
    assert newest.summary == change["summary"]
    assert newest.content[0].value.startswith("From confirmed to denied, by the rule review.")
    terms = {tag.scheme.rpartition(":")[2]: tag.term for tag in newest.tags}
    assert terms == {"from": "confirmed", "to": "denied", "rule": "review", "tag": "depots"} | (
        {"outcome": change["outcome"]} if change["outcome"] else {}
    )


def test_it_has_all_that_atom_asks_of_a_feed_and_of_an_entry(client, told):
    names = etree.QName
    feed = etree.fromstring(client.get(FEED, query_string={"tag": "a & b"}).data)
    assert {names(child).localname for child in feed} >= {"id", "title", "updated", "author", "link", "entry"}
    for entry in feed.findall("{*}entry"):
        assert {names(child).localname for child in entry} >= {"id", "title", "updated", "link", "summary", "content"}
    assert feed.findtext("{*}id").endswith(":changes;tag=a%20%26%20b")


def test_ids_do_not_hang_on_the_name_by_which_the_server_was_asked(client, told):
    ids = [
        [entry.id for entry in feedparser.parse(client.get(FEED, headers={"Host": host}).data).entries]
        for host in ("localhost:8000", "127.0.0.1")
    ]
    assert ids[0] == ids[1]


def test_pages_lead_to_one_another_until_all_is_told(app, client, desk, claim, decide):
    public_desk(app, desk)
    for number in range(120):
        decide(claim["id"], Status.DENIED if number % 2 else Status.CONFIRMED)
    url, sizes, seen = FEED, [], set()
    while url:
        feed = feedparser.parse(client.get(url).data)
        sizes.append(len(feed.entries))
        seen.update(entry.id for entry in feed.entries)
        url = next(
            (link.href.removeprefix("https://claims.example") for link in feed.feed.links if link.rel == "next"), None
        )
    assert sizes == [50, 50, 20]
    assert len(seen) == 120


@pytest.mark.parametrize("before", ["nonsense", "a" * 1_001])
def test_a_page_that_is_none_is_refused_by_name(client, before):
    response = client.get(FEED, query_string={"before": before})
    assert (response.status_code, list(response.get_json()["errors"])) == (422, ["before"])


def test_an_empty_feed_is_a_feed(client):
    response = client.get(FEED)
    feed = feedparser.parse(response.data)
    assert (feed.bozo, feed.entries, feed.feed.updated) == (False, [], "1970-01-01T00:00:00Z")
    assert "Last-Modified" not in response.headers


def test_who_has_the_feed_is_told_so_until_something_changes(client, told, decide):
    first = client.get(FEED)
    assert first.headers["Last-Modified"] == "Mon, 03 Jun 2024 09:02:00 GMT"
    known = [{"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}]
    for headers in known:
        response = client.get(FEED, headers=headers)
        assert (response.status_code, response.data) == (304, b"")
        assert response.headers["ETag"] == first.headers["ETag"]
    assert client.get(FEED).data == first.data
    decide(told[1])
    for headers in known:
        assert client.get(FEED, headers=headers).status_code == 200


def test_a_tag_of_other_bytes_wins_over_a_time(client, told):
    first = client.get(FEED)
    headers = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get(FEED, headers=headers).status_code == 200


def test_hostile_text_stays_text_in_a_feed(client, desk, decide):
    decide(add_claim(desk, NewClaim(text=HOSTILE, tags=('"><x/>', "a\tb")))[0].claim.id)
    response = client.get(FEED)
    feed = feedparser.parse(response.data)
    assert not feed.bozo
    assert "<script>alert(1)</script> & “co” ]]> by March 2025" in etree.fromstring(response.data).findtext(
        "{*}entry/{*}title"
    )
    assert {tag.term for tag in feed.entries[0].tags} >= {'"><x/>', "a b"}


# the calendar


def calendar_of(response):
    assert response.status_code == 200
    assert response.mimetype == "text/calendar"
    return Calendar.from_ical(response.data)


def events(response):
    return calendar_of(response).walk("VEVENT")


def test_deadlines_are_events_of_a_whole_day_the_nearest_first(app, client, desk, told):
    public_desk(app, desk)
    response = client.get(CALENDAR)
    calendar = calendar_of(response)
    assert (str(calendar["VERSION"]), str(calendar["PRODID"])) == ("2.0", "-//Claimdesk//Deadlines//EN")
    bridge, depot = calendar.walk("VEVENT")
    assert bridge["DTSTART"].dt == date(2024, 6, 30)
    assert depot["DTSTART"].dt == date(2025, 3, 31)
    assert b"DTSTART;VALUE=DATE:20250331\r\n" in response.data
    assert str(depot["UID"]) == f"deadline-{told[0]}@claims.example"
    assert depot["DTSTAMP"].dt == datetime(2024, 6, 3, 9, 2, tzinfo=UTC)
    assert str(depot["URL"]) == f"https://claims.example/claims/{told[0]}"
    assert "known to the month; this is its last day" in str(depot["DESCRIPTION"])
    assert str(depot["TRANSP"]) == "TRANSPARENT"


@pytest.mark.parametrize(
    ("status", "shown", "word"),
    [(None, "TENTATIVE", "Due"), (Status.CONFIRMED, "CONFIRMED", "Confirmed"), (Status.DENIED, "CONFIRMED", "Denied")],
)
def test_its_status_says_whether_it_is_open(client, claim, decide, status, shown, word):
    if status is not None:
        decide(claim["id"], status)
    (event,) = events(client.get(CALENDAR))
    assert str(event["STATUS"]) == shown
    assert str(event["SUMMARY"]) == f"{word}: {claim['text']}"


def test_a_promise_that_was_kept_says_so_and_one_that_was_put_off_is_cancelled(client, claim):
    kept = {
        "text": "Norvale said it opened its second depot in Haverby on Monday.",
        "published_at": "2024-05-21",
        "publisher": "Ridge Courier",
    }
    client.post("/api/v1/articles", json=kept)
    (event,) = events(client.get(CALENDAR))
    assert (str(event["STATUS"]), str(event["SUMMARY"]).split(":")[0]) == ("CONFIRMED", "Kept")
    put_off = {
        "text": "Norvale said on Monday that the opening of its second depot in Haverby has been postponed "
        "to October 2025.",
        "published_at": "2024-06-03",
        "publisher": "Ridge Courier",
    }
    client.post("/api/v1/articles", json=put_off)
    told = [(str(event["STATUS"]), str(event["SUMMARY"]).split(":")[0]) for event in events(client.get(CALENDAR))]
    assert told == [("CANCELLED", "Postponed"), ("TENTATIVE", "Due")]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"tag": "bridges"}, 1),
        ({"claimant": "NORVALE"}, 1),
        ({"status": "denied"}, 2),
        ({"status": "pending"}, 0),
        ({"since": "2024-07-01"}, 1),
        ({"since": "2026-01-01"}, 0),
    ],
)
def test_they_are_chosen_by_tag_claimant_status_and_day(client, told, query, number):
    assert len(events(client.get(CALENDAR, query_string=query))) == number


def test_what_was_due_over_a_year_ago_is_left_out_unless_it_is_asked_for(client, add_claim):
    add_claim(text="Norvale will open a depot in Sund by May 2022.", claimed_at="2022-01-05")
    assert events(client.get(CALENDAR)) == []
    assert len(events(client.get(CALENDAR, query_string={"since": "2022-01-01"}))) == 1


def test_the_same_state_gives_the_same_bytes_and_another_one_others(client, told, decide):
    first = client.get(CALENDAR)
    assert client.get(CALENDAR).data == first.data
    client.post("/api/v1/recheck")
    known = {"If-None-Match": first.headers["ETag"]}
    response = client.get(CALENDAR, headers=known)
    assert (response.status_code, response.data) == (304, b"")
    decide(told[0])
    assert client.get(CALENDAR, headers=known).status_code == 200


def test_hostile_text_stays_text_in_a_calendar(client, desk):
    add_claim(desk, NewClaim(text=HOSTILE, claimant="A, B; C\\n", tags=("x,y;z", "BEGIN:VEVENT")))
    response = client.get(CALENDAR)
    (event,) = events(response)
    assert "It opens, so; they\\n say: <script>" in str(event["SUMMARY"])
    assert event["CATEGORIES"].cats == ["x,y;z", "BEGIN:VEVENT"]
    assert "Claimant: A, B; C\\n" in str(event["DESCRIPTION"]).split("\n")
    lines = response.data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert sum(line == b"BEGIN:VEVENT" for line in lines) == 1
    assert not any(char < 32 and char not in b"\r\n" for char in response.data)


def test_an_address_in_a_feed_is_that_by_which_the_server_was_asked_where_none_is_set(client, told):
    feed = feedparser.parse(client.get(FEED).data)
    assert urlsplit(feed.entries[0].link).hostname == "localhost"
