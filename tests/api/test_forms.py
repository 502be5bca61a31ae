"""Any change makes a feed, and any deadline a calendar, that can be read back."""

from dataclasses import replace

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from claims.api.atom import Place, atom_feed
from claims.api.calendar import deadline_calendar
from claims.domain.claim import Deadline
from claims.domain.mention import Precision
from claims.services.news import ClaimChange
from tests import values

PLACE = Place(base="https://claims.example", authority="claims.example", url="https://claims.example/x", next_url=None)
ATOM = "{http://www.w3.org/2005/Atom}"
told = st.builds(ClaimChange, values.changes, values.tracked_claims)
deadlines = st.builds(Deadline, values.days, st.sampled_from(Precision), values.texts)
due = st.builds(
    lambda tracked, deadline: replace(tracked, claim=replace(tracked.claim, deadline=deadline)),
    values.tracked_claims,
    deadlines,
)


@given(changes=st.lists(told, max_size=3))
def test_a_feed(changes):
    raw = atom_feed(changes, PLACE)
    assert raw == atom_feed(changes, PLACE)
    read = feedparser.parse(raw)
    assert not read.bozo
    assert len(read.entries) == len(changes)
    for entry, each in zip(etree.fromstring(raw).findall(f"{ATOM}entry"), changes, strict=True):
        categories = {
            found.get("scheme").rpartition(":")[2]: found.get("term") for found in entry.findall(f"{ATOM}category")
        }
        assert (categories["from"], categories["to"]) == (each.change.before, each.change.after)


@given(claims=st.lists(due, max_size=3))
def test_a_calendar(claims):
    raw = deadline_calendar(claims, "https://claims.example", "claims.example")
    assert raw == deadline_calendar(claims, "https://claims.example", "claims.example")
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [each.claim.deadline.date for each in claims]
    assert [event["DTSTAMP"].dt for event in events] == [each.updated_at.replace(microsecond=0) for each in claims]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
