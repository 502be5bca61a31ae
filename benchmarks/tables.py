"""Tables of what was measured, in the docs: each stands between two marks with its name."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.measure import Row


def write_table(document: Path, name: str, lines: Iterable[str]) -> None:
    """Put the table of this name in its place in a document. Raises ValueError where it has none there."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, _, rest = document.read_text("utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"{document.name} has no place for a table of {name}: {begin.strip()} ... {end}")
    document.write_text(f"{before}{begin}" + "\n".join(lines) + f"\n{end}{after}", "utf-8")


def lines_of(rows: Sequence[Row]) -> list[str]:
    """Figures as the lines of a table."""
    told = [f"| {row.what} | {_shown(row.value)} {row.unit} | {row.note} |" for row in rows]
    return ["| what | measured | |", "|---|---|---|", *told]


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
