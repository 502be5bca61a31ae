"""`withdraw`: an article is taken out of account, or put back."""

import click

from claims.cli.output import say, say_json, table
from claims.cli.root import Program, json_option, pass_program


@click.command(epilog="Example: python -m claims withdraw a0123456789abcdef0123 --reason hoax --by Lind")
@click.argument("article_id", metavar="ID")
@click.option("--reason", required=True, help="Why.")
@click.option("--by", help="Who decides.")
@click.option("--undo", is_flag=True, help="Put a withdrawn article back.")
@json_option
@pass_program
def withdraw(program: Program, article_id: str, reason: str, by: str | None, undo: bool, as_json: bool) -> None:
    """Withdraw an article.

    It stays on file, and every status is derived without it.
    """
    from claims.services.withdrawing import restore_article, withdraw_article

    with program.desk() as desk:
        report = (restore_article if undo else withdraw_article)(desk, article_id, reason, by)
    if as_json:
        from schemas.withdrawal import WithdrawalReportSchema

        say_json(WithdrawalReportSchema().dump(report))
        return
    say(f"The article is {'back' if undo else 'withdrawn'}; {len(report.changes)} status changes.")
    if report.changes:
        rows = [(c.claim_id, c.before, c.after, c.verdict.summary) for c in report.changes]
        table(("CLAIM", "WAS", "IS", "WHY"), rows, cut=("WHY",))
