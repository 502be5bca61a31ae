"""`claims` and `show`: what is on the ledger."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli.origins import origins_as_json, print_origins
from claims.cli.output import coloured, complain, plain, say, say_json, table
from claims.cli.root import DayParam, Program, json_option, pass_program, viewpoint_options
from claims.domain.claim import Kind, TrackedClaim
from claims.domain.moment import Moment, format_instant
from claims.domain.query import Checked, ClaimFilter, ClaimSort
from claims.domain.verdict import Cause, Status

if TYPE_CHECKING:
    from claims.services.desk import Desk

_BY_PEOPLE = {Cause.REVIEW, Cause.WITHDRAWAL, Cause.GROUPING, Cause.EDIT}


@click.command("claims", epilog='Example: python -m claims claims --status pending --q "ferry berth" --limit 10')
@click.option("--status", type=click.Choice([s.value for s in Status]))
@click.option("--kind", type=click.Choice([k.value for k in Kind]))
@click.option("--overdue/--not-overdue", default=None, help="Only promises past their deadline, or only others.")
@click.option("--claimant", help="Who made the claim.")
@click.option("--publisher", help="Who carried it first.")
@click.option("--tag")
@click.option(
    "--checked",
    type=click.Choice([c.value for c in Checked]),
    help="Not looked at; looked at, and nothing speaks of it; or something does.",
)
@click.option("--q", help="Words to look for; the best fit comes first.")
@click.option("--since", type=DayParam(), help="Claims of this day or later.")
@click.option("--until", type=DayParam(), help="Claims of this day or earlier.")
@click.option("--sort", type=click.Choice([s.value for s in ClaimSort]), default=ClaimSort.NEWEST.value)
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=50, show_default=True)
@json_option
@pass_program
def claims_command(
    program: Program, /, status: str | None, kind: str | None, sort: str, limit: int, as_json: bool, **options: Any
) -> None:
    """List claims, newest first."""
    from claims.services.ledger import list_claims

    q, checked = options.pop("q"), options.pop("checked")
    where = ClaimFilter(
        status=Status(status) if status else None,
        kind=Kind(kind) if kind else None,
        checked=Checked(checked) if checked else None,
        **options,
    )
    with program.desk() as desk:
        page = list_claims(desk, where, ClaimSort(sort), limit, None, q)
    if as_json:
        from schemas.claim import ClaimListSchema

        say_json(ClaimListSchema().dump(page))
        return
    table(
        ("ID", "DAY", "STATUS", "KIND", "CLAIMANT", "DEADLINE", "CLAIM"),
        [_row(tracked) for tracked in page.items],
        cut=("CLAIMANT", "CLAIM"),
    )
    if page.next:
        complain(f"There are more than these {limit}; --limit shows more.")


def _row(tracked: TrackedClaim) -> tuple[str, ...]:
    claim, verdict = tracked.claim, tracked.verdict
    return (
        claim.id,
        claim.claimed.day.isoformat(),
        "overdue" if verdict.overdue else verdict.status,
        claim.kind,
        claim.claimant or "",
        claim.deadline.date.isoformat() if claim.deadline else "",
        claim.text,
    )


@click.command(epilog="Example: python -m claims show c0123456789abcdef0123 --as-of 2022-09-01")
@click.argument("claim_id", metavar="ID")
@viewpoint_options
@click.option("--origins", is_flag=True, help="Show which articles lead back to which, in place of the evidence.")
@json_option
@pass_program
def show(
    program: Program, claim_id: str, as_of: Moment | None, known_at: Moment | None, origins: bool, as_json: bool
) -> None:
    """Show where a claim stands, and why.

    What was found is shown too, and how it got there.
    """
    from claims.services.ledger import get_claim

    with program.desk() as desk:
        tracked = get_claim(desk, claim_id, as_of, known_at)
        if as_json:
            say_json(_as_json(desk, tracked, as_of, known_at, origins=origins))
            return
        _print_claim(tracked)
        if origins:
            print_origins(desk, claim_id)
            return
        _print_evidence(desk, claim_id, as_of, known_at)
        if as_of is None and known_at is None:
            _print_decisions(desk, claim_id)
        _print_history(desk, claim_id, as_of, known_at)
        _print_appearances(desk, claim_id)


def _as_json(
    desk: "Desk", tracked: TrackedClaim, as_of: Moment | None, known_at: Moment | None, *, origins: bool
) -> dict[str, Any]:
    from claims.services.record import claim_appearances, claim_evidence, claim_history
    from schemas.appearance import AppearanceSchema
    from schemas.claim import ClaimSchema
    from schemas.evidence import EvidenceSchema
    from schemas.history import ChangeSchema

    claim_id = tracked.claim.id
    return {
        **ClaimSchema().dump(tracked),
        "evidence": EvidenceSchema(many=True).dump(claim_evidence(desk, claim_id, as_of, known_at)),
        "history": ChangeSchema(many=True).dump(claim_history(desk, claim_id, as_of, known_at)),
        "appearances_in": AppearanceSchema(many=True).dump(claim_appearances(desk, claim_id)),
        **({"origins_in": origins_as_json(desk, claim_id)} if origins else {}),
    }


def _print_claim(tracked: TrackedClaim) -> None:
    claim, verdict = tracked.claim, tracked.verdict
    say(plain(claim.text))
    say()
    state = coloured("overdue" if verdict.overdue else verdict.status)
    outcome = f", {verdict.outcome}" if verdict.outcome else ""
    say(f"Status     {state}{outcome} (rule {verdict.rule}, confidence {verdict.confidence:.2f})")
    say(f"Reason     {plain(verdict.summary)}")
    say(f"Origins    {verdict.supports} for, {verdict.refutes} against")
    say(f"Kind       {claim.kind}")
    said = [f"by {claim.claimant}"] if claim.claimant else []
    said += [f"in {claim.publisher}"] if claim.publisher else []
    say(f"Claimed    {claim.claimed.iso()} {plain(', '.join(said))}".rstrip())
    if claim.deadline:
        say(f"Deadline   {claim.deadline.date} ({plain(claim.deadline.text)})")
    for name, linked in (("Follows", claim.predecessor_id), ("Moved to", claim.successor_id)):
        if linked:
            say(f"{name:10} {linked}")
    if tracked.last_checked_at is None:
        say("Checked    never")
    else:
        say(f"Checked    {format_instant(tracked.last_checked_at)}: {plain(tracked.last_check_found or '')}")
        if tracked.next_check_at is None:
            say("Next       never by itself: it is decided, and the policy looks at none of those again")


def _print_evidence(desk: "Desk", claim_id: str, as_of: Moment | None, known_at: Moment | None) -> None:
    from claims.services.record import claim_evidence

    say()
    say("Evidence")
    for view in claim_evidence(desk, claim_id, as_of, known_at):
        judgement = view.evidence.judgement
        where = ", ".join(part for part in (view.article.publisher, view.article.title) if part)
        say(f"  {view.evidence.published.day}  {judgement.stance}, {judgement.strength}  {plain(where)}")
        say(f"      “{plain(judgement.passage.text)}”")
        say(f"      {'counts' if view.counts else 'does not count'}: {plain(view.because)}")
        say(f"      {plain(view.evidence.origin.detail)}")
        if view.review:
            say(f"      reviewed by {plain(view.review.reviewer)}: {plain(view.review.reason)}")


def _print_decisions(desk: "Desk", claim_id: str) -> None:
    """What people decided that stands, with the ids by which `undo` takes it back."""
    from claims.services.grouping import list_regroupings
    from claims.services.reviewing import list_reviews

    reviews = [review for review in list_reviews(desk, claim_id) if review.withdrawn_at is None]
    regroupings = [made for made in list_regroupings(desk, claim_id) if made.undone_at is None]
    if not reviews and not regroupings:
        return
    say()
    say("Decisions")
    for review in reviews:
        said = review.status or review.stance or review.origin or "not about this claim"
        say(f"  {review.id}  {review.kind}: {plain(said)}, by {plain(review.reviewer)}: {plain(review.reason)}")
    for made in regroupings:
        ends = f"{made.claim_id} -> {made.other_id}"
        say(f"  {made.id}  {made.kind}: {ends}, by {plain(made.reviewer)}: {plain(made.reason)}")


def _print_history(desk: "Desk", claim_id: str, as_of: Moment | None, known_at: Moment | None) -> None:
    from claims.services.record import claim_history

    say()
    say("History")
    for change in claim_history(desk, claim_id, as_of, known_at):
        state = coloured("overdue" if change.verdict.overdue else change.after)
        say(f"  {format_instant(change.at)}  {change.before} -> {state}  {plain(change.verdict.summary)}")
        if change.note:
            say(f"      {plain(change.note)}")
        elif change.made_by or change.cause in _BY_PEOPLE:
            say(f"      by {plain(change.made_by or 'a person')} ({change.cause})")


def _print_appearances(desk: "Desk", claim_id: str) -> None:
    from claims.services.record import claim_appearances

    say()
    say("Appearances")
    for view in claim_appearances(desk, claim_id):
        where = ", ".join(part for part in (view.article.publisher, view.article.title, view.article.url) if part)
        say(f"  {view.appearance.published.day}  {plain(where or view.article.id)}{' (first)' * view.appearance.first}")
