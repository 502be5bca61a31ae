"""Claims as CSV for spreadsheets, out and in (RFC 4180).

A cell that a spreadsheet would take for a formula gets an apostrophe in front, by which it is text
(OWASP, "CSV Injection"); coming in, that apostrophe goes again.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from claims.domain.address import web_address
from claims.domain.claim import Kind, TrackedClaim
from claims.domain.errors import ClaimdeskError, InvalidInput, StoreUnavailable
from claims.domain.moment import format_instant, parse_moment
from claims.intake import Sheet, csv_line
from claims.services.desk import Desk
from claims.services.ledger import NewClaim, add_claim
from claims.services.rows import ImportReport, Progress, Refuse, Refused, Tally

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_TAGS = "; "

_COLUMNS: tuple[tuple[str, Callable[[TrackedClaim], Any]], ...] = (
    ("id", lambda t: t.claim.id),
    ("text", lambda t: t.claim.text),
    ("kind", lambda t: t.claim.kind),
    ("status", lambda t: t.verdict.status),
    ("rule", lambda t: t.verdict.rule),
    ("summary", lambda t: t.verdict.summary),
    ("outcome", lambda t: t.verdict.outcome),
    ("overdue", lambda t: "yes" if t.verdict.overdue else "no"),
    ("claimant", lambda t: t.claim.claimant),
    ("claimed_at", lambda t: t.claim.claimed.iso()),
    ("deadline", lambda t: t.claim.deadline and t.claim.deadline.date.isoformat()),
    ("publisher", lambda t: t.claim.publisher),
    ("url", lambda t: t.claim.url),
    ("title", lambda t: t.claim.title),
    ("tags", lambda t: _TAGS.join(t.claim.tags)),
    ("appearances", lambda t: t.appearances),
    ("supports", lambda t: t.verdict.supports),
    ("refutes", lambda t: t.verdict.refutes),
    ("since", lambda t: t.verdict.since),
    ("last_checked_at", lambda t: t.last_checked_at and format_instant(t.last_checked_at)),
    ("updated_at", lambda t: format_instant(t.updated_at)),
)
_READ = ("text", "claimant", "claimed_at", "kind", "deadline", "tags", "publisher", "url", "title")


def export_claims(desk: Desk) -> Iterator[str]:
    """The claims on the ledger as CSV, line ends included: names of columns first, then a row each, by id.

    In constant memory, and as the ledger stood when the first row was read.
    """
    yield csv_line([name for name, _ in _COLUMNS])
    with desk.store.snapshot():
        for tracked in desk.store.all_claims():
            yield csv_line([_guarded(cell(tracked)) for _, cell in _COLUMNS])


def _guarded(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if _looks_like_formula(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _looks_like_formula(text) else text


def _looks_like_formula(text: str) -> bool:
    """Apostrophes in front are passed over, so that what was guarded is told from what came so."""
    bare = text.lstrip("'")
    return bare[:1] in _FORMULA or bare.lstrip()[:1] in _FORMULA if bare else False


def import_claims(
    desk: Desk, file: BinaryIO, refuse: Refuse | None = None, progress: Progress | None = None
) -> ImportReport:
    """Put the claims of a CSV on the ledger, each held against the articles on file, in constant memory.

    The first row names the columns, of which `text` is needed; what a ledger derives (status, counts) is passed
    over, for it is derived here anew. A row that cannot be used is handed to `refuse`. Raises InvalidInput for a
    file whose first row does not name a column `text`.
    """
    sheet = Sheet(file, "text")
    head = csv_line(sheet.columns).encode()
    tally = Tally(refuse, progress)
    for number, cells in sheet.rows():
        try:
            _, is_new = add_claim(desk, _new_claim(sheet.named(cells)))
        except StoreUnavailable:
            raise
        except ClaimdeskError as error:
            raw = csv_line(cells).encode("utf-8", "surrogateescape") if isinstance(cells, list) else None
            tally.refused(Refused(number, str(error), raw, head))
        else:
            tally.took_in(number, is_new=is_new)
    return tally.report()


def _new_claim(said: Mapping[str, str]) -> NewClaim:
    given = {name: _unguarded(said[name]) for name in _READ if name in said}
    moment, deadline, kind = given.pop("claimed_at", None), given.pop("deadline", None), given.pop("kind", None)
    if "url" in given:
        web_address(given["url"], "url")
    tags = tuple(tag for each in given.pop("tags", "").split(";") if (tag := each.strip()))
    return NewClaim(
        **{"text": "", **given},
        claimed=parse_moment(moment, "claimed_at") if moment else None,
        deadline=_day(deadline) if deadline else None,
        kind=_kind(kind) if kind else None,
        tags=tags,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput.of("deadline", f"{text[:40]!r} is not a day such as 2022-08-09.") from None


def _kind(text: str) -> Kind:
    try:
        return Kind(text.lower())
    except ValueError:
        raise InvalidInput.of("kind", f"{text[:40]!r} is no kind; use one of {', '.join(Kind)}.") from None
