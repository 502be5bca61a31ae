"""How well Claimdesk reads, beside its floors and aims: python -m benchmarks.reading [YARDSTICK...]

A floor is what was reached before; tests/eval fails below it. `--keep` raises the floors to what is
measured now; `--lower FIGURE` is the only way to lower one. `--write` puts the tables into docs/quality.md.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.evaluation import Figure, missing
from benchmarks.floors import lowered, raised, read_floors, write_floors
from benchmarks.reading import YARDSTICKS
from benchmarks.tables import write_table

_TABLES = Path(__file__).resolve().parents[2] / "docs/quality.md"


def main() -> int:
    """Measure, print a table, and move the floors where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument(
        "yardsticks", nargs="*", metavar="YARDSTICK", help=f"of {', '.join(YARDSTICKS)}; all by default"
    )
    parser.add_argument("--keep", action="store_true", help="raise the floors to the figures measured")
    parser.add_argument("--lower", action="append", default=[], metavar="FIGURE", help="lower this floor to its figure")
    parser.add_argument("--write", action="store_true", help=f"put the tables into {_TABLES.name}")
    args = parser.parse_args()
    if unknown := set(args.yardsticks) - set(YARDSTICKS):
        parser.error(f"no such yardstick: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    for name in args.yardsticks or YARDSTICKS:
        if absent := missing(YARDSTICKS[name].NEEDS):
            print(f"left out: {name}, for want of {', '.join(absent)}", file=sys.stderr)
            continue
        print(f"... {name}", file=sys.stderr)
        measured = YARDSTICKS[name].measure()
        figures += measured
        if args.write:
            write_table(_TABLES, name, _table(measured))
    floors = read_floors()
    for figure in figures:
        print(_line(figure, floors))
    if args.keep:
        floors = raised(floors, figures)
    if args.lower:
        floors = lowered(floors, figures, args.lower)
    if args.keep or args.lower:
        write_floors(floors)
    return 0


def _line(figure: Figure, floors: dict[str, float]) -> str:
    floor = floors.get(figure.what)
    marks = [
        f"floor {floor:g}" if floor is not None else "no floor",
        f"aim {figure.aim:g} on unseen data" if figure.aim is not None else "",
        figure.peer or "",
    ]
    return f"{figure.what:<58} {figure.value:>7.1f}   {'; '.join(filter(None, marks))}"


def _table(figures: Sequence[Figure]) -> list[str]:
    lines = ["| figure | here | aim on unseen data | others |", "|---|---|---|---|"]
    for figure in figures:
        aim = "" if figure.aim is None else f"{figure.aim:g}"
        lines.append(f"| {figure.what} | {figure.value:.1f} | {aim} | {figure.peer or ''} |")
    return lines


if __name__ == "__main__":
    sys.exit(main())
