"""`claimreviews`: what other fact-checkers have published comes in."""

from typing import TYPE_CHECKING

import click

from claims.cli.output import coloured, complain, plain, say, say_json
from claims.cli.progress import progress
from claims.cli.root import Program, json_option, pass_program

if TYPE_CHECKING:
    from claims.services.claim_reviews_in import TakenIn


@click.command(epilog="Example: python -m claims claimreviews checks.jsonl https://checker.example/feed.xml")
@click.argument("where", nargs=-1, required=True, metavar="PATH|URL|FEED...")
@click.option("--decide", is_flag=True, help="Take a rating that is plainly true or false for a decision of this desk.")
@json_option
@pass_program
def claimreviews(program: Program, where: tuple[str, ...], decide: bool, as_json: bool) -> None:
    """Take in the claims that other fact-checkers have reviewed.

    They come from the ClaimReviews (JSON-LD) of a page, of the pages that a feed leads to, or of a file; one that ends
    in .jsonl has one a line. Each claim gets a tag with its rating and whose that is; it decides nothing, unless
    --decide is given. What is on file already changes nothing.
    """
    from claims.services.claim_reviews_in import take_in_claim_reviews

    new = known = failed = 0
    with program.desk() as desk, progress("reviews", beside_lines=True) as show:
        for place in where:
            for each in take_in_claim_reviews(desk, place, decide=decide, progress=show):
                new += each.created
                known += each.tracked is not None and not each.created
                failed += each.error is not None
                _print(each, as_json)
    if not as_json:
        say(f"{new} new, {known} on the ledger already, {failed} failed.")
    if failed:
        raise click.exceptions.Exit(1)


def _print(each: "TakenIn", as_json: bool) -> None:
    if each.error is not None or each.tracked is None or each.review is None:
        complain(f"{each.where}: {each.error}")
        if as_json:
            say_json({"where": each.where, "error": each.error})
        return
    if as_json:
        from schemas.claim import ClaimSchema

        told = {"where": each.where, "created": each.created, "decided": each.decided}
        say_json(told | {"rating": each.review.rating.words, "claim": ClaimSchema().dump(each.tracked)})
        return
    state = coloured(str(each.tracked.verdict.status))
    is_new = "new" if each.created else "on the ledger already"
    say(f"{each.tracked.claim.id}  {is_new}, {state}: {plain(each.tracked.claim.text)}")
    say(f"    rated “{plain(each.review.rating.words)}”: {plain(each.where)}")
