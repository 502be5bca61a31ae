"""`python -m claims`."""

import gc

from claims.cli import cli

if __name__ == "__main__":
    # Values here are immutable and free of cycles, while a ledger in memory is many objects: looking through
    # all of them as often as Python does by default is a tenth of the time of an intake (docs/speed.md).
    gc.set_threshold(100_000, 50, 100)
    cli(prog_name="python -m claims")
