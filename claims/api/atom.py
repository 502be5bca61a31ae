"""Changes as an Atom 1.0 feed (RFC 4287), with ids that stay (RFC 4151) and pages that follow (RFC 5005)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from claims import __version__
from claims.domain.moment import format_instant
from claims.domain.text import in_one_line
from claims.services.addresses import claim_address, claim_page, in_address
from claims.services.news import ClaimChange

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_SINCE = "2026"  # the year from which on the ids are given out
_LONGEST_TITLE = 300
_LONGEST_TEXT = 2_000
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed was updated that has had no entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a feed is: its own address, that of the page behind it, and the server's; in whose name ids are given.

    `of` tells it from feeds of other changes, "" for that of all.
    """

    base: str
    authority: str
    url: str
    next_url: str | None
    of: str = ""


def atom_feed(changes: Sequence[ClaimChange], place: Place) -> bytes:
    """The feed; the same changes at the same place give the same bytes."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", _id(place, f"changes{place.of}"))
    _add(feed, "title", "Changes on the ledger of claims")
    _add(feed, "updated", format_instant(max((each.change.at for each in changes), default=_NEVER)))
    _add(_add(feed, "author"), "name", "Claimdesk")
    _add(feed, "generator", "Claimdesk", version=__version__)
    _add(feed, "link", rel="self", type=MEDIA_TYPE, href=place.url)
    if place.next_url is not None:
        _add(feed, "link", rel="next", type=MEDIA_TYPE, href=place.next_url)
    for each in changes:
        _add_entry(feed, each, place)
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)  # type: ignore[no-any-return]


def _add_entry(feed: etree._Element, told: ClaimChange, place: Place) -> None:
    change, claim = told.change, told.claim.claim
    verdict = change.verdict
    entry = _add(feed, "entry")
    _add(entry, "id", _id(place, f"change/{in_address(change.id)}"))
    _add(entry, "title", in_one_line(f"{verdict.state_in_full.capitalize()}: {claim.text}", _LONGEST_TITLE))
    _add(entry, "updated", format_instant(change.at))
    _add(entry, "published", format_instant(change.at))
    _add(entry, "link", rel="alternate", type="text/html", href=claim_page(place.base, claim.id))
    _add(entry, "link", rel="related", type="application/json", href=claim_address(place.base, claim.id))
    _add(entry, "summary", in_one_line(verdict.summary, _LONGEST_TEXT), type="text")
    went = f"From {change.before} to {verdict.state_in_full}, by the rule {verdict.rule}."
    text = f"{went} {verdict.summary} Claim: {claim.text}"
    _add(entry, "content", in_one_line(text, 2 * _LONGEST_TEXT), type="text")
    kinds = (("from", change.before), ("to", verdict.status), ("rule", verdict.rule), ("outcome", verdict.outcome))
    for name, term in (*kinds, ("overdue", "overdue" if verdict.overdue else None)):
        if term is not None:
            _add(entry, "category", scheme=_id(place, name), term=term)
    for tag in claim.tags:
        _add(entry, "category", scheme=_id(place, "tag"), term=in_one_line(tag, _LONGEST_TITLE))


def _id(place: Place, name: str) -> str:
    return f"tag:{place.authority},{_SINCE}:{name}"


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text
    return child
