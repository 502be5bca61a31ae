"""`runs`: the re-checks that there were."""

import click

from claims.cli.output import complain, say_json, table
from claims.cli.root import Program, json_option, pass_program
from claims.domain.moment import format_instant
from claims.domain.run import Run


@click.command(epilog="Example: python -m claims runs --limit 5")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=20, show_default=True)
@json_option
@pass_program
def runs(program: Program, limit: int, as_json: bool) -> None:
    """List the re-checks, newest first.

    Those that go on or were killed included; what went wrong in them follows on standard error.
    """
    from claims.services.runs import list_runs

    with program.desk() as desk:
        page = list_runs(desk, limit)
    if as_json:
        from schemas.run import RunListSchema

        say_json(RunListSchema().dump(page))
        return
    table(
        ("RUN", "STARTED", "ENDED", "STATE", "LOOKED AT", "CHANGED", "OVERDUE", "ERRORS", "WHERE"),
        [_row(run) for run in page.items],
    )
    for run in page.items:
        for stage in run.stages:
            for error in stage.errors:
                complain(f"{run.id}, {stage.name}: {error}")
    if page.next:
        complain(f"There are more than these {limit}; --limit shows more.")


def _row(run: Run) -> tuple[str, ...]:
    return (
        run.id,
        format_instant(run.started_at),
        "" if run.ended_at is None else format_instant(run.ended_at),
        run.state,
        *(str(count) for count in (run.looked_at, run.changed, run.overdue, run.errors)),
        "" if run.process is None else f"{run.process.host}, pid {run.process.pid}",
    )
