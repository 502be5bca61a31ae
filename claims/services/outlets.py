"""Publishers: their records, and with whom each counts, which people may decide."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.domain.errors import Conflict, InvalidInput, NotFound
from claims.domain.job import Job
from claims.domain.outlet import Groups, OutletRuling
from claims.domain.publisher import publisher_key
from claims.domain.query import Page, PublisherRow
from claims.intake import one_line
from claims.services.desk import Desk
from claims.services.grouping import By
from claims.services.retracing import begin, put_down
from claims.services.trails import outlet_groups
from claims.stance import family_names, outlet_key

_MOST_CHARS = 300  # of a name
_MOST_REASON = 2_000  # characters
_ORIGINS = ("family", "wire", "publisher")  # kinds of origins that an outlet may count under


class With(StrEnum):
    """With whom an outlet may count."""

    ITSELF = "itself"
    FAMILY = "family"  # of one owner
    OUTLET = "outlet"  # an agency or another outlet, whose copy it prints


@dataclass(frozen=True, slots=True)
class PublisherRecord:
    """A publisher with what it has on file, the key of the origin that it counts under, and who decided that if any."""

    row: PublisherRow
    counts_with: str
    ruling: OutletRuling | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The key of the origin under which a publisher counts, and who decided that if any."""

    counts_with: str
    ruling: OutletRuling | None


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision on an outlet, and the job that looks at the claims again on which it bears."""

    ruling: OutletRuling
    job: Job


def publisher_records(
    desk: Desk, limit: int, cursor: str | None = None, words: str | None = None, counts_with: str | None = None
) -> Page[PublisherRecord]:
    """Publishers, the largest first: those whose names have these words in them, or that count under one origin.

    A cursor is the key of the last one of a page. Raises InvalidInput for one that is none.
    """
    rulings = desk.store.rulings()
    groups = {key: ruling.counts_with for key, ruling in rulings.items()}
    part = (words or "").casefold()
    rows = [
        row
        for row in desk.store.publishers()
        if part in row.name.casefold() and (counts_with is None or outlet_key(row.name, groups) == counts_with)
    ]
    start = 0 if cursor is None else _place(rows, cursor) + 1
    shown = rows[start : start + limit]
    records = (
        PublisherRecord(row, outlet_key(row.name, groups), rulings.get(publisher_key(row.name))) for row in shown
    )
    return Page(tuple(records), publisher_key(shown[-1].name) if start + limit < len(rows) else None)


def _place(rows: Sequence[PublisherRow], cursor: str) -> int:
    """Where the publisher stands that a cursor names."""
    place = next((place for place, row in enumerate(rows) if publisher_key(row.name) == cursor), None)
    if place is None:
        raise InvalidInput.of("cursor", "The publisher that this cursor names is not listed; begin again without one.")
    return place


def outlet_standing(desk: Desk, publisher: str) -> Standing:
    """With whom a publisher counts, and who decided that if any."""
    rulings = desk.store.rulings()
    groups = {key: ruling.counts_with for key, ruling in rulings.items()}
    return Standing(outlet_key(publisher, groups), rulings.get(publisher_key(publisher)))


def families(desk: Desk) -> list[str]:
    """The names of the families that the table or people know."""
    ruled = (ruling.counts_with.partition(":") for ruling in desk.store.rulings().values())
    return sorted({*family_names(), *(name for kind, _, name in ruled if kind == "family")})


def origin_named(desk: Desk, name: str) -> str:
    """The key of the origin that somebody means by the name of an outlet or agency. Raises InvalidInput."""
    return outlet_key(_named(name, "origin"), outlet_groups(desk))


def own_key(name: str) -> str:
    """The key of the origin of an outlet that counts by itself."""
    return f"publisher:{publisher_key(name)}"


def rule_outlet(desk: Desk, publisher: str, with_whom: With, name: str, by: By) -> Ruled:
    """Decide with whom an outlet counts, and have the claims looked at again on which that bears (retracing.py).

    The decision and the job of that are one transaction. `name` is that of the family or the other outlet.
    Raises InvalidInput for a blank name or reason, and for outlets that would count with each other in a ring.
    """
    publisher, by = _named(publisher, "publisher"), _said(by)
    now = desk.clock()
    with desk.store.transaction():
        groups = outlet_groups(desk)
        ruling = OutletRuling(
            id="o" + secrets.token_hex(10),
            publisher=publisher,
            counts_with=_counts_with(publisher, with_whom, name, groups),
            reviewer=by.reviewer,
            reason=by.reason,
            created_at=now,
        )
        desk.store.add_ruling(ruling)
        job = put_down(desk, ruling, groups, by.reviewer)
    return Ruled(ruling, begin(desk, job))


def take_ruling(desk: Desk, ruling: OutletRuling) -> bool:
    """Put a decision of another ledger on file as it stands there; False where its id is known.

    What it bears on came with it, and is not traced anew. Raises InvalidInput where it names no outlet, or no origin
    under which that is to count.
    """
    _named(ruling.publisher, "publisher")
    kind, _, name = ruling.counts_with.partition(":")
    if kind not in _ORIGINS or not name.strip():
        message = f"{ruling.counts_with[:60]!r} is no origin; one begins with {', '.join(f'{k}:' for k in _ORIGINS)}."
        raise InvalidInput.of("counts_with", message)
    with desk.store.transaction():
        if desk.store.ruling(ruling.id) is not None:
            return False
        desk.store.add_ruling(ruling)
    return True


def undo_ruling(desk: Desk, ruling_id: str, by: By) -> Ruled:
    """Take a decision on an outlet back; what was decided before holds again.

    Raises NotFound, InvalidInput without a name and a reason, and Conflict for one that was undone before.
    """
    by, now = _said(by), desk.clock()
    with desk.store.transaction():
        groups, ruling = outlet_groups(desk), desk.store.ruling(ruling_id)
        if ruling is None:
            raise NotFound(f"There is no decision {ruling_id[:60]!r} on an outlet.")
        if not desk.store.undo_ruling(ruling_id, by.reviewer, by.reason, now):
            raise Conflict("This decision was undone before.")
        job = put_down(desk, ruling, groups, by.reviewer)
    return Ruled(ruling, begin(desk, job))


def _counts_with(publisher: str, with_whom: With, name: str, groups: Groups) -> str:
    """The key of the origin under which the outlet is to count."""
    own = publisher_key(publisher)
    if with_whom is With.ITSELF:
        return own_key(publisher)
    name = _named(name, "name")
    if with_whom is With.FAMILY:
        return f"family:{name.casefold()}"
    other = publisher_key(name)
    if outlet_key(name, {**groups, own: own_key(publisher)}) == own_key(publisher):
        raise InvalidInput.of("name", f"{name} counts with {publisher} already: one of them has to stand by itself.")
    led_to = outlet_key(name)
    return led_to if led_to.startswith("wire:") else f"publisher:{other}"


def _named(name: str, field: str) -> str:
    name = one_line(name, field, _MOST_CHARS)
    if not publisher_key(name):
        raise InvalidInput.of(field, "Name it.")
    return name


def _said(by: By) -> By:
    said = By(reviewer=one_line(by.reviewer, "reviewer"), reason=one_line(by.reason, "reason", _MOST_REASON))
    blank = [name for name in ("reviewer", "reason") if not getattr(said, name)]
    if blank:
        raise InvalidInput("A decision says who made it and why.", {name: ["Must not be empty."] for name in blank})
    return said
