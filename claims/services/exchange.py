"""The whole ledger as JSON lines, out and in.

Articles come first, then each claim followed by what hangs on it, all by id, and at the end what concerns no single
claim: the same ledger always gives the same lines. A line is `{"type": ..., "value": ...}`; articles carry `added_at`
beside it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from claims.domain.article import Article
from claims.domain.claim import Appearance, TrackedClaim
from claims.domain.errors import Conflict, InvalidInput, NotFound
from claims.domain.evidence import Evidence
from claims.domain.grouping import Regrouping, Variant
from claims.domain.moment import Moment
from claims.domain.outlet import OutletRuling
from claims.domain.plain import from_plain, to_plain
from claims.domain.review import Review
from claims.domain.similar import KeptText
from claims.domain.verdict import StatusChange
from claims.intake import bounded_lines, read_object
from claims.services.desk import Desk
from claims.services.outlets import take_ruling
from claims.services.printing import mark_article
from claims.services.rows import ImportReport, Progress, Refuse, Refused, Tally
from claims.services.similar import take_text
from claims.services.viewpoint import END_OF_TIME, Viewpoint, seen_from, viewpoint

_BATCH = 200  # lines of one transaction
_BATCH_BYTES = 8_000_000
_BYTES_OF_A_CHARACTER = 6  # at most, as JSON has it
_BESIDE_THE_TEXT = 1_000_000  # bytes of a line


def export_ledger(desk: Desk, as_of: Moment | None = None, known_at: Moment | None = None) -> Iterator[str]:
    """The ledger as JSON lines without line ends, in constant memory, as it stood when the first line was read.

    Keys, feeds, subscriptions with what is on its way to them, and deleted claims are left out.

    With a viewpoint, as much of it as could be seen from there, and the statuses as they were (see viewpoint.py);
    how claims were grouped, decisions on outlets and texts kept for others are left out then.
    """
    store, view = desk.store, viewpoint(as_of, known_at) or Viewpoint(END_OF_TIME)
    is_past = (as_of or known_at) is not None
    with store.snapshot():
        for article, added_at in store.all_articles():
            if view.knows(added_at) and article.published.has_come(view.now):
                yield _line("article", view.article(article), added_at=to_plain(added_at))
        for tracked in store.all_claims():
            if not is_past:
                yield from _whole(desk, tracked, view)
            elif view.knows(tracked.created_at) and tracked.claim.claimed.day <= view.now.date():
                yield from _whole(desk, seen_from(desk, tracked, view), view)
        if not is_past:
            yield from _groups(desk, view)
            yield from (_line("ruling", ruling) for ruling in store.all_rulings())
            yield from (_line("text", kept) for kept in store.all_texts())


def _whole(desk: Desk, tracked: TrackedClaim, view: Viewpoint) -> Iterator[str]:
    """A claim, and what hangs on it."""
    store, claim_id = desk.store, tracked.claim.id
    yield _claim_line(tracked)
    yield from (_line("appearance", a) for a in store.appearances(claim_id) if view.sees(a))
    yield from (_line("evidence", view.evidence(e)) for e in store.evidence(claim_id) if view.sees(e))
    yield from (_line("review", r) for r in view.reviews(store.reviews(claim_id)))
    yield from (_line("change", c) for c in store.history(claim_id) if view.sees_change(c))


def _groups(desk: Desk, view: Viewpoint) -> Iterator[str]:
    """Claims that were merged into others, and after them what links claims: variants, merges and splits."""
    store = desk.store
    for tracked in store.all_merged_claims():
        yield from _whole(desk, tracked, view)
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


def import_ledger(
    desk: Desk, lines: Iterable[str | bytes], refuse: Refuse | None = None, progress: Progress | None = None
) -> ImportReport:
    """Take exported lines in, in constant memory; what is on file already stays as it is.

    `lines` may be an open file. A line that cannot be used is handed to `refuse`, and the others go in. Changes that
    come in so are told to no subscriber: they were no news.
    """
    longest = _BYTES_OF_A_CHARACTER * desk.settings.max_text_chars + _BESIDE_THE_TEXT
    tally = Tally(refuse, progress)
    for batch in _batches(bounded_lines(lines, longest)):
        with desk.store.transaction():
            for number, raw in batch:
                _take_in_or_refuse(desk, number, raw, tally)
    return tally.report()


def _batches(lines: Iterable[tuple[int, str | bytes | None]]) -> Iterator[list[tuple[int, str | bytes | None]]]:
    """Lines in numbers that are soon written: a transaction keeps others from writing."""
    batch: list[tuple[int, str | bytes | None]] = []
    size = 0
    for number, raw in lines:
        batch.append((number, raw))
        size += len(raw or "")
        if len(batch) == _BATCH or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _take_in_or_refuse(desk: Desk, number: int, raw: str | bytes | None, tally: Tally) -> None:
    """A line is taken in whole or not at all."""
    if raw is None:
        tally.refused(Refused(number, "The line is longer than any that an export has; it is not kept.", None))
        return
    try:
        with desk.store.transaction():
            is_new = _take_in(desk, raw)
    except (InvalidInput, Conflict, NotFound) as error:
        tally.refused(
            Refused(number, str(error), (raw if isinstance(raw, bytes) else raw.encode()).rstrip(b"\r\n") + b"\n")
        )
    else:
        tally.took_in(number, is_new=is_new)


def _take_in(desk: Desk, line: str | bytes) -> bool:
    """Whether the line brought something new. Raises InvalidInput for a line that is not one of ours."""
    data = read_object(line)
    if not {"type", "value"} <= data.keys():
        raise InvalidInput('Not a line of an export: {"type": ..., "value": ...} was expected.')
    kind, value = data["type"], data["value"]
    if kind == "article":
        return _take_article(desk, value, from_plain(datetime, data.get("added_at"), "added_at"))
    if not isinstance(kind, str) or kind not in _TAKERS:
        raise InvalidInput(f"No such type of line: {str(kind)[:40]!r}.")
    return _TAKERS[kind](desk, value)


def _take_article(desk: Desk, value: Any, added_at: datetime) -> bool:
    article = from_plain(Article, value)
    is_new = desk.store.add_article(article, added_at)
    if is_new and article.reprint_of is None:
        mark_article(desk, article, None)
    return is_new


def _take_claim(desk: Desk, value: Any) -> bool:
    tracked = replace(from_plain(TrackedClaim, value), searched=None)
    if _leads_back(desk, tracked):
        raise InvalidInput("It was merged into itself, at once or through others, so that no claim would stand for it.")
    return desk.store.add_claim(tracked)


def _leads_back(desk: Desk, tracked: TrackedClaim) -> bool:
    """Whether the merges of a claim, as far as they are on file by now, come back to it; no others do."""
    into = tracked.merged_into
    while into is not None and into != tracked.claim.id:
        merged = desk.store.merged_claims([into]).get(into)
        into = merged.merged_into if merged is not None else None
    return into is not None


def _take_appearance(desk: Desk, value: Any) -> bool:
    return desk.store.add_appearance(_hanging(desk, from_plain(Appearance, value)))


def _take_evidence(desk: Desk, value: Any) -> bool:
    piece = _hanging(desk, from_plain(Evidence, value))
    known = [e.id for e in desk.store.evidence_from(piece.claim_id, [piece.article_id])]
    return _add_new(piece, known, desk.store.put_evidence)


def _take_review(desk: Desk, value: Any) -> bool:
    review = _hanging(desk, from_plain(Review, value))
    return _add_new(review, [r.id for r in desk.store.reviews(review.claim_id)], desk.store.add_review)


def _take_change(desk: Desk, value: Any) -> bool:
    change = _hanging(desk, from_plain(StatusChange, value))
    return _add_new(change, [c.id for c in desk.store.history(change.claim_id)], desk.store.add_change)


def _take_variant(desk: Desk, value: Any) -> bool:
    return desk.store.add_variant(_linking(desk, from_plain(Variant, value)))


def _take_regrouping(desk: Desk, value: Any) -> bool:
    made = _linking(desk, from_plain(Regrouping, value))
    return _add_new(made, [r.id for r in desk.store.regroupings(made.claim_id)], desk.store.add_regrouping)


def _take_ruling(desk: Desk, value: Any) -> bool:
    return take_ruling(desk, from_plain(OutletRuling, value))


def _take_text(desk: Desk, value: Any) -> bool:
    return take_text(desk, from_plain(KeptText, value))


_TAKERS: dict[str, Callable[[Desk, Any], bool]] = {
    "claim": _take_claim,
    "appearance": _take_appearance,
    "evidence": _take_evidence,
    "review": _take_review,
    "change": _take_change,
    "variant": _take_variant,
    "regrouping": _take_regrouping,
    "ruling": _take_ruling,
    "text": _take_text,
}


def _hanging(desk: Desk, value: Any) -> Any:
    """The value, when the claim and article it speaks of are on file. Raises InvalidInput otherwise."""
    if not (desk.store.claims({value.claim_id}) or desk.store.merged_claims({value.claim_id})):
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
