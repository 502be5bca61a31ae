"""The command line; see README.md for the rule of this folder."""

from claims.cli import (
    claims,
    demo,
    doctor,
    exchange,
    feeds,
    filters,
    grouping,
    index,
    ingest,
    keys,
    recheck,
    runs,
    serve,
    subscriptions,
    withdraw,
    worker,
)
from claims.cli.root import cli

__all__ = ["cli"]

for _command in (
    serve.serve,
    demo.demo,
    ingest.ingest,
    feeds.feeds,
    recheck.recheck,
    runs.runs,
    worker.worker,
    claims.claims_command,
    claims.show,
    grouping.variants,
    grouping.merge,
    grouping.split,
    grouping.undo,
    exchange.export_command,
    exchange.import_command,
    withdraw.withdraw,
    keys.keys,
    subscriptions.subscriptions,
    index.index,
    doctor.doctor,
    *filters.FILTERS,
):
    cli.add_command(_command)
