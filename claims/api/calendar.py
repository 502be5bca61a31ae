"""Deadlines as an iCalendar (RFC 5545), an event of a whole day for each: subscribed calendars show no to-dos."""

from collections.abc import Sequence
from typing import Any

from icalendar import Calendar, Event

from claims.domain.claim import Deadline, TrackedClaim
from claims.domain.mention import Precision
from claims.domain.text import in_one_line
from claims.domain.verdict import Outcome, Status
from claims.services.addresses import claim_page, in_address

MEDIA_TYPE = "text/calendar"
_LONGEST_TITLE = 300
_LONGEST_TEXT = 2_000
_NOT_DUE_ANY_MORE = {Outcome.POSTPONED, Outcome.WITHDRAWN}


def deadline_calendar(claims: Sequence[TrackedClaim], base: str, authority: str) -> bytes:
    """The calendar of the claims' deadlines; the same claims give the same bytes.

    `base` is the server's address, `authority` the name in which ids are given out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Claimdesk//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Deadlines of claims")
    for tracked in claims:
        if tracked.claim.deadline is not None:
            calendar.add_component(_event(tracked, tracked.claim.deadline, base, authority))
    return bytes(calendar.to_ical())


def _event(tracked: TrackedClaim, deadline: Deadline, base: str, authority: str) -> Event:
    claim, link = tracked.claim, claim_page(base, tracked.claim.id)
    event = Event()
    event.add("uid", f"deadline-{in_address(claim.id)}@{authority}")
    event.add("dtstamp", tracked.updated_at)
    event.add("last-modified", tracked.updated_at)
    event.add("dtstart", deadline.date)
    event.add("summary", in_one_line(f"{_state(tracked)}: {claim.text}", _LONGEST_TITLE))
    event.add("description", _description(tracked, deadline, link))
    event.add("status", _status(tracked))
    event.add("transp", "TRANSPARENT")  # it takes nobody's time
    event.add("url", link)
    _add_tags(event, claim.tags)
    return event


def _state(tracked: TrackedClaim) -> str:
    state = tracked.verdict.state
    return "Due" if state == Status.PENDING else state.capitalize()


def _status(tracked: TrackedClaim) -> str:
    """Tentative while it is open, cancelled where nothing is due that day any more, else confirmed: it is settled.

    A broken promise is not cancelled, which calendars take for a reason to hide it.
    """
    if tracked.verdict.outcome in _NOT_DUE_ANY_MORE:
        return "CANCELLED"
    return "TENTATIVE" if tracked.verdict.status is Status.PENDING else "CONFIRMED"


def _description(tracked: TrackedClaim, deadline: Deadline, link: str) -> str:
    claim = tracked.claim
    lines = [
        claim.text,
        f"Claimant: {claim.claimant}" if claim.claimant else "",
        f"Deadline: “{deadline.text}”{_exactness(deadline.precision)}.",
        f"Status: {tracked.verdict.state}. {tracked.verdict.summary}",
        link,
    ]
    return "\n".join(in_one_line(line, _LONGEST_TEXT) for line in lines if line)


def _exactness(precision: Precision) -> str:
    if precision is Precision.DAY:
        return ""
    unit = "half-year" if precision is Precision.HALF else precision
    return f", known to the {unit}; this is its last day"


def _add_tags(event: Any, tags: Sequence[str]) -> None:
    if tags:
        event.add("categories", [in_one_line(tag, _LONGEST_TITLE) for tag in tags])
