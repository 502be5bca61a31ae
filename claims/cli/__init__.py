"""The command line; see README.md for the rule of this folder."""

from claims.cli.claims import claims_command, show
from claims.cli.demo import demo
from claims.cli.exchange import export_command, import_command
from claims.cli.filters import FILTERS
from claims.cli.ingest import ingest
from claims.cli.keys import keys
from claims.cli.recheck import recheck
from claims.cli.root import cli
from claims.cli.serve import serve

__all__ = ["cli"]

for _command in (serve, demo, ingest, recheck, claims_command, show, export_command, import_command, keys, *FILTERS):
    cli.add_command(_command)
