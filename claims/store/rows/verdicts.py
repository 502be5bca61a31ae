"""Verdicts as rows: the cached one of a claim, and those of its history."""

from datetime import date
from typing import Any

from claims.domain.verdict import Cause, Outcome, Rule, Status, StatusChange, Verdict
from claims.store import codec

_STATUSES = {s.value: s for s in Status}
_RULES = {r.value: r for r in Rule}
_OUTCOMES: dict[str | None, Outcome | None] = {None: None} | {o.value: o for o in Outcome}

VERDICT = (
    "status", "rule", "summary", "outcome", "confidence", "overdue", "since", "supports", "refutes", "evidence_ids",
    "review_id",
)  # fmt: skip


def put_verdict(verdict: Verdict) -> dict[str, Any]:
    """A verdict's columns."""
    return {
        "status": verdict.status.value,
        "rule": verdict.rule.value,
        "summary": verdict.summary,
        "outcome": verdict.outcome.value if verdict.outcome else None,
        "confidence": verdict.confidence,
        "overdue": int(verdict.overdue),
        "since": verdict.since.isoformat() if verdict.since else None,
        "supports": verdict.supports,
        "refutes": verdict.refutes,
        "evidence_ids": codec.put_strings(verdict.evidence_ids),
        "review_id": verdict.review_id,
    }


def get_verdict(row: codec.Row) -> Verdict:
    """A verdict from its VERDICT columns."""
    status, rule, summary, outcome, confidence, overdue, since, supports, refutes, evidence_ids, review_id = row
    return Verdict(
        status=_STATUSES[status],
        rule=_RULES[rule],
        summary=summary,
        outcome=_OUTCOMES[outcome],
        confidence=confidence,
        overdue=bool(overdue),
        since=None if since is None else date.fromisoformat(since),
        supports=supports,
        refutes=refutes,
        evidence_ids=codec.get_strings(evidence_ids),
        review_id=review_id,
    )


CHANGE = ("id", "claim_id", "at", "before", "note", "cause", "made_by", "article_id", "published", *VERDICT)


def put_change(change: StatusChange) -> dict[str, Any]:
    """The columns of a line of history."""
    return put_verdict(change.verdict) | {
        "id": change.id,
        "claim_id": change.claim_id,
        "at": codec.put_instant(change.at),
        "before": change.before.value,
        "note": change.note,
        "cause": change.cause.value if change.cause else None,
        "made_by": change.made_by,
        "article_id": change.article_id,
        "published": None if change.published is None else codec.put_moment(change.published),
    }


def get_change(row: codec.Row) -> StatusChange:
    """A line of history from its CHANGE columns."""
    id_, claim_id, at, before, note, cause, made_by, article_id, published, *verdict = row
    return StatusChange(
        id=id_,
        claim_id=claim_id,
        at=codec.get_instant(at),
        before=_STATUSES[before],
        verdict=get_verdict(verdict),
        note=note,
        cause=None if cause is None else Cause(cause),
        made_by=made_by,
        article_id=article_id,
        published=None if published is None else codec.get_moment(published),
    )
