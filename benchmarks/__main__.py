"""Run every measurement and print a table: python -m benchmarks [--claims 10000] [--repeat 20] [--json FILE]."""

import argparse
import gc
import json
import sys
from pathlib import Path

from benchmarks import scale
from benchmarks.measure import Row, extraction, ingestion, long_text, recheck_pass, server


def main() -> int:
    """Measure, show, and write the rows as JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000, help="claims on the ledger (default 10,000)")
    parser.add_argument("--many", type=int, default=100_000, help="claims to match among (default 100,000)")
    parser.add_argument("--repeat", type=int, default=20, help="times each thing is measured; the median counts")
    parser.add_argument("--json", type=Path, help="write the rows to this file")
    args = parser.parse_args()
    gc.set_threshold(100_000, 50, 100)  # as claims/__main__.py has it
    rows: list[Row] = []
    for title, measure in (
        ("reading and extracting a 500-word article", lambda: extraction(args.repeat)),
        ("reading 1 MB in one article", long_text),
        (f"ingesting into a ledger of {args.claims:,} claims", lambda: ingestion(args.claims, args.repeat)),
        (f"re-checking {args.claims:,} claims", lambda: recheck_pass(args.claims)),
        ("the server process", lambda: server(args.claims)),
        (f"matching among {args.many:,} claims", lambda: scale.measure(args.many, args.repeat)),
    ):
        print(f"... {title}", file=sys.stderr)
        rows += measure()
    width = max(len(row.what) for row in rows)
    for row in rows:
        print(f"{row.what:<{width}}  {row.value:>10,.1f} {row.unit:<8}  {row.note}")
    if args.json:
        args.json.write_text(json.dumps([row.__dict__ for row in rows], indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
