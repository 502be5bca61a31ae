"""An article is taken out of account, or put back: every status that it bore on is derived again."""

from dataclasses import dataclass, replace
from datetime import datetime

from claims.domain.article import Article
from claims.domain.errors import Conflict, InvalidInput, NotFound
from claims.domain.verdict import Cause, StatusChange
from claims.domain.withdrawal import Withdrawal, standing
from claims.intake import one_line
from claims.services.desk import Desk
from claims.services.filing import file_evidence, file_verdict
from claims.services.standing import standing as on_ledger
from claims.services.trails import trace_again

_MAX_REASON = 2_000  # characters


@dataclass(frozen=True, slots=True)
class WithdrawalReport:
    """The article with its withdrawals, and which statuses changed by this one."""

    article: Article
    changes: tuple[StatusChange, ...]


def withdraw_article(desk: Desk, article_id: str, reason: str, by: str | None = None) -> WithdrawalReport:
    """Take an article out of account, for a reason; it stays on file.

    Raises NotFound, InvalidInput without a reason, and Conflict when it is withdrawn already.
    """
    reason, by = _said(reason, by)
    now = desk.clock()
    with desk.store.transaction():
        article = _on_file(desk, article_id)
        if (before := standing(article.withdrawals, now)) is not None:
            raise Conflict(f"This article was withdrawn on {before.at.date()}: {before.reason}")
        made = (*article.withdrawals, Withdrawal(at=now, reason=reason, by=by))
        return _derive_again(desk, replace(article, withdrawals=made), now, by)


def restore_article(desk: Desk, article_id: str, reason: str, by: str | None = None) -> WithdrawalReport:
    """Put a withdrawn article back, for a reason; that it was withdrawn stays on file.

    Raises NotFound, InvalidInput without a reason, and Conflict when it is not withdrawn.
    """
    reason, by = _said(reason, by)
    now = desk.clock()
    with desk.store.transaction():
        article = _on_file(desk, article_id)
        if (current := standing(article.withdrawals, now)) is None:
            raise Conflict("This article is not withdrawn.")
        undone = replace(current, undone_at=now, undone_by=by, undone_reason=reason)
        made = tuple(undone if each is current else each for each in article.withdrawals)
        return _derive_again(desk, replace(article, withdrawals=made), now, by)


def _said(reason: str, by: str | None) -> tuple[str, str | None]:
    reason = one_line(reason, "reason", _MAX_REASON)
    if not reason:
        raise InvalidInput.of("reason", "Say why: a withdrawal and its undoing have a reason.")
    return reason, one_line(by, "reviewer") or None if by is not None else None


def _on_file(desk: Desk, article_id: str) -> Article:
    article = desk.store.article(article_id)
    if article is None:
        raise NotFound(f"There is no article {article_id[:60]!r} on file.")
    return article


def _derive_again(desk: Desk, article: Article, now: datetime, by: str | None) -> WithdrawalReport:
    desk.store.set_withdrawals(article.id, article.withdrawals)
    changes: list[StatusChange] = []
    for told in desk.store.evidence_in(article.id):
        tracked = on_ledger(desk, told.claim_id)
        file_evidence(desk, trace_again(desk, tracked.claim, desk.store.evidence(tracked.claim.id), now))
        _, change = file_verdict(desk, tracked, now, Cause.WITHDRAWAL, by)
        changes += [change] if change is not None else []
    return WithdrawalReport(article, tuple(changes))
