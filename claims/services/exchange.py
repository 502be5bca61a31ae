"""The whole ledger as JSON lines, out and in.

Articles come first, then each claim followed by what hangs on it, all by id: the same ledger always
gives the same lines. A line is `{"type": ..., "value": ...}`; articles carry `added_at` beside it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from claims.domain.article import Article
from claims.domain.claim import Appearance, TrackedClaim
from claims.domain.errors import InvalidInput
from claims.domain.evidence import Evidence
from claims.domain.grouping import Regrouping, Variant
from claims.domain.moment import Moment
from claims.domain.plain import from_plain, to_plain
from claims.domain.review import Review
from claims.domain.verdict import StatusChange
from claims.services.desk import Desk
from claims.services.printing import mark_article
from claims.services.viewpoint import END_OF_TIME, Viewpoint, seen_from, viewpoint

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: lines taken in, lines already on file, and (line number, message) of those refused."""

    imported: int
    skipped: int
    errors: tuple[tuple[int, str], ...]


def export_ledger(desk: Desk, as_of: Moment | None = None, known_at: Moment | None = None) -> Iterator[str]:
    """The ledger as JSON lines without line ends, in constant memory.

    Keys, subscriptions with what is on its way to them, and deleted claims are left out.

    With a viewpoint, as much of it as could be seen from there, and the statuses as they were (see viewpoint.py).
    """
    store, view = desk.store, viewpoint(as_of, known_at) or Viewpoint(END_OF_TIME)
    is_past = (as_of or known_at) is not None
    for article, added_at in store.all_articles():
        if view.knows(added_at) and article.published.day <= view.now.date():
            yield _line("article", view.article(article), added_at=to_plain(added_at))
    for tracked in store.all_claims():
        claim_id = tracked.claim.id
        if is_past and not (view.knows(tracked.created_at) and tracked.claim.claimed.day <= view.now.date()):
            continue
        yield _claim_line(seen_from(desk, tracked, view) if is_past else tracked)
        yield from (_line("appearance", a) for a in store.appearances(claim_id) if view.sees(a))
        yield from (_line("evidence", view.evidence(e)) for e in store.evidence(claim_id) if view.sees(e))
        yield from (_line("review", r) for r in view.reviews(store.reviews(claim_id)))
        yield from (_line("change", c) for c in store.history(claim_id) if view.sees_change(c))
    if not is_past:
        yield from _groups(desk)


def _groups(desk: Desk) -> Iterator[str]:
    """Claims that were merged into others, and after them what links claims: variants, merges and splits."""
    store = desk.store
    for tracked in store.all_merged_claims():
        yield _claim_line(tracked)
    for claims in (store.all_claims(), store.all_merged_claims()):
        for tracked in claims:
            own = tracked.claim.id
            yield from (_line("variant", v) for v in store.variants(own) if v.claim_id == own)
            yield from (_line("regrouping", r) for r in store.regroupings(own) if r.claim_id == own)


def _claim_line(tracked: TrackedClaim) -> str:
    """A claim without what was searched for it: the changes that this counts are those of one ledger."""
    value = to_plain(tracked)
    del value["searched"]
    return _line("claim", value)


def _line(kind: str, value: Any, **more: Any) -> str:
    return json.dumps({"type": kind, **more, "value": to_plain(value)}, ensure_ascii=False)


def import_ledger(desk: Desk, lines: Iterable[str], progress: Progress | None = None) -> ImportReport:
    """Take exported lines in, each in a transaction of its own; what is on file already stays as it is.

    Changes that come in so are told to no subscriber: they were no news.
    """
    imported = skipped = 0
    errors: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            with desk.store.transaction():
                if _take_in(desk, line):
                    imported += 1
                else:
                    skipped += 1
        except InvalidInput as error:
            errors.append((number, str(error)))
        if progress is not None:
            progress(number, None)
    return ImportReport(imported, skipped, tuple(errors))


def _take_in(desk: Desk, line: str) -> bool:
    """Whether the line brought something new. Raises InvalidInput for a line that is not one of ours."""
    try:
        data = json.loads(line)
        kind, value = data["type"], data["value"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InvalidInput('Not a line of an export: {"type": ..., "value": ...} was expected.') from None
    store = desk.store
    if kind == "article":
        article = from_plain(Article, value)
        is_new = store.add_article(article, from_plain(datetime, data.get("added_at"), "added_at"))
        if is_new and article.reprint_of is None:
            mark_article(desk, article, None)
        return is_new
    if kind == "claim":
        return store.add_claim(replace(from_plain(TrackedClaim, value), searched=None))
    if kind == "appearance":
        return store.add_appearance(_hanging(desk, from_plain(Appearance, value)))
    if kind == "evidence":
        piece = _hanging(desk, from_plain(Evidence, value))
        return _add_new(
            piece, [e.id for e in store.evidence_from(piece.claim_id, [piece.article_id])], store.put_evidence
        )
    if kind == "review":
        review = _hanging(desk, from_plain(Review, value))
        return _add_new(review, [r.id for r in store.reviews(review.claim_id)], store.add_review)
    if kind == "change":
        change = _hanging(desk, from_plain(StatusChange, value))
        return _add_new(change, [c.id for c in store.history(change.claim_id)], store.add_change)
    return _take_in_group(desk, kind, value)


def _take_in_group(desk: Desk, kind: Any, value: Any) -> bool:
    """As _take_in, for what links two claims."""
    store = desk.store
    if kind == "variant":
        return store.add_variant(_linking(desk, from_plain(Variant, value)))
    if kind == "regrouping":
        made = _linking(desk, from_plain(Regrouping, value))
        return _add_new(made, [r.id for r in store.regroupings(made.claim_id)], store.add_regrouping)
    raise InvalidInput(f"No such type of line: {str(kind)[:40]!r}.")


def _hanging(desk: Desk, value: Any) -> Any:
    """The value, when the claim and article it speaks of are on file. Raises InvalidInput otherwise."""
    if not desk.store.claims({value.claim_id}):
        raise InvalidInput(f"It speaks of claim {value.claim_id!r}, which is not on the ledger.")
    article_id = getattr(value, "article_id", None)
    if article_id is not None and desk.store.article(article_id) is None:
        raise InvalidInput(f"It speaks of article {article_id!r}, which is not on file.")
    return value


def _linking(desk: Desk, value: Any) -> Any:
    """The value, when both claims of which it speaks are on the ledger, or merged. Raises InvalidInput otherwise."""
    ids = {value.claim_id, value.other_id}
    if missing := ids - desk.store.claims(ids).keys() - desk.store.merged_claims(ids).keys():
        raise InvalidInput(f"It speaks of claim {min(missing)!r}, which is not on the ledger.")
    return value


def _add_new(value: Any, known: list[str], add: Callable[[Any], None]) -> bool:
    if value.id in known:
        return False
    add(value)
    return True
