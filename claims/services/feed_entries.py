"""One entry of a feed comes in: its text from the feed, or from the page where the feed has only a summary."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from claims.domain.article import Page
from claims.domain.errors import FetchFailed, InvalidInput, StoreUnavailable
from claims.domain.feed import Entry, FeedKind
from claims.domain.verdict import StatusChange
from claims.services.bulk import ingest_file
from claims.services.desk import Desk
from claims.services.ingest import Intake, ingest_page, limits_of, page_at

_LONGEST_REASON = 500  # characters

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of an entry."""

    NEW = "new"
    KNOWN = "known"  # on file already
    REJECTED = "rejected"  # it cannot be taken in as it is
    FAILED = "failed"  # it could not be had, and is tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReport:
    """What became of an entry, or of one article of a file: `where` is its address, or its file and line.

    `reason` says why it was rejected or failed, or why only its summary was taken. `wait` is how long its host asks to
    be left alone. `claims` are counted, `changes` are of any claim.
    """

    where: str
    outcome: Outcome
    title: str = ""
    article_id: str | None = None
    reason: str | None = None
    claims: int = 0
    changes: tuple[StatusChange, ...] = ()
    wait: timedelta | None = None


def take_entry(desk: Desk, kind: FeedKind, entry: Entry, *, last_try: bool) -> list[EntryReport]:
    """Take an entry in; each article is one transaction.

    On the last try a summary has to do where the page still cannot be had, and without one it is rejected. Whatever is
    wrong with an entry is in its report; only StoreUnavailable is raised.
    """
    where = entry.url or entry.title or entry.key
    try:
        if kind is FeedKind.FOLDER:
            return list(_from_file(desk, Path(where), entry.title))
        page, note = _page(desk, entry, last_try=last_try)
        return [_told(where, ingest_page(desk, _not_ahead(desk, page)), entry.title, note)]
    except StoreUnavailable:
        raise
    except FetchFailed as error:
        outcome = Outcome.REJECTED if error.lasting or last_try else Outcome.FAILED
        return [EntryReport(where=where, outcome=outcome, title=entry.title, reason=plain(error), wait=error.wait)]
    except InvalidInput as error:
        return [EntryReport(where=where, outcome=Outcome.REJECTED, title=entry.title, reason=plain(error))]
    except Exception as error:  # one article that nobody foresaw does not keep the others out
        log.exception("An entry could not be taken in: %s", plain(where))
        reason = f"Unexpected {type(error).__name__}; the log has it."
        outcome = Outcome.REJECTED if last_try else Outcome.FAILED
        return [EntryReport(where=where, outcome=outcome, title=entry.title, reason=reason)]


def _from_file(desk: Desk, path: Path, title: str) -> Iterator[EntryReport]:
    for line in ingest_file(desk, path):
        if line.intake is None:
            yield EntryReport(where=line.where, outcome=Outcome.REJECTED, title=title, reason=plain(line.error or ""))
        else:
            yield _told(line.where, line.intake, title)


def _told(where: str, intake: Intake, title: str, note: str | None = None) -> EntryReport:
    return EntryReport(
        where=where,
        outcome=Outcome.NEW if intake.created else Outcome.KNOWN,
        title=intake.article.title or title,
        article_id=intake.article.id,
        reason=note,
        claims=len(intake.claims),
        changes=intake.changes,
    )


def _page(desk: Desk, entry: Entry, *, last_try: bool) -> tuple[Page, str | None]:
    """The whole text as far as it can be had, and what there is to say where that is only the summary."""
    carried = entry.page
    if carried is not None and (entry.whole or entry.url is None):
        return carried, None
    if entry.url is None:
        raise InvalidInput.of("feed", entry.fault or "The entry has neither a text nor an address.")
    try:
        page = page_at(desk.fetch(entry.url), limits_of(desk))
    except (FetchFailed, InvalidInput) as error:
        passing = isinstance(error, FetchFailed) and not error.lasting
        if carried is None or (passing and not last_try):
            raise
        return carried, f"Only its summary was taken: {plain(error)}"
    if carried is not None and len(page.text) < len(carried.text):
        return carried, "Only its summary was taken: the page shows less."
    title, published = page.title or entry.title, page.published or entry.published
    return replace(page, title=title, published=published), None


def _not_ahead(desk: Desk, page: Page) -> Page:
    """The page without a day of publication that lies in the future: it is there now, so a clock or zone was wrong."""
    ahead = page.published is not None and page.published.is_after(desk.clock())
    return replace(page, published=None) if ahead else page


def plain(said: object) -> str:
    """What is said, on one line of bounded length."""
    text = "".join(char if char.isprintable() else " " for char in str(said))
    return " ".join(text.split())[:_LONGEST_REASON]
