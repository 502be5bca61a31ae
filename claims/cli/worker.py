"""`worker`: does the jobs that are handed in, and the periodic re-check."""

import logging

import click

from claims.cli.output import complain
from claims.cli.root import Program, pass_program


@click.command(epilog="Example: python -m claims worker --threads 4")
@click.option(
    "--threads", type=click.IntRange(2, 64), help="Jobs done at once.  [default: CLAIMS_WORKER_THREADS, else 2]"
)
@pass_program
def worker(program: Program, threads: int | None) -> None:
    """Do jobs, and re-check every few minutes.

    Jobs are articles handed in with `Prefer: respond-async`, and decisions on outlets that bear on many claims; the
    re-check is that of `recheck`. It runs until stopped (SIGTERM, Ctrl-C), and then to the end of what is in hand; the
    log, lines of JSON, goes to standard error. Several workers may run beside each other, and beside the server: no job
    is done twice, and one of them plans the re-checks. A job whose worker was killed is done by the next.
    """
    from claims.logs import Forwarded, configure_logging
    from claims.services.worker import Worker

    configure_logging()
    queue_log = logging.getLogger("huey")
    queue_log.handlers = [Forwarded(logging.WARNING)]
    with program.desk(patient=True) as desk:
        complain("The worker runs; Ctrl-C stops it when what is in hand is done.")
        Worker(desk).work(threads or program.settings.worker_threads)
