"""`merge`, `split` and `variants`: which sightings are of one claim. `undo` takes back what people decided of one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from claims.cli.output import plain, say, say_json, table
from claims.cli.root import Program, json_option, pass_program

if TYPE_CHECKING:
    from claims.domain.claim import TrackedClaim
    from claims.services.grouping import Grouped, VariantView


def _by(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who decides, and why."""
    named = click.option("--reviewer", required=True, metavar="NAME", help="Who decides this.")
    return named(click.option("--reason", required=True, metavar="TEXT", help="Why.")(command))


@click.command(epilog='Example: python -m claims merge c0123 c4567 --reviewer "A. Lund" --reason "One depot."')
@click.argument("claim_id", metavar="ID")
@click.argument("into", metavar="INTO")
@_by
@json_option
@pass_program
def merge(program: Program, claim_id: str, into: str, reviewer: str, reason: str, as_json: bool) -> None:
    """Merge claim ID into claim INTO.

    All its sightings go there, and its id leads there.
    """
    from claims.services.grouping import By, merge_claims

    with program.desk() as desk:
        made = merge_claims(desk, claim_id, into, By(reviewer=reviewer, reason=reason))
    _tell(made, as_json)


@click.command(
    epilog='Example: python -m claims split c0123 --article a4567 --reviewer "A. Lund" --reason "Another depot."'
)
@click.argument("claim_id", metavar="ID")
@click.option("--article", "articles", multiple=True, required=True, metavar="ID", help="One that tells the other.")
@click.option("--text", help="The words of the other claim; those of the article where not given.")
@_by
@json_option
@pass_program
def split(
    program: Program,
    claim_id: str,
    articles: tuple[str, ...],
    text: str | None,
    reviewer: str,
    reason: str,
    as_json: bool,
) -> None:
    """Split claim ID in two.

    Its sightings in the articles named become another claim.
    """
    from claims.services.grouping import By, split_claim

    with program.desk() as desk:
        made = split_claim(desk, claim_id, articles, By(reviewer=reviewer, reason=reason), text)
    _tell(made, as_json)


@click.command(epilog='Example: python -m claims undo c0123 g4567 --reviewer "A. Lund" --reason "Two depots."')
@click.argument("claim_id", metavar="ID")
@click.argument("decision_id", metavar="DECISION")
@_by
@json_option
@pass_program
def undo(program: Program, claim_id: str, decision_id: str, reviewer: str, reason: str, as_json: bool) -> None:
    """Take back a decision on claim ID.

    DECISION is the id of a merge or split, of a decided status, a corrected stance or origin, or a rejected match;
    `show` lists those that stand.
    """
    from claims.services.grouping import By, undo_regrouping
    from claims.services.reviewing import list_reviews, withdraw_review

    with program.desk() as desk:
        if any(review.id == decision_id for review in list_reviews(desk, claim_id)):
            _tell_claim(withdraw_review(desk, claim_id, decision_id, reviewer, reason), as_json)
            return
        made = undo_regrouping(desk, claim_id, decision_id, By(reviewer=reviewer, reason=reason))
    _tell(made, as_json)


@click.command(epilog="Example: python -m claims variants c0123456789abcdef0123")
@click.argument("claim_id", metavar="ID")
@json_option
@pass_program
def variants(program: Program, claim_id: str, as_json: bool) -> None:
    """List claims like claim ID but for an amount or a day."""
    from claims.services.grouping import claim_variants

    with program.desk() as desk:
        found = claim_variants(desk, claim_id)
    if as_json:
        from schemas.grouping import VariantSchema

        say_json(VariantSchema(many=True).dump(found))
        return
    rows = [_row(view) for view in found]
    table(("ID", "STATUS", "CLAIM", "DIFFERS"), rows, cut=("CLAIM", "DIFFERS"))


def _row(view: "VariantView") -> tuple[str, ...]:
    tracked = view.claim
    differs = " ".join(condition.detail for condition in view.conditions)
    return tracked.claim.id, tracked.verdict.status, tracked.claim.text, differs


def _tell_claim(tracked: "TrackedClaim", as_json: bool) -> None:
    if as_json:
        from schemas.claim import ClaimSchema

        say_json(ClaimSchema().dump(tracked))
        return
    say(f"{tracked.claim.id}  {tracked.verdict.status}  {plain(tracked.verdict.summary)}")


def _tell(made: "Grouped", as_json: bool) -> None:
    if as_json:
        from schemas.grouping import GroupedSchema

        say_json(GroupedSchema().dump(made))
        return
    regrouping = made.regrouping
    say(f"{regrouping.kind} {regrouping.id}{' undone' if regrouping.undone_at is not None else ''}")
    for side in (made.claim, made.other):
        merged = f" -> {side.merged_into}" if side.merged_into else ""
        say(f"{side.claim.id}{merged}  {side.appearances} appearances  {plain(side.claim.text)}")
