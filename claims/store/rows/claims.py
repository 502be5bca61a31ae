"""Claims as rows."""

from datetime import date
from typing import Any

from claims.domain.claim import Claim, Deadline, Kind, Search, TrackedClaim
from claims.store import codec
from claims.store.rows.verdicts import VERDICT, get_verdict, put_verdict

_KINDS = {k.value: k for k in Kind}

CLAIM = (
    "id", "text", "kind", "claimed", "original", "claimant", "deadline", "deadline_precision", "deadline_text",
    "quantities", "dates", "entities", "tags", "publisher", "url", "title", "article_id", "predecessor_id",
    "successor_id", "extractor",
)  # fmt: skip
TRACKED = (
    *CLAIM, "created_at", "updated_at", "version", "last_checked_at", "last_check_found", "next_check_at",
    "searched_for", "searched_up_to", "merged_into", *VERDICT,
)  # fmt: skip


def put_claim(tracked: TrackedClaim) -> dict[str, Any]:
    """A claim's columns, but for `seq` and `deleted_at`."""
    claim = tracked.claim
    deadline = claim.deadline
    return put_verdict(tracked.verdict) | {
        "id": claim.id,
        "text": claim.text,
        "kind": claim.kind.value,
        "claimed": codec.put_moment(claim.claimed),
        "original": claim.original,
        "claimant": claim.claimant,
        "claimant_key": codec.put_folded_key(claim.claimant),
        "deadline": deadline.date.isoformat() if deadline else None,
        "deadline_precision": deadline.precision.value if deadline else None,
        "deadline_text": deadline.text if deadline else None,
        "quantities": codec.put_quantities(claim.quantities),
        "dates": codec.put_dates(claim.dates),
        "entities": codec.put_strings(claim.entities),
        "tags": codec.put_strings(claim.tags),
        "publisher": claim.publisher,
        "publisher_key": codec.put_publisher_key(claim.publisher),
        "url": claim.url,
        "title": claim.title,
        "article_id": claim.article_id,
        "predecessor_id": claim.predecessor_id,
        "successor_id": claim.successor_id,
        "extractor": claim.extractor,
        "created_at": codec.put_instant(tracked.created_at),
        "updated_at": codec.put_instant(tracked.updated_at),
        "version": tracked.version,
        "last_checked_at": codec.put_instant_or_none(tracked.last_checked_at),
        "last_check_found": tracked.last_check_found,
        "next_check_at": codec.put_instant_or_none(tracked.next_check_at),
        "searched_for": None if tracked.searched is None else tracked.searched.wanted,
        "searched_up_to": None if tracked.searched is None else tracked.searched.up_to,
        "merged_into": tracked.merged_into,
    }


def get_claim(row: codec.Row) -> TrackedClaim:
    """A tracked claim from its TRACKED columns and the number of its appearances."""
    (
        id_, text, kind, claimed, original, claimant, deadline, precision, deadline_text, quantities, dates, entities,
        tags, publisher, url, title, article_id, predecessor_id, successor_id, extractor,
        created_at, updated_at, version, last_checked_at, last_check_found, next_check_at,
        searched_for, searched_up_to, merged_into,
        *verdict, appearances,
    ) = row  # fmt: skip
    return TrackedClaim(
        claim=Claim(
            id=id_,
            text=text,
            kind=_KINDS[kind],
            claimed=codec.get_moment(claimed),
            original=original,
            claimant=claimant,
            deadline=_get_deadline(deadline, precision, deadline_text),
            quantities=codec.get_quantities(quantities),
            dates=codec.get_dates(dates),
            entities=codec.get_strings(entities),
            tags=codec.get_strings(tags),
            publisher=publisher,
            url=url,
            title=title,
            article_id=article_id,
            predecessor_id=predecessor_id,
            successor_id=successor_id,
            extractor=extractor,
        ),
        verdict=get_verdict(verdict),
        created_at=codec.get_instant(created_at),
        updated_at=codec.get_instant(updated_at),
        version=version,
        appearances=appearances,
        last_checked_at=codec.get_instant_or_none(last_checked_at),
        last_check_found=last_check_found,
        next_check_at=codec.get_instant_or_none(next_check_at),
        searched=None if searched_for is None else Search(searched_for, searched_up_to),
        merged_into=merged_into,
    )


def _get_deadline(day: str | None, precision: str | None, text: str | None) -> Deadline | None:
    if day is None or precision is None or text is None:
        return None
    return Deadline(date.fromisoformat(day), codec.PRECISIONS[precision], text)
